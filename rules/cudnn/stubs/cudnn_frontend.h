// SPDX-License-Identifier: Apache-2.0
// cuDNN's C++ interface, as far as it is named. Declarations for parsing only.
#pragma once
#include "cudnn.h"
namespace cudnn_frontend {
class Tensor;
} // namespace cudnn_frontend
