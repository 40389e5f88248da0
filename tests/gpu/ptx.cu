// SPDX-License-Identifier: Apache-2.0
// nvcc: --extended-lambda
// Inline PTX: frequent instructions; hashes over many operands.
#include "show.h"

constexpr int N = 1024;
__device__ inline uint32_t operand(int i, uint32_t salt) {
  const uint32_t special[16] = {0,  1, 0xffffffffu, 0x80000000u, 0x7fffffffu, 0x80808080u, 31, 32,
                                33, 8, 16,          255,         0xff00ff00u, 63,          64, 5};
  return i < 256 ? (salt == 1   ? special[i & 15]
                    : salt == 2 ? special[i >> 4]
                                : scramble(i))
                 : scramble(i * 4 + salt) >> (i % 3 == 0 ? 26 : 0);
}
template <class F> __global__ void over(F f, unsigned long long *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  out[i] = f(operand(i, 1), operand(i, 2), operand(i, 3));
}
template <class F> void run(const char *name, F f) {
  static Buffer<unsigned long long> out(N);
  over<<<N / 256, 256>>>(f, out.device);
  must(cudaDeviceSynchronize());
  hashes(name, out.host(), 256);
}

__global__ void registers(unsigned *out) {
  unsigned r;
  int n = 0, t = threadIdx.x;
  auto put = [&](unsigned v) { out[(n++) * 64 + t] = v; };
  asm("mov.u32 %0, %%laneid;" : "=r"(r));
  put(r);
  asm("mov.u32 %0, %%tid.x;" : "=r"(r));
  put(r);
  asm("mov.u32 %0, %%ntid.x;" : "=r"(r));
  put(r);
  asm("mov.u32 %0, %%ctaid.x;" : "=r"(r));
  put(r);
  asm("mov.u32 %0, %%nctaid.x;" : "=r"(r));
  put(r);
  asm("mov.u32 %0, %%lanemask_lt;" : "=r"(r));
  put(r);
  asm("mov.u32 %0, %%lanemask_le;" : "=r"(r));
  put(r);
  asm("mov.u32 %0, %%lanemask_gt;" : "=r"(r));
  put(r);
  asm("mov.u32 %0, %%lanemask_ge;" : "=r"(r));
  put(r);
  asm("mov.u32 %0, %%lanemask_eq;" : "=r"(r));
  put(r);
  asm("mov.u32 %0, WARP_SZ;" : "=r"(r));
  put(r);
}
__global__ void memory(unsigned *p, unsigned *out) {
  unsigned r, a, b, c, d;
  int n = 0;
  asm volatile("ld.global.u32 %0, [%1];" : "=r"(r) : "l"(p + 1));
  out[n++] = r;
  asm volatile("ld.global.nc.u32 %0, [%1];" : "=r"(r) : "l"(p + 2));
  out[n++] = r;
  asm volatile("ld.global.cg.u32 %0, [%1];" : "=r"(r) : "l"(p + 3));
  out[n++] = r;
  asm volatile("ld.volatile.global.u32 %0, [%1];" : "=r"(r) : "l"(p + 4));
  out[n++] = r;
  asm volatile("ld.acquire.gpu.global.u32 %0, [%1];" : "=r"(r) : "l"(p + 5) : "memory");
  out[n++] = r;
  asm volatile("ld.global.v4.u32 {%0,%1,%2,%3}, [%4];" : "=r"(a), "=r"(b), "=r"(c), "=r"(d) : "l"(p));
  out[n++] = a, out[n++] = b, out[n++] = c, out[n++] = d;
  asm volatile("ld.global.u8 %0, [%1];" : "=r"(r) : "l"(p + 6));
  out[n++] = r;
  asm volatile("ld.global.s8 %0, [%1];" : "=r"(r) : "l"(p + 7));
  out[n++] = r;
  asm volatile("st.global.u32 [%0], %1;" ::"l"(p + 8), "r"(77u) : "memory");
  asm volatile("st.release.gpu.global.u32 [%0], %1;" ::"l"(p + 9), "r"(78u) : "memory");
  asm volatile("st.global.v2.u32 [%0], {%1,%2};" ::"l"(p + 10), "r"(79u), "r"(80u) : "memory");
  asm volatile("st.global.wb.u32 [%0], %1;" ::"l"(p + 12), "r"(81u) : "memory");
  asm volatile("atom.global.add.u32 %0, [%1], %2;" : "=r"(r) : "l"(p + 8), "r"(3u) : "memory");
  out[n++] = r;
  asm volatile("atom.global.cas.b32 %0, [%1], %2, %3;" : "=r"(r) : "l"(p + 9), "r"(78u), "r"(5u) : "memory");
  out[n++] = r;
  asm volatile("atom.global.exch.b32 %0, [%1], %2;" : "=r"(r) : "l"(p + 10), "r"(6u) : "memory");
  out[n++] = r;
  asm volatile("red.global.add.u32 [%0], %1;" ::"l"(p + 11), "r"(100u) : "memory");
  asm volatile("membar.gl;" ::: "memory");
  for (int i = 8; i < 13; ++i)
    out[n++] = p[i];
  __shared__ unsigned s[4];
  unsigned at = static_cast<unsigned>(__cvta_generic_to_shared(s));
  asm volatile("st.shared.u32 [%0], %1;" ::"r"(at + 4), "r"(9u) : "memory");
  asm volatile("ld.shared.u32 %0, [%1];" : "=r"(r) : "r"(at + 4) : "memory");
  out[n++] = r, out[n++] = s[1];
  asm volatile("cp.async.ca.shared.global [%0], [%1], 4;" ::"r"(at), "l"(p + 3) : "memory");
  asm volatile("cp.async.commit_group;" ::: "memory");
  asm volatile("cp.async.wait_group 0;" ::: "memory");
  out[n++] = s[0];
}
__global__ void warp(unsigned *out) {
  unsigned lane = threadIdx.x, r, p;
  asm volatile("shfl.sync.bfly.b32 %0, %1, 5, 0x1f, 0xffffffff;" : "=r"(r) : "r"(lane * 3));
  out[lane] = r;
  asm volatile("shfl.sync.down.b32 %0, %1, 3, 0x1f, 0xffffffff;" : "=r"(r) : "r"(lane * 3));
  out[32 + lane] = r;
  asm volatile("shfl.sync.idx.b32 %0, %1, 7, 0x1f, 0xffffffff;" : "=r"(r) : "r"(lane * 3));
  out[64 + lane] = r;
  asm volatile("shfl.sync.up.b32 %0, %1, 2, 0, 0xffffffff;" : "=r"(r) : "r"(lane * 3));
  out[96 + lane] = r;
  asm volatile("{ .reg .pred q; setp.gt.u32 q, %1, 10; vote.sync.ballot.b32 %0, q, 0xffffffff; }"
               : "=r"(r)
               : "r"(lane));
  out[128 + lane] = r;
  asm volatile("{ .reg .pred q; setp.eq.u32 q, %1, 3; selp.u32 %0, 100, 200, q; }" : "=r"(p) : "r"(lane));
  out[160 + lane] = p;
  asm volatile("activemask.b32 %0;" : "=r"(r));
  out[192 + lane] = r;
  asm volatile("bar.sync 0;" ::: "memory");
  asm volatile("bar.warp.sync 0xffffffff;" ::: "memory");
  asm volatile("match.any.sync.b32 %0, %1, 0xffffffff;" : "=r"(r) : "r"(lane / 6));
  out[224 + lane] = r;
  asm volatile("redux.sync.add.u32 %0, %1, 0xffffffff;" : "=r"(r) : "r"(lane));
  out[256 + lane] = r;
}

int main() {
  run("add.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("add.u32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("sub.s32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("sub.s32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("mul.lo.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("mul.lo.u32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("mul.hi.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("mul.hi.u32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("mul.hi.s32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("mul.hi.s32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("mul24.lo.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("mul24.lo.u32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("and.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("and.b32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("or.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("or.b32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("xor.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("xor.b32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("shl.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("shl.b32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("shr.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("shr.u32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("shr.s32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("shr.s32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("min.s32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("min.s32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("max.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("max.u32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("not.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("not.b32 %0, %1;" : "=r"(r) : "r"(x));
    return r;
  });
  run("neg.s32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("neg.s32 %0, %1;" : "=r"(r) : "r"(x));
    return r;
  });
  run("abs.s32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("abs.s32 %0, %1;" : "=r"(r) : "r"(x));
    return r;
  });
  run("popc.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("popc.b32 %0, %1;" : "=r"(r) : "r"(x));
    return r;
  });
  run("clz.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("clz.b32 %0, %1;" : "=r"(r) : "r"(x));
    return r;
  });
  run("brev.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("brev.b32 %0, %1;" : "=r"(r) : "r"(x));
    return r;
  });
  run("bfind.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("bfind.u32 %0, %1;" : "=r"(r) : "r"(x));
    return r;
  });
  run("bfind.s32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("bfind.s32 %0, %1;" : "=r"(r) : "r"(x));
    return r;
  });
  run("bfind.shiftamt.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("bfind.shiftamt.u32 %0, %1;" : "=r"(r) : "r"(x));
    return r;
  });
  run("mad.lo.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("mad.lo.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("mad.hi.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("mad.hi.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("sad.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("sad.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("prmt.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("prmt.b32 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("bfe.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("bfe.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("bfe.s32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("bfe.s32 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("shf.l.wrap.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("shf.l.wrap.b32 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("shf.r.wrap.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("shf.r.wrap.b32 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("shf.l.clamp.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("shf.l.clamp.b32 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("shf.r.clamp.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("shf.r.clamp.b32 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("dp4a.u32.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("dp4a.u32.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("dp4a.s32.s32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("dp4a.s32.s32 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("bmsk.clamp.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("bmsk.clamp.b32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("szext.clamp.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("szext.clamp.u32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
    return r;
  });
  run("mul.wide.u32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    unsigned long long r;
    asm("mul.wide.u32 %0, %1, %2;" : "=l"(r) : "r"(x), "r"(y));
    return r;
  });
  run("mul.wide.s32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    unsigned long long r;
    asm("mul.wide.s32 %0, %1, %2;" : "=l"(r) : "r"(x), "r"(y));
    return r;
  });
  run("bfi.b32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("bfi.b32 %0, %1, %2, %3, %4;" : "=r"(r) : "r"(x), "r"(y), "r"(z & 63), "r"(z >> 8 & 63));
    return r;
  });
  run("lop3 0x96", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("lop3.b32 %0, %1, %2, %3, 0x96;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("lop3 0xe8", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("lop3.b32 %0, %1, %2, %3, 0xe8;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
    return r;
  });
  run("carry", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r, s;
    asm("add.cc.u32 %0, %2, %3; addc.u32 %1, %4, 0;" : "=r"(r), "=r"(s) : "r"(x), "r"(y), "r"(z));
    return static_cast<unsigned long long>(s) << 32 | r;
  });
  run("borrow", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r, s;
    asm("sub.cc.u32 %0, %2, %3; subc.u32 %1, %4, 0;" : "=r"(r), "=r"(s) : "r"(x), "r"(y), "r"(z));
    return static_cast<unsigned long long>(s) << 32 | r;
  });
  run("mad.carry", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r, s;
    asm("mad.lo.cc.u32 %0, %2, %3, %4; madc.hi.u32 %1, %2, %3, 0;"
        : "=r"(r), "=r"(s)
        : "r"(x), "r"(y), "r"(z));
    return static_cast<unsigned long long>(s) << 32 | r;
  });
  run("add.rn.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    float r;
    asm("add.rn.f32 %0, %1, %2;" : "=f"(r) : "f"(__uint_as_float(x)), "f"(__uint_as_float(y)));
    return bits(r);
  });
  run("sub.rz.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    float r;
    asm("sub.rz.f32 %0, %1, %2;" : "=f"(r) : "f"(__uint_as_float(x)), "f"(__uint_as_float(y)));
    return bits(r);
  });
  run("mul.rp.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    float r;
    asm("mul.rp.f32 %0, %1, %2;" : "=f"(r) : "f"(__uint_as_float(x)), "f"(__uint_as_float(y)));
    return bits(r);
  });
  run("div.rn.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    float r;
    asm("div.rn.f32 %0, %1, %2;" : "=f"(r) : "f"(__uint_as_float(x)), "f"(__uint_as_float(y)));
    return bits(r);
  });
  run("min.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    float r;
    asm("min.f32 %0, %1, %2;" : "=f"(r) : "f"(__uint_as_float(x)), "f"(__uint_as_float(y)));
    return bits(r);
  });
  run("max.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    float r;
    asm("max.f32 %0, %1, %2;" : "=f"(r) : "f"(__uint_as_float(x)), "f"(__uint_as_float(y)));
    return bits(r);
  });
  run("add.ftz.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    float r;
    asm("add.ftz.f32 %0, %1, %2;" : "=f"(r) : "f"(__uint_as_float(x)), "f"(__uint_as_float(y)));
    return bits(r);
  });
  run("min.NaN.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    float r;
    asm("min.NaN.f32 %0, %1, %2;" : "=f"(r) : "f"(__uint_as_float(x)), "f"(__uint_as_float(y)));
    return bits(r);
  });
  run("max.NaN.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    float r;
    asm("max.NaN.f32 %0, %1, %2;" : "=f"(r) : "f"(__uint_as_float(x)), "f"(__uint_as_float(y)));
    return bits(r);
  });
  run("copysign.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    float r;
    asm("copysign.f32 %0, %1, %2;" : "=f"(r) : "f"(__uint_as_float(x)), "f"(__uint_as_float(y)));
    return bits(r);
  });
  run("fma.rn.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    float r;
    asm("fma.rn.f32 %0, %1, %2, %3;"
        : "=f"(r)
        : "f"(__uint_as_float(x)), "f"(__uint_as_float(y)), "f"(__uint_as_float(z)));
    return bits(r);
  });
  run("fma.rm.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    float r;
    asm("fma.rm.f32 %0, %1, %2, %3;"
        : "=f"(r)
        : "f"(__uint_as_float(x)), "f"(__uint_as_float(y)), "f"(__uint_as_float(z)));
    return bits(r);
  });
  run("cvt.rni.s32.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    int r;
    asm("cvt.rni.s32.f32 %0, %1;" : "=r"(r) : "f"(__uint_as_float(x)));
    return static_cast<unsigned>(r);
  });
  run("cvt.rzi.u32.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("cvt.rzi.u32.f32 %0, %1;" : "=r"(r) : "f"(__uint_as_float(x)));
    return r;
  });
  run("cvt.rn.f16.f32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    unsigned short r;
    asm("cvt.rn.f16.f32 %0, %1;" : "=h"(r) : "f"(__uint_as_float(x)));
    return r;
  });
  run("cvt.sat.u8", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("cvt.sat.u8.s32 %0, %1;" : "=r"(r) : "r"(x));
    return r;
  });
  run("cvt.rna.tf32", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    float f = __uint_as_float(x);
    asm("cvt.rna.tf32.f32 %0, %1;" : "=r"(r) : "f"(f));
    return f == f ? r : 0;
  });
  run("packed half", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    uint32_t r;
    asm("fma.rn.f16x2 %0, %1, %2, %3;"
        : "=r"(r)
        : "r"(x & 0x3fff3fff), "r"(y & 0x3bff3bff), "r"(z & 0x3bff3bff));
    return r;
  });
  run("mov halves", [] __device__(uint32_t x, uint32_t y, uint32_t z) -> unsigned long long {
    unsigned long long r;
    uint32_t a, b;
    asm("mov.b64 %0, {%1, %2};" : "=l"(r) : "r"(x), "r"(y));
    asm("mov.b64 {%0, %1}, %2;" : "=r"(a), "=r"(b) : "l"(r));
    return r ^ a ^ b;
  });
  Buffer<unsigned> r(11 * 64),
      p(std::vector<unsigned>{1, 2, 3, 4, 5, 6, 0x1f0, 0x1f1, 9, 10, 11, 12, 13, 14, 15, 16}), o(32), w(288);
  registers<<<1, 64>>>(r);
  auto v = r.host();
  for (int i = 0; i < 11; ++i)
    list("register", std::vector<unsigned>(v.begin() + i * 64, v.begin() + i * 64 + 40));
  memory<<<1, 1>>>(p, o);
  list("memory", o.host());
  warp<<<1, 32>>>(w);
  v = w.host();
  for (int i = 0; i < 9; ++i)
    list("warp", std::vector<unsigned>(v.begin() + i * 32, v.begin() + i * 32 + 32));
}
