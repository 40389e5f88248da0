// SPDX-License-Identifier: Apache-2.0
#include "Handovers.h"
#include "Builtins.h"
#include "Lockstep.h"
#include "LoopAnalyses.h"
#include "SharedMemory.h"
#include "SyncPoints.h"
#include "Uniformity.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Operator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace npucc {
namespace {

constexpr size_t MostAccesses = 200; // more would take too long to compare
constexpr int64_t WarpSize = 32;

/// The place of an access in shared memory: a sum of values of the threads' own and of values that the
/// threads of a warp agree on, each times a number of bytes.
class Place {
public:
  Place(const Instruction &Access, const Uniformity &U, ScalarEvolution &SE) : U(U), SE(SE) {
    const DataLayout &DL = Access.getDataLayout();
    const Value *Address = getLoadStorePointerOperand(&Access);
    while (auto *Part = dyn_cast<GEPOperator>(Address)) {
      MapVector<Value *, APInt> Variable;
      APInt Constant(64, 0);
      if (!Part->collectOffset(DL, 64, Variable, Constant)) {
        Known = false;
        break;
      }
      Bytes += Constant.getSExtValue();
      for (auto &[V, Scale] : Variable)
        add(V, Scale.getSExtValue());
      Address = Part->getPointerOperand();
    }
    Object = getUnderlyingObject(Address);
  }

  /// Whether threads of one warp touch the same memory at \p O and here.
  bool meets(const Place &O) const {
    if (Object != O.Object || !Known || !O.Known || !(Common == O.Common))
      return false;
    if (!(Own == O.Own))
      return true;
    if (Counts || O.Counts)
      return false;
    int64_t Apart = std::abs(Bytes - O.Bytes), Step = INT64_MAX;
    for (const Term &T : Own)
      Step = std::min(Step, std::abs(T.Scale));
    return !Own.empty() && Apart >= Step && Apart < WarpSize * Step;
  }

private:
  struct Term {
    const Value *V;
    int64_t Scale;
    bool operator==(const Term &O) const { return V == O.V && Scale == O.Scale; }
    bool operator<(const Term &O) const { return std::tie(V, Scale) < std::tie(O.V, O.Scale); }
  };

  const Uniformity &U;
  ScalarEvolution &SE;
  const Value *Object = nullptr;
  std::vector<Term> Own, Common; ///< sorted
  int64_t Bytes = 0;
  bool Known = true;
  bool Counts =
      false; ///< along the turns of loops; other values that all agree on choose a part of the array

  void add(const Value *V, int64_t Scale, unsigned Depth = 0) {
    const Value *L, *R;
    const APInt *Factor;
    if (auto *C = dyn_cast<ConstantInt>(V)) {
      Bytes += C->getSExtValue() * Scale;
    } else if (Depth > 8) {
      addTerm(V, Scale);
    } else if (isa<SExtInst>(V) || isa<ZExtInst>(V)) {
      add(cast<Instruction>(V)->getOperand(0), Scale, Depth + 1);
    } else if (match(V, m_AddLike(m_Value(L), m_Value(R)))) {
      add(L, Scale, Depth + 1);
      add(R, Scale, Depth + 1);
    } else if (match(V, m_Sub(m_Value(L), m_Value(R)))) {
      add(L, Scale, Depth + 1);
      add(R, -Scale, Depth + 1);
    } else if (match(V, m_Mul(m_Value(L), m_APInt(Factor))) && Factor->getSignificantBits() < 32) {
      add(L, Scale * Factor->getSExtValue(), Depth + 1);
    } else if (match(V, m_Shl(m_Value(L), m_APInt(Factor))) && Factor->ult(31)) {
      add(L, Scale << Factor->getZExtValue(), Depth + 1);
    } else {
      addTerm(V, Scale);
    }
  }

  void addTerm(const Value *V, int64_t Scale) {
    const bool IsCommon = U.isUniform(V) || isOfWarp(V);
    Known &= IsCommon || isOfPosition(V);
    if (IsCommon && isa<SCEVAddRecExpr>(SE.getSCEV(const_cast<Value *>(V)))) {
      Counts = true;
      return;
    }
    // Each read of a builtin is an instruction of its own.
    if (builtinOf(V) != Builtin::Count)
      V = cast<CallInst>(V)->getCalledFunction();
    std::vector<Term> &Terms = IsCommon ? Common : Own;
    auto Same = find_if(Terms, [&](const Term &T) { return T.V == V; });
    if (Same == Terms.end())
      Terms.push_back({V, Scale});
    else if (!(Same->Scale += Scale))
      Terms.erase(Same);
    sort(Terms);
  }

  /// Whether \p V is the number of the thread's warp, or of one so many warps behind it.
  static bool isOfWarp(const Value *V) {
    const Value *Index;
    const APInt *Bits, *Behind;
    if (!match(V, m_LShr(m_Value(Index), m_APInt(Bits))) || Bits->ult(Log2_32(WarpSize)))
      return false;
    const Value *Thread;
    if (match(Index, m_AddLike(m_Value(Thread), m_APInt(Behind))) && Behind->urem(WarpSize) == 0)
      Index = Thread;
    return builtinOf(Index) == Builtin::ThreadX || builtinOf(Index) == Builtin::ThreadIndex;
  }

  /// Whether the thread's position tells \p V.
  bool isOfPosition(const Value *V, unsigned Depth = 0) const {
    if (builtinOf(V) != Builtin::Count || U.isUniform(V))
      return true;
    auto *I = dyn_cast<Instruction>(V);
    return I && Depth < 6 && (isa<BinaryOperator>(I) || isa<CastInst>(I)) &&
           all_of(I->operands(), [&](const Value *O) { return isOfPosition(O, Depth + 1); });
  }
};

struct Access {
  Instruction *I;
  Place At;
};

/// What threads come to from \p From on before they wait.
template <class Visit> void forEachBehind(Instruction &From, Visit Do) {
  SetVector<BasicBlock *> Blocks;
  auto Scan = [&](BasicBlock::iterator Begin, BasicBlock &Block) {
    for (Instruction &I : make_range(Begin, Block.end())) {
      if (syncKindOf(I) != SyncKind::Entry)
        return;
      Do(I);
    }
    Blocks.insert(succ_begin(&Block), succ_end(&Block));
  };
  Scan(std::next(From.getIterator()), *From.getParent());
  for (size_t N = 0; N < Blocks.size(); ++N)
    Scan(Blocks[N]->begin(), *Blocks[N]);
}

/// Where to wait before \p Second: before the outermost loop around it that is not around \p First.
Instruction *placeBefore(Instruction *Second, const Instruction &First, const LoopInfo &LI) {
  for (Loop *L = LI.getLoopFor(Second->getParent()); L && !L->contains(&First); L = L->getParentLoop())
    if (BasicBlock *Preheader = L->getLoopPreheader())
      Second = Preheader->getTerminator();
  return Second;
}

} // namespace

bool meetInHandovers(Function &F) {
  LoopAnalyses A(F);
  Uniformity U(F);
  DividedParts Divided(F, U, /*EarlyEnds=*/false);
  std::vector<Access> Accesses;
  DenseMap<const Instruction *, size_t> Number;
  for (Instruction &I : instructions(F)) {
    const Value *Address = getLoadStorePointerOperand(&I);
    if (!Address || !isSharedMemory(Address) || Divided.contain(*I.getParent()))
      continue;
    Number[&I] = Accesses.size();
    Accesses.push_back({&I, Place(I, U, A.SE)});
  }
  if (Accesses.size() > MostAccesses)
    return false;
  SetVector<Instruction *> Places;
  for (Access &First : Accesses)
    forEachBehind(*First.I, [&](Instruction &I) {
      auto Found = Number.find(&I);
      if (Found != Number.end() && (isa<StoreInst>(I) != isa<StoreInst>(First.I)) &&
          First.At.meets(Accesses[Found->second].At))
        Places.insert(placeBefore(&I, *First.I, A.LI));
    });
  for (Instruction *Place : Places)
    convergeBefore(*Place);
  return !Places.empty();
}

} // namespace npucc
