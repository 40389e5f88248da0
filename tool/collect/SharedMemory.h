// SPDX-License-Identifier: Apache-2.0
// Finds and rewrites declarations of dynamic shared memory: extern QUALIFIER [alignment] type name[];
#pragma once

#include "edit/Change.h"
#include "support/Tokens.h"
#include <array>
#include <functional>
#include <optional>
#include <set>

namespace npuify {

struct DynamicShared {
  unsigned Begin = 0, End = 0; ///< of the whole declaration, the semicolon included
  unsigned NameOffset = 0;
  size_t FirstToken = 0, LastToken = 0; ///< LastToken is the semicolon
  std::set<size_t> Dropped;             ///< tokens that the rewrite drops: extern, the qualifier, alignments
  llvm::StringRef Text;
  const std::vector<Token> *Tokens = nullptr;
  size_t Name = 0;             ///< token of the declared name
  std::string InnerDimensions; ///< "[33]" of `s[][33]`

  /// The Edits that replace the declaration where it stands, by a template with ${type} and ${name}.
  std::vector<Edit> inPlace(llvm::StringRef Template) const;
  /// The rewritten declaration as text, \p MapType applied to the type.
  std::string rendered(llvm::StringRef Template, std::function<std::string(llvm::StringRef)> MapType) const;

private:
  std::string typeText() const;
};

/// \p Qualifier is the index of the memory space qualifier. Nothing when the declaration is not dynamic
/// shared memory of one declarator.
std::optional<DynamicShared> findDynamicShared(llvm::StringRef Text, const std::vector<Token> &Tokens,
                                               size_t Qualifier);

} // namespace npuify
