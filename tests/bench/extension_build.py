#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""CPU time that building an extension takes: torch's own CppExtension build against npu_torch's, which has torch's
headers precompiled. Both build the same host sources.

    PYTHONPATH=build/lib/python python3 tests/bench/extension_build.py [--runs 3]
"""

import argparse
import os
import pathlib
import resource
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
from {module} import BuildExtension, {extension}
setup(name='bench', ext_modules=[{extension}('bench_ext', ['bindings.cpp', 'operators.cpp'],
                                             extra_compile_args=['-O2'])], cmdclass={{'build_ext': BuildExtension}})
'''


def cpu_seconds(command, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def build(module, extension):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (('operators.cpp', OPERATORS), ('bindings.cpp', BINDINGS),
                           ('setup.py', SETUP.format(module=module, extension=extension))):
            (pathlib.Path(folder) / name).write_text(text)
        return cpu_seconds([sys.executable, 'setup.py', 'build_ext', '--inplace'], folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--runs', type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as cache:
        os.environ['NPU_TORCH_CACHE'] = cache
        first = build('npu_torch.utils.cpp_extension', 'NPUExtension')
        ours = statistics.median(build('npu_torch.utils.cpp_extension', 'NPUExtension') for _ in range(runs))
    theirs = statistics.median(build('torch.utils.cpp_extension', 'CppExtension') for _ in range(runs))
    print(f'torch.utils.cpp_extension           {theirs:6.1f} s of CPU')
    print(f'npu_torch, header still to compile  {first:6.1f} s of CPU')
    print(f'npu_torch                           {ours:6.1f} s of CPU, {ours / theirs:.2f} of torch')
    return 0 if ours <= theirs / 2 else 1


if __name__ == '__main__':
    sys.exit(main())
