// Memory spaces, dynamic shared memory, linkage.
#include <npu/kernel.h>


static NPU_CONSTANT float coefficients[4] = {1, 2, 3, 4};
static NPU_DEVICE int counter;
static NPU_DEVICE int already_static;
NPU_DEVICE static NPU_CONSTANT int both;
static NPU_MANAGED int shared_with_host;
struct Body { float4 position; NPU_DEVICE float mass() const { return position.w; } };

static NPU_DEVICE float helper(float x) { return x * coefficients[0]; }
static NPU_DEVICE NPU_FORCEINLINE float inlined(float x) { return helper(x) + 1; }
NPU_HOST NPU_DEVICE float both_sides(float x) { return x; }
static NPU_DEVICE float static_helper(float x) { return x; }
template <typename T> static NPU_DEVICE T templated(T x) { return x; }

NPU_GLOBAL void NPU_LAUNCH_BOUNDS(256, 2) kernel(const float *__restrict__ in, float *out) { NPU_DYNAMIC_SHARED(float, file_scope); NPU_DYNAMIC_SHARED(unsigned char, raw);
  NPU_SHARED float tile[16][17];
  NPU_SHARED union { int i[4]; float f[4]; } u;
  NPU_DYNAMIC_SHARED(double, dyn);
  NPU_DYNAMIC_SHARED(float2[8], matrix);
  volatile NPU_SHARED int flag;
  alignas(16) NPU_SHARED float aligned[4];
  static NPU_SHARED int said_static;
  file_scope[npu::threadIdx.x] = in[npu::threadIdx.x];
  npu::syncthreads();
  out[npu::threadIdx.x] = inlined(file_scope[0]) + templated(both_sides(static_helper(tile[0][0])));
  reinterpret_cast<float4 *>(raw)[0] = make_float4(1, 2, 3, 4);
  dyn[0] = matrix[0][0].x + u.i[0] + flag;
}

int main() {
  float host[4];
  int zero = 0;
  npuMemcpyToSymbol(coefficients, host, sizeof(host));
  npuMemcpyFromSymbol(&zero, counter, sizeof(int), 0, npuMemcpyDeviceToHost);
  NPU_LAUNCH(kernel, (1, 32, 32 * sizeof(float)), nullptr, nullptr);
  return shared_with_host;
}
