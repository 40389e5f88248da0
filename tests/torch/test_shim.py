# SPDX-License-Identifier: Apache-2.0
"""npu/torch.h in C++: the cases of shim_cases.npu.cpp, by npucc and by the host compiler."""

import pathlib
import shutil
import tempfile
import unittest

import npu_torch  # noqa: F401
from npu_torch.utils.cpp_extension import load

HERE = pathlib.Path(__file__).parent


def check_all(test, module):
    cases = [name for name in dir(module) if not name.startswith('_')]
    test.assertEqual(len(cases), 11)
    for case in cases:
        with test.subTest(case):
            test.assertTrue(getattr(module, case)())


class Shim(unittest.TestCase):
    def test_kernel_compiler(self):
        check_all(self, load('npu_torch_test_shim', str(HERE / 'shim_cases.npu.cpp')))

    def test_host_compiler(self):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / 'shim_cases.cpp'
            shutil.copy(HERE / 'shim_cases.npu.cpp', source)
            check_all(self, load('npu_torch_test_shim_host', str(source), extra_cflags=['-O1', '-fno-strict-aliasing'],
                                 build_directory=folder))


if __name__ == '__main__':
    unittest.main()
