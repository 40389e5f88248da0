// SPDX-License-Identifier: Apache-2.0
#include "IncludeScope.h"
#include <vector>

namespace npuify {

static std::set<std::string> reach(const std::set<std::string> &From, const IncludeScope::Edges &Edges) {
  std::set<std::string> Seen = From;
  std::vector<std::string> Work(From.begin(), From.end());
  while (!Work.empty()) {
    auto It = Edges.find(Work.back());
    Work.pop_back();
    if (It == Edges.end())
      continue;
    for (const std::string &Next : It->second)
      if (Seen.insert(Next).second)
        Work.push_back(Next);
  }
  return Seen;
}

IncludeScope::IncludeScope(const Edges &Includes) : Includes(Includes) {
  for (const auto &[From, Names] : Includes)
    for (const std::string &To : Names)
      Includers[To].insert(From);
}

std::set<std::string> IncludeScope::of(const std::string &Path) const {
  return reach(reach({Path}, Includers), Includes);
}

} // namespace npuify
