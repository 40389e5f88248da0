// SPDX-License-Identifier: Apache-2.0
// printf in kernels: formats, what it returns, order within a thread.
#include "show.h"

__global__ void formats() {
  int r[9];
  r[0] = printf("%d %i %u %x %X %o %c %%\n", -5, 7, 4000000000u, 0xbeef, 0xbeef, 8, 'z');
  r[1] = printf("[%5d] [%-5d] [%05d] [%+d] [% d]\n", 42, 42, 42, 42, 42);
  r[2] = printf("%ld %lu %lld %llu %llx\n", -5l, 7ul, -1234567890123ll, 12345678901234567890ull, 0xfedcba9876543210ull);
  r[3] = printf("%f %.2f %10.3f %-10.1f| %e %E %g %G\n", 1.5, 2.345, 3.14159, 2.5, 12345.678, 0.00012, 0.0001, 1e20);
  r[4] = printf("%s %10s %-10s| %.3s\n", "text", "right", "left", "truncated");
  r[5] = printf("%f %g %f\n", INFINITY, -INFINITY, 0.0f);
  r[6] = printf("%hd %hu\n", static_cast<short>(-3), static_cast<unsigned short>(65535));
  r[7] = printf("plain\n");
  r[8] = printf("%#x %#o %a\n", 255, 8, 1.0);
  for (int i = 0; i < 9; ++i) printf("returned %d\n", r[i]);
  printf("float %f char %c bool %d\n", 2.5f, 65, true);
}
__global__ void many(int v) {
  if (threadIdx.x == 0)
    for (int i = 0; i < 5; ++i) printf("line %d of %d\n", i, v);
}

int main() {
  formats<<<1, 1>>>();
  must(cudaDeviceSynchronize());
  many<<<1, 32>>>(1);
  many<<<1, 32>>>(2);
  must(cudaDeviceSynchronize());
  printf("host after\n");
}
