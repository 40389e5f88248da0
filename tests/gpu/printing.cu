// SPDX-License-Identifier: Apache-2.0
// printf in kernels: formats, order within a thread.
#include "show.h"

__global__ void formats() {
  printf("%d %i %u %x %X %o %c %%\n", -5, 7, 4000000000u, 0xbeef, 0xbeef, 8, 'z');
  printf("[%5d] [%-5d] [%05d] [%+d] [% d]\n", 42, 42, 42, 42, 42);
  printf("%ld %lu %lld %llu %llx\n", -5l, 7ul, -1234567890123ll, 12345678901234567890ull,
         0xfedcba9876543210ull);
  printf("%f %.2f %10.3f %-10.1f| %e %E %g %G\n", 1.5, 2.345, 3.14159, 2.5, 12345.678, 0.00012, 0.0001, 1e20);
  printf("%s %10s %-10s| %.3s\n", "text", "right", "left", "truncated");
  printf("%f %g %f\n", INFINITY, -INFINITY, 0.0f);
  printf("%hd %hu\n", static_cast<short>(-3), static_cast<unsigned short>(65535));
  printf("plain\n");
  printf("%#x %#o %a\n", 255, 8, 1.0);
  printf("float %f char %c bool %d\n", 2.5f, 65, true);
}
__global__ void many(int v) {
  if (threadIdx.x == 0)
    for (int i = 0; i < 5; ++i)
      printf("line %d of %d\n", i, v);
}

int main() {
  formats<<<1, 1>>>();
  must(cudaDeviceSynchronize());
  many<<<1, 32>>>(1);
  many<<<1, 32>>>(2);
  must(cudaDeviceSynchronize());
  printf("host after\n");
}
