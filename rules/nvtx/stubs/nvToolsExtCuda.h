// SPDX-License-Identifier: Apache-2.0
// Older spelling of <nvtx3/nvToolsExtCuda.h>.
#include "nvtx3/nvToolsExtCuda.h"
