// SPDX-License-Identifier: Apache-2.0
// Every type of the runtime API, by subject.
#ifndef NPUIFY_DRIVER_TYPES_H
#define NPUIFY_DRIVER_TYPES_H

#include <npuify/macros_aside.inc>
#define __DRIVER_TYPES_H__ // programs test the SDK's own guard

#include "host_defines.h"
#include "library_types.h"
#include "npuify/device_types.h"
#include "npuify/error_codes.h"
#include "npuify/graph_types.h"
#include "npuify/interop_types.h"
#include "npuify/memory_types.h"
#include "npuify/stream_types.h"
#include "surface_types.h"
#include "texture_types.h"

#include <npuify/macros_restored.inc>

#endif
