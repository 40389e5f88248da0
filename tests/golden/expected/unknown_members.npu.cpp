// Members of a namespace that moves, which neither rules nor declarations have.
#include <npu/kernel.h>
#include <npu/cub.h>

template <class T> NPU_GLOBAL void sum(T *out) {
  using Reduce = npu::cub::BlockReduce<T, 128>;
  using Nothing = npu::cub::BlockOfTomorrow<T, 128>;
  NPU_SHARED typename Reduce::TempStorage storage;
  T total = Reduce(storage).Sum(npu::threadIdx.x);
  if (npu::threadIdx.x == 0)
    *out = total + npu::cub::function_of_tomorrow(total);
}
#ifdef NEVER
npu::cub::NothingHere a;
npu::cub::CountingInputIterator<int> b(0);
#endif
