// SPDX-License-Identifier: Apache-2.0
// Streams as the source names them, and the work in them that may still run at a point of the host code.
#pragma once

#include "Constants.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace npuify {

/// The stream of a launch or a call, as far as the source tells.
struct StreamId {
  enum Kind { Default, Named, Unknown } What = Unknown;
  const clang::ValueDecl *Holder = nullptr; ///< the variable, member or array that holds the handle
  int64_t Index = -1;                       ///< in an array, where the source fixes it

  bool operator<(const StreamId &O) const {
    return std::tie(What, Holder, Index) < std::tie(O.What, O.Holder, O.Index);
  }
};

/// What a translation unit says about its streams.
class Streams {
public:
  Streams(const Constants &Values, const clang::ASTContext &Ctx) : Values(Values), Ctx(Ctx) {}

  void typeIs(clang::QualType T) { Type = T.getCanonicalType(); }
  bool isStream(clang::QualType T) const { return !Type.isNull() && T.getCanonicalType() == Type; }
  /// \p Handle is what a creating call got.
  void created(const clang::Expr *Handle, bool Blocking);
  /// Inside a followed call \p P stands for \p Id.
  void bind(const clang::ParmVarDecl *P, StreamId Id) { Bound[P] = Id; }
  void unbind(const clang::ParmVarDecl *P) { Bound.erase(P); }

  StreamId idOf(const clang::Expr *E, unsigned Depth = 0) const;
  /// Whether work in \p Id and in the default stream may wait for each other. True for a stream that comes
  /// from elsewhere.
  bool blocks(const StreamId &Id) const;

private:
  const Constants &Values;
  const clang::ASTContext &Ctx;
  clang::QualType Type;                                   ///< of a handle
  llvm::DenseMap<const clang::ValueDecl *, bool> Created; ///< holder -> some creation makes it blocking
  llvm::DenseMap<const clang::ParmVarDecl *, StreamId> Bound;
};

/// Work that nothing has waited for yet.
struct PendingWork {
  struct Last {
    unsigned Order = 0;
    std::string Kernel; ///< empty: a copy
  };
  std::map<StreamId, Last> Running;
  std::set<clang::SourceLocation> InDefault; ///< the places that put work into the default stream
  bool SinceEntry = true;                    ///< work from before the function may still run

  void waitFor(const StreamId &Id);
  void waitForAll();
  /// Two ways of getting to the same place.
  void join(const PendingWork &O);
  /// The kernel launched last of those in streams that \p Counts, or an empty string.
  template <class Predicate> std::string lastKernel(Predicate Counts) const {
    const Last *Found = nullptr;
    for (const auto &[Id, L] : Running)
      if (!L.Kernel.empty() && Counts(Id) && (!Found || L.Order > Found->Order))
        Found = &L;
    return Found ? Found->Kernel : "";
  }
};

} // namespace npuify
