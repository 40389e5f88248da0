// SPDX-License-Identifier: Apache-2.0
// A part of cooperative groups that some programs include by name.
#include "../memcpy_async.h"
