// SPDX-License-Identifier: Apache-2.0
// What programs see of the first samples' cutil_inline_runtime.h.
#include "cutil_inline.h"
