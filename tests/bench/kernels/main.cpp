// SPDX-License-Identifier: Apache-2.0
// Ratios of CPU time, NPU kernels to OpenMP by hand: both sides alternate in one process, the median of the
// repetitions counts. Set NPU_CPU_THREADS and OMP_NUM_THREADS to the same number:
//
//   NPU_CPU_THREADS=1 OMP_NUM_THREADS=1 kernels_bench [case...] [--repeat N] [--elapsed]
//
// --elapsed: of elapsed time instead, to see what more workers bring.
#include "cases.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <algorithm>

namespace {

clockid_t measured = CLOCK_PROCESS_CPUTIME_ID;

double seconds() {
  timespec t;
  clock_gettime(measured, &t);
  return double(t.tv_sec) + double(t.tv_nsec) * 1e-9;
}

void fill_vectors(Data &d, int n) {
  d.n = n;
  d.a.resize(size_t(n));
  d.b.resize(size_t(n));
  d.c.assign(size_t(n), 0);
  for (int i = 0; i < n; ++i) {
    d.a[size_t(i)] = float(i % 1000);
    d.b[size_t(i)] = float(i % 77);
  }
}
void fill_square(Data &d, int n) {
  fill_vectors(d, n * n);
  d.n = n;
  for (size_t i = 0; i < d.a.size(); ++i) {
    d.a[i] = float(int(i * 7 % 13) - 6);
    d.b[i] = float(int(i * 5 % 11) - 5);
  }
}
void fill_queries(Data &d) {
  fill_vectors(d, 1024 * 64);
  d.n = 1024;
  for (size_t i = 0; i < d.a.size(); ++i) {
    d.a[i] = float(int(i * 7 % 13) - 6) * 0.1f;
    d.b[i] = float(int(i * 5 % 11) - 5) * 0.1f;
  }
}
void fill_bytes(Data &d, int n) {
  d.n = n;
  d.bytes.resize(size_t(d.n));
  d.bins.assign(256, 0);
  unsigned s = 1;
  for (unsigned char &byte : d.bytes) {
    s = s * 1664525u + 1013904223u;
    byte = static_cast<unsigned char>((s >> 24) & ((s >> 16) | 0x1f));
  }
}

void fill_square_bytes(Data &d) {
  fill_bytes(d, 2 * 1024 * 1024);
  d.n = 1024;
  d.c.assign(1024 * 1024, 0);
}

void fill_picture(Data &d, int channels) {
  fill_bytes(d, channels * 1024 * 1024);
  d.n = 1024;
  d.c.assign(1024 * 1024, 0);
}

bool same_floats(const Data &a, const Data &b) {
  for (size_t i = 0; i < a.c.size(); ++i)
    if (fabsf(a.c[i] - b.c[i]) > 1e-4f * (1 + fabsf(b.c[i])))
      return false;
  return true;
}
bool same_bins(const Data &a, const Data &b) { return a.bins == b.bins; }

const Case cases[] = {
    {"vector add, 2^25", 1.15, 1, [](Data &d) { fill_vectors(d, 1 << 25); }, npu_side::vector_add,
     openmp_side::vector_add, same_floats},
    {"grid-stride vector add, 2^25", 1.15, 1, [](Data &d) { fill_vectors(d, 1 << 25); },
     npu_side::grid_stride, openmp_side::vector_add, same_floats},
    {"saxpy in cache, 2^16", 1.15, 200, [](Data &d) { fill_vectors(d, 1 << 16); }, npu_side::saxpy,
     openmp_side::saxpy, same_floats},
    {"matmul 1024, tiles of 16", 1.3, 1, [](Data &d) { fill_square(d, 1024); }, npu_side::matmul16,
     openmp_side::matmul, same_floats},
    {"matmul 1024, tiles of 32", 1.3, 1, [](Data &d) { fill_square(d, 1024); }, npu_side::matmul32,
     openmp_side::matmul, same_floats},
    {"tree reduction, 2^24", 1.2, 1, [](Data &d) { fill_vectors(d, 1 << 24); }, npu_side::tree_reduction,
     openmp_side::reduction, same_floats},
    {"shuffle reduction, 2^24", 2.2, 1, [](Data &d) { fill_vectors(d, 1 << 24); },
     npu_side::shuffle_reduction, openmp_side::reduction, same_floats},
    {"histogram, 2^24 bytes", 1.8, 1, [](Data &d) { fill_bytes(d, 1 << 24); }, npu_side::histogram,
     openmp_side::histogram, same_bins},
    {"stencil 4096, shared halo", 1.8, 1, [](Data &d) { fill_square(d, 4096); }, npu_side::stencil,
     openmp_side::stencil, same_floats},
    {"sums over 4096 bodies", 1.5, 1, [](Data &d) { fill_vectors(d, 1 << 12); }, npu_side::body_sums,
     openmp_side::body_sums, same_floats},
    {"escape times, 1024 x 1024", 1.5, 1, [](Data &d) { fill_square(d, 1024); }, npu_side::escape_times,
     openmp_side::escape_times, same_floats},
    {"softmax of 1024 rows", 1.5, 1, [](Data &d) { fill_square(d, 1024); }, npu_side::softmax,
     openmp_side::softmax, same_floats},
    {"layer norm of 1024 rows", 1.5, 1, [](Data &d) { fill_square(d, 1024); }, npu_side::layer_norm,
     openmp_side::layer_norm, same_floats},
    {"attention, 1024 queries", 1.5, 1, fill_queries, npu_side::attention, openmp_side::attention,
     same_floats},
    {"int8 matmul, 1024", 1.5, 1, fill_square_bytes, npu_side::int8_matmul, openmp_side::int8_matmul,
     same_floats},
    // As programs have them, against the best loops by hand.
    {"matmul 1024, no tiles", 2.5, 1, [](Data &d) { fill_square(d, 1024); }, npu_side::plain_matmul,
     openmp_side::matmul, same_floats},
    {"matmul 1024, 4 x 4 a thread", 3, 1, [](Data &d) { fill_square(d, 1024); }, npu_side::register_matmul,
     openmp_side::matmul, same_floats},
    {"matrix by vector, a warp a row", 1.5, 1, [](Data &d) { fill_square(d, 2048); }, npu_side::row_products,
     openmp_side::row_products, same_floats},
    {"elimination step, rows along x", 2, 1, [](Data &d) { fill_square(d, 2048); }, npu_side::elimination,
     openmp_side::elimination, same_floats},
    {"grey picture, 1024 x 1024", 1.5, 1, [](Data &d) { fill_picture(d, 3); }, npu_side::grey,
     openmp_side::grey, same_floats},
    {"blur, 1024 x 1024, radius 3", 1.5, 1, [](Data &d) { fill_picture(d, 4); }, npu_side::blur,
     openmp_side::blur, same_floats},
};

double measure(const Case &c, void (*run)(Data &), Data &d) {
  const double began = seconds();
  for (int i = 0; i < c.inner; ++i)
    run(d);
  return (seconds() - began) / c.inner;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv) {
  // Else the threads of one side would spin while the other one is measured.
  setenv("KMP_BLOCKTIME", "0", 0);
  int repeat = 7;
  std::vector<const char *> only;
  for (int i = 1; i < argc; ++i)
    if (!strcmp(argv[i], "--repeat") && i + 1 < argc)
      repeat = std::max(1, atoi(argv[++i]));
    else if (!strcmp(argv[i], "--elapsed"))
      measured = CLOCK_MONOTONIC;
    else
      only.push_back(argv[i]);
  printf("| kernel | NPU, ms | OpenMP, ms | ratio | goal |\n|---|---|---|---|---|\n");
  bool all_right = true;
  for (const Case &c : cases) {
    if (!only.empty() &&
        std::none_of(only.begin(), only.end(), [&](const char *o) { return strstr(c.name, o); }))
      continue;
    Data npu, openmp;
    c.fill(npu);
    c.fill(openmp);
    c.npu(npu);
    c.openmp(openmp);
    const bool right = c.same(npu, openmp);
    all_right &= right;
    std::vector<double> ours, theirs, ratios;
    for (int r = 0; r < repeat; ++r) {
      ours.push_back(measure(c, c.npu, npu));
      theirs.push_back(measure(c, c.openmp, openmp));
      ratios.push_back(ours.back() / theirs.back());
    }
    printf("| %s | %.3f | %.3f | %.2f | %.2f |%s\n", c.name, median(ours) * 1e3, median(theirs) * 1e3,
           median(ratios), c.goal, right ? "" : " WRONG");
    fflush(stdout);
  }
  return all_right ? 0 : 1;
}
