// SPDX-License-Identifier: Apache-2.0
// What the tokens of a file alone tell, before anything is parsed.
#pragma once

#include "rules/RuleIndex.h"
#include "llvm/ADT/StringSet.h"

namespace npuify {

/// Whether a file holds anything that needs Clang: kernel syntax, or names that belong to an API family.
struct FileNeeds {
  bool Launches = false; ///< kernel launches: kernel language whatever the suffix
  bool Entities = false; ///< qualifiers, names or headers of a pack
  /// Without entities: plain names that mean something of an open pack where its library is used (x.cuda()).
  bool OpenNames = false;
};
FileNeeds scanFile(llvm::StringRef Text, const RuleIndex &Index);

/// Whether \p Text declares a name that RuleIndex::isUndeclared.
bool declaresUndeclared(llvm::StringRef Text, const RuleIndex &Index);

/// The names that #define directives of \p Text define.
void collectMacroNames(llvm::StringRef Text, llvm::StringSet<> &Names);

} // namespace npuify
