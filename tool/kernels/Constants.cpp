// SPDX-License-Identifier: Apache-2.0
#include "Constants.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace npuify {
namespace {

constexpr unsigned MaxDepth = 16;

const ValueDecl *variable(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *M = dyn_cast<MemberExpr>(E)) // a component of a dimension
    return variable(M->getBase());
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref ? Ref->getDecl() : nullptr;
}

/// Finds what may change a variable: assignment, ++, its address, a reference to it.
class ChangeFinder : public RecursiveASTVisitor<ChangeFinder> {
public:
  explicit ChangeFinder(llvm::DenseSet<const ValueDecl *> &Out) : Out(Out) {}
  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->isAssignmentOp())
      note(B->getLHS());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *U) {
    if (U->isIncrementDecrementOp() || U->getOpcode() == UO_AddrOf)
      note(U->getSubExpr());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *C) {
    if (C->isAssignmentOp() && C->getNumArgs())
      note(C->getArg(0));
    return true;
  }
  bool VisitCallExpr(CallExpr *C) {
    const FunctionDecl *F = C->getDirectCallee();
    unsigned Shift = isa<CXXOperatorCallExpr>(C) && F && isa<CXXMethodDecl>(F) ? 1 : 0;
    for (unsigned I = 0; F && I + Shift < C->getNumArgs() && I < F->getNumParams(); ++I)
      reference(F->getParamDecl(I)->getType(), C->getArg(I + Shift));
    if (!F) // unresolved: it may take references
      for (Expr *A : C->arguments())
        note(A);
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    if (V->hasInit())
      reference(V->getType(), V->getInit());
    return true;
  }

private:
  llvm::DenseSet<const ValueDecl *> &Out;
  void note(const Expr *E) {
    if (const ValueDecl *V = variable(E))
      Out.insert(V);
  }
  void reference(QualType T, const Expr *E) {
    if (T->isReferenceType() && !T->getPointeeType().isConstQualified())
      note(E);
  }
};

std::optional<int64_t> combine(BinaryOperatorKind Op, int64_t L, int64_t R) {
  int64_t Out = 0;
  bool Overflow = false;
  switch (Op) {
  case BO_Add:
    Overflow = __builtin_add_overflow(L, R, &Out);
    break;
  case BO_Sub:
    Overflow = __builtin_sub_overflow(L, R, &Out);
    break;
  case BO_Mul:
    Overflow = __builtin_mul_overflow(L, R, &Out);
    break;
  case BO_Div:
    return R > 0 ? std::optional<int64_t>(L / R) : std::nullopt;
  case BO_Rem:
    return R > 0 ? std::optional<int64_t>(L % R) : std::nullopt;
  case BO_Shl:
    return R >= 0 && R < 48 && L >= 0 && L < (1 << 15) ? std::optional<int64_t>(L << R) : std::nullopt;
  case BO_Shr:
    return R >= 0 && R < 63 ? std::optional<int64_t>(L >> R) : std::nullopt;
  default:
    return std::nullopt;
  }
  return Overflow ? std::nullopt : std::optional<int64_t>(Out);
}

} // namespace

void Constants::look(const Stmt *Body) { ChangeFinder(Changed).TraverseStmt(const_cast<Stmt *>(Body)); }

std::optional<int64_t> Constants::valueOf(const Expr *E, const ASTContext &Ctx, unsigned Depth) const {
  if (!E || Depth > MaxDepth || E->isValueDependent() || E->containsErrors())
    return std::nullopt;
  E = E->IgnoreParens();
  Expr::EvalResult Result;
  if (E->getType()->isIntegralOrEnumerationType() && E->EvaluateAsInt(Result, Ctx))
    return Result.Val.getInt().getExtValue();
  if (const auto *C = dyn_cast<CastExpr>(E))
    return C->getType()->isIntegralOrEnumerationType() &&
                   C->getSubExpr()->getType()->isIntegralOrEnumerationType()
               ? valueOf(C->getSubExpr(), Ctx, Depth + 1)
               : std::nullopt;
  if (const auto *B = dyn_cast<BinaryOperator>(E)) {
    auto L = valueOf(B->getLHS(), Ctx, Depth + 1), R = valueOf(B->getRHS(), Ctx, Depth + 1);
    return L && R ? combine(B->getOpcode(), *L, *R) : std::nullopt;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()); V && !Changed.count(V) && !isa<ParmVarDecl>(V))
      if (V->isLocalVarDecl() || V->getType().isConstQualified())
        return valueOf(V->getAnyInitializer(), Ctx, Depth + 1);
  return std::nullopt;
}

std::optional<uint64_t> Constants::volumeOf(const Expr *E, const ASTContext &Ctx, unsigned Depth) const {
  if (!E || Depth > MaxDepth)
    return std::nullopt;
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return volumeOf(Full->getSubExpr(), Ctx, Depth + 1);
  E = E->IgnoreParens();
  if (E->getType()->isIntegralOrEnumerationType()) {
    auto V = valueOf(E, Ctx, Depth);
    return V && *V >= 0 ? std::optional<uint64_t>(*V) : std::nullopt;
  }
  if (const auto *T = dyn_cast<MaterializeTemporaryExpr>(E))
    return volumeOf(T->getSubExpr(), Ctx, Depth + 1);
  if (const auto *C = dyn_cast<CastExpr>(E))
    return volumeOf(C->getSubExpr(), Ctx, Depth + 1);
  if (const auto *D = dyn_cast<CXXDefaultArgExpr>(E))
    return volumeOf(D->getExpr(), Ctx, Depth + 1);
  if (const auto *I = dyn_cast<InitListExpr>(E); I && I->getNumInits() <= 3) {
    uint64_t Product = 1;
    for (const Expr *A : I->inits()) {
      auto V = volumeOf(A, Ctx, Depth + 1);
      if (!V || __builtin_mul_overflow(Product, *V, &Product))
        return std::nullopt;
    }
    return Product;
  }
  if (const auto *C = dyn_cast<CXXConstructExpr>(E)) {
    if (C->getConstructor()->isCopyOrMoveConstructor() && C->getNumArgs())
      return volumeOf(C->getArg(0), Ctx, Depth + 1);
    uint64_t Product = 1;
    for (const Expr *A : C->arguments()) {
      auto V = volumeOf(A, Ctx, Depth + 1);
      if (!V || __builtin_mul_overflow(Product, *V, &Product))
        return std::nullopt;
    }
    return Product;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()); V && !Changed.count(V) && !isa<ParmVarDecl>(V))
      return volumeOf(V->getAnyInitializer(), Ctx, Depth + 1);
  return std::nullopt;
}

} // namespace npuify
