// SPDX-License-Identifier: Apache-2.0
// Surface references stand with the texture references.
#include "cuda_texture_types.h"
