// SPDX-License-Identifier: Apache-2.0
// Buffers of OpenGL: copied to device memory when they are mapped, back when they are unmapped. libnpu does
// not link OpenGL; the few functions come from the library that the program has loaded.
#include "api/allocations.h"
#include "api/devices.h"
#include "core/error.h"
#include "core/stream.h"
#include <npu/gl_interop.h>

#include <dlfcn.h>

#include <map>
#include <memory>
#include <mutex>

using namespace npu;
using core::report;

struct npuGraphicsResource {
  unsigned buffer;
  unsigned flags;
  void *mapped = nullptr;
  size_t size = 0;
};

namespace {

// From the OpenGL registry.
constexpr unsigned gl_array_buffer = 0x8892, gl_array_buffer_binding = 0x8894, gl_buffer_size = 0x8764;

struct open_gl {
  unsigned char (*is_buffer)(unsigned);
  void (*bind_buffer)(unsigned target, unsigned buffer);
  void (*get_integer)(unsigned name, int *value);
  void (*get_buffer_parameter)(unsigned target, unsigned name, int *value);
  void (*get_buffer_data)(unsigned target, ptrdiff_t offset, ptrdiff_t size, void *data);
  void (*buffer_data)(unsigned target, ptrdiff_t offset, ptrdiff_t size, const void *data);
  bool complete = false;
};

const open_gl &gl() {
  static const open_gl functions = [] {
    void *library = nullptr;
    for (const char *name : {"libGL.so.1", "libOpenGL.so.0"})
      if (!library)
        library = dlopen(name, RTLD_LAZY | RTLD_NOLOAD);
    open_gl f;
    f.complete = true;
    auto find = [&](auto &function, const char *name) {
      void *address = library ? dlsym(library, name) : nullptr;
      if (!address)
        address = dlsym(RTLD_DEFAULT, name);
      function = reinterpret_cast<std::decay_t<decltype(function)>>(address);
      f.complete &= address != nullptr;
    };
    find(f.is_buffer, "glIsBuffer");
    find(f.bind_buffer, "glBindBuffer");
    find(f.get_integer, "glGetIntegerv");
    find(f.get_buffer_parameter, "glGetBufferParameteriv");
    find(f.get_buffer_data, "glGetBufferSubData");
    find(f.buffer_data, "glBufferSubData");
    return f;
  }();
  return functions;
}

// Binds a buffer, and what was bound before in the end.
class bound_buffer {
public:
  explicit bound_buffer(unsigned buffer) {
    gl().get_integer(gl_array_buffer_binding, &before);
    gl().bind_buffer(gl_array_buffer, buffer);
  }
  ~bound_buffer() { gl().bind_buffer(gl_array_buffer, unsigned(before)); }
  bound_buffer(const bound_buffer &) = delete;
  bound_buffer &operator=(const bound_buffer &) = delete;

private:
  int before = 0;
};

npuError_t map(npuGraphicsResource &r) {
  if (r.mapped)
    return npuErrorAlreadyMapped;
  if (!gl().is_buffer(r.buffer))
    return npuErrorInvalidGraphicsContext;
  const bound_buffer bound(r.buffer);
  int size = 0;
  gl().get_buffer_parameter(gl_array_buffer, gl_buffer_size, &size);
  if (size <= 0)
    return npuErrorInvalidValue;
  if (npuError_t error = npuMalloc(&r.mapped, size_t(size)))
    return error;
  r.size = size_t(size);
  if (!(r.flags & npuGraphicsRegisterFlagsWriteDiscard))
    gl().get_buffer_data(gl_array_buffer, 0, size, r.mapped);
  return npuSuccess;
}

npuError_t unmap(npuGraphicsResource &r) {
  if (!r.mapped)
    return npuErrorNotMapped;
  if (!(r.flags & npuGraphicsRegisterFlagsReadOnly)) {
    const bound_buffer bound(r.buffer);
    gl().buffer_data(gl_array_buffer, 0, ptrdiff_t(r.size), r.mapped);
  }
  void *const memory = r.mapped;
  r.mapped = nullptr;
  return npuFree(memory);
}

// What npuGLRegisterBufferObject registered.
struct named_buffers {
  std::mutex mutex;
  std::map<unsigned, npuGraphicsResource_t> resources;
  static named_buffers &all() {
    static named_buffers *const buffers = new named_buffers; // used until the process ends
    return *buffers;
  }
  npuGraphicsResource_t find(unsigned buffer) {
    std::lock_guard lock(mutex);
    auto it = resources.find(buffer);
    return it == resources.end() ? nullptr : it->second;
  }
};

} // namespace

extern "C" {

npuError_t npuGraphicsGLRegisterBuffer(npuGraphicsResource **resource, unsigned int buffer,
                                       unsigned int flags) {
  if (!resource || flags > npuGraphicsRegisterFlagsWriteDiscard)
    return report(npuErrorInvalidValue);
  if (!gl().complete || !gl().is_buffer(buffer))
    return report(npuErrorInvalidGraphicsContext);
  *resource = new npuGraphicsResource{buffer, flags};
  return npuSuccess;
}

npuError_t npuGraphicsGLRegisterImage(npuGraphicsResource **, unsigned int, unsigned int, unsigned int) {
  return report(npuErrorNotSupported);
}

npuError_t npuGraphicsUnregisterResource(npuGraphicsResource_t resource) {
  if (!resource)
    return report(npuErrorInvalidResourceHandle);
  const std::unique_ptr<npuGraphicsResource> owned(resource);
  return report(resource->mapped ? npuFree(resource->mapped) : npuSuccess);
}

npuError_t npuGraphicsResourceSetMapFlags(npuGraphicsResource_t resource, unsigned int flags) {
  if (!resource)
    return report(npuErrorInvalidResourceHandle);
  if (flags > npuGraphicsMapFlagsWriteDiscard)
    return report(npuErrorInvalidValue);
  if (resource->mapped)
    return report(npuErrorAlreadyMapped);
  resource->flags = flags;
  return npuSuccess;
}

npuError_t npuGraphicsMapResources(int count, npuGraphicsResource_t *resources, npuStream_t) {
  if (count <= 0 || !resources)
    return report(npuErrorInvalidValue);
  for (int i = 0; i < count; ++i)
    if (!resources[i])
      return report(npuErrorInvalidResourceHandle);
  for (int i = 0; i < count; ++i)
    if (npuError_t error = map(*resources[i]))
      return report(error);
  return npuSuccess;
}

npuError_t npuGraphicsUnmapResources(int count, npuGraphicsResource_t *resources, npuStream_t stream) {
  if (count <= 0 || !resources)
    return report(npuErrorInvalidValue);
  if (npuError_t error = npuStreamSynchronize(stream))
    return error;
  for (int i = 0; i < count; ++i)
    if (npuError_t error = resources[i] ? unmap(*resources[i]) : npuErrorInvalidResourceHandle)
      return report(error);
  return npuSuccess;
}

npuError_t npuGraphicsResourceGetMappedPointer(void **devPtr, size_t *size, npuGraphicsResource_t resource) {
  if (!devPtr)
    return report(npuErrorInvalidValue);
  if (!resource)
    return report(npuErrorInvalidResourceHandle);
  if (!resource->mapped)
    return report(npuErrorNotMapped);
  *devPtr = resource->mapped;
  if (size)
    *size = resource->size;
  return npuSuccess;
}

npuError_t npuGraphicsSubResourceGetMappedArray(npuArray_t *, npuGraphicsResource_t, unsigned int,
                                                unsigned int) {
  return report(npuErrorNotMappedAsArray);
}

npuError_t npuGraphicsResourceGetMappedMipmappedArray(npuMipmappedArray_t *, npuGraphicsResource_t) {
  return report(npuErrorNotMappedAsArray);
}

npuError_t npuGLGetDevices(unsigned int *count, int *devices, unsigned int size, npuGLDeviceList) {
  if (!count || (size && !devices))
    return report(npuErrorInvalidValue);
  *count = 1;
  if (size)
    devices[0] = api::current_device();
  return npuSuccess;
}

npuError_t npuGLSetGLDevice(int device) { return npuSetDevice(device); }

npuError_t npuGLRegisterBufferObject(unsigned int buffer) {
  named_buffers &named = named_buffers::all();
  if (named.find(buffer))
    return npuSuccess;
  npuGraphicsResource_t resource = nullptr;
  if (npuError_t error = npuGraphicsGLRegisterBuffer(&resource, buffer, npuGraphicsRegisterFlagsNone))
    return error;
  std::lock_guard lock(named.mutex);
  named.resources[buffer] = resource;
  return npuSuccess;
}

npuError_t npuGLMapBufferObject(void **devPtr, unsigned int buffer) {
  npuGraphicsResource_t resource = named_buffers::all().find(buffer);
  if (npuError_t error = npuGraphicsMapResources(1, &resource, nullptr))
    return error;
  return npuGraphicsResourceGetMappedPointer(devPtr, nullptr, resource);
}

npuError_t npuGLUnmapBufferObject(unsigned int buffer) {
  npuGraphicsResource_t resource = named_buffers::all().find(buffer);
  return npuGraphicsUnmapResources(1, &resource, nullptr);
}

npuError_t npuGLUnregisterBufferObject(unsigned int buffer) {
  named_buffers &named = named_buffers::all();
  npuGraphicsResource_t resource = named.find(buffer);
  std::unique_lock lock(named.mutex);
  named.resources.erase(buffer);
  lock.unlock();
  return npuGraphicsUnregisterResource(resource);
}

} // extern "C"
