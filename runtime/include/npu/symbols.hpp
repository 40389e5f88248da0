// SPDX-License-Identifier: Apache-2.0
// Access from the host to the variables of kernel files, by the variable itself. npu/runtime.hpp includes
// this file.
#ifndef NPU_SYMBOLS_HPP
#define NPU_SYMBOLS_HPP

#include "npu/runtime.h"

namespace npu {
namespace detail {

// A variable with static storage, as the overloads below see it.
struct symbol_view {
  const volatile void *address;
  size_t size; // bytes
};
template <class T> inline symbol_view view_symbol(const T &symbol) {
  return {__builtin_addressof(symbol), sizeof(T)};
}

// The C functions with the size of the variable: npuErrorInvalidValue if offset + count exceeds it.
NPU_API npuError_t copy_to_symbol(symbol_view symbol, const void *from, size_t count, size_t offset,
                                  npuMemcpyKind kind, npuStream_t stream, bool wait);
NPU_API npuError_t copy_from_symbol(void *to, symbol_view symbol, size_t count, size_t offset,
                                    npuMemcpyKind kind, npuStream_t stream, bool wait);
NPU_API npuError_t symbol_address(void **address, symbol_view symbol);

} // namespace detail
} // namespace npu

template <class T>
inline npuError_t npuMemcpyToSymbol(const T &symbol, const void *src, size_t count, size_t offset = 0,
                                    npuMemcpyKind kind = npuMemcpyHostToDevice) {
  return npu::detail::copy_to_symbol(npu::detail::view_symbol(symbol), src, count, offset, kind, nullptr,
                                     true);
}
template <class T>
inline npuError_t npuMemcpyFromSymbol(void *dst, const T &symbol, size_t count, size_t offset = 0,
                                      npuMemcpyKind kind = npuMemcpyDeviceToHost) {
  return npu::detail::copy_from_symbol(dst, npu::detail::view_symbol(symbol), count, offset, kind, nullptr,
                                       true);
}
template <class T>
inline npuError_t npuMemcpyToSymbolAsync(const T &symbol, const void *src, size_t count, size_t offset = 0,
                                         npuMemcpyKind kind = npuMemcpyHostToDevice,
                                         npuStream_t stream = nullptr) {
  return npu::detail::copy_to_symbol(npu::detail::view_symbol(symbol), src, count, offset, kind, stream,
                                     false);
}
template <class T>
inline npuError_t npuMemcpyFromSymbolAsync(void *dst, const T &symbol, size_t count, size_t offset = 0,
                                           npuMemcpyKind kind = npuMemcpyDeviceToHost,
                                           npuStream_t stream = nullptr) {
  return npu::detail::copy_from_symbol(dst, npu::detail::view_symbol(symbol), count, offset, kind, stream,
                                       false);
}
template <class T> inline npuError_t npuGetSymbolAddress(void **devPtr, const T &symbol) {
  return npu::detail::symbol_address(devPtr, npu::detail::view_symbol(symbol));
}
template <class T> inline npuError_t npuGetSymbolSize(size_t *size, const T &symbol) {
  if (!size)
    return npuGetSymbolSize(size, static_cast<const void *>(__builtin_addressof(symbol))); // the last error
  *size = sizeof(T);
  return npuSuccess;
}

// Graph nodes that copy to and from a variable.
template <class T>
inline npuError_t npuGraphAddMemcpyNodeToSymbol(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                                const npuGraphNode_t *pDependencies, size_t numDependencies,
                                                const T &symbol, const void *src, size_t count, size_t offset,
                                                npuMemcpyKind kind) {
  return npuGraphAddMemcpyNodeToSymbol(pGraphNode, graph, pDependencies, numDependencies,
                                       static_cast<const void *>(__builtin_addressof(symbol)), src, count,
                                       offset, kind);
}
template <class T>
inline npuError_t npuGraphAddMemcpyNodeFromSymbol(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                                  const npuGraphNode_t *pDependencies, size_t numDependencies,
                                                  void *dst, const T &symbol, size_t count, size_t offset,
                                                  npuMemcpyKind kind) {
  return npuGraphAddMemcpyNodeFromSymbol(pGraphNode, graph, pDependencies, numDependencies, dst,
                                         static_cast<const void *>(__builtin_addressof(symbol)), count,
                                         offset, kind);
}

#endif
