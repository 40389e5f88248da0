// SPDX-License-Identifier: Apache-2.0
#include "LibraryUse.h"
#include "support/Tokens.h"
#include "llvm/ADT/STLExtras.h"

namespace npuify {

static bool staysInPlace(const Rule &R, llvm::StringRef Name) {
  return !R.Native && R.Rewrite.empty() && !R.Rename.count(Name.str());
}

bool LibraryUse::mayTell(const RulePack &Pack) const {
  return !Pack.Open && !Pack.EntityPatterns.empty() &&
         llvm::none_of(Pack.Rules, [](const Rule &R) { return R.Kind == RuleKind::Namespace; });
}

bool LibraryUse::uses(const RulePack &Pack) const {
  NamePatterns Entities;
  for (const std::string &Pattern : Pack.EntityPatterns)
    Entities.add(Pattern);
  for (llvm::StringRef Text : Texts)
    for (const Token &T : lex(Text)) {
      if (T.Kind != clang::tok::raw_identifier || T.Where == Place::Include)
        continue;
      llvm::StringRef Name = Text.substr(T.Offset, T.Length);
      llvm::SmallVector<const Rule *, 2> Found = Index.findNames(Name);
      if (Found.empty() ? Entities.matches(Name) : llvm::any_of(Found, [&](const Rule *R) {
            return R->Pack == Pack.Name && staysInPlace(*R, Name);
          }))
        return true;
    }
  return false;
}

bool LibraryUse::isUnused(const Rule &Header) {
  if (Header.Class < RuleClass::Manual || !staysInPlace(Header, Header.Symbols.front()))
    return false;
  auto [It, New] = Unused.try_emplace(Header.Pack, false);
  if (New)
    for (const RulePack &Pack : Index.packs())
      if (Pack.Name == Header.Pack)
        It->second = mayTell(Pack) && !uses(Pack);
  return It->second;
}

} // namespace npuify
