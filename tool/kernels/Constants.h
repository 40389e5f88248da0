// SPDX-License-Identifier: Apache-2.0
// Values that the source fixes: constants, and variables that are initialised once and never changed.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseSet.h"
#include <array>
#include <optional>

namespace npuify {

class Constants {
public:
  /// Notes which variables of \p Body are changed after their initialisation.
  void look(const clang::Stmt *Body);
  bool mayChange(const clang::ValueDecl *V) const { return Changed.count(V); }
  /// The value of an integer expression, if the source fixes it.
  std::optional<int64_t> valueOf(const clang::Expr *E, const clang::ASTContext &Ctx,
                                 unsigned Depth = 0) const;
  /// The product of the components of a launch dimension: an integer or a class built from up to three.
  std::optional<uint64_t> volumeOf(const clang::Expr *E, const clang::ASTContext &Ctx,
                                   unsigned Depth = 0) const;

private:
  llvm::DenseSet<const clang::ValueDecl *> Changed;
};

} // namespace npuify
