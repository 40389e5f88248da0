// SPDX-License-Identifier: Apache-2.0
// npucc as a compiler launcher: CMake keeps the project's own compiler, and the package npu has each compiler
// call pass by npucc, which takes those with kernels itself.
#pragma once

#include <string>
#include <vector>

namespace npucc {

/// \p Command calls \p Compiler, perhaps through other launchers. \returns npucc's own command line for it
/// (without the program's name) if it compiles kernels, or has options that only nvcc knows; else nothing.
std::vector<std::string> takeOver(const std::string &Compiler, const std::vector<std::string> &Command);

} // namespace npucc
