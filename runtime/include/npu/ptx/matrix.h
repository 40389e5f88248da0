// SPDX-License-Identifier: Apache-2.0
// Matrix instructions of a warp: ldmatrix, stmatrix, mma. Which lane holds which element is as PTX documents
// it (lane = 4 * group + member). All 32 lanes must take part.
//
// As in npu/wmma.h products are exact and are added in float (int, double) one after the other, from the
// accumulator on, which may round differently from a device.
#ifndef NPU_PTX_MATRIX_H
#define NPU_PTX_MATRIX_H

#include "npu/ptx/floating.h"
#include "npu/warp.h"

#include <string.h>

#include <tuple>

namespace npu {
namespace ptx {

// --- matrices of 8 x 8 halves in shared memory ---

// Lane 8 * m + r gives the address of row r of matrix m. A lane then holds, of row `group`, the elements
// 2 * member and the next; of the transposed matrix with trans.
namespace detail {
constexpr unsigned all_lanes = 0xffffffffu;

struct rows {
  const npu::detail::warp_view &view;
  explicit rows(void *row) : view(npu::detail::warp_rendezvous(all_lanes, row)) {}
  uint16_t *at(unsigned matrix, unsigned row) const { return view.get<uint16_t *>(8 * matrix + row); }
};
// Calls use(pointer to an element, number of the matrix, its half of the register).
template <bool Transposed, class F> inline void for_matrices(unsigned count, void *row, F use) {
  const rows all(row);
  const unsigned lane = npu::detail::lane_index(), group = lane / 4, member = lane % 4;
  for (unsigned m = 0; m < count; ++m)
    for (unsigned half = 0; half < 2; ++half) {
      const unsigned r = group, c = 2 * member + half;
      use(Transposed ? all.at(m, c) + r : all.at(m, r) + c, m, half);
    }
}
template <bool Transposed, class... D> inline void load_matrices(void *row, D &...to) {
  uint32_t registers[sizeof...(D)] = {};
  for_matrices<Transposed>(sizeof...(D), row, [&](const uint16_t *element, unsigned m, unsigned half) {
    registers[m] |= static_cast<uint32_t>(*element) << (16 * half);
  });
  size_t i = 0;
  ((to = b32(registers[i++])), ...);
}
template <bool Transposed, class... S> inline void store_matrices(void *row, S... from) {
  const uint32_t registers[] = {b32(from).value()...};
  for_matrices<Transposed>(sizeof...(S), row, [&](uint16_t *element, unsigned m, unsigned half) {
    *element = static_cast<uint16_t>(registers[m] >> (16 * half));
  });
  npu::detail::syncwarp(all_lanes);
}
} // namespace detail

template <class... D> inline void ldmatrix(void *row, D &...to) { detail::load_matrices<false>(row, to...); }
template <class... D> inline void ldmatrix_trans(void *row, D &...to) {
  detail::load_matrices<true>(row, to...);
}
template <class... S> inline void stmatrix(void *row, S... from) {
  detail::store_matrices<false>(row, from...);
}
template <class... S> inline void stmatrix_trans(void *row, S... from) {
  detail::store_matrices<true>(row, from...);
}

// --- products ---

// The element types of factors that are no register types.
struct tf32;
namespace detail {

// How a 32-bit register packs elements of type E (f64 has registers of its own), and what a product is made
// of.
template <class E> struct factor;
template <> struct factor<f16> {
  static constexpr int each = 2;
  using sum = float;
  static float of(uint32_t word, int i) {
    return npu::detail::half_value(static_cast<uint16_t>(word >> (16 * i)));
  }
};
template <> struct factor<bf16> {
  static constexpr int each = 2;
  using sum = float;
  static float of(uint32_t word, int i) {
    return npu::detail::bfloat16_value(static_cast<uint16_t>(word >> (16 * i)));
  }
};
template <> struct factor<tf32> {
  static constexpr int each = 1;
  using sum = float;
  static float of(uint32_t word, int) { return npu::detail::bit_cast<float>(word & 0xffffe000u); }
};
template <> struct factor<s8> {
  static constexpr int each = 4;
  using sum = int64_t;
  static int64_t of(uint32_t word, int i) { return static_cast<int8_t>(word >> (8 * i)); }
};
template <> struct factor<u8> {
  static constexpr int each = 4;
  using sum = int64_t;
  static int64_t of(uint32_t word, int i) { return static_cast<uint8_t>(word >> (8 * i)); }
};
template <> struct factor<f64> {
  static constexpr int each = 1;
  using sum = double;
  static double of(double word, int) { return word; }
};

template <class E>
using word_of = typename std::conditional<std::is_same<E, f64>::value, double, uint32_t>::type;

// Registers of all lanes: a fragment of N words each.
template <class Word, int N> class fragments {
public:
  explicit fragments(const Word (&mine)[N]) {
    constexpr int most = 16 / static_cast<int>(sizeof(Word)); // words that a lane publishes at once
    for (int i = 0; i < N; i += most) {
      const int count = N - i < most ? N - i : most;
      const auto &view =
          npu::detail::warp_rendezvous(all_lanes, mine + i, static_cast<size_t>(count) * sizeof(Word));
      for (int lane = 0; lane < 32; ++lane)
        memcpy(&words_[lane][i], view.value[lane], static_cast<size_t>(count) * sizeof(Word));
    }
  }
  Word at(int lane, int word) const { return words_[lane][word]; }

private:
  Word words_[32][N];
};

template <class Signature> struct product_types;
template <class D, class A, class B, class C> struct product_types<D(A, B, C)> {
  using d = D;
  using a = A;
  using b = B;
  using c = C;
};

// Element (row, k) of A and (k, column) of B: the registers run through k in steps of what four lanes hold.
// With 16 rows, registers 0, 2, ... hold rows 0 to 7, registers 1, 3, ... rows 8 to 15.
template <int M, class E, int N> inline auto element_a(const fragments<word_of<E>, N> &a, int row, int k) {
  constexpr int each = factor<E>::each, step = 4 * each, banks = M / 8;
  return factor<E>::of(a.at(row % 8 * 4 + k % step / each, k / step * banks + row / 8), k % each);
}
template <class E, int N> inline auto element_b(const fragments<word_of<E>, N> &b, int k, int column) {
  constexpr int each = factor<E>::each, step = 4 * each;
  return factor<E>::of(b.at(column * 4 + k % step / each, k / step), k % each);
}

// Accumulators: a lane holds columns 2 * member and the next of rows group (and group + 8).
template <class R, int N> struct accumulators {
  static constexpr int count = std::is_same<R, f16>::value ? 2 * N : N;
  static auto get(const uint32_t *words, int i) {
    if constexpr (std::is_same<R, f16>::value)
      return npu::detail::half_value(static_cast<uint16_t>(words[i / 2] >> (16 * (i % 2))));
    else
      return npu::detail::bit_cast<value<R>>(words[i]);
  }
};

} // namespace detail

// d = a * b + c with M rows, 8 columns and K products; the registers of one operand are one tuple
// (regs(...)).
template <class... W> inline std::tuple<W &...> regs(W &...words) { return std::tuple<W &...>(words...); }
template <class... W> inline std::tuple<W...> values(W... words) { return std::tuple<W...>(words...); }

namespace detail {
template <class Word, class... W> struct array {
  Word words[sizeof...(W)];
  explicit array(const std::tuple<W...> &from) {
    std::apply(
        [this](const auto &...each) {
          int i = 0;
          ((words[i++] = reg<Word>(each).value()), ...);
        },
        from);
  }
};
template <class T, class Tuple> inline void scatter(const T *results, Tuple to) {
  std::apply(
      [results](auto &...each) {
        int i = 0;
        ((each = reg<T>(results[i++])), ...);
      },
      to);
}
} // namespace detail

template <int M, int K, class Signature, bool Saturate, class... D, class... A, class... B, class... C>
inline void mma_of(std::tuple<D &...> d, std::tuple<A...> a, std::tuple<B...> b, std::tuple<C...> c) {
  using Types = detail::product_types<Signature>;
  using Out = typename Types::d;
  using In = typename Types::c;
  using Sum = typename detail::factor<typename Types::a>::sum;
  using WordA = detail::word_of<typename Types::a>;
  using WordC = typename std::conditional<std::is_same<In, f64>::value, double, uint32_t>::type;
  const detail::fragments<WordA, sizeof...(A)> rows(detail::array<WordA, A...>(a).words);
  const detail::fragments<WordA, sizeof...(B)> columns(detail::array<WordA, B...>(b).words);
  const detail::array<WordC, C...> start(c);
  const int lane = static_cast<int>(npu::detail::lane_index());
  WordC results[sizeof...(D)] = {};
  for (int i = 0; i < M / 4; ++i) { // the lane's elements
    const int row = lane / 4 + 8 * (i / 2), column = lane % 4 * 2 + i % 2;
    Sum sum;
    if constexpr (std::is_same<In, f64>::value)
      sum = start.words[i];
    else
      sum = static_cast<Sum>(detail::accumulators<In, sizeof...(C)>::get(start.words, i));
    for (int k = 0; k < K; ++k)
      sum += static_cast<Sum>(detail::element_a<M, typename Types::a>(rows, row, k) *
                              detail::element_b<typename Types::b>(columns, k, column));
    if constexpr (std::is_same<Out, f64>::value)
      results[i] = sum;
    else if constexpr (std::is_same<Out, f16>::value)
      results[i / 2] |= static_cast<uint32_t>(npu::detail::half_bits(sum)) << (16 * (i % 2));
    else if constexpr (std::is_same<Out, s32>::value)
      results[i] = static_cast<uint32_t>(Saturate ? sum > 2147483647        ? 2147483647
                                                    : sum < -2147483647 - 1 ? -2147483647 - 1
                                                                            : sum
                                                  : sum);
    else
      results[i] = npu::detail::bit_cast<uint32_t>(static_cast<float>(sum));
  }
  detail::scatter(results, d);
}

#define NPU_DETAIL_PTX_MMA(m, k)                                                                             \
  template <class Signature, class D, class A, class B, class C>                                             \
  inline void mma_m##m##n8k##k(D d, A a, B b, C c) {                                                         \
    mma_of<m, k, Signature, false>(d, a, b, c);                                                              \
  }                                                                                                          \
  template <class Signature, class D, class A, class B, class C>                                             \
  inline void mma_m##m##n8k##k##_satfinite(D d, A a, B b, C c) {                                             \
    mma_of<m, k, Signature, true>(d, a, b, c);                                                               \
  }
NPU_DETAIL_PTX_MMA(8, 4)
NPU_DETAIL_PTX_MMA(8, 16)
NPU_DETAIL_PTX_MMA(16, 4)
NPU_DETAIL_PTX_MMA(16, 8)
NPU_DETAIL_PTX_MMA(16, 16)
NPU_DETAIL_PTX_MMA(16, 32)
#undef NPU_DETAIL_PTX_MMA

} // namespace ptx
} // namespace npu

#endif
