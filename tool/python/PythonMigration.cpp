// SPDX-License-Identifier: Apache-2.0
#include "PythonMigration.h"
#include "build_files/FileNames.h"
#include "rules/Tested.h"
#include "support/Snippet.h"
#include "support/ToolRules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

namespace npuify {
namespace {

class Migrator {
public:
  Migrator(llvm::StringRef RelPath, llvm::StringRef Text, const PythonFacts &Facts, const PythonRules &Rules,
           const RuleIndex &Index, const ProjectNames &Names)
      : RelPath(RelPath), Text(Text), Facts(Facts), Rules(Rules), Index(Index), Names(Names) {}

  std::vector<Finding> run() {
    fileNames();
    strings();
    decide();
    imports();
    uses();
    addImports();
    std::stable_sort(Out.begin(), Out.end(),
                     [](const Finding &A, const Finding &B) { return A.Offset < B.Offset; });
    return std::move(Out);
  }

private:
  llvm::StringRef RelPath, Text;
  const PythonFacts &Facts;
  const PythonRules &Rules;
  const RuleIndex &Index;
  const ProjectNames &Names;
  std::vector<Finding> Out;
  /// Something of the API is in the file, so that rules which go along with others apply.
  bool Concerned = false;
  struct Binding {
    std::string Symbol, Local; ///< what the name stands for now, and how it is spelled
  };
  llvm::StringMap<Binding> Rebound; ///< by the local name before
  std::set<std::string> Imported;   ///< modules that rewritten statements import
  std::set<std::string> Needed;     ///< modules that new code names

  // ---- findings ----

  Finding &add(Finding F, PythonRange Place) {
    TextPlace P = placeOf(Text, Place.Begin);
    F.File = RelPath.str();
    F.Line = P.Line;
    F.Column = P.Column;
    F.Offset = Place.Begin;
    F.Length = Place.End - Place.Begin;
    F.Ev = Evidence::Ast;
    Out.push_back(std::move(F));
    return Out.back();
  }

  Finding &add(const Rule &R, llvm::StringRef Symbol, PythonRange Place, std::vector<Edit> Edits) {
    Finding F;
    F.RuleId = F.Ch.RuleId = R.Id;
    F.Class = R.Class;
    F.Symbol = Symbol.take_front(80).str();
    F.Message = R.Message;
    F.Guidance = R.Guidance;
    F.Effort = R.Effort;
    F.Targets = R.Targets;
    F.Native = R.Native;
    F.Tested = testedOnCpu(R, Symbol);
    F.Applied = R.Native || !Edits.empty();
    F.Ch.Edits = std::move(Edits);
    return add(std::move(F), Place);
  }

  void needs(llvm::StringRef Module) {
    if (!Module.empty())
      Needed.insert(Module.str());
  }

  void unknown(llvm::StringRef Symbol, PythonRange Place) {
    add(toolFinding(ToolRule::UnknownEntity, Symbol.str()), Place);
  }

  // ---- names of files ----

  void fileNames() {
    std::map<std::string, std::string> Suffixes;
    for (const RulePack &P : Index.packs())
      Suffixes.insert(P.SourceSuffixes.begin(), P.SourceSuffixes.end());
    BuildText Literals;
    Literals.Masked = Text.str();
    for (const PythonString &S : Facts.Strings)
      Literals.Pieces.push_back({S.Place.Begin, S.Place.End - S.Place.Begin});
    std::vector<NameEdit> Edits = renamedSources(Literals, Suffixes, Names.Renamed);
    llvm::append_range(Edits, movedPaths(Literals, BuildSyntax::Make, Names.Moved));
    for (const NameEdit &E : Edits) {
      Finding F = toolFinding(ToolRule::RenamedFile, E.Symbol);
      F.Applied = true;
      F.Ch.Edits = {{E.Offset, E.Length, E.Text}};
      add(std::move(F), {E.Offset, E.Offset + E.Length});
      Concerned = true;
    }
  }

  // ---- strings ----

  void strings() {
    for (const PythonString &S : Facts.Strings) {
      llvm::SmallVector<llvm::StringRef, 4> Groups;
      const Rule *R = Rules.find(S, Groups);
      if (!R)
        continue;
      PythonRange Place = S.Formatted ? S.Text : S.Place;
      std::vector<Edit> Edits;
      if (auto It = R->Rename.find(R->Symbols.front()); It != R->Rename.end() && !R->Native)
        Edits.push_back({Place.Begin, Place.End - Place.Begin, filled(It->second, Groups)});
      Concerned |= !Edits.empty();
      if (!Edits.empty())
        needs(R->Include);
      add(*R, S.Value, Place, std::move(Edits));
    }
  }

  static std::string filled(llvm::StringRef Template, llvm::ArrayRef<llvm::StringRef> Groups) {
    std::string Result;
    for (size_t I = 0; I < Template.size(); ++I) {
      if (Template[I] == '\\' && I + 1 < Template.size() && llvm::isDigit(Template[I + 1])) {
        size_t N = static_cast<size_t>(Template[++I] - '0');
        Result += N < Groups.size() ? Groups[N].str() : "";
      } else {
        Result += Template[I];
      }
    }
    return Result;
  }

  // ---- rules that go along ----

  /// Whether the file is concerned by more than what every extension names.
  void decide() {
    for (const PythonUse &U : Facts.Uses)
      if (const Rule *R = Rules.find(U, Text))
        Concerned |= !R->Along && changes(*R) && !U.Store;
    for (const PythonImport &I : Facts.Imports)
      for (const PythonImport::Alias &A : I.Names)
        if (const Rule *R = Rules.findImported(symbolOf(I, A)))
          Concerned |= !R->Along && changes(*R);
  }

  static bool changes(const Rule &R) { return !R.Native && (!R.Rename.empty() || !R.Rewrite.empty()); }
  bool applies(const Rule *R) const { return R && (Concerned || !R->Along); }

  static std::string symbolOf(const PythonImport &I, const PythonImport::Alias &A) {
    return I.Module.empty() ? A.Name : I.Module + "." + A.Name;
  }

  // ---- imports ----

  struct Moved {
    const PythonImport::Alias *Old;
    const Rule *R;      ///< may be null: it stays
    std::string Symbol; ///< new full name
  };

  void imports() {
    for (const PythonImport &I : Facts.Imports) {
      std::vector<Moved> All;
      bool Any = false;
      for (const PythonImport::Alias &A : I.Names) {
        std::string Symbol = symbolOf(I, A);
        const Rule *R = Rules.findImported(Symbol);
        std::string New = applies(R) ? PythonRules::renamed(*R, Symbol) : "";
        if (!R && Rules.isKnownModule(Symbol))
          unknown(Symbol, A.Place);
        else if (R && New.empty() && !changes(*R))
          add(*R, Symbol, A.Place, {});
        Any |= !New.empty();
        All.push_back({&A, New.empty() ? nullptr : R, New.empty() ? Symbol : New});
      }
      if (!Any)
        continue;
      std::vector<Edit> Edits = I.Module.empty() ? plainImport(All) : fromImport(I, All);
      // The statement changes as a whole; the first name that moves carries the edits.
      for (const Moved &M : All)
        if (M.R) {
          Finding &F = add(*M.R, symbolOf(I, *M.Old), M.Old->Place, std::move(Edits));
          F.Applied = true;
          Edits.clear();
        }
    }
  }

  /// `import a.b, c as d`
  std::vector<Edit> plainImport(const std::vector<Moved> &All) {
    std::vector<Edit> Edits;
    for (const Moved &M : All) {
      if (!M.R)
        continue;
      std::string New = M.Symbol;
      if (!M.Old->As.empty()) {
        New += " as " + M.Old->As;
        Rebound[M.Old->As] = {M.Symbol, M.Old->As};
      } else {
        // The name that the statement binds is the first component, which other code may use.
        Imported.insert(New);
        New = M.Old->Name.substr(0, M.Old->Name.find('.')) + ", " + New;
      }
      Edits.push_back({M.Old->Place.Begin, M.Old->Place.End - M.Old->Place.Begin, New});
    }
    return Edits;
  }

  /// `from m import a, b as c`
  std::vector<Edit> fromImport(const PythonImport &I, const std::vector<Moved> &All) {
    std::vector<std::pair<std::string, std::string>> Groups; // module -> names, in order
    std::vector<Edit> InPlace;
    for (const Moved &M : All) {
      auto [Module, Name] = llvm::StringRef(M.Symbol).rsplit('.');
      std::string OldLocal = M.Old->As.empty() ? M.Old->Name : M.Old->As;
      if (Name.empty()) { // a module of its own: `from torch import cuda`
        Groups.emplace_back("", M.Symbol + (M.Symbol == OldLocal ? "" : " as " + OldLocal));
        Rebound[OldLocal] = {M.Symbol, OldLocal};
        continue;
      }
      std::string Local = M.Old->As.empty() ? Name.str() : M.Old->As;
      if (M.R)
        Rebound[OldLocal] = {M.Symbol, Local};
      std::string Spelled = Name.str() + (M.Old->As.empty() ? "" : " as " + M.Old->As);
      if (Name != M.Old->Name)
        InPlace.push_back({M.Old->Place.Begin, M.Old->Place.End - M.Old->Place.Begin, Spelled});
      auto It =
          llvm::find_if(Groups, [&, Module = Module.str()](const auto &G) { return G.first == Module; });
      if (It == Groups.end())
        Groups.emplace_back(Module.str(), Spelled);
      else
        It->second += ", " + Spelled;
    }
    if (Groups.size() == 1 && !Groups[0].first.empty() && I.ModulePlace.End) {
      if (Groups[0].first != I.Module)
        InPlace.push_back({I.ModulePlace.Begin, I.ModulePlace.End - I.ModulePlace.Begin, Groups[0].first});
      return InPlace;
    }
    std::string New;
    for (const auto &[Module, Imported] : Groups)
      New += (New.empty() ? "" : newline() + std::string(I.Column, ' ')) +
             (Module.empty() ? "import " : "from " + Module + " import ") + Imported;
    return {{I.Place.Begin, I.Place.End - I.Place.Begin, New}};
  }

  // ---- names ----

  void uses() {
    for (const PythonUse &U : Facts.Uses) {
      const Rule *R = Rules.find(U, Text);
      if (!R) {
        if (U.Object.End == 0 && Rules.isKnownModule(U.Symbol))
          unknown(U.Symbol, U.Place);
        continue;
      }
      if (!applies(R) || U.Own || (U.Store && !R->Native))
        continue;
      std::vector<Edit> Edits;
      if (U.Exact && changes(*R))
        Edits = R->Rewrite.empty() ? rename(U, *R) : rewrite(U, *R);
      if (!Edits.empty() && !R->Rewrite.empty())
        dropFindingsIn(U, *R);
      bool Same = U.Exact && R->Rewrite.empty() && changes(*R) && Edits.empty(); // the import has changed
      Finding &F = add(*R, U.Symbol, U.Place, std::move(Edits));
      F.Applied |= Same;
    }
  }

  /// What was found in arguments that a rewritten call no longer has is of no interest.
  void dropFindingsIn(const PythonUse &U, const Rule &R) {
    for (const auto &Wanted : R.Arguments)
      if (const PythonArgument *A = PythonRules::argument(R, U, Wanted.first))
        llvm::erase_if(
            Out, [&](const Finding &F) { return F.Offset >= A->Whole.Begin && F.Offset < A->Whole.End; });
  }

  std::vector<Edit> rename(const PythonUse &U, const Rule &R) {
    std::string New = PythonRules::renamed(R, U.Symbol);
    if (U.Object.End) { // an attribute: ".cuda_stream"
      llvm::StringRef Old = llvm::StringRef(U.Symbol).drop_front();
      return {{U.Place.End - static_cast<unsigned>(Old.size()), static_cast<unsigned>(Old.size()),
               llvm::StringRef(New).ltrim('.').str()}};
    }
    std::string Spelled = spelled(U, R, New);
    if (Spelled == Text.slice(U.Place.Begin, U.Place.End))
      return {};
    return {{U.Place.Begin, U.Place.End - U.Place.Begin, Spelled}};
  }

  /// How \p New, a full name, is spelled where \p U stands.
  std::string spelled(const PythonUse &U, const Rule &R, const std::string &New) {
    if (auto It = Rebound.find(U.Base); It != Rebound.end() && !U.Base.empty()) {
      llvm::StringRef Rest = New;
      if (Rest.consume_front(It->second.Symbol) && (Rest.empty() || Rest[0] == '.'))
        return It->second.Local + Rest.str();
    }
    llvm::StringRef Root = llvm::StringRef(New).split('.').first;
    if (!R.Include.empty() || Root != U.Base)
      needs(R.Include.empty() ? Root : llvm::StringRef(R.Include));
    return New;
  }

  /// Fills a rule's template. Arguments keep their place in the text, so that edits inside them compose.
  std::vector<Edit> rewrite(const PythonUse &U, const Rule &R) {
    bool OfCall = U.Call && !attributeOnly(R);
    unsigned At = U.Object.End ? U.Object.Begin : U.Place.Begin;
    unsigned End = OfCall ? U.CallEnd : U.Place.End;
    std::vector<Edit> Edits;
    std::string Literal;
    std::set<const PythonArgument *> Used;
    for (const auto &Wanted : R.Arguments)
      Used.insert(PythonRules::argument(R, U, Wanted.first));
    auto Keep = [&](PythonRange Range) {
      if (Range.Begin < At)
        return false;
      Edits.push_back({At, Range.Begin - At, Literal});
      Literal.clear();
      At = Range.End;
      return true;
    };
    llvm::StringRef Template = R.Rewrite;
    while (!Template.empty()) {
      size_t Dollar = Template.find("${");
      Literal += Template.take_front(Dollar).str();
      if (Dollar == llvm::StringRef::npos)
        break;
      Template = Template.drop_front(Dollar + 2);
      llvm::StringRef Param = Template.take_front(Template.find('}')).rtrim('?');
      Template = Template.drop_front(Template.find('}') + 1);
      if (Param == "object") {
        if (!Keep(U.Object))
          return {};
        continue;
      }
      std::vector<PythonRange> Kept;
      if (Param == "rest") {
        for (const PythonArgument &A : *U.Call)
          if (!Used.count(&A))
            Kept.push_back(A.Whole);
      } else if (const PythonArgument *A = U.Call ? PythonRules::argument(R, U, Param) : nullptr) {
        Used.insert(A);
        Kept.push_back(A->Value);
      }
      if (Kept.empty() && !llvm::StringRef(Literal).ends_with("("))
        Literal = llvm::StringRef(Literal).rtrim().rtrim(',').str();
      for (size_t I = 0; I < Kept.size(); ++I) {
        if (I > 0)
          Literal += ", ";
        if (!Keep(Kept[I]))
          return {};
      }
      if (Kept.empty() && llvm::StringRef(Literal).ends_with("("))
        Template = Template.starts_with(", ") ? Template.drop_front(2) : Template;
    }
    if (OfCall && R.Rewrite.find("${rest") == std::string::npos &&
        !llvm::all_of(*U.Call, [&](const PythonArgument &A) { return Used.count(&A); }))
      return {}; // an argument would be lost
    Edits.push_back({At, End - At, Literal});
    needs(R.Include);
    return Edits;
  }
  /// A template for an attribute alone, not for its call.
  static bool attributeOnly(const Rule &R) {
    return R.Symbols.front()[0] == '.' && R.Params.empty() && R.Rewrite.find("${rest") == std::string::npos;
  }

  // ---- new imports ----

  std::string newline() const { return Text.contains("\r\n") ? "\r\n" : "\n"; }

  void addImports() {
    for (const PythonImport &I : Facts.Imports)
      for (const PythonImport::Alias &A : I.Names)
        if (I.Module.empty() && A.As.empty())
          Needed.erase(A.Name);
    for (const std::string &Module : Needed) {
      if (Imported.count(Module))
        continue;
      Finding F = toolFinding(ToolRule::AddedInclude, Module);
      F.Applied = true;
      unsigned At = Facts.ImportPlace;
      bool OwnLine = At == 0 || Text[At - 1] == '\n' || Text[At - 1] == '\r';
      F.Ch.Edits = {{At, 0, (OwnLine ? "" : newline()) + "import " + Module + newline()}};
      add(std::move(F), {At, At});
    }
  }
};

} // namespace

std::vector<Finding> migratePython(llvm::StringRef RelPath, llvm::StringRef Text, const PythonFacts &Facts,
                                   const PythonRules &Rules, const RuleIndex &Index,
                                   const ProjectNames &Names) {
  return Migrator(RelPath, Text, Facts, Rules, Index, Names).run();
}

} // namespace npuify
