// SPDX-License-Identifier: Apache-2.0
// The parameters of 3-D copies, turned into addresses.
#ifndef NPU_API_COPY_3D_H
#define NPU_API_COPY_3D_H

#include "api/copy.h"

namespace npu::api {

// The copy that the parameters describe. Positions and the width of the extent count elements if an array
// takes part, else bytes. `kind` is the one given in the parameters.
npuError_t resolve(const npuMemcpy3DParms &p, copy &c, npuMemcpyKind &kind);

} // namespace npu::api

#endif
