// SPDX-License-Identifier: Apache-2.0
// cudaCreateChannelDesc in its C++ form.
#ifndef NPUIFY_CHANNEL_DESCRIPTOR_H
#define NPUIFY_CHANNEL_DESCRIPTOR_H

#include <npuify/macros_aside.inc>

#include "cuda_runtime_api.h"
#ifdef __cplusplus
template <class T> cudaChannelFormatDesc cudaCreateChannelDesc();
cudaChannelFormatDesc cudaCreateChannelDescHalf();
cudaChannelFormatDesc cudaCreateChannelDescHalf1();
cudaChannelFormatDesc cudaCreateChannelDescHalf2();
cudaChannelFormatDesc cudaCreateChannelDescHalf4();
#endif

#include <npuify/macros_restored.inc>

#endif
