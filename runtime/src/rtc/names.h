// SPDX-License-Identifier: Apache-2.0
// The names that kernels and variables of a compiled program have for the linker.
#ifndef NPU_RTC_NAMES_H
#define NPU_RTC_NAMES_H

#include <string>
#include <vector>

namespace npu::rtc {

// What is appended to a program's text for these expressions, so that they are instantiated and can be found
// again.
std::string uses_of(const std::vector<std::string> &expressions);

// The name of each in the library that was compiled from such a text. False if it
// lacks one.
bool find_names(const std::vector<char> &library, size_t expressions, std::vector<std::string> &names);

} // namespace npu::rtc

#endif
