#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Random kernels, run in every way that npucc and the runtime know; all must agree bit for bit.

  fuzz_kernels.py --npucc BUILD/bin/npucc [--count N] [--seed S] [--keep DIR]

Each program holds several kernels: barriers in nested loops and branches, shuffles, votes, atomics, shared memory,
divergent loops and early returns. Their results are printed for several shapes of blocks, once compiled to loops over
threads, once on fibers and once in the serial mode, the oracle. Contraction is off, so floats must agree as well.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile

SHAPES = [("256", 256), ("2", 2), ("100", 100), ("dim3(32, 8)", 256), ("dim3(16, 16)", 256), ("dim3(5, 7, 3)", 105), ("48", 48)]


class Kernel:
    """Writes one kernel. Threads share memory without races: each writes its own place, and barriers lie between."""

    def __init__(self, rng, name):
        self.rng, self.name, self.depth, self.loops = rng, name, 0, 0
        self.warps = rng.random() < 0.6
        self.ended_early = False
        self.lines = []

    def emit(self, text):
        self.lines.append("  " * (self.depth + 1) + text)

    def value(self):
        r = self.rng
        return r.choice(["a", "b", "c", "t", str(r.randint(-9, 99)), "n", "(t & 31)", "k" if self.loops else "m"])

    def expression(self):
        r = self.rng
        return r.choice(["{0} + {1}", "{0} - {1}", "{0} * {1}", "({0} ^ {1})", "({0} & {1})", "({0} | {1})",
                         "({0} >> 2) + {1}", "({0} < {1} ? {1} : {0})", "({0} % 7) * {1}", "{0} / (int(n) + 1)",
                         "{0} % (({1} & 63) + 1)", "int(unsigned({0}) / (unsigned({1}) | 1))"]).format(self.value(),
                                                                                                  self.value())

    def assign(self):
        self.emit(f"{self.rng.choice('abc')} = {self.expression()};")

    def floats(self):
        self.emit(self.rng.choice(["x = x * 0.5f + float(a & 255);", "x = sqrtf(x * x + 1.0f);", "x = x - float(b & 15) * 0.25f;",
                                   "x += float(c & 7);"]))

    def exchange(self):
        """Every thread writes its place, and reads another's after a barrier."""
        r = self.rng
        self.emit(f"shared[t] = {self.value()};")
        self.emit("npu::syncthreads();")
        place = r.choice(["(t + 1) % threads", "threads - 1 - t", "(t * 3 + 1) % threads", "0", "(t ^ 1) % threads"])
        self.emit(f"{r.choice('abc')} += shared[{place}];")
        self.emit("npu::syncthreads();")

    def vote(self):
        r = self.rng
        self.emit(r.choice([
            f"c += npu::syncthreads_count({self.value()} > {self.value()});",
            f"b ^= npu::syncthreads_or({self.value()} == {self.value()});",
            f"a += npu::syncthreads_and({self.value()} != {self.value()});"]))

    def warp(self):
        r = self.rng
        full = "0xffffffffu"
        self.emit(r.choice([
            f"a += npu::shfl_xor_sync({full}, b, {r.choice([1, 2, 4, 8, 16])});",
            f"b += npu::shfl_up_sync({full}, a, {r.randint(1, 31)});",
            f"c += npu::shfl_down_sync({full}, c, {r.randint(1, 31)});",
            f"c ^= npu::shfl_sync({full}, a, {r.randint(0, 31)});",
            f"b += npu::shfl_sync({full}, c, t & 7, 8);",
            f"b ^= npu::shfl_xor_sync({full}, a, {r.choice([1, 3, 9, 17])}, {r.choice([4, 8, 16])});",
            f"a -= npu::shfl_up_sync({full}, c, {r.choice([1, 2, 5])}, {r.choice([8, 16])});",
            f"c += int(npu::shfl_down_sync({full}, (long long)a * b, {r.choice([1, 4, 16])}) >> 3);",
            f"a ^= int(npu::ballot_sync({full}, {self.value()} > {self.value()}));",
            f"b += npu::any_sync({full}, {self.value()} == {self.value()});",
            f"c += npu::all_sync({full}, {self.value()} != {self.value()});",
            f"x += npu::shfl_down_sync({full}, x, {r.choice([1, 2, 4, 8, 16])});"]))

    def tiles(self):
        """Groups of 8 or 16 lanes; in blocks whose last warp is short, too."""
        size = self.rng.choice([8, 16])
        mask = f"({(1 << size) - 1}u << (t & {32 - size}))"
        self.emit(self.rng.choice([
            f"for (int o = {size // 2}; o > 0; o >>= 1) a += npu::shfl_down_sync({mask}, a, o, {size});",
            f"b ^= int(npu::ballot_sync({mask}, {self.value()} > {self.value()}));",
            f"c += npu::reduce_max_sync({mask}, {self.value()});",
            f"for (int o = {size // 2}; o > 0; o >>= 1) x += npu::shfl_xor_sync({mask}, x, o, {size});"]))

    def part_of_warp(self):
        """Only some lanes take part, and name each other."""
        self.emit("if ((t & 31) < 16) {")
        self.emit(f"  b += npu::shfl_xor_sync(0xffffu, {self.rng.choice('abc')}, 3);")
        self.emit("}")

    def reduce(self):
        self.emit("for (int o = 16; o > 0; o >>= 1)")
        self.emit(f"  a += npu::shfl_down_sync(0xffffffffu, {self.rng.choice('abc')}, o);")

    def atomics(self):
        r = self.rng
        self.emit(r.choice([f"npu::atomicAdd(&sums[{r.randint(0, 7)}], {self.value()});",
                            f"npu::atomicMax(&sums[8 + (t & 3)], {self.value()});",
                            f"npu::atomicXor(&sums[12 + (a & 3)], {self.value()});"]))

    def shared_atomics(self):
        self.emit("if (t < 8) counts[t] = 0;")
        self.emit("npu::syncthreads();")
        self.emit(f"npu::atomicAdd(&counts[({self.value()}) & 7], 1);")
        self.emit("npu::syncthreads();")
        self.emit("a += counts[t & 7];")
        self.emit("npu::syncthreads();")

    def divergent_if(self):
        self.emit(f"if ({self.value()} < {self.value()}) {{")
        self.block(2, False)
        if self.rng.random() < 0.5:
            self.emit("} else {")
            self.block(2, False)
        self.emit("}")

    def divergent_loop(self):
        self.emit(f"for (int j = 0; j < (({self.value()}) & 3); ++j) {{")
        self.block(2, False)
        self.emit("}")

    def leaving_loop(self):
        """Left at different turns, with values that are used behind it."""
        r = self.rng
        self.emit(f"for (int j = {self.value()} & 7; j < {r.randint(5, 40)}; ++j) {{")
        self.emit("  a = int((unsigned(a) * 1103515245u + unsigned(c)) >> 16); b ^= a >> 3;")
        if r.random() < 0.7:
            self.emit(f"  if ((a & {r.choice([7, 31, 127])}) == {r.randint(0, 7)}) break;")
        if r.random() < 0.5:
            self.emit(f"  if (b & 1) continue;")
        self.emit(f"  c += (b & 15) - j;")
        if r.random() < 0.3:
            self.emit("  x += float(c & 7);")
        self.emit("}")

    def striding_loop(self):
        start = self.rng.choice(["t", "int(npu::blockIdx.x) * threads + t"])
        step = "threads" if start == "t" else "int(npu::gridDim.x) * threads"
        if start == "t" or self.rng.random() < 0.5:
            start, step = "int(npu::threadIdx.x)", "int(npu::blockDim.x)"
        start += self.rng.choice(["", "", f" + {step}", f" - {self.rng.randint(1, 70)}"])
        index = self.rng.choice(["int", "unsigned"]) if "-" not in start else "int"
        self.emit(f"for ({index} i = {start}; i < {index}(n); i += {step}) {{")
        self.depth += 1
        self.emit(self.rng.choice(["a += in[i];", f"a += in[(i + {step}) % n];", f"a += in[i] - int(i - {step});"])
                  if "-" not in start else "if (i >= 0) a += in[i]; else b ^= i;")
        if self.rng.random() < 0.5:
            self.emit("npu::atomicAdd(&sums[i & 7], 1);")
        self.depth -= 1
        self.emit("}")

    def uniform_loop(self, synchronising):
        bound = self.rng.choice(["m", "3", "(n & 3) + 1"])
        variable = "k" if not self.loops else f"k{self.loops}"
        self.emit(f"for (int {variable} = 0; {variable} < {bound}; ++{variable}) {{")
        self.loops += 1
        self.block(3, synchronising)
        self.loops -= 1
        self.emit("}")

    def reading_loop(self):
        self.emit("for (int q = 0; q < n; ++q)")
        self.emit("  b += in[(q + t) % n] ^ q;")

    def private_array(self):
        """A few elements of each thread's own, filled, carried through a loop and added up."""
        r = self.rng
        length, outer = r.choice([2, 4, 7, 8]), r.choice(["m", "3", "(n & 7) + 1"])
        index = r.choice(["e", "e", f"{length - 1} - e", f"(e + (t & 1)) % {length}"])
        self.emit(f"{{ int own[{length}];")
        self.emit(f"  for (int e = 0; e < {length}; ++e) own[e] = {self.expression()};")
        self.emit(f"  for (int turn = 0; turn < {outer}; ++turn)")
        self.emit(f"    for (int e = 0; e < {length}; ++e) own[{index}] += in[(turn * {length} + e) % n] * (a & 7);")
        self.emit(f"  for (int e = 0; e < {length}; ++e) {r.choice('bc')} ^= own[e] + e; }}")

    def uniform_if(self, synchronising):
        self.emit(f"if ({self.rng.choice(['n', 'm'])} > {self.rng.randint(0, 40)}) {{")
        self.block(2, synchronising)
        self.emit("}")

    def early_return(self):
        if self.ended_early or self.depth:
            return
        self.ended_early = True
        self.emit(self.rng.choice(["if (t >= 64) return;", "if (t >= n) return;", "if (int(npu::threadIdx.x) >= 32) return;"]))
        self.warps = False  # lanes may be gone
        # Nobody writes for those who are gone.
        self.emit("shared[t] = t;")

    def block(self, most, synchronising):
        self.depth += 1
        for _ in range(self.rng.randint(1, most)):
            self.statement(synchronising)
        self.depth -= 1

    def statement(self, synchronising):
        choices = [self.assign, self.assign, self.floats, self.atomics]
        if self.depth < 3:
            choices += [self.divergent_if, self.divergent_loop, self.leaving_loop, self.striding_loop, self.reading_loop,
                        self.private_array]
        if synchronising:
            if not self.ended_early:
                choices += [self.exchange, self.exchange, self.vote, self.shared_atomics]
            else:
                choices += [lambda: self.emit("npu::syncthreads();")]
            if self.warps:
                choices += [self.warp, self.warp, self.reduce, self.tiles, self.part_of_warp]
            if self.depth < 2:
                choices += [lambda: self.uniform_loop(True), lambda: self.uniform_if(True), self.early_return]
        self.rng.choice(choices)()

    def text(self):
        for _ in range(self.rng.randint(3, 8)):
            self.statement(True)
        body = "\n".join(self.lines)
        return f"""NPU_GLOBAL void {self.name}(const int *in, int *out, float *floats, int *sums, int n, int m) {{
  static NPU_SHARED int shared[256], counts[8];
  const int threads = int(npu::blockDim.x * npu::blockDim.y * npu::blockDim.z);
  const int t = int(npu::threadIdx.x + npu::blockDim.x * (npu::threadIdx.y + npu::blockDim.y * npu::threadIdx.z));
  const int place = int(npu::blockIdx.x) * threads + t;
  int a = t, b = in[place % n], c = n;
  float x = 1;
{body}
  out[place] = a ^ (b * 3) ^ (c * 7);
  floats[place] = x;
}}
"""


class LineKernel(Kernel):
    """One whose threads know their index in the grid only: its blocks are joined."""

    def leaving_loop(self):
        """Left at different turns, with values that are used behind it."""
        r = self.rng
        self.emit(f"for (int j = {self.value()} & 7; j < {r.randint(5, 40)}; ++j) {{")
        self.emit("  a = int((unsigned(a) * 1103515245u + unsigned(c)) >> 16); b ^= a >> 3;")
        if r.random() < 0.7:
            self.emit(f"  if ((a & {r.choice([7, 31, 127])}) == {r.randint(0, 7)}) break;")
        if r.random() < 0.5:
            self.emit(f"  if (b & 1) continue;")
        self.emit(f"  c += (b & 15) - j;")
        if r.random() < 0.3:
            self.emit("  x += float(c & 7);")
        self.emit("}")

    def striding_loop(self):
        self.emit("for (int j = t; j < n; j += total)")
        self.emit("  a += in[j];")

    def text(self):
        r = self.rng
        for _ in range(r.randint(2, 6)):
            self.statement(False)
        start = r.choice(["blockIdx.x * blockDim.x + threadIdx.x", "threadIdx.x + blockDim.x * blockIdx.x",
                          "blockIdx.x * size_t(blockDim.x) + threadIdx.x"]).replace("block", "npu::block").replace("thread", "npu::thread")
        body = "\n".join(self.lines)
        step = r.choice(["npu::gridDim.x * npu::blockDim.x", "total"])
        bound = r.choice(["total", "total - n"])
        return f"""NPU_GLOBAL void {self.name}(const int *in, int *out, float *floats, int *sums, int n, int m) {{
  const int total = int(npu::gridDim.x * npu::blockDim.x);
  int t = int({start});
  const int place = t;
  int a = t, b = in[t % n], c = n;
  float x = 1;
  for (int i = t; i < {bound}; i += {step}) {{
    floats[i] = float(i);
{body}
  }}
  out[place] = a ^ (b * 3) ^ (c * 7);
  floats[place] = x;
}}
"""


def program(rng, kernels):
    names = [f"kernel{i}" for i in range(kernels)]
    kinds = {name: LineKernel if rng.random() < 0.25 else Kernel for name in names}
    bodies = "\n".join(kinds[name](rng, name).text() for name in names)
    launches = []
    for name in names:
        blocks = 37 if kinds[name] is LineKernel else 3
        # npucc makes forms of their own for the first extents only.
        for shape, threads in rng.sample(SHAPES, len(SHAPES)):
            if blocks > 3 and "dim3" in shape:
                continue
            launches.append(f'  run("{name} {shape}", [&](int *in, int *out, float *f, int *s, int n, int m) '
                            f"{{ NPU_LAUNCH({name}, ({blocks}, {shape}), in, out, f, s, n, m); }}, {blocks} * {threads});")
    launches = "\n".join(launches)
    return f"""#include <npu/kernel.h>
#include <cstdio>
#include <vector>

{bodies}
template <class Launch> void run(const char *name, Launch launch, int total) {{
  std::vector<int> in(37), out(total, -1), sums(16, 0);
  std::vector<float> floats(total, 0);
  for (size_t i = 0; i < in.size(); ++i)
    in[i] = int(i * 2654435761u >> 7);
  launch(in.data(), out.data(), floats.data(), sums.data(), int(in.size()), 2);
  const npuError_t error = npuDeviceSynchronize();
  unsigned long long h = 1469598103934665603ull;
  auto mix = [&](const void *p, size_t n) {{
    for (size_t i = 0; i < n; ++i)
      h = (h ^ static_cast<const unsigned char *>(p)[i]) * 1099511628211ull;
  }};
  mix(out.data(), out.size() * sizeof(int));
  mix(sums.data(), sums.size() * sizeof(int));
  for (float &f : floats)
    if (f != f)
      f = 0; // a NaN's bits may differ
  mix(floats.data(), floats.size() * sizeof(float));
  printf("%s: %s %016llx\\n", name, npuGetErrorName(error), h);
}}

int main() {{
{launches}
}}
"""


def output_of(binary, **environment):
    run = subprocess.run([binary], env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         text=True, timeout=300, check=False)
    return f"exit {run.returncode}\n{run.stdout}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--npucc", required=True)
    parser.add_argument("--count", type=int, default=10, help="programs")
    parser.add_argument("--kernels", type=int, default=5, help="kernels per program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="folder for programs whose results differ")
    options = parser.parse_args()
    failed = compiled = fibers = 0
    for seed in range(options.seed, options.seed + options.count):
        text = program(random.Random(seed), options.kernels)
        with tempfile.TemporaryDirectory() as folder:
            source, binary = os.path.join(folder, "kernels.npu.cpp"), os.path.join(folder, "kernels")
            with open(source, "w", encoding="utf-8") as stream:
                stream.write(text)
            build = subprocess.run([options.npucc, "-O2", "-fmad=false", "-fwrapv", "-Rnpu", source, "-o", binary],
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
            compiled += build.stdout.count("': compiled")
            fibers += build.stdout.count("': fibers")
            problem = ""
            if build.returncode:
                problem = "does not build:\n" + build.stdout[-3000:]
            else:
                oracle = output_of(binary, NPU_SERIAL="1", NPU_KERNELS="fibers")
                for way in ({"NPU_KERNELS": "fibers"}, {}, {"NPU_CPU_THREADS": "1"}):
                    result = output_of(binary, **way)
                    if result != oracle:
                        lines = [f"  {a}   but {b}" for a, b in zip(oracle.splitlines(), result.splitlines()) if a != b]
                        problem = f"differs with {way}:\n" + "\n".join(lines[:6])
                        break
        if problem:
            failed += 1
            print(f"seed {seed}: {problem}")
            if options.keep:
                os.makedirs(options.keep, exist_ok=True)
                with open(os.path.join(options.keep, f"seed{seed}.npu.cpp"), "w", encoding="utf-8") as stream:
                    stream.write(text)
    print(f"{options.count - failed} programs agree, {failed} differ; {compiled} kernels compiled, {fibers} on fibers")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
