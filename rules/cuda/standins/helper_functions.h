// SPDX-License-Identifier: Apache-2.0
// What programs see of the samples' helper_functions.h; the runtime's npu/helpers/helper_functions.h stands
// in for it.
#ifndef NPUIFY_HELPER_FUNCTIONS_H
#define NPUIFY_HELPER_FUNCTIONS_H

#include <npuify/macros_aside.inc>

#include "helper_image.h"
#include "helper_string.h"
#include "helper_timer.h"
#include <algorithm>
#include <assert.h>
#include <math.h>
#include <stdint.h>

#include <npuify/macros_restored.inc>

#endif
