#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""CPU time that building an extension takes: torch's own CppExtension build against npu_torch's, which has torch's
headers precompiled. Both build the same sources: two host sources of its own, or those of a migrated extension, whose
kernels torch's build gives to the host compiler.

    PYTHONPATH=build/lib/python python3 tests/bench/extension_build.py [--runs 3] [FOLDER SOURCE... [-I FOLDER]...]
"""

import argparse
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

OPERATORS = '''
#include <torch/extension.h>
at::Tensor blend(at::Tensor a, at::Tensor b, double t) {
  TORCH_CHECK(a.sizes() == b.sizes(), "sizes differ");
  at::Tensor out = torch::empty_like(a);
  AT_DISPATCH_FLOATING_TYPES(a.scalar_type(), "blend", [&] {
    const scalar_t *x = a.data_ptr<scalar_t>(), *y = b.data_ptr<scalar_t>();
    scalar_t *z = out.data_ptr<scalar_t>();
    for (int64_t i = 0; i < a.numel(); ++i)
      z[i] = x[i] + scalar_t(t) * (y[i] - x[i]);
  });
  return out;
}
'''
BINDINGS = '''
#include <torch/extension.h>
at::Tensor blend(at::Tensor a, at::Tensor b, double t);
PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) { m.def("blend", &blend); }
'''
SETUP = '''
from setuptools import setup
from npu_torch.utils.cpp_extension import include_paths
from {module} import BuildExtension, {extension}
setup(name='bench', ext_modules=[{extension}('bench_ext', {sources}, include_dirs={include_dirs} + include_paths(),
                                             extra_compile_args=['-O2', '-std=c++17', '-fno-strict-aliasing'])],
      cmdclass={{'build_ext': BuildExtension}})
'''


def cpu_seconds(command, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def build(module, extension, project):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder) / 'project'
        if project.folder:
            shutil.copytree(project.folder, folder, ignore=shutil.ignore_patterns('build', '*.so'))
        else:
            folder.mkdir()
            (folder / 'operators.cpp').write_text(OPERATORS)
            (folder / 'bindings.cpp').write_text(BINDINGS)
        setup = SETUP.format(module=module, extension=extension, sources=project.sources or ['bindings.cpp', 'operators.cpp'],
                             include_dirs=project.include)
        (folder / 'bench_setup.py').write_text(setup)
        return cpu_seconds([sys.executable, 'bench_setup.py', 'build_ext', '--build-lib', 'built'], folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--runs', type=int, default=3)
    parser.add_argument('folder', nargs='?', help='a migrated extension')
    parser.add_argument('sources', nargs='*', help='its sources, relative to the folder')
    parser.add_argument('-I', dest='include', action='append', default=[], help='an include folder, relative likewise')
    project = parser.parse_args()
    # The builds run in other folders.
    os.environ['PYTHONPATH'] = os.pathsep.join(os.path.abspath(p) for p in os.environ.get('PYTHONPATH', '').split(os.pathsep))
    runs = project.runs
    with tempfile.TemporaryDirectory() as cache:
        os.environ['NPU_TORCH_CACHE'] = cache
        first = build('npu_torch.utils.cpp_extension', 'NPUExtension', project)
        ours = statistics.median(build('npu_torch.utils.cpp_extension', 'NPUExtension', project) for _ in range(runs))
    theirs = statistics.median(build('torch.utils.cpp_extension', 'CppExtension', project) for _ in range(runs))
    print(f'torch.utils.cpp_extension           {theirs:6.1f} s of CPU')
    print(f'npu_torch, header still to compile  {first:6.1f} s of CPU')
    print(f'npu_torch                           {ours:6.1f} s of CPU, {ours / theirs:.2f} of torch')
    return 0 if ours <= theirs / 2 else 1


if __name__ == '__main__':
    sys.exit(main())
