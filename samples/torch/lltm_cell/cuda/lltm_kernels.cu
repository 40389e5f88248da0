// SPDX-License-Identifier: Apache-2.0
// The elementwise part of an LLTM cell, forward and backward: one thread per element of the state.
//
// gates: batch x 3 x state, before the activations, in the order input gate, output gate, candidate.
#include <torch/extension.h>

#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>

#include <vector>

namespace {

template <typename T> using Matrix = torch::PackedTensorAccessor32<T, 2, torch::RestrictPtrTraits>;
template <typename T> using Gates = torch::PackedTensorAccessor32<T, 3, torch::RestrictPtrTraits>;

template <typename T> __device__ __forceinline__ T sigmoid(T x) { return T(1) / (T(1) + exp(-x)); }
template <typename T> __device__ __forceinline__ T elu(T x) { return x > T(0) ? x : exp(x) - T(1); }
template <typename T> __device__ __forceinline__ T elu_slope(T x) { return x > T(0) ? T(1) : exp(x); }

template <typename T>
__global__ void cell_forward(const Gates<T> gates, const Matrix<T> old_cell, Matrix<T> new_h,
                             Matrix<T> new_cell) {
  const int row = blockIdx.y;
  const int column = blockIdx.x * blockDim.x + threadIdx.x;
  if (column >= old_cell.size(1))
    return;
  const T cell = old_cell[row][column] + sigmoid(gates[row][0][column]) * elu(gates[row][2][column]);
  new_cell[row][column] = cell;
  new_h[row][column] = sigmoid(gates[row][1][column]) * tanh(cell);
}

template <typename T>
__global__ void cell_backward(const Matrix<T> grad_h, const Matrix<T> grad_cell, const Gates<T> gates,
                              const Matrix<T> new_cell, Gates<T> d_gates, Matrix<T> d_old_cell) {
  const int row = blockIdx.y;
  const int column = blockIdx.x * blockDim.x + threadIdx.x;
  if (column >= new_cell.size(1))
    return;
  const T input = sigmoid(gates[row][0][column]);
  const T output = sigmoid(gates[row][1][column]);
  const T candidate = gates[row][2][column];
  const T squashed = tanh(new_cell[row][column]);
  const T dh = grad_h[row][column];
  const T dcell = grad_cell[row][column] + dh * output * (T(1) - squashed * squashed);
  d_old_cell[row][column] = dcell;
  d_gates[row][0][column] = dcell * elu(candidate) * input * (T(1) - input);
  d_gates[row][1][column] = dh * squashed * output * (T(1) - output);
  d_gates[row][2][column] = dcell * input * elu_slope(candidate);
}

constexpr int threads = 128;

dim3 blocks(const torch::Tensor &state) {
  return dim3(at::ceil_div<int64_t>(state.size(1), threads), state.size(0));
}

} // namespace

std::vector<torch::Tensor> lltm_cuda_forward(torch::Tensor gates, torch::Tensor old_cell) {
  const at::cuda::CUDAGuard guard(gates.device());
  auto new_h = torch::empty_like(old_cell);
  auto new_cell = torch::empty_like(old_cell);
  AT_DISPATCH_FLOATING_TYPES(gates.scalar_type(), "lltm_forward", ([&] {
                               cell_forward<scalar_t>
                                   <<<blocks(old_cell), threads, 0, at::cuda::getCurrentCUDAStream()>>>(
                                       gates.packed_accessor32<scalar_t, 3, torch::RestrictPtrTraits>(),
                                       old_cell.packed_accessor32<scalar_t, 2, torch::RestrictPtrTraits>(),
                                       new_h.packed_accessor32<scalar_t, 2, torch::RestrictPtrTraits>(),
                                       new_cell.packed_accessor32<scalar_t, 2, torch::RestrictPtrTraits>());
                             }));
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return {new_h, new_cell};
}

std::vector<torch::Tensor> lltm_cuda_backward(torch::Tensor grad_h, torch::Tensor grad_cell,
                                              torch::Tensor gates, torch::Tensor new_cell) {
  const at::cuda::CUDAGuard guard(gates.device());
  auto d_gates = torch::empty_like(gates);
  auto d_old_cell = torch::empty_like(new_cell);
  AT_DISPATCH_FLOATING_TYPES(gates.scalar_type(), "lltm_backward", ([&] {
                               cell_backward<scalar_t>
                                   <<<blocks(new_cell), threads, 0, at::cuda::getCurrentCUDAStream()>>>(
                                       grad_h.packed_accessor32<scalar_t, 2, torch::RestrictPtrTraits>(),
                                       grad_cell.packed_accessor32<scalar_t, 2, torch::RestrictPtrTraits>(),
                                       gates.packed_accessor32<scalar_t, 3, torch::RestrictPtrTraits>(),
                                       new_cell.packed_accessor32<scalar_t, 2, torch::RestrictPtrTraits>(),
                                       d_gates.packed_accessor32<scalar_t, 3, torch::RestrictPtrTraits>(),
                                       d_old_cell.packed_accessor32<scalar_t, 2, torch::RestrictPtrTraits>());
                             }));
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return {d_gates, d_old_cell};
}
