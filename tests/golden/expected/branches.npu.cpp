// Every branch of the preprocessor is migrated, active or not.
#include <npu/kernel.h>
#include <npu/runtime.hpp>
#ifdef _WIN32
#include <windows_only.h>
#endif
#if defined(NPU_KERNEL_LANGUAGE) && NPU_RUNTIME_CUDA_VERSION >= 9000
#define SYNC_WARP() npu::syncwarp()
#else
#define SYNC_WARP()
#endif
#if !defined(NPU_DEVICE_ARCH) || NPU_DEVICE_ARCH >= 600
#else
NPU_DEVICE double atomicAdd(double *a, double b) { return npu::longlong_as_double(npu::atomicCAS((unsigned long long *)a, 0ull, npu::double_as_longlong(b))); }
#endif
#ifdef USE_ROCM
NPU_DEVICE __inline__ at::Half __ldg(const at::Half *p) { return npu::ldg(reinterpret_cast<const npu::half *>(p)); }
NPU_DEVICE at::Half first(const at::Half *p) { return npu::shfl_sync(0xffffffff, __ldg(p), 0); }
#endif
#ifdef USE_OLD_API
void old_api() {
  npuDeviceSynchronize();
  npuBindTexture(0, 0, 0, 0);
  NPU_LAUNCH(kernel, (1, 1), 0);
}
#endif
#define UNUSED_MACRO(p, n) npuMemset(p, 0, n); npu::syncthreads(); NPU_LAUNCH(other, (1, n), p)
NPU_GLOBAL void k() { SYNC_WARP(); }
int main() {
#if 0
  npuMalloc(&p, 10);
#endif
  NPU_LAUNCH(k, (1, 1));
}
