// The kernels of an extension: dispatch macros, accessors, streams, guards, atomics, and code that is not compiled.
#include <npu/kernel.h>
#include <torch/extension.h>

#include <npu/torch.h>
#include <npu/torch.h>
#include <npu/torch.h>

#include <vector>

#define CHECK_CUDA(x) TORCH_CHECK(npu::torch::is_npu((x)), #x " must be a CUDA tensor")
#define CUDA_1D_KERNEL_LOOP(i, n) for (int i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x; i < (n); i += npu::blockDim.x * npu::gridDim.x)

template <typename scalar_t>
NPU_GLOBAL void scale_kernel(const torch::PackedTensorAccessor32<scalar_t, 2, torch::RestrictPtrTraits> x,
                             torch::PackedTensorAccessor32<scalar_t, 2, torch::RestrictPtrTraits> y, scalar_t f) {
  const int n = npu::blockIdx.y, c = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  if (c < x.size(1))
    y[n][c] = x[n][c] * f;
}

template <typename scalar_t> NPU_GLOBAL void histogram_kernel(const scalar_t *x, scalar_t *bins, int64_t n) {
  CUDA_1D_KERNEL_LOOP(i, n) npu::torch::gpuAtomicAdd(&bins[static_cast<int>(x[i])], static_cast<scalar_t>(1));
}

C10_LAUNCH_BOUNDS_1(256)
NPU_GLOBAL void fill_kernel(float *x, int n) {
  NPU_KERNEL_LOOP(i, n) { x[i] = 1.f; }
}

torch::Tensor scale_cuda(torch::Tensor x, double f) {
  CHECK_CUDA(x);
  const npu::torch::OptionalGuard guard(device_of(x));
  auto y = torch::empty_like(x);
  const int threads = 256;
  const dim3 blocks((x.size(1) + threads - 1) / threads, x.size(0));
  AT_DISPATCH_FLOATING_TYPES_AND_HALF(x.scalar_type(), "scale", ([&] {
    NPU_LAUNCH(scale_kernel<scalar_t>, (blocks, threads, 0, npu::torch::getCurrentStream()), 
        x.packed_accessor32<scalar_t, 2, torch::RestrictPtrTraits>(),
        y.packed_accessor32<scalar_t, 2, torch::RestrictPtrTraits>(), static_cast<scalar_t>(f));
  }));
  NPU_TORCH_LAUNCH_CHECK();
  return y;
}

std::vector<at::Tensor> histogram_cuda(const at::Tensor &x, int bins) {
  TORCH_CHECK(npu::torch::is_npu(x.type()) && x.device().type() == npu::torch::kNPU, "the device's tensors only");
  auto out = at::zeros({bins}, x.options().device(npu::torch::kNPU, x.get_device()));
  npuStream_t stream = npu::torch::getCurrentStream(x.get_device());
  AT_DISPATCH_ALL_TYPES(x.type(), "histogram", [&] {
    NPU_LAUNCH_DEDUCED(histogram_kernel, (64, 256, 0, stream), x.data<scalar_t>(), out.data_ptr<scalar_t>(), x.numel());
  });
  NPU_TORCH_CHECK(npuGetLastError());
  int blocks = npu::torch::deviceProperties()->multiProcessorCount;
  NPU_LAUNCH(fill_kernel, (blocks, 256, 0, npu::torch::getCurrentStream().stream()), out.data_ptr<float>(), bins);
  return {out};
}

#ifdef WITH_OLD_TORCH
extern npu::torch::State *state;
void old(at::Tensor x) {
  NPU_TORCH_CHECK(npuMemsetAsync(x.data<float>(), 0, 4, npu::torch::getCurrentStream()));
  if (npu::torch::is_npu(x)) npu::torch::CachingAllocator::raw_delete(0);
  at::cuda::CUDASomething unknown;
}
#endif
