#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""CPU seconds and memory of the translator by phase, beside what clang takes to parse the same file.

  translator_bench.py --build BUILD [FILE...]      default: the sources of samples/ and a synthetic project

Every file is migrated in a run of its own: without a cache, then with one that holds the preambles but not the file, as all
but the very first run of a user find it, then so with --verify, and last with --verify where its preamble is still to be
made ("first verify"). A synthetic project is migrated in one run, and once more from the cache, without --verify and with
it. Clang parses the migrated file against the NPU headers: the same text, nearly.
Wall time says little on a busy machine, so CPU time is shown.
"""
import argparse
import glob
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from synthetic_project import write_project

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.normpath(os.path.join(HERE, "..", ".."))


def cpu(command):
    """CPU seconds of one command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Bench:
    def __init__(self, options, scratch):
        self.npuify = os.path.join(os.path.abspath(options.build), "bin", "npuify")
        self.clang, self.scratch = options.clang, scratch

    def migrate(self, sources, *more):
        """Phase name -> (CPU seconds, MiB); the sum stands under "all"."""
        timings, out = os.path.join(self.scratch, "timings.json"), os.path.join(self.scratch, "out")
        subprocess.run([self.npuify, "migrate", *sources, "-o", out, "--format", "concise", "--timings", timings, *more],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        with open(timings, encoding="utf-8") as stream:
            phases = json.load(stream)["phases"]
        found = {p["name"]: (p["cpu_s"], p["peak_mib"]) for p in phases}
        found["all"] = (sum(p["cpu_s"] for p in phases), max(p["peak_mib"] for p in phases))
        return found

    def cache_with_preambles(self, *more):
        source, cache = os.path.join(self.scratch, "first.cu"), os.path.join(self.scratch, "warm" + "".join(more))
        with open(source, "w", encoding="utf-8") as stream:
            stream.write("__global__ void first() {}\n")
        self.migrate([source], "--cache-dir", cache, *more)
        return cache

    def copy_of(self, cache):
        copy = os.path.join(self.scratch, "copy")
        shutil.rmtree(copy, ignore_errors=True)
        return shutil.copytree(cache, copy)

    def clang_cpu(self, source):
        """What clang takes for the migrated text of `source`, which the last migrate() wrote."""
        stem, suffix = os.path.splitext(os.path.basename(source))
        out = os.path.join(self.scratch, "out", stem + (".npu.cpp" if suffix == ".cu" else suffix))
        return cpu([self.clang, "-std=c++17", "-fsyntax-only", "-w", "-I" + os.path.join(TOP, "runtime", "include"),
                    "-I" + os.path.dirname(source), out])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--build", required=True, help="npuify's build folder")
    parser.add_argument("--clang", default="clang++-19")
    parser.add_argument("--synthetic", type=int, default=200, help="files of the synthetic project; 0: none (default 200)")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    files = options.files or sorted(glob.glob(os.path.join(TOP, "samples", "*", "cuda", "**", "*.cu"), recursive=True))

    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(options, scratch)
        unverified, warm = bench.cache_with_preambles(), bench.cache_with_preambles("--verify")
        rows, cold, verified, first_verified, clang = [], [], [], [], []
        for source in files:
            cold.append(bench.migrate([source], "--no-cache", "-j1"))
            clang.append(bench.clang_cpu(source))
            rows.append(bench.migrate([source], "--cache-dir", bench.copy_of(warm), "-j1"))
            verified.append(bench.migrate([source], "--cache-dir", bench.copy_of(warm), "-j1", "--verify"))
            first_verified.append(bench.migrate([source], "--cache-dir", bench.copy_of(unverified), "-j1", "--verify"))
        print(f"{len(files)} files, one run each (CPU seconds; median, mean, largest)\n")
        table = {name: [r[name][0] for r in rows] for name in rows[0]}
        table["+ verify"] = [v["all"][0] for v in verified]
        table["first verify"] = [v["all"][0] for v in first_verified]
        table["no cache"], table["clang"] = [v["all"][0] for v in cold], clang
        for name, values in table.items():
            print(f"  {name:12} {statistics.median(values):7.3f} {statistics.mean(values):7.3f} {max(values):7.3f}")
        memory = [r["all"][1] for r in rows]
        print(f"  memory       {statistics.median(memory):7.0f} {statistics.mean(memory):7.0f} {max(memory):7.0f}  MiB\n")

        if options.synthetic:
            project = os.path.join(scratch, "project")
            write_project(project, options.synthetic)
            for more in ([], ["--verify"]):
                cache = os.path.join(scratch, "cache" + "".join(more))
                first, second = (bench.migrate([project], "--cache-dir", cache, "-j1", *more) for _ in range(2))
                print(" ".join([f"synthetic project of {options.synthetic} files, one run", *more, "(CPU seconds)\n"]))
                for name in first:
                    print(f"  {name:12} {first[name][0]:7.3f}   from the cache {second[name][0]:7.3f}")
                print(f"\n  a file       {first['all'][0] / options.synthetic:7.3f}   {first['all'][1]:.0f} MiB; "
                      f"the second run is {first['all'][0] / second['all'][0]:.0f} times faster\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
