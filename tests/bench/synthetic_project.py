#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a CUDA project of N source files that share headers, for measuring the translator.

  synthetic_project.py DIR [--files 200]
"""
import argparse
import os

COMMON = """#pragma once
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#define CHECK(call)                                                          \\
  do {                                                                       \\
    cudaError_t error = (call);                                              \\
    if (error != cudaSuccess) {                                              \\
      std::fprintf(stderr, "%s:%d: %s\\n", __FILE__, __LINE__,               \\
                   cudaGetErrorString(error));                               \\
      std::exit(1);                                                          \\
    }                                                                        \\
  } while (0)
template <typename T> __device__ T warpSum(T value) {
  for (int offset = 16; offset > 0; offset /= 2)
    value += __shfl_down_sync(0xffffffffu, value, offset);
  return value;
}
#if __CUDA_ARCH__ >= 600 || !defined(__CUDA_ARCH__)
inline __host__ __device__ float scaled(float x) { return x * 2; }
#else
inline __host__ __device__ float scaled(float x) { return x + x; }
#endif
"""

GROUP = """#pragma once
#include "../common/common.cuh"
#include <vector>
template <typename T> __global__ void group{g}_scale(T *data, T factor, int n) {{
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    data[i] *= factor;
}}
"""

SOURCE = """#include "group.cuh"
#include <algorithm>
#include <cmath>
#include <iostream>
#include <string>

__global__ void sum{i}(const float *in, float *out, int n) {{
  __shared__ float partial[32];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float value = warpSum(i < n ? scaled(in[i]) : 0.0f);
  if (threadIdx.x % 32 == 0)
    partial[threadIdx.x / 32] = value;
  __syncthreads();
  if (threadIdx.x == 0) {{
    float total = 0;
    for (int w = 0; w < blockDim.x / 32; ++w)
      total += partial[w];
    atomicAdd(out, total);
  }}
}}

float run{i}(const std::vector<float> &host) {{
  float *in, *out, result = 0;
  size_t bytes = host.size() * sizeof(float);
  cudaStream_t stream;
  CHECK(cudaStreamCreate(&stream));
  CHECK(cudaMalloc(&in, bytes));
  CHECK(cudaMalloc(&out, sizeof(float)));
  CHECK(cudaMemsetAsync(out, 0, sizeof(float), stream));
  CHECK(cudaMemcpyAsync(in, host.data(), bytes, cudaMemcpyHostToDevice, stream));
  int blocks = (host.size() + 255) / 256;
  group{g}_scale<<<blocks, 256, 0, stream>>>(in, {i}.0f, (int)host.size());
  sum{i}<<<blocks, 256, 0, stream>>>(in, out, (int)host.size());
  CHECK(cudaMemcpyAsync(&result, out, sizeof(float), cudaMemcpyDeviceToHost, stream));
  CHECK(cudaStreamSynchronize(stream));
  CHECK(cudaFree(in));
  CHECK(cudaFree(out));
  CHECK(cudaStreamDestroy(stream));
  return result;
}}
"""

MAIN = """#include <cstdio>
#include <vector>
{declarations}
int main() {{
  std::vector<float> host(1000, 1.0f);
  double total = 0;
{calls}
  std::printf("%g\\n", total);
}}
"""

MAKEFILE = """NVCC = nvcc
SOURCES = $(wildcard */*.cu) main.cpp
OBJECTS = $(patsubst %.cu,%.o,$(patsubst %.cpp,%.o,$(SOURCES)))
program: $(OBJECTS)
\t$(NVCC) -o $@ $^
%.o: %.cu
\t$(NVCC) -O1 -c $< -o $@
%.o: %.cpp
\t$(NVCC) -O1 -c $< -o $@
"""

PER_GROUP = 20


def write_project(folder, files):
    def write(name, text):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)

    write("common/common.cuh", COMMON)
    for i in range(files):
        group = i // PER_GROUP
        if i % PER_GROUP == 0:
            write(f"group{group}/group.cuh", GROUP.format(g=group))
        write(f"group{group}/sum{i}.cu", SOURCE.format(i=i, g=group))
    write("main.cpp", MAIN.format(
        declarations="\n".join(f"float run{i}(const std::vector<float> &);" for i in range(files)),
        calls="\n".join(f"  total += run{i}(host);" for i in range(files))))
    write("Makefile", MAKEFILE)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--files", type=int, default=200)
    options = parser.parse_args()
    write_project(options.folder, options.files)
