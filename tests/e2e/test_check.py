# SPDX-License-Identifier: Apache-2.0
"""npuify as a gate: baselines, suppressions, the configuration file, changed lines and watching."""
import json
import os
import subprocess
import tempfile
import time
import unittest

from migration import npuify

# cudaFrobnicate is known to no rule: one manual finding each, and one remark (NPU0005) that Clang does not know it.
CLEAN = "#include <cuda_runtime.h>\nint main() { int *p; cudaMalloc(&p, 4); return cudaFree(p); }\n"
BAD = CLEAN.replace("return", "cudaFrobnicate(p);\n return")


class Gate(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.base = os.path.realpath(folder.name)

    def write(self, name, text):
        path = os.path.join(self.base, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        return path

    def check(self, *arguments, command=("check", ".")):
        return npuify(*command, *arguments, cwd=self.base)

    def report(self, *arguments, command=("check", ".")):
        done = self.check("--format", "json", *arguments, command=command)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.returncode, json.loads(done.stdout)

    def rules(self, report, waived=None):
        return [f["rule"] for f in report["findings"] if f.get("waived") == waived and f["class"] != "exact" and f["rule"] != "NPU0005"]

    def git(self, *arguments):
        subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@t", *arguments], cwd=self.base, check=True,
                       capture_output=True)


class Suppressions(Gate):
    def test_a_comment_with_a_reason_waives_its_line(self):
        self.write("a.cu", BAD.replace("cudaFrobnicate(p);", "cudaFrobnicate(p); // npuify-ignore[NPU0001]: not built"))
        code, report = self.report()
        self.assertEqual(code, 0)
        self.assertEqual(self.rules(report), [])
        [waived] = [f for f in report["findings"] if "waived" in f]
        self.assertEqual((waived["rule"], waived["waived"], waived["waiver_reason"]),
                         ("NPU0001", "suppressed", "not built"))
        self.assertEqual(report["summary"]["waived"], {"suppressed": 1, "baseline": 0, "unchanged": 0})
        # Counted all the same.
        self.assertEqual(report["summary"]["by_class"]["manual"], 1)
        self.assertNotIn("error[NPU0001]", self.check().stdout)

    def test_a_comment_of_its_own_line_speaks_of_the_next_code(self):
        self.write("a.cu", BAD.replace("cudaFrobnicate(p);",
                                       "\n /* npuify-ignore[NPU0001]: old */\n // and prose\n\n cudaFrobnicate(p);"))
        self.assertEqual(self.report()[0], 0)

    def test_a_whole_file(self):
        self.write("a.cu", "// npuify-ignore-file[NPU0001]: third party\n" + BAD)
        self.assertEqual(self.report()[0], 0)

    def test_what_suppresses_nothing_is_reported(self):
        self.write("a.cu", CLEAN + "// npuify-ignore[NPU0001, NPU4001]: gone\nint x;\n")
        done = self.check()
        self.assertEqual(done.returncode, 0)
        self.assertIn("the suppression of NPU0001 suppresses nothing", done.stdout)
        self.assertIn("the suppression of NPU4001 suppresses nothing", done.stdout)
        self.assertIn("a.cu:3:4", done.stdout)
        self.assertEqual(self.check("--fail-on", "near").returncode, 1)

    def test_without_reason_or_ids_it_does_not_count(self):
        for comment, why in (("npuify-ignore[NPU0001]", "no reason"), ("npuify-ignore[NPU0001]:", "no reason"),
                             ("npuify-ignore: because", "no rule"), ("npuify-ignore[NPU1, x]: r", "no rule id")):
            self.write("a.cu", BAD.replace("cudaFrobnicate(p);", "cudaFrobnicate(p); // " + comment))
            done = self.check()
            self.assertEqual(done.returncode, 1, comment)
            self.assertIn(why, done.stdout)

    def test_strings_and_prose_are_no_suppressions(self):
        self.write("a.cu", BAD.replace("cudaFrobnicate(p);",
                                       'cudaFrobnicate(p, "// npuify-ignore[NPU0001]: x"); // see npuify-ignore[NPU0001]: y'))
        code, report = self.report()
        self.assertEqual(code, 1)
        self.assertEqual(self.rules(report), ["NPU0001"])


class Baselines(Gate):
    def test_known_findings_pass_new_ones_fail_gone_ones_are_stale(self):
        self.write("src/a.cu", BAD)
        self.write("src/b.cu", CLEAN)
        self.assertEqual(self.check().returncode, 1)
        done = self.check("--update-baseline")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("2 finding(s) in 1 file(s)", done.stderr)
        with open(os.path.join(self.base, ".npuify-baseline.json"), encoding="utf-8") as stream:
            self.assertEqual(json.load(stream), {"schema": 1, "files": {"src/a.cu": {"NPU0001": 1, "NPU0005": 1}}})
        use = ("--root", ".", "--baseline", ".npuify-baseline.json")
        code, report = self.report(*use)
        self.assertEqual((code, self.rules(report), self.rules(report, "baseline")), (0, [], ["NPU0001"]))

        self.write("src/a.cu", BAD.replace("cudaFrobnicate(p);", "cudaFrobnicate(p);\n cudaFrobnicate(p);"))
        code, report = self.report(*use)
        self.assertEqual((code, self.rules(report)), (1, ["NPU0001", "NPU0001"]))
        self.write("src/a.cu", BAD)
        self.write("src/b.cu", BAD)
        code, report = self.report(*use)
        self.assertEqual((code, [f["file"] for f in report["findings"] if f["class"] == "manual" and "waived" not in f]),
                         (1, ["src/b.cu"]))

        self.write("src/b.cu", CLEAN)
        self.write("src/a.cu", CLEAN)
        done = self.check(*use)
        self.assertEqual(done.returncode, 0)
        self.assertIn("src/a.cu: NPU0001, 1 accepted, 0 found", done.stdout)
        self.assertIn(".npuify-baseline.json", done.stdout)
        # A run over part of the tree judges that part only.
        done = self.check(*use, command=("check", "src/b.cu"))
        self.assertNotIn("accepted", done.stdout)

    def test_an_update_of_a_part_keeps_the_rest(self):
        self.write("a.cu", BAD)
        self.write("b.cu", BAD)
        self.check("--update-baseline", "--root", ".")
        self.write("b.cu", CLEAN)
        self.check("--update-baseline", "--root", ".", "--baseline", ".npuify-baseline.json", command=("check", "b.cu"))
        with open(os.path.join(self.base, ".npuify-baseline.json"), encoding="utf-8") as stream:
            self.assertEqual(json.load(stream)["files"], {"a.cu": {"NPU0001": 1, "NPU0005": 1}})

    def test_mistakes_have_a_place(self):
        self.write("a.cu", BAD)
        done = self.check("--baseline", "none.json")
        self.assertEqual(done.returncode, 2)
        self.assertIn("none.json", done.stderr)
        self.assertIn("--update-baseline", done.stderr)
        self.write("b.json", '{"schema": 1,\n "files": {"a.cu": {"NPU0001": -3}}}')
        done = self.check("--baseline", "b.json")
        self.assertEqual(done.returncode, 2)
        self.assertIn("b.json:2:", done.stderr)


class Configuration(Gate):
    def test_found_upward_and_overruled_by_the_command_line(self):
        self.write(".npuify.json", '{"fail_on": "never", "format": "concise"}')
        path = self.write("deep/er/a.cu", BAD)
        done = npuify("check", path, cwd="/")
        self.assertEqual(done.returncode, 0, done.stderr)
        # Files are named by their place in the project.
        self.assertTrue(done.stdout.startswith("deep/er/a.cu:2:"), done.stdout)
        self.assertEqual(npuify("check", path, "--fail-on", "manual").returncode, 1)
        self.assertEqual(npuify("check", path, "--no-config").returncode, 1)

    def test_everything_it_can_say(self):
        self.write("mine/pack.json", '{"name": "mine"}')
        self.write("mine/a.rules.json", json.dumps({"rules": [
            {"id": "NPU9500", "kind": "function", "match": {"symbol": "cudaFrobnicate"}, "rename": "npuFrob",
             "class": "exact", "examples": [{"before": "cudaFrobnicate();", "after": "npuFrob();"}]}]}))
        self.write("inc/where.h", "#define WHERE 1\n")
        self.write("src/a.cu", BAD + "#include <where.h>\n#if DEEP && WHERE\nint cudaOther_v = cudaNoSuchThing;\n#endif\n")
        self.write("src/skip/b.cu", BAD)
        self.write("src/c.cu", CLEAN.replace("return", "cudaNoSuchThing(p); return"))
        self.write(".npuify.json", json.dumps({
            "$schema": "npuify-config.schema.json", "rules": ["mine"], "targets": ["cpu", "ascend950"],
            "exclude": ["src/skip/*"], "arch": "8.0", "clang_args": ["-Iinc", "-DDEEP=0"],
            "outputs": {"sarif": "out.sarif"}, "format": "json",
            "ignore": [{"rules": ["NPU0001"], "files": ["src/c.cu"], "reason": "dead code"}]}))
        done = npuify("check", os.path.join(self.base, "src"), cwd="/")
        report = json.loads(done.stdout)
        self.assertEqual(report["targets"], ["cpu", "ascend950"])
        self.assertEqual(report["files"], ["inc/where.h", "src/a.cu", "src/c.cu"])
        self.assertIn("NPU9500", [f["rule"] for f in report["findings"]])
        self.assertNotIn("NPU0004", self.rules(report))  # the header is found
        self.assertEqual([f["waiver_reason"] for f in report["findings"] if f.get("waived") == "suppressed"],
                         ["dead code"])
        self.assertTrue(os.path.exists(os.path.join(self.base, "out.sarif")))

    def test_an_ignore_that_ignores_nothing(self):
        self.write("a.cu", CLEAN)
        self.write(".npuify.json", '{"ignore": [{"rules": ["NPU4001"], "reason": "was there once"}]}')
        done = self.check("--fail-on", "near")
        self.assertEqual(done.returncode, 1)
        self.assertIn("the suppression of NPU4001 suppresses nothing", done.stdout)
        self.assertIn(".npuify.json", done.stdout)

    def test_mistakes_have_a_place(self):
        self.write("a.cu", CLEAN)
        for text, place, word in (
                ('{"fail_on": "never",\n "colour": true}', ".npuify.json:", "colour"),
                ('{"fail_on":\n  "nevr"}', ".npuify.json:2:3", "schema"),
                ('{"targets": ["cpu"],', ".npuify.json:1:", ""),
                ('{\n"arch": "warm"}', ".npuify.json:2:", "warm"),
                ('{"ignore": [{"rules": ["NPU0001"]}]}', ".npuify.json:1:", "reason")):
            self.write(".npuify.json", text)
            done = self.check()
            self.assertEqual(done.returncode, 2, text)
            self.assertIn(place, done.stderr)
            self.assertIn(word, done.stderr)
        self.assertEqual(self.check("--config", "absent.json").returncode, 2)

    def test_lookups_know_the_packs_of_the_project(self):
        self.write("mine/pack.json", '{"name": "mine"}')
        self.write(".npuify.json", '{"rules": ["mine"]}')
        done = npuify("rules", "new", "mine", "--symbol", "cudaFrobnicate", "--rename", "npuFrob", cwd=self.base)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("npuFrob", npuify("query", "cudaFrobnicate", cwd=self.base).stdout)


class ChangedSince(Gate):
    def setUp(self):
        super().setUp()
        self.git("init", "-q", "-b", "main")
        self.write("src/old.cu", BAD)
        self.write("src/both.cu", BAD)
        self.git("add", ".")
        self.git("commit", "-q", "-m", "one")
        self.git("tag", "one")

    def listed(self, *arguments):
        code, report = self.report("--changed-since", "one", *arguments, command=("check", "src"))
        return code, [(f["file"], f["line"]) for f in report["findings"] if f["class"] == "manual" and "waived" not in f]

    def test_only_changed_lines_count(self):
        self.assertEqual(self.listed(), (0, []))
        self.write("src/both.cu", BAD.replace("cudaFrobnicate(p);", "cudaFrobnicate(p);\n cudaFrobnicate(p);"))
        self.assertEqual(self.listed(), (1, [("both.cu", 3)]))  # in the working tree
        self.git("commit", "-q", "-am", "two")
        self.assertEqual(self.listed(), (1, [("both.cu", 3)]))  # committed
        self.write("src/new one.cu", BAD)
        self.assertEqual(self.listed(), (1, [("both.cu", 3), ("new one.cu", 2)]))  # untracked
        self.git("add", ".")
        self.git("commit", "-q", "-m", "three")
        self.assertEqual(self.listed(), (1, [("both.cu", 3), ("new one.cu", 2)]))

    def test_against_the_common_ancestor(self):
        self.git("checkout", "-q", "-b", "topic")
        self.git("checkout", "-q", "main")
        self.write("src/old.cu", CLEAN)
        self.git("commit", "-q", "-am", "main goes on")
        self.git("checkout", "-q", "topic")
        code, report = self.report("--changed-since", "main", command=("check", "src"))
        self.assertEqual((code, self.rules(report)), (0, []))

    def test_mistakes(self):
        done = self.check("--changed-since", "no-such-rev")
        self.assertEqual(done.returncode, 2)
        self.assertIn("no-such-rev", done.stderr)
        with tempfile.TemporaryDirectory() as elsewhere:
            with open(os.path.join(elsewhere, "a.cu"), "w", encoding="utf-8") as stream:
                stream.write(CLEAN)
            self.assertEqual(npuify("check", elsewhere, "--changed-since", "one").returncode, 2)


class Watch(Gate):
    def test_a_change_is_checked_again(self):
        path = self.write("a.cu", BAD)
        tool = os.path.join(os.environ["NPUIFY_BUILD"], "bin", "npuify")
        log = os.path.join(self.base, "log.txt")
        with open(log, "w", encoding="utf-8") as stream:
            process = subprocess.Popen([tool, "check", path, "--watch", "--format", "concise", "--output", "json=r.json"],
                                       cwd=self.base, stdout=stream, stderr=subprocess.STDOUT)
        try:
            self.until(log, "last exit code 1")
            self.write("a.cu", CLEAN)
            self.until(log, "last exit code 0")
        finally:
            process.terminate()
            process.wait()

    def until(self, path, text):
        for _ in range(600):
            with open(path, encoding="utf-8") as stream:
                if text in stream.read():
                    return
            time.sleep(0.1)
        self.fail(f"'{text}' never came")


if __name__ == "__main__":
    unittest.main()
