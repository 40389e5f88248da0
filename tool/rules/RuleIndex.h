// SPDX-License-Identifier: Apache-2.0
// Lookup of rules by kind and symbol, over all loaded packs.
#pragma once

#include "NamePatterns.h"
#include "RulePack.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <initializer_list>
#include <mutex>

namespace npuify {

class RuleIndex {
public:
  explicit RuleIndex(const std::vector<RulePack> &Packs);

  /// The rule of one of \p Kinds for the qualified \p Symbol, or null.
  const Rule *find(std::initializer_list<RuleKind> Kinds, llvm::StringRef Symbol) const;
  /// The first rule of any identifier kind (all but Header, Launch, and those
  /// whose symbols are no names) for \p Symbol, or
  /// null.
  const Rule *findName(llvm::StringRef Symbol) const;
  /// All of them, best first: rules may ask for certain arguments.
  llvm::SmallVector<const Rule *, 2> findNames(llvm::StringRef Symbol) const;
  /// The symbol that a name means as it is spelled in code nobody understood: one that ends with
  /// \p Spelled, in whole components, or whose last component is an entity's name and that of \p Spelled.
  llvm::StringRef symbolSpelled(llvm::StringRef Spelled) const;
  /// What becomes of \p Beginning, where most of the names that begin so are renamed alike; empty if not.
  std::string renamedBeginning(llvm::StringRef Beginning) const;
  /// True when \p Identifier could be a symbol, or the last component of a symbol, of some rule: a cheap
  /// filter for the token walk.
  bool mayMatch(llvm::StringRef Identifier) const;
  /// The same for the rules of open packs that change or report what they match. Such a name may be a plain
  /// word, which says something only where the pack's library is used.
  bool mayMatchOpen(llvm::StringRef Identifier) const { return OpenComponents.contains(Identifier); }
  /// Whether the header \p Spelling is of the library that an open pack declares.
  bool isOpenHeader(llvm::StringRef Spelling) const;
  /// The namespace rule that covers the qualified \p Symbol ("cooperative_groups::reduce"), or
  /// null.
  const Rule *coveringNamespace(llvm::StringRef Symbol) const;
  /// The rule of the launch syntax, or null.
  const Rule *launchRule() const { return Launch; }
  /// Whether \p Identifier occurs in the declarations of \p Pack; true for packs that have none.
  bool mayDeclare(llvm::StringRef Pack, llvm::StringRef Identifier) const;
  /// The runtime's version of a \p Header that a pack has a stand-in for; empty for all others.
  llvm::StringRef standInFor(llvm::StringRef Header) const;
  /// Whether the declarations of \p Pack are of a library of which only parts belong to the API.
  bool isOpen(llvm::StringRef Pack) const;
  /// Whether \p Name, unqualified, has a rule in a pack without declarations: then headers outside the
  /// project that declare it are the API's.
  bool isUndeclared(llvm::StringRef Name) const { return Undeclared.contains(Name); }
  const Rule *byId(llvm::StringRef Id) const;
  /// The rules that judge a trait.
  const std::vector<const Rule *> &traits(llvm::StringRef Trait) const;
  /// The rule of kind family that speaks for \p Name, an identifier or the spelling of a header, or null.
  const Rule *family(llvm::StringRef Name) const;
  /// True when \p Identifier looks like an entity of a migrated API family.
  bool looksLikeEntity(llvm::StringRef Identifier) const;
  /// All rules of a kind, in pack and file order.
  std::vector<const Rule *> ofKind(RuleKind Kind) const;
  const std::vector<RulePack> &packs() const { return Packs; }

private:
  const std::vector<RulePack> &Packs;
  llvm::StringMap<std::vector<const Rule *>> BySymbol;
  llvm::StringMap<std::vector<std::string>> Components; ///< last component -> symbols
  llvm::StringSet<> OpenComponents;
  llvm::StringMap<const Rule *> ById;
  llvm::StringMap<std::vector<const Rule *>> Traits;
  llvm::StringSet<> Undeclared;
  const Rule *Launch = nullptr;
  NamePatterns Entities, Families;
  mutable std::mutex StubMutex;
  mutable llvm::StringMap<llvm::StringSet<>> StubWords; ///< by pack, filled when asked for
  mutable std::mutex PatternMutex; ///< of the cache and of what the patterns compile when asked
  mutable llvm::StringMap<bool> EntityCache;
};

} // namespace npuify
