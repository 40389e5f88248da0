// SPDX-License-Identifier: Apache-2.0
#include "Shard.h"
#include "llvm/ADT/STLExtras.h"

namespace npuify {
namespace {

/// The file and all it includes, as indices into Project::Files.
std::set<size_t> reachOf(const Project &P, const std::string &Path) {
  std::set<size_t> Seen;
  std::vector<std::string> Work = {Path};
  while (!Work.empty()) {
    std::string Next = std::move(Work.back());
    Work.pop_back();
    const ProjectFile *F = P.byPath(Next);
    if (!F || !Seen.insert(static_cast<size_t>(F - P.Files.data())).second)
      continue;
    if (auto It = P.Includes.find(Next); It != P.Includes.end())
      Work.insert(Work.end(), It->second.begin(), It->second.end());
  }
  return Seen;
}

/// The shard, from 1, of one of \p All items.
unsigned shardOf(size_t Index, size_t All, unsigned Count) {
  return static_cast<unsigned>(Index * Count / All) + 1;
}

} // namespace

ShardPlan planShard(const Project &P, Shard S) {
  ShardPlan Plan;
  Plan.OwnsFile.assign(P.Files.size(), S.Count == 1);
  if (S.Count == 1) {
    for (size_t U = 0; U < P.Units.size(); ++U)
      Plan.Units.push_back(U);
    return Plan;
  }
  std::vector<unsigned> Owner(P.Files.size());
  std::vector<std::set<size_t>> Reach;
  for (size_t U = 0; U < P.Units.size(); ++U) {
    Reach.push_back(reachOf(P, P.Units[U].Path));
    for (size_t F : Reach.back())
      if (!Owner[F])
        Owner[F] = shardOf(U, P.Units.size(), S.Count);
  }
  for (size_t F = 0; F < P.Files.size(); ++F)
    Plan.OwnsFile[F] = (Owner[F] ? Owner[F] : shardOf(F, P.Files.size(), S.Count)) == S.Number;
  std::vector<size_t> Others;
  for (size_t U = 0; U < P.Units.size(); ++U)
    if (shardOf(U, P.Units.size(), S.Count) == S.Number)
      Plan.Units.push_back(U);
    else if (llvm::any_of(Reach[U], [&](size_t F) { return Plan.OwnsFile[F]; }))
      Others.push_back(U);
  Plan.Units.insert(Plan.Units.end(), Others.rbegin(), Others.rend());
  return Plan;
}

} // namespace npuify
