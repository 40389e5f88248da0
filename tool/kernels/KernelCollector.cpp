// SPDX-License-Identifier: Apache-2.0
#include "KernelCollector.h"
#include "DeviceWalk.h"
#include "HostWalk.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace npuify {
namespace {

bool isKernel(const FunctionDecl *F) { return F->hasAttr<CUDAGlobalAttr>(); }
/// Marked by the source, not by the prelude's pragma.
bool isDevice(const FunctionDecl *F) {
  const Attr *A = F->getAttr<CUDADeviceAttr>();
  return A && !A->isImplicit();
}

/// Definitions worth a look: of a template its instantiations, or the pattern when there are none.
class Definitions : public RecursiveASTVisitor<Definitions> {
public:
  std::vector<const FunctionDecl *> Kernels, Device, Host;
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitFunctionDecl(FunctionDecl *F) {
    if (!F->doesThisDeclarationHaveABody() || F->isDefaulted())
      return true;
    if (F->isDependentContext() && instantiated(F))
      return true;
    (isKernel(F) ? Kernels : isDevice(F) ? Device : Host).push_back(F);
    return true;
  }

private:
  static bool instantiated(const FunctionDecl *F) {
    const FunctionTemplateDecl *T = F->getDescribedFunctionTemplate();
    return T && llvm::any_of(T->specializations(), [](const FunctionDecl *S) { return S->isDefined(); });
  }
};

class Collector {
public:
  Collector(SourceMap &Map, const RuleIndex &Index, ASTContext &Ctx)
      : Map(Map), Index(Index), Ctx(Ctx), SM(Ctx.getSourceManager()) {}

  void run(llvm::ArrayRef<Decl *> Decls) {
    Definitions D;
    for (Decl *Top : Decls)
      if (Map.originOf(Top->getLocation()) == Origin::User ||
          Map.originOf(Top->getBeginLoc()) == Origin::User)
        D.TraverseDecl(Top);
    for (const auto *List : {&D.Kernels, &D.Device})
      for (const FunctionDecl *F : *List)
        device(F);
    for (auto &[F, Body] : Bodies)
      if (reaches(F, F))
        report("recursion", F->getSourceRange(), true, F, F->getNameAsString(), 0);

    llvm::erase_if(D.Host, [&](const FunctionDecl *F) { return Bodies.count(F) || !F->getBody(); });
    host(HostWalk(Index, Map, Ctx).run(D.Host));
  }

private:
  SourceMap &Map;
  const RuleIndex &Index;
  ASTContext &Ctx;
  const SourceManager &SM;
  llvm::MapVector<const FunctionDecl *, DeviceBody> Bodies;

  /// The definition as the source has it: instantiations share the place of their pattern.
  static const FunctionDecl *written(const FunctionDecl *F) {
    if (const FunctionDecl *P = F->getTemplateInstantiationPattern())
      F = P;
    const FunctionDecl *Definition = nullptr;
    return F->hasBody(Definition) && Definition ? Definition : F;
  }
  FunctionRef refOf(const FunctionDecl *F) {
    unsigned Offset;
    SourceLocation Begin = SM.getExpansionLoc(written(F)->getBeginLoc());
    if (!Map.at(Begin, Offset))
      return {};
    auto File = SM.getFileEntryRefForID(SM.getFileID(Begin));
    return {File->getFileEntry().tryGetRealPathName().str(), Offset};
  }

  void report(llvm::StringRef Trait, SourceRange At, bool Known, const FunctionDecl *Owner,
              const std::string &Subject, uint64_t Value) {
    if (Index.traits(Trait).empty())
      return;
    unsigned Begin, End;
    FileEvidence *E = Map.at(SM.getExpansionLoc(At.getBegin()), Begin);
    if (!E)
      return;
    TraitFact F;
    F.Trait = Trait.str();
    if (Owner)
      F.Owner = refOf(Owner);
    F.Subject = Subject;
    F.Offset = Begin;
    // Of a definition its first line says enough.
    SourceLocation Last = SM.getExpansionRange(At.getEnd()).getEnd();
    if (Map.at(Last, End) == E && End >= Begin)
      F.Length = End - Begin + Lexer::MeasureTokenLength(Last, SM, Ctx.getLangOpts());
    F.Known = Known;
    F.Value = Value;
    E->Kernels.add(std::move(F));
  }

  void device(const FunctionDecl *F) {
    if (!F->getBody() || Bodies.count(F))
      return;
    Bodies[F]; // no way back here
    std::string Name = F->getNameAsString();
    auto Report = [&](llvm::StringRef Trait, SourceRange At, bool Known) {
      report(Trait, At, Known, F, Name, 0);
    };
    DeviceBody Body = walkDeviceBody(F, Index, Map, Ctx, Report);
    if (isKernel(F))
      report("kernel", F->getLocation(), true, F, Name, 0);
    if (Body.Stack)
      report("stack", F->getLocation(), true, F, Name, Body.Stack);
    describe(F, Body);
    std::vector<const FunctionDecl *> Callees = Body.Callees;
    Bodies[F] = std::move(Body);
    for (const FunctionDecl *C : Callees)
      device(C);
  }

  void describe(const FunctionDecl *F, const DeviceBody &Body) {
    FunctionRef Ref = refOf(F);
    if (Ref.File.empty())
      return;
    const FunctionDecl *W = written(F);
    unsigned Offset;
    FileEvidence *E = Map.at(SM.getExpansionLoc(W->getBeginLoc()), Offset);
    DeviceFunction &D = E->Kernels.Functions[Ref.Begin];
    D.Name = F->getNameAsString();
    D.Begin = Ref.Begin;
    D.Kernel |= isKernel(F);
    D.NameOffset = SM.getFileOffset(SM.getExpansionLoc(W->getLocation()));
    SourceLocation End = SM.getExpansionRange(W->getEndLoc()).getEnd();
    unsigned Last;
    if (Map.at(End, Last) == E)
      D.End = std::max(D.End, Last + 1);
    for (const FunctionDecl *C : Body.Callees)
      if (FunctionRef R = refOf(C); !R.File.empty())
        D.Callees.insert(R);
  }

  bool reaches(const FunctionDecl *From, const FunctionDecl *To) {
    llvm::DenseSet<const FunctionDecl *> Seen;
    std::vector<const FunctionDecl *> Open = {From};
    while (!Open.empty()) {
      const FunctionDecl *F = Open.back();
      Open.pop_back();
      for (const FunctionDecl *C : Bodies.lookup(F).Callees) {
        if (C == To)
          return true;
        if (Seen.insert(C).second)
          Open.push_back(C);
      }
    }
    return false;
  }

  uint64_t staticShared(const FunctionDecl *F) {
    llvm::DenseSet<const FunctionDecl *> Seen = {F};
    std::vector<const FunctionDecl *> Open = {F};
    uint64_t Sum = 0;
    while (!Open.empty()) {
      DeviceBody Body = Bodies.lookup(Open.back());
      Open.pop_back();
      Sum += Body.StaticShared;
      for (const FunctionDecl *C : Body.Callees)
        if (Seen.insert(C).second)
          Open.push_back(C);
    }
    return Sum;
  }

  void host(const HostCode &Host) {
    for (const Launch &L : Host.Launches) {
      const FunctionDecl *K = L.Kernel;
      if (const FunctionDecl *D = nullptr; K && K->hasBody(D))
        K = D;
      auto Size = [&](llvm::StringRef Trait, std::optional<uint64_t> Value) {
        report(Trait, L.At, Value.has_value(), K, L.Name, Value.value_or(0));
      };
      Size("grid-size", L.Grid);
      Size("block-size", L.Block);
      if (L.Shared)
        Size("shared-memory", *L.Shared + (K ? staticShared(K) : 0));
      else if (mayExceedUsualShared(Host, L.Kernel))
        Size("shared-memory", std::nullopt);
      bool Managed = llvm::any_of(L.Pointers, [&](const ValueDecl *V) { return Host.Managed.count(V); });
      if (Managed || (!Host.Managed.empty() && L.UntracedPointer))
        report("managed-memory", L.At, Managed, K, L.Name, 0);
    }
    for (auto &[F, Body] : Bodies)
      if (isKernel(F))
        if (uint64_t Static = staticShared(F))
          report("shared-memory", F->getLocation(), true, F, F->getNameAsString(), Static);
    for (auto [Trait, Waits] :
         {std::pair{"implicit-sync", &Host.ImplicitSync}, {"implicit-free", &Host.ImplicitFree}})
      for (const auto &[Loc, W] : *Waits)
        report(Trait, W.At, true, nullptr, W.Kernel, 0);
    for (SourceLocation Loc : Host.Ordered) {
      const DefaultWork &W = Host.InDefault.at(Loc);
      report("default-stream", W.At, true, W.Kernel, W.Name, 0);
    }
  }

  /// Without the opt-in CUDA's own limit holds.
  static bool mayExceedUsualShared(const HostCode &Host, const FunctionDecl *Kernel) {
    if (Host.SharedOptIns.count(nullptr) || (!Kernel && !Host.SharedOptIns.empty()))
      return true;
    if (!Kernel)
      return false;
    // An instantiation may be named where its template is launched, and the reverse.
    return llvm::any_of(Host.SharedOptIns,
                        [&](const FunctionDecl *F) { return written(F) == written(Kernel); });
  }
};

} // namespace

void collectKernels(llvm::ArrayRef<Decl *> Decls, SourceMap &Map, const RuleIndex &Index, ASTContext &Ctx) {
  Collector(Map, Index, Ctx).run(Decls);
}

} // namespace npuify
