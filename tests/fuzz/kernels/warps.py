# SPDX-License-Identifier: Apache-2.0
"""Constructs of the lanes of a warp that are together. What a lane reads from one outside of the mask is zero here."""
from writer import construct

TYPES = {"unsigned": "word", "int": "word", "float": "single", "double": "double", "unsigned long long": "wide", "long long": "wide", "short": "word", "bool": "condition"}


def value_of(k, kind):
    return f"({kind})({getattr(k, TYPES[kind])(1)})"


def take(k, kind, text):
    """Uses a value of some type."""
    if kind == "float":
        k.emit(f"x {k.pick('', '+')}= {text};")
    elif kind == "double":
        k.emit(f"y {k.pick('', '+')}= {text};")
    elif "long" in kind:
        k.emit(f"w {k.pick('', '+', '^')}= (unsigned long long)({text});")
    else:
        k.emit(f"{k.variable()} {k.pick('', '+', '^')}= unsigned({text});")


@construct("warp", 4)
def shuffle(k):
    kind = k.pick("unsigned", "unsigned", "int", *TYPES)
    width = k.pick(32, 32, 32, 16, 8, 4, 2)
    end = f", {width}" if width < 32 or k.often(0.1) else ""
    v = value_of(k, kind)
    take(k, kind, k.pick(f"npu::shfl_xor_sync({k.mask}, {v}, {k.pick(1, 2, 3, 4, 8, 16, 31)}{end})",
                         f"npu::shfl_up_sync({k.mask}, {v}, {k.pick(1, 2, 4, 16, 31)}{end})",
                         f"npu::shfl_down_sync({k.mask}, {v}, {k.pick(1, 2, 4, 8, 16)}{end})",
                         f"npu::shfl_sync({k.mask}, {v}, {k.rng.randint(0, 31)}{end})",
                         f"npu::shfl_sync({k.mask}, {v}, int({k.word(1)} & 31u){end})",
                         f"npu::shfl_down_sync({k.mask}, {v}, {k.word(1)} & 15u{end})",
                         f"npu::shfl_sync({k.mask}, {v}, t + 1{end})"))


@construct("warp", 1)
def shuffle_structure(k):
    p = k.name("p")
    k.emit(f"const int4 {p} = npu::shfl_xor_sync({k.mask}, make_int4(int({k.word(1)}), int(b), t, 7), {k.pick(1, 2, 8)});",
           f"{k.variable()} += unsigned({p}.x ^ {p}.y) + unsigned({p}.z * {p}.w);")


@construct("warp")
def vote(k):
    k.emit(k.pick(f"{k.variable()} ^= npu::ballot_sync({k.mask}, {k.condition()});",
                  f"{k.variable()} += unsigned(npu::popc(npu::ballot_sync({k.mask}, {k.condition()}) & npu::lanemask_lt()));",
                  f"{k.variable()} += unsigned(npu::any_sync({k.mask}, {k.condition()}));",
                  f"{k.variable()} += unsigned(npu::all_sync({k.mask}, {k.condition()}));",
                  f"{k.variable()} += unsigned(npu::uni_sync({k.mask}, {k.condition()}));"))


@construct("warp")
def match(k):
    p = k.name("p")
    if k.often(0.6):
        k.emit(f"{k.variable()} ^= npu::match_any_sync({k.mask}, {k.pick(k.word(1), f'{k.word(1)} & 7u', 'w')});")
    else:
        k.emit(f"int {p} = 0; {k.variable()} ^= npu::match_all_sync({k.mask}, {k.word(1)} & 1u, &{p}) + unsigned({p});")


@construct("warp")
def reduce(k):
    o, kind = k.name("o"), k.pick("a", "b", "x", "w")
    k.emit(k.pick(f"for (int {o} = 16; {o} > 0; {o} {k.pick('>>= 1', '/= 2')}) {kind} += npu::shfl_down_sync({k.mask}, {kind}, {o});",
                  f"for (int {o} = 16; {o} > 0; {o} >>= 1) {kind} += npu::shfl_xor_sync({k.mask}, {kind}, {o});",
                  f"for (int {o} = 1; {o} < 32; {o} *= 2) c = npu::max(c, npu::shfl_xor_sync({k.mask}, c, {o}));",
                  f"{k.variable()} = npu::reduce_{k.pick('add', 'min', 'max', 'and', 'or', 'xor')}_sync({k.mask}, {k.word(1)});",
                  f"{k.variable()} = unsigned(npu::reduce_{k.pick('add', 'min', 'max')}_sync({k.mask}, int({k.word(1)})));"))


@construct("warp")
def scan(k):
    o, v = k.name("o"), k.name("v")
    with k.braces(f"for (int {o} = 1; {o} < 32; {o} <<= 1)"):
        k.emit(f"const unsigned {v} = npu::shfl_up_sync({k.mask}, b, {o});", f"if (lane >= {o}) b += {v};")


@construct("warp")
def tiles(k):
    """Only where all lanes that are left take part."""
    if k.mask != k.full:
        return vote(k)
    size, g, v = k.pick(2, 4, 8, 16, 32), k.name("g"), k.name("v")
    with k.braces(""):
        k.emit(f"const auto {g} = cg::tiled_partition<{size}>(cg::this_thread_block());")
        if size > 2 and k.often(0.3):
            k.emit(f"const auto {g}s = cg::tiled_partition<{size // 2}>({g});", f"a += {g}s.shfl_xor(b, 1) + unsigned({g}s.meta_group_rank());")
        for _ in range(k.rng.randint(1, 2)):
            k.emit(k.pick(f"for (int o = {size // 2}; o > 0; o >>= 1) a += {g}.shfl_down(a, o);", f"b ^= {g}.shfl({k.word(1)}, int({k.word(1)} % {size}u));",
                          f"c += {g}.ballot({k.condition()});", f"c ^= {g}.match_any({k.word(1)} & 3u);",
                          f"b += unsigned({g}.any({k.condition()}));", f"a = cg::reduce({g}, {k.word(1)}, cg::{k.pick('plus', 'less', 'greater', 'bit_xor')}<unsigned>());",
                          f"x = cg::reduce({g}, float(a & 255u), cg::plus<float>());", f"c = cg::inclusive_scan({g}, c, cg::plus<unsigned>());",
                          f"b = cg::exclusive_scan({g}, b, cg::plus<unsigned>());", f"if ({g}.thread_rank() == 0) npu::atomicAdd(&sums[3], a);" if k.in_kernel else f"{g}.sync();",
                          f"const unsigned {v} = {g}.shfl_up(c, 1); if ({g}.thread_rank() > 0) c ^= {v};"))
    return None


@construct("warp")
def masked_tiles(k):
    """Groups of lanes that name each other."""
    if k.mask != k.full or k.full != "0xffffffffu":
        return vote(k)
    size, o = k.pick(4, 8, 16), k.name("o")
    mask = f"({(1 << size) - 1}u << (t & {32 - size}))"
    k.emit(k.pick(f"for (int {o} = {size // 2}; {o} > 0; {o} >>= 1) a += npu::shfl_down_sync({mask}, a, {o}, {size});",
                  f"b ^= npu::ballot_sync({mask}, {k.condition()});", f"c += npu::reduce_max_sync({mask}, {k.word(1)});",
                  f"for (int {o} = {size // 2}; {o} > 0; {o} >>= 1) x += npu::shfl_xor_sync({mask}, x, {o}, {size});"))
    return None


@construct("warp")
def part(k):
    """A constant part of the warp, or the other part too."""
    if k.mask != "0xffffffffu":
        return vote(k)
    count = k.pick(1, 4, 8, 16, 16, 20, 31)
    below = (1 << count) - 1
    with k.braces(f"if (lane < {count})"), k.where(mask=f"{below:#x}u", together=False, leave=None):
        k.statements(2)
    if k.often(0.5):
        with k.braces("else"), k.where(mask=f"{0xffffffff & ~below:#x}u", together=False, leave=None):
            k.statements(2)
    if k.often(0.5):
        k.emit("npu::syncwarp();")
    return None


@construct("warp", 3)
def branch(k):
    """The lanes that go the same way know each other."""
    yes, before = k.name("yes"), k.mask
    with k.braces(""):
        k.emit(f"const bool {yes}b = {k.condition()};", f"const unsigned {yes} = npu::ballot_sync({before}, {yes}b);")
        with k.braces(f"if ({yes}b)"), k.where(mask=yes, together=False, leave=None):
            k.statements(3)
        if k.often(0.5):
            with k.braces("else"), k.where(mask=f"({before} & ~{yes})", together=False, leave=None):
                k.statements(2)
        if k.often(0.7):
            k.emit(f"npu::syncwarp({before});")


@construct("warp")
def loop(k):
    """Lanes leave it one by one, and those that go on know each other."""
    on, j = k.name("on"), k.name("j")
    with k.braces(""):
        k.emit(f"const int {j}e = {k.trips()};", f"unsigned {on} = {k.mask};")
        with k.braces(f"for (int {j} = 0;; ++{j})"), k.counter(j), k.where(mask=on, together=False, leave=None):
            k.emit(f"{on} = npu::ballot_sync({on}, {j} < {j}e);", f"if ({j} >= {j}e) break;")
            k.statements(2)
            if k.often(0.3):
                k.emit(f"const bool {j}b = {k.condition()};", f"{on} = npu::ballot_sync({on}, !{j}b);", f"if ({j}b) break;")
                k.statements(1)
        k.emit(f"npu::syncwarp({k.mask});")


@construct("warp")
def warp_branch(k):
    """Whole warps go the same way."""
    with k.where(together=False, leave=None):
        with k.braces(f"if ({k.pick('(t >> 5) & 1', 't / 32 == 0', '(t >> 5) % 3 != 1', 't < 64', f'(unsigned(t >> 5) ^ in[3]) & 1u')})"):
            k.statements(2)
        if k.often(0.5):
            with k.braces("else"):
                k.statements(2)


@construct("warp")
def warp_loop(k):
    """Each warp takes a number of turns of its own."""
    j = k.name("j")
    with k.where(together=False, leave=None), k.braces(f"for (int {j} = {k.pick('0', 't / 32')}; {j} < {k.rng.randint(2, 5)}; ++{j})"), k.counter(j):
        k.statements(2)


@construct("warp")
def arrived(k):
    """Those who have come this way."""
    if k.mask != k.full:
        return vote(k)
    g = k.name("g")
    with k.braces(f"if ({k.condition()})"), k.alone():
        k.emit(f"const cg::coalesced_group {g} = cg::coalesced_threads();",
               k.pick(f"a += cg::reduce({g}, b, cg::plus<unsigned>());", f"b ^= {g}.shfl(c, 0) + unsigned({g}.size());",
                      f"c += {g}.ballot(a & 1u);", f"if ({g}.thread_rank() == 0) npu::atomicAdd(&sums[2], unsigned({g}.size()));",
                      f"a ^= {g}.shfl_down(a, 1);", f"b += npu::popc(npu::activemask());"))
    k.emit("npu::syncwarp();") if k.often(0.5) else None
    return None


@construct("warp")
def through_memory(k):
    """A lane reads what another wrote before they waited for each other; nobody but lanes of the mask writes here."""
    if not k.in_kernel:
        return vote(k)
    s, o = k.shared(k.pick("unsigned", "unsigned", "volatile unsigned"), 1024), k.name("o")
    with k.braces(""):
        k.emit(f"{s}[t] = {k.word()};", f"npu::syncwarp({k.mask});",
               f"const int {o} = {k.pick('lane ^ 1', '31 - lane', '(lane * 5 + 3) & 31', '(lane + 1) & 31', f'int({k.word(1)} & 31u)')};",
               f"const bool {o}h = ({k.mask} >> {o} & 1u) && (t & ~31) + {o} < threads;",
               f"{k.variable()} += {s}[{o}h ? (t & ~31) + {o} : t];", f"npu::syncwarp({k.mask});")
        if k.often(0.4): # in place
            k.emit(f"const unsigned {o}v = {s}[{o}h ? (t & ~31) + {o} : t];", f"npu::syncwarp({k.mask});", f"{s}[t] = {o}v * 3u;",
                   f"npu::syncwarp({k.mask});", f"{k.variable()} ^= {s}[{o}h ? (t & ~31) + {o} : t];", f"npu::syncwarp({k.mask});")
    return None


@construct("warp")
def aggregated_atomic(k):
    """One lane adds for all with the same key; all learn how many they are."""
    if not k.in_kernel:
        return vote(k)
    p = k.name("p")
    with k.braces(""):
        k.emit(f"const unsigned {p}k = {k.word(1)} & 7u, {p} = npu::match_any_sync({k.mask}, {p}k);",
               f"const int {p}l = npu::ffs(int({p})) - 1;",
               f"if (lane == {p}l) npu::atomicAdd(&sums[{p}k], unsigned(npu::popc({p})));",
               f"{k.variable()} += npu::shfl_sync({p}, {k.word(1)}, {p}l);")
    return None


@construct("warp", 1)
def partition(k):
    g = k.name("g")
    if k.mask != k.full:
        return vote(k)
    with k.braces(""):
        k.emit(f"const auto {g}t = cg::tiled_partition<32>(cg::this_thread_block());",
               k.pick(f"const auto {g} = cg::labeled_partition({g}t, int({k.word(1)} & 3u));",
                      f"const auto {g} = cg::binary_partition({g}t, {k.condition()});"),
               f"a += cg::reduce({g}, b, cg::plus<unsigned>()) + unsigned({g}.thread_rank());", f"{g}.sync();")
    return None
