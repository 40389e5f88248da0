# SPDX-License-Identifier: Apache-2.0
"""Whole projects: the cache, shards, migrating again, choosing files, recording a build, comparing outputs."""
import json
import os
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

from migration import files_below, npuify, read_report, replay

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bench"))
from synthetic_project import write_project  # noqa: E402


def cpu_of(action):
    """Seconds of CPU that the child processes of `action` take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    action()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.base = os.path.realpath(folder.name)
        self.source, self.cache = self.path("in"), self.path("cache")

    def path(self, name):
        return os.path.join(self.base, name)

    def write(self, name, text):
        path = os.path.join(self.source, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        return path

    def migrate(self, out, *more, sources=None):
        done = npuify("migrate", *(sources or [self.source]), "-o", self.path(out), "--cache-dir", self.cache,
                      "--format", "concise", *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done


class Cache(Case):
    def setUp(self):
        super().setUp()
        write_project(self.source, 12)

    def test_a_second_run_parses_nothing_and_says_the_same(self):
        first = cpu_of(lambda: self.migrate("one", "-j1"))
        entries = sorted(os.listdir(self.cache))
        second = cpu_of(lambda: self.migrate("two", "-j1"))
        self.assertEqual(sorted(os.listdir(self.cache)), entries)
        self.assertGreater(first, 5 * second)
        self.migrate("three", "--no-cache", "-j3")
        self.assertEqual(files_below(self.path("one")), files_below(self.path("two")))
        self.assertEqual(files_below(self.path("one")), files_below(self.path("three")))

    def test_what_changes_is_parsed_again(self):
        self.migrate("one")
        with open(os.path.join(self.source, "common/common.cuh"), "a", encoding="utf-8") as stream:
            stream.write("inline __host__ __device__ int extra() { return cudaRuntimeGetVersion(nullptr); }\n")
        self.migrate("two")
        self.migrate("fresh", "--no-cache")
        self.assertEqual(files_below(self.path("two")), files_below(self.path("fresh")))
        self.assertIn(b"npuRuntimeGetVersion", files_below(self.path("two"))["common/common.npu.hpp"])

    def test_a_header_that_appears_before_another_counts(self):
        self.write("app/a.cu", '#include "late.h"\n__global__ void k(T *p) { *p = threadIdx.x; }\n')
        self.write("second/late.h", "typedef int T;\n")
        flags = ["--", "-I" + os.path.join(self.source, "first"), "-I" + os.path.join(self.source, "second")]
        self.migrate("one", *flags, sources=[self.source])
        self.write("first/late.h", "typedef float T;\n#define threadIdx mine\n")
        self.migrate("two", *flags)
        self.migrate("fresh", "--no-cache", *flags)
        self.assertEqual(files_below(self.path("two")), files_below(self.path("fresh")))

    def test_host_sources_see_the_api_only_where_they_include_it(self):
        call = "int f(void **p) { return cudaMalloc(p, 4); }\n"
        self.write("app/own.cpp", "int cudaMalloc(void **, int);\n" + call)
        self.write("app/api.cpp", "#include <cuda_runtime.h>\n" + call)
        self.migrate("one")  # the cache has a preamble for host sources
        found = files_below(self.path("one"))
        self.assertEqual(found["app/own.cpp"].decode(), "int cudaMalloc(void **, int);\n" + call)
        self.assertIn(b"npuMalloc(p, 4)", found["app/api.cpp"])

    def test_a_cache_that_cannot_be_written_is_a_note(self):
        with open(self.path("file"), "w", encoding="utf-8"):
            pass
        self.cache = self.path("file/cache")
        done = self.migrate("one")
        self.assertIn("note: the cache", done.stderr)
        self.assertIn(b"npuMalloc", files_below(self.path("one"))["group0/sum0.npu.cpp"])

    def test_runs_at_once_share_a_cache(self):
        build = os.environ["NPUIFY_BUILD"]
        runs = [subprocess.Popen([os.path.join(build, "bin", "npuify"), "migrate", self.source, "-o", self.path(name),
                                  "--cache-dir", self.cache], stdout=subprocess.DEVNULL) for name in ("one", "two")]
        self.assertEqual([r.wait(300) for r in runs], [0, 0])
        self.assertEqual(files_below(self.path("one")), files_below(self.path("two")))


class Verify(Case):
    KERNEL = "__global__ void k(int *p) { *p = threadIdx.x; }\n"

    def failures(self, out, *more):
        """(file, message) of each output that does not compile."""
        self.migrate(out, "--verify", *more)
        return [(f["file"], f["message"]) for f in read_report(self.path(out))["findings"] if f["rule"] == "NPU0011"]

    def test_what_does_not_compile_is_a_finding_with_a_cache_and_without(self):
        self.write("good.cu", self.KERNEL + "int main() { k<<<1, 1>>>(nullptr); }\n")
        self.write("bad.cu", self.KERNEL + "int main() { std::deque<int> header_is_missing; }\n")
        found = self.failures("one")
        self.assertEqual([name for name, _ in found], ["bad.cu"])
        self.assertIn("bad.npu.cpp:3; ", found[0][1])
        entries = sorted(os.listdir(self.cache))
        self.assertEqual(self.failures("two"), found)
        self.assertEqual(sorted(os.listdir(self.cache)), entries, "a second run parses nothing")
        self.assertEqual(self.failures("three", "--no-cache"), found)

    def test_with_a_preamble_and_without(self):
        for i in range(4):  # enough for a preamble in memory
            self.write(f"bad{i}.cu", self.KERNEL + "int main() { std::deque<int> header_is_missing; }\n")
        several = self.failures("several", "--no-cache")
        alone = self.failures("alone", "--no-cache", "--include", "bad0.cu")
        self.assertEqual(len(several), 4)
        self.assertEqual(several[:1], alone)

    def test_what_changes_is_verified_again(self):
        self.write("a.cu", '#include "h.cuh"\n' + self.KERNEL + "int main() { return f(); }\n")
        self.write("h.cuh", "inline int f() { return 0; }\n")
        self.assertEqual(self.failures("one"), [])
        self.write("h.cuh", "inline int f() { return gone; }\n")
        self.assertEqual([name for name, _ in self.failures("two")], ["a.cu"])
        self.write("h.cuh", "inline int f() { return 0; }\n")
        self.assertEqual(self.failures("three"), [])


class OwnRules(Case):
    """A pack as `npuify rules new` makes it: without declarations, and without patterns for the API's names."""

    def setUp(self):
        super().setUp()
        self.pack = self.path("pack")
        done = npuify("rules", "new", self.pack, "--symbol", "acmeScale", "--rename", "orgScale")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.sdk = self.path("sdk")
        os.makedirs(self.sdk)
        with open(os.path.join(self.sdk, "acme.h"), "w", encoding="utf-8") as stream:
            stream.write("void acmeScale(float *x, int n);\n")
        self.text = '#include <acme.h>\nvoid f(float *x) { acmeScale(x, 4); }\n'

    def output_of(self, name, *flags):
        done = npuify("migrate", self.source, "--rules", self.pack, "-o", self.path("out"), "--no-cache", "--format", "concise",
                      "--", *flags)
        self.assertEqual(done.returncode, 0, done.stderr)
        return files_below(self.path("out"))[name].decode()

    def test_they_apply_where_the_real_header_is_found(self):
        self.write("a.cu", self.text)
        for flag in ("-I", "-isystem"):
            with self.subTest(flag):
                self.assertIn("orgScale(x, 4)", self.output_of("a.npu.cpp", flag + self.sdk))

    def test_they_apply_in_host_sources(self):
        self.write("a.cpp", self.text)
        self.assertIn("orgScale(x, 4)", self.output_of("a.cpp", "-I" + self.sdk))

    def test_what_the_project_defines_itself_stays(self):
        self.write("a.cu", "void acmeScale(float *x, int n) {}\nvoid f(float *x) { acmeScale(x, 4); }\n")
        self.assertNotIn("orgScale", self.output_of("a.npu.cpp"))


class Headers(Case):
    def test_using_declarations_of_a_header_stand_behind_the_include_that_it_gets(self):
        self.write("own.cuh", """#pragma once
#define CHECK(x) AT_ASSERTM(x.device().is_cuda(), #x " must be on the device")
__device__ inline float __shfl_sync(unsigned mask, const float *value, int lane) { return __shfl_sync(mask, *value, lane); }
template <class T> __device__ T broadcast(T v) { return __shfl_sync(0xffffffffu, v, 0); }
""")
        self.write("a.cu", """#include <ATen/ATen.h>
#include "own.cuh"
__global__ void k(float *p) { p[0] = broadcast(p[0]); }
void f(at::Tensor t) { CHECK(t); k<<<1, 32>>>(t.data_ptr<float>()); }
""")
        self.migrate("one")
        out = files_below(self.path("one"))["own.npu.hpp"]
        self.assertTrue(out.startswith(b"#include <npu/torch.h>\nusing npu::shfl_sync;\n#pragma once\n"), out)
        original = files_below(self.source)["own.cuh"]
        findings = [f for f in read_report(self.path("one"))["findings"] if f["file"] == "own.cuh"]
        self.assertEqual(replay(original, findings), out)


class Shards(Case):
    def test_shards_joined_equal_one_run(self):
        write_project(self.source, 30)
        self.migrate("one")
        joined, logs = {}, []
        for k in (1, 2, 3):
            self.migrate(f"part{k}", "--shard", f"{k}/3")
            logs.append(self.path(f"part{k}/npuify-report.json"))
            part = files_below(self.path(f"part{k}"))
            part = {n: t for n, t in part.items() if not n.startswith("npuify-report")}
            self.assertFalse(set(part) & set(joined), "a file belongs to one shard")
            joined.update(part)
        whole = {n: t for n, t in files_below(self.path("one")).items() if not n.startswith("npuify-report")}
        self.assertEqual(joined, whole)
        merged = npuify("report", "--merge", *reversed(logs), "--format", "json")
        with open(self.path("one/npuify-report.json"), encoding="utf-8") as stream:
            self.assertEqual(merged.stdout, stream.read())

    def test_shards_need_no_common_cache(self):
        write_project(self.source, 6)
        self.migrate("one", "--no-cache")
        for k in (1, 2):
            self.migrate(f"part{k}", "--no-cache", "--shard", f"{k}/2")
        merged = npuify("report", self.path("part1/npuify-report.json"), self.path("part2/npuify-report.json"),
                        "--format", "json")
        with open(self.path("one/npuify-report.json"), encoding="utf-8") as stream:
            self.assertEqual(merged.stdout, stream.read())

    def test_a_part_that_is_none(self):
        for part in ("0/2", "3/2", "x", "1/"):
            done = npuify("check", self.base, "--shard", part)
            self.assertEqual(done.returncode, 2)
            self.assertIn("K/N", done.stderr)


class Again(Case):
    SOURCE = "#include <cstdio>\n\nint main() {\n  cudaFree(0);\n\n\n\n  puts(\"done\");\n  return 0;\n}\n"

    def edit(self, old, new):
        path = self.path("out/a.npu.cpp")
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
        self.assertIn(old, text)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text.replace(old, new))

    def test_edits_and_changes_meet(self):
        self.write("a.cu", self.SOURCE)
        self.migrate("out")
        self.edit('puts("done")', 'puts("finished")')
        self.write("a.cu", self.SOURCE.replace("cudaFree(0);", "cudaFree(0);\n  cudaDeviceSynchronize();"))
        done = self.migrate("out")
        text = files_below(self.path("out"))["a.npu.cpp"]
        self.assertIn(b'puts("finished")', text)
        self.assertIn(b"npuDeviceSynchronize();", text)
        self.assertIn("merged", done.stderr)

    def test_a_conflict_is_marked_and_reported(self):
        self.write("a.cu", self.SOURCE)
        self.migrate("out")
        self.edit("npuFree(0);", "npuFree(nullptr);")
        self.write("a.cu", self.SOURCE.replace("cudaFree(0)", "cudaDeviceReset()"))
        self.migrate("out")
        text = files_below(self.path("out"))["a.npu.cpp"]
        self.assertIn(b"<<<<<<< your edits\n  npuFree(nullptr);\n=======\n  npuDeviceReset();\n>>>>>>> this migration", text)
        conflicts = [f for f in read_report(self.path("out"))["findings"] if f["rule"] == "NPU0031"]
        self.assertEqual([f["file"] for f in conflicts], ["a.cu"])


class SampleHelpers(Case):
    """Headers of CUDA's samples: the runtime's own version stands in for those that the project does not bring."""
    OWN = '#pragma once\n#include <cuda_runtime.h>\n#define checkCudaErrors(x) if ((x) != cudaSuccess) return 3\n'
    MAIN = """#include %s
__global__ void k(int *p) { *p += 1; }
int main() {
  int *p;
  checkCudaErrors(cudaMalloc(&p, sizeof(int)));
  k<<<1, 1>>>(p);
  checkCudaErrors(cudaFree(p));
}
"""

    def stood_in(self):
        found = [f for f in read_report(self.path("out"))["findings"] if f["rule"] == "NPU2960"]
        for finding in found:
            self.assertEqual((finding["class"], finding["applied"]), ("near", True))
            self.assertIn("stands in", finding["message"])
            self.assertTrue(finding["guidance"])
        return sorted(f["symbol"] for f in found)

    def run_output(self, *names):
        build, program = os.environ["NPUIFY_BUILD"], self.path("program")
        subprocess.run(["g++", "-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I" + os.environ["NPUIFY_HEADERS"],
                        *(self.path("out/" + n) for n in names), "-L" + build + "/lib", "-lnpu",
                        "-Wl,-rpath," + build + "/lib", "-o", program], check=True, timeout=300)
        return subprocess.run([program, "--device=0", "--n=3"], timeout=60, capture_output=True, text=True, check=False)

    def test_a_project_without_them(self):
        every = "".join(f"#include <helper_{n}.h>\n" for n in ("cuda", "functions", "image", "math", "string", "timer"))
        self.write("a.cu", every + """float elapsed(int n);
__global__ void k(float3 *p) { *p = normalize(*p + make_float3(1.0f)); }
int main(int argc, char **argv) {
  findCudaDevice(argc, (const char **)argv);
  float3 *p, host = make_float3(2, -1, -1);
  checkCudaErrors(cudaMalloc((void **)&p, sizeof(float3)));
  checkCudaErrors(cudaMemcpy(p, &host, sizeof(float3), cudaMemcpyHostToDevice));
  k<<<1, 1>>>(p);
  getLastCudaError("k");
  checkCudaErrors(cudaMemcpy(&host, p, sizeof(float3), cudaMemcpyDeviceToHost));
  float one = elapsed(getCmdLineArgumentInt(argc, (const char **)argv, "n"));
  printf("%g %g %g %d\\n", host.x, host.y, host.z, one >= 0 && one < 1000);
  checkCudaErrors(cudaMemcpy(p, &host, sizeof(float3), (cudaMemcpyKind)77));
}
""")
        self.write("b.cu", every + """float elapsed(int n) {
  StopWatchInterface *timer;
  sdkCreateTimer(&timer);
  for (int i = 0; i < n; ++i) {
    sdkStartTimer(&timer);
    sdkStopTimer(&timer);
  }
  float mean = sdkGetAverageTimerValue(&timer);
  sdkDeleteTimer(&timer);
  return mean;
}
""")
        self.migrate("out")
        self.assertEqual(len(self.stood_in()), 12)
        self.assertIn(b"#include <npu/helpers/helper_cuda.h>\n", files_below(self.path("out"))["a.npu.cpp"])
        self.assertEqual(read_report(self.path("out"))["summary"]["leftovers"], 0)
        done = self.run_output("a.npu.cpp", "b.npu.cpp")
        self.assertIn("gpuDeviceInit() CUDA Device [0]", done.stdout)
        self.assertIn("\n1 0 0 1\n", done.stdout)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"^CUDA error at \S*a.npu.cpp:\d+ code=21\(npuErrorInvalidMemcpyDirection\) \"npuMemcpy\(")
        again = npuify("migrate", self.path("out"), "-o", self.path("again"), "--cache-dir", self.cache)
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(files_below(self.path("again"))["a.npu.cpp"], files_below(self.path("out"))["a.npu.cpp"])

    def test_a_copy_of_the_runtime_is_no_header_of_the_project(self):
        self.write("third_party/npu/include/npu/helpers/helper_cuda.h", self.OWN)
        self.write("a.cu", self.MAIN % "<helper_cuda.h>")
        self.migrate("out")
        self.assertEqual(self.stood_in(), ["helper_cuda.h"])

    def test_a_header_beside_the_source(self):
        self.write("helper_cuda.h", self.OWN)
        self.write("a.cu", self.MAIN % '"helper_cuda.h"')
        self.migrate("out")
        self.assertEqual(self.stood_in(), [])
        self.assertIn(b'#include "helper_cuda.h"\n', files_below(self.path("out"))["a.npu.cpp"])
        self.assertIn(b"npuSuccess", files_below(self.path("out"))["helper_cuda.h"])

    def test_a_header_that_the_build_names(self):
        self.write("Common/helper_cuda.h", self.OWN)
        self.write("app/a.cu", self.MAIN % "<helper_cuda.h>")
        self.write("app/Makefile", "a: a.cu\n\tnvcc -I../Common -o a a.cu\n")
        self.migrate("out", "--root", self.source)
        self.assertEqual(self.stood_in(), [])
        self.assertIn(b"#include <helper_cuda.h>\n", files_below(self.path("out"))["app/a.npu.cpp"])
        self.assertIn(b"npuSuccess", files_below(self.path("out"))["Common/helper_cuda.h"])

    def test_a_header_outside_what_is_given(self):
        self.write("Common/helper_cuda.h", self.OWN)
        self.write("app/a.cu", self.MAIN % "<helper_cuda.h>")
        os.mkdir(os.path.join(self.source, ".git"))
        self.migrate("out", sources=[os.path.join(self.source, "app")])
        self.assertEqual(self.stood_in(), [])
        self.assertIn(b'#include "./_deps/Common/helper_cuda.h"\n', files_below(self.path("out"))["a.npu.cpp"])
        self.assertIn(b"npuSuccess", files_below(self.path("out"))["_deps/Common/helper_cuda.h"])

    def test_a_header_that_an_option_names(self):
        os.makedirs(self.path("elsewhere"))
        with open(self.path("elsewhere/helper_cuda.h"), "w", encoding="utf-8") as stream:
            stream.write(self.OWN)
        self.write("a.cu", self.MAIN % "<helper_cuda.h>")
        done = npuify("migrate", self.source, "-o", self.path("out"), "--", "-I" + self.path("elsewhere"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.stood_in(), [])
        self.assertIn(b"npuSuccess", files_below(self.path("out"))["_deps/helper_cuda.h"])


class Choice(Case):
    def setUp(self):
        super().setUp()
        for name in ("a/x.cu", "b/x.cu", "third_party/lib/y.cu", "build/CMakeFiles/z.cu"):
            self.write(name, "void f() { cudaFree(0); }\n")
        self.write("build/CMakeCache.txt", "CMAKE_HOME_DIRECTORY=elsewhere\n")

    def names(self):
        return sorted(n for n in files_below(self.path("out")) if not n.startswith("npuify-report"))

    def test_foreign_code_is_copied_and_build_trees_are_not(self):
        self.migrate("out")
        self.assertEqual(self.names(), ["a/x.npu.cpp", "b/x.npu.cpp", "third_party/lib/y.cu"])
        said = {f["file"]: f["message"] for f in read_report(self.path("out"))["findings"] if f["rule"] == "NPU0030"}
        self.assertEqual(sorted(said), ["build", "third_party"])
        self.assertIn("third-party", said["third_party"])

    def test_headers_of_foreign_code_that_the_project_includes_are_migrated(self):
        self.write("third_party/lib/y.cuh", "inline __device__ int three() { return 3; }\n")
        self.write("a/x.cu", '#include "../third_party/lib/y.cuh"\n__global__ void k(int *p) { *p = three(); }\n')
        self.migrate("out")
        self.assertIn("third_party/lib/y.npu.hpp", self.names())

    def test_asking_for_foreign_code(self):
        self.migrate("out", "--include", "*")
        self.assertIn("third_party/lib/y.npu.cpp", self.names())

    def test_globs(self):
        self.migrate("out", "--exclude", "b/**")
        self.assertIn("b/x.cu", self.names())
        self.assertIn("a/x.npu.cpp", self.names())
        done = npuify("check", self.source, "--include", "[")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--include [", done.stderr)

    def test_lists_of_files(self):
        names = self.path("names.txt")
        with open(names, "w", encoding="utf-8") as stream:
            stream.write(f"# the first\n{self.source}/a/x.cu\n\n{self.source}/b/x.cu\n")
        self.migrate("out", "--root", self.source, sources=["--files-from", names])
        self.assertEqual(self.names(), ["a/x.npu.cpp", "b/x.npu.cpp"])
        shutil.rmtree(self.path("out"))
        self.migrate("out", "--root", self.source, sources=["@" + names])
        self.assertEqual(self.names(), ["a/x.npu.cpp", "b/x.npu.cpp"])
        missing = npuify("check", "@" + self.path("nowhere"))
        self.assertEqual(missing.returncode, 2)
        self.assertIn("nowhere", missing.stderr)

    def test_the_build_file_beside_a_source_comes_along(self):
        self.write("a/Makefile", "x: x.cu\n\tnvcc -o x x.cu\n")
        self.migrate("out", sources=[os.path.join(self.source, "a/x.cu")])
        self.assertEqual(files_below(self.path("out"))["Makefile"], b"x: x.npu.cpp\n\tnpucc -o x x.npu.cpp\n")


class Stages(Case):
    """One folder moves, the others are built as before."""
    KERNEL = ("__global__ void k(int *p) { *p = 42; }\nint solve() {\n  int *d, h = 0;\n  cudaMalloc(&d, 4);\n"
              "  k<<<1, 1>>>(d);\n  cudaMemcpy(&h, d, 4, cudaMemcpyDeviceToHost);\n  return h;\n}\n")
    # Stands in for the toolkit's compiler: it builds sources that need no toolkit, and tells that it was called.
    NVCC = '#!/bin/sh\necho "$@" >> "$LOG"\ncase " $* " in *" -c "*) exec g++ -x c++ "$@";; *) exec g++ "$@";; esac\n'

    def build(self, *command):
        tools = self.path("tools")
        os.makedirs(tools, exist_ok=True)
        compiler = os.path.join(tools, "nvcc")
        with open(compiler, "w", encoding="utf-8") as stream:
            stream.write(self.NVCC)
        os.chmod(compiler, 0o755)
        path = os.pathsep.join([tools, os.path.join(os.environ["NPUIFY_BUILD"], "bin"), os.environ["PATH"]])
        done = subprocess.run(command, env={**os.environ, "PATH": path, "LOG": self.path("log")}, capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def write_sources(self):
        self.write("solver/solve.cu", self.KERNEL)
        self.write("rest/twice.cu", "int twice(int x) { return 2 * x; }\n")
        self.write("main.cpp", "#include <cstdio>\nint solve(), twice(int);\nint main() { printf(\"%d\\n\", twice(solve())); }\n")

    def test_makefiles_of_folders(self):
        self.write_sources()
        self.write("Makefile", "app: main.cpp\n\t$(MAKE) -C solver\n\t$(MAKE) -C rest\n"
                   "\tg++ -o app main.cpp -Lsolver -lsolver -Lrest -lrest -Wl,-rpath,$(CURDIR)/solver:$(CURDIR)/rest\n")
        for name, source in (("solver", "solve"), ("rest", "twice")):
            self.write(f"{name}/Makefile", f"lib{name}.so: {source}.o\n\tnvcc -shared -o $@ $^\n"
                       "%.o: %.cu\n\tnvcc -Xcompiler -fPIC -c $< -o $@\n".replace(
                           "-Xcompiler -fPIC", "-fPIC" if name == "rest" else "-Xcompiler -fPIC"))
        self.migrate("out", "--include", "solver/**")
        out = files_below(self.path("out"))
        self.assertIn(b"npucc -Xcompiler", out["solver/Makefile"])
        for same in ("Makefile", "rest/Makefile", "rest/twice.cu"):
            with open(os.path.join(self.source, same), "rb") as stream:
                self.assertEqual(out[same], stream.read())
        self.build("make", "-C", self.path("out"))
        self.assertEqual(self.build(self.path("out/app")), "84\n")
        with open(self.path("log"), encoding="utf-8") as stream:
            self.assertNotIn("solve", stream.read())

    def test_cmake_folders(self):
        self.write_sources()
        self.write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.20)\nproject(app LANGUAGES CXX)\nadd_subdirectory(solver)\n"
                   "add_custom_command(OUTPUT twice.o COMMAND nvcc -c ${CMAKE_SOURCE_DIR}/rest/twice.cu -o twice.o)\n"
                   "add_executable(app main.cpp twice.o)\ntarget_link_libraries(app solver)\n")
        self.write("solver/CMakeLists.txt", "add_library(solver solve.cu)\n")
        self.migrate("out", "--include", "solver/**")
        out = files_below(self.path("out"))
        self.assertEqual(out["solver/CMakeLists.txt"].decode(), "find_package(npu REQUIRED)\nlink_libraries(npu::runtime)\n"
                         "add_library(solver solve.npu.cpp)\n")
        with open(os.path.join(self.source, "CMakeLists.txt"), "rb") as stream:
            self.assertEqual(out["CMakeLists.txt"], stream.read())
        self.build("cmake", "-S", self.path("out"), "-B", self.path("bin"), "-DCMAKE_PREFIX_PATH=" + os.environ["NPUIFY_BUILD"])
        self.build("cmake", "--build", self.path("bin"))
        self.assertEqual(self.build(self.path("bin/app")), "84\n")

    def test_a_build_file_that_names_moved_sources(self):
        self.write_sources()
        self.write("Makefile", "SRC = rest/twice.cu solver/solve.cu\napp: $(SRC)\n\tnvcc -o $@ $^\n")
        self.migrate("out", "--include", "solver/**")
        self.assertEqual(files_below(self.path("out"))["Makefile"].decode(),
                         "SRC = rest/twice.cu solver/solve.npu.cpp\napp: $(SRC)\n\tnvcc -o $@ $^\n")
        said = [f for f in read_report(self.path("out"))["findings"] if f["rule"] == "NPU9242"]
        self.assertEqual([f["file"] for f in said], ["Makefile"])
        self.migrate("out")  # the last stage
        self.assertIn("npucc -o $@ $^", files_below(self.path("out"))["Makefile"].decode())


class SourceMap(Case):
    def test_lines_lead_to_the_same_code(self):
        self.write("a.cu", "#include <cstdio>\n#include <thrust/sort.h>\n\n__global__ void k(int *p) {\n  *p = 1; // here\n}\n")
        self.migrate("out")
        (entry,) = [o for o in read_report(self.path("out"))["outputs"] if o["file"] == "a.cu"]
        self.assertEqual(entry["output"], "a.npu.cpp")
        with open(self.path("out/a.npu.cpp"), encoding="utf-8") as stream:
            lines = stream.read().split("\n")

        def there(line):
            first, to = [pair for pair in entry["lines"] if pair[0] <= line][-1]
            return lines[line + to - first - 1]
        self.assertIn("// here", there(5))
        self.assertIn("#include <cstdio>", there(1))
        self.assertIn("void k(", there(4))


class FoundByName(Case):
    def test_a_header_that_no_folder_of_the_build_holds(self):
        self.write("one/a.cu", '#include <helper.h>\n__global__ void k(int *p) { *p = HELP; }\n')
        self.write("one/Makefile", "a: a.cu\n\tnvcc -I$(SDK)/inc -o a a.cu\n")
        self.write("two/helper.h", "#define HELP 1\n")
        self.migrate("out")
        self.assertIn(b'#include "../two/helper.h"', files_below(self.path("out"))["one/a.npu.cpp"])
        self.write("one/Makefile", "a: a.cu\n\tnvcc -I../two -o a a.cu\n")
        self.migrate("again")
        self.assertIn(b"#include <helper.h>", files_below(self.path("again"))["one/a.npu.cpp"])

    def test_a_header_that_the_system_has(self):
        """Projects bring headers of such names for systems that lack them."""
        self.write("one/a.cu", '#include <unistd.h>\n#include "getopt.h"\n__global__ void k(int *p) { *p = 1; }\n')
        self.write("windows/unistd.h", "#include <io.h>\n")
        self.write("windows/getopt.h", "#include <windows.h>\n")
        self.migrate("out")
        self.assertIn(b'#include <unistd.h>\n#include "getopt.h"\n', files_below(self.path("out"))["one/a.npu.cpp"])


class SourcesOpenedByName(Case):
    """A program that compiles at run time knows its sources by their names."""

    HOST = ('%s#include <cstdio>\n'
            'const char *const names[] = {"kernels/add.cu", "add.cu", "other.cu", "add.cu\\n"}; // "add.cu"\n'
            'int main() { std::puts(names[0]); }\n')

    def host(self, header):
        self.write("kernels/add.cu", 'extern "C" __global__ void add(int *p) { ++*p; }\n')
        self.write("host.cpp", self.HOST % header)
        self.migrate("out")
        return files_below(self.path("out"))

    def test_a_string_that_is_the_name_of_a_renamed_source_follows_it(self):
        out = self.host("#include <nvrtc.h>\n")
        self.assertIn("kernels/add.npu.cpp", out)
        self.assertIn(b'{"kernels/add.npu.cpp", "add.npu.cpp", "other.cu", "add.cu\\n"}; // "add.cu"', out["host.cpp"])
        findings = read_report(self.path("out"))["findings"]
        self.assertEqual([f["symbol"] for f in findings if f["rule"] == "NPU0012"], ["kernels/add.cu", "add.cu"])

    def test_strings_of_other_programs_stay(self):
        self.assertIn(b'{"kernels/add.cu", "add.cu", "other.cu", "add.cu\\n"}', self.host("")["host.cpp"])


class IncludedSources(Case):
    def test_plain_ones_get_no_prologue(self):
        self.write("shared.cu", "struct Pair { int a, b; };\n")
        self.write("device.cu", "inline __device__ int one() { return 1; }\n")
        self.write("a.cu", '#include "shared.cu"\n#include "device.cu"\n__global__ void k(Pair *p) { p->a = one(); }\n')
        self.write("b.cpp", '#include "shared.cu"\nint main() { return Pair().a; }\n')
        self.migrate("out")
        out = files_below(self.path("out"))
        self.assertEqual(out["shared.npu.cpp"], b"struct Pair { int a, b; };\n")
        self.assertIn(b"npu/kernel.h", out["device.npu.cpp"])
        self.assertIn(b"npu/kernel.h", out["a.npu.cpp"])
        self.assertEqual(out["b.cpp"].split(b"\n")[0], b'#include "shared.npu.cpp"')


class MacroParameters(Case):
    def test_they_are_the_projects_names(self):
        self.write("a.cu", "#define INIT(cuDevice, min) { cuDevice = 0; cuOther = min(1, 2); }\n")
        self.migrate("out")
        found = [f["symbol"] for f in read_report(self.path("out"))["findings"] if f["rule"] == "NPU0001"]
        self.assertEqual(found, ["cuOther"])
        self.assertIn(b"= min(1, 2)", files_below(self.path("out"))["a.npu.cpp"])


class Intercept(Case):
    def test_a_build_without_any_toolkit(self):
        self.write("k.cu", "#ifndef N\n#error no N\n#endif\n__global__ void k(int *p) { *p = N; }\n")
        self.write("main.cpp", '#include "deep.h"\nint main() { return DEEP; }\n')
        self.write("inc/deep.h", "#define DEEP 0\n")
        self.write("Makefile", "NVCC ?= nvcc\napp: k.o main.o\n\t$(NVCC) -o app k.o main.o\n"
                   "k.o: k.cu\n\t$(NVCC) -DN=3 -c k.cu -o k.o\nmain.o: main.cpp\n\tg++ -Iinc -c main.cpp -o main.o\n")
        # A PATH with the programs that a build needs, but no device compiler.
        tools = self.path("tools")
        os.mkdir(tools)
        for name in ("make", "g++", "sh", "as", "ld", "mktemp", "date", "dirname", "chmod", "cat"):
            os.symlink(shutil.which(name), os.path.join(tools, name))
        build = os.environ["NPUIFY_BUILD"]
        done = subprocess.run([os.path.join(build, "bin", "npuify"), "intercept", "-o", "db.json", "--", "make"],
                              cwd=self.source, env={**os.environ, "PATH": tools}, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(os.path.join(self.source, "db.json"), encoding="utf-8") as stream:
            entries = json.load(stream)
        self.assertEqual([(e["file"], e["directory"]) for e in entries],
                         [("k.cu", self.source), ("main.cpp", self.source)])
        self.assertIn("-DN=3", entries[0]["arguments"])
        self.assertFalse(os.path.exists(os.path.join(self.source, "k.o")), "placeholders go away")
        self.assertTrue(os.path.exists(os.path.join(self.source, "main.o")), "what was really compiled stays")

        os.mkdir(self.path("db"))
        shutil.copy(os.path.join(self.source, "db.json"), self.path("db/compile_commands.json"))
        self.migrate("out", "-p", self.path("db"), "--root", self.source)
        self.assertEqual([f["symbol"] for f in read_report(self.path("out"))["findings"] if f["rule"] == "NPU0005"], [])

    def test_nothing_to_record(self):
        done = npuify("intercept", "--", "true", cwd=self.base)
        self.assertEqual(done.returncode, 2)
        self.assertIn("clean the build first", done.stderr)
        self.assertEqual(os.listdir(self.base), [])

    def test_a_build_that_fails(self):
        self.write("a.cpp", "int a;\n")
        done = npuify("intercept", "--", "sh", "-c", "g++ -c a.cpp && exit 3", cwd=self.source)
        self.assertEqual(done.returncode, 2)
        self.assertIn("ended with 3", done.stderr)
        self.assertTrue(os.path.exists(os.path.join(self.source, "compile_commands.json")))


class Compare(Case):
    def test_a_program_against_a_record(self):
        program, record = self.write("program", "#!/bin/sh\necho sum 1.0000001\necho time $$ ms\n"), self.write("gpu.txt", "sum 1.0\ntime 5 ms\n")
        os.chmod(program, os.stat(program).st_mode | stat.S_IXUSR)
        self.assertEqual(npuify("compare", record, "--ignore", "^time", "--", program).returncode, 0)
        done = npuify("compare", record, "--rtol", "1e-9", "--atol", "0", "--ignore", "^time", "--", program)
        self.assertEqual(done.returncode, 1)
        self.assertIn("gpu.txt:1: 1.0 became 1.0000001", done.stdout)

    def test_a_program_that_fails_differs(self):
        record = self.write("gpu.txt", "")
        done = npuify("compare", record, "--", "sh", "-c", "exit 4")
        self.assertEqual(done.returncode, 1)
        self.assertIn("exit code 4", done.stdout)
        self.assertEqual(npuify("compare", record, "--", self.path("nowhere")).returncode, 2)
        self.assertEqual(npuify("compare", record, "--time-limit", "1", "--", "sleep", "5").returncode, 2)


if __name__ == "__main__":
    unittest.main()
