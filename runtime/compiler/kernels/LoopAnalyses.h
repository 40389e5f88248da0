// SPDX-License-Identifier: Apache-2.0
// What the passes on loops ask before they let the loop over threads go inside of another one.
#pragma once

#include "Uniformity.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Module.h"
#include "llvm/TargetParser/Triple.h"

namespace npucc {

/// LLVM's analyses of one function, made when asked for.
struct LoopAnalyses {
  llvm::DominatorTree DT;
  llvm::LoopInfo LI;
  llvm::AssumptionCache AC;
  llvm::TargetLibraryInfoImpl TLII;
  llvm::TargetLibraryInfo TLI;
  llvm::ScalarEvolution SE;
  explicit LoopAnalyses(llvm::Function &F)
      : DT(F), LI(DT), AC(F), TLII(llvm::Triple(F.getParent()->getTargetTriple())), TLI(TLII),
        SE(F, TLI, AC, DT, LI) {}
};

/// A thread's part of an index: not negative, and 0 for the first thread.
bool isThreadPart(const llvm::Value *V);

/// By how many bytes (or units, for integers) \p V differs between threads that are neighbours along x, or
/// none. An estimate: conversions are taken not to overflow.
std::optional<int64_t> threadStride(const llvm::Value *V, const Uniformity &U, unsigned Depth = 0);

/// Whether neighbours that far apart, in bytes, share lines of the cache.
bool isNear(std::optional<int64_t> Stride);

/// What only some threads reach: behind a branch where they part, up to where they meet.
class DividedParts {
public:
  /// Without \p EarlyEnds: threads that end there and then do not count.
  DividedParts(llvm::Function &F, Uniformity &U, bool EarlyEnds = true);
  /// Whether they contain \p L, the branches of \p L itself aside.
  bool contain(const llvm::Loop &L) const;

private:
  struct Part {
    llvm::BasicBlock *Branch = nullptr;
    llvm::SetVector<llvm::BasicBlock *> Blocks;
  };
  llvm::SmallVector<Part, 8> Parts;
};

/// What a loop costs and brings if the loop over threads goes inside.
class Balance {
public:
  Balance(const llvm::Loop &L, llvm::ScalarEvolution &SE, const Uniformity &U);

  /// More accesses that are near for neighbouring threads than such that are near for neighbouring turns
  /// only; or as many, and enough arithmetic.
  bool gains() const { return !Calls && (Near > 0 || gainsByVectors()); }

  /// So much arithmetic that it pays to keep what each thread carries along in memory.
  bool gainsByVectors() const {
    constexpr unsigned MostCarried =
        32; // more do not fit into registers, where a thread by itself keeps them
    return Vectorises && Near >= 0 && Carried <= MostCarried && Work >= Carried + 2 * Scattered + 2;
  }

private:
  const Uniformity &U;
  int Near = 0;
  unsigned Carried = 0;   ///< values from turn to turn
  unsigned Scattered = 0; ///< accesses at unrelated addresses
  unsigned Work = 0;      ///< operations
  bool Calls = false, Vectorises = true;

  void add(llvm::Instruction &I, const llvm::Loop &L, llvm::ScalarEvolution &SE);
};

} // namespace npucc
