// SPDX-License-Identifier: Apache-2.0
// Warp matrix functions: d = a * b + c, where a is M by K, b is K by N, c and d are M by N and spread over
// the lanes of a warp. All 32 lanes must make the same calls with the same arguments.
//
//   a, b                    c, d          M x N x K
//   half                    half, float   16x16x16, 32x8x16, 8x32x16
//   bfloat16                float         the same
//   signed, unsigned char   int           the same
//   precision::tf32         float         16x16x8; stored as float, used with 10 fraction bits
//   double                  double        8x8x4
//
// Products are exact. They are added in float (int, double) one after the other, which may round differently
// from a device; a half accumulator is rounded once at the end.
#ifndef NPU_WMMA_H
#define NPU_WMMA_H

#include "npu/detail/macros_aside.inc"

#include "npu/bf16.h"
#include "npu/detail/block.h"
#include "npu/fp16.h"

#include <stddef.h>
#include <string.h>

#include <type_traits>

namespace npu {
namespace wmma {

// What a fragment holds, how a matrix lies in memory.
struct matrix_a {};
struct matrix_b {};
struct accumulator {};
struct row_major {};
struct col_major {};
enum layout_t { mem_row_major, mem_col_major };
namespace precision {
struct tf32 {};
} // namespace precision

namespace detail {

template <class T> struct storage {
  using type = T;
};
template <> struct storage<precision::tf32> {
  using type = float;
};

// Rows and columns of a fragment.
template <class Use, int Rows, int Columns, int Depth> struct extent;
template <int Rows, int Columns, int Depth> struct extent<matrix_a, Rows, Columns, Depth> {
  static constexpr int rows = Rows, columns = Depth;
};
template <int Rows, int Columns, int Depth> struct extent<matrix_b, Rows, Columns, Depth> {
  static constexpr int rows = Depth, columns = Columns;
};
template <int Rows, int Columns, int Depth> struct extent<accumulator, Rows, Columns, Depth> {
  static constexpr int rows = Rows, columns = Columns;
};

constexpr unsigned all_lanes = 0xffffffffu;

} // namespace detail

// The calling lane's part of a matrix. Lane l holds, as x[i], the element of number 32 * i + l in row-major
// order: the same place in all fragments of one shape, so that they may be combined element by element.
template <class Use, int Rows, int Columns, int Depth, class T, class Layout = void> struct fragment {
  using element_type = T;
  using storage_type = typename detail::storage<T>::type;
  static constexpr int rows = detail::extent<Use, Rows, Columns, Depth>::rows;
  static constexpr int columns = detail::extent<Use, Rows, Columns, Depth>::columns;
  static_assert(rows * columns % 32 == 0, "not a shape of matrix fragments");
  static constexpr int num_elements = rows * columns / 32;
  static constexpr int num_storage_elements = num_elements;

  storage_type x[num_elements];
};

// Sets every element to `value`.
template <class Use, int Rows, int Columns, int Depth, class T, class Layout, class Element>
inline void fill_fragment(fragment<Use, Rows, Columns, Depth, T, Layout> &f, const Element &value) {
  for (auto &element : f.x)
    element = static_cast<typename fragment<Use, Rows, Columns, Depth, T, Layout>::storage_type>(value);
}

namespace detail {

// Calls use(i, offset) for each element i of the lane's part; offset is its place in memory.
template <class Fragment, class Function> inline void for_elements(unsigned ldm, bool by_rows, Function use) {
  for (int i = 0; i < Fragment::num_elements; ++i) {
    const unsigned number = 32 * static_cast<unsigned>(i) + npu::detail::lane_index();
    const unsigned row = number / Fragment::columns, column = number % Fragment::columns;
    use(i, by_rows ? static_cast<size_t>(row) * ldm + column : static_cast<size_t>(column) * ldm + row);
  }
}

template <class Fragment, class Element>
inline void load(Fragment &f, const Element *matrix, unsigned ldm, bool by_rows) {
  npu::detail::syncwarp(all_lanes);
  for_elements<Fragment>(ldm, by_rows, [&](int i, size_t at) {
    f.x[i] = static_cast<typename Fragment::storage_type>(matrix[at]);
  });
}

// The whole matrix of which each lane holds a fragment, by rows.
template <class Fragment> class whole {
public:
  using value_type = typename Fragment::storage_type;
  explicit whole(const Fragment &f) {
    constexpr int part = 16 / static_cast<int>(sizeof(value_type)); // elements that a lane publishes at once
    for (int i = 0; i < Fragment::num_elements; i += part) {
      const int count = Fragment::num_elements - i < part ? Fragment::num_elements - i : part;
      const auto &view =
          npu::detail::warp_rendezvous(all_lanes, f.x + i, static_cast<size_t>(count) * sizeof(value_type));
      for (int j = 0; j < count; ++j)
        for (int lane = 0; lane < 32; ++lane)
          memcpy(reinterpret_cast<char *>(&elements_[32 * (i + j) + lane]),
                 view.value[lane] + static_cast<size_t>(j) * sizeof(value_type), sizeof(value_type));
    }
  }
  value_type at(int row, int column) const { return elements_[row * Fragment::columns + column]; }

private:
  value_type elements_[Fragment::rows * Fragment::columns];
};

// The type in which products of T are added, and the factor as that type.
template <class T> struct arithmetic {
  using sum = float;
  static float factor(T x) { return static_cast<float>(x); }
};
template <> struct arithmetic<signed char> {
  using sum = int;
  static int factor(signed char x) { return x; }
};
template <> struct arithmetic<unsigned char> {
  using sum = int;
  static int factor(unsigned char x) { return x; }
};
template <> struct arithmetic<double> {
  using sum = double;
  static double factor(double x) { return x; }
};
template <> struct arithmetic<precision::tf32> {
  using sum = float;
  static float factor(float x) {
    return npu::detail::bit_cast<float>(npu::detail::bit_cast<uint32_t>(x) & 0xffffe000u);
  }
};

// The largest finite value of T that is not beyond x.
template <class T> inline T limited(T x) { return x; }
inline half limited(half x) {
  const unsigned magnitude = x.bits & 0x7fffu;
  return magnitude == 0x7c00 ? npu::detail::half_of_bits((x.bits & 0x8000u) | 0x7bffu) : x;
}

} // namespace detail

// Loads and stores. ldm is the distance between rows (or columns) in elements. a and b know their layout; an
// accumulator is given it. They wait for all lanes, before a load and after a store.
template <class Use, int Rows, int Columns, int Depth, class T, class Layout, class Element>
inline void load_matrix_sync(fragment<Use, Rows, Columns, Depth, T, Layout> &f, const Element *matrix,
                             unsigned ldm) {
  static_assert(!std::is_same<Layout, void>::value, "an accumulator is loaded with a layout");
  detail::load(f, matrix, ldm, std::is_same<Layout, row_major>::value);
}
template <int Rows, int Columns, int Depth, class T, class Element>
inline void load_matrix_sync(fragment<accumulator, Rows, Columns, Depth, T> &f, const Element *matrix,
                             unsigned ldm, layout_t layout) {
  detail::load(f, matrix, ldm, layout == mem_row_major);
}
template <int Rows, int Columns, int Depth, class T, class Element>
inline void store_matrix_sync(Element *matrix, const fragment<accumulator, Rows, Columns, Depth, T> &f,
                              unsigned ldm, layout_t layout) {
  detail::for_elements<fragment<accumulator, Rows, Columns, Depth, T>>(
      ldm, layout == mem_row_major, [&](int i, size_t at) { matrix[at] = static_cast<Element>(f.x[i]); });
  npu::detail::syncwarp(detail::all_lanes);
}

// d = a * b + c. With `saturate`, results stay finite (half) or within int.
template <int Rows, int Columns, int Depth, class T, class LayoutA, class LayoutB, class Addend, class Result>
inline void mma_sync(fragment<accumulator, Rows, Columns, Depth, Result> &d,
                     const fragment<matrix_a, Rows, Columns, Depth, T, LayoutA> &a,
                     const fragment<matrix_b, Rows, Columns, Depth, T, LayoutB> &b,
                     const fragment<accumulator, Rows, Columns, Depth, Addend> &c, bool saturate = false) {
  using Arithmetic = detail::arithmetic<T>;
  using Sum = typename Arithmetic::sum;
  // Integers are added without overflow.
  using Wide = typename std::conditional<std::is_same<Sum, int>::value, long long, Sum>::type;
  const detail::whole<fragment<matrix_a, Rows, Columns, Depth, T, LayoutA>> rows(a);
  const detail::whole<fragment<matrix_b, Rows, Columns, Depth, T, LayoutB>> columns(b);
  for (int i = 0; i < d.num_elements; ++i) {
    const int number = 32 * i + static_cast<int>(npu::detail::lane_index()), row = number / Columns,
              column = number % Columns;
    Wide sum = static_cast<Wide>(static_cast<Sum>(c.x[i]));
    for (int k = 0; k < Depth; ++k)
      sum +=
          static_cast<Wide>(Arithmetic::factor(rows.at(row, k)) * Arithmetic::factor(columns.at(k, column)));
    if (std::is_same<Sum, int>::value && saturate)
      sum = sum > static_cast<Wide>(2147483647)        ? static_cast<Wide>(2147483647)
            : sum < static_cast<Wide>(-2147483647 - 1) ? static_cast<Wide>(-2147483647 - 1)
                                                       : sum;
    d.x[i] = static_cast<Result>(static_cast<Sum>(sum));
    if (saturate)
      d.x[i] = detail::limited(d.x[i]);
  }
}

// x with 10 fraction bits, to nearest, ties away from zero.
inline float float_to_tf32(float x) {
  if (x - x != 0)
    return x;
  return npu::detail::bit_cast<float>((npu::detail::bit_cast<uint32_t>(x) + 0x1000u) & 0xffffe000u);
}

} // namespace wmma
} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
