// SPDX-License-Identifier: Apache-2.0
#include "BuildMigration.h"
#include "BuildText.h"
#include "EditTemplate.h"
#include "FileNames.h"
#include "support/Pattern.h"
#include "support/Snippet.h"
#include "support/ToolRules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/Path.h"
#include <algorithm>

namespace npuify {
namespace {

bool appliesTo(const Rule &R, llvm::StringRef FileName) {
  for (const std::string &G : R.FileGlobs) {
    auto Pattern = llvm::GlobPattern::create(G);
    if (!Pattern) {
      llvm::consumeError(Pattern.takeError());
      continue;
    }
    if (Pattern->match(FileName))
      return true;
  }
  return false;
}

class Migrator {
public:
  Migrator(llvm::StringRef RelPath, llvm::StringRef Text, const RuleIndex &Rules, const ProjectNames &Names)
      : RelPath(RelPath), Text(Text), Rules(Rules), Names(Names), Syntax(buildSyntaxOf(RelPath)),
        Build(readBuildText(Text, Syntax)) {}

  std::vector<Finding> run() {
    names();
    llvm::StringRef FileName = llvm::sys::path::filename(RelPath);
    for (const RulePack &Pack : llvm::reverse(Rules.packs()))
      for (const Rule &R : Pack.Rules)
        if (R.Kind == RuleKind::Build && appliesTo(R, FileName))
          apply(R);
    std::stable_sort(Out.begin(), Out.end(),
                     [](const Finding &A, const Finding &B) { return A.Offset < B.Offset; });
    return std::move(Out);
  }

private:
  llvm::StringRef RelPath, Text;
  const RuleIndex &Rules;
  const ProjectNames &Names;
  BuildSyntax Syntax;
  BuildText Build;
  std::vector<Finding> Out;
  std::vector<std::pair<unsigned, unsigned>> Claimed; ///< [from, to) that a finding has spoken for

  bool isFree(unsigned From, unsigned To) const {
    return llvm::none_of(Claimed, [&](std::pair<unsigned, unsigned> C) {
      if (From == To) // an insertion: not into a replaced text, not twice at one place
        return (C.first < From && From < C.second) || (C.first == From && C.second == To);
      return C.first < To && From < C.second;
    });
  }

  Finding &add(Finding F, unsigned Offset, unsigned Length) {
    TextPlace Place = placeOf(Text, Offset);
    F.File = RelPath.str();
    F.Line = Place.Line;
    F.Column = Place.Column;
    F.Offset = Offset;
    F.Length = Length;
    F.Ev = Evidence::Token;
    Out.push_back(std::move(F));
    return Out.back();
  }

  void names() {
    std::map<std::string, std::string> Suffixes;
    for (const RulePack &P : Rules.packs())
      Suffixes.insert(P.SourceSuffixes.begin(), P.SourceSuffixes.end());
    std::vector<NameEdit> Edits = renamedSources(Build, Suffixes, Names.Renamed);
    llvm::append_range(Edits, movedPaths(Build, Syntax, Names.Moved));
    for (const NameEdit &E : Edits) {
      if (!isFree(E.Offset, E.Offset + E.Length))
        continue;
      Claimed.emplace_back(E.Offset, E.Offset + E.Length);
      Finding &F = add(toolFinding(ToolRule::RenamedFile, E.Symbol), E.Offset, E.Length);
      F.Applied = true;
      F.Ch = {F.RuleId, {{E.Offset, E.Length, E.Text}}};
    }
  }

  void apply(const Rule &R) {
    llvm::Regex Pattern(toPosixPattern(R.Symbols.front()));
    bool Anchored = llvm::StringRef(R.Symbols.front()).starts_with("^");
    for (size_t P = 0; P < Build.Pieces.size(); ++P) {
      llvm::StringRef Rest = Build.piece(P);
      llvm::SmallVector<llvm::StringRef, 10> Groups;
      while (Pattern.match(Rest, &Groups)) {
        size_t Next = match(R, Groups, Build.Pieces[P].Offset);
        if (Anchored)
          break;
        // Text that the rule only looked at may belong to the next match.
        size_t Start = static_cast<size_t>(Rest.data() - Build.Masked.data());
        Rest = Rest.drop_front(std::min(std::max(Next, Start + 1) - Start, Rest.size()));
      }
    }
  }

  /// \returns the offset to search on from.
  size_t match(const Rule &R, llvm::ArrayRef<llvm::StringRef> Groups, unsigned PieceOffset) {
    llvm::StringRef Masked = Build.Masked;
    unsigned From = static_cast<unsigned>(Groups[0].data() - Masked.data());
    unsigned To = From + static_cast<unsigned>(Groups[0].size());
    auto Rename = R.Rename.find(R.Symbols.front());
    std::vector<Edit> Edits;
    if (!R.Native && Rename != R.Rename.end()) {
      Edits = editsFromTemplate(Rename->second, Groups, Masked, Text, indentAt(PieceOffset));
      if (Edits.empty())
        return To;
    }
    std::vector<std::pair<unsigned, unsigned>> Wanted;
    for (const Edit &E : Edits)
      Wanted.emplace_back(E.Offset, E.Offset + E.Length);
    if (Edits.empty())
      Wanted.emplace_back(From, To);
    if (!llvm::all_of(Wanted, [&](auto W) { return isFree(W.first, W.second); }))
      return Wanted.back().second;
    Claimed.insert(Claimed.end(), Wanted.begin(), Wanted.end());

    Finding F;
    F.RuleId = R.Id;
    F.Class = R.Class;
    F.Native = R.Native;
    F.Applied = R.Native || !Edits.empty();
    F.Message = R.Message;
    F.Guidance = R.Guidance;
    F.Effort = R.Effort;
    F.Targets = R.Targets;
    unsigned Offset = From, Length = To - From;
    for (const Edit &E : Edits)
      if (E.Length != 0) {
        Offset = E.Offset;
        Length = E.Length;
        break;
      }
    llvm::StringRef Shown = Text.substr(Offset, Length);
    unsigned Lead = static_cast<unsigned>(Shown.size() - Shown.ltrim().size());
    Shown = Shown.trim();
    Shown = Shown.take_front(std::min<size_t>(Shown.find('\n'), 80));
    F.Symbol = Shown.str();
    if (!Edits.empty())
      F.Ch = {R.Id, Edits};
    add(std::move(F), Offset + Lead, static_cast<unsigned>(Shown.size()));
    return Wanted.back().second;
  }

  /// The white space before the first word of the line that \p Offset stands in.
  llvm::StringRef indentAt(unsigned Offset) const {
    size_t Start = Text.rfind('\n', Offset);
    Start = Start == llvm::StringRef::npos ? 0 : Start + 1;
    llvm::StringRef Line = Text.slice(Start, Offset);
    return Line.take_while([](char C) { return C == ' ' || C == '\t'; });
  }
};

} // namespace

std::vector<Finding> migrateBuildFile(llvm::StringRef RelPath, llvm::StringRef Text, const RuleIndex &Rules,
                                      const ProjectNames &Names) {
  return Migrator(RelPath, Text, Rules, Names).run();
}

} // namespace npuify
