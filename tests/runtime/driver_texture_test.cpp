// SPDX-License-Identifier: Apache-2.0
// Driver API: arrays, texture objects, surface objects.
#include "driver_support.h"

#include <numeric>
#include <vector>

namespace {

std::vector<float> numbers(size_t n) {
  std::vector<float> v(n);
  std::iota(v.begin(), v.end(), 1.f);
  return v;
}

// An array of float that is destroyed at the end of the test.
struct float_array {
  NPUarray handle = nullptr;

  float_array(size_t width, size_t height) {
    const NPU_ARRAY_DESCRIPTOR d = {width, height, NPU_AD_FORMAT_FLOAT, 1};
    EXPECT_DRV_SUCCESS(npudrvArrayCreate(&handle, &d));
  }
  ~float_array() { EXPECT_DRV_SUCCESS(npudrvArrayDestroy(handle)); }
  float_array(const float_array &) = delete;

  operator NPUarray() const { return handle; }
};

TEST(DriverArray, KnowsItsDescription) {
  for (NPUarray_format format :
       {NPU_AD_FORMAT_UNSIGNED_INT8, NPU_AD_FORMAT_UNSIGNED_INT16, NPU_AD_FORMAT_UNSIGNED_INT32,
        NPU_AD_FORMAT_SIGNED_INT8, NPU_AD_FORMAT_SIGNED_INT16, NPU_AD_FORMAT_SIGNED_INT32, NPU_AD_FORMAT_HALF,
        NPU_AD_FORMAT_FLOAT})
    for (unsigned channels : {1u, 2u, 4u}) {
      NPUarray a = nullptr;
      const NPU_ARRAY_DESCRIPTOR d = {16, 8, format, channels};
      ASSERT_DRV_SUCCESS(npudrvArrayCreate(&a, &d));
      NPU_ARRAY_DESCRIPTOR same = {};
      EXPECT_DRV_SUCCESS(npudrvArrayGetDescriptor(&same, a));
      EXPECT_EQ(16u, same.Width);
      EXPECT_EQ(8u, same.Height);
      EXPECT_EQ(format, same.Format);
      EXPECT_EQ(channels, same.NumChannels);
      EXPECT_DRV_SUCCESS(npudrvArrayDestroy(a));
    }
  NPUarray layered = nullptr;
  const NPU_ARRAY3D_DESCRIPTOR d = {8, 4, 3, NPU_AD_FORMAT_SIGNED_INT16, 2, NPU_ARRAY3D_LAYERED};
  ASSERT_DRV_SUCCESS(npudrvArray3DCreate(&layered, &d));
  NPU_ARRAY3D_DESCRIPTOR same = {};
  EXPECT_DRV_SUCCESS(npudrvArray3DGetDescriptor(&same, layered));
  EXPECT_EQ(3u, same.Depth);
  EXPECT_EQ(unsigned(NPU_ARRAY3D_LAYERED), same.Flags);
  EXPECT_EQ(NPU_AD_FORMAT_SIGNED_INT16, same.Format);
  EXPECT_DRV_SUCCESS(npudrvArrayDestroy(layered));
}

TEST(DriverArray, RefusesBadArguments) {
  NPUarray a = nullptr;
  NPU_ARRAY_DESCRIPTOR d = {16, 0, NPU_AD_FORMAT_FLOAT, 3};
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvArrayCreate(&a, &d)); // three channels
  d.NumChannels = 1;
  d.Format = NPUarray_format(0x55);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvArrayCreate(&a, &d));
  d.Format = NPU_AD_FORMAT_FLOAT;
  d.Width = 0;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvArrayCreate(&a, &d));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvArrayCreate(nullptr, &d));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvArray3DCreate(&a, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvArrayDestroy(nullptr));
  int no_array;
  const auto wild = reinterpret_cast<NPUarray>(&no_array);
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvArrayDestroy(wild));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvArrayGetDescriptor(&d, wild));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvArrayGetDescriptor(nullptr, wild));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvMemcpyHtoA(wild, 0, &no_array, 4));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvMemcpyAtoH(&no_array, wild, 0, 4));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvMemcpyAtoA(wild, 0, wild, 0, 4));
}

TEST(DriverArray, Mipmaps) {
  NPUmipmappedArray m = nullptr;
  const NPU_ARRAY3D_DESCRIPTOR d = {16, 8, 0, NPU_AD_FORMAT_UNSIGNED_INT8, 4, 0};
  ASSERT_DRV_SUCCESS(npudrvMipmappedArrayCreate(&m, &d, 3));
  NPUarray level = nullptr;
  EXPECT_DRV_SUCCESS(npudrvMipmappedArrayGetLevel(&level, m, 2));
  NPU_ARRAY_DESCRIPTOR facts = {};
  EXPECT_DRV_SUCCESS(npudrvArrayGetDescriptor(&facts, level));
  EXPECT_EQ(4u, facts.Width);
  EXPECT_EQ(2u, facts.Height);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMipmappedArrayGetLevel(&level, m, 3));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMipmappedArrayGetLevel(nullptr, m, 0));
  EXPECT_DRV_SUCCESS(npudrvMipmappedArrayDestroy(m));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvMipmappedArrayDestroy(m));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvMipmappedArrayDestroy(nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMipmappedArrayCreate(&m, nullptr, 1));
}

TEST(DriverArray, CopiesInOneDimension) {
  const std::vector<float> source = numbers(32);
  std::vector<float> result(32);
  float_array a(32, 0), b(32, 0);
  driver_memory memory(128);
  EXPECT_DRV_SUCCESS(npudrvMemcpyHtoA(a, 0, source.data(), 128));
  EXPECT_DRV_SUCCESS(npudrvMemcpyAtoA(b, 0, a, 64, 64)); // the second half first
  EXPECT_DRV_SUCCESS(npudrvMemcpyAtoD(memory, a, 0, 64));
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoA(b, 64, memory, 64));
  EXPECT_DRV_SUCCESS(npudrvMemcpyAtoH(result.data(), b, 0, 128));
  EXPECT_EQ(17.f, result[0]);
  EXPECT_EQ(32.f, result[15]);
  EXPECT_EQ(1.f, result[16]);
  EXPECT_EQ(16.f, result[31]);

  NPUstream s = nullptr;
  ASSERT_DRV_SUCCESS(npudrvStreamCreate(&s, 0));
  EXPECT_DRV_SUCCESS(npudrvMemcpyHtoAAsync(b, 0, source.data(), 128, s));
  EXPECT_DRV_SUCCESS(npudrvMemcpyAtoHAsync(result.data(), b, 0, 128, s));
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(s));
  EXPECT_EQ(source, result);
  EXPECT_DRV_SUCCESS(npudrvStreamDestroy(s));

  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpyHtoA(a, 4, source.data(), 128));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpyAtoH(result.data(), a, 129, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpyAtoA(a, 0, b, 64, 128));
}

TEST(DriverArray, CopiesInTwoAndThreeDimensions) {
  const std::vector<float> source = numbers(8 * 4);
  float_array a(8, 4);
  NPU_MEMCPY2D c = {};
  c.srcMemoryType = NPU_MEMORYTYPE_HOST;
  c.srcHost = source.data();
  c.srcPitch = 32;
  c.dstMemoryType = NPU_MEMORYTYPE_ARRAY;
  c.dstArray = a;
  c.WidthInBytes = 32;
  c.Height = 4;
  EXPECT_DRV_SUCCESS(npudrvMemcpy2D(&c));
  NPU_MEMCPY3D back = {};
  float part[4] = {};
  back.srcMemoryType = NPU_MEMORYTYPE_ARRAY;
  back.srcArray = a;
  back.srcXInBytes = 8;
  back.srcY = 1;
  back.dstMemoryType = NPU_MEMORYTYPE_HOST;
  back.dstHost = part;
  back.dstPitch = 8;
  back.WidthInBytes = 8;
  back.Height = 2;
  back.Depth = 1;
  EXPECT_DRV_SUCCESS(npudrvMemcpy3D(&back));
  EXPECT_EQ(11.f, part[0]);
  EXPECT_EQ(20.f, part[3]);
  back.srcY = 3; // one row too far
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpy3D(&back));
  back.srcY = 1;
  back.srcZ = 1;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpy3D(&back));
  c.dstXInBytes = 4;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvMemcpy2D(&c));
  c.dstArray = nullptr;
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvMemcpy2D(&c));
}

// What the driver's flags become: read back through the host API, whose objects these are.
TEST(DriverTexture, TranslatesItsDescription) {
  float_array floats(8, 8);
  NPUarray bytes = nullptr;
  const NPU_ARRAY_DESCRIPTOR of_bytes = {8, 8, NPU_AD_FORMAT_UNSIGNED_INT8, 4};
  ASSERT_DRV_SUCCESS(npudrvArrayCreate(&bytes, &of_bytes));
  const auto description = [](NPUarray array, unsigned flags) {
    NPU_RESOURCE_DESC resource = {};
    resource.resType = NPU_RESOURCE_TYPE_ARRAY;
    resource.res.array.hArray = array;
    NPU_TEXTURE_DESC texture = {};
    texture.addressMode[0] = NPU_TR_ADDRESS_MODE_MIRROR;
    texture.filterMode = NPU_TR_FILTER_MODE_LINEAR;
    texture.flags = flags;
    texture.borderColor[2] = 0.5f;
    texture.maxMipmapLevelClamp = 3;
    NPUtexObject t = 0;
    npuTextureDesc d = {};
    EXPECT_DRV_SUCCESS(npudrvTexObjectCreate(&t, &resource, &texture, nullptr));
    EXPECT_EQ(npuSuccess, npuGetTextureObjectTextureDesc(&d, t));
    EXPECT_DRV_SUCCESS(npudrvTexObjectDestroy(t));
    return d;
  };
  npuTextureDesc d = description(floats, NPU_TRSF_NORMALIZED_COORDINATES);
  EXPECT_EQ(npuAddressModeMirror, d.addressMode[0]);
  EXPECT_EQ(npuFilterModeLinear, d.filterMode);
  EXPECT_EQ(npuReadModeElementType, d.readMode);
  EXPECT_EQ(1, d.normalizedCoords);
  EXPECT_EQ(0.5f, d.borderColor[2]);
  EXPECT_EQ(3.f, d.maxMipmapLevelClamp);
  d = description(bytes, 0);
  EXPECT_EQ(npuReadModeNormalizedFloat, d.readMode);
  EXPECT_EQ(0, d.normalizedCoords);
  d = description(bytes, NPU_TRSF_SRGB);
  EXPECT_EQ(1, d.sRGB);
  EXPECT_DRV_SUCCESS(npudrvArrayDestroy(bytes));
}

TEST(DriverTexture, OfMemoryAndErrors) {
  driver_memory memory(1024);
  NPU_RESOURCE_DESC resource = {};
  resource.resType = NPU_RESOURCE_TYPE_LINEAR;
  resource.res.linear.devPtr = memory;
  resource.res.linear.format = NPU_AD_FORMAT_FLOAT;
  resource.res.linear.numChannels = 1;
  resource.res.linear.sizeInBytes = 1024;
  NPU_TEXTURE_DESC texture = {};
  texture.flags = NPU_TRSF_READ_AS_INTEGER;
  NPUtexObject t = 0;
  EXPECT_DRV_SUCCESS(npudrvTexObjectCreate(&t, &resource, &texture, nullptr));
  npuResourceDesc d = {};
  EXPECT_EQ(npuSuccess, npuGetTextureObjectResourceDesc(&d, t));
  EXPECT_EQ(npuResourceTypeLinear, d.resType);
  EXPECT_EQ(reinterpret_cast<void *>(memory.address), d.res.linear.devPtr);
  EXPECT_EQ(32, d.res.linear.desc.x);
  EXPECT_DRV_SUCCESS(npudrvTexObjectDestroy(t));

  resource.res.linear.numChannels = 3;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexObjectCreate(&t, &resource, &texture, nullptr));
  resource.res.linear.numChannels = 1;
  texture.flags = 0x8000;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexObjectCreate(&t, &resource, &texture, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexObjectCreate(nullptr, &resource, &texture, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexObjectCreate(&t, &resource, nullptr, nullptr));
  texture.flags = 0;
  resource.resType = NPUresourcetype(9);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexObjectCreate(&t, &resource, &texture, nullptr));
  resource.resType = NPU_RESOURCE_TYPE_ARRAY;
  resource.res.array.hArray = nullptr;
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvTexObjectCreate(&t, &resource, &texture, nullptr));
  resource.resType = NPU_RESOURCE_TYPE_MIPMAPPED_ARRAY;
  resource.res.mipmap.hMipmappedArray = nullptr;
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvTexObjectCreate(&t, &resource, &texture, nullptr));
}

TEST(DriverSurface, OfArraysMadeForIt) {
  NPUarray a = nullptr;
  const NPU_ARRAY3D_DESCRIPTOR d = {8, 8, 0, NPU_AD_FORMAT_FLOAT, 1, NPU_ARRAY3D_SURFACE_LDST};
  ASSERT_DRV_SUCCESS(npudrvArray3DCreate(&a, &d));
  NPU_RESOURCE_DESC resource = {};
  resource.resType = NPU_RESOURCE_TYPE_ARRAY;
  resource.res.array.hArray = a;
  NPUsurfObject s = 0;
  EXPECT_DRV_SUCCESS(npudrvSurfObjectCreate(&s, &resource));
  EXPECT_DRV_SUCCESS(npudrvSurfObjectDestroy(s));
  EXPECT_NE(NPU_SUCCESS, npudrvSurfObjectDestroy(s));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvSurfObjectCreate(nullptr, &resource));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvSurfObjectCreate(&s, nullptr));
  EXPECT_DRV_SUCCESS(npudrvArrayDestroy(a));
}

} // namespace
