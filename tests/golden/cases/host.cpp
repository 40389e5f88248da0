// A host source: the API, no kernel language.
#include <algorithm>
#include <cuda_runtime.h>
#include <vector>

struct Buffer {
  float *data = nullptr;
  cudaStream_t stream{};
  explicit Buffer(size_t n) { cudaMalloc(reinterpret_cast<void **>(&data), n * sizeof(float)); }
  ~Buffer() { cudaFree(data); }
};

int main() {
  std::vector<int> v{1, 2, std::max(3, 4)};
  cudaDeviceProp prop;
  if (cudaGetDeviceProperties(&prop, 0) != cudaSuccess)
    return 1;
  cudaEvent_t start;
  cudaEventCreateWithFlags(&start, cudaEventDisableTiming);
  dim3 grid(1, 2);
  return prop.multiProcessorCount > 0 && grid.y ? 0 : 1;
}
