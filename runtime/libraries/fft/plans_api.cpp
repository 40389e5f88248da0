// SPDX-License-Identifier: Apache-2.0
// npu/fft.h: plans.
#include "plan.h"
#include "request.h"

#include <algorithm>
#include <initializer_list>
#include <new>

using namespace npu::fft;

namespace {

// No work area is used: its size is 0, on each device.
void say_size(size_t *size, size_t devices) {
  for (size_t i = 0; size && i < devices; ++i)
    size[i] = 0;
}

npufftResult make(npufftHandle handle, const request &asked, size_t *size) {
  const std::shared_ptr<plan> p = find(handle);
  if (!p || p->transform)
    return NPUFFT_INVALID_PLAN;
  layout wanted;
  if (const npufftResult result = understand(asked, wanted))
    return result;
  try {
    p->transform = make_executor(wanted);
  } catch (const std::bad_alloc &) {
    return NPUFFT_ALLOC_FAILED;
  }
  p->of = wanted;
  say_size(size, std::max<size_t>(1, p->devices.size()));
  return NPUFFT_SUCCESS;
}

npufftResult check(const request &asked, size_t *size) {
  layout wanted;
  if (const npufftResult result = understand(asked, wanted))
    return result;
  say_size(size, 1);
  return NPUFFT_SUCCESS;
}

// Calls use(request) for a transform by its name.
template <class Use>
npufftResult with(int rank, const long long *n, side from, side to, npufftType type, long long batch,
                  Use use) {
  request asked{rank, n, from, to, {}, {}, batch};
  if (!types_of(type, asked.from_type, asked.to_type))
    return NPUFFT_INVALID_TYPE;
  return use(asked);
}

template <class Use>
npufftResult with(std::initializer_list<long long> n, npufftType type, long long batch, Use use) {
  return with(static_cast<int>(n.size()), n.begin(), {}, {}, type, batch, use);
}

template <class Use>
npufftResult with(int rank, const int *n, const int *inembed, int istride, int idist, const int *onembed,
                  int ostride, int odist, npufftType type, int batch, Use use) {
  const wide points(n, rank), in(inembed, rank), out(onembed, rank);
  return with(rank, points.get(), {in.get(), istride, idist}, {out.get(), ostride, odist}, type, batch, use);
}

auto making(npufftHandle handle, size_t *size) {
  return [=](const request &asked) { return make(handle, asked, size); };
}

// A new plan, or none where it cannot be made.
auto making_new(npufftHandle *handle) {
  return [=](const request &asked) {
    if (!handle)
      return NPUFFT_INVALID_VALUE;
    const npufftHandle created = enter(std::make_shared<plan>());
    const npufftResult result = make(created, asked, nullptr);
    if (result)
      leave(created);
    else
      *handle = created;
    return result;
  };
}

auto checking(size_t *size) {
  return [=](const request &asked) { return check(asked, size); };
}

} // namespace

npufftResult npufftCreate(npufftHandle *handle) {
  if (!handle)
    return NPUFFT_INVALID_VALUE;
  *handle = enter(std::make_shared<plan>());
  return NPUFFT_SUCCESS;
}

npufftResult npufftDestroy(npufftHandle handle) {
  return leave(handle) ? NPUFFT_SUCCESS : NPUFFT_INVALID_PLAN;
}

npufftResult npufftPlan1d(npufftHandle *handle, int nx, npufftType type, int batch) {
  return with({nx}, type, batch, making_new(handle));
}

npufftResult npufftPlan2d(npufftHandle *handle, int nx, int ny, npufftType type) {
  return with({nx, ny}, type, 1, making_new(handle));
}

npufftResult npufftPlan3d(npufftHandle *handle, int nx, int ny, int nz, npufftType type) {
  return with({nx, ny, nz}, type, 1, making_new(handle));
}

npufftResult npufftPlanMany(npufftHandle *handle, int rank, int *n, int *inembed, int istride, int idist,
                            int *onembed, int ostride, int odist, npufftType type, int batch) {
  return with(rank, n, inembed, istride, idist, onembed, ostride, odist, type, batch, making_new(handle));
}

npufftResult npufftMakePlan1d(npufftHandle handle, int nx, npufftType type, int batch, size_t *size) {
  return with({nx}, type, batch, making(handle, size));
}

npufftResult npufftMakePlan2d(npufftHandle handle, int nx, int ny, npufftType type, size_t *size) {
  return with({nx, ny}, type, 1, making(handle, size));
}

npufftResult npufftMakePlan3d(npufftHandle handle, int nx, int ny, int nz, npufftType type, size_t *size) {
  return with({nx, ny, nz}, type, 1, making(handle, size));
}

npufftResult npufftMakePlanMany(npufftHandle handle, int rank, int *n, int *inembed, int istride, int idist,
                                int *onembed, int ostride, int odist, npufftType type, int batch,
                                size_t *size) {
  return with(rank, n, inembed, istride, idist, onembed, ostride, odist, type, batch, making(handle, size));
}

npufftResult npufftMakePlanMany64(npufftHandle handle, int rank, long long *n, long long *inembed,
                                  long long istride, long long idist, long long *onembed, long long ostride,
                                  long long odist, npufftType type, long long batch, size_t *size) {
  return with(rank, n, {inembed, istride, idist}, {onembed, ostride, odist}, type, batch,
              making(handle, size));
}

npufftResult npufftXtMakePlanMany(npufftHandle handle, int rank, long long *n, long long *inembed,
                                  long long istride, long long idist, npuDataType inputtype,
                                  long long *onembed, long long ostride, long long odist,
                                  npuDataType outputtype, long long batch, size_t *size,
                                  npuDataType executiontype) {
  return executes(inputtype, executiontype) ? make(handle,
                                                   {rank,
                                                    n,
                                                    {inembed, istride, idist},
                                                    {onembed, ostride, odist},
                                                    inputtype,
                                                    outputtype,
                                                    batch},
                                                   size)
                                            : NPUFFT_NOT_SUPPORTED;
}

npufftResult npufftEstimate1d(int nx, npufftType type, int batch, size_t *size) {
  return with({nx}, type, batch, checking(size));
}

npufftResult npufftEstimate2d(int nx, int ny, npufftType type, size_t *size) {
  return with({nx, ny}, type, 1, checking(size));
}

npufftResult npufftEstimate3d(int nx, int ny, int nz, npufftType type, size_t *size) {
  return with({nx, ny, nz}, type, 1, checking(size));
}

npufftResult npufftEstimateMany(int rank, int *n, int *inembed, int istride, int idist, int *onembed,
                                int ostride, int odist, npufftType type, int batch, size_t *size) {
  return with(rank, n, inembed, istride, idist, onembed, ostride, odist, type, batch, checking(size));
}

npufftResult npufftGetSize(npufftHandle handle, size_t *size) {
  const std::shared_ptr<plan> p = find(handle);
  if (!p)
    return NPUFFT_INVALID_PLAN;
  say_size(size, std::max<size_t>(1, p->devices.size()));
  return NPUFFT_SUCCESS;
}

npufftResult npufftGetSize1d(npufftHandle handle, int nx, npufftType type, int batch, size_t *size) {
  return find(handle) ? npufftEstimate1d(nx, type, batch, size) : NPUFFT_INVALID_PLAN;
}

npufftResult npufftGetSize2d(npufftHandle handle, int nx, int ny, npufftType type, size_t *size) {
  return find(handle) ? npufftEstimate2d(nx, ny, type, size) : NPUFFT_INVALID_PLAN;
}

npufftResult npufftGetSize3d(npufftHandle handle, int nx, int ny, int nz, npufftType type, size_t *size) {
  return find(handle) ? npufftEstimate3d(nx, ny, nz, type, size) : NPUFFT_INVALID_PLAN;
}

npufftResult npufftGetSizeMany(npufftHandle handle, int rank, int *n, int *inembed, int istride, int idist,
                               int *onembed, int ostride, int odist, npufftType type, int batch,
                               size_t *size) {
  return find(handle) ? npufftEstimateMany(rank, n, inembed, istride, idist, onembed, ostride, odist, type,
                                           batch, size)
                      : NPUFFT_INVALID_PLAN;
}

npufftResult npufftXtGetSizeMany(npufftHandle handle, int rank, long long *n, long long *inembed,
                                 long long istride, long long idist, npuDataType inputtype,
                                 long long *onembed, long long ostride, long long odist,
                                 npuDataType outputtype, long long batch, size_t *size,
                                 npuDataType executiontype) {
  if (!find(handle))
    return NPUFFT_INVALID_PLAN;
  return executes(inputtype, executiontype) ? check({rank,
                                                     n,
                                                     {inembed, istride, idist},
                                                     {onembed, ostride, odist},
                                                     inputtype,
                                                     outputtype,
                                                     batch},
                                                    size)
                                            : NPUFFT_NOT_SUPPORTED;
}

npufftResult npufftSetWorkArea(npufftHandle handle, void *) {
  return find(handle) ? NPUFFT_SUCCESS : NPUFFT_INVALID_PLAN;
}

npufftResult npufftSetAutoAllocation(npufftHandle handle, int) {
  return find(handle) ? NPUFFT_SUCCESS : NPUFFT_INVALID_PLAN;
}

npufftResult npufftSetStream(npufftHandle handle, npuStream_t stream) {
  const std::shared_ptr<plan> p = find(handle);
  if (!p)
    return NPUFFT_INVALID_PLAN;
  p->stream = stream;
  return NPUFFT_SUCCESS;
}

npufftResult npufftGetVersion(int *version) {
  if (!version)
    return NPUFFT_INVALID_VALUE;
  *version = NPUFFT_VERSION;
  return NPUFFT_SUCCESS;
}

npufftResult npufftGetProperty(npuLibraryPropertyType type, int *value) {
  if (!value)
    return NPUFFT_INVALID_VALUE;
  switch (type) {
  case NPU_MAJOR_VERSION:
    *value = NPUFFT_VERSION / 1000;
    return NPUFFT_SUCCESS;
  case NPU_MINOR_VERSION:
    *value = NPUFFT_VERSION / 100 % 10;
    return NPUFFT_SUCCESS;
  case NPU_PATCH_LEVEL:
    *value = NPUFFT_VERSION % 100;
    return NPUFFT_SUCCESS;
  }
  return NPUFFT_INVALID_VALUE;
}
