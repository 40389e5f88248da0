// SPDX-License-Identifier: Apache-2.0
#include "JsonParts.h"

namespace npuify {

/// Counts by anything that has a name.
template <class K>
static void writeCounts(llvm::json::OStream &J, llvm::StringRef Key, const std::map<K, unsigned> &Counts) {
  J.attributeObject(Key, [&] {
    for (const auto &[What, N] : Counts)
      J.attribute(toString(What), N);
  });
}

std::string utf8(llvm::StringRef S) { return llvm::json::isUTF8(S) ? S.str() : llvm::json::fixUTF8(S); }

void writeSummary(llvm::json::OStream &J, const Summary &S, const Score &Sc) {
  J.attributeObject("summary", [&] {
    J.attribute("files", S.Files);
    J.attribute("uses", S.Uses);
    writeCounts(J, "by_class", S.ByClass);
    J.attributeObject("by_target", [&] {
      for (const auto &[Target, Counts] : S.ByTarget)
        writeCounts(J, Target, Counts);
    });
    J.attribute("leftovers", S.Leftovers);
    J.attribute("leftovers_active", S.ActiveLeftovers);
    J.attribute("listed", S.Listed);
    writeCounts(J, "waived", S.ByWaiver);
    J.attribute("verdict", toString(Sc.Verdict));
    J.attribute("score", Sc.Overall);
    J.attribute("effort_points", Sc.Points);
  });
}

} // namespace npuify
