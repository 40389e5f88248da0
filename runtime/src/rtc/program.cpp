// SPDX-License-Identifier: Apache-2.0
// Programs that are compiled at run time.
#include "npu/runtime.h"
#include "rtc/compiler.h"
#include "rtc/module_text.h"
#include "rtc/names.h"

#include <string.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <unordered_set>

struct NPUrtcProgram_st {
  npu::rtc::source source;
  std::vector<std::string> expressions, names; // a name for each expression, once compiled
  bool compiled = false;                       // successfully or not
  npu::rtc::outcome outcome;

  // The module as PTX.
  const std::string &text() {
    if (ptx.empty())
      ptx = npu::rtc::to_text({outcome.module.data(), outcome.module.size()});
    return ptx;
  }

private:
  std::string ptx;
};

using namespace npu::rtc;

namespace {

struct programs {
  std::mutex mutex;
  std::unordered_set<npurtcProgram> live;
};
programs &all() {
  static auto *p = new programs; // never destroyed
  return *p;
}

bool is_program(npurtcProgram program) {
  std::lock_guard lock(all().mutex);
  return all().live.count(program) != 0;
}

npurtcResult check(npurtcProgram program, const void *result) {
  if (!is_program(program))
    return NPURTC_ERROR_INVALID_PROGRAM;
  return result ? NPURTC_SUCCESS : NPURTC_ERROR_INVALID_INPUT;
}

npurtcResult module_size(npurtcProgram program, size_t *size) {
  if (const npurtcResult error = check(program, size); error != NPURTC_SUCCESS)
    return error;
  if (program->outcome.module.empty())
    return NPURTC_ERROR_INVALID_PROGRAM;
  *size = program->outcome.module.size();
  return NPURTC_SUCCESS;
}

npurtcResult copy_module(npurtcProgram program, char *to) {
  size_t size;
  if (const npurtcResult error = check(program, to); error != NPURTC_SUCCESS)
    return error;
  if (const npurtcResult error = module_size(program, &size); error != NPURTC_SUCCESS)
    return error;
  memcpy(to, program->outcome.module.data(), size);
  return NPURTC_SUCCESS;
}

constexpr int architectures[] = {50, 52, 53, 60, 61, 62, 70, 72, 75, 80};

} // namespace

extern "C" {

const char *npurtcGetErrorString(npurtcResult result) {
  switch (result) {
  case NPURTC_SUCCESS:
    return "NPURTC_SUCCESS";
  case NPURTC_ERROR_OUT_OF_MEMORY:
    return "NPURTC_ERROR_OUT_OF_MEMORY";
  case NPURTC_ERROR_PROGRAM_CREATION_FAILURE:
    return "NPURTC_ERROR_PROGRAM_CREATION_FAILURE";
  case NPURTC_ERROR_INVALID_INPUT:
    return "NPURTC_ERROR_INVALID_INPUT";
  case NPURTC_ERROR_INVALID_PROGRAM:
    return "NPURTC_ERROR_INVALID_PROGRAM";
  case NPURTC_ERROR_INVALID_OPTION:
    return "NPURTC_ERROR_INVALID_OPTION";
  case NPURTC_ERROR_COMPILATION:
    return "NPURTC_ERROR_COMPILATION";
  case NPURTC_ERROR_BUILTIN_OPERATION_FAILURE:
    return "NPURTC_ERROR_BUILTIN_OPERATION_FAILURE";
  case NPURTC_ERROR_NO_NAME_EXPRESSIONS_AFTER_COMPILATION:
    return "NPURTC_ERROR_NO_NAME_EXPRESSIONS_AFTER_COMPILATION";
  case NPURTC_ERROR_NO_LOWERED_NAMES_BEFORE_COMPILATION:
    return "NPURTC_ERROR_NO_LOWERED_NAMES_BEFORE_COMPILATION";
  case NPURTC_ERROR_NAME_EXPRESSION_NOT_VALID:
    return "NPURTC_ERROR_NAME_EXPRESSION_NOT_VALID";
  case NPURTC_ERROR_INTERNAL_ERROR:
    return "NPURTC_ERROR_INTERNAL_ERROR";
  }
  return "NPURTC_ERROR unknown";
}

npurtcResult npurtcVersion(int *major, int *minor) {
  if (!major || !minor)
    return NPURTC_ERROR_INVALID_INPUT;
  *major = NPU_RUNTIME_CUDA_VERSION / 1000;
  *minor = NPU_RUNTIME_CUDA_VERSION % 1000 / 10;
  return NPURTC_SUCCESS;
}

npurtcResult npurtcGetNumSupportedArchs(int *numArchs) {
  if (!numArchs)
    return NPURTC_ERROR_INVALID_INPUT;
  *numArchs = int(std::size(architectures));
  return NPURTC_SUCCESS;
}

npurtcResult npurtcGetSupportedArchs(int *supportedArchs) {
  if (!supportedArchs)
    return NPURTC_ERROR_INVALID_INPUT;
  std::copy(std::begin(architectures), std::end(architectures), supportedArchs);
  return NPURTC_SUCCESS;
}

npurtcResult npurtcCreateProgram(npurtcProgram *prog, const char *src, const char *name, int numHeaders,
                                 const char *const *headers, const char *const *includeNames) {
  if (!prog)
    return NPURTC_ERROR_INVALID_PROGRAM;
  if (!src || numHeaders < 0 || (numHeaders > 0 && (!headers || !includeNames)))
    return NPURTC_ERROR_INVALID_INPUT;
  auto program = std::make_unique<NPUrtcProgram_st>();
  program->source.text = src;
  program->source.name = name ? name : "";
  for (int i = 0; i < numHeaders; ++i) {
    if (!headers[i] || !includeNames[i])
      return NPURTC_ERROR_INVALID_INPUT;
    program->source.headers.emplace_back(includeNames[i], headers[i]);
  }
  std::lock_guard lock(all().mutex);
  all().live.insert(program.get());
  *prog = program.release();
  return NPURTC_SUCCESS;
}

npurtcResult npurtcDestroyProgram(npurtcProgram *prog) {
  if (!prog)
    return NPURTC_ERROR_INVALID_PROGRAM;
  {
    std::lock_guard lock(all().mutex);
    if (!all().live.erase(*prog))
      return NPURTC_ERROR_INVALID_PROGRAM;
  }
  delete *prog;
  *prog = nullptr;
  return NPURTC_SUCCESS;
}

npurtcResult npurtcCompileProgram(npurtcProgram prog, int numOptions, const char *const *options) {
  if (!is_program(prog))
    return NPURTC_ERROR_INVALID_PROGRAM;
  if (numOptions < 0 || (numOptions > 0 && !options))
    return NPURTC_ERROR_INVALID_INPUT;
  std::vector<std::string> translated;
  std::string unknown;
  prog->names.clear();
  if (!translate({options, options + numOptions}, translated, unknown)) {
    prog->outcome = {NPURTC_ERROR_INVALID_OPTION, "npurtc: unrecognized option " + unknown + "\n", {}};
    return NPURTC_ERROR_INVALID_OPTION;
  }
  source whole = prog->source;
  whole.text += uses_of(prog->expressions);
  prog->outcome = compile(whole, translated);
  prog->compiled = true;
  if (prog->outcome.code == NPURTC_SUCCESS &&
      !find_names(prog->outcome.module, prog->expressions.size(), prog->names)) {
    prog->outcome.code = NPURTC_ERROR_NAME_EXPRESSION_NOT_VALID;
    prog->outcome.log += "npurtc: a name expression does not name a kernel or a variable of the program\n";
  }
  return prog->outcome.code;
}

npurtcResult npurtcAddNameExpression(npurtcProgram prog, const char *expression) {
  if (const npurtcResult error = check(prog, expression); error != NPURTC_SUCCESS)
    return error;
  if (prog->compiled)
    return NPURTC_ERROR_NO_NAME_EXPRESSIONS_AFTER_COMPILATION;
  if (std::find(prog->expressions.begin(), prog->expressions.end(), expression) == prog->expressions.end())
    prog->expressions.push_back(expression);
  return NPURTC_SUCCESS;
}

npurtcResult npurtcGetLoweredName(npurtcProgram prog, const char *expression, const char **loweredName) {
  if (const npurtcResult error = check(prog, expression); error != NPURTC_SUCCESS)
    return error;
  if (!loweredName)
    return NPURTC_ERROR_INVALID_INPUT;
  if (!prog->compiled || prog->outcome.module.empty())
    return NPURTC_ERROR_NO_LOWERED_NAMES_BEFORE_COMPILATION;
  const auto found = std::find(prog->expressions.begin(), prog->expressions.end(), expression);
  const size_t index = size_t(found - prog->expressions.begin());
  if (index >= prog->names.size())
    return NPURTC_ERROR_NAME_EXPRESSION_NOT_VALID;
  *loweredName = prog->names[index].c_str();
  return NPURTC_SUCCESS;
}

npurtcResult npurtcGetProgramLogSize(npurtcProgram prog, size_t *logSizeRet) {
  if (const npurtcResult error = check(prog, logSizeRet); error != NPURTC_SUCCESS)
    return error;
  *logSizeRet = prog->outcome.log.size() + 1;
  return NPURTC_SUCCESS;
}

npurtcResult npurtcGetProgramLog(npurtcProgram prog, char *log) {
  if (const npurtcResult error = check(prog, log); error != NPURTC_SUCCESS)
    return error;
  memcpy(log, prog->outcome.log.c_str(), prog->outcome.log.size() + 1);
  return NPURTC_SUCCESS;
}

npurtcResult npurtcGetPTXSize(npurtcProgram prog, size_t *ptxSizeRet) {
  const npurtcResult error = module_size(prog, ptxSizeRet);
  if (error == NPURTC_SUCCESS)
    *ptxSizeRet = prog->text().size() + 1;
  return error;
}
npurtcResult npurtcGetPTX(npurtcProgram prog, char *ptx) {
  size_t size;
  if (const npurtcResult error = check(prog, ptx); error != NPURTC_SUCCESS)
    return error;
  if (const npurtcResult error = module_size(prog, &size); error != NPURTC_SUCCESS)
    return error;
  memcpy(ptx, prog->text().c_str(), prog->text().size() + 1);
  return NPURTC_SUCCESS;
}
npurtcResult npurtcGetCUBINSize(npurtcProgram prog, size_t *cubinSizeRet) {
  return module_size(prog, cubinSizeRet);
}
npurtcResult npurtcGetCUBIN(npurtcProgram prog, char *cubin) { return copy_module(prog, cubin); }

} // extern "C"
