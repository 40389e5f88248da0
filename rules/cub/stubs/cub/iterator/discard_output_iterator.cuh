// SPDX-License-Identifier: Apache-2.0
// A part of CUB.
#include <cub/cub.cuh>
