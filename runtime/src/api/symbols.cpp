// SPDX-License-Identifier: Apache-2.0
// Access to the variables of kernel files. A variable is known by its address; what is no static variable is
// refused.
#include "npu/symbols.hpp"

#include "api/allocations.h"
#include "api/copy.h"
#include "core/error.h"

using namespace npu;
using core::report;

namespace {

// The C functions do not know how large a variable is.
constexpr size_t unknown_size = size_t(-1);

// The error for an access to [offset, offset + count) of a symbol.
npuError_t check(const detail::symbol_view &symbol, size_t count, size_t offset, bool write) {
  const char *address = const_cast<const char *>(static_cast<const volatile char *>(symbol.address));
  if (!address || !api::is_static_data(address, 1, write))
    return npuErrorInvalidSymbol;
  if (offset > symbol.size || count > symbol.size - offset)
    return npuErrorInvalidValue;
  return npuSuccess;
}

char *at(const detail::symbol_view &symbol, size_t offset) {
  return const_cast<char *>(static_cast<const volatile char *>(symbol.address)) + offset;
}

} // namespace

namespace npu::detail {

npuError_t copy_to_symbol(symbol_view symbol, const void *from, size_t count, size_t offset,
                          npuMemcpyKind kind, npuStream_t stream, bool wait) {
  if (kind == npuMemcpyDeviceToHost || kind == npuMemcpyHostToHost)
    return report(npuErrorInvalidMemcpyDirection);
  if (const npuError_t error = check(symbol, count, offset, true); error != npuSuccess)
    return report(error);
  return report(api::submit(api::flat_copy(at(symbol, offset), from, count), kind, stream, wait));
}

npuError_t copy_from_symbol(void *to, symbol_view symbol, size_t count, size_t offset, npuMemcpyKind kind,
                            npuStream_t stream, bool wait) {
  if (kind == npuMemcpyHostToDevice || kind == npuMemcpyHostToHost)
    return report(npuErrorInvalidMemcpyDirection);
  if (const npuError_t error = check(symbol, count, offset, false); error != npuSuccess)
    return report(error);
  return report(api::submit(api::flat_copy(to, at(symbol, offset), count), kind, stream, wait));
}

npuError_t symbol_address(void **address, symbol_view symbol) {
  if (!address)
    return report(npuErrorInvalidValue);
  *address = nullptr;
  if (const npuError_t error = check(symbol, 1, 0, false); error != npuSuccess)
    return report(error);
  *address = at(symbol, 0);
  api::know_variable(*address, symbol.size);
  return npuSuccess;
}

} // namespace npu::detail

extern "C" {

npuError_t npuMemcpyToSymbol(const void *symbol, const void *src, size_t count, size_t offset,
                             enum npuMemcpyKind kind) {
  return detail::copy_to_symbol({symbol, unknown_size}, src, count, offset, kind, nullptr, true);
}

npuError_t npuMemcpyFromSymbol(void *dst, const void *symbol, size_t count, size_t offset,
                               enum npuMemcpyKind kind) {
  return detail::copy_from_symbol(dst, {symbol, unknown_size}, count, offset, kind, nullptr, true);
}

npuError_t npuMemcpyToSymbolAsync(const void *symbol, const void *src, size_t count, size_t offset,
                                  enum npuMemcpyKind kind, npuStream_t stream) {
  return detail::copy_to_symbol({symbol, unknown_size}, src, count, offset, kind, stream, false);
}

npuError_t npuMemcpyFromSymbolAsync(void *dst, const void *symbol, size_t count, size_t offset,
                                    enum npuMemcpyKind kind, npuStream_t stream) {
  return detail::copy_from_symbol(dst, {symbol, unknown_size}, count, offset, kind, stream, false);
}

npuError_t npuGetSymbolAddress(void **devPtr, const void *symbol) {
  return detail::symbol_address(devPtr, {symbol, 1});
}

// The address alone does not tell the size; the overload that takes the variable does.
npuError_t npuGetSymbolSize(size_t *size, const void *symbol) {
  return report(size && symbol ? npuErrorNotSupported : npuErrorInvalidValue);
}

} // extern "C"
