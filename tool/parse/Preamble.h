// SPDX-License-Identifier: Apache-2.0
// What every kernel-language unit begins with, parsed once per run: the packs' stubs and the standard headers
// that most programs include. A precompiled header in memory; nothing is written.
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

/// \p Line is the command line of a kernel-language unit without its -include options and file name. \p Probes gets the
/// files that the preamble is made of.
Preamble buildPreamble(const std::vector<std::string> &Line, const std::vector<RulePack> &Packs,
                       llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, FileProbes &Probes);

} // namespace npuify
