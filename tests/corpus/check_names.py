#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which names of a frequency table does no rule know?

The table is a CSV with the columns `category`, `name` and one with the number of programs that use the name. Every name
that enough programs use must have a rule: mapped, native, or reported with a reason.
"""
import argparse
import csv
import re
import subprocess
import sys


def wanted(path, column, minimum, ignored):
    """The names of a table that `minimum` programs use, with the number of programs."""
    with open(path, newline="") as table:
        rows = csv.DictReader(table)
        if rows.fieldnames is None or not {"category", "name", column} <= set(rows.fieldnames):
            sys.exit(f"error: {path}: expected the columns category, name and {column}")
        return {
            row["name"]: int(row[column])
            for row in rows
            if not row["category"].startswith("_") and int(row[column]) >= minimum and row["name"] not in ignored
        }


def unknown(npuify, names):
    """Those of the names that `npuify query` finds no rule for, as a name or as a header."""
    missing = query(npuify, names)
    headers = query(npuify, [name + ".h" for name in missing]) if missing else set()
    return {name for name in missing if name + ".h" in headers}


def query(npuify, names):
    """The names that `npuify query` finds no rule for."""
    result = subprocess.run([npuify, "query", *names], capture_output=True, text=True)
    if result.returncode not in (0, 1):
        sys.exit(f"error: {npuify} query failed:\n{result.stderr}")
    return set(re.findall(r"^error: no rule knows '([^']*)'", result.stderr, re.MULTILINE))


def main():
    parser = argparse.ArgumentParser(description="Lists the names of frequency tables that no rule knows.")
    parser.add_argument("tables", nargs="+", metavar="TABLE.csv")
    parser.add_argument("--npuify", required=True, help="the program")
    parser.add_argument("--column", default="total_programs", help="number of programs (default total_programs)")
    parser.add_argument("--at-least", type=int, default=2, metavar="N", help="programs that use a name (default 2)")
    parser.add_argument("--ignore", nargs="*", default=[], metavar="NAME", help="names that belong to no API: words "
                        "of compilers, functions that programs bring along")
    options = parser.parse_args()
    missing = 0
    for path in options.tables:
        names = wanted(path, options.column, options.at_least, set(options.ignore))
        without = sorted(unknown(options.npuify, list(names)), key=lambda name: -names.get(name, 0))
        for name in without:
            print(f"{path}: no rule for {name}, used by {names.get(name, '?')} programs")
        known = len(names) - len(without)
        print(f"{path}: {known} of {len(names)} names have a rule ({100 * known / max(1, len(names)):.1f} %)")
        missing += len(without)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
