// SPDX-License-Identifier: Apache-2.0
// Driver API: contexts. A context is a device with flags of its own; contexts of one device share its memory
// and its streams, and destroying one waits for the device but frees nothing. Each thread has a stack of
// contexts, whose top is current; the current device of the host API follows it. At the bottom lies, once the
// thread has called the host API, the primary context of its device, until the thread takes it off.
#include "api/devices.h"
#include "api/driver_calls.h"

#include <atomic>
#include <mutex>
#include <unordered_set>
#include <vector>

struct NPUctx_st {
  int device;
  unsigned flags;
  bool primary;
  std::atomic<bool> alive{true};
  int attachments = 1; // guarded by the registry's mutex
};

using namespace npu;

namespace {

struct device_context {
  NPUctx_st context;
  int retained = 0;      // guarded by the registry's mutex
  bool implicit = false; // a thread uses it without having retained it
};

struct registry {
  std::mutex mutex;
  std::unordered_set<NPUcontext> contexts; // all ever made: a destroyed one is told from a wild pointer
  device_context *primaries[api::most_devices] = {};
};
registry &all() {
  static registry *r = new registry; // never destroyed
  return *r;
}

device_context &primary_of(int device) {
  registry &r = all();
  std::lock_guard lock(r.mutex);
  device_context *&primary = r.primaries[device];
  if (!primary) {
    primary = new device_context{{device, npuDeviceScheduleAuto, true}};
    r.contexts.insert(&primary->context);
  }
  return *primary;
}

struct thread_contexts {
  std::vector<NPUcontext> stack; // above the bottom
  int bottom_device = 0;         // the current device when the stack was empty
};
thread_contexts &of_thread() {
  static thread_local thread_contexts t;
  return t;
}

void push(NPUcontext context) {
  thread_contexts &t = of_thread();
  if (t.stack.empty())
    t.bottom_device = api::device_of_thread();
  else
    driver::current_context(); // the host API may have changed what lies below
  t.stack.push_back(context);
  api::set_current_device(context->device);
}

void pop() {
  thread_contexts &t = of_thread();
  if (t.stack.empty()) {
    core::host_api_used = false; // until its next call
    return;
  }
  t.stack.pop_back();
  api::set_current_device(t.stack.empty() ? t.bottom_device : t.stack.back()->device);
}

bool valid_flags(unsigned flags) {
  const unsigned schedule = flags & NPU_CTX_SCHED_MASK;
  return !(flags & ~unsigned(npuDeviceMask)) && !(schedule & (schedule - 1));
}

NPUresult destroy(NPUcontext context) {
  const NPUresult result = driver::run([] { return npuDeviceSynchronize(); });
  context->alive = false;
  thread_contexts &t = of_thread();
  if (!t.stack.empty() && t.stack.back() == context)
    pop();
  return result;
}

} // namespace

namespace npu::driver {

NPUcontext current_context() {
  thread_contexts &t = of_thread();
  const int device = api::device_of_thread();
  if (!t.stack.empty()) {
    // npuSetDevice makes the primary context of another device current.
    if (t.stack.back()->device != device)
      t.stack.back() = &primary_of(device).context;
    return t.stack.back();
  }
  if (!core::host_api_used)
    return nullptr;
  device_context &primary = primary_of(device);
  std::lock_guard lock(all().mutex);
  primary.implicit = true;
  return &primary.context;
}

NPUresult check_context() {
  if (const NPUresult ready = check_initialised(); ready != NPU_SUCCESS)
    return ready;
  const NPUcontext context = current_context();
  if (!context)
    return NPU_ERROR_INVALID_CONTEXT;
  return context->alive ? NPU_SUCCESS : NPU_ERROR_CONTEXT_IS_DESTROYED;
}

NPUresult check_context(NPUcontext context) {
  if (const NPUresult ready = check_initialised(); ready != NPU_SUCCESS)
    return ready;
  registry &r = all();
  std::lock_guard lock(r.mutex);
  if (!r.contexts.count(context))
    return NPU_ERROR_INVALID_CONTEXT;
  return context->alive ? NPU_SUCCESS : NPU_ERROR_CONTEXT_IS_DESTROYED;
}

NPUcontext primary_context(int device) { return &primary_of(device).context; }

int device_of(NPUcontext context) { return context->device; }

} // namespace npu::driver

using namespace npu::driver;

extern "C" {

NPUresult npudrvCtxCreate(NPUcontext *pctx, unsigned int flags, NPUdevice dev) {
  if (const NPUresult ready = check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!pctx || !valid_flags(flags))
    return NPU_ERROR_INVALID_VALUE;
  if (!api::is_device(dev))
    return NPU_ERROR_INVALID_DEVICE;
  auto *context = new NPUctx_st{dev, flags, false};
  {
    std::lock_guard lock(all().mutex);
    all().contexts.insert(context);
  }
  push(context);
  *pctx = context;
  return NPU_SUCCESS;
}

NPUresult npudrvCtxDestroy(NPUcontext ctx) {
  if (const NPUresult usable = check_context(ctx); usable != NPU_SUCCESS)
    return usable;
  return ctx->primary ? NPU_ERROR_INVALID_CONTEXT : destroy(ctx);
}

NPUresult npudrvCtxAttach(NPUcontext *pctx, unsigned int flags) {
  if (!pctx || flags != 0)
    return NPU_ERROR_INVALID_VALUE;
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  *pctx = current_context();
  std::lock_guard lock(all().mutex);
  ++(*pctx)->attachments;
  return NPU_SUCCESS;
}

NPUresult npudrvCtxDetach(NPUcontext ctx) {
  if (const NPUresult usable = check_context(ctx); usable != NPU_SUCCESS)
    return usable;
  {
    std::lock_guard lock(all().mutex);
    if (ctx->attachments > 1) {
      --ctx->attachments;
      return NPU_SUCCESS;
    }
  }
  return ctx->primary ? NPU_ERROR_INVALID_CONTEXT : destroy(ctx);
}

NPUresult npudrvCtxPushCurrent(NPUcontext ctx) {
  const NPUresult usable = check_context(ctx);
  if (usable == NPU_SUCCESS)
    push(ctx);
  return usable;
}

NPUresult npudrvCtxPopCurrent(NPUcontext *pctx) {
  if (const NPUresult ready = check_initialised(); ready != NPU_SUCCESS)
    return ready;
  const NPUcontext current = current_context();
  if (!current)
    return NPU_ERROR_INVALID_CONTEXT;
  if (pctx)
    *pctx = current;
  pop();
  return NPU_SUCCESS;
}

NPUresult npudrvCtxSetCurrent(NPUcontext ctx) {
  if (const NPUresult ready = check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (ctx)
    if (const NPUresult usable = check_context(ctx); usable != NPU_SUCCESS)
      return usable;
  pop();
  if (ctx)
    push(ctx);
  else if (of_thread().stack.empty())
    core::host_api_used = false; // none is what the caller asked for
  return NPU_SUCCESS;
}

NPUresult npudrvCtxGetCurrent(NPUcontext *pctx) {
  if (const NPUresult ready = check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!pctx)
    return NPU_ERROR_INVALID_VALUE;
  *pctx = current_context();
  return NPU_SUCCESS;
}

NPUresult npudrvCtxGetDevice(NPUdevice *device) {
  if (!device)
    return NPU_ERROR_INVALID_VALUE;
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  *device = current_context()->device;
  return NPU_SUCCESS;
}

NPUresult npudrvCtxGetFlags(unsigned int *flags) {
  if (!flags)
    return NPU_ERROR_INVALID_VALUE;
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  const NPUcontext context = current_context();
  std::lock_guard lock(all().mutex);
  *flags = context->flags;
  return NPU_SUCCESS;
}

NPUresult npudrvCtxSynchronize(void) {
  return in_context([] { return npuDeviceSynchronize(); });
}

NPUresult npudrvCtxSetLimit(NPUlimit limit, size_t value) {
  return in_context([&] { return npuDeviceSetLimit(npuLimit(limit), value); });
}

NPUresult npudrvCtxGetLimit(size_t *pvalue, NPUlimit limit) {
  return in_context([&] { return npuDeviceGetLimit(pvalue, npuLimit(limit)); });
}

NPUresult npudrvCtxGetCacheConfig(NPUfunc_cache *pconfig) {
  return in_context([&] { return npuDeviceGetCacheConfig(reinterpret_cast<npuFuncCache *>(pconfig)); });
}

NPUresult npudrvCtxSetCacheConfig(NPUfunc_cache config) {
  return in_context([&] { return npuDeviceSetCacheConfig(npuFuncCache(config)); });
}

NPUresult npudrvCtxGetSharedMemConfig(NPUsharedconfig *pConfig) {
  return in_context(
      [&] { return npuDeviceGetSharedMemConfig(reinterpret_cast<npuSharedMemConfig *>(pConfig)); });
}

NPUresult npudrvCtxSetSharedMemConfig(NPUsharedconfig config) {
  return in_context([&] { return npuDeviceSetSharedMemConfig(npuSharedMemConfig(config)); });
}

NPUresult npudrvCtxGetApiVersion(NPUcontext ctx, unsigned int *version) {
  if (!version)
    return NPU_ERROR_INVALID_VALUE;
  const NPUresult usable = ctx ? check_context(ctx) : check_context();
  if (usable == NPU_SUCCESS)
    *version = 3020; // contexts have behaved alike since CUDA 3.2
  return usable;
}

NPUresult npudrvCtxGetStreamPriorityRange(int *leastPriority, int *greatestPriority) {
  return in_context([&] { return npuDeviceGetStreamPriorityRange(leastPriority, greatestPriority); });
}

NPUresult npudrvCtxEnablePeerAccess(NPUcontext peerContext, unsigned int Flags) {
  if (const NPUresult usable = check_context(peerContext); usable != NPU_SUCCESS)
    return usable;
  return in_context([&] { return npuDeviceEnablePeerAccess(peerContext->device, Flags); });
}

NPUresult npudrvCtxDisablePeerAccess(NPUcontext peerContext) {
  if (const NPUresult usable = check_context(peerContext); usable != NPU_SUCCESS)
    return usable;
  return in_context([&] { return npuDeviceDisablePeerAccess(peerContext->device); });
}

NPUresult npudrvDevicePrimaryCtxRetain(NPUcontext *pctx, NPUdevice dev) {
  if (const NPUresult ready = check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!pctx)
    return NPU_ERROR_INVALID_VALUE;
  if (!api::is_device(dev))
    return NPU_ERROR_INVALID_DEVICE;
  device_context &primary = primary_of(dev);
  std::lock_guard lock(all().mutex);
  ++primary.retained;
  *pctx = &primary.context;
  return NPU_SUCCESS;
}

// The primary context stays usable after the last release: the host API may be using it too.
NPUresult npudrvDevicePrimaryCtxRelease(NPUdevice dev) {
  if (const NPUresult ready = check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!api::is_device(dev))
    return NPU_ERROR_INVALID_DEVICE;
  device_context &primary = primary_of(dev);
  std::lock_guard lock(all().mutex);
  if (primary.retained == 0)
    return NPU_ERROR_INVALID_CONTEXT;
  --primary.retained;
  return NPU_SUCCESS;
}

NPUresult npudrvDevicePrimaryCtxReset(NPUdevice dev) {
  if (const NPUresult ready = check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!api::is_device(dev))
    return NPU_ERROR_INVALID_DEVICE;
  const int device = api::device_of_thread();
  api::set_current_device(dev);
  const NPUresult result = run([] { return npuDeviceReset(); });
  api::set_current_device(device);
  device_context &primary = primary_of(dev);
  std::lock_guard lock(all().mutex);
  primary.implicit = false;
  return result;
}

NPUresult npudrvDevicePrimaryCtxSetFlags(NPUdevice dev, unsigned int flags) {
  if (const NPUresult ready = check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!api::is_device(dev))
    return NPU_ERROR_INVALID_DEVICE;
  if (!valid_flags(flags))
    return NPU_ERROR_INVALID_VALUE;
  device_context &primary = primary_of(dev);
  std::lock_guard lock(all().mutex);
  primary.context.flags = flags;
  return NPU_SUCCESS;
}

NPUresult npudrvDevicePrimaryCtxGetState(NPUdevice dev, unsigned int *flags, int *active) {
  if (const NPUresult ready = check_initialised(); ready != NPU_SUCCESS)
    return ready;
  if (!flags || !active)
    return NPU_ERROR_INVALID_VALUE;
  if (!api::is_device(dev))
    return NPU_ERROR_INVALID_DEVICE;
  device_context &primary = primary_of(dev);
  std::lock_guard lock(all().mutex);
  *flags = primary.context.flags;
  *active = primary.retained > 0 || primary.implicit;
  return NPU_SUCCESS;
}

} // extern "C"
