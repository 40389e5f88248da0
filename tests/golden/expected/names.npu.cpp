// Names that look like CUDA and are not, and the reverse.
#include <npu/kernel.h>
using npu::shfl_up_sync;
#include <algorithm>
#include <cmath>
using namespace std;

struct Range { int min, max; float clock; };
enum Color { blockColor, gridColor };
int cudaHelper(int x) { return x; } // the project's own
#define cudaCheck(call) do { npuError_t status = (call); if (status != npuSuccess) abort(); } while (0)
#define MY_CHECK(call)                  \
  {                                     \
    npuError_t cuda_status = (call);   \
    if (cuda_status != npuSuccess)     \
      npuGetLastError();               \
  }
const char *text = "cudaMalloc and __syncthreads() stay in strings"; // cudaFree in a comment
const char *raw = R"(threadIdx.x <<<1, 1>>>)";

static NPU_DEVICE double atomicAdd(double *address, double value); // an overload of a builtin
static NPU_DEVICE float4 operator+(float4 a, float4 b) { return make_float4(a.x + b.x, a.y + b.y, a.z + b.z, a.w + b.w); }

template <typename T> NPU_GLOBAL void kernel(T *p, Range r) { using npu::atomicAdd; using ::atomicAdd;
  int tid = npu::threadIdx.x, clock = tid;
  p[tid] = npu::max(r.min, r.max) + std::min(tid, 3) + fminf(1.f, 2.f) + abs(-1.0f);
  atomicAdd(p, T(1));
  npu::atomicAdd(&r.min, clock);
  unsigned lane = tid % npu::warpSize;
  float v = npu::shfl_down_sync(0xffffffff, 1.0f, 16) + npu::fast_expf(2.f) + npu::rsqrtf(3.f);
  p[lane] += v;
}

struct Pair { float a; };
static NPU_DEVICE Pair shfl_up_sync(unsigned mask, Pair v, unsigned delta) { v.a = npu::shfl_up_sync(mask, v.a, delta); return v; }
#define SHIFT shfl_up_sync
template <typename T> NPU_GLOBAL void shift(T *p) {
  int n = SHIFT(0xffffffff, 1, 1); // the builtin; the macro's body serves the next call as well
  p[n] = SHIFT(0xffffffff, p[n], 1);
}

int main() {
  Range r{1, 2, 3.f};
  cudaCheck(npuDeviceSynchronize());
  MY_CHECK(npuDeviceSynchronize());
  return npu::max(r.min, r.max) + cudaHelper(::npu::min(1, 2)) + int(sqrt(4.0));
}
#include <ctime>
NPU_GLOBAL void standard(double *x, clock_t *t) {
  *x = sqrt(fabs(*x)) + std::sin(*x);
  *t = npu::clock() + std::clock();
}
clock_t host_time() { return clock(); }
