# SPDX-License-Identifier: Apache-2.0
"""The analysis of kernels against planted cases. A comment `EXPECT NAME: IDS = VERDICT` names the trait rules that must
be found in a function, no more and no fewer, and what ascend950 makes of the kernel in all (review+: at least that).
SYNC and FREE mark the calls that wait for a kernel."""
import glob
import json
import os
import re
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ORDER = {"ok": 0, "review": 1, "no": 2}
MARKS = {"NPU7014": "// SYNC", "NPU7027": "// FREE"}
IGNORED = {"NPU7000", *MARKS}  # every kernel; what has marks of its own


def analysed(path):
    build = os.environ["NPUIFY_BUILD"]
    done = subprocess.run([os.path.join(build, "bin", "npuify"), "check", path, "--no-config", "--fail-on", "never",
                           "--format", "json"], capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise AssertionError(done.stderr)
    return json.loads(done.stdout)


class Kernels(unittest.TestCase):
    def test_planted_cases(self):
        expected = 0
        for path in sorted(glob.glob(os.path.join(HERE, "cases", "*.cu"))):
            with open(path, encoding="utf-8") as stream:
                text = stream.read()
            report = analysed(path)
            traits = {}
            for f in report["findings"]:
                if f["rule"].startswith("NPU70") and f["rule"] not in IGNORED:
                    traits.setdefault(f["symbol"], set()).add(f["rule"])
            kernels = {k["name"]: k for k in report["kernels"]}
            for name, ids, verdict in re.findall(r"EXPECT (\w+):([NPU0-9 ]*)(?:= ([a-z+]+))?", text):
                expected += 1
                with self.subTest(file=os.path.basename(path), function=name):
                    self.assertEqual(traits.get(name, set()), set(ids.split()))
                    if verdict:
                        given = kernels[name]["targets"]["ascend950"]
                        why = kernels[name]["reasons"].get("ascend950")
                        if verdict.endswith("+"):
                            self.assertGreaterEqual(ORDER[given], ORDER[verdict[:-1]], why)
                        else:
                            self.assertEqual(given, verdict, why)
                        self.assertEqual(kernels[name]["targets"]["ascend910b"], "no")
            for rule, mark in MARKS.items():
                told = {f["line"] for f in report["findings"] if f["rule"] == rule}
                marked = {n for n, line in enumerate(text.splitlines(), 1) if mark in line}
                with self.subTest(file=os.path.basename(path), calls=rule):
                    if "// SYNC" in text or "// FREE" in text:
                        self.assertEqual(told, marked)
        self.assertGreaterEqual(expected, 60)


if __name__ == "__main__":
    sys.exit(unittest.main())
