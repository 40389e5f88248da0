// SPDX-License-Identifier: Apache-2.0
// Asynchronous copies to shared memory.
#ifndef NPUIFY_CUDA_PIPELINE_PRIMITIVES_H
#define NPUIFY_CUDA_PIPELINE_PRIMITIVES_H

#include <npuify/macros_aside.inc>

#include <stddef.h>

#ifdef __cplusplus
#pragma clang force_cuda_host_device begin
void __pipeline_memcpy_async(void *dst_shared, const void *src_global, size_t size_and_align,
                             size_t zfill = 0);
void __pipeline_commit();
void __pipeline_wait_prior(size_t n);
#pragma clang force_cuda_host_device end
#endif

#include <npuify/macros_restored.inc>

#endif
