// SPDX-License-Identifier: Apache-2.0
#include "MacroCollector.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;

namespace npuify {
namespace {

class MacroCollector : public PPCallbacks {
public:
  MacroCollector(SourceMap &Map, const RuleIndex &Index, Preprocessor &PP) : Map(Map), Index(Index), PP(PP) {}

  void MacroExpands(const clang::Token &Name, const MacroDefinition &MD, SourceRange,
                    const MacroArgs *) override {
    record(Name, MD.getMacroInfo());
  }
  void MacroDefined(const clang::Token &Name, const MacroDirective *MD) override {
    record(Name, MD ? MD->getMacroInfo() : nullptr);
    llvm::StringRef S = Name.getIdentifierInfo()->getName();
    unsigned Offset;
    if (Map.at(Name.getLocation(), Offset) && Index.looksLikeEntity(S))
      Map.evidence().UserNames.insert(S.str());
  }
  void MacroUndefined(const clang::Token &Name, const MacroDefinition &MD, const MacroDirective *) override {
    record(Name, MD.getMacroInfo());
  }
  void Ifdef(SourceLocation, const clang::Token &Name, const MacroDefinition &MD) override {
    record(Name, MD.getMacroInfo());
  }
  void Ifndef(SourceLocation, const clang::Token &Name, const MacroDefinition &MD) override {
    record(Name, MD.getMacroInfo());
  }
  void Defined(const clang::Token &Name, const MacroDefinition &MD, SourceRange) override {
    record(Name, MD.getMacroInfo());
  }
  void SourceRangeSkipped(SourceRange Range, SourceLocation) override {
    unsigned Begin, End;
    FileEvidence *F = Map.at(Range.getBegin(), Begin);
    if (F && Map.at(Range.getEnd(), End) == F)
      F->Inactive.push_back({Begin, End});
  }
  void InclusionDirective(SourceLocation, const clang::Token &, StringRef FileName, bool,
                          CharSourceRange NameRange, OptionalFileEntryRef File, StringRef, StringRef,
                          const clang::Module *, bool, SrcMgr::CharacteristicKind) override {
    unsigned Offset;
    FileEvidence *F = Map.at(NameRange.getBegin(), Offset);
    if (F && File)
      F->Includes[Offset] = File->getFileEntry().tryGetRealPathName().str();
    else if (F)
      F->MissingIncludes.insert({Offset, FileName.str()});
  }
  /// A header that is nowhere is a finding, not the end of the parse.
  bool FileNotFound(StringRef) override { return true; }

private:
  void record(const clang::Token &Name, const MacroInfo *MI) {
    const IdentifierInfo *Id = Name.getIdentifierInfo();
    if (!MI || !Id)
      return;
    StringRef S = Id->getName();
    if (!Index.mayMatch(S) && !Index.looksLikeEntity(S))
      return;
    unsigned Offset;
    FileEvidence *F = Map.spelled(Name.getLocation(), Offset);
    if (!F)
      return;
    Resolution R;
    R.Macro = true;
    SourceLocation Def = MI->getDefinitionLoc();
    // Definitions on the command line are the packs'.
    R.From = PP.getSourceManager().isWrittenInCommandLineFile(Def) ||
                     PP.getSourceManager().isWrittenInBuiltinFile(Def)
                 ? Origin::Stub
                 : Map.originOf(Def);
    if (Index.isUndeclared(S) && Map.isForeign(Def))
      R.From = Origin::Stub; // the real header serves as one
    if (R.From == Origin::Stub)
      R.Symbol = S.str();
    F->Names.try_emplace(Offset, R);
  }

  SourceMap &Map;
  const RuleIndex &Index;
  Preprocessor &PP;
};

} // namespace

std::unique_ptr<PPCallbacks> makeMacroCollector(SourceMap &Map, const RuleIndex &Index, Preprocessor &PP) {
  return std::make_unique<MacroCollector>(Map, Index, PP);
}

} // namespace npuify
