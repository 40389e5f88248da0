// SPDX-License-Identifier: Apache-2.0
// Draws a test image, sends it through blur, edges and maximum on the device, and compares with the host. A
// host-only file that uses the CUDA runtime API.
#include "image.h"
#include "stages.cuh"

#include <cmath>
#include <cstdio>
#include <cuda_runtime_api.h>

static DeviceImage allocate(const Image &image) {
  DeviceImage device{nullptr, image.width, image.height};
  CUDA_SAFE_CALL(cudaMalloc(reinterpret_cast<void **>(&device.pixels), image.pixels.size() * sizeof(float)));
  return device;
}

static Image download(const DeviceImage &device, cudaStream_t stream) {
  Image image(device.width, device.height);
  CUDA_SAFE_CALL(cudaMemcpyAsync(image.pixels.data(), device.pixels, image.pixels.size() * sizeof(float),
                                 cudaMemcpyDeviceToHost, stream));
  CUDA_SAFE_CALL(cudaStreamSynchronize(stream));
  return image;
}

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

static double difference(const Image &a, const Image &b) {
  double worst = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i)
    worst = larger(worst, std::fabs(double(a.pixels[i]) - b.pixels[i]));
  return worst;
}

int main() {
  Image image(321, 243);
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x) {
      const float r = std::hypot(x - 150.0f, y - 120.0f);
      image.at(x, y) = (r < 80 ? 0.9f : 0.1f) + (x / 16 + y / 16) % 2 * 0.05f;
    }

  const int radius = 5;
  cudaStream_t stream;
  CUDA_SAFE_CALL(cudaStreamCreate(&stream));
  DeviceImage input = allocate(image), scratch = allocate(image), smooth = allocate(image),
              outline = allocate(image);
  CUDA_SAFE_CALL(cudaMemcpyAsync(input.pixels, image.pixels.data(), image.pixels.size() * sizeof(float),
                                 cudaMemcpyHostToDevice, stream));
  setBlurWeights(gaussianWeights(radius).data(), radius);
  blur(input, scratch, smooth, stream);
  edges(smooth, outline, stream);
  const float top = brightest(outline, stream);

  const Image hostSmooth = blurOnHost(image, radius), hostOutline = edgesOnHost(hostSmooth);
  float hostTop = 0;
  for (float p : hostOutline.pixels)
    hostTop = std::fmax(hostTop, p);
  const double blurError = difference(download(smooth, stream), hostSmooth);
  const double edgeError = difference(download(outline, stream), hostOutline);
  const double topError = std::fabs(top - hostTop);

  for (const DeviceImage &device : {input, scratch, smooth, outline})
    CUDA_SAFE_CALL(cudaFree(device.pixels));
  CUDA_SAFE_CALL(cudaStreamDestroy(stream));
  std::printf("blur: max error %g\nedges: max error %g\nbrightest %.4f: max error %g\n", blurError, edgeError,
              top, topError);
  const bool ok = blurError < 1e-5 && edgeError < 1e-5 && topError < 1e-5;
  std::puts(ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
