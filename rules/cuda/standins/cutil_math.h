// SPDX-License-Identifier: Apache-2.0
// What programs see of the first samples' cutil_math.h.
#include "helper_math.h"
