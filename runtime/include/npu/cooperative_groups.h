// SPDX-License-Identifier: Apache-2.0
// Cooperative groups: sets of threads as values that can be synchronised, cut up and exchange data.
// Reductions, scans and asynchronous copies have headers of their own, since programs have functions of these
// names.
#ifndef NPU_COOPERATIVE_GROUPS_H
#define NPU_COOPERATIVE_GROUPS_H

#include "npu/detail/macros_aside.inc"

#include "npu/cooperative_groups/groups.h"
#include "npu/cooperative_groups/tile.h"

#include "npu/detail/macros_restored.inc"

#endif
