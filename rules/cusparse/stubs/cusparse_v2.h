// SPDX-License-Identifier: Apache-2.0
// Another name of <cusparse.h>.
#include "cusparse.h"
