// SPDX-License-Identifier: Apache-2.0
// Looks at host code in the order it runs: launches, and calls that wait for them without saying so.
#pragma once

#include "Constants.h"
#include "collect/SourceMap.h"
#include "rules/RuleIndex.h"

namespace npuify {

struct Launch {
  const clang::FunctionDecl *Kernel = nullptr; ///< null when only the run knows
  std::string Name;
  clang::SourceRange At;
  std::optional<uint64_t> Grid, Block, Shared; ///< nothing: the run decides
  bool DefaultStream = false;
  std::set<const clang::ValueDecl *> Pointers; ///< variables passed as pointers
  bool UntracedPointer = false;                ///< a pointer that comes from elsewhere
};

/// What one translation unit's host code does.
struct HostCode {
  std::vector<Launch> Launches;
  std::map<clang::SourceLocation, std::pair<clang::SourceRange, std::string>>
      ImplicitSync; ///< -> kernel's name
  std::vector<clang::SourceRange> BlockingStreams, SharedOptIns;
  std::set<const clang::ValueDecl *> Managed; ///< pointers to managed memory
};

class HostWalk {
public:
  HostWalk(const RuleIndex &Index, SourceMap &Map, clang::ASTContext &Ctx, HostCode &Out)
      : Index(Index), Map(Map), Ctx(Ctx), Out(Out) {}
  void run(const clang::FunctionDecl *F);

private:
  const RuleIndex &Index;
  SourceMap &Map;
  clang::ASTContext &Ctx;
  HostCode &Out;
  Constants Values;
  std::string Pending; ///< the kernel launched last that nothing waited for
  bool Top = true;     ///< in the function itself, not in one it calls
  std::vector<const clang::FunctionDecl *> Stack;

  void walk(const clang::Stmt *S);
  void call(const clang::CallExpr *C);
  void launch(const clang::CUDAKernelCallExpr *E);
  bool mentions(const clang::Expr *E, llvm::StringRef Trait) const;
};

} // namespace npuify
