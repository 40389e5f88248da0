// SPDX-License-Identifier: Apache-2.0
// Functions that run a block by the one or the other form of a kernel, as the launch says.
#pragma once

#include "llvm/IR/IRBuilder.h"

namespace npucc {

constexpr llvm::StringLiteral BlockFunction = "npu.block"; ///< attribute of the functions that run a block

/// Runs blocks of \p P, a prepared kernel, by \p Special where \p Condition holds, else by \p General.
llvm::Function *makeChooser(llvm::Function &P, llvm::Function &Special, llvm::Function &General,
                            llvm::function_ref<llvm::Value *(llvm::IRBuilder<> &)> Condition);

/// The same in two steps, for conditions that are gone once the forms are made: a function that asks for \p
/// Condition only, and its branch,
std::pair<llvm::Function *, llvm::BranchInst *>
startChooser(llvm::Function &P,
             llvm::function_ref<llvm::Value *(llvm::IRBuilder<> &, llvm::Function &)> Condition);
/// and what it runs then.
void finishChooser(llvm::Function &F, llvm::BranchInst &Choice, llvm::Function &Special,
                   llvm::Function &General);

/// Runs joined blocks by \p Form; where \p Check fails, all but the last of them and then that one, since
/// often it alone has too little work.
llvm::Function *runLastApart(llvm::Function &P, llvm::Function &Form,
                             llvm::function_ref<llvm::Value *(llvm::IRBuilder<> &, llvm::Function &)> Check);

} // namespace npucc
