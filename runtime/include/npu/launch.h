// SPDX-License-Identifier: Apache-2.0
// Launching kernels: NPU_LAUNCH, NPU_LAUNCH_DEDUCED and the typed npuLaunchKernel. C++ only; npu/runtime.hpp
// includes it.
#ifndef NPU_LAUNCH_H
#define NPU_LAUNCH_H

#include "npu/detail/dim3.h"
#include "npu/detail/export.h"
#include "npu/detail/kernel_form.h"
#include "npu/detail/signature.h"
#include "npu/qualifiers.h"
#include "npu/runtime.h"

#include <stddef.h>
#include <stdint.h>

#include <type_traits>
#include <utility>

// Launches `callee` (a function, a specialisation or a pointer to one; in parentheses if it holds a comma)
// with the configuration (grid, block, shared = 0, stream = 0). Arguments are converted to the parameter
// types here and now. Errors are not returned: npuGetLastError reports them.
#define NPU_LAUNCH(callee, config, ...)                                                                      \
  ::npu::detail::make_launcher(::npu::detail::launch_config config, callee, #callee)(__VA_ARGS__)

// The launch without its arguments, for an argument list that comes out of a macro:
// NPU_LAUNCH_CONFIGURED(kernel, (grid, block)) ARGUMENTS.
#define NPU_LAUNCH_CONFIGURED(callee, config)                                                                \
  ::npu::detail::make_launcher(::npu::detail::launch_config config, callee)
#define NPU_LAUNCH_CONFIGURED_DEDUCED(callee, config)                                                        \
  ::npu::detail::make_deduced_launcher(::npu::detail::launch_config config,                                  \
                                       [=](const auto &...npu_arguments) { callee(npu_arguments...); })

// The same for a callee that only overload resolution on the arguments can choose. Each thread of the kernel
// converts the arguments; NULL and braced lists cannot be passed.
#define NPU_LAUNCH_DEDUCED(callee, config, ...)                                                              \
  ::npu::detail::make_deduced_launcher(                                                                      \
      ::npu::detail::launch_config config, [=](const auto &...npu_arguments) { callee(npu_arguments...); },  \
      #callee)(__VA_ARGS__)

namespace npu {
namespace detail {

struct launch_config {
  dim3 grid;     // blocks; x up to 2^31-1, y and z up to 65535
  dim3 block;    // threads; at most 1024 in all, z at most 64
  size_t shared; // dynamic shared memory in bytes
  npuStream_t stream;
  bool cooperative = false;   // all blocks run at the same time, grid barriers are allowed
  const char *name = nullptr; // of the kernel, for messages, where nothing better is known; static storage

  launch_config(dim3 grid_, dim3 block_, size_t shared_ = 0, npuStream_t stream_ = nullptr)
      : grid(grid_), block(block_), shared(shared_), stream(stream_) {}
};

// Enqueues a launch of `kernel` and returns at once. `arguments` is an object described by `signature`; it is
// moved from, unless an error is returned. The error also becomes the calling thread's last error:
//   npuErrorInvalidConfiguration   an extent is 0 or too large, or a block has more than 1024 threads
//   npuErrorInvalidValue           more shared memory than the kernel may use (48 KB unless its attribute was
//   raised) npuErrorInvalidDeviceFunction  kernel is null npuErrorCooperativeLaunchTooLarge  a cooperative
//   grid has more blocks than can run at the same time
NPU_API npuError_t launch(const launch_config &config, kernel_function kernel,
                          const kernel_signature &signature, void *arguments);

// Launch with one pointer per argument. With no `signature` the one known for this kernel is used: that of an
// earlier NPU_LAUNCH, kernel_address or register_kernel; npuErrorInvalidDeviceFunction if there is none.
NPU_API npuError_t launch_unpacked(const launch_config &config, kernel_function kernel,
                                   const kernel_signature *signature, void *const *arguments);

// Makes the signature of a kernel known, for launches by address alone.
NPU_API void register_kernel(kernel_function kernel, const kernel_signature &signature);

// Makes a compiled form of a kernel known: a function with the kernel's own signature that runs a whole block
// per call, with threadIdx = 0 at entry. `name` (static storage) is used in messages; either may be null.
NPU_API void register_block_function(kernel_function kernel, kernel_function block_function,
                                     const char *name);

template <class... P> class launcher {
public:
  launcher(const launch_config &config, void (*kernel)(P...)) : config_(config), kernel_(kernel) {}
  launcher(const launch_config &config, void (*kernel)(P...), const char *name)
      : config_(config), kernel_(kernel) {
    config_.name = name;
  }

  npuError_t operator()(P... arguments) const {
    packed_arguments<P...> packed(std::forward<P>(arguments)...);
    return launch(config_, reinterpret_cast<kernel_function>(kernel_), signature_of<P...>, &packed);
  }

private:
  launch_config config_;
  void (*kernel_)(P...);
};

template <class... P> launcher<P...> make_launcher(const launch_config &config, void (*kernel)(P...)) {
  return {config, kernel};
}

template <class... P>
launcher<P...> make_launcher(const launch_config &config, void (*kernel)(P...), const char *name) {
  return {config, kernel, name};
}

// One function per body: its address identifies the kernel.
template <class Body, class... A> NPU_GLOBAL void call_deduced(Body body, A... arguments) {
  body(arguments...);
}

template <class Body> class deduced_launcher {
public:
  deduced_launcher(const launch_config &config, Body body, const char *name)
      : config_(config), body_(std::move(body)), name_(name) {}

  template <class... A> npuError_t operator()(A &&...arguments) const {
    void (*kernel)(Body, std::decay_t<A>...) = call_deduced<Body, std::decay_t<A>...>;
    return make_launcher(config_, kernel, name_)(body_, std::forward<A>(arguments)...);
  }

private:
  launch_config config_;
  Body body_;
  const char *name_;
};

template <class Body>
deduced_launcher<Body> make_deduced_launcher(const launch_config &config, Body body, const char *name) {
  return {config, std::move(body), name};
}

} // namespace detail

// How many kernels this process has launched: a test can tell by it that a kernel ran at all.
NPU_API uint64_t launch_count();

// The address of a kernel as npuLaunchKernel, npuFuncSetAttribute and their like take it, with its signature
// made known.
template <class... P> inline void *kernel_address(void (*kernel)(P...)) {
  const auto function = reinterpret_cast<detail::kernel_function>(kernel);
  detail::register_kernel(function, detail::signature_of<P...>);
  return reinterpret_cast<void *>(function);
}

} // namespace npu

// npuLaunchKernel for a kernel that has not been cast to const void *: args[i] points to the i-th argument.
template <class... P>
inline npuError_t npuLaunchKernel(void (*kernel)(P...), dim3 grid, dim3 block, void **args, size_t shared = 0,
                                  npuStream_t stream = nullptr) {
  const npu::detail::launch_config config(grid, block, shared, stream);
  return npu::detail::launch_unpacked(config, reinterpret_cast<npu::detail::kernel_function>(kernel),
                                      &npu::detail::signature_of<P...>, args);
}

// The same for a grid whose blocks all run at the same time and may meet at grid barriers.
template <class... P>
inline npuError_t npuLaunchCooperativeKernel(void (*kernel)(P...), dim3 grid, dim3 block, void **args,
                                             size_t shared = 0, npuStream_t stream = nullptr) {
  npu::detail::launch_config config(grid, block, shared, stream);
  config.cooperative = true;
  return npu::detail::launch_unpacked(config, reinterpret_cast<npu::detail::kernel_function>(kernel),
                                      &npu::detail::signature_of<P...>, args);
}

#endif
