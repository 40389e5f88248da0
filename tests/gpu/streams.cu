// SPDX-License-Identifier: Apache-2.0
// Streams and events: flags, priorities, queries, order, wrong handles' errors, callbacks.
#include "show.h"

__global__ void wait_for(volatile int *flag) {
  while (!*flag) {
  }
}
__global__ void append(int *log, int *n, int value) { log[(*n)++] = value; }

static std::vector<int> order;
static void CUDART_CB host_function(void *data) {
  order.push_back(static_cast<int>(reinterpret_cast<intptr_t>(data)));
}
static void CUDART_CB callback(cudaStream_t, cudaError_t status, void *data) {
  order.push_back(100 * static_cast<int>(status) + static_cast<int>(reinterpret_cast<intptr_t>(data)));
}

int main() {
  int least = 99, greatest = 99;
  show("priority range", cudaDeviceGetStreamPriorityRange(&least, &greatest));
  printf("least 0: %d, greatest below: %d\n", least == 0, greatest < 0);
  cudaStream_t s = nullptr, t = nullptr;
  show("create", cudaStreamCreate(&s));
  unsigned flags = 99;
  int priority = 99;
  show("flags", cudaStreamGetFlags(s, &flags));
  show("priority", cudaStreamGetPriority(s, &priority));
  printf("flags %u priority %d\n", flags, priority);
  show("create with priority", cudaStreamCreateWithPriority(&t, cudaStreamNonBlocking, greatest));
  cudaStreamGetFlags(t, &flags);
  cudaStreamGetPriority(t, &priority);
  printf("flags %u greatest %d\n", flags, priority == greatest);
  cudaStreamDestroy(t);
  show("priority clamped", cudaStreamCreateWithPriority(&t, cudaStreamDefault, -1000));
  cudaStreamGetPriority(t, &priority);
  printf("greatest %d\n", priority == greatest);
  cudaStreamDestroy(t);
  show("priority clamped", cudaStreamCreateWithPriority(&t, cudaStreamDefault, 1000));
  cudaStreamGetPriority(t, &priority);
  printf("least %d\n", priority == least);
  cudaStreamDestroy(t);
  show("unknown flags", cudaStreamCreateWithFlags(&t, 0x40));
  show("null target", cudaStreamCreate(nullptr));
  show("flags of the default stream", cudaStreamGetFlags(nullptr, &flags));
  show("flags to null", cudaStreamGetFlags(s, nullptr));
  cudaStreamGetPriority(nullptr, &priority);
  printf("default stream's flags %u priority %d\n", flags, priority);
  unsigned long long id = 0, id2 = 0, id3 = 0;
  show("id", cudaStreamGetId(s, &id));
  show("id", cudaStreamGetId(nullptr, &id2));
  show("id", cudaStreamGetId(cudaStreamLegacy, &id3));
  printf("ids differ %d, default is legacy %d\n", id != id2, id2 == id3);
  show("destroy of the default stream", cudaStreamDestroy(nullptr));
  show("destroy of the legacy stream", cudaStreamDestroy(cudaStreamLegacy));
  show("query idle", cudaStreamQuery(s));

  int *flag = nullptr;
  must(cudaHostAlloc(&flag, 64, cudaHostAllocMapped));
  *flag = 0;
  cudaStream_t n = nullptr;
  must(cudaStreamCreateWithFlags(&n, cudaStreamNonBlocking));
  wait_for<<<1, 1, 0, s>>>(flag);
  printf("query busy: %s\n", bare(cudaGetErrorName(cudaStreamQuery(s))));
  printf("not ready is no last error: %d\n", cudaGetLastError());
  cudaEvent_t e = nullptr, f = nullptr;
  must(cudaEventCreate(&e));
  must(cudaEventCreate(&f));
  printf("query of a fresh event: %d\n", cudaEventQuery(e));
  float ms = -1;
  show("elapsed of fresh events", cudaEventElapsedTime(&ms, e, f));
  show("record", cudaEventRecord(e, s));
  printf("query pending event: %s\n", bare(cudaGetErrorName(cudaEventQuery(e))));
  cudaGetLastError();
  show("record other", cudaEventRecord(f, n));
  must(cudaEventSynchronize(f));
  show("elapsed of a pending event", cudaEventElapsedTime(&ms, e, f));
  printf("non-blocking stream passes: %d\n", cudaStreamQuery(n));
  *flag = 1;
  show("synchronize", cudaStreamSynchronize(s));
  show("event done", cudaEventQuery(e));
  show("record again", cudaEventRecord(f, s));
  must(cudaEventSynchronize(f));
  show("elapsed", cudaEventElapsedTime(&ms, e, f));
  printf("not negative: %d\n", ms >= 0);
  show("elapsed, reversed", cudaEventElapsedTime(&ms, f, e));
  printf("not positive: %d\n", ms <= 0);
  cudaEvent_t plain = nullptr;
  show("event without timing", cudaEventCreateWithFlags(&plain, cudaEventDisableTiming));
  must(cudaEventRecord(plain, s));
  must(cudaEventSynchronize(plain));
  show("elapsed without timing", cudaEventElapsedTime(&ms, e, plain));
  cudaEvent_t bad = nullptr;
  show("interprocess needs disabled timing", cudaEventCreateWithFlags(&bad, cudaEventInterprocess));
  show("unknown event flags", cudaEventCreateWithFlags(&bad, 0x100));
  show("event to null", cudaEventCreate(nullptr));
  show("record null", cudaEventRecord(nullptr, s));
  show("wait for null", cudaStreamWaitEvent(s, nullptr, 0));
  show("wait with unknown flags", cudaStreamWaitEvent(s, e, 8));
  show("destroy null event", cudaEventDestroy(nullptr));
  show("record with unknown flags", cudaEventRecordWithFlags(e, s, 8));
  cudaEvent_t fresh = nullptr;
  must(cudaEventCreate(&fresh));
  show("synchronize a fresh event", cudaEventSynchronize(fresh));
  show("wait for a fresh event", cudaStreamWaitEvent(s, fresh, 0));
  show("synchronize", cudaStreamSynchronize(s));

  // The legacy default stream lies between the work of blocking streams.
  int *log = nullptr;
  must(cudaMallocManaged(&log, 64 * 4));
  int *count = log + 63;
  memset(log, 0, 64 * 4);
  cudaStream_t u = nullptr;
  must(cudaStreamCreate(&u));
  append<<<1, 1, 0, s>>>(log, count, 1);
  append<<<1, 1>>>(log, count, 2);
  append<<<1, 1, 0, u>>>(log, count, 3);
  append<<<1, 1>>>(log, count, 4);
  append<<<1, 1, 0, s>>>(log, count, 5);
  must(cudaDeviceSynchronize());
  list("legacy order", std::vector<int>(log, log + 5));
  // Events order streams.
  *count = 0;
  *flag = 0;
  wait_for<<<1, 1, 0, n>>>(flag);
  append<<<1, 1, 0, n>>>(log, count, 1);
  must(cudaEventRecord(e, n));
  must(cudaStreamWaitEvent(s, e, 0));
  append<<<1, 1, 0, s>>>(log, count, 2);
  *flag = 1;
  must(cudaDeviceSynchronize());
  list("event order", std::vector<int>(log, log + 2));

  must(cudaLaunchHostFunc(s, host_function, reinterpret_cast<void *>(intptr_t(1))));
  must(cudaStreamAddCallback(s, callback, reinterpret_cast<void *>(intptr_t(2)), 0));
  must(cudaLaunchHostFunc(s, host_function, reinterpret_cast<void *>(intptr_t(3))));
  must(cudaStreamSynchronize(s));
  list("host functions", order);
  show("callback with flags", cudaStreamAddCallback(s, callback, nullptr, 1));
  show("null callback", cudaStreamAddCallback(s, nullptr, nullptr, 0));
  show("null host function", cudaLaunchHostFunc(s, nullptr, nullptr));

  // Destroying a stream lets its work finish.
  *count = 0;
  append<<<1, 1, 0, u>>>(log, count, 7);
  show("destroy", cudaStreamDestroy(u));
  must(cudaDeviceSynchronize());
  printf("work of a destroyed stream: %d\n", log[0]);
  // Each thread's own default stream.
  append<<<1, 1, 0, cudaStreamPerThread>>>(log, count, 8);
  show("per-thread stream", cudaStreamSynchronize(cudaStreamPerThread));
  printf("%d\n", log[1]);
  cudaStreamGetFlags(cudaStreamPerThread, &flags);
  printf("its flags %u\n", flags);
  show("attach null", cudaStreamAttachMemAsync(s, nullptr, 0, cudaMemAttachSingle));
  show("attach", cudaStreamAttachMemAsync(s, log, 0, cudaMemAttachSingle));
  show("synchronize", cudaStreamSynchronize(s));
  cudaStreamCaptureStatus status = cudaStreamCaptureStatusActive;
  show("is capturing", cudaStreamIsCapturing(s, &status));
  printf("%d\n", status);
}
