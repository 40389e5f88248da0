# SPDX-License-Identifier: Apache-2.0
"""Compiles and links extensions: kernels by npucc, the rest by the host compiler."""

import os
import pathlib
import shlex
import shutil
import subprocess
import sysconfig

from . import _pch, _toolchain


class BuildError(RuntimeError):
    pass


class Extension:
    """What is to be built: sources, options and the file that comes out."""

    def __init__(self, name, sources, output, *, host_flags=(), kernel_flags=(), include_dirs=(), link_flags=(),
                 objects=(), optimize='-O2'):
        self.name, self.output = name, pathlib.Path(output).absolute()
        # Patterns such as *.cpp and *.npu.cpp may both have found a source.
        self.sources = [pathlib.Path(s).absolute() for s in dict.fromkeys(map(os.path.normpath, sources))]
        self.host_flags, self.kernel_flags = list(host_flags), list(kernel_flags)
        self.include_dirs = [os.path.abspath(d) for d in include_dirs]
        self.link_flags, self.objects = list(link_flags), list(objects)
        self.optimize = optimize

    def compile_command(self, source):
        """The command without source and output; the precompiled header is made here if there is none yet."""
        kernel = _toolchain.is_kernel_source(source)
        own = self.kernel_flags if kernel else self.host_flags
        system = _toolchain.include_paths() + [sysconfig.get_paths()['include']]
        project = [d for d in self.include_dirs if d not in system]
        flags = _toolchain.common_flags() + [f'-DTORCH_EXTENSION_NAME={self.name.split(".")[-1]}'] + own
        flags = _toolchain.with_standard(flags)
        if any(f.startswith('-DPy_LIMITED_API') for f in own):  # pybind11 does not know it, and this brings pybind11
            flags.remove('-DTORCH_API_INCLUDE_EXTENSION_H')
        if not any(f.startswith('-O') for f in own) and not kernel:
            flags.insert(0, self.optimize)
        includes = [f'-I{d}' for d in project] + _toolchain.system_includes()
        compiler = [_toolchain.npucc()] if kernel else _toolchain.host_compiler()
        command = compiler + flags + includes
        header = _pch.header_of(source, project) if source.suffix in ('.cpp', '.cc', '.cxx') else None
        if header:
            command += _pch.precompiled(header, compiler + flags + _toolchain.system_includes(), kernel)
        return command

    def object_of(self, source, folder):
        """Its object file; sources of the same name in different folders have different ones."""
        common = os.path.commonpath([s.parent for s in self.sources])
        relative = source.relative_to(common)
        return folder / relative.parent / (relative.name + '.o')

    def link_command(self, objects):
        return _toolchain.host_compiler() + ['-shared', *map(str, objects), *self.objects,
                                             *_toolchain.without_replaced_libraries(self.link_flags), '-o',
                                             str(self.output)]


def runtime_link_flags():
    """What links an extension to npu_torch, the runtime and torch, and finds them again at run time."""
    flags = []
    for folder in _toolchain.library_paths():
        flags += [f'-L{folder}', f'-Wl,-rpath,{folder}']
    return flags + [f'-l{library}' for library in _toolchain.LIBRARIES]


def _ninja_escape(text):
    return text.replace('$', '$$').replace(' ', '$ ').replace(':', '$:')


def _write_ninja_file(folder, steps, link):
    lines = ['ninja_required_version = 1.5', 'rule step', '  command = $command', '  depfile = $depfile', '  deps = gcc',
             'rule link', '  command = $command']
    for source, result, command in steps:
        lines += [f'build {_ninja_escape(str(result))}: step {_ninja_escape(str(source))}',
                  f'  command = {shlex.join(command).replace("$", "$$")}',
                  f'  depfile = {str(result)}.d']
    objects, result, command = link
    lines += [f'build {_ninja_escape(str(result))}: link {" ".join(_ninja_escape(str(o)) for o in objects)}',
              f'  command = {shlex.join(command).replace("$", "$$")}', f'default {_ninja_escape(str(result))}', '']
    path = folder / 'build.ninja'
    text = '\n'.join(lines)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def _jobs():
    number = os.environ.get('MAX_JOBS', '')
    return ['-j', number] if number.isdigit() else []


def build(extension, folder, verbose=False):
    """Builds what has changed since the last time; `folder` keeps what lies between. Raises BuildError."""
    folder = pathlib.Path(folder).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    extension.output.parent.mkdir(parents=True, exist_ok=True)
    steps = []
    for source in extension.sources:
        result = extension.object_of(source, folder)
        result.parent.mkdir(parents=True, exist_ok=True)
        command = extension.compile_command(source)
        steps.append((source, result, command + ['-MMD', '-MF', f'{result}.d', '-c', str(source), '-o', str(result)]))
    objects = [result for _, result, _ in steps]
    link = extension.link_command(objects)
    if shutil.which('ninja'):
        _write_ninja_file(folder, steps, (objects, extension.output, link))
        _run(['ninja', '-C', str(folder), *(['-v'] if verbose else []), *_jobs()], verbose)
    else:
        for _, _, command in steps:
            _run(command, verbose)
        _run(link, verbose)
    return extension.output


def _run(command, verbose):
    done = subprocess.run(command, stdout=None if verbose else subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise BuildError(f'building the extension failed:\n{done.stdout or ""}')
