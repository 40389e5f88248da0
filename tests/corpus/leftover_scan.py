#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Looks for CUDA that a migration left behind in silence.

Scans migrated sources for CUDA identifiers outside comments and strings. Each must be the subject of a finding in
npuify-report.json (not applied, native, or with a new text that still holds the name) that names the source file and the
line it came from, or be a name that the project itself defines: the file, what it includes, or what includes it. Shares no
code and no data with the translator.

usage: leftover_scan.py INPUT_ROOT OUTPUT [--report FILE]
INPUT_ROOT is the folder that paths in OUTPUT are relative to. Prints one line per silent leftover; exit 1 if any.
"""
import difflib
import itertools
import os
import re
import sys
from collections import namedtuple

from leftover_scan_python import scan_python
from migrated_tree import SUFFIXES, original_of, parse_arguments, read

Token = namedtuple("Token", "kind text line")  # kind: name, number, punct, header

_TOKEN = re.compile(
    r"(?P<newline>\n)"
    r"|(?P<splice>\\\r?\n)"
    r"|(?P<space>[ \t\r\f\v]+)"
    r"|(?P<comment>//(?:\\\r?\n|[^\n])*|/\*.*?(?:\*/|\Z))"
    r"|(?P<raw>(?:u8|[uUL])?R\"(?P<delimiter>[^()\\\s]{0,16})\(.*?\)(?P=delimiter)\")"
    r"|(?P<string>(?:u8|[uUL])?\"(?:\\.|\\\n|[^\"\\\n])*(?:\"|(?=\n)|\Z))"
    r"|(?P<char>(?:u8|[uUL])?'(?:\\.|[^'\\\n])*(?:'|(?=\n)|\Z))"
    r"|(?P<name>[A-Za-z_$][\w$]*)"
    r"|(?P<number>\.?\d(?:[eEpP][+-]|'[\w]|[\w.])*)"
    r"|(?P<punct><<[ \t]*<|>>>|::|->|.)",
    re.S)
_INCLUDE = re.compile(r"[ \t]*include(?:_next)?[ \t]*(<[^>\n]*>|\"[^\"\n]*\")")
_SILENT_DIRECTIVE = re.compile(r"[ \t]*(?:error|warning|pragma|line|ident)\b(?:\\\r?\n|[^\n])*")


def tokenize(text):
    """Names, numbers, punctuation and include operands; comments, strings and texts of directives are skipped."""
    tokens, line, position, at_line_start = [], 1, 0, True
    while position < len(text):
        match = _TOKEN.match(text, position)
        kind, value = match.lastgroup, match.group(0)
        if kind == "delimiter":
            kind = "raw"
        if at_line_start and value == "#":
            directive = _INCLUDE.match(text, match.end())
            if directive:
                tokens.append(Token("header", directive.group(1)[1:-1], line))
                position = directive.end()
                continue
            silent = _SILENT_DIRECTIVE.match(text, match.end())
            if silent:
                line += silent.group(0).count("\n")
                position = silent.end()
                continue
        if kind in ("name", "number", "punct"):
            tokens.append(Token(kind, value, line))
        if kind == "newline":
            at_line_start = True
        elif kind not in ("space", "comment", "splice"):
            at_line_start = False
        line += value.count("\n")
        position = match.end()
    return tokens


_LIBRARIES = ("cublas|cufft|curand|cusparse|cusolver|cudnn|cudss|cutensor|cutlass|cupti|custatevec|nvrtc|nvjpeg|nvtx|nvml|nvgraph"
              "|nvshmem|nvvm|optix|npp[cis]?")
CUDA_NAME = re.compile(
    r"cuda[A-Z_]\w*|cudart\w*|CUDART_\w+|CUDA_(?:VERSION|SUCCESS|ERROR_\w+|CB)|cu[A-Z][a-z]\w*|CU[a-z]\w+|CU_\w+"
    rf"|(?:{_LIBRARIES})(?:[A-Z]\w*|_\w+)|nccl[A-Z]\w*|Npp(?:[A-Z]|\d)\w*|nvJitLink\w+|nvPTXCompiler\w+|Optix[A-Z]\w*"
    r"|(?:CUBLAS|CUFFT|CURAND|CUSPARSE|CUSOLVER|CUDNN|CUTENSOR|CUPTI|NCCL|NPP|NVRTC|NVML|NVVM|NVSHMEM|NVJPEG|OPTIX)_\w+"
    r"|(?:tex|surf)(?:[123]D(?:Layered|Lod|Grad|fetch|gather|read|write)?|Cubemap\w*)|clock64|__v(?:abs|add|avg|cmp|max|min|sad|set|sub)\w*[24]"
    r"|__(?:global|device|host|shared|constant|managed|grid_constant|launch_bounds|forceinline|noinline|cluster_dims)__"
    r"|__CUDA(?:CC|_ARCH)\w*__|__NVCC__|__CUDACC\w*"
    r"|__(?:syncthreads|syncwarp|shfl|ballot|all_sync|any_sync|activemask|match_|reduce_|threadfence|popc|clz|ffs|brev"
    r"|ldg|ldc[agsv]|st[cgw]|dp[24]a|byte_perm|funnelshift|nanosleep|trap|brkpt|prof_trigger|mul24|umul24|mulhi|umulhi"
    r"|mul64hi|[us]?sad|[us]?hadd|urhadd|rhadd|saturatef|isGlobal|isShared|nv_)\w*"
    r"|__(?:f(?:add|sub|mul|maf|ma|div|rcp|sqrt|rsqrt)|d(?:add|sub|mul|div|rcp|sqrt)|fma)_r[nzud]"
    r"|__(?:exp|exp10|log|log2|log10|sin|cos|tan|pow|sincos)f|__fdividef|__frsqrt_rn"
    r"|__(?:float|double|int|uint|ll|ull|half|short|ushort|longlong|ulonglong|hiloint)2\w+|__(?:float|int|uint|double|longlong)_as_\w+"
    r"|__half\w*|__h(?:add|sub|mul|div|fma|neg|eq|ne|lt|le|gt|ge|max|min|isnan)\w*|__bfloat16\w*"
    r"|threadIdx|blockIdx|blockDim|gridDim|warpSize"
    r"|atomic(?:Add|Sub|Exch|Min|Max|Inc|Dec|CAS|And|Or|Xor)(?:_block|_system)?"
    r"|cooperative_groups|nvcuda|thrust|cub"
    r"|is_cuda|kCUDA|(?:AT|C10|TORCH)_CUDA_\w+|(?:get|set)(?:Current|Default)CUDA\w+|(?:Optional)?CUDA(?:Stream|Event)?(?:Guard)"
    r"|CUDA(?:Stream|Event|CachingAllocator|GeneratorImpl)|PhiloxCudaState|THC[A-Z]\w+|THCuda\w+|gpuAtomic\w+|CUDA_KERNEL_LOOP\w*")
CUDA_HEADER = re.compile(
    rf"(?:.*/)?(?:cuda[\w.]*|cooperative_groups[\w.]*|device_(?:launch_parameters|functions|atomic_functions)\.h|mma\.h"
    rf"|math_(?:constants|functions)\.h|sm_\w+\.h|vector_(?:types|functions)\.h|driver_types\.h|builtin_types\.h"
    rf"|(?:{_LIBRARIES})\w*\.h|nccl\.h|nvToolsExt\w*\.h)|(?:ATen|c10)/cuda/.*|THC/.*|(?:thrust|cub|cooperative_groups|cuda|nvtx3|crt)/.*")
# Names that the dialect keeps in namespace npu.
NPU_MEMBERS = re.compile(r"gpuAtomic\w+|threadIdx|blockIdx|blockDim|gridDim|warpSize|atomic[A-Z]\w*|cooperative_groups|cub|thrust")

_NOT_A_TYPE = frozenset("return new delete throw case goto else do sizeof alignof typeof decltype typename const volatile "
                        "static inline extern constexpr mutable register explicit virtual and or not if while for switch "
                        "operator co_return using namespace struct class enum union public private protected "
                        "define ifdef ifndef undef defined elif".split())
_QUALIFIER = re.compile(r"__\w+__|NPU_[A-Z_]+")


def enumerators(tokens):
    """The names between the braces of each enum."""
    names, depth, inside = set(), 0, None
    for i, token in enumerate(tokens):
        if token.text == "{":
            depth += 1
            j = i - 1  # back over the enum's name and its underlying type
            while j >= 0 and (tokens[j].kind == "name" or tokens[j].text in (":", "::")) and tokens[j].text != "enum":
                j -= 1
            if inside is None and j >= 0 and tokens[j].text == "enum":
                inside = depth
        elif token.text == "}":
            if inside == depth:
                inside = None
            depth -= 1
        elif inside == depth and token.kind == "name" and (
                tokens[i - 1].text in ("{", ",") or tokens[i - 1].line < token.line):  # a directive may stand before it
            if i + 1 < len(tokens) and tokens[i + 1].text in ("=", ",", "}", "#"):
                names.add(token.text)
    return names


def macro_parameters(tokens):
    """A in `#define F(A) ... A ...`, whatever it is called. A macro without parameters may stand before a
    parenthesis as well, but does not name again what is in it."""
    names = set()
    for i, token in enumerate(tokens):
        if token.text != "define" or i + 2 >= len(tokens) or tokens[i + 2].text != "(":
            continue
        close = next((j for j in range(i + 3, len(tokens)) if tokens[j].text == ")" or tokens[j].line != token.line), i)
        body = itertools.takewhile(lambda t: t.text != "define", itertools.islice(tokens, close + 1, close + 200))
        names |= {t.text for t in tokens[i + 3:close] if t.kind == "name"} & {t.text for t in body}
    return names


def own_names(tokens):
    """Names the tokens define: macros, types, namespaces, functions, variables, parameters, enumerators."""
    names = {n for n in enumerators(tokens) | macro_parameters(tokens) if CUDA_NAME.fullmatch(n)}
    for i, token in enumerate(tokens):
        if token.kind != "name" or not CUDA_NAME.fullmatch(token.text):
            continue
        before = tokens[i - 1] if i else None
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        if before is None:
            continue
        if before.text == "define":
            names.add(token.text)
        elif before.text == "}" and after == ";":
            names.add(token.text)  # typedef struct { ... } name;
        elif before.text in ("struct", "class", "union", "enum", "namespace", "using"):
            if after in ("{", ":", "final") or (before.text == "using" and after == "="):
                names.add(token.text)
        elif before.kind == "name" and before.text not in _NOT_A_TYPE and not _QUALIFIER.fullmatch(before.text):
            # "type name": a declaration, when what follows can follow a declared name.
            if after in ("(", "=", ";", ",", "[", ")", "{", ":") and before.text != "typedef":
                names.add(token.text)
        elif before.text in ("*", "&", ">") and after in ("=", ";", ",", ")", "["):
            if i >= 2 and (tokens[i - 2].kind == "name" or tokens[i - 2].text in ("*", "const", ">", ",")):
                names.add(token.text)
        elif before.text in ("*", "&") and after == "(" and i >= 2 and tokens[i - 2].kind == "name":
            # "type *name(" at the start of a declaration; elsewhere it would be a product.
            if i == 2 or tokens[i - 3].kind == "header" or tokens[i - 3].text in (
                    ";", "}", "{", "extern", "static", "inline", "const", "endif", "struct") or _ends_template(tokens, i - 3):
                names.add(token.text)
        elif before.text == "," and (after in ("=", ";") or (after == "," and _in_declarators(tokens, i))):
            names.add(token.text)  # a further declarator
    return names


def _ends_template(tokens, i):
    """True for the last token of `template <class T, class U = A<B>>`."""
    depth = 0
    while i >= 0 and tokens[i].text not in (";", "{", "}"):
        depth += (tokens[i].text == ">") - (tokens[i].text == "<")
        if depth <= 0:
            return depth == 0 and i > 0 and tokens[i].text == "<" and tokens[i - 1].text == "template"
        i -= 1
    return False


def _in_declarators(tokens, i):
    """True for `name` in `type first, name,`: nothing but names and commas back to the start of the statement."""
    j = i - 1
    while j > 0 and (tokens[j].kind == "name" or tokens[j].text in (",", "*")):
        j -= 1
    start = tokens[j + 1:j + 3]
    return tokens[j].text in (";", "{", "}", "#") and len(start) == 2 and all(t.kind == "name" for t in start)


Hit = namedtuple("Hit", "file line symbol text")


def scan_tokens(tokens):
    """(line, symbol) of each CUDA entity. Members of objects and names qualified with npu:: are not CUDA."""
    hits = []
    for i, token in enumerate(tokens):
        before = tokens[i - 1].text if i else ""
        if token.kind == "header":
            if CUDA_HEADER.fullmatch(token.text) and not token.text.startswith("npu/"):
                hits.append((token.line, token.text))
        elif token.kind == "punct":
            if token.text.startswith("<<"):  # formatters take it apart: << <
                hits.append((token.line, "<<<>>>"))
        elif token.kind == "name" and _of_torch(tokens, i):
            hits.append((token.line, _of_torch(tokens, i)))
        elif token.kind == "name" and CUDA_NAME.fullmatch(token.text):
            if before in (".", "->") and token.text != "is_cuda":
                continue
            if before == "::" and NPU_MEMBERS.fullmatch(token.text) and i >= 2 and tokens[i - 2].text in ("npu", "torch"):
                continue
            if before == "::" and i >= 2 and tokens[i - 2].kind == "name" and (
                    token.text in ("cub", "thrust") or tokens[i - 2].text == "cutlass"):
                continue  # a namespace of that name within the project's; what a library for GPUs brings along
            if NPU_MEMBERS.fullmatch(token.text) and _used_from_npu(tokens, i):
                continue
            hits.append((token.line, token.text))
    return hits


def _of_torch(tokens, i):
    """PyTorch's names for CUDA that are no names of their own: at::cuda::f gives f, DeviceType::CUDA and the key in
    TORCH_LIBRARY_IMPL(ops, CUDA, m) give CUDA."""
    text = [t.text for t in tokens[max(i - 4, 0):i]]
    if tokens[i].text == "cuda" and text[-1:] == ["::"] and text[-2:-1] and text[-2] in ("at", "c10", "torch"):
        while i + 2 < len(tokens) and tokens[i + 1].text == "::" and tokens[i + 2].kind == "name":
            i += 2
        return tokens[i].text
    if re.fullmatch(r"(?:Autograd|Autocast|Sparse|SparseCsr|Quantized)?CUDA", tokens[i].text):
        if text[-1:] == ["::"] and text[-2:-1] and text[-2] in ("DeviceType", "DispatchKey", "Backend"):
            return tokens[i].text
        if text[-4:-2] == ["TORCH_LIBRARY_IMPL", "("] and text[-1] == ",":
            return tokens[i].text
    return None


def _used_from_npu(tokens, i):
    """True after a using declaration `using npu::X;` in the tokens before, the dialect's way to overloaded builtins."""
    name = tokens[i].text
    for j in range(i - 1, 2, -1):
        if tokens[j].text == name and [t.text for t in tokens[j - 3:j]] == ["using", "npu", "::"]:
            return True
    return False


def _anchors(out, inp):
    """Pairs of positions of lines that stand once in both; a migration keeps the order of lines."""
    def once(lines):
        places = {}
        for i, line in enumerate(lines):
            places[line] = None if line in places else i
        return places
    there, last, pairs = once(inp), -1, []
    for line, i in once(out).items():
        j = there.get(line)
        if i is not None and j is not None and j > last:
            pairs.append((i, j))
            last = j
    return pairs + [(len(out), len(inp))]


def input_lines(output_text, input_text):
    """For each output line (1-based) the range of input lines it may come from."""
    out, inp = output_text.split("\n"), input_text.split("\n")
    ranges, i0, j0 = {}, 0, 0
    for i, j in _anchors(out, inp):
        matcher = difflib.SequenceMatcher(None, out[i0:i], inp[j0:j], autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            for k in range(i1, i2):
                ranges[i0 + k + 1] = ((j0 + j1 + k - i1 + 1,) * 2 if tag == "equal"
                                      else (j0 + j1 + 1, j0 + max(j2, j1 + 1)))
        ranges[i + 1] = (j + 1, j + 1)
        i0, j0 = i + 1, j + 1
    return ranges


def same_file(reported, relative):
    """Reports name files relative to the project's root, which may lie above the scanned root."""
    return reported == relative or reported.endswith("/" + relative) or relative.endswith("/" + reported)


def visible_files(tokens):
    """For each file the files whose definitions it may use: what it includes, and what its includers include."""
    by_name = {}
    for name in tokens:
        by_name.setdefault(os.path.basename(name), []).append(name)

    def resolve(spelling, includer):
        beside = os.path.normpath(os.path.join(os.path.dirname(includer), spelling))
        if beside in tokens:
            return [beside]
        spelling = re.sub(r"^(\.{1,2}/)+", "", spelling)
        # Which of several it is, only the build knows.
        return [n for n in by_name.get(os.path.basename(spelling), ()) if n == spelling or n.endswith("/" + spelling)]

    down = {name: {r for t in tokens[name] if t.kind == "header" for r in resolve(t.text, name)} for name in tokens}
    up = {name: set() for name in tokens}
    for name, targets in down.items():
        for target in targets:
            up[target].add(name)

    def closure(starts, edges):
        seen, todo = set(starts), list(starts)
        while todo:
            new = edges[todo.pop()] - seen
            seen |= new
            todo += new
        return seen

    return {name: closure(closure({name}, up), down) for name in tokens}


def _kept_on_purpose(finding, symbol):
    """Not rewritten, native, or rewritten to a text that holds the name."""
    if not finding.get("applied") or finding.get("class") == "native" or finding.get("native"):
        return True
    return any(re.search(rf"(?<!\w){re.escape(symbol)}(?!\w)", e["text"]) for e in finding.get("edits", ()))


def _written_anew(findings, symbol):
    """In the new text of another entity, which spells a type: fine for a name that stays as it is elsewhere in the file."""
    return any(_entity(f["symbol"]) != symbol and f.get("applied") and _kept_on_purpose(f, symbol) for f in findings)


def _entity(symbol):
    return symbol.split("::")[-1].split("(")[0]


def _same_attribute(found, hit):
    """torch.cuda.foo, however the finding came by it."""
    return found.split(".")[-1] == hit.split(".")[-1]


def silent_leftovers(input_root, output, findings):
    """Hits in `output` that no finding explains. findings: those of npuify-report.json."""
    files = []
    for folder, subfolders, names in os.walk(output):
        subfolders[:] = sorted(d for d in subfolders if d not in ("_build", "CMakeFiles"))
        files += [os.path.relpath(os.path.join(folder, n), output) for n in sorted(names)
                  if n.endswith(SUFFIXES + (".py",))]
    texts = {f: read(os.path.join(output, f)) for f in files}
    tokens = {f: tokenize(t) for f, t in texts.items() if not f.endswith(".py")}
    own, visible = {f: own_names(t) for f, t in tokens.items()}, visible_files(tokens)
    by_base = {}
    for f in findings:
        by_base.setdefault(os.path.basename(f["file"]), []).append(f)

    def is_file(spelling):
        tail = "/" + re.sub(r"^(\.{1,2}/)+", "", spelling)
        return any(("/" + f).endswith(tail) for f in by_name.get(os.path.basename(spelling), ()))

    by_name = {}
    for f in files:
        by_name.setdefault(os.path.basename(f), []).append(f)

    silent = []
    for name in files:
        python = name.endswith(".py")
        hits = scan_python(texts[name]) if python else scan_tokens(tokens[name])
        if not hits:
            continue
        mine = set() if python else set().union(*(own[f] for f in visible[name]))
        original = original_of(name)
        source = os.path.join(input_root, original)
        lines = input_lines(texts[name], read(source)) if os.path.isfile(source) else None
        here = {}
        for f in by_base.get(os.path.basename(original), ()):
            if same_file(f["file"], original):
                here.setdefault(_entity(f["symbol"]), []).append(f)
        if any(f.get("rule") == "NPU0016" and same_file(f["file"], original)
               for f in by_base.get(os.path.basename(original), ())):
            continue  # the whole source was not read, which is a finding
        for line, symbol in hits:
            if symbol in mine:
                continue
            first, last = lines.get(line, (0, 0)) if lines else (0, 1 << 30)
            if is_file(symbol):
                continue  # a header of the project itself
            own_symbol = here.get(_entity(symbol), [])
            if not python and any(f.get("native") or f.get("class") == "native" for f in own_symbol) and _written_anew(
                    [f for f in sum(here.values(), []) if first <= f["line"] <= last], symbol):
                continue
            known = sum(here.values(), []) if python else here.get(_entity(symbol), []) + here.get(symbol, [])
            if not any((f["line"] == 0 or first <= f["line"] <= last) and _kept_on_purpose(f, symbol)
                       and (not python or _same_attribute(f["symbol"], symbol)) for f in known):
                silent.append(Hit(name, line, symbol, texts[name].split("\n")[line - 1].strip()))
    return silent


def main(arguments=None):
    silent = silent_leftovers(*parse_arguments(__doc__, arguments))
    for hit in silent:
        print(f"{hit.file}:{hit.line}: {hit.symbol}: {hit.text.encode('utf-8', 'replace').decode()}")
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
