# SPDX-License-Identifier: Apache-2.0
"""Finds out how a program is built: which sources make the executable, with which include folders and definitions.

The original build files are asked, not changed: `make -n` prints the commands of a Makefile; add_executable and the
include folders of a CMakeLists.txt are read from its text; without either, the folder's sources are taken.
"""
import os
import re
import shlex
from dataclasses import dataclass, field

from process import run
from programs import SOURCE_SUFFIXES

COMPILER = re.compile(r"(?:.*/)?(?:nvcc|npucc|hipcc|gcc|g\+\+|cc|c\+\+|clang|clang\+\+|icpc|icc|mpicc|mpicxx|mpic\+\+|ar|ld)(?:-[\d.]+)?")
BUILD_FILES = ("GNUmakefile", "makefile", "Makefile")


@dataclass
class Source:
    path: str  # absolute, in the original tree
    includes: list = field(default_factory=list)  # absolute folders
    defines: list = field(default_factory=list)  # NAME or NAME=VALUE
    standard: str = ""  # as in -std=


@dataclass
class Plan:
    sources: list
    libraries: list = field(default_factory=list)
    openmp: bool = False
    origin: str = ""  # "make", "cmake" or "folder"

    def include_folders(self):
        return list(dict.fromkeys(folder for s in self.sources for folder in s.includes))


@dataclass
class Command:
    inputs: list
    output: str
    compile_only: bool
    includes: list
    defines: list
    libraries: list
    standard: str
    openmp: bool


def parse_command(words, cwd):
    """One compiler or archiver call, or nothing for any other command."""
    while words and re.match(r"^[A-Za-z_]\w*=", words[0]):
        words = words[1:]
    if not words or not COMPILER.fullmatch(words[0].lstrip("@-")):
        return None
    command = Command([], "", False, [], [], [], "", False)
    archiver = re.fullmatch(r"(?:.*/)?ar", words[0])
    rest = iter(words[1:])
    absolute = lambda p: os.path.normpath(os.path.join(cwd, p))
    for word in rest:
        def value(prefix):
            return word[len(prefix):] or next(rest, "")
        if word in ("-c", "-dc", "--device-c"):
            command.compile_only = True
        elif word.startswith("-o") and not word.startswith("-openmp"):
            command.output = absolute(value("-o").lstrip("="))
        elif word.startswith("-isystem"):
            command.includes.append(absolute(value("-isystem").lstrip("=")))
        elif word.startswith("-I"):
            command.includes.append(absolute(value("-I").lstrip("=")))
        elif word.startswith("-D"):
            command.defines.append(value("-D"))
        elif re.match(r"-l[A-Za-z]", word) and word != "-lineinfo":
            command.libraries.append(word[2:])
        elif re.match(r"--?std=", word):
            command.standard = word.split("=", 1)[1]
        elif word in ("-fopenmp", "-qopenmp"):
            command.openmp = True
        elif word.startswith(("-Xcompiler", "--compiler-options")):
            if "fopenmp" in (word.split("=", 1)[1] if "=" in word else next(rest, "")):
                command.openmp = True
        elif word.endswith(SOURCE_SUFFIXES + (".o", ".a", ".obj")) and not word.startswith("-"):
            if archiver and not command.output and word.endswith(".a"):
                command.output = absolute(word)
            else:
                command.inputs.append(absolute(word))
    if not command.inputs:
        return None
    if not command.output:
        stem = os.path.splitext(os.path.basename(command.inputs[0]))[0]
        command.output = absolute(stem + ".o" if command.compile_only else "a.out")
    return command


def parse_make_output(text, cwd):
    """The compiler calls `make -n -w` printed, in order."""
    commands, folders = [], [cwd]
    for line in text.replace("\\\n", " ").splitlines():
        entering = re.match(r"make(?:\[\d+\])?: (Entering|Leaving) directory '(.*)'", line)
        if entering:
            if entering.group(1) == "Entering":
                folders.append(entering.group(2))
            elif len(folders) > 1:
                folders.pop()
            continue
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        lexer.commenters = ""
        try:
            words = list(lexer)
        except ValueError:
            continue  # an unfinished quote: no compiler call
        here, simple = folders[-1], []
        for word in words + [";"]:
            if word not in (";", "&&", "||", "|", "&", "(", ")"):
                simple.append(word)
                continue
            if simple[:1] == ["cd"] and len(simple) == 2:
                here = os.path.normpath(os.path.join(here, simple[1]))
            else:
                command = parse_command(simple, here)
                if command:
                    commands.append(command)
            simple = []
    return commands


def select(commands, binary, named_source):
    """The plan of the executable `binary`, else of the one that holds `named_source`, else of the only one."""
    links = [c for c in commands if not c.compile_only and not c.output.endswith((".a", ".o"))]
    by_output = {c.output: c for c in commands}

    def closure(link):
        sources, todo, seen = [], list(link.inputs), set()
        while todo:
            path = todo.pop(0)
            if path in seen:
                continue
            seen.add(path)
            if path.endswith(SOURCE_SUFFIXES):
                maker = next((c for c in commands if path in c.inputs), link)
                sources.append(Source(path, maker.includes, maker.defines, maker.standard))
            elif path in by_output:
                todo += by_output[path].inputs
        return sources

    wanted = [c for c in links if os.path.basename(c.output) == binary]
    wanted = wanted or [c for c in links if named_source and named_source in (s.path for s in closure(c))]
    wanted = wanted or (links if len(links) == 1 else [])
    if not wanted:
        return None
    sources = [s for s in closure(wanted[0]) if os.path.isfile(s.path)]
    if not sources or (named_source and named_source not in (s.path for s in sources)):
        return None
    return Plan(sources, wanted[0].libraries, any(c.openmp for c in commands), "make")


def plan_from_make(directory, binary, named_source):
    if not any(os.path.isfile(os.path.join(directory, f)) for f in BUILD_FILES):
        return None
    for goal in [[]] + ([[binary]] if binary else []):
        printed = run(["make", "-n", "-B", "-k", "-w", "NVCC=nvcc"] + goal, cwd=directory, limit=30)
        plan = select(parse_make_output(printed.stdout, directory), binary, named_source)
        if plan:
            return plan
    return None


def plan_from_cmake(directory, binary, named_source):
    path = os.path.join(directory, "CMakeLists.txt")
    if not os.path.isfile(path):
        return None
    with open(path, encoding="utf-8", errors="replace") as stream:
        text = re.sub(r"#.*", "", stream.read())
    text = re.sub(r"\$\{(?:CMAKE_CURRENT_SOURCE_DIR|PROJECT_SOURCE_DIR|CMAKE_SOURCE_DIR)\}", directory, text)
    executables = re.findall(r"\b(?:cuda_)?add_executable\s*\(\s*(\S+)\s+([^)]*)\)", text, re.I)
    chosen = [e for e in executables if e[0] == binary] or (executables if len(executables) == 1 else [])
    if not chosen:
        return None
    words = " ".join(re.findall(r"\b(?:target_)?include_directories\s*\(([^)]*)\)", text, re.I)).split()
    includes = [os.path.normpath(os.path.join(directory, w)) for w in words if not w.startswith("$")]
    includes = [i for i in includes if os.path.isdir(i)]
    paths = [os.path.normpath(os.path.join(directory, w)) for w in chosen[0][1].split()]
    sources = [Source(p, includes) for p in paths if p.endswith(SOURCE_SUFFIXES) and os.path.isfile(p)]
    if not sources or (named_source and named_source not in (s.path for s in sources)):
        return None
    return Plan(sources, [], False, "cmake")


def _has_main(path):
    with open(path, encoding="utf-8", errors="replace") as stream:
        return re.search(r"\bmain\s*\(", stream.read()) is not None


def plan_from_folder(directory, binary, named_source):
    """The named source with the sources of its folder that define no main and are not included by another one."""
    candidates = sorted(os.path.join(directory, f) for f in os.listdir(directory) if f.endswith(SOURCE_SUFFIXES))
    included = set()
    for path in candidates:
        with open(path, encoding="utf-8", errors="replace") as stream:
            for name in re.findall(r'^\s*#\s*include\s*"([^"]+)"', stream.read(), re.M):
                included.add(os.path.normpath(os.path.join(directory, name)))
    candidates = [c for c in candidates if c not in included]
    mains = [c for c in candidates if _has_main(c)]
    main = named_source or next((m for m in mains if os.path.splitext(os.path.basename(m))[0] == binary),
                                mains[0] if mains else None)
    if main is None:
        return None
    others = [c for c in candidates if c != main and c not in mains]
    if named_source and len(mains) > 1:
        others = []  # a folder of unrelated programs
    return Plan([Source(p) for p in [main] + others], [], False, "folder")


def discover(directory, binary, named_source=None):
    """directory, named_source: absolute paths in the original tree; binary may be unknown (None) where one program is built.
    Nothing when no main program is found."""
    for planner in (plan_from_make, plan_from_cmake, plan_from_folder):
        plan = planner(directory, binary, named_source)
        if plan:
            return plan
    return None
