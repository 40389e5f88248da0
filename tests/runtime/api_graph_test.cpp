// SPDX-License-Identifier: Apache-2.0
// Graphs: building, questions, instantiation, launch, update.
#include "test_support.h"

#include <stdio.h>
#include <unistd.h>

#include <memory>
#include <string>

namespace {

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

NPU_GLOBAL void add(int *p, int n, int what) {
  const unsigned i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  if (i < unsigned(n))
    p[i] += what;
}
NPU_GLOBAL void times(int *p, int n, int what) {
  const unsigned i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  if (i < unsigned(n))
    p[i] *= what;
}
// A parameter that cannot be copied byte by byte.
NPU_GLOBAL void add_shared(int *p, std::shared_ptr<int> what) { *p += *what; }

class ApiGraph : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_NPU_SUCCESS(npuGraphCreate(&graph, 0));
    ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
    ASSERT_NPU_SUCCESS(npuMallocManaged(&data, n * sizeof(int)));
    std::fill(data, data + n, 0);
    npu::kernel_address(add);
    npu::kernel_address(times);
  }
  void TearDown() override {
    EXPECT_NPU_SUCCESS(npuGraphDestroy(graph));
    EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
    EXPECT_NPU_SUCCESS(npuFree(data));
  }

  // A kernel node over `data` after the given nodes.
  npuGraphNode_t kernel(void (*function)(int *, int, int), int what, std::vector<npuGraphNode_t> after = {}) {
    int count = n;
    void *args[] = {&data, &count, &what}; // copied when the node is made
    npuKernelNodeParams p = {};
    p.func = reinterpret_cast<void *>(function);
    p.gridDim = dim3(2);
    p.blockDim = dim3(32);
    p.kernelParams = args;
    npuGraphNode_t node = nullptr;
    EXPECT_NPU_SUCCESS(npuGraphAddKernelNode(&node, graph, after.data(), after.size(), &p));
    return node;
  }
  void run() {
    npuGraphExec_t exec;
    ASSERT_NPU_SUCCESS(npuGraphInstantiate(&exec, graph, 0));
    EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, stream));
    EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
    EXPECT_NPU_SUCCESS(npuGraphExecDestroy(exec));
  }

  static constexpr int n = 50;
  npuGraph_t graph = nullptr;
  npuStream_t stream = nullptr;
  int *data = nullptr;
};

TEST_F(ApiGraph, RunsNodesInTheOrderOfTheirDependencies) {
  // Two branches that do not commute with the node before and the one after them.
  npuGraphNode_t first = kernel(add, 5);
  npuMemsetParams fill = {};
  int *other, out[n];
  ASSERT_NPU_SUCCESS(npuMallocManaged(&other, n * sizeof(int)));
  fill.dst = other;
  fill.value = 0x01020304;
  fill.elementSize = 4;
  fill.width = n;
  fill.height = 1;
  npuGraphNode_t branch_a = kernel(times, 3, {first}), branch_b, copy, host;
  ASSERT_NPU_SUCCESS(npuGraphAddMemsetNode(&branch_b, graph, &first, 1, &fill));
  npuGraphNode_t last = kernel(add, 1, {branch_a, branch_b});
  ASSERT_NPU_SUCCESS(
      npuGraphAddMemcpyNode1D(&copy, graph, &last, 1, out, data, n * sizeof(int), npuMemcpyDeviceToHost));
  struct seen {
    int *out, value = 0;
  } s = {out};
  npuHostNodeParams function = {[](void *p) {
                                  auto *to = static_cast<seen *>(p);
                                  to->value = to->out[n - 1];
                                },
                                &s};
  ASSERT_NPU_SUCCESS(npuGraphAddHostNode(&host, graph, &copy, 1, &function));
  run();
  EXPECT_EQ(16, s.value); // (0 + 5) * 3 + 1
  EXPECT_EQ(0x01020304, other[n - 1]);
  EXPECT_NPU_SUCCESS(npuFree(other));
}

TEST_F(ApiGraph, LaunchesManyTimesInAnyStream) {
  kernel(times, 2, {kernel(add, 1)});
  npuGraphExec_t exec;
  npuStream_t other;
  ASSERT_NPU_SUCCESS(npuStreamCreateWithFlags(&other, npuStreamNonBlocking));
  ASSERT_NPU_SUCCESS(npuGraphInstantiate(&exec, graph, nullptr, nullptr, 0)); // the parameter list of CUDA 11
  for (int i = 0; i < 3; ++i)
    EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, i % 2 ? other : stream)); // runs of one graph never overlap
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  EXPECT_EQ(14, data[0]); // ((0 + 1) * 2 + 1) * 2 ...
  // The executable graph is a copy.
  kernel(add, 100);
  EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, nullptr));
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  EXPECT_EQ(30, data[0]);
  EXPECT_NPU_SUCCESS(npuGraphUpload(exec, stream));
  EXPECT_NPU_SUCCESS(npuGraphExecDestroy(exec));
  expect_error(npuErrorInvalidValue, npuGraphLaunch(exec, stream));
  expect_error(npuErrorInvalidValue, npuGraphExecDestroy(exec));
  EXPECT_NPU_SUCCESS(npuStreamDestroy(other));
}

TEST_F(ApiGraph, ManyBranches) {
  // More branches than the runtime keeps streams for, all joined by the last node.
  std::vector<npuGraphNode_t> branches;
  npuGraphNode_t start, node;
  ASSERT_NPU_SUCCESS(npuGraphAddEmptyNode(&start, graph, nullptr, 0));
  for (int i = 0; i < 20; ++i) {
    npuMemsetParams fill = {data + i, 4, unsigned(i), 4, 1, 1};
    ASSERT_NPU_SUCCESS(npuGraphAddMemsetNode(&node, graph, &start, 1, &fill));
    branches.push_back(node);
  }
  kernel(times, 10, branches);
  npuGraphExec_t exec;
  ASSERT_NPU_SUCCESS(npuGraphInstantiate(&exec, graph, 0));
  for (int run = 0; run < 5; ++run)
    EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(10 * i, data[i]);
  EXPECT_NPU_SUCCESS(npuGraphExecDestroy(exec));
}

TEST_F(ApiGraph, ArgumentsThatAreObjects) {
  auto value = std::make_shared<int>(7);
  npu::kernel_address(add_shared);
  void *args[] = {&data, &value};
  npuKernelNodeParams p = {};
  p.func = reinterpret_cast<void *>(add_shared);
  p.gridDim = p.blockDim = dim3(1);
  p.kernelParams = args;
  npuGraphNode_t node;
  ASSERT_NPU_SUCCESS(npuGraphAddKernelNode(&node, graph, nullptr, 0, &p));
  EXPECT_EQ(2, value.use_count()); // the node holds a copy
  npuGraphExec_t exec;
  ASSERT_NPU_SUCCESS(npuGraphInstantiate(&exec, graph, 0));
  EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, stream));
  EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_EQ(14, data[0]);
  EXPECT_NPU_SUCCESS(npuGraphExecDestroy(exec));
  EXPECT_NPU_SUCCESS(npuGraphDestroyNode(node));
  EXPECT_EQ(1, value.use_count());
}

TEST_F(ApiGraph, Questions) {
  npuGraphNode_t a = kernel(add, 1), b = kernel(add, 2, {a}), c = kernel(add, 3, {a, b, a}), list[5], to[5];
  size_t count = 0;
  EXPECT_NPU_SUCCESS(npuGraphGetNodes(graph, nullptr, &count));
  EXPECT_EQ(3u, count);
  count = 5;
  EXPECT_NPU_SUCCESS(npuGraphGetNodes(graph, list, &count));
  EXPECT_EQ(3u, count);
  EXPECT_EQ(c, list[2]);
  EXPECT_EQ(nullptr, list[3]);
  count = 5;
  EXPECT_NPU_SUCCESS(npuGraphGetRootNodes(graph, list, &count));
  EXPECT_EQ(1u, count);
  EXPECT_EQ(a, list[0]);
  count = 5;
  EXPECT_NPU_SUCCESS(npuGraphGetEdges(graph, list, to, &count));
  EXPECT_EQ(3u, count);
  count = 5;
  EXPECT_NPU_SUCCESS(npuGraphNodeGetDependentNodes(a, list, &count));
  EXPECT_EQ(2u, count);
  count = 1;
  EXPECT_NPU_SUCCESS(npuGraphNodeGetDependencies(c, list, &count));
  EXPECT_EQ(1u, count); // as many as there is room for
  EXPECT_NPU_SUCCESS(npuGraphRemoveDependencies(graph, &a, &c, 1));
  expect_error(npuErrorInvalidValue, npuGraphRemoveDependencies(graph, &a, &c, 1));
  EXPECT_NPU_SUCCESS(npuGraphNodeGetDependencies(c, nullptr, &count));
  EXPECT_EQ(1u, count);
  npuGraphNodeType type;
  EXPECT_NPU_SUCCESS(npuGraphNodeGetType(c, &type));
  EXPECT_EQ(npuGraphNodeTypeKernel, type);
  EXPECT_NPU_SUCCESS(npuGraphDestroyNode(b));
  expect_error(npuErrorInvalidValue, npuGraphNodeGetType(b, &type));
  EXPECT_NPU_SUCCESS(npuGraphNodeGetDependencies(c, nullptr, &count));
  EXPECT_EQ(0u, count);
}

TEST_F(ApiGraph, CyclesAreRefused) {
  npuGraphNode_t a = kernel(add, 1), b = kernel(add, 2, {a});
  EXPECT_NPU_SUCCESS(npuGraphAddDependencies(graph, &b, &a, 1));
  npuGraphExec_t exec;
  expect_error(npuErrorInvalidValue, npuGraphInstantiate(&exec, graph, 0));
  expect_error(npuErrorInvalidValue, npuGraphAddDependencies(graph, &a, &a, 1));
  expect_error(npuErrorNotSupported, npuGraphInstantiate(&exec, graph, npuGraphInstantiateFlagDeviceLaunch));
}

TEST_F(ApiGraph, ParametersOfNodes) {
  npuGraphNode_t node = kernel(add, 5);
  npuKernelNodeParams p;
  ASSERT_NPU_SUCCESS(npuGraphKernelNodeGetParams(node, &p));
  EXPECT_EQ(reinterpret_cast<void *>(add), p.func);
  EXPECT_EQ(2u, p.gridDim.x);
  EXPECT_EQ(data, *static_cast<int **>(p.kernelParams[0]));
  EXPECT_EQ(5, *static_cast<int *>(p.kernelParams[2]));
  int what = 9, count = n;
  void *args[] = {&data, &count, &what};
  p.kernelParams = args;
  EXPECT_NPU_SUCCESS(npuGraphKernelNodeSetParams(node, &p));
  run();
  EXPECT_EQ(9, data[0]);
  p.blockDim = dim3(2000);
  expect_error(npuErrorInvalidConfiguration, npuGraphKernelNodeSetParams(node, &p));
  p.func = nullptr;
  expect_error(npuErrorInvalidDeviceFunction, npuGraphKernelNodeSetParams(node, &p));
  npuMemsetParams fill;
  expect_error(npuErrorInvalidValue, npuGraphMemsetNodeGetParams(node, &fill)); // another kind of node
  npuGraphNode_t bad;
  npuMemsetParams outside = {data, 4, 0, 4, n + 1, 1};
  expect_error(npuErrorInvalidValue, npuGraphAddMemsetNode(&bad, graph, nullptr, 0, &outside));
  npuGraphNode_t foreign = reinterpret_cast<npuGraphNode_t>(&fill);
  expect_error(npuErrorInvalidValue, npuGraphAddEmptyNode(&bad, graph, &foreign, 1));
}

TEST_F(ApiGraph, ChangesOfTheExecutableGraph) {
  npuGraphNode_t first = kernel(add, 1), second = kernel(times, 2, {first});
  npuGraphExec_t exec;
  ASSERT_NPU_SUCCESS(npuGraphInstantiate(&exec, graph, 0));
  int what = 10, count = n;
  void *args[] = {&data, &count, &what};
  npuKernelNodeParams p = {};
  p.func = reinterpret_cast<void *>(add);
  p.gridDim = dim3(2);
  p.blockDim = dim3(32);
  p.kernelParams = args;
  EXPECT_NPU_SUCCESS(npuGraphExecKernelNodeSetParams(exec, first, &p));
  EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_EQ(20, data[0]);
  EXPECT_NPU_SUCCESS(npuGraphNodeSetEnabled(exec, second, 0));
  unsigned enabled = 1;
  EXPECT_NPU_SUCCESS(npuGraphNodeGetEnabled(exec, second, &enabled));
  EXPECT_EQ(0u, enabled);
  EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_EQ(30, data[0]);
  EXPECT_NPU_SUCCESS(npuGraphNodeSetEnabled(exec, second, 1));

  // A graph of the same shape replaces all works at once, one of another shape does not.
  npuGraph_t old = graph, clone;
  ASSERT_NPU_SUCCESS(npuGraphCreate(&graph, 0));
  kernel(times, 3, {kernel(times, 2)});
  npuGraphExecUpdateResult result;
  npuGraphNode_t error_node;
  EXPECT_NPU_SUCCESS(npuGraphExecUpdate(exec, graph, &error_node, &result));
  EXPECT_EQ(npuGraphExecUpdateSuccess, result);
  EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_EQ(180, data[0]);
  kernel(add, 1);
  npuGraphExecUpdateResultInfo info;
  expect_error(npuErrorGraphExecUpdateFailure, npuGraphExecUpdate(exec, graph, &info));
  EXPECT_EQ(npuGraphExecUpdateErrorTopologyChanged, info.result);

  npuGraphNode_t found;
  ASSERT_NPU_SUCCESS(npuGraphClone(&clone, old));
  EXPECT_NPU_SUCCESS(npuGraphNodeFindInClone(&found, second, clone));
  EXPECT_NE(second, found);
  npuGraphNodeType type;
  EXPECT_NPU_SUCCESS(npuGraphNodeGetType(found, &type));
  EXPECT_NPU_SUCCESS(npuGraphDestroy(clone));
  EXPECT_NPU_SUCCESS(npuGraphDestroy(old));
  EXPECT_NPU_SUCCESS(npuGraphExecDestroy(exec));
}

TEST_F(ApiGraph, GraphsInGraphs) {
  npuGraphNode_t before = kernel(add, 1), child, inner[2];
  npuGraph_t outer = graph, own;
  ASSERT_NPU_SUCCESS(npuGraphCreate(&graph, 0));
  npuGraph_t nested = graph;
  kernel(times, 5, {kernel(add, 1)});
  graph = outer;
  ASSERT_NPU_SUCCESS(npuGraphAddChildGraphNode(&child, graph, &before, 1, nested));
  kernel(add, 7, {child});
  EXPECT_NPU_SUCCESS(npuGraphDestroy(nested)); // the node has its own copy
  ASSERT_NPU_SUCCESS(npuGraphChildGraphNodeGetGraph(child, &own));
  size_t count = 2;
  EXPECT_NPU_SUCCESS(npuGraphGetNodes(own, inner, &count));
  EXPECT_EQ(2u, count);
  run();
  EXPECT_EQ(17, data[0]); // (1 + 1) * 5 + 7
}

TEST_F(ApiGraph, EventsAndMemory) {
  npuEvent_t event;
  ASSERT_NPU_SUCCESS(npuEventCreate(&event));
  npuMemAllocNodeParams alloc = {};
  alloc.poolProps.allocType = npuMemAllocationTypePinned;
  alloc.poolProps.location = {npuMemLocationTypeDevice, 0};
  alloc.bytesize = n * sizeof(int);
  npuGraphNode_t allocated, filled, copied, freed, recorded;
  ASSERT_NPU_SUCCESS(npuGraphAddMemAllocNode(&allocated, graph, nullptr, 0, &alloc));
  npuMemsetParams fill = {alloc.dptr, 0, 6, 1, n * sizeof(int), 1};
  ASSERT_NPU_SUCCESS(npuGraphAddMemsetNode(&filled, graph, &allocated, 1, &fill));
  ASSERT_NPU_SUCCESS(npuGraphAddMemcpyNode1D(&copied, graph, &filled, 1, data, alloc.dptr, n * sizeof(int),
                                             npuMemcpyDeviceToDevice));
  ASSERT_NPU_SUCCESS(npuGraphAddMemFreeNode(&freed, graph, &copied, 1, alloc.dptr));
  ASSERT_NPU_SUCCESS(npuGraphAddEventRecordNode(&recorded, graph, &freed, 1, event));
  run();
  EXPECT_EQ(0x06060606, data[n - 1]);
  EXPECT_NPU_SUCCESS(npuEventQuery(event));
  void *pointer = nullptr;
  EXPECT_NPU_SUCCESS(npuGraphMemFreeNodeGetParams(freed, &pointer));
  EXPECT_EQ(alloc.dptr, pointer);
  npuGraphNode_t node;
  expect_error(npuErrorInvalidValue, npuGraphAddMemFreeNode(&node, graph, nullptr, 0, data));
  EXPECT_NPU_SUCCESS(npuEventDestroy(event));
}

TEST_F(ApiGraph, MemoryStatistics) {
  const auto read = [](npuGraphMemAttributeType attribute) {
    uint64_t bytes = 0;
    EXPECT_NPU_SUCCESS(npuDeviceGetGraphMemAttribute(0, attribute, &bytes));
    return bytes;
  };
  uint64_t zero = 0;
  EXPECT_NPU_SUCCESS(npuDeviceSetGraphMemAttribute(0, npuGraphMemAttrUsedMemHigh, &zero));
  const uint64_t before = read(npuGraphMemAttrUsedMemCurrent);
  EXPECT_EQ(before, read(npuGraphMemAttrUsedMemHigh));
  npuMemAllocNodeParams alloc = {};
  alloc.poolProps.allocType = npuMemAllocationTypePinned;
  alloc.poolProps.location.type = npuMemLocationTypeDevice;
  alloc.bytesize = 1 << 20;
  npuGraph_t other;
  npuGraphNode_t node;
  ASSERT_NPU_SUCCESS(npuGraphCreate(&other, 0));
  ASSERT_NPU_SUCCESS(npuGraphAddMemAllocNode(&node, other, nullptr, 0, &alloc));
  EXPECT_EQ(before + alloc.bytesize, read(npuGraphMemAttrUsedMemCurrent));
  EXPECT_EQ(before + alloc.bytesize, read(npuGraphMemAttrReservedMemCurrent));
  ASSERT_NPU_SUCCESS(npuGraphDestroy(other));
  EXPECT_NPU_SUCCESS(npuDeviceGraphMemTrim(0));
  EXPECT_EQ(before, read(npuGraphMemAttrUsedMemCurrent));
  EXPECT_EQ(before + alloc.bytesize, read(npuGraphMemAttrReservedMemHigh));
  EXPECT_NPU_SUCCESS(npuDeviceSetGraphMemAttribute(0, npuGraphMemAttrReservedMemHigh, &zero));
  EXPECT_EQ(before, read(npuGraphMemAttrUsedMemHigh));
  uint64_t one = 1;
  expect_error(npuErrorInvalidValue, npuDeviceSetGraphMemAttribute(0, npuGraphMemAttrUsedMemHigh, &one));
  expect_error(npuErrorInvalidValue, npuDeviceSetGraphMemAttribute(0, npuGraphMemAttrUsedMemCurrent, &zero));
  expect_error(npuErrorInvalidValue, npuDeviceGetGraphMemAttribute(0, npuGraphMemAttrUsedMemHigh, nullptr));
  expect_error(npuErrorInvalidValue, npuDeviceGetGraphMemAttribute(0, npuGraphMemAttributeType(9), &one));
  expect_error(npuErrorInvalidDevice, npuDeviceGetGraphMemAttribute(99, npuGraphMemAttrUsedMemHigh, &one));
  expect_error(npuErrorInvalidDevice, npuDeviceSetGraphMemAttribute(99, npuGraphMemAttrUsedMemHigh, &zero));
  expect_error(npuErrorInvalidDevice, npuDeviceGraphMemTrim(99));
}

TEST_F(ApiGraph, DotFile) {
  kernel(times, 2, {kernel(add, 1)});
  const std::string path = ::testing::TempDir() + "npu_graph_" + std::to_string(getpid()) + ".dot";
  EXPECT_NPU_SUCCESS(npuGraphDebugDotPrint(graph, path.c_str(), 0));
  FILE *f = fopen(path.c_str(), "r");
  ASSERT_NE(nullptr, f);
  char text[1024] = {};
  fread(text, 1, sizeof(text) - 1, f);
  fclose(f);
  remove(path.c_str());
  EXPECT_NE(std::string::npos, std::string(text).find("node_0 -> node_1"));
  expect_error(npuErrorOperatingSystem, npuGraphDebugDotPrint(graph, "/nonexistent/graph.dot", 0));
}

} // namespace
