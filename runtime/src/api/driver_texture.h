// SPDX-License-Identifier: Apache-2.0
// Formats of elements between the driver API and the host API.
#ifndef NPU_API_DRIVER_TEXTURE_H
#define NPU_API_DRIVER_TEXTURE_H

#include "npu/driver.h"

namespace npu::driver {

// False for a format or a number of channels that arrays do not have.
bool to_host(NPUarray_format format, unsigned channels, npuChannelFormatDesc &desc);
void from_host(const npuChannelFormatDesc &desc, NPUarray_format &format, unsigned &channels);

} // namespace npu::driver

#endif
