// SPDX-License-Identifier: Apache-2.0
// Texture and surface objects of a device.
#ifndef NPU_API_TEXTURES_H
#define NPU_API_TEXTURES_H

#include "npu/runtime.h"

namespace npu {
struct textureReference;
}

namespace npu::api {

// Destroys the texture and surface objects of a device.
void free_textures(int device);

// Gives the reference a texture object of this resource, sampled as its members say.
npuError_t bind_reference(const textureReference *t, const npuResourceDesc &resource);

} // namespace npu::api

#endif
