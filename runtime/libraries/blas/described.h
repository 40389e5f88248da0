// SPDX-License-Identifier: Apache-2.0
// What the descriptors of npu/blas_lt.h hold.
#ifndef NPU_LIBRARIES_BLAS_DESCRIBED_H
#define NPU_LIBRARIES_BLAS_DESCRIBED_H

#include "context.h"

#include "npu/blas_lt.h"

#include <cstdint>

namespace npu::blas {

struct product_description {
  npublasComputeType_t compute;
  npuDataType scale;
  int32_t pointer_mode = NPUBLASLT_POINTER_MODE_HOST;
  int32_t transa = NPUBLAS_OP_N, transb = NPUBLAS_OP_N, transc = NPUBLAS_OP_N;
  int32_t fill = NPUBLAS_FILL_MODE_FULL;
  uint32_t epilogue = NPUBLASLT_EPILOGUE_DEFAULT;
  void *bias = nullptr;
  int64_t bias_stride = 0;
  int32_t bias_type = -1; // -1: that of the result
  void *auxiliary = nullptr;
  int64_t auxiliary_ld = 0, auxiliary_stride = 0;
  int32_t auxiliary_type = -1; // likewise
  const float *scale_a = nullptr, *scale_b = nullptr, *scale_c = nullptr, *scale_d = nullptr;
  float *amax_d = nullptr;
  int8_t fast_sums = 0;
};

struct layout {
  npuDataType type;
  int32_t order = NPUBLASLT_ORDER_COL;
  uint64_t rows, columns;
  int64_t ld;
  int32_t batches = 1;
  int64_t stride = 0;

  // Where an element is.
  std::ptrdiff_t operator()(std::ptrdiff_t row, std::ptrdiff_t column) const {
    switch (order) {
    case NPUBLASLT_ORDER_ROW:
      return row * ld + column;
    case NPUBLASLT_ORDER_COL32:
      return column / 32 * ld + row * 32 + column % 32; // tiles of 32 columns
    default:
      return row + column * ld;
    }
  }
  bool valid() const {
    const uint64_t lowest = order == NPUBLASLT_ORDER_COL   ? rows
                            : order == NPUBLASLT_ORDER_ROW ? columns
                                                           : 32 * rows;
    return order >= NPUBLASLT_ORDER_COL && order <= NPUBLASLT_ORDER_COL32 && ld >= 0 &&
           uint64_t(ld) >= lowest && rows <= INT32_MAX && columns <= INT32_MAX && ld <= INT32_MAX &&
           batches >= 0;
  }
};

struct transformation {
  npuDataType scale;
  int32_t pointer_mode = NPUBLASLT_POINTER_MODE_HOST;
  int32_t transa = NPUBLAS_OP_N, transb = NPUBLAS_OP_N;
};

// Hints for a search that OpenBLAS does not need: kept, and told again.
struct preference {
  uint32_t search_mode = 0, reduction_schemes = 0, alignments[4] = {256, 256, 256, 256};
  uint64_t workspace = 0;
  float waves = 0;
};

inline product_description *in(npublasLtMatmulDesc_t d) { return reinterpret_cast<product_description *>(d); }
inline layout *in(npublasLtMatrixLayout_t d) { return reinterpret_cast<layout *>(d); }
inline transformation *in(npublasLtMatrixTransformDesc_t d) { return reinterpret_cast<transformation *>(d); }
inline preference *in(npublasLtMatmulPreference_t d) { return reinterpret_cast<preference *>(d); }

} // namespace npu::blas

#endif
