// Explicit instantiations of functions: Clang's tree does not keep what is written in them.
#include <cuda/std/array>
#include <cuda_fp16.h>
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

template <typename T, int N> __global__ void fill(T *p, cuda::std::array<T, N> a) { p[threadIdx.x] = a[threadIdx.x]; }
template <typename T> __device__ T first(const T &x, cg::thread_block g) { return g.thread_rank() ? T(0) : x; }
extern template __global__ void fill<float, 4>(float *, cuda::std::array<float, 4>);
template __global__ void fill<half, 4>(half *, cuda::std::array<half, 4>);
template __device__ half first(const half &, cooperative_groups::thread_block);
template __device__ __half2 first<__half2>(const __half2 &, cg::thread_block);
template <typename T> struct Box { T half; }; // a member of that name
template struct Box<int>;
