// SPDX-License-Identifier: Apache-2.0
// What stands for PTX: a module (a shared library) as text, since programs treat PTX as such. base64 behind a
// comment.
#ifndef NPU_RTC_MODULE_TEXT_H
#define NPU_RTC_MODULE_TEXT_H

#include <stdint.h>
#include <string.h>

#include <string>
#include <string_view>
#include <vector>

namespace npu::rtc {

// Where a module that was compiled with -rdc=true keeps the object that it was linked from.
constexpr std::string_view object_section = "npu.object";

constexpr std::string_view module_text_head = "// A module of the NPU runtime: a shared library in base64.\n";
constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

inline std::string to_text(std::string_view module) {
  std::string text(module_text_head);
  text.reserve(text.size() + module.size() / 3 * 4 + module.size() / 57 + 8);
  for (size_t at = 0; at < module.size(); at += 3) {
    uint32_t bits = 0;
    for (size_t i = 0; i < 3; ++i)
      bits = bits << 8 | (at + i < module.size() ? uint8_t(module[at + i]) : 0);
    for (size_t i = 0; i < 4; ++i)
      text += at + i > module.size() ? '=' : base64_digits[bits >> (18 - 6 * i) & 63];
    if (at % 57 == 54)
      text += '\n';
  }
  text += '\n';
  return text;
}

// The image may be shorter than the comment, and then ends with a zero.
inline bool is_module_text(const char *image) {
  return strncmp(image, module_text_head.data(), module_text_head.size()) == 0;
}

// The text ends with a zero. Empty if it is damaged.
inline std::vector<char> from_text(const char *text) {
  std::vector<char> module;
  uint32_t bits = 0;
  unsigned count = 0;
  for (const char *c = text + module_text_head.size(); *c && *c != '='; ++c) {
    if (*c == '\n' || *c == '\r')
      continue;
    const size_t digit = base64_digits.find(*c);
    if (digit == std::string_view::npos)
      return {};
    bits = bits << 6 | uint32_t(digit);
    if ((count += 6) >= 8) {
      count -= 8;
      module.push_back(char(bits >> count & 0xff));
    }
  }
  return module;
}

} // namespace npu::rtc

#endif
