# SPDX-License-Identifier: Apache-2.0
"""What all constructs of random kernels share: lines, names, where the threads are, and expressions.

A construct is a function of a Writer, marked with the company that it needs:
  thread   nobody's: threads may have parted, each works for itself
  warp     the lanes that `mask` names are here together
  block    all threads of the block that have not ended are here together

Integers are unsigned, so that what wraps around is defined. Every thread has a, b, c (unsigned), w (64 bits), x (float)
and y (double); t is its index in the block, lane in the warp; the block's index in the
grid (group), n, m and the variables in `counters` are the same for all.
"""
import contextlib

CONSTRUCTS = {"thread": [], "warp": [], "block": []}
FULL = "0xffffffffu"


def construct(company, weight=2):
    def add(function):
        CONSTRUCTS[company].extend([function] * weight)
        return function
    return add


class Writer:
    def __init__(self, rng, functions=()):
        self.rng, self.functions = rng, functions
        self.lines, self.depth, self.names = [], 1, 0
        self.counters = []       # variables of loops around
        self.mask = None         # of the lanes that are here together
        self.together = False    # the block is
        self.leave = None        # what may stand here: "break", or "continue" and "break", of a loop that threads leave alone
        self.full = FULL         # the mask of all lanes that have not ended
        self.ending = "return;"  # ends the thread
        self.in_kernel = True
        self.ended = self.last_taken = False  # threads may have; the block that is last has been asked for
        self.arrays = []         # in shared memory: type, name, length, columns
        self.size = 0            # of the statements so far

    # --- text ---
    def emit(self, *texts):
        for text in texts:
            self.lines.append("  " * self.depth + text)

    @contextlib.contextmanager
    def braces(self, head, tail="}"):
        self.emit(head + " {" if head else "{")
        self.depth += 1
        yield
        self.depth -= 1
        self.emit(tail)

    def name(self, stem):
        self.names += 1
        return f"{stem}{self.names}"

    def shared(self, kind, length, columns=None):
        """A new array in shared memory, of zeros."""
        name = self.name("local")
        self.arrays.append((kind, name, length, columns))
        return name

    def pick(self, *choices):
        return self.rng.choice(choices)

    def often(self, chance):
        return self.rng.random() < chance

    # --- where the threads are ---
    @contextlib.contextmanager
    def where(self, **changes):
        before = {name: getattr(self, name) for name in changes}
        self.__dict__.update(changes)
        yield
        self.__dict__.update(before)

    def alone(self, leave=None):
        return self.where(mask=None, together=False, leave=leave)

    @contextlib.contextmanager
    def counter(self, name):
        self.counters.append(name)
        yield
        self.counters.remove(name)

    # --- statements ---
    def statements(self, most):
        for _ in range(self.rng.randint(1, most)):
            self.statement()

    def statement(self):
        self.size += 1
        if self.depth > 5 or self.size > 40:
            return self.assign()
        companies = ["thread"] * 2
        if self.mask:
            companies += ["warp"] * 3
        if self.together:
            companies += ["block"] * 4
        self.rng.choice(CONSTRUCTS[self.rng.choice(companies)])(self)

    def assign(self):
        self.emit(self.pick(f"{self.variable()} {self.pick('', '', '+', '-', '^', '*', '|')}= {self.word()};",
                            f"{self.variable()} = {self.word(3)};",
                            f"w {self.pick('', '+', '^')}= {self.wide()};",
                            f"x = {self.single()};", f"y = {self.double()};"))

    def variable(self):
        return self.rng.choice("abc")

    # --- expressions ---
    def same(self):
        """The same for all threads of a block."""
        return self.pick("n", "m", *self.counters, *(["group"] if self.in_kernel else []))

    def leaf(self):
        return self.pick("a", "b", "c", "a", "b", "c", "unsigned(t)", f"{self.rng.randint(0, 99)}u", "unsigned(n)",
                         f"unsigned({self.same()})", "unsigned(lane)", f"{self.rng.choice([1, 31, 32, 255, 65535, 2654435761])}u")

    def word(self, depth=2):
        """An unsigned value."""
        if depth == 0 or self.often(0.15):
            return self.leaf()
        def u():
            return self.word(depth - 1)
        s = self.rng.randint(1, 31)
        kind = self.rng.randint(0, 15)
        if kind < 5:
            return f"({u()} {self.pick('+', '-', '*', '^', '&', '|')} {u()})"
        if kind == 5:
            return self.pick(f"({u()} >> {s})", f"({u()} << {s})", f"unsigned(int({u()}) >> {s})", f"({u()} >> ({u()} & 31u))",
                             f"({u()} << ({u()} & 31u))", f"unsigned(int({u()}) >> ({u()} & 31u))")
        if kind == 6:
            return self.pick(f"({u()} / ({u()} | 1u))", f"({u()} % ({u()} | 1u))", f"unsigned(int({u()}) / int(({u()} & 63u) + 1u))",
                             f"unsigned(int({u()}) % -int(({u()} & 63u) + 2u))", f"({u()} / {s}u)", f"({u()} % 37u)",
                             f"unsigned(int({u()}) / -{s + 1})", f"unsigned(int({u()}) % {s})", f"({u()} / unsigned(n))")
        if kind == 7:
            return f"({self.condition(depth - 1)} ? {u()} : {u()})"
        if kind == 8:
            return self.pick(f"unsigned(npu::popc({u()}))", f"unsigned(npu::clz(int({u()})))", f"npu::brev({u()})",
                             f"unsigned(npu::ffs(int({u()})))", f"npu::umulhi({u()}, {u()})",
                             f"unsigned(npu::mulhi(int({u()}), int({u()})))", f"npu::byte_perm({u()}, {u()}, {u()})",
                             f"npu::funnelshift_l({u()}, {u()}, {u()})", f"npu::funnelshift_rc({u()}, {u()}, {u()})",
                             f"unsigned(npu::dp4a(int({u()}), int({u()}), int({u()})))", f"npu::sad(int({u()}), int({u()}), {u()})")
        if kind == 9:
            return self.pick(f"unsigned(static_cast<signed char>({u()}))", f"unsigned(short({u()}))", f"unsigned(static_cast<unsigned char>({u()}))",
                             f"unsigned(static_cast<unsigned short>({u()}) * {s}u)",
                             f"unsigned(static_cast<signed char>({u()}) * short({u()}))",
                             f"unsigned(static_cast<unsigned char>({u()}) / (static_cast<unsigned char>({u()}) | 1))")
        if kind == 10:
            return self.pick(f"unsigned(npu::min(int({u()}), int({u()})))", f"npu::max({u()}, {u()})", f"npu::min({u()}, {u()})",
                             f"unsigned(abs(short({u()})))", f"unsigned(npu::max(int({u()}), {self.rng.randint(-9, 99)}))")
        if kind == 11:
            return self.pick(f"unsigned({self.wide(depth - 1)} >> {self.pick(0, 7, 32, 40)})", f"unsigned({self.wide(depth - 1)})")
        if kind == 12:
            return self.pick(f"unsigned(cast<int>({self.single(depth - 1)}))", f"cast<unsigned>({self.single(depth - 1)})",
                             f"unsigned(cast<int>({self.double(depth - 1)}))", f"unsigned(cast<long long>({self.double(depth - 1)}))")
        if kind == 13:
            return f"in[{u()} % 37u]"
        if kind == 14:
            return f"table[{u()} & 15u]"
        return self.leaf()

    def wide(self, depth=2):
        """An unsigned value of 64 bits."""
        if depth <= 0 or self.often(0.2):
            return self.pick("w", f"static_cast<unsigned long long>({self.leaf()})")
        def v():
            return self.wide(depth - 1)
        s = self.rng.randint(1, 63)
        return self.pick(f"({v()} {self.pick('+', '-', '*', '^', '&', '|')} {v()})", f"({v()} >> {s})", f"({v()} << {s})",
                         f"(static_cast<unsigned long long>({self.word(depth - 1)}) << 32 | {self.word(depth - 1)})",
                         f"static_cast<unsigned long long>(1ll * int({self.word(depth - 1)}) * int({self.word(depth - 1)}))",
                         f"({v()} / ({v()} | 1u))", f"({v()} % ({v()} | 1u))",
                         f"static_cast<unsigned long long>(static_cast<long long>({v()}) / (static_cast<long long>({v()} & 1023u) + 1))",
                         f"static_cast<unsigned long long>(static_cast<long long>({v()}) % -(static_cast<long long>({v()} & 1023u) + 2))",
                         f"static_cast<unsigned long long>(static_cast<long long>({v()}) >> {s})",
                         f"({self.condition(depth - 1)} ? {v()} : {v()})", f"npu::umul64hi({v()}, {v()})",
                         f"static_cast<unsigned long long>(npu::popcll({v()}))", f"({v()} % 1000003u)")

    def single(self, depth=2):
        """A float. The sign of zero is never asked for, that of a NaN neither."""
        if depth <= 0 or self.often(0.2):
            return self.pick("x", f"float(int({self.leaf()}))", f"{self.rng.randint(-8, 8)}.25f", "float(y)")
        def f():
            return self.single(depth - 1)
        return self.pick(f"({f()} {self.pick('+', '-', '*')} {f()})", f"({f()} {self.pick('+', '-', '*')} {f()})",
                         f"fmaf({f()}, {f()}, {f()})", f"(fminf({f()}, {f()}) + 0.0f)", f"(fmaxf({f()}, {f()}) + 0.0f)",
                         f"(npu::min({f()}, {f()}) + 0.0f)", f"sqrtf(fabsf({f()}))", f"sqrtf({f()})",
                         f"({f()} / (fabsf({f()}) + 1.0f))", f"(floorf({f()}) + 0.0f)", f"(rintf({f()}) + 0.0f)",
                         f"({self.condition(depth - 1)} ? {f()} : {f()})", f"float(int({self.word(depth - 1)}))",
                         f"float({self.word(depth - 1)} & 1023u)", f"npu::half2float(npu::float2half({f()}))",
                         f"npu::half2float(npu::float2half({f()}) * npu::float2half({f()}))", f"float({self.double(depth - 1)})",
                         f"({f()} != {f()} ? 3.0f : {f()})")

    def double(self, depth=2):
        if depth <= 0 or self.often(0.2):
            return self.pick("y", f"double(int({self.leaf()}))", f"{self.rng.randint(-8, 8)}.125", "double(x)")
        def d():
            return self.double(depth - 1)
        return self.pick(f"({d()} {self.pick('+', '-', '*')} {d()})", f"fma({d()}, {d()}, {d()})", f"(fmin({d()}, {d()}) + 0.0)",
                         f"sqrt(fabs({d()}))", f"({d()} / (fabs({d()}) + 1.0))", f"double(int({self.word(depth - 1)}))",
                         f"double({self.wide(depth - 1)})", f"double({self.single(depth - 1)})",
                         f"({self.condition(depth - 1)} ? {d()} : {d()})", f"(trunc({d()}) + 0.0)")

    def condition(self, depth=1):
        compare = self.pick("<", ">", "<=", ">=", "==", "!=")
        return self.pick(f"{self.word(depth)} {compare} {self.word(depth)}", f"int({self.word(depth)}) {compare} int({self.word(depth)})",
                         f"({self.word(depth)} & {self.pick(1, 3, 4, 7)}u) {self.pick('==', '!=', '>')} {self.rng.randint(0, 3)}u",
                         f"t {compare} {self.rng.randint(0, 130)}", f"lane {compare} {self.rng.randint(0, 32)}",
                         f"{self.single(depth)} {compare} {self.single(depth)}",
                         f"({self.word(depth)} & 5u) && int({self.word(depth)}) > 3",
                         f"{self.same()} {compare} {self.rng.randint(0, 40)}")

    def same_condition(self):
        """The same for all threads of a block."""
        return self.pick(f"{self.same()} > {self.rng.randint(0, 40)}", f"({self.same()} & 1) {self.pick('==', '!=')} 0",
                         *([f"in[group % 37] % {self.rng.randint(2, 5)}u != 0u"] if self.in_kernel else []))

    def trips(self):
        """A small number of turns, of a thread's own."""
        return self.pick(f"int({self.word(1)} & {self.pick(1, 3, 7)}u)", f"int({self.word(1)} % {self.rng.randint(2, 12)}u)",
                         f"(t % {self.rng.randint(2, 9)})", f"{self.rng.randint(1, 9)}", f"({self.same()} & 3)")

    def same_trips(self):
        return self.pick(str(self.rng.randint(1, 5)), "m", f"({self.same()} & 3) + 1",
                         *(["group % 4 + 1", "int(in[group % 37] & 3u)"] if self.in_kernel else []))
