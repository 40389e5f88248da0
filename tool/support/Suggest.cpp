// SPDX-License-Identifier: Apache-2.0
// Near names by edit distance.
#include "Suggest.h"
#include <algorithm>

namespace npuify {

std::vector<std::string> nearNames(llvm::StringRef Name, llvm::ArrayRef<llvm::StringRef> Known, size_t Max) {
  // A third of the letters may be wrong, and at least one.
  unsigned Limit = std::max<unsigned>(1, static_cast<unsigned>(Name.size()) / 3);
  std::vector<std::pair<unsigned, llvm::StringRef>> Near;
  for (llvm::StringRef K : Known) {
    unsigned D = Name.edit_distance_insensitive(K, /*AllowReplacements=*/true, Limit);
    if (D <= Limit && K != Name)
      Near.push_back({D, K});
  }
  std::sort(Near.begin(), Near.end());
  Near.erase(std::unique(Near.begin(), Near.end()), Near.end());
  std::vector<std::string> Names;
  for (size_t I = 0; I < Near.size() && I < Max; ++I)
    Names.push_back(Near[I].second.str());
  return Names;
}

std::string didYouMean(llvm::StringRef Name, llvm::ArrayRef<llvm::StringRef> Known) {
  std::vector<std::string> Near = nearNames(Name, Known, 1);
  return Near.empty() ? "" : " (did you mean '" + Near.front() + "'?)";
}

} // namespace npuify
