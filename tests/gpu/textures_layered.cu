// SPDX-License-Identifier: Apache-2.0
// Layered, cube and mipmapped textures, and surfaces.
#include "show.h"

__global__ void layers1(cudaTextureObject_t t, float *out) {
  out[threadIdx.x] = tex1DLayered<float>(t, (threadIdx.x % 8) * 0.5f, threadIdx.x / 8);
}
__global__ void layers2(cudaTextureObject_t t, float *out) {
  out[threadIdx.x] =
      tex2DLayered<float>(t, (threadIdx.x % 4) * 0.75f, (threadIdx.x / 4 % 4) * 0.75f, threadIdx.x / 16);
}
__global__ void cubes(cudaTextureObject_t t, const float *x, const float *y, const float *z, int n,
                      float *out) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    out[i] = texCubemap<float>(t, x[i], y[i], z[i]);
}
__global__ void mip(cudaTextureObject_t t, const float *lod, int n, float *out) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    out[i] = tex2DLod<float>(t, 0.3125f, 0.6875f, lod[i]);
}
__global__ void mip1(cudaTextureObject_t t, const float *lod, int n, float *out) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    out[i] = tex1DLod<float>(t, 0.3125f, lod[i]);
}
__global__ void surface2(cudaSurfaceObject_t s, int *sums) {
  int x = threadIdx.x, y = threadIdx.y, v = 0;
  surf2Dread(&v, s, x * 4, y);
  surf2Dwrite(v + 100, s, x * 4, y);
  int w = surf2Dread<int>(s, (x + 6) * 4, y - 1, cudaBoundaryModeZero);
  int c = surf2Dread<int>(s, (x + 6) * 4, y - 1, cudaBoundaryModeClamp);
  atomicAdd(&sums[0], w >= 0), atomicAdd(&sums[1], c >= 0);
  surf2Dwrite(-5, s, 1000, 1000, cudaBoundaryModeZero); // dropped
}
__global__ void surface_boundary(cudaSurfaceObject_t s, int *out) {
  int i = threadIdx.x;
  out[i] = surf2Dread<int>(s, (i - 4) * 4, i / 2 - 2, cudaBoundaryModeZero);
  out[16 + i] = surf2Dread<int>(s, (i - 4) * 4, i / 2 - 2, cudaBoundaryModeClamp);
}
__global__ void surface1(cudaSurfaceObject_t s) {
  surf1Dwrite(make_float2(threadIdx.x, -1.5f), s, threadIdx.x * 8);
}
__global__ void surface3(cudaSurfaceObject_t s) {
  unsigned char v = static_cast<unsigned char>(threadIdx.x + 10 * threadIdx.y + 100 * threadIdx.z);
  surf3Dwrite(v, s, threadIdx.x, threadIdx.y, threadIdx.z);
}
__global__ void surface_layered(cudaSurfaceObject_t s) {
  surf2DLayeredwrite(static_cast<float>(threadIdx.x + 10 * threadIdx.y + 100 * threadIdx.z), s,
                     threadIdx.x * 4, threadIdx.y, threadIdx.z);
}

static cudaTextureObject_t make_texture(cudaArray_t a, cudaTextureFilterMode f, bool normalized) {
  cudaResourceDesc r{};
  r.resType = cudaResourceTypeArray;
  r.res.array.array = a;
  cudaTextureDesc d{};
  for (auto &m : d.addressMode)
    m = cudaAddressModeClamp;
  d.filterMode = f;
  d.normalizedCoords = normalized;
  cudaTextureObject_t t = 0;
  must(cudaCreateTextureObject(&t, &r, &d, nullptr));
  return t;
}

static cudaSurfaceObject_t surface_of(cudaArray_t a) {
  cudaResourceDesc r{};
  r.resType = cudaResourceTypeArray;
  r.res.array.array = a;
  cudaSurfaceObject_t s = 0;
  must(cudaCreateSurfaceObject(&s, &r));
  return s;
}

static void up(cudaArray_t a, const void *h, size_t w, size_t height, size_t depth, size_t element) {
  cudaMemcpy3DParms c{};
  c.srcPtr = make_cudaPitchedPtr(const_cast<void *>(h), w * element, w, height);
  c.dstArray = a;
  c.extent = make_cudaExtent(w, height, depth);
  c.kind = cudaMemcpyHostToDevice;
  must(cudaMemcpy3D(&c));
}

template <class T> std::vector<T> down(cudaArray_t a, size_t w, size_t h, size_t d) {
  std::vector<T> v(w * h * d);
  cudaMemcpy3DParms c{};
  c.srcArray = a;
  c.dstPtr = make_cudaPitchedPtr(v.data(), w * sizeof(T), w, h);
  c.extent = make_cudaExtent(w, h, d);
  c.kind = cudaMemcpyDeviceToHost;
  must(cudaMemcpy3D(&c));
  return v;
}

int main() {
  cudaChannelFormatDesc f = cudaCreateChannelDesc<float>();
  std::vector<float> h(96);
  for (int i = 0; i < 96; ++i)
    h[i] = static_cast<float>((i * 29) % 97) * 4;
  Buffer<float> out(64);
  cudaArray_t a;
  must(cudaMalloc3DArray(&a, &f, make_cudaExtent(4, 0, 3), cudaArrayLayered));
  up(a, h.data(), 4, 1, 3, 4);
  for (auto l : {cudaFilterModePoint, cudaFilterModeLinear}) {
    cudaTextureObject_t t = make_texture(a, l, false);
    layers1<<<1, 32>>>(t, out); // the last layer is read for what lies beyond
    auto v = out.host();
    list("1-D layers", std::vector<float>(v.begin(), v.begin() + 32));
  }
  must(cudaMalloc3DArray(&a, &f, make_cudaExtent(3, 3, 3), cudaArrayLayered));
  up(a, h.data(), 3, 3, 3, 4);
  for (auto l : {cudaFilterModePoint, cudaFilterModeLinear}) {
    cudaTextureObject_t t = make_texture(a, l, false);
    layers2<<<1, 48>>>(t, out);
    auto v = out.host();
    list("2-D layers", std::vector<float>(v.begin(), v.begin() + 48));
  }
  // Cubes, away from edges.
  must(cudaMalloc3DArray(&a, &f, make_cudaExtent(2, 2, 6), cudaArrayCubemap));
  std::vector<float> faces(24);
  for (int i = 0; i < 24; ++i)
    faces[i] = static_cast<float>(i);
  up(a, faces.data(), 2, 2, 6, 4);
  std::vector<float> x, y, z;
  for (int axis = 0; axis < 3; ++axis)
    for (int sign = -1; sign < 2; sign += 2)
      for (int q = 0; q < 4; ++q) {
        float p[3];
        p[axis] = static_cast<float>(sign);
        p[(axis + 1) % 3] = q & 1 ? 0.5f : -0.5f;
        p[(axis + 2) % 3] = q & 2 ? 0.5f : -0.5f;
        x.push_back(p[0]), y.push_back(p[1]), z.push_back(p[2]);
      }
  Buffer<float> dx(x), dy(y), dz(z), co(24);
  cudaTextureObject_t ct = make_texture(a, cudaFilterModePoint, true);
  cubes<<<1, 32>>>(ct, dx, dy, dz, 24, co);
  list("cube", co.host());

  // Mipmaps.
  cudaMipmappedArray_t m;
  must(cudaMallocMipmappedArray(&m, &f, make_cudaExtent(4, 4, 0), 3));
  for (unsigned level = 0; level < 3; ++level) {
    cudaArray_t l;
    must(cudaGetMipmappedArrayLevel(&l, m, level));
    size_t w = size_t(4) >> level;
    must(cudaMemcpy2DToArray(l, 0, 0, h.data() + 20 * level, w * 4, w * 4, w, cudaMemcpyHostToDevice));
  }
  std::vector<float> lods;
  for (int i = -4; i < 14; ++i)
    lods.push_back(i * 0.25f);
  Buffer<float> dl(lods), mo(lods.size());
  const int n = static_cast<int>(lods.size());
  for (auto level : {cudaFilterModePoint, cudaFilterModeLinear})
    for (auto l : {cudaFilterModePoint, cudaFilterModeLinear})
      for (float bias : {0.0f, 0.5f})
        for (float top : {2.0f, 1.0f}) {
          cudaResourceDesc r{};
          r.resType = cudaResourceTypeMipmappedArray;
          r.res.mipmap.mipmap = m;
          cudaTextureDesc d{};
          d.normalizedCoords = 1;
          for (auto &q : d.addressMode)
            q = cudaAddressModeClamp;
          d.filterMode = l;
          d.mipmapFilterMode = level;
          d.mipmapLevelBias = bias;
          d.minMipmapLevelClamp = 0;
          d.maxMipmapLevelClamp = top;
          cudaTextureObject_t t = 0;
          must(cudaCreateTextureObject(&t, &r, &d, nullptr));
          mip<<<1, 32>>>(t, dl, n, mo);
          printf("levels %d texels %d bias %g top %g", level, l, bias, top);
          list("", mo.host());
          must(cudaDestroyTextureObject(t));
        }
  {
    cudaResourceDesc r{};
    r.resType = cudaResourceTypeMipmappedArray;
    r.res.mipmap.mipmap = m;
    cudaTextureDesc d{};
    cudaTextureObject_t t = 0;
    show("mipmap without normalised coordinates", cudaCreateTextureObject(&t, &r, &d, nullptr));
  }

  // Surfaces.
  cudaChannelFormatDesc i1 = cudaCreateChannelDesc<int>();
  must(cudaMallocArray(&a, &i1, 8, 4, cudaArraySurfaceLoadStore));
  std::vector<int> ints(32);
  for (int i = 0; i < 32; ++i)
    ints[i] = i;
  must(cudaMemcpy2DToArray(a, 0, 0, ints.data(), 32, 32, 4, cudaMemcpyHostToDevice));
  cudaSurfaceObject_t s = surface_of(a);
  Buffer<int> boundary(32), sums(2);
  surface_boundary<<<1, 16>>>(s, boundary);
  list("boundaries", boundary.host());
  surface2<<<1, dim3(8, 4)>>>(s, sums);
  must(cudaDeviceSynchronize());
  list("read and written", down<int>(a, 8, 4, 1));
  list("sums", sums.host());
  must(cudaDestroySurfaceObject(s));
  cudaChannelFormatDesc f2 = cudaCreateChannelDesc<float2>();
  must(cudaMalloc3DArray(&a, &f2, make_cudaExtent(8, 0, 0), cudaArraySurfaceLoadStore));
  surface1<<<1, 8>>>(surface_of(a));
  std::vector<float> pairs(16);
  must(cudaMemcpy2DFromArray(pairs.data(), 64, a, 0, 0, 64, 1, cudaMemcpyDeviceToHost));
  list("1-D", pairs);
  cudaChannelFormatDesc c1 = cudaCreateChannelDesc<unsigned char>();
  must(cudaMalloc3DArray(&a, &c1, make_cudaExtent(4, 3, 2), cudaArraySurfaceLoadStore));
  surface3<<<1, dim3(4, 3, 2)>>>(surface_of(a));
  std::vector<int> as_int;
  for (unsigned char v : down<unsigned char>(a, 4, 3, 2))
    as_int.push_back(v);
  list("3-D", as_int);
  must(cudaMalloc3DArray(&a, &f, make_cudaExtent(4, 3, 2), cudaArraySurfaceLoadStore | cudaArrayLayered));
  surface_layered<<<1, dim3(4, 3, 2)>>>(surface_of(a));
  list("layers", down<float>(a, 4, 3, 2));
  must(cudaMallocArray(&a, &f, 4, 4));
  cudaResourceDesc r{};
  r.resType = cudaResourceTypeArray;
  r.res.array.array = a;
  show("surface of an array without the flag", cudaCreateSurfaceObject(&s, &r));
  r.resType = cudaResourceTypeLinear;
  show("null", cudaCreateSurfaceObject(&s, nullptr));
}
