// SPDX-License-Identifier: Apache-2.0
// Names of the standard library that programs have for their own at global scope while they say `using
// namespace std`: headers that the runtime's own do not bring along, because the vendor's compiler does not
// either.
#include <npu/kernel.h>

using namespace std;

static int align = 1, apply = 1, array = 1, atomic = 1, count = 1, data = 1, function = 1, hash = 1, left = 1,
           less = 1, map = 1, merge = 1, minus = 1, plus = 1, queue = 1, reduce = 1, ref = 1, right = 1,
           set = 1, size = 1, sort = 1, stack = 1, string = 1, thread = 1, tie = 1, transform = 1, vector = 1;
static int sum() {
  return align + apply + array + atomic + count + data + function + hash + left + less + map + merge + minus +
         plus + queue + reduce + ref + right + set + size + sort + stack + string + thread + tie + transform +
         vector;
}

#include <gtest/gtest.h>

TEST(ProgramNames, AreNotAmbiguous) { EXPECT_EQ(sum(), 27); }
