// SPDX-License-Identifier: Apache-2.0
// Sharing with Direct3D 10 has no counterpart; the header is here so that the rest of a file that includes it
// parses.
#include "cuda.h"
#include "cuda_runtime_api.h"
