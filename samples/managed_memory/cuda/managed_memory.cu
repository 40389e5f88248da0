// SPDX-License-Identifier: Apache-2.0
// Managed memory: one pointer for host and device. A class that allocates itself with cudaMallocManaged, a
// linked structure that the device walks, a __managed__ counter, prefetch and advice.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cuda_runtime.h>
#include <new>

static inline void ok(cudaError_t e) {
  if (e != cudaSuccess) {
    printf("%s\n", cudaGetErrorString(e));
    exit(1);
  }
}

// Objects derived from this live where both sides see them.
class Managed {
public:
  void *operator new(size_t size) { return allocate(size); }
  void *operator new[](size_t size) { return allocate(size); }
  void operator delete(void *p) { release(p); }
  void operator delete[](void *p) { release(p); }

private:
  static void *allocate(size_t size) {
    void *p = nullptr;
    if (cudaMallocManaged(&p, size) != cudaSuccess)
      throw std::bad_alloc();
    return p;
  }
  static void release(void *p) {
    cudaDeviceSynchronize(); // the device may still use it
    cudaFree(p);
  }
};

struct Node : public Managed {
  float value = 0;
  Node *left = nullptr, *right = nullptr;
};

// A vector that is copied deeply when passed by value on the host, but shared by pointer with the device.
class Vector : public Managed {
  int size_;
  float *data_;

public:
  explicit Vector(int size) : size_(size), data_(nullptr) {
    ok(cudaMallocManaged(&data_, size * sizeof(float)));
  }
  ~Vector() { cudaFree(data_); }
  Vector(const Vector &) = delete;
  Vector &operator=(const Vector &) = delete;
  __host__ __device__ int size() const { return size_; }
  __host__ __device__ float &operator[](int i) { return data_[i]; }
  __host__ __device__ const float &operator[](int i) const { return data_[i]; }
  float *data() { return data_; }
};

__device__ __managed__ unsigned visits = 0;
__managed__ float limit = 0.25f;

// Each thread searches the tree for one key; returns the depth, or -1.
__global__ void searchTree(const Node *root, const Vector *keys, Vector *depths) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= keys->size())
    return;
  int depth = 0;
  const Node *node = root;
  while (node != nullptr && node->value != (*keys)[i]) {
    node = (*keys)[i] < node->value ? node->left : node->right;
    ++depth;
    atomicAdd(&visits, 1u);
  }
  (*depths)[i] = node ? float(depth) : -1.0f;
}

__global__ void clampBelow(Vector &v) {
  for (int i = threadIdx.x + blockIdx.x * blockDim.x; i < v.size(); i += gridDim.x * blockDim.x)
    v[i] = fminf(v[i], limit);
}

static void insert(Node *&node, float value) {
  if (!node) {
    node = new Node;
    node->value = value;
  } else if (value != node->value) {
    insert(value < node->value ? node->left : node->right, value);
  }
}
static int depthOf(const Node *node, float value, unsigned &steps) {
  int depth = 0;
  for (; node && node->value != value; ++depth, ++steps)
    node = value < node->value ? node->left : node->right;
  return node ? depth : -1;
}
static void destroy(Node *node) {
  if (!node)
    return;
  destroy(node->left);
  destroy(node->right);
  delete node;
}

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

int main() {
  const int n = 3000;
  Node *root = nullptr;
  for (int i = 0; i < n; ++i)
    insert(root, float((i * 7919) % 9973));
  Vector *keys = new Vector(2 * n), *depths = new Vector(2 * n);
  for (int i = 0; i < keys->size(); ++i)
    (*keys)[i] = float(i % 9973);

  int device = -1;
  ok(cudaGetDevice(&device));
  ok(cudaMemAdvise(keys->data(), keys->size() * sizeof(float), cudaMemAdviseSetReadMostly, device));
  ok(cudaMemPrefetchAsync(keys->data(), keys->size() * sizeof(float), device, NULL));

  searchTree<<<(2 * n + 127) / 128, 128>>>(root, keys, depths);
  ok(cudaGetLastError());
  ok(cudaDeviceSynchronize()); // from here on the host may read

  double maxError = 0;
  unsigned steps = 0;
  for (int i = 0; i < keys->size(); ++i)
    maxError = larger(maxError, fabs((*depths)[i] - depthOf(root, (*keys)[i], steps)));
  printf("tree search: max error %g, %u visits (expected %u)\n", maxError, visits, steps);
  bool passed = maxError == 0 && visits == steps;

  Vector *v = new Vector(10000);
  for (int i = 0; i < v->size(); ++i)
    (*v)[i] = i * 1e-4f;
  limit = 0.5f;
  clampBelow<<<8, 64>>>(*v);
  ok(cudaDeviceSynchronize());
  maxError = 0;
  for (int i = 0; i < v->size(); ++i)
    maxError = larger(maxError, fabs((*v)[i] - fminf(i * 1e-4f, 0.5f)));
  printf("managed limit: max error %g\n", maxError);
  passed = passed && maxError == 0;

  delete v;
  delete keys;
  delete depths;
  destroy(root);
  puts(passed ? "PASS" : "FAIL");
  return passed ? 0 : 1;
}
