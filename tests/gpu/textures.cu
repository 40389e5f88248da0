// SPDX-License-Identifier: Apache-2.0
// compare: --rtol 0.012
// Texture objects over arrays of one to three dimensions: every address, filter and read mode, exact values.
#include "show.h"

__global__ void fetch1(cudaTextureObject_t t, const float *x, int n, float *out) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    out[i] = tex1D<float>(t, x[i]);
}
__global__ void fetch2(cudaTextureObject_t t, const float *x, const float *y, int n, float *out) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    out[i] = tex2D<float>(t, x[i], y[i]);
}
__global__ void fetch3(cudaTextureObject_t t, const float *x, const float *y, const float *z, int n,
                       float *out) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    out[i] = tex3D<float>(t, x[i], y[i], z[i]);
}
template <class V> __global__ void fetch4(cudaTextureObject_t t, const float *x, int n, V *out) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    out[i] = tex2D<V>(t, x[i], x[i] * 0.5f);
}
__global__ void linear(cudaTextureObject_t t, int n, float *out) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    out[i] = tex1Dfetch<float>(t, i - 2);
}
__global__ void gather(cudaTextureObject_t t, const float *x, int n, float4 *out) {
  for (int i = threadIdx.x; i < n; i += blockDim.x) {
    out[4 * i] = tex2Dgather<float4>(t, x[i], x[i] * 0.5f, 0);
    out[4 * i + 1] = tex2Dgather<float4>(t, x[i], x[i] * 0.5f, 1);
    out[4 * i + 2] = tex2Dgather<float4>(t, x[i], x[i] * 0.5f, 2);
    out[4 * i + 3] = tex2Dgather<float4>(t, x[i], x[i] * 0.5f, 3);
  }
}

static cudaTextureObject_t make_texture(cudaArray_t a, cudaTextureAddressMode m, cudaTextureFilterMode f,
                                        cudaTextureReadMode r, bool normalized, cudaError_t *error = nullptr,
                                        int dimensions = 3) {
  cudaResourceDesc res{};
  res.resType = cudaResourceTypeArray;
  res.res.array.array = a;
  cudaTextureDesc d{};
  for (int i = 0; i < 3; ++i)
    d.addressMode[i] = i < dimensions ? m : cudaAddressModeClamp;
  d.filterMode = f;
  d.readMode = r;
  d.normalizedCoords = normalized;
  d.borderColor[0] = 9, d.borderColor[1] = 8, d.borderColor[2] = 7, d.borderColor[3] = 6;
  cudaTextureObject_t t = 0;
  cudaError_t e = cudaCreateTextureObject(&t, &res, &d, nullptr);
  if (error)
    *error = e;
  else
    must(e);
  return t;
}

int main() {
  const cudaTextureAddressMode address[] = {cudaAddressModeWrap, cudaAddressModeClamp, cudaAddressModeMirror,
                                            cudaAddressModeBorder};
  const cudaTextureFilterMode filter[] = {cudaFilterModePoint, cudaFilterModeLinear};
  std::vector<float> x, y, z;
  for (int i = -12; i < 28; ++i) {
    x.push_back(i * 0.25f + 0.0625f);
    y.push_back(((i * 5) % 23) * 0.25f - 0.125f);
    z.push_back(((i * 3) % 11) * 0.25f + 0.25f);
  }
  std::vector<float> nx(x), ny(y), nz(z);
  for (auto &v : nx)
    v *= 0.25f;
  for (auto &v : ny)
    v *= 0.25f;
  for (auto &v : nz)
    v *= 0.5f;
  const int n = static_cast<int>(x.size());
  Buffer<float> dx(x), dy(y), dz(z), dnx(nx), dny(ny), dnz(nz), out(n);

  // Values whose filtered results are exact in 9 fractional bits.
  cudaChannelFormatDesc f = cudaCreateChannelDesc<float>();
  std::vector<float> h(4 * 4 * 4);
  for (size_t i = 0; i < h.size(); ++i)
    h[i] = static_cast<float>((i * 37) % 64) * 4;
  cudaArray_t a1, a2, a3;
  must(cudaMallocArray(&a1, &f, 4));
  must(cudaMemcpy2DToArray(a1, 0, 0, h.data(), 16, 16, 1, cudaMemcpyHostToDevice));
  must(cudaMallocArray(&a2, &f, 4, 4, cudaArrayTextureGather));
  must(cudaMemcpy2DToArray(a2, 0, 0, h.data(), 16, 16, 4, cudaMemcpyHostToDevice));
  must(cudaMalloc3DArray(&a3, &f, make_cudaExtent(4, 4, 4)));
  cudaMemcpy3DParms c{};
  c.srcPtr = make_cudaPitchedPtr(h.data(), 16, 4, 4);
  c.dstArray = a3;
  c.extent = make_cudaExtent(4, 4, 4);
  c.kind = cudaMemcpyHostToDevice;
  must(cudaMemcpy3D(&c));
  for (int normalized = 0; normalized < 2; ++normalized)
    for (auto m : address)
      for (auto l : filter) {
        // Wrap and mirror need normalised coordinates; else they are taken for clamp.
        printf("normalized %d address %d filter %d\n", normalized, m, l);
        float *px = normalized ? dnx : dx, *py = normalized ? dny : dy, *pz = normalized ? dnz : dz;
        cudaTextureObject_t t = make_texture(a1, m, l, cudaReadModeElementType, normalized, nullptr, 1);
        fetch1<<<1, 32>>>(t, px, n, out);
        list(" 1-D", out.host());
        must(cudaDestroyTextureObject(t));
        t = make_texture(a2, m, l, cudaReadModeElementType, normalized);
        fetch2<<<1, 32>>>(t, px, py, n, out);
        list(" 2-D", out.host());
        must(cudaDestroyTextureObject(t));
        t = make_texture(a3, m, l, cudaReadModeElementType, normalized);
        fetch3<<<1, 32>>>(t, px, py, pz, n, out);
        list(" 3-D", out.host());
        must(cudaDestroyTextureObject(t));
      }
  // Integers, as they are and normalised.
  std::vector<uchar4> bytes(16);
  for (int i = 0; i < 16; ++i)
    bytes[i] = make_uchar4(static_cast<unsigned char>(i * 17), static_cast<unsigned char>(255 - i * 17),
                           static_cast<unsigned char>(i), static_cast<unsigned char>(i * i));
  cudaChannelFormatDesc u4 = cudaCreateChannelDesc<uchar4>();
  cudaArray_t a4;
  must(cudaMallocArray(&a4, &u4, 4, 4));
  must(cudaMemcpy2DToArray(a4, 0, 0, bytes.data(), 16, 16, 4, cudaMemcpyHostToDevice));
  for (auto m : {cudaAddressModeClamp, cudaAddressModeBorder}) {
    cudaTextureObject_t t = make_texture(a4, m, cudaFilterModePoint, cudaReadModeElementType, false);
    Buffer<uchar4> o(n);
    fetch4<uchar4><<<1, 32>>>(t, dx, n, o);
    printf("uchar4 address %d:", m);
    for (uchar4 v : o.host())
      printf(" %d,%d,%d,%d", v.x, v.y, v.z, v.w);
    printf("\n");
    must(cudaDestroyTextureObject(t));
    for (auto l : filter) {
      t = make_texture(a4, m, l, cudaReadModeNormalizedFloat, false);
      Buffer<float4> q(n);
      fetch4<float4><<<1, 32>>>(t, dx, n, q);
      printf("normalised uchar4 address %d filter %d:", m, l);
      for (float4 v : q.host())
        printf(" %.3f,%.3f,%.3f,%.3f", v.x, v.y, v.z, v.w);
      printf("\n");
      must(cudaDestroyTextureObject(t));
    }
  }
  std::vector<short> shorts = {-32768, -32767, -1, 0, 1, 100, 32767, 5, 6, 7, 8, 9, 10, 11, 12, 13};
  cudaChannelFormatDesc s1 = cudaCreateChannelDesc<short>();
  cudaArray_t a5;
  must(cudaMallocArray(&a5, &s1, 4, 4));
  must(cudaMemcpy2DToArray(a5, 0, 0, shorts.data(), 8, 8, 4, cudaMemcpyHostToDevice));
  {
    cudaTextureObject_t t =
        make_texture(a5, cudaAddressModeClamp, cudaFilterModePoint, cudaReadModeNormalizedFloat, false);
    fetch2<<<1, 32>>>(t, dx, dy, n, out);
    printf("normalised short:");
    for (float v : out.host())
      printf(" %.6f", v);
    printf("\n");
    must(cudaDestroyTextureObject(t));
  }
  // Linear memory.
  {
    Buffer<float> mem(h);
    cudaResourceDesc res{};
    res.resType = cudaResourceTypeLinear;
    res.res.linear.devPtr = mem;
    res.res.linear.desc = f;
    res.res.linear.sizeInBytes = 16 * 4;
    cudaTextureDesc d{};
    d.readMode = cudaReadModeElementType;
    cudaTextureObject_t t = 0;
    must(cudaCreateTextureObject(&t, &res, &d, nullptr));
    linear<<<1, 32>>>(t, 22, out); // outside reads give zero
    list("linear", out.host());
    cudaResourceDesc got{};
    show("resource", cudaGetTextureObjectResourceDesc(&got, t));
    printf("type %d same %d bytes %zu\n", got.resType, got.res.linear.devPtr == mem.device,
           got.res.linear.sizeInBytes);
    must(cudaDestroyTextureObject(t));
    d.filterMode = cudaFilterModeLinear;
    show("linear filter on linear memory", cudaCreateTextureObject(&t, &res, &d, nullptr));
    d.filterMode = cudaFilterModePoint;
    d.normalizedCoords = 1;
    show("normalised coordinates on linear memory", cudaCreateTextureObject(&t, &res, &d, nullptr));
    d.normalizedCoords = 0;
    d.readMode = cudaReadModeNormalizedFloat;
    show("normalised floats", cudaCreateTextureObject(&t, &res, &d, nullptr));
    d.readMode = cudaReadModeElementType;
    res.res.linear.devPtr = nullptr;
    show("null memory", cudaCreateTextureObject(&t, &res, &d, nullptr));
  }
  // Pitched memory.
  {
    char *p;
    size_t pitch;
    must(cudaMallocPitch(&p, &pitch, 16, 4));
    must(cudaMemcpy2D(p, pitch, h.data(), 16, 16, 4, cudaMemcpyHostToDevice));
    cudaResourceDesc res{};
    res.resType = cudaResourceTypePitch2D;
    res.res.pitch2D.devPtr = p;
    res.res.pitch2D.desc = f;
    res.res.pitch2D.width = 4;
    res.res.pitch2D.height = 4;
    res.res.pitch2D.pitchInBytes = pitch;
    for (auto l : filter) {
      cudaTextureDesc d{};
      d.addressMode[0] = d.addressMode[1] = cudaAddressModeClamp;
      d.filterMode = l;
      cudaTextureObject_t t = 0;
      must(cudaCreateTextureObject(&t, &res, &d, nullptr));
      fetch2<<<1, 32>>>(t, dx, dy, n, out);
      list("pitched", out.host());
      must(cudaDestroyTextureObject(t));
    }
    cudaTextureDesc d{};
    cudaTextureObject_t t = 0;
    res.res.pitch2D.pitchInBytes = 17;
    show("odd pitch", cudaCreateTextureObject(&t, &res, &d, nullptr));
  }
  {
    cudaTextureObject_t t =
        make_texture(a2, cudaAddressModeClamp, cudaFilterModePoint, cudaReadModeElementType, false);
    Buffer<float4> o(4 * n);
    gather<<<1, 32>>>(t, dx, n, o);
    printf("gather:");
    int i = 0;
    for (float4 v : o.host())
      if (i++ % 4 == 0)
        printf(" %g,%g,%g,%g", v.x, v.y, v.z, v.w);
    printf("\n");
    cudaTextureDesc got{};
    show("description", cudaGetTextureObjectTextureDesc(&got, t));
    printf("address %d %d filter %d read %d normalized %d\n", got.addressMode[0], got.addressMode[1],
           got.filterMode, got.readMode, got.normalizedCoords);
    must(cudaDestroyTextureObject(t));
  }
  cudaError_t e;
  make_texture(a4, cudaAddressModeClamp, cudaFilterModeLinear, cudaReadModeElementType, false, &e);
  show("linear filter of integers", e);
  make_texture(a2, cudaAddressModeClamp, cudaFilterModePoint, cudaReadModeNormalizedFloat, false, &e);
  show("normalised floats of floats", e);
  make_texture(nullptr, cudaAddressModeClamp, cudaFilterModePoint, cudaReadModeElementType, false, &e);
  show("null array", e);
  show("null description", cudaCreateTextureObject(nullptr, nullptr, nullptr, nullptr));
  show("destroy 0", cudaDestroyTextureObject(0));
}
