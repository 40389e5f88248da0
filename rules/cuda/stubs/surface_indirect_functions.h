// SPDX-License-Identifier: Apache-2.0
// Surface reads and writes.
#include "npuify/surface_access.h"
