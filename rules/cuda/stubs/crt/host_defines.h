// SPDX-License-Identifier: Apache-2.0
// Older spelling of <host_defines.h>.
#include "../host_defines.h"
