// SPDX-License-Identifier: Apache-2.0
// The parts of PyTorch that name the device. Declarations for parsing only.
#ifndef NPUIFY_TORCH_CUDA_H
#define NPUIFY_TORCH_CUDA_H
#include "aten.h"
#include "cuda_runtime_api.h"
#include <set>

namespace c10 {
namespace cuda {
struct CUDAStream {
  CUDAStream(Any);
  CUDAStream(Any, Any);
  operator cudaStream_t() const;
  operator Stream() const;
  cudaStream_t stream() const;
  DeviceIndex device_index() const;
  Device device() const;
  StreamId id() const;
  Stream unwrap() const;
  bool query() const;
  void synchronize() const;
  int priority() const;
  bool operator==(const CUDAStream &) const;
  bool operator!=(const CUDAStream &) const;
};
CUDAStream getCurrentCUDAStream(DeviceIndex = -1);
CUDAStream getDefaultCUDAStream(DeviceIndex = -1);
CUDAStream getStreamFromPool(bool = false, DeviceIndex = -1);
CUDAStream getStreamFromPool(int, DeviceIndex = -1);
CUDAStream getStreamFromExternal(cudaStream_t, DeviceIndex);
void setCurrentCUDAStream(CUDAStream);
struct CUDAGuard {
  explicit CUDAGuard(DeviceIndex);
  explicit CUDAGuard(Device);
  void set_device(Any);
  void reset_device(Any);
  void set_index(DeviceIndex);
  Device original_device() const;
  Device current_device() const;
};
struct OptionalCUDAGuard {
  explicit OptionalCUDAGuard(Any = {});
  void set_device(Any);
  void reset_device(Any);
  void set_index(DeviceIndex);
  std::optional<Device> original_device() const;
  std::optional<Device> current_device() const;
  void reset();
};
struct CUDAStreamGuard {
  explicit CUDAStreamGuard(Any);
  void reset_stream(Any);
  CUDAStream original_stream() const;
  CUDAStream current_stream() const;
  Device current_device() const;
  Device original_device() const;
};
struct OptionalCUDAStreamGuard {
  explicit OptionalCUDAStreamGuard(Any = {});
  void reset_stream(Any);
  void reset();
};
struct CUDAMultiStreamGuard {
  explicit CUDAMultiStreamGuard(Any);
};
DeviceIndex device_count() noexcept;
DeviceIndex current_device();
void set_device(DeviceIndex);
void device_synchronize();
void stream_synchronize(cudaStream_t);
int ExchangeDevice(int);
int MaybeExchangeDevice(int);
void MaybeSetDevice(int);
namespace CUDACachingAllocator {
void *raw_alloc(size_t);
void *raw_alloc_with_stream(size_t, cudaStream_t);
void raw_delete(void *);
void recordStream(const DataPtr &, CUDAStream);
void emptyCache();
void cacheInfo(int, size_t *, size_t *);
void *getBaseAllocation(void *, size_t *);
Allocator *get();
std::mutex *getFreeMutex();
} // namespace CUDACachingAllocator
namespace compat {
#define NPUIFY_COMPAT(name)                                                                                  \
  __host__ __device__ float name(float);                                                                     \
  __host__ __device__ double name(double);
NPUIFY_COMPAT(abs)
NPUIFY_COMPAT(exp)
NPUIFY_COMPAT(ceil)
NPUIFY_COMPAT(floor)
NPUIFY_COMPAT(log)
NPUIFY_COMPAT(sqrt)
NPUIFY_COMPAT(rsqrt)
NPUIFY_COMPAT(tanh)
NPUIFY_COMPAT(sin)
NPUIFY_COMPAT(cos)
NPUIFY_COMPAT(normcdf)
#undef NPUIFY_COMPAT
__host__ __device__ float max(float, float);
__host__ __device__ double max(double, double);
__host__ __device__ float min(float, float);
__host__ __device__ double min(double, double);
__host__ __device__ float pow(float, float);
__host__ __device__ double pow(double, double);
} // namespace compat
} // namespace cuda
} // namespace c10

struct THCState;
cudaStream_t THCState_getCurrentStream(THCState *);
void *THCudaMalloc(THCState *, size_t);
void THCudaFree(THCState *, void *);
template <class T> __host__ __device__ T THCCeilDiv(T, T);
#define THCudaCheck(x) ((void)(x))
#define THArgCheck(...) TORCH_CHECK(__VA_ARGS__)
#define THError(...) TORCH_CHECK(__VA_ARGS__)

namespace npuify_light {
/// A handle of a library, which only the library's header declares.
struct Handle {
  template <class T> operator T() const;
};
} // namespace npuify_light
namespace at {
struct PhiloxCudaState {
  PhiloxCudaState(uint64_t = 0, uint64_t = 0);
  PhiloxCudaState(int64_t *, int64_t *, uint32_t);
  uint64_t seed_, offset_;
  bool captured_;
};
struct CUDAGeneratorImpl : GeneratorImpl {
  PhiloxCudaState philox_cuda_state(uint64_t);
  std::pair<uint64_t, uint64_t> philox_engine_inputs(uint64_t);
  uint64_t current_seed() const;
  void set_current_seed(uint64_t);
  void set_philox_offset_per_thread(uint64_t);
  uint64_t philox_offset_per_thread() const;
};
namespace cuda {
using namespace c10::cuda;
struct CUDAEvent {
  CUDAEvent(unsigned = 0);
  operator cudaEvent_t() const;
  cudaEvent_t event() const;
  void record();
  void record(const CUDAStream &);
  void recordOnce(const CUDAStream &);
  void block(const CUDAStream &);
  void synchronize() const;
  bool query() const;
  bool isCreated() const;
  float elapsed_time(const CUDAEvent &) const;
};
cudaDeviceProp *getCurrentDeviceProperties();
cudaDeviceProp *getDeviceProperties(int64_t);
int warp_size();
bool is_available();
bool check_device(ArrayRef<Tensor>);
int64_t getNumGPUs();
bool canDeviceAccessPeer(int64_t, int64_t);
Allocator *getCUDADeviceAllocator();
Allocator *getPinnedMemoryAllocator();
npuify_light::Handle getCurrentCUDABlasHandle();
npuify_light::Handle getCurrentCUDABlasLtHandle();
npuify_light::Handle getCurrentCUDASparseHandle();
npuify_light::Handle getCurrentCUDASolverDnHandle();
template <class T> __host__ __device__ T ATenCeilDiv(T, T);
struct ThrustAllocator {
  char *allocate(std::ptrdiff_t);
  void deallocate(char *, size_t);
};
namespace philox {
__device__ std::tuple<uint64_t, uint64_t> unpack(PhiloxCudaState);
}
namespace blas {
template <class T> void gemm(NPUIFY_ANY_ARGUMENTS);
template <class T> void bgemm(NPUIFY_ANY_ARGUMENTS);
template <class T> void gemv(NPUIFY_ANY_ARGUMENTS);
} // namespace blas
namespace detail {
Generator &getDefaultCUDAGenerator(DeviceIndex = -1);
Generator createCUDAGenerator(DeviceIndex = -1);
template <class T, class Index> struct TensorInfo {
  __host__ __device__ TensorInfo();
  __host__ __device__ TensorInfo(T *, int, Index *, Index *);
  void reduceDim(int);
  int collapseDims(const int = -1);
  __host__ __device__ bool isContiguous() const;
  T *data;
  Index sizes[25], strides[25];
  int dims;
};
template <class T, class Index, int Dims> struct IndexToOffset {
  static __host__ __device__ Index get(Index, const TensorInfo<T, Index> &);
};
template <class T, class Index> TensorInfo<T, Index> getTensorInfo(const TensorBase &);
bool canUse32BitIndexMath(const TensorBase &, int64_t = 0);
bool maybeOverlappingIndices(const TensorBase &);
constexpr int CUDA_NUM_THREADS = 1024;
int GET_BLOCKS(int64_t, int64_t = 1024);
template <class T> struct IntDivider {
  IntDivider(T = 1);
  __host__ __device__ T div(T) const;
  __host__ __device__ T mod(T) const;
};
} // namespace detail
#define GPU_LAMBDA __host__ __device__
#define CUDA_KERNEL_LOOP_TYPE(i, n, index_type)                                                              \
  for (index_type i = blockIdx.x * blockDim.x + threadIdx.x; i < (n); i += blockDim.x * gridDim.x)
#define CUDA_KERNEL_LOOP(i, n) CUDA_KERNEL_LOOP_TYPE(i, n, int)
template <class... A> bool CUDA_tensor_apply1(A &&...);
template <class... A> bool CUDA_tensor_apply2(A &&...);
template <class... A> bool CUDA_tensor_apply3(A &&...);
template <class... A> bool CUDA_tensor_apply4(A &&...);
bool getApplyGrid(uint64_t, dim3 &, int64_t, int = 512);
dim3 getApplyBlock(int = 512);
} // namespace cuda
namespace native {
npuify_light::Handle getCudnnHandle();
template <class T, class Index> __device__ void fastAtomicAdd(T *, Index, const Index, T, bool);
template <class I, class F> void gpu_kernel(I &, const F &);
template <class I, class F> void gpu_kernel_with_scalars(I &, const F &);
namespace cuda_utils {
constexpr int kCUDABlockReduceNumThreads = 512;
constexpr int kCUDABlockReduceMaxThreads = 1024;
struct Block1D {
  static __device__ int Tid();
  static __device__ int Warps();
};
struct Block2D {
  static __device__ int Tid();
  static __device__ int Warps();
};
template <class T> __device__ T WarpReduceSum(T);
template <class T> __device__ T WarpReduceMax(T);
template <class T, class Op> __device__ T WarpReduce(T, const Op &);
template <class T, class B = Block1D> __device__ T BlockReduceSum(T, T *);
template <class T, class B = Block1D> __device__ T BlockReduceMax(T, T *);
template <class T, class Op, class B = Block1D> __device__ T BlockReduce(T, const Op &, const T &, T *);
} // namespace cuda_utils
} // namespace native
} // namespace at

#define NPUIFY_ATOMICS(T)                                                                                    \
  __device__ T gpuAtomicAdd(T *, T);                                                                         \
  __device__ void gpuAtomicAddNoReturn(T *, T);                                                              \
  __device__ T gpuAtomicMax(T *, T);                                                                         \
  __device__ T gpuAtomicMin(T *, T);                                                                         \
  __device__ T gpuAtomicMul(T *, T);
NPUIFY_ATOMICS(float)
NPUIFY_ATOMICS(double)
NPUIFY_ATOMICS(int)
NPUIFY_ATOMICS(int64_t)
NPUIFY_ATOMICS(uint8_t)
NPUIFY_ATOMICS(int8_t)
NPUIFY_ATOMICS(int16_t)
NPUIFY_ATOMICS(at::Half)
NPUIFY_ATOMICS(at::BFloat16)
#undef NPUIFY_ATOMICS

template <class T> __device__ T WARP_SHFL(T, int, int = 32, unsigned = 0xffffffff);
template <class T> __device__ T WARP_SHFL_XOR(T, int, int = 32, unsigned = 0xffffffff);
template <class T> __device__ T WARP_SHFL_UP(T, unsigned, int = 32, unsigned = 0xffffffff);
template <class T> __device__ T WARP_SHFL_DOWN(T, unsigned, int = 32, unsigned = 0xffffffff);
__device__ unsigned WARP_BALLOT(int, unsigned = 0xffffffff);
template <class T> __device__ T doLdg(const T *);

#define AT_CUDA_CHECK(x) ((void)(x))
#define C10_CUDA_CHECK(x) ((void)(x))
#define C10_CUDA_CHECK_WARN(x) ((void)(x))
#define C10_CUDA_ERROR_HANDLED(x) (x)
#define C10_CUDA_IGNORE_ERROR(x) ((void)(x))
#define C10_CUDA_CLEAR_ERROR() ((void)0)
#define CUDA_KERNEL_ASSERT(x) ((void)(x))
#define C10_CUDA_KERNEL_LAUNCH_CHECK() ((void)0)
#define TORCH_CUDA_KERNEL_LAUNCH_CHECK() ((void)0)
#define TORCH_CUDABLAS_CHECK(x) ((void)(x))
#define TORCH_CUDASPARSE_CHECK(x) ((void)(x))
#define TORCH_CUSOLVER_CHECK(x) ((void)(x))
#define AT_CUDNN_CHECK(x) ((void)(x))
#define AT_CUDA_DRIVER_CHECK(x) ((void)(x))
#define AT_CUDA_NVRTC_CHECK(x) ((void)(x))
#define TORCH_CUDA_API
#define TORCH_CUDA_CPP_API
#define TORCH_CUDA_CU_API
#define C10_CUDA_API
#endif
