// SPDX-License-Identifier: Apache-2.0
// Sharing memory and events between processes is not offered: device memory is private memory of the process.
#include "api/allocations.h"
#include "core/error.h"
#include "core/stream.h"

using namespace npu;
using core::report;

extern "C" {

npuError_t npuIpcGetEventHandle(npuIpcEventHandle_t *handle, npuEvent_t event) {
  if (!handle)
    return report(npuErrorInvalidValue);
  return report(core::is_valid(event) ? npuErrorNotSupported : npuErrorInvalidResourceHandle);
}

npuError_t npuIpcOpenEventHandle(npuEvent_t *event, npuIpcEventHandle_t) {
  return report(event ? npuErrorNotSupported : npuErrorInvalidValue);
}

npuError_t npuIpcGetMemHandle(npuIpcMemHandle_t *handle, void *devPtr) {
  return report(handle && api::find(devPtr) ? npuErrorNotSupported : npuErrorInvalidValue);
}

npuError_t npuIpcOpenMemHandle(void **devPtr, npuIpcMemHandle_t, unsigned int flags) {
  if (!devPtr || flags != npuIpcMemLazyEnablePeerAccess)
    return report(npuErrorInvalidValue);
  return report(npuErrorNotSupported);
}

npuError_t npuIpcCloseMemHandle(void *) { return report(npuErrorInvalidValue); }

} // extern "C"
