// SPDX-License-Identifier: Apache-2.0
// A module as npucc -fatbin makes one, for driver_module_test: a shared library with kernels.
#include <npu/kernel.h>
#include <npu/module.h>
#include <npu/texture.h>

static NPU_DEVICE int calls;
// Not static: only the host writes it, by its name, of which the compiler would know nothing.
NPU_CONSTANT float factors[3] = {1, 2, 3};

extern "C" NPU_GLOBAL void scale(float *values, int n, int which) {
  const unsigned i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  if (i < unsigned(n))
    values[i] *= factors[which];
  if (i == 0)
    ++calls;
}
NPU_EXPORT_KERNEL(scale);

// Found under its mangled name.
NPU_GLOBAL void fill(float *values, float value) { values[npu::threadIdx.x] = value; }
NPU_EXPORT_KERNEL(fill);

template <class T> NPU_GLOBAL void shift(T *values, T by) { values[npu::threadIdx.x] += by; }
NPU_EXPORT_KERNEL((shift<float>));

extern "C" NPU_GLOBAL void not_exported(float *values) { *values = 0; }

static npu::texture<float, npuTextureType2D, npuReadModeElementType> image;
static npu::texture<int> line;
static npu::surface<void, npuSurfaceType2D> target;

extern "C" NPU_GLOBAL void sample(float *out, float x, float y) { *out = npu::tex2D(image, x, y); }
NPU_EXPORT_KERNEL(sample);

extern "C" NPU_GLOBAL void element(int *out, int x) { *out = npu::tex1Dfetch(line, x); }
NPU_EXPORT_KERNEL(element);

extern "C" NPU_GLOBAL void draw(float value, int x, int y) { npu::surf2Dwrite(value, target, x * 4, y); }
NPU_EXPORT_KERNEL(draw);
