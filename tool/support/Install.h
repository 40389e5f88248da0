// SPDX-License-Identifier: Apache-2.0
// Where npuify's own files are: next to the executable when installed, in the source tree when built there.
#pragma once

#include <string>

namespace npuify {

/// The folder of the built-in rule packs: $NPUIFY_RULES_DIR, else PREFIX/share/npuify/rules, else the source
/// tree's. Empty when there is none.
std::string builtinRulesDir();

/// The folder that holds npu/runtime.hpp: PREFIX/include, else the source tree's. Empty when there is none.
std::string runtimeIncludeDir();

/// What stands for this very build of the tool.
std::string executableDigest();

/// Clang's own headers (stddef.h and friends); empty when they are not installed.
std::string clangResourceDir();

} // namespace npuify
