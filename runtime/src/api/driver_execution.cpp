// SPDX-License-Identifier: Apache-2.0
// Driver API: launches, attributes of functions, occupancy.
#include "api/driver_calls.h"
#include "npu/launch.h"

#include <string.h>

#include <vector>

using namespace npu;
using namespace npu::driver;

namespace {

constexpr size_t largest_argument_buffer = 32764; // bytes; CUDA's limit

// One pointer per argument into a buffer that is laid out like a C structure of the parameters.
struct unpacked_buffer {
  std::vector<max_align_t> bytes; // a copy: the caller's buffer may be aligned worse than the parameters
  std::vector<void *> arguments;

  bool unpack(const void *buffer, size_t size, const detail::kernel_signature &signature) {
    bytes.resize((size + sizeof(max_align_t) - 1) / sizeof(max_align_t));
    memcpy(bytes.data(), buffer, size);
    size_t offset = 0;
    for (unsigned i = 0; i < signature.parameters; ++i) {
      const detail::parameter_layout &p = signature.layout[i];
      offset = (offset + p.align - 1) / p.align * p.align;
      if (p.align > alignof(max_align_t) || offset + p.size > size)
        return false;
      arguments.push_back(reinterpret_cast<char *>(bytes.data()) + offset);
      offset += p.size;
    }
    return true;
  }
};

// Reads the `extra` list of a launch. False if it does not name a buffer and its size.
bool read_extra(void **extra, const void *&buffer, size_t &size) {
  buffer = nullptr;
  const size_t *length = nullptr;
  for (; *extra != NPU_LAUNCH_PARAM_END; extra += 2) {
    if (*extra == NPU_LAUNCH_PARAM_BUFFER_POINTER)
      buffer = extra[1];
    else if (*extra == NPU_LAUNCH_PARAM_BUFFER_SIZE)
      length = static_cast<const size_t *>(extra[1]);
    else
      return false;
  }
  if (!buffer || !length || *length > largest_argument_buffer)
    return false;
  size = *length;
  return true;
}

NPUresult launch(NPUfunction f, const detail::launch_config &config, void **kernelParams, void **extra) {
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  core::kernel_record *kernel = record_of(f);
  const detail::kernel_signature *signature = kernel ? kernel->signature.load() : nullptr;
  if (!signature)
    return NPU_ERROR_INVALID_HANDLE;
  if (kernelParams && extra)
    return NPU_ERROR_INVALID_VALUE;
  unpacked_buffer unpacked;
  if (extra) {
    const void *buffer;
    size_t size;
    if (!read_extra(extra, buffer, size) || !unpacked.unpack(buffer, size, *signature))
      return NPU_ERROR_INVALID_VALUE;
    kernelParams = unpacked.arguments.data();
  } else if (!kernelParams && signature->parameters != 0) {
    return NPU_ERROR_INVALID_VALUE;
  }
  return run([&] { return detail::launch_unpacked(config, kernel->address, signature, kernelParams); });
}

// A call about a function.
template <class Call> NPUresult about(NPUfunction f, Call call) {
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  return record_of(f) ? run([&] { return call(address_of(f)); }) : NPU_ERROR_INVALID_HANDLE;
}

} // namespace

extern "C" {

NPUresult npudrvLaunchKernel(NPUfunction f, unsigned int gridDimX, unsigned int gridDimY,
                             unsigned int gridDimZ, unsigned int blockDimX, unsigned int blockDimY,
                             unsigned int blockDimZ, unsigned int sharedMemBytes, NPUstream hStream,
                             void **kernelParams, void **extra) {
  const detail::launch_config config(dim3(gridDimX, gridDimY, gridDimZ),
                                     dim3(blockDimX, blockDimY, blockDimZ), sharedMemBytes, hStream);
  return launch(f, config, kernelParams, extra);
}

NPUresult npudrvLaunchCooperativeKernel(NPUfunction f, unsigned int gridDimX, unsigned int gridDimY,
                                        unsigned int gridDimZ, unsigned int blockDimX, unsigned int blockDimY,
                                        unsigned int blockDimZ, unsigned int sharedMemBytes,
                                        NPUstream hStream, void **kernelParams) {
  detail::launch_config config(dim3(gridDimX, gridDimY, gridDimZ), dim3(blockDimX, blockDimY, blockDimZ),
                               sharedMemBytes, hStream);
  config.cooperative = true;
  return launch(f, config, kernelParams, nullptr);
}

NPUresult npudrvFuncGetAttribute(int *pi, NPUfunction_attribute attrib, NPUfunction hfunc) {
  if (!pi)
    return NPU_ERROR_INVALID_VALUE;
  npuFuncAttributes a = {};
  const NPUresult result = about(hfunc, [&](const void *kernel) { return npuFuncGetAttributes(&a, kernel); });
  if (result != NPU_SUCCESS)
    return result;
  switch (attrib) {
  case NPU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK:
    *pi = a.maxThreadsPerBlock;
    return NPU_SUCCESS;
  case NPU_FUNC_ATTRIBUTE_SHARED_SIZE_BYTES:
    *pi = int(a.sharedSizeBytes);
    return NPU_SUCCESS;
  case NPU_FUNC_ATTRIBUTE_CONST_SIZE_BYTES:
    *pi = int(a.constSizeBytes);
    return NPU_SUCCESS;
  case NPU_FUNC_ATTRIBUTE_LOCAL_SIZE_BYTES:
    *pi = int(a.localSizeBytes);
    return NPU_SUCCESS;
  case NPU_FUNC_ATTRIBUTE_NUM_REGS:
    *pi = a.numRegs;
    return NPU_SUCCESS;
  case NPU_FUNC_ATTRIBUTE_PTX_VERSION:
    *pi = a.ptxVersion;
    return NPU_SUCCESS;
  case NPU_FUNC_ATTRIBUTE_BINARY_VERSION:
    *pi = a.binaryVersion;
    return NPU_SUCCESS;
  case NPU_FUNC_ATTRIBUTE_CACHE_MODE_CA:
    *pi = a.cacheModeCA;
    return NPU_SUCCESS;
  case NPU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES:
    *pi = a.maxDynamicSharedSizeBytes;
    return NPU_SUCCESS;
  case NPU_FUNC_ATTRIBUTE_PREFERRED_SHARED_MEMORY_CARVEOUT:
    *pi = a.preferredShmemCarveout;
    return NPU_SUCCESS;
  case NPU_FUNC_ATTRIBUTE_MAX:
    break;
  }
  return NPU_ERROR_INVALID_VALUE;
}

NPUresult npudrvFuncGetName(const char **name, NPUfunction hfunc) {
  return about(hfunc, [&](const void *kernel) { return npuFuncGetName(name, kernel); });
}

// Other attributes than these two can only be read.
NPUresult npudrvFuncSetAttribute(NPUfunction hfunc, NPUfunction_attribute attrib, int value) {
  if (attrib != NPU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES &&
      attrib != NPU_FUNC_ATTRIBUTE_PREFERRED_SHARED_MEMORY_CARVEOUT)
    return NPU_ERROR_INVALID_VALUE;
  return about(hfunc, [&](const void *kernel) {
    return npuFuncSetAttribute(kernel, npuFuncAttribute(attrib), value);
  });
}

NPUresult npudrvFuncSetCacheConfig(NPUfunction hfunc, NPUfunc_cache config) {
  return about(hfunc,
               [&](const void *kernel) { return npuFuncSetCacheConfig(kernel, npuFuncCache(config)); });
}

NPUresult npudrvFuncSetSharedMemConfig(NPUfunction hfunc, NPUsharedconfig config) {
  return about(hfunc, [&](const void *kernel) {
    return npuFuncSetSharedMemConfig(kernel, npuSharedMemConfig(config));
  });
}

NPUresult npudrvOccupancyMaxActiveBlocksPerMultiprocessor(int *numBlocks, NPUfunction func, int blockSize,
                                                          size_t dynamicSMemSize) {
  return npudrvOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(numBlocks, func, blockSize, dynamicSMemSize,
                                                                  0);
}

NPUresult npudrvOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int *numBlocks, NPUfunction func,
                                                                   int blockSize, size_t dynamicSMemSize,
                                                                   unsigned int flags) {
  return about(func, [&](const void *kernel) {
    return npuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(numBlocks, kernel, blockSize,
                                                                 dynamicSMemSize, flags);
  });
}

NPUresult npudrvOccupancyMaxPotentialBlockSize(int *minGridSize, int *blockSize, NPUfunction func,
                                               NPUoccupancyB2DSize blockSizeToDynamicSMemSize,
                                               size_t dynamicSMemSize, int blockSizeLimit) {
  return npudrvOccupancyMaxPotentialBlockSizeWithFlags(
      minGridSize, blockSize, func, blockSizeToDynamicSMemSize, dynamicSMemSize, blockSizeLimit, 0);
}

NPUresult npudrvOccupancyMaxPotentialBlockSizeWithFlags(int *minGridSize, int *blockSize, NPUfunction func,
                                                        NPUoccupancyB2DSize blockSizeToDynamicSMemSize,
                                                        size_t dynamicSMemSize, int blockSizeLimit,
                                                        unsigned int flags) {
  struct shared_memory {
    NPUoccupancyB2DSize of_block; // null: always `fixed`
    size_t fixed;
  } shared = {blockSizeToDynamicSMemSize, dynamicSMemSize};
  const auto ask = [](void *context, int size) {
    const shared_memory &s = *static_cast<shared_memory *>(context);
    return s.of_block ? s.of_block(size) : s.fixed;
  };
  return about(func, [&](const void *kernel) {
    return detail::best_block_size(minGridSize, blockSize, kernel, ask, &shared, blockSizeLimit, flags);
  });
}

NPUresult npudrvOccupancyAvailableDynamicSMemPerBlock(size_t *dynamicSmemSize, NPUfunction func,
                                                      int numBlocks, int blockSize) {
  return about(func, [&](const void *kernel) {
    return npuOccupancyAvailableDynamicSMemPerBlock(dynamicSmemSize, kernel, numBlocks, blockSize);
  });
}

} // extern "C"
