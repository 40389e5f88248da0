// SPDX-License-Identifier: Apache-2.0
// Vectors that braces fill: `thrust::device_vector<int> v{1, 2, 3}`, as in Thrust 2. The headers that are
// installed may be older. Include it before the library's own headers, which take the vectors from here.
#ifndef NPU_THRUST_VECTORS_H
#define NPU_THRUST_VECTORS_H

#include <thrust/version.h>

#if THRUST_VERSION < 200000

#define device_vector plain_device_vector
#define host_vector plain_host_vector
#include <thrust/device_vector.h>
#include <thrust/host_vector.h>
#undef device_vector
#undef host_vector

#include <initializer_list>

namespace thrust {
namespace npu_detail {

template <class Plain> class with_lists : public Plain {
  using list = std::initializer_list<typename Plain::value_type>;

public:
  using Plain::assign;
  using Plain::Plain;
  using Plain::operator=;
  with_lists() = default;
  with_lists(list values) : Plain(values.begin(), values.end()) {}
  with_lists(list values, const typename Plain::allocator_type &allocator)
      : Plain(values.begin(), values.end(), allocator) {}
  with_lists &operator=(list values) { return assign(values), *this; }
  void assign(list values) { Plain::assign(values.begin(), values.end()); }
};

} // namespace npu_detail

template <class T, class Alloc = device_allocator<T>>
class device_vector : public npu_detail::with_lists<plain_device_vector<T, Alloc>> {
  using base = npu_detail::with_lists<plain_device_vector<T, Alloc>>;

public:
  using base::base;
  using base::operator=;
  device_vector() = default;
};

template <class T, class Alloc = std::allocator<T>>
class host_vector : public npu_detail::with_lists<plain_host_vector<T, Alloc>> {
  using base = npu_detail::with_lists<plain_host_vector<T, Alloc>>;

public:
  using base::base;
  using base::operator=;
  host_vector() = default;
};

} // namespace thrust

#endif
#endif
