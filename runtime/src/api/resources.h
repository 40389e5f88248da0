// SPDX-License-Identifier: Apache-2.0
// Streams and events that a device owns, and what the API keeps about them beyond the scheduler.
#ifndef NPU_API_RESOURCES_H
#define NPU_API_RESOURCES_H

#include "npu/runtime.h"

namespace npu::api {

struct stream_facts {
  int device = 0;
  npuAccessPolicyWindow window = {};
  npuSynchronizationPolicy policy = npuSyncPolicyAuto;
  int priority = 0;
};

void add_stream(npuStream_t stream, const stream_facts &facts);
// False if the stream is not in the table.
bool remove_stream(npuStream_t stream);
// Calls change(facts) for the stream, a special one too. False if there is no such stream.
bool with_stream(npuStream_t stream, void (*change)(stream_facts &facts, void *context), void *context);
int device_of(npuStream_t stream);

void add_event(npuEvent_t event, int device);
bool remove_event(npuEvent_t event);

// Destroys the device's streams, events, arrays, textures and surfaces.
void release_resources(int device);

// How many functions for npuLaunchHostFunc or npuStreamAddCallback the calling thread is running.
extern thread_local int host_functions;

// True inside of such a function. Waiting there for the device would never end, so calls that wait return
// npuErrorNotPermitted.
inline bool in_host_function() { return host_functions != 0; }

// Runs such a function.
template <class F> inline void run_host_function(F function) {
  ++host_functions;
  function();
  --host_functions;
}

} // namespace npu::api

#endif
