// SPDX-License-Identifier: Apache-2.0
// What a parse asked of the file system, and what the answers are now: the inputs of a result, files that are
// not there included (a header that appears earlier on the include path counts).
#pragma once

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <mutex>
#include <set>
#include <string>

namespace npuify {

/// Paths in order, so that equal runs write equal bytes.
using FileProbes = std::set<std::string>;

/// \p Base, with every path that is looked up written down in \p Probes. For use by one thread.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
recordProbes(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, FileProbes &Probes);

/// The state of paths, each looked at once per run.
class FileStates {
public:
  explicit FileStates(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files) : Files(std::move(Files)) {}
  struct State {
    std::string Digest;   ///< of the contents; "-" when nothing is there, "/" for a folder
    std::string RealPath; ///< of a file
  };
  const State &of(const std::string &Path);

private:
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  std::mutex Mutex;
  std::map<std::string, State> Known;
};

} // namespace npuify
