// SPDX-License-Identifier: Apache-2.0
// --shard K/N: which files of a project one of several runs answers for. All runs come to the same division without
// talking to each other, and what a run says about its files does not depend on the division.
#pragma once

#include "Project.h"

namespace npuify {

struct Shard {
  unsigned Number = 1; ///< 1 … Count
  unsigned Count = 1;
};

struct ShardPlan {
  std::vector<char> OwnsFile;  ///< by index in Project::Files
  std::vector<char> NeedsUnit; ///< by index in Project::Units: it enters a file of the shard
};

/// A file belongs to the shard of the first unit that includes it; units are dealt out in blocks, so that neighbours,
/// which share headers, stay together.
ShardPlan planShard(const Project &P, Shard S);

} // namespace npuify
