// SPDX-License-Identifier: Apache-2.0
// Streams: making, waiting, asking, functions of the host in stream order.
#include "core/stream.h"

#include "api/capture.h"
#include "api/devices.h"
#include "api/resources.h"
#include "core/error.h"

#include <algorithm>

using namespace npu;
using core::report;

namespace npu::detail {
NPU_API bool make_default_streams_per_thread(); // npu/runtime.hpp
bool make_default_streams_per_thread() {
  core::make_null_stream_per_thread();
  return true;
}
} // namespace npu::detail

namespace {

constexpr int least_priority = 0, greatest_priority = -5; // smaller is more urgent

npuError_t create(npuStream_t *stream, unsigned flags, int priority) {
  if (!stream || flags & ~unsigned(npuStreamNonBlocking))
    return npuErrorInvalidValue;
  if (const npuError_t failed = core::sticky_error(); failed != npuSuccess)
    return failed;
  priority = std::clamp(priority, greatest_priority, least_priority);
  *stream = core::create_stream(flags, priority);
  api::stream_facts facts;
  facts.device = api::current_device();
  facts.priority = priority;
  api::add_stream(*stream, facts);
  return npuSuccess;
}

} // namespace

extern "C" {

npuError_t npuDeviceGetStreamPriorityRange(int *leastPriority, int *greatestPriority) {
  if (leastPriority)
    *leastPriority = least_priority;
  if (greatestPriority)
    *greatestPriority = greatest_priority;
  return npuSuccess;
}

npuError_t npuStreamCreate(npuStream_t *pStream) { return report(create(pStream, npuStreamDefault, 0)); }

npuError_t npuStreamCreateWithFlags(npuStream_t *pStream, unsigned int flags) {
  return report(create(pStream, flags, 0));
}

npuError_t npuStreamCreateWithPriority(npuStream_t *pStream, unsigned int flags, int priority) {
  return report(create(pStream, flags, priority));
}

npuError_t npuStreamDestroy(npuStream_t stream) {
  if (npuError_t error; api::refused_by_capture(stream, error))
    return report(error);
  if (!api::remove_stream(stream))
    return report(npuErrorInvalidResourceHandle);
  core::destroy_stream(stream);
  return npuSuccess;
}

npuError_t npuStreamSynchronize(npuStream_t stream) {
  if (!core::is_valid(stream))
    return report(npuErrorInvalidResourceHandle);
  if (api::in_host_function())
    return report(npuErrorNotPermitted);
  if (npuError_t error; api::refused_by_capture(stream, error))
    return report(error);
  return report(core::synchronize(stream));
}

npuError_t npuStreamQuery(npuStream_t stream) {
  if (!core::is_valid(stream))
    return report(npuErrorInvalidResourceHandle);
  if (npuError_t error; api::refused_by_capture(stream, error))
    return report(error);
  return report(core::query(stream));
}

npuError_t npuStreamAddCallback(npuStream_t stream, npuStreamCallback_t callback, void *userData,
                                unsigned int flags) {
  if (!callback || flags != 0)
    return report(npuErrorInvalidValue);
  if (!core::is_valid(stream))
    return report(npuErrorInvalidResourceHandle);
  if (npuError_t error; api::refused_by_capture(stream, error))
    return report(error);
  return report(core::enqueue(stream, [stream, callback, userData] {
    api::run_host_function([&] { callback(stream, core::sticky_error(), userData); });
  }));
}

npuError_t npuLaunchHostFunc(npuStream_t stream, npuHostFn_t fn, void *userData) {
  if (!fn)
    return report(npuErrorInvalidValue);
  if (!core::is_valid(stream))
    return report(npuErrorInvalidResourceHandle);
  if (npuError_t result; api::capture_host(stream, fn, userData, result))
    return report(result);
  return report(core::enqueue(stream, [fn, userData] { api::run_host_function([&] { fn(userData); }); }));
}

npuError_t npuStreamGetPriority(npuStream_t hStream, int *priority) {
  if (!priority)
    return report(npuErrorInvalidValue);
  if (!core::is_valid(hStream))
    return report(npuErrorInvalidResourceHandle);
  *priority = core::priority_of(hStream);
  return npuSuccess;
}

npuError_t npuStreamGetFlags(npuStream_t hStream, unsigned int *flags) {
  if (!flags)
    return report(npuErrorInvalidValue);
  if (!core::is_valid(hStream))
    return report(npuErrorInvalidResourceHandle);
  *flags = core::flags_of(hStream);
  return npuSuccess;
}

npuError_t npuStreamGetId(npuStream_t hStream, unsigned long long *streamId) {
  if (!streamId)
    return report(npuErrorInvalidValue);
  if (!core::is_valid(hStream))
    return report(npuErrorInvalidResourceHandle);
  *streamId = core::id_of(hStream);
  return npuSuccess;
}

npuError_t npuStreamGetDevice(npuStream_t hStream, int *device) {
  if (!device)
    return report(npuErrorInvalidValue);
  if (!core::is_valid(hStream))
    return report(npuErrorInvalidResourceHandle);
  *device = api::device_of(hStream);
  return npuSuccess;
}

npuError_t npuStreamGetAttribute(npuStream_t hStream, enum npuLaunchAttributeID attr,
                                 union npuLaunchAttributeValue *value_out) {
  if (!value_out)
    return report(npuErrorInvalidValue);
  api::stream_facts facts;
  const auto get = [](api::stream_facts &f, void *to) { *static_cast<api::stream_facts *>(to) = f; };
  if (!api::with_stream(hStream, get, &facts))
    return report(npuErrorInvalidResourceHandle);
  switch (attr) {
  case npuLaunchAttributeAccessPolicyWindow:
    value_out->accessPolicyWindow = facts.window;
    return npuSuccess;
  case npuLaunchAttributeSynchronizationPolicy:
    value_out->syncPolicy = facts.policy;
    return npuSuccess;
  case npuLaunchAttributePriority:
    value_out->priority = facts.priority;
    return npuSuccess;
  default:
    return report(npuErrorInvalidValue);
  }
}

// Hints about caches and waiting are kept and have no effect. The priority of a stream is fixed when it is
// made.
npuError_t npuStreamSetAttribute(npuStream_t hStream, enum npuLaunchAttributeID attr,
                                 const union npuLaunchAttributeValue *value) {
  if (!value)
    return report(npuErrorInvalidValue);
  bool known = false;
  switch (attr) {
  case npuLaunchAttributeAccessPolicyWindow: {
    const auto set = [](api::stream_facts &f, void *from) {
      f.window = static_cast<const npuLaunchAttributeValue *>(from)->accessPolicyWindow;
    };
    known = api::with_stream(hStream, set, const_cast<npuLaunchAttributeValue *>(value));
    break;
  }
  case npuLaunchAttributeSynchronizationPolicy: {
    if (value->syncPolicy < npuSyncPolicyAuto || value->syncPolicy > npuSyncPolicyBlockingSync)
      return report(npuErrorInvalidValue);
    const auto set = [](api::stream_facts &f, void *from) {
      f.policy = static_cast<const npuLaunchAttributeValue *>(from)->syncPolicy;
    };
    known = api::with_stream(hStream, set, const_cast<npuLaunchAttributeValue *>(value));
    break;
  }
  default:
    return report(npuErrorInvalidValue);
  }
  return report(known ? npuSuccess : npuErrorInvalidResourceHandle);
}

npuError_t npuStreamCopyAttributes(npuStream_t dst, npuStream_t src) {
  api::stream_facts facts;
  const auto get = [](api::stream_facts &f, void *to) { *static_cast<api::stream_facts *>(to) = f; };
  const auto set = [](api::stream_facts &f, void *from) {
    f.window = static_cast<api::stream_facts *>(from)->window;
    f.policy = static_cast<api::stream_facts *>(from)->policy;
  };
  const bool known = api::with_stream(src, get, &facts) && api::with_stream(dst, set, &facts);
  return report(known ? npuSuccess : npuErrorInvalidResourceHandle);
}

} // extern "C"
