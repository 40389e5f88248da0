// SPDX-License-Identifier: Apache-2.0
// Which libraries a project uses beyond what the rules replace. Programs often include headers that they do
// not use.
#pragma once

#include "rules/RuleIndex.h"
#include <map>

namespace npuify {

class LibraryUse {
public:
  /// \p Texts are the project's sources; they must outlive this.
  LibraryUse(const RuleIndex &Index, std::vector<llvm::StringRef> Texts)
      : Index(Index), Texts(std::move(Texts)) {}

  /// Whether the header of \p Rule has no counterpart and no source names anything of its pack that has none.
  bool isUnused(const Rule &Header);

private:
  /// Of packs whose names tell that they are theirs.
  bool mayTell(const RulePack &Pack) const;
  bool uses(const RulePack &Pack) const;
  const RuleIndex &Index;
  std::vector<llvm::StringRef> Texts;
  std::map<std::string, bool> Unused; ///< by pack
};

} // namespace npuify
