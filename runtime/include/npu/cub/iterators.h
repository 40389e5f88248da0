// SPDX-License-Identifier: Apache-2.0
// The iterators of npu::cub: random-access input iterators that compute what they give, and one for output
// that is not wanted.
#ifndef NPU_CUB_ITERATORS_H
#define NPU_CUB_ITERATORS_H

#include "npu/cub/types.h"

#include <iterator>
#include <type_traits>

namespace npu {
namespace cub {
namespace detail {

// What all of them share: Self moves by advance(n) and has a position to compare.
template <class Self, class T, class Offset> struct iterator_base {
  using value_type = T;
  using reference = T;
  using pointer = const T *;
  using difference_type = Offset;
  using iterator_category = std::random_access_iterator_tag;

  Self &operator++() { return self() += 1; }
  Self &operator--() { return self() += -1; }
  Self operator++(int) {
    Self before = self();
    self() += 1;
    return before;
  }
  Self operator--(int) {
    Self before = self();
    self() += -1;
    return before;
  }
  template <class D> Self &operator+=(D n) {
    self().advance(static_cast<Offset>(n));
    return self();
  }
  template <class D> Self &operator-=(D n) { return self() += -static_cast<Offset>(n); }
  template <class D> Self operator+(D n) const {
    Self moved = self();
    return moved += n;
  }
  template <class D, class = std::enable_if_t<std::is_integral<D>::value>> Self operator-(D n) const {
    Self moved = self();
    return moved -= n;
  }
  Offset operator-(const Self &b) const { return static_cast<Offset>(self().position() - b.position()); }
  template <class D> T operator[](D n) const { return *(self() + n); }
  bool operator==(const Self &b) const { return self().position() == b.position(); }
  bool operator!=(const Self &b) const { return !(*this == b); }

private:
  Self &self() { return static_cast<Self &>(*this); }
  const Self &self() const { return static_cast<const Self &>(*this); }
};

} // namespace detail

// first, first + 1, first + 2, …
template <class T, class Offset = ptrdiff_t>
class CountingInputIterator : public detail::iterator_base<CountingInputIterator<T, Offset>, T, Offset> {
public:
  CountingInputIterator(const T &first) : value_(first) {}
  T operator*() const { return value_; }
  void advance(Offset n) { value_ = static_cast<T>(value_ + static_cast<T>(n)); }
  T position() const { return value_; }

private:
  T value_;
};

// The same value everywhere.
template <class T, class Offset = ptrdiff_t>
class ConstantInputIterator : public detail::iterator_base<ConstantInputIterator<T, Offset>, T, Offset> {
public:
  ConstantInputIterator(const T &value, Offset at = 0) : value_(value), at_(at) {}
  T operator*() const { return value_; }
  void advance(Offset n) { at_ += n; }
  Offset position() const { return at_; }

private:
  T value_;
  Offset at_;
};

// op(x) for each x of another iterator.
template <class T, class Op, class It, class Offset = ptrdiff_t>
class TransformInputIterator
    : public detail::iterator_base<TransformInputIterator<T, Op, It, Offset>, T, Offset> {
public:
  TransformInputIterator(It from, Op op) : from_(from), op_(op) {}
  T operator*() const {
    Op op = op_; // it may have a call operator that is not const
    return op(*from_);
  }
  void advance(Offset n) { from_ = from_ + n; }
  It position() const { return from_; }

private:
  It from_;
  Op op_;
};

// (0, x0), (1, x1), … for the values x of another iterator.
template <class It, class Offset = ptrdiff_t, class Value = typename std::iterator_traits<It>::value_type>
class ArgIndexInputIterator : public detail::iterator_base<ArgIndexInputIterator<It, Offset, Value>,
                                                           KeyValuePair<Offset, Value>, Offset> {
public:
  ArgIndexInputIterator(It from, Offset at = 0) : from_(from), at_(at) {}
  KeyValuePair<Offset, Value> operator*() const { return {at_, static_cast<Value>(from_[at_])}; }
  void advance(Offset n) { at_ += n; }
  Offset position() const { return at_; }
  void normalize() {
    from_ = from_ + at_;
    at_ = 0;
  }

private:
  It from_;
  Offset at_;
};

// Memory read with a cache modifier, which has no effect here.
template <CacheLoadModifier Modifier, class T, class Offset = ptrdiff_t>
class CacheModifiedInputIterator
    : public detail::iterator_base<CacheModifiedInputIterator<Modifier, T, Offset>, T, Offset> {
public:
  CacheModifiedInputIterator(const T *from) : from_(from) {}
  T operator*() const { return *from_; }
  void advance(Offset n) { from_ += n; }
  const T *position() const { return from_; }

private:
  const T *from_;
};

// Takes whatever is written to it, and counts its steps.
template <class Offset = ptrdiff_t> class DiscardOutputIterator {
public:
  struct sink {
    template <class T> const sink &operator=(const T &) const { return *this; }
  };
  using value_type = void;
  using reference = sink;
  using pointer = void;
  using difference_type = Offset;
  using iterator_category = std::random_access_iterator_tag;

  DiscardOutputIterator(Offset offset = 0) : offset_(offset) {}
  sink operator*() const { return {}; }
  template <class D> sink operator[](D) const { return {}; }
  DiscardOutputIterator &operator+=(Offset n) {
    offset_ += n;
    return *this;
  }
  DiscardOutputIterator &operator-=(Offset n) { return *this += -n; }
  DiscardOutputIterator operator+(Offset n) const { return DiscardOutputIterator(offset_ + n); }
  DiscardOutputIterator operator-(Offset n) const { return DiscardOutputIterator(offset_ - n); }
  Offset operator-(const DiscardOutputIterator &other) const { return offset_ - other.offset_; }
  DiscardOutputIterator &operator++() { return *this += 1; }
  DiscardOutputIterator operator++(int) { return DiscardOutputIterator(offset_++); }
  bool operator==(const DiscardOutputIterator &other) const { return offset_ == other.offset_; }
  bool operator!=(const DiscardOutputIterator &other) const { return offset_ != other.offset_; }

private:
  Offset offset_;
};

} // namespace cub
} // namespace npu

#endif
