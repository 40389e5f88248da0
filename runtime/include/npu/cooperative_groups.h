// SPDX-License-Identifier: Apache-2.0
// Cooperative groups: sets of threads as values that can be synchronised, cut up and exchange data. reduce,
// scan and memcpy_async have headers of their own.
#ifndef NPU_COOPERATIVE_GROUPS_H
#define NPU_COOPERATIVE_GROUPS_H

#include "npu/cooperative_groups/groups.h"
#include "npu/cooperative_groups/tile.h"

#endif
