# SPDX-License-Identifier: Apache-2.0
"""Constructs of a whole block. Each leaves shared memory so that everybody may write to it: it ends with a barrier.
Threads that have ended leave in their places what they wrote last."""
from writer import construct

BARRIER = "npu::syncthreads();"


def permuted(k):
    """Another thread's index."""
    return k.pick("(t + 1) % threads", "threads - 1 - t", "(t * 3 + 1) % threads", "0", "(t ^ 1) % threads",
                  f"int({k.word(1)} % unsigned(threads))", "threads / 2", "(t + threads / 2) % threads")


@construct("block", 4)
def exchange(k):
    """Every thread writes its place, and reads another's after a barrier."""
    kind = k.pick("unsigned", "unsigned", "unsigned char", "double", "unsigned long long", "short", "float", "bool")
    s = "shared" if kind == "unsigned" and k.often(0.6) else k.shared(kind, 1024)
    k.emit(f"{s}[t] = ({kind})(int({k.word()} & 255u));" if kind != "unsigned" else f"{s}[t] = {k.word()};", BARRIER)
    for _ in range(k.rng.randint(1, 2)):
        k.emit(f"{k.variable()} {k.pick('+', '^')}= unsigned(int({s}[{permuted(k)}]));" if kind != "unsigned"
               else f"{k.variable()} {k.pick('+', '^')}= {s}[{permuted(k)}];")
    if k.often(0.3):
        j = k.name("j")
        with k.alone(["break", "continue"]), k.braces(f"for (int {j} = t & 1; {j} < {k.trips()} && {j} < threads; ++{j})"):
            k.emit(f"b += unsigned(int({s}[{j}])) * 3u;")
            k.statements(1)
    k.emit(BARRIER)


@construct("block")
def structures(k):
    s = k.shared("Part", 256)
    k.emit(f"if (t < 256) {s}[t] = Part{{{k.word(1)}, short(b), float(c & 63u)}};", BARRIER,
           f"if (t < 256) {{ const Part p = {s}[({permuted(k)}) & 255]; a += p.number ^ unsigned(p.small); x += p.weight; }}", BARRIER)


@construct("block", 3)
def tile(k):
    """Rows and columns as the block has them."""
    s = k.shared("unsigned", 64, 34)
    with k.braces(""):
        k.emit("const int row = int(npu::threadIdx.y + npu::blockDim.y * npu::threadIdx.z), rows = int(npu::blockDim.y * npu::blockDim.z);",
               "const int column = int(npu::threadIdx.x), columns = int(npu::blockDim.x);")
        with k.braces("if (columns <= 34 && rows <= 64)"):
            k.emit(f"{s}[row][column] = {k.word()};", BARRIER,
                   k.pick(f"a += {s}[row][(column + 1) % columns] - {s}[(row + rows - 1) % rows][column];",
                          f"if (column > 0 && column + 1 < columns) b += {s}[row][column - 1] + {s}[row][column + 1]; else b ^= 5u;",
                          f"if (row > 0) c += {s}[row - 1][column];",
                          f"a ^= {s}[column % rows][row % columns];",
                          f"for (int e = 0; e < columns; ++e) b += {s}[row][e] * {s}[e % rows][column];",
                          f"for (int e = 0; e < rows; ++e) b += {s}[e][column];"), BARRIER)
            if k.often(0.3):
                k.emit(f"{s}[rows - 1 - row][columns - 1 - column] = b;", BARRIER, f"b += {s}[row][column];", BARRIER)


@construct("block", 3)
def vote(k):
    k.emit(k.pick(f"c += unsigned(npu::syncthreads_count({k.condition()}));", f"b ^= unsigned(npu::syncthreads_or({k.condition()}));",
                  f"a += unsigned(npu::syncthreads_and({k.condition()}));", BARRIER, "cg::this_thread_block().sync();"))


@construct("block", 3)
def shared_atomics(k):
    kind = k.pick("unsigned", "unsigned", "int", "unsigned long long", "float")
    s = k.shared(kind, 16)
    k.emit(f"if (t < 16) {s}[t] = ({kind})({k.rng.randint(0, 99)});", BARRIER)
    with k.where(together=False, mask=None):
        for _ in range(k.rng.randint(1, 2)):
            place = f"{k.word(1)} & 7u"
            update = {"unsigned": [f"npu::atomicAdd(&{s}[{place}], {k.word(1)});", f"npu::atomicXor(&{s}[8], {k.word(1)});",
                                   f"npu::atomicMax(&{s}[9], {k.word(1)});", f"npu::atomicMin(&{s}[10], {k.word(1)});",
                                   f"npu::atomicInc(&{s}[11], {k.rng.randint(2, 9)}u);", f"npu::atomicOr(&{s}[12], 1u << (a & 31u));",
                                   f"if (t == {k.rng.randint(0, 3)}) a += npu::atomicExch(&{s}[13], b);", f"npu::atomicAnd(&{s}[14], {k.word(1)});",
                                   f"if (t == 1) b += npu::atomicCAS(&{s}[15], {k.word(1)} & 127u, 7u);"],
                      "int": [f"npu::atomicAdd({k.condition()} ? &{s}[{place}] : reinterpret_cast<int *>(sums) + 5, int({k.word(1)}));",
                              f"npu::atomicAdd(&{s}[{place}], int({k.word(1)}));", f"npu::atomicMin(&{s}[9], int({k.word(1)}));",
                              f"npu::atomicSub(&{s}[3], int({k.word(1)}));"],
                      "unsigned long long": [f"npu::atomicAdd(&{s}[{place}], {k.wide(1)});", f"npu::atomicMax(&{s}[9], {k.wide(1)});"],
                      "float": [f"npu::atomicAdd(&{s}[{place}], float({k.word(1)} & 7u));"]}[kind]
            text = k.pick(*update)
            if k.often(0.3):
                text = f"if ({k.condition()}) {{ {text} }}"
            elif k.often(0.2):
                text = f"for (int e = 0; e < ({k.trips()}) && e < 9; ++e) {{ {text} }}"
            k.emit(text)
    k.emit(BARRIER, f"{k.variable()} += unsigned(int({s}[{k.pick('t & 15', '15 - (t & 15)', '0')}]));", BARRIER)


@construct("block", 2)
def compaction(k):
    """Who comes first is open; what all have found together is not."""
    s, count = k.shared("unsigned", 1024), k.shared("unsigned", 1)
    j = k.name("j")
    k.emit(f"if (t == 0) {count}[0] = 0u;", BARRIER, f"if ({k.condition()}) {s}[npu::atomicAdd(&{count}[0], 1u)] = {k.word()};", BARRIER,
           f"for (unsigned {j} = 0; {j} < {count}[0]; ++{j}) c += {s}[{j}] {k.pick('+', '^')} 3u;", BARRIER)


@construct("block", 2)
def permute_in_place(k):
    """Each takes another's value; a barrier lies between reading and writing."""
    v, s = k.name("v"), "shared"
    k.emit(f"{s}[t] = {k.word()};", BARRIER)
    turns = k.rng.randint(1, 3)
    with k.braces(f"for (int {v}t = 0; {v}t < {turns}; ++{v}t)"):
        k.emit(f"const unsigned {v} = {s}[{permuted(k)}];", BARRIER, f"{s}[t] = {v} + 1u;", BARRIER)
    k.emit(f"{k.variable()} ^= {s}[t] + {s}[{permuted(k)}];", BARRIER)


@construct("block", 2)
def ping_pong(k):
    s, now, turn = k.shared("unsigned", 2, 1024), k.name("now"), k.name("turn")
    k.emit(f"int {now} = 0;", f"{s}[0][t] = {k.word()};", f"{s}[1][t] = {k.word()};", BARRIER)
    with k.braces(f"for (int {turn} = 0; {turn} < {k.same_trips()}; ++{turn})"), k.counter(turn), k.where(leave=None):
        k.emit(f"{s}[{now} ^ 1][t] = {s}[{now}][{permuted(k)}] + {s}[{now}][t] * 3u;")
        if k.often(0.4):
            with k.where(together=False, mask=None):
                k.statements(1)
        k.emit(f"{now} ^= 1;" if k.often(0.5) else f"{now} = 1 - {now};", BARRIER)
    k.emit(f"{k.variable()} += {s}[{now}][{permuted(k)}];", BARRIER)


@construct("block", 2)
def scan(k):
    o, v, s = k.name("o"), k.name("v"), "shared"
    k.emit(f"{s}[t] = {k.word()};", BARRIER)
    with k.braces(f"for (int {o} = 1; {o} < threads; {o} {k.pick('*= 2', '<<= 1')})"):
        k.emit(f"const unsigned {v} = t >= {o} ? {s}[t - {o}] : 0u;", BARRIER, f"{s}[t] += {v};", BARRIER)
    k.emit(f"{k.variable()} += {s}[t];", BARRIER)


@construct("block", 3)
def tree(k):
    """A reduction by halves."""
    o, s = k.name("o"), k.pick("shared", "shared", "float")
    if s == "float":
        s = k.shared("float", 1024)
        k.emit(f"{s}[t] = float({k.word(1)} & 255u);", BARRIER)
    else:
        k.emit(f"{s}[t] = {k.word()};", BARRIER)
    style = k.rng.randint(0, 3)
    if style == 0:
        k.emit(f"for (int {o} = 512; {o} > 0; {o} >>= 1) {{ if (t < {o} && t + {o} < threads) {s}[t] += {s}[t + {o}]; {BARRIER} }}")
    elif style == 1:
        k.emit(f"for (int {o} = 1; {o} < threads; {o} *= 2) {{ if (t % (2 * {o}) == 0 && t + {o} < threads) {s}[t] += {s}[t + {o}]; {BARRIER} }}")
    elif style == 2:
        k.emit(f"for (int {o} = 1; {o} < threads; {o} *= 2) {{ const int at = 2 * {o} * t; if (at + {o} < threads) {s}[at] += {s}[at + {o}]; {BARRIER} }}")
    else:
        k.emit(f"for (int {o} = threads; {o} > 1;) {{ const int half = ({o} + 1) / 2; if (t < {o} / 2) {s}[t] += {s}[t + half]; {o} = half; {BARRIER} }}")
    k.emit(f"{k.variable()} {k.pick('+', '^')}= unsigned(int({s}[{k.pick('0', '0', 't')}]));", BARRIER)


@construct("block", 1)
def sort(k):
    """Bitonic, of the first threads."""
    s, i = "shared", k.name("i")
    k.emit(f"{s}[t] = {k.word()};", BARRIER, f"int {i} = 1; while ({i} * 2 <= threads) {i} *= 2;")
    with k.braces(f"for (int size = 2; size <= {i}; size *= 2)"), k.braces("for (int step = size / 2; step > 0; step /= 2)"):
        k.emit("const int other = t ^ step;",
               f"if (other > t && other < {i}) {{ const bool up = (t & size) == 0; const unsigned p = {s}[t], q = {s}[other]; if ((p > q) == up) {{ {s}[t] = q; {s}[other] = p; }} }}",
               BARRIER)
    k.emit(f"{k.variable()} += {s}[t] * 5u;", BARRIER)


@construct("block", 2)
def broadcast(k):
    """One thread decides."""
    s = k.shared("unsigned", 2)
    k.emit(f"if (t == {k.pick('0', 'threads - 1', 'threads / 2')}) {{ {s}[0] = {k.word()}; {s}[1] = a; }}", BARRIER,
           f"{k.variable()} += {s}[0] ^ {s}[{k.pick('1', 't & 1')}];")
    if k.often(0.5):
        with k.where(leave=None), k.braces(f"if ({s}[0] & 1u)"):
            k.emit(BARRIER)
            k.statements(2)
    k.emit(BARRIER)


@construct("block", 2)
def set_by_some(k):
    """Variables that only some threads set, and use behind a barrier: the others have none."""
    u, p = k.name("u"), k.name("p")
    who = k.pick("t == 0", "t == 0", "lane == 0", "t < 40", "t == threads - 1", f"{k.same_condition()}")
    value = k.pick(f"unsigned({k.same()}) * 3u", f"in[{k.same()} % 37u]", k.word())
    k.emit(f"unsigned {u};", f"const unsigned *{p};")
    with k.braces(f"if ({who})"):
        k.emit(f"{u} = {value};", f"{p} = in + {k.pick('in[0] % 5u', f'{u} % 9u', f'{u} % 9u + 2')};")
        if k.often(0.5):
            k.emit(f"shared[t] = {p}[{k.pick('0', '3')}] + {u};")
    k.emit(BARRIER)
    k.statements(1)
    k.emit(f"if ({who}) {k.variable()} += {u} ^ {p}[{k.pick('0', '1', f'{u} % 20u')}];", BARRIER)


@construct("block", 2)
def dynamic(k):
    """Dynamic shared memory, as words or as something else."""
    if k.often(0.5):
        k.emit(f"dynamic[t] = {k.word()};", BARRIER, f"{k.variable()} ^= dynamic[{permuted(k)}];", BARRIER)
    else:
        k.emit(f"reinterpret_cast<double *>(dynamic)[t] = double(int({k.word(1)}));", BARRIER,
               f"y += reinterpret_cast<double *>(dynamic)[{permuted(k)}];", BARRIER,
               "reinterpret_cast<unsigned short *>(dynamic)[t] = (unsigned short)(a); dynamic[1024 + t] = b;", BARRIER,
               f"c += reinterpret_cast<const unsigned char *>(dynamic)[2 * t + 1] + dynamic[1024 + {permuted(k)}];", BARRIER)


@construct("block", 2)
def global_exchange(k):
    """A barrier orders global memory too."""
    base, read = "group * threads", k.pick("scratch", "again")
    if k.often(0.4):  # the same for all, and kept
        kept = k.name("kept")
        k.emit(f"const unsigned {kept} = again[{base} * 4 + 3];", BARRIER, f"scratch[({base} + t) * 4 + 3] = {k.word()};", BARRIER)
        k.statements(1)
        k.emit(f"{k.variable()} += {kept} ^ again[{base} * 4 + 3];", BARRIER)
    k.emit(f"scratch[({base} + t) * 4 + 3] = {k.word()};", k.pick("", "npu::threadfence_block();", "npu::threadfence();"), BARRIER,
           f"{k.variable()} += {read}[({base} + {permuted(k)}) * 4 + 3];", BARRIER)


@construct("block", 2)
def loop(k):
    j = k.name("k")
    with k.where(leave=None), k.braces(f"for (int {j} = 0; {j} < {k.same_trips()}; ++{j})"), k.counter(j):
        k.statements(3)
        if k.often(0.2):
            k.emit(f"if ({k.same_condition()}) {k.pick('break', 'continue')};")
            k.statements(1)


@construct("block", 1)
def loop_until(k):
    """As many turns as the threads agree upon."""
    j = k.name("j")
    k.emit(f"int {j} = 0;")
    with k.where(leave=None), k.braces(f"while (npu::syncthreads_{k.pick('or', 'and', 'count')}({k.condition()}) && ++{j} < {k.rng.randint(2, 6)})"):
        k.statements(2)


@construct("block", 1)
def loop_by_flag(k):
    """Until nothing changes: whoever finds something says so, all by the same value."""
    s, turn = k.shared(k.pick("unsigned", "bool", "volatile unsigned"), 1), k.name("turn")
    k.emit(f"int {turn} = 0;")
    with k.where(leave=None), k.braces("do", f"}} while ({s}[0] && {turn} < {k.rng.randint(2, 6)});"):
        k.emit(BARRIER, f"if (t == 0) {s}[0] = 0;", BARRIER)
        with k.where(together=False, mask=None):
            k.statements(2)
        k.emit(f"if ({k.condition()}) {s}[0] = 1;", f"++{turn};", BARRIER)
    k.emit(BARRIER)


@construct("block", 1)
def last_group(k):
    """The block that comes last takes what all have left."""
    if k.depth > 1 or k.last_taken or k.ended:
        return vote(k)
    k.last_taken, s, i = True, k.shared("bool", 1), k.name("i")
    k.emit(f"scratch[(group * threads + t) * 4 + 2] = {k.word()};", "npu::threadfence();", BARRIER,
           f"if (t == 0) {s}[0] = npu::{k.pick('atomicAdd(&sums[22], 1u)', 'atomicInc(&sums[22], unsigned(groups))')} == unsigned(groups - 1);", BARRIER)
    with k.braces(f"if ({s}[0])"):
        k.emit("npu::threadfence();", f"unsigned {i}s = 0;",
               f"for (int {i} = t; {i} < groups * threads; {i} += threads) {i}s += scratch[{i} * 4 + 2] * 3u;",
               f"npu::atomicAdd(&sums[23], {i}s);")
        if k.mask == "0xffffffffu":
            k.emit(f"{i}s = block_sum({i}s);", f"if (t == 0) sums[24] = {i}s;")
    k.emit(BARRIER)
    return None


@construct("block", 1)
def do_loop(k):
    j = k.name("j")
    k.emit(f"int {j} = 0;")
    with k.where(leave=None), k.braces("do", f"}} while (++{j} < {k.same_trips()});"), k.counter(j):
        k.statements(2)


@construct("block", 2)
def branch(k):
    with k.where(leave=None):
        with k.braces(f"if ({k.same_condition()})"):
            k.statements(2)
        if k.often(0.4):
            with k.braces("else"):
                k.statements(2)


@construct("block", 1)
def switch(k):
    with k.where(leave=None), k.braces(f"switch ({k.same()} & 3)"):
        for case in k.rng.sample(range(4), k.rng.randint(1, 3)):
            k.emit(f"case {case}:")
            with k.braces(""):
                k.statements(2)
            k.emit("break;")


@construct("block", 1)
def end(k):
    """Some threads leave; the others know who remains."""
    if k.often(0.5):
        return vote(k)
    k.ended = True
    who = k.pick("t >= 64", "t >= n", "int(npu::threadIdx.x) >= 32", k.condition(), f"{k.same()} > 20", "lane > 20")
    if k.full == "0xffffffffu" or k.often(0.5):
        live = k.name("live")
        k.emit(f"const bool {live}b = {who};", f"const unsigned {live} = npu::ballot_sync({k.full}, !{live}b);", f"if ({live}b) {{ {k.ending} }}")
        if k.depth == 1 and k.mask == k.full:
            k.full = k.mask = live
    else:
        k.emit(f"if ({who}) {{ {k.ending} }}")
    return None


@construct("block", 1)
def lockstep(k):
    """As kernels do that are older than independent thread scheduling: whole warps on volatile memory."""
    s, i = k.shared("volatile unsigned", 1056), k.name("i")
    with k.braces(""):
        k.emit(f"{s}[t] = {k.word()};", BARRIER)
        with k.braces(f"if (t < 32)"):
            k.emit(*[f"{s}[t] += {s}[t + {o}];" for o in (16, 8, 4, 2, 1)])
        k.emit(BARRIER, f"{k.variable()} += {s}[{k.pick('0', 't')}];", BARRIER)


@construct("block", 3)
def collective(k):
    """Device functions in which the block waits."""
    if k.mask != "0xffffffffu":
        return vote(k)
    k.emit(k.pick(f"{k.variable()} {k.pick('', '+')}= block_sum({k.word()});", f"{k.variable()} ^= block_scan({k.word()}, t);",
                  "x = block_max(x);", f"{k.variable()} += tree_in(shared, {k.word()}, t, threads);", "swap_ends(a, &b, t, threads);"))
    return None
