// SPDX-License-Identifier: Apache-2.0
// Driver API: streams and events.
#include "api/devices.h"
#include "api/driver_calls.h"
#include "core/stream.h"

#include <sched.h>
#include <time.h>

#include <type_traits>

using namespace npu;
using namespace npu::driver;

namespace {

// A callback with the driver's type of status.
struct driver_callback {
  NPUstreamCallback function;
  void *data;

  static void call(npuStream_t stream, npuError_t status, void *self) {
    const driver_callback c = *static_cast<driver_callback *>(self);
    delete static_cast<driver_callback *>(self);
    c.function(stream, result_of(status), c.data);
  }
};

template <class Word> bool is_word(NPUdeviceptr address) {
  return address != 0 && address % sizeof(Word) == 0;
}

// Whether a word satisfies a wait, by NPUstreamWaitValue_flags.
template <class Word> bool satisfied(Word word, Word value, unsigned condition) {
  switch (condition) {
  case NPU_STREAM_WAIT_VALUE_GEQ:
    return std::make_signed_t<Word>(word - value) >= 0; // cyclic
  case NPU_STREAM_WAIT_VALUE_EQ:
    return word == value;
  case NPU_STREAM_WAIT_VALUE_AND:
    return (word & value) != 0;
  default:
    return Word(~(word | value)) != 0;
  }
}

template <class Word> void wait_until_satisfied(const Word *word, Word value, unsigned condition) {
  for (unsigned round = 0; !satisfied(__atomic_load_n(word, __ATOMIC_ACQUIRE), value, condition); ++round) {
    if (round < 100) {
      sched_yield();
    } else {
      const timespec pause = {0, 50000};
      nanosleep(&pause, nullptr);
    }
  }
}

template <class Word> NPUresult write_value(NPUstream stream, NPUdeviceptr addr, Word value, unsigned flags) {
  if (!is_word<Word>(addr) || flags & ~unsigned(NPU_STREAM_WRITE_VALUE_NO_MEMORY_BARRIER))
    return NPU_ERROR_INVALID_VALUE;
  auto *word = static_cast<Word *>(pointer(addr));
  return in_context([&] {
    return core::enqueue(
        stream, [word, value] { __atomic_store_n(word, value, __ATOMIC_RELEASE); }, sizeof *word);
  });
}

template <class Word> NPUresult wait_value(NPUstream stream, NPUdeviceptr addr, Word value, unsigned flags) {
  const unsigned condition = flags & ~unsigned(NPU_STREAM_WAIT_VALUE_FLUSH);
  if (!is_word<Word>(addr) || condition > NPU_STREAM_WAIT_VALUE_NOR)
    return NPU_ERROR_INVALID_VALUE;
  const auto *word = static_cast<const Word *>(pointer(addr));
  return in_context([&] {
    return core::enqueue(stream, [word, value, condition] { wait_until_satisfied(word, value, condition); });
  });
}

} // namespace

extern "C" {

// --- streams

NPUresult npudrvStreamCreate(NPUstream *phStream, unsigned int Flags) {
  return in_context([&] { return npuStreamCreateWithFlags(phStream, Flags); });
}

NPUresult npudrvStreamCreateWithPriority(NPUstream *phStream, unsigned int flags, int priority) {
  return in_context([&] { return npuStreamCreateWithPriority(phStream, flags, priority); });
}

NPUresult npudrvStreamGetPriority(NPUstream hStream, int *priority) {
  return in_context([&] { return npuStreamGetPriority(hStream, priority); });
}

NPUresult npudrvStreamGetFlags(NPUstream hStream, unsigned int *flags) {
  return in_context([&] { return npuStreamGetFlags(hStream, flags); });
}

// Contexts of one device share its streams: the current context, or the primary one of the stream's device.
NPUresult npudrvStreamGetCtx(NPUstream hStream, NPUcontext *pctx) {
  if (!pctx)
    return NPU_ERROR_INVALID_VALUE;
  int device = 0;
  const NPUresult result = in_context([&] { return npuStreamGetDevice(hStream, &device); });
  if (result != NPU_SUCCESS)
    return result;
  const NPUcontext current = current_context();
  *pctx = device_of(current) == device ? current : primary_context(device);
  return NPU_SUCCESS;
}

NPUresult npudrvStreamWaitEvent(NPUstream hStream, NPUevent hEvent, unsigned int Flags) {
  return in_context([&] { return npuStreamWaitEvent(hStream, hEvent, Flags); });
}

NPUresult npudrvStreamAddCallback(NPUstream hStream, NPUstreamCallback callback, void *userData,
                                  unsigned int flags) {
  if (!callback || flags != 0)
    return NPU_ERROR_INVALID_VALUE;
  auto *adapter = new driver_callback{callback, userData};
  const NPUresult result =
      in_context([&] { return npuStreamAddCallback(hStream, driver_callback::call, adapter, 0); });
  if (result != NPU_SUCCESS)
    delete adapter;
  return result;
}

NPUresult npudrvLaunchHostFunc(NPUstream hStream, NPUhostFn fn, void *userData) {
  return in_context([&] { return npuLaunchHostFunc(hStream, fn, userData); });
}

NPUresult npudrvStreamQuery(NPUstream hStream) {
  return in_context([&] { return npuStreamQuery(hStream); });
}

NPUresult npudrvStreamSynchronize(NPUstream hStream) {
  return in_context([&] { return npuStreamSynchronize(hStream); });
}

NPUresult npudrvStreamDestroy(NPUstream hStream) {
  return in_context([&] { return npuStreamDestroy(hStream); });
}

NPUresult npudrvStreamWriteValue32(NPUstream stream, NPUdeviceptr addr, unsigned int value,
                                   unsigned int flags) {
  return write_value(stream, addr, value, flags);
}
NPUresult npudrvStreamWriteValue64(NPUstream stream, NPUdeviceptr addr, unsigned long long value,
                                   unsigned int flags) {
  return write_value(stream, addr, value, flags);
}

NPUresult npudrvStreamWaitValue32(NPUstream stream, NPUdeviceptr addr, unsigned int value,
                                  unsigned int flags) {
  return wait_value(stream, addr, value, flags);
}
NPUresult npudrvStreamWaitValue64(NPUstream stream, NPUdeviceptr addr, unsigned long long value,
                                  unsigned int flags) {
  return wait_value(stream, addr, value, flags);
}

NPUresult npudrvStreamGetId(NPUstream hStream, unsigned long long *streamId) {
  return in_context([&] { return npuStreamGetId(hStream, streamId); });
}

// --- events

NPUresult npudrvEventCreate(NPUevent *phEvent, unsigned int Flags) {
  return in_context([&] { return npuEventCreateWithFlags(phEvent, Flags); });
}

NPUresult npudrvEventRecord(NPUevent hEvent, NPUstream hStream) {
  return in_context([&] { return npuEventRecord(hEvent, hStream); });
}

NPUresult npudrvEventRecordWithFlags(NPUevent hEvent, NPUstream hStream, unsigned int flags) {
  return in_context([&] { return npuEventRecordWithFlags(hEvent, hStream, flags); });
}

NPUresult npudrvEventQuery(NPUevent hEvent) {
  return in_context([&] { return npuEventQuery(hEvent); });
}

NPUresult npudrvEventSynchronize(NPUevent hEvent) {
  return in_context([&] { return npuEventSynchronize(hEvent); });
}

NPUresult npudrvEventDestroy(NPUevent hEvent) {
  return in_context([&] { return npuEventDestroy(hEvent); });
}

NPUresult npudrvEventElapsedTime(float *pMilliseconds, NPUevent hStart, NPUevent hEnd) {
  return in_context([&] { return npuEventElapsedTime(pMilliseconds, hStart, hEnd); });
}

} // extern "C"
