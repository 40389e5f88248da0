# SPDX-License-Identifier: Apache-2.0
"""Building extensions: setup.py, pip, load; what is built again, precompiled headers, errors."""

import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import textwrap
import unittest

import torch

import npu_torch
from npu_torch.utils import _pch, cpp_extension

DEVICE = npu_torch.device()

BINDINGS = '''
#include <torch/extension.h>
#include "scale.h"
#ifndef FACTOR
#error "the macro of the host sources is missing"
#endif
at::Tensor run(at::Tensor x) { return scale(x, FACTOR); }
PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) { m.def("run", &run); }
'''
HEADER = 'at::Tensor scale(at::Tensor x, double factor);\n'
KERNELS = '''
#include "npu/kernel.h"
#include "npu/torch.h"
#include <torch/types.h>
#include "../scale.h"
#ifndef FOR_KERNELS
#error "the macro of the kernel sources is missing"
#endif
NPU_GLOBAL void scale_all(float *x, float factor, int n) { NPU_KERNEL_LOOP(i, n) x[i] *= factor; }
at::Tensor scale(at::Tensor x, double factor) {
  TORCH_CHECK(npu::torch::is_npu(x), "not on the device");
  at::Tensor y = x.clone();
  NPU_LAUNCH(scale_all, (npu::torch::GET_BLOCKS(x.numel(), 32), 32, 0, npu::torch::getCurrentStream()),
             y.data_ptr<float>(), float(factor), int(x.numel()));
  NPU_TORCH_LAUNCH_CHECK();
  return y;
}
'''
SETUP = '''
from setuptools import setup
from npu_torch.utils.cpp_extension import BuildExtension, NPUExtension
setup(name='npu_torch_test_package', version='1.0', packages=['npu_torch_test_package'],
      ext_modules=[NPUExtension('npu_torch_test_package.ext', ['src/bindings.cpp', 'src/kernels/scale.npu.cpp',
                                                           './src/kernels/scale.npu.cpp'],
                                include_dirs=['src'], define_macros=[('FACTOR', '3')],
                                libraries=['cudart', 'cublas', 'c10_cuda', 'm'], extra_link_args=['-lcurand'],
                                extra_compile_args={'cxx': ['-O1'], 'nvcc': ['-O2', '-DFOR_KERNELS', '-gencode',
                                                                            'arch=compute_80,code=sm_80']})],
      cmdclass={'build_ext': BuildExtension.with_options(use_ninja=True)})
'''
CHECK = '''
import torch, npu_torch
from npu_torch_test_package import ext
before = npu_torch.launch_count()
y = ext.run(torch.arange(100., device=npu_torch.device()))
assert npu_torch.launch_count() == before + 1
assert torch.equal(y.cpu(), torch.arange(100.) * 3)
print('fine', ext.__file__)
'''


def python(*arguments, cwd, **environment):
    return subprocess.run([sys.executable, *arguments], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env={**os.environ, **environment}, timeout=800)


class Project(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='npu torch ')  # with a space
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name, text in (('src/bindings.cpp', BINDINGS), ('src/scale.h', HEADER),
                           ('src/kernels/scale.npu.cpp', KERNELS), ('setup.py', SETUP),
                           ('npu_torch_test_package/__init__.py', '')):
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text)

    def passes(self, done):
        self.assertEqual(done.returncode, 0, done.stdout)
        return done.stdout

    def test_setup_in_place(self):
        self.passes(python('setup.py', 'build_ext', '--inplace', cwd=self.root))
        self.assertIn('fine', self.passes(python('-c', CHECK, cwd=self.root)))
        # Nothing is compiled again unless it has changed; a header counts.
        objects = sorted(self.root.glob('build/**/*.o'))
        self.assertEqual(len(objects), 2)
        times = [o.stat().st_mtime_ns for o in objects]
        self.passes(python('setup.py', 'build_ext', '--inplace', cwd=self.root))
        self.assertEqual([o.stat().st_mtime_ns for o in objects], times)
        (self.root / 'src/scale.h').write_text(HEADER + '// changed\n')
        self.passes(python('setup.py', 'build_ext', '--inplace', cwd=self.root))
        self.assertTrue(all(o.stat().st_mtime_ns > t for o, t in zip(objects, times)))
        # Errors name the source.
        (self.root / 'src/bindings.cpp').write_text(BINDINGS + 'this is no C++;\n')
        done = python('setup.py', 'build_ext', '--inplace', cwd=self.root)
        self.assertNotEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r'bindings\.cpp:\d+:\d+: error')

    def test_pip(self):
        target = self.root / 'installed'
        self.passes(python('-m', 'pip', 'install', '.', '--no-build-isolation', '--no-deps', '--no-index', '--target',
                           str(target), cwd=self.root))
        out = self.passes(python('-c', CHECK, cwd='/', PYTHONPATH=f'{target}:{os.environ["PYTHONPATH"]}'))
        self.assertIn(str(target), out)


class Installed(unittest.TestCase):
    def test_import(self):
        with tempfile.TemporaryDirectory() as prefix:
            for component in ('runtime', 'torch'):
                subprocess.run(['cmake', '--install', os.environ['NPUIFY_BUILD'], '--prefix', prefix, '--component', component],
                               check=True, stdout=subprocess.DEVNULL)
            package = next(pathlib.Path(prefix).glob('lib*/**/npu_torch/__init__.py')).parent
            done = python('-c', 'import torch, npu_torch\n'
                          'print((torch.ones(2, device=npu_torch.device()) + 1).sum().item())\n'
                          'print(open("/proc/self/maps").read())', cwd='/', PYTHONPATH=str(package.parent))
            self.assertEqual(done.returncode, 0, done.stdout)
            self.assertTrue(done.stdout.startswith('4.0'))
            ours = {line.split()[-1] for line in done.stdout.splitlines() if 'libnpu' in line}
            self.assertTrue(ours and all(path.startswith(os.path.realpath(prefix)) for path in ours), ours)


class Load(unittest.TestCase):
    SOURCE = textwrap.dedent('''
        #include <torch/extension.h>
        int version() { return VERSION; }
        PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) { m.def("version", &version); }
        ''')

    def test_load_again(self):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / 'host.cpp'
            source.write_text(self.SOURCE)
            build = pathlib.Path(folder) / 'build'
            one = cpp_extension.load('npu_torch_test_load', str(source), extra_cflags=['-DVERSION=1'],
                                     build_directory=str(build))
            two = cpp_extension.load('npu_torch_test_load', [str(source)], extra_cflags=['-DVERSION=2'],
                                     build_directory=str(build))
            self.assertEqual((one.version(), two.version()), (1, 2))
            with self.assertRaisesRegex(RuntimeError, 'VERSION'):
                cpp_extension.load('npu_torch_test_load', [str(source)], build_directory=str(build))

    def test_operators(self):
        with tempfile.TemporaryDirectory() as folder:
            cpp_extension.load_inline(
                'npu_torch_test_library',
                'at::Tensor twice(const at::Tensor &x) { return x * 2; }\n'
                'TORCH_LIBRARY(npu_torch_test_library, m) { m.def("twice(Tensor x) -> Tensor", twice); }',
                build_directory=folder, is_python_module=False)
            self.assertEqual(torch.ops.npu_torch_test_library.twice(torch.ones(1, device=DEVICE)).item(), 2)


    def test_inline_cuda(self):
        kernels = '''
            __global__ void halve_all(float *x, int n) {
              int i = blockIdx.x * blockDim.x + threadIdx.x;
              if (i < n) x[i] /= 2;
            }
            torch::Tensor halve(torch::Tensor x) {
              auto y = x.clone();
              halve_all<<<(x.numel() + 31) / 32, 32>>>(y.data_ptr<float>(), x.numel());
              return y;
            }
            '''
        with tempfile.TemporaryDirectory() as folder:
            module = cpp_extension.load_inline('npu_torch_test_inline_cuda', 'torch::Tensor halve(torch::Tensor x);', kernels,
                                               functions=['halve'], build_directory=folder)
            before = npu_torch.launch_count()
            self.assertEqual(module.halve(torch.full((40,), 6., device=DEVICE)).sum().item(), 120)
            self.assertEqual(npu_torch.launch_count(), before + 1)


@unittest.skipUnless(shutil.which('cmake'), 'no cmake')
class CMakeProject(unittest.TestCase):
    """A library in C++ that CMake builds: find_package(npu) brings the device where there is find_package(Torch)."""

    LISTS = '''
cmake_minimum_required(VERSION 3.18)
project(scale CXX)
set(CMAKE_CXX_STANDARD 17)
find_package(npu REQUIRED)
link_libraries(npu::runtime)
find_package(Torch REQUIRED)
add_executable(scale main.npu.cpp)
target_link_libraries(scale ${TORCH_LIBRARIES})
'''
    MAIN = '''
#include "npu/kernel.h"
#include "npu/torch.h"
#include <ATen/core/Tensor.h>
#include <ATen/ops/arange.h>
NPU_GLOBAL void twice(float *x, int n) { NPU_KERNEL_LOOP(i, n) x[i] *= 2; }
int main() {
  at::Tensor x = at::arange(10, at::TensorOptions().dtype(at::kFloat).device(npu::torch::kNPU));
  NPU_LAUNCH(twice, (1, 32, 0, npu::torch::getCurrentStream()), x.data_ptr<float>(), 10);
  return x.sum().item<float>() == 90 ? 0 : 1;
}
'''

    def test_build_and_run(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / 'CMakeLists.txt').write_text(self.LISTS)
            (root / 'main.npu.cpp').write_text(self.MAIN)
            prefixes = f'{os.environ["NPUIFY_BUILD"]};{torch.utils.cmake_prefix_path}'
            for command in (['cmake', '-S', folder, '-B', folder + '/build', f'-DCMAKE_PREFIX_PATH={prefixes}'],
                            ['cmake', '--build', folder + '/build'], [folder + '/build/scale']):
                done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
                self.assertEqual(done.returncode, 0, done.stdout)


class PrecompiledHeaders(unittest.TestCase):
    def test_which_header(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / 'own.h').write_text('#  include <torch/extension.h>\n')
            for text, header in (('#include "own.h"', 'torch/extension.h'), ('#include <torch/all.h>', 'torch/types.h'),
                                 ('#include <ATen/ATen.h>', 'torch/types.h'), ('#include <vector>', None),
                                 ('// #include <nothing>', None)):
                (folder / 'a.cpp').write_text(text + '\n')
                self.assertEqual(_pch.header_of(folder / 'a.cpp', []), header, text)

    def test_used(self):
        # The name of the module is part of no header, other options are.
        command = ['c++', '-O2', '-fPIC', '-DTORCH_EXTENSION_NAME=a']
        other = ['c++', '-O2', '-fPIC', '-DTORCH_EXTENSION_NAME=b']
        kept = [[f for f in c if _pch._affects(f, clang=True)] for c in (command, other)]
        self.assertEqual(_pch._key(kept[0]), _pch._key(kept[1]))
        self.assertNotEqual(_pch._key(command), _pch._key(['c++', '-O3', '-fPIC', '-DTORCH_EXTENSION_NAME=a']))
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / 'a.cpp').write_text('#include <torch/extension.h>\n')
            extension = cpp_extension._build.Extension('a', [folder / 'a.cpp'], folder / 'a.so')
            command = extension.compile_command(folder / 'a.cpp')
            header = command[command.index('-include') + 1]
            self.assertTrue(os.path.exists(header + '.gch'))
            done = subprocess.run(command + ['-Winvalid-pch', '-H', '-fsyntax-only', str(folder / 'a.cpp')],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True)
            self.assertIn(f'! {header}.gch', done.stdout)  # gcc's mark of one that it uses


if __name__ == '__main__':
    unittest.main()
