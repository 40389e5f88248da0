# SPDX-License-Identifier: Apache-2.0
"""Tests of the independent leftover checker."""
import contextlib
import io
import json
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import leftover_scan
from leftover_scan_python import scan_python
from leftover_scan import own_names, scan_tokens, silent_leftovers, tokenize


def hits(text):
    return [(line, symbol) for line, symbol in scan_tokens(tokenize(text))]


class Tokenizer(unittest.TestCase):
    def test_comments_and_strings_hold_no_code(self):
        self.assertEqual(hits('// cudaMalloc\n/* cudaFree\n */ "cudaMalloc" \'"\' "a\\"cudaFree" R"x(cudaMalloc)x"\n'), [])
        self.assertEqual(hits("// a \\\ncudaMalloc\ncudaFree;"), [(3, "cudaFree")])
        self.assertEqual(hits("/* unfinished cudaMalloc"), [])
        self.assertEqual(hits("'unfinished\ncudaFree;"), [(2, "cudaFree")])

    def test_lines(self):
        self.assertEqual(hits('R"(\n\n)"; cudaFree;\n#define A \\\n cudaMalloc\n'), [(3, "cudaFree"), (5, "cudaMalloc")])

    def test_digit_separators(self):
        self.assertEqual(hits("int n = 1'000'000; cudaFree;"), [(1, "cudaFree")])

    def test_directives(self):
        self.assertEqual(hits("#include <cuda_runtime.h>\n# include \"npu/runtime.hpp\"\n#error cudaMalloc\n#pragma cudaFree\n"
                              "#if defined(__CUDACC__)\n#include <npu/cub.h>\n#include <cub/cub.cuh>\n"),
                         [(1, "cuda_runtime.h"), (5, "__CUDACC__"), (7, "cub/cub.cuh")])


class Names(unittest.TestCase):
    def test_builtins(self):
        self.assertEqual(hits("npu::threadIdx.x + threadIdx.x; s.blockIdx; __syncthreads(); npu::syncthreads(); k<<<1, 2>>>();"
                              " npu::atomicAdd(p, 1); atomicAdd(p, 1); std::atomic<int> a; __restrict__; __popc(x);"),
                         [(1, "threadIdx"), (1, "__syncthreads"), (1, "<<<>>>"), (1, "atomicAdd"), (1, "__popc")])
        self.assertEqual(hits("cudaMemcpy cuMemAlloc CUdevice cublasSgemm __shfl_down_sync __expf cooperative_groups::sync"),
                         [(1, s) for s in "cudaMemcpy cuMemAlloc CUdevice cublasSgemm __shfl_down_sync __expf "
                                          "cooperative_groups".split()])
        self.assertEqual(hits("npuMalloc current cubic cutoff customer CUBE __attribute__ __float128 npu::cooperative_groups"), [])
        self.assertEqual(hits("{ using npu::atomicAdd; atomicAdd(p, v); } ::mine::cub"), [])
        self.assertEqual(hits("k << <1, 2 >> > (); a << b < c; a << \"x\" << b;"), [(1, "<<<>>>")])

    def test_torch(self):
        self.assertEqual(hits("at::cuda::philox::unpack(s); using namespace c10::cuda; my::cuda::f(); x = at::DeviceType::CUDA;"
                              " Color::CUDA; TORCH_LIBRARY_IMPL(ops, AutogradCUDA, m) {} npu::torch::compat::exp(x);"),
                         [(1, s) for s in "unpack cuda CUDA AutogradCUDA".split()])

    def test_own_names(self):
        own = own_names(tokenize("#define cudaCheck(x) x\nstruct cudaBox { int cuValue; };\ndouble atomicAdd(double *p, double v);\n"
                                 "cudaError_t cudaStatus = cudaSuccess;\nfloat *cuWidth, *cudaOut = 0; int a, cuda_b = 2, cuda_c; return cudaMalloc(1);\n"
                                 "const cudaDeviceProp p; struct cudaArray *q; __device__ cudaStream_t s; x = a * cudaFoo();"))
        self.assertEqual(own, {"cudaCheck", "cudaBox", "cuValue", "atomicAdd", "cudaStatus", "cuWidth", "cudaOut", "cuda_b", "cuda_c"})

    def test_own_macro_parameters(self):
        self.assertEqual(own_names(tokenize("#define CHECK(cudaCall, x) cudaCall\n#define cudaTwo (cudaThree)\n")), {"cudaCall", "cudaTwo"})

    def test_own_enumerators_and_declarators(self):
        own = own_names(tokenize("typedef enum cudaMode_enum { CU_A = 0,\n#if X\nCU_B = cudaValue,\n#endif\nCU_C } CUmode;\n"
                                 "float *cudaFirst, *x;\nint cuStat1, cuStat2, cuStat3; f(a, cudaFree, 1);\n"
                                 "extern Vertex *cudaImport(int); y = a *cudaProduct(2);"))
        self.assertEqual(own, {"CU_A", "CU_B", "CU_C", "CUmode", "cudaMode_enum", "cudaFirst", "cuStat1", "cuStat2", "cuStat3",
                               "cudaImport"})

    def test_own_templates(self):
        self.assertEqual(own_names(tokenize("template <class T, class U = A<B>> T *cudaClone(T *); x = a > b *cudaProduct(2); "
                                            "y = f<3> *cudaFoo();")), {"cudaClone"})


class Python(unittest.TestCase):
    def test_names(self):
        self.assertEqual(scan_python('import torch\nx.cuda()\nx.is_cuda\ntorch.cuda.amp.autocast()\nf("cuda:0", "cpu", "a cuda b")\n'
                                     "# torch.cuda\noptions.cuda = is_cuda\n{'nvcc': CUDA_HOME + '/bin/nvcc'}\n"),
                         [(2, "cuda"), (3, "is_cuda"), (4, "torch.cuda.amp.autocast"), (5, "cuda:0"), (8, "nvcc"),
                          (8, "CUDA_HOME"), (8, "/bin/nvcc")])
        self.assertEqual(scan_python("def f(CUDA_HOME, x=(1,)):\n  return CUDA_HOME\ndef g(x):\n  return CUDA_HOME\n"),
                         [(4, "CUDA_HOME")])
        self.assertEqual(scan_python("npu_torch.cuda_like()\nx.to(npu_torch.device())\n"), [])

    def test_what_cannot_be_read(self):
        self.assertEqual(scan_python("print 'x\nif torch.cuda.is_available():\n"), [(2, "torch.cuda.is_available")])


class Findings(unittest.TestCase):
    def check(self, source, output, findings, name="a.cu", out_name="a.npu.cpp"):
        with tempfile.TemporaryDirectory() as base:
            for sub, file, text in (("in", name, source), ("out", out_name, output)):
                path = os.path.join(base, sub, file)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as stream:
                    stream.write(text)
            report = os.path.join(base, "out", "npuify-report.json")
            with open(report, "w", encoding="utf-8") as stream:
                json.dump({"findings": findings}, stream)
            with contextlib.redirect_stdout(io.StringIO()):
                code = leftover_scan.main([os.path.join(base, "in"), os.path.join(base, "out")])
            silent = silent_leftovers(os.path.join(base, "in"), os.path.join(base, "out"), findings)
            self.assertEqual(code, 1 if silent else 0)
            return [(h.line, h.symbol) for h in silent]

    SOURCE = "int a;\ncudaBar();\ncudaFoo();\n"
    OUTPUT = "#include <npu/kernel.h>\nint a;\nnpuBar();\ncudaFoo();\n"

    def finding(self, symbol="cudaFoo", line=3, applied=False, file="a.cu"):
        return {"symbol": symbol, "line": line, "applied": applied, "file": file, "class": "blocked"}

    def test_python(self):
        source = "a = 1\ntorch.cuda.foo()\n"
        self.assertEqual(self.check(source, source, [], "a.py", "a.py"), [(2, "torch.cuda.foo")])
        self.assertEqual(self.check(source, source, [self.finding("torch.cuda.foo", 2, file="a.py")], "a.py", "a.py"), [])
        self.assertEqual(self.check(source, source, [self.finding("torch.cuda.bar", 2, file="a.py")], "a.py", "a.py"),
                         [(2, "torch.cuda.foo")])

    def test_explained(self):
        self.assertEqual(self.check(self.SOURCE, self.OUTPUT, [self.finding()]), [])
        self.assertEqual(self.check(self.SOURCE, self.OUTPUT, [self.finding(file="src/a.cu")]), [])

    def test_silent(self):
        want = [(4, "cudaFoo")]
        self.assertEqual(self.check(self.SOURCE, self.OUTPUT, []), want)
        self.assertEqual(self.check(self.SOURCE, self.OUTPUT, [self.finding(line=2)]), want)
        self.assertEqual(self.check(self.SOURCE, self.OUTPUT, [self.finding(symbol="cudaBar")]), want)
        self.assertEqual(self.check(self.SOURCE, self.OUTPUT, [self.finding(applied=True)]), want)
        self.assertEqual(self.check(self.SOURCE, self.OUTPUT, [self.finding(file="b.cu")]), want)

    def test_changed_line_maps_to_its_range(self):
        source, output = "cudaBar(cudaFoo,\n 1);\n", "npuBar(cudaFoo, 1);\n"
        self.assertEqual(self.check(source, output, [self.finding(line=1)]), [])

    def test_dependencies(self):
        self.assertEqual(self.check(self.SOURCE, self.OUTPUT, [self.finding(file="inc/a.cuh")], "inc/a.cuh", "_deps/inc/a.npu.hpp"), [])

    def test_a_new_text_that_holds_the_name(self):
        edit = {"offset": 0, "length": 1, "text": "<npu/foo.h>\n#include <cudaFoo>"}
        self.assertEqual(self.check(self.SOURCE, self.OUTPUT, [{**self.finding(applied=True), "edits": [edit]}]), [])
        edit["text"] = "cudaFooBar"
        self.assertEqual(self.check(self.SOURCE, self.OUTPUT, [{**self.finding(applied=True), "edits": [edit]}]), [(4, "cudaFoo")])

    def test_a_new_text_that_spells_a_type(self):
        edit = {"offset": 0, "length": 0, "text": "static_cast<void (*)(thrust::pair<int>)>("}
        launch = {**self.finding("<<<>>>", 1, True), "edits": [edit]}
        native = {**self.finding("thrust", 2, True), "native": True}
        source, output = "k(p);\nthrust::f();\n", "static_cast<void (*)(thrust::pair<int>)>(k)(p);\nthrust::f();\n"
        self.assertEqual(self.check(source, output, [launch, native]), [])
        self.assertEqual(self.check(source, output, [native]), [(1, "thrust")])

    def test_definitions_count_where_they_are_included(self):
        with tempfile.TemporaryDirectory() as base:
            for name, text in (("one/own.h", "#define cudaMine(x) x\n"), ("one/a.cpp", '#include "../one/own.h"\ncudaMine(1);\n'),
                               ("two/b.cpp", "cudaMine(1);\n")):
                os.makedirs(os.path.join(base, os.path.dirname(name)), exist_ok=True)
                with open(os.path.join(base, name), "w", encoding="utf-8") as stream:
                    stream.write(text)
            self.assertEqual([(h.file, h.symbol) for h in silent_leftovers(base, base, [])], [("two/b.cpp", "cudaMine")])

    def test_own_header(self):
        with tempfile.TemporaryDirectory() as base:
            for name in ("cuda_helpers.h", "a.cpp"):
                with open(os.path.join(base, name), "w", encoding="utf-8") as stream:
                    stream.write('#include "cuda_helpers.h"\n' if name == "a.cpp" else "")
            self.assertEqual(silent_leftovers(base, base, []), [])


if __name__ == "__main__":
    unittest.main()
