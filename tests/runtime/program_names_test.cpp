// SPDX-License-Identifier: Apache-2.0
// Names that programs have for their own: macros, functions of groups, and, at global scope while
// they say `using namespace std`, what the standard headers hold that the runtime's do not bring along,
// because the vendor's compiler does not either.
#include <npu/kernel.h>

#include <npu/bf16.h>
#include <npu/cooperative_groups.h>
#include <npu/cooperative_groups/memcpy_async.h>
#include <npu/driver.h>
#include <npu/rand_kernel.h>
#include <npu/wmma.h>

using namespace std;
using namespace npu::cooperative_groups;

static int align = 1, apply = 1, array = 1, atomic = 1, count = 1, data = 1, function = 1, hash = 1, left = 1,
           less = 1, map = 1, merge = 1, minus = 1, plus = 1, queue = 1, ref = 1, right = 1, set = 1,
           size = 1, sort = 1, stack = 1, string = 1, thread = 1, tie = 1, transform = 1, vector = 1;
static int sum() {
  return align + apply + array + atomic + count + data + function + hash + left + less + map + merge + minus +
         plus + queue + ref + right + set + size + sort + stack + string + thread + tie + transform + vector;
}

// As written before there were reductions of groups in the library.
template <class Group> static int reduce(const Group &group, int value) {
  for (unsigned i = group.size() / 2; i > 0; i /= 2)
    value += group.shfl_down(value, i);
  return value;
}
NPU_GLOBAL void reduce_warp(int *out) {
  const int total = reduce(tiled_partition<32>(this_thread_block()), int(npu::threadIdx.x));
  if (npu::threadIdx.x == 0)
    *out = total;
}

#include <gtest/gtest.h>

TEST(ProgramNames, FunctionsOfGroups) {
  int *out = nullptr;
  ASSERT_EQ(npuMallocManaged(reinterpret_cast<void **>(&out), sizeof(int), npuMemAttachGlobal), npuSuccess);
  NPU_LAUNCH(reduce_warp, (1, 32), out);
  ASSERT_EQ(npuDeviceSynchronize(), npuSuccess);
  EXPECT_EQ(*out, 496);
  npuFree(out);
}

TEST(ProgramNames, AreNotAmbiguous) { EXPECT_EQ(sum(), 26); }

int run_program_with_macros(); // program_macros.cpp

TEST(ProgramNames, MacrosBeforeTheIncludes) { EXPECT_EQ(run_program_with_macros(), 5 + 4 + 3 * 7); }
