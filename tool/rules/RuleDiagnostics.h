// SPDX-License-Identifier: Apache-2.0
// Messages about the files of rule packs, each with its place.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace npuify {

/// A file of a pack, for messages.
struct RuleFile {
  std::string Path;  ///< as shown to the user
  std::string Short; ///< from the packs' folder
  std::string Text;
};

/// Collects messages in rustc's style.
class RuleDiagnostics {
public:
  void error(const RuleFile &File, unsigned Offset, llvm::StringRef Message, llvm::StringRef Help = "");
  void error(llvm::StringRef Path, llvm::StringRef Message);
  bool any() const { return Count != 0; }
  llvm::Error take();

private:
  std::string Text;
  unsigned Count = 0;
  bool room();
};

} // namespace npuify
