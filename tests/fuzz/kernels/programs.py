# SPDX-License-Identifier: Apache-2.0
"""Whole programs: device functions, kernels of several kinds, and a main that launches them and prints what they did."""
import blocks
import threads
import warps
from writer import CONSTRUCTS, Writer

SHAPES = [("256", 256), ("2", 2), ("100", 100), ("dim3(32, 8)", 256), ("dim3(16, 16)", 256), ("dim3(5, 7, 3)", 105), ("48", 48),
          ("dim3(8, 8, 4)", 256), ("dim3(33, 3)", 99), ("1024", 1024), ("dim3(32, 32)", 1024), ("64", 64), ("dim3(4, 16, 2)", 128),
          ("dim3(1, 40)", 40), ("32", 32), ("dim3(64, 2)", 128), ("128", 128), ("1", 1), ("31", 31),
          ("511", 511), ("dim3(1, 1, 33)", 33)]

GRIDS = [("3", 3), ("3", 3), ("dim3(1, 3)", 3), ("dim3(2, 1, 2)", 4), ("dim3(2, 2)", 4), ("1", 1), ("7", 7)]

COMMON = """#include <npu/kernel.h>
#include <npu/cooperative_groups.h>
#include <npu/cooperative_groups/reduce.h>
#include <npu/cooperative_groups/scan.h>
#include <npu/fp16.h>
#include <cstdio>
#include <cstring>
#include <vector>

namespace cg = npu::cooperative_groups;

struct Part {
  unsigned number;
  short small;
  float weight;
};

NPU_CONSTANT unsigned table[16] = {3, 1, 4, 1, 5, 9, 2, 6, 0x80000000u, 5, 3, 5, 8, 9, 7, 0xffffffffu};

// Constants out of range, which the compiler would take for an error, are no different here.
template <class To, class From> static NPU_DEVICE To cast(From v) { return static_cast<To>(v); }

static NPU_DEVICE %(inline)s unsigned block_sum(unsigned v) {
  static NPU_SHARED unsigned partial[32];
  const int t = int(npu::threadIdx.x + npu::blockDim.x * (npu::threadIdx.y + npu::blockDim.y * npu::threadIdx.z));
  const int warps = int(npu::blockDim.x * npu::blockDim.y * npu::blockDim.z + 31) / 32;
  for (int o = 16; o > 0; o >>= 1)
    v += npu::shfl_xor_sync(0xffffffffu, v, o);
  if (t %% 32 == 0)
    partial[t / 32] = v;
  npu::syncthreads();
  v = t < warps ? partial[t] : 0u;
  if (t < 32)
    for (int o = 16; o > 0; o >>= 1)
      v += npu::shfl_down_sync(0xffffffffu, v, o);
  if (t == 0)
    partial[0] = v;
  npu::syncthreads();
  v = partial[0];
  npu::syncthreads();
  return v;
}

static NPU_DEVICE unsigned block_scan(unsigned v, int t) {
  static NPU_SHARED unsigned sums[33];
  const int lane = t & 31, warps = int(npu::blockDim.x * npu::blockDim.y * npu::blockDim.z + 31) / 32;
  for (int o = 1; o < 32; o *= 2) {
    const unsigned below = npu::shfl_up_sync(0xffffffffu, v, o);
    if (lane >= o)
      v += below;
  }
  if (lane == 31)
    sums[t >> 5] = v;
  npu::syncthreads();
  if (t == 0) {
    unsigned sum = 0;
    for (int w = 0; w < warps; ++w) {
      const unsigned own = sums[w];
      sums[w] = sum;
      sum += w < warps - 1 ? own : 0u;
    }
  }
  npu::syncthreads();
  v += sums[t >> 5];
  npu::syncthreads();
  return v;
}

static NPU_DEVICE float block_max(float v) {
  static NPU_SHARED float best;
  const int t = int(npu::threadIdx.x + npu::blockDim.x * (npu::threadIdx.y + npu::blockDim.y * npu::threadIdx.z));
  static NPU_SHARED float all[1024];
  all[t] = v;
  npu::syncthreads();
  if (t == 0) {
    best = all[0];
    for (int i = 1; i < int(npu::blockDim.x * npu::blockDim.y * npu::blockDim.z); ++i)
      best = fmaxf(best, all[i]) + 0.0f;
  }
  npu::syncthreads();
  v = best;
  npu::syncthreads();
  return v;
}

static NPU_DEVICE unsigned tree_in(unsigned *s, unsigned v, int t, int threads) {
  s[t] = v;
  npu::syncthreads();
  for (int left = threads; left > 1;) {
    const int half = (left + 1) / 2;
    if (t < left / 2)
      s[t] += s[t + half];
    left = half;
    npu::syncthreads();
  }
  v = s[0];
  npu::syncthreads();
  return v;
}

static NPU_DEVICE NPU_NOINLINE void swap_ends(unsigned &a, unsigned *b, int t, int threads) {
  static NPU_SHARED unsigned ends[1024][2];
  ends[t][0] = a;
  ends[t][1] = *b;
  npu::syncthreads();
  if (t & 1) {
    a = ends[threads - 1 - t][1];
    if (a & 2u)
      *b = ends[threads - 1 - t][0];
  } else {
    *b = ends[threads - 1 - t][0];
  }
  npu::syncthreads();
}

// A NaN's bits may differ.
template <class F> F without_nan(F f) { return f != f ? F(77) : f; }
"""

MAIN = """
template <class Launch> void run(const char *name, Launch launch, int total) {
  std::vector<unsigned> in(40), sums(32, 0), out(total, 0xabcdu), scratch(size_t(total) * 4, 9u);
  std::vector<float> floats(total, 0);
  std::vector<double> doubles(total, 0);
  for (size_t i = 0; i < in.size(); ++i)
    in[i] = unsigned(i * 2654435761u >> (i %% 3 ? 7 : 0));
  Arguments arguments{in.data(), out.data(), scratch.data(), sums.data(), floats.data(), doubles.data(), 37, 2, {1, 2, 9, 4, 77}};
  launch(arguments);
  const npuError_t error = npuDeviceSynchronize();
  auto hash = [](const auto &v) {
    unsigned long long h = 1469598103934665603ull;
    for (auto e : v) {
      unsigned char bytes[sizeof(e)];
      e = without_nan(e);
      memcpy(bytes, &e, sizeof(e));
      for (unsigned char b : bytes)
        h = (h ^ b) * 1099511628211ull;
    }
    return h;
  };
  printf("%%s: %%s out %%016llx scratch %%016llx sums %%016llx floats %%016llx doubles %%016llx\\n", name, npuGetErrorName(error),
         hash(out), hash(scratch), hash(sums), hash(floats), hash(doubles));
}

int main() {
%(launches)s
}
"""


def device_function(rng, name):
    """A function that threads call alone: by value, by reference, by pointer; with loops and several returns."""
    k = Writer(rng)
    k.in_kernel, k.ending = False, "*pc = c ^ 1u; return a ^ b;"
    k.statements(4)
    body = "\n".join(k.lines)
    inline = rng.choice(["", "", "NPU_NOINLINE ", "NPU_FORCEINLINE "])
    b = rng.choice(["unsigned b", "unsigned &b"])
    x = rng.choice(["float x", "float &x"])
    text = f"""static NPU_DEVICE {inline}unsigned {name}(unsigned a, {b}, unsigned *pc, {x}, int t, int n, const unsigned *in) {{
  unsigned c = *pc;
  unsigned long long w = a * 3ull + b;
  double y = 2;
  const int lane = t & 31, m = 3;
{body}
  *pc = c;
  if (w & 1u)
    x += float(cast<int>(y));
  return a * 3u + b + unsigned(w >> 5) + unsigned(lane & m);
}}
"""
    def use(k):
        return f"{k.variable()} {k.pick('', '+', '^')}= {name}({k.word(1)}, {k.pick('a', 'b', 'c')}, &{k.pick('b', 'c')}, x, t, n, in);"
    return text, use


def recursive_function(rng, name):
    text = f"""static NPU_DEVICE unsigned {name}(unsigned v, int depth) {{
  if (depth <= 0 || v % 7u == {rng.randint(0, 6)}u)
    return v;
  return {name}(v / 2u + 1u, depth - 1) * 3u + ((v & 4u) ? {name}(v >> 3, depth - 2) : 5u);
}}
"""
    return text, lambda k: f"{k.variable()} += {name}({k.word(1)}, {k.rng.randint(1, 7)});"


def functor(rng, name):
    """A lambda given to a template."""
    text = f"""template <class F> static NPU_DEVICE unsigned {name}(F f, int turns) {{
  unsigned sum = 0;
  for (int i = 0; i < turns; ++i)
    sum = sum * 5u + f(unsigned(i));
  return sum;
}}
"""
    return text, lambda k: f"{k.variable()} ^= {name}([&](unsigned v) {{ c += v; return v * a + {k.word(1)}; }}, {k.rng.randint(1, 6)});"


def pointer_function(rng, name):
    """Called through a pointer: such kernels stay on fibers, unless the pointer is known."""
    text = f"""static NPU_DEVICE unsigned {name}_add(unsigned v, unsigned u) {{ return v + u; }}
static NPU_DEVICE unsigned {name}_mix(unsigned v, unsigned u) {{ return v * 31u ^ (u >> 3); }}
"""
    which = rng.choice(["{name}_add", "({c} ? {name}_add : {name}_mix)"])
    def use(k):
        p = k.name("p")
        return f"{{ unsigned (*{p})(unsigned, unsigned) = {which.format(name=name, c=k.same_condition())}; a = {p}(a, {k.word(1)}); }}"
    return text, use


POSITION = """  const int threads = int(npu::blockDim.x * npu::blockDim.y * npu::blockDim.z);
  const int t = int(npu::threadIdx.x + npu::blockDim.x * (npu::threadIdx.y + npu::blockDim.y * npu::threadIdx.z)), lane = t & 31;
  const int group = int(npu::blockIdx.x + npu::gridDim.x * (npu::blockIdx.y + npu::gridDim.y * npu::blockIdx.z));
  const int groups = int(npu::gridDim.x * npu::gridDim.y * npu::gridDim.z), place = group * threads + t;
"""

PARAMETERS = "const unsigned *{r}in, unsigned *{r}out, unsigned *scratch, const unsigned *again, unsigned *sums, float *floats, double *doubles, int n, int m"


def signature(rng):
    """The kernel's parameters and its arguments at the launch; one in four takes a struct."""
    if rng.random() < 0.25:
        return ("const Arguments given", "  const unsigned *in = given.in, *again = given.scratch; unsigned *out = given.out, *scratch = given.scratch, *sums = given.sums;\n"
                "  float *floats = given.floats; double *doubles = given.doubles; const int n = given.n, m = given.m;\n"
                "  const unsigned few = given.few[npu::threadIdx.x % 5u] + given.few[2];\n", "g")
    return (PARAMETERS.format(r=rng.choice(["", "__restrict__ "])), "", "g.in, g.out, g.scratch, g.scratch, g.sums, g.floats, g.doubles, g.n, g.m")


class Kernel:
    """A kernel and the shapes it is launched with. This kind exchanges values between threads."""

    def __init__(self, rng, name, functions):
        self.rng, self.name, self.functions = rng, name, functions
        self.parameters, self.prologue, self.arguments = signature(rng)
        self.few = " + few" if "few" in self.prologue else ""
        self.shapes = rng.sample(SHAPES, rng.randint(3, 7))
        self.template = rng.random() < 0.15
        self.grid, self.groups = rng.choice(GRIDS)

    def writer(self):
        k = Writer(self.rng, self.functions)
        k.ending = "out[place] = a; return;"
        return k

    def text(self):
        k = self.writer()
        if self.rng.random() < 0.3:  # barriers only
            k.mask = None
        else:
            k.mask = k.full
        k.together = True
        for _ in range(self.rng.randint(3, 8)):
            if k.size < 40:
                k.statement()
        bound = "NPU_LAUNCH_BOUNDS(1024) " if self.rng.random() < 0.2 else ""
        head = "template <int Turns> " if self.template else ""
        turns = "  for (int turn = 0; turn < Turns; ++turn) b += in[turn];\n" if self.template else ""
        declarations = "\n".join(f"  static NPU_SHARED {kind} {name}[{length}]{f'[{columns}]' if columns else ''};"
                                 for kind, name, length, columns in k.arrays)
        clear = "\n".join(f"  for (int i = t; i < {length}; i += threads) " +
                          (f"for (int e = 0; e < {columns}; ++e) {name}[i][e] = 0;" if columns else f"{name}[i] = {'Part{}' if kind == 'Part' else '0'};")
                          for kind, name, length, columns in k.arrays)
        body = "\n".join(k.lines)
        return f"""{head}NPU_GLOBAL {bound}void {self.name}({self.parameters}) {{
{self.prologue}  static NPU_SHARED unsigned shared[1024];
  NPU_DYNAMIC_SHARED(unsigned, dynamic);
{declarations}
{POSITION}  unsigned a = unsigned(t), b = in[place % n], c = unsigned(n);
  unsigned long long w = b{self.few};
  float x = 1;
  double y = 1;
{turns}  for (int i = t; i < 1024; i += threads) shared[i] = unsigned(i);
  for (int i = t; i < 2048; i += threads) dynamic[i] = unsigned(i);
{clear}
  npu::syncthreads();
{body}
  out[place] = a ^ (b * 3u) ^ (c * 7u) ^ unsigned(w) ^ unsigned(w >> 32);
  floats[place] = x;
  doubles[place] = y;
}}
"""

    dynamic = 8192

    def launches(self):
        name = self.name + (f"<{self.rng.randint(0, 5)}>" if self.template else "")
        if self.rng.random() < 0.3:  # extents that the compiler cannot see
            shapes = ", ".join(f"dim3({s})" if s.isdigit() else s for s, _ in self.shapes)
            return [f'  for (const dim3 shape : {{{shapes}}})\n    run("{self.name} (in turn)", [&](const Arguments &g) '
                    f"{{ NPU_LAUNCH({name}, ({self.grid}, shape, {self.dynamic}), {self.arguments}); }}, "
                    f"{self.groups} * int(shape.x * shape.y * shape.z));"]
        return [f'  run("{self.name} {s}", [&](const Arguments &g) {{ NPU_LAUNCH({name}, ({self.grid}, {s}, {self.dynamic}), {self.arguments}); }}, '
                f"{self.groups} * {threads});" for s, threads in self.shapes]


class LineKernel(Kernel):
    """One whose threads know their index in the grid only: its blocks are joined."""
    dynamic = 0

    def __init__(self, rng, name, functions):
        super().__init__(rng, name, functions)
        self.grid, self.groups = "37", 37
        self.shapes = [(s, n) for s, n in self.shapes if s.isdigit()] or [("96", 96)]
        self.template = False

    def text(self):
        r, k = self.rng, self.writer()
        for _ in range(r.randint(2, 6)):
            k.statement()
        start = r.choice(["blockIdx.x * blockDim.x + threadIdx.x", "threadIdx.x + blockDim.x * blockIdx.x",
                          "blockIdx.x * size_t(blockDim.x) + threadIdx.x"]).replace("block", "npu::block").replace("thread", "npu::thread")
        body = "\n".join(k.lines)
        guard = r.choice(["", "", f"t -= {r.randint(1, 40)}; if (unsigned(t) >= unsigned(total)) return;",
                          f"t -= {r.randint(1, 40)}; if (t < 0 || t >= total - m) return;", "if (t >= total - n) return;"])
        loop = r.choice([f"for (int i = t; i < {r.choice(['total', 'total - n'])}; i += {r.choice(['npu::gridDim.x * npu::blockDim.x', 'total'])})",
                         "if (t < total - n)", "if (t >= n && t < total - m)"])
        return f"""NPU_GLOBAL void {self.name}({self.parameters}) {{
{self.prologue}  const int total = int(npu::gridDim.x * npu::blockDim.x), threads = 64, group = int(npu::blockIdx.x), groups = int(npu::gridDim.x);
  int t = int({start});
  {guard}
  const int place = t, lane = t & 31;
  unsigned a = unsigned(t), b = in[t % n], c = unsigned(n);
  unsigned long long w = b{self.few};
  float x = 1;
  double y = 1;
  {loop} {{
    floats[t] = float(t);
{body}
  }}
  out[place] = a ^ (b * 3u) ^ (c * 7u) ^ unsigned(w) ^ unsigned(w >> 32);
  floats[place] += x;
  doubles[place] = y;
}}
"""


class PlaneKernel(Kernel):
    """A matrix product or stencil in tiles on a plane of blocks, with guards at its edges."""

    def __init__(self, rng, name, functions):
        super().__init__(rng, name, functions)
        self.template = False
        self.tile = rng.choice([(16, 16), (8, 8), (32, 8), (32, 32), (4, 4), (32, 4)])
        self.width, self.height = rng.randint(20, 70), rng.randint(9, 50)

    def text(self):
        r, k = self.rng, self.writer()
        tx, ty = self.tile
        with k.where(leave=None):
            k.depth = 2
            k.statements(3)
        body = "\n".join(k.lines)
        kind, zero = r.choice([("unsigned", "0u"), ("float", "0.0f"), ("double", "0.0")])
        part = r.choice([0, 1, 2])
        read = f"{kind}(int(in[{{}} % 37] & 63u))"
        edge = r.choice(["if (row >= height || column >= width) return;", ""])
        inside, before = r.choice([("row < height && column < width", ""), ("unsigned(row) < unsigned(height) && unsigned(column) < unsigned(width)",
                                                                            r.choice(["", " - 1", " - 2"]) if part == 2 else "")])
        if part == 0:
            tiles = f"""  for (int k0 = 0; k0 < depth; k0 += {tx}) {{
    left[ty][tx] = row < height && k0 + tx < depth ? {read.format('(row * depth + k0 + tx)')} : {zero};
    for (int e = ty; e < {tx}; e += {ty})
      right[e][tx] = k0 + e < depth && column < width ? {read.format('((k0 + e) * width + column)')} : {zero};
    npu::syncthreads();
    for (int e = 0; e < {tx}; ++e)
      sum += left[ty][e] * right[e][tx];
    npu::syncthreads();
  }}
"""
        elif part == 1:
            tiles = f"""  left[ty][tx] = row < height && column < width ? {read.format('(row * width + column)')} : {zero};
  if (tx == 0) edges[ty][0] = row < height && column > 0 ? {read.format('(row * width + column - 1)')} : {zero};
  if (tx == {tx - 1}) edges[ty][1] = row < height && column + 1 < width ? {read.format('(row * width + column + 1)')} : {zero};
  npu::syncthreads();
  sum = left[ty][tx] * {kind}(2) - (tx > 0 ? left[ty][tx - 1] : edges[ty][0]) - (tx < {tx - 1} ? left[ty][tx + 1] : edges[ty][1]);
  if (ty > 0 && ty < {ty - 1})
    sum += left[ty - 1][tx] - left[ty + 1][tx];
  npu::syncthreads();
"""
        else:
            tiles = f"  {edge}\n"
        return f"""NPU_GLOBAL void {self.name}({self.parameters}, int width, int height, int depth) {{
{self.prologue}  static NPU_SHARED {kind} left[{ty}][{tx}{r.choice(['', ' + 1'])}], right[{tx}][{tx}], edges[{ty}][2];
  const int tx = int(npu::threadIdx.x), ty = int(npu::threadIdx.y), threads = {tx * ty};
  const int column = int(npu::blockIdx.x) * {r.choice([str(tx), 'int(npu::blockDim.x)'])} + tx{before}, row = int(npu::blockIdx.y * npu::blockDim.y) + ty{before};
  const int t = ty * {tx} + tx, lane = t & 31, group = int(npu::blockIdx.x), groups = int(npu::gridDim.x);
  {kind} sum = {zero};
{tiles}  if ({inside}) {{
    const int place = row * width + column;
    unsigned a = unsigned(t), b = in[place % n], c = unsigned(n);
    unsigned long long w = b;
    float x = float(sum);
    double y = 1;
{body}
    out[place] = a ^ (b * 3u) ^ (c * 7u) ^ unsigned(w) ^ unsigned(w >> 32) ^ unsigned(right[0][0] != right[0][0]);
    floats[place] = x + float(left[0][0] != left[0][0]) + float(edges[0][0] != edges[0][0]);
    doubles[place] = y;
  }}
}}
"""

    def launches(self):
        tx, ty = self.tile
        grid = f"dim3({-(-self.width // tx)}, {-(-self.height // ty)})"
        return [f'  run("{self.name}", [&](const Arguments &g) {{ NPU_LAUNCH({self.name}, ({grid}, dim3({tx}, {ty})), {self.arguments}, '
                f"{self.width}, {self.height}, {depth}); }}, {self.width * self.height});" for depth in (7, 40)]


class RangeKernel(Kernel):
    """Loops and guards over ranges, which may be empty or begin below zero, in indices of all types."""
    RANGES = [(0, 37), (-3, 100), (5, 5), (0, 0), (-40, 64), (300, 1000), (7, 1000), (-1, 1), (0, 64)]

    def __init__(self, rng, name, functions):
        super().__init__(rng, name, functions)
        self.template = False
        self.shapes = rng.sample([s for s in SHAPES if s[1] <= 256], 3)

    def own(self):
        """The thread's index, and how many there are."""
        return self.rng.choice([("npu::threadIdx.x", "npu::blockDim.x"), ("int(npu::threadIdx.x)", "int(npu::blockDim.x)"),
                                ("npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x", "npu::gridDim.x * npu::blockDim.x"),
                                ("int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x)", "int(npu::gridDim.x * npu::blockDim.x)"),
                                ("t", "threads"), ("lane", "32"), ("npu::threadIdx.y", "npu::blockDim.y"), ("place", "groups * threads"),
                                ("t / 2", "threads"), ("2 * t", "2 * threads")])

    def part(self, k):
        r, (own, step) = self.rng, self.own()
        kind, i = r.choice(["int", "int", "unsigned", "long long", "size_t", "short"]), k.name("i")
        signed = kind in ("int", "long long", "short")
        start = r.choice(["{0}", "{0}", "{0} + first", "{0} - 3", "{0} + 5", "first + {0}", "{0} - unsigned(first)", "{0} + 1u * first"]).format(own)
        bound = r.choice(["count", "n", "count / 2", "count - 1", "npu::min(count, 100)", "count & ~3"] + (["count - first", "first", "-first"] if signed else []))
        bound = bound if signed or bound != "count - 1" else "count"
        more = r.choice(["{0} < {1}", "{0} < {1}", "{0} <= {1}", "{1} > {0}", "{0} + 1 < {1}"]).format(i, f"({kind})({bound})")
        work = [f"a = a * 31u + unsigned({i}) + in[unsigned({i}) % 37u];"]
        work += r.choice([[], [], [f"if (unsigned({i}) & {r.choice([1, 8, 64])}u) continue;", "b += a >> 3;"], [f"if ((a & 15u) == 3u) break;", "c ^= a;"],
                          [f"npu::atomicAdd(&sums[unsigned({i}) & 7u], 1u);"], [f"scratch[place * 4 + (unsigned({i}) & 1u)] += unsigned({i});"],
                          ["for (int e = 0; e < m + 3; ++e) b += in[e] * a;"], [f"w += {i} * 3; x += float(unsigned({i}) & 3u);"]])
        kinds = ["guard", "return", "for", "for", "while", "do", "nested"] + (["down"] if signed else [])
        what = r.choice(kinds)
        inner = [w for w in work if "continue" not in w and "break" not in w]
        if what == "guard":
            k.emit(f"const {kind} {i} = ({kind})({start});", f"if ({more}{r.choice(['', f' && {i} > ({kind})(0)', f' || b == 3u'])}) {{ {' '.join(inner)} }}")
        elif what == "return":
            k.emit(f"const {kind} {i} = ({kind})({start});", f"if (!({more})) {{ {k.ending} }}", *inner)
        elif what == "for":
            k.emit(f"for ({kind} {i} = ({kind})({start}); {more}; {i} += {step}) {{ {' '.join(work)} }}")
        elif what == "while":
            k.emit(f"{kind} {i} = ({kind})({start});", f"while ({more}) {{ {' '.join(inner)} {i} += {step}; }}", f"b ^= unsigned({i});")
        elif what == "do":
            k.emit(f"{kind} {i} = ({kind})({start});", f"if ({more}) do {{ {' '.join(inner)} {i} += {step}; }} while ({more});")
        elif what == "down":
            k.emit(f"for ({kind} {i} = ({kind})({bound}) - 1 - ({kind})({own}); {i} >= 0; {i} -= ({kind})({step})) {{ {' '.join(work)} }}")
        else:
            j = k.name("j")
            k.emit(f"for (int {j} = 0; {j} < m + 1; ++{j})", f"  for ({kind} {i} = ({kind})({start}) + {j}; {more}; {i} += {step}) {{ {' '.join(work)} }}")

    def text(self):
        k = self.writer()
        k.name("i")
        for _ in range(self.rng.randint(1, 3)):
            self.part(k)
            if self.rng.random() < 0.3 and "return;" not in "".join(k.lines):
                k.emit("npu::syncthreads();")
        body = "\n".join(k.lines)
        return f"""NPU_GLOBAL void {self.name}({self.parameters}, int first, int count) {{
{self.prologue}{POSITION}  unsigned a = unsigned(t), b = in[place % n], c = unsigned(n);
  unsigned long long w = b{self.few};
  float x = 1;
  double y = 1;
{body}
  out[place] = a ^ (b * 3u) ^ (c * 7u) ^ unsigned(w) ^ unsigned(w >> 32) ^ unsigned(lane);
  floats[place] = x;
  doubles[place] = y;
}}
"""

    def launches(self):
        return [f'  run("{self.name} {s} {first} {count}", [&](const Arguments &g) {{ NPU_LAUNCH({self.name}, ({self.grid}, {s}), {self.arguments}, '
                f"{first}, {count}); }}, {self.groups} * {threads});"
                for s, threads in self.shapes for first, count in self.rng.sample(self.RANGES, 4)]


class GridKernel(Kernel):
    """Threads of a plane or a volume that know their index in the grid only, and count its rows along x or along y."""
    BLOCKS = [(16, 16, 1), (8, 8, 1), (32, 8, 1), (4, 4, 4), (5, 3, 1), (64, 2, 1), (1, 32, 1), (2, 64, 1), (8, 4, 2), (32, 1, 1), (16, 1, 4)]

    def __init__(self, rng, name, functions):
        super().__init__(rng, name, functions)
        self.template = False
        self.sizes = [(rng.choice([1, 15, 16, 33, 64, 100]), rng.choice([1, 7, 16, 40]), rng.choice([1, 1, 3])) for _ in range(2)]
        self.blocks = rng.sample(self.BLOCKS, 3)

    def text(self):
        r, k = self.rng, self.writer()
        with k.where(leave=None):
            k.depth = 2
            k.statements(3)
        body = "\n".join(k.lines)
        behind = r.choice(["", "", " - 1"])
        # Also an extent that only some of the launches have: blocks that lie apart or over each other.
        extents = [r.choice([f"npu::blockDim.{a}"] * 2 + [str(r.choice(self.blocks)[i])]) for i, a in enumerate("xyz")]
        index = "\n".join(f"  const int {a} = int(npu::blockIdx.{a} * {extent} + npu::threadIdx.{a}){behind if a != 'z' else ''};"
                          for a, extent in zip("xyz", extents))
        inside = " && ".join(r.choice([f"{a} >= 0 && {a} < {size}", f"unsigned({a}) < unsigned({size})"]) if behind else f"{a} < {size}"
                             for a, size in (("x", "width"), ("y", "height"), ("z", "depth")))
        place = r.choice(["(z * height + y) * width + x", "(z * width + x) * height + y", "x + width * (y + height * z)"])
        guard, close = r.choice([(f"  if ({inside}) {{", "  }"), (f"  if (!({inside})) return;\n  {{", "  }")])
        loop = r.choice(["", "for (int e = 0; e < n; ++e) a = a * 5u + in[(e + place) % 37];", "for (int e = 0; e < width; ++e) b += in[e % 37] ^ a;",
                         "for (int e = -m; e <= m; ++e) if (x + e >= 0 && x + e < width) b = b * 3u + in[(place + e + 37) % 37];",
                         "for (int e = 0; e < x; ++e) c ^= in[e % 37] + c * 3u;"])
        return f"""NPU_GLOBAL void {self.name}({self.parameters}, int width, int height, int depth) {{
{self.prologue}{index}
{guard}
    const int place = {place}, t = {r.choice(["x", "y", "place"])}, lane = x & 31, threads = 64, group = y, groups = height;
    unsigned a = unsigned(t), b = in[place % n], c = unsigned(n);
    unsigned long long w = b{self.few};
    float x_ = 1;
    double y_ = 1;
    {loop}
    {{
      float &x = x_;
      double &y = y_;
{body}
    }}
    out[place] = a ^ (b * 3u) ^ (c * 7u) ^ unsigned(w) ^ unsigned(w >> 32) ^ unsigned(lane + threads + group + groups);
    floats[place] = x_;
    doubles[place] = y_;
{close}
}}
"""

    def launches(self):
        known, lines = self.rng.random() < 0.5, []
        for width, height, depth in self.sizes:
            for x, y, z in self.blocks:
                # One more block of each, for indices that begin below zero.
                grid = f"dim3({-(-(width + 1) // x)}, {-(-(height + 1) // y)}, {-(-depth // z)})"
                block = f"dim3({x}, {y}, {z})" if known else "block"
                lines.append(f'  for (dim3 block : {{dim3({x}, {y}, {z})}}) run("{self.name} {width} {height} {depth} {x} {y} {z}", [&](const Arguments &g) '
                             f"{{ (void)block; NPU_LAUNCH({self.name}, ({grid}, {block}), {self.arguments}, {width}, {height}, {depth}); }}, {width * height * depth});")
        return lines


def program(rng, count):
    functions, texts = [], []
    makers = [device_function] * 3 + [recursive_function, functor] + ([pointer_function] if rng.random() < 0.1 else [])
    for i in range(rng.randint(0, 4)):
        text, use = rng.choice(makers)(rng, f"function{i}")
        texts.append(text)
        functions.append(use)
    kernels = [rng.choice([Kernel] * 5 + [LineKernel] * 2 + [PlaneKernel] + [GridKernel] * 2 + [RangeKernel] * 2)(rng, f"kernel{i}", functions) for i in range(count)]
    arguments = ("struct Arguments {\n  const unsigned *in; unsigned *out, *scratch, *sums; float *floats; double *doubles; int n, m; unsigned few[5];\n};\n")
    launches = "\n".join(line for kernel in kernels for line in kernel.launches())
    inline = rng.choice(["", "NPU_NOINLINE"])
    return (COMMON % {"inline": inline} + "\n".join(texts) + arguments + "\n".join(kernel.text() for kernel in kernels) +
            MAIN % {"launches": launches})
