#!/usr/bin/env python3
"""Builds the example extension."""
import glob
import os
import subprocess

import torch
import npu_torch
from setuptools import find_packages, setup
from npu_torch.utils.cpp_extension import (
    NPU_HOME,
    BuildExtension,
    CppExtension,
    NPUExtension,
)

this_dir = os.path.dirname(os.path.abspath(__file__))
use_cuda = npu_torch.is_available() and NPU_HOME is not None
Extension = NPUExtension if use_cuda else CppExtension

os.environ['TORCH_CUDA_ARCH_LIST'] = '7.0;8.0'
extra_compile_args = {'cxx': ['-O3'], "npucc": ['-O3', '--expt-relaxed-constexpr']}
if use_cuda:
    extra_compile_args["npucc"].append('-DWITH_CUDA')
    print(subprocess.check_output([NPU_HOME + "/bin/npucc", '-V']))

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
