// SPDX-License-Identifier: Apache-2.0
// Memory and events shared with another process of the same machine.
#include "show.h"
#include <sys/wait.h>
#include <unistd.h>

__global__ void fill(int *p, int n, int v) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    p[i] = v + i;
}
struct Message {
  cudaIpcMemHandle_t memory;
  cudaIpcEventHandle_t event;
};

static int child(int in, int out) {
  Message m{};
  if (read(in, &m, sizeof m) != sizeof m)
    return 1;
  int *p = nullptr, *q = nullptr;
  show("child opens",
       cudaIpcOpenMemHandle(reinterpret_cast<void **>(&p), m.memory, cudaIpcMemLazyEnablePeerAccess));
  show("child opens the event", [&] {
    cudaEvent_t e;
    cudaError_t r = cudaIpcOpenEventHandle(&e, m.event);
    if (r == cudaSuccess)
      r = cudaEventSynchronize(e);
    return r;
  }());
  if (p) {
    std::vector<int> h(256);
    show("child reads", cudaMemcpy(h.data(), p, 1024, cudaMemcpyDeviceToHost));
    printf("%d %d\n", h[0], h[255]);
    fill<<<1, 32>>>(p, 256, 1000);
    show("child writes", cudaDeviceSynchronize());
    show("child frees what it opened", cudaFree(p));
    show("child closes", cudaIpcCloseMemHandle(p));
    show("child closes again", cudaIpcCloseMemHandle(p));
  }
  m.memory = cudaIpcMemHandle_t{};
  show("child opens nonsense",
       cudaIpcOpenMemHandle(reinterpret_cast<void **>(&q), m.memory, cudaIpcMemLazyEnablePeerAccess));
  fflush(stdout);
  char done = 1;
  return write(out, &done, 1) != 1;
}

int main(int argc, char **argv) {
  if (argc > 2)
    return child(atoi(argv[1]), atoi(argv[2]));
  int to[2], from[2];
  if (pipe(to) || pipe(from))
    return 1;
  pid_t pid = fork();
  if (pid == 0) {
    char a[12], b[12];
    snprintf(a, sizeof a, "%d", to[0]);
    snprintf(b, sizeof b, "%d", from[1]);
    execl("/proc/self/exe", argv[0], a, b, static_cast<char *>(nullptr));
    _exit(9);
  }
  int *p = nullptr;
  must(cudaMalloc(&p, 1 << 21));
  fill<<<1, 32>>>(p, 256, 7);
  cudaEvent_t e = nullptr;
  show("event", cudaEventCreateWithFlags(&e, cudaEventDisableTiming | cudaEventInterprocess));
  show("record", cudaEventRecord(e, nullptr));
  must(cudaDeviceSynchronize());
  Message m{};
  show("handle", cudaIpcGetMemHandle(&m.memory, p));
  show("event's handle", cudaIpcGetEventHandle(&m.event, e));
  cudaEvent_t plain;
  must(cudaEventCreate(&plain));
  cudaIpcEventHandle_t unused;
  show("handle of a plain event", cudaIpcGetEventHandle(&unused, plain));
  fflush(stdout);
  if (write(to[1], &m, sizeof m) != sizeof m)
    return 1;
  char done = 0;
  if (read(from[0], &done, 1) != 1)
    return 1;
  int status = 0;
  waitpid(pid, &status, 0);
  printf("child %d\n", WEXITSTATUS(status));
  std::vector<int> h(256);
  show("read", cudaMemcpy(h.data(), p, 1024, cudaMemcpyDeviceToHost));
  printf("%d %d\n", h[0], h[255]);
  show("free", cudaFree(p));
}
