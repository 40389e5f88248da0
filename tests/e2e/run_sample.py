#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Migrates one sample, checks what must hold for every migration, builds the output and runs it.

usage: run_sample.py SAMPLE_CUDA_FOLDER --compiler g++     (NPUIFY_BUILD and NPUIFY_HEADERS name folders)
With --compiler make the migrated Makefile is used as it is; cmake and cmake-build-tree use the migrated CMakeLists.txt, with
npuify installed or as it lies in its build folder.
"""
import argparse
import os
import sys
import tempfile

from migration import REPORTS, files_below, npuify, problems_of, read_report
from build_commands import discover
from builders import Toolchain, build_directly, build_with_cmake, build_with_make
from process import run


def fail(text):
    print(text)
    sys.exit(1)


def migrate(source, out):
    done = npuify("migrate", source, "-o", out, "-j", "2")
    if done.returncode != 0:
        fail(f"npuify migrate: exit {done.returncode}\n{done.stderr}{done.stdout}")
    report = read_report(out)
    problems = problems_of(source, out, report)
    if report["summary"]["leftovers"]:
        left = [f for f in report["findings"] if not f["applied"] and not f["native"]]
        problems.append("leftovers: " + ", ".join(f"{f['file']}:{f['line']} {f['symbol']}" for f in left))
    if problems:
        fail("\n".join(problems))


def check_second_migration(out, again):
    done = npuify("migrate", out, "-o", again)
    if done.returncode != 0:
        fail(f"migrating the output: exit {done.returncode}\n{done.stderr}")
    first, second = files_below(out), files_below(again)
    for name in sorted(set(first) | set(second) - set(REPORTS)):
        if name not in REPORTS and first.get(name) != second.get(name):
            fail(f"migrating twice changed {name}")


def build(source, out, compiler):
    tools = Toolchain(os.path.abspath(os.environ["NPUIFY_BUILD"]), os.path.abspath(os.environ["NPUIFY_HEADERS"]), compiler)
    plan = discover(source, None, None)
    if compiler == "make":
        name = "image_pipeline" if os.path.isdir(os.path.join(out, "src")) else None
        built = build_with_make(tools, out, name or os.path.splitext(os.path.basename(plan.sources[0].path))[0], 300)
    elif compiler == "cmake-build-tree":
        tools.prefix = tools.build
        built = build_with_cmake(tools, out, "image_pipeline", 300)
    elif compiler == "cmake":
        installed = tools.install(os.path.join(os.path.dirname(out), "prefix"))
        if installed.returncode != 0:
            fail(f"cmake --install: {installed.stderr}")
        built = build_with_cmake(tools, out, "image_pipeline", 300)
    else:
        built = build_directly(tools, plan, source, out, out, "sample", 300)
    if not built.way:
        fail(f"build with {compiler}: {built.error}")
    return built.executable, tools


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("source")
    parser.add_argument("--compiler", required=True)
    options = parser.parse_args()
    source = os.path.realpath(options.source)
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        out = os.path.join(folder, "out")
        migrate(source, out)
        check_second_migration(out, os.path.join(folder, "again"))
        executable, tools = build(source, out, options.compiler)
        outcome = run([executable], cwd=out, limit=120, env={**tools.environment(), "NPU_TRACE": "1"})
        print(outcome.stdout + outcome.stderr)
        if outcome.timed_out or outcome.returncode != 0 or "PASS" not in outcome.stdout.split():
            fail(f"the sample failed (exit {outcome.returncode}, stopped at the time limit: {outcome.timed_out})")
        # The samples' own build files lead to the kernel compiler where it is built.
        if options.compiler in ("make", "cmake") and os.path.exists(tools.npucc + "-clang") and \
                ": compiled" not in outcome.stderr:
            fail("no kernel runs in its compiled form")
        print(f"{outcome.wall:.2f} s wall, {outcome.cpu:.2f} s CPU")


if __name__ == "__main__":
    main()
