// Names that look like CUDA and are not, and the reverse.
#include <algorithm>
#include <cmath>
using namespace std;

struct Range { int min, max; float clock; };
enum Color { blockColor, gridColor };
int cudaHelper(int x) { return x; } // the project's own
#define cudaCheck(call) do { cudaError_t status = (call); if (status != cudaSuccess) abort(); } while (0)
#define MY_CHECK(call)                  \
  {                                     \
    cudaError_t cuda_status = (call);   \
    if (cuda_status != cudaSuccess)     \
      cudaGetLastError();               \
  }
const char *text = "cudaMalloc and __syncthreads() stay in strings"; // cudaFree in a comment
const char *raw = R"(threadIdx.x <<<1, 1>>>)";

__device__ double atomicAdd(double *address, double value); // an overload of a builtin
__device__ float4 operator+(float4 a, float4 b) { return make_float4(a.x + b.x, a.y + b.y, a.z + b.z, a.w + b.w); }

template <typename T> __global__ void kernel(T *p, Range r) {
  int tid = threadIdx.x, clock = tid;
  p[tid] = max(r.min, r.max) + std::min(tid, 3) + fminf(1.f, 2.f) + abs(-1.0f);
  atomicAdd(p, T(1));
  atomicAdd(&r.min, clock);
  unsigned lane = tid % warpSize;
  float v = __shfl_down_sync(0xffffffff, 1.0f, 16) + __expf(2.f) + rsqrtf(3.f);
  p[lane] += v;
}

struct Pair { float a; };
__device__ Pair __shfl_up_sync(unsigned mask, Pair v, unsigned delta) { v.a = __shfl_up_sync(mask, v.a, delta); return v; }
#define SHIFT __shfl_up_sync
template <typename T> __global__ void shift(T *p) {
  int n = SHIFT(0xffffffff, 1, 1); // the builtin; the macro's body serves the next call as well
  p[n] = SHIFT(0xffffffff, p[n], 1);
}

int main() {
  Range r{1, 2, 3.f};
  cudaCheck(cudaDeviceSynchronize());
  MY_CHECK(cudaThreadSynchronize());
  return max(r.min, r.max) + cudaHelper(::min(1, 2)) + int(sqrt(4.0));
}
#include <ctime>
__global__ void standard(double *x, clock_t *t) {
  *x = sqrt(fabs(*x)) + std::sin(*x);
  *t = clock() + std::clock();
}
clock_t host_time() { return clock(); }
