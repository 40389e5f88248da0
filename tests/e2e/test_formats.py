# SPDX-License-Identifier: Apache-2.0
"""One log, ten formats: every count agrees on every sample, and every report is valid.

The schemas of SARIF and JUnit are not ours to keep. NPUIFY_SCHEMA_DIR may name a folder that holds sarif*.json and
junit*.xsd; without it (or jsonschema, or xmllint) those two tests are skipped and say so."""
import csv
import glob
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from migration import npuify

SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "samples")
FORMATS = ("full", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html")
HARD = """#include <cuda_runtime.h>
__global__ void k(double *p) { p[0] = 1; }
int main() {
  cudaFrobnicate("<&\\"\u00e9,%"); cudaFrobnicate(1);
  cudaNoSuchThing(2); // npuify-ignore[NPU0001]: "quoted", <b>bold</b>
  k<<<1, 1>>>(nullptr);
  return cudaDeviceReset();
}
"""


def schema(pattern):
    found = glob.glob(os.path.join(os.environ.get("NPUIFY_SCHEMA_DIR", ""), pattern))
    if not os.environ.get("NPUIFY_SCHEMA_DIR") or not found:
        raise unittest.SkipTest(f"no {pattern}: set NPUIFY_SCHEMA_DIR to a folder that holds it")
    return found[0]


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
                report = json.loads(r["json"])
                findings, summary = report["findings"], report["summary"]
                listed, waived = summary["listed"], sum(summary["waived"].values())
                self.assertEqual(sum(summary["by_class"].values()), len(findings))
                self.assertEqual(sum("waived" in f for f in findings), waived)

                def shown(pattern, text):
                    return len(re.findall(pattern, text, re.M))
                self.assertEqual(shown(r"^(note|warning|error)\[NPU", r["full"]), listed)
                self.assertEqual(shown(r": (note|warning|error)\[NPU\d+\]: ", r["concise"]), listed)
                self.assertEqual(shown(r"^::(notice|warning|error) ", r["github"]), listed)
                self.assertEqual(len(json.loads(r["gitlab"])), listed)
                cases = ElementTree.fromstring(r["junit"])
                self.assertEqual(sum(len(re.findall(r"^.*: (?:note|warning|error)\[NPU", e.text or "", re.M))
                                     for e in cases.iter() if e.tag in ("failure", "system-out")), listed)
                self.assertEqual(len(cases.findall(".//testcase")), len(set(report["files"]) | {f["file"] for f in findings}))
                results = json.loads(r["sarif"])["runs"][0]["results"]
                self.assertEqual(sum("suppressions" not in x for x in results), listed)
                self.assertEqual(sum("suppressions" in x for x in results),
                                 sum(1 for f in findings if "waived" in f and f["class"] != "exact"))
                self.assertIn(f"### Findings ({listed})", r["markdown"])
                rows = list(csv.DictReader(io.StringIO(r["csv"])))
                self.assertEqual([(x["rule"], x["file"], int(x["line"]), x["symbol"]) for x in rows],
                                 [(f["rule"], f["file"], f["line"], f["symbol"]) for f in findings])
                page = json.loads(re.search(r'id="data">(.*?)</script>', r["html"], re.S)[1])
                self.assertEqual(page["summary"], {k: v for k, v in summary.items() if k in page["summary"]})
                self.assertEqual(len(page["findings"]), len(findings))
                for text in (r["full"], r["concise"], r["markdown"]):
                    self.assertIn(f"{summary['uses']} use", text)

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
        path = schema("sarif*.json")
        try:
            import jsonschema
        except ImportError:
            self.skipTest("no jsonschema for this Python")
        with open(path, encoding="utf-8") as stream:
            validator = jsonschema.Draft7Validator(json.load(stream))
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
        path = schema("junit*.xsd")
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
