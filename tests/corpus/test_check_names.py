#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests of check_names.py, with the built program."""
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.environ.get("NPUIFY_BUILD", os.path.join(HERE, "..", "..", "build"))

TABLE = """category,name,total_programs
_denominator,programs,100
runtime_fn,cudaMalloc,90
runtime_fn,cudaNoSuchThing,7
math,sqrtf,50
ptx_op,lop3.b32,2
ptx_op,no_such.b32,2
header,cudaEGL,3
other,rare_name,1
keyword,__declspec,5
"""


def run(*arguments):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "names.csv")
        with open(path, "w") as table:
            table.write(TABLE)
        command = [sys.executable, "-B", os.path.join(HERE, "check_names.py"), path, "--npuify",
                   os.path.join(BUILD, "bin", "npuify"), *arguments]
        return subprocess.run(command, capture_output=True, text=True)


class CheckNames(unittest.TestCase):
    def test_lists_what_no_rule_knows(self):
        result = run("--ignore", "__declspec")
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("no rule for cudaNoSuchThing, used by 7 programs", result.stdout)
        self.assertIn("no rule for no_such.b32", result.stdout)
        self.assertIn("4 of 6 names have a rule (66.7 %)", result.stdout)

    def test_rare_names_do_not_count(self):
        result = run("--at-least", "40")
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("2 of 2", result.stdout)

    def test_a_table_without_the_column(self):
        result = run("--column", "nothing")
        self.assertEqual(result.returncode, 1)
        self.assertIn("expected the columns", result.stderr)


if __name__ == "__main__":
    unittest.main()
