// SPDX-License-Identifier: Apache-2.0
// Capture of streams: what is recorded, what is refused, how captures break.
#include "show.h"

__global__ void set(int *p, int v) { *p = v; }
__global__ void add(int *p, int v) { *p += v; }

static int *data;
static void CUDART_CB callback(cudaStream_t, cudaError_t, void *) {}

static size_t nodes(cudaGraph_t g) {
  size_t n = 0;
  must(cudaGraphGetNodes(g, nullptr, &n));
  return n;
}

static size_t edges(cudaGraph_t g) {
  size_t n = 0;
#if CUDART_VERSION >= 13000
  must(cudaGraphGetEdges(g, nullptr, nullptr, nullptr, &n));
#else
  must(cudaGraphGetEdges(g, nullptr, nullptr, &n));
#endif
  return n;
}

static void state(const char *what, cudaStream_t s) {
  cudaStreamCaptureStatus status = cudaStreamCaptureStatusNone;
  unsigned long long id = 0;
  cudaError_t e = cudaStreamGetCaptureInfo(s, &status, &id);
  printf("%s: %d status %d has id %d\n", what, e, status, id != 0);
  cudaGetLastError();
}

/// Begins a capture, does one forbidden thing, ends the capture.
template <class F> void breaks(const char *what, cudaStream_t s, F f, cudaStreamCaptureMode mode) {
  must(cudaStreamBeginCapture(s, mode));
  set<<<1, 1, 0, s>>>(data, 1);
  show(what, f());
  state("  now", s);
  cudaGraph_t g = nullptr;
  show("  end", cudaStreamEndCapture(s, &g));
  printf("  graph %s\n", g ? "given" : "null");
  if (g)
    cudaGraphDestroy(g);
  state("  after", s);
}

int main() {
  must(cudaMalloc(&data, 256));
  cudaStream_t s, t, n;
  must(cudaStreamCreate(&s));
  must(cudaStreamCreate(&t));
  must(cudaStreamCreateWithFlags(&n, cudaStreamNonBlocking));
  cudaGraph_t g = nullptr;
  show("end without begin", cudaStreamEndCapture(s, &g));
  show("begin on the legacy stream", cudaStreamBeginCapture(cudaStreamLegacy, cudaStreamCaptureModeGlobal));
  show("begin on the default stream", cudaStreamBeginCapture(nullptr, cudaStreamCaptureModeGlobal));
  state("idle", s);
  show("begin", cudaStreamBeginCapture(s, cudaStreamCaptureModeGlobal));
  show("begin again", cudaStreamBeginCapture(s, cudaStreamCaptureModeGlobal));
  state("capturing", s);
  set<<<1, 1, 0, s>>>(data, 5);
  cudaEvent_t e;
  must(cudaEventCreate(&e));
  show("record", cudaEventRecord(e, s));
  show("wait", cudaStreamWaitEvent(t, e, 0));
  state("joined", t);
  add<<<1, 1, 0, t>>>(data + 1, 2);
  add<<<1, 1, 0, s>>>(data, 3);
  cudaEvent_t j;
  must(cudaEventCreate(&j));
  show("record", cudaEventRecord(j, t));
  show("wait", cudaStreamWaitEvent(s, j, 0));
  add<<<1, 1, 0, s>>>(data, 4);
  show("memset", cudaMemsetAsync(data + 2, 0, 4, s));
  show("end", cudaStreamEndCapture(s, &g));
  state("joined stream", t);
  printf("nodes %zu edges %zu\n", nodes(g), edges(g));
  cudaGraphExec_t exec = nullptr;
  show("instantiate", cudaGraphInstantiate(&exec, g, 0));
  must(cudaMemset(data, 0, 256));
  show("launch", cudaGraphLaunch(exec, s));
  show("launch", cudaGraphLaunch(exec, s));
  must(cudaStreamSynchronize(s));
  int h[3];
  must(cudaMemcpy(h, data, 12, cudaMemcpyDeviceToHost));
  list("values", std::vector<int>(h, h + 3));
  must(cudaGraphExecDestroy(exec));
  must(cudaGraphDestroy(g));

  for (auto mode :
       {cudaStreamCaptureModeGlobal, cudaStreamCaptureModeThreadLocal, cudaStreamCaptureModeRelaxed}) {
    printf("mode %d\n", mode);
    breaks("synchronize the stream", s, [&] { return cudaStreamSynchronize(s); }, mode);
    breaks("query the stream", s, [&] { return cudaStreamQuery(s); }, mode);
    breaks("synchronize the device", s, [&] { return cudaDeviceSynchronize(); }, mode);
    breaks(
        "malloc", s,
        [&] {
          void *p = nullptr;
          cudaError_t r = cudaMalloc(&p, 16);
          return r;
        },
        mode);
    breaks(
        "copy on the legacy stream", s,
        [&] {
          int x;
          return cudaMemcpy(&x, data, 4, cudaMemcpyDeviceToHost);
        },
        mode);
    breaks(
        "launch on the legacy stream", s,
        [&] {
          set<<<1, 1>>>(data, 1);
          return cudaGetLastError();
        },
        mode);
    breaks(
        "event query", s,
        [&] {
          cudaEventRecord(e, s);
          return cudaEventQuery(e);
        },
        mode);
    breaks(
        "event synchronize", s,
        [&] {
          cudaEventRecord(e, s);
          return cudaEventSynchronize(e);
        },
        mode);
    breaks(
        "unjoined work", s,
        [&] {
          cudaEventRecord(e, s);
          cudaStreamWaitEvent(t, e, 0);
          set<<<1, 1, 0, t>>>(data, 1);
          return cudaSuccess;
        },
        mode);
    breaks(
        "end on another stream", s,
        [&] {
          cudaEventRecord(e, s);
          cudaStreamWaitEvent(t, e, 0);
          cudaGraph_t other = nullptr;
          return cudaStreamEndCapture(t, &other);
        },
        mode);
    breaks(
        "wait for an event from outside", s,
        [&] {
          cudaEvent_t outside;
          cudaEventCreate(&outside);
          cudaEventRecord(outside, n);
          return cudaStreamWaitEvent(s, outside, 0);
        },
        mode);
    breaks("callback", s, [&] { return cudaStreamAddCallback(s, callback, nullptr, 0); }, mode);
    breaks(
        "elapsed", s,
        [&] {
          float ms;
          cudaEventRecord(e, s);
          return cudaEventElapsedTime(&ms, e, e);
        },
        mode);
  }
  must(cudaDeviceSynchronize());
  // Two captures that meet.
  must(cudaStreamBeginCapture(s, cudaStreamCaptureModeRelaxed));
  must(cudaStreamBeginCapture(t, cudaStreamCaptureModeRelaxed));
  set<<<1, 1, 0, s>>>(data, 1);
  must(cudaEventRecord(e, s));
  show("merge", cudaStreamWaitEvent(t, e, 0));
  show("end", cudaStreamEndCapture(s, &g));
  show("end", cudaStreamEndCapture(t, &g));
  // The mode of the thread.
  cudaStreamCaptureMode mode = cudaStreamCaptureModeRelaxed;
  show("exchange", cudaThreadExchangeStreamCaptureMode(&mode));
  printf("was %d\n", mode);
  show("exchange", cudaThreadExchangeStreamCaptureMode(&mode));
  printf("was %d\n", mode);
  show("bad mode", cudaStreamBeginCapture(s, static_cast<cudaStreamCaptureMode>(7)));
  // Nothing captured.
  must(cudaStreamBeginCapture(s, cudaStreamCaptureModeGlobal));
  show("end", cudaStreamEndCapture(s, &g));
  printf("nodes %zu\n", nodes(g));
  show("instantiate empty", cudaGraphInstantiate(&exec, g, 0));
  show("launch empty", cudaGraphLaunch(exec, s));
  show("synchronize", cudaStreamSynchronize(s));
}
