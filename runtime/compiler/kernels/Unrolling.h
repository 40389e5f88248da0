// SPDX-License-Identifier: Apache-2.0
// Full unrolling of loops whose turns are worth knowing apart.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/IR/PassManager.h"

namespace npucc {

constexpr unsigned LargestUnrolled = 3000; ///< instructions

unsigned sizeOf(const llvm::Loop &L);

/// Unrolls the first innermost loop of few turns that is \p Wanted, whole.
/// \returns false if there is none.
bool unrollOne(llvm::Function &F, llvm::FunctionAnalysisManager &FAM,
               llvm::function_ref<bool(llvm::Loop &L, unsigned Turns)> Wanted);

/// After unrolling: what has become constant or unused goes.
void simplifyUnrolled(llvm::Function &F, llvm::FunctionAnalysisManager &FAM);

} // namespace npucc
