// SPDX-License-Identifier: Apache-2.0
// What libcu++ offers in C++17, and the standard library from C++20 on: in npu::libcu::std, for older
// standards. npu/libcu/std.h includes it.
#ifndef NPU_LIBCU_BACKPORTS_H
#define NPU_LIBCU_BACKPORTS_H

#include <array>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <type_traits>
#include <utility>

#if __cplusplus < 202002L
namespace npu {
namespace libcu {
namespace std {

template <class T> struct remove_cvref {
  using type = ::std::remove_cv_t<::std::remove_reference_t<T>>;
};
template <class T> using remove_cvref_t = typename remove_cvref<T>::type;
template <class T> struct type_identity {
  using type = T;
};
template <class T> using type_identity_t = typename type_identity<T>::type;

struct identity {
  using is_transparent = void;
  template <class T> constexpr T &&operator()(T &&value) const noexcept { return static_cast<T &&>(value); }
};

template <class C> constexpr auto ssize(const C &c) { return static_cast<::std::ptrdiff_t>(c.size()); }

// ---- bits of unsigned integers ----

enum class endian { little = __ORDER_LITTLE_ENDIAN__, big = __ORDER_BIG_ENDIAN__, native = __BYTE_ORDER__ };

template <class To, class From> inline To bit_cast(const From &from) noexcept {
  static_assert(sizeof(To) == sizeof(From), "both have as many bytes");
  To to;
  ::std::memcpy(&to, &from, sizeof(To));
  return to;
}
template <class T> constexpr int popcount(T value) noexcept {
  return __builtin_popcountll(static_cast<unsigned long long>(value));
}
template <class T> constexpr int countl_zero(T value) noexcept {
  constexpr int unused = 64 - 8 * static_cast<int>(sizeof(T));
  return value == 0 ? 8 * static_cast<int>(sizeof(T)) : __builtin_clzll(value) - unused;
}
template <class T> constexpr int countr_zero(T value) noexcept {
  return value == 0 ? 8 * static_cast<int>(sizeof(T)) : __builtin_ctzll(value);
}
template <class T> constexpr int countl_one(T value) noexcept { return countl_zero(static_cast<T>(~value)); }
template <class T> constexpr int countr_one(T value) noexcept { return countr_zero(static_cast<T>(~value)); }
template <class T> constexpr bool has_single_bit(T value) noexcept { return popcount(value) == 1; }
template <class T> constexpr int bit_width(T value) noexcept {
  return 8 * static_cast<int>(sizeof(T)) - countl_zero(value);
}
template <class T> constexpr T bit_floor(T value) noexcept {
  return value == 0 ? T(0) : static_cast<T>(T(1) << (bit_width(value) - 1));
}
template <class T> constexpr T bit_ceil(T value) noexcept {
  return value <= 1 ? T(1) : static_cast<T>(T(1) << bit_width(static_cast<T>(value - 1)));
}
template <class T> constexpr T rotl(T value, int by) noexcept {
  constexpr int bits = 8 * static_cast<int>(sizeof(T));
  by = (by % bits + bits) % bits;
  return by == 0 ? value : static_cast<T>((value << by) | (value >> (bits - by)));
}
template <class T> constexpr T rotr(T value, int by) noexcept { return rotl(value, -by); }

// ---- span ----

constexpr ::std::size_t dynamic_extent = static_cast<::std::size_t>(-1);

/// Consecutive elements that lie elsewhere. Extent is the number of them where it is fixed.
template <class T, ::std::size_t Extent = dynamic_extent> class span {
public:
  using element_type = T;
  using value_type = ::std::remove_cv_t<T>;
  using size_type = ::std::size_t;
  using difference_type = ::std::ptrdiff_t;
  using pointer = T *;
  using const_pointer = const T *;
  using reference = T &;
  using const_reference = const T &;
  using iterator = T *;
  using reverse_iterator = ::std::reverse_iterator<iterator>;
  static constexpr size_type extent = Extent;

  template <::std::size_t E = Extent, class = ::std::enable_if_t<E == 0 || E == dynamic_extent>>
  constexpr span() noexcept {}
  constexpr span(T *first, size_type count) : first_(first), count_(count) {}
  constexpr span(T *first, T *last) : first_(first), count_(static_cast<size_type>(last - first)) {}
  template <::std::size_t N> constexpr span(T (&array)[N]) noexcept : first_(array), count_(N) {}
  template <
      class Container,
      class = ::std::enable_if_t<
          !::std::is_array<::std::remove_reference_t<Container>>::value &&
          ::std::is_convertible<::std::remove_pointer_t<decltype(::std::declval<Container &>().data())> (*)[],
                                T (*)[]>::value>,
      class = decltype(::std::declval<Container &>().size())>
  constexpr span(Container &&container) : first_(container.data()), count_(container.size()) {}

  constexpr pointer data() const noexcept { return first_; }
  constexpr size_type size() const noexcept { return count_; }
  constexpr size_type size_bytes() const noexcept { return count_ * sizeof(T); }
  constexpr bool empty() const noexcept { return count_ == 0; }
  constexpr reference operator[](size_type i) const { return first_[i]; }
  constexpr reference front() const { return first_[0]; }
  constexpr reference back() const { return first_[count_ - 1]; }
  constexpr iterator begin() const noexcept { return first_; }
  constexpr iterator end() const noexcept { return first_ + count_; }
  constexpr reverse_iterator rbegin() const noexcept { return reverse_iterator(end()); }
  constexpr reverse_iterator rend() const noexcept { return reverse_iterator(begin()); }

  constexpr span<T> first(size_type count) const { return {first_, count}; }
  constexpr span<T> last(size_type count) const { return {first_ + (count_ - count), count}; }
  constexpr span<T> subspan(size_type offset, size_type count = dynamic_extent) const {
    return {first_ + offset, count == dynamic_extent ? count_ - offset : count};
  }
  template <::std::size_t Count> constexpr span<T, Count> first() const { return {first_, Count}; }
  template <::std::size_t Count> constexpr span<T, Count> last() const {
    return {first_ + (count_ - Count), Count};
  }

private:
  T *first_ = nullptr;
  size_type count_ = 0;
};

template <class T, ::std::size_t N> span(T (&)[N]) -> span<T, N>;
template <class T> span(T *, ::std::size_t) -> span<T>;
template <class T> span(T *, T *) -> span<T>;
template <class Container>
span(Container &&) -> span<::std::remove_pointer_t<decltype(::std::declval<Container &>().data())>>;

} // namespace std
} // namespace libcu
} // namespace npu
#endif

#endif
