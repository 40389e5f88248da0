// Headers of libraries without a counterpart: left out where nothing in the project uses them.
#include <npu/kernel.h>
 // only its device side is used
#include <npu/rand_kernel.h>

#include <cusparse.h>
# include <nppi.h>

NPU_GLOBAL void roll(npurandState *state, float *x) { x[npu::threadIdx.x] = npurand_uniform(&state[npu::threadIdx.x]); }
#define FREE nppiFree
#if 0
cusparseHandle_t handle;
#endif
int main() { NPU_LAUNCH(roll, (1, 32), nullptr, nullptr); }
