// SPDX-License-Identifier: Apache-2.0
// The compiled form of a kernel: a function that runs a block, made for each shape of blocks that the kernel
// is likely to meet.
#pragma once

#include "KernelFacts.h"
#include "LaunchExtents.h"
#include "Lockstep.h"
#include "llvm/IR/PassManager.h"
#include <string>

namespace npucc {

/// Known to libnpu (npu/detail/kernel_form.h).
enum FormFlags : unsigned {
  NeverSuspends = 1,
  SetsThreadIndex = 2,
  JoinsBlocks = 4,
  IndependentBlocks = 8,
  LinesOnly = 16,
  JoinsRows = 32,
  JoinsAlongY = 64,
};
constexpr unsigned FormVersion = 5;

struct KernelForm {
  llvm::Function *Kernel = nullptr;
  llvm::Function *Block = nullptr; ///< nullptr: the kernel stays on fibers
  std::string Reason;              ///< why it does
  KernelFacts Facts;
  LockstepKinds Lockstep;                               ///< on fibers too
  unsigned Flags = SetsThreadIndex | IndependentBlocks; ///< those that poll stay on fibers
  BlockExtent Column = {0, 0, 0};                       ///< of blocks that run Z at once, if any do
};

KernelForm compileKernel(llvm::Function &Kernel, llvm::FunctionAnalysisManager &FAM);

} // namespace npucc
