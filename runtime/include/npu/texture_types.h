// SPDX-License-Identifier: Apache-2.0
// Texture and surface objects and their descriptors. C and C++.
#ifndef NPU_TEXTURE_TYPES_H
#define NPU_TEXTURE_TYPES_H

#include "npu/memory_types.h"

#define npuTextureType1D 0x01
#define npuTextureType2D 0x02
#define npuTextureType3D 0x03
#define npuTextureTypeCubemap 0x0C
#define npuTextureType1DLayered 0xF1
#define npuTextureType2DLayered 0xF2
#define npuTextureTypeCubemapLayered 0xFC

enum npuTextureAddressMode {
  npuAddressModeWrap = 0,
  npuAddressModeClamp = 1,
  npuAddressModeMirror = 2,
  npuAddressModeBorder = 3
};
enum npuTextureFilterMode { npuFilterModePoint = 0, npuFilterModeLinear = 1 };
enum npuTextureReadMode { npuReadModeElementType = 0, npuReadModeNormalizedFloat = 1 };

enum npuResourceType {
  npuResourceTypeArray = 0,
  npuResourceTypeMipmappedArray = 1,
  npuResourceTypeLinear = 2,
  npuResourceTypePitch2D = 3
};
struct npuResourceDesc {
  enum npuResourceType resType;
  union {
    struct {
      npuArray_t array;
    } array;
    struct {
      npuMipmappedArray_t mipmap;
    } mipmap;
    struct {
      void *devPtr;
      struct npuChannelFormatDesc desc;
      size_t sizeInBytes;
    } linear;
    struct {
      void *devPtr;
      struct npuChannelFormatDesc desc;
      size_t width, height, pitchInBytes;
    } pitch2D;
  } res;
};
enum npuResourceViewFormat {
  npuResViewFormatNone = 0x00,
  npuResViewFormatUnsignedChar1 = 0x01,
  npuResViewFormatUnsignedChar2 = 0x02,
  npuResViewFormatUnsignedChar4 = 0x03,
  npuResViewFormatSignedChar1 = 0x04,
  npuResViewFormatSignedChar2 = 0x05,
  npuResViewFormatSignedChar4 = 0x06,
  npuResViewFormatUnsignedShort1 = 0x07,
  npuResViewFormatUnsignedShort2 = 0x08,
  npuResViewFormatUnsignedShort4 = 0x09,
  npuResViewFormatSignedShort1 = 0x0a,
  npuResViewFormatSignedShort2 = 0x0b,
  npuResViewFormatSignedShort4 = 0x0c,
  npuResViewFormatUnsignedInt1 = 0x0d,
  npuResViewFormatUnsignedInt2 = 0x0e,
  npuResViewFormatUnsignedInt4 = 0x0f,
  npuResViewFormatSignedInt1 = 0x10,
  npuResViewFormatSignedInt2 = 0x11,
  npuResViewFormatSignedInt4 = 0x12,
  npuResViewFormatHalf1 = 0x13,
  npuResViewFormatHalf2 = 0x14,
  npuResViewFormatHalf4 = 0x15,
  npuResViewFormatFloat1 = 0x16,
  npuResViewFormatFloat2 = 0x17,
  npuResViewFormatFloat4 = 0x18,
  npuResViewFormatUnsignedBlockCompressed1 = 0x19,
  npuResViewFormatUnsignedBlockCompressed2 = 0x1a,
  npuResViewFormatUnsignedBlockCompressed3 = 0x1b,
  npuResViewFormatUnsignedBlockCompressed4 = 0x1c,
  npuResViewFormatSignedBlockCompressed4 = 0x1d,
  npuResViewFormatUnsignedBlockCompressed5 = 0x1e,
  npuResViewFormatSignedBlockCompressed5 = 0x1f,
  npuResViewFormatUnsignedBlockCompressed6H = 0x20,
  npuResViewFormatSignedBlockCompressed6H = 0x21,
  npuResViewFormatUnsignedBlockCompressed7 = 0x22
};
struct npuResourceViewDesc {
  enum npuResourceViewFormat format;
  size_t width, height, depth;
  unsigned int firstMipmapLevel, lastMipmapLevel, firstLayer, lastLayer;
};
struct npuTextureDesc {
  enum npuTextureAddressMode addressMode[3];
  enum npuTextureFilterMode filterMode;
  enum npuTextureReadMode readMode;
  int sRGB;
  float borderColor[4];
  int normalizedCoords;
  unsigned int maxAnisotropy;
  enum npuTextureFilterMode mipmapFilterMode;
  float mipmapLevelBias, minMipmapLevelClamp, maxMipmapLevelClamp;
  int disableTrilinearOptimization, seamlessCubemap;
};
typedef unsigned long long npuTextureObject_t;

#define npuSurfaceType1D 0x01
#define npuSurfaceType2D 0x02
#define npuSurfaceType3D 0x03
#define npuSurfaceTypeCubemap 0x0C
#define npuSurfaceType1DLayered 0xF1
#define npuSurfaceType2DLayered 0xF2

enum npuSurfaceBoundaryMode { npuBoundaryModeZero = 0, npuBoundaryModeClamp = 1, npuBoundaryModeTrap = 2 };
enum npuSurfaceFormatMode { npuFormatModeForced = 0, npuFormatModeAuto = 1 };
typedef unsigned long long npuSurfaceObject_t;

#endif
