# SPDX-License-Identifier: Apache-2.0
"""Documentation: links lead somewhere, the site builds, the tutorial's commands are the same in both languages, and the
examples for CI do what they say when their steps are run here."""
import glob
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
CI = os.path.join(ROOT, "docs", "how-to", "ci")
CLEAN = "#include <cuda_runtime.h>\nint main() { int *p; cudaMalloc(&p, 4); return cudaFree(p); }\n"
BAD = CLEAN.replace("return", "cudaFrobnicate(p);\n return")


def text_of(path):
    with open(path, encoding="utf-8") as stream:
        return stream.read()


def without_code(text):
    return re.sub(r"`[^`\n]*`", "", re.sub(r"(?ms)^```.*?^```", "", text))


class Links(unittest.TestCase):
    def test_links_of_the_sources(self):
        pages = glob.glob(os.path.join(ROOT, "docs", "**", "*.md"), recursive=True)
        pages += [os.path.join(ROOT, p) for p in ("README.md", "CONTRIBUTING.md")]
        broken = []
        for page in pages:
            for target in re.findall(r"\]\(([^)\s]+)\)", without_code(text_of(page))):
                path, _, anchor = target.partition("#")
                if re.match(r"[a-z]+:", target):
                    continue
                full = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
                if not os.path.exists(full):
                    broken.append(f"{os.path.relpath(page, ROOT)}: {target}")
                elif anchor and full.endswith(".md"):
                    anchors = [re.sub(r"[^\w -]", "", h.lower()).strip().replace(" ", "-")
                               for h in re.findall(r"(?m)^#+ (.*)$", text_of(full))]
                    if anchor not in anchors:
                        broken.append(f"{os.path.relpath(page, ROOT)}: {target}")
        self.assertEqual(broken, [])

    def test_the_site(self):
        if not shutil.which("mkdocs"):
            self.skipTest("mkdocs is not installed")
        with tempfile.TemporaryDirectory() as site:
            done = subprocess.run(["mkdocs", "build", "-q", "-f", os.path.join(ROOT, "mkdocs.yml"), "-d", site],
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            ids = {}
            for page in glob.glob(os.path.join(site, "**", "*.html"), recursive=True):
                ids[page] = set(re.findall(r'\bid="([^"]+)"', text_of(page)))
            broken = []
            for page in ids:
                for target in re.findall(r'<a [^>]*href="([^"]+)"', text_of(page)):
                    path, _, anchor = target.partition("#")
                    if re.match(r"[a-z]+:", target) or path.startswith("/"):
                        continue
                    full = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
                    full = os.path.join(full, "index.html") if os.path.isdir(full) else full
                    if not os.path.exists(full) or (anchor and full in ids and anchor not in ids[full]):
                        broken.append(f"{os.path.relpath(page, site)}: {target}")
            self.assertEqual(broken, [])

    def test_both_tutorials_run_the_same_commands(self):
        def commands(name):
            blocks = re.findall(r"(?ms)^```\n(.*?)^```", text_of(os.path.join(ROOT, "docs", "tutorials", name)))
            return [re.sub(r"\s+#.*", "", line) for b in blocks for line in b.splitlines()]
        self.assertEqual(commands("first-migration.md"), commands("first-migration.zh.md"))


class Examples(unittest.TestCase):
    def setUp(self):
        try:
            import yaml
        except ImportError:
            self.skipTest("no yaml for this Python")
        self.load = lambda name: yaml.safe_load(text_of(os.path.join(CI, name)))
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.base = os.path.realpath(folder.name)
        for name, text in (("src/a.cu", BAD), ("tools/b.cu", CLEAN)):
            self.write(name, text)
        self.shell("git init -q -b main && git config user.name t && git config user.email t@t && "
                   "npuify check . --root . --update-baseline >log && rm log && git add . && git commit -q -m one")

    def write(self, name, text):
        path = os.path.join(self.base, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)

    def shell(self, script, expected=0):
        environment = dict(os.environ, GITHUB_STEP_SUMMARY=os.path.join(self.base, "step-summary.md"))
        environment["PATH"] = os.path.join(os.environ["NPUIFY_BUILD"], "bin") + os.pathsep + environment["PATH"]
        done = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=self.base, env=environment,
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, expected, script + "\n" + done.stdout + done.stderr)
        return done.stdout

    def test_github(self):
        jobs = self.load("github.yml")["jobs"]
        for expected in (0, 1):
            for folder in jobs["shard"]["strategy"]["matrix"]["folder"]:
                for step in jobs["shard"]["steps"]:
                    if "run" in step:
                        self.shell(step["run"].replace("${{ matrix.folder }}", folder))
            gate, summary = [s["run"] for s in jobs["gate"]["steps"] if "run" in s]
            said = self.shell(gate, expected)
            self.shell(summary)
            self.assertIn("npuify: ", text_of(os.path.join(self.base, "step-summary.md")))
            with open(os.path.join(self.base, "npuify.sarif"), encoding="utf-8") as stream:
                results = json.load(stream)["runs"][0]["results"]
            self.assertEqual({r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results},
                             {"src/a.cu", "tools/b.cu"} if expected else {"src/a.cu"})
            if expected:
                self.assertIn("::error file=tools/b.cu,line=2", said)
                self.assertNotIn("file=src/a.cu", said)
            self.write("tools/b.cu", BAD)  # the second round finds something new

    def test_gitlab(self):
        [step] = self.load("gitlab.yml")["npuify"]["script"]
        self.shell(step)
        self.write("tools/b.cu", BAD)
        self.shell(step, 1)
        with open(os.path.join(self.base, "gl-code-quality-report.json"), encoding="utf-8") as stream:
            self.assertEqual({e["location"]["path"] for e in json.load(stream)}, {"tools/b.cu"})
        for name in ("npuify.xml", "npuify.html"):
            self.assertTrue(os.path.exists(os.path.join(self.base, name)))

    def test_pre_commit(self):
        shutil.copy(os.path.join(CI, "pre-commit"), os.path.join(self.base, ".git", "hooks", "pre-commit"))
        self.write("notes.txt", "nothing to check")
        self.shell("git add notes.txt && git commit -q -m two")
        self.write("tools/b.cu", CLEAN + "// fine\n")
        self.shell("git add . && git commit -q -m three")
        self.write("tools/b.cu", BAD)
        self.shell("git add . && git commit -q -m four", 1)


if __name__ == "__main__":
    unittest.main()
