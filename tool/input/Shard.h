// SPDX-License-Identifier: Apache-2.0
// --shard K/N: which files of a project one of several runs answers for. All runs come to the same division
// without talking to each other, and what a run says about its files does not depend on the division.
#pragma once

#include "Project.h"

namespace npuify {

struct Shard {
  unsigned Number = 1; ///< 1 … Count
  unsigned Count = 1;
};

struct ShardPlan {
  std::vector<char> OwnsFile; ///< by index in Project::Files
  /// Indices in Project::Units of those that enter a file of the shard, in the order in which to parse them:
  /// first those of the shard, then those of others, from the end, since the others may have put them into
  /// the cache by then.
  std::vector<size_t> Units;
};

/// A file belongs to the shard of the first unit that includes it; units are dealt out in blocks, so that
/// neighbours, which share headers, stay together.
ShardPlan planShard(const Project &P, Shard S);

} // namespace npuify
