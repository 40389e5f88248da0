// SPDX-License-Identifier: Apache-2.0
// Walks the AST of the project's own code and records what each name refers to, how launches spell their
// kernel, and the declarations that need more than a new name.
#pragma once

#include "SourceMap.h"
#include "rules/RuleIndex.h"
#include "clang/AST/ASTConsumer.h"
#include <memory>

namespace npuify {

std::unique_ptr<clang::ASTConsumer> makeAstCollector(SourceMap &Map, const RuleIndex &Index,
                                                     bool RelocatableDeviceCode);

} // namespace npuify
