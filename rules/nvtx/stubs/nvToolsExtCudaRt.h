// SPDX-License-Identifier: Apache-2.0
// Older spelling of <nvtx3/nvToolsExtCudaRt.h>.
#include "nvtx3/nvToolsExtCudaRt.h"
