// SPDX-License-Identifier: Apache-2.0
// Older spelling of <nvtx3/nvToolsExt.h>.
#include "nvtx3/nvToolsExt.h"
