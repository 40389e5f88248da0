// SPDX-License-Identifier: Apache-2.0
// The built-in packs, loaded once for all tests, and the identifiers of header files.
#pragma once

#include "rules/RuleIndex.h"
#include "llvm/ADT/StringSet.h"

const std::vector<npuify::RulePack> &builtinPacks();
const npuify::RuleIndex &builtinIndex();

/// The identifiers that the headers \p Names below \p Folder declare, as the preprocessor leaves them
/// (families of names are often pasted together by macros), and the macros they define. Headers that do not
/// exist are left out.
llvm::StringSet<> declaredNames(const std::string &Folder, const std::vector<std::string> &Names,
                                const std::vector<std::string> &Definitions = {});

/// The words of \p Text, as in the replacement text of a rule.
std::vector<std::string> identifiersOf(llvm::StringRef Text);
