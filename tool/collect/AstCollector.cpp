// SPDX-License-Identifier: Apache-2.0
#include "AstCollector.h"
#include "kernels/KernelCollector.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace npuify {
namespace {

class Collector : public RecursiveASTVisitor<Collector> {
public:
  Collector(SourceMap &Map, const RuleIndex &Index, ASTContext &Ctx, bool Rdc)
      : Map(Map), Index(Index), Ctx(Ctx), SM(Ctx.getSourceManager()), Rdc(Rdc),
        Policy(Ctx.getPrintingPolicy()) {
    Policy.SuppressTagKeyword = true;
    Policy.FullyQualifiedName = true;
    Policy.PrintCanonicalTypes = false;
  }

  // ---- names ----

  bool VisitNamedDecl(NamedDecl *D) {
    if (D->getIdentifier())
      reference(D->getLocation(), D);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    reference(E->getLocation(), E->getDecl());
    sharedUse(E);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    reference(E->getMemberLoc(), E->getMemberDecl());
    return true;
  }
  bool VisitOverloadExpr(OverloadExpr *E) {
    const NamedDecl *Stub = nullptr, *Other = nullptr;
    std::set<std::string> Overloads;
    for (const NamedDecl *D : E->decls()) {
      D = D->getUnderlyingDecl();
      Origin From = Map.originOf(D->getLocation());
      if (From == Origin::User || From == Origin::StandIn)
        Overloads.insert("::" + D->getQualifiedNameAsString());
      (From == Origin::Stub ? Stub : Other) = D;
    }
    if (const NamedDecl *D = Stub ? Stub : Other)
      reference(E->getNameLoc(), D, Stub ? Overloads : std::set<std::string>());
    return true;
  }
  bool VisitTypeLoc(TypeLoc T) {
    if (auto L = T.getAs<TypedefTypeLoc>())
      reference(L.getNameLoc(), L.getTypedefNameDecl());
    else if (auto L = T.getAs<TagTypeLoc>())
      reference(L.getNameLoc(), L.getDecl());
    else if (auto L = T.getAs<UsingTypeLoc>())
      reference(L.getNameLoc(), L.getFoundDecl()->getTargetDecl());
    else if (auto L = T.getAs<TemplateSpecializationTypeLoc>())
      reference(L.getTemplateNameLoc(), L.getTypePtr()->getTemplateName().getAsTemplateDecl());
    else if (auto L = T.getAs<DeducedTemplateSpecializationTypeLoc>())
      reference(L.getTemplateNameLoc(), L.getTypePtr()->getTemplateName().getAsTemplateDecl());
    else if (auto L = T.getAs<InjectedClassNameTypeLoc>())
      reference(L.getNameLoc(), L.getDecl());
    return true;
  }
  bool TraverseNestedNameSpecifierLoc(NestedNameSpecifierLoc N) {
    if (N)
      if (const NestedNameSpecifier *S = N.getNestedNameSpecifier()) {
        if (const NamespaceDecl *D = S->getAsNamespace())
          reference(N.getLocalBeginLoc(), D);
        else if (const NamespaceAliasDecl *D = S->getAsNamespaceAlias())
          reference(N.getLocalBeginLoc(), D);
      }
    return RecursiveASTVisitor::TraverseNestedNameSpecifierLoc(N);
  }
  bool VisitUsingDirectiveDecl(UsingDirectiveDecl *D) {
    reference(D->getIdentLocation(), D->getNominatedNamespaceAsWritten());
    return true;
  }
  bool VisitNamespaceAliasDecl(NamespaceAliasDecl *D) {
    reference(D->getTargetNameLoc(), D->getAliasedNamespace());
    return true;
  }
  bool VisitUsingDecl(UsingDecl *D) {
    for (const UsingShadowDecl *S : D->shadows()) {
      reference(D->getNameInfo().getLoc(), S->getTargetDecl());
      break;
    }
    return true;
  }
  bool VisitDesignatedInitExpr(DesignatedInitExpr *E) {
    for (const DesignatedInitExpr::Designator &D : E->designators())
      if (D.isFieldDesignator() && D.getFieldDecl())
        reference(D.getFieldLoc(), D.getFieldDecl());
    return true;
  }
  bool TraverseConstructorInitializer(CXXCtorInitializer *I) {
    if (I->isWritten() && I->isAnyMemberInitializer())
      reference(I->getMemberLocation(), I->getAnyMember());
    return RecursiveASTVisitor::TraverseConstructorInitializer(I);
  }
  bool TraverseTemplateArgumentLoc(const TemplateArgumentLoc &A) {
    if (A.getArgument().getKind() == TemplateArgument::Template)
      reference(A.getTemplateNameLoc(), A.getArgument().getAsTemplate().getAsTemplateDecl());
    return RecursiveASTVisitor::TraverseTemplateArgumentLoc(A);
  }

  // ---- functions: where we are, and linkage ----

  bool TraverseDecl(Decl *D) {
    FunctionDecl *F = dyn_cast_or_null<FunctionDecl>(D);
    if (auto *T = dyn_cast_or_null<FunctionTemplateDecl>(D))
      F = T->getTemplatedDecl();
    if (!F || !F->doesThisDeclarationHaveABody())
      return RecursiveASTVisitor::TraverseDecl(D);
    body(F->getBody(), F);
    FunctionDecl *Saved = Function;
    Function = F;
    bool Ok = RecursiveASTVisitor::TraverseDecl(D);
    Function = Saved;
    return Ok;
  }
  bool VisitLambdaExpr(LambdaExpr *E) {
    const CXXMethodDecl *Call = E->getCallOperator();
    if (qualified<CUDADeviceAttr>(Call) || qualified<CUDAHostAttr>(Call)) // else it runs where it stands
      body(E->getBody(), Call);
    return true;
  }
  bool VisitFunctionDecl(FunctionDecl *F) {
    // nvcc without -rdc: a __device__ function belongs to its translation unit.
    const Attr *A = F->getAttr<CUDADeviceAttr>();
    const Attr *Host = F->getAttr<CUDAHostAttr>(); // implicit where the prelude's pragma adds it
    if (Rdc || !A || A->isImplicit() || (Host && !Host->isImplicit()) || F->hasAttr<CUDAGlobalAttr>() ||
        isa<CXXMethodDecl>(F) || F->getStorageClass() != SC_None ||
        F->getFriendObjectKind() != Decl::FOK_None ||
        !F->getDeclContext()->getRedeclContext()->isFileContext() || F->isInAnonymousNamespace() ||
        F->isFunctionTemplateSpecialization() || F->isMain() || inLinkageBlock(F) || declaredExtern(F))
      return true;
    internal(A);
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    const Attr *A = V->getAttr<CUDAConstantAttr>();
    if (!A)
      A = V->getAttr<HIPManagedAttr>();
    if (!A)
      A = V->getAttr<CUDADeviceAttr>();
    if (A && !A->isImplicit() && !Rdc && V->isFileVarDecl() && !V->isStaticDataMember() &&
        V->getStorageClass() == SC_None && !V->isInline() && !inLinkageBlock(V) &&
        !V->isInAnonymousNamespace() && !isa<VarTemplateSpecializationDecl>(V) && !declaredExtern(V))
      internal(A);
    if (dynamicShared(V) && V->isFileVarDecl()) {
      unsigned Offset;
      if (FileEvidence *E = Map.at(V->getLocation(), Offset))
        E->SharedArrays[Offset].Name = V->getNameAsString();
    }
    return true;
  }

  /// `T::f < n > (x)`, which compares nothing: a template's name, not said to be one.
  bool VisitBinaryOperator(BinaryOperator *E) {
    comparison(E);
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) {
    comparison(E);
    return true;
  }

  // ---- launches ----

  bool VisitCUDAKernelCallExpr(CUDAKernelCallExpr *E) {
    const CallExpr *Config = E->getConfig();
    const Expr *Callee = E->getCallee();
    if (!Config || !Callee)
      return true;
    // The configuration call begins at the launch operator.
    unsigned Op, Begin, End;
    FileEvidence *F = Map.spelled(Config->getBeginLoc(), Op);
    if (!F)
      return true;
    LaunchSite L;
    bool InMacroBody = Config->getBeginLoc().isMacroID() && !SM.isMacroArgExpansion(Config->getBeginLoc());
    if (Map.spelled(Callee->getBeginLoc(), Begin) == F && Map.spelled(Callee->getEndLoc(), End) == F &&
        !InMacroBody && Begin <= End && End < Op) {
      L.CalleeBegin = Begin;
      L.CalleeEnd =
          End + Lexer::MeasureTokenLength(SM.getSpellingLoc(Callee->getEndLoc()), SM, Ctx.getLangOpts());
    }
    spellCallee(L, E, Callee);
    if (InMacroBody && (L.Form == CalleeForm::Suffix || L.Form == CalleeForm::Cast))
      L.Form = CalleeForm::Deduced;
    auto [It, New] = F->Launches.try_emplace(Op, L);
    if (!New && (It->second.Form != L.Form || It->second.Text != L.Text))
      It->second.Form = CalleeForm::Deduced;
    return true;
  }

  /// A kernel whose type a cast removes: the runtime must learn it before.
  bool VisitExplicitCastExpr(ExplicitCastExpr *E) {
    if (!E->getTypeAsWritten()->isVoidPointerType())
      return true;
    const Expr *Kernel = E->getSubExprAsWritten()->IgnoreParens();
    const Expr *Name = Kernel;
    if (const auto *Address = dyn_cast<UnaryOperator>(Name); Address && Address->getOpcode() == UO_AddrOf)
      Name = Address->getSubExpr()->IgnoreParens();
    if (!namesKernel(Name))
      return true;
    unsigned Begin, End;
    FileEvidence *F = Map.spelled(Kernel->getBeginLoc(), Begin);
    // A cast in a macro body is left alone: the macro's argument may serve for more than this cast.
    bool InMacroBody = E->getBeginLoc().isMacroID() && !SM.isMacroArgExpansion(E->getBeginLoc());
    if (F && !InMacroBody && Map.spelled(Kernel->getEndLoc(), End) == F && Begin <= End)
      F->KernelPointers[Begin] =
          End + Lexer::MeasureTokenLength(SM.getSpellingLoc(Kernel->getEndLoc()), SM, Ctx.getLangOpts());
    return true;
  }

private:
  /// The operands of a binary operator; where the project overloads it, dependent ones are calls.
  static std::pair<const Expr *, const Expr *> operandsOf(const Expr *E,
                                                          std::optional<BinaryOperatorKind> Wanted = {}) {
    if (const auto *B = dyn_cast<BinaryOperator>(E); B && (!Wanted || B->getOpcode() == *Wanted))
      return {B->getLHS(), B->getRHS()};
    const auto *C = dyn_cast<CXXOperatorCallExpr>(E);
    if (C && C->isInfixBinaryOp() &&
        (!Wanted || C->getOperator() == BinaryOperator::getOverloadedOperator(*Wanted)))
      return {C->getArg(0), C->getArg(1)};
    return {};
  }

  void comparison(const Expr *E) {
    auto [Left, Right] = operandsOf(E, BO_GT);
    const Expr *Named = Left ? operandsOf(Left, BO_LT).first : nullptr;
    if (!Named)
      return;
    while (const Expr *First = operandsOf(Right).first)
      Right = First;
    while (const Expr *Last = operandsOf(Named).second)
      Named = Last;
    if (!isa<ParenExpr, ParenListExpr>(Right))
      return;
    SourceLocation Name;
    if (const auto *Ref = dyn_cast<DependentScopeDeclRefExpr>(Named))
      Name = Ref->getLocation();
    else if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Named))
      Name = Member->getMemberLoc();
    unsigned Offset;
    if (Name.isValid() && !Name.isMacroID())
      if (FileEvidence *F = Map.at(Name, Offset))
        F->MissingWords[Offset] = "template";
  }

  static bool namesKernel(const Expr *E) {
    const auto IsKernel = [](const NamedDecl *D) {
      const FunctionDecl *F = D->getUnderlyingDecl()->getAsFunction();
      return F && F->hasAttr<CUDAGlobalAttr>();
    };
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return IsKernel(Ref->getDecl());
    if (const auto *Overloads = dyn_cast<OverloadExpr>(E))
      return llvm::any_of(Overloads->decls(), IsKernel);
    return false;
  }

  /// Named without a declaration of its own: C's implicit functions, and `struct tag *p` of a header that the
  /// file does not include. That such a name stands in the project says nothing about whose it is.
  bool isOnlyMentioned(const NamedDecl *D) const {
    if (const auto *F = dyn_cast<FunctionDecl>(D))
      return F->isImplicit() && !F->getBuiltinID();
    if (const auto *Record = dyn_cast<RecordDecl>(D))
      return !Record->getDefinition() &&
             (Record->isEmbeddedInDeclarator() || Index.findName(Record->getName()));
    // An alias of a pointer to an opaque struct, declared in place of the header.
    const auto *Alias = dyn_cast<TypedefNameDecl>(D);
    const TagDecl *Opaque = Alias && Alias->getUnderlyingType()->isPointerType()
                                ? Alias->getUnderlyingType()->getPointeeType()->getAsTagDecl()
                                : nullptr;
    return Opaque && Index.findName(Alias->getName()) && Index.looksLikeEntity(Opaque->getName()) &&
           isOnlyMentioned(Opaque);
  }

  /// \p Overloads are the project's, which a dependent call may pick instead of the builtin \p D.
  void reference(SourceLocation Loc, const NamedDecl *D, const std::set<std::string> &Overloads = {}) {
    if (!D || Loc.isInvalid())
      return;
    const IdentifierInfo *Id = D->getIdentifier();
    if (!Id)
      return;
    bool Entity = Index.looksLikeEntity(Id->getName());
    if (Entity && Map.originOf(D->getLocation()) == Origin::User && isOnlyMentioned(D))
      return; // left to the tokens
    if (!Entity && !Index.mayMatch(Id->getName()) && Map.originOf(D->getLocation()) != Origin::Stub)
      return;
    unsigned Offset;
    FileEvidence *F = Map.spelled(Loc, Offset);
    if (!F)
      return;
    Resolution R;
    R.From = Map.originOf(D->getLocation());
    if (R.From != Origin::Stub && Map.isForeign(D->getLocation()) &&
        Index.isUndeclared(D->getQualifiedNameAsString()))
      R.From = Origin::Stub; // the real header serves as one
    if (R.From == Origin::Stub)
      R.Symbol = D->getQualifiedNameAsString();
    if (R.From == Origin::Stub && !Entity && !Index.findName(R.Symbol) &&
        !Index.coveringNamespace(R.Symbol) && Index.isOpen(Map.packOf(D->getLocation()))) {
      R.From = Origin::System; // of the library, not of the API
      R.Symbol.clear();
    } else if (R.From == Origin::User && Entity)
      Map.evidence().UserNames.insert(Id->getName().str());
    R.OpenToUser = !Overloads.empty();
    R.OnDevice = Function && (qualified<CUDADeviceAttr>(Function) || qualified<CUDAGlobalAttr>(Function));
    auto [It, New] = F->Names.try_emplace(Offset, R);
    if (!New && It->second.From != Origin::Stub && R.From == Origin::Stub && !It->second.Macro)
      It->second = R;
    It->second.OpenToUser |=
        R.OpenToUser && It->second.Symbol == R.Symbol; // a macro's body serves many calls
    if (R.OpenToUser && Function && Function->getBody()) {
      unsigned Body;
      if (Map.spelled(Function->getBody()->getBeginLoc(), Body) == F)
        F->Usings[Body][R.Symbol].insert(Overloads.begin(), Overloads.end());
    }
  }

  template <class A> static bool qualified(const FunctionDecl *F) {
    const A *Qualifier = F->getAttr<A>();
    return Qualifier && !Qualifier->isImplicit(); // implicit where the prelude's pragma adds it
  }
  void body(const Stmt *Body, const FunctionDecl *F) {
    unsigned Begin, End;
    if (!Body || Body->getBeginLoc().isMacroID())
      return;
    FileEvidence *E = Map.at(Body->getBeginLoc(), Begin);
    if (!E || Map.at(Body->getEndLoc(), End) != E)
      return;
    bool Device = qualified<CUDADeviceAttr>(F) || qualified<CUDAGlobalAttr>(F);
    bool Host = qualified<CUDAHostAttr>(F) || !Device;
    E->Bodies[Begin] = {End + 1, !Device ? Side::Host : Host ? Side::Both : Side::Device, F->isConstexpr()};
  }

  void internal(const Attr *A) {
    unsigned Offset;
    // The qualifier is a macro of the stubs; its expansion stands where the user wrote it, unless another
    // macro did.
    SourceLocation Loc = A->getLocation();
    while (Loc.isMacroID() && Map.originOf(SM.getSpellingLoc(Loc)) == Origin::Stub)
      Loc = SM.getImmediateExpansionRange(Loc).getBegin();
    if (Loc.isMacroID())
      return; // one macro may serve variables, members and locals alike
    if (FileEvidence *F = Map.at(Loc, Offset))
      F->Internal.insert(Offset);
  }

  static bool inLinkageBlock(const Decl *D) {
    for (const DeclContext *C = D->getLexicalDeclContext(); C; C = C->getLexicalParent())
      if (isa<LinkageSpecDecl>(C))
        return true;
    return false;
  }
  template <class T> static bool declaredExtern(const T *D) {
    for (const auto *R : D->redecls())
      if (cast<T>(R)->getStorageClass() == SC_Extern)
        return true;
    return false;
  }
  static bool dynamicShared(const VarDecl *V) {
    return V->hasAttr<CUDASharedAttr>() && V->getType()->isIncompleteArrayType();
  }

  void sharedUse(DeclRefExpr *E) {
    auto *V = dyn_cast<VarDecl>(E->getDecl());
    if (!V || !Function || !dynamicShared(V) || !V->isFileVarDecl() || !Function->getBody())
      return;
    unsigned Name, Body;
    FileEvidence *Decl = Map.at(V->getLocation(), Name);
    FileEvidence *Use = Map.spelled(Function->getBody()->getBeginLoc(), Body);
    if (!Decl || !Use)
      return;
    SharedArray &S = Decl->SharedArrays[Name];
    S.Name = V->getNameAsString();
    if (Decl == Use)
      S.Bodies.insert(Body);
  }

  static bool spellable(QualType T) {
    if (T.isNull() || T->isDependentType())
      return false;
    if (const auto *Tag = T->getPointeeOrArrayElementType()->getAsTagDecl())
      return Tag->getIdentifier() != nullptr && !Tag->getParentFunctionOrMethod();
    return true;
  }

  /// Decides how the kernel must be written so that it names one function.
  void spellCallee(LaunchSite &L, const CUDAKernelCallExpr *E, const Expr *Callee) {
    for (const Expr *A : E->arguments())
      if (isa<CXXDefaultArgExpr>(A)) {
        L.Form = CalleeForm::Deduced;
        return;
      }
    Callee = Callee->IgnoreParenImpCasts();
    if (const auto *O = dyn_cast<OverloadExpr>(Callee)) {
      // Dependent: fine when one template gets all its arguments explicitly.
      L.Form = CalleeForm::Deduced;
      const FunctionTemplateDecl *Only = nullptr;
      unsigned Count = 0;
      for (const NamedDecl *D : O->decls()) {
        ++Count;
        Only = dyn_cast<FunctionTemplateDecl>(D->getUnderlyingDecl());
        if (!Only && Count == 1 && O->getNumDecls() == 1)
          L.Form = CalleeForm::AsIs; // one plain function; only its arguments are dependent
      }
      if (Count == 1 && Only && namesOne(Only, O->getNumTemplateArgs()))
        L.Form = CalleeForm::AsIs;
      return;
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(Callee);
    const auto *F = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
    if (!F) {
      if (isa<DependentScopeDeclRefExpr>(Callee))
        L.Form = CalleeForm::Deduced; // a function or a pointer: only the instantiation knows
      return;
    }
    const FunctionTemplateDecl *T = F->getPrimaryTemplate();
    bool Overloaded = overloaded(F);
    if (!T && !Overloaded)
      return;
    if (T && !Overloaded) {
      if (namesOne(T, Ref->getNumTemplateArgs()))
        return;
      const TemplateArgumentList *Args = F->getTemplateSpecializationArgs();
      if (Args && !Ref->hasExplicitTemplateArgs())
        if (std::string Text = printArgs(*Args); !Text.empty()) {
          L.Form = CalleeForm::Suffix;
          L.Text = Text;
          return;
        }
    }
    // Overloads, or partly deduced arguments: a cast picks the function.
    L.Form = CalleeForm::Deduced;
    std::string Cast = "void (*)(";
    for (const ParmVarDecl *P : F->parameters()) {
      if (!spellable(P->getType()))
        return;
      if (P != F->getParamDecl(0))
        Cast += ", ";
      Cast += P->getType().getCanonicalType().getUnqualifiedType().getAsString(Policy);
    }
    if (T && Ref->hasExplicitTemplateArgs() && !Overloaded) {
      // A cast to the parameter types need not determine arguments that no parameter mentions.
      bool All = true;
      if (const TemplateArgumentList *Args = F->getTemplateSpecializationArgs())
        for (const TemplateArgument &A : Args->asArray())
          All &= A.getKind() == TemplateArgument::Type || A.getKind() == TemplateArgument::Integral;
      if (!All)
        return;
    }
    L.Form = CalleeForm::Cast;
    L.Text = Cast + ")";
  }

  /// \returns true if \p Explicit arguments leave nothing of \p T to deduce.
  static bool namesOne(const FunctionTemplateDecl *T, unsigned Explicit) {
    const TemplateParameterList *Params = T->getTemplateParameters();
    return Explicit > 0 && !Params->hasParameterPack() && Explicit >= Params->size();
  }

  bool overloaded(const FunctionDecl *F) {
    const NamedDecl *Mine =
        F->getPrimaryTemplate() ? static_cast<const NamedDecl *>(F->getPrimaryTemplate()) : F;
    for (const NamedDecl *D : F->getDeclContext()->getRedeclContext()->lookup(F->getDeclName())) {
      const NamedDecl *U = D->getUnderlyingDecl();
      if (U->getCanonicalDecl() != Mine->getCanonicalDecl() &&
          (isa<FunctionDecl>(U) || isa<FunctionTemplateDecl>(U)))
        return true;
    }
    return false;
  }

  std::string printArgs(const TemplateArgumentList &Args) {
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    OS << '<';
    bool FirstArg = true;
    for (const TemplateArgument &A : Args.asArray()) {
      if (A.getKind() == TemplateArgument::Type ? !spellable(A.getAsType())
                                                : A.getKind() != TemplateArgument::Integral)
        return "";
      if (!FirstArg)
        OS << ", ";
      FirstArg = false;
      if (A.getKind() == TemplateArgument::Type)
        A.getAsType().print(OS, Policy);
      else
        A.print(Policy, OS, /*IncludeType=*/false);
    }
    OS << '>';
    return Text;
  }

  SourceMap &Map;
  const RuleIndex &Index;
  ASTContext &Ctx;
  const SourceManager &SM;
  bool Rdc;
  PrintingPolicy Policy;
  FunctionDecl *Function = nullptr;
};

class Consumer : public ASTConsumer {
public:
  Consumer(SourceMap &Map, const RuleIndex &Index, bool Rdc) : Map(Map), Index(Index), Rdc(Rdc) {}

  // What comes from a precompiled preamble is not handed to us, and never deserialised for us.
  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    Decls.insert(Decls.end(), Group.begin(), Group.end());
    return true;
  }
  void HandleTranslationUnit(ASTContext &Ctx) override {
    Collector C(Map, Index, Ctx, Rdc);
    for (Decl *D : Decls)
      if (Map.originOf(D->getLocation()) == Origin::User || Map.originOf(D->getBeginLoc()) == Origin::User)
        C.TraverseDecl(D);
    collectKernels(Decls, Map, Index, Ctx);
  }

private:
  SourceMap &Map;
  const RuleIndex &Index;
  bool Rdc;
  std::vector<Decl *> Decls;
};

} // namespace

std::unique_ptr<ASTConsumer> makeAstCollector(SourceMap &Map, const RuleIndex &Index, bool Rdc) {
  return std::make_unique<Consumer>(Map, Index, Rdc);
}

} // namespace npuify
