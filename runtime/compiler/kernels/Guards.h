// SPDX-License-Identifier: Apache-2.0
// Guards such as `if (row < m && column < n)` around the work of a kernel: whether they hold for all threads
// of a block can be asked once, and most blocks need not ask again.
#pragma once

#include "LaunchExtents.h"
#include "Uniformity.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/IRBuilder.h"
#include <optional>

namespace npucc {

/// Conditions that every thread of a block with work for all its threads meets.
class Guards {
public:
  /// Finds the guards of \p F, prepared, that are asked at most once and lead straight to the end when they
  /// fail.
  static Guards find(llvm::Function &F);

  bool empty() const { return Branches.empty(); }
  /// The guards of \p F, which they were found in, hold: the code behind them is all that remains.
  void assume();
  /// Whether they hold for all threads of the running block: code for the entry of a function with the
  /// arguments of the kernel. \p Extent is that of the block, where it is known.
  llvm::Value *emitCheck(llvm::IRBuilder<> &B, llvm::Function &F, std::optional<BlockExtent> Extent) const;

private:
  struct Branch {
    llvm::BranchInst *Instruction;
    bool Stay; ///< the value of the condition behind the guard
  };
  /// A comparison that holds for all threads if it holds for the last one, or for the first one.
  struct Test {
    llvm::Value *Left, *Right;
    llvm::CmpInst::Predicate Predicate;
    bool AtLast;
  };
  llvm::SmallVector<Branch, 2> Branches;
  llvm::SmallVector<Test, 4> Tests;

  bool collect(llvm::Value *Condition, bool Stay, const Uniformity &U, llvm::SmallVectorImpl<Test> &Into);
};

} // namespace npucc
