// SPDX-License-Identifier: Apache-2.0
#include "KernelSyntax.h"
#include "LaunchRewrite.h"
#include "SharedMemory.h"
#include "SideBranches.h"
#include "support/Obstacles.h"

namespace npuify {

void addKernelPointer(FileFindings &Findings, const Token &T) {
  const FileEvidence *E = Findings.E;
  auto It = E ? E->KernelPointers.find(T.Offset) : std::map<unsigned, unsigned>::const_iterator();
  if (!E || It == E->KernelPointers.end())
    return;
  llvm::StringRef Name = Findings.File.Text.slice(T.Offset, It->second);
  Finding F = Findings.make(ToolRule::KernelAddress, Name.str(), T.Offset, T.Length, Evidence::Ast);
  F.Ch.Edits.push_back({T.Offset, 0, "npu::kernel_address("});
  F.Ch.Edits.push_back({It->second, 0, ")"});
  Findings.add(std::move(F));
}

/// The type's spelling with its names mapped: whole names, or the namespaces that move as a whole.
static std::string mappedType(llvm::StringRef Type, const RuleIndex &Index) {
  std::string Result;
  unsigned At = 0;
  const std::vector<Token> Parts = lex(Type);
  for (size_t I = 0; I < Parts.size(); ++I) {
    if (Parts[I].Kind != clang::tok::raw_identifier)
      continue;
    const size_t First = I;
    while (I + 2 < Parts.size() && Parts[I + 1].Kind == clang::tok::coloncolon &&
           Parts[I + 2].Kind == clang::tok::raw_identifier)
      I += 2;
    llvm::StringRef Name = Type.slice(Parts[First].Offset, Parts[I].end());
    const Rule *R = Index.findName(Name);
    if (!R && (R = Index.coveringNamespace(Name)))
      Name = R->Symbols.front();
    if (!R || R->Native)
      continue;
    auto It = R->Rename.find(Name.str());
    if (It == R->Rename.end())
      continue;
    Result += Type.slice(At, Parts[First].Offset).str() + It->second;
    At = Parts[First].Offset + Name.size();
  }
  return Result + Type.substr(At).str();
}

void addLaunch(FileFindings &Findings, size_t I) {
  const FileTokens &File = Findings.File;
  const FileEvidence *E = Findings.E;
  const Rule *R = Findings.Index.launchRule();
  if (!R)
    return;
  std::optional<LaunchSite> Site;
  if (E)
    if (auto It = E->Launches.find(File.Tokens[I].Offset); It != E->Launches.end()) {
      Site = It->second;
      Site->Text = mappedType(Site->Text, Findings.Index); // Clang speaks of the API's types
    }
  Finding F = Findings.make(*R, R->Symbols.front(), File.Tokens[I], Site ? Evidence::Ast : Evidence::Token);
  F.Ch.Edits = rewriteLaunch(File.Text, File.Tokens, I, Site ? &*Site : nullptr,
                             llvm::StringRef(R->Rewrite).split('(').first.str());
  if (F.Ch.Edits.empty())
    blame(F, Obstacle::BrokenLaunch, "");
  Findings.add(std::move(F));
}

bool addDynamicShared(FileFindings &Findings, size_t I, const Rule &R, Evidence Ev) {
  const FileTokens &File = Findings.File;
  const FileEvidence *E = Findings.E;
  const SharedArray *FileScope = nullptr;
  auto D = findDynamicShared(File.Text, File.Tokens, I);
  if (!D)
    return false;
  if (E)
    if (auto It = E->SharedArrays.find(D->NameOffset); It != E->SharedArrays.end())
      FileScope = &It->second;
  Token T = File.Tokens[I];
  T.Offset = D->Begin;
  T.Length = D->End - D->Begin;
  Finding F = Findings.make(R, R.Symbols.front(), T, Ev);
  if (!FileScope) {
    F.Ch.Edits = D->inPlace(R.Rewrite);
  } else {
    // The declaration moves into every function that uses the array.
    std::string Local =
        D->rendered(R.Rewrite, [&](llvm::StringRef Type) { return mappedType(Type, Findings.Index); });
    F.Ch.Edits.push_back({D->Begin, D->End - D->Begin, ""});
    for (unsigned Body : FileScope->Bodies)
      F.Ch.Edits.push_back({Body + 1, 0, " " + Local});
  }
  // Qualifiers are dropped in place; at file scope the type's names move along.
  Findings.add(std::move(F));
  for (size_t J = D->FirstToken; J <= D->LastToken; ++J)
    if (FileScope || D->Dropped.count(J))
      Findings.swallow(File.Tokens[J]);
  return true;
}

void addSideBranches(FileFindings &Findings) {
  const FileTokens &File = Findings.File;
  const FileEvidence *E = Findings.E;
  const RuleIndex &Index = Findings.Index;
  constexpr llvm::StringLiteral Prefix = "if ";
  for (const Rule *R : Index.ofKind(RuleKind::Macro)) {
    llvm::StringRef Macro = R->Symbols.front();
    const Rule *Name = nullptr;
    if (!E || R->Rewrite.empty() || !Macro.consume_front(Prefix) ||
        !(Name = Index.find({RuleKind::Macro}, Macro)))
      continue;
    SideTest Test;
    Test.Macro = Macro.str();
    Test.Test = R->Rewrite;
    Test.NewMacro = Name->Rename.at(Test.Macro);
    Test.IsQualifier = [&](llvm::StringRef Word) {
      return Index.find({RuleKind::Attribute}, Word) != nullptr;
    };
    for (const RulePack &P : Index.packs())
      for (llvm::StringRef D : P.Definitions)
        if (D.consume_front(Macro) && D.consume_front("="))
          D.getAsInteger(10, Test.DeviceValue);
    for (SideBranch &Branch : findSideBranches(File.Text, File.Tokens, *E, Test)) {
      const Token &T = File.Tokens[Branch.FirstToken];
      Finding F = Branch.Edits.empty()
                      ? Findings.make(ToolRule::SideBranch, Test.Macro, T.Offset, T.Length, Evidence::Ast)
                      : Findings.make(*R, R->Symbols.front(), T, Evidence::Ast);
      F.Native = Branch.Edits.empty(); // the condition itself is mapped
      F.Ch.Edits = std::move(Branch.Edits);
      Findings.add(std::move(F));
      for (size_t I : Branch.Replaced)
        Findings.swallow(File.Tokens[I]);
    }
  }
}

} // namespace npuify
