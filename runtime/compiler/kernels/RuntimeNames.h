// SPDX-License-Identifier: Apache-2.0
// The entities of libnpu that the kernel passes know, by their mangled names (npu/detail/block.h).
#pragma once

#include "llvm/ADT/StringRef.h"

namespace npucc::names {

constexpr llvm::StringLiteral ThreadIdx = "_ZN3npu9threadIdxE", BlockIdx = "_ZN3npu8blockIdxE",
                              BlockDim = "_ZN3npu8blockDimE", GridDim = "_ZN3npu7gridDimE",
                              Now = "_ZN3npu6detail3nowE";

constexpr llvm::StringLiteral Barrier = "_ZN3npu6detail7barrierEv",
                              BarrierReduce = "_ZN3npu6detail14barrier_reduceEb",
                              SyncWarp = "_ZN3npu6detail8syncwarpEj",
                              WarpRendezvous = "_ZN3npu6detail15warp_rendezvousEjPKvm",
                              WarpShuffle32 = "_ZN3npu6detail14warp_shuffle32Ejjj",
                              WarpShuffle64 = "_ZN3npu6detail14warp_shuffle64Ejmj",
                              WarpBallot = "_ZN3npu6detail11warp_ballotEjb",
                              WarpConverge = "_ZN3npu6detail13warp_convergeEPKv",
                              WarpLive = "_ZN3npu6detail9warp_liveEv",
                              NamedBarrier = "_ZN3npu6detail13named_barrierEjj",
                              NamedBarrierArrive = "_ZN3npu6detail20named_barrier_arriveEjj",
                              GridBarrier = "_ZN3npu6detail12grid_barrierEv",
                              Yield = "_ZN3npu6detail5yieldEv",
                              SpinHint = "_ZN3npu6detail9spin_hintENS0_4spinE";

// What compiled kernels call (npu/detail/kernel_form.h).
constexpr llvm::StringLiteral RegisterForm = "_ZN3npu6detail20register_kernel_formEPKNS0_11kernel_formE",
                              Context = "_ZN3npu6detail14kernel_contextEm",
                              UniformState = "_ZN3npu6detail20kernel_uniform_stateEPKhj",
                              Votes = "_ZN3npu6detail12kernel_votesEPhj",
                              MasksPartition = "_ZN3npu6detail22kernel_masks_partitionEPKj",
                              OpenBarrier = "_ZN3npu6detail19kernel_open_barrierEPNS0_12kernel_groupE",
                              Resolve = "_ZN3npu6detail14kernel_resolveEPNS0_12kernel_groupE";

// What stands for the C library's functions in sources with kernels (npu/detail/kernel_heap.h).
constexpr llvm::StringLiteral Malloc = "_ZN3npu6detail13kernel_mallocEm",
                              Free = "_ZN3npu6detail11kernel_freeEPv", New = "_ZN3npu6detail10kernel_newEm",
                              NewArray = "_ZN3npu6detail16kernel_new_arrayEm",
                              Delete = "_ZN3npu6detail13kernel_deleteEPv",
                              DeleteArray = "_ZN3npu6detail19kernel_delete_arrayEPv";

/// Tells the runtime of a managed variable.
constexpr llvm::StringLiteral RegisterManaged = "_ZN3npu6detail16register_managedEPKvm";

// What kernels that are checked for races call (npu/detail/races.h).
constexpr llvm::StringLiteral RaceShared = "_ZN3npu6detail11race_sharedEPKvm",
                              RaceAccess = "_ZN3npu6detail11race_accessEPKvmjmPKc",
                              RaceFence = "_ZN3npu6detail10race_fenceEv";

/// Whether some lane of the warp still takes turns of a loop; added by the passes.
constexpr llvm::StringLiteral AnyGoing = "npu.any.going";

/// The annotations that NPU_GLOBAL and NPU_LAUNCH_BOUNDS leave on kernels, NPU_MANAGED on variables.
constexpr llvm::StringLiteral KernelAnnotation = "npu_kernel", LaunchBoundsAnnotation = "npu_launch_bounds",
                              ManagedAnnotation = "npu_managed";

} // namespace npucc::names
