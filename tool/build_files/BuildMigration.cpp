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

using Range = std::pair<unsigned, unsigned>; ///< [first, second)
using Ranges = std::vector<Range>;

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
        if (R.Kind == RuleKind::Build && isOfThisStage(R) && appliesTo(R, FileName))
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
  Ranges Claimed; ///< [from, to) that a finding has spoken for

  bool isOfThisStage(const Rule &R) const {
    return R.Stage == Names.Stage || (R.Stage == BuildStage::Always && Names.Stage == BuildStage::Border);
  }

  /// Whether \p Piece names a source that got a new name.
  bool namesMoved(size_t Piece) const {
    return llvm::any_of(Out, [&](const Finding &F) {
      return F.RuleId == toolFinding(ToolRule::RenamedFile, "").RuleId &&
             F.Offset - Build.Pieces[Piece].Offset < Build.Pieces[Piece].Length;
    });
  }

  bool isFree(unsigned From, unsigned To) const {
    return llvm::none_of(Claimed, [&](Range C) {
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
    std::vector<NameEdit> Edits;
    if (Names.Stage == BuildStage::Behind) {
      Edits = movedSources(Build, llvm::sys::path::parent_path(RelPath), Suffixes, Names.Renamed);
    } else {
      Edits = renamedSources(Build, Suffixes, Names.Renamed);
      llvm::append_range(Edits, movedPaths(Build, Syntax, Names.Moved));
    }
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
    for (size_t P = 0; P < Build.Pieces.size(); ++P) {
      if (R.Stage == BuildStage::Behind && !namesMoved(P))
        continue;
      // What a match spoke for is blanked before the next search, while the text around it stays: the next
      // match may need to see it, as in a command whose arguments are replaced one by one.
      std::string Piece = Build.piece(P).str();
      llvm::SmallVector<llvm::StringRef, 10> Groups;
      while (Pattern.match(Piece, &Groups) && !Groups[0].empty())
        for (auto [From, To] : match(R, Groups, Piece, Build.Pieces[P].Offset))
          std::fill(Piece.begin() + From, Piece.begin() + To, '\1');
    }
  }

  /// Makes a finding of one match unless another one has spoken for its text. \returns what it speaks for, as
  /// ranges within \p Piece that are not all empty.
  Ranges match(const Rule &R, llvm::ArrayRef<llvm::StringRef> Groups, llvm::StringRef Piece,
               unsigned PieceOffset) {
    unsigned From = static_cast<unsigned>(Groups[0].data() - Piece.data());
    Range Whole{From, From + static_cast<unsigned>(Groups[0].size())};
    auto Rename = R.Rename.find(R.Symbols.front());
    bool Rewrites = !R.Native && Rename != R.Rename.end();
    std::vector<Edit> Edits;
    if (Rewrites)
      Edits = editsFromTemplate(Rename->second, Groups, Piece, indentAt(PieceOffset));
    Ranges Spoken;
    for (const Edit &E : Edits)
      Spoken.emplace_back(E.Offset, E.Offset + E.Length);
    if (!Rewrites)
      Spoken.push_back(Whole);
    // Behind the border a rule speaks about what a name edit has changed.
    bool Free = (R.Stage == BuildStage::Behind && !Rewrites) ||
                (!Spoken.empty() && llvm::all_of(Spoken, [&](Range S) {
                  return isFree(PieceOffset + S.first, PieceOffset + S.second);
                }));
    if (Free)
      record(R, std::move(Edits), Spoken, PieceOffset);
    bool Progress = llvm::any_of(Spoken, [](Range S) { return S.first != S.second; });
    return Progress ? Spoken : Ranges{Whole};
  }

  /// \p Edits and \p Spoken are relative to the piece at \p PieceOffset.
  void record(const Rule &R, std::vector<Edit> Edits, const Ranges &Spoken, unsigned PieceOffset) {
    for (Range S : Spoken)
      Claimed.emplace_back(PieceOffset + S.first, PieceOffset + S.second);
    for (Edit &E : Edits)
      E.Offset += PieceOffset;
    Finding F;
    F.RuleId = R.Id;
    F.Class = R.Class;
    F.Native = R.Native;
    F.Applied = R.Native || !Edits.empty();
    F.Message = R.Message;
    F.Guidance = R.Guidance;
    F.Effort = R.Effort;
    F.Targets = R.Targets;
    if (!Edits.empty())
      F.Ch = {R.Id, std::move(Edits)};

    // People see the first text that is replaced, or looked at; for an insertion, the line it goes to.
    Range Shown = Spoken.front();
    for (Range S : Spoken)
      if (S.first != S.second) {
        Shown = S;
        break;
      }
    llvm::StringRef Name = Text.slice(PieceOffset + Shown.first, PieceOffset + Shown.second);
    if (Name.empty())
      Name = Text.substr(PieceOffset + Shown.first);
    unsigned Lead = static_cast<unsigned>(Name.size() - Name.ltrim().size());
    Name = Name.trim().take_until([](char C) { return C == '\n'; }).rtrim();
    F.Symbol = Name.take_front(80).str();
    unsigned Length = static_cast<unsigned>(F.Symbol.size());
    add(std::move(F), PieceOffset + Shown.first + Lead, Length);
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
