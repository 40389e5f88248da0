// SPDX-License-Identifier: Apache-2.0
// Stand-in for the header of that name that comes with CUDA's samples: checked calls, and choosing a device.
// Its names are the original's, so that programs need no change; what it asks is the NPU runtime. Messages
// keep the original's shape, since scripts look for them.
#ifndef NPU_HELPERS_HELPER_CUDA_H
#define NPU_HELPERS_HELPER_CUDA_H

#include "npu/detail/macros_aside.inc"

#include "npu/driver_structs.h"
#include "npu/helpers/helper_string.h"
#include "npu/runtime.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef DEVICE_RESET
#define DEVICE_RESET npuDeviceReset();
#endif

NPU_API_BEGIN
NPUresult npudrvGetErrorName(NPUresult error, const char **pStr); // npu/driver.h needs C++17
NPU_API_END

/// The name of an error code; libraries whose codes have no names answer "<unknown>".
template <class T> inline const char *_cudaGetErrorEnum(T) { return "<unknown>"; }
inline const char *_cudaGetErrorEnum(npuError_t error) { return npuGetErrorName(error); }
inline const char *_cudaGetErrorEnum(NPUresult error) {
  const char *name = nullptr;
  npudrvGetErrorName(error, &name);
  return name ? name : "<unknown>";
}

/// Says where a call failed and ends the program.
template <class T>
inline void check(T result, char const *const func, const char *const file, int const line) {
  if (!static_cast<unsigned int>(result))
    return;
  fprintf(stderr, "CUDA error at %s:%d code=%u(%s) \"%s\"\n", file, line, static_cast<unsigned int>(result),
          _cudaGetErrorEnum(result), func);
  exit(EXIT_FAILURE);
}

#define checkCudaErrors(val) check((val), #val, __FILE__, __LINE__)
#define getLastCudaError(msg) __getLastCudaError(msg, __FILE__, __LINE__)
#define printLastCudaError(msg) __printLastCudaError(msg, __FILE__, __LINE__)

/// Says what the last call or launch left behind, and forgets it.
inline npuError_t __printLastCudaError(const char *errorMessage, const char *file, const int line) {
  const npuError_t error = npuGetLastError();
  if (error != npuSuccess)
    fprintf(stderr, "%s(%i) : getLastCudaError() CUDA error : %s : (%d) %s.\n", file, line, errorMessage,
            static_cast<int>(error), npuGetErrorString(error));
  return error;
}

/// The same, and ends the program.
inline void __getLastCudaError(const char *errorMessage, const char *file, const int line) {
  if (__printLastCudaError(errorMessage, file, line) != npuSuccess)
    exit(EXIT_FAILURE);
}

/// Rounds to the nearest integer, halves away from zero.
inline int ftoi(float value) {
  return value >= 0 ? static_cast<int>(value + 0.5f) : static_cast<int>(value - 0.5f);
}

namespace npu {
namespace detail {

struct Architecture {
  int major, minor, cores;
  const char *name;
};

/// What a compute capability is called and how many cores a multiprocessor of it has; of an unknown one, what
/// the next lower one has (the lowest, when there is none).
inline const Architecture &architecture(int major, int minor) {
  static const Architecture known[] = {
      {3, 0, 192, "Kepler"},  {3, 2, 192, "Kepler"},  {3, 5, 192, "Kepler"},     {3, 7, 192, "Kepler"},
      {5, 0, 128, "Maxwell"}, {5, 2, 128, "Maxwell"}, {5, 3, 128, "Maxwell"},    {6, 0, 64, "Pascal"},
      {6, 1, 128, "Pascal"},  {6, 2, 128, "Pascal"},  {7, 0, 64, "Volta"},       {7, 2, 64, "Xavier"},
      {7, 5, 64, "Turing"},   {8, 0, 64, "Ampere"},   {8, 6, 128, "Ampere"},     {8, 7, 128, "Ampere"},
      {8, 9, 128, "Ada"},     {9, 0, 128, "Hopper"},  {10, 0, 128, "Blackwell"}, {12, 0, 128, "Blackwell"}};
  const Architecture *best = known;
  for (const Architecture &a : known)
    if (a.major < major || (a.major == major && a.minor <= minor))
      best = &a;
  return *best;
}

inline int device_attribute(npuDeviceAttr attribute, int device) {
  int value = 0;
  checkCudaErrors(npuDeviceGetAttribute(&value, attribute, device));
  return value;
}

inline int device_count() {
  int count = 0;
  checkCudaErrors(npuGetDeviceCount(&count));
  if (count == 0) {
    fprintf(stderr, "CUDA error: no devices supporting CUDA.\n");
    exit(EXIT_FAILURE);
  }
  return count;
}

inline bool prohibited(int device) {
  return device_attribute(npuDevAttrComputeMode, device) == npuComputeModeProhibited;
}

inline void print_device(int device) {
  const int major = device_attribute(npuDevAttrComputeCapabilityMajor, device);
  const int minor = device_attribute(npuDevAttrComputeCapabilityMinor, device);
  printf("GPU Device %d: \"%s\" with compute capability %d.%d\n\n", device, architecture(major, minor).name,
         major, minor);
}

} // namespace detail
} // namespace npu

inline int _ConvertSMVer2Cores(int major, int minor) { return npu::detail::architecture(major, minor).cores; }

inline const char *_ConvertSMVer2ArchName(int major, int minor) {
  return npu::detail::architecture(major, minor).name;
}

/// Makes a device the current one. Returns its number, or a negative one when it cannot be used.
inline int gpuDeviceInit(int devID) {
  const int count = npu::detail::device_count();
  if (devID < 0)
    devID = 0;
  if (devID >= count) {
    fprintf(stderr, "\n>> %d CUDA capable GPU device(s) detected. <<\n", count);
    fprintf(stderr, ">> gpuDeviceInit (-device=%d) is not a valid GPU device. <<\n\n", devID);
    return -devID;
  }
  if (npu::detail::prohibited(devID)) {
    fprintf(stderr, "Error: device %d is in prohibited mode: no program can use it.\n", devID);
    return -1;
  }
  checkCudaErrors(npuSetDevice(devID));
  printf("gpuDeviceInit() CUDA Device [%d]: \"%s\"\n", devID,
         _ConvertSMVer2ArchName(npu::detail::device_attribute(npuDevAttrComputeCapabilityMajor, devID),
                                npu::detail::device_attribute(npuDevAttrComputeCapabilityMinor, devID)));
  return devID;
}

/// The usable device with the most arithmetic: multiprocessors by cores by clock.
inline int gpuGetMaxGflopsDeviceId() {
  const int count = npu::detail::device_count();
  int best = -1;
  uint64_t bestPerformance = 0;
  for (int device = 0; device < count; ++device) {
    if (npu::detail::prohibited(device))
      continue;
    const int cores =
        _ConvertSMVer2Cores(npu::detail::device_attribute(npuDevAttrComputeCapabilityMajor, device),
                            npu::detail::device_attribute(npuDevAttrComputeCapabilityMinor, device));
    const uint64_t performance =
        static_cast<uint64_t>(npu::detail::device_attribute(npuDevAttrMultiProcessorCount, device)) *
        static_cast<uint64_t>(cores) *
        static_cast<uint64_t>(npu::detail::device_attribute(npuDevAttrClockRate, device));
    if (best < 0 || performance > bestPerformance) {
      best = device;
      bestPerformance = performance;
    }
  }
  if (best < 0) {
    fprintf(stderr, "gpuGetMaxGflopsDeviceId() CUDA error: all devices have compute mode prohibited.\n");
    exit(EXIT_FAILURE);
  }
  return best;
}

/// Makes the device of the option `device=N` the current one, else the fastest, and says which it is.
inline int findCudaDevice(int argc, const char **argv) {
  if (checkCmdLineFlag(argc, argv, "device")) {
    int device = getCmdLineArgumentInt(argc, argv, "device=");
    if (device < 0) {
      printf("Invalid command line parameter\n ");
      exit(EXIT_FAILURE);
    }
    device = gpuDeviceInit(device);
    if (device < 0) {
      printf("exiting...\n");
      exit(EXIT_FAILURE);
    }
    return device;
  }
  const int device = gpuGetMaxGflopsDeviceId();
  checkCudaErrors(npuSetDevice(device));
  npu::detail::print_device(device);
  return device;
}

/// Makes the first usable device that shares the host's memory the current one; ends the program when there
/// is none.
inline int findIntegratedGPU() {
  const int count = npu::detail::device_count();
  for (int device = 0; device < count; ++device)
    if (npu::detail::device_attribute(npuDevAttrIntegrated, device) && !npu::detail::prohibited(device)) {
      checkCudaErrors(npuSetDevice(device));
      npu::detail::print_device(device);
      return device;
    }
  fprintf(stderr, "CUDA error: No Integrated GPU found that supports CUDA.\n");
  exit(EXIT_FAILURE);
}

/// Whether the current device has at least this compute capability; says so when it has not.
inline bool checkCudaCapabilities(int major_version, int minor_version) {
  int device = 0;
  checkCudaErrors(npuGetDevice(&device));
  const int major = npu::detail::device_attribute(npuDevAttrComputeCapabilityMajor, device);
  const int minor = npu::detail::device_attribute(npuDevAttrComputeCapabilityMinor, device);
  if (major > major_version || (major == major_version && minor >= minor_version)) {
    printf("  Device %d: <%16s >, Compute SM %d.%d detected\n", device, _ConvertSMVer2ArchName(major, minor),
           major, minor);
    return true;
  }
  printf("  No GPU device was found that can support CUDA compute capability %d.%d.\n", major_version,
         minor_version);
  return false;
}

#include "npu/detail/macros_restored.inc"

#ifndef MAX
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#endif
#ifndef MIN
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#endif

#endif // NPU_HELPERS_HELPER_CUDA_H
