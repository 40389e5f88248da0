#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that all reports of a run agree, over any source trees.

  check_reports.py --npuify build/bin/npuify TREE... [-j N] [--time-limit SECONDS]

Each tree is checked once with all ten formats at a time; every count is taken from each report and compared. Prints a
line per tree; ends with 1 when something differs. Nothing is written into the trees.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from report_counts import FORMATS, disagreements


def check(npuify, tree, jobs, limit):
    """The counts of one tree, and what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {f: os.path.join(folder, f) for f in FORMATS}
        begin = time.monotonic()
        done = subprocess.run([npuify, "check", tree, "--root", tree, "--no-config", "--fail-on", "never",
                               "--cache-dir", os.path.join(folder, "cache"), "-j", str(jobs), "--format", "concise",
                               *[a for f, path in paths.items() for a in ("--output", f"{f}={path}")]],
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                              errors="replace", timeout=limit, check=False)
        if done.returncode:
            return None, [f"exit code {done.returncode}: {done.stderr[-500:]}"]
        reports = {}
        for f, path in paths.items():
            with open(path, encoding="utf-8", newline="") as stream:
                reports[f] = stream.read()
        report = json.loads(reports["json"])
        counts = {"files": report["summary"]["files"], "uses": report["summary"]["uses"],
                  "findings": len(report["findings"]), "listed": report["summary"]["listed"],
                  "kernels": len(report["kernels"]), "left": report["summary"]["leftovers"],
                  "html_kb": len(reports["html"].encode()) // 1024, "seconds": round(time.monotonic() - begin)}
        return counts, disagreements(reports)


def main():
    parser = argparse.ArgumentParser(description="Checks that all reports of a run agree.")
    parser.add_argument("trees", nargs="+", metavar="TREE")
    parser.add_argument("--npuify", required=True)
    parser.add_argument("-j", type=int, default=1, dest="jobs")
    parser.add_argument("--time-limit", type=int, default=3600)
    options = parser.parse_args()
    failed, total = 0, {}
    for tree in options.trees:
        try:
            counts, problems = check(options.npuify, os.path.abspath(tree), options.jobs, options.time_limit)
        except subprocess.TimeoutExpired:
            counts, problems = None, [f"not finished after {options.time_limit} s"]
        print(f"{tree}: " + (", ".join(f"{k} {v}" for k, v in counts.items()) if counts else "no result"),
              "differ" if problems else "agree", sep="; ", flush=True)
        for p in problems:
            print("  " + p[:400])
        failed += bool(problems)
        for k, v in (counts or {}).items():
            total[k] = total.get(k, 0) + v
    print(f"{len(options.trees)} trees, {failed} differ; " + ", ".join(f"{k} {v}" for k, v in total.items()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
