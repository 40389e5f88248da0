// SPDX-License-Identifier: Apache-2.0
// Variables of kernel files: copies to and from them, address and size, and what is no symbol.
#include "test_support.h"

namespace {

struct table {
  int a[4];
  double b;
};

static NPU_CONSTANT float coefficients[8];
static NPU_DEVICE int counter = 5;
static NPU_CONSTANT table settings;
static NPU_DEVICE float *buffer;

NPU_GLOBAL void use_symbols(float *out) {
  const unsigned i = npu::threadIdx.x;
  out[i] = coefficients[i] * float(settings.b);
  if (i == 0)
    counter += 1;
}

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

TEST(ApiSymbol, KernelsSeeWhatTheHostWrites) {
  const float in[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  const table host = {{1, 2, 3, 4}, 0.5};
  float *d, out[8];
  ASSERT_NPU_SUCCESS(npuMalloc(&d, sizeof(out)));
  EXPECT_NPU_SUCCESS(npuMemcpyToSymbol(coefficients, in, sizeof(in)));
  EXPECT_NPU_SUCCESS(npuMemcpyToSymbol(settings, &host, sizeof(host)));
  const int start = 10;
  EXPECT_NPU_SUCCESS(npuMemcpyToSymbol(counter, &start, sizeof(int)));
  NPU_LAUNCH(use_symbols, (1, 8), d);
  int count = 0;
  EXPECT_NPU_SUCCESS(npuMemcpyFromSymbol(&count, counter, sizeof(int)));
  EXPECT_EQ(11, count);
  EXPECT_NPU_SUCCESS(npuMemcpy(out, d, sizeof(out), npuMemcpyDeviceToHost));
  for (int i = 0; i < 8; ++i)
    EXPECT_EQ(in[i] * 0.5f, out[i]);
  EXPECT_NPU_SUCCESS(npuFree(d));
}

TEST(ApiSymbol, OffsetsAndStreams) {
  const float two[2] = {70, 80};
  float out[2] = {};
  npuStream_t stream;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  EXPECT_NPU_SUCCESS(npuMemcpyToSymbolAsync(coefficients, two, sizeof(two), 6 * sizeof(float),
                                            npuMemcpyHostToDevice, stream));
  EXPECT_NPU_SUCCESS(npuMemcpyFromSymbolAsync(out, coefficients, sizeof(out), 6 * sizeof(float),
                                              npuMemcpyDeviceToHost, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_EQ(70, out[0]);
  EXPECT_EQ(80, out[1]);
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
}

TEST(ApiSymbol, PointersToDeviceMemory) {
  float *d, *back = nullptr;
  ASSERT_NPU_SUCCESS(npuMalloc(&d, 16));
  EXPECT_NPU_SUCCESS(npuMemcpyToSymbol(buffer, &d, sizeof(d)));
  EXPECT_NPU_SUCCESS(npuMemcpyFromSymbol(&back, buffer, sizeof(back)));
  EXPECT_EQ(d, back);
  EXPECT_NPU_SUCCESS(npuFree(d));
}

TEST(ApiSymbol, AddressAndSize) {
  void *address = nullptr;
  size_t size = 0;
  EXPECT_NPU_SUCCESS(npuGetSymbolAddress(&address, coefficients));
  EXPECT_EQ(static_cast<void *>(coefficients), address);
  EXPECT_NPU_SUCCESS(npuGetSymbolSize(&size, coefficients));
  EXPECT_EQ(sizeof(coefficients), size);
  EXPECT_NPU_SUCCESS(npuMemset(address, 0, size)); // device memory like any other
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());
  EXPECT_EQ(0, coefficients[0]);
  npuPointerAttributes what;
  EXPECT_NPU_SUCCESS(npuPointerGetAttributes(&what, static_cast<char *>(address) + size - 1));
  EXPECT_EQ(npuMemoryTypeDevice, what.type);
  EXPECT_EQ(nullptr, what.hostPointer);
  EXPECT_NPU_SUCCESS(npuPointerGetAttributes(&what, &size));
  EXPECT_EQ(npuMemoryTypeUnregistered, what.type);
  expect_error(npuErrorInvalidValue, npuGetSymbolAddress(nullptr, coefficients));
}

TEST(ApiSymbol, Errors) {
  float in[9] = {};
  int local = 0;
  expect_error(npuErrorInvalidValue, npuMemcpyToSymbol(coefficients, in, sizeof(in)));
  expect_error(npuErrorInvalidValue, npuMemcpyToSymbol(coefficients, in, 4, sizeof(coefficients)));
  expect_error(npuErrorInvalidValue, npuMemcpyFromSymbol(in, coefficients, sizeof(in)));
  expect_error(npuErrorInvalidMemcpyDirection,
               npuMemcpyToSymbol(coefficients, in, 4, 0, npuMemcpyDeviceToHost));
  expect_error(npuErrorInvalidMemcpyDirection,
               npuMemcpyFromSymbol(in, coefficients, 4, 0, npuMemcpyHostToDevice));
  // Names are no symbols since CUDA 5, and neither are local variables.
  expect_error(npuErrorInvalidSymbol, npuMemcpyToSymbol("coefficients", in, 4));
  expect_error(npuErrorInvalidSymbol, npuMemcpyToSymbol(local, in, 4));
  void *address;
  expect_error(npuErrorInvalidSymbol, npuGetSymbolAddress(&address, local));
}

} // namespace
