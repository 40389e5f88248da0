// SPDX-License-Identifier: Apache-2.0
#include "Facts.h"
#include <algorithm>

namespace npuify {

void KernelFacts::add(TraitFact F) {
  auto Key = std::make_tuple(F.Offset, F.Trait, F.Owner);
  auto [It, New] = Traits.try_emplace(Key, F);
  if (New)
    return;
  // Instantiations and translation units may differ: the worst counts, and what nobody knows is worst.
  It->second.Known &= F.Known;
  It->second.Value = std::max(It->second.Value, F.Value);
}

void KernelFacts::merge(const KernelFacts &Other) {
  for (const auto &[Begin, F] : Other.Functions) {
    auto [It, New] = Functions.try_emplace(Begin, F);
    if (!New)
      It->second.Callees.insert(F.Callees.begin(), F.Callees.end());
  }
  for (const auto &[Key, F] : Other.Traits)
    add(F);
}

} // namespace npuify
