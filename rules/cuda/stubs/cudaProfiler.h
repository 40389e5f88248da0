// SPDX-License-Identifier: Apache-2.0
// Start and stop of the profiler, declared with the rest of the driver API.
#include "cuda.h"
