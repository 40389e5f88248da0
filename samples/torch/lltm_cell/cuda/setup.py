# SPDX-License-Identifier: Apache-2.0
from setuptools import setup
from torch.utils.cpp_extension import BuildExtension, CUDAExtension

setup(
    name='lltm_cell',
    version='1.0',
    py_modules=['lltm'],
    ext_modules=[CUDAExtension('lltm_cuda', ['lltm.cpp', 'lltm_kernels.cu'],
                               extra_compile_args={'cxx': ['-O2'], 'nvcc': ['-O3', '--use_fast_math']})],
    cmdclass={'build_ext': BuildExtension})
