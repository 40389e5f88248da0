// SPDX-License-Identifier: Apache-2.0
// Fast Fourier transforms (libnpufft) in one to three dimensions, of any length, in batches, of real and
// complex data. Transforms are not normalised: forward and back multiplies by the number of points. A
// transform of real data has the n / 2 + 1 first points of the last dimension; the others are their
// conjugates. A transform works in the stream of its plan. C and C++.
//
// Plans are made for data in a basic layout, each transform's points behind each other in row-major order
// (real data that is transformed in place with its rows padded to the length of the transformed rows), or one
// of the advanced layout: point (i, j, k) of transform b lies at b * dist + ((i * embed[1] + j) * embed[2] +
// k) * stride, counted in elements of the data's type. Plans need no work area: the sizes of one are 0.
#ifndef NPU_FFT_H
#define NPU_FFT_H

#include "npu/detail/macros_aside.inc"

#include "npu/complex.h"
#include "npu/library_types.h"
#include "npu/runtime.h"

typedef enum npufftResult_t {
  NPUFFT_SUCCESS = 0,
  NPUFFT_INVALID_PLAN = 1,
  NPUFFT_ALLOC_FAILED = 2,
  NPUFFT_INVALID_TYPE = 3,
  NPUFFT_INVALID_VALUE = 4,
  NPUFFT_INTERNAL_ERROR = 5,
  NPUFFT_EXEC_FAILED = 6,
  NPUFFT_SETUP_FAILED = 7,
  NPUFFT_INVALID_SIZE = 8,
  NPUFFT_UNALIGNED_DATA = 9,
  NPUFFT_INCOMPLETE_PARAMETER_LIST = 10,
  NPUFFT_INVALID_DEVICE = 11,
  NPUFFT_PARSE_ERROR = 12,
  NPUFFT_NO_WORKSPACE = 13,
  NPUFFT_NOT_IMPLEMENTED = 14,
  NPUFFT_LICENSE_ERROR = 15,
  NPUFFT_NOT_SUPPORTED = 16,
  NPUFFT_MISSING_DEPENDENCY = 17,
  NPUFFT_NVRTC_FAILURE = 18,
  NPUFFT_NVJITLINK_FAILURE = 19,
  NPUFFT_NVSHMEM_FAILURE = 20
} npufftResult;
typedef enum npufftType_t {
  NPUFFT_R2C = 0x2a,
  NPUFFT_C2R = 0x2c,
  NPUFFT_C2C = 0x29,
  NPUFFT_D2Z = 0x6a,
  NPUFFT_Z2D = 0x6c,
  NPUFFT_Z2Z = 0x69
} npufftType;
typedef enum npufftCompatibility_t { NPUFFT_COMPATIBILITY_FFTW_PADDING = 1 } npufftCompatibility;
#define NPUFFT_FORWARD (-1)
#define NPUFFT_INVERSE 1
#define NPUFFT_COMPATIBILITY_DEFAULT NPUFFT_COMPATIBILITY_FFTW_PADDING
#define NPUFFT_VERSION 11000
#define NPUFFTAPI // calling convention: the C one

typedef float npufftReal;
typedef double npufftDoubleReal;
typedef npuComplex npufftComplex;
typedef npuDoubleComplex npufftDoubleComplex;
typedef int npufftHandle;

NPU_API_BEGIN
npufftResult npufftPlan1d(npufftHandle *plan, int nx, npufftType type, int batch);
npufftResult npufftPlan2d(npufftHandle *plan, int nx, int ny, npufftType type);
npufftResult npufftPlan3d(npufftHandle *plan, int nx, int ny, int nz, npufftType type);
npufftResult npufftPlanMany(npufftHandle *plan, int rank, int *n, int *inembed, int istride, int idist,
                            int *onembed, int ostride, int odist, npufftType type, int batch);
npufftResult npufftMakePlan1d(npufftHandle plan, int nx, npufftType type, int batch, size_t *workSize);
npufftResult npufftMakePlan2d(npufftHandle plan, int nx, int ny, npufftType type, size_t *workSize);
npufftResult npufftMakePlan3d(npufftHandle plan, int nx, int ny, int nz, npufftType type, size_t *workSize);
npufftResult npufftMakePlanMany(npufftHandle plan, int rank, int *n, int *inembed, int istride, int idist,
                                int *onembed, int ostride, int odist, npufftType type, int batch,
                                size_t *workSize);
npufftResult npufftMakePlanMany64(npufftHandle plan, int rank, long long *n, long long *inembed,
                                  long long istride, long long idist, long long *onembed, long long ostride,
                                  long long odist, npufftType type, long long batch, size_t *workSize);
npufftResult npufftEstimate1d(int nx, npufftType type, int batch, size_t *workSize);
npufftResult npufftEstimate2d(int nx, int ny, npufftType type, size_t *workSize);
npufftResult npufftEstimate3d(int nx, int ny, int nz, npufftType type, size_t *workSize);
npufftResult npufftEstimateMany(int rank, int *n, int *inembed, int istride, int idist, int *onembed,
                                int ostride, int odist, npufftType type, int batch, size_t *workSize);
npufftResult npufftCreate(npufftHandle *handle);
npufftResult npufftDestroy(npufftHandle plan);
npufftResult npufftGetSize(npufftHandle handle, size_t *workSize);
npufftResult npufftGetSize1d(npufftHandle handle, int nx, npufftType type, int batch, size_t *workSize);
npufftResult npufftGetSize2d(npufftHandle handle, int nx, int ny, npufftType type, size_t *workSize);
npufftResult npufftGetSize3d(npufftHandle handle, int nx, int ny, int nz, npufftType type, size_t *workSize);
npufftResult npufftGetSizeMany(npufftHandle handle, int rank, int *n, int *inembed, int istride, int idist,
                               int *onembed, int ostride, int odist, npufftType type, int batch,
                               size_t *workArea);
npufftResult npufftSetWorkArea(npufftHandle plan, void *workArea);
npufftResult npufftSetAutoAllocation(npufftHandle plan, int autoAllocate);
npufftResult npufftSetStream(npufftHandle plan, npuStream_t stream);
npufftResult npufftGetVersion(int *version);
npufftResult npufftGetProperty(npuLibraryPropertyType type, int *value);
npufftResult npufftExecC2C(npufftHandle plan, npufftComplex *idata, npufftComplex *odata, int direction);
npufftResult npufftExecR2C(npufftHandle plan, npufftReal *idata, npufftComplex *odata);
npufftResult npufftExecC2R(npufftHandle plan, npufftComplex *idata, npufftReal *odata);
npufftResult npufftExecZ2Z(npufftHandle plan, npufftDoubleComplex *idata, npufftDoubleComplex *odata,
                           int direction);
npufftResult npufftExecD2Z(npufftHandle plan, npufftDoubleReal *idata, npufftDoubleComplex *odata);
npufftResult npufftExecZ2D(npufftHandle plan, npufftDoubleComplex *idata, npufftDoubleReal *odata);
NPU_API_END

// Transforms by data types (half and bfloat16, too: computed in float), and data spread over several devices.
// A descriptor's data lies in natural order before and after each transform, in equal shares of the first
// dimension.
#define NPU_XT_DESCRIPTOR_VERSION 0x01000000
#define MAX_NPU_DESCRIPTOR_GPUS 64
typedef struct npuXtDesc_t {
  int version, nGPUs;
  int GPUs[64];
  void *data[64];
  size_t size[64];
} npuXtDesc;
typedef struct npuLibXtDesc_t {
  int version;
  npuXtDesc *descriptor;
  int library, subFormat;
  void *libDescriptor;
} npuLibXtDesc;
typedef enum npufftXtSubFormat_t {
  NPUFFT_XT_FORMAT_INPUT = 0,
  NPUFFT_XT_FORMAT_OUTPUT = 1,
  NPUFFT_XT_FORMAT_INPLACE = 2,
  NPUFFT_XT_FORMAT_INPLACE_SHUFFLED = 3,
  NPUFFT_XT_FORMAT_1D_INPUT_SHUFFLED = 4
} npufftXtSubFormat;
typedef enum npufftXtCopyType_t {
  NPUFFT_COPY_HOST_TO_DEVICE = 0,
  NPUFFT_COPY_DEVICE_TO_HOST = 1,
  NPUFFT_COPY_DEVICE_TO_DEVICE = 2
} npufftXtCopyType;

NPU_API_BEGIN
npufftResult npufftXtSetGPUs(npufftHandle handle, int nGPUs, int *whichGPUs);
npufftResult npufftXtMalloc(npufftHandle plan, npuLibXtDesc **descriptor, npufftXtSubFormat format);
npufftResult npufftXtMemcpy(npufftHandle plan, void *dst, void *src, npufftXtCopyType type);
npufftResult npufftXtFree(npuLibXtDesc *descriptor);
npufftResult npufftXtExec(npufftHandle plan, void *input, void *output, int direction);
npufftResult npufftXtExecDescriptor(npufftHandle plan, npuLibXtDesc *input, npuLibXtDesc *output,
                                    int direction);
npufftResult npufftXtExecDescriptorC2C(npufftHandle plan, npuLibXtDesc *input, npuLibXtDesc *output,
                                       int direction);
npufftResult npufftXtExecDescriptorR2C(npufftHandle plan, npuLibXtDesc *input, npuLibXtDesc *output);
npufftResult npufftXtExecDescriptorC2R(npufftHandle plan, npuLibXtDesc *input, npuLibXtDesc *output);
npufftResult npufftXtExecDescriptorZ2Z(npufftHandle plan, npuLibXtDesc *input, npuLibXtDesc *output,
                                       int direction);
npufftResult npufftXtMakePlanMany(npufftHandle plan, int rank, long long *n, long long *inembed,
                                  long long istride, long long idist, npuDataType inputtype,
                                  long long *onembed, long long ostride, long long odist,
                                  npuDataType outputtype, long long batch, size_t *workSize,
                                  npuDataType executiontype);
npufftResult npufftXtGetSizeMany(npufftHandle plan, int rank, long long *n, long long *inembed,
                                 long long istride, long long idist, npuDataType inputtype,
                                 long long *onembed, long long ostride, long long odist,
                                 npuDataType outputtype, long long batch, size_t *workSize,
                                 npuDataType executiontype);
NPU_API_END

#include "npu/detail/macros_restored.inc"

#endif
