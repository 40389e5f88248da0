// SPDX-License-Identifier: Apache-2.0
// The places of a kernel where a thread waits for others: barriers of the block and operations of the warp.
#pragma once

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"
#include <vector>

namespace npucc {

/// The numbers are known to libnpu (npu/detail/kernel_group.h).
enum class SyncKind : uint8_t {
  Entry = 0, ///< the start of the kernel
  Barrier = 1,
  BarrierReduce = 2, ///< publishes a predicate (i1); result: the votes
  Rendezvous = 3,    ///< publishes mask, address, size; result: the address of the warp's view
  SyncWarp = 4,      ///< publishes mask
  Shuffle32 = 5,     ///< publishes mask and value; result: the value of lane `source`
  Shuffle64 = 6,
  Ballot = 7,   ///< publishes mask and predicate; result: the lanes for which it is true
  Converge = 8, ///< result: the lanes that are here together
  /// A turn of a loop that all threads of the group take together; added by the passes. Of one that they
  /// leave one by one it publishes whether the lane goes on (i32); result: whether some lane does.
  Step = 9,
};

inline bool isBlockLevel(SyncKind K) { return K <= SyncKind::BarrierReduce; }

struct SyncPoint {
  SyncKind Kind = SyncKind::Entry;
  llvm::BasicBlock *Marker = nullptr; ///< empty but for a branch to Resume: edges into it end a stretch
  llvm::BasicBlock *Resume = nullptr; ///< where a thread goes on
};

constexpr unsigned ExitState = 255; ///< of a thread that has ended
constexpr unsigned MostSyncPoints = 200;

/// Splits \p F at its synchronising calls. Number 0 is the entry. A call becomes an empty marker block
/// between a call of a "publish" function (its first argument the number, then the operands) and, after the
/// marker, of a "result" function (the number; for shuffles also the source lane).
std::vector<SyncPoint> splitAtSyncPoints(llvm::Function &F);

/// Splits \p Block before \p Before with an empty marker block of kind \p Kind; \returns its number.
unsigned addSyncPoint(std::vector<SyncPoint> &Points, SyncKind Kind, llvm::Instruction *Before);

/// The number that a publish or result call carries, or -1 for other instructions.
int publishedPoint(const llvm::Instruction &I);
int resultPoint(const llvm::Instruction &I);

/// Why \p F, prepared, cannot have a compiled form, or an empty string: calls whose callees may wait, waiting
/// by polling, and kinds of waiting that have no compiled form.
std::string whyNotCompiled(llvm::Function &F);

/// The kind of a synchronising call, or Entry.
SyncKind syncKindOf(const llvm::Instruction &I);

/// A ballot of all lanes of a warp, or its result once it is split off: all lanes get the same.
bool isVoteOfAll(const llvm::Instruction &I);

/// How many synchronising calls \p F has.
unsigned countSyncs(const llvm::Function &F);

} // namespace npucc
