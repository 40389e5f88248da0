#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""CPU time of npucc against that of clang++ -O3 alone, over migrated sources: the samples', or those that are named.

    python3 tests/bench/compile_time.py --build build [--runs 3] [SOURCE.npu.cpp...]
"""

import argparse
import pathlib
import resource
import statistics
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def cpu_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    failed = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    if failed:
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def migrated_samples(npuify, folder):
    for sample in sorted((ROOT / "samples").glob("*/cuda")):
        out = folder / sample.parent.name
        subprocess.run([npuify, "migrate", sample, "-o", out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        yield from sorted(out.rglob("*.npu.cpp"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True, help="npuify's build folder")
    parser.add_argument("--clang", default="clang++-19")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("sources", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    binaries = options.build.resolve() / "bin"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sources = options.sources or list(migrated_samples(binaries / "npuify", folder))
        total = {"npucc": 0.0, "clang": 0.0}
        ratios = []
        for source in sources:
            common = ["-std=c++17", "-O3", "-w", "-c", source, "-o", folder / "object.o", "-I", source.parent]
            commands = {"npucc": [binaries / "npucc", *common],
                        "clang": [options.clang, "-march=native", "-fno-math-errno", "-I", ROOT / "runtime/include",
                                  *common]}
            times = {tool: [cpu_seconds(command) for _ in range(options.runs)] for tool, command in commands.items()}
            if any(None in t for t in times.values()):
                print(f"{source.name:40} left out: it does not compile without its project's flags", flush=True)
                continue
            medians = {tool: statistics.median(t) for tool, t in times.items()}
            ratios.append(medians["npucc"] / medians["clang"])
            for tool, seconds in medians.items():
                total[tool] += seconds
            print(f"{source.name:40} npucc {medians['npucc']:6.2f} s  clang {medians['clang']:6.2f} s  {ratios[-1]:.2f}",
                  flush=True)
        print(f"{len(ratios)} sources: npucc takes {total['npucc'] / total['clang']:.2f} times the CPU time of clang "
              f"in all, {statistics.median(ratios):.2f} at the median")


if __name__ == "__main__":
    main()
