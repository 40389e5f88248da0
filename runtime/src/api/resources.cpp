// SPDX-License-Identifier: Apache-2.0
// The tables of streams and events.
#include "api/resources.h"

#include "api/array.h"
#include "api/devices.h"
#include "api/textures.h"
#include "core/stream.h"

#include <mutex>
#include <unordered_map>
#include <vector>

namespace npu::api {

thread_local int host_functions = 0;

namespace {

struct tables {
  std::mutex mutex;
  std::unordered_map<npuStream_t, stream_facts>
      streams;                                // the special ones too, once something is set for them
  std::unordered_map<npuEvent_t, int> events; // to the device
};

tables &all() {
  static auto *t = new tables;
  return *t;
}

bool is_special(npuStream_t stream) {
  return stream == nullptr || stream == npuStreamLegacy || stream == npuStreamPerThread;
}

// Takes what belongs to the device out of a table.
template <class Map, class DeviceOf> auto take(Map &map, int device, DeviceOf device_of) {
  std::vector<typename Map::key_type> taken;
  for (auto i = map.begin(); i != map.end();) {
    if (device_of(i->second) == device) {
      taken.push_back(i->first);
      i = map.erase(i);
    } else {
      ++i;
    }
  }
  return taken;
}

} // namespace

void add_stream(npuStream_t stream, const stream_facts &facts) {
  std::lock_guard lock(all().mutex);
  all().streams[stream] = facts;
}

bool remove_stream(npuStream_t stream) {
  std::lock_guard lock(all().mutex);
  return !is_special(stream) && all().streams.erase(stream) != 0;
}

bool with_stream(npuStream_t stream, void (*change)(stream_facts &, void *), void *context) {
  std::lock_guard lock(all().mutex);
  auto found = all().streams.find(stream);
  if (found == all().streams.end()) {
    if (!is_special(stream))
      return false;
    found = all().streams.emplace(stream, stream_facts{}).first;
  }
  change(found->second, context);
  return true;
}

int device_of(npuStream_t stream) {
  if (is_special(stream))
    return current_device();
  std::lock_guard lock(all().mutex);
  const auto found = all().streams.find(stream);
  return found == all().streams.end() ? current_device() : found->second.device;
}

void add_event(npuEvent_t event, int device) {
  std::lock_guard lock(all().mutex);
  all().events[event] = device;
}

bool remove_event(npuEvent_t event) {
  std::lock_guard lock(all().mutex);
  return all().events.erase(event) != 0;
}

void release_resources(int device) {
  std::vector<npuStream_t> streams;
  std::vector<npuEvent_t> events;
  {
    std::lock_guard lock(all().mutex);
    streams = take(all().streams, device, [](const stream_facts &facts) { return facts.device; });
    events = take(all().events, device, [](int d) { return d; });
  }
  for (npuStream_t stream : streams)
    if (!is_special(stream))
      core::destroy_stream(stream);
  for (npuEvent_t event : events)
    core::destroy_event(event);
  free_textures(device);
  free_arrays(device);
}

} // namespace npu::api
