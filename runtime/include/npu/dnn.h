// SPDX-License-Identifier: Apache-2.0
// Layers of neural networks: convolution, activation, pooling, softmax, batch normalisation, tensor
// operations. Library npudnn. Tensors have up to 8 dimensions (batch, channels, then space) and any strides.
#ifndef NPU_DNN_H
#define NPU_DNN_H

#include "npu/runtime.h"

#include "npu/detail/export.h"
#include "npu/detail/macros_aside.inc"

#include <stddef.h>
#include <stdint.h>

#define NPUDNN_MAJOR 8
#define NPUDNN_MINOR 9
#define NPUDNN_PATCHLEVEL 0
#define NPUDNN_VERSION 8900
#define NPUDNN_DIM_MAX 8
#define NPUDNN_BN_MIN_EPSILON 0.0

typedef struct npudnnContext *npudnnHandle_t;
typedef struct npudnnTensorStruct *npudnnTensorDescriptor_t;
typedef struct npudnnFilterStruct *npudnnFilterDescriptor_t;
typedef struct npudnnConvolutionStruct *npudnnConvolutionDescriptor_t;
typedef struct npudnnPoolingStruct *npudnnPoolingDescriptor_t;
typedef struct npudnnActivationStruct *npudnnActivationDescriptor_t;
typedef struct npudnnLRNStruct *npudnnLRNDescriptor_t;
typedef struct npudnnOpTensorStruct *npudnnOpTensorDescriptor_t;
typedef struct npudnnReduceTensorStruct *npudnnReduceTensorDescriptor_t;
typedef struct npudnnDropoutStruct *npudnnDropoutDescriptor_t;
typedef struct npudnnRNNStruct *npudnnRNNDescriptor_t;

typedef enum {
  NPUDNN_STATUS_SUCCESS = 0,
  NPUDNN_STATUS_NOT_INITIALIZED = 1,
  NPUDNN_STATUS_ALLOC_FAILED = 2,
  NPUDNN_STATUS_BAD_PARAM = 3,
  NPUDNN_STATUS_INTERNAL_ERROR = 4,
  NPUDNN_STATUS_INVALID_VALUE = 5,
  NPUDNN_STATUS_ARCH_MISMATCH = 6,
  NPUDNN_STATUS_MAPPING_ERROR = 7,
  NPUDNN_STATUS_EXECUTION_FAILED = 8,
  NPUDNN_STATUS_NOT_SUPPORTED = 9
} npudnnStatus_t;
typedef enum {
  NPUDNN_DATA_FLOAT = 0,
  NPUDNN_DATA_DOUBLE = 1,
  NPUDNN_DATA_HALF = 2,
  NPUDNN_DATA_INT8 = 3,
  NPUDNN_DATA_INT32 = 4,
  NPUDNN_DATA_INT8x4 = 5,
  NPUDNN_DATA_UINT8 = 6,
  NPUDNN_DATA_BFLOAT16 = 9
} npudnnDataType_t;
typedef enum {
  NPUDNN_TENSOR_NCHW = 0,
  NPUDNN_TENSOR_NHWC = 1,
  NPUDNN_TENSOR_NCHW_VECT_C = 2
} npudnnTensorFormat_t;
typedef enum { NPUDNN_NOT_PROPAGATE_NAN = 0, NPUDNN_PROPAGATE_NAN = 1 } npudnnNanPropagation_t;
typedef enum { NPUDNN_DEFAULT_MATH = 0, NPUDNN_TENSOR_OP_MATH = 1, NPUDNN_FMA_MATH = 3 } npudnnMathType_t;
typedef enum { NPUDNN_CONVOLUTION = 0, NPUDNN_CROSS_CORRELATION = 1 } npudnnConvolutionMode_t;
typedef enum {
  NPUDNN_CONVOLUTION_FWD_ALGO_IMPLICIT_GEMM = 0,
  NPUDNN_CONVOLUTION_FWD_ALGO_IMPLICIT_PRECOMP_GEMM = 1,
  NPUDNN_CONVOLUTION_FWD_ALGO_GEMM = 2,
  NPUDNN_CONVOLUTION_FWD_ALGO_DIRECT = 3,
  NPUDNN_CONVOLUTION_FWD_ALGO_FFT = 4,
  NPUDNN_CONVOLUTION_FWD_ALGO_FFT_TILING = 5,
  NPUDNN_CONVOLUTION_FWD_ALGO_WINOGRAD = 6,
  NPUDNN_CONVOLUTION_FWD_ALGO_WINOGRAD_NONFUSED = 7
} npudnnConvolutionFwdAlgo_t;
typedef enum {
  NPUDNN_CONVOLUTION_BWD_DATA_ALGO_0 = 0,
  NPUDNN_CONVOLUTION_BWD_DATA_ALGO_1 = 1
} npudnnConvolutionBwdDataAlgo_t;
typedef enum {
  NPUDNN_CONVOLUTION_BWD_FILTER_ALGO_0 = 0,
  NPUDNN_CONVOLUTION_BWD_FILTER_ALGO_1 = 1,
  NPUDNN_CONVOLUTION_BWD_FILTER_ALGO_3 = 3
} npudnnConvolutionBwdFilterAlgo_t;
typedef enum {
  NPUDNN_CONVOLUTION_FWD_NO_WORKSPACE = 0,
  NPUDNN_CONVOLUTION_FWD_PREFER_FASTEST = 1
} npudnnConvolutionFwdPreference_t;
typedef struct {
  npudnnConvolutionFwdAlgo_t algo;
  npudnnStatus_t status;
  float time;
  size_t memory;
  int determinism;
  npudnnMathType_t mathType;
  int reserved[3];
} npudnnConvolutionFwdAlgoPerf_t;
typedef struct {
  npudnnConvolutionBwdDataAlgo_t algo;
  npudnnStatus_t status;
  float time;
  size_t memory;
  int determinism;
  npudnnMathType_t mathType;
  int reserved[3];
} npudnnConvolutionBwdDataAlgoPerf_t;
typedef struct {
  npudnnConvolutionBwdFilterAlgo_t algo;
  npudnnStatus_t status;
  float time;
  size_t memory;
  int determinism;
  npudnnMathType_t mathType;
  int reserved[3];
} npudnnConvolutionBwdFilterAlgoPerf_t;
typedef enum {
  NPUDNN_POOLING_MAX = 0,
  NPUDNN_POOLING_AVERAGE_COUNT_INCLUDE_PADDING = 1,
  NPUDNN_POOLING_AVERAGE_COUNT_EXCLUDE_PADDING = 2,
  NPUDNN_POOLING_MAX_DETERMINISTIC = 3
} npudnnPoolingMode_t;
typedef enum {
  NPUDNN_ACTIVATION_SIGMOID = 0,
  NPUDNN_ACTIVATION_RELU = 1,
  NPUDNN_ACTIVATION_TANH = 2,
  NPUDNN_ACTIVATION_CLIPPED_RELU = 3,
  NPUDNN_ACTIVATION_ELU = 4,
  NPUDNN_ACTIVATION_IDENTITY = 5
} npudnnActivationMode_t;
typedef enum {
  NPUDNN_SOFTMAX_FAST = 0,
  NPUDNN_SOFTMAX_ACCURATE = 1,
  NPUDNN_SOFTMAX_LOG = 2
} npudnnSoftmaxAlgorithm_t;
typedef enum { NPUDNN_SOFTMAX_MODE_INSTANCE = 0, NPUDNN_SOFTMAX_MODE_CHANNEL = 1 } npudnnSoftmaxMode_t;
typedef enum {
  NPUDNN_BATCHNORM_PER_ACTIVATION = 0,
  NPUDNN_BATCHNORM_SPATIAL = 1,
  NPUDNN_BATCHNORM_SPATIAL_PERSISTENT = 2
} npudnnBatchNormMode_t;
typedef enum {
  NPUDNN_OP_TENSOR_ADD = 0,
  NPUDNN_OP_TENSOR_MUL = 1,
  NPUDNN_OP_TENSOR_MIN = 2,
  NPUDNN_OP_TENSOR_MAX = 3,
  NPUDNN_OP_TENSOR_SQRT = 4,
  NPUDNN_OP_TENSOR_NOT = 5
} npudnnOpTensorOp_t;

#ifdef __cplusplus
extern "C" {
#endif
// alpha and beta point to float for tensors of float, half and bfloat16, to double for tensors of double, in
// host memory: result = alpha * operation + beta * what was there. Tensors of one call have one element type.
// BAD_PARAM for null or contradicting arguments, NOT_SUPPORTED for other element types.
NPU_API size_t npudnnGetVersion(void);
NPU_API const char *npudnnGetErrorString(npudnnStatus_t status);
NPU_API npudnnStatus_t npudnnCreate(npudnnHandle_t *handle);
NPU_API npudnnStatus_t npudnnDestroy(npudnnHandle_t handle);
NPU_API npudnnStatus_t npudnnSetStream(npudnnHandle_t handle, npuStream_t stream);
NPU_API npudnnStatus_t npudnnGetStream(npudnnHandle_t handle, npuStream_t *stream);

// Tensors and filters
NPU_API npudnnStatus_t npudnnCreateTensorDescriptor(npudnnTensorDescriptor_t *desc);
NPU_API npudnnStatus_t npudnnDestroyTensorDescriptor(npudnnTensorDescriptor_t desc);
NPU_API npudnnStatus_t npudnnSetTensor4dDescriptor(npudnnTensorDescriptor_t desc, npudnnTensorFormat_t format,
                                                   npudnnDataType_t type, int n, int c, int h, int w);
NPU_API npudnnStatus_t npudnnSetTensor4dDescriptorEx(npudnnTensorDescriptor_t desc, npudnnDataType_t type,
                                                     int n, int c, int h, int w, int nStride, int cStride,
                                                     int hStride, int wStride);
NPU_API npudnnStatus_t npudnnSetTensorNdDescriptor(npudnnTensorDescriptor_t desc, npudnnDataType_t type,
                                                   int nbDims, const int dim[], const int stride[]);
NPU_API npudnnStatus_t npudnnCreateFilterDescriptor(npudnnFilterDescriptor_t *desc);
NPU_API npudnnStatus_t npudnnDestroyFilterDescriptor(npudnnFilterDescriptor_t desc);
NPU_API npudnnStatus_t npudnnSetFilter4dDescriptor(npudnnFilterDescriptor_t desc, npudnnDataType_t type,
                                                   npudnnTensorFormat_t format, int k, int c, int h, int w);
NPU_API npudnnStatus_t npudnnSetFilterNdDescriptor(npudnnFilterDescriptor_t desc, npudnnDataType_t type,
                                                   npudnnTensorFormat_t format, int nbDims, const int dim[]);
NPU_API npudnnStatus_t npudnnAddTensor(npudnnHandle_t, const void *alpha,
                                       const npudnnTensorDescriptor_t aDesc, const void *A, const void *beta,
                                       const npudnnTensorDescriptor_t cDesc, void *C);
NPU_API npudnnStatus_t npudnnSetTensor(npudnnHandle_t, const npudnnTensorDescriptor_t yDesc, void *y,
                                       const void *value);
NPU_API npudnnStatus_t npudnnScaleTensor(npudnnHandle_t, const npudnnTensorDescriptor_t yDesc, void *y,
                                         const void *alpha);
NPU_API npudnnStatus_t npudnnTransformTensor(npudnnHandle_t, const void *alpha,
                                             const npudnnTensorDescriptor_t xDesc, const void *x,
                                             const void *beta, const npudnnTensorDescriptor_t yDesc, void *y);

// Convolution: in 2 dimensions, or 3 by the Nd functions; groups, strides, padding, dilation. All algorithms
// are one, which needs no workspace.
NPU_API npudnnStatus_t npudnnCreateConvolutionDescriptor(npudnnConvolutionDescriptor_t *desc);
NPU_API npudnnStatus_t npudnnDestroyConvolutionDescriptor(npudnnConvolutionDescriptor_t desc);
NPU_API npudnnStatus_t npudnnSetConvolution2dDescriptor(npudnnConvolutionDescriptor_t desc, int padH,
                                                        int padW, int u, int v, int dilationH, int dilationW,
                                                        npudnnConvolutionMode_t mode,
                                                        npudnnDataType_t computeType);
NPU_API npudnnStatus_t npudnnSetConvolutionNdDescriptor(npudnnConvolutionDescriptor_t desc, int length,
                                                        const int pad[], const int stride[],
                                                        const int dilation[], npudnnConvolutionMode_t mode,
                                                        npudnnDataType_t computeType);
NPU_API npudnnStatus_t npudnnSetConvolutionMathType(npudnnConvolutionDescriptor_t desc,
                                                    npudnnMathType_t type);
NPU_API npudnnStatus_t npudnnSetConvolutionGroupCount(npudnnConvolutionDescriptor_t desc, int groupCount);
NPU_API npudnnStatus_t npudnnGetConvolution2dForwardOutputDim(const npudnnConvolutionDescriptor_t desc,
                                                              const npudnnTensorDescriptor_t x,
                                                              const npudnnFilterDescriptor_t w, int *n,
                                                              int *c, int *h, int *width);
NPU_API npudnnStatus_t npudnnFindConvolutionForwardAlgorithm(npudnnHandle_t, const npudnnTensorDescriptor_t x,
                                                             const npudnnFilterDescriptor_t w,
                                                             const npudnnConvolutionDescriptor_t conv,
                                                             const npudnnTensorDescriptor_t y, int requested,
                                                             int *returned,
                                                             npudnnConvolutionFwdAlgoPerf_t *results);
NPU_API npudnnStatus_t npudnnGetConvolutionForwardAlgorithm_v7(
    npudnnHandle_t, const npudnnTensorDescriptor_t x, const npudnnFilterDescriptor_t w,
    const npudnnConvolutionDescriptor_t conv, const npudnnTensorDescriptor_t y, int requested, int *returned,
    npudnnConvolutionFwdAlgoPerf_t *results);
NPU_API npudnnStatus_t npudnnGetConvolutionForwardAlgorithm(npudnnHandle_t, const npudnnTensorDescriptor_t x,
                                                            const npudnnFilterDescriptor_t w,
                                                            const npudnnConvolutionDescriptor_t conv,
                                                            const npudnnTensorDescriptor_t y,
                                                            npudnnConvolutionFwdPreference_t preference,
                                                            size_t limit, npudnnConvolutionFwdAlgo_t *algo);
NPU_API npudnnStatus_t npudnnGetConvolutionForwardWorkspaceSize(
    npudnnHandle_t, const npudnnTensorDescriptor_t x, const npudnnFilterDescriptor_t w,
    const npudnnConvolutionDescriptor_t conv, const npudnnTensorDescriptor_t y,
    npudnnConvolutionFwdAlgo_t algo, size_t *size);
NPU_API npudnnStatus_t npudnnConvolutionForward(npudnnHandle_t, const void *alpha,
                                                const npudnnTensorDescriptor_t xDesc, const void *x,
                                                const npudnnFilterDescriptor_t wDesc, const void *w,
                                                const npudnnConvolutionDescriptor_t conv,
                                                npudnnConvolutionFwdAlgo_t algo, void *workspace,
                                                size_t workspaceSize, const void *beta,
                                                const npudnnTensorDescriptor_t yDesc, void *y);
NPU_API npudnnStatus_t npudnnFindConvolutionBackwardDataAlgorithm(
    npudnnHandle_t, const npudnnFilterDescriptor_t w, const npudnnTensorDescriptor_t dy,
    const npudnnConvolutionDescriptor_t conv, const npudnnTensorDescriptor_t dx, int requested, int *returned,
    npudnnConvolutionBwdDataAlgoPerf_t *results);
NPU_API npudnnStatus_t npudnnGetConvolutionBackwardDataAlgorithm_v7(
    npudnnHandle_t, const npudnnFilterDescriptor_t w, const npudnnTensorDescriptor_t dy,
    const npudnnConvolutionDescriptor_t conv, const npudnnTensorDescriptor_t dx, int requested, int *returned,
    npudnnConvolutionBwdDataAlgoPerf_t *results);
NPU_API npudnnStatus_t npudnnGetConvolutionBackwardDataWorkspaceSize(
    npudnnHandle_t, const npudnnFilterDescriptor_t w, const npudnnTensorDescriptor_t dy,
    const npudnnConvolutionDescriptor_t conv, const npudnnTensorDescriptor_t dx,
    npudnnConvolutionBwdDataAlgo_t algo, size_t *size);
NPU_API npudnnStatus_t npudnnConvolutionBackwardData(npudnnHandle_t, const void *alpha,
                                                     const npudnnFilterDescriptor_t wDesc, const void *w,
                                                     const npudnnTensorDescriptor_t dyDesc, const void *dy,
                                                     const npudnnConvolutionDescriptor_t conv,
                                                     npudnnConvolutionBwdDataAlgo_t algo, void *workspace,
                                                     size_t workspaceSize, const void *beta,
                                                     const npudnnTensorDescriptor_t dxDesc, void *dx);
NPU_API npudnnStatus_t npudnnFindConvolutionBackwardFilterAlgorithm(
    npudnnHandle_t, const npudnnTensorDescriptor_t x, const npudnnTensorDescriptor_t dy,
    const npudnnConvolutionDescriptor_t conv, const npudnnFilterDescriptor_t dw, int requested, int *returned,
    npudnnConvolutionBwdFilterAlgoPerf_t *results);
NPU_API npudnnStatus_t npudnnGetConvolutionBackwardFilterAlgorithm_v7(
    npudnnHandle_t, const npudnnTensorDescriptor_t x, const npudnnTensorDescriptor_t dy,
    const npudnnConvolutionDescriptor_t conv, const npudnnFilterDescriptor_t dw, int requested, int *returned,
    npudnnConvolutionBwdFilterAlgoPerf_t *results);
NPU_API npudnnStatus_t npudnnGetConvolutionBackwardFilterWorkspaceSize(
    npudnnHandle_t, const npudnnTensorDescriptor_t x, const npudnnTensorDescriptor_t dy,
    const npudnnConvolutionDescriptor_t conv, const npudnnFilterDescriptor_t dw,
    npudnnConvolutionBwdFilterAlgo_t algo, size_t *size);
NPU_API npudnnStatus_t npudnnConvolutionBackwardFilter(npudnnHandle_t, const void *alpha,
                                                       const npudnnTensorDescriptor_t xDesc, const void *x,
                                                       const npudnnTensorDescriptor_t dyDesc, const void *dy,
                                                       const npudnnConvolutionDescriptor_t conv,
                                                       npudnnConvolutionBwdFilterAlgo_t algo, void *workspace,
                                                       size_t workspaceSize, const void *beta,
                                                       const npudnnFilterDescriptor_t dwDesc, void *dw);
NPU_API npudnnStatus_t npudnnConvolutionBackwardBias(npudnnHandle_t, const void *alpha,
                                                     const npudnnTensorDescriptor_t dyDesc, const void *dy,
                                                     const void *beta, const npudnnTensorDescriptor_t dbDesc,
                                                     void *db);

// Activation, pooling, softmax, normalisation
NPU_API npudnnStatus_t npudnnCreateActivationDescriptor(npudnnActivationDescriptor_t *desc);
NPU_API npudnnStatus_t npudnnDestroyActivationDescriptor(npudnnActivationDescriptor_t desc);
NPU_API npudnnStatus_t npudnnSetActivationDescriptor(npudnnActivationDescriptor_t desc,
                                                     npudnnActivationMode_t mode, npudnnNanPropagation_t nan,
                                                     double coef);
NPU_API npudnnStatus_t npudnnActivationForward(npudnnHandle_t, npudnnActivationDescriptor_t desc,
                                               const void *alpha, const npudnnTensorDescriptor_t xDesc,
                                               const void *x, const void *beta,
                                               const npudnnTensorDescriptor_t yDesc, void *y);
NPU_API npudnnStatus_t npudnnActivationBackward(npudnnHandle_t, npudnnActivationDescriptor_t desc,
                                                const void *alpha, const npudnnTensorDescriptor_t yDesc,
                                                const void *y, const npudnnTensorDescriptor_t dyDesc,
                                                const void *dy, const npudnnTensorDescriptor_t xDesc,
                                                const void *x, const void *beta,
                                                const npudnnTensorDescriptor_t dxDesc, void *dx);
NPU_API npudnnStatus_t npudnnCreatePoolingDescriptor(npudnnPoolingDescriptor_t *desc);
NPU_API npudnnStatus_t npudnnDestroyPoolingDescriptor(npudnnPoolingDescriptor_t desc);
NPU_API npudnnStatus_t npudnnSetPooling2dDescriptor(npudnnPoolingDescriptor_t desc, npudnnPoolingMode_t mode,
                                                    npudnnNanPropagation_t nan, int windowHeight,
                                                    int windowWidth, int padH, int padW, int strideH,
                                                    int strideW);
NPU_API npudnnStatus_t npudnnGetPooling2dForwardOutputDim(const npudnnPoolingDescriptor_t desc,
                                                          const npudnnTensorDescriptor_t x, int *n, int *c,
                                                          int *h, int *w);
NPU_API npudnnStatus_t npudnnPoolingForward(npudnnHandle_t, const npudnnPoolingDescriptor_t desc,
                                            const void *alpha, const npudnnTensorDescriptor_t xDesc,
                                            const void *x, const void *beta,
                                            const npudnnTensorDescriptor_t yDesc, void *y);
NPU_API npudnnStatus_t npudnnPoolingBackward(npudnnHandle_t, const npudnnPoolingDescriptor_t desc,
                                             const void *alpha, const npudnnTensorDescriptor_t yDesc,
                                             const void *y, const npudnnTensorDescriptor_t dyDesc,
                                             const void *dy, const npudnnTensorDescriptor_t xDesc,
                                             const void *x, const void *beta,
                                             const npudnnTensorDescriptor_t dxDesc, void *dx);
NPU_API npudnnStatus_t npudnnSoftmaxForward(npudnnHandle_t, npudnnSoftmaxAlgorithm_t algo,
                                            npudnnSoftmaxMode_t mode, const void *alpha,
                                            const npudnnTensorDescriptor_t xDesc, const void *x,
                                            const void *beta, const npudnnTensorDescriptor_t yDesc, void *y);
NPU_API npudnnStatus_t npudnnSoftmaxBackward(npudnnHandle_t, npudnnSoftmaxAlgorithm_t algo,
                                             npudnnSoftmaxMode_t mode, const void *alpha,
                                             const npudnnTensorDescriptor_t yDesc, const void *y,
                                             const npudnnTensorDescriptor_t dyDesc, const void *dy,
                                             const void *beta, const npudnnTensorDescriptor_t dxDesc,
                                             void *dx);
NPU_API npudnnStatus_t npudnnDeriveBNTensorDescriptor(npudnnTensorDescriptor_t derived,
                                                      const npudnnTensorDescriptor_t x,
                                                      npudnnBatchNormMode_t mode);
NPU_API npudnnStatus_t npudnnBatchNormalizationForwardTraining(
    npudnnHandle_t, npudnnBatchNormMode_t mode, const void *alpha, const void *beta,
    const npudnnTensorDescriptor_t xDesc, const void *x, const npudnnTensorDescriptor_t yDesc, void *y,
    const npudnnTensorDescriptor_t bnDesc, const void *scale, const void *bias, double factor,
    void *runningMean, void *runningVariance, double epsilon, void *savedMean, void *savedInvVariance);
NPU_API npudnnStatus_t npudnnBatchNormalizationForwardInference(
    npudnnHandle_t, npudnnBatchNormMode_t mode, const void *alpha, const void *beta,
    const npudnnTensorDescriptor_t xDesc, const void *x, const npudnnTensorDescriptor_t yDesc, void *y,
    const npudnnTensorDescriptor_t bnDesc, const void *scale, const void *bias, const void *mean,
    const void *variance, double epsilon);
NPU_API npudnnStatus_t npudnnBatchNormalizationBackward(
    npudnnHandle_t, npudnnBatchNormMode_t mode, const void *alphaData, const void *betaData,
    const void *alphaParam, const void *betaParam, const npudnnTensorDescriptor_t xDesc, const void *x,
    const npudnnTensorDescriptor_t dyDesc, const void *dy, const npudnnTensorDescriptor_t dxDesc, void *dx,
    const npudnnTensorDescriptor_t bnDesc, const void *scale, void *scaleDiff, void *biasDiff, double epsilon,
    const void *savedMean, const void *savedInvVariance);
NPU_API npudnnStatus_t npudnnCreateOpTensorDescriptor(npudnnOpTensorDescriptor_t *desc);
NPU_API npudnnStatus_t npudnnDestroyOpTensorDescriptor(npudnnOpTensorDescriptor_t desc);
NPU_API npudnnStatus_t npudnnSetOpTensorDescriptor(npudnnOpTensorDescriptor_t desc, npudnnOpTensorOp_t op,
                                                   npudnnDataType_t type, npudnnNanPropagation_t nan);
NPU_API npudnnStatus_t npudnnOpTensor(npudnnHandle_t, const npudnnOpTensorDescriptor_t desc,
                                      const void *alpha1, const npudnnTensorDescriptor_t aDesc, const void *A,
                                      const void *alpha2, const npudnnTensorDescriptor_t bDesc, const void *B,
                                      const void *beta, const npudnnTensorDescriptor_t cDesc, void *C);
#ifdef __cplusplus
}
#endif

#include "npu/detail/macros_restored.inc"

#endif
