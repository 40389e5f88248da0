#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Migrates, builds and runs a table of CUDA programs, and writes how far each came.

  run_corpus.py --programs TABLE.tsv --checkouts DIR --build BUILD -o OUT [--tier 1] [--only REGEX] [-j N]

DIR/<repository> holds each checkout; BUILD is npuify's build folder (bin/npuify, lib/libnpu.so). A finished program is
not done again (OUT/results holds one JSON file each) unless --fresh or --retry-failed is given; results.tsv and
summary.md are written anew every time. Nothing is written into the checkouts.
"""
import argparse
import concurrent.futures
import json
import os
import re
import shlex
import shutil
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from build_commands import discover
from builders import Built, Toolchain, build_directly, build_with_cmake, build_with_make, first_error
from leftover_scan import silent_leftovers
from process import kill_all, run
from programs import SOURCE_SUFFIXES, judge, read_programs
import tables


class Corpus:
    def __init__(self, options):
        self.options = options
        self.tools = Toolchain(os.path.abspath(options.build), os.path.abspath(options.headers), options.compiler)
        self.npuify = os.path.join(self.tools.build, "bin", "npuify")
        self.results = os.path.join(options.output, "results")
        self.work = os.path.join(os.path.abspath(options.output), "work")
        os.makedirs(self.results, exist_ok=True)

    def cached(self, program):
        try:
            with open(os.path.join(self.results, program.slug + ".json"), encoding="utf-8") as stream:
                result = json.load(stream)
        except (OSError, ValueError):
            return None
        same = all(result.get(k) == v for k, v in (("run", program.run), ("compiler", self.tools.compiler),
                                                   ("until", self.options.until)))
        if not same or self.options.fresh or (self.options.retry_failed and not result["passed"]):
            return None
        return result

    def store(self, program, result):
        path = os.path.join(self.results, program.slug + ".json")
        with open(path + ".part", "w", encoding="utf-8") as stream:
            json.dump(result, stream, indent=1)
        os.replace(path + ".part", path)

    def measure(self, program):
        """All stages of one program; the result is a plain dictionary, the row of the tables."""
        result = {"repository": program.repository, "path": program.path, "tier": program.tier, "run": program.run,
                  "compiler": self.tools.compiler, "until": self.options.until, "migrated": False, "built": False, "ran": False, "passed": False,
                  "way": "", "by_class": {}, "leftovers": 0, "silent": 0, "silent_example": "", "migrate_cpu": 0.0,
                  "build_cpu": 0.0, "run_cpu": 0.0, "run_wall": 0.0, "first_error": ""}
        checkout = os.path.realpath(os.path.join(self.options.checkouts, program.repository))
        directory = os.path.join(checkout, program.directory)
        source = os.path.join(checkout, program.path) if program.names_a_file else None
        if not os.path.exists(source or directory):
            result["first_error"] = "not in the checkout"
            return result
        out = os.path.join(self.work, program.slug)
        shutil.rmtree(out, ignore_errors=True)

        plan = discover(directory, program.binary, source)
        if not self.migrate(program, plan, checkout, directory, out, result) or self.options.until == "migrate":
            return result
        migrated = os.path.join(out, program.directory)
        self.copy_data(program, directory, migrated)
        built = self.build(program, plan, checkout, out, migrated, result)
        if not built.way or self.options.until == "build":
            return result
        self.run_program(program, built, migrated, result)
        if result["passed"] and not result["silent"] and not self.options.keep:
            shutil.rmtree(out, ignore_errors=True)
        return result

    def migrate(self, program, plan, checkout, directory, out, result):
        # A folder that builds one program is migrated whole, as a user would; from a folder of many programs only the
        # sources of this one, unless a build file says how they belong together.
        sources = [directory]
        if program.names_a_file and plan and plan.sources and plan.origin == "folder":
            sources_here = [f for f in os.listdir(directory) if f.endswith(".cu")]
            if len(sources_here) > len(plan.sources):
                sources = [s.path for s in plan.sources]
        includes = ["-I" + f for f in (plan.include_folders() if plan else []) if f.startswith(checkout + os.sep)]
        outcome = run([self.npuify, "migrate", *sources, "-o", out, "--root", checkout, "-j", "1",
                       *(["--"] + includes if includes else [])], limit=self.options.migrate_limit)
        result["migrate_cpu"] = outcome.cpu
        report = os.path.join(out, "npuify-report.json")
        if outcome.returncode not in (0, 1) or not os.path.isfile(report):
            result["first_error"] = "migrate: " + ("stopped at the time limit" if outcome.timed_out
                                                   else f"exit {outcome.returncode}: " + first_error(outcome.stderr))
            return False
        with open(report, encoding="utf-8") as stream:
            data = json.load(stream)
        result["migrated"] = True
        result["by_class"] = data["summary"].get("by_class", {})
        result["leftovers"] = data["summary"].get("leftovers", 0)
        silent = silent_leftovers(checkout, out, data["findings"])
        result["silent"] = len(silent)
        result["silent_example"] = f"{silent[0].file}:{silent[0].line}: {silent[0].symbol}" if silent else ""
        return True

    def copy_data(self, program, directory, migrated):
        """Data files that the migration did not bring along, and what the run command names outside the folder."""
        for folder, subfolders, files in os.walk(directory):
            subfolders[:] = [d for d in subfolders if not d.startswith(".")]
            target = os.path.join(migrated, os.path.relpath(folder, directory))
            os.makedirs(target, exist_ok=True)
            for name in files:
                if not name.endswith(SOURCE_SUFFIXES + (".cuh", ".h", ".hpp", ".o")) and not os.path.lexists(
                        os.path.join(target, name)):
                    os.symlink(os.path.join(folder, name), os.path.join(target, name))
        for word in shlex.split(program.run)[1:]:
            original = os.path.normpath(os.path.join(directory, word))
            place = os.path.normpath(os.path.join(migrated, word))
            if "/" in word and os.path.exists(original) and not os.path.lexists(place) and place.startswith(self.work):
                os.makedirs(os.path.dirname(place), exist_ok=True)
                os.symlink(original, place)

    def build(self, program, plan, checkout, out, migrated, result):
        errors, built = [], Built("")
        made = program.binary if program.run else ""  # without a run command any program that comes out will do
        builders = []
        if not self.options.direct:
            builders = [lambda: build_with_make(self.tools, migrated, made, self.options.build_limit),
                        lambda: build_with_cmake(self.tools, migrated, made, self.options.build_limit)]
        if plan and not self.options.own_build_files:
            builders.append(lambda: build_directly(self.tools, plan, checkout, out, migrated, program.binary,
                                                   self.options.build_limit))
        for builder in builders:
            built = builder()
            result["build_cpu"] += built.cpu
            if built.way:
                break
            if built.error:
                errors.append(built.error)
        result["way"] = built.way
        result["built"] = bool(built.way)
        if not built.way:
            result["first_error"] = "build: " + (errors[-1] if errors else "no build file, no main program found")
        elif errors:
            result["build_files_error"] = errors[0]
        return built

    def run_program(self, program, built, migrated, result):
        command = program.run
        words = shlex.split(command)
        named = os.path.normpath(os.path.join(migrated, words[0])) if words else built.executable
        if named != built.executable and not os.path.isfile(named):
            command = shlex.join([built.executable] + words[1:])
        # What CMake's own rules made, such as device code to be loaded, lies beside the program.
        beside = built.way == "cmake" and not any("/" in word for word in words[1:])
        folder = os.path.dirname(built.executable) if beside else migrated
        outcome = run(command, cwd=folder, limit=self.options.time_limit, env=self.tools.environment())
        result["run_cpu"], result["run_wall"] = outcome.cpu, outcome.wall
        failure = judge(program.conditions, outcome)
        result["ran"] = not outcome.timed_out and 0 <= outcome.returncode <= 128
        result["passed"] = failure is None
        if failure:
            tail = outcome.stderr.strip().splitlines()[-1:]
            result["first_error"] = f"run: {failure}" + (f" ({tail[0][:160]})" if tail else "")

    def run_all(self, programs):
        results = {}
        self.tools.prefix = self.tools.build

        def one(program):
            result = self.cached(program)
            if result is None:
                try:
                    result = self.measure(program)
                except Exception as error:  # one program must not end the run; the table shows it
                    result = {"repository": program.repository, "path": program.path, "tier": program.tier,
                              "run": program.run, "compiler": self.tools.compiler, "until": self.options.until,
                              "by_class": {}, "way": "",
                              "leftovers": 0, "silent": 0, "silent_example": "", "migrate_cpu": 0.0, "build_cpu": 0.0,
                              "run_cpu": 0.0, "run_wall": 0.0, "first_error": f"runner: {error!r}",
                              **{stage: False for stage in tables.STAGES}}
                self.store(program, result)
            return result

        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            futures = {pool.submit(one, p): p for p in programs}
            for done, future in enumerate(concurrent.futures.as_completed(futures), 1):
                program, result = futures[future], future.result()
                results[program.slug] = result
                word = "passed" if result["passed"] else result["first_error"] or "done"
                print(f"[{done}/{len(programs)}] {program.repository}/{program.path}: {word}", file=sys.stderr, flush=True)
        return [results[p.slug] for p in programs]


def main(arguments=None):
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--programs", required=True, help="table of programs (TSV; see programs.py)")
    parser.add_argument("--checkouts", required=True, help="folder that holds <owner>/<repository>")
    parser.add_argument("--build", required=True, help="npuify's build folder")
    parser.add_argument("-o", "--output", required=True, help="folder for results")
    parser.add_argument("--headers", default=os.path.join(here, "..", "..", "runtime", "include"), help="folder of npu/")
    parser.add_argument("--compiler", default="g++", help="compiler of the direct way (default g++)")
    parser.add_argument("--direct", action="store_true", help="skip the programs' own build files")
    parser.add_argument("--own-build-files", action="store_true",
                        help="build with the programs' own migrated build files or not at all")
    parser.add_argument("--until", choices=("migrate", "build", "run"), default="run", help="last stage (default run)")
    parser.add_argument("--full-size", action="store_true", help="use the column run even where run_shorter is given")
    parser.add_argument("--tier", action="append", help="only these tiers")
    parser.add_argument("--only", help="only programs whose repository/path matches this expression")
    parser.add_argument("-j", "--jobs", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=60, help="seconds a run may take (default 60)")
    parser.add_argument("--build-limit", type=float, default=300, help="seconds one compiler call or make may take")
    parser.add_argument("--migrate-limit", type=float, default=300, help="seconds a migration may take")
    parser.add_argument("--fresh", action="store_true", help="measure everything again")
    parser.add_argument("--retry-failed", action="store_true", help="measure again what did not pass")
    parser.add_argument("--keep", action="store_true", help="keep the output of programs that passed")
    options = parser.parse_args(arguments)
    if not os.access(os.path.join(options.build, "bin", "npuify"), os.X_OK):
        parser.error(f"no bin/npuify in {options.build}; build npuify first")

    programs = [p for p in read_programs(options.programs, options.full_size)
                if (not options.tier or p.tier in options.tier)
                and (not options.only or re.search(options.only, f"{p.repository}/{p.path}"))]
    def stop(number, _frame):
        kill_all()
        os._exit(128 + number)  # finished programs are stored; the next call goes on from there

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    results = Corpus(options).run_all(programs)
    tables.write_tsv(results, os.path.join(options.output, "results.tsv"))
    text = tables.summary(results)
    with open(os.path.join(options.output, "summary.md"), "w", encoding="utf-8") as stream:
        stream.write(text)
    print(text, end="")
    return 0 if all(r["passed"] for r in results) else 1


if __name__ == "__main__":
    sys.exit(main())
