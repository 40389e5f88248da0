// Members of a namespace that moves, which neither rules nor declarations have.
#include <cub/cub.cuh>

template <class T> __global__ void sum(T *out) {
  using Reduce = cub::BlockReduce<T, 128>;
  using Nothing = cub::BlockOfTomorrow<T, 128>;
  __shared__ typename Reduce::TempStorage storage;
  T total = Reduce(storage).Sum(threadIdx.x);
  if (threadIdx.x == 0)
    *out = total + cub::function_of_tomorrow(total);
}
#ifdef NEVER
cub::NothingHere a;
cub::CountingInputIterator<int> b(0);
#endif
