# SPDX-License-Identifier: Apache-2.0
"""Constructs of a thread alone."""
from writer import construct


@construct("thread", 6)
def assignment(k):
    k.assign()


@construct("thread")
def branch(k):
    with k.alone(k.leave):
        with k.braces(f"if ({k.condition()})"):
            k.statements(2)
        if k.often(0.5):
            with k.braces("else" if k.often(0.7) else f"else if ({k.condition()})"):
                k.statements(2)


@construct("thread")
def switch(k):
    """Some cases go on into the next."""
    leave = k.leave and [word for word in k.leave if word == "continue"]
    with k.alone(leave), k.braces(f"switch ({k.pick(k.word(), k.word(), f'int({k.word()})')} % {k.rng.randint(3, 9)}{k.pick('', 'u')})"):
        for case in k.rng.sample(range(9), k.rng.randint(2, 6)):
            k.emit(f"case {case}:")
            with k.braces(""):
                k.statements(2)
            k.emit(k.pick("break;", "break;", "// falls through"))
        if k.often(0.6):
            k.emit("default:")
            k.assign()


@construct("thread")
def counting_loop(k):
    j = k.name("j")
    head = k.pick(f"for (int {j} = 0; {j} < {k.trips()}; ++{j})", f"for (int {j} = {k.trips()}; {j} > 0; {j} -= {k.rng.randint(1, 2)})",
                  f"for (unsigned {j} = {k.word(1)} & 7u; {j} < {k.rng.randint(3, 20)}u; {j} += {k.rng.randint(1, 3)})",
                  f"for (int {j} = t & 3; {j} < n; {j} += {k.rng.randint(5, 9)})")
    if f"{j} < " in head:  # its end may move, but not for ever
        head = head.replace(f"; {j} < ", f"; {j} < 50 && {j} < ")
    with k.alone(["break", "continue"]), k.braces(head), k.counter(f"int({j})"):
        k.statements(3)


@construct("thread")
def searching_loop(k):
    """Left at different turns, with values that are used behind it."""
    j = k.name("j")
    with k.alone(["break", "continue"]), k.braces(f"for (int {j} = int({k.word(1)} & 7u); {j} < {k.rng.randint(5, 40)}; ++{j})"):
        k.emit("a = (a * 1103515245u + c) >> 3; b ^= a >> 7;")
        if k.often(0.7):
            k.emit(f"if ((a & {k.pick(7, 31, 127)}u) == {k.rng.randint(0, 7)}u) break;")
        if k.often(0.5):
            k.emit("if (b & 1u) continue;")
        k.emit(f"c += (b & 15u) - unsigned({j});")
        if k.often(0.3):
            k.emit("x += float(c & 7u);")


@construct("thread")
def do_loop(k):
    j = k.name("j")
    k.emit(f"int {j} = 0;")
    with k.alone(["break", "continue"]), k.braces("do", f"}} while ({j} < {k.rng.randint(2, 9)} && ({k.condition()}));"):
        k.emit(f"++{j};")
        k.statements(2)


@construct("thread", 1)
def endless_loop(k):
    """Ends in its middle."""
    j = k.name("j")
    k.emit(f"int {j} = 0;")
    with k.alone(["break"]), k.braces(k.pick("for (;;)", "while (true)")):  # what goes on before it counts may never end
        k.statements(1)
        k.emit(f"if (++{j} > {k.rng.randint(1, 12)} || ({k.condition()})) break;")
        k.statements(1)


@construct("thread")
def leave_loop(k):
    if k.leave:
        k.emit(f"if ({k.condition()}) {k.rng.choice(k.leave)};")
    else:
        k.assign()


@construct("thread", 1)
def end(k):
    """Not in most kernels: what follows is poorer for it."""
    if k.ending and k.often(0.25):
        k.ended = True
        k.emit(f"if ({k.condition()} && ({k.word(1)} & 3u) == 0u) {{ {k.ending} }}")
    else:
        k.assign()


@construct("thread")
def private_array(k):
    """A few elements of each thread's own, filled, carried through a loop and added up."""
    length = k.pick(2, 4, 7, 8, 16, 16, 33, 100)
    own, e, turn = k.name("own"), k.name("e"), k.name("turn")
    kind = k.pick("unsigned", "unsigned", "float", "unsigned char", "double", "unsigned long long", "short")
    index = k.pick(e, e, f"{length - 1} - {e}", f"({e} + (t & 1)) % {length}", f"int((a + {e}) % {length}u)")
    with k.braces(""):
        k.emit(f"{kind} {own}[{length}]{k.pick('', ' = {}')};",
               f"for (int {e} = 0; {e} < {length}; ++{e}) {own}[{e}] = ({kind})(int(({k.word()} + {e}) & 255u));",
               f"for (int {turn} = 0; {turn} < {k.trips()} && {turn} < 12; ++{turn})",
               f"  for (int {e} = 0; {e} < {length}; ++{e}) {own}[{index}] += ({kind})(int(in[({turn} * {length} + {e}) % n] & 63u) * int({k.word(1)} & 7u));")
        if k.often(0.5):
            k.emit(f"{own}[{k.word()} % {length}u] = ({kind})(int({k.word(1)} & 31u));")
        k.emit(f"for (int {e} = 0; {e} < {length}; ++{e}) {k.variable()} ^= unsigned(int({own}[{e}])) + {e};",
               f"{k.variable()} += unsigned(int({own}[{k.word(1)} % {length}u]));")


@construct("thread")
def structure(k):
    """Values of several parts, copied, chosen, swapped and indexed."""
    p, q = k.name("p"), k.name("q")
    with k.braces(""):
        k.emit(f"int2 {p} = make_int2(int({k.word()}), int({k.word()}));", f"const int2 {q} = {{{p}.y, int({k.word(1)})}};",
               f"if ({k.condition()}) {p} = {q};", f"{k.variable()} += unsigned({p}.x) ^ (unsigned({p}.y) >> 3);")
        if k.often(0.5):
            k.emit(f"Part {p}s[3] = {{{{a, short(b), x}}, {{c, short(a), 1.0f}}, {{b, 7, x}}}};",
                   f"Part {q}s = {p}s[{k.word(1)} % 3u];", f"{q}s.number += unsigned({q}s.small);",
                   f"{p}s[{k.word(1)} % 3u] = {q}s;",
                   f"{k.variable()} ^= {p}s[0].number + {p}s[1].number * 3u + unsigned({p}s[2].small); x += {p}s[1].weight;")
        if k.often(0.5):
            k.emit(f"float4 {p}f = make_float4(x, {k.single()}, 2.0f, float(int(a & 7u)));",
                   f"reinterpret_cast<float *>(&{p}f)[{k.word(1)} & 3u] = 5.0f;",
                   f"x = {p}f.x * {p}f.y + {p}f.z - {p}f.w;")


@construct("thread")
def reading_loop(k):
    q = k.name("q")
    k.emit(f"for (int {q} = 0; {q} < n; ++{q})",
           k.pick(f"  b += in[({q} + t) % n] ^ unsigned({q});", f"  x += float(in[{q}] & 15u) * float(a & 3u);",
                  f"  c = npu::max(c, in[{q}] ^ a);", f"  if (in[{q}] > a) b += unsigned({q}); else c ^= in[{q}];",
                  f"  y += double(int(in[{q}] & 255u)) * {k.double(1)};"))


@construct("thread", 1)
def quad(k):
    v = k.name("v")
    if k.often(0.3):
        k.emit(f"const unsigned *{v}p = in + t % 9; {k.variable()} += {v}p[-(t % 3)] ^ {v}p[{k.word(1)} & 7u];")
    k.emit(f"const uint4 {v} = reinterpret_cast<const uint4 *>(in)[{k.word()} % 9u];",
           f"{k.variable()} += {v}.{k.pick(*'xyzw')} * 3u ^ {v}.{k.pick(*'xyzw')};")


@construct("thread")
def striding_loop(k):
    if not k.in_kernel:
        return k.assign()
    i = k.name("i")
    start, step = k.pick(("t", "threads"), ("group * threads + t", "groups * threads"),
                         ("int(npu::threadIdx.x)", "int(npu::blockDim.x)"))
    offset = k.pick("", "", f" + {step}", f" - {k.rng.randint(1, 70)}", f" - {k.same()}", f" + unsigned(m - {k.same()})")
    index = k.pick("int", "unsigned", "long long", "size_t") if "-" not in offset else k.pick("int", "unsigned", "size_t")
    with k.alone(["break", "continue"]), k.braces(f"for ({index} {i} = {start}{offset}; {i} < ({index})(n); {i} += {step})"):
        if "-" in offset:
            k.emit(f"if ({i} >= 0) a += in[{i}]; else b ^= unsigned({i});" if index == "int" else f"a += in[{i}] ^ unsigned({i});")
        else:
            k.emit(k.pick(f"a += in[{i}];", f"a += in[({i} + {step}) % n];", f"a += in[{i}] - unsigned({i} - {step});"))
        if k.often(0.4):
            k.emit(f"npu::atomicAdd(&sums[{i} & 7], 1u);")
        if k.often(0.3):
            k.statements(1)
    return None


@construct("thread")
def own_memory(k):
    """Two words of global memory of each thread; two more are for others to see."""
    if not k.in_kernel:
        return k.assign()
    k.emit(k.pick(f"scratch[place * 4 + ({k.word(1)} & 1u)] {k.pick('', '+', '^')}= {k.word()};",
                  f"{k.variable()} += scratch[place * 4 + ({k.word(1)} & 1u)];",
                  f"reinterpret_cast<uint2 *>(scratch)[place * 2] = make_uint2({k.word(1)}, {k.word(1)});",
                  f"reinterpret_cast<unsigned char *>(scratch)[place * 16 + ({k.word(1)} & 7u)] = (unsigned char)({k.word(1)});",
                  f"npu::threadfence{k.pick('', '_block')}();"))
    return None


@construct("thread")
def atomics(k):
    """Their order makes no difference."""
    if not k.in_kernel:
        return k.assign()
    p = k.name("p")
    k.emit(k.pick(f"npu::atomicAdd(&sums[{k.rng.randint(0, 7)}], {k.word()});", f"npu::atomicMax(&sums[8 + (t & 1)], {k.word()});",
                  f"npu::atomicMin(&sums[10], {k.word()});", f"npu::atomicXor(&sums[12 + (a & 3u)], {k.word()});",
                  f"npu::atomicOr(&sums[11], {k.word()});", f"npu::atomicSub(&sums[t & 7], {k.word(1)});",
                  f"npu::atomicAdd(reinterpret_cast<float *>(sums) + 16, float({k.word(1)} & 3u));",
                  f"npu::atomicAdd(reinterpret_cast<unsigned long long *>(sums) + 9, {k.wide()});",
                  f"npu::atomicMax(reinterpret_cast<int *>(sums) + 17, int({k.word()}));",
                  f"npu::atomicInc(&sums[20], 6u);",
                  f"{k.variable()} += npu::atomicAdd(&scratch[place * 4], {k.word(1)});",
                  f"{k.variable()} ^= npu::atomicExch(&scratch[place * 4 + 1], {k.word(1)});",
                  f"{k.variable()} += npu::atomicCAS(&scratch[place * 4 + 1], 0u, {k.word(1)});",
                  f"for (unsigned {p} = sums[21], {p}n = {k.word()}; {p}n > {p};) "
                  f"{{ const unsigned {p}o = npu::atomicCAS(&sums[21], {p}, {p}n); if ({p}o == {p}) break; {p} = {p}o; }}"))
    return None


@construct("thread", 3)
def call(k):
    """Of a device function that the program has."""
    if not k.functions:
        return k.assign()
    k.emit(k.rng.choice(k.functions)(k))
    return None
