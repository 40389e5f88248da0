// SPDX-License-Identifier: Apache-2.0
// npu/fft.h: data spread over several devices. Their memory is the host's, so that the data is one block in
// natural order, of which each device has a share.
#include "plan.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <numeric>

using namespace npu::fft;

namespace {

size_t size_of(npuDataType real) { return real == NPU_R_64F ? 8 : real == NPU_R_32F ? 4 : 2; }

// From the first to the last element.
size_t bytes(const layout &of, const places &at, bool complex) {
  const std::array<size_t, 3> points = complex ? of.complex_points() : of.points;
  size_t elements = 1 + (of.batch - 1) * static_cast<size_t>(at.batch);
  for (size_t d = 0; d < 3; ++d)
    elements += (points[d] - 1) * static_cast<size_t>(at.dimension[d]);
  return elements * size_of(of.real) * (complex ? 2 : 1);
}

size_t bytes(layout of, npufftXtSubFormat format) {
  const bool from_complex = of.of != form::real_to_complex, to_complex = of.of != form::complex_to_real;
  const bool in_place = format != NPUFFT_XT_FORMAT_INPUT && format != NPUFFT_XT_FORMAT_OUTPUT;
  if (of.basic)
    place_basic(of, in_place);
  const size_t from = bytes(of, of.from, from_complex), to = bytes(of, of.to, to_complex);
  return in_place ? std::max(from, to) : format == NPUFFT_XT_FORMAT_INPUT ? from : to;
}

size_t all_bytes(const npuXtDesc &of) { return std::accumulate(of.size, of.size + of.nGPUs, size_t{0}); }

} // namespace

npufftResult npufftXtSetGPUs(npufftHandle handle, int count, int *which) {
  const std::shared_ptr<plan> p = find(handle);
  if (!p || p->transform)
    return NPUFFT_INVALID_PLAN;
  if (!which || count < 1 || count > MAX_NPU_DESCRIPTOR_GPUS)
    return NPUFFT_INVALID_VALUE;
  int devices = 0;
  if (npuGetDeviceCount(&devices) != npuSuccess ||
      std::any_of(which, which + count, [&](int device) { return device < 0 || device >= devices; }))
    return NPUFFT_INVALID_DEVICE;
  p->devices.assign(which, which + count);
  return NPUFFT_SUCCESS;
}

npufftResult npufftXtMalloc(npufftHandle handle, npuLibXtDesc **result, npufftXtSubFormat format) {
  const std::shared_ptr<plan> p = find(handle);
  if (!p || !p->transform)
    return NPUFFT_INVALID_PLAN;
  if (!result || format < NPUFFT_XT_FORMAT_INPUT || format > NPUFFT_XT_FORMAT_1D_INPUT_SHUFFLED)
    return NPUFFT_INVALID_VALUE;
  std::vector<int> devices = p->devices;
  if (devices.empty())
    npuGetDevice(&devices.emplace_back());

  const size_t all = bytes(p->of, format), count = devices.size();
  void *memory;
  if (npuMalloc(&memory, all) != npuSuccess)
    return NPUFFT_ALLOC_FAILED;
  // In whole rows or planes, or transforms.
  const std::array<size_t, 3> &points = p->of.points;
  const size_t pieces = p->of.batch > 1 ? p->of.batch
                        : points[0] > 1 ? points[0]
                        : points[1] > 1 ? points[1]
                                        : points[2];
  auto data = std::make_unique<npuXtDesc>();
  data->version = NPU_XT_DESCRIPTOR_VERSION;
  data->nGPUs = static_cast<int>(count);
  const auto start = [&](size_t i) { return i == count ? all : all / pieces * (pieces * i / count); };
  for (size_t i = 0; i < count; ++i) {
    data->GPUs[i] = devices[i];
    data->data[i] = static_cast<char *>(memory) + start(i);
    data->size[i] = start(i + 1) - start(i);
  }
  constexpr int is_fft = 0;
  *result = new npuLibXtDesc{NPU_XT_DESCRIPTOR_VERSION, data.release(), is_fft, format, nullptr};
  return NPUFFT_SUCCESS;
}

npufftResult npufftXtMemcpy(npufftHandle handle, void *to, void *from, npufftXtCopyType type) {
  const std::shared_ptr<plan> p = find(handle);
  if (!p || !p->transform)
    return NPUFFT_INVALID_PLAN;
  if (!to || !from || type < NPUFFT_COPY_HOST_TO_DEVICE || type > NPUFFT_COPY_DEVICE_TO_DEVICE)
    return NPUFFT_INVALID_VALUE;
  const npuXtDesc *target =
      type == NPUFFT_COPY_DEVICE_TO_HOST ? nullptr : static_cast<npuLibXtDesc *>(to)->descriptor;
  const npuXtDesc *source =
      type == NPUFFT_COPY_HOST_TO_DEVICE ? nullptr : static_cast<npuLibXtDesc *>(from)->descriptor;
  const size_t size =
      std::min(target ? all_bytes(*target) : SIZE_MAX, source ? all_bytes(*source) : SIZE_MAX);
  if (npuStreamSynchronize(p->stream) != npuSuccess ||
      npuMemcpy(target ? target->data[0] : to, source ? source->data[0] : from, size, npuMemcpyDefault) !=
          npuSuccess)
    return NPUFFT_EXEC_FAILED;
  return NPUFFT_SUCCESS;
}

npufftResult npufftXtFree(npuLibXtDesc *descriptor) {
  if (!descriptor)
    return NPUFFT_INVALID_VALUE;
  const npuError_t error = npuFree(descriptor->descriptor->data[0]);
  delete descriptor->descriptor;
  delete descriptor;
  return error == npuSuccess ? NPUFFT_SUCCESS : NPUFFT_INVALID_VALUE;
}
