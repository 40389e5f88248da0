// SPDX-License-Identifier: Apache-2.0
// npu::cub: parallel primitives of a warp, a block and the device, with the names and signatures that CUB's
// documentation gives. C++ only.
#ifndef NPU_CUB_H
#define NPU_CUB_H

#include "npu/detail/macros_aside.inc"

#include "npu/kernel.h"

#include "npu/cub/allocator.h"
#include "npu/cub/block_io.h"
#include "npu/cub/block_misc.h"
#include "npu/cub/block_reduce.h"
#include "npu/cub/block_scan.h"
#include "npu/cub/block_sort.h"
#include "npu/cub/device_histogram.h"
#include "npu/cub/device_reduce.h"
#include "npu/cub/device_scan.h"
#include "npu/cub/device_select.h"
#include "npu/cub/device_sort.h"
#include "npu/cub/device_transform.h"
#include "npu/cub/iterators.h"
#include "npu/cub/types.h"
#include "npu/cub/utilities.h"
#include "npu/cub/warp.h"
#include "npu/cub/warp_items.h"

// Programs count on what CUB brings along.
#include <iostream>
#include <iterator>
#include <map>
#include <mutex>
#include <set>

#include <stdio.h>

#include "npu/detail/macros_restored.inc"

#endif
