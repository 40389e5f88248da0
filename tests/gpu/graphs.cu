// SPDX-License-Identifier: Apache-2.0
// Graphs of explicit nodes: making, asking, changing, clones, updates, children, wrong calls.
#include "show.h"

__global__ void add(int *p, int v) { atomicAdd(p, v); }
__global__ void twice(int *p) { *p *= 2; }

static void CUDART_CB host(void *p) { *static_cast<int *>(p) += 1; }

static cudaKernelNodeParams kernel(void *f, void **args) {
  cudaKernelNodeParams k{};
  k.func = f;
  k.gridDim = dim3(1);
  k.blockDim = dim3(1);
  k.kernelParams = args;
  return k;
}

static cudaError_t depend(cudaGraph_t g, cudaGraphNode_t from, cudaGraphNode_t to) {
#if CUDART_VERSION >= 13000
  return cudaGraphAddDependencies(g, &from, &to, nullptr, 1);
#else
  return cudaGraphAddDependencies(g, &from, &to, 1);
#endif
}

static void counts(const char *what, cudaGraph_t g) {
  size_t n = 0, r = 0, e = 0;
  must(cudaGraphGetNodes(g, nullptr, &n));
  must(cudaGraphGetRootNodes(g, nullptr, &r));
#if CUDART_VERSION >= 13000
  must(cudaGraphGetEdges(g, nullptr, nullptr, nullptr, &e));
#else
  must(cudaGraphGetEdges(g, nullptr, nullptr, &e));
#endif
  printf("%s: nodes %zu roots %zu edges %zu\n", what, n, r, e);
}

static int *data;
static int value() {
  int v = 0;
  must(cudaDeviceSynchronize());
  must(cudaMemcpy(&v, data, 4, cudaMemcpyDeviceToHost));
  return v;
}

int main() {
  must(cudaMalloc(&data, 256));
  must(cudaMemset(data, 0, 256));
  cudaGraph_t g = nullptr;
  show("create", cudaGraphCreate(&g, 0));
  show("create with flags", cudaGraphCreate(&g, 5));
  show("create to null", cudaGraphCreate(nullptr, 0));
  must(cudaGraphCreate(&g, 0));
  counts("empty", g);

  int three = 3, *p = data;
  void *args[] = {&p, &three};
  cudaKernelNodeParams k = kernel(reinterpret_cast<void *>(add), args);
  cudaGraphNode_t a = nullptr, b = nullptr, c = nullptr, d = nullptr, h = nullptr, x = nullptr;
  show("kernel", cudaGraphAddKernelNode(&a, g, nullptr, 0, &k));
  void *one[] = {&p};
  cudaKernelNodeParams k2 = kernel(reinterpret_cast<void *>(twice), one);
  show("kernel", cudaGraphAddKernelNode(&b, g, &a, 1, &k2));
  cudaMemsetParams m{};
  m.dst = data + 1;
  m.elementSize = 4;
  m.width = 4;
  m.height = 1;
  m.value = 0x01020304;
  show("memset", cudaGraphAddMemsetNode(&c, g, nullptr, 0, &m));
  m.elementSize = 3;
  show("memset of 3 bytes", cudaGraphAddMemsetNode(&x, g, nullptr, 0, &m));
  m.elementSize = 4;
  int result[4] = {};
  show("copy", cudaGraphAddMemcpyNode1D(&d, g, &c, 1, result, data, 16, cudaMemcpyDeviceToHost));
  int calls = 0;
  cudaHostNodeParams hp{host, &calls};
  show("host", cudaGraphAddHostNode(&h, g, &b, 1, &hp));
  show("empty node", cudaGraphAddEmptyNode(&x, g, nullptr, 0));
  counts("built", g);
  show("depend", depend(g, b, d));
  show("depend again", depend(g, b, d));
  show("depend on itself", depend(g, b, b));
  counts("with an edge more", g);
  cudaGraphNodeType type{};
  for (cudaGraphNode_t node : {a, c, d, h, x}) {
    must(cudaGraphNodeGetType(node, &type));
    printf("type %d\n", type);
  }
  cudaKernelNodeParams got{};
  show("kernel's parameters", cudaGraphKernelNodeGetParams(a, &got));
  printf("grid %u block %u func same %d value %d\n", got.gridDim.x, got.blockDim.x, got.func == k.func,
         *static_cast<int *>(got.kernelParams[1]));
  show("kernel's parameters of a memset", cudaGraphKernelNodeGetParams(c, &got));
  cudaMemsetParams mg{};
  show("memset's parameters", cudaGraphMemsetNodeGetParams(c, &mg));
  printf("element %u width %zu height %zu value %x\n", mg.elementSize, mg.width, mg.height, mg.value);

  cudaGraphExec_t exec = nullptr;
  show("instantiate", cudaGraphInstantiate(&exec, g, 0));
  for (int i = 0; i < 3; ++i)
    must(cudaGraphLaunch(exec, nullptr));
  printf("value %d\n", value());
  printf("copied %d %x host calls %d\n", result[0], result[1], calls);

  // Changing the executable graph leaves the graph alone.
  int ten = 10;
  void *args10[] = {&p, &ten};
  cudaKernelNodeParams k10 = kernel(reinterpret_cast<void *>(add), args10);
  show("exec set kernel", cudaGraphExecKernelNodeSetParams(exec, a, &k10));
  must(cudaMemset(data, 0, 4));
  must(cudaGraphLaunch(exec, nullptr));
  printf("value %d\n", value());
  cudaGraphExec_t fresh = nullptr;
  must(cudaGraphInstantiate(&fresh, g, 0));
  must(cudaMemset(data, 0, 4));
  must(cudaGraphLaunch(fresh, nullptr));
  printf("value %d\n", value());
  must(cudaGraphExecDestroy(fresh));
  show("exec disable", cudaGraphNodeSetEnabled(exec, b, 0));
  unsigned enabled = 9;
  show("enabled", cudaGraphNodeGetEnabled(exec, b, &enabled));
  printf("%u\n", enabled);
  must(cudaMemset(data, 0, 4));
  must(cudaGraphLaunch(exec, nullptr));
  printf("value %d\n", value());
  show("exec enable", cudaGraphNodeSetEnabled(exec, b, 1));
  show("exec disable of a host node", cudaGraphNodeSetEnabled(exec, h, 0));

  // Whole update.
  cudaGraphExecUpdateResultInfo info{};
  show("set kernel", cudaGraphKernelNodeSetParams(a, &k10));
  show("update", cudaGraphExecUpdate(exec, g, &info));
  printf("result %d\n", info.result);
  cudaGraph_t other = nullptr;
  show("clone", cudaGraphClone(&other, g));
  counts("clone", other);
  cudaGraphNode_t in = nullptr;
  show("find in clone", cudaGraphNodeFindInClone(&in, a, other));
  printf("another node %d\n", in != a && in != nullptr);
  show("find a stranger", cudaGraphNodeFindInClone(&in, a, g));
  show("destroy node", cudaGraphDestroyNode(x));
  counts("without a node", g);
  show("update, a node less", cudaGraphExecUpdate(exec, g, &info));
  printf("result %d\n", info.result);
  cudaGraph_t different = nullptr;
  must(cudaGraphCreate(&different, 0));
  must(cudaGraphAddEmptyNode(&x, different, nullptr, 0));
  show("update from another shape", cudaGraphExecUpdate(exec, different, &info));
  printf("result %d\n", info.result);

  // Child graphs.
  cudaGraph_t outer = nullptr;
  must(cudaGraphCreate(&outer, 0));
  cudaGraphNode_t child = nullptr, after = nullptr;
  show("child", cudaGraphAddChildGraphNode(&child, outer, nullptr, 0, other));
  show("after", cudaGraphAddKernelNode(&after, outer, &child, 1, &k2));
  cudaGraph_t embedded = nullptr;
  show("child's graph", cudaGraphChildGraphNodeGetGraph(child, &embedded));
  printf("a copy %d\n", embedded != other);
  must(cudaGraphInstantiate(&fresh, outer, 0));
  must(cudaMemset(data, 0, 4));
  must(cudaGraphLaunch(fresh, nullptr));
  printf("value %d\n", value());
  must(cudaGraphExecDestroy(fresh));

  // A cycle.
  cudaGraph_t ring = nullptr;
  must(cudaGraphCreate(&ring, 0));
  cudaGraphNode_t r1, r2;
  must(cudaGraphAddEmptyNode(&r1, ring, nullptr, 0));
  must(cudaGraphAddEmptyNode(&r2, ring, &r1, 1));
  show("close the ring", depend(ring, r2, r1));
  fresh = nullptr;
  show("instantiate the ring", cudaGraphInstantiate(&fresh, ring, 0));

  // Events.
  cudaGraph_t events = nullptr;
  must(cudaGraphCreate(&events, 0));
  cudaEvent_t e, e2, got_event = nullptr;
  must(cudaEventCreate(&e));
  must(cudaEventCreate(&e2));
  cudaGraphNode_t rec, wait;
  show("record node", cudaGraphAddEventRecordNode(&rec, events, nullptr, 0, e));
  show("wait node", cudaGraphAddEventWaitNode(&wait, events, &rec, 1, e));
  show("event of a node", cudaGraphEventRecordNodeGetEvent(rec, &got_event));
  printf("same %d\n", got_event == e);
  show("set event", cudaGraphEventRecordNodeSetEvent(rec, e2));
  must(cudaGraphInstantiate(&fresh, events, 0));
  must(cudaGraphLaunch(fresh, nullptr));
  show("synchronize", cudaEventSynchronize(e2));

  // Wrong calls.
  cudaGraphNode_t bad = nullptr;
  show("kernel without parameters", cudaGraphAddKernelNode(&bad, g, nullptr, 0, nullptr));
  cudaKernelNodeParams nofunc = k;
  nofunc.func = nullptr;
  show("kernel without function", cudaGraphAddKernelNode(&bad, g, nullptr, 0, &nofunc));
  cudaKernelNodeParams big = k;
  big.blockDim = dim3(2000);
  refused("block too big", cudaGraphAddKernelNode(&bad, g, nullptr, 0, &big));
  show("dependency of another graph", cudaGraphAddEmptyNode(&bad, g, &r1, 1));
  show("dependencies null", cudaGraphAddEmptyNode(&bad, g, nullptr, 1));
  show("launch null", cudaGraphLaunch(nullptr, nullptr));
  show("instantiate null", cudaGraphInstantiate(&fresh, nullptr, 0));
  show("destroy null", cudaGraphDestroy(nullptr));
  show("exec destroy null", cudaGraphExecDestroy(nullptr));
  cudaGraphNode_t list[16];
  size_t n = 16;
  show("nodes", cudaGraphGetNodes(g, list, &n));
  int holes = 0;
  for (size_t i = n; i < 16; ++i)
    holes += list[i] == nullptr;
  printf("n %zu, rest null %d\n", n, holes);
  n = 2;
  show("two nodes", cudaGraphGetNodes(g, list, &n));
  printf("n %zu\n", n);
  unsigned long long flags = 0;
  show("flags", cudaGraphExecGetFlags(exec, &flags));
  printf("%llu\n", flags);
  show("upload", cudaGraphUpload(exec, nullptr));
}
