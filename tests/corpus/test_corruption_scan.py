# SPDX-License-Identifier: Apache-2.0
"""Tests of the independent checker for garbled text."""
import contextlib
import io
import json
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import corruption_scan
from corruption_scan import damages

SOURCE = '// head\n#include <a.h>\n#if A\n#define N(x) (x + 1)\n#endif\nvoid f() { puts("k<<<"); asm("mov %0;" : "=r"(x)); }\n'


class Damages(unittest.TestCase):
    def test_what_may_change(self):
        after = ('// head\n#include <npu/a.h>\n#if B\n#define N(x) (x + 2)\n#endif\n'
                 'void f() { puts("k<<<"); x = mov(); /* new */ g("more"); }\n')
        self.assertEqual(damages(SOURCE, after), [])
        self.assertEqual(damages("\ufeff#if A\n#endif\n", "\ufeff#include <b>\n#if A\n#endif\n"), [])

    def test_planted(self):
        for old, new, what in (("(x + 1)", "(x + 1", "brackets"), ("#endif", "", "conditional"), ("#define N", "N", "definitions"),
                               ('"k<<<"', '"NPU_LAUNCH"', "literal lost: '\"k<<<\"'"), ("// head", "", "comment lost"),
                               ("}\n", "\n", "brackets"), ("<a.h>\n#if", "<a.h> #if", "conditional")):
            with self.subTest(old):
                found = damages(SOURCE, SOURCE.replace(old, new))
                self.assertTrue(any(d.startswith(what) for d in found), found)


class Files(unittest.TestCase):
    def run_scan(self, after, edits):
        with tempfile.TemporaryDirectory() as base:
            for folder, name, text in (("in", "a.cu", "cudaFree(p);\n"), ("out", "a.npu.cpp", after)):
                os.makedirs(os.path.join(base, folder))
                with open(os.path.join(base, folder, name), "w", encoding="utf-8") as stream:
                    stream.write(text)
            report = {"findings": [{"file": "a.cu", "applied": True, "edits": edits}]}
            with open(os.path.join(base, "out", "npuify-report.json"), "w", encoding="utf-8") as stream:
                json.dump(report, stream)
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
                code = corruption_scan.main([os.path.join(base, "in"), os.path.join(base, "out")])
            return code, printed.getvalue()

    def test_every_change_is_an_edit(self):
        edit = {"offset": 0, "length": 8, "text": "npuFree"}
        self.assertEqual(self.run_scan("npuFree(p);\n", [edit]), (0, ""))
        code, text = self.run_scan("npuFree(q);\n", [edit])
        self.assertEqual(code, 1)
        self.assertIn("by more than the edits", text)
        self.assertEqual(self.run_scan("npuFree(p);\n", [])[0], 1)


if __name__ == "__main__":
    unittest.main()
