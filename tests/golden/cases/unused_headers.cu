// Headers of libraries without a counterpart: left out where nothing in the project uses them.
#include <curand.h> // only its device side is used
#include <curand_kernel.h>
#include "cublas_v2.h"
#include <nppi.h>
# include <cufft.h>

__global__ void roll(curandState *state, float *x) { x[threadIdx.x] = curand_uniform(&state[threadIdx.x]); }
#define FFT cufftExecC2C
#if 0
NppStatus status;
#endif
int main() { roll<<<1, 32>>>(nullptr, nullptr); }
