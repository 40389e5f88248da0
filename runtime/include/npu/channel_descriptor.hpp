// SPDX-License-Identifier: Apache-2.0
// npuCreateChannelDesc<T>(): the element description of arrays that hold T. npu/runtime.hpp includes this
// file.
#ifndef NPU_CHANNEL_DESCRIPTOR_HPP
#define NPU_CHANNEL_DESCRIPTOR_HPP

#include "npu/runtime.h"

namespace npu {
namespace detail {

// Bits per component, number of components and kind of an element type; 0 components for what arrays cannot
// hold.
template <class T> struct channel_of {
  static constexpr int bits = 0, components = 0;
  static constexpr npuChannelFormatKind kind = npuChannelFormatKindNone;
};
template <int Bits, int Components, npuChannelFormatKind Kind> struct channel {
  static constexpr int bits = Bits, components = Components;
  static constexpr npuChannelFormatKind kind = Kind;
};

template <>
struct channel_of<char>
    : channel<8, 1, char(-1) < 0 ? npuChannelFormatKindSigned : npuChannelFormatKindUnsigned> {};
template <> struct channel_of<signed char> : channel<8, 1, npuChannelFormatKindSigned> {};
template <> struct channel_of<unsigned char> : channel<8, 1, npuChannelFormatKindUnsigned> {};
template <> struct channel_of<short> : channel<16, 1, npuChannelFormatKindSigned> {};
template <> struct channel_of<unsigned short> : channel<16, 1, npuChannelFormatKindUnsigned> {};
template <> struct channel_of<int> : channel<32, 1, npuChannelFormatKindSigned> {};
template <> struct channel_of<unsigned int> : channel<32, 1, npuChannelFormatKindUnsigned> {};
template <> struct channel_of<float> : channel<32, 1, npuChannelFormatKindFloat> {};

#define NPU_DETAIL_CHANNEL(name, bits, kind)                                                                 \
  template <> struct channel_of<name##1> : channel<bits, 1, kind> {};                                        \
  template <> struct channel_of<name##2> : channel<bits, 2, kind> {};                                        \
  template <> struct channel_of<name##3> : channel<bits, 3, kind> {};                                        \
  template <> struct channel_of<name##4> : channel<bits, 4, kind> {};
NPU_DETAIL_CHANNEL(char, 8, npuChannelFormatKindSigned)
NPU_DETAIL_CHANNEL(uchar, 8, npuChannelFormatKindUnsigned)
NPU_DETAIL_CHANNEL(short, 16, npuChannelFormatKindSigned)
NPU_DETAIL_CHANNEL(ushort, 16, npuChannelFormatKindUnsigned)
NPU_DETAIL_CHANNEL(int, 32, npuChannelFormatKindSigned)
NPU_DETAIL_CHANNEL(uint, 32, npuChannelFormatKindUnsigned)
NPU_DETAIL_CHANNEL(float, 32, npuChannelFormatKindFloat)
#undef NPU_DETAIL_CHANNEL

} // namespace detail
} // namespace npu

template <class T> inline npuChannelFormatDesc npuCreateChannelDesc() {
  using c = npu::detail::channel_of<T>;
  return {c::components > 0 ? c::bits : 0, c::components > 1 ? c::bits : 0, c::components > 2 ? c::bits : 0,
          c::components > 3 ? c::bits : 0, c::kind};
}

// One, two and four components of half precision.
inline npuChannelFormatDesc npuCreateChannelDescHalf() { return {16, 0, 0, 0, npuChannelFormatKindFloat}; }
inline npuChannelFormatDesc npuCreateChannelDescHalf1() { return npuCreateChannelDescHalf(); }
inline npuChannelFormatDesc npuCreateChannelDescHalf2() { return {16, 16, 0, 0, npuChannelFormatKindFloat}; }
inline npuChannelFormatDesc npuCreateChannelDescHalf4() {
  return {16, 16, 16, 16, npuChannelFormatKindFloat};
}

#endif
