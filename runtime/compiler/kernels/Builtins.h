// SPDX-License-Identifier: Apache-2.0
// The built-in variables of a kernel as pure functions, which is how the passes see them between the
// preparation of a kernel and the making of its lane loops.
#pragma once

#include "llvm/IR/Function.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"

namespace npucc {

enum class Builtin : unsigned {
  // Differ between the threads of a block.
  ThreadX,
  ThreadY,
  ThreadZ,
  ThreadIndex, ///< linear: x fastest, then y, z
  Lane,        ///< of the thread in its warp
  LineX,       ///< in a row of joined blocks (JoinBlocks.h)
  // The same for all of them.
  BlockX,
  BlockY,
  BlockZ,
  BlockDimX,
  BlockDimY,
  BlockDimZ,
  GridDimX,
  GridDimY,
  GridDimZ,
  Threads,           ///< per block
  DynamicShared,     ///< pointer
  DynamicSharedSize, ///< i64
  Blocks,            ///< that are joined
  LineFirst,         ///< index in the grid, along x, of the first thread of a row of joined blocks
  LineLength,        ///< threads of that row
  // The same for the threads of a warp; only where the group is a warp (WarpView.h).
  Warp,      ///< in the block
  WarpInRow, ///< in its row, where rows are made of whole warps
  Count
};

inline bool isPerThread(Builtin B) { return B <= Builtin::LineX; }

/// The declaration of the function that stands for \p B.
llvm::Function *builtinFunction(llvm::Module &M, Builtin B);
llvm::CallInst *callBuiltin(Builtin B, llvm::Instruction *Before);
/// The builtin that \p V reads, or Builtin::Count.
Builtin builtinOf(const llvm::Value *V);

/// Reads a builtin that is the same for all threads of the block from libnpu.
llvm::Value *loadBuiltin(llvm::IRBuilder<> &B, Builtin What);
/// Where it lies there, if it is none that is computed.
llvm::Value *builtinAddress(llvm::IRBuilder<> &B, Builtin What);

/// libnpu's thread-local variable of that name.
llvm::GlobalVariable *threadLocalVariable(llvm::Module &M, llvm::StringRef Name);

} // namespace npucc
