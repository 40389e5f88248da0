// SPDX-License-Identifier: Apache-2.0
// Events: points in the work of a stream, to wait for and to measure time between.
#include "api/capture.h"
#include "api/devices.h"
#include "api/resources.h"
#include "core/error.h"
#include "core/stream.h"

using namespace npu;
using core::report;

extern "C" {

npuError_t npuEventCreateWithFlags(npuEvent_t *event, unsigned int flags) {
  const unsigned known = npuEventBlockingSync | npuEventDisableTiming | npuEventInterprocess;
  if (!event || flags & ~known || (flags & npuEventInterprocess && !(flags & npuEventDisableTiming)))
    return report(npuErrorInvalidValue);
  if (const npuError_t failed = core::sticky_error(); failed != npuSuccess)
    return report(failed);
  *event = core::create_event(flags);
  if (!*event)
    return report(npuErrorMemoryAllocation);
  api::add_event(*event, api::current_device());
  return npuSuccess;
}

npuError_t npuEventCreate(npuEvent_t *event) { return npuEventCreateWithFlags(event, npuEventDefault); }

npuError_t npuEventDestroy(npuEvent_t event) {
  if (!api::remove_event(event))
    return report(npuErrorInvalidResourceHandle);
  core::destroy_event(event);
  return npuSuccess;
}

npuError_t npuEventRecord(npuEvent_t event, npuStream_t stream) {
  if (!core::is_valid(event) || !core::is_valid(stream))
    return report(npuErrorInvalidResourceHandle);
  if (npuError_t result; api::capture_record(event, stream, result))
    return report(result);
  return report(core::record(event, stream));
}

npuError_t npuEventRecordWithFlags(npuEvent_t event, npuStream_t stream, unsigned int flags) {
  if (flags & ~unsigned(npuEventRecordExternal))
    return report(npuErrorInvalidValue);
  return npuEventRecord(event, stream);
}

npuError_t npuStreamWaitEvent(npuStream_t stream, npuEvent_t event, unsigned int flags) {
  if (flags & ~unsigned(npuEventWaitExternal))
    return report(npuErrorInvalidValue);
  if (!core::is_valid(event) || !core::is_valid(stream))
    return report(npuErrorInvalidResourceHandle);
  if (npuError_t result; api::capture_wait(stream, event, result))
    return report(result);
  return report(core::wait_for(stream, event));
}

npuError_t npuEventQuery(npuEvent_t event) {
  if (!core::is_valid(event))
    return report(npuErrorInvalidResourceHandle);
  if (npuError_t error; api::refused_by_capture(event, error))
    return report(error);
  return report(core::query(event));
}

npuError_t npuEventSynchronize(npuEvent_t event) {
  if (!core::is_valid(event))
    return report(npuErrorInvalidResourceHandle);
  if (api::in_host_function())
    return report(npuErrorNotPermitted);
  if (npuError_t error; api::refused_by_capture(event, error))
    return report(error);
  return report(core::synchronize(event));
}

npuError_t npuEventElapsedTime(float *ms, npuEvent_t start, npuEvent_t end) {
  if (!ms)
    return report(npuErrorInvalidValue);
  if (!core::is_valid(start) || !core::is_valid(end))
    return report(npuErrorInvalidResourceHandle);
  if (api::is_captured(start) || api::is_captured(end))
    return report(npuErrorCapturedEvent);
  return report(core::elapsed(ms, start, end));
}

} // extern "C"
