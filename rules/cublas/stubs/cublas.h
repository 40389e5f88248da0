// SPDX-License-Identifier: Apache-2.0
// The older header of cuBLAS. Its handle-less calls (removed from new programs) are not declared: they show
// up as unknown names.
#include "cublas_v2.h"
#ifdef __cplusplus
extern "C" {
#endif
cublasStatus_t cublasInit(void);
cublasStatus_t cublasShutdown(void);
cublasStatus_t cublasGetError(void);
cublasStatus_t cublasAlloc(int n, int elemSize, void **devicePtr);
cublasStatus_t cublasFree(void *devicePtr);
#ifdef __cplusplus
}
#endif
