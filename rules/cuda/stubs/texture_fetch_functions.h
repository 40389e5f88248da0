// SPDX-License-Identifier: Apache-2.0
// Texture fetches.
#include "npuify/texture_fetch.h"
