# SPDX-License-Identifier: Apache-2.0
"""The tutorials and how-to guides, followed as written: every command that runs here stands in the page."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
SAMPLES = os.path.join(ROOT, "samples")


class Guide(unittest.TestCase):
    page = ""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.base = os.path.realpath(folder.name)
        self.build = os.path.realpath(os.environ["NPUIFY_BUILD"])
        with open(os.path.join(ROOT, "docs", self.page), encoding="utf-8") as stream:
            self.text = stream.read()

    def step(self, command, expected=0, instead=(), cwd="."):
        """Runs a command of the page. `instead` replaces what only the reader knows, such as paths."""
        self.assertIn(command, self.text, "the page does not say so")
        for old, new in instead:
            self.assertIn(old, command)
            command = command.replace(old, new)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("NPUIFY_")}
        environment["PATH"] = os.path.join(self.build, "bin") + os.pathsep + environment["PATH"]
        done = subprocess.run(["bash", "-c", command], cwd=os.path.join(self.base, cwd), env=environment, timeout=600,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False)
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode, expected, f"{command}\n{said}")
        return said

    def copy(self, sample, to):
        shutil.copytree(os.path.join(SAMPLES, sample, "cuda"), os.path.join(self.base, to))

    def exists(self, *parts):
        return os.path.exists(os.path.join(self.base, *parts))

    def write(self, name, text):
        path = os.path.join(self.base, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)


class Tutorial(Guide):
    page = "tutorials/first-migration.md"

    def test(self):
        # The reader stands in the source tree, and has built it.
        for name in ("samples", "runtime"):
            os.symlink(os.path.join(ROOT, name), os.path.join(self.base, name))
        os.symlink(self.build, os.path.join(self.base, "build"))
        blocks = [b for b in re.findall(r"(?ms)^```\n(.*?)^```", self.text)]
        said = []
        for block in blocks[1:]:  # the first one builds npuify
            if "path/to/project" in block or not re.match(r"[a-z+/]+ |out/", block):
                continue  # the reader's own project, or what a program prints
            status = 1 if block.startswith("diff") else 0
            said.append(self.step(block, status))
        migrated, difference, ran, checked = said
        self.assertRegex(migrated, r"findings: \d+ exact; 0 left in place")
        for name in ("vector_add.npu.cpp", "Makefile", "npuify-report.html", "npuify-report.json"):
            self.assertIn("`" + name + "`", self.text)
            self.assertTrue(self.exists("out/vector_add", name), name)
        for change in ("+#include <npu/kernel.h>", "NPU_LAUNCH(vectorAdd, (grid, block), dA, dB, dC, n)", "npuMalloc"):
            self.assertIn(change, difference)
        self.assertEqual(ran, next(b for b in blocks if b.startswith("vector_add: ")))
        self.assertIn("cudaFrobnicate", checked)
        self.assertIn("exit code 1", checked)
        for command, answer in (("npuify explain NPU2001", "NPU_LAUNCH"), ("npuify query cudaMemcpyAsync", "npuMemcpyAsync"),
                                ("npuify doctor", "")):
            self.assertIn(answer, self.step(command))


class MakefileProject(Guide):
    page = "how-to/makefile-project.md"

    def test(self):
        self.copy("vector_add", "src")
        self.step("npuify migrate src -o src-npu")
        self.step("make -C src-npu")
        self.assertIn("npuify-report.html", self.text)
        self.assertTrue(self.exists("src-npu/npuify-report.html"))
        self.assertIn("PASS", subprocess.run([os.path.join(self.base, "src-npu", "vector_add")], capture_output=True, text=True,
                                             timeout=120, check=True).stdout)
        self.step("make NVCC=npucc", cwd="src")
        self.assertTrue(self.exists("src/vector_add"))


class CMakeProject(Guide):
    page = "how-to/cmake-project.md"

    def test(self):
        self.copy("image_pipeline", "project")
        prefix = os.path.join(self.base, "prefix")
        subprocess.run(["cmake", "--install", self.build, "--prefix", prefix], check=True, capture_output=True, timeout=300)
        # Configuring the original needs a CUDA compiler, so the optional first step is left out, and -p with it.
        self.step("npuify migrate . -o ../project-npu -p build", instead=[(" -p build", "")], cwd="project")
        self.assertTrue(self.exists("project-npu/npuify-report.html"))
        self.step("cmake -S ../project-npu -B build-npu -DCMAKE_PREFIX_PATH=/path/to/npuify",
                  instead=[("/path/to/npuify", prefix)], cwd="project")
        self.step("cmake --build build-npu && ctest --test-dir build-npu", cwd="project")
        self.assertIn("PASS", subprocess.run([os.path.join(self.base, "project", "build-npu", "image_pipeline")],
                                             capture_output=True, text=True, timeout=120, check=True).stdout)

    def test_with_a_compilation_database(self):
        self.write("project/CMakeLists.txt", "cmake_minimum_required(VERSION 3.20)\nproject(p LANGUAGES CXX)\n"
                   "add_library(p a.cpp)\ntarget_compile_definitions(p PRIVATE WIDTH=3)\n")
        self.write("project/a.cpp", "#include <cuda_runtime.h>\n#ifdef WIDTH\nint a(void *p) { return cudaFree(p); }\n#endif\n")
        self.step("cmake -S . -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON", cwd="project")
        self.step("npuify migrate . -o ../project-npu -p build", cwd="project")
        with open(os.path.join(self.base, "project-npu", "npuify-report.json"), encoding="utf-8") as stream:
            [finding] = [f for f in json.load(stream)["findings"] if f["symbol"] == "cudaFree"]
        self.assertEqual((finding["evidence"], finding["active"]), ("ast", True))


class Rule(Guide):
    page = "how-to/write-a-rule.md"

    def test(self):
        self.write("src/a.cpp", "#include <foo.h>\nint a(void **p) { return fooMalloc(p, 4); }\n")
        self.assertIn("no rule knows", self.step("npuify query fooMalloc", 1))
        self.step("npuify rules new my-rules --symbol fooMalloc --rename npuMalloc")
        self.step("npuify rules new my-rules --symbol fooIpcOpen        # no counterpart: the rule only reports")
        migrate = "npuify migrate src -o out --rules my-rules"
        [entities] = re.findall(r'`("entities": .*?)`', self.text)
        self.assertIn("`my-rules/stubs/foo.h`", self.text)
        for name, text, evidence in (("my-rules/pack.json", '{"name": "my-rules", ' + entities + "}\n", "token"),
                                     ("my-rules/stubs/foo.h", "int fooMalloc(void **, unsigned long);\n", "ast")):
            with self.subTest(name):
                self.write(name, text)
                self.step("npuify rules check my-rules")
                self.step(migrate)
                with open(os.path.join(self.base, "out/a.cpp"), encoding="utf-8") as stream:
                    self.assertIn("return npuMalloc(p, 4);", stream.read())
                with open(os.path.join(self.base, "out/npuify-report.json"), encoding="utf-8") as stream:
                    [finding] = [f for f in json.load(stream)["findings"] if f["rule"] == "NPU9500"]
                self.assertEqual(finding["evidence"], evidence)
                shutil.rmtree(os.path.join(self.base, "out"))
        self.write("src/b.cpp", "#include <foo.h>\nint b() { return fooUnheardOf(4); }\n")
        self.assertIn("no rule knows 'fooUnheardOf'", self.step(migrate))
        path = os.path.join(self.base, "my-rules/fooMalloc.rules.json")
        with open(path, encoding="utf-8") as stream:
            rule = stream.read()
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(rule.replace('"rename"', '"renam"'))
        mistake = self.step("npuify rules check my-rules", 2)
        self.assertIn("unknown key 'renam' (did you mean 'rename'?)", self.text)
        self.assertIn("unknown key 'renam' (did you mean 'rename'?)", mistake)


class Gate(Guide):
    page = "how-to/check-in-ci.md"

    def test(self):
        clean = "#include <cuda_runtime.h>\nint f(void *p) { return cudaFree(p); }\n"
        bad = "#include <cuda_runtime.h>\nint g() { return cudaFrobnicate(1); }\n"
        self.write("src/a/a.cpp", clean)
        self.write("src/b/b.cpp", bad)
        first = "npuify check src -p build --format concise --output sarif=npuify.sarif --output junit=npuify.xml"
        self.assertIn("cudaFrobnicate", self.step(first, 1, instead=[(" -p build", "")]))
        self.assertTrue(self.exists("npuify.sarif") and self.exists("npuify.xml"))
        self.step("npuify check src --root . --update-baseline")
        baseline = "npuify check src --root . --baseline .npuify-baseline.json"
        self.step(baseline)
        self.write("src/b/b.cpp", bad + "int h() { return cudaFrobnicate(2); }\n")
        self.step(baseline, 1)
        self.write("src/b/b.cpp", clean)
        self.assertIn("NPU0022", self.step(baseline))
        self.write("src/b/b.cpp", "#include <cuda_runtime.h>\nvoid v(cudaExternalMemory_t memory) {\n"
                   "  cudaDestroyExternalMemory(memory); // npuify-ignore[NPU1203]: viewer only, not built on servers\n}\n")
        said = self.step("npuify check src --root . --update-baseline", instead=[("--update-baseline", "--format concise")], expected=1)
        self.assertNotIn("[NPU1203]", said)
        git = ["git", "-c", "user.name=t", "-c", "user.email=t@t"]
        for arguments in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "one"],
                          ["update-ref", "refs/remotes/origin/main", "HEAD"]):
            subprocess.run(git + arguments, cwd=self.base, check=True)
        changed = "npuify check src --root . --changed-since origin/main"
        self.step(changed)
        self.write("src/a/a.cpp", clean + bad)
        self.step(changed, 1)
        self.step("npuify check src/a --root . --fail-on never --format json > a.json")
        self.step("npuify check src/b --root . --fail-on never --format json > b.json")
        self.step("npuify report a.json b.json --fail-on manual --output html=report.html", 1)
        self.assertTrue(self.exists("report.html"))


class Verdicts(Guide):
    page = "how-to/read-verdicts.md"

    def test(self):
        self.write("src/a.cu", "__global__ void k(double *p) { p[0] *= 2; }\n")
        self.step("npuify check src --fail-on never --output html=report.html")
        self.assertTrue(self.exists("report.html"))
        self.assertIn("double", self.step("npuify explain NPU7001"))
        said = self.step("npuify check SRC --target ascend950", 1, instead=[("SRC", "src")])
        self.assertIn("ascend950: no", said)
        self.assertIn("(from documentation)", said)


class LargeProject(Guide):
    page = "how-to/large-projects.md"

    def test(self):
        for name in ("vector_add", "saxpy_grid_stride"):
            self.copy(name, "project/" + name)
        self.step("npuify migrate src -o out --include 'solver/**' --exclude '*_test.cu'", cwd="project",
                  instead=[("src", "."), ("-o out", "-o ../out"), ("solver/**", "vector_add/**")])
        self.assertTrue(self.exists("out/vector_add/vector_add.npu.cpp"))
        self.assertFalse(self.exists("out/saxpy_grid_stride/saxpy_grid_stride.npu.cpp"))
        for part in (1, 2):
            self.step("npuify check . --shard 1/4 --cache-dir cache --output json=part1.json", cwd="project",
                      instead=[("1/4", f"{part}/2"), ("part1", f"../part{part}"), ("--cache-dir cache", "--cache-dir ../cache")])
        self.step("npuify report --merge part*.json --output json=all.json --format full")
        self.assertTrue(self.exists("all.json"))


if __name__ == "__main__":
    unittest.main()
