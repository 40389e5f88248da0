// SPDX-License-Identifier: Apache-2.0
// Device variables: copies, addresses, sizes, wrong symbols.
#include "show.h"

__device__ int scalar = 5;
__constant__ float table[8] = {1, 2, 3};
__device__ double grid[3][4];
struct Pair {
  int a;
  float b;
};
__constant__ Pair pairs[2] = {{1, 2.5f}, {3, 4.5f}};
__device__ unsigned char byte = 7;
__device__ int *pointer;

__global__ void read(float *out) {
  out[0] = static_cast<float>(scalar), out[1] = table[1], out[2] = static_cast<float>(grid[1][2]),
  out[3] = pairs[1].b;
  out[4] = byte, out[5] = table[7];
}
__global__ void write() {
  scalar = 42;
  grid[2][3] = 1.25;
  byte += 1;
}
__global__ void through() { *pointer = 99; }

int main() {
  Buffer<float> out(6);
  read<<<1, 1>>>(out);
  list("initial", out.host());
  int v = 11;
  show("to scalar", cudaMemcpyToSymbol(scalar, &v, sizeof v));
  float t[2] = {20, 30};
  show("to table with offset", cudaMemcpyToSymbol(table, t, sizeof t, 4));
  float last = 80;
  show("to the last element", cudaMemcpyToSymbol(table, &last, 4, 28));
  double g[4] = {1, 2, 3, 4};
  show("to a row", cudaMemcpyToSymbol(grid, g, sizeof g, sizeof g));
  Pair p{7, 8.5f};
  show("to a structure", cudaMemcpyToSymbol(pairs, &p, sizeof p, sizeof p));
  read<<<1, 1>>>(out);
  list("changed", out.host());
  write<<<1, 1>>>();
  show("from scalar", cudaMemcpyFromSymbol(&v, scalar, sizeof v));
  double d = 0;
  show("from grid", cudaMemcpyFromSymbol(&d, grid, sizeof d, 11 * sizeof d));
  printf("%d %g\n", v, d);
  size_t size = 0;
  show("size", cudaGetSymbolSize(&size, table));
  printf("%zu\n", size);
  cudaGetSymbolSize(&size, grid);
  printf("%zu\n", size);
  cudaGetSymbolSize(&size, pairs);
  printf("%zu\n", size);
  cudaGetSymbolSize(&size, byte);
  printf("%zu\n", size);
  void *address = nullptr;
  show("address", cudaGetSymbolAddress(&address, scalar));
  v = 1;
  show("copy from the address", cudaMemcpy(&v, address, sizeof v, cudaMemcpyDeviceToHost));
  printf("%d\n", v);
  int *target;
  must(cudaMalloc(&target, 4));
  show("pointer", cudaMemcpyToSymbol(pointer, &target, sizeof target));
  through<<<1, 1>>>();
  must(cudaMemcpy(&v, target, 4, cudaMemcpyDeviceToHost));
  printf("%d\n", v);
  cudaStream_t s;
  must(cudaStreamCreate(&s));
  v = 123;
  show("async", cudaMemcpyToSymbolAsync(scalar, &v, sizeof v, 0, cudaMemcpyHostToDevice, s));
  int w = 0;
  show("async", cudaMemcpyFromSymbolAsync(&w, scalar, sizeof w, 0, cudaMemcpyDeviceToHost, s));
  must(cudaStreamSynchronize(s));
  printf("%d\n", w);
  must(cudaMemset(target, 1, 4));
  show("device to device", cudaMemcpyToSymbol(scalar, target, sizeof v, 0, cudaMemcpyDeviceToDevice));
  must(cudaMemcpyFromSymbol(&v, scalar, sizeof v));
  printf("%x\n", v);
  show("wrong direction", cudaMemcpyToSymbol(scalar, &v, sizeof v, 0, cudaMemcpyDeviceToHost));
  show("beyond the end", cudaMemcpyToSymbol(table, t, sizeof t, 28));
}
