// Headers of CUDA's samples that the project does not bring; their names stay, the API's names move.
#include <npu/kernel.h>
#include <npu/runtime.hpp>
#include <npu/helpers/helper_cuda.h>
#include <npu/helpers/helper_functions.h>
#include <npu/helpers/helper_math.h>
#include <npu/helpers/helper_timer.h>

NPU_GLOBAL void shade(float3 *out, const float3 *in, float3 light, int n) {
  int i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  if (i >= n)
    return;
  float3 v = fminf(normalize(in[i]), make_float3(1.0f));
  v += reflect(v, light) * fminf(0.5f, dot(v, light));
  int3 q = max(make_int3(1, 2, 3), make_int3(v));
  out[i] = lerp(v, cross(v, light), clamp(v.x, 0.0f, 1.0f)) + make_float3(q) * npu::rsqrtf(length(v)) * npu::max(i, 1);
}

template <class T> static NPU_DEVICE float3 spread(T v) { using npu::max; using ::max; return make_float3(v) + max(make_int2(0), make_int2(v)).x; }
template <class T> static NPU_DEVICE T smaller(T a, T b) { return fminf(a, b); }

int main(int argc, char **argv) {
  int device = findCudaDevice(argc, (const char **)argv);
  float3 *in, *out;
  checkCudaErrors(npuMalloc((void **)&in, 64 * sizeof(float3)));
  checkCudaErrors(npuMalloc((void **)&out, 64 * sizeof(float3)));
  StopWatchInterface *timer = NULL;
  sdkCreateTimer(&timer);
  sdkStartTimer(&timer);
  NPU_LAUNCH(shade, (1, MAX(64, 32)), out, in, make_float3(0, 0, 1), 64);
  getLastCudaError("shade");
  checkCudaErrors(npuDeviceSynchronize());
  sdkStopTimer(&timer);
  printf("%d: %s, %f ms\n", device, _cudaGetErrorEnum(npuErrorInvalidValue), sdkGetTimerValue(&timer));
  sdkDeleteTimer(&timer);
#ifdef OTHER
  checkCudaErrors(npuFree(in));
#endif
  return compareData((float *)NULL, (float *)NULL, 0, 0.1f, 0.0f) ? EXIT_SUCCESS : EXIT_WAIVED;
}
