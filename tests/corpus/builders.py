# SPDX-License-Identifier: Apache-2.0
"""Builds a migrated program: with its own migrated build files when they work, else by compiling its sources directly."""
import glob
import os
import re
import shutil
from dataclasses import dataclass, field

from build_commands import BUILD_FILES
from process import run

RENAMED = {".cu": ".npu.cpp", ".cuh": ".npu.hpp"}
# Libraries that a GPU build links and the CPU runtime holds or does without.
VENDOR_LIBRARIES = re.compile(r"cud(a|art|art_static|adevrt)|cublas\w*|cufft\w*|curand\w*|cusparse\w*|cusolver\w*|nv\w+|nccl|cutil\w*|shrutil\w*")


@dataclass
class Toolchain:
    build: str  # npuify's build folder
    headers: str  # folder that holds npu/
    compiler: str = "g++"
    prefix: str = ""  # where `install` put npuify; find_package(npu) looks there
    flags: list = field(default_factory=lambda: ["-O2", "-w"])

    def install(self, prefix):
        """Installs npuify from its build folder, so that migrated CMake projects find it as users' do."""
        done = run(["cmake", "--install", self.build, "--prefix", prefix], limit=120)
        if done.returncode == 0:
            self.prefix = prefix
        return done

    @property
    def npucc(self):
        return os.path.join(self.build, "bin", "npucc")

    def environment(self):
        env = dict(os.environ)
        env["PATH"] = os.path.join(self.build, "bin") + os.pathsep + env.get("PATH", "")
        env["LD_LIBRARY_PATH"] = os.path.join(self.build, "lib")
        env["NVCC"] = "npucc"
        return env


@dataclass
class Built:
    way: str  # "make", "cmake", "direct" or "" when nothing worked
    executable: str = ""
    cpu: float = 0.0
    error: str = ""


def first_error(text):
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith("collect2:")] or lines
    pattern = re.compile(r"\b(?:fatal )?error\b|undefined reference|No rule to make|multiple definition|cannot find -l", re.I)
    found = next((line for line in lines if pattern.search(line)), lines[-1] if lines else "no output")
    return re.sub(r"(?:/[^/\s:'\"]+)+/", "", found)[:300]  # without the folders


def migrated_path(out, relative):
    """Where a source of the checkout lies in the output."""
    stem, suffix = os.path.splitext(relative)
    for base in (out, os.path.join(out, "_deps")):
        for candidate in (stem + RENAMED.get(suffix, suffix), relative):
            path = os.path.join(base, candidate)
            if os.path.isfile(path):
                return path
    return None


def _is_program(path):
    """An executable or a shared library that was linked here; scripts and objects are none."""
    if not os.path.isfile(path) or os.path.islink(path) or not os.access(path, os.X_OK):
        return False
    with open(path, "rb") as stream:
        return stream.read(4) == b"\x7fELF"


def _executable(directory, name):
    """What a build made: the program of that name, or without a name the first one (CMake's own probes aside)."""
    if name and _is_program(os.path.join(directory, name)):
        return os.path.join(directory, name)
    for folder, folders, files in os.walk(directory):
        folders[:] = sorted(f for f in folders if f != "CMakeFiles")
        for file in sorted(files):
            if (not name or file == os.path.basename(name)) and _is_program(os.path.join(folder, file)):
                return os.path.join(folder, file)
    return None


def build_with_make(tools, directory, binary, limit):
    if not any(os.path.isfile(os.path.join(directory, f)) for f in BUILD_FILES):
        return Built("")
    if not os.path.exists(tools.npucc):
        return Built("", error="npucc is not built")
    outcome = run(["make"], cwd=directory, limit=limit, env=tools.environment())
    executable = _executable(directory, binary)
    if outcome.returncode != 0 or not executable:
        return Built("", cpu=outcome.cpu, error=first_error(outcome.stderr + outcome.stdout))
    return Built("make", executable, outcome.cpu)


def build_with_cmake(tools, directory, binary, limit):
    if not os.path.isfile(os.path.join(directory, "CMakeLists.txt")):
        return Built("")
    if not tools.prefix:
        return Built("", error="npuify is not installed")
    build = os.path.join(directory, "_build")
    configured = run(["cmake", "-G", "Ninja", "-S", directory, "-B", build, "-DCMAKE_PREFIX_PATH=" + tools.prefix],
                     limit=limit, env=tools.environment())
    if configured.returncode != 0:
        return Built("", cpu=configured.cpu, error=first_error(configured.stderr))
    outcome = run(["cmake", "--build", build, "-j", "1"], limit=limit, env=tools.environment())
    executable = _executable(build, binary)
    cpu = configured.cpu + outcome.cpu
    if outcome.returncode != 0 or not executable:
        return Built("", cpu=cpu, error=first_error(outcome.stderr + outcome.stdout))
    return Built("cmake", executable, cpu)


def build_directly(tools, plan, checkout, out, directory, binary, limit):
    """Compiles each source of the plan from its migrated place; folders named by -I are looked up in the output too."""
    objects, cpu = [], 0.0
    for number, source in enumerate(plan.sources):
        relative = os.path.relpath(source.path, checkout)
        path = migrated_path(out, relative)
        if path is None:
            return Built("", cpu=cpu, error=f"not in the output: {relative}")
        includes = []
        for folder in source.includes:
            inside = os.path.relpath(folder, checkout)
            includes += [c for c in (os.path.join(out, inside), os.path.join(out, "_deps", inside)) if os.path.isdir(c)]
        is_c = path.endswith(".c")
        compiler = {"g++": "gcc", "clang++-19": "clang-19"}.get(tools.compiler, tools.compiler) if is_c else tools.compiler
        standard = [] if is_c else ["-std=" + (source.standard if re.search(r"(20|2a|23|2b)$", source.standard) else "c++17")]
        target = os.path.join(directory, f"_direct_{number}.o")
        outcome = run([compiler, *standard, *tools.flags, *(["-fopenmp"] if plan.openmp else []),
                       *["-D" + d for d in source.defines], *["-I" + i for i in includes], "-I" + tools.headers,
                       "-c", path, "-o", target], cwd=directory, limit=limit)
        cpu += outcome.cpu
        if outcome.returncode != 0:
            return Built("", cpu=cpu, error="compiler stopped at the time limit" if outcome.timed_out
                         else first_error(outcome.stderr))
        objects.append(target)
    executable = os.path.join(directory, "_direct_" + binary)
    libraries = os.path.join(tools.build, "lib")
    extra = [lib for lib in plan.libraries if not VENDOR_LIBRARIES.fullmatch(lib)]
    outcome = run([tools.compiler, *objects, *(["-fopenmp"] if plan.openmp else []), "-o", executable, "-L" + libraries,
                   "-lnpu", "-Wl,--push-state,--as-needed", *glob.glob(os.path.join(libraries, "libnpu?*.so")),
                   "-Wl,--pop-state", "-Wl,-rpath," + libraries, *["-l" + lib for lib in extra], "-lm", "-lpthread", "-ldl"],
                  cwd=directory, limit=limit)
    cpu += outcome.cpu
    if outcome.returncode != 0:
        return Built("", cpu=cpu, error=first_error(outcome.stderr))
    wanted = os.path.join(directory, binary)
    if not os.path.isdir(wanted):
        shutil.copy2(executable, wanted)
        executable = wanted
    return Built("direct", executable, cpu)
