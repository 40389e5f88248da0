# SPDX-License-Identifier: Apache-2.0
"""The samples of PyTorch extensions: migrated, built and run without a hand edit."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCE, BUILD = pathlib.Path(os.environ['NPUIFY_SOURCE']), pathlib.Path(os.environ['NPUIFY_BUILD'])

# Runs a program; then tells how many kernels it launched.
COUNTED = '''
import runpy, npu_torch
runpy.run_path('check.py', run_name='__main__')
print('launches', npu_torch.launch_count())
'''


@unittest.skipUnless((SOURCE / 'rules/torch/pack.json').exists(), 'there are no rules for torch')
class Samples(unittest.TestCase):
    def run_in(self, folder, *command, **environment):
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=800,
                              env={**os.environ, **environment})
        self.assertEqual(done.returncode, 0, done.stdout)
        return done.stdout

    def migrated(self, name):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.run_in('/', str(BUILD / 'bin/npuify'), 'migrate', str(SOURCE / 'samples/torch' / name / 'cuda'), '-o',
                    folder.name)
        return folder.name

    def check(self, folder):
        out = self.run_in(folder, sys.executable, '-c', COUNTED, TORCH_EXTENSIONS_DIR=os.path.join(folder, 'extensions'))
        self.assertIn('PASS', out)
        self.assertGreater(int(out.split('launches ')[1]), 0)

    def test_lltm_cell(self):
        folder = self.migrated('lltm_cell')
        self.run_in(folder, sys.executable, 'setup.py', 'build_ext', '--inplace')
        self.check(folder)

    def test_fused_attention(self):
        self.check(self.migrated('fused_attention'))


if __name__ == '__main__':
    unittest.main()
