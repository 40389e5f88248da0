// SPDX-License-Identifier: Apache-2.0
// npu/torch.h in use: kernels with torch's types, streams, events, guards, checks. Every function returns
// true.
#include "npu/kernel.h"
#include "npu/torch.h"
#include "npu/torch/block_reduce.h"
#include "npu/torch/loops.h"

#include <torch/extension.h>

#include <unordered_set>

namespace {

using npu::torch::getCurrentStream;

at::TensorOptions on_device(at::ScalarType type) {
  return at::TensorOptions().dtype(type).device(npu::torch::kNPU);
}

template <typename T> NPU_GLOBAL void add_all(T *sum, const T *values, int n) {
  NPU_KERNEL_LOOP(i, n) npu::torch::gpuAtomicAdd(sum, values[i]);
}
template <typename T> NPU_GLOBAL void extremes(T *most, T *least, const T *values, int n) {
  NPU_KERNEL_LOOP_TYPE(i, n, int64_t) {
    npu::torch::gpuAtomicMax(most, values[i]);
    npu::torch::gpuAtomicMin(least, values[i]);
  }
}

bool atomics() {
  bool fine = true;
  AT_DISPATCH_ALL_TYPES_AND2(at::kHalf, at::kBFloat16, at::kFloat, "unused",
                             [] {}); // the macro compiles here
  for (at::ScalarType type : {at::kByte, at::kChar, at::kShort, at::kInt, at::kLong, at::kFloat, at::kDouble,
                              at::kHalf, at::kBFloat16}) {
    at::Tensor values = at::arange(1, 11, on_device(type)), sum = at::zeros({1}, on_device(type));
    at::Tensor most = at::full({1}, 5, on_device(type)), least = at::full({1}, 5, on_device(type));
    AT_DISPATCH_ALL_TYPES_AND2(at::kHalf, at::kBFloat16, type, "atomics", [&] {
      NPU_LAUNCH(add_all<scalar_t>, (2, 8, 0, getCurrentStream()), sum.data_ptr<scalar_t>(),
                 values.data_ptr<scalar_t>(), 10);
      NPU_LAUNCH(extremes<scalar_t>, (1, 16, 0, getCurrentStream()), most.data_ptr<scalar_t>(),
                 least.data_ptr<scalar_t>(), values.data_ptr<scalar_t>(), 10);
    });
    NPU_TORCH_LAUNCH_CHECK();
    fine = fine && sum.item<double>() == 55 && most.item<double>() == 10 && least.item<double>() == 1;
  }
  at::Tensor any = at::zeros({1}, on_device(at::kBool)), yes = at::ones({4}, on_device(at::kBool));
  NPU_LAUNCH(add_all<bool>, (1, 4), any.data_ptr<bool>(), yes.data_ptr<bool>(), 4);
  at::Tensor complex = at::zeros({1}, on_device(at::kComplexFloat));
  at::Tensor parts =
      at::complex(at::ones({4}, on_device(at::kFloat)), at::full({4}, 2, on_device(at::kFloat)));
  c10::complex<float> *to = complex.data_ptr<c10::complex<float>>(),
                      *from = parts.data_ptr<c10::complex<float>>();
  NPU_LAUNCH_DEDUCED([](auto *t, auto *f) { npu::atomicAdd(t, f[npu::threadIdx.x]); }, (1, 4), to, from);
  npu::torch::device_synchronize();
  return fine && any.item<bool>() && to->real() == 4 && to->imag() == 8;
}

NPU_DEVICE float of_half(npu::half x) { return npu::half2float(x); }
NPU_DEVICE float of_bfloat16(npu::bfloat16 x) { return npu::bfloat162float(x); }

NPU_GLOBAL void halves(c10::Half *x, c10::BFloat16 *y, float *out) {
  const npu::half a = x[0];
  npu::bfloat16 b = y[0];
  out[0] = of_half(x[0]) + of_bfloat16(y[0]);
  x[1] = static_cast<c10::Half>(npu::hadd(a, x[0]));
  y[1] = static_cast<c10::BFloat16>(b + npu::bfloat16(y[0]));
  if (x[0] < x[1] && y[0] < y[1] && y[0] != y[1] && !(x[0] == x[1]) && x[0] > 1 &&
      y[1] >= 5.0f) // torch's types compare as such
    reinterpret_cast<npu::half *>(x)[2] = npu::half(static_cast<float>(x[1]) * 2);
}

bool half_types() {
  at::Tensor x = at::full({3}, 1.5, on_device(at::kHalf)), y = at::full({2}, 2.5, on_device(at::kBFloat16));
  at::Tensor out = at::empty({1}, on_device(at::kFloat));
  NPU_LAUNCH(halves, (1, 1, 0, getCurrentStream()), x.data_ptr<c10::Half>(), y.data_ptr<c10::BFloat16>(),
             out.data_ptr<float>());
  return out.item<float>() == 4 && x[1].item<float>() == 3 && x[2].item<float>() == 6 &&
         y[1].item<float>() == 5;
}

using Rows = torch::PackedTensorAccessor32<double, 2, torch::RestrictPtrTraits>;
NPU_GLOBAL void C10_LAUNCH_BOUNDS_1(64) double_rows(Rows rows) {
  rows[npu::blockIdx.x][npu::threadIdx.x] *= 2;
}

bool accessors() {
  at::Tensor x = at::arange(6, on_device(at::kDouble)).reshape({2, 3}).t(); // not contiguous
  NPU_LAUNCH(double_rows, (3, 2, 0, getCurrentStream()),
             x.packed_accessor32<double, 2, torch::RestrictPtrTraits>());
  return at::equal(x.cpu(), at::arange(6, at::kDouble).reshape({2, 3}).t() * 2);
}

NPU_GLOBAL void copy_by_offset(float *out, npu::torch::TensorInfo<float, int> info, int n) {
  NPU_KERNEL_LOOP(i, n) out[i] = info.data[npu::torch::IndexToOffset<float, int, -1>::get(i, info)];
}

bool tensor_info() {
  at::Tensor x = at::rand({3, 4, 5}, on_device(at::kFloat)).transpose(0, 2),
             out = at::empty({60}, x.options());
  auto info = npu::torch::getTensorInfo<float, int>(x);
  info.collapseDims();
  NPU_LAUNCH(copy_by_offset, (2, 32, 0, getCurrentStream()), out.data_ptr<float>(), info, 60);
  return at::equal(out, x.reshape({60})) && npu::torch::canUse32BitIndexMath(x) &&
         !npu::torch::maybeOverlappingIndices(x) &&
         npu::torch::maybeOverlappingIndices(x.expand({2, 5, 4, 3}));
}

NPU_GLOBAL void spin_and_set(int *flag, int rounds) {
  volatile int sink = 0;
  for (int i = 0; i < rounds; ++i)
    sink = sink + 1;
  *flag = 1;
}

bool streams() {
  using namespace npu::torch;
  const Stream before = getCurrentStream(), own = getStreamFromPool();
  bool fine = before == getDefaultStream() && own != before && before.stream() == nullptr;
  at::Tensor flag = at::zeros({1}, on_device(at::kInt));
  {
    StreamGuard guard(own);
    fine = fine && getCurrentStream() == own && guard.original_stream() == before && own.priority() == 0;
    NPU_LAUNCH(spin_and_set, (1, 1, 0, getCurrentStream()), flag.data_ptr<int>(), 3000000);
    Event event;
    event.record(own);
    event.block(before); // what reads the flag below waits for the kernel
  }
  fine = fine && getCurrentStream() == before && flag.item<int>() == 1;
  Event start(npuEventDefault), end(npuEventDefault);
  start.record();
  NPU_LAUNCH(spin_and_set, (1, 1, 0, getCurrentStream()), flag.data_ptr<int>(), 3000000);
  end.record();
  end.synchronize();
  fine = fine && start.elapsed_time(end) > 0 && end.query() && start.query();
  npuStream_t raw;
  NPU_TORCH_CHECK(npuStreamCreate(&raw));
  {
    StreamGuard guard(getStreamFromExternal(raw, -1));
    fine = fine && static_cast<npuStream_t>(getCurrentStream()) == raw;
    at::Tensor kept = at::ones({100}, on_device(at::kFloat));
    CachingAllocator::recordStream(kept.storage().data_ptr(), own);
  }
  NPU_TORCH_CHECK(npuStreamDestroy(raw));
  return fine && std::unordered_set<Stream>{before, own, before}.size() == 2;
}

bool guards() {
  using namespace npu::torch;
  const at::Tensor x = at::ones({1}, on_device(at::kFloat)), host = at::ones({1});
  Guard guard(x.device());
  OptionalGuard optional(at::device_of(x)), empty;
  bool refused = false;
  try {
    OptionalGuard wrong(at::device_of(host));
  } catch (const c10::Error &) {
    refused = true;
  }
  return refused && guard.current_device() == x.device() && !empty.current_device() && is_npu(x) &&
         !is_npu(host) && is_npu(x.options()) && !is_npu(host.options()) && is_npu(x.device()) &&
         !is_npu(at::Tensor());
}

bool checks() {
  using namespace npu::torch;
  bool thrown = false;
  try {
    NPU_TORCH_CHECK(npuErrorInvalidValue);
  } catch (const c10::Error &error) {
    thrown = std::string(error.what()).find("npuErrorInvalidValue") != std::string::npos;
  }
  const at::Tensor x = at::ones({1}, on_device(at::kFloat)), host = at::ones({1});
  const at::TensorArg a(x, "x", 0), b(host, "host", 1);
  checkAllSameNPU("checks", {a, a});
  bool refused = false;
  try {
    checkAllSameNPU("checks", {a, b});
  } catch (const c10::Error &error) {
    refused = std::string(error.what()).find("host") != std::string::npos;
  }
  bool launch_refused = false;
  NPU_LAUNCH(spin_and_set, (1, 4096), nullptr, 0);
  try {
    NPU_TORCH_LAUNCH_CHECK();
  } catch (const c10::Error &) {
    launch_refused = true;
  }
  NPU_TORCH_LAUNCH_CHECK();
  return thrown && refused && launch_refused;
}

bool generators() {
  using namespace npu::torch;
  auto *generator = at::get_generator_or_default<Generator>(c10::nullopt, getDefaultGenerator());
  at::manual_seed(4);
  PhiloxState first, second;
  {
    std::lock_guard<std::mutex> lock(generator->mutex_);
    first = generator->philox_state(4);
    second = generator->philox_state(4);
  }
  at::manual_seed(4);
  const auto again = generator->philox_engine_inputs(4);
  return std::get<0>(unpack(first)) == again.first && philox::unpack(first) != philox::unpack(second);
}

bool memory() {
  using namespace npu::torch;
  float *raw = static_cast<float *>(CachingAllocator::raw_alloc(64));
  const bool known = [&] {
    npuPointerAttributes attributes;
    NPU_TORCH_CHECK(npuPointerGetAttributes(&attributes, raw));
    return attributes.type == npuMemoryTypeDevice;
  }();
  CachingAllocator::raw_delete(raw);
  // What a host operator returns is device memory for the runtime too.
  const at::Tensor result = at::nonzero(at::ones({9}, on_device(at::kFloat)));
  int64_t back[9];
  NPU_TORCH_CHECK(npuMemcpy(back, result.data_ptr<int64_t>(), sizeof back, npuMemcpyDeviceToHost));
  return known && back[8] == 8 && deviceProperties()->warpSize == 32 && warp_size() == 32 &&
         device_count() >= 1;
}

bool loops() {
  using namespace npu::torch;
  const at::Tensor x =
      at::arange(24, on_device(at::kFloat)).view({4, 6}).t(); // strides that are not in order
  const at::Tensor y = at::arange(4, on_device(at::kInt));    // converted, along the other axis
  at::Tensor sum;
  auto iterator = at::TensorIteratorConfig()
                      .add_output(sum)
                      .add_input(x)
                      .add_input(y)
                      .check_all_same_dtype(false)
                      .promote_inputs_to_common_dtype(false)
                      .declare_static_dtype_and_device(at::kDouble, x.device())
                      .resize_outputs(true)
                      .build();
  const double twice = 2;
  gpu_kernel(iterator, [twice] GPU_LAMBDA(float a, double b) -> double { return twice * a + b; });
  const bool mixed = at::equal(iterator.output(), x.to(at::kDouble) * 2 + y.to(at::kDouble));

  at::Tensor scaled;
  auto with_number = at::TensorIteratorConfig()
                         .add_output(scaled)
                         .add_input(x)
                         .add_owned_input(at::scalar_tensor(3.0, at::kFloat))
                         .allow_cpu_scalars(true)
                         .build();
  gpu_kernel_with_scalars(with_number, [] GPU_LAMBDA(float a, float b) -> float { return a - b; });
  at::Tensor nothing = at::empty({0, 3}, on_device(at::kFloat));
  auto empty = at::TensorIteratorConfig().add_output(nothing).add_input(nothing).build();
  gpu_kernel(empty, [] GPU_LAMBDA(float a) -> float { return a; });
  return mixed && at::equal(with_number.output(), x - 3);
}

struct Product {
  float combine(float a, float b) const { return a * b; }
  float warp_shfl_down(float value, int lanes) const { return npu::torch::WARP_SHFL_DOWN(value, lanes); }
};
NPU_GLOBAL void reduce_block(const float *values, float *out) {
  using namespace npu::torch::block_utils;
  NPU_SHARED float shared[32];
  const float mine = values[npu::threadIdx.x];
  const float sum = BlockReduceSum(mine, shared), most = BlockReduceMax(mine, shared);
  const float product = BlockReduce(mine > 250 ? 2.f : 1.f, Product(), 1.f, shared);
  if (npu::threadIdx.x == 0) {
    out[0] = sum;
    out[1] = most;
    out[2] = product;
  }
}
NPU_GLOBAL void reduce_plane(const float *values, float *out) {
  using namespace npu::torch::block_utils;
  NPU_SHARED float shared[32];
  const float sum = BlockReduceSum<float, Block2D>(values[Block2D::Tid()], shared);
  if (Block2D::Tid() == 0)
    *out = sum;
}

bool block_reduce() {
  const at::Tensor values = at::arange(256, on_device(at::kFloat)),
                   out = at::zeros({4}, on_device(at::kFloat));
  NPU_LAUNCH(reduce_block, (1, 256, 0, getCurrentStream()), values.data_ptr<float>(), out.data_ptr<float>());
  NPU_LAUNCH(reduce_plane, (1, dim3(16, 16), 0, getCurrentStream()), values.data_ptr<float>(),
             out.data_ptr<float>() + 3);
  const at::Tensor host = out.cpu();
  const float *result = host.data_ptr<float>();
  return result[0] == 32640 && result[1] == 255 && result[2] == 32 && result[3] == 32640;
}

} // namespace

PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) {
  m.def("atomics", &atomics);
  m.def("half_types", &half_types);
  m.def("accessors", &accessors);
  m.def("tensor_info", &tensor_info);
  m.def("streams", &streams);
  m.def("guards", &guards);
  m.def("checks", &checks);
  m.def("generators", &generators);
  m.def("memory", &memory);
  m.def("loops", &loops);
  m.def("block_reduce", &block_reduce);
}
