// SPDX-License-Identifier: Apache-2.0
// cuSOLVER for several devices: the handle; other calls show up as unknown names.
#include "cusolverDn.h"
#include "cusolverSp.h"

typedef struct cusolverMgContext *cusolverMgHandle_t;
#ifdef __cplusplus
extern "C" {
#endif
cusolverStatus_t cusolverMgCreate(cusolverMgHandle_t *handle);
cusolverStatus_t cusolverMgDestroy(cusolverMgHandle_t handle);
#ifdef __cplusplus
}
#endif
