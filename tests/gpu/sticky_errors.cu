// SPDX-License-Identifier: Apache-2.0
// Errors of kernels: what the program sees after a trap, an assert, an illegal address, and that they stay.
// Each in a process of its own.
#include "show.h"
#undef NDEBUG
#include <cassert>
#include <sys/wait.h>
#include <unistd.h>

__global__ void traps() { __trap(); }
__global__ void asserts(int v) { assert(v == 4); }
__global__ void fine(int *p) { *p = 1; }
__global__ void exits(int *p) {
  if (threadIdx.x > 3)
    return;
  atomicAdd(p, 1);
}

static void child(int which) {
  int *p = nullptr;
  must(cudaMalloc(&p, 64));
  if (which == 0)
    traps<<<1, 1>>>();
  else if (which == 1)
    asserts<<<1, 1>>>(5);
  printf("launch %s\n", bare(cudaGetErrorName(cudaGetLastError())));
  cudaError_t e = cudaDeviceSynchronize();
  printf("synchronize %d %s\n", e, bare(cudaGetErrorName(e)));
  e = cudaGetLastError();
  printf("last %d\n", e);
  e = cudaGetLastError();
  printf("last again %d\n", e);
  e = cudaPeekAtLastError();
  printf("peek %d\n", e);
  fine<<<1, 1>>>(p);
  printf("launch after %d\n", cudaGetLastError());
  printf("synchronize after %d\n", cudaDeviceSynchronize());
  void *q = nullptr;
  printf("malloc after %d\n", cudaMalloc(&q, 16));
  int v = 0;
  printf("copy after %d\n", cudaMemcpy(&v, p, 4, cudaMemcpyDeviceToHost));
  printf("free after %d\n", cudaFree(p));
  cudaStream_t s;
  printf("stream after %d\n", cudaStreamCreate(&s));
  cudaEvent_t ev;
  printf("event after %d\n", cudaEventCreate(&ev));
  int n = 0;
  printf("device count after %d\n", cudaGetDeviceCount(&n));
  fflush(stdout);
}

int main(int argc, char **argv) {
  if (argc > 1) {
    freopen("/dev/null", "w", stderr); // the assert's message names a path
    child(atoi(argv[1]));
    return 0;
  }
  for (int i = 0; i < 2; ++i) {
    printf("case %d\n", i);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
      char number[4];
      snprintf(number, sizeof number, "%d", i);
      execl("/proc/self/exe", argv[0], number, static_cast<char *>(nullptr));
      _exit(9);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    printf("exit %d signal %d\n", WEXITSTATUS(status), WIFSIGNALED(status));
  }
  int *p;
  must(cudaMalloc(&p, 4));
  must(cudaMemset(p, 0, 4));
  exits<<<1, 32>>>(p);
  int v = 0;
  must(cudaMemcpy(&v, p, 4, cudaMemcpyDeviceToHost));
  printf("early exits: %d\n", v);
}
