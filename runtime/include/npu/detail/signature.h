// SPDX-License-Identifier: Apache-2.0
// Type erasure of kernel parameters: how the arguments of a launch are stored until the kernel runs, and how
// a thread calls the kernel with them.
#ifndef NPU_DETAIL_SIGNATURE_H
#define NPU_DETAIL_SIGNATURE_H

#include <stddef.h>

#include <new>
#include <type_traits>
#include <utility>

namespace npu {
namespace detail {

// A kernel without its type; only a kernel_signature calls it.
using kernel_function = void (*)();

// The arguments of a kernel, by value or by reference as it takes them. A std::tuple would do; its header
// brings names that programs which say `using namespace std` have for their own.
template <size_t I, class P> struct packed_argument {
  P value;
};
template <class Indices, class... P> struct packed_list;
template <size_t... I, class... P>
struct packed_list<std::index_sequence<I...>, P...> : packed_argument<I, P>... {
  template <class... A>
  explicit packed_list(A &&...arguments) : packed_argument<I, P>{std::forward<A>(arguments)}... {}
};
template <class... P> using packed_arguments = packed_list<std::index_sequence_for<P...>, P...>;
template <size_t I, class P> P &argument(packed_argument<I, P> &packed) { return packed.value; }
template <size_t I, class P> const P &argument(const packed_argument<I, P> &packed) { return packed.value; }

// Where a parameter lies in a buffer of arguments that is laid out like a C structure of them.
struct parameter_layout {
  size_t size, align;
};

struct kernel_signature {
  size_t size, align;                                       // of the packed arguments
  void (*call)(kernel_function kernel, const void *packed); // copies the arguments and calls the kernel
  void (*unpack)(void *to, void *const *arguments); // builds the packed arguments, arguments[i] points to one
  void (*move)(void *to, void *from);               // null: copy the bytes
  void (*destroy)(void *packed);                    // null: nothing to do
  unsigned parameters;                              // how many
  const parameter_layout *layout;                   // of each parameter, in order
  void (*locate)(void *packed, void **addresses);   // the address of each argument in the packed arguments
};

template <class... P> struct signature_functions {
  using packed = packed_arguments<P...>;

  static void call(kernel_function kernel, const void *p) {
    call_each(reinterpret_cast<void (*)(P...)>(kernel), *static_cast<const packed *>(p),
              std::index_sequence_for<P...>());
  }
  static void unpack(void *to, void *const *arguments) {
    unpack_each(to, arguments, std::index_sequence_for<P...>());
  }
  static void move(void *to, void *from) { new (to) packed(std::move(*static_cast<packed *>(from))); }
  static void destroy(void *p) { static_cast<packed *>(p)->~packed(); }
  static void locate(void *p, void **addresses) {
    locate_each(*static_cast<packed *>(p), addresses, std::index_sequence_for<P...>());
  }

private:
  template <size_t... I> static void locate_each(packed &p, void **addresses, std::index_sequence<I...>) {
    (void)p, (void)addresses;
    ((addresses[I] =
          const_cast<void *>(static_cast<const volatile void *>(__builtin_addressof(argument<I>(p))))),
     ...);
  }
  template <size_t... I>
  static void call_each(void (*kernel)(P...), const packed &p, std::index_sequence<I...>) {
    (void)p;
    kernel(argument<I>(p)...);
  }
  template <size_t... I>
  static void unpack_each(void *to, void *const *arguments, std::index_sequence<I...>) {
    (void)arguments;
    // A reference parameter (to managed memory, say) binds to the object itself.
    new (to) packed(
        *static_cast<std::conditional_t<std::is_reference_v<P>, std::remove_reference_t<P>, const P> *>(
            arguments[I])...);
  }
};

template <class... P>
inline constexpr parameter_layout layout_of[sizeof...(P) + 1] = {{sizeof(P), alignof(P)}..., {0, 0}};

// The byte copy is asked of the parameters: the list of them has a constructor of its own.
template <class... P>
inline constexpr kernel_signature signature_of = {
    sizeof(packed_arguments<P...>),
    alignof(packed_arguments<P...>),
    signature_functions<P...>::call,
    signature_functions<P...>::unpack,
    std::conjunction_v<std::is_trivially_copyable<P>...> ? nullptr : signature_functions<P...>::move,
    std::conjunction_v<std::is_trivially_destructible<P>...> ? nullptr : signature_functions<P...>::destroy,
    unsigned(sizeof...(P)),
    layout_of<P...>,
    signature_functions<P...>::locate,
};

} // namespace detail
} // namespace npu

#endif
