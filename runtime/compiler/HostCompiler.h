// SPDX-License-Identifier: Apache-2.0
// The C++ compiler that npucc drives.
#pragma once

#include "Installation.h"
#include "Invocation.h"
#include <string>

namespace npucc {

/// In this order: -ccbin (a compiler, or a folder that holds one), $NPUCC_CXX, then the first of clang++-19,
/// clang++, g++ and c++ in PATH; with -fopenmp the first of these that has OpenMP's header. Throws UsageError
/// when there is none.
std::string findHostCompiler(const Invocation &I);

/// The compiler of sources with kernels: npucc-clang, which compiles kernels to loops over threads, or \p
/// Host where it is missing, where -host-kernels or $NPUCC_CXX asks for another one, or where OpenMP is asked
/// for and clang has none.
std::string findKernelCompiler(const Invocation &I, const Installation &Inst, const std::string &Host);

/// Link options for kernels with OpenMP where another compiler links: \p KernelCompiler's OpenMP runtime,
/// which serves objects of gcc, too. Nothing when there is none.
std::vector<std::string> openMPLink(const std::string &KernelCompiler);

/// The value of -std for C++: at least C++17, which the npu headers need; nvcc's own default is the host
/// compiler's, gnu++17.
std::string cxxStandard(const std::string &Asked);

} // namespace npucc
