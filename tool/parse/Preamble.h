// SPDX-License-Identifier: Apache-2.0
// What many units begin with, parsed once: of kernel-language units the packs' stubs and the standard headers
// that most programs include, of the host's units those headers alone, of the output the headers of the
// prologue. A precompiled header in memory; the cache keeps its bytes.
#pragma once

#include "ParseSession.h"
#include "cache/ParseCache.h"

namespace npuify {

/// A file system with the precompiled preamble laid over it, and the path to give to -include-pch.
struct Preamble {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  std::string Path;     ///< empty: there is none
  std::string CacheKey; ///< of what it is made of, for results that rest on it; empty without a cache
};

/// What units of the host's language begin with. They see the packs' stubs only where they include them.
std::string hostPreambleText();

/// What kernel-language units begin with.
std::string kernelPreambleText(const std::vector<RulePack> &Packs);

/// The preamble \p Text, from the cache or compiled; without a path when Clang could not make it. \p Line is
/// the command line of a unit without its -include options and file name, \p Files what it reads from.
Preamble makePreamble(const std::string &Text, const std::vector<std::string> &Line,
                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files, ParseCache &Cache);

} // namespace npuify
