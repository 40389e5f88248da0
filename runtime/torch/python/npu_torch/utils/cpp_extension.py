# SPDX-License-Identifier: Apache-2.0
"""Builds C++ extensions for the npu device: torch.utils.cpp_extension with NPU in place of CUDA, and the same
arguments.

Sources named x.npu.cpp hold kernels and are compiled by npucc, as are CUDA sources (x.cu), which are migrated on the
way; the rest goes to the host compiler ($CXX or c++). Options for kernels are those of nvcc: in setup.py under the key
'npucc' or 'nvcc' of extra_compile_args, in load() as extra_cuda_cflags."""

import importlib.util
import os
import pathlib
import sys

import setuptools
import torch
from setuptools.command.build_ext import build_ext
from torch.utils._cpp_extension_versioner import ExtensionVersioner
from torch.utils.file_baton import FileBaton

from . import _build, _pch
from ._toolchain import LIBRARIES, home, include_paths, library_paths

__all__ = ['NPU_HOME', 'BuildExtension', 'CppExtension', 'NPUExtension', 'include_paths', 'library_paths', 'load',
           'load_inline']

# The counterpart of CUDA_HOME: where the kernel compiler is installed, or None.
NPU_HOME = home()


def NPUExtension(name, sources, *args, **kwargs):
    """A setuptools.Extension for C++ sources and kernels; the counterpart of CUDAExtension."""
    for option in ('dlink', 'dlink_libraries'):  # there is no separate device code to link
        kwargs.pop(option, None)
    kwargs['include_dirs'] = list(kwargs.get('include_dirs') or []) + include_paths()
    kwargs['library_dirs'] = list(kwargs.get('library_dirs') or []) + library_paths()
    kwargs['runtime_library_dirs'] = list(kwargs.get('runtime_library_dirs') or []) + library_paths()
    kwargs['libraries'] = list(kwargs.get('libraries') or []) + LIBRARIES
    kwargs['language'] = 'c++'
    return setuptools.Extension(name, sources, *args, **kwargs)


# An extension without kernels may use the device's C++ interface too.
CppExtension = NPUExtension


class BuildExtension(build_ext):
    """The command build_ext for such extensions, and for torch's own CppExtension."""

    options = {}

    @classmethod
    def with_options(cls, **options):
        return type(cls.__name__, (cls,), {'options': {**cls.options, **options}})

    def get_ext_filename(self, ext_name):
        name = super().get_ext_filename(ext_name)
        if self.options.get('no_python_abi_suffix'):  # x.cpython-311-x86_64-linux-gnu.so
            parts = name.split('.')
            name = '.'.join(parts[:-2] + parts[-1:])
        return name

    def build_extension(self, ext):
        flags = ext.extra_compile_args
        if not isinstance(flags, dict):
            flags = {'cxx': flags or [], 'nvcc': flags or []}
        macros = []
        for name, *value in ext.define_macros:
            macros.append(f'-D{name}' if not value or value[0] is None else f'-D{name}={value[0]}')
        macros += [f'-U{name}' for name in ext.undef_macros]
        debug = ['-g'] if self.debug else []
        link = []
        for folder in ext.library_dirs + (self.library_dirs or []):
            link.append(f'-L{folder}')
        for folder in ext.runtime_library_dirs + (self.rpath or []):
            link.append(f'-Wl,-rpath,{folder}')
        link += [f'-l{library}' for library in ext.libraries + (self.libraries or [])] + (ext.extra_link_args or [])
        extension = _build.Extension(
            ext.name, ext.sources, self.get_ext_fullpath(ext.name),
            host_flags=debug + macros + list(flags.get('cxx', [])),
            kernel_flags=debug + macros + list(flags.get('npucc', flags.get('nvcc', []))),
            include_dirs=ext.include_dirs + (self.include_dirs or []), link_flags=link, objects=ext.extra_objects,
            optimize='-O0' if self.debug else '-O2')
        _build.build(extension, pathlib.Path(self.build_temp) / ext.name, verbose=self.verbose)


_versions = ExtensionVersioner()


def _jit_folder(name):
    root = os.environ.get('TORCH_EXTENSIONS_DIR')
    root = pathlib.Path(root) if root else _pch.cache_folder() / 'extensions'
    python = f'py{sys.version_info.major}{sys.version_info.minor}_torch{torch.__version__.split("+")[0]}_npu'
    return root / python / name


def load(name, sources, extra_cflags=None, extra_cuda_cflags=None, extra_ldflags=None, extra_include_paths=None,
         build_directory=None, verbose=False, with_cuda=None, is_python_module=True, is_standalone=False,
         keep_intermediates=True):
    """Builds an extension, if it has changed, and loads it; see torch.utils.cpp_extension.load."""
    if is_standalone:
        raise NotImplementedError('programs of their own are built with npucc and CMake; see docs/explanation/torch.md')
    sources = [sources] if isinstance(sources, (str, os.PathLike)) else list(sources)
    sources = [str(s) for s in sources]
    folder = pathlib.Path(build_directory or _jit_folder(name))
    folder.mkdir(parents=True, exist_ok=True)
    version = _versions.bump_version_if_changed(
        name, sources, build_arguments=[extra_cflags, extra_cuda_cflags, extra_ldflags, extra_include_paths],
        build_directory=str(folder), with_cuda=True, is_python_module=is_python_module, is_standalone=False)
    if version > 0:  # a module of this name is loaded, and stays
        name = f'{name}_v{version}'
    extension = _build.Extension(name, sources, folder / f'{name}.so', host_flags=extra_cflags or (),
                                 kernel_flags=extra_cuda_cflags or (), include_dirs=extra_include_paths or (),
                                 link_flags=_build.runtime_link_flags() + (extra_ldflags or []))
    baton = FileBaton(str(folder / 'lock'))
    if baton.try_acquire():
        try:
            _build.build(extension, folder, verbose)
        finally:
            baton.release()
    else:
        baton.wait()
    if not is_python_module:
        torch.ops.load_library(str(extension.output))
        return None
    spec = importlib.util.spec_from_file_location(name, extension.output)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _bindings(functions, with_pytorch_error_handling):
    if isinstance(functions, str):
        functions = [functions]
    if not isinstance(functions, dict):
        functions = {name: name for name in functions}
    wrap = 'torch::wrap_pybind_function({})' if with_pytorch_error_handling else '{}'
    lines = [f'm.def("{name}", {wrap.format(name)}, "{text}");' for name, text in functions.items()]
    return ['PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) {', *lines, '}']


def _write(path, parts):
    text = '\n'.join(parts) + '\n'
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
    return str(path)


def load_inline(name, cpp_sources, cuda_sources=None, functions=None, extra_cflags=None, extra_cuda_cflags=None,
                extra_ldflags=None, extra_include_paths=None, build_directory=None, verbose=False, with_cuda=None,
                is_python_module=True, with_pytorch_error_handling=True, keep_intermediates=True):
    """The same with sources in strings; kernels may be in the NPU dialect or in CUDA."""
    folder = pathlib.Path(build_directory or _jit_folder(name))
    folder.mkdir(parents=True, exist_ok=True)
    cpp_sources = [cpp_sources] if isinstance(cpp_sources, str) else list(cpp_sources)
    cuda_sources = [cuda_sources] if isinstance(cuda_sources, str) else list(cuda_sources or [])
    bindings = _bindings(functions, with_pytorch_error_handling) if functions is not None else []
    sources = [_write(folder / 'main.cpp', ['#include <torch/extension.h>', '#include <npu/torch.h>', *cpp_sources,
                                            *bindings])]
    if cuda_sources:
        if any('__global__' in source or '<<<' in source for source in cuda_sources):
            sources.append(_write(folder / 'kernels.cu', ['#include <torch/types.h>', '#include <cuda_runtime.h>',
                                                          *cuda_sources]))
        else:
            sources.append(_write(folder / 'kernels.npu.cpp', ['#include <npu/kernel.h>', '#include <torch/types.h>',
                                                               '#include <npu/torch.h>', *cuda_sources]))
    return load(name, sources, extra_cflags, extra_cuda_cflags, extra_ldflags, extra_include_paths, str(folder),
                verbose, with_cuda, is_python_module, False, keep_intermediates)
