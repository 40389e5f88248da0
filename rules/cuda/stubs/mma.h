// SPDX-License-Identifier: Apache-2.0
// Warp matrix multiply and accumulate.
#ifndef NPUIFY_MMA_H
#define NPUIFY_MMA_H

#include <npuify/macros_aside.inc>

#include "cuda_bf16.h"
#include "cuda_fp16.h"

#ifdef __cplusplus
#pragma clang force_cuda_host_device begin
namespace nvcuda {
namespace wmma {
struct matrix_a;
struct matrix_b;
struct accumulator;
struct row_major;
struct col_major;
enum layout_t { mem_row_major, mem_col_major };
namespace precision {
struct tf32;
}
namespace experimental {
namespace precision {
struct u4;
struct s4;
struct b1;
} // namespace precision
enum bmmaBitOp { bmmaBitOpXOR = 1, bmmaBitOpAND = 2 };
enum bmmaAccumulateOp { bmmaAccumulateOpPOPC = 1 };
} // namespace experimental

template <class T> struct storage_element_type {
  using type = T;
};
template <> struct storage_element_type<precision::tf32> {
  using type = float;
};
template <class Use, int m, int n, int k, class T, class Layout = void> struct fragment {
  using element_type = T;
  using storage_type = typename storage_element_type<T>::type;
  static constexpr int num_elements = 16;
  static constexpr int num_storage_elements = 16;
  storage_type x[16];
};
template <class F, class V> void fill_fragment(F &fragment, const V &value);
template <class F, class T> void load_matrix_sync(F &fragment, const T *matrix, unsigned ldm);
template <class F, class T>
void load_matrix_sync(F &fragment, const T *matrix, unsigned ldm, layout_t layout);
template <class F, class T>
void store_matrix_sync(T *matrix, const F &fragment, unsigned ldm, layout_t layout);
template <class D, class A, class B, class C>
void mma_sync(D &d, const A &a, const B &b, const C &c, bool saturate = false);
template <class D, class A, class B, class C>
void bmma_sync(D &d, const A &a, const B &b, const C &c, experimental::bmmaBitOp = experimental::bmmaBitOpXOR,
               experimental::bmmaAccumulateOp = experimental::bmmaAccumulateOpPOPC);
float __float_to_tf32(float value);
} // namespace wmma
} // namespace nvcuda
#pragma clang force_cuda_host_device end
#endif

#include <npuify/macros_restored.inc>

#endif
