// SPDX-License-Identifier: Apache-2.0
// Finds the kernels of a translation unit, what they call and how they are launched, and records their
// traits.
#pragma once

#include "collect/SourceMap.h"
#include "rules/RuleIndex.h"
#include "clang/AST/DeclBase.h"

namespace npuify {

void collectKernels(llvm::ArrayRef<clang::Decl *> Decls, SourceMap &Map, const RuleIndex &Index,
                    clang::ASTContext &Ctx);

} // namespace npuify
