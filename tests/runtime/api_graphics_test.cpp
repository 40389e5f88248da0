// SPDX-License-Identifier: Apache-2.0
// Buffers of OpenGL for kernels. The OpenGL is this program's own: buffers, and the one that is bound.
#include <npu/kernel.h>

#include <npu/gl_interop.h>

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <vector>

static std::map<unsigned, std::vector<float>> buffers;
static unsigned bound = 0;
static int reads = 0, writes = 0;

extern "C" {
__attribute__((visibility("default"))) unsigned char glIsBuffer(unsigned name) {
  return buffers.count(name) != 0;
}
__attribute__((visibility("default"))) void glBindBuffer(unsigned target, unsigned name) {
  EXPECT_EQ(target, 0x8892u); // GL_ARRAY_BUFFER
  bound = name;
}
__attribute__((visibility("default"))) void glGetIntegerv(unsigned name, int *value) {
  EXPECT_EQ(name, 0x8894u); // GL_ARRAY_BUFFER_BINDING
  *value = int(bound);
}
__attribute__((visibility("default"))) void glGetBufferParameteriv(unsigned, unsigned name, int *value) {
  EXPECT_EQ(name, 0x8764u); // GL_BUFFER_SIZE
  *value = int(buffers.at(bound).size() * sizeof(float));
}
__attribute__((visibility("default"))) void glGetBufferSubData(unsigned, ptrdiff_t offset, ptrdiff_t size,
                                                               void *data) {
  memcpy(data, reinterpret_cast<char *>(buffers.at(bound).data()) + offset, size_t(size));
  ++reads;
}
__attribute__((visibility("default"))) void glBufferSubData(unsigned, ptrdiff_t offset, ptrdiff_t size,
                                                            const void *data) {
  memcpy(reinterpret_cast<char *>(buffers.at(bound).data()) + offset, data, size_t(size));
  ++writes;
}
}

NPU_GLOBAL void add_to(float *x, float value) { x[npu::threadIdx.x] += value; }

class ApiGraphics : public testing::Test {
protected:
  ApiGraphics() {
    buffers = {{7, {1, 2, 3, 4}}, {8, {10, 20}}};
    bound = 8;
    reads = writes = 0;
  }
};

TEST_F(ApiGraphics, KernelsWorkOnAMappedBuffer) {
  npuGraphicsResource_t r = nullptr;
  ASSERT_EQ(npuGraphicsGLRegisterBuffer(&r, 7, npuGraphicsRegisterFlagsNone), npuSuccess);
  for (int round = 0; round < 2; ++round) {
    ASSERT_EQ(npuGraphicsMapResources(1, &r, 0), npuSuccess);
    float *x = nullptr;
    size_t size = 0;
    ASSERT_EQ(npuGraphicsResourceGetMappedPointer((void **)&x, &size, r), npuSuccess);
    EXPECT_EQ(size, 4 * sizeof(float));
    NPU_LAUNCH(add_to, (1, 4), x, 0.5f);
    ASSERT_EQ(npuGraphicsUnmapResources(1, &r, 0), npuSuccess);
  }
  EXPECT_EQ(buffers[7], (std::vector<float>{2, 3, 4, 5}));
  EXPECT_EQ(bound, 8u); // as before
  EXPECT_EQ(npuGraphicsUnregisterResource(r), npuSuccess);
}

TEST_F(ApiGraphics, FlagsSaveCopies) {
  npuGraphicsResource_t r = nullptr;
  ASSERT_EQ(npuGraphicsGLRegisterBuffer(&r, 7, npuGraphicsRegisterFlagsWriteDiscard), npuSuccess);
  ASSERT_EQ(npuGraphicsMapResources(1, &r), npuSuccess);
  EXPECT_EQ(npuGraphicsResourceSetMapFlags(r, npuGraphicsMapFlagsReadOnly), npuErrorAlreadyMapped);
  ASSERT_EQ(npuGraphicsUnmapResources(1, &r), npuSuccess);
  EXPECT_EQ(reads, 0);
  EXPECT_EQ(writes, 1);
  ASSERT_EQ(npuGraphicsResourceSetMapFlags(r, npuGraphicsMapFlagsReadOnly), npuSuccess);
  ASSERT_EQ(npuGraphicsMapResources(1, &r), npuSuccess);
  ASSERT_EQ(npuGraphicsUnmapResources(1, &r), npuSuccess);
  EXPECT_EQ(reads, 1);
  EXPECT_EQ(writes, 1);
  EXPECT_EQ(npuGraphicsUnregisterResource(r), npuSuccess);
}

TEST_F(ApiGraphics, ByTheNameOfTheBuffer) {
  ASSERT_EQ(npuGLRegisterBufferObject(8), npuSuccess);
  float *x = nullptr;
  ASSERT_EQ(npuGLMapBufferObject(&x, 8), npuSuccess);
  NPU_LAUNCH(add_to, (1, 2), x, 1.0f);
  ASSERT_EQ(npuGLUnmapBufferObject(8), npuSuccess);
  EXPECT_EQ(buffers[8], (std::vector<float>{11, 21}));
  EXPECT_EQ(npuGLUnregisterBufferObject(8), npuSuccess);
  EXPECT_EQ(npuGLUnregisterBufferObject(8), npuErrorInvalidResourceHandle);
}

TEST_F(ApiGraphics, Errors) {
  npuGraphicsResource_t r = nullptr;
  EXPECT_EQ(npuGraphicsGLRegisterBuffer(&r, 9, 0), npuErrorInvalidGraphicsContext);
  EXPECT_EQ(npuGraphicsGLRegisterImage(&r, 1, 0x0DE1, 0), npuErrorNotSupported);
  ASSERT_EQ(npuGraphicsGLRegisterBuffer(&r, 7, 0), npuSuccess);
  void *p = nullptr;
  EXPECT_EQ(npuGraphicsResourceGetMappedPointer(&p, nullptr, r), npuErrorNotMapped);
  EXPECT_EQ(npuGraphicsUnmapResources(1, &r), npuErrorNotMapped);
  ASSERT_EQ(npuGraphicsMapResources(1, &r), npuSuccess);
  EXPECT_EQ(npuGraphicsMapResources(1, &r), npuErrorAlreadyMapped);
  npuArray_t array = nullptr;
  EXPECT_EQ(npuGraphicsSubResourceGetMappedArray(&array, r, 0, 0), npuErrorNotMappedAsArray);
  EXPECT_EQ(npuGraphicsUnregisterResource(r), npuSuccess);
  EXPECT_EQ(npuGraphicsMapResources(0, &r), npuErrorInvalidValue);
  unsigned count = 0;
  int device = -1;
  EXPECT_EQ(npuGLGetDevices(&count, &device, 1, npuGLDeviceListAll), npuSuccess);
  EXPECT_EQ(count, 1u);
  EXPECT_EQ(device, 0);
  (void)npuGetLastError();
}
