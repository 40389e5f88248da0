// SPDX-License-Identifier: Apache-2.0
#include "PythonRules.h"
#include "support/Pattern.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace npuify {

/// Whether \p Text as a whole matches a rule's expression.
static bool matches(llvm::StringRef Pattern, llvm::StringRef Text,
                    llvm::SmallVectorImpl<llvm::StringRef> *Groups = nullptr) {
  llvm::SmallVector<llvm::StringRef, 4> All;
  if (!llvm::Regex("^(" + toPosixPattern(Pattern) + ")$").match(Text, &All))
    return false;
  if (Groups)
    Groups->assign(All.begin() + 1, All.end()); // the first is the group added here, the whole match
  return true;
}

PythonRules::PythonRules(const RuleIndex &Index) {
  for (const RulePack &Pack : llvm::reverse(Index.packs()))
    for (const Rule &R : Pack.Rules) {
      if (R.Kind != RuleKind::Python)
        continue;
      if (llvm::StringRef(R.Symbols.front()).contains('"'))
        ForStrings.push_back(&R);
      else
        for (const std::string &S : R.Symbols)
          BySymbol[S].push_back(&R);
    }
}

const PythonArgument *PythonRules::argument(const Rule &R, const PythonUse &Use, llvm::StringRef Param) {
  size_t Position = 0;
  while (Position < R.Params.size() && llvm::StringRef(R.Params[Position]).rtrim('?') != Param)
    ++Position;
  size_t Seen = 0;
  for (const PythonArgument &A : *Use.Call) {
    if (A.Name == Param || (A.Name.empty() && Seen == Position))
      return &A;
    Seen += A.Name.empty();
  }
  return nullptr;
}

const Rule *PythonRules::find(const PythonUse &Use, llvm::StringRef Text) const {
  auto It = BySymbol.find(Use.Symbol);
  if (It == BySymbol.end())
    return covering(Use.Symbol);
  for (const Rule *R : It->second) {
    bool OfCalls = !R->Params.empty() || R->Rewrite.find("${rest") != std::string::npos;
    if (OfCalls && !Use.Call)
      continue;
    if (llvm::all_of(R->Arguments, [&](const auto &Wanted) {
          const PythonArgument *A = argument(*R, Use, Wanted.first);
          return A && matches(Wanted.second, Text.slice(A->Value.Begin, A->Value.End));
        }))
      return R;
  }
  return nullptr;
}

bool PythonRules::hasMembers(llvm::StringRef Symbol) const {
  return llvm::any_of(BySymbol, [&](const auto &Entry) {
    llvm::StringRef Other = Entry.first();
    return Other.consume_front(Symbol) && Other.starts_with(".");
  });
}

/// What covers a symbol without a rule of its own: "module.*", or the object whose attribute it is, as in
/// Class.method; not a module whose members have rules each.
const Rule *PythonRules::covering(llvm::StringRef Symbol) const {
  for (llvm::StringRef Module = Symbol;; Module = Module.rsplit('.').first) {
    if (auto It = BySymbol.find((Module + ".*").str()); It != BySymbol.end())
      return It->second.front();
    if (auto It = BySymbol.find(Module); It != BySymbol.end())
      return Module != Symbol && !hasMembers(Module) && It->second.front()->Rewrite.empty()
                 ? It->second.front()
                 : nullptr;
    if (!Module.contains('.'))
      return nullptr;
  }
}

const Rule *PythonRules::findImported(llvm::StringRef Symbol) const {
  if (auto It = BySymbol.find(Symbol); It != BySymbol.end())
    for (const Rule *R : It->second)
      if (R->Arguments.empty())
        return R;
  return covering(Symbol);
}

const Rule *PythonRules::find(const PythonString &String,
                              llvm::SmallVectorImpl<llvm::StringRef> &Groups) const {
  for (const Rule *R : ForStrings) {
    llvm::StringRef Pattern = R->Symbols.front();
    if (Pattern.consume_front("f") != String.Formatted)
      continue;
    Pattern.consume_front("\"");
    Pattern.consume_back("\"");
    bool Here =
        R->Where.empty() || llvm::any_of(R->Where, [&](llvm::StringRef Wanted) {
          return llvm::any_of(String.Where, [&](const std::string &Is) { return matches(Wanted, Is); });
        });
    if (Here && matches(Pattern, String.Value, &Groups))
      return R;
  }
  return nullptr;
}

bool PythonRules::isKnownModule(llvm::StringRef Symbol) const {
  while (Symbol.contains('.')) {
    Symbol = Symbol.rsplit('.').first;
    if (BySymbol.count(Symbol))
      return true;
  }
  return false;
}

bool PythonRules::isMentioned(llvm::StringRef Text) const {
  auto IsWord = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  for (const auto &Entry : BySymbol) {
    llvm::StringRef Word = Entry.first();
    Word.consume_back(".*");
    if (size_t Dot = Word.rfind('.'); Dot != llvm::StringRef::npos)
      Word = Word.drop_front(Dot); // with its dot
    for (size_t At = Text.find(Word); At != llvm::StringRef::npos; At = Text.find(Word, At + 1))
      if (At + Word.size() == Text.size() || !IsWord(Text[At + Word.size()]))
        return true;
  }
  return false;
}

std::string PythonRules::renamed(const Rule &R, llvm::StringRef Symbol) {
  if (R.Native)
    return "";
  if (auto It = R.Rename.find(Symbol.str()); It != R.Rename.end())
    return It->second;
  for (const auto &[From, To] : R.Rename) { // a module with all its members
    llvm::StringRef Old = From, New = To, Rest = Symbol;
    Old.consume_back(".*");
    New.consume_back(".*");
    if (Rest.consume_front(Old) && (Rest.empty() || Rest[0] == '.'))
      return (New + Rest).str();
  }
  return "";
}

} // namespace npuify
