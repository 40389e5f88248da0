// SPDX-License-Identifier: Apache-2.0
// For tests that run kernels: memory that host and device share, and a launch that waits and checks.
#ifndef NPU_TESTS_DEVICE_TEST_H
#define NPU_TESTS_DEVICE_TEST_H

#include <npu/kernel.h>

#include <gtest/gtest.h>

// n elements of managed memory, all equal to `initial`.
template <class T> class Buffer {
public:
  explicit Buffer(size_t n, T initial = T()) : size_(n) {
    EXPECT_EQ(npuMallocManaged(reinterpret_cast<void **>(&data_), n * sizeof(T), npuMemAttachGlobal),
              npuSuccess);
    for (size_t i = 0; i < n; ++i)
      data_[i] = initial;
  }
  ~Buffer() { npuFree(data_); }
  Buffer(const Buffer &) = delete;
  Buffer &operator=(const Buffer &) = delete;

  T *data() { return data_; }
  size_t size() const { return size_; }
  T &operator[](size_t i) { return data_[i]; }

private:
  T *data_ = nullptr;
  size_t size_;
};

// Launches and waits.
#define RUN_KERNEL(kernel, config, ...)                                                                      \
  do {                                                                                                       \
    NPU_LAUNCH(kernel, config, __VA_ARGS__);                                                                 \
    ASSERT_EQ(npuGetLastError(), npuSuccess);                                                                \
    ASSERT_EQ(npuDeviceSynchronize(), npuSuccess);                                                           \
  } while (0)

#endif
