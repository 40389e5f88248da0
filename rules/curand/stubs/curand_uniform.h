// SPDX-License-Identifier: Apache-2.0
// A part of cuRAND that some programs include by name.
#include "curand_kernel.h"
