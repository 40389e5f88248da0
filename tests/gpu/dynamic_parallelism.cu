// SPDX-License-Identifier: Apache-2.0
// nvcc: -rdc=true -lcudadevrt
// Kernels that launch kernels: order, nesting, what the parent's completion means.
#include "show.h"

__global__ void leaf(int *p, int v) { atomicAdd(p, v); }
__global__ void append(int *log, int v) { log[atomicAdd(log + 31, 1)] = v; }
__global__ void parent(int *p) {
  leaf<<<2, 32>>>(p, 1);
  if (threadIdx.x == 0)
    leaf<<<1, 1>>>(p + 1, 100);
}
__global__ void ordered(int *log) {
  for (int i = 0; i < 10; ++i)
    append<<<1, 1>>>(log, i); // one stream: in order
}
__global__ void nested(int *p, int depth) {
  atomicAdd(p, 1);
  if (depth > 0)
    nested<<<1, 2>>>(p, depth - 1);
}
__global__ void after(int *p, int *out) { *out = *p; }
__global__ void bad(int *out) {
  leaf<<<1, 2000>>>(out, 1);
  *out = cudaGetLastError();
}

int main() {
  Buffer<int> p(32), q(32), out(1);
  parent<<<1, 4>>>(p);
  after<<<1, 1>>>(p, out); // sees the children's work
  list("children", out.host());
  list("children", std::vector<int>{p.host()[0], p.host()[1]});
  ordered<<<1, 1>>>(q);
  auto v = q.host();
  list("ordered", std::vector<int>(v.begin(), v.begin() + 10));
  Buffer<int> n(1);
  nested<<<1, 1>>>(n, 4);
  list("nested", n.host());
  bad<<<1, 1>>>(out);
  must(cudaDeviceSynchronize());
  printf("too big: refused %d\n", out.host()[0] != 0);
}
