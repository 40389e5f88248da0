# SPDX-License-Identifier: Apache-2.0
"""One log, ten formats: every count agrees on every sample, and every report is valid.

The schemas of SARIF and JUnit are not ours to keep. NPUIFY_SCHEMA_DIR may name a folder that holds sarif*.json and
junit*.xsd (scripts/fetch-schemas brings them); without it (or jsonschema, or xmllint) those two tests are skipped and say so."""
import glob
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

from migration import npuify
from report_counts import FORMATS, disagreements

SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "samples")
HARD = """#include <cuda_runtime.h>
__global__ void k(double *p) { p[0] = 1; }
int main() {
  cudaFrobnicate("<&\\"\u00e9,%"); cudaFrobnicate(1);
  cudaNoSuchThing(2); // npuify-ignore[NPU0001]: "quoted", <b>bold</b>
  k<<<1, 1>>>(nullptr);
  return cudaDeviceReset();
}
"""


def schemas(pattern):
    folder = os.environ.get("NPUIFY_SCHEMA_DIR")
    found = sorted(glob.glob(os.path.join(folder, pattern))) if folder else []
    if not found:
        raise unittest.SkipTest(f"no {pattern}: scripts/fetch-schemas DIR, then set NPUIFY_SCHEMA_DIR=DIR")
    return found


class Formats(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        hard = os.path.join(cls.folder.name, "hard")
        os.mkdir(hard)
        with open(os.path.join(hard, 'odd "name" & %.cu'), "w", encoding="utf-8") as stream:
            stream.write(HARD)
        with open(os.path.join(hard, "latin.cu"), "wb") as stream:
            stream.write(b"#include <cuda.h>\n// \xe4\nint x = cudaNoSuchThing(\"\xff\");\n")
        inputs = {"hard": hard}
        for sample in sorted(glob.glob(os.path.join(SAMPLES, "*", "cuda"))):
            inputs[os.path.basename(os.path.dirname(sample))] = sample
        cls.reports = {}
        for name, source in inputs.items():
            log = os.path.join(cls.folder.name, name + ".json")
            outputs = {f: os.path.join(cls.folder.name, f"{name}.{f}") for f in FORMATS}
            done = npuify("check", source, "--root", source, "--fail-on", "never", "--format", "json",
                          "--output", "json=" + log,
                          *[a for f, path in outputs.items() for a in ("--output", f"{f}={path}")])
            if done.returncode:
                raise AssertionError(done.stderr)
            cls.reports[name] = {}
            for f, path in outputs.items():
                with open(path, encoding="utf-8", newline="") as stream:
                    cls.reports[name][f] = stream.read()

    def test_counts_agree(self):
        for name, r in self.reports.items():
            with self.subTest(name):
                self.assertEqual(disagreements(r), [])

    def test_the_comparison_notices_a_difference(self):
        r = self.reports["hard"]
        for name, old, new in (("concise", "[NPU0001]: ", "[]: "), ("csv", "cudaFrobnicate", "cudaFrob"),
                               ("html", '"listed":', '"listed":1'), ("gitlab", "[", '[{"a": 1},'),
                               ("markdown", "| cpu | ", "| cpu | 9"), ("junit", "error[NPU0001]", "error")):
            changed = dict(r, **{name: r[name].replace(old, new, 1)})
            self.assertNotEqual(changed[name], r[name], name)
            self.assertNotEqual(disagreements(changed), [], name)

    def test_a_log_renders_the_same_again(self):
        for name in list(self.reports)[:3]:
            log = os.path.join(self.folder.name, name + ".json")
            source = os.path.join(self.folder.name, name) if name == "hard" else os.path.join(SAMPLES, name, "cuda")
            for f in FORMATS:
                done = npuify("report", log, "--root", source, "--format", f)
                self.assertEqual(done.returncode, 0, done.stderr)
                if name != "hard":  # bytes that are no UTF-8 do not come back from JSON
                    self.assertEqual(done.stdout, self.reports[name][f].replace("\r\n", "\n"), (name, f))

    def test_no_times_no_absolute_paths(self):
        for name, r in self.reports.items():
            for f in FORMATS:
                self.assertNotIn(self.folder.name, r[f], (name, f))
                self.assertNotIn(os.path.abspath(SAMPLES), r[f], (name, f))

    def test_sarif(self):
        [path] = schemas("sarif*.json")
        try:
            import jsonschema
        except ImportError:
            self.skipTest("no jsonschema for this Python")
        with open(path, encoding="utf-8") as stream:
            schema = json.load(stream)
        validator = jsonschema.validators.validator_for(schema)(schema)
        for name, r in self.reports.items():
            self.assertEqual([e.message for e in validator.iter_errors(json.loads(r["sarif"]))], [], name)

    def test_sarif_promises(self):
        run = json.loads(self.reports["hard"]["sarif"])["runs"][0]
        prints = [x["partialFingerprints"]["npuify/v1"] for x in run["results"]]
        self.assertEqual(len(set(prints)), len(prints))
        for result in run["results"]:
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            self.assertRegex(uri, r"^[A-Za-z0-9._~%/-]+$")
            self.assertFalse(uri.startswith("/"))
        self.assertNotIn("NPU1001", prints)

    def test_junit(self):
        [path] = schemas("junit*.xsd")
        if not shutil.which("xmllint"):
            self.skipTest("no xmllint")
        for name in self.reports:
            done = subprocess.run(["xmllint", "--noout", "--schema", path, os.path.join(self.folder.name, name + ".junit")],
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_gitlab(self):
        for name, r in self.reports.items():
            entries = json.loads(r["gitlab"])
            for entry in entries:
                self.assertLessEqual({"description", "check_name", "fingerprint", "severity", "location"}, set(entry))
                self.assertIn(entry["severity"], ("info", "minor", "major", "critical", "blocker"))
                self.assertGreaterEqual(entry["location"]["lines"]["begin"], 1)
            self.assertEqual(len({e["fingerprint"] for e in entries}), len(entries), name)


if __name__ == "__main__":
    unittest.main()
