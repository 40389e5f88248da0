// Headers of libraries without a counterpart: left out where nothing in the project uses them.
#include <curand.h> // only its device side is used
#include <curand_kernel.h>
#include "cublas_v2.h"
#include <cusparse.h>
# include <nppi.h>

__global__ void roll(curandState *state, float *x) { x[threadIdx.x] = curand_uniform(&state[threadIdx.x]); }
#define FREE nppiFree
#if 0
cusparseHandle_t handle;
#endif
int main() { roll<<<1, 32>>>(nullptr, nullptr); }
