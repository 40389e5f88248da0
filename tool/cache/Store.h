// SPDX-License-Identifier: Apache-2.0
// A folder of entries by name, for any number of runs at once: an entry is written under another name and
// renamed, and carries a checksum, so a reader sees all of it or nothing. Old entries go when the folder
// grows.
#pragma once

#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <mutex>
#include <string>

namespace npuify {

class Store {
public:
  /// \p Folder is made at the first write; empty: nothing is kept.
  explicit Store(std::string Folder) : Folder(std::move(Folder)) {}
  bool enabled() const { return !Folder.empty(); }

  /// Mapped, not read, as preambles are large and mostly unused; null when there is no such entry.
  std::unique_ptr<llvm::MemoryBuffer> get(llvm::StringRef Name) const;
  void put(llvm::StringRef Name, llvm::StringRef Bytes);
  /// Removes what was not used for long, and more when the folder holds more than its share of the disk.
  void prune() const;
  /// Why entries could not be written; empty when they could.
  std::string problem() const;

private:
  std::string pathOf(llvm::StringRef Name) const;
  std::string Folder, Problem;
  mutable std::mutex Mutex;
};

/// Where the entries of all runs of this user lie: below XDG_CACHE_HOME, else below the home folder; empty
/// when there is neither.
std::string defaultCacheFolder();

} // namespace npuify
