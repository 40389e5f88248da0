// SPDX-License-Identifier: Apache-2.0
// A grey image on the host, and the stages of the pipeline. Plain C++: no CUDA in this header.
#ifndef IMAGE_PIPELINE_IMAGE_H
#define IMAGE_PIPELINE_IMAGE_H

#include <cstddef>
#include <vector>

struct Image {
  int width = 0, height = 0;
  std::vector<float> pixels; // row by row, 0 (black) to 1 (white)

  Image() = default;
  Image(int w, int h) : width(w), height(h), pixels(static_cast<std::size_t>(w) * h) {}
  float &at(int x, int y) { return pixels[static_cast<std::size_t>(y) * width + x]; }
  float at(int x, int y) const { return pixels[static_cast<std::size_t>(y) * width + x]; }
};

constexpr int kMaxBlurRadius = 8;

// The weights of a Gaussian with 2 * radius + 1 taps; they add up to 1.
std::vector<float> gaussianWeights(int radius);

// The reference: the same stages on the host.
Image blurOnHost(const Image &image, int radius);
Image edgesOnHost(const Image &image);

#endif
