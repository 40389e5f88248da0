#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Random kernels, run in every way that npucc and the runtime know; all must agree bit for bit.

  fuzz_kernels.py --npucc BUILD/bin/npucc [--count N] [--seed S] [--keep DIR]

Each program holds several kernels, of the constructs in threads.py, warps.py and blocks.py, and some device functions
(programs.py). None has races; where threads meet in an order that is open, the result does not depend on it. What the
kernels did is printed for several shapes of blocks, once compiled to loops over threads, once on fibers and once in the
serial mode, the oracle. Contraction is off, so floats must agree as well.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile

from programs import program

FLAGS = [["-O2"], ["-O2"], ["-O3"], ["-O1"], ["-O3", "-march=x86-64-v3"], ["-O2", "-march=x86-64"]]
WAYS = ({"NPU_KERNELS": "fibers"}, {}, {"NPU_CPU_THREADS": "1"})


def output_of(binary, **environment):
    try:
        run = subprocess.run([binary], env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             text=True, timeout=100, check=False)
    except subprocess.TimeoutExpired:
        return "does not end\n"
    return f"exit {run.returncode}\n{run.stdout}"


def build(npucc, flags, source, binary):
    """\\returns what is wrong, if anything, and how many kernels were compiled and how many not."""
    try:
        done = subprocess.run([npucc, *flags, "-fmad=false", "-w", "-Rnpu", source, "-o", binary], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        return "is not built in five minutes", 0, 0
    problem = "does not build:\n" + done.stdout[-3000:] if done.returncode else ""
    return problem, done.stdout.count("': compiled"), done.stdout.count("': fibers")


def differences(binary):
    oracle = output_of(binary, NPU_SERIAL="1", NPU_KERNELS="fibers")
    if not oracle.startswith("exit 0\n"):
        return "fails in serial mode:\n" + oracle[-1000:]
    for way in WAYS:
        result = output_of(binary, **way)
        if result != oracle:
            pairs = list(zip(oracle.splitlines(), result.splitlines())) + []
            return f"differs with {way}:\n" + "\n".join([f"  {a}\n  but {b}" for a, b in pairs if a != b][:6])
    return ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--npucc", required=True)
    parser.add_argument("--count", type=int, default=10, help="programs")
    parser.add_argument("--kernels", type=int, default=5, help="kernels per program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="folder for programs whose results differ")
    options = parser.parse_args()
    failed = compiled = fibers = 0
    for seed in range(options.seed, options.seed + options.count):
        rng = random.Random(seed)
        flags, text = rng.choice(FLAGS), program(rng, options.kernels)
        with tempfile.TemporaryDirectory() as folder:
            source, binary = os.path.join(folder, "kernels.npu.cpp"), os.path.join(folder, "kernels")
            with open(source, "w", encoding="utf-8") as stream:
                stream.write(text)
            problem, some, others = build(options.npucc, flags, source, binary)
            compiled, fibers = compiled + some, fibers + others
            problem = problem or differences(binary)
        if problem:
            failed += 1
            print(f"seed {seed} ({' '.join(flags)}): {problem}", flush=True)
            if options.keep:
                os.makedirs(options.keep, exist_ok=True)
                with open(os.path.join(options.keep, f"seed{seed}.npu.cpp"), "w", encoding="utf-8") as stream:
                    stream.write(text)
    print(f"{options.count - failed} programs agree, {failed} differ; {compiled} kernels compiled, {fibers} on fibers")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
