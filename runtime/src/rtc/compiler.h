// SPDX-License-Identifier: Apache-2.0
// Runs npucc on the text of a program.
#ifndef NPU_RTC_COMPILER_H
#define NPU_RTC_COMPILER_H

#include "npu/rtc.h"

#include <string>
#include <utility>
#include <vector>

namespace npu::rtc {

struct source {
  std::string text, name;
  std::vector<std::pair<std::string, std::string>> headers; // include name, text
};

struct outcome {
  npurtcResult code = NPURTC_SUCCESS;
  std::string log;
  std::vector<char> module; // a shared library
};

// Options as NVRTC takes them to those of npucc. False, with the first one that is not known, if there is
// such.
bool translate(const std::vector<std::string> &given, std::vector<std::string> &options,
               std::string &unknown);

outcome compile(const source &program, const std::vector<std::string> &options);

// Makes one module of several objects. NPURTC_ERROR_COMPILATION if they do not fit together.
outcome link(const std::vector<std::vector<char>> &objects);

} // namespace npu::rtc

#endif
