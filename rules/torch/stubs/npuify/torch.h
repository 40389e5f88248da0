// SPDX-License-Identifier: Apache-2.0
// PyTorch for C++ extensions, as light declarations: what the headers below ATen/, c10/ and torch/ bring, as
// far as extensions name it. Parsing the real ones takes half a minute a file.
#ifndef NPUIFY_TORCH_H
#define NPUIFY_TORCH_H
#include "aten.h"
#include "pybind11.h"
#include "torch_cuda.h"

namespace py = pybind11;
namespace torch {
using namespace at;
using at::Tensor;
using Dtype = at::ScalarType;
using c10::make_optional;
using c10::nullopt;
using c10::optional;
struct NoGradGuard {};
struct AutoGradMode {
  AutoGradMode(bool);
};
using at::manual_seed;
namespace autograd {
using Variable = at::Tensor;
using variable_list = std::vector<Variable>;
using tensor_list = std::vector<Variable>;
bool any_variable_requires_grad(const variable_list &);
struct AutogradContext {
  std::unordered_map<std::string, at::IValue> saved_data;
  void save_for_backward(variable_list);
  variable_list get_saved_variables() const;
  void mark_dirty(variable_list);
  void mark_non_differentiable(variable_list);
  void set_materialize_grads(bool);
  bool needs_input_grad(size_t) const;
};
template <class T> struct Function {
  template <class X = T, class... A>
  static auto apply(A &&...a) -> decltype(X::forward(nullptr, static_cast<A &&>(a)...));
};
variable_list grad(NPUIFY_ANY_ARGUMENTS);
Variable make_variable(NPUIFY_ANY_ARGUMENTS);
} // namespace autograd
namespace nn {
namespace functional {
using namespace at;
at::Tensor softplus(NPUIFY_ANY_ARGUMENTS);
at::Tensor interpolate(NPUIFY_ANY_ARGUMENTS);
at::Tensor pad(NPUIFY_ANY_ARGUMENTS);
struct PadFuncOptions {
  PadFuncOptions(Any);
  PadFuncOptions &mode(Any);
};
} // namespace functional
struct Module {};
} // namespace nn
namespace indexing {
using namespace at::indexing;
}
namespace cuda {
bool is_available();
size_t device_count();
void synchronize(int64_t = -1);
void manual_seed(uint64_t);
void manual_seed_all(uint64_t);
} // namespace cuda
namespace jit {
using at::IValue;
using Stack = std::vector<at::IValue>;
} // namespace jit
namespace linalg {
using namespace at;
}
namespace special {
using namespace at;
}
struct CppFunction {
  template <class F> CppFunction(F &&) {}
  static CppFunction makeFallthrough();
  template <class F> static CppFunction makeFromBoxedFunction();
};
struct Library {
  template <class... A> Library &def(A &&...) { return *this; }
  template <class... A> Library &impl(A &&...) { return *this; }
  template <class... A> Library &fallback(A &&...) { return *this; }
  template <class T> pybind11::class_<T> class_(const std::string &);
  template <class... A> void set_python_module(A &&...);
  template <class... A> void impl_abstract_pystub(A &&...);
};
template <class... A> CppFunction dispatch(at::DispatchKey, A &&...) { return 0; }
template <class... A> CppFunction dispatch(at::DeviceType, A &&...) { return 0; }
struct RegisterOperators {
  RegisterOperators();
  template <class... A> RegisterOperators(A &&...) {}
  template <class... A> RegisterOperators &op(A &&...) { return *this; }
};
struct CustomClassHolder {};
template <class T> pybind11::class_<T> class_(const std::string &, const std::string &);
template <class... A> pybind11::init_tag<A...> init();
template <class T> using intrusive_ptr = c10::intrusive_ptr<T>;
template <class T> struct ExclusivelyOwned;
} // namespace torch
namespace c10 {
using torch::RegisterOperators;
struct Dispatcher {
  static Dispatcher &singleton();
  struct Handle {
    template <class F> Handle typed() const;
    template <class... A> at::Tensor call(A &&...) const;
  };
  Handle findSchemaOrThrow(const char *, const char *);
};
} // namespace c10
#define TORCH_FN(f) f
#define TORCH_SELECTIVE_NAME(s) s
#define TORCH_SELECTIVE_SCHEMA(s) s
#define TORCH_LIBRARY(ns, m) static void npuify_library_##ns(::torch::Library &m)
#define TORCH_LIBRARY_FRAGMENT(ns, m) static void npuify_library_fragment_##ns(::torch::Library &m)
// The key is named, so that the rules see it where a macro of the program hands it on.
#define TORCH_LIBRARY_IMPL(ns, k, m)                                                                         \
  [[maybe_unused]] static constexpr ::c10::DispatchKey npuify_key_##ns##_##k = ::c10::DispatchKey::k;        \
  static void npuify_library_##ns##_##k(::torch::Library &m)
#endif
