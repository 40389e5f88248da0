// SPDX-License-Identifier: Apache-2.0
// Results of parses, by their inputs: the tool, the rule packs, the command line, and the contents of every
// file that the parse looked at. Two steps, as the files are known only afterwards: the command line leads to
// the list of files (kept from the last parse), the list and what the files hold now lead to the result.
#pragma once

#include "FileProbes.h"
#include "Store.h"
#include "rules/RulePack.h"
#include <functional>

namespace npuify {

class ParseCache {
public:
  /// \p Files is what parses read from. \p IsProject tells of a real path whether evidence is wanted for it.
  ParseCache(Store &Entries, const std::vector<RulePack> &Packs,
             llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
             std::function<bool(const std::string &)> IsProject);

  bool enabled() const { return Entries.enabled(); }
  /// What stands for \p Command with this tool, these packs and this folder.
  std::string keyOf(llvm::ArrayRef<std::string> Command) const;
  /// The result; null when there is none.
  std::unique_ptr<llvm::MemoryBuffer> find(const std::string &Key);
  /// Files that several parses share, such as those of a preamble, are kept once under \p SharedKey; empty:
  /// none.
  void keep(const std::string &Key, FileProbes Probes, llvm::StringRef Result,
            const std::string &SharedKey = "");
  void keepShared(const std::string &SharedKey, FileProbes Probes, llvm::StringRef Result);

private:
  std::string stateOf(const std::string &Key, const FileProbes &Own, const FileProbes &Shared);
  /// The list of a shared key, read once.
  const FileProbes &shared(const std::string &SharedKey);
  Store &Entries;
  FileStates States;
  std::function<bool(const std::string &)> IsProject;
  std::string Context;
  std::mutex Mutex;
  std::map<std::string, FileProbes> Shared;
};

} // namespace npuify
