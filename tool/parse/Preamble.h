// SPDX-License-Identifier: Apache-2.0
// What every kernel-language unit begins with, parsed once: the packs' stubs and the standard headers that
// most programs include. A precompiled header in memory; the cache may keep its bytes.
#pragma once

#include "ParseSession.h"
#include "cache/FileProbes.h"

namespace npuify {

/// The file system of \p Base with the precompiled preamble laid over it, and the path to give to
/// -include-pch.
struct Preamble {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  std::string Path; ///< empty: there is none, include the stubs themselves
};

/// The bytes of the precompiled preamble; empty when Clang could not make it. \p Line is the command line of
/// a kernel-language unit without its -include options and file name. \p Probes gets the files that it is
/// made of.
std::string compilePreamble(const std::vector<std::string> &Line, const std::vector<RulePack> &Packs,
                            llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, FileProbes &Probes);

/// \p Compiled must be the result of compilePreamble for the same packs.
Preamble openPreamble(std::string Compiled, const std::vector<RulePack> &Packs,
                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base);

} // namespace npuify
