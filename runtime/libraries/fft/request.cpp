// SPDX-License-Identifier: Apache-2.0
#include "request.h"

#include <limits>

namespace npu::fft {
namespace {

// The type of the real numbers of a type and whether it is one of complex numbers.
struct parts {
  npuDataType real;
  bool complex, known;
};

parts parts_of(npuDataType type) {
  switch (type) {
  case NPU_R_16F:
  case NPU_R_16BF:
  case NPU_R_32F:
  case NPU_R_64F:
    return {type, false, true};
  case NPU_C_16F:
    return {NPU_R_16F, true, true};
  case NPU_C_16BF:
    return {NPU_R_16BF, true, true};
  case NPU_C_32F:
    return {NPU_R_32F, true, true};
  case NPU_C_64F:
    return {NPU_R_64F, true, true};
  default:
    return {type, false, false};
  }
}

places advanced(const side &s, int rank) {
  places result{{0, 0, static_cast<ptrdiff_t>(s.stride)}, static_cast<ptrdiff_t>(s.dist)};
  for (int d = 1; d < rank; ++d) // from the last but one dimension outwards
    result.dimension[static_cast<size_t>(2 - d)] =
        result.dimension[static_cast<size_t>(3 - d)] * static_cast<ptrdiff_t>(s.embed[rank - d]);
  return result;
}

} // namespace

bool types_of(npufftType type, npuDataType &from, npuDataType &to) {
  switch (type) {
  case NPUFFT_C2C:
    from = to = NPU_C_32F;
    return true;
  case NPUFFT_R2C:
    from = NPU_R_32F, to = NPU_C_32F;
    return true;
  case NPUFFT_C2R:
    from = NPU_C_32F, to = NPU_R_32F;
    return true;
  case NPUFFT_Z2Z:
    from = to = NPU_C_64F;
    return true;
  case NPUFFT_D2Z:
    from = NPU_R_64F, to = NPU_C_64F;
    return true;
  case NPUFFT_Z2D:
    from = NPU_C_64F, to = NPU_R_64F;
    return true;
  }
  return false;
}

bool executes(npuDataType data, npuDataType execution) {
  return parts_of(execution).known && parts_of(data).real == parts_of(execution).real;
}

npufftResult understand(const request &asked, layout &result) {
  if (asked.rank < 1 || asked.rank > 3 || !asked.n)
    return NPUFFT_INVALID_VALUE;
  const parts from = parts_of(asked.from_type), to = parts_of(asked.to_type);
  if (!from.known || !to.known || from.real != to.real || (!from.complex && !to.complex))
    return NPUFFT_NOT_SUPPORTED;
  result.of = !from.complex ? form::real_to_complex
              : to.complex  ? form::complex_to_complex
                            : form::complex_to_real;
  result.real = from.real;

  // All points of all transforms are counted, and a line of them by an int.
  constexpr long long most = std::numeric_limits<ptrdiff_t>::max() / 64;
  if (asked.batch < 1)
    return NPUFFT_INVALID_SIZE;
  long long left = most / asked.batch;
  result.points = {1, 1, 1};
  for (int d = 0; d < asked.rank; ++d) {
    if (asked.n[d] < 1 || asked.n[d] > std::numeric_limits<int>::max() / 2 || asked.n[d] > left)
      return NPUFFT_INVALID_SIZE;
    left /= asked.n[d];
    result.points[static_cast<size_t>(3 - asked.rank + d)] = static_cast<size_t>(asked.n[d]);
  }
  result.batch = static_cast<size_t>(asked.batch);

  result.basic = !asked.from.embed || !asked.to.embed;
  if (result.basic) {
    place_basic(result, false);
    return NPUFFT_SUCCESS;
  }
  for (const side &s : {asked.from, asked.to}) {
    if (s.stride < 1 || s.dist < 0)
      return NPUFFT_INVALID_VALUE;
    for (int d = 1; d < asked.rank; ++d)
      if (s.embed[d] < 1)
        return NPUFFT_INVALID_VALUE;
  }
  result.from = advanced(asked.from, asked.rank);
  result.to = advanced(asked.to, asked.rank);
  return NPUFFT_SUCCESS;
}

} // namespace npu::fft
