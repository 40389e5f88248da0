// The kernels of an extension: dispatch macros, accessors, streams, guards, atomics, and code that is not compiled.
#include <torch/extension.h>

#include <ATen/cuda/CUDAContext.h>
#include <THC/THCAtomics.cuh>
#include <c10/cuda/CUDAGuard.h>

#include <vector>

#define CHECK_CUDA(x) TORCH_CHECK((x).is_cuda(), #x " must be a CUDA tensor")
#define CUDA_1D_KERNEL_LOOP(i, n) for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < (n); i += blockDim.x * gridDim.x)

template <typename scalar_t>
__global__ void scale_kernel(const torch::PackedTensorAccessor32<scalar_t, 2, torch::RestrictPtrTraits> x,
                             torch::PackedTensorAccessor32<scalar_t, 2, torch::RestrictPtrTraits> y, scalar_t f) {
  const int n = blockIdx.y, c = blockIdx.x * blockDim.x + threadIdx.x;
  if (c < x.size(1))
    y[n][c] = x[n][c] * f;
}

template <typename scalar_t> __global__ void histogram_kernel(const scalar_t *x, scalar_t *bins, int64_t n) {
  CUDA_1D_KERNEL_LOOP(i, n) gpuAtomicAdd(&bins[static_cast<int>(x[i])], static_cast<scalar_t>(1));
}

C10_LAUNCH_BOUNDS_1(256)
__global__ void fill_kernel(float *x, int n) {
  CUDA_KERNEL_LOOP(i, n) { x[i] = 1.f; }
}

torch::Tensor scale_cuda(torch::Tensor x, double f) {
  CHECK_CUDA(x);
  const at::cuda::OptionalCUDAGuard guard(device_of(x));
  auto y = torch::empty_like(x);
  const int threads = 256;
  const dim3 blocks((x.size(1) + threads - 1) / threads, x.size(0));
  AT_DISPATCH_FLOATING_TYPES_AND_HALF(x.scalar_type(), "scale", ([&] {
    scale_kernel<scalar_t><<<blocks, threads, 0, at::cuda::getCurrentCUDAStream()>>>(
        x.packed_accessor32<scalar_t, 2, torch::RestrictPtrTraits>(),
        y.packed_accessor32<scalar_t, 2, torch::RestrictPtrTraits>(), static_cast<scalar_t>(f));
  }));
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return y;
}

std::vector<at::Tensor> histogram_cuda(const at::Tensor &x, int bins) {
  AT_CHECK(x.type().is_cuda() && x.device().type() == at::kCUDA, "the device's tensors only");
  auto out = at::zeros({bins}, x.options().device(torch::kCUDA, x.get_device()));
  cudaStream_t stream = at::cuda::getCurrentCUDAStream(x.get_device());
  AT_DISPATCH_ALL_TYPES(x.type(), "histogram", [&] {
    histogram_kernel<<<64, 256, 0, stream>>>(x.data<scalar_t>(), out.data_ptr<scalar_t>(), x.numel());
  });
  AT_CUDA_CHECK(cudaGetLastError());
  int blocks = at::cuda::getCurrentDeviceProperties()->multiProcessorCount;
  fill_kernel<<<blocks, 256, 0, c10::cuda::getCurrentCUDAStream().stream()>>>(out.data_ptr<float>(), bins);
  return {out};
}

#ifdef WITH_OLD_TORCH
extern THCState *state;
void old(at::Tensor x) {
  THCudaCheck(cudaMemsetAsync(x.data<float>(), 0, 4, THCState_getCurrentStream(state)));
  if (x.is_cuda()) c10::cuda::CUDACachingAllocator::raw_delete(0);
  at::cuda::CUDASomething unknown;
}
#endif
