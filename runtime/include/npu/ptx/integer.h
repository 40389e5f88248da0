// SPDX-License-Identifier: Apache-2.0
// Integer, logic and bit-field instructions. Sums and products wrap; R is the instruction's type.
#ifndef NPU_PTX_INTEGER_H
#define NPU_PTX_INTEGER_H

#include "npu/detail/block.h"
#include "npu/intrinsics/integer.h"
#include "npu/ptx/types.h"

#include <limits>

namespace npu {
namespace ptx {
namespace detail {

template <class R> inline value<R> half_of_product(wide<R> product, bool high) {
  return static_cast<value<R>>(high ? product >> width<R> : product);
}
template <class R> inline wide<R> product(R a, R b) {
  return static_cast<wide<R>>(a.value()) * static_cast<wide<R>>(b.value());
}
// The register of twice the width.
template <class R>
using doubled =
    reg<typename std::conditional<std::is_signed<value<R>>::value,
                                  typename std::conditional<width<R> == 16, int32_t, int64_t>::type,
                                  typename std::conditional<width<R> == 16, uint32_t, uint64_t>::type>::type>;

template <class R> inline value<R> wrapped_sum(value<R> a, value<R> b) {
  return static_cast<value<R>>(static_cast<bits<R>>(a) + static_cast<bits<R>>(b));
}

} // namespace detail

template <class R> inline R mov(R a) { return a; }

// --- arithmetic: see floating.h for add, sub, mul, neg, abs, min and max of both kinds ---

template <class R> inline R mul_lo(R a, R b) {
  return detail::half_of_product<R>(detail::product(a, b), false);
}
template <class R> inline R mul_hi(R a, R b) {
  return detail::half_of_product<R>(detail::product(a, b), true);
}
template <class R> inline detail::doubled<R> mul_wide(R a, R b) {
  return static_cast<detail::value<detail::doubled<R>>>(detail::product(a, b));
}
template <class R> inline R mad_lo(R a, R b, R c) {
  return detail::wrapped_sum<R>(mul_lo<R>(a, b).value(), c.value());
}
template <class R> inline R mad_hi(R a, R b, R c) {
  return detail::wrapped_sum<R>(mul_hi<R>(a, b).value(), c.value());
}
template <class R> inline detail::doubled<R> mad_wide(R a, R b, detail::doubled<R> c) {
  return detail::wrapped_sum<detail::doubled<R>>(mul_wide<R>(a, b).value(), c.value());
}

// Products of 24-bit factors have 48 bits: the lower or the upper 32 of them.
namespace detail {
template <class R> inline int64_t product24(R a, R b) {
  auto low = [](value<R> x) -> int64_t {
    const uint32_t bits = static_cast<uint32_t>(x) << 8;
    return std::is_signed<value<R>>::value ? static_cast<int64_t>(static_cast<int32_t>(bits) >> 8)
                                           : static_cast<int64_t>(bits >> 8);
  };
  return low(a.value()) * low(b.value());
}
} // namespace detail
template <class R> inline R mul24_lo(R a, R b) {
  return static_cast<detail::value<R>>(detail::product24(a, b));
}
template <class R> inline R mul24_hi(R a, R b) {
  return static_cast<detail::value<R>>(detail::product24(a, b) >> 16);
}
template <class R> inline R mad24_lo(R a, R b, R c) {
  return detail::wrapped_sum<R>(mul24_lo<R>(a, b).value(), c.value());
}
template <class R> inline R mad24_hi(R a, R b, R c) {
  return detail::wrapped_sum<R>(mul24_hi<R>(a, b).value(), c.value());
}

// c + |a - b|
template <class R> inline R sad(R a, R b, R c) {
  const detail::bits<R> x = static_cast<detail::bits<R>>(a.value()),
                        y = static_cast<detail::bits<R>>(b.value());
  return detail::wrapped_sum<R>(static_cast<detail::value<R>>(a.value() < b.value() ? y - x : x - y),
                                c.value());
}
// Division by zero gives all ones; the remainder is the dividend then. The most negative number divided by -1
// wraps.
template <class R> inline R div(R a, R b) {
  if constexpr (std::is_floating_point<detail::value<R>>::value)
    return a.value() / b.value();
  else
    return b.value() == 0
               ? R(static_cast<detail::value<R>>(-1))
               : R(static_cast<detail::value<R>>(static_cast<detail::wide<R>>(a.value()) / b.value()));
}
template <class R> inline R rem(R a, R b) {
  return b.value() == 0
             ? a
             : R(static_cast<detail::value<R>>(static_cast<detail::wide<R>>(a.value()) % b.value()));
}
// Sums that stay within the type.
namespace detail {
template <class R> inline R clamped(wide<R> x) {
  const wide<R> low = std::numeric_limits<value<R>>::min(), high = std::numeric_limits<value<R>>::max();
  return static_cast<value<R>>(x < low ? low : x > high ? high : x);
}
} // namespace detail
template <class R> inline R add_sat(R a, R b) {
  return detail::clamped<R>(static_cast<detail::wide<R>>(a.value()) + b.value());
}
template <class R> inline R sub_sat(R a, R b) {
  return detail::clamped<R>(static_cast<detail::wide<R>>(a.value()) - b.value());
}
template <class R> inline R mad_hi_sat(R a, R b, R c) {
  return detail::clamped<R>(static_cast<detail::wide<R>>(mul_hi<R>(a, b).value()) + c.value());
}

namespace detail {
// c + the dot product of four bytes of a with those of b; of two halves of a with two bytes of b.
template <class A, class B> inline s32 dot4(u32 a, u32 b, s32 c) {
  uint32_t sum = static_cast<uint32_t>(c.value());
  for (int i = 0; i < 32; i += 8)
    sum += static_cast<uint32_t>(static_cast<A>(a.value() >> i) * static_cast<B>(b.value() >> i));
  return static_cast<int32_t>(sum);
}
template <class A, class B> inline s32 dot2(u32 a, uint32_t b, s32 c) {
  return static_cast<int32_t>(
      static_cast<uint32_t>(c.value()) +
      static_cast<uint32_t>(static_cast<A>(a.value()) * static_cast<B>(b)) +
      static_cast<uint32_t>(static_cast<A>(a.value() >> 16) * static_cast<B>(b >> 8)));
}
template <class R, class Signed, class Unsigned>
using part = typename std::conditional<std::is_signed<value<R>>::value, Signed, Unsigned>::type;
} // namespace detail
template <class A, class B> inline s32 dp4a(u32 a, u32 b, s32 c) {
  return detail::dot4<detail::part<A, int8_t, uint8_t>, detail::part<B, int8_t, uint8_t>>(a, b, c);
}
template <class A, class B> inline s32 dp2a_lo(u32 a, u32 b, s32 c) {
  return detail::dot2<detail::part<A, int16_t, uint16_t>, detail::part<B, int8_t, uint8_t>>(a, b.value(), c);
}
template <class A, class B> inline s32 dp2a_hi(u32 a, u32 b, s32 c) {
  return detail::dot2<detail::part<A, int16_t, uint16_t>, detail::part<B, int8_t, uint8_t>>(
      a, b.value() >> 16, c);
}

// --- carry ---

// The carry flag (CC.CF), which the instructions with the suffix cc set and addc, subc and madc read: as on
// the device it stays from one assembly statement to the next. Threads of a block do not switch in between.
namespace detail {
inline thread_local unsigned carry = 0;

template <class R> inline R sum(R a, R b, unsigned in, bool keep) {
  const npu::detail::uint128 sum = static_cast<npu::detail::uint128>(static_cast<bits<R>>(a.value())) +
                                   static_cast<bits<R>>(b.value()) + in;
  if (keep)
    carry = static_cast<unsigned>(sum >> width<R>);
  return static_cast<value<R>>(static_cast<bits<R>>(sum));
}
// The flag counts borrows for subtractions.
template <class R> inline R difference(R a, R b, unsigned in, bool keep) {
  const npu::detail::uint128 difference = static_cast<npu::detail::uint128>(static_cast<bits<R>>(a.value())) -
                                          static_cast<bits<R>>(b.value()) - in;
  if (keep)
    carry = static_cast<unsigned>(difference >> width<R>) & 1u;
  return static_cast<value<R>>(static_cast<bits<R>>(difference));
}
} // namespace detail
template <class R> inline R add_cc(R a, R b) { return detail::sum<R>(a, b, 0, true); }
template <class R> inline R addc(R a, R b) { return detail::sum<R>(a, b, detail::carry, false); }
template <class R> inline R addc_cc(R a, R b) { return detail::sum<R>(a, b, detail::carry, true); }
template <class R> inline R sub_cc(R a, R b) { return detail::difference<R>(a, b, 0, true); }
template <class R> inline R subc(R a, R b) { return detail::difference<R>(a, b, detail::carry, false); }
template <class R> inline R subc_cc(R a, R b) { return detail::difference<R>(a, b, detail::carry, true); }
template <class R> inline R mad_lo_cc(R a, R b, R c) { return add_cc<R>(mul_lo<R>(a, b), c); }
template <class R> inline R mad_hi_cc(R a, R b, R c) { return add_cc<R>(mul_hi<R>(a, b), c); }
template <class R> inline R madc_lo(R a, R b, R c) { return addc<R>(mul_lo<R>(a, b), c); }
template <class R> inline R madc_hi(R a, R b, R c) { return addc<R>(mul_hi<R>(a, b), c); }
template <class R> inline R madc_lo_cc(R a, R b, R c) { return addc_cc<R>(mul_lo<R>(a, b), c); }
template <class R> inline R madc_hi_cc(R a, R b, R c) { return addc_cc<R>(mul_hi<R>(a, b), c); }

// --- bits ---

template <class R> inline u32 popc(R a) { return static_cast<uint32_t>(npu::popcll(a.value())); }
template <class R> inline u32 clz(R a) {
  return static_cast<uint32_t>(npu::clzll(static_cast<long long>(a.value()))) - (64u - detail::width<R>);
}
template <class R> inline R brev(R a) {
  return static_cast<detail::value<R>>(npu::brevll(a.value()) >> (64 - detail::width<R>));
}
// Position of the most significant bit that is no sign; 0xffffffff when there is none. As a shift amount: how
// far it is from the top.
template <class R> inline u32 bfind(R a) {
  detail::bits<R> x = static_cast<detail::bits<R>>(a.value() < 0 ? ~a.value() : a.value());
  return x == 0 ? 0xffffffffu : 63u - static_cast<uint32_t>(npu::clzll(static_cast<long long>(x)));
}
template <class R> inline u32 bfind_shiftamt(R a) {
  const uint32_t at = bfind<R>(a).value();
  return at == 0xffffffffu ? at : static_cast<uint32_t>(detail::width<R> - 1) - at;
}
// `length` ones from bit `position` on; what lies beyond the word is left out.
inline u32 bmsk_clamp(u32 position, u32 length) {
  const unsigned from = position.value(), count = length.value();
  if (from >= 32)
    return 0u;
  const unsigned ones = ~0u << from;
  return count >= 32 || from + count >= 32 ? ones : ones & ~(~0u << (from + count));
}
// The same with both taken modulo 32.
inline u32 bmsk_wrap(u32 position, u32 length) {
  return bmsk_clamp(position.value() & 31u, length.value() & 31u);
}

// The lower `length` bits of a; signed types extend the top one of them. All of a from 32 bits on.
template <class R> inline R szext_clamp(R a, u32 length) {
  const unsigned count = length.value(), x = static_cast<unsigned>(a.value());
  if (count >= 32)
    return a;
  const unsigned above = ~0u << count;
  const bool negative = std::is_signed<detail::value<R>>::value && count != 0 && (x >> (count - 1) & 1u);
  return static_cast<detail::value<R>>(negative ? x | above : x & ~above);
}
// The same with the length taken modulo 32.
template <class R> inline R szext_wrap(R a, u32 length) { return szext_clamp<R>(a, length.value() & 31u); }

// `length` bits of a from `position` on; signed types extend the top one. Only the lower 8 bits of both
// count.
template <class R> inline R bfe(R a, u32 position, u32 length) {
  using U = detail::bits<R>;
  constexpr unsigned width = detail::width<R>;
  const unsigned from = position.value() & 0xffu, count = length.value() & 0xffu;
  const unsigned room = from < width ? width - from : 0, there = count < room ? count : room;
  const U x = static_cast<U>(a.value());
  const U mask = there == width ? static_cast<U>(~U(0)) : static_cast<U>((U(1) << there) - 1);
  U result = room == 0 ? U(0) : static_cast<U>(x >> from & mask);
  if (std::is_signed<detail::value<R>>::value && count != 0 &&
      (x >> (from + count < width ? from + count - 1 : width - 1) & 1u))
    result |= static_cast<U>(~mask);
  return static_cast<detail::value<R>>(result);
}
// b with `length` bits from `position` on taken from the low bits of a.
template <class R> inline R bfi(R a, R b, u32 position, u32 length) {
  const unsigned at = position.value() & 0xffu, count = length.value() & 0xffu, bits = detail::width<R>;
  using U = detail::bits<R>;
  if (at >= bits || count == 0)
    return b;
  const U mask =
      static_cast<U>((count >= bits ? static_cast<U>(~U(0)) : static_cast<U>((U(1) << count) - 1)) << at);
  return static_cast<U>((static_cast<U>(a.value() << at) & mask) | (b.value() & static_cast<U>(~mask)));
}
inline b32 fns(b32 a, b32 base, s32 offset) { return npu::fns(a.value(), base.value(), offset.value()); }

template <class R> inline R bit_and(R a, R b) { return static_cast<detail::value<R>>(a.value() & b.value()); }
template <class R> inline R bit_or(R a, R b) { return static_cast<detail::value<R>>(a.value() | b.value()); }
template <class R> inline R bit_xor(R a, R b) { return static_cast<detail::value<R>>(a.value() ^ b.value()); }
template <class R> inline R bit_not(R a) { return static_cast<detail::value<R>>(~a.value()); }
template <class R> inline R cnot(R a) { return a.value() == 0 ? R(1) : R(0); }
// Shifts beyond the width give 0, or the sign.
template <class R> inline R shl(R a, u32 by) {
  return by.value() >= static_cast<uint32_t>(detail::width<R>)
             ? R(0)
             : R(static_cast<detail::value<R>>(static_cast<detail::bits<R>>(a.value()) << by.value()));
}
template <class R> inline R shr(R a, u32 by) {
  const uint32_t most = static_cast<uint32_t>(detail::width<R>) - 1;
  if (by.value() > most)
    return a.value() < 0 ? R(static_cast<detail::value<R>>(-1)) : R(0);
  return static_cast<detail::value<R>>(a.value() >> by.value());
}
inline b32 shf_l_wrap(b32 low, b32 high, u32 by) {
  return npu::funnelshift_l(low.value(), high.value(), by.value());
}
inline b32 shf_l_clamp(b32 low, b32 high, u32 by) {
  return npu::funnelshift_lc(low.value(), high.value(), by.value());
}
inline b32 shf_r_wrap(b32 low, b32 high, u32 by) {
  return npu::funnelshift_r(low.value(), high.value(), by.value());
}
inline b32 shf_r_clamp(b32 low, b32 high, u32 by) {
  return npu::funnelshift_rc(low.value(), high.value(), by.value());
}

// The logic function of three words whose table is `table`: 0xf0, 0xcc and 0xaa stand for a, b and c.
inline b32 lop3(b32 a, b32 b, b32 c, unsigned table) {
  uint32_t result = 0;
  for (unsigned row = 0; row < 8; ++row)
    if (table >> row & 1u)
      result |= (row & 4u ? a.value() : ~a.value()) & (row & 2u ? b.value() : ~b.value()) &
                (row & 1u ? c.value() : ~c.value());
  return result;
}

// Bytes of b:a picked by the selector, or by its lowest two bits in one of the fixed ways.
inline b32 prmt(b32 a, b32 b, b32 selector) {
  return npu::detail::permute_bytes(a.value(), b.value(), selector.value());
}
namespace detail {
struct selectors {
  unsigned of[4];
};
inline b32 permute(b32 a, b32 b, b32 selector, selectors table) {
  return npu::detail::permute_bytes(a.value(), b.value(), table.of[selector.value() & 3u]);
}
} // namespace detail
inline b32 prmt_f4e(b32 a, b32 b, b32 c) {
  return detail::permute(a, b, c, {{0x3210, 0x4321, 0x5432, 0x6543}});
}
inline b32 prmt_b4e(b32 a, b32 b, b32 c) {
  return detail::permute(a, b, c, {{0x5670, 0x6701, 0x7012, 0x0123}});
}
inline b32 prmt_rc8(b32 a, b32 b, b32 c) {
  return detail::permute(a, b, c, {{0x0000, 0x1111, 0x2222, 0x3333}});
}
inline b32 prmt_ecl(b32 a, b32 b, b32 c) {
  return detail::permute(a, b, c, {{0x3210, 0x3211, 0x3222, 0x3333}});
}
inline b32 prmt_ecr(b32 a, b32 b, b32 c) {
  return detail::permute(a, b, c, {{0x0000, 0x1110, 0x2210, 0x3210}});
}
inline b32 prmt_rc16(b32 a, b32 b, b32 c) {
  return detail::permute(a, b, c, {{0x1010, 0x3232, 0x1010, 0x3232}});
}

// --- words of several registers ---

namespace detail {
template <int Width>
using word = typename std::conditional<Width == 32, uint32_t,
                                       typename std::conditional<Width == 16, uint16_t, uint8_t>::type>::type;
} // namespace detail
// mov.b64 d, {low, high} and its like; and back. The first part is the lowest.
template <class R, class... P> inline R pack(P... parts) {
  static_assert(sizeof(detail::value<R>) % sizeof...(P) == 0, "the parts do not fill the register");
  constexpr int part = detail::width<R> / static_cast<int>(sizeof...(P));
  using U = detail::word<part>;
  detail::value<R> result = 0;
  int at = 0;
  ((result |= static_cast<detail::value<R>>(static_cast<detail::value<R>>(reg<U>(parts).value()) << at),
    at += part),
   ...);
  return result;
}
template <class R, class... P> inline void unpack(R whole, P &...parts) {
  constexpr int part = detail::width<R> / static_cast<int>(sizeof...(P));
  using U = detail::word<part>;
  int at = 0;
  ((parts = reg<U>(static_cast<U>(whole.value() >> at)), at += part), ...);
}

template <class R> inline R selp(R a, R b, bool first) { return first ? a : b; }

} // namespace ptx
} // namespace npu

#endif
