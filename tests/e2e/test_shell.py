# SPDX-License-Identifier: Apache-2.0
"""Completions and the manual page, in the shells themselves where they are installed."""
import os
import re
import shutil
import subprocess
import unittest

from migration import npuify


class Shell(unittest.TestCase):
    def completed(self, *words):
        """What bash offers for the last of the words."""
        script = npuify("completions", "bash").stdout
        line = " ".join(f"'{w}'" for w in words)
        run = f"{script}\nCOMP_WORDS=({line})\nCOMP_CWORD={len(words) - 1}\n_npuify\nprintf '%s\\n' \"${{COMPREPLY[@]}}\""
        done = subprocess.run(["bash", "-c", run], capture_output=True, text=True, check=False)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_bash(self):
        self.assertEqual(self.completed("npuify", "mi"), ["migrate"])
        self.assertIn("check", self.completed("npuify", ""))
        self.assertEqual(self.completed("npuify", "rules", "li"), ["list"])
        self.assertIn("--baseline", self.completed("npuify", "check", "src", "--ba"))
        self.assertEqual(self.completed("npuify", "check", "--target", "ascend9"), ["ascend950", "ascend910b"])
        self.assertEqual(self.completed("npuify", "check", "--fail-on", "man"), ["manual"])
        self.assertEqual(self.completed("npuify", "completions", "--he"), ["--help"])

    def test_other_shells_accept_the_scripts(self):
        for shell in ("zsh", "fish"):
            done = npuify("completions", shell)
            self.assertEqual(done.returncode, 0)
            self.assertIn("--changed-since" if shell == "zsh" else "-l changed-since", done.stdout)
            if shutil.which(shell):
                check = subprocess.run([shell, "-n"], input=done.stdout, capture_output=True, text=True, check=False)
                self.assertEqual(check.stderr, "", shell)

    def test_mistakes(self):
        self.assertEqual(npuify("completions", "tcsh").returncode, 2)
        self.assertEqual(npuify("completions").returncode, 2)

    def test_man(self):
        page = npuify("man").stdout
        self.assertTrue(page.startswith('.\\" Written by npuify man.\n.TH NPUIFY 1'))
        for option in re.findall(r"^\| `(?:-\w, )?(--[\w-]+)", npuify_reference(), re.M):
            self.assertIn(option.replace("-", "\\-"), page)
        if shutil.which("groff"):
            done = subprocess.run(["groff", "-man", "-ww", "-z"], input=page, capture_output=True, text=True, check=False)
            self.assertEqual(done.stderr, "")


def npuify_reference():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "reference", "cli.md")
    with open(path, encoding="utf-8") as stream:
        return stream.read()


if __name__ == "__main__":
    unittest.main()
