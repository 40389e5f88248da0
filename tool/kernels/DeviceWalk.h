// SPDX-License-Identifier: Apache-2.0
// Looks at the body of one kernel or device function.
#pragma once

#include "Constants.h"
#include "collect/SourceMap.h"
#include "rules/RuleIndex.h"
#include "clang/AST/DeclCXX.h"
#include <functional>

namespace npuify {

/// Whether \p D is among the names that the rules of \p Trait list in match.calls.
bool listed(const RuleIndex &Index, llvm::StringRef Trait, const clang::NamedDecl *D);
bool listedAsUnless(const RuleIndex &Index, llvm::StringRef Trait, const clang::NamedDecl *D);

struct DeviceBody {
  std::vector<const clang::FunctionDecl *> Callees; ///< with a body here
  uint64_t StaticShared = 0, Stack = 0;             ///< bytes
};

/// \p Report is told every trait at its place. \p Function may be an instantiation.
DeviceBody
walkDeviceBody(const clang::FunctionDecl *Function, const RuleIndex &Index, SourceMap &Map,
               clang::ASTContext &Ctx,
               const std::function<void(llvm::StringRef Trait, clang::SourceRange At, bool Known)> &Report);

} // namespace npuify
