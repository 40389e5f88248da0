// SPDX-License-Identifier: Apache-2.0
// A part of cuSOLVER whose calls are not declared: they show up as unknown names.
#include "cusolverDn.h"
#include "cusolverSp.h"
