// SPDX-License-Identifier: Apache-2.0
// saxpy and daxpy with a grid-stride loop: the grid is sized for the device, not for the data, and every
// thread walks over the vector. The same kernel template serves both precisions; events time it.
#include <algorithm>
#include <cmath>
#include <cuda_runtime.h>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

static void check(cudaError_t status, const char *what) {
  if (status != cudaSuccess)
    throw std::runtime_error(std::string(what) + ": " + cudaGetErrorName(status));
}

template <typename T> __global__ void axpy(size_t n, T alpha, const T *__restrict__ x, T *__restrict__ y) {
  const size_t stride = size_t(blockDim.x) * gridDim.x;
  for (size_t i = size_t(blockIdx.x) * blockDim.x + threadIdx.x; i < n; i += stride)
    y[i] = alpha * x[i] + y[i];
}

// Owns device memory; the deleter is a plain function object, as one writes it around any C API.
template <typename T> struct DeviceDelete {
  void operator()(T *p) const { cudaFree(p); }
};
template <typename T> using DeviceBuffer = std::unique_ptr<T[], DeviceDelete<T>>;

template <typename T> DeviceBuffer<T> upload(const std::vector<T> &host) {
  T *p = nullptr;
  check(cudaMalloc(reinterpret_cast<void **>(&p), host.size() * sizeof(T)), "cudaMalloc");
  DeviceBuffer<T> buffer(p);
  check(cudaMemcpy(p, host.data(), host.size() * sizeof(T), cudaMemcpyHostToDevice), "upload");
  return buffer;
}

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

template <typename T> double run(const char *name, size_t n, int multiprocessors) {
  std::vector<T> x(n), y(n);
  for (size_t i = 0; i < n; ++i) {
    x[i] = T(i % 1024) / T(8);
    y[i] = T(1) - T(i % 77);
  }
  const T alpha = T(2.5);
  auto dX = upload(x);
  auto dY = upload(y);

  cudaEvent_t start, stop;
  check(cudaEventCreate(&start), "cudaEventCreate");
  check(cudaEventCreate(&stop), "cudaEventCreate");

  const int block = 256;
  const int grid = int(std::min<size_t>((n + block - 1) / block, size_t(multiprocessors) * 8));
  check(cudaEventRecord(start), "record");
  axpy<T><<<grid, block>>>(n, alpha, dX.get(), dY.get());
  check(cudaPeekAtLastError(), "launch");
  check(cudaEventRecord(stop), "record");
  check(cudaEventSynchronize(stop), "synchronize");
  float ms = 0;
  check(cudaEventElapsedTime(&ms, start, stop), "elapsed");
  check(cudaEventDestroy(start), "destroy");
  check(cudaEventDestroy(stop), "destroy");

  std::vector<T> result(n);
  check(cudaMemcpy(result.data(), dY.get(), n * sizeof(T), cudaMemcpyDeviceToHost), "download");
  double worst = 0;
  for (size_t i = 0; i < n; ++i)
    worst = larger(worst, std::fabs(double(result[i]) - (double(alpha) * double(x[i]) + double(y[i]))));
  std::cout << name << ": grid " << grid << " x " << block << ", " << ms << " ms, max error " << worst
            << '\n';
  return worst;
}

int main(int argc, char **argv) try {
  const size_t n = argc > 1 ? std::stoul(argv[1]) : (size_t(1) << 22) + 5;
  int device = 0;
  cudaDeviceProp properties;
  check(cudaGetDevice(&device), "cudaGetDevice");
  check(cudaGetDeviceProperties(&properties, device), "cudaGetDeviceProperties");
  std::cout << properties.name << ", " << properties.multiProcessorCount << " multiprocessors\n";

  double worst = larger(run<float>("saxpy", n, properties.multiProcessorCount),
                        run<double>("daxpy", n, properties.multiProcessorCount));
  const bool ok = worst < 1e-4;
  std::cout << (ok ? "PASS" : "FAIL") << std::endl;
  return ok ? 0 : 1;
} catch (const std::exception &e) {
  std::cerr << e.what() << "\nFAIL\n";
  return 1;
}
