// SPDX-License-Identifier: Apache-2.0
// Error codes of the driver API: from those of the host API, and their names and descriptions.
#include "api/driver_calls.h"

namespace {

struct error_text {
  NPUresult code;
  const char *name;
  const char *description; // null: that of the host API's code of the same number
};

#define ERROR(name) {NPU_##name, "NPU_" #name, nullptr}
#define ERROR_TEXT(name, description) {NPU_##name, "NPU_" #name, description}

constexpr error_text errors[] = {
    ERROR(SUCCESS),
    ERROR(ERROR_INVALID_VALUE),
    ERROR(ERROR_OUT_OF_MEMORY),
    ERROR(ERROR_NOT_INITIALIZED),
    ERROR(ERROR_DEINITIALIZED),
    ERROR(ERROR_PROFILER_DISABLED),
    ERROR(ERROR_PROFILER_NOT_INITIALIZED),
    ERROR(ERROR_PROFILER_ALREADY_STARTED),
    ERROR(ERROR_PROFILER_ALREADY_STOPPED),
    ERROR_TEXT(ERROR_STUB_LIBRARY, "CUDA driver is a stub library"),
    ERROR(ERROR_NO_DEVICE),
    ERROR(ERROR_INVALID_DEVICE),
    ERROR(ERROR_DEVICE_NOT_LICENSED),
    ERROR(ERROR_INVALID_IMAGE),
    ERROR(ERROR_INVALID_CONTEXT),
    ERROR_TEXT(ERROR_CONTEXT_ALREADY_CURRENT, "context already current"),
    ERROR(ERROR_MAP_FAILED),
    ERROR(ERROR_UNMAP_FAILED),
    ERROR(ERROR_ARRAY_IS_MAPPED),
    ERROR(ERROR_ALREADY_MAPPED),
    ERROR(ERROR_NO_BINARY_FOR_GPU),
    ERROR(ERROR_ALREADY_ACQUIRED),
    ERROR(ERROR_NOT_MAPPED),
    ERROR(ERROR_NOT_MAPPED_AS_ARRAY),
    ERROR(ERROR_NOT_MAPPED_AS_POINTER),
    ERROR(ERROR_ECC_UNCORRECTABLE),
    ERROR(ERROR_UNSUPPORTED_LIMIT),
    ERROR(ERROR_CONTEXT_ALREADY_IN_USE),
    ERROR(ERROR_PEER_ACCESS_UNSUPPORTED),
    ERROR(ERROR_INVALID_PTX),
    ERROR(ERROR_INVALID_GRAPHICS_CONTEXT),
    ERROR(ERROR_NVLINK_UNCORRECTABLE),
    ERROR(ERROR_JIT_COMPILER_NOT_FOUND),
    ERROR(ERROR_UNSUPPORTED_PTX_VERSION),
    ERROR(ERROR_INVALID_SOURCE),
    ERROR(ERROR_FILE_NOT_FOUND),
    ERROR(ERROR_SHARED_OBJECT_SYMBOL_NOT_FOUND),
    ERROR(ERROR_SHARED_OBJECT_INIT_FAILED),
    ERROR(ERROR_OPERATING_SYSTEM),
    ERROR(ERROR_INVALID_HANDLE),
    ERROR(ERROR_ILLEGAL_STATE),
    ERROR(ERROR_NOT_FOUND),
    ERROR(ERROR_NOT_READY),
    ERROR(ERROR_ILLEGAL_ADDRESS),
    ERROR(ERROR_LAUNCH_OUT_OF_RESOURCES),
    ERROR(ERROR_LAUNCH_TIMEOUT),
    ERROR(ERROR_LAUNCH_INCOMPATIBLE_TEXTURING),
    ERROR(ERROR_PEER_ACCESS_ALREADY_ENABLED),
    ERROR(ERROR_PEER_ACCESS_NOT_ENABLED),
    ERROR(ERROR_PRIMARY_CONTEXT_ACTIVE),
    ERROR(ERROR_CONTEXT_IS_DESTROYED),
    ERROR(ERROR_ASSERT),
    ERROR(ERROR_TOO_MANY_PEERS),
    ERROR(ERROR_HOST_MEMORY_ALREADY_REGISTERED),
    ERROR(ERROR_HOST_MEMORY_NOT_REGISTERED),
    ERROR(ERROR_HARDWARE_STACK_ERROR),
    ERROR(ERROR_ILLEGAL_INSTRUCTION),
    ERROR(ERROR_MISALIGNED_ADDRESS),
    ERROR(ERROR_INVALID_ADDRESS_SPACE),
    ERROR(ERROR_INVALID_PC),
    ERROR(ERROR_LAUNCH_FAILED),
    ERROR(ERROR_COOPERATIVE_LAUNCH_TOO_LARGE),
    ERROR(ERROR_NOT_PERMITTED),
    ERROR(ERROR_NOT_SUPPORTED),
    ERROR(ERROR_SYSTEM_NOT_READY),
    ERROR(ERROR_SYSTEM_DRIVER_MISMATCH),
    ERROR(ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE),
    ERROR(ERROR_STREAM_CAPTURE_UNSUPPORTED),
    ERROR(ERROR_STREAM_CAPTURE_INVALIDATED),
    ERROR(ERROR_STREAM_CAPTURE_MERGE),
    ERROR(ERROR_STREAM_CAPTURE_UNMATCHED),
    ERROR(ERROR_STREAM_CAPTURE_UNJOINED),
    ERROR(ERROR_STREAM_CAPTURE_ISOLATION),
    ERROR(ERROR_STREAM_CAPTURE_IMPLICIT),
    ERROR(ERROR_CAPTURED_EVENT),
    ERROR(ERROR_STREAM_CAPTURE_WRONG_THREAD),
    ERROR(ERROR_TIMEOUT),
    ERROR(ERROR_GRAPH_EXEC_UPDATE_FAILURE),
    ERROR(ERROR_UNKNOWN),
};

const error_text *text_of(NPUresult code) {
  for (const error_text &e : errors)
    if (e.code == code)
      return &e;
  return nullptr;
}

} // namespace

namespace npu::driver {

NPUresult result_of(npuError_t error) {
  switch (error) {
  case npuErrorInvalidDeviceFunction:
    return NPU_ERROR_INVALID_HANDLE;
  case npuErrorInvalidSymbol:
    return NPU_ERROR_NOT_FOUND;
  default:
    // Below 100 the host API has codes of its own, which all mean a wrong argument; the first nine are
    // shared.
    return error < 100 && error > npuErrorProfilerAlreadyStopped ? NPU_ERROR_INVALID_VALUE : NPUresult(error);
  }
}

} // namespace npu::driver

extern "C" {

NPUresult npudrvGetErrorName(NPUresult error, const char **pStr) {
  if (!pStr)
    return NPU_ERROR_INVALID_VALUE;
  const error_text *e = text_of(error);
  *pStr = e ? e->name : nullptr;
  return e ? NPU_SUCCESS : NPU_ERROR_INVALID_VALUE;
}

NPUresult npudrvGetErrorString(NPUresult error, const char **pStr) {
  if (!pStr)
    return NPU_ERROR_INVALID_VALUE;
  const error_text *e = text_of(error);
  *pStr = !e ? nullptr : e->description ? e->description : npuGetErrorString(npuError_t(error));
  return e ? NPU_SUCCESS : NPU_ERROR_INVALID_VALUE;
}

} // extern "C"
