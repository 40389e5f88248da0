// SPDX-License-Identifier: Apache-2.0
// Stand-in for the header of that name that comes with CUDA's samples: the helpers that need no device.
#ifndef NPU_HELPERS_HELPER_FUNCTIONS_H
#define NPU_HELPERS_HELPER_FUNCTIONS_H

#include "npu/detail/macros_aside.inc"

#include "npu/helpers/helper_image.h"
#include "npu/helpers/helper_string.h"
#include "npu/helpers/helper_timer.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "npu/detail/macros_restored.inc"

#endif // NPU_HELPERS_HELPER_FUNCTIONS_H
