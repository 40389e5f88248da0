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
/// And so many instantiations of one template: dispatchers that go on with the next value call several of
/// them each.
static constexpr long MaxInstances = 2;
/// And so many statements of the functions that one function calls: each level of loops doubles them.
static constexpr unsigned MaxFollowed = 100000;

static const FunctionDecl *patternOf(const FunctionDecl *F) {
  const FunctionDecl *P = F->getTemplateInstantiationPattern();
  return (P ? P : F)->getCanonicalDecl();
}

HostCode HostWalk::run(llvm::ArrayRef<const FunctionDecl *> Functions) {
  for (const FunctionDecl *F : Functions)
    Values.look(F->getBody());
  for (const FunctionDecl *F : Functions)
    lookAhead(F->getBody());
  std::vector<std::pair<const FunctionDecl *, Border>> Borders;
  for (const FunctionDecl *F : Functions) {
    Now = {};
    Edge = {};
    Steps = 0;
    Stack = {F};
    walk(F->getBody());
    Edge.AtEnd = Now;
    Borders.push_back({F, std::move(Edge)});
  }
  // What other units may call, in any order; a program begins and ends with main.
  std::vector<Border> Open;
  for (auto &[F, B] : Borders)
    if (!F->isMain() && !Followed.count(F))
      Open.push_back(std::move(B));
  across(Open);
  return std::move(Out);
}

/// What holds for the whole unit, wherever it stands: how streams are created, which kernels get more shared
/// memory.
void HostWalk::lookAhead(const Stmt *S) {
  if (!S)
    return;
  for (const Stmt *C : S->children())
    lookAhead(C);
  if (const auto *L = dyn_cast<CUDAKernelCallExpr>(S)) {
    if (const CallExpr *Config = L->getConfig(); Config && Config->getDirectCallee())
      if (const FunctionDecl *F = Config->getDirectCallee(); F->getNumParams() > 3)
        Handles.typeIs(F->getParamDecl(3)->getType());
    return;
  }
  const auto *C = dyn_cast<CallExpr>(S);
  const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
  if (!F || !C->getNumArgs())
    return;
  if (listed(Index, "default-stream", F)) {
    if (F->getNumParams() && F->getParamDecl(0)->getType()->isPointerType())
      Handles.typeIs(F->getParamDecl(0)->getType()->getPointeeType());
    Handles.created(C->getArg(0), llvm::none_of(C->arguments(), [&](const Expr *A) {
                      return mentions(A, "default-stream");
                    }));
  }
  if (listed(Index, "shared-memory", F)) {
    const Expr *A = C->getArg(0)->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(A); U && U->getOpcode() == UO_AddrOf)
      A = U->getSubExpr()->IgnoreParenCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(A);
    const auto *K = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
    Out.SharedOptIns.insert(K ? K->getCanonicalDecl() : nullptr);
  }
}

void HostWalk::walk(const Stmt *S) {
  if (!S)
    return;
  if (!Top && ++Steps > MaxFollowed) {
    ++Cut;
    return;
  }
  if (const auto *I = dyn_cast<IfStmt>(S)) {
    walk(I->getInit());
    walk(I->getConditionVariableDeclStmt());
    walk(I->getCond());
    PendingWork Before = Now;
    walk(I->getThen());
    PendingWork After = std::move(Now);
    Now = std::move(Before);
    walk(I->getElse());
    Now.join(After);
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

/// Functions that other units call in an order nobody knows: what one leaves behind, any may meet.
void HostWalk::across(const std::vector<Border> &Borders) {
  std::set<SourceLocation> First, Left;
  bool FirstInStream = false, LeftInStream = false;
  for (const Border &B : Borders) {
    First.insert(B.FirstInDefault.begin(), B.FirstInDefault.end());
    Left.insert(B.AtEnd.InDefault.begin(), B.AtEnd.InDefault.end());
    FirstInStream |= B.FirstInStream;
    for (const auto &[Id, L] : B.AtEnd.Running)
      LeftInStream |= Handles.blocks(Id);
  }
  if (LeftInStream)
    Out.Ordered.insert(First.begin(), First.end());
  if (FirstInStream)
    Out.Ordered.insert(Left.begin(), Left.end());
}

/// Notes work and whom it waits for although nobody says so. \p Site counts in the default stream.
void HostWalk::enqueue(const StreamId &Id, const std::string &Kernel, const DefaultWork &Site) {
  ++Events;
  SourceLocation Place = Site.At.getBegin();
  if (Id.What == StreamId::Default) {
    Out.InDefault.try_emplace(Place, Site);
    for (const auto &[Other, L] : Now.Running)
      if (Handles.blocks(Other))
        Out.Ordered.insert(Place);
    if (Now.SinceEntry)
      Edge.FirstInDefault.insert(Place);
    Now.InDefault.insert(Place);
  } else if (Handles.blocks(Id)) {
    Out.Ordered.insert(Now.InDefault.begin(), Now.InDefault.end());
    Edge.FirstInStream |= Now.SinceEntry;
  }
  PendingWork::Last &L = Now.Running[Id];
  L.Order = ++Order;
  if (!Kernel.empty())
    L.Kernel = Kernel;
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

/// The stream that a call names, if it takes one.
StreamId HostWalk::streamOf(const CallExpr *C) const {
  for (const Expr *A : C->arguments())
    if (Handles.isStream(A->getType()))
      return Handles.idOf(A);
  return {};
}

void HostWalk::call(const CallExpr *C) {
  const FunctionDecl *F = C->getDirectCallee();
  if (!F)
    return;
  auto Waits = [&](std::map<SourceLocation, Wait> &To, const std::string &Kernel) {
    if (!Kernel.empty())
      To.try_emplace(C->getBeginLoc(), Wait{C->getSourceRange(), Kernel});
  };
  auto Puts = [&](llvm::StringRef Trait) {
    return F->getDeclName().isIdentifier() && llvm::any_of(Index.traits(Trait), [&](const Rule *R) {
             return llvm::is_contained(R->After, F->getName());
           });
  };
  auto InOrder = [&](const StreamId &Id) { return Id.What == StreamId::Default || Handles.blocks(Id); };
  if (listed(Index, "implicit-sync", F)) {
    ++Events;
    Waits(Out.ImplicitSync, Now.lastKernel(InOrder)); // one remark per launch
    for (auto It = Now.Running.begin(); It != Now.Running.end();)
      It = InOrder(It->first) ? Now.Running.erase(It) : std::next(It);
    Now.InDefault.clear();
    Now.SinceEntry = false;
  }
  if (listed(Index, "implicit-free", F)) {
    ++Events;
    Waits(Out.ImplicitFree, Now.lastKernel([](const StreamId &) { return true; }));
    Now.waitForAll();
  }
  if (listedAsUnless(Index, "implicit-sync", F)) {
    ++Events;
    if (llvm::any_of(C->arguments(), [&](const Expr *A) { return Handles.isStream(A->getType()); }))
      Now.waitFor(streamOf(C));
    else
      Now.waitForAll();
  }
  if (bool Launches = Puts("implicit-sync"); Launches || Puts("default-stream"))
    enqueue(streamOf(C), Launches ? F->getNameAsString() : "",
            {C->getSourceRange(), nullptr, F->getNameAsString()});
  if (listed(Index, "managed-memory", F) && C->getNumArgs()) {
    const Expr *A = C->getArg(0)->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(A); U && U->getOpcode() == UO_AddrOf)
      A = U->getSubExpr()->IgnoreParenCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(A))
      Out.Managed.insert(cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl()));
    else if (const auto *M = dyn_cast<MemberExpr>(A))
      Out.Managed.insert(M->getMemberDecl());
  }
  follow(C, F);
}

/// What a function of the project does on the way counts here as well.
void HostWalk::follow(const CallExpr *C, const FunctionDecl *F) {
  const FunctionDecl *Body = nullptr;
  if (Map.originOf(F->getLocation()) != Origin::User || !F->hasBody(Body))
    return;
  Followed.insert(Body);
  if (Quiet.count(Body))
    return;
  auto IsSame = [&](const FunctionDecl *Other) { return patternOf(Other) == patternOf(Body); };
  if (Stack.size() >= MaxStack || llvm::is_contained(Stack, Body) ||
      llvm::count_if(Stack, IsSame) >= MaxInstances) {
    ++Cut;
    return;
  }
  unsigned EventsBefore = Events, CutBefore = Cut;
  unsigned Shift = isa<CXXOperatorCallExpr>(C) && isa<CXXMethodDecl>(F) ? 1 : 0;
  for (unsigned I = 0; I < Body->getNumParams() && I + Shift < C->getNumArgs(); ++I)
    if (const ParmVarDecl *P = Body->getParamDecl(I);
        P->getType()->isPointerType() || P->getType()->isReferenceType())
      Handles.bind(P, Handles.idOf(C->getArg(I + Shift)));
  Stack.push_back(Body);
  {
    llvm::SaveAndRestore<bool> Inside(Top, false);
    walk(Body->getBody());
  }
  Stack.pop_back();
  for (const ParmVarDecl *P : Body->parameters())
    Handles.unbind(P);
  if (Events == EventsBefore && Cut == CutBefore)
    Quiet.insert(Body);
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
  const CallExpr *Config = E->getConfig();
  const Expr *Stream = Config && Config->getNumArgs() > 3 ? Config->getArg(3) : nullptr;
  enqueue(Stream ? Handles.idOf(Stream) : StreamId{StreamId::Default}, L.Name, {L.At, L.Kernel, L.Name});
  if (!Top || !Config)
    return; // recorded where it stands
  auto Argument = [&](unsigned I) { return I < Config->getNumArgs() ? Config->getArg(I) : nullptr; };
  L.Grid = Values.volumeOf(Argument(0), Ctx);
  L.Block = Values.volumeOf(Argument(1), Ctx);
  L.Shared = 0;
  if (const Expr *A = Argument(2); A && !isa<CXXDefaultArgExpr>(A))
    L.Shared = Values.volumeOf(A, Ctx);
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
