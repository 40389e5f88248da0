// SPDX-License-Identifier: Apache-2.0
#include "StreamOrder.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace npuify {
namespace {

constexpr unsigned MaxDepth = 16;

bool isNull(const Expr *E, ASTContext &Ctx) {
  return !E->isValueDependent() && (E->isNullPointerConstant(Ctx, Expr::NPC_ValueDependentIsNotNull) ||
                                    isa<GNUNullExpr, IntegerLiteral, CXXNullPtrLiteralExpr>(E));
}

/// The object that \p E reads a handle from, and the index in it.
const Expr *holderOf(const Expr *E, const Constants &Values, const ASTContext &Ctx, int64_t &Index) {
  auto At = [&](const Expr *I) {
    if (I && I->getType()->isIntegralOrEnumerationType())
      Index = Values.valueOf(I, Ctx).value_or(-1);
  };
  for (;;) {
    E = E->IgnoreParenCasts();
    if (const auto *F = dyn_cast<FullExpr>(E))
      E = F->getSubExpr();
    else if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      E = M->getSubExpr();
    else if (const auto *D = dyn_cast<CXXDefaultArgExpr>(E))
      E = D->getExpr();
    else if (const auto *C = dyn_cast<CXXConstructExpr>(E); C && C->getNumArgs() == 1)
      E = C->getArg(0);
    else if (const auto *U = dyn_cast<UnaryOperator>(E);
             U && (U->getOpcode() == UO_AddrOf || U->getOpcode() == UO_Deref))
      E = U->getSubExpr();
    else if (const auto *S = dyn_cast<ArraySubscriptExpr>(E)) {
      At(S->getIdx());
      E = S->getBase();
    } else if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isAdditiveOp()) {
      At(B->getRHS());
      E = B->getLHS();
    } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
               O && O->getNumArgs() && (O->getOperator() == OO_Subscript || O->getOperator() == OO_Star)) {
      if (O->getNumArgs() == 2)
        At(O->getArg(1));
      E = O->getArg(0);
    } else if (const auto *M = dyn_cast<CXXMemberCallExpr>(E); M && M->getImplicitObjectArgument()) {
      if (M->getNumArgs() == 1)
        At(M->getArg(0));
      E = M->getImplicitObjectArgument();
    } else
      return E;
  }
}

} // namespace

void Streams::created(const Expr *Handle, bool Blocking) {
  if (const ValueDecl *Holder = idOf(Handle).Holder)
    Created[Holder] |= Blocking;
}

StreamId Streams::idOf(const Expr *E, unsigned Depth) const {
  if (!E || Depth > MaxDepth)
    return {};
  int64_t Index = -1;
  E = holderOf(E, Values, Ctx, Index);
  if (isNull(E, const_cast<ASTContext &>(Ctx)))
    return {StreamId::Default};
  if (const auto *M = dyn_cast<MemberExpr>(E))
    return {StreamId::Named, M->getMemberDecl(), Index};
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!V)
    return {};
  V = V->getCanonicalDecl();
  if (const auto *P = dyn_cast<ParmVarDecl>(V))
    if (auto It = Bound.find(P); It != Bound.end()) {
      StreamId Id = It->second;
      if (Id.Index < 0)
        Id.Index = Index;
      return Id;
    }
  // Another name of a handle (a reference, an element in a range loop), or a copy of one.
  bool Copy = isStream(V->getType()) && V->isLocalVarDecl() && !Created.count(V) && !Values.mayChange(V);
  if (V->hasInit() && (Copy || V->getType()->isReferenceType() || V->isImplicit()))
    return idOf(V->getInit(), Depth + 1);
  return {StreamId::Named, V, Index};
}

bool Streams::blocks(const StreamId &Id) const {
  if (Id.What == StreamId::Default)
    return false;
  auto It = Created.find(Id.Holder);
  return It == Created.end() || It->second;
}

void PendingWork::waitFor(const StreamId &Id) {
  if (Id.What == StreamId::Default)
    InDefault.clear();
  for (auto It = Running.begin(); It != Running.end();) {
    const StreamId &R = It->first;
    // An index that varies is taken for a loop over all.
    bool Same = R.What == Id.What && R.Holder == Id.Holder && (Id.Index < 0 || R.Index == Id.Index);
    It = Same ? Running.erase(It) : std::next(It);
  }
}

void PendingWork::waitForAll() {
  Running.clear();
  InDefault.clear();
  SinceEntry = false;
}

void PendingWork::join(const PendingWork &O) {
  for (const auto &[Id, L] : O.Running) {
    Last &Mine = Running[Id];
    if (L.Order >= Mine.Order)
      Mine = L;
  }
  InDefault.insert(O.InDefault.begin(), O.InDefault.end());
  SinceEntry |= O.SinceEntry;
}

} // namespace npuify
