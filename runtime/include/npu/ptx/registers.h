// SPDX-License-Identifier: Apache-2.0
// Special registers. %tid, %ntid, %ctaid and %nctaid are npu::threadIdx, blockDim, blockIdx and gridDim.
#ifndef NPU_PTX_REGISTERS_H
#define NPU_PTX_REGISTERS_H

#include "npu/intrinsics/block.h"
#include "npu/ptx/types.h"

namespace npu {
namespace ptx {

inline unsigned laneid() { return npu::detail::lane_index(); }
inline unsigned warpid() { return npu::detail::warp_index(); }
inline unsigned nwarpid() { return npu::detail::warps_per_block(); }
// Each block may count as running on a multiprocessor of its own kind: the number is that of the processors
// of the machine that the device stands for, and only says that blocks with different numbers may run at
// once.
inline unsigned nsmid() { return 80; }
inline unsigned smid() { return static_cast<unsigned>(npu::detail::block_index() % nsmid()); }
inline unsigned dynamic_smem_size() { return static_cast<unsigned>(npu::detail::dynamic_shared_size()); }

// The 32-bit clocks are the lower and upper halves of the 64-bit ones.
inline uint64_t clock64() { return static_cast<uint64_t>(npu::clock64()); }
inline uint32_t clock() { return static_cast<uint32_t>(clock64()); }
inline uint32_t clock_hi() { return static_cast<uint32_t>(clock64() >> 32); }
inline uint64_t globaltimer() { return npu::globaltimer(); }
inline uint32_t globaltimer_lo() { return static_cast<uint32_t>(globaltimer()); }
inline uint32_t globaltimer_hi() { return static_cast<uint32_t>(globaltimer() >> 32); }

} // namespace ptx
} // namespace npu

#endif
