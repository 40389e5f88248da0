// SPDX-License-Identifier: Apache-2.0
// The parameters of graph nodes: read, changed in the graph, and changed in an executable graph.
#include "test_support.h"

#include <algorithm>

namespace {

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

NPU_DEVICE int symbol[4];

class ApiGraphNodes : public ::testing::Test {
protected:
  static constexpr int n = 8;

  void SetUp() override {
    ASSERT_NPU_SUCCESS(npuGraphCreate(&graph, 0));
    ASSERT_NPU_SUCCESS(npuGraphCreate(&other, 0));
    ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
    for (int **p : {&a, &b, &c})
      ASSERT_NPU_SUCCESS(npuMallocManaged(p, n * sizeof(int)));
    for (int i = 0; i < n; ++i) {
      a[i] = i;
      b[i] = 100 + i;
      c[i] = -1;
    }
    ASSERT_NPU_SUCCESS(npuGraphAddEmptyNode(&empty, graph, nullptr, 0));
    ASSERT_NPU_SUCCESS(npuGraphAddEmptyNode(&foreign, other, nullptr, 0));
  }
  void TearDown() override {
    if (exec) {
      EXPECT_NPU_SUCCESS(npuGraphExecDestroy(exec));
    }
    EXPECT_NPU_SUCCESS(npuGraphDestroy(graph));
    EXPECT_NPU_SUCCESS(npuGraphDestroy(other));
    EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
    for (int *p : {a, b, c})
      EXPECT_NPU_SUCCESS(npuFree(p));
  }
  void instantiate() {
    if (exec) {
      EXPECT_NPU_SUCCESS(npuGraphExecDestroy(exec));
    }
    ASSERT_NPU_SUCCESS(npuGraphInstantiateWithFlags(&exec, graph, 0));
  }
  void launch() {
    EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, stream));
    EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  }
  void run() {
    instantiate();
    launch();
  }
  npuMemcpy3DParms copy_of(void *to, void *from, size_t bytes) {
    npuMemcpy3DParms p = {};
    p.srcPtr = make_npuPitchedPtr(from, bytes, bytes, 1);
    p.dstPtr = make_npuPitchedPtr(to, bytes, bytes, 1);
    p.extent = make_npuExtent(bytes, 1, 1);
    p.kind = npuMemcpyDefault;
    return p;
  }
  npuMemsetParams fill_of(void *to, unsigned value, size_t bytes) { return {to, 0, value, 1, bytes, 1}; }

  npuGraph_t graph = nullptr, other = nullptr;
  npuGraphExec_t exec = nullptr;
  npuStream_t stream = nullptr;
  npuGraphNode_t empty = nullptr, foreign = nullptr;
  int *a = nullptr, *b = nullptr, *c = nullptr;
};

TEST_F(ApiGraphNodes, Copies) {
  npuGraphNode_t node;
  npuMemcpy3DParms p = copy_of(c, a, n * sizeof(int)), read = {};
  ASSERT_NPU_SUCCESS(npuGraphAddMemcpyNode(&node, graph, nullptr, 0, &p));
  run();
  EXPECT_EQ(7, c[7]);
  EXPECT_NPU_SUCCESS(npuGraphMemcpyNodeGetParams(node, &read));
  EXPECT_EQ(a, read.srcPtr.ptr);
  EXPECT_EQ(c, read.dstPtr.ptr);
  EXPECT_EQ(n * sizeof(int), read.extent.width);

  p = copy_of(c, b, 4 * sizeof(int));
  EXPECT_NPU_SUCCESS(npuGraphMemcpyNodeSetParams(node, &p));
  launch(); // what was made executable before is as it was
  EXPECT_EQ(0, c[0]);
  run();
  EXPECT_EQ(103, c[3]);
  EXPECT_EQ(4, c[4]);

  EXPECT_NPU_SUCCESS(npuGraphMemcpyNodeSetParams1D(node, c, a + 1, sizeof(int), npuMemcpyDeviceToDevice));
  run();
  EXPECT_EQ(1, c[0]);
  p = copy_of(c + 1, b + 2, sizeof(int));
  EXPECT_NPU_SUCCESS(npuGraphExecMemcpyNodeSetParams(exec, node, &p));
  launch();
  EXPECT_EQ(102, c[1]);
  EXPECT_NPU_SUCCESS(
      npuGraphExecMemcpyNodeSetParams1D(exec, node, c + 2, b + 5, sizeof(int), npuMemcpyDeviceToDevice));
  launch();
  EXPECT_EQ(105, c[2]);

  expect_error(npuErrorInvalidValue, npuGraphAddMemcpyNode(&node, graph, nullptr, 0, nullptr));
  expect_error(npuErrorInvalidValue, npuGraphAddMemcpyNode(nullptr, graph, nullptr, 0, &p));
  expect_error(npuErrorInvalidValue,
               npuGraphAddMemcpyNode(&node, graph, &foreign, 1, &p)); // of another graph
  expect_error(npuErrorInvalidValue, npuGraphMemcpyNodeGetParams(empty, &read));
  expect_error(npuErrorInvalidValue, npuGraphMemcpyNodeGetParams(node, nullptr));
  expect_error(npuErrorInvalidValue, npuGraphMemcpyNodeSetParams(empty, &p));
  expect_error(npuErrorInvalidValue, npuGraphMemcpyNodeSetParams(node, nullptr));
  expect_error(npuErrorInvalidMemcpyDirection,
               npuGraphMemcpyNodeSetParams1D(node, c, a, 4, npuMemcpyKind(9)));
  expect_error(npuErrorInvalidValue, npuGraphExecMemcpyNodeSetParams(exec, empty, &p));
  expect_error(npuErrorInvalidValue, npuGraphExecMemcpyNodeSetParams(nullptr, node, &p));
  expect_error(npuErrorInvalidValue,
               npuGraphExecMemcpyNodeSetParams1D(exec, foreign, c, a, 4, npuMemcpyDeviceToDevice));
}

TEST_F(ApiGraphNodes, CopiesOfSymbols) {
  npuGraphNode_t to, from;
  ASSERT_NPU_SUCCESS(npuGraphAddMemcpyNodeToSymbol(&to, graph, nullptr, 0, symbol, b, 2 * sizeof(int),
                                                   sizeof(int), npuMemcpyDeviceToDevice));
  ASSERT_NPU_SUCCESS(npuGraphAddMemcpyNodeFromSymbol(&from, graph, &to, 1, c, symbol, sizeof(int),
                                                     2 * sizeof(int), npuMemcpyDeviceToDevice));
  run();
  EXPECT_EQ(101, c[0]);
  npuGraphNodeType type;
  EXPECT_NPU_SUCCESS(npuGraphNodeGetType(from, &type));
  EXPECT_EQ(npuGraphNodeTypeMemcpy, type);
  expect_error(npuErrorInvalidSymbol, npuGraphAddMemcpyNodeToSymbol(&to, graph, nullptr, 0, nullptr, b, 4, 0,
                                                                    npuMemcpyDeviceToDevice));
  expect_error(npuErrorInvalidSymbol, npuGraphAddMemcpyNodeFromSymbol(&to, graph, nullptr, 0, c, nullptr, 4,
                                                                      0, npuMemcpyDeviceToDevice));
}

TEST_F(ApiGraphNodes, Fills) {
  npuGraphNode_t node;
  npuMemsetParams p = fill_of(c, 1, 2 * sizeof(int)), read = {};
  ASSERT_NPU_SUCCESS(npuGraphAddMemsetNode(&node, graph, nullptr, 0, &p));
  p = fill_of(c, 2, sizeof(int));
  EXPECT_NPU_SUCCESS(npuGraphMemsetNodeSetParams(node, &p));
  run();
  EXPECT_EQ(0x02020202, c[0]);
  EXPECT_EQ(-1, c[1]);
  EXPECT_NPU_SUCCESS(npuGraphMemsetNodeGetParams(node, &read));
  EXPECT_EQ(2u, read.value);
  EXPECT_EQ(sizeof(int), read.width);
  p = fill_of(c + 3, 3, sizeof(int));
  EXPECT_NPU_SUCCESS(npuGraphExecMemsetNodeSetParams(exec, node, &p));
  launch();
  EXPECT_EQ(0x03030303, c[3]);
  expect_error(npuErrorInvalidValue, npuGraphMemsetNodeSetParams(empty, &p));
  expect_error(npuErrorInvalidValue, npuGraphMemsetNodeSetParams(node, nullptr));
  expect_error(npuErrorInvalidValue, npuGraphExecMemsetNodeSetParams(exec, node, nullptr));
  expect_error(npuErrorInvalidValue, npuGraphExecMemsetNodeSetParams(exec, empty, &p));
  p.elementSize = 3;
  expect_error(npuErrorInvalidValue, npuGraphMemsetNodeSetParams(node, &p));
}

TEST_F(ApiGraphNodes, HostFunctions) {
  npuGraphNode_t node;
  const auto count = [](void *p) { ++*static_cast<int *>(p); };
  int first = 0, second = 0, third = 0;
  npuHostNodeParams p = {count, &first}, read = {};
  ASSERT_NPU_SUCCESS(npuGraphAddHostNode(&node, graph, nullptr, 0, &p));
  run();
  EXPECT_NPU_SUCCESS(npuGraphHostNodeGetParams(node, &read));
  EXPECT_EQ(&first, read.userData);
  EXPECT_EQ(p.fn, read.fn);
  p.userData = &second;
  EXPECT_NPU_SUCCESS(npuGraphHostNodeSetParams(node, &p));
  run();
  p.userData = &third;
  EXPECT_NPU_SUCCESS(npuGraphExecHostNodeSetParams(exec, node, &p));
  launch();
  launch();
  EXPECT_EQ(1, first);
  EXPECT_EQ(1, second);
  EXPECT_EQ(2, third);
  p.fn = nullptr;
  expect_error(npuErrorInvalidValue, npuGraphHostNodeSetParams(node, &p));
  expect_error(npuErrorInvalidValue, npuGraphExecHostNodeSetParams(exec, node, &p));
  expect_error(npuErrorInvalidValue, npuGraphHostNodeGetParams(empty, &read));
  expect_error(npuErrorInvalidValue, npuGraphHostNodeGetParams(node, nullptr));
}

TEST_F(ApiGraphNodes, Events) {
  npuEvent_t first, second, read = nullptr;
  ASSERT_NPU_SUCCESS(npuEventCreateWithFlags(&first, npuEventDisableTiming));
  ASSERT_NPU_SUCCESS(npuEventCreateWithFlags(&second, npuEventDisableTiming));
  npuGraphNode_t fill, record, wait;
  npuMemsetParams p = fill_of(c, 1, sizeof(int));
  ASSERT_NPU_SUCCESS(npuGraphAddMemsetNode(&fill, graph, nullptr, 0, &p));
  ASSERT_NPU_SUCCESS(npuGraphAddEventRecordNode(&record, graph, &fill, 1, first));
  ASSERT_NPU_SUCCESS(npuGraphAddEventWaitNode(&wait, graph, nullptr, 0, first));
  EXPECT_NPU_SUCCESS(npuGraphEventRecordNodeGetEvent(record, &read));
  EXPECT_EQ(first, read);
  EXPECT_NPU_SUCCESS(npuGraphEventWaitNodeGetEvent(wait, &read));
  EXPECT_EQ(first, read);
  EXPECT_NPU_SUCCESS(npuGraphEventWaitNodeSetEvent(wait, second));
  EXPECT_NPU_SUCCESS(npuGraphEventWaitNodeGetEvent(wait, &read));
  EXPECT_EQ(second, read);
  EXPECT_NPU_SUCCESS(npuGraphEventRecordNodeSetEvent(record, second));
  EXPECT_NPU_SUCCESS(npuGraphEventRecordNodeGetEvent(record, &read));
  EXPECT_EQ(second, read);
  EXPECT_NPU_SUCCESS(npuGraphEventWaitNodeSetEvent(wait, first));
  run();
  EXPECT_NPU_SUCCESS(npuEventQuery(second));

  // The executable graph waits for work that another stream recorded.
  EXPECT_NPU_SUCCESS(npuGraphExecEventWaitNodeSetEvent(exec, wait, second));
  EXPECT_NPU_SUCCESS(npuGraphExecEventRecordNodeSetEvent(exec, record, first));
  launch();
  EXPECT_NPU_SUCCESS(npuEventQuery(first));

  expect_error(npuErrorInvalidValue, npuGraphAddEventWaitNode(&wait, graph, nullptr, 0, nullptr));
  expect_error(npuErrorInvalidValue, npuGraphEventRecordNodeGetEvent(wait, &read)); // of the other kind
  expect_error(npuErrorInvalidValue, npuGraphEventRecordNodeGetEvent(record, nullptr));
  expect_error(npuErrorInvalidValue, npuGraphEventWaitNodeGetEvent(record, &read));
  expect_error(npuErrorInvalidValue, npuGraphEventRecordNodeSetEvent(record, nullptr));
  expect_error(npuErrorInvalidValue, npuGraphEventWaitNodeSetEvent(record, first));
  expect_error(npuErrorInvalidValue, npuGraphExecEventRecordNodeSetEvent(exec, wait, first));
  expect_error(npuErrorInvalidValue, npuGraphExecEventWaitNodeSetEvent(exec, record, first));
  EXPECT_NPU_SUCCESS(npuEventDestroy(first));
  EXPECT_NPU_SUCCESS(npuEventDestroy(second));
}

TEST_F(ApiGraphNodes, ChildGraphsOfTheSameShape) {
  npuGraph_t children[3];
  for (int i = 0; i < 3; ++i) {
    npuGraphNode_t node;
    const npuMemsetParams p = fill_of(c + i, unsigned(i + 1), sizeof(int));
    ASSERT_NPU_SUCCESS(npuGraphCreate(&children[i], 0));
    ASSERT_NPU_SUCCESS(npuGraphAddMemsetNode(&node, children[i], nullptr, 0, &p));
  }
  npuGraphNode_t node, more;
  ASSERT_NPU_SUCCESS(npuGraphAddChildGraphNode(&node, graph, nullptr, 0, children[0]));
  instantiate();
  EXPECT_NPU_SUCCESS(npuGraphExecChildGraphNodeSetParams(exec, node, children[1]));
  launch();
  EXPECT_EQ(-1, c[0]);
  EXPECT_EQ(0x02020202, c[1]);
  ASSERT_NPU_SUCCESS(npuGraphAddEmptyNode(&more, children[2], nullptr, 0));
  expect_error(npuErrorInvalidValue, npuGraphExecChildGraphNodeSetParams(exec, node, children[2]));
  expect_error(npuErrorInvalidValue, npuGraphExecChildGraphNodeSetParams(exec, empty, children[1]));
  expect_error(npuErrorInvalidValue, npuGraphExecChildGraphNodeSetParams(exec, node, nullptr));
  for (npuGraph_t g : children)
    EXPECT_NPU_SUCCESS(npuGraphDestroy(g));
}

TEST_F(ApiGraphNodes, MemoryAndFlags) {
  npuGraphNode_t node;
  npuMemAllocNodeParams p = {}, read = {};
  p.poolProps.allocType = npuMemAllocationTypePinned;
  p.poolProps.location.type = npuMemLocationTypeDevice;
  p.bytesize = 640;
  ASSERT_NPU_SUCCESS(npuGraphAddMemAllocNode(&node, graph, nullptr, 0, &p));
  EXPECT_NPU_SUCCESS(npuGraphMemAllocNodeGetParams(node, &read));
  EXPECT_EQ(p.dptr, read.dptr);
  EXPECT_EQ(640u, read.bytesize);
  expect_error(npuErrorInvalidValue, npuGraphMemAllocNodeGetParams(empty, &read));
  expect_error(npuErrorInvalidValue, npuGraphMemAllocNodeGetParams(node, nullptr));

  unsigned long long flags = 0;
  ASSERT_NPU_SUCCESS(npuGraphInstantiateWithFlags(&exec, graph, npuGraphInstantiateFlagAutoFreeOnLaunch));
  EXPECT_NPU_SUCCESS(npuGraphExecGetFlags(exec, &flags));
  EXPECT_EQ(npuGraphInstantiateFlagAutoFreeOnLaunch, flags);
  npuGraphExec_t none;
  expect_error(npuErrorInvalidValue, npuGraphInstantiateWithFlags(&none, nullptr, 0));
  expect_error(npuErrorInvalidValue, npuGraphExecGetFlags(exec, nullptr));
  expect_error(npuErrorInvalidValue, npuGraphExecGetFlags(nullptr, &flags));
}

} // namespace
