// SPDX-License-Identifier: Apache-2.0
// What only the preprocessor knows: which macro a name is, which branches are skipped, which includes are
// found.
#pragma once

#include "SourceMap.h"
#include "rules/RuleIndex.h"
#include "clang/Lex/PPCallbacks.h"
#include <memory>

namespace clang {
class Preprocessor;
}

namespace npuify {

std::unique_ptr<clang::PPCallbacks> makeMacroCollector(SourceMap &Map, const RuleIndex &Index,
                                                       clang::Preprocessor &PP);

} // namespace npuify
