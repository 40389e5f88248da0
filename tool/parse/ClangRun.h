// SPDX-License-Identifier: Apache-2.0
// Runs one Clang action in process, on a thread with a large stack; a crash costs that run only.
#pragma once

#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/FrontendAction.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <string>
#include <vector>

namespace npuify {

enum class ClangOutcome { Ran, Rejected, Crashed };

/// \p Line is a driver command line ("clang++", …). Diagnostics go to \p Diagnostics and nowhere else.
ClangOutcome runClang(const std::vector<std::string> &Line,
                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
                      clang::DiagnosticConsumer &Diagnostics, clang::FrontendAction &Action);

} // namespace npuify
