// SPDX-License-Identifier: Apache-2.0
// Where the members of npu::detail::kernel_group lie, from the header that libnpu is built with.
#pragma once

#include "npu/detail/kernel_group.h"
#include <cstddef>

namespace npucc::layout {

using Group = npu::detail::kernel_group;

constexpr unsigned GroupSize = sizeof(Group), State = offsetof(Group, state), Run = offsetof(Group, run),
                   Kinds = offsetof(Group, kinds), Predicates = offsetof(Group, predicates),
                   Lanes = offsetof(Group, lanes), IsWarp = offsetof(Group, is_warp),
                   Votes = offsetof(Group, votes), Arrived = offsetof(Group, arrived),
                   Live = offsetof(Group, live), Ballot = offsetof(Group, ballot),
                   Masks = offsetof(Group, masks), VotesCast = offsetof(Group, votes_cast),
                   WordsPublished = offsetof(Group, words.published), WordsSeen = offsetof(Group, words.seen),
                   LongPublished = offsetof(Group, long_words.published),
                   LongSeen = offsetof(Group, long_words.seen), Published = offsetof(Group, published),
                   Seen = offsetof(Group, seen), SeenArrived = offsetof(Group, seen.arrived);

} // namespace npucc::layout
