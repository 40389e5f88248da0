// SPDX-License-Identifier: Apache-2.0
// Makers of the small memory descriptors.
#ifndef NPUIFY_DRIVER_FUNCTIONS_H
#define NPUIFY_DRIVER_FUNCTIONS_H

#include <npuify/macros_aside.inc>

#include "driver_types.h"

struct cudaPitchedPtr make_cudaPitchedPtr(void *d, size_t p, size_t xsz, size_t ysz);
struct cudaPos make_cudaPos(size_t x, size_t y, size_t z);
struct cudaExtent make_cudaExtent(size_t w, size_t h, size_t d);

#include <npuify/macros_restored.inc>

#endif
