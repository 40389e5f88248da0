// SPDX-License-Identifier: Apache-2.0
// The host reference of the stages; no CUDA here, so migration leaves this file as it is.
#include "image.h"

#include <algorithm>
#include <cmath>

namespace {
float clamped(const Image &image, int x, int y) {
  return image.at(std::clamp(x, 0, image.width - 1), std::clamp(y, 0, image.height - 1));
}
} // namespace

std::vector<float> gaussianWeights(int radius) {
  std::vector<float> weights(2 * radius + 1);
  float sum = 0;
  for (int i = -radius; i <= radius; ++i)
    sum += weights[i + radius] = std::exp(-2.0f * i * i / (radius * radius));
  for (float &w : weights)
    w /= sum;
  return weights;
}

Image blurOnHost(const Image &image, int radius) {
  const std::vector<float> weights = gaussianWeights(radius);
  Image rows(image.width, image.height), result(image.width, image.height);
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x)
      for (int i = -radius; i <= radius; ++i)
        rows.at(x, y) += weights[i + radius] * clamped(image, x + i, y);
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x)
      for (int i = -radius; i <= radius; ++i)
        result.at(x, y) += weights[i + radius] * clamped(rows, x, y + i);
  return result;
}

Image edgesOnHost(const Image &image) {
  Image result(image.width, image.height);
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x) {
      float gx = 0, gy = 0;
      for (int d = -1; d <= 1; ++d) {
        const float weight = d == 0 ? 2.0f : 1.0f;
        gx += weight * (clamped(image, x + 1, y + d) - clamped(image, x - 1, y + d));
        gy += weight * (clamped(image, x + d, y + 1) - clamped(image, x + d, y - 1));
      }
      result.at(x, y) = std::sqrt(gx * gx + gy * gy);
    }
  return result;
}
