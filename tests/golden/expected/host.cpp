// A host source: the API, no kernel language.
#include <algorithm>
#include <npu/runtime.hpp>
#include <vector>

struct Buffer {
  float *data = nullptr;
  npuStream_t stream{};
  explicit Buffer(size_t n) { npuMalloc(reinterpret_cast<void **>(&data), n * sizeof(float)); }
  ~Buffer() { npuFree(data); }
};

int main() {
  std::vector<int> v{1, 2, std::max(3, 4)};
  npuDeviceProp prop;
  if (npuGetDeviceProperties(&prop, 0) != npuSuccess)
    return 1;
  npuEvent_t start;
  npuEventCreateWithFlags(&start, npuEventDisableTiming);
  dim3 grid(1, 2);
  return prop.multiProcessorCount > 0 && grid.y ? 0 : 1;
}
