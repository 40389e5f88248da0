// SPDX-License-Identifier: Apache-2.0
// The compiled form of a kernel: a function that runs a block, made for each shape of blocks that the kernel
// is likely to meet.
#pragma once

#include "KernelFacts.h"
#include "LaunchExtents.h"
#include "Lockstep.h"
#include "npu/detail/kernel_form.h"
#include "llvm/IR/PassManager.h"
#include <string>

namespace npucc {

struct KernelForm {
  llvm::Function *Kernel = nullptr;
  llvm::Function *Block = nullptr; ///< nullptr: the kernel stays on fibers
  std::string Reason;              ///< why it does
  KernelFacts Facts;
  LockstepKinds Lockstep; ///< on fibers too
  /// Of npu::detail::kernel_form_flags. Kernels that poll stay on fibers.
  unsigned Flags = npu::detail::form_sets_thread_index | npu::detail::form_independent_blocks;
  unsigned JoinedExtent = 0;      ///< that joined blocks must have along their line; 0: any
  BlockExtent Column = {0, 0, 0}; ///< of blocks that run Z at once, if any do
};

KernelForm compileKernel(llvm::Function &Kernel, llvm::FunctionAnalysisManager &FAM);

} // namespace npucc
