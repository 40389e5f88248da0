// SPDX-License-Identifier: Apache-2.0
// What the CPU back end says about its device. The limits on blocks, grids and shared memory are those that
// launches enforce; texture limits are those that arrays and texture objects enforce. Clock, cache and memory
// sizes come from the machine.
#include "api/devices.h"
#include "core/device.h"
#include "core/kernels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <algorithm>

namespace npu::api {

namespace {

// 80 for compute capability 8.0. NPU_DEVICE_ARCH (environment) overrides it: 700, 70, sm_70 and 7.0 all
// mean 7.0.
int compute_capability() {
  const char *text = getenv("NPU_DEVICE_ARCH");
  if (!text)
    return 80;
  int digits = 0;
  for (const char *c = text; *c; ++c)
    if (*c >= '0' && *c <= '9')
      digits = digits * 10 + (*c - '0');
  if (digits >= 300)
    digits /= 10;
  return digits >= 30 && digits <= 300 ? digits : 80;
}

// kHz; 1 GHz where the system does not tell.
int clock_rate() {
  if (FILE *f = fopen("/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", "re")) {
    int khz = 0;
    const bool read = fscanf(f, "%d", &khz) == 1;
    fclose(f);
    if (read && khz > 0)
      return khz;
  }
  if (FILE *f = fopen("/proc/cpuinfo", "re")) {
    char line[256];
    double mhz = 0;
    while (fgets(line, sizeof(line), f))
      if (sscanf(line, "cpu MHz : %lf", &mhz) == 1)
        break;
    fclose(f);
    if (mhz > 0)
      return int(mhz * 1000);
  }
  return 1000000;
}

int last_level_cache() {
  for (int name : {_SC_LEVEL3_CACHE_SIZE, _SC_LEVEL2_CACHE_SIZE}) {
    const long size = sysconf(name);
    if (size > 0)
      return int(std::min<long>(size, 1 << 30));
  }
  return 1 << 20;
}

npuDeviceProp make_properties(int device) {
  npuDeviceProp p = {};
  snprintf(p.name, sizeof(p.name), "npu CPU backend");
  memcpy(p.uuid.bytes, "npu-cpu-backend", sizeof(p.uuid.bytes));
  p.uuid.bytes[15] = char(device);
  p.major = compute_capability() / 10;
  p.minor = compute_capability() % 10;

  // Execution
  p.multiProcessorCount = int(core::multiprocessors());
  p.warpSize = 32;
  p.maxThreadsPerBlock = core::max_threads_per_block;
  p.maxThreadsDim[0] = core::max_block_x;
  p.maxThreadsDim[1] = core::max_block_y;
  p.maxThreadsDim[2] = core::max_block_z;
  p.maxGridSize[0] = core::max_grid_x;
  p.maxGridSize[1] = core::max_grid_y;
  p.maxGridSize[2] = core::max_grid_z;
  p.maxThreadsPerMultiProcessor = core::max_threads_per_multiprocessor;
  p.maxBlocksPerMultiProcessor = core::max_blocks_per_multiprocessor;
  p.regsPerBlock = p.regsPerMultiprocessor = 65536;
  p.clockRate = clock_rate();
  p.concurrentKernels = 1;
  p.computePreemptionSupported = 1;
  p.cooperativeLaunch = 1;
  p.streamPrioritiesSupported = 1;
  p.asyncEngineCount = 2;
  p.deviceOverlap = 1;
  p.computeMode = npuComputeModeDefault;
  p.singleToDoublePrecisionPerfRatio = 2;
  p.unifiedFunctionPointers = 1;
  p.pciBusID = device + 1;

  // Shared memory
  p.sharedMemPerBlock = core::default_dynamic_shared;
  p.sharedMemPerBlockOptin = core::largest_dynamic_shared;
  p.reservedSharedMemPerBlock = 1024;
  p.sharedMemPerMultiprocessor = core::shared_per_multiprocessor;

  // Memory. Host and device share it. The system does not tell the memory's clock: DDR4-3200 with two
  // channels is assumed.
  p.totalGlobalMem = device_memory();
  p.totalConstMem = 65536;
  p.memPitch = 0x7fffffff;
  p.textureAlignment = 256; // what every allocation has
  p.texturePitchAlignment = 32;
  p.surfaceAlignment = 256;
  p.l2CacheSize = last_level_cache();
  // Hints about what the cache shall keep are taken and have no effect.
  p.persistingL2CacheMaxSize = p.l2CacheSize / 4 * 3;
  p.accessPolicyMaxWindowSize = p.l2CacheSize;
  p.memoryClockRate = 1600000;
  p.memoryBusWidth = 128;
  p.integrated = 1;
  p.canMapHostMemory = 1;
  p.unifiedAddressing = 1;
  p.managedMemory = 1;
  p.concurrentManagedAccess = 1;
  p.pageableMemoryAccess = 1;
  p.pageableMemoryAccessUsesHostPageTables = 1;
  p.directManagedMemAccessFromHost = 1;
  p.hostNativeAtomicSupported = 1;
  p.canUseHostPointerForRegisteredMem = 1;
  p.hostRegisterSupported = 1;
  p.hostRegisterReadOnlySupported = 1;
  p.memoryPoolsSupported = 1;
  p.memoryPoolSupportedHandleTypes = npuMemHandleTypePosixFileDescriptor;
  p.ipcEventSupported = 1;
  p.globalL1CacheSupported = 1;
  p.localL1CacheSupported = 1;

  // Textures and surfaces, in elements
  p.maxTexture1D = 131072;
  p.maxTexture1DMipmap = 32768;
  p.maxTexture1DLinear = 1 << 28;
  p.maxTexture2D[0] = 131072;
  p.maxTexture2D[1] = 65536;
  p.maxTexture2DMipmap[0] = p.maxTexture2DMipmap[1] = 32768;
  p.maxTexture2DLinear[0] = 131072;
  p.maxTexture2DLinear[1] = 65000;
  p.maxTexture2DLinear[2] = 2097120;
  p.maxTexture2DGather[0] = p.maxTexture2DGather[1] = 32768;
  for (int i = 0; i < 3; ++i)
    p.maxTexture3D[i] = p.maxTexture3DAlt[i] = 16384;
  p.maxTextureCubemap = 32768;
  p.maxTexture1DLayered[0] = 32768;
  p.maxTexture1DLayered[1] = 2048;
  p.maxTexture2DLayered[0] = p.maxTexture2DLayered[1] = 32768;
  p.maxTexture2DLayered[2] = 2048;
  p.maxTextureCubemapLayered[0] = 32768;
  p.maxTextureCubemapLayered[1] = 2046;
  p.maxSurface1D = 32768;
  p.maxSurface2D[0] = 131072;
  p.maxSurface2D[1] = 65536;
  for (int &size : p.maxSurface3D)
    size = 16384;
  p.maxSurface1DLayered[0] = 32768;
  p.maxSurface1DLayered[1] = 2048;
  p.maxSurface2DLayered[0] = p.maxSurface2DLayered[1] = 32768;
  p.maxSurface2DLayered[2] = 2048;
  p.maxSurfaceCubemap = 32768;
  p.maxSurfaceCubemapLayered[0] = 32768;
  p.maxSurfaceCubemapLayered[1] = 2046;
  return p;
}

} // namespace

const npuDeviceProp &properties(int device) {
  static const npuDeviceProp *all = [] {
    auto *p = new npuDeviceProp[device_count()];
    for (int i = 0; i < device_count(); ++i)
      p[i] = make_properties(i);
    return p;
  }();
  return all[device];
}

} // namespace npu::api
