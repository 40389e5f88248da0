// SPDX-License-Identifier: Apache-2.0
// Pitched and three-dimensional memory.
#include "show.h"

int main() {
  char *p = nullptr;
  size_t pitch = 0;
  show("mallocPitch", cudaMallocPitch(&p, &pitch, 100, 10));
  printf("pitch holds a row: %d, multiple of 32: %d\n", pitch >= 100, pitch % 32 == 0);
  show("mallocPitch null", cudaMallocPitch(static_cast<char **>(nullptr), &pitch, 100, 10));
  char *q = nullptr;
  size_t other = 0;
  show("mallocPitch 0 wide", cudaMallocPitch(&q, &other, 0, 10));
  show("mallocPitch 0 high", cudaMallocPitch(&q, &other, 10, 0));
  show("mallocPitch huge", cudaMallocPitch(&q, &other, size_t(1) << 40, size_t(1) << 20));

  std::vector<unsigned char> h(100 * 10), back(100 * 10, 0);
  for (size_t i = 0; i < h.size(); ++i)
    h[i] = static_cast<unsigned char>(i * 7);
  show("up", cudaMemcpy2D(p, pitch, h.data(), 100, 100, 10, cudaMemcpyHostToDevice));
  show("memset2D of a part", cudaMemset2D(p + pitch + 3, pitch, 0xee, 5, 3));
  show("down", cudaMemcpy2D(back.data(), 100, p, pitch, 100, 10, cudaMemcpyDeviceToHost));
  hashes("rows", back, 100);
  show("width beyond the source's pitch",
       cudaMemcpy2D(p, pitch, h.data(), 50, 100, 10, cudaMemcpyHostToDevice));
  show("width beyond the target's pitch",
       cudaMemcpy2D(p, 50, h.data(), 100, 100, 10, cudaMemcpyHostToDevice));
  show("0 wide", cudaMemcpy2D(p, pitch, h.data(), 100, 0, 10, cudaMemcpyHostToDevice));
  show("0 high", cudaMemcpy2D(p, pitch, h.data(), 100, 100, 0, cudaMemcpyHostToDevice));
  show("bad kind", cudaMemcpy2D(p, pitch, h.data(), 100, 100, 10, static_cast<cudaMemcpyKind>(9)));
  show("memset2D wider than the pitch", cudaMemset2D(p, pitch, 0, pitch + 1, 2));
  show("memset2D 0 high", cudaMemset2D(p, pitch, 0, 1, 0));
  show("pitch of 2 GB", cudaMemcpy2D(p, size_t(1) << 40, h.data(), 100, 100, 10, cudaMemcpyHostToDevice));
  must(cudaFree(p));

  cudaPitchedPtr v{};
  cudaExtent extent = make_cudaExtent(40, 6, 5);
  show("malloc3D", cudaMalloc3D(&v, extent));
  printf("xsize %zu ysize %zu\n", v.xsize, v.ysize);
  show("memset3D", cudaMemset3D(v, 0x11, extent));
  std::vector<unsigned char> volume(40 * 6 * 5), result(40 * 6 * 5);
  for (size_t i = 0; i < volume.size(); ++i)
    volume[i] = static_cast<unsigned char>(i * 3 + 1);
  cudaMemcpy3DParms c{};
  c.srcPtr = make_cudaPitchedPtr(volume.data(), 40, 40, 6);
  c.dstPtr = v;
  c.srcPos = make_cudaPos(4, 1, 1);
  c.dstPos = make_cudaPos(2, 2, 2);
  c.extent = make_cudaExtent(30, 3, 2);
  c.kind = cudaMemcpyHostToDevice;
  show("part up", cudaMemcpy3D(&c));
  cudaMemcpy3DParms r{};
  r.srcPtr = v;
  r.dstPtr = make_cudaPitchedPtr(result.data(), 40, 40, 6);
  r.extent = extent;
  r.kind = cudaMemcpyDeviceToHost;
  show("down", cudaMemcpy3D(&r));
  hashes("rows", result, 40);
  show("null", cudaMemcpy3D(nullptr));
  cudaMemcpy3DParms e{};
  show("nothing named", cudaMemcpy3D(&e));
  e = r;
  e.extent = make_cudaExtent(41, 6, 5);
  e.dstPtr.pitch = 40;
  show("too wide", cudaMemcpy3D(&e));
  e = r;
  e.extent = make_cudaExtent(0, 6, 5);
  show("empty", cudaMemcpy3D(&e));
  e = r;
  e.extent = make_cudaExtent(40, 6, 6);
  show("too deep", cudaMemcpy3D(&e));
  e = r;
  e.srcPos.x = 39;
  show("leaves the row", cudaMemcpy3D(&e));
  cudaPitchedPtr w = v;
  show("memset3D wider than the pitch", cudaMemset3D(w, 0, make_cudaExtent(w.pitch + 1, 2, 2)));
  show("malloc3D empty", cudaMalloc3D(&w, make_cudaExtent(0, 6, 5)));
  printf("pointer null: %d\n", w.ptr == nullptr);
  must(cudaFree(v.ptr));
}
