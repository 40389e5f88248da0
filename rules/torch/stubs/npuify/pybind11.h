// SPDX-License-Identifier: Apache-2.0
// What extensions use of pybind11. Declarations for parsing only.
#ifndef NPUIFY_PYBIND11_H
#define NPUIFY_PYBIND11_H
#include "../Python.h"
#include "any.h"
#include <string>
#include <vector>
namespace pybind11 {
using npuify_light::Any;
struct handle {
  handle(Any = {});
  template <class T> T cast() const;
  handle attr(Any) const;
  handle operator()(NPUIFY_ANY_ARGUMENTS) const;
  handle operator[](Any) const;
  bool is_none() const;
  PyObject *ptr() const;
};
struct object : handle {
  using handle::handle;
};
#define NPUIFY_OBJECT(name)                                                                                  \
  struct name : object {                                                                                     \
    using object::object;                                                                                    \
    std::size_t size() const;                                                                                \
    void append(Any);                                                                                        \
    handle *begin() const;                                                                                   \
    handle *end() const;                                                                                     \
  };
NPUIFY_OBJECT(list)
NPUIFY_OBJECT(tuple)
NPUIFY_OBJECT(dict)
NPUIFY_OBJECT(str)
NPUIFY_OBJECT(bytes)
NPUIFY_OBJECT(none)
NPUIFY_OBJECT(function)
NPUIFY_OBJECT(capsule)
NPUIFY_OBJECT(args)
NPUIFY_OBJECT(kwargs)
NPUIFY_OBJECT(int_)
NPUIFY_OBJECT(float_)
NPUIFY_OBJECT(bool_)
NPUIFY_OBJECT(buffer)
NPUIFY_OBJECT(array)
#undef NPUIFY_OBJECT
struct buffer_info {
  void *ptr;
  long itemsize, size, ndim;
  std::vector<long> shape, strides;
};
template <class T, int Flags = 0> struct array_t : array {
  array_t(Any = {}, Any = {}, Any = {});
  buffer_info request() const;
  T *mutable_data(Any = {}, Any = {}, Any = {});
  const T *data(Any = {}, Any = {}, Any = {}) const;
  T &mutable_at(Any = {}, Any = {}, Any = {});
  const T &at(Any = {}, Any = {}, Any = {}) const;
  std::size_t size() const;
  int ndim() const;
  std::size_t shape(int) const;
};
struct arg {
  explicit arg(const char *);
  template <class T> arg &operator=(T &&);
  arg &noconvert(bool = true);
};
struct module_ {
  template <class... A> module_ &def(A &&...) { return *this; }
  template <class... A> void add_object(A &&...);
  module_ def_submodule(const char *, const char * = nullptr);
  handle attr(Any) const;
  const char *&doc();
  static module_ import(const char *);
};
using module = module_;
template <class...> struct init_tag {};
template <class... A> init_tag<A...> init();
template <class F> init_tag<F> init(F &&);
template <class T, class... Options> struct class_ {
  template <class... A> class_(A &&...) {}
  template <class... A> class_ &def(A &&...) { return *this; }
  template <class... A> class_ &def_static(A &&...) { return *this; }
  template <class... A> class_ &def_readwrite(A &&...) { return *this; }
  template <class... A> class_ &def_readonly(A &&...) { return *this; }
  template <class... A> class_ &def_property(A &&...) { return *this; }
  template <class... A> class_ &def_property_readonly(A &&...) { return *this; }
};
template <class T> struct enum_ : class_<T> {
  template <class... A> enum_(A &&...) {}
  enum_ &value(const char *, T);
  enum_ &export_values();
};
template <class... Guards> struct call_guard {};
struct gil_scoped_release {};
struct gil_scoped_acquire {};
enum class return_value_policy { automatic, copy, move, reference, reference_internal, take_ownership };
template <class T> T cast(Any);
template <class T> object cast(T &&);
template <class T> bool isinstance(Any);
tuple make_tuple(NPUIFY_ANY_ARGUMENTS);
template <class... A> void print(A &&...);
struct error_already_set {};
template <class... A> struct overload_cast_impl {
  template <class F> F operator()(F, Any = {}) const;
};
template <class... A> constexpr overload_cast_impl<A...> overload_cast{};
namespace literals {
arg operator""_a(const char *, std::size_t);
}
} // namespace pybind11

#define PYBIND11_MODULE(name, variable, ...) static void npuify_pybind_module(::pybind11::module_ &variable)
#endif
