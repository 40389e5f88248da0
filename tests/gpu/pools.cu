// SPDX-License-Identifier: Apache-2.0
// Stream-ordered allocation and memory pools.
#include "show.h"
#include <cuda.h>

__global__ void fill(int *p, int n, int v) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    p[i] = v + i;
}

static unsigned long long attribute(cudaMemPool_t pool, cudaMemPoolAttr a) {
  cuuint64_t v = 0;
  must(cudaMemPoolGetAttribute(pool, a, &v));
  return v;
}

int main() {
  cudaStream_t s;
  must(cudaStreamCreate(&s));
  cudaMemPool_t pool = nullptr, current = nullptr, own = nullptr;
  show("default pool", cudaDeviceGetDefaultMemPool(&pool, 0));
  show("pool of the device", cudaDeviceGetMemPool(&current, 0));
  printf("the same %d\n", pool == current);
  show("default pool of a missing device", cudaDeviceGetDefaultMemPool(&own, 4711));
  cuuint64_t threshold = 99;
  show("threshold", cudaMemPoolGetAttribute(pool, cudaMemPoolAttrReleaseThreshold, &threshold));
  printf("%llu\n", static_cast<unsigned long long>(threshold));
  int reuse[3] = {-1, -1, -1};
  must(cudaMemPoolGetAttribute(pool, cudaMemPoolReuseFollowEventDependencies, &reuse[0]));
  must(cudaMemPoolGetAttribute(pool, cudaMemPoolReuseAllowOpportunistic, &reuse[1]));
  must(cudaMemPoolGetAttribute(pool, cudaMemPoolReuseAllowInternalDependencies, &reuse[2]));
  list("reuse", std::vector<int>(reuse, reuse + 3));
  int off = 0, back = 9;
  show("set", cudaMemPoolSetAttribute(pool, cudaMemPoolReuseAllowOpportunistic, &off));
  must(cudaMemPoolGetAttribute(pool, cudaMemPoolReuseAllowOpportunistic, &back));
  printf("%d\n", back);
  show("unknown attribute", cudaMemPoolGetAttribute(pool, static_cast<cudaMemPoolAttr>(0x7777), &back));

  int *p = nullptr, *q = nullptr;
  show("malloc", cudaMallocAsync(&p, 4000, s));
  fill<<<1, 64, 0, s>>>(p, 1000, 5);
  std::vector<int> h(1000);
  show("copy", cudaMemcpyAsync(h.data(), p, 4000, cudaMemcpyDeviceToHost, s));
  printf("used %d\n", attribute(pool, cudaMemPoolAttrUsedMemCurrent) >= 4000);
  show("free", cudaFreeAsync(p, s));
  must(cudaStreamSynchronize(s));
  printf("values %d %d\n", h[0], h[999]);
  printf("used %llu high %d\n", attribute(pool, cudaMemPoolAttrUsedMemCurrent),
         attribute(pool, cudaMemPoolAttrUsedMemHigh) >= 4000);
  cuuint64_t zero = 0, one = 1;
  show("reset high", cudaMemPoolSetAttribute(pool, cudaMemPoolAttrUsedMemHigh, &zero));
  show("set high to 1", cudaMemPoolSetAttribute(pool, cudaMemPoolAttrUsedMemHigh, &one));
  show("set current", cudaMemPoolSetAttribute(pool, cudaMemPoolAttrUsedMemCurrent, &zero));
  p = reinterpret_cast<int *>(0x10);
  show("malloc 0", cudaMallocAsync(&p, 0, s));
  printf("null %d\n", p == nullptr);
  show("malloc huge", cudaMallocAsync(&p, size_t(1) << 58, s));
  show("malloc null", cudaMallocAsync(static_cast<int **>(nullptr), 16, s));
  show("free null", cudaFreeAsync(nullptr, s));
  int local;
  show("free host", cudaFreeAsync(&local, s));
  must(cudaMalloc(&q, 64));
  show("freeAsync of malloc", cudaFreeAsync(q, s));
  must(cudaMallocAsync(&q, 64, s));
  show("free of mallocAsync", cudaFree(q));

  cudaMemPoolProps props{};
  props.allocType = cudaMemAllocationTypePinned;
  props.location.type = cudaMemLocationTypeDevice;
  props.location.id = 0;
  show("create", cudaMemPoolCreate(&own, &props));
  show("malloc from pool", cudaMallocFromPoolAsync(&p, 100, own, s));
  printf("used %d reserved %d\n", attribute(own, cudaMemPoolAttrUsedMemCurrent) >= 100,
         attribute(own, cudaMemPoolAttrReservedMemCurrent) >= 100);
  show("set pool of the device", cudaDeviceSetMemPool(0, own));
  show("malloc", cudaMallocAsync(&q, 100, s));
  printf("used %d\n", attribute(own, cudaMemPoolAttrUsedMemCurrent) >= 200);
  must(cudaDeviceSetMemPool(0, pool));
  must(cudaFreeAsync(p, s));
  must(cudaFreeAsync(q, s));
  must(cudaStreamSynchronize(s));
  printf("used %llu\n", attribute(own, cudaMemPoolAttrUsedMemCurrent));
  show("trim", cudaMemPoolTrimTo(own, 0));
  printf("reserved %llu\n", attribute(own, cudaMemPoolAttrReservedMemCurrent));
  cudaMemAccessFlags access{};
  cudaMemLocation where{};
  where.type = cudaMemLocationTypeDevice;
  where.id = 0;
  show("access", cudaMemPoolGetAccess(&access, own, &where));
  printf("%d\n", access);
  show("destroy", cudaMemPoolDestroy(own));
  show("destroy the default pool", cudaMemPoolDestroy(pool));
  show("destroy null", cudaMemPoolDestroy(nullptr));
  props.allocType = cudaMemAllocationTypeInvalid;
  show("create invalid", cudaMemPoolCreate(&own, &props));
  props.allocType = cudaMemAllocationTypePinned;
  // Waiting across streams: memory freed in one stream, used in another after an event.
  cudaStream_t t;
  must(cudaStreamCreate(&t));
  cudaEvent_t e;
  must(cudaEventCreate(&e));
  must(cudaMallocAsync(&p, 4000, s));
  must(cudaEventRecord(e, s));
  must(cudaStreamWaitEvent(t, e, 0));
  fill<<<1, 64, 0, t>>>(p, 1000, 9);
  must(cudaMemcpyAsync(h.data(), p, 4000, cudaMemcpyDeviceToHost, t));
  show("free in the other stream", cudaFreeAsync(p, t));
  must(cudaStreamSynchronize(t));
  printf("values %d %d\n", h[0], h[999]);
}
