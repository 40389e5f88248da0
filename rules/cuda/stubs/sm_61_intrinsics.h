// SPDX-License-Identifier: Apache-2.0
// The device functions are declared in one place, whatever architecture brought them.
#include "device_functions.h"
