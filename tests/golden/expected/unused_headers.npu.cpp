// Headers of libraries without a counterpart: left out where nothing in the project uses them.
#include <npu/kernel.h>
 // only its device side is used
#include <npu/rand_kernel.h>

#include <nppi.h>
# include <cufft.h>

NPU_GLOBAL void roll(npurandState *state, float *x) { x[npu::threadIdx.x] = npurand_uniform(&state[npu::threadIdx.x]); }
#define FFT cufftExecC2C
#if 0
NppStatus status;
#endif
int main() { NPU_LAUNCH(roll, (1, 32), nullptr, nullptr); }
