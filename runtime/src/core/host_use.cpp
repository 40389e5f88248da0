// SPDX-License-Identifier: Apache-2.0
#include "core/host_use.h"

namespace npu::core {

__thread bool host_api_used = false;
std::atomic<bool> driver_initialised{false};

} // namespace npu::core
