// SPDX-License-Identifier: Apache-2.0
// Asynchronous copies to shared memory.
#include "cuda_pipeline_primitives.h"
