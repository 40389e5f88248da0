// SPDX-License-Identifier: Apache-2.0
#include "HostWalk.h"
#include "DeviceWalk.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace npuify {

/// Calls are followed this deep; programs that hide a launch deeper are rare, and walks must end.
static constexpr size_t MaxStack = 8;

void HostWalk::run(const FunctionDecl *F) {
  Pending.clear();
  Stack = {F};
  Values.look(F->getBody());
  walk(F->getBody());
}

void HostWalk::walk(const Stmt *S) {
  if (!S)
    return;
  if (const auto *I = dyn_cast<IfStmt>(S)) {
    walk(I->getInit());
    walk(I->getConditionVariableDeclStmt());
    walk(I->getCond());
    std::string Before = Pending;
    walk(I->getThen());
    std::string After = Pending;
    Pending = Before;
    walk(I->getElse());
    if (Pending.empty())
      Pending = After;
    return;
  }
  if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S)) {
    // Twice: what the end of the body launches, its beginning may copy.
    for (int Round = 0; Round < 2; ++Round)
      for (const Stmt *C : S->children())
        walk(C);
    return;
  }
  if (isa<LambdaExpr>(S))
    return; // runs when it is called
  for (const Stmt *C : S->children())
    walk(C);
  if (const auto *L = dyn_cast<CUDAKernelCallExpr>(S))
    launch(L);
  else if (const auto *C = dyn_cast<CallExpr>(S))
    call(C);
}

/// Whether \p E is spelled with one of the names that the trait's rules exempt: a macro or an enumerator.
bool HostWalk::mentions(const Expr *E, llvm::StringRef Trait) const {
  std::string Name;
  if (E->getBeginLoc().isMacroID())
    Name = Lexer::getImmediateMacroName(E->getBeginLoc(), Ctx.getSourceManager(), Ctx.getLangOpts()).str();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts()))
    Name = Ref->getDecl()->getNameAsString();
  for (const Rule *R : Index.traits(Trait))
    if (llvm::is_contained(R->Unless, Name))
      return true;
  for (const Stmt *C : E->children())
    if (const auto *Sub = dyn_cast_or_null<Expr>(C); Sub && mentions(Sub, Trait))
      return true;
  return false;
}

void HostWalk::call(const CallExpr *C) {
  const FunctionDecl *F = C->getDirectCallee();
  if (!F)
    return;
  if (listed(Index, "implicit-sync", F)) {
    if (!Pending.empty())
      Out.ImplicitSync.try_emplace(C->getBeginLoc(), C->getSourceRange(), Pending);
    Pending.clear(); // one remark per launch
  }
  if (listedAsUnless(Index, "implicit-sync", F))
    Pending.clear();
  for (const Rule *R : Index.traits("implicit-sync"))
    if (F->getDeclName().isIdentifier() && llvm::is_contained(R->After, F->getName()))
      Pending = F->getNameAsString();
  if (listed(Index, "default-stream", F) &&
      llvm::none_of(C->arguments(), [&](const Expr *A) { return mentions(A, "default-stream"); }))
    Out.BlockingStreams.push_back(C->getSourceRange());
  if (listed(Index, "shared-memory", F))
    Out.SharedOptIns.push_back(C->getSourceRange());
  if (listed(Index, "managed-memory", F) && C->getNumArgs()) {
    const Expr *A = C->getArg(0)->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(A); U && U->getOpcode() == UO_AddrOf)
      A = U->getSubExpr()->IgnoreParenCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(A))
      Out.Managed.insert(cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl()));
    else if (const auto *M = dyn_cast<MemberExpr>(A))
      Out.Managed.insert(M->getMemberDecl());
  }
  // What a function of the project does on the way counts here as well.
  const FunctionDecl *Body = nullptr;
  if (Map.originOf(F->getLocation()) != Origin::User || !F->hasBody(Body) || Stack.size() >= MaxStack ||
      llvm::is_contained(Stack, Body))
    return;
  Stack.push_back(Body);
  {
    llvm::SaveAndRestore<bool> Inside(Top, false);
    walk(Body->getBody());
  }
  Stack.pop_back();
}

void HostWalk::launch(const CUDAKernelCallExpr *E) {
  Launch L;
  L.At = E->getSourceRange();
  const Expr *Callee = E->getCallee() ? E->getCallee()->IgnoreParenImpCasts() : nullptr;
  L.Kernel = E->getDirectCallee();
  if (L.Kernel && !L.Kernel->hasAttr<CUDAGlobalAttr>())
    L.Kernel = nullptr;
  if (L.Kernel)
    L.Name = L.Kernel->getNameAsString();
  else if (const auto *O = dyn_cast_or_null<OverloadExpr>(Callee))
    L.Name = O->getName().getAsString();
  else
    L.Name = "a kernel";
  Pending = L.Name;
  if (!Top)
    return; // recorded where it stands
  const CallExpr *Config = E->getConfig();
  if (!Config)
    return;
  auto Argument = [&](unsigned I) { return I < Config->getNumArgs() ? Config->getArg(I) : nullptr; };
  L.Grid = Values.volumeOf(Argument(0), Ctx);
  L.Block = Values.volumeOf(Argument(1), Ctx);
  L.Shared = 0;
  if (const Expr *A = Argument(2); A && !isa<CXXDefaultArgExpr>(A))
    L.Shared = Values.volumeOf(A, Ctx);
  const Expr *Stream = Argument(3);
  Expr::EvalResult R;
  L.DefaultStream = !Stream || isa<CXXDefaultArgExpr>(Stream) ||
                    (!Stream->isValueDependent() &&
                     (Stream->isNullPointerConstant(Ctx, Expr::NPC_ValueDependentIsNotNull) ||
                      isa<GNUNullExpr, IntegerLiteral, CXXNullPtrLiteralExpr>(Stream->IgnoreParenCasts())));
  for (const Expr *A : E->arguments()) {
    if (!A->getType()->isPointerType())
      continue;
    A = A->IgnoreParenCasts();
    while (const auto *B = dyn_cast<BinaryOperator>(A))
      A = (B->getLHS()->getType()->isPointerType() ? B->getLHS() : B->getRHS())->IgnoreParenCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(A)) {
      L.Pointers.insert(cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl()));
      L.UntracedPointer |= isa<ParmVarDecl>(Ref->getDecl());
    } else if (const auto *M = dyn_cast<MemberExpr>(A))
      L.Pointers.insert(M->getMemberDecl());
    else if (!isa<CXXNullPtrLiteralExpr>(A))
      L.UntracedPointer = true;
  }
  Out.Launches.push_back(std::move(L));
}

} // namespace npuify
