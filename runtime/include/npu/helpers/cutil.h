// SPDX-License-Identifier: Apache-2.0
// Stand-in for the header of that name that came with the samples of CUDA 1 to 4: checks of calls, options,
// timers, files, images and comparisons under the names of that time. C++ only, as it was used; nothing waits
// for a key.
#ifndef NPU_HELPERS_CUTIL_H
#define NPU_HELPERS_CUTIL_H

#include "npu/detail/macros_aside.inc"

#include "npu/driver.h"
#include "npu/helpers/helper_cuda.h"
#include "npu/helpers/helper_functions.h"
#include "npu/runtime.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <map>

enum CUTBoolean { CUTFalse = 0, CUTTrue = 1 };

#define CUTIL_API
#define DLL_MAPPING

namespace npu {
namespace detail {

inline CUTBoolean cut_boolean(bool value) { return value ? CUTTrue : CUTFalse; }

/// Timers by number. They stay until the end of the program, as handles may be compared with 0.
inline std::map<unsigned int, StopWatchLinux> &cut_timers() {
  static std::map<unsigned int, StopWatchLinux> timers;
  return timers;
}
template <class F> inline CUTBoolean cut_with_timer(unsigned int name, F work) {
  const auto timer = cut_timers().find(name);
  if (timer != cut_timers().end())
    work(timer->second);
  return cut_boolean(timer != cut_timers().end());
}

/// Ends the program where \p error tells of a failure.
template <class T> inline void cut_check(T error, T success, const char *what, const char *file, int line) {
  if (error == success)
    return;
  fprintf(stderr, "%s in file '%s' in line %i : %s.\n", what, file, line, _cudaGetErrorEnum(error));
  exit(EXIT_FAILURE);
}
inline void cut_require(bool condition, const char *file, int line) {
  if (condition)
    return;
  fprintf(stderr, "Cut error in file '%s' in line %i.\n", file, line);
  exit(EXIT_FAILURE);
}

} // namespace detail
} // namespace npu

// ---- checks ----

#define CUDA_SAFE_CALL_NO_SYNC(call)                                                                         \
  npu::detail::cut_check<npuError_t>(call, npuSuccess, "Cuda error", __FILE__, __LINE__)
#define CUDA_SAFE_CALL(call) CUDA_SAFE_CALL_NO_SYNC(call)
#define CUFFT_SAFE_CALL(call) npu::detail::cut_require((call) == 0, __FILE__, __LINE__)
#define CU_SAFE_CALL_NO_SYNC(call)                                                                           \
  npu::detail::cut_check<NPUresult>(call, NPU_SUCCESS, "Cuda driver error", __FILE__, __LINE__)
#define CU_SAFE_CALL(call) CU_SAFE_CALL_NO_SYNC(call)
#define CUT_SAFE_CALL(call) npu::detail::cut_require(CUTTrue == (call), __FILE__, __LINE__)
#define CUT_SAFE_MALLOC(call) npu::detail::cut_require((call) != nullptr, __FILE__, __LINE__)
#define CUT_CONDITION(condition) CUT_SAFE_CALL(cutCheckCondition(condition, __FILE__, __LINE__))
#define CUT_CHECK_ERROR(message)                                                                             \
  do {                                                                                                       \
    npu::detail::cut_check(npuGetLastError(), npuSuccess, message, __FILE__, __LINE__);                      \
    npu::detail::cut_check(npuDeviceSynchronize(), npuSuccess, message, __FILE__, __LINE__);                 \
  } while (0)
#define CUT_CHECK_ERROR_GL() ((void)0)
#define CUT_BANK_CHECKER(array, index) array[index]
#define CUT_DEVICE_INIT(argc, argv) ((void)findCudaDevice(argc, (const char **)(argv)))
#define CUT_DEVICE_INIT_DRV(device, argc, argv)                                                              \
  do {                                                                                                       \
    int cut_number = 0;                                                                                      \
    cutGetCmdLineArgumenti(argc, (const char **)(argv), "device", &cut_number);                              \
    CU_SAFE_CALL(npudrvInit(0));                                                                             \
    CU_SAFE_CALL(npudrvDeviceGet(&device, cut_number));                                                      \
  } while (0)
#define CUT_EXIT(argc, argv) exit(EXIT_SUCCESS)

inline CUTBoolean cutCheckCondition(int condition, const char *file, int line) {
  npu::detail::cut_require(condition != 0, file, line);
  return CUTTrue;
}

// ---- the command line ----

inline CUTBoolean cutCheckCmdLineFlag(const int argc, const char **argv, const char *flag) {
  return npu::detail::cut_boolean(checkCmdLineFlag(argc, argv, flag));
}
inline CUTBoolean cutGetCmdLineArgumenti(const int argc, const char **argv, const char *name, int *value) {
  return npu::detail::cut_boolean(getCmdLineArgumentValue(argc, argv, name, value));
}
inline CUTBoolean cutGetCmdLineArgumentf(const int argc, const char **argv, const char *name, float *value) {
  return npu::detail::cut_boolean(getCmdLineArgumentValue(argc, argv, name, value));
}
/// A copy of the value, for the caller to free.
inline CUTBoolean cutGetCmdLineArgumentstr(const int argc, const char **argv, const char *name,
                                           char **value) {
  char *found = nullptr;
  if (!getCmdLineArgumentString(argc, argv, name, &found))
    return CUTFalse;
  *value = strdup(found);
  return CUTTrue;
}

// ---- timers ----

inline CUTBoolean cutCreateTimer(unsigned int *name) {
  static unsigned int last = 0;
  npu::detail::cut_timers()[ *name = ++last];
  return CUTTrue;
}
inline CUTBoolean cutDeleteTimer(unsigned int name) {
  return npu::detail::cut_boolean(npu::detail::cut_timers().erase(name) == 1);
}
inline CUTBoolean cutStartTimer(const unsigned int name) {
  return npu::detail::cut_with_timer(name, [](StopWatchLinux &timer) { timer.start(); });
}
inline CUTBoolean cutStopTimer(const unsigned int name) {
  return npu::detail::cut_with_timer(name, [](StopWatchLinux &timer) { timer.stop(); });
}
inline CUTBoolean cutResetTimer(const unsigned int name) {
  return npu::detail::cut_with_timer(name, [](StopWatchLinux &timer) { timer.reset(); });
}
/// In milliseconds.
inline float cutGetTimerValue(const unsigned int name) {
  float value = 0.0f;
  npu::detail::cut_with_timer(name, [&](StopWatchLinux &timer) { value = timer.getTime(); });
  return value;
}
inline float cutGetAverageTimerValue(const unsigned int name) {
  float value = 0.0f;
  npu::detail::cut_with_timer(name, [&](StopWatchLinux &timer) { value = timer.getAverageTime(); });
  return value;
}

// ---- files and images ----

inline void cutFree(void *memory) { free(memory); }
inline char *cutFindFilePath(const char *filename, const char *executable_path) {
  return sdkFindFilePath(filename, executable_path);
}

#define NPU_DETAIL_CUT_FILE(suffix, type)                                                                    \
  inline CUTBoolean cutReadFile##suffix(const char *filename, type **numbers, unsigned int *len,             \
                                        bool verbose = false) {                                              \
    return npu::detail::cut_boolean(sdkReadFile(filename, numbers, len, verbose));                           \
  }                                                                                                          \
  inline CUTBoolean cutWriteFile##suffix(const char *filename, const type *numbers, unsigned int len,        \
                                         const type epsilon, bool verbose = false) {                         \
    return npu::detail::cut_boolean(sdkWriteFile(filename, numbers, len, epsilon, verbose));                 \
  }
NPU_DETAIL_CUT_FILE(f, float)
NPU_DETAIL_CUT_FILE(d, double)
NPU_DETAIL_CUT_FILE(i, int)
NPU_DETAIL_CUT_FILE(ui, unsigned int)
NPU_DETAIL_CUT_FILE(b, char)
NPU_DETAIL_CUT_FILE(ub, unsigned char)
#undef NPU_DETAIL_CUT_FILE

#define NPU_DETAIL_CUT_IMAGE(suffix, type)                                                                   \
  inline CUTBoolean cutLoadPGM##suffix(const char *file, type **pixels, unsigned int *w, unsigned int *h) {  \
    return npu::detail::cut_boolean(sdkLoadPGM(file, pixels, w, h));                                         \
  }                                                                                                          \
  inline CUTBoolean cutSavePGM##suffix(const char *file, type *pixels, unsigned int w, unsigned int h) {     \
    return npu::detail::cut_boolean(sdkSavePGM(file, pixels, w, h));                                         \
  }
NPU_DETAIL_CUT_IMAGE(ub, unsigned char)
NPU_DETAIL_CUT_IMAGE(s, unsigned short)
NPU_DETAIL_CUT_IMAGE(i, unsigned int)
NPU_DETAIL_CUT_IMAGE(f, float)
#undef NPU_DETAIL_CUT_IMAGE

inline CUTBoolean cutLoadPPMub(const char *file, unsigned char **pixels, unsigned int *w, unsigned int *h) {
  unsigned int channels = 0;
  return npu::detail::cut_boolean(__loadPPM(file, pixels, w, h, &channels));
}
inline CUTBoolean cutSavePPMub(const char *file, unsigned char *pixels, unsigned int w, unsigned int h) {
  return npu::detail::cut_boolean(__savePPM(file, pixels, w, h, 3));
}
inline CUTBoolean cutLoadPPM4ub(const char *file, unsigned char **pixels, unsigned int *w, unsigned int *h) {
  return npu::detail::cut_boolean(sdkLoadPPM4ub(file, pixels, w, h));
}
inline CUTBoolean cutSavePPM4ub(const char *file, unsigned char *pixels, unsigned int w, unsigned int h) {
  return npu::detail::cut_boolean(sdkSavePPM4ub(file, pixels, w, h));
}

// ---- comparing ----

inline CUTBoolean cutComparef(const float *reference, const float *numbers, const unsigned int len) {
  return npu::detail::cut_boolean(compareData(reference, numbers, len, 0.0f, 0.0f));
}
inline CUTBoolean cutComparei(const int *reference, const int *numbers, const unsigned int len) {
  return npu::detail::cut_boolean(compareData(reference, numbers, len, 0, 0.0f));
}
inline CUTBoolean cutCompareub(const unsigned char *reference, const unsigned char *numbers,
                               const unsigned int len) {
  return npu::detail::cut_boolean(compareData(reference, numbers, len, 0, 0.0f));
}
inline CUTBoolean cutComparefe(const float *reference, const float *numbers, const unsigned int len,
                               const float epsilon) {
  return npu::detail::cut_boolean(compareData(reference, numbers, len, epsilon, 0.0f));
}
inline CUTBoolean cutComparefet(const float *reference, const float *numbers, const unsigned int len,
                                const float epsilon, const float threshold) {
  return npu::detail::cut_boolean(compareDataAsFloatThreshold(reference, numbers, len, epsilon, threshold));
}
inline CUTBoolean cutCompareube(const unsigned char *reference, const unsigned char *numbers,
                                const unsigned int len, const float epsilon) {
  return npu::detail::cut_boolean(compareData(reference, numbers, len, epsilon, 0.0f));
}
inline CUTBoolean cutCompareubt(const unsigned char *reference, const unsigned char *numbers,
                                const unsigned int len, const float epsilon, const float threshold) {
  return npu::detail::cut_boolean(compareData(reference, numbers, len, epsilon, threshold));
}
inline CUTBoolean cutCompareL2fe(const float *reference, const float *numbers, const unsigned int len,
                                 const float epsilon) {
  return npu::detail::cut_boolean(sdkCompareL2fe(reference, numbers, len, epsilon));
}
inline CUTBoolean cutComparePPM(const char *file, const char *reference, const float epsilon,
                                const float threshold, bool verbose = false) {
  return npu::detail::cut_boolean(sdkComparePPM(file, reference, epsilon, threshold, verbose));
}

#include "npu/detail/macros_restored.inc"

#endif
