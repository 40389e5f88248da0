// SPDX-License-Identifier: Apache-2.0
// Compilation at run time: CUDA source text becomes a module for npudrvModuleLoadData. npucc does it, as a
// process of its own: the one beside the runtime, or in PATH, or named by the environment variable
// NPU_RTC_COMPILER. C and C++.
#ifndef NPU_RTC_H
#define NPU_RTC_H

#include "npu/detail/macros_aside.inc"

#include "npu/detail/api.h"

#include <stddef.h>

typedef enum {
  NPURTC_SUCCESS = 0,
  NPURTC_ERROR_OUT_OF_MEMORY = 1,
  NPURTC_ERROR_PROGRAM_CREATION_FAILURE = 2,
  NPURTC_ERROR_INVALID_INPUT = 3,
  NPURTC_ERROR_INVALID_PROGRAM = 4,
  NPURTC_ERROR_INVALID_OPTION = 5,
  NPURTC_ERROR_COMPILATION = 6,
  NPURTC_ERROR_BUILTIN_OPERATION_FAILURE = 7, // npucc is not there, or cannot be run
  NPURTC_ERROR_NO_NAME_EXPRESSIONS_AFTER_COMPILATION = 8,
  NPURTC_ERROR_NO_LOWERED_NAMES_BEFORE_COMPILATION = 9,
  NPURTC_ERROR_NAME_EXPRESSION_NOT_VALID = 10,
  NPURTC_ERROR_INTERNAL_ERROR = 11
} npurtcResult;
typedef struct NPUrtcProgram_st *npurtcProgram;

NPU_API_BEGIN

const char *npurtcGetErrorString(npurtcResult result);
// That of the CUDA release whose source language is understood.
npurtcResult npurtcVersion(int *major, int *minor);
npurtcResult npurtcGetNumSupportedArchs(int *numArchs);
npurtcResult npurtcGetSupportedArchs(int *supportedArchs);

// The texts are copied. Headers are found under their include names.
npurtcResult npurtcCreateProgram(npurtcProgram *prog, const char *src, const char *name, int numHeaders,
                                 const char *const *headers, const char *const *includeNames);
npurtcResult npurtcDestroyProgram(npurtcProgram *prog);
npurtcResult npurtcCompileProgram(npurtcProgram prog, int numOptions, const char *const *options);
// Before compilation: the names of kernels (instances of templates, say), and addresses of variables
// ("&ns::factor").
npurtcResult npurtcAddNameExpression(npurtcProgram prog, const char *expression);
// After it: the name for npudrvModuleGetFunction or npudrvModuleGetGlobal. It lives as long as the program.
npurtcResult npurtcGetLoweredName(npurtcProgram prog, const char *expression, const char **loweredName);

// The log has a final zero.
npurtcResult npurtcGetProgramLogSize(npurtcProgram prog, size_t *logSizeRet);
npurtcResult npurtcGetProgramLog(npurtcProgram prog, char *log);
// The module, whichever of the names is used.
npurtcResult npurtcGetPTXSize(npurtcProgram prog, size_t *ptxSizeRet);
npurtcResult npurtcGetPTX(npurtcProgram prog, char *ptx);
npurtcResult npurtcGetCUBINSize(npurtcProgram prog, size_t *cubinSizeRet);
npurtcResult npurtcGetCUBIN(npurtcProgram prog, char *cubin);

NPU_API_END

#include "npu/detail/macros_restored.inc"

#endif
