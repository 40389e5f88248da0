// SPDX-License-Identifier: Apache-2.0
// Reads Rules from the JSON of one file and reports every mistake at its place.
#pragma once

#include "RulePack.h"
#include "support/Json.h"
#include "llvm/ADT/StringMap.h"

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

/// Where ids and symbols were first seen; shared by the packs that are loaded together.
struct RuleRegistry {
  llvm::StringMap<std::string> Ids; ///< id -> "cuda/memory.rules.json:12"
};

/// Reads one *.rules.json into \p Pack.
void readRules(const RuleFile &File, const JsonNode &Root, RulePack &Pack, RuleRegistry &Seen,
               RuleDiagnostics &Diags);
/// Reads pack.json into \p Pack.
void readPackInfo(const RuleFile &File, const JsonNode &Root, RulePack &Pack, RuleDiagnostics &Diags);

} // namespace npuify
