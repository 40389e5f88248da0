// Explicit instantiations of functions: Clang's tree does not keep what is written in them.
#include <npu/kernel.h>
#include <npu/libcu/std.h>
#include <npu/fp16.h>
#include <npu/cooperative_groups.h>
namespace cg = npu::cooperative_groups;

template <typename T, int N> NPU_GLOBAL void fill(T *p, npu::libcu::std::array<T, N> a) { p[npu::threadIdx.x] = a[npu::threadIdx.x]; }
template <typename T> static NPU_DEVICE T first(const T &x, cg::thread_block g) { return g.thread_rank() ? T(0) : x; }
extern template NPU_GLOBAL void fill<float, 4>(float *, npu::libcu::std::array<float, 4>);
template NPU_GLOBAL void fill<npu::half, 4>(npu::half *, npu::libcu::std::array<npu::half, 4>);
template NPU_DEVICE npu::half first(const npu::half &, npu::cooperative_groups::thread_block);
template NPU_DEVICE npu::half2 first<npu::half2>(const npu::half2 &, cg::thread_block);
template <typename T> struct Box { T half; }; // a member of that name
template struct Box<int>;
