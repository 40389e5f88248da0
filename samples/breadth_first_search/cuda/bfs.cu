// SPDX-License-Identifier: Apache-2.0
// Breadth-first search on a graph in compressed rows: a frontier queue grows through atomics (atomicCAS
// claims a vertex, atomicAdd reserves a place), one launch a level, and the host reads the queue's length
// from a device symbol.
#include <cstdio>
#include <cstdlib>
#include <cuda.h>
#include <cuda_runtime_api.h>
#include <queue>
#include <vector>

using std::vector;

struct Graph {
  vector<int> offsets, targets;
  int vertices() const { return (int)offsets.size() - 1; }
};

// The view the device works on; passed by value.
struct GraphView {
  const int *offsets;
  const int *targets;
  int vertices;
  __device__ int begin(int v) const { return offsets[v]; }
  __device__ int end(int v) const { return offsets[v + 1]; }
};

__device__ unsigned int queueLength;

#define WARN_UNVISITED -1

__global__ void visitLevel(GraphView graph, const int *frontier, unsigned count, int level, int *distance,
                           int *next) {
  unsigned t = blockIdx.x * blockDim.x + threadIdx.x;
  if (t >= count)
    return;
  int v = frontier[t];
  for (int e = graph.begin(v); e < graph.end(v); e++) {
    int u = graph.targets[e];
    if (distance[u] == WARN_UNVISITED && atomicCAS(&distance[u], WARN_UNVISITED, level) == WARN_UNVISITED)
      next[atomicAdd(&queueLength, 1u)] = u;
  }
}

// One warp checks one vertex: no edge may skip a level.
__global__ void checkLevels(GraphView graph, const int *distance, int *violations) {
  int warp = (blockIdx.x * blockDim.x + threadIdx.x) / warpSize, lane = threadIdx.x % warpSize;
  if (warp >= graph.vertices || distance[warp] < 0)
    return;
  int bad = 0;
  for (int e = graph.begin(warp) + lane; e < graph.end(warp); e += warpSize)
    bad |= distance[graph.targets[e]] < 0 || distance[graph.targets[e]] > distance[warp] + 1;
  if (__any_sync(0xffffffff, bad) && lane == 0)
    atomicAdd(violations, 1);
}

#define SAFE(call)                                                                                           \
  do {                                                                                                       \
    cudaError_t err = call;                                                                                  \
    if (cudaSuccess != err) {                                                                                \
      fprintf(stderr, "Cuda error in file '%s' in line %i : %s.\n", __FILE__, __LINE__,                      \
              cudaGetErrorString(err));                                                                      \
      exit(EXIT_FAILURE);                                                                                    \
    }                                                                                                        \
  } while (0)

static Graph randomGraph(int vertices, int degree) {
  Graph g;
  g.offsets.push_back(0);
  srand(7);
  for (int v = 0; v < vertices; v++) {
    // Mostly near neighbours, so that the search takes many levels; the last tenth is not reachable.
    int edges = v < vertices * 9 / 10 ? rand() % (2 * degree) : 0;
    for (int e = 0; e < edges; e++)
      g.targets.push_back((v + rand() % 400 - 150 + vertices) % (vertices * 9 / 10));
    g.offsets.push_back((int)g.targets.size());
  }
  return g;
}

template <typename T> static T *toDevice(const vector<T> &host) {
  T *p = 0;
  SAFE(cudaMalloc((void **)&p, host.size() * sizeof(T)));
  SAFE(cudaMemcpy(p, &host[0], host.size() * sizeof(T), cudaMemcpyHostToDevice));
  return p;
}

int main(int argc, char **argv) {
  Graph g = randomGraph(argc > 1 ? atoi(argv[1]) : 40000, 6);
  const int n = g.vertices();

  vector<int> distance(n, WARN_UNVISITED);
  distance[0] = 0;
  int *offsets = toDevice(g.offsets), *targets = toDevice(g.targets), *dDistance = toDevice(distance);
  GraphView view = {offsets, targets, n};
  int *queues[2];
  SAFE(cudaMalloc((void **)&queues[0], n * sizeof(int)));
  SAFE(cudaMalloc((void **)&queues[1], n * sizeof(int)));
  SAFE(cudaMemset(queues[0], 0, sizeof(int))); // the queue holds vertex 0

  unsigned count = 1;
  int level = 0;
  while (count > 0) {
    unsigned none = 0;
    SAFE(cudaMemcpyToSymbol(queueLength, &none, sizeof(none)));
    visitLevel<<<(count + 127) / 128, 128>>>(view, queues[level % 2], count, level + 1, dDistance,
                                             queues[(level + 1) % 2]);
    SAFE(cudaMemcpyFromSymbol(&count, queueLength, sizeof(count)));
    level++;
  }

  int violations = 0, *dViolations;
  SAFE(cudaMalloc((void **)&dViolations, sizeof(int)));
  SAFE(cudaMemcpy(dViolations, &violations, sizeof(int), cudaMemcpyHostToDevice));
  checkLevels<<<(n * 32 + 255) / 256, 256>>>(view, dDistance, dViolations);
  SAFE(cudaMemcpy(&violations, dViolations, sizeof(int), cudaMemcpyDeviceToHost));
  vector<int> got(n);
  SAFE(cudaMemcpy(&got[0], dDistance, n * sizeof(int), cudaMemcpyDeviceToHost));

  std::queue<int> queue;
  queue.push(0);
  while (!queue.empty()) {
    int v = queue.front();
    queue.pop();
    for (int e = g.offsets[v]; e < g.offsets[v + 1]; e++)
      if (distance[g.targets[e]] == WARN_UNVISITED) {
        distance[g.targets[e]] = distance[v] + 1;
        queue.push(g.targets[e]);
      }
  }
  int wrong = 0;
  for (int v = 0; v < n; v++)
    wrong += got[v] != distance[v];

  cudaFree(offsets);
  cudaFree(targets);
  cudaFree(dDistance);
  cudaFree(dViolations);
  cudaFree(queues[0]);
  cudaFree(queues[1]);
  printf("%d vertices, %zu edges, %d levels: max error %d wrong distances, %d violations\n", n,
         g.targets.size(), level, wrong, violations);
  int ok = wrong == 0 && violations == 0 && level > 10;
  printf(ok ? "PASS\n" : "FAIL\n");
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
