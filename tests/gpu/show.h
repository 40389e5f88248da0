// SPDX-License-Identifier: Apache-2.0
// What the programs of this folder share: how results and errors are printed, the same on a GPU and migrated.
#pragma once
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cuda_runtime.h>
#include <string>
#include <vector>

// What was printed before a crash is not lost.
static const int unbuffered = setvbuf(stdout, nullptr, _IOLBF, 1 << 16);

/// The name of an error without the prefix of its API, which migration changes.
inline const char *bare(const char *name) {
  if (!name)
    return "(none)";
  while (*name >= 'a' && *name <= 'z')
    ++name;
  return name;
}

/// The result of a call. The error that it may have left behind is cleared.
inline void show(const char *what, cudaError_t error) {
  printf("%s: %d %s\n", what, static_cast<int>(error), bare(cudaGetErrorName(error)));
  cudaGetLastError();
}

/// Whether a call is refused, where releases differ in the code of the error.
inline void refused(const char *what, cudaError_t error) {
  printf("%s: %s\n", what, error == cudaSuccess ? "accepted" : "refused");
  cudaGetLastError();
}

/// A call that the program cannot go on without.
inline void must(cudaError_t error) {
  if (error == cudaSuccess)
    return;
  printf("failed: %d %s\n", static_cast<int>(error), bare(cudaGetErrorName(error)));
  fflush(stdout);
  exit(3);
}

/// A stringised name or expression without what migration changes: leading underscores and our namespace.
inline std::string label(std::string s) {
  for (const char *part : {"npu::", "__"})
    for (size_t at; (at = s.find(part)) != std::string::npos;)
      s.erase(at, strlen(part));
  return s;
}

inline uint32_t fnv(const void *data, size_t bytes) {
  const unsigned char *p = static_cast<const unsigned char *>(data);
  uint32_t h = 2166136261u;
  for (size_t i = 0; i < bytes; ++i)
    h = (h ^ p[i]) * 16777619u;
  return h;
}

/// One hash for each `chunk` elements, so that a difference can be found from the output alone.
template <class T> void hashes(const char *what, const std::vector<T> &v, size_t chunk) {
  printf("%s:", label(what).c_str());
  for (size_t i = 0; i < v.size(); i += chunk) {
    size_t n = v.size() - i < chunk ? v.size() - i : chunk;
    printf(" %08x", fnv(v.data() + i, n * sizeof(T)));
  }
  printf("\n");
}

inline void list(const char *what, const std::vector<int> &v) {
  printf("%s:", what);
  for (int x : v)
    printf(" %d", x);
  printf("\n");
}

inline void list(const char *what, const std::vector<unsigned> &v) {
  printf("%s:", what);
  for (unsigned x : v)
    printf(" %08x", x);
  printf("\n");
}

inline void list(const char *what, const std::vector<unsigned long long> &v) {
  printf("%s:", what);
  for (unsigned long long x : v)
    printf(" %016llx", x);
  printf("\n");
}

/// The bits of a float or double; one pattern for all NaNs, whose payload is not specified.
__host__ __device__ inline uint32_t bits(float x) {
  uint32_t u;
  memcpy(&u, &x, 4);
  return x != x ? 0x7fc00000u : u;
}

__host__ __device__ inline unsigned long long bits(double x) {
  unsigned long long u;
  memcpy(&u, &x, 8);
  return x != x ? 0x7ff8000000000000ull : u;
}

inline void list(const char *what, const std::vector<float> &v) {
  printf("%s:", what);
  for (float x : v)
    printf(" %.9g", x);
  printf("\n");
}

inline void list(const char *what, const std::vector<double> &v) {
  printf("%s:", what);
  for (double x : v)
    printf(" %.17g", x);
  printf("\n");
}

/// Device memory of `n` elements that the host can read back.
template <class T> struct Buffer {
  T *device = nullptr;
  size_t size;
  explicit Buffer(size_t n) : size(n) {
    must(cudaMalloc(&device, n * sizeof(T)));
    must(cudaMemset(device, 0, n * sizeof(T)));
  }
  explicit Buffer(const std::vector<T> &v) : size(v.size()) {
    must(cudaMalloc(&device, size * sizeof(T)));
    must(cudaMemcpy(device, v.data(), size * sizeof(T), cudaMemcpyHostToDevice));
  }
  Buffer(const Buffer &) = delete;
  ~Buffer() { cudaFree(device); }
  operator T *() { return device; }
  std::vector<T> host() const {
    std::vector<T> v(size);
    must(cudaMemcpy(v.data(), device, size * sizeof(T), cudaMemcpyDeviceToHost));
    return v;
  }
};

/// A sequence of 32-bit patterns that is the same everywhere.
__host__ __device__ inline uint32_t scramble(uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  return x ^ (x >> 16);
}
