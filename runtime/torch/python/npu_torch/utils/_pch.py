# SPDX-License-Identifier: Apache-2.0
"""Precompiled headers, kept in a cache: torch's headers are most of what a source of an extension costs to compile.

A header is precompiled for a compiler and its options. NPU_TORCH_PCH=0 does without; NPU_TORCH_CACHE names another
folder than ~/.cache/npu_torch."""

import fcntl
import hashlib
import os
import pathlib
import re
import shutil
import subprocess

# Headers that are worth it, and the headers that bring all of them (or nearly so) anyway: where a source includes one of
# these, it may as well get the precompiled one first.
_HEADERS = {
    'torch/extension.h': ('torch/extension.h', 'torch/python.h'),
    'torch/types.h': ('torch/types.h', 'torch/all.h', 'torch/torch.h', 'torch/script.h', 'ATen/ATen.h'),
}
_KEPT = 6  # a precompiled header takes 70 to 700 MB

_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)


def cache_folder():
    return pathlib.Path(os.environ.get('NPU_TORCH_CACHE') or pathlib.Path.home() / '.cache' / 'npu_torch')


def header_of(source, include_dirs):
    """The header to precompile for a source; None if it includes none that is worth it."""
    included, seen, pending = set(), set(), [pathlib.Path(source)]
    while pending:
        file = pending.pop()
        if file in seen or not file.is_file():
            continue
        seen.add(file)
        for _, name in _INCLUDE.findall(file.read_text(errors='replace')):
            included.add(name)
            pending += [folder / name for folder in (file.parent, *map(pathlib.Path, include_dirs))]
    for header, names in _HEADERS.items():
        if included.intersection(names):
            return header
    return None


def _key(command):
    """What a precompiled header depends on."""
    compiler = shutil.which(command[0]) or command[0]
    facts = [compiler, str(os.stat(compiler).st_mtime_ns)]
    libraries = [word for word in command if word.startswith('/') and os.path.isdir(word)]
    facts += [str(os.stat(folder).st_mtime_ns) for folder in libraries]
    return hashlib.sha256('\0'.join(facts + command[1:]).encode()).hexdigest()[:20]


_OF_TORCH = ('-DTORCH_API_INCLUDE_EXTENSION_H', '-DPYBIND11_', '-D_GLIBCXX_USE_CXX11_ABI=')


def _affects(flag, clang):
    """Whether an option matters for the header. The name of the module does not. torch's own macros do. gcc finds out by
    itself whether another macro does, and takes the header as text then; clang does not look."""
    if flag.startswith(('-DTORCH_EXTENSION_NAME=', '-W', '-fdiagnostics')):
        return False
    return clang or not flag.startswith('-D') or flag.startswith(_OF_TORCH)


def precompiled(header, command, kernels):
    """Options that make `command`, a compiler with options, use `header` precompiled; for sources with kernels after
    the header of the device language. An empty list where it cannot be had."""
    if os.environ.get('NPU_TORCH_PCH') == '0':
        return []
    clang = kernels or 'clang' in os.path.basename(command[0])
    command = [flag for flag in command if _affects(flag, clang)]
    text = f'#include <{header}>\n'
    if kernels:
        text = '#include <npu/kernel.h>\n' + text
    folder = cache_folder() / 'pch' / _key(command + [text])
    file = folder / ('torch.npu.cpp' if kernels else 'torch.h')
    use = ['-include', str(file)]
    result = pathlib.Path(f'{file}.{"pch" if clang else "gch"}')
    if result.exists():
        os.utime(folder)
        return use
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / 'lock', 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if result.exists():
            return use
        file.write_text(text)
        made = folder / 'making'
        if clang:
            how = ['-Xclang', '-emit-pch', '-Xclang', '-fpch-instantiate-templates', '-c']
            how += [] if kernels else ['-x', 'c++']
        else:
            how = ['-x', 'c++-header']
        run = subprocess.run(command + how + [str(file), '-o', str(made)], stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True)
        if run.returncode != 0:  # the compilation without it tells why, if it fails too
            shutil.rmtree(folder, ignore_errors=True)
            return []
        made.rename(result)
    _prune(folder.parent)
    return use


def _prune(folder):
    by_use = sorted((f for f in folder.iterdir() if f.is_dir()), key=lambda f: f.stat().st_mtime, reverse=True)
    for old in by_use[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
