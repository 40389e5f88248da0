// SPDX-License-Identifier: Apache-2.0
// Looks at host code in the order it runs: launches, calls that wait for them without saying so, and work
// that only the default stream keeps in order.
#pragma once

#include "StreamOrder.h"
#include "collect/SourceMap.h"
#include "rules/RuleIndex.h"

namespace npuify {

struct Launch {
  const clang::FunctionDecl *Kernel = nullptr; ///< null when only the run knows
  std::string Name;
  clang::SourceRange At;
  std::optional<uint64_t> Grid, Block, Shared; ///< nothing: the run decides
  std::set<const clang::ValueDecl *> Pointers; ///< variables passed as pointers
  bool UntracedPointer = false;                ///< a pointer that comes from elsewhere
};

/// A place that puts work into the default stream: a launch, or a call.
struct DefaultWork {
  clang::SourceRange At;
  const clang::FunctionDecl *Kernel = nullptr;
  std::string Name;
};

/// A call that waits for a kernel.
struct Wait {
  clang::SourceRange At;
  std::string Kernel;
};

/// What one translation unit's host code does.
struct HostCode {
  std::vector<Launch> Launches;
  std::map<clang::SourceLocation, Wait> ImplicitSync, ImplicitFree;
  std::map<clang::SourceLocation, DefaultWork> InDefault;
  std::set<clang::SourceLocation> Ordered;    ///< those of InDefault that rely on the default stream's order
  std::set<const clang::ValueDecl *> Managed; ///< pointers to managed memory
  /// Kernels that are allowed more shared memory than usual; null: one that only the run knows.
  std::set<const clang::FunctionDecl *> SharedOptIns;
};

class HostWalk {
public:
  HostWalk(const RuleIndex &Index, SourceMap &Map, clang::ASTContext &Ctx)
      : Index(Index), Map(Map), Ctx(Ctx), Handles(Values, Ctx) {}
  HostCode run(llvm::ArrayRef<const clang::FunctionDecl *> Functions);

private:
  /// A function as its callers in other units meet it.
  struct Border {
    std::set<clang::SourceLocation> FirstInDefault; ///< work in the default stream before any wait
    bool FirstInStream = false;                     ///< the same for other streams
    PendingWork AtEnd;
  };

  const RuleIndex &Index;
  SourceMap &Map;
  clang::ASTContext &Ctx;
  HostCode Out;
  Constants Values;
  Streams Handles;
  PendingWork Now;
  Border Edge;
  unsigned Order = 0;
  bool Top = true; ///< in the function itself, not in one it calls
  std::vector<const clang::FunctionDecl *> Stack;
  std::set<const clang::FunctionDecl *> Followed;
  /// Functions known to do nothing that counts: looked into once, or host code that calls much would take
  /// forever. Events tells whether something counted, Cut whether a walk ended early.
  std::set<const clang::FunctionDecl *> Quiet;
  unsigned Events = 0, Cut = 0;
  unsigned Steps = 0; ///< statements of functions that the present one calls

  void lookAhead(const clang::Stmt *S);
  void walk(const clang::Stmt *S);
  void call(const clang::CallExpr *C);
  void follow(const clang::CallExpr *C, const clang::FunctionDecl *F);
  void launch(const clang::CUDAKernelCallExpr *E);
  void enqueue(const StreamId &Id, const std::string &Kernel, const DefaultWork &Site);
  StreamId streamOf(const clang::CallExpr *C) const;
  void across(const std::vector<Border> &Borders);
  bool mentions(const clang::Expr *E, llvm::StringRef Trait) const;
};

} // namespace npuify
