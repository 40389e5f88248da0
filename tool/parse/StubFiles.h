// SPDX-License-Identifier: Apache-2.0
// The declarations of the rule packs as files that Clang finds.
#pragma once

#include "rules/RulePack.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace npuify {

/// The folder that holds a folder of declarations for each pack.
llvm::StringRef stubRoot();
/// The packs' stand-ins, below stubRoot().
llvm::StringRef standInRoot();

/// The files of this machine, and the packs' declarations below stubRoot().
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> stubFileSystem(const std::vector<RulePack> &Packs);

} // namespace npuify
