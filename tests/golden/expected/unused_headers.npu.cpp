// Headers of libraries without a counterpart: left out where nothing in the project uses them.
#include <npu/kernel.h>
 // only spoken of
#include <npu/rand_kernel.h>

#include <nccl.h>

NPU_GLOBAL void roll(npurandState *state, float *x) { x[npu::threadIdx.x] = npurand_uniform(&state[npu::threadIdx.x]); }
#define REDUCE ncclAllReduce
#if 0
ncclComm_t communicator;
#endif
int main() { NPU_LAUNCH(roll, (1, 32), nullptr, nullptr); }
