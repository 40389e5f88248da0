// SPDX-License-Identifier: Apache-2.0
// Texture and surface objects of a device.
#ifndef NPU_API_TEXTURES_H
#define NPU_API_TEXTURES_H

namespace npu::api {

// Destroys the texture and surface objects of a device.
void free_textures(int device);

} // namespace npu::api

#endif
