// SPDX-License-Identifier: Apache-2.0
// The stretches of a kernel: the code between places where threads wait. A stretch starts at a sync point and
// holds every block that a thread can reach from there without waiting. Values that one stretch makes and
// another one uses live in slots.
#pragma once

#include "SyncPoints.h"
#include "Uniformity.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallSet.h"

namespace npucc {

struct Stretch {
  llvm::SetVector<llvm::BasicBlock *> Blocks; ///< Resume first
  llvm::SmallSet<unsigned, 4> Ends;           ///< sync points and ExitState
  /// All threads that run it together end it at the same place, known without asking each.
  bool EndsTogether = true;
};

/// Where a value lives between stretches.
enum class SlotKind { PerThread, Shared };

struct Slot {
  llvm::Instruction *Value = nullptr; ///< an alloca: the variable itself, one per thread
  SlotKind Kind = SlotKind::PerThread;
  bool AcrossBarrier = true; ///< false: only between sync points of a warp
};

struct Stretches {
  std::vector<Stretch> All; ///< by sync point
  std::vector<Slot> Slots;
  /// Threads of a group may wait at different places at the same time.
  bool Scattered = false;
};

/// Analyses \p F. Values that are cheap to compute from arguments and builtins are computed anew where they
/// are used, so \p F changes.
Stretches findStretches(llvm::Function &F, const std::vector<SyncPoint> &Points);

/// The blocks reachable from \p Start; \p Avoid and, with \p StopAtMarkers, markers are not entered.
llvm::SetVector<llvm::BasicBlock *> reachable(llvm::BasicBlock *Start, const llvm::BasicBlock *Avoid,
                                              const std::vector<SyncPoint> &Points, bool StopAtMarkers);

} // namespace npucc
