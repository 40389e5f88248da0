// SPDX-License-Identifier: Apache-2.0
// nvcc: -rdc=true -lcudadevrt
// Conditional nodes (if, while, switch) and memory nodes of graphs.
#include "show.h"

__global__ void count_down(int *p, cudaGraphConditionalHandle h) {
  p[1] += 1;
  p[0] -= 1;
  cudaGraphSetConditional(h, p[0] > 0);
}
__global__ void choose(cudaGraphConditionalHandle h, unsigned v) { cudaGraphSetConditional(h, v); }
__global__ void add(int *p, int v) { *p += v; }
__global__ void fill(int *p, int n) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    p[i] = i;
}
__global__ void sum(const int *p, int n, int *out) {
  int s = 0;
  for (int i = 0; i < n; ++i)
    s += p[i];
  *out += s;
}

static int *data;
static void values(const char *what) {
  int h[4];
  must(cudaDeviceSynchronize());
  must(cudaMemcpy(h, data, 16, cudaMemcpyDeviceToHost));
  list(what, std::vector<int>(h, h + 4));
}

static cudaGraphNode_t kernel(cudaGraph_t g, cudaGraphNode_t after, void *f, std::vector<void *> args) {
  cudaKernelNodeParams k{};
  k.func = f;
  k.gridDim = dim3(1);
  k.blockDim = dim3(1);
  k.kernelParams = args.data();
  cudaGraphNode_t n;
  must(cudaGraphAddKernelNode(&n, g, after ? &after : nullptr, after ? 1 : 0, &k));
  return n;
}

static cudaGraphNode_t conditional(cudaGraph_t g, cudaGraphNode_t after, cudaGraphConditionalHandle h,
                                   cudaGraphConditionalNodeType type, unsigned size, cudaGraph_t *bodies) {
  cudaGraphNodeParams p{};
  p.type = cudaGraphNodeTypeConditional;
  p.conditional.handle = h;
  p.conditional.type = type;
  p.conditional.size = size;
  cudaGraphNode_t n = nullptr;
#if CUDART_VERSION >= 13000
  show("conditional", cudaGraphAddNode(&n, g, after ? &after : nullptr, nullptr, after ? 1 : 0, &p));
#else
  show("conditional", cudaGraphAddNode(&n, g, after ? &after : nullptr, after ? 1 : 0, &p));
#endif
  for (unsigned i = 0; i < size; ++i)
    bodies[i] = p.conditional.phGraph_out[i];
  return n;
}

static void run(cudaGraph_t g, int times = 1) {
  cudaGraphExec_t e = nullptr;
  show("instantiate", cudaGraphInstantiate(&e, g, 0));
  for (int i = 0; i < times; ++i)
    show("launch", cudaGraphLaunch(e, nullptr));
  must(cudaDeviceSynchronize());
  must(cudaGraphExecDestroy(e));
}

int main() {
  must(cudaMalloc(&data, 256));
  int *p = data, *p1 = data + 1, *p2 = data + 2, one = 1, ten = 10, hundred = 100;
  int start[4] = {5, 0, 0, 0};
  {
    must(cudaMemcpy(data, start, 16, cudaMemcpyHostToDevice));
    cudaGraph_t g, body;
    must(cudaGraphCreate(&g, 0));
    cudaGraphConditionalHandle h;
    show("handle", cudaGraphConditionalHandleCreate(&h, g, 1, cudaGraphCondAssignDefault));
    cudaGraphNode_t n = conditional(g, nullptr, h, cudaGraphCondTypeWhile, 1, &body);
    kernel(body, nullptr, reinterpret_cast<void *>(count_down), {&p, &h});
    kernel(g, n, reinterpret_cast<void *>(add), {&p2, &hundred});
    run(g);
    values("while");
    must(cudaMemcpy(data, start, 16, cudaMemcpyHostToDevice));
    run(g, 2); // the second launch begins with the default again: one round more
    values("while twice");
    cudaGraphNodeType type;
    must(cudaGraphNodeGetType(n, &type));
    printf("type %d\n", type);
  }
  for (unsigned condition : {0u, 1u, 7u}) {
    must(cudaMemset(data, 0, 16));
    cudaGraph_t g, body;
    must(cudaGraphCreate(&g, 0));
    cudaGraphConditionalHandle h;
    must(cudaGraphConditionalHandleCreate(&h, g, 0, 0));
    cudaGraphNode_t s = kernel(g, nullptr, reinterpret_cast<void *>(choose), {&h, &condition});
    cudaGraphNode_t n = conditional(g, s, h, cudaGraphCondTypeIf, 1, &body);
    cudaGraphNode_t in = kernel(body, nullptr, reinterpret_cast<void *>(add), {&p, &one});
    kernel(body, in, reinterpret_cast<void *>(add), {&p1, &ten});
    kernel(g, n, reinterpret_cast<void *>(add), {&p2, &hundred});
    run(g);
    values("if");
  }
  for (unsigned condition : {0u, 1u, 2u, 3u}) {
    must(cudaMemset(data, 0, 16));
    cudaGraph_t g, bodies[3];
    must(cudaGraphCreate(&g, 0));
    cudaGraphConditionalHandle h;
    must(cudaGraphConditionalHandleCreate(&h, g, condition, cudaGraphCondAssignDefault));
    cudaGraphNode_t n = conditional(g, nullptr, h, cudaGraphCondTypeSwitch, 3, bodies);
    kernel(bodies[0], nullptr, reinterpret_cast<void *>(add), {&p, &one});
    kernel(bodies[1], nullptr, reinterpret_cast<void *>(add), {&p, &ten});
    kernel(bodies[2], nullptr, reinterpret_cast<void *>(add), {&p, &hundred});
    kernel(g, n, reinterpret_cast<void *>(add), {&p2, &one});
    run(g);
    values("switch");
  }
  for (unsigned condition : {0u, 1u}) {
    must(cudaMemset(data, 0, 16));
    cudaGraph_t g, bodies[2];
    must(cudaGraphCreate(&g, 0));
    cudaGraphConditionalHandle h;
    must(cudaGraphConditionalHandleCreate(&h, g, condition, cudaGraphCondAssignDefault));
    conditional(g, nullptr, h, cudaGraphCondTypeIf, 2, bodies);
    kernel(bodies[0], nullptr, reinterpret_cast<void *>(add), {&p, &one});
    kernel(bodies[1], nullptr, reinterpret_cast<void *>(add), {&p, &ten});
    run(g);
    values("if else");
  }
  {
    cudaGraph_t g, body, body2;
    must(cudaGraphCreate(&g, 0));
    cudaGraphConditionalHandle h, h2;
    must(cudaGraphConditionalHandleCreate(&h, g, 1, cudaGraphCondAssignDefault));
    must(cudaGraphConditionalHandleCreate(&h2, g, 1, cudaGraphCondAssignDefault));
    must(cudaMemset(data, 0, 16));
    conditional(g, nullptr, h, cudaGraphCondTypeIf, 1, &body);
    conditional(body, nullptr, h2, cudaGraphCondTypeIf, 1, &body2);
    kernel(body2, nullptr, reinterpret_cast<void *>(add), {&p, &one});
    run(g, 3);
    values("nested");
  }
  { // memory nodes
    must(cudaMemset(data, 0, 16));
    cudaGraph_t g;
    must(cudaGraphCreate(&g, 0));
    cudaMemAllocNodeParams m{};
    m.poolProps.allocType = cudaMemAllocationTypePinned;
    m.poolProps.location.type = cudaMemLocationTypeDevice;
    m.poolProps.location.id = 0;
    m.bytesize = 4000;
    cudaGraphNode_t alloc, release, x;
    show("alloc node", cudaGraphAddMemAllocNode(&alloc, g, nullptr, 0, &m));
    int *block = static_cast<int *>(m.dptr), n = 1000;
    printf("has an address %d\n", block != nullptr);
    cudaGraphNode_t f = kernel(g, alloc, reinterpret_cast<void *>(fill), {&block, &n});
    cudaGraphNode_t s = kernel(g, f, reinterpret_cast<void *>(sum), {&block, &n, &p});
    show("free node", cudaGraphAddMemFreeNode(&release, g, &s, 1, block));
    show("free node again", cudaGraphAddMemFreeNode(&x, g, &s, 1, block));
    void *freed = nullptr;
    show("free node's address", cudaGraphMemFreeNodeGetParams(release, &freed));
    printf("same %d\n", freed == block);
    cudaMemAllocNodeParams got{};
    show("alloc node's parameters", cudaGraphMemAllocNodeGetParams(alloc, &got));
    printf("bytes %zu same %d\n", got.bytesize, got.dptr == block);
    cudaGraph_t clone = nullptr;
    show("clone is refused", cudaGraphClone(&clone, g));
    run(g, 3);
    values("memory nodes");
    show("destroy of a memory node is refused", cudaGraphDestroyNode(alloc));
    m.bytesize = 0;
    show("alloc node of 0 bytes", cudaGraphAddMemAllocNode(&x, g, nullptr, 0, &m));
  }
  { // memory that outlives its graph
    cudaGraph_t g;
    must(cudaGraphCreate(&g, 0));
    cudaMemAllocNodeParams m{};
    m.poolProps.allocType = cudaMemAllocationTypePinned;
    m.poolProps.location.type = cudaMemLocationTypeDevice;
    m.bytesize = 4000;
    cudaGraphNode_t alloc;
    must(cudaGraphAddMemAllocNode(&alloc, g, nullptr, 0, &m));
    int *block = static_cast<int *>(m.dptr), n = 1000;
    kernel(g, alloc, reinterpret_cast<void *>(fill), {&block, &n});
    cudaGraphExec_t e = nullptr;
    must(cudaGraphInstantiate(&e, g, 0));
    show("launch", cudaGraphLaunch(e, nullptr));
    int last = 0;
    show("read", cudaMemcpy(&last, block + 999, 4, cudaMemcpyDeviceToHost));
    printf("last %d\n", last);
    show("free", cudaFreeAsync(block, nullptr));
    show("launch", cudaGraphLaunch(e, nullptr));
    show("free", cudaFree(block));
    must(cudaGraphExecDestroy(e));
    must(cudaGraphInstantiate(&e, g, cudaGraphInstantiateFlagAutoFreeOnLaunch));
    show("launch", cudaGraphLaunch(e, nullptr));
    show("launch again", cudaGraphLaunch(e, nullptr));
    show("synchronize", cudaDeviceSynchronize());
    show("trim", cudaDeviceGraphMemTrim(0));
  }
}
