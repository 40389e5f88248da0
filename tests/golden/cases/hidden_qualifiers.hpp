// Device code whose qualifiers a library's macros hide, in a header that Clang does not understand.
#pragma once
struct Scheduler {
  LIBRARY_DEVICE void next(Params const &params, Work &work) const {
    if (threadIdx.x % 32 == 0)
      work.index = atomicAdd(params.counter, 1) + int(gridDim.x);
  }
};
