// SPDX-License-Identifier: Apache-2.0
#include "DeviceWalk.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace npuify {
namespace {

bool contains(const std::vector<std::string> &Names, const NamedDecl *D) {
  if (!D || !D->getDeclName().isIdentifier())
    return false;
  // Printing qualified names is slow where template arguments are long: only the last part is, mostly.
  return llvm::any_of(Names, [&](llvm::StringRef Name) {
    return Name == D->getName() ||
           (Name.ends_with(("::" + D->getName()).str()) && Name == D->getQualifiedNameAsString());
  });
}

class Walk : public RecursiveASTVisitor<Walk> {
public:
  Walk(const RuleIndex &Index, SourceMap &Map, ASTContext &Ctx,
       const std::function<void(llvm::StringRef, SourceRange, bool)> &Report, DeviceBody &Out)
      : Index(Index), Map(Map), Ctx(Ctx), Report(Report), Out(Out) {}

  bool shouldVisitImplicitCode() const { return true; }
  bool shouldVisitTemplateInstantiations() const { return true; }

  void parameters(const FunctionDecl *F, bool Kernel) {
    for (const ParmVarDecl *P : F->parameters()) {
      if (isDouble(P->getType()))
        Report("double", P->getSourceRange(), true);
      if (Kernel)
        parameter(P);
    }
    if (isDouble(F->getReturnType()))
      Report("double", F->getReturnTypeSourceRange(), true);
  }

  // What is not evaluated does not count; neither does arithmetic that the compiler does.
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseDecltypeTypeLoc(DecltypeTypeLoc) { return true; }
  bool TraverseStmt(Stmt *S) {
    if (auto *E = dyn_cast_or_null<Expr>(S)) {
      if (foldsToNarrow(E))
        return true;
      if (auto *Call = dyn_cast<CallExpr>(E))
        promotions(Call);
      if (Literals.count(E))
        return true;
      if (Promoted.count(E))
        return TraverseStmt(cast<CastExpr>(E)->getSubExpr());
    }
    return RecursiveASTVisitor::TraverseStmt(S);
  }
  bool TraverseLambdaExpr(LambdaExpr *L) { return TraverseStmt(L->getBody()); }

  bool VisitExpr(Expr *E) {
    if (isDouble(E->getType()))
      Report("double", E->getSourceRange(), true);
    if (const auto *R = dyn_cast<RecoveryExpr>(E))
      Report(rejectedHeapCall(R) ? "device-heap" : "not-analysed", E->getSourceRange(), rejectedHeapCall(R));
    else if (E->isTypeDependent() && !E->containsErrors() && !isa<LambdaExpr>(E))
      Report("template", E->getSourceRange(), false);
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    QualType T = V->getType();
    if (T->isDependentType())
      return true;
    if (isDouble(Ctx.getBaseElementType(T)))
      Report("double", V->getSourceRange(), true);
    if (V->isInvalidDecl() || T->isUndeducedType() || T->isIncompleteType() || T->isReferenceType())
      return true;
    uint64_t Size = Ctx.getTypeSizeInChars(T).getQuantity();
    if (V->hasAttr<CUDASharedAttr>())
      Out.StaticShared += Size;
    else if (V->hasLocalStorage() && !isa<ParmVarDecl>(V) && T->isArrayType())
      Out.Stack += Size;
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (const auto *V = dyn_cast<VarDecl>(E->getDecl()))
      if (const Attr *A = V->getAttr<CUDADeviceAttr>(); A && spelledAs("managed-memory", A->getLocation()))
        Report("managed-memory", E->getSourceRange(), true);
    return true;
  }

  bool VisitCallExpr(CallExpr *C) {
    if (isa<CUDAKernelCallExpr>(C)) {
      Report("nested-launch", C->getSourceRange(), true);
      return true;
    }
    const FunctionDecl *F = C->getDirectCallee();
    if (!F) {
      if (!C->getCallee()->isTypeDependent() && !isa<CXXPseudoDestructorExpr>(C->getCallee()->IgnoreParens()))
        Report("function-pointer", C->getSourceRange(), true);
      return true;
    }
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C))
      virtualCall(M);
    for (llvm::StringRef Trait : {"device-heap", "nested-launch", "fence-lockstep"})
      if (listed(Index, Trait, F))
        Report(Trait, C->getSourceRange(), true);
    if (listed(Index, "partial-mask", F) && C->getNumArgs()) {
      Expr::EvalResult Mask;
      const Expr *A = C->getArg(0);
      if (A->isValueDependent() || !A->EvaluateAsInt(Mask, Ctx) ||
          Mask.Val.getInt().getZExtValue() % (1ull << 32) != 0xFFFFFFFFu)
        Report("partial-mask", C->getSourceRange(), true);
    }
    if (listed(Index, "wide-shared-atomic", F) && C->getNumArgs())
      wideAtomic(C);
    callee(F, C->getSourceRange());
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *C) {
    if (!C->getConstructor()->isTrivial())
      callee(C->getConstructor(), C->getSourceRange());
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr *N) {
    if (N->getNumPlacementArgs() == 0)
      Report("device-heap", N->getSourceRange(), true);
    return true;
  }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *D) {
    Report("device-heap", D->getSourceRange(), true);
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->isAssignmentOp() && B->getLHS()->getType().isVolatileQualified())
      volatileStore(B->getLHS());
    return true;
  }
  bool VisitAsmStmt(AsmStmt *A) {
    Report("inline-assembly", A->getSourceRange(), true);
    return true;
  }
  bool VisitCXXTypeidExpr(CXXTypeidExpr *T) {
    Report("virtual-function", T->getSourceRange(), true);
    return true;
  }
  bool VisitCXXDynamicCastExpr(CXXDynamicCastExpr *T) {
    Report("virtual-function", T->getSourceRange(), true);
    return true;
  }

private:
  /// Lanes of a warp that work on volatile shared memory in lockstep. Where a pointer leads is not known.
  void volatileStore(const Expr *To) {
    const Expr *Base = To->IgnoreParenImpCasts();
    for (;;) {
      if (const auto *A = dyn_cast<ArraySubscriptExpr>(Base))
        Base = A->getBase()->IgnoreParenImpCasts();
      else if (const auto *M = dyn_cast<MemberExpr>(Base))
        Base = M->getBase()->IgnoreParenImpCasts();
      else if (const auto *U = dyn_cast<UnaryOperator>(Base); U && U->getOpcode() == UO_Deref)
        Base = U->getSubExpr()->IgnoreParenImpCasts();
      else
        break;
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(Base);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    bool Shared = V && V->hasAttr<CUDASharedAttr>();
    if (Shared || !V || V->getType()->isPointerType())
      Report("warp-lockstep", To->getSourceRange(), Shared);
  }

  const RuleIndex &Index;
  SourceMap &Map;
  ASTContext &Ctx;
  const std::function<void(llvm::StringRef, SourceRange, bool)> &Report;
  DeviceBody &Out;
  llvm::DenseSet<const Expr *> Promoted, Literals; ///< arguments of variadic calls

  /// Clang takes malloc for a host function and rejects the call; nvcc does not.
  bool rejectedHeapCall(const RecoveryExpr *R) const {
    if (R->subExpressions().empty())
      return false;
    const Expr *Callee = R->subExpressions().front()->IgnoreParenImpCasts();
    if (const auto *O = dyn_cast<OverloadExpr>(Callee))
      return llvm::any_of(O->decls(), [&](const NamedDecl *D) { return listed(Index, "device-heap", D); });
    const auto *Ref = dyn_cast<DeclRefExpr>(Callee);
    return Ref && listed(Index, "device-heap", Ref->getDecl());
  }

  static bool isDouble(QualType T) {
    if (T.isNull())
      return false;
    T = T.getCanonicalType().getNonReferenceType();
    return T->isSpecificBuiltinType(BuiltinType::Double) || T->isSpecificBuiltinType(BuiltinType::LongDouble);
  }

  /// `1.0 / 3` where a float is wanted: the compiler computes it.
  bool foldsToNarrow(Expr *E) const {
    const auto *C = dyn_cast<CastExpr>(E);
    if (!C || isDouble(C->getType()) || !isDouble(C->getSubExpr()->getType()) || C->isValueDependent() ||
        !(C->getType()->isRealFloatingType() || C->getType()->isIntegralOrEnumerationType()))
      return false;
    Expr::EvalResult R;
    return C->getSubExpr()->EvaluateAsRValue(R, Ctx) && !R.HasSideEffects;
  }

  /// A float in a variable argument list is a double by the language, not by the program's wish.
  void promotions(const CallExpr *C) {
    const FunctionDecl *F = C->getDirectCallee();
    if (!F || !F->isVariadic())
      return;
    for (unsigned I = F->getNumParams(); I < C->getNumArgs(); ++I)
      if (const auto *Cast = dyn_cast<ImplicitCastExpr>(C->getArg(I));
          Cast && Cast->getCastKind() == CK_FloatingCast && isDouble(Cast->getType()) &&
          !isDouble(Cast->getSubExpr()->getType()))
        Promoted.insert(Cast);
      else if (isa<FloatingLiteral>(C->getArg(I)->IgnoreParenImpCasts()))
        Literals.insert(C->getArg(I));
  }

  void parameter(const ParmVarDecl *P) {
    QualType T = P->getType();
    if (T->isDependentType())
      return;
    if (T->isReferenceType())
      Report("parameter-class", P->getSourceRange(), true);
    else if (const CXXRecordDecl *R = T->getAsCXXRecordDecl();
             R && R->hasDefinition() && Map.originOf(R->getLocation()) != Origin::Stub) {
      if (!R->isTrivial() && !R->isPOD() && !T.isTriviallyCopyableType(Ctx))
        Report("parameter-class", P->getSourceRange(), true);
    } else if (T->isPointerType()) {
      QualType To = T->getPointeeType();
      const CXXRecordDecl *Record = To->getAsCXXRecordDecl();
      if (To->isFunctionType())
        Report("function-pointer", P->getSourceRange(), true);
      else if (To->isPointerType() || (Record && Map.originOf(Record->getLocation()) != Origin::Stub))
        Report("parameter-pointer", P->getSourceRange(), true);
    }
  }

  void virtualCall(const CXXMemberCallExpr *C) {
    const CXXMethodDecl *M = C->getMethodDecl();
    if (!M || !M->isVirtual())
      return;
    const auto *Member = dyn_cast<MemberExpr>(C->getCallee()->IgnoreParens());
    if (Member && Member->hasQualifier())
      return; // Base::f() calls that very function
    if (M->getDevirtualizedMethod(C->getImplicitObjectArgument(), /*IsAppleKext=*/false) == nullptr)
      Report("virtual-function", C->getSourceRange(), true);
  }

  bool spelledAs(llvm::StringRef Trait, SourceLocation Loc) const {
    if (!Loc.isMacroID())
      return false;
    const SourceManager &SM = Ctx.getSourceManager();
    // The macro may be expanded by another of the same header.
    for (; Loc.isMacroID(); Loc = SM.getImmediateMacroCallerLoc(Loc)) {
      std::string Name = Lexer::getImmediateMacroName(Loc, SM, Ctx.getLangOpts()).str();
      for (const Rule *R : Index.traits(Trait))
        if (llvm::is_contained(R->Calls, Name))
          return true;
    }
    return false;
  }

  /// An atomic on eight bytes, which some targets offer in global memory only.
  void wideAtomic(const CallExpr *C) {
    QualType T = C->getArg(0)->IgnoreParenImpCasts()->getType();
    QualType Pointee = T->isPointerType() ? T->getPointeeType()
                       : T->isArrayType() ? Ctx.getBaseElementType(T)
                                          : QualType();
    if (Pointee.isNull() || Pointee->isDependentType() || Pointee->isIncompleteType() ||
        Ctx.getTypeSize(Pointee) < 64)
      return;
    const VarDecl *Base = baseOf(C->getArg(0));
    bool Shared = Base && Base->hasAttr<CUDASharedAttr>();
    bool Global =
        Base &&
        (Base->hasAttr<CUDADeviceAttr>() ||
         (isa<ParmVarDecl>(Base) && cast<FunctionDecl>(Base->getDeclContext())->hasAttr<CUDAGlobalAttr>()));
    if (Shared || !Global)
      Report("wide-shared-atomic", C->getSourceRange(), Shared);
  }

  static const VarDecl *baseOf(const Expr *E) {
    for (;;) {
      E = E->IgnoreParenCasts();
      if (const auto *U = dyn_cast<UnaryOperator>(E))
        E = U->getSubExpr();
      else if (const auto *A = dyn_cast<ArraySubscriptExpr>(E))
        E = A->getBase();
      else if (const auto *M = dyn_cast<MemberExpr>(E))
        E = M->getBase();
      else if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isAdditiveOp())
        E = B->getLHS()->getType()->isPointerType() || B->getLHS()->getType()->isArrayType() ? B->getLHS()
                                                                                             : B->getRHS();
      else
        break;
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  }

  void callee(const FunctionDecl *F, SourceRange At) {
    Origin From = Map.originOf(F->getLocation());
    if (From != Origin::User)
      return; // the API's own: rules judge them by name; standard headers: the compiler has them inline
    const FunctionDecl *Definition = nullptr;
    if (F->hasBody(Definition) && Definition)
      Out.Callees.push_back(Definition);
    else if (!F->isPureVirtual())
      Report("unseen-function", At, false);
  }
};

} // namespace

bool listed(const RuleIndex &Index, llvm::StringRef Trait, const NamedDecl *D) {
  return llvm::any_of(Index.traits(Trait), [&](const Rule *R) { return contains(R->Calls, D); });
}

bool listedAsUnless(const RuleIndex &Index, llvm::StringRef Trait, const NamedDecl *D) {
  return llvm::any_of(Index.traits(Trait), [&](const Rule *R) { return contains(R->Unless, D); });
}

DeviceBody walkDeviceBody(const FunctionDecl *F, const RuleIndex &Index, SourceMap &Map, ASTContext &Ctx,
                          const std::function<void(llvm::StringRef, SourceRange, bool)> &Report) {
  DeviceBody Out;
  Walk W(Index, Map, Ctx, Report, Out);
  W.parameters(F, F->hasAttr<CUDAGlobalAttr>());
  W.TraverseStmt(F->getBody());
  if (const auto *C = dyn_cast<CXXConstructorDecl>(F))
    for (CXXCtorInitializer *I : C->inits())
      W.TraverseStmt(I->getInit());
  return Out;
}

} // namespace npuify
