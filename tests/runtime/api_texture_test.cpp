// SPDX-License-Identifier: Apache-2.0
// Textures and surfaces, from the host's descriptors to what kernels fetch.
#include "test_support.h"

#include <atomic>
#include <math.h>
#include <thread>

namespace {

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

// A 2-D array with its content, and texture objects over it.
template <class T> class texture_source {
public:
  texture_source(std::vector<T> content, size_t width, size_t height, unsigned flags = 0) {
    const npuChannelFormatDesc desc = npuCreateChannelDesc<T>();
    EXPECT_NPU_SUCCESS(npuMallocArray(&array, &desc, width, height, flags));
    EXPECT_NPU_SUCCESS(npuMemcpy2DToArray(array, 0, 0, content.data(), width * sizeof(T), width * sizeof(T),
                                          height ? height : 1, npuMemcpyHostToDevice));
    resource.resType = npuResourceTypeArray;
    resource.res.array.array = array;
  }
  ~texture_source() { EXPECT_NPU_SUCCESS(npuFreeArray(array)); }

  npuTextureObject_t make(const npuTextureDesc &desc) {
    npuTextureObject_t object = 0;
    EXPECT_NPU_SUCCESS(npuCreateTextureObject(&object, &resource, &desc, nullptr));
    return object;
  }

  npuArray_t array = nullptr;
  npuResourceDesc resource = {};
};

npuTextureDesc sampling(npuTextureAddressMode address, npuTextureFilterMode filter, bool normalized,
                        npuTextureReadMode read = npuReadModeElementType) {
  npuTextureDesc d = {};
  d.addressMode[0] = d.addressMode[1] = d.addressMode[2] = address;
  d.filterMode = filter;
  d.readMode = read;
  d.normalizedCoords = normalized;
  return d;
}

template <class T> NPU_GLOBAL void fetch_1d(npuTextureObject_t t, const float *x, T *out) {
  const unsigned i = npu::threadIdx.x;
  out[i] = npu::tex1D<T>(t, x[i]);
}
template <class T> NPU_GLOBAL void fetch_2d(npuTextureObject_t t, const float2 *x, T *out) {
  const unsigned i = npu::threadIdx.x;
  out[i] = npu::tex2D<T>(t, x[i].x, x[i].y);
}

// What a kernel fetches at each coordinate.
template <class T, class C>
std::vector<T> fetched(void (*kernel)(npuTextureObject_t, const C *, T *), npuTextureObject_t t,
                       std::vector<C> at) {
  C *x;
  T *out;
  std::vector<T> result(at.size());
  EXPECT_NPU_SUCCESS(npuMallocManaged(&x, at.size() * sizeof(C)));
  EXPECT_NPU_SUCCESS(npuMallocManaged(&out, at.size() * sizeof(T)));
  std::copy(at.begin(), at.end(), x);
  NPU_LAUNCH(kernel, (1, unsigned(at.size())), t, x, out);
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  std::copy(out, out + at.size(), result.begin());
  EXPECT_NPU_SUCCESS(npuFree(x));
  EXPECT_NPU_SUCCESS(npuFree(out));
  EXPECT_NPU_SUCCESS(npuDestroyTextureObject(t));
  return result;
}

// Programs destroy a texture right after the launch that reads it.
TEST(ApiTexture, DestroyedWhileAKernelIsPending) {
  static std::atomic<bool> go;
  go = false;
  texture_source<float> source({1, 2, 3, 4}, 4, 1);
  const npuTextureDesc desc = sampling(npuAddressModeClamp, npuFilterModePoint, false);
  const npuTextureObject_t object = source.make(desc);
  float2 *x;
  float *out;
  npuStream_t stream;
  ASSERT_NPU_SUCCESS(npuMallocManaged(&x, sizeof(float2)));
  ASSERT_NPU_SUCCESS(npuMallocManaged(&out, sizeof(float)));
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  *x = make_float2(2.5f, 0.5f);
  auto wait = [](void *) {
    while (!go)
      std::this_thread::yield();
  };
  ASSERT_NPU_SUCCESS(npuLaunchHostFunc(stream, wait, nullptr));
  NPU_LAUNCH(fetch_2d<float>, (1, 1, 0, stream), object, x, out);
  EXPECT_NPU_SUCCESS(npuDestroyTextureObject(object));
  expect_error(npuErrorInvalidValue, npuDestroyTextureObject(object));
  const npuTextureObject_t other = source.make(desc);
  EXPECT_NE(object, other);
  EXPECT_NPU_SUCCESS(npuDestroyTextureObject(other));
  go = true;
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_EQ(*out, 3.0f);
  for (int i = 0; i < 200; ++i)
    EXPECT_NPU_SUCCESS(npuDestroyTextureObject(source.make(desc)));
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
  EXPECT_NPU_SUCCESS(npuFree(x));
  EXPECT_NPU_SUCCESS(npuFree(out));
}

TEST(ApiTexture, AddressModes) {
  texture_source<float> s({10, 20, 30, 40}, 4, 0);
  const std::vector<float> elements = {-1.5f, 0.0f, 0.99f, 1.0f, 3.5f, 4.0f, 7.0f};
  using floats = std::vector<float>;
  EXPECT_EQ(
      (floats{10, 10, 10, 20, 40, 40, 40}),
      fetched(fetch_1d<float>, s.make(sampling(npuAddressModeClamp, npuFilterModePoint, false)), elements));
  EXPECT_EQ(
      (floats{0, 10, 10, 20, 40, 0, 0}),
      fetched(fetch_1d<float>, s.make(sampling(npuAddressModeBorder, npuFilterModePoint, false)), elements));
  // Wrap needs normalised coordinates; without them it is clamp.
  EXPECT_EQ(
      (floats{10, 10, 10, 20, 40, 40, 40}),
      fetched(fetch_1d<float>, s.make(sampling(npuAddressModeWrap, npuFilterModePoint, false)), elements));
  const std::vector<float> normalized = {-0.25f, 0.0f, 0.3f, 0.99f, 1.0f, 1.3f, 2.8f};
  EXPECT_EQ(
      (floats{40, 10, 20, 40, 10, 20, 40}),
      fetched(fetch_1d<float>, s.make(sampling(npuAddressModeWrap, npuFilterModePoint, true)), normalized));
  EXPECT_EQ(
      (floats{10, 10, 20, 40, 40, 30, 40}),
      fetched(fetch_1d<float>, s.make(sampling(npuAddressModeMirror, npuFilterModePoint, true)), normalized));
}

TEST(ApiTexture, BorderColour) {
  texture_source<float> s({10, 20}, 2, 0);
  npuTextureDesc d = sampling(npuAddressModeBorder, npuFilterModePoint, false);
  d.borderColor[0] = 99;
  EXPECT_EQ((std::vector<float>{99, 10, 99}),
            fetched(fetch_1d<float>, s.make(d), std::vector<float>{-1, 0.5f, 2}));
}

TEST(ApiTexture, LinearFilter) {
  texture_source<float> line({0, 100, 200, 300}, 4, 0);
  // Elements lie at i + 0.5; weights have 8 fractional bits.
  const auto v =
      fetched(fetch_1d<float>, line.make(sampling(npuAddressModeClamp, npuFilterModeLinear, false)),
              std::vector<float>{0.0f, 0.5f, 1.0f, 1.75f, 1.5f + 1.0f / 1024, 3.9f});
  EXPECT_EQ(0.0f, v[0]);
  EXPECT_EQ(0.0f, v[1]);
  EXPECT_EQ(50.0f, v[2]);
  EXPECT_EQ(125.0f, v[3]);
  EXPECT_EQ(100.0f, v[4]); // 1/1024 is rounded to a weight of 0
  EXPECT_EQ(300.0f, v[5]);

  texture_source<float> square({0, 10, 20, 30}, 2, 2);
  const auto w =
      fetched(fetch_2d<float>, square.make(sampling(npuAddressModeClamp, npuFilterModeLinear, false)),
              std::vector<float2>{{1.0f, 1.0f}, {0.5f, 1.0f}, {1.5f, 1.5f}, {0.75f, 0.5f}});
  EXPECT_EQ((std::vector<float>{15, 10, 30, 2.5f}), w);
  // Half of a 256th is rounded up for the last element, and the others have what is left.
  EXPECT_EQ((std::vector<float>{(10 * 127 + 30) / 256.0f}),
            fetched(fetch_2d<float>, square.make(sampling(npuAddressModeClamp, npuFilterModeLinear, false)),
                    std::vector<float2>{{1.0f, 0.5f + 1.0f / 256}}));

  // What a GPU read. The product of two weights is rounded, and the weights of a row still add up.
  texture_source<float> plane({1, 5, 9, 13, 17, 21, 25, 29}, 2, 4);
  const auto p =
      fetched(fetch_2d<float>, plane.make(sampling(npuAddressModeBorder, npuFilterModeLinear, false)),
              std::vector<float2>{{-0.1f, -0.1f}, {0.9f, -0.1f}, {0.3f, 1.3f}, {1.3f, 3.3f}, {2.1f, 4.1f}});
  EXPECT_EQ((std::vector<float>{0.16015625f, 1.0390625f, 5.92578125f, 26.609375f, 4.64453125f}), p);
}

TEST(ApiTexture, ReadModes) {
  texture_source<uchar4> bytes({{0, 51, 102, 255}, {255, 0, 0, 0}}, 2, 0);
  const auto floats = fetched(
      fetch_1d<float4>,
      bytes.make(sampling(npuAddressModeClamp, npuFilterModePoint, false, npuReadModeNormalizedFloat)),
      std::vector<float>{0.5f});
  EXPECT_FLOAT_EQ(0.2f, floats[0].y);
  EXPECT_FLOAT_EQ(1.0f, floats[0].w);
  const auto raw =
      fetched(fetch_1d<uchar4>, bytes.make(sampling(npuAddressModeClamp, npuFilterModePoint, false)),
              std::vector<float>{0.5f, 1.5f});
  EXPECT_EQ(102, raw[0].z);
  EXPECT_EQ(255, raw[1].x);
  texture_source<short> shorts({-32768, 16384}, 2, 0);
  const auto halves = fetched(
      fetch_1d<float>,
      shorts.make(sampling(npuAddressModeClamp, npuFilterModePoint, false, npuReadModeNormalizedFloat)),
      std::vector<float>{0.5f, 1.5f});
  EXPECT_EQ(-1.0f, halves[0]);
  EXPECT_NEAR(0.5f, halves[1], 1e-4);
}

NPU_GLOBAL void fetch_linear(npuTextureObject_t t, int *out) {
  const int i = int(npu::threadIdx.x);
  out[i] = npu::tex1Dfetch<int>(t, i - 1);
}

TEST(ApiTexture, LinearMemory) {
  int *d, *out;
  ASSERT_NPU_SUCCESS(npuMallocManaged(&d, 4 * sizeof(int)));
  ASSERT_NPU_SUCCESS(npuMallocManaged(&out, 6 * sizeof(int)));
  for (int i = 0; i < 4; ++i)
    d[i] = i + 5;
  npuResourceDesc r = {};
  r.resType = npuResourceTypeLinear;
  r.res.linear.devPtr = d;
  r.res.linear.desc = npuCreateChannelDesc<int>();
  r.res.linear.sizeInBytes = 4 * sizeof(int);
  npuTextureDesc s = {};
  npuTextureObject_t t;
  ASSERT_NPU_SUCCESS(npuCreateTextureObject(&t, &r, &s, nullptr));
  NPU_LAUNCH(fetch_linear, (1, 6), t, out);
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  EXPECT_EQ((std::vector<int>{0, 5, 6, 7, 8, 0}), std::vector<int>(out, out + 6)); // 0 outside
  npuResourceDesc read;
  EXPECT_NPU_SUCCESS(npuGetTextureObjectResourceDesc(&read, t));
  EXPECT_EQ(d, read.res.linear.devPtr);
  EXPECT_NPU_SUCCESS(npuDestroyTextureObject(t));
  expect_error(npuErrorInvalidValue, npuDestroyTextureObject(t));
  r.res.linear.sizeInBytes = 5 * sizeof(int);
  expect_error(npuErrorInvalidValue, npuCreateTextureObject(&t, &r, &s, nullptr));
  EXPECT_NPU_SUCCESS(npuFree(d));
  EXPECT_NPU_SUCCESS(npuFree(out));
}

TEST(ApiTexture, PitchedMemory) {
  float *d;
  size_t pitch;
  ASSERT_NPU_SUCCESS(npuMallocPitch(&d, &pitch, 3 * sizeof(float), 2));
  const float host[6] = {1, 2, 3, 4, 5, 6};
  EXPECT_NPU_SUCCESS(npuMemcpy2D(d, pitch, host, 12, 12, 2, npuMemcpyHostToDevice));
  npuResourceDesc r = {};
  r.resType = npuResourceTypePitch2D;
  r.res.pitch2D.devPtr = d;
  r.res.pitch2D.desc = npuCreateChannelDesc<float>();
  r.res.pitch2D.width = 3;
  r.res.pitch2D.height = 2;
  r.res.pitch2D.pitchInBytes = pitch;
  const npuTextureDesc s = sampling(npuAddressModeClamp, npuFilterModePoint, false);
  npuTextureObject_t t = 0;
  ASSERT_NPU_SUCCESS(npuCreateTextureObject(&t, &r, &s, nullptr));
  EXPECT_EQ((std::vector<float>{1, 6, 4}),
            fetched(fetch_2d<float>, t, std::vector<float2>{{0, 0}, {2.5f, 1.5f}, {-1, 9}}));
  r.res.pitch2D.pitchInBytes = 8;
  expect_error(npuErrorInvalidValue, npuCreateTextureObject(&t, &r, &s, nullptr));
  EXPECT_NPU_SUCCESS(npuFree(d));
}

NPU_GLOBAL void fetch_others(npuTextureObject_t volume, npuTextureObject_t layers, float *out) {
  out[0] = npu::tex3D<float>(volume, 1.5f, 0.5f, 1.5f);
  out[1] = npu::tex3D<float>(volume, 1.0f, 1.0f, 1.0f);
  out[2] = npu::tex2DLayered<float>(layers, 1.5f, 0.5f, 1);
  out[3] = npu::tex2DLayered<float>(layers, 0.5f, 0.5f, 7); // the last layer
}

TEST(ApiTexture, VolumesAndLayers) {
  float host[8] = {0, 1, 2, 3, 4, 5, 6, 7}, *out;
  const npuChannelFormatDesc desc = npuCreateChannelDesc<float>();
  npuArray_t arrays[2];
  npuTextureObject_t t[2];
  for (int i = 0; i < 2; ++i) {
    ASSERT_NPU_SUCCESS(npuMalloc3DArray(&arrays[i], &desc, make_npuExtent(2, 2, 2), i ? npuArrayLayered : 0));
    npuMemcpy3DParms p = {};
    p.srcPtr = make_npuPitchedPtr(host, 8, 2, 2);
    p.dstArray = arrays[i];
    p.extent = make_npuExtent(2, 2, 2);
    p.kind = npuMemcpyHostToDevice;
    ASSERT_NPU_SUCCESS(npuMemcpy3D(&p));
    npuResourceDesc r = {};
    r.resType = npuResourceTypeArray;
    r.res.array.array = arrays[i];
    const npuTextureDesc s = sampling(npuAddressModeClamp, npuFilterModeLinear, false);
    ASSERT_NPU_SUCCESS(npuCreateTextureObject(&t[i], &r, &s, nullptr));
  }
  ASSERT_NPU_SUCCESS(npuMallocManaged(&out, 4 * sizeof(float)));
  NPU_LAUNCH(fetch_others, (1, 1), t[0], t[1], out);
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  EXPECT_EQ((std::vector<float>{5, 3.5f, 5, 4}), std::vector<float>(out, out + 4));
  for (int i = 0; i < 2; ++i) {
    EXPECT_NPU_SUCCESS(npuDestroyTextureObject(t[i]));
    EXPECT_NPU_SUCCESS(npuFreeArray(arrays[i]));
  }
  EXPECT_NPU_SUCCESS(npuFree(out));
}

TEST(ApiTexture, DescriptorErrors) {
  texture_source<int> s({1, 2}, 2, 0);
  npuTextureObject_t t;
  npuTextureDesc d = sampling(npuAddressModeClamp, npuFilterModeLinear, false);
  expect_error(npuErrorInvalidFilterSetting, npuCreateTextureObject(&t, &s.resource, &d, nullptr));
  d = sampling(npuAddressModeClamp, npuFilterModePoint, false, npuReadModeNormalizedFloat);
  expect_error(npuErrorInvalidNormSetting, npuCreateTextureObject(&t, &s.resource, &d, nullptr));
  expect_error(npuErrorInvalidValue, npuCreateTextureObject(&t, &s.resource, nullptr, nullptr));
  d = sampling(npuAddressModeClamp, npuFilterModePoint, false);
  const auto refused = [&](npuError_t error, npuResourceViewFormat format, size_t width) {
    npuResourceViewDesc view = {};
    view.format = format;
    view.width = width;
    expect_error(error, npuCreateTextureObject(&t, &s.resource, &d, &view));
  };
  refused(npuErrorInvalidValue, npuResViewFormatFloat2, 2); // other elements are larger
  refused(npuErrorInvalidValue, npuResViewFormatUnsignedShort1, 2);
  refused(npuErrorInvalidValue, npuResViewFormatFloat1, 1); // not the array's width
  refused(npuErrorInvalidValue, npuResourceViewFormat(0x99), 2);
  refused(npuErrorNotSupported, npuResViewFormatUnsignedBlockCompressed7, 2);
}

// The bits of the elements, read as others of the same size.
TEST(ApiTexture, ViewsInOtherFormats) {
  texture_source<unsigned> s({0x3f800000, 0x80ff4000}, 2, 0);
  const auto view_of = [&](npuResourceViewFormat format, npuTextureReadMode read) {
    npuResourceViewDesc view = {};
    view.format = format;
    view.width = 2;
    const npuTextureDesc d = sampling(npuAddressModeClamp, npuFilterModePoint, false, read);
    npuTextureObject_t t = 0;
    EXPECT_NPU_SUCCESS(npuCreateTextureObject(&t, &s.resource, &d, &view));
    npuResourceViewDesc same = {};
    EXPECT_NPU_SUCCESS(npuGetTextureObjectResourceViewDesc(&same, t));
    EXPECT_EQ(format, same.format);
    return t;
  };
  EXPECT_EQ(1.0f, fetched(fetch_1d<float>, view_of(npuResViewFormatFloat1, npuReadModeElementType),
                          std::vector<float>{0.5f})[0]);
  EXPECT_EQ(0x3f800000,
            fetched(fetch_1d<int>, view_of(npuResViewFormatSignedInt1, npuReadModeElementType), {0.5f})[0]);
  const ushort2 halves =
      fetched(fetch_1d<ushort2>, view_of(npuResViewFormatUnsignedShort2, npuReadModeElementType),
              std::vector<float>{1.5f})[0];
  EXPECT_EQ(0x4000, halves.x);
  EXPECT_EQ(0x80ff, halves.y);
  const float4 colour =
      fetched(fetch_1d<float4>, view_of(npuResViewFormatUnsignedChar4, npuReadModeNormalizedFloat),
              std::vector<float>{1.5f})[0];
  EXPECT_EQ(0.0f, colour.x);
  EXPECT_EQ(0x40 / 255.0f, colour.y);
  EXPECT_EQ(1.0f, colour.z);
  EXPECT_EQ(0x80 / 255.0f, colour.w);
}

// --- surfaces

NPU_GLOBAL void transpose(npuSurfaceObject_t from, npuSurfaceObject_t to) {
  const int x = int(npu::threadIdx.x), y = int(npu::threadIdx.y);
  float v;
  npu::surf2Dread(&v, from, x * int(sizeof(float)), y);
  npu::surf2Dwrite(v, to, y * int(sizeof(float)), x);
  npu::surf2Dwrite(-1.0f, to, 4000, 0, npuBoundaryModeZero); // outside: dropped
  if (npu::surf2Dread<float>(from, 4000, 0, npuBoundaryModeZero) != 0.0f)
    npu::surf2Dwrite(-2.0f, to, 0, 0);
  if (npu::surf2Dread<float>(from, 4000, 0, npuBoundaryModeClamp) != npu::surf2Dread<float>(from, 8, 0))
    npu::surf2Dwrite(-3.0f, to, 0, 0);
}

TEST(ApiSurface, ReadsAndWrites) {
  texture_source<float> a({0, 1, 2, 3, 4, 5, 6, 7, 8}, 3, 3, npuArraySurfaceLoadStore);
  texture_source<float> b(std::vector<float>(9), 3, 3, npuArraySurfaceLoadStore);
  npuSurfaceObject_t from, to;
  ASSERT_NPU_SUCCESS(npuCreateSurfaceObject(&from, &a.resource));
  ASSERT_NPU_SUCCESS(npuCreateSurfaceObject(&to, &b.resource));
  NPU_LAUNCH(transpose, (1, dim3(3, 3)), from, to);
  float out[9];
  EXPECT_NPU_SUCCESS(npuMemcpy2DFromArray(out, 12, b.array, 0, 0, 12, 3, npuMemcpyDeviceToHost));
  EXPECT_EQ((std::vector<float>{0, 3, 6, 1, 4, 7, 2, 5, 8}), std::vector<float>(out, out + 9));
  npuResourceDesc described = {};
  EXPECT_NPU_SUCCESS(npuGetSurfaceObjectResourceDesc(&described, from));
  EXPECT_EQ(npuResourceTypeArray, described.resType);
  EXPECT_EQ(a.array, described.res.array.array);
  expect_error(npuErrorInvalidValue, npuGetSurfaceObjectResourceDesc(nullptr, from));
  EXPECT_NPU_SUCCESS(npuDestroySurfaceObject(from));
  EXPECT_NPU_SUCCESS(npuDestroySurfaceObject(to));
  EXPECT_NE(npuSuccess, npuGetSurfaceObjectResourceDesc(&described, from)); // destroyed
  npuGetLastError();
  npuResourceDesc linear = {};
  linear.resType = npuResourceTypeLinear;
  expect_error(npuErrorInvalidValue, npuCreateSurfaceObject(&to, &linear));
}

// --- references

static npu::texture<float, 1, npuReadModeElementType> linear_reference;
static npu::texture<unsigned char, npuTextureType2D, npuReadModeNormalizedFloat> plane_reference;
static npu::surface<void, npuSurfaceType2D> surface_reference;

NPU_GLOBAL void fetch_references(float *out) {
  out[0] = npu::tex1Dfetch(linear_reference, 2);
  out[1] = npu::tex2D(plane_reference, 0.75f, 0.25f);
  npu::surf2Dwrite((unsigned char)200, surface_reference, 0, 0);
}

TEST(ApiTextureReference, BindAndFetch) {
  float *d, *out;
  size_t offset = 9;
  ASSERT_NPU_SUCCESS(npuMallocManaged(&d, 4 * sizeof(float)));
  ASSERT_NPU_SUCCESS(npuMallocManaged(&out, 2 * sizeof(float)));
  for (int i = 0; i < 4; ++i)
    d[i] = float(i * i);
  texture_source<unsigned char> plane({10, 51, 102, 153}, 2, 2, npuArraySurfaceLoadStore);
  expect_error(npuErrorInvalidTextureBinding, npuGetTextureAlignmentOffset(&offset, linear_reference));
  ASSERT_NPU_SUCCESS(npuBindTexture(&offset, linear_reference, d, 4 * sizeof(float)));
  EXPECT_EQ(0u, offset);
  EXPECT_NPU_SUCCESS(npuGetTextureAlignmentOffset(&offset, linear_reference));
  plane_reference.normalized = 1;
  plane_reference.addressMode[0] = npuAddressModeWrap;
  ASSERT_NPU_SUCCESS(npuBindTextureToArray(plane_reference, plane.array));
  ASSERT_NPU_SUCCESS(npuBindSurfaceToArray(surface_reference, plane.array));
  NPU_LAUNCH(fetch_references, (1, 1), out);
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  EXPECT_EQ(4.0f, out[0]);
  EXPECT_FLOAT_EQ(0.2f, out[1]);
  unsigned char first = 0;
  EXPECT_NPU_SUCCESS(npuMemcpyFromArray(&first, plane.array, 0, 0, 1, npuMemcpyDeviceToHost));
  EXPECT_EQ(200, first);

  // The default size is the rest of the allocation; a new binding replaces the old one.
  ASSERT_NPU_SUCCESS(npuBindTexture(nullptr, linear_reference, d + 1));
  NPU_LAUNCH(fetch_references, (1, 1), out);
  EXPECT_NPU_SUCCESS(npuUnbindTexture(linear_reference)); // waits for the kernel
  EXPECT_EQ(9.0f, out[0]);
  NPU_LAUNCH(fetch_references, (1, 1), out);
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  EXPECT_EQ(0.0f, out[0]); // not bound
  EXPECT_NPU_SUCCESS(npuUnbindTexture(plane_reference));
  EXPECT_NPU_SUCCESS(npuFree(d));
  EXPECT_NPU_SUCCESS(npuFree(out));
}

static npu::texture<float, npuTextureType2D, npuReadModeElementType> image_reference;

NPU_GLOBAL void fetch_image(float *out, float x, float y, float level) {
  *out = level < 0 ? npu::tex2D(image_reference, x, y) : npu::tex2DLod(image_reference, x, y, level);
}

float image_at(float x, float y, float level = -1) {
  float *out, value;
  EXPECT_NPU_SUCCESS(npuMallocManaged(&out, sizeof(float)));
  NPU_LAUNCH(fetch_image, (1, 1), out, x, y, level);
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  value = *out;
  EXPECT_NPU_SUCCESS(npuFree(out));
  return value;
}

TEST(ApiTextureReference, PitchedMemoryAndMipmaps) {
  float *d;
  size_t pitch = 0, offset = 1;
  const float rows[2][3] = {{1, 2, 3}, {4, 5, 6}};
  const npuChannelFormatDesc desc = npuCreateChannelDesc<float>();
  ASSERT_NPU_SUCCESS(npuMallocPitch(&d, &pitch, 12, 2));
  ASSERT_NPU_SUCCESS(npuMemcpy2D(d, pitch, rows, 12, 12, 2, npuMemcpyHostToDevice));
  ASSERT_NPU_SUCCESS(npuBindTexture2D(&offset, &image_reference, d, &desc, 3, 2, pitch));
  EXPECT_EQ(0u, offset);
  EXPECT_EQ(6, image_at(2.5f, 1.5f));
  expect_error(npuErrorInvalidValue,
               npuBindTexture2D(&offset, &image_reference, nullptr, &desc, 3, 2, pitch));
  expect_error(npuErrorInvalidValue, npuBindTexture2D(&offset, &image_reference, d, nullptr, 3, 2, pitch));

  npuMipmappedArray_t mipmap;
  ASSERT_NPU_SUCCESS(npuMallocMipmappedArray(&mipmap, &desc, make_npuExtent(4, 4, 0), 2));
  for (unsigned level = 0; level < 2; ++level) {
    npuArray_t array;
    const size_t side = 4u >> level;
    std::vector<float> content(side * side, float(10 * (level + 1)));
    ASSERT_NPU_SUCCESS(npuGetMipmappedArrayLevel(&array, mipmap, level));
    ASSERT_NPU_SUCCESS(
        npuMemcpy2DToArray(array, 0, 0, content.data(), side * 4, side * 4, side, npuMemcpyHostToDevice));
  }
  image_reference.normalized = 1;
  image_reference.maxMipmapLevelClamp = 1;
  ASSERT_NPU_SUCCESS(npuBindTextureToMipmappedArray(&image_reference, mipmap, &desc));
  EXPECT_EQ(10, image_at(0.5f, 0.5f, 0));
  EXPECT_EQ(20, image_at(0.5f, 0.5f, 1));
  expect_error(npuErrorInvalidValue, npuBindTextureToMipmappedArray(&image_reference, mipmap, nullptr));
  EXPECT_NPU_SUCCESS(npuUnbindTexture(&image_reference));
  EXPECT_NPU_SUCCESS(npuFreeMipmappedArray(mipmap));
  EXPECT_NPU_SUCCESS(npuFree(d));
}

} // namespace
