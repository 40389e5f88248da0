# SPDX-License-Identifier: Apache-2.0
"""Where compilers, headers and libraries are, and the options that every source of an extension gets."""

import functools
import os
import pathlib
import shlex
import shutil
import subprocess
import sysconfig

import torch
from torch.utils import cpp_extension as of_torch

def _package_in_tree():
    """The package as it was found, which in a build tree is a folder of links."""
    return pathlib.Path(os.path.abspath(__file__)).parent.parent


@functools.lru_cache(maxsize=None)
def npucc():
    """The kernel compiler: $NPUCC, the one of this installation, or the first in PATH."""
    if os.environ.get('NPUCC'):
        return os.environ['NPUCC']
    for folder in _package_in_tree().parents:
        if os.access(folder / 'bin' / 'npucc', os.X_OK):
            return str(folder / 'bin' / 'npucc')
    found = shutil.which('npucc')
    if not found:
        raise RuntimeError('npucc, the kernel compiler, is missing: install it, or name it in the environment '
                           'variable NPUCC')
    return found


def home():
    """The folder that holds bin/npucc; None where there is no npucc."""
    try:
        return str(pathlib.Path(shutil.which(npucc()) or npucc()).absolute().parent.parent)
    except RuntimeError:
        return None


def host_compiler():
    """The C++ compiler for sources without kernels: $CXX, else c++."""
    return shlex.split(os.environ.get('CXX', '')) or ['c++']


@functools.lru_cache(maxsize=None)
def _npucc_says(option):
    return shlex.split(subprocess.run([npucc(), option], check=True, stdout=subprocess.PIPE, text=True).stdout)


def is_kernel_source(path):
    """Whether npucc compiles it. CUDA sources are migrated on the way."""
    return str(path).endswith(('.npu.cpp', '.cu'))


def _after(option, words):
    """The folders that an option names in a command line: -isystem A, -LB."""
    found = []
    for word, following in zip(words, words[1:] + ['']):
        if word == option:
            found.append(following)
        elif option.startswith('-L') and word.startswith(option):
            found.append(word[len(option):])
    return found


def include_paths():
    """Folders with the headers of torch and of the npu runtime."""
    return of_torch.include_paths() + _after('-isystem', _npucc_says('--cflags'))


def library_paths():
    """Folders with the libraries of torch, npu_torch and the npu runtime."""
    return of_torch.library_paths() + [str(_package_in_tree() / 'lib')] + _after('-L', _npucc_says('--libs'))


_OF_CUDA_BUILDS = {'-lc10_cuda', '-ltorch_cuda', '-ltorch_cuda_cu', '-ltorch_cuda_cpp'}


@functools.lru_cache(maxsize=None)
def _npucc_links(libraries):
    """The libraries that npucc would link; it leaves out those for which the npu runtime stands in."""
    shown = subprocess.run([npucc(), '--dryrun', '-shared', 'none.o', *libraries, '-o', 'none.so'],
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return set(shown.stdout.split()) if shown.returncode == 0 else set(libraries)


def without_replaced_libraries(flags):
    """Options for the linker without -lcudart, -lc10_cuda and their like."""
    libraries = tuple(f for f in flags if f.startswith('-l') and len(f) > 2)
    linked = _npucc_links(libraries) - _OF_CUDA_BUILDS
    return [f for f in flags if f not in libraries or f in linked]


LIBRARIES = ['npu_torch', 'npu', 'c10', 'torch', 'torch_cpu', 'torch_python']


def common_flags():
    """Options of all C++ sources."""
    flags = ['-fPIC', '-DTORCH_API_INCLUDE_EXTENSION_H',
             f'-D_GLIBCXX_USE_CXX11_ABI={int(torch._C._GLIBCXX_USE_CXX11_ABI)}']
    # Modules exchange objects only if they agree on these.
    for name in ('COMPILER_TYPE', 'STDLIB', 'BUILD_ABI'):
        value = getattr(torch._C, f'_PYBIND11_{name}', None)
        if value is not None:
            flags.append(f'-DPYBIND11_{name}="{value}"')
    return flags


def with_standard(flags):
    """The options with a C++ standard: the runtime's headers need C++17, which torch's accept."""
    old = ('c++11', 'c++14', 'gnu++11', 'gnu++14', 'c++0x', 'c++1y')
    flags = [f for f in flags if not (f.startswith(('-std=', '--std=')) and f.split('=', 1)[1] in old)]
    if not any(f.startswith(('-std=', '--std=')) for f in flags):
        flags.append('-std=c++17')
    return flags


def system_includes():
    return [flag for folder in include_paths() + [sysconfig.get_paths()['include']] for flag in ('-isystem', folder)]
