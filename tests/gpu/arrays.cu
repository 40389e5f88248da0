// SPDX-License-Identifier: Apache-2.0
// CUDA arrays: making, asking, copying, wrong calls.
#include "show.h"

static void info(const char *what, cudaArray_t a) {
  cudaChannelFormatDesc d{};
  cudaExtent e{};
  unsigned flags = 99;
  cudaError_t error = cudaArrayGetInfo(&d, &e, &flags, a);
  printf("%s: %d format %d bits %d %d %d %d extent %zu %zu %zu flags %u\n", what, error, d.f, d.x, d.y, d.z,
         d.w, e.width, e.height, e.depth, flags);
  cudaGetLastError();
}

template <class T> void format(const char *what) {
  cudaChannelFormatDesc d = cudaCreateChannelDesc<T>();
  printf("%s: %d %d %d %d kind %d\n", what, d.x, d.y, d.z, d.w, d.f);
}

int main() {
  format<char>("char");
  format<signed char>("signed char");
  format<unsigned char>("unsigned char");
  format<uchar4>("uchar4");
  format<char2>("char2");
  format<short>("short");
  format<ushort2>("ushort2");
  format<int>("int");
  format<uint4>("uint4");
  format<unsigned>("unsigned");
  format<float>("float");
  format<float2>("float2");
  format<float4>("float4");
  format<int2>("int2");
  cudaChannelFormatDesc f = cudaCreateChannelDesc<float>();
  cudaArray_t a = nullptr, b = nullptr;
  show("malloc 1-D", cudaMallocArray(&a, &f, 16));
  info("1-D", a);
  show("free", cudaFreeArray(a));
  show("free null", cudaFreeArray(nullptr));
  show("malloc 2-D", cudaMallocArray(&a, &f, 8, 4));
  info("2-D", a);
  show("malloc null", cudaMallocArray(nullptr, &f, 8, 4));
  show("malloc no format", cudaMallocArray(&b, nullptr, 8, 4));
  show("malloc 0 wide", cudaMallocArray(&b, &f, 0, 4));
  show("malloc too wide", cudaMallocArray(&b, &f, 1 << 24, 4));
  cudaChannelFormatDesc three = cudaCreateChannelDesc(32, 32, 32, 0, cudaChannelFormatKindFloat);
  show("three channels", cudaMallocArray(&b, &three, 8, 4));
  cudaChannelFormatDesc odd = cudaCreateChannelDesc(24, 0, 0, 0, cudaChannelFormatKindUnsigned);
  show("24 bits", cudaMallocArray(&b, &odd, 8, 4));
  cudaChannelFormatDesc mixed = cudaCreateChannelDesc(32, 16, 0, 0, cudaChannelFormatKindUnsigned);
  show("mixed widths", cudaMallocArray(&b, &mixed, 8, 4));
  cudaChannelFormatDesc none = cudaCreateChannelDesc(0, 0, 0, 0, cudaChannelFormatKindUnsigned);
  show("no channels", cudaMallocArray(&b, &none, 8, 4));

  std::vector<float> h(32), back(32);
  for (int i = 0; i < 32; ++i)
    h[i] = i * 0.5f;
  show("to array", cudaMemcpy2DToArray(a, 0, 0, h.data(), 32, 32, 4, cudaMemcpyHostToDevice));
  show("from array", cudaMemcpy2DFromArray(back.data(), 32, a, 0, 0, 32, 4, cudaMemcpyDeviceToHost));
  list("values", back);
  show("to a part", cudaMemcpy2DToArray(a, 8, 1, h.data() + 20, 8, 8, 2, cudaMemcpyHostToDevice));
  show("from array", cudaMemcpy2DFromArray(back.data(), 32, a, 0, 0, 32, 4, cudaMemcpyDeviceToHost));
  list("values", back);
  show("beyond the width", cudaMemcpy2DToArray(a, 28, 0, h.data(), 8, 8, 1, cudaMemcpyHostToDevice));
  show("beyond the height", cudaMemcpy2DToArray(a, 0, 3, h.data(), 8, 8, 2, cudaMemcpyHostToDevice));
  show("null array", cudaMemcpy2DToArray(nullptr, 0, 0, h.data(), 8, 8, 1, cudaMemcpyHostToDevice));
  show("second array", cudaMallocArray(&b, &f, 8, 4));
  show("array to array", cudaMemcpy2DArrayToArray(b, 4, 1, a, 0, 0, 16, 2, cudaMemcpyDeviceToDevice));
  std::vector<float> part(8);
  show("from array", cudaMemcpy2DFromArray(part.data(), 16, b, 4, 1, 16, 2, cudaMemcpyDeviceToHost));
  list("values", part);
  cudaFreeArray(b);

  show("3-D", cudaMalloc3DArray(&b, &f, make_cudaExtent(4, 3, 2), cudaArrayDefault));
  info("3-D", b);
  cudaMemcpy3DParms c{};
  c.srcPtr = make_cudaPitchedPtr(h.data(), 16, 4, 3);
  c.dstArray = b;
  c.extent = make_cudaExtent(4, 3, 2);
  c.kind = cudaMemcpyHostToDevice;
  show("3-D up", cudaMemcpy3D(&c));
  cudaMemcpy3DParms r{};
  std::vector<float> cube(24);
  r.srcArray = b;
  r.dstPtr = make_cudaPitchedPtr(cube.data(), 16, 4, 3);
  r.extent = make_cudaExtent(4, 3, 2);
  r.kind = cudaMemcpyDeviceToHost;
  show("3-D down", cudaMemcpy3D(&r));
  list("values", cube);
  r.srcPos = make_cudaPos(1, 0, 0);
  show("3-D leaves the array", cudaMemcpy3D(&r));
  cudaFreeArray(b);
  show("layered", cudaMalloc3DArray(&b, &f, make_cudaExtent(4, 3, 5), cudaArrayLayered));
  info("layered", b);
  cudaFreeArray(b);
  show("layered 1-D", cudaMalloc3DArray(&b, &f, make_cudaExtent(4, 0, 5), cudaArrayLayered));
  info("layered 1-D", b);
  cudaFreeArray(b);
  show("cube", cudaMalloc3DArray(&b, &f, make_cudaExtent(4, 4, 6), cudaArrayCubemap));
  info("cube", b);
  cudaFreeArray(b);
  show("cube not square", cudaMalloc3DArray(&b, &f, make_cudaExtent(4, 3, 6), cudaArrayCubemap));
  show("cube of 5 faces", cudaMalloc3DArray(&b, &f, make_cudaExtent(4, 4, 5), cudaArrayCubemap));
  show("cubes", cudaMalloc3DArray(&b, &f, make_cudaExtent(4, 4, 12), cudaArrayCubemap | cudaArrayLayered));
  info("cubes", b);
  cudaFreeArray(b);
  show("surface", cudaMallocArray(&b, &f, 8, 4, cudaArraySurfaceLoadStore));
  info("surface", b);
  cudaFreeArray(b);
  show("gather", cudaMallocArray(&b, &f, 8, 4, cudaArrayTextureGather));
  info("gather", b);
  cudaFreeArray(b);
  show("gather 3-D", cudaMalloc3DArray(&b, &f, make_cudaExtent(4, 4, 4), cudaArrayTextureGather));

  cudaMipmappedArray_t m = nullptr;
  show("mipmapped", cudaMallocMipmappedArray(&m, &f, make_cudaExtent(8, 4, 0), 4));
  for (unsigned level = 0; level < 5; ++level) {
    cudaArray_t l = nullptr;
    cudaError_t e = cudaGetMipmappedArrayLevel(&l, m, level);
    show("level", e);
    if (e == cudaSuccess)
      info("level", l);
  }
  show("free mipmapped", cudaFreeMipmappedArray(m));
  show("mipmapped, 0 levels", cudaMallocMipmappedArray(&m, &f, make_cudaExtent(8, 4, 0), 0));
  show("info of null", cudaArrayGetInfo(nullptr, nullptr, nullptr, nullptr));
  show("free", cudaFreeArray(a));
}
