// SPDX-License-Identifier: Apache-2.0
// Lookup tables over all packs. Later packs stand in front, so a user's rule wins over a built-in one.
#include "RuleIndex.h"
#include "support/Tokens.h"
#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/STLExtras.h"

namespace npuify {
namespace {

/// Kinds whose symbols are names in the source.
bool isName(RuleKind K) {
  return K != RuleKind::Header && K != RuleKind::Launch && K != RuleKind::Asm && K != RuleKind::Build &&
         K != RuleKind::Python && K != RuleKind::Trait && K != RuleKind::Family;
}

llvm::StringRef lastComponent(llvm::StringRef Symbol) {
  size_t Colons = Symbol.rfind("::");
  return Colons == llvm::StringRef::npos ? Symbol : Symbol.drop_front(Colons + 2);
}

} // namespace

RuleIndex::RuleIndex(const std::vector<RulePack> &Packs) : Packs(Packs) {
  for (const RulePack &Pack : llvm::reverse(Packs))
    for (const Rule &R : Pack.Rules) {
      ById.try_emplace(R.Id, &R);
      if (R.Kind == RuleKind::Launch && !Launch)
        Launch = &R;
      if (R.Kind == RuleKind::Trait) {
        Traits[R.Symbols.front()].push_back(&R);
        continue;
      }
      if (R.Kind == RuleKind::Family)
        Families.add(R.Symbols.front(), &R);
      if (R.Kind == RuleKind::Asm || R.Kind == RuleKind::Build || R.Kind == RuleKind::Family)
        continue; // their symbol is a regular expression
      for (const std::string &S : R.Symbols) {
        BySymbol[S].push_back(&R);
        if (!isName(R.Kind) || llvm::StringRef(S).contains(' '))
          continue; // "namespace a::b", "extern X": looked for as they are
        Components[lastComponent(S)].push_back(S);
        if (Pack.Open && !R.Native)
          OpenComponents.insert(lastComponent(S));
      }
    }
  for (const RulePack &Pack : Packs) {
    for (const std::string &P : Pack.EntityPatterns)
      Entities.add(P);
    if (!Pack.Stubs.empty() || !Pack.StandIns.empty())
      continue;
    for (const Rule &R : Pack.Rules)
      for (const std::string &S : R.Symbols)
        if (isName(R.Kind) && R.Kind != RuleKind::Namespace && lastComponent(S) == S &&
            Undeclared.insert(S).second && Pack.EntityPatterns.empty())
          Entities.add(S); // nothing else tells what the API's names look like
  }
}

const Rule *RuleIndex::find(std::initializer_list<RuleKind> Kinds, llvm::StringRef Symbol) const {
  auto It = BySymbol.find(Symbol);
  if (It != BySymbol.end())
    for (const Rule *R : It->second)
      if (llvm::is_contained(Kinds, R->Kind))
        return R;
  return nullptr;
}

const Rule *RuleIndex::findName(llvm::StringRef Symbol) const {
  auto It = BySymbol.find(Symbol);
  if (It != BySymbol.end())
    for (const Rule *R : It->second)
      if (isName(R->Kind))
        return R;
  return nullptr;
}

llvm::SmallVector<const Rule *, 2> RuleIndex::findNames(llvm::StringRef Symbol) const {
  llvm::SmallVector<const Rule *, 2> Out;
  if (auto It = BySymbol.find(Symbol); It != BySymbol.end())
    llvm::copy_if(It->second, std::back_inserter(Out), [](const Rule *R) { return isName(R->Kind); });
  return Out;
}

llvm::StringRef RuleIndex::symbolSpelled(llvm::StringRef Spelled) const {
  llvm::StringRef Last = lastComponent(Spelled),
                  Owner = lastComponent(Spelled.drop_back(Last.size()).rtrim(':'));
  auto It = Components.find(Last);
  if (It == Components.end())
    return "";
  for (const std::string &S : It->second)
    if (S == Spelled || (!Owner.empty() && llvm::StringRef(S).ends_with((Owner + "::" + Last).str())))
      return S;
  return looksLikeEntity(Last) ? llvm::StringRef(It->second.front()) : "";
}

std::string RuleIndex::renamedBeginning(llvm::StringRef Beginning) const {
  llvm::StringMap<unsigned> Renamed;
  unsigned All = 0;
  for (const auto &Entry : BySymbol) {
    llvm::StringRef Rest = Entry.first();
    // Names of two words: what is pasted begins a new one.
    if (!Rest.consume_front(Beginning) || Rest.empty() || Rest.contains(':') ||
        (clang::isLowercase(Rest.front()) && !Beginning.ends_with("_")))
      continue;
    for (const Rule *R : Entry.second) {
      if (!isName(R->Kind))
        continue;
      ++All;
      auto To = R->Rename.find(Entry.first().str());
      if (llvm::StringRef New; To != R->Rename.end() && (New = To->second).consume_back(Rest))
        ++Renamed[New];
    }
  }
  for (const auto &[New, Count] : Renamed)
    if (Count > 1 && 2 * Count > All)
      return New.str();
  return "";
}

bool RuleIndex::mayMatch(llvm::StringRef Identifier) const { return Components.count(Identifier); }

const Rule *RuleIndex::coveringNamespace(llvm::StringRef Symbol) const {
  for (size_t Colons = Symbol.rfind("::"); Colons != llvm::StringRef::npos; Colons = Symbol.rfind("::")) {
    Symbol = Symbol.take_front(Colons);
    if (const Rule *R = find({RuleKind::Namespace}, Symbol))
      return R;
  }
  return nullptr;
}

bool RuleIndex::mayDeclare(llvm::StringRef Pack, llvm::StringRef Identifier) const {
  auto P = llvm::find_if(Packs, [&](const RulePack &One) { return One.Name == Pack; });
  if (P == Packs.end() || P->Stubs.empty())
    return true;
  std::lock_guard<std::mutex> Lock(StubMutex);
  auto [It, New] = StubWords.try_emplace(Pack);
  if (New)
    for (const StubHeader &Stub : P->Stubs)
      for (const Token &T : lex(Stub.Text))
        if (T.Kind == clang::tok::raw_identifier)
          It->second.insert(llvm::StringRef(Stub.Text).substr(T.Offset, T.Length));
  return It->second.contains(Identifier);
}

llvm::StringRef RuleIndex::standInFor(llvm::StringRef Header) const {
  const Rule *R = find({RuleKind::Header}, Header);
  if (!R || llvm::none_of(Packs, [&](const RulePack &P) {
        return llvm::any_of(P.StandIns, [&](const StubHeader &H) { return H.Name == Header; });
      }))
    return "";
  auto It = R->Rename.find(Header.str());
  return It == R->Rename.end() ? llvm::StringRef() : llvm::StringRef(It->second);
}

bool RuleIndex::isOpen(llvm::StringRef Pack) const {
  return llvm::any_of(Packs, [&](const RulePack &P) { return P.Open && P.Name == Pack; });
}

bool RuleIndex::isOpenHeader(llvm::StringRef Spelling) const {
  std::string Folder = Spelling.split('/').first.str();
  return Spelling.contains('/') &&
         llvm::any_of(Packs, [&](const RulePack &P) { return P.Open && P.Folders.count(Folder); });
}

const std::vector<const Rule *> &RuleIndex::traits(llvm::StringRef Trait) const {
  static const std::vector<const Rule *> None;
  auto It = Traits.find(Trait);
  return It == Traits.end() ? None : It->second;
}

const Rule *RuleIndex::byId(llvm::StringRef Id) const {
  auto It = ById.find(Id);
  return It == ById.end() ? nullptr : It->second;
}

bool RuleIndex::looksLikeEntity(llvm::StringRef Identifier) const {
  // Names recur all the time.
  std::lock_guard<std::mutex> Lock(PatternMutex);
  auto [It, New] = EntityCache.try_emplace(Identifier, false);
  if (New)
    It->second = Entities.matches(Identifier) || Families.matches(Identifier);
  return It->second;
}

const Rule *RuleIndex::family(llvm::StringRef Name) const {
  std::lock_guard<std::mutex> Lock(PatternMutex);
  return Families.find(Name);
}

std::vector<const Rule *> RuleIndex::ofKind(RuleKind Kind) const {
  std::vector<const Rule *> Out;
  for (const RulePack &Pack : Packs)
    for (const Rule &R : Pack.Rules)
      if (R.Kind == Kind)
        Out.push_back(&R);
  return Out;
}

} // namespace npuify
