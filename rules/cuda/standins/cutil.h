// SPDX-License-Identifier: Apache-2.0
// What programs see of the first samples' cutil.h; the runtime's npu/helpers/cutil.h stands in for it.
#ifndef NPUIFY_CUTIL_H
#define NPUIFY_CUTIL_H

#include <npuify/macros_aside.inc>

#include "cuda.h"
#include "helper_cuda.h"
#include "helper_functions.h"

enum CUTBoolean { CUTFalse = 0, CUTTrue = 1 };

#define CUTIL_API
#define DLL_MAPPING

// ---- checks ----

#define CUDA_SAFE_CALL_NO_SYNC(call) ((void)(call))
#define CUDA_SAFE_CALL(call) ((void)(call))
#define CUFFT_SAFE_CALL(call) ((void)(call))
#define CU_SAFE_CALL_NO_SYNC(call) ((void)(call))
#define CU_SAFE_CALL(call) ((void)(call))
#define CUT_SAFE_CALL(call) ((void)(call))
#define CUT_SAFE_MALLOC(call) ((void)(call))
#define CUT_CONDITION(condition) ((void)(condition))
#define CUT_CHECK_ERROR(message) ((void)(message))
#define CUT_CHECK_ERROR_GL() ((void)0)
#define CUT_BANK_CHECKER(array, index) array[index]
#define CUT_DEVICE_INIT(argc, argv) ((void)(argc), (void)(argv))
#define CUT_DEVICE_INIT_DRV(device, argc, argv) ((void)(device), (void)(argc), (void)(argv))
#define CUT_EXIT(argc, argv) exit(EXIT_SUCCESS)

CUTBoolean cutCheckCondition(int condition, const char *file, int line);

// ---- the command line ----

CUTBoolean cutCheckCmdLineFlag(const int argc, const char **argv, const char *flag);
CUTBoolean cutGetCmdLineArgumenti(const int argc, const char **argv, const char *name, int *value);
CUTBoolean cutGetCmdLineArgumentf(const int argc, const char **argv, const char *name, float *value);
CUTBoolean cutGetCmdLineArgumentstr(const int argc, const char **argv, const char *name, char **value);

// ---- timers ----

CUTBoolean cutCreateTimer(unsigned int *name);
CUTBoolean cutDeleteTimer(unsigned int name);
CUTBoolean cutStartTimer(const unsigned int name);
CUTBoolean cutStopTimer(const unsigned int name);
CUTBoolean cutResetTimer(const unsigned int name);
float cutGetTimerValue(const unsigned int name);
float cutGetAverageTimerValue(const unsigned int name);

// ---- files and images ----

void cutFree(void *memory);
char *cutFindFilePath(const char *filename, const char *executable_path);

#define NPUIFY_CUT_FILE(suffix, type)                                                                        \
  \ CUTBoolean cutReadFile##suffix(const char *filename, type **numbers,                                     \
                                   unsigned int *len,                    \ bool verbose = false);            \
  \ CUTBoolean cutWriteFile##suffix(const char *filename, const type *numbers,                               \
                                    unsigned int len,               \ const type epsilon,                    \
                                    bool verbose = false);
NPUIFY_CUT_FILE(f, float)
NPUIFY_CUT_FILE(d, double)
NPUIFY_CUT_FILE(i, int)
NPUIFY_CUT_FILE(ui, unsigned int)
NPUIFY_CUT_FILE(b, char)
NPUIFY_CUT_FILE(ub, unsigned char)
#undef NPUIFY_CUT_FILE

#define NPUIFY_CUT_IMAGE(suffix, type)                                                                       \
  \ CUTBoolean cutLoadPGM##suffix(const char *file, type **pixels, unsigned int *w, unsigned int *h);        \
  \ CUTBoolean cutSavePGM##suffix(const char *file, type *pixels, unsigned int w, unsigned int h);
NPUIFY_CUT_IMAGE(ub, unsigned char)
NPUIFY_CUT_IMAGE(s, unsigned short)
NPUIFY_CUT_IMAGE(i, unsigned int)
NPUIFY_CUT_IMAGE(f, float)
#undef NPUIFY_CUT_IMAGE

CUTBoolean cutLoadPPMub(const char *file, unsigned char **pixels, unsigned int *w, unsigned int *h);
CUTBoolean cutSavePPMub(const char *file, unsigned char *pixels, unsigned int w, unsigned int h);
CUTBoolean cutLoadPPM4ub(const char *file, unsigned char **pixels, unsigned int *w, unsigned int *h);
CUTBoolean cutSavePPM4ub(const char *file, unsigned char *pixels, unsigned int w, unsigned int h);

// ---- comparing ----

CUTBoolean cutComparef(const float *reference, const float *numbers, const unsigned int len);
CUTBoolean cutComparei(const int *reference, const int *numbers, const unsigned int len);
CUTBoolean cutCompareub(const unsigned char *reference, const unsigned char *numbers, const unsigned int len);
CUTBoolean cutComparefe(const float *reference, const float *numbers, const unsigned int len,
                        const float epsilon);
CUTBoolean cutComparefet(const float *reference, const float *numbers, const unsigned int len,
                         const float epsilon, const float threshold);
CUTBoolean cutCompareube(const unsigned char *reference, const unsigned char *numbers, const unsigned int len,
                         const float epsilon);
CUTBoolean cutCompareubt(const unsigned char *reference, const unsigned char *numbers, const unsigned int len,
                         const float epsilon, const float threshold);
CUTBoolean cutCompareL2fe(const float *reference, const float *numbers, const unsigned int len,
                          const float epsilon);
CUTBoolean cutComparePPM(const char *file, const char *reference, const float epsilon, const float threshold,
                         bool verbose = false);

#include <npuify/macros_restored.inc>

#endif
