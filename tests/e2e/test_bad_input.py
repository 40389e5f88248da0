# SPDX-License-Identifier: Apache-2.0
"""Every input yields an output, and every mistake a message: encodings, broken and truncated sources, missing headers,
wrong options, broken rule packs; and nothing half written."""
import json
import os
import shutil
import tempfile
import unittest

from migration import REPORTS, files_below, npuify, problems_of, read_report

SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "samples")
KERNEL = b"""#include <cuda_runtime.h>
__global__ void twice(int *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] *= 2; // \xe4\xf6\xfc
}
int main() {
  int *p;
  cudaMalloc(&p, 4 * sizeof(int));
  twice<<<1, 32>>>(p, 4);
  const char *s = "cudaMalloc \xff";
  cudaFree(p);
  return s == 0;
}
"""


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.base = os.path.realpath(folder.name)
        self.source, self.out = os.path.join(self.base, "in"), os.path.join(self.base, "out")
        os.mkdir(self.source)

    def write(self, name, data):
        path = os.path.join(self.source, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(data if isinstance(data, bytes) else data.encode())
        return path

    def migrated(self, *more):
        """Migrates the folder; the output's files. The run must end well and keep every promise."""
        shutil.rmtree(self.out, ignore_errors=True)
        done = npuify("migrate", self.source, "-o", self.out, *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(problems_of(self.source, self.out, read_report(self.out)), [])
        return files_below(self.out)


class Inputs(Case):
    def test_bytes_that_are_no_utf8_survive(self):
        self.write("a.cu", KERNEL)
        text = self.migrated()["a.npu.cpp"]
        self.assertIn(b"// \xe4\xf6\xfc\n", text)
        self.assertIn(b'"cudaMalloc \xff"', text)
        self.assertIn(b"npuMalloc(&p", text)
        self.assertIn(b"NPU_LAUNCH(", text)

    def test_crlf_stays_crlf(self):
        self.write("a.cu", KERNEL.replace(b"\n", b"\r\n"))
        text = self.migrated()["a.npu.cpp"]
        self.assertEqual(text.count(b"\n"), text.count(b"\r\n"))
        self.assertIn(b"npuFree(p);\r\n", text)

    def test_byte_order_mark(self):
        self.write("a.cu", b"\xef\xbb\xbf" + KERNEL)
        text = self.migrated()["a.npu.cpp"]
        self.assertTrue(text.startswith(b"\xef\xbb\xbf"))
        self.assertIn(b"npuFree(p);", text)

    def test_missing_header(self):
        self.write("a.cu", b'#include "not_there.h"\n#include <neither/this.hpp>\n' + KERNEL)
        text = self.migrated()["a.npu.cpp"]
        self.assertIn(b'#include "not_there.h"\n#include <neither/this.hpp>\n', text)
        self.assertIn(b"NPU_LAUNCH(", text)
        self.assertIn(b"npuMalloc(&p", text)

    def test_unknown_types(self):
        self.write("a.cu", KERNEL.replace(b"int *p;", b"Unknown<int> u; int *p; u.f(cudaStreamDefault);"))
        text = self.migrated()["a.npu.cpp"]
        self.assertIn(b"NPU_LAUNCH(", text)
        self.assertIn(b"npuStreamDefault", text)

    def test_truncated_anywhere(self):
        with open(os.path.join(SAMPLES, "launch_forms", "cuda", "launch_forms.cu"), "rb") as stream:
            whole = stream.read()
        for part in range(1, 12):
            self.write(f"cut{part}.cu", whole[:len(whole) * part // 12])
        self.assertEqual(sum(name.startswith("cut") for name in self.migrated()), 11)

    def test_not_a_program(self):
        self.write("empty.cu", b"")
        self.write("binary.cu", bytes(range(256)) * 8)
        self.write("one.cu", b"x")
        self.write("open.cu", b"/* never closed cudaMalloc(")
        self.write("braces.cu", b"{" * 3000)
        self.assertEqual(len(self.migrated()), 5 + len(REPORTS))

    def test_files_without_cuda_stay(self):
        plain = {"a.cpp": b"int f() { return 1; }\r\n", "b.h": b"\xff\xfe no text", "data.bin": bytes(range(256)),
                 "sub/c.txt": b"cudaMalloc in prose"}
        for name, data in plain.items():
            self.write(name, data)
        self.write("k.cu", KERNEL)
        out = self.migrated()
        for name, data in plain.items():
            self.assertEqual(out[name], data, name)

    def test_one_broken_file_does_not_harm_the_others(self):
        self.write("good.cu", KERNEL)
        alone = self.migrated()["good.npu.cpp"]
        self.write("broken.cu", b"template <typename T struct { <<< \x00 " + KERNEL[:100])
        self.assertEqual(self.migrated()["good.npu.cpp"], alone)


class SameResult(Case):
    def test_number_of_jobs(self):
        outputs = []
        for jobs in ("1", "4"):
            out = self.out + jobs
            done = npuify("migrate", SAMPLES, "-o", out, "-j", jobs)
            self.assertEqual(done.returncode, 0, done.stderr)
            outputs.append(files_below(out))
        self.assertEqual(sorted(outputs[0]), sorted(outputs[1]))
        for name in outputs[0]:
            self.assertEqual(outputs[0][name], outputs[1][name], name)

    def test_place_does_not_matter(self):
        self.write("a.cu", KERNEL)
        self.migrated()
        first = files_below(self.out)
        self.source = os.path.join(self.base, "elsewhere", "deep")
        os.makedirs(self.source)
        self.write("a.cu", KERNEL)
        self.migrated()
        self.assertEqual(files_below(self.out), first)


class Mistakes(Case):
    """Exit code 2, a message, a remedy, and nothing written."""

    def complaint(self, *arguments):
        before = files_below(self.base)
        done = npuify(*arguments, cwd=self.base)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertIn("error", done.stderr)
        self.assertEqual(files_below(self.base), before)
        self.assertFalse(os.path.isdir(self.out))
        return done.stderr

    def test_options(self):
        path = self.write("a.cu", KERNEL)
        self.assertIn("--no-such", self.complaint("migrate", path, "-o", self.out, "--no-such"))
        self.assertIn("pdp11", self.complaint("migrate", path, "-o", self.out, "--target", "pdp11"))
        self.assertIn("migrat", self.complaint("migrat", path, "-o", self.out))
        self.complaint("migrate", path)
        self.complaint("migrate", "-o", self.out)
        self.complaint("check", path, "--format", "clay-tablet")

    def test_missing_source(self):
        self.assertIn("absent.cu", self.complaint("migrate", os.path.join(self.source, "absent.cu"), "-o", self.out))

    def test_output_is_a_file(self):
        path = self.write("a.cu", KERNEL)
        taken = self.write("taken", "precious")
        self.assertIn("taken", self.complaint("migrate", path, "-o", taken))

    def test_broken_rule_pack(self):
        path = self.write("a.cu", KERNEL)
        rules = os.path.join(self.base, "rules")
        self.assertIn("rules", self.complaint("migrate", path, "-o", self.out, "--rules", rules))
        os.makedirs(rules)
        for name, text in (("pack.json", '{"name": "mine", "description": "test"}'),
                           ("a.rules.json", '{"rules": [\n  {"id": "NPU9000", "kind": "function" "class": "exact"}\n]}')):
            with open(os.path.join(rules, name), "w", encoding="utf-8") as stream:
                stream.write(text)
        message = self.complaint("migrate", path, "-o", self.out, "--rules", rules)
        self.assertIn("a.rules.json:2", message)

    def test_missing_compilation_database(self):
        path = self.write("a.cu", KERNEL)
        self.complaint("migrate", path, "-o", self.out, "-p", os.path.join(self.base, "no-build"))


class Check(Case):
    def test_exit_codes(self):
        path = self.write("a.cu", KERNEL)
        self.assertEqual(npuify("check", path).returncode, 0)
        self.assertEqual(npuify("check", path, "--fail-on", "exact").returncode, 1)
        path = self.write("b.cu", KERNEL.replace(b"cudaFree(p);", b"cudaNotInAnyToolkit(p);"))
        done = npuify("check", path)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("cudaNotInAnyToolkit", done.stdout)

    def test_check_writes_nothing(self):
        self.write("a.cu", KERNEL)
        before = files_below(self.base)
        npuify("check", self.source, cwd=self.base)
        self.assertEqual(files_below(self.base), before)

    def test_unknown_entity_is_a_finding(self):
        self.write("a.cu", KERNEL.replace(b"cudaFree(p);", b"cudaNotInAnyToolkit(p);"))
        self.migrated()
        found = [f for f in read_report(self.out)["findings"] if f["symbol"] == "cudaNotInAnyToolkit"]
        self.assertEqual([(f["file"], f["line"], f["applied"]) for f in found], [("a.cu", 11, False)])


class Writing(Case):
    def test_originals_stay(self):
        self.write("a.cu", KERNEL)
        before = files_below(self.source)
        self.migrated()
        self.assertEqual(files_below(self.source), before)
        self.assertEqual(sorted(os.listdir(self.base)), ["in", "out"])

    def test_in_place_keeps_a_backup(self):
        self.write("a.cpp", b'#include <cuda_runtime.h>\nint main() { return cudaDeviceSynchronize(); }\n')
        before = files_below(self.source)["a.cpp"]
        done = npuify("migrate", self.source, "--in-place")
        self.assertEqual(done.returncode, 0, done.stderr)
        after = files_below(self.source)
        self.assertIn(b"npuDeviceSynchronize", after["a.cpp"])
        self.assertIn(before, [data for name, data in after.items() if name != "a.cpp"])

    def test_diff_writes_nothing(self):
        self.write("a.cu", KERNEL)
        before = files_below(self.base)
        done = npuify("migrate", self.source, "--diff")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("+  npuMalloc(&p, 4 * sizeof(int));", done.stdout)
        self.assertEqual(files_below(self.base), before)

    def test_second_run_replaces(self):
        self.write("a.cu", KERNEL)
        first = self.migrated()
        done = npuify("migrate", self.source, "-o", self.out)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(files_below(self.out), first)

    def test_report_is_relative_and_dateless(self):
        self.write("sub/a.cu", KERNEL)
        self.migrated()
        report = read_report(self.out)
        self.assertEqual(report["schema"], 1)
        text = json.dumps(report)
        self.assertNotIn(self.base, text)
        self.assertEqual({f["file"] for f in report["findings"]}, {"sub/a.cu"})


if __name__ == "__main__":
    unittest.main()
