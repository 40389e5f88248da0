// SPDX-License-Identifier: Apache-2.0
// Descriptors of npu/blas_lt.h: made, filled, read.
#include "described.h"

#include <cstring>
#include <new>

using namespace npu::blas;

namespace {

template <class Inner, class Outer> status initialise(Outer *outer, const Inner &value) {
  static_assert(sizeof(Inner) <= sizeof(Outer) && alignof(Inner) <= alignof(Outer));
  if (!outer)
    return NPUBLAS_STATUS_INVALID_VALUE;
  new (outer) Inner(value);
  return NPUBLAS_STATUS_SUCCESS;
}

template <class Inner, class Outer> status create(Outer **outer, const Inner &value) {
  if (!outer)
    return NPUBLAS_STATUS_INVALID_VALUE;
  *outer = new (std::nothrow) Outer;
  return *outer ? initialise(*outer, value) : NPUBLAS_STATUS_ALLOC_FAILED;
}

template <class Outer> status destroy(Outer *outer) {
  delete outer;
  return NPUBLAS_STATUS_SUCCESS;
}

struct attribute {
  void *data; // null: there is no such attribute
  size_t size;
};
template <class T> attribute is(T &member) { return {&member, sizeof member}; }

attribute find(product_description &d, npublasLtMatmulDescAttributes_t name) {
  switch (name) {
  case NPUBLASLT_MATMUL_DESC_COMPUTE_TYPE:
    return is(d.compute);
  case NPUBLASLT_MATMUL_DESC_SCALE_TYPE:
    return is(d.scale);
  case NPUBLASLT_MATMUL_DESC_POINTER_MODE:
    return is(d.pointer_mode);
  case NPUBLASLT_MATMUL_DESC_TRANSA:
    return is(d.transa);
  case NPUBLASLT_MATMUL_DESC_TRANSB:
    return is(d.transb);
  case NPUBLASLT_MATMUL_DESC_TRANSC:
    return is(d.transc);
  case NPUBLASLT_MATMUL_DESC_FILL_MODE:
    return is(d.fill);
  case NPUBLASLT_MATMUL_DESC_EPILOGUE:
    return is(d.epilogue);
  case NPUBLASLT_MATMUL_DESC_BIAS_POINTER:
    return is(d.bias);
  case NPUBLASLT_MATMUL_DESC_BIAS_BATCH_STRIDE:
    return is(d.bias_stride);
  case NPUBLASLT_MATMUL_DESC_BIAS_DATA_TYPE:
    return is(d.bias_type);
  case NPUBLASLT_MATMUL_DESC_EPILOGUE_AUX_POINTER:
    return is(d.auxiliary);
  case NPUBLASLT_MATMUL_DESC_EPILOGUE_AUX_LD:
    return is(d.auxiliary_ld);
  case NPUBLASLT_MATMUL_DESC_EPILOGUE_AUX_BATCH_STRIDE:
    return is(d.auxiliary_stride);
  case NPUBLASLT_MATMUL_DESC_EPILOGUE_AUX_DATA_TYPE:
    return is(d.auxiliary_type);
  case NPUBLASLT_MATMUL_DESC_A_SCALE_POINTER:
    return is(d.scale_a);
  case NPUBLASLT_MATMUL_DESC_B_SCALE_POINTER:
    return is(d.scale_b);
  case NPUBLASLT_MATMUL_DESC_C_SCALE_POINTER:
    return is(d.scale_c);
  case NPUBLASLT_MATMUL_DESC_D_SCALE_POINTER:
    return is(d.scale_d);
  case NPUBLASLT_MATMUL_DESC_AMAX_D_POINTER:
    return is(d.amax_d);
  case NPUBLASLT_MATMUL_DESC_FAST_ACCUM:
    return is(d.fast_sums);
  }
  return {nullptr, 0};
}

attribute find(layout &l, npublasLtMatrixLayoutAttribute_t name) {
  switch (name) {
  case NPUBLASLT_MATRIX_LAYOUT_TYPE:
    return is(l.type);
  case NPUBLASLT_MATRIX_LAYOUT_ORDER:
    return is(l.order);
  case NPUBLASLT_MATRIX_LAYOUT_ROWS:
    return is(l.rows);
  case NPUBLASLT_MATRIX_LAYOUT_COLS:
    return is(l.columns);
  case NPUBLASLT_MATRIX_LAYOUT_LD:
    return is(l.ld);
  case NPUBLASLT_MATRIX_LAYOUT_BATCH_COUNT:
    return is(l.batches);
  case NPUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET:
    return is(l.stride);
  }
  return {nullptr, 0};
}

attribute find(transformation &t, npublasLtMatrixTransformDescAttributes_t name) {
  switch (name) {
  case NPUBLASLT_MATRIX_TRANSFORM_DESC_SCALE_TYPE:
    return is(t.scale);
  case NPUBLASLT_MATRIX_TRANSFORM_DESC_POINTER_MODE:
    return is(t.pointer_mode);
  case NPUBLASLT_MATRIX_TRANSFORM_DESC_TRANSA:
    return is(t.transa);
  case NPUBLASLT_MATRIX_TRANSFORM_DESC_TRANSB:
    return is(t.transb);
  }
  return {nullptr, 0};
}

attribute find(preference &p, npublasLtMatmulPreferenceAttributes_t name) {
  switch (name) {
  case NPUBLASLT_MATMUL_PREF_SEARCH_MODE:
    return is(p.search_mode);
  case NPUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES:
    return is(p.workspace);
  case NPUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK:
    return is(p.reduction_schemes);
  case NPUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES:
    return is(p.alignments[0]);
  case NPUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES:
    return is(p.alignments[1]);
  case NPUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES:
    return is(p.alignments[2]);
  case NPUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES:
    return is(p.alignments[3]);
  case NPUBLASLT_MATMUL_PREF_MAX_WAVES_COUNT:
    return is(p.waves);
  }
  return {nullptr, 0};
}

template <class Descriptor, class Name>
status set(Descriptor descriptor, Name name, const void *from, size_t size) {
  if (!descriptor || !from)
    return NPUBLAS_STATUS_INVALID_VALUE;
  const attribute to = find(*in(descriptor), name);
  if (!to.data || size != to.size)
    return NPUBLAS_STATUS_INVALID_VALUE;
  std::memcpy(to.data, from, size);
  return NPUBLAS_STATUS_SUCCESS;
}

// With a size of 0, only tells how large the attribute is.
template <class Descriptor, class Name>
status get(Descriptor descriptor, Name name, void *to, size_t size, size_t *written) {
  if (!descriptor)
    return NPUBLAS_STATUS_INVALID_VALUE;
  const attribute from = find(*in(descriptor), name);
  if (!from.data || (size == 0 ? !written : !to || size != from.size))
    return NPUBLAS_STATUS_INVALID_VALUE;
  if (size)
    std::memcpy(to, from.data, size);
  if (written)
    *written = from.size;
  return NPUBLAS_STATUS_SUCCESS;
}

layout make_layout(npuDataType type, uint64_t rows, uint64_t columns, int64_t ld) {
  layout l;
  l.type = type;
  l.rows = rows;
  l.columns = columns;
  l.ld = ld;
  return l;
}

product_description make_product(npublasComputeType_t compute, npuDataType scale) {
  product_description d;
  d.compute = compute;
  d.scale = scale;
  return d;
}

transformation make_transformation(npuDataType scale) {
  transformation t;
  t.scale = scale;
  return t;
}

} // namespace

npublasStatus_t npublasLtMatmulDescCreate(npublasLtMatmulDesc_t *desc, npublasComputeType_t computeType,
                                          npuDataType scaleType) {
  return create(desc, make_product(computeType, scaleType));
}
npublasStatus_t npublasLtMatmulDescInit(npublasLtMatmulDesc_t desc, npublasComputeType_t computeType,
                                        npuDataType scaleType) {
  return initialise(desc, make_product(computeType, scaleType));
}
npublasStatus_t npublasLtMatmulDescDestroy(npublasLtMatmulDesc_t desc) { return destroy(desc); }
npublasStatus_t npublasLtMatmulDescSetAttribute(npublasLtMatmulDesc_t desc,
                                                npublasLtMatmulDescAttributes_t attr, const void *buf,
                                                size_t size) {
  return set(desc, attr, buf, size);
}
npublasStatus_t npublasLtMatmulDescGetAttribute(npublasLtMatmulDesc_t desc,
                                                npublasLtMatmulDescAttributes_t attr, void *buf, size_t size,
                                                size_t *written) {
  return get(desc, attr, buf, size, written);
}

npublasStatus_t npublasLtMatrixLayoutCreate(npublasLtMatrixLayout_t *layout, npuDataType type, uint64_t rows,
                                            uint64_t cols, int64_t ld) {
  return create(layout, make_layout(type, rows, cols, ld));
}
npublasStatus_t npublasLtMatrixLayoutInit(npublasLtMatrixLayout_t layout, npuDataType type, uint64_t rows,
                                          uint64_t cols, int64_t ld) {
  return initialise(layout, make_layout(type, rows, cols, ld));
}
npublasStatus_t npublasLtMatrixLayoutDestroy(npublasLtMatrixLayout_t layout) { return destroy(layout); }
npublasStatus_t npublasLtMatrixLayoutSetAttribute(npublasLtMatrixLayout_t layout,
                                                  npublasLtMatrixLayoutAttribute_t attr, const void *buf,
                                                  size_t size) {
  return set(layout, attr, buf, size);
}
npublasStatus_t npublasLtMatrixLayoutGetAttribute(npublasLtMatrixLayout_t layout,
                                                  npublasLtMatrixLayoutAttribute_t attr, void *buf,
                                                  size_t size, size_t *written) {
  return get(layout, attr, buf, size, written);
}

npublasStatus_t npublasLtMatrixTransformDescCreate(npublasLtMatrixTransformDesc_t *desc,
                                                   npuDataType scaleType) {
  return create(desc, make_transformation(scaleType));
}
npublasStatus_t npublasLtMatrixTransformDescInit(npublasLtMatrixTransformDesc_t desc, npuDataType scaleType) {
  return initialise(desc, make_transformation(scaleType));
}
npublasStatus_t npublasLtMatrixTransformDescDestroy(npublasLtMatrixTransformDesc_t desc) {
  return destroy(desc);
}
npublasStatus_t npublasLtMatrixTransformDescSetAttribute(npublasLtMatrixTransformDesc_t desc,
                                                         npublasLtMatrixTransformDescAttributes_t attr,
                                                         const void *buf, size_t size) {
  return set(desc, attr, buf, size);
}

npublasStatus_t npublasLtMatmulPreferenceCreate(npublasLtMatmulPreference_t *pref) {
  return create(pref, preference());
}
npublasStatus_t npublasLtMatmulPreferenceInit(npublasLtMatmulPreference_t pref) {
  return initialise(pref, preference());
}
npublasStatus_t npublasLtMatmulPreferenceDestroy(npublasLtMatmulPreference_t pref) { return destroy(pref); }
npublasStatus_t npublasLtMatmulPreferenceSetAttribute(npublasLtMatmulPreference_t pref,
                                                      npublasLtMatmulPreferenceAttributes_t attr,
                                                      const void *buf, size_t size) {
  return set(pref, attr, buf, size);
}
