// SPDX-License-Identifier: Apache-2.0
#include "Includes.h"
#include "llvm/ADT/STLExtras.h"

namespace npuify {

void addPrologue(FileFindings &Findings) {
  const FileTokens &File = Findings.File;
  if (!Findings.Ctx.KernelSource || File.Tokens.empty())
    return;
  for (const RulePack &P : Findings.Index.packs()) {
    if (P.Prologue.empty() || File.Text.contains(P.Prologue))
      continue;
    Finding F = Findings.make(ToolRule::Prologue, P.Prologue, File.Tokens[0].Offset, 0, Evidence::Token);
    F.Ch.Edits.push_back({File.Tokens[0].Offset, 0, P.Prologue + File.newline()});
    Findings.add(std::move(F));
  }
}

size_t walkInclude(FileFindings &Findings, size_t I) {
  const FileTokens &File = Findings.File;
  const FileEvidence *E = Findings.E;
  const RuleIndex &Index = Findings.Index;
  const auto &Target = Findings.Ctx.IncludeTarget;
  size_t Last = I;
  while (Last + 1 < File.Tokens.size() && !File.Tokens[Last + 1].StartOfLine)
    ++Last;
  llvm::StringRef Line =
      File.Text.slice(File.Tokens[I].Offset, File.Text.find_first_of("\r\n", File.Tokens[I].Offset));
  size_t Open = Line.find_first_of("<\"");
  if (Open == llvm::StringRef::npos)
    return Last; // #include MACRO
  size_t Close = Line.find(Line[Open] == '<' ? '>' : '"', Open + 1);
  if (Close == llvm::StringRef::npos)
    return Last;
  llvm::StringRef Name = Line.slice(Open + 1, Close);
  Token T;
  T.Offset = static_cast<unsigned>(File.Tokens[I].Offset + Open);
  T.Length = static_cast<unsigned>(Close + 1 - Open);
  std::string Found;
  bool Missing = false;
  if (E) {
    if (auto It = E->Includes.find(T.Offset); It != E->Includes.end())
      Found = It->second;
    Missing = E->MissingIncludes.count({T.Offset, Name.str()}) != 0;
  }
  Evidence Ev = Found.empty() ? Evidence::Token : Evidence::Preprocessor;
  if (auto Moved = Target ? Target(Found, Name) : std::nullopt) {
    if (*Moved == Name)
      return Last; // a project file that keeps its place
    Finding F = Findings.make(ToolRule::RenamedInclude, Name.str(), T.Offset, T.Length, Ev);
    // A moved file is named relative to this one ("./_deps/x.h", "../x.h"), which only quotes look up.
    bool Quoted = Line[Open] == '"' || llvm::StringRef(*Moved).starts_with(".");
    F.Ch.Edits.push_back({T.Offset, T.Length, (Quoted ? "\"" : "<") + *Moved + (Quoted ? "\"" : ">")});
    Findings.add(std::move(F));
    return Last;
  }
  if (const Rule *R = Index.find({RuleKind::Header}, Name)) {
    if (Findings.Ctx.Libraries.isUnused(*R)) {
      Finding F = Findings.make(ToolRule::UnusedHeader, Name.str(), T.Offset, T.Length, Ev);
      const unsigned Hash = static_cast<unsigned>(File.Text.rfind('#', T.Offset));
      F.Ch.Edits.push_back({Hash, T.end() - Hash, ""});
      Findings.add(std::move(F));
      return Last;
    }
    Finding F = Findings.make(*R, Name, T, Ev);
    if (auto It = R->Rename.find(Name.str()); It != R->Rename.end() && !R->Native) {
      llvm::StringRef To = It->second;
      bool Delimited = To.starts_with("<") || To.starts_with("\"");
      F.Ch.Edits.push_back({T.Offset, T.Length, Delimited ? To.str() : "<" + To.str() + ">"});
    }
    Findings.add(std::move(F));
    return Last;
  }
  llvm::StringRef Stem = Name.take_front(Name.rfind('.'));
  if (const Rule *R = Index.family(Name)) {
    Findings.add(Findings.make(*R, Name, T, Ev));
  } else if (Missing || Index.looksLikeEntity(Stem)) {
    ToolRule Problem = Index.looksLikeEntity(Stem) ? ToolRule::UnknownHeader : ToolRule::MissingHeader;
    Findings.add(Findings.make(Problem, Name.str(), T.Offset, T.Length, Ev));
  }
  return Last;
}

void addNeededIncludes(FileFindings &Findings) {
  const FileTokens &File = Findings.File;
  std::set<std::string> Headers;
  for (const Finding &F : Findings.Found)
    if (const Rule *R = F.Applied ? Findings.Index.byId(F.RuleId) : nullptr; R && !R->Include.empty())
      Headers.insert(R->Include);
  for (const std::string &Header : Headers) {
    if (File.Text.contains("<" + Header + ">") || File.Text.contains("\"" + Header + "\""))
      continue;
    if (llvm::any_of(Findings.Found, [&](const Finding &F) { // an include that a rule wrote
          return llvm::any_of(F.Ch.Edits, [&](const Edit &E) { return E.Text == "<" + Header + ">"; });
        }))
      continue;
    Finding F = Findings.make(ToolRule::AddedInclude, Header, File.Tokens[0].Offset, 0, Evidence::Token);
    F.Ch.Edits.push_back({File.Tokens[0].Offset, 0, "#include <" + Header + ">" + File.newline()});
    Findings.add(std::move(F));
  }
}

} // namespace npuify
