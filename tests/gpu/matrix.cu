// SPDX-License-Identifier: Apache-2.0
// Tensor operations: wmma and mma.sync of all common shapes, with numbers whose sums are exact.
#include "show.h"
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <mma.h>
using namespace nvcuda;

template <class T> __device__ T number(int v) { return static_cast<T>(static_cast<float>(v)); }
template <> __device__ signed char number<signed char>(int v) { return static_cast<signed char>(v); }
template <> __device__ unsigned char number<unsigned char>(int v) { return static_cast<unsigned char>(v); }

template <int M, int N, int K, class T, class C, class LA, class LB> __global__ void product(float *out) {
  __shared__ __align__(32) T a[M * K];
  __shared__ __align__(32) T b[K * N];
  __shared__ __align__(32) C c[M * N];
  for (int i = threadIdx.x; i < M * K; i += 32)
    a[i] = number<T>(static_cast<int>(scramble(i) % 7));
  for (int i = threadIdx.x; i < K * N; i += 32)
    b[i] = number<T>(static_cast<int>(scramble(i + 999) % 5));
  for (int i = threadIdx.x; i < M * N; i += 32)
    c[i] = static_cast<C>(static_cast<float>(i % 11));
  __syncwarp();
  wmma::fragment<wmma::matrix_a, M, N, K, T, LA> fa;
  wmma::fragment<wmma::matrix_b, M, N, K, T, LB> fb;
  wmma::fragment<wmma::accumulator, M, N, K, C> fc, fd;
  wmma::load_matrix_sync(fa, a, std::is_same<LA, wmma::row_major>::value ? K : M);
  wmma::load_matrix_sync(fb, b, std::is_same<LB, wmma::row_major>::value ? N : K);
  wmma::load_matrix_sync(fc, c, N, wmma::mem_row_major);
  wmma::mma_sync(fd, fa, fb, fc);
  for (int i = 0; i < fd.num_elements; ++i)
    fd.x[i] = fd.x[i] + static_cast<C>(1.0f);
  wmma::store_matrix_sync(c, fd, N, wmma::mem_row_major);
  __syncwarp();
  for (int i = threadIdx.x; i < M * N; i += 32)
    out[i] = static_cast<float>(c[i]);
}
template <int M, int N, int K, class T, class C, class LA, class LB> void run(const char *name) {
  Buffer<float> out(M * N);
  product<M, N, K, T, C, LA, LB><<<1, 32>>>(out.device);
  must(cudaDeviceSynchronize());
  hashes(name, out.host(), 64);
}
template <int M, int N, int K, class T, class C> void layouts(const char *name) {
  printf("%s %dx%dx%d\n", name, M, N, K);
  run<M, N, K, T, C, wmma::row_major, wmma::col_major>("row col");
  run<M, N, K, T, C, wmma::row_major, wmma::row_major>("row row");
  run<M, N, K, T, C, wmma::col_major, wmma::col_major>("col col");
  run<M, N, K, T, C, wmma::col_major, wmma::row_major>("col row");
}
__global__ void tf32(float *out) {
  __shared__ __align__(32) float a[16 * 8];
  __shared__ __align__(32) float b[8 * 16];
  __shared__ __align__(32) float c[256];
  for (int i = threadIdx.x; i < 128; i += 32)
    a[i] = static_cast<float>(scramble(i) % 9), b[i] = static_cast<float>(scramble(i + 77) % 9);
  __syncwarp();
  wmma::fragment<wmma::matrix_a, 16, 16, 8, wmma::precision::tf32, wmma::row_major> fa;
  wmma::fragment<wmma::matrix_b, 16, 16, 8, wmma::precision::tf32, wmma::col_major> fb;
  wmma::fragment<wmma::accumulator, 16, 16, 8, float> fc;
  wmma::fill_fragment(fc, 2.0f);
  wmma::load_matrix_sync(fa, a, 8);
  wmma::load_matrix_sync(fb, b, 8);
  for (int i = 0; i < fa.num_elements; ++i)
    fa.x[i] = wmma::__float_to_tf32(fa.x[i]);
  for (int i = 0; i < fb.num_elements; ++i)
    fb.x[i] = wmma::__float_to_tf32(fb.x[i]);
  wmma::mma_sync(fc, fa, fb, fc);
  wmma::store_matrix_sync(c, fc, 16, wmma::mem_row_major);
  __syncwarp();
  for (int i = threadIdx.x; i < 256; i += 32)
    out[i] = c[i];
}
__global__ void doubles(double *out) {
  __shared__ __align__(32) double a[32];
  __shared__ __align__(32) double b[32];
  __shared__ __align__(32) double c[64];
  for (int i = threadIdx.x; i < 32; i += 32)
    a[i] = scramble(i) % 100 * 0.25, b[i] = scramble(i + 5) % 100;
  __syncwarp();
  wmma::fragment<wmma::matrix_a, 8, 8, 4, double, wmma::row_major> fa;
  wmma::fragment<wmma::matrix_b, 8, 8, 4, double, wmma::col_major> fb;
  wmma::fragment<wmma::accumulator, 8, 8, 4, double> fc;
  wmma::fill_fragment(fc, 0.5);
  wmma::load_matrix_sync(fa, a, 4);
  wmma::load_matrix_sync(fb, b, 4);
  wmma::mma_sync(fc, fa, fb, fc);
  wmma::store_matrix_sync(c, fc, 8, wmma::mem_row_major);
  __syncwarp();
  for (int i = threadIdx.x; i < 64; i += 32)
    out[i] = c[i];
}

__device__ uint32_t pair(int x, int y) {
  __half2 h = __floats2half2_rn(static_cast<float>(x), static_cast<float>(y));
  uint32_t u;
  memcpy(&u, &h, 4);
  return u;
}
__device__ uint32_t bpair(int x, int y) {
  __nv_bfloat162 h = __floats2bfloat162_rn(static_cast<float>(x), static_cast<float>(y));
  uint32_t u;
  memcpy(&u, &h, 4);
  return u;
}
// The fragments are filled by lane and register, so the layout shows in the result.
__global__ void instructions(float *out, int *iout) {
  int lane = threadIdx.x;
  uint32_t a[4], b[2];
  for (int i = 0; i < 4; ++i)
    a[i] = pair(scramble(lane * 8 + i) % 5, scramble(lane * 8 + i + 500) % 5);
  for (int i = 0; i < 2; ++i)
    b[i] = pair(scramble(lane * 4 + i + 50) % 5, scramble(lane * 4 + i + 700) % 5);
  float d[4] = {0, 0, 0, 0};
  asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, "
               "{%0,%1,%2,%3};"
               : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])
               : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
  for (int i = 0; i < 4; ++i)
    out[i * 32 + lane] = d[i];
  float e[4] = {1, 2, 3, 4};
  asm volatile("mma.sync.aligned.m16n8k8.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5}, {%6}, {%0,%1,%2,%3};"
               : "+f"(e[0]), "+f"(e[1]), "+f"(e[2]), "+f"(e[3])
               : "r"(a[0]), "r"(a[1]), "r"(b[0]));
  for (int i = 0; i < 4; ++i)
    out[128 + i * 32 + lane] = e[i];
  uint32_t ba[4], bb[2];
  for (int i = 0; i < 4; ++i)
    ba[i] = bpair(scramble(lane * 8 + i) % 5, scramble(lane * 8 + i + 500) % 5);
  for (int i = 0; i < 2; ++i)
    bb[i] = bpair(scramble(lane * 4 + i + 50) % 5, scramble(lane * 4 + i + 700) % 5);
  float f[4] = {0, 0, 0, 0};
  asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, "
               "{%0,%1,%2,%3};"
               : "+f"(f[0]), "+f"(f[1]), "+f"(f[2]), "+f"(f[3])
               : "r"(ba[0]), "r"(ba[1]), "r"(ba[2]), "r"(ba[3]), "r"(bb[0]), "r"(bb[1]));
  for (int i = 0; i < 4; ++i)
    out[256 + i * 32 + lane] = f[i];
  uint32_t h[2] = {0, 0};
  asm volatile("mma.sync.aligned.m16n8k16.row.col.f16.f16.f16.f16 {%0,%1}, {%2,%3,%4,%5}, {%6,%7}, {%0,%1};"
               : "+r"(h[0]), "+r"(h[1])
               : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
  iout[lane] = static_cast<int>(h[0]), iout[32 + lane] = static_cast<int>(h[1]);
  uint32_t ia[4], ib[2];
  for (int i = 0; i < 4; ++i)
    ia[i] = scramble(lane * 8 + i);
  for (int i = 0; i < 2; ++i)
    ib[i] = scramble(lane * 4 + i + 50);
  int c[4] = {0, 1, 2, 3};
  asm volatile(
      "mma.sync.aligned.m16n8k32.row.col.s32.s8.s8.s32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
      : "+r"(c[0]), "+r"(c[1]), "+r"(c[2]), "+r"(c[3])
      : "r"(ia[0]), "r"(ia[1]), "r"(ia[2]), "r"(ia[3]), "r"(ib[0]), "r"(ib[1]));
  for (int i = 0; i < 4; ++i)
    iout[64 + i * 32 + lane] = c[i];
  float t[4] = {0, 0, 0, 0};
  uint32_t ta[4], tb[2];
  for (int i = 0; i < 4; ++i)
    ta[i] = __float_as_uint(static_cast<float>(scramble(lane * 8 + i) % 9));
  for (int i = 0; i < 2; ++i)
    tb[i] = __float_as_uint(static_cast<float>(scramble(lane * 4 + i + 50) % 9));
  asm volatile("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, "
               "{%0,%1,%2,%3};"
               : "+f"(t[0]), "+f"(t[1]), "+f"(t[2]), "+f"(t[3])
               : "r"(ta[0]), "r"(ta[1]), "r"(ta[2]), "r"(ta[3]), "r"(tb[0]), "r"(tb[1]));
  for (int i = 0; i < 4; ++i)
    out[384 + i * 32 + lane] = t[i];
}
__global__ void load_matrix(uint32_t *out) {
  __shared__ __align__(16) unsigned short m[32 * 8];
  int lane = threadIdx.x;
  for (int i = lane; i < 256; i += 32)
    m[i] = static_cast<unsigned short>(i);
  __syncwarp();
  uint32_t address = static_cast<uint32_t>(__cvta_generic_to_shared(m + lane * 8)), r[4], t[2];
  asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0,%1,%2,%3}, [%4];"
               : "=r"(r[0]), "=r"(r[1]), "=r"(r[2]), "=r"(r[3])
               : "r"(address));
  asm volatile("ldmatrix.sync.aligned.m8n8.x2.trans.shared.b16 {%0,%1}, [%2];"
               : "=r"(t[0]), "=r"(t[1])
               : "r"(address));
  for (int i = 0; i < 4; ++i)
    out[i * 32 + lane] = r[i];
  for (int i = 0; i < 2; ++i)
    out[128 + i * 32 + lane] = t[i];
}

int main() {
  layouts<16, 16, 16, __half, float>("half float");
  layouts<32, 8, 16, __half, float>("half float");
  layouts<8, 32, 16, __half, float>("half float");
  layouts<16, 16, 16, __half, __half>("half half");
  layouts<16, 16, 16, __nv_bfloat16, float>("bfloat16");
  layouts<32, 8, 16, __nv_bfloat16, float>("bfloat16");
  layouts<16, 16, 16, signed char, int>("s8");
  layouts<16, 16, 16, unsigned char, int>("u8");
  Buffer<float> t(256), m(512);
  tf32<<<1, 32>>>(t);
  hashes("tf32", t.host(), 64);
  Buffer<double> d(64);
  doubles<<<1, 32>>>(d);
  hashes("double", d.host(), 16);
  Buffer<int> i(192);
  instructions<<<1, 32>>>(m, i);
  auto v = m.host();
  for (int r = 0; r < 16; ++r)
    list("mma", std::vector<float>(v.begin() + r * 32, v.begin() + r * 32 + 32));
  auto w = i.host();
  for (int r = 0; r < 6; ++r)
    list("mma", std::vector<int>(w.begin() + r * 32, w.begin() + r * 32 + 32));
  Buffer<uint32_t> l(192);
  load_matrix<<<1, 32>>>(l);
  hashes("ldmatrix", l.host(), 32);
}
