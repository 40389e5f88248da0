// SPDX-License-Identifier: Apache-2.0
// Records the compiler calls of a build: programs of the compilers' names stand first in PATH, write down how
// they are called and go on to the real ones. Compilers that are not installed are stood in for, so that the
// build gets to its end.
#pragma once

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace npuify {

struct RecordedCall {
  std::string Directory;
  std::vector<std::string> Arguments; ///< the compiler first
};

class CommandRecorder {
public:
  static llvm::Expected<CommandRecorder> create();
  CommandRecorder(CommandRecorder &&Other) : Folder(Other.Folder), StoodInFor(Other.StoodInFor) {
    Other.Folder.clear();
  }
  ~CommandRecorder(); ///< removes all that it made, placeholders of outputs included

  /// Runs a command to its end; its exit status.
  llvm::Expected<int> run(const std::vector<std::string> &Command);
  /// In the order of the calls, as far as that can be told.
  std::vector<RecordedCall> calls() const;
  /// Whether the device compiler is not installed.
  bool standsIn() const { return StoodInFor; }
  /// Commands that failed and were taken for done.
  unsigned failures() const;

private:
  explicit CommandRecorder(llvm::StringRef Folder) : Folder(Folder) {}
  llvm::SmallString<128> Folder;
  bool StoodInFor = false;
};

/// compile_commands.json: an entry for each source of each call that compiles, sorted; calls that only link
/// or preprocess have none.
std::string compilationDatabase(const std::vector<RecordedCall> &Calls);

} // namespace npuify
