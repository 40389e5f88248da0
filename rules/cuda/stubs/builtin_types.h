// SPDX-License-Identifier: Apache-2.0
// All builtin types.
#include "driver_types.h"
#include "vector_types.h"
