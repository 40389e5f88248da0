// SPDX-License-Identifier: Apache-2.0
// Cooperative groups: sets of threads as values that can be synchronised, cut up and exchange data.
#ifndef NPU_COOPERATIVE_GROUPS_H
#define NPU_COOPERATIVE_GROUPS_H

#include "npu/cooperative_groups/groups.h"
#include "npu/cooperative_groups/memcpy_async.h"
#include "npu/cooperative_groups/reduce.h"
#include "npu/cooperative_groups/scan.h"
#include "npu/cooperative_groups/tile.h"

#endif
