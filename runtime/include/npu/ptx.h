// SPDX-License-Identifier: Apache-2.0
// What the instructions of NVIDIA's PTX compute, for inline assembly that was migrated: npu::ptx::bfe<u32>(a,
// b, c) is bfe.u32. The names are those of the instructions, types are the template arguments.
#ifndef NPU_PTX_H
#define NPU_PTX_H

#include "npu/detail/macros_aside.inc"

#include "npu/ptx/convert.h"
#include "npu/ptx/floating.h"
#include "npu/ptx/integer.h"
#include "npu/ptx/matrix.h"
#include "npu/ptx/memory.h"
#include "npu/ptx/registers.h"
#include "npu/ptx/types.h"
#include "npu/ptx/video.h"
#include "npu/ptx/warp.h"

#include "npu/detail/macros_restored.inc"

#endif
