#!/usr/bin/env python3
"""Builds the example extension."""
import glob
import os
import subprocess

import torch
from setuptools import find_packages, setup
from torch.utils.cpp_extension import (
    CUDA_HOME,
    BuildExtension,
    CppExtension,
    CUDAExtension,
)

this_dir = os.path.dirname(os.path.abspath(__file__))
use_cuda = torch.cuda.is_available() and CUDA_HOME is not None
Extension = CUDAExtension if use_cuda else CppExtension

os.environ['TORCH_CUDA_ARCH_LIST'] = '7.0;8.0'
extra_compile_args = {'cxx': ['-O3'], 'nvcc': ['-O3', '--expt-relaxed-constexpr']}
if use_cuda:
    extra_compile_args["nvcc"].append('-DWITH_CUDA')
    print(subprocess.check_output([CUDA_HOME + "/bin/nvcc", '-V']))

sources = glob.glob(os.path.join(this_dir, 'csrc', '*.cpp'))
if use_cuda:
    sources += glob.glob(os.path.join(this_dir, 'csrc', 'cuda', '*.cu'))

setup(
    name='example_ops',
    ext_modules=[
        Extension('example_ops._C', sources, define_macros=[('WITH_CUDA', None)],
                  extra_compile_args=extra_compile_args)
    ],
    cmdclass={'build_ext': BuildExtension.with_options(use_ninja=True)},
    packages=find_packages(),
)
