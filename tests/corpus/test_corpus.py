# SPDX-License-Identifier: Apache-2.0
"""Tests of the corpus runner: table, judging, build discovery, time limits, resuming. Needs make, gcc; no npuify: a
stand-in copies files, because what is tested is the runner."""
import contextlib
import io
import json
import os
import stat
import sys
import tempfile
import textwrap
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import run_corpus
from build_commands import discover, parse_make_output
from builders import first_error
from process import Outcome, run
from programs import judge, parse_conditions, read_programs


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(textwrap.dedent(text))


def outcome(returncode=0, stdout="", stderr="", timed_out=False):
    return Outcome(returncode, timed_out, 0.0, 1.0, stdout, stderr)


class Conditions(unittest.TestCase):
    def test_parse(self):
        parsed = parse_conditions("exit 0; stdout ~ a;b|PASS; not ~ FAIL")
        self.assertEqual([(c.kind, c.value) for c in parsed], [("exit", "0"), ("stdout", "a;b|PASS"), ("not", "FAIL")])
        self.assertEqual(len(parse_conditions("exit 0; ")), 1)
        with self.assertRaises(ValueError):
            parse_conditions("output ~ x")

    def test_judge(self):
        conditions = parse_conditions("exit 0; stdout ~ errors: 0$; not ~ FAIL")
        self.assertIsNone(judge(conditions, outcome(0, "x\nerrors: 0\ny")))
        self.assertIn("exit 3", judge(conditions, outcome(3, "errors: 0")))
        self.assertIn("not in the output", judge(conditions, outcome(0, "errors: 05")))
        self.assertIn("in the output: FAIL", judge(conditions, outcome(0, "errors: 0", "FAIL")))
        self.assertIn("signal 11", judge([], outcome(-11)))
        self.assertIn("signal 6", judge([], outcome(134)))
        self.assertIn("stopped", judge([], outcome(-9, timed_out=True)))

    def test_table(self):
        with tempfile.TemporaryDirectory() as folder:
            table = os.path.join(folder, "t.tsv")
            write(table, "repository\tpath\trun\trun_shorter\tpass\ttier\tfeature_groups\n"
                         'o/r\tsrc/a.cu\t./main "1\t./main 2\texit 0\t1\tx\no/r\tsrc/b/\t./b 1\t\texit 0\t2\t\n')
            first, second = read_programs(table)
            self.assertEqual((first.run, first.binary, first.directory, first.names_a_file), ("./main 2", "main", "src", True))
            self.assertEqual((second.run, second.path, second.names_a_file), ("./b 1", "src/b", False))
            write(table, "repository\tpath\trun\trun_shorter\tpass\ttier\tfeature_groups\no/r\ta\t./m\t\tstdout ~ (\t1\t\n")
            with self.assertRaisesRegex(SystemExit, ":2:"):
                read_programs(table)


class Process(unittest.TestCase):
    def test_time_limit_kills_the_group(self):
        result = run("sleep 30 & sleep 30", limit=0.2)
        self.assertTrue(result.timed_out)
        self.assertLess(result.wall, 5)

    def test_streams_and_codes(self):
        result = run("echo out; echo err >&2; exit 7")
        self.assertEqual((result.returncode, result.stdout, result.stderr), (7, "out\n", "err\n"))
        self.assertEqual(run(["/nonexistent/program"]).returncode, 127)
        self.assertEqual(run("kill -SEGV $$").returncode, -11)

    def test_cpu_time(self):
        self.assertGreater(run("i=0; while ((i < 100000)); do ((i++)); done").cpu, 0.01)


class BuildCommands(unittest.TestCase):
    def test_make_output(self):
        text = "make: Entering directory '/p'\nmake[1]: Entering directory '/p/sub'\n" \
               "nvcc -arch sm_60 -I../inc -D N=4 -Xcompiler -fopenmp -c \\\n  k.cu -o k.o\n" \
               "make[1]: Leaving directory '/p/sub'\necho 'building main'; g++ main.cpp sub/k.o -o bin/main -lm -lineinfo\n"
        compile_call, link = parse_make_output(text, "/p")
        self.assertEqual((compile_call.inputs, compile_call.output), (["/p/sub/k.cu"], "/p/sub/k.o"))
        self.assertEqual((compile_call.includes, compile_call.defines, compile_call.openmp), (["/p/inc"], ["N=4"], True))
        self.assertEqual((link.inputs, link.output, link.libraries), (["/p/main.cpp", "/p/sub/k.o"], "/p/bin/main", ["m"]))

    def plan(self, files, binary="main", named=None):
        with tempfile.TemporaryDirectory() as folder:
            folder = os.path.realpath(folder)
            for name, text in files.items():
                write(os.path.join(folder, name), text)
            plan = discover(folder, binary, os.path.join(folder, named) if named else None)
            return plan and (plan.origin, [os.path.relpath(s.path, folder) for s in plan.sources])

    def test_makefile(self):
        makefile = "all: one main\none: one.cu\n\tnvcc -o one one.cu\nmain: main.o k.o\n\tnvcc -o $@ $^\n" \
                   "%.o: %.cu\n\tnvcc -c -o $@ $<\n"
        files = {"Makefile": makefile, "one.cu": "int main(){}", "main.cu": "int main(){}", "k.cu": "", "unused.cu": ""}
        self.assertEqual(self.plan(files), ("make", ["main.cu", "k.cu"]))
        self.assertEqual(self.plan(files, "one", "one.cu"), ("make", ["one.cu"]))

    def test_cmake(self):
        files = {"CMakeLists.txt": "project(p CUDA)\n# add_executable(no x.cu)\nadd_executable(p main.cu\n  ${CMAKE_CURRENT_SOURCE_DIR}/k.cu)\n",
                 "main.cu": "int main(){}", "k.cu": "", "x.cu": ""}
        self.assertEqual(self.plan(files, "p"), ("cmake", ["main.cu", "k.cu"]))

    def test_folder(self):
        files = {"main.cu": '#include "kernel.cu"\nint main() {}', "kernel.cu": "", "host.cpp": "void f() {}"}
        self.assertEqual(self.plan(files), ("folder", ["main.cu", "host.cpp"]))
        files = {"a.cu": "int main() {}", "b.cu": "int main() {}", "c.cpp": ""}
        self.assertEqual(self.plan(files, "x", "b.cu"), ("folder", ["b.cu"]))
        self.assertIsNone(self.plan({"readme": ""}))


class FirstError(unittest.TestCase):
    def test_compiler_error_wins_over_the_last_line(self):
        text = "In file included from a\n/x/y/a.cpp:3:5: error: 'q' was not declared\nmake: *** [main] Error 1"
        self.assertEqual(first_error(text), "a.cpp:3:5: error: 'q' was not declared")


class WholeRun(unittest.TestCase):
    """The runner over a small corpus; `npuify` is a stand-in that copies the program into place."""

    NPUIFY = """\
        #!/bin/bash
        # migrate SRC... -o OUT --root ROOT -j 1 [-- ...]
        shift; sources=()
        while [ "$1" != -o ]; do sources+=("$1"); shift; done
        out=$2; root=$4
        for s in "${sources[@]}"; do
          rel=${s#$root/}; mkdir -p "$out/$(dirname $rel)"; cp -r "$s" "$out/$rel"
        done
        find "$out" -type f -name '*.cu' | while read f; do mv "$f" "${f%.cu}.npu.cpp"; done
        echo run >> "$root/../../calls"
        echo '{"summary": {"by_class": {"exact": 3}, "leftovers": 1}, "findings": []}' > "$out/npuify-report.json"
        """

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        base = os.path.realpath(self.folder.name)
        write(os.path.join(base, "build/bin/npuify"), self.NPUIFY)
        os.chmod(os.path.join(base, "build/bin/npuify"), stat.S_IRWXU)
        os.makedirs(os.path.join(base, "build/lib"))
        os.makedirs(os.path.join(base, "include"))
        self.assertEqual(run(["g++", "-shared", "-x", "c++", "/dev/null", "-o",
                              os.path.join(base, "build/lib/libnpu.so")]).returncode, 0)
        repository = os.path.join(base, "checkouts/o/r")
        write(os.path.join(repository, "good/main.cu"), """\
            #include <cstdio>
            #include "common.h"
            int main(int argc, char **) {
              int n = 0;
              FILE *f = fopen("data.txt", "r");
              if (!f || fscanf(f, "%d", &n) != 1) return 2;
              printf("n = %d, %d\\n", n, COMMON);
              return argc == 2 ? 0 : 1;
            }""")
        write(os.path.join(repository, "good/data.txt"), "42")
        write(os.path.join(repository, "good/common.h"), "#define COMMON 7")
        write(os.path.join(repository, "slow/main.cu"), "int main() { for (volatile int i = 0;; i = 0) {} }")
        write(os.path.join(repository, "broken/main.cu"), "int main() { return undeclared; }")
        write(os.path.join(repository, "leftover/main.cu"), "int cudaFoo(int); int main() { return 0; } /* cudaMalloc */\n"
                                                             "int f() { return cudaMallocIt(1); }")
        write(os.path.join(base, "t.tsv"),
              "repository\tpath\trun\trun_shorter\tpass\ttier\tfeature_groups\n"
              "o/r\tgood\t./main x\t\texit 0; stdout ~ n = 42, 7$\t1\t\n"
              "o/r\tslow/main.cu\t./main\t\texit 0\t1\t\n"
              "o/r\tbroken/main.cu\t./main\t\texit 0\t2\t\n"
              "o/r\tleftover/main.cu\t./main\t\texit 0\t2\t\n"
              "o/r\tabsent\t./main\t\texit 0\t2\t\n")
        self.base = base

    def corpus(self, *more):
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()):
            code = run_corpus.main(["--programs", f"{self.base}/t.tsv", "--checkouts", f"{self.base}/checkouts", "--build",
                                    f"{self.base}/build", "--headers", f"{self.base}/include", "-o", f"{self.base}/out",
                                    "--time-limit", "1", "-j", "2", *more])
        with open(f"{self.base}/out/results.tsv", encoding="utf-8") as stream:
            header, *rows = [line.rstrip("\n").split("\t") for line in stream]
        return code, [dict(zip(header, row)) for row in rows], out.getvalue()

    def calls(self):
        with open(f"{self.base}/checkouts/calls", encoding="utf-8") as stream:
            return len(stream.readlines())

    def test_stages_and_resume(self):
        code, rows, text = self.corpus()
        self.assertEqual(code, 1)
        reached = {r["path"]: [r[s] for s in ("migrated", "built", "ran", "passed")] for r in rows}
        self.assertEqual(reached, {"good": ["yes"] * 4, "slow/main.cu": ["yes", "yes", "no", "no"],
                                   "broken/main.cu": ["yes", "no", "no", "no"], "absent": ["no"] * 4,
                                   "leftover/main.cu": ["yes", "no", "no", "no"]})
        by_path = {r["path"]: r for r in rows}
        self.assertEqual((by_path["good"]["exact"], by_path["good"]["way"]), ("3", "direct"))
        self.assertIn("undeclared", by_path["broken/main.cu"]["first_error"])
        self.assertIn("stopped after", by_path["slow/main.cu"]["first_error"])
        self.assertEqual(by_path["leftover/main.cu"]["silent"], "1")
        self.assertGreater(float(by_path["slow/main.cu"]["run_cpu"]), 0)
        self.assertIn("| all | 5 | 4 | 2 | 1 | 1 |", text)

        self.assertEqual(self.calls(), 4)
        again = self.corpus()
        self.assertEqual((again[1], self.calls()), (rows, 4))
        self.corpus("--retry-failed", "--only", "good|broken")
        self.assertEqual(self.calls(), 5)
        self.corpus("--fresh", "--only", "good")
        self.assertEqual(self.calls(), 6)

    def test_checkout_stays_clean(self):
        before = sorted(os.walk(f"{self.base}/checkouts/o"))
        self.corpus("--only", "good")
        self.assertEqual(sorted(os.walk(f"{self.base}/checkouts/o")), before)


if __name__ == "__main__":
    unittest.main()
