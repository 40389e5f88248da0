// SPDX-License-Identifier: Apache-2.0
// Conditional nodes of graphs, and what comes with them: nodes of any type, capture into a graph that is
// there.
#include "test_support.h"

#include <vector>

namespace {

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

// The graph runs this again as long as *left is above 0.
NPU_GLOBAL void round(int *left, int *rounds, npuGraphConditionalHandle handle) {
  ++*rounds;
  npuGraphSetConditional(handle, --*left > 0);
}
NPU_GLOBAL void choose(npuGraphConditionalHandle handle, unsigned value) {
  npuGraphSetConditional(handle, value);
}
NPU_GLOBAL void add(int *p, int what) { *p += what; }

class ApiGraphCondition : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_NPU_SUCCESS(npuGraphCreate(&graph, 0));
    ASSERT_NPU_SUCCESS(npuMallocManaged(&data, 4 * sizeof(int)));
    std::fill(data, data + 4, 0);
    npu::kernel_address(round);
    npu::kernel_address(choose);
    npu::kernel_address(add);
  }
  void TearDown() override {
    EXPECT_NPU_SUCCESS(npuGraphDestroy(graph));
    EXPECT_NPU_SUCCESS(npuFree(data));
  }

  template <class... P, class... A>
  npuGraphNode_t kernel(npuGraph_t to, npuGraphNode_t after, void (*function)(P...), A... arguments) {
    void *addresses[] = {&arguments...};
    npuGraphNodeParams p{};
    p.type = npuGraphNodeTypeKernel;
    p.kernel = {reinterpret_cast<void *>(function), dim3(1), dim3(1), 0, addresses, nullptr};
    npuGraphNode_t node = nullptr;
    EXPECT_NPU_SUCCESS(npuGraphAddNode(&node, to, after ? &after : nullptr, after ? 1 : 0, &p));
    return node;
  }
  npuGraphNode_t conditional(npuGraph_t to, npuGraphNode_t after, npuGraphConditionalHandle handle,
                             npuGraphConditionalNodeType type, unsigned size, npuGraph_t *bodies) {
    npuGraphNodeParams p{};
    p.type = npuGraphNodeTypeConditional;
    p.conditional = {handle, type, size, nullptr};
    npuGraphNode_t node = nullptr;
    EXPECT_NPU_SUCCESS(npuGraphAddNode(&node, to, after ? &after : nullptr, after ? 1 : 0, &p));
    for (unsigned i = 0; i < size; ++i)
      bodies[i] = p.conditional.phGraph_out[i];
    return node;
  }
  npuGraphConditionalHandle handle(unsigned initial, unsigned flags) {
    npuGraphConditionalHandle h = 0;
    EXPECT_NPU_SUCCESS(npuGraphConditionalHandleCreate(&h, graph, initial, flags));
    return h;
  }
  void run(int times = 1) {
    npuGraphExec_t exec;
    ASSERT_NPU_SUCCESS(npuGraphInstantiate(&exec, graph, 0));
    for (int i = 0; i < times; ++i)
      EXPECT_NPU_SUCCESS(npuGraphLaunch(exec, nullptr));
    EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
    EXPECT_NPU_SUCCESS(npuGraphExecDestroy(exec));
  }
  std::vector<int> values() const { return {data, data + 4}; }

  npuGraph_t graph = nullptr;
  int *data = nullptr;
};

TEST_F(ApiGraphCondition, WhileRunsUntilAKernelEndsIt) {
  const auto h = handle(1, npuGraphCondAssignDefault);
  npuGraph_t body;
  npuGraphNode_t node = conditional(graph, nullptr, h, npuGraphCondTypeWhile, 1, &body);
  kernel(body, nullptr, round, data, data + 1, h);
  kernel(graph, node, add, data + 2, 10);
  data[0] = 5;
  run();
  EXPECT_EQ((std::vector<int>{0, 5, 10, 0}), values());
  // Every launch begins with the default.
  run(2);
  EXPECT_EQ((std::vector<int>{-2, 7, 30, 0}), values());
  npuGraphNodeType type;
  ASSERT_NPU_SUCCESS(npuGraphNodeGetType(node, &type));
  EXPECT_EQ(npuGraphNodeTypeConditional, type);
}

TEST_F(ApiGraphCondition, AWhileThatIsNeverTrue) {
  const auto h = handle(0, npuGraphCondAssignDefault);
  npuGraph_t body;
  conditional(graph, nullptr, h, npuGraphCondTypeWhile, 1, &body);
  kernel(body, nullptr, round, data, data + 1, h);
  run();
  EXPECT_EQ(0, data[1]);
}

TEST_F(ApiGraphCondition, IfAndElse) {
  for (unsigned value : {0u, 1u, 9u}) {
    ASSERT_NPU_SUCCESS(npuGraphDestroy(graph));
    ASSERT_NPU_SUCCESS(npuGraphCreate(&graph, 0));
    std::fill(data, data + 4, 0);
    const auto h = handle(0, 0);
    npuGraph_t bodies[2];
    npuGraphNode_t set = kernel(graph, nullptr, choose, h, value);
    npuGraphNode_t node = conditional(graph, set, h, npuGraphCondTypeIf, 2, bodies);
    npuGraphNode_t first = kernel(bodies[0], nullptr, add, data, 1);
    kernel(bodies[0], first, add, data, 2);
    kernel(bodies[1], nullptr, add, data + 1, 4);
    kernel(graph, node, add, data + 2, 8);
    run();
    EXPECT_EQ(value ? (std::vector<int>{3, 0, 8, 0}) : (std::vector<int>{0, 4, 8, 0}), values()) << value;
  }
}

TEST_F(ApiGraphCondition, SwitchRunsTheGraphWithTheNumber) {
  const auto h = handle(0, 0);
  npuGraph_t bodies[3];
  npuGraphNode_t set = kernel(graph, nullptr, choose, h, 2u);
  conditional(graph, set, h, npuGraphCondTypeSwitch, 3, bodies);
  for (int i = 0; i < 3; ++i)
    kernel(bodies[i], nullptr, add, data + i, 1);
  run();
  EXPECT_EQ((std::vector<int>{0, 0, 1, 0}), values());
}

TEST_F(ApiGraphCondition, ASwitchWithoutThatNumberRunsNone) {
  const auto h = handle(3, npuGraphCondAssignDefault);
  npuGraph_t bodies[3];
  conditional(graph, nullptr, h, npuGraphCondTypeSwitch, 3, bodies);
  for (int i = 0; i < 3; ++i)
    kernel(bodies[i], nullptr, add, data + i, 1);
  run();
  EXPECT_EQ((std::vector<int>{0, 0, 0, 0}), values());
}

TEST_F(ApiGraphCondition, NestedAndCloned) {
  const auto outer = handle(1, npuGraphCondAssignDefault), inner = handle(1, npuGraphCondAssignDefault);
  npuGraph_t body, body2;
  conditional(graph, nullptr, outer, npuGraphCondTypeIf, 1, &body);
  conditional(body, nullptr, inner, npuGraphCondTypeWhile, 1, &body2);
  kernel(body2, nullptr, round, data, data + 1, inner);
  npuGraph_t copy;
  ASSERT_NPU_SUCCESS(npuGraphClone(&copy, graph));
  std::swap(graph, copy);
  ASSERT_NPU_SUCCESS(npuGraphDestroy(copy)); // the handles live on in the clone
  data[0] = 3;
  run();
  EXPECT_EQ((std::vector<int>{0, 3, 0, 0}), values());
}

TEST_F(ApiGraphCondition, NodesOfABodyCanBeChanged) {
  const auto h = handle(1, npuGraphCondAssignDefault);
  npuGraph_t body;
  conditional(graph, nullptr, h, npuGraphCondTypeIf, 1, &body);
  npuGraphNode_t node = kernel(body, nullptr, add, data, 1);
  npuGraphExec_t exec;
  ASSERT_NPU_SUCCESS(npuGraphInstantiate(&exec, graph, 0));
  ASSERT_NPU_SUCCESS(npuGraphLaunch(exec, nullptr));
  int ten = 10;
  void *arguments[] = {&data, &ten};
  npuKernelNodeParams p = {reinterpret_cast<void *>(add), dim3(1), dim3(1), 0, arguments, nullptr};
  EXPECT_NPU_SUCCESS(npuGraphExecKernelNodeSetParams(exec, node, &p));
  ASSERT_NPU_SUCCESS(npuGraphLaunch(exec, nullptr));
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  EXPECT_EQ(11, data[0]);
  npuGraphExecUpdateResultInfo info;
  EXPECT_NPU_SUCCESS(npuGraphExecUpdate(exec, graph, &info));
  ASSERT_NPU_SUCCESS(npuGraphLaunch(exec, nullptr));
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  EXPECT_EQ(12, data[0]);
  EXPECT_NPU_SUCCESS(npuGraphExecDestroy(exec));
}

TEST_F(ApiGraphCondition, Errors) {
  npuGraphConditionalHandle h;
  expect_error(npuErrorInvalidValue, npuGraphConditionalHandleCreate(nullptr, graph, 0, 0));
  expect_error(npuErrorInvalidValue, npuGraphConditionalHandleCreate(&h, nullptr, 0, 0));
  expect_error(npuErrorInvalidValue, npuGraphConditionalHandleCreate(&h, graph, 0, 2));
  h = handle(0, 0);
  npuGraphNode_t node;
  const auto add_conditional = [&](npuGraphConditionalHandle handle, npuGraphConditionalNodeType type,
                                   unsigned size) {
    npuGraphNodeParams p{};
    p.type = npuGraphNodeTypeConditional;
    p.conditional = {handle, type, size, nullptr};
    return npuGraphAddNode(&node, graph, nullptr, 0, &p);
  };
  expect_error(npuErrorInvalidValue, add_conditional(h, npuGraphCondTypeIf, 0));
  expect_error(npuErrorInvalidValue, add_conditional(h, npuGraphCondTypeIf, 3));
  expect_error(npuErrorInvalidValue, add_conditional(h, npuGraphCondTypeWhile, 2));
  expect_error(npuErrorInvalidValue, add_conditional(h + 8, npuGraphCondTypeIf, 1));
  expect_error(npuErrorInvalidValue, add_conditional(h, npuGraphConditionalNodeType(7), 1));
  EXPECT_NPU_SUCCESS(add_conditional(h, npuGraphCondTypeIf, 1));
  expect_error(npuErrorInvalidValue, add_conditional(h, npuGraphCondTypeIf, 1)); // one node per handle
  expect_error(npuErrorInvalidValue, npuGraphAddNode(&node, graph, nullptr, 0, nullptr));
}

TEST_F(ApiGraphCondition, CaptureIntoAGraphThatIsThere) {
  npuStream_t stream;
  ASSERT_NPU_SUCCESS(npuStreamCreateWithFlags(&stream, npuStreamNonBlocking));
  npuGraphNode_t first = kernel(graph, nullptr, add, data, 1);
  ASSERT_NPU_SUCCESS(
      npuStreamBeginCaptureToGraph(stream, graph, &first, nullptr, 1, npuStreamCaptureModeGlobal));
  NPU_LAUNCH(add, (1, 1, 0, stream), data, 2);
  // A node made by hand becomes what the next captured one depends on.
  npuStreamCaptureStatus status;
  unsigned long long id = 0;
  npuGraph_t captured = nullptr;
  const npuGraphNode_t *dependencies = nullptr;
  size_t count = 0;
  ASSERT_NPU_SUCCESS(npuStreamGetCaptureInfo(stream, &status, &id, &captured, &dependencies, &count));
  EXPECT_EQ(graph, captured);
  ASSERT_EQ(1u, count);
  npuGraphNode_t middle = kernel(graph, dependencies[0], add, data + 1, 5);
  EXPECT_NPU_SUCCESS(npuStreamUpdateCaptureDependencies(stream, &middle, 1, npuStreamSetCaptureDependencies));
  NPU_LAUNCH(add, (1, 1, 0, stream), data, 4);
  npuGraph_t ended = nullptr;
  EXPECT_NPU_SUCCESS(npuStreamEndCapture(stream, &ended));
  EXPECT_EQ(graph, ended);
  size_t nodes = 0, edges = 0;
  EXPECT_NPU_SUCCESS(npuGraphGetNodes(graph, nullptr, &nodes));
  EXPECT_NPU_SUCCESS(npuGraphGetEdges(graph, nullptr, nullptr, &edges));
  EXPECT_EQ(4u, nodes);
  EXPECT_EQ(3u, edges);
  run();
  EXPECT_EQ((std::vector<int>{7, 5, 0, 0}), values());
  expect_error(npuErrorIllegalState, npuStreamUpdateCaptureDependencies(stream, &middle, 1, 0));
  expect_error(npuErrorInvalidValue, npuStreamUpdateCaptureDependencies(stream, &middle, 1, 9));
  expect_error(npuErrorInvalidValue, npuStreamBeginCaptureToGraph(stream, nullptr, nullptr, nullptr, 0,
                                                                  npuStreamCaptureModeGlobal));
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
}

} // namespace
