// SPDX-License-Identifier: Apache-2.0
// An internal header of the SDK that programs include by name.
#include "device_functions.h"
#include "math_functions.h"
