// SPDX-License-Identifier: Apache-2.0
// Another name of <cublas_v2.h>.
#include "cublas_v2.h"
