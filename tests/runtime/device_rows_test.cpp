// SPDX-License-Identifier: Apache-2.0
// Kernels over planes and volumes, whose threads know their index in the grid only. A compiled form may run
// several blocks of a row at once, the last of which has work for some of its threads only.
#include "device_test.h"

#include <vector>

namespace {

struct Shape {
  int width, height;
  dim3 block;
  dim3 grid() const {
    return dim3((unsigned(width) + block.x - 1) / block.x, (unsigned(height) + block.y - 1) / block.y);
  }
};

std::vector<Shape> shapes() {
  std::vector<Shape> all;
  for (dim3 block :
       {dim3(16, 16), dim3(8, 8), dim3(32, 4), dim3(5, 3), dim3(64, 1), dim3(1, 64), dim3(4, 2, 2)})
    for (int width : {1, 15, 16, 100, 128, 513})
      for (int height : {1, 16, 37})
        all.push_back({width, height, block});
  return all;
}

std::vector<int> plane(int width, int height) {
  std::vector<int> p(size_t(width) * height);
  for (size_t i = 0; i < p.size(); ++i)
    p[i] = int(unsigned(i) * 2654435761u >> 20);
  return p;
}

// What `launch(in, out)` leaves in `out`, whose elements begin as -1.
template <class Launch> std::vector<int> on_device(const std::vector<int> &in, Launch launch) {
  int *from = nullptr, *to = nullptr;
  std::vector<int> out(in.size(), -1);
  EXPECT_EQ(npuSuccess, npuMalloc(&from, in.size() * sizeof(int)));
  EXPECT_EQ(npuSuccess, npuMalloc(&to, in.size() * sizeof(int)));
  EXPECT_EQ(npuSuccess, npuMemcpy(from, in.data(), in.size() * sizeof(int), npuMemcpyHostToDevice));
  EXPECT_EQ(npuSuccess, npuMemcpy(to, out.data(), out.size() * sizeof(int), npuMemcpyHostToDevice));
  launch(from, to);
  EXPECT_EQ(npuSuccess, npuMemcpy(out.data(), to, out.size() * sizeof(int), npuMemcpyDeviceToHost));
  npuFree(from);
  npuFree(to);
  return out;
}

// A sum over neighbours; at the edges nothing is written.
NPU_GLOBAL void neighbours(const int *in, int *out, int width, int height) {
  const int x = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  const int y = npu::blockIdx.y * npu::blockDim.y + npu::threadIdx.y;
  if (x < 1 || y < 1 || x >= width - 1 || y >= height - 1)
    return;
  out[y * width + x] = in[y * width + x - 1] + 2 * in[y * width + x + 1] + 3 * in[(y - 1) * width + x] +
                       4 * in[(y + 1) * width + x];
}
TEST(DeviceRows, OfNeighbours) {
  for (const Shape &s : shapes()) {
    const std::vector<int> in = plane(s.width, s.height);
    std::vector<int> expected(in.size(), -1);
    for (int y = 1; y < s.height - 1; ++y)
      for (int x = 1; x < s.width - 1; ++x)
        expected[size_t(y) * s.width + x] =
            in[size_t(y) * s.width + x - 1] + 2 * in[size_t(y) * s.width + x + 1] +
            3 * in[size_t(y - 1) * s.width + x] + 4 * in[size_t(y + 1) * s.width + x];
    ASSERT_EQ(expected, on_device(in,
                                  [&](int *from, int *to) {
                                    NPU_LAUNCH(neighbours, (s.grid(), s.block), from, to, s.width, s.height);
                                  }))
        << s.width << " x " << s.height << " by " << s.block.x << " x " << s.block.y;
  }
}

// A loop that all threads take together, with a sum of each thread's own.
NPU_GLOBAL void column_sums_above(const int *in, int *out, int width, int height) {
  const int x = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  const int y = npu::blockIdx.y * npu::blockDim.y + npu::threadIdx.y;
  if (x < width && y < height) {
    int sum = 0;
    for (int k = 0; k < height; ++k)
      sum += in[k * width + x] * (in[y * width + k % width] & 3);
    out[y * width + x] = sum;
  }
}
TEST(DeviceRows, WithALoopForAll) {
  for (const Shape &s : shapes()) {
    const std::vector<int> in = plane(s.width, s.height);
    std::vector<int> expected(in.size());
    for (int y = 0; y < s.height; ++y)
      for (int k = 0; k < s.height; ++k)
        for (int x = 0; x < s.width; ++x)
          expected[size_t(y) * s.width + x] +=
              in[size_t(k) * s.width + x] * (in[size_t(y) * s.width + k % s.width] & 3);
    ASSERT_EQ(expected, on_device(in,
                                  [&](int *from, int *to) {
                                    NPU_LAUNCH(column_sums_above, (s.grid(), s.block), from, to, s.width,
                                               s.height);
                                  }))
        << s.width << " x " << s.height << " by " << s.block.x << " x " << s.block.y;
  }
}

// Strides over the plane, with fewer blocks than it needs.
NPU_GLOBAL void stride_over(const int *in, int *out, int width, int height) {
  for (int y = npu::blockIdx.y * npu::blockDim.y + npu::threadIdx.y; y < height;
       y += npu::gridDim.y * npu::blockDim.y)
    for (int x = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x; x < width;
         x += npu::gridDim.x * npu::blockDim.x)
      out[y * width + x] = 3 * in[y * width + x] + x - y;
}
TEST(DeviceRows, InStrides) {
  for (const Shape &s : shapes())
    for (dim3 grid : {dim3(1, 1), dim3(2, 3), dim3(7, 1)}) {
      const std::vector<int> in = plane(s.width, s.height);
      std::vector<int> expected(in);
      for (int y = 0; y < s.height; ++y)
        for (int x = 0; x < s.width; ++x)
          expected[size_t(y) * s.width + x] = 3 * in[size_t(y) * s.width + x] + x - y;
      ASSERT_EQ(expected, on_device(in,
                                    [&](int *from, int *to) {
                                      NPU_LAUNCH(stride_over, (grid, s.block), from, to, s.width, s.height);
                                    }))
          << s.width << " x " << s.height << " by " << s.block.x << " x " << s.block.y;
    }
}

// The slow index first: neighbours along y lie side by side.
NPU_GLOBAL void transpose(const int *in, int *out, int width, int height) {
  const int x = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  const int y = npu::blockIdx.y * npu::blockDim.y + npu::threadIdx.y;
  if (x < width && y < height)
    out[x * height + y] = in[y * width + x];
}
NPU_GLOBAL void rows_along_x(const int *in, int *out, int width, int height) {
  const int row = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  const int column = npu::blockIdx.y * npu::blockDim.y + npu::threadIdx.y;
  if (row >= height || column >= width)
    return;
  unsigned sum = unsigned(in[row * width + column]);
  for (int k = 0; k < row; ++k)
    sum = 3 * sum + unsigned(in[k * width + column]);
  out[row * width + column] = int(sum);
}
TEST(DeviceRows, Transposed) {
  for (const Shape &s : shapes()) {
    const std::vector<int> in = plane(s.width, s.height);
    std::vector<int> expected(in.size());
    for (int y = 0; y < s.height; ++y)
      for (int x = 0; x < s.width; ++x)
        expected[size_t(x) * s.height + y] = in[size_t(y) * s.width + x];
    ASSERT_EQ(expected, on_device(in,
                                  [&](int *from, int *to) {
                                    NPU_LAUNCH(transpose, (s.grid(), s.block), from, to, s.width, s.height);
                                  }))
        << s.width << " x " << s.height << " by " << s.block.x << " x " << s.block.y;
    for (int y = 0; y < s.height; ++y)
      for (int x = 0; x < s.width; ++x) {
        unsigned sum = unsigned(in[size_t(y) * s.width + x]);
        for (int k = 0; k < y; ++k)
          sum = 3 * sum + unsigned(in[size_t(k) * s.width + x]);
        expected[size_t(y) * s.width + x] = int(sum);
      }
    const Shape turned = {s.height, s.width, s.block};
    ASSERT_EQ(expected, on_device(in,
                                  [&](int *from, int *to) {
                                    NPU_LAUNCH(rows_along_x, (turned.grid(), s.block), from, to, s.width,
                                               s.height);
                                  }))
        << s.width << " x " << s.height << " by " << s.block.x << " x " << s.block.y;
  }
}

NPU_GLOBAL void volume(const int *in, int *out, int width, int height, int depth) {
  const int x = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  const int y = npu::blockIdx.y * npu::blockDim.y + npu::threadIdx.y;
  const int z = npu::blockIdx.z * npu::blockDim.z + npu::threadIdx.z;
  if (x < width && y < height && z < depth)
    out[(z * height + y) * width + x] = in[(z * height + y) * width + x] + 100 * z + 10 * y + x;
}
TEST(DeviceRows, OfAVolume) {
  for (dim3 block : {dim3(8, 8, 8), dim3(4, 4, 4), dim3(32, 1, 2), dim3(3, 5, 7)}) {
    const int width = 45, height = 13, depth = 9;
    const std::vector<int> in = plane(width, height * depth);
    std::vector<int> expected(in);
    for (int z = 0, i = 0; z < depth; ++z)
      for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x, ++i)
          expected[size_t(i)] += 100 * z + 10 * y + x;
    const dim3 grid((width + block.x - 1) / block.x, (height + block.y - 1) / block.y,
                    (depth + block.z - 1) / block.z);
    ASSERT_EQ(expected, on_device(in,
                                  [&](int *from, int *to) {
                                    NPU_LAUNCH(volume, (grid, block), from, to, width, height, depth);
                                  }))
        << block.x << " x " << block.y << " x " << block.z;
  }
}

// Threads along y do the same, and the block has no depth.
NPU_GLOBAL void count_over_y(int *counts, int width) {
  const int x = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  const int z = npu::blockIdx.z * npu::blockDim.z + npu::threadIdx.z;
  if (x < width)
    npu::atomicAdd(&counts[z], 1);
}
TEST(DeviceRows, ThatDoNotAskForY) {
  int *counts = nullptr;
  ASSERT_EQ(npuSuccess, npuMallocManaged(&counts, 3 * sizeof(int)));
  for (int width : {1, 100, 112}) {
    counts[0] = counts[1] = counts[2] = 0;
    NPU_LAUNCH(count_over_y, (dim3(7, 5, 3), dim3(16, 16, 1)), counts, width);
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    for (int z = 0; z < 3; ++z)
      EXPECT_EQ(width * 16 * 5, counts[z]) << width;
  }
  npuFree(counts);
}

// The same with extents that the compiler knows.
TEST(DeviceRows, OfKnownExtents) {
  const int width = 333, height = 71;
  const std::vector<int> in = plane(width, height);
  const auto expected = on_device(in, [&](int *from, int *to) {
    NPU_LAUNCH(column_sums_above, (dim3(333, 71), dim3(1, 1)), from, to, width, height);
  });
  EXPECT_EQ(expected, on_device(in, [&](int *from, int *to) {
              NPU_LAUNCH(column_sums_above, (dim3(21, 5), dim3(16, 16)), from, to, width, height);
            }));
}

// Widths that the source takes blocks to have, launched with those and others: blocks lie apart or over each
// other then.
template <int Width, int Height, bool AlongX>
NPU_GLOBAL void count_visits(const int *in, int *out, int width, int height) {
  const int x = npu::blockIdx.x * Width + npu::threadIdx.x, y = Height * npu::blockIdx.y + npu::threadIdx.y;
  const int columns = AlongX ? height : width;
  if (x < width && y < height) {
    const int place = AlongX ? x * columns + y : y * columns + x;
    npu::atomicAdd(&out[place], in[place] + x - y);
  }
}
template <int Width, int Height, bool AlongX>
NPU_GLOBAL void copy_once(const int *in, int *out, int width, int height) {
  const unsigned x = npu::threadIdx.x + npu::blockIdx.x * Width,
                 y = npu::threadIdx.y + npu::blockIdx.y * Height;
  if (int(x) < width && int(y) < height)
    out[AlongX ? x * height + y : y * width + x] = in[AlongX ? x * height + y : y * width + x] * 3 + int(x);
}
template <int Width, int Height, bool AlongX> void expect_visits(const Shape &s) {
  const std::vector<int> in = plane(s.width, s.height);
  std::vector<int> visits(in.size(), -1), copies(in.size(), -1);
  const dim3 grid = s.grid();
  for (unsigned by = 0; by < grid.y; ++by)
    for (unsigned bx = 0; bx < grid.x; ++bx)
      for (unsigned ty = 0; ty < s.block.y; ++ty)
        for (unsigned tx = 0; tx < s.block.x; ++tx) {
          const int x = int(bx) * Width + int(tx), y = int(by) * Height + int(ty);
          if (x >= s.width || y >= s.height)
            continue;
          const size_t place = AlongX ? size_t(x) * s.height + y : size_t(y) * s.width + x;
          visits[place] += (in[place] + x - y) * int(s.block.z);
          copies[place] = in[place] * 3 + x;
        }
  EXPECT_EQ(visits, on_device(in,
                              [&](int *from, int *to) {
                                NPU_LAUNCH((count_visits<Width, Height, AlongX>), (grid, s.block), from, to,
                                           s.width, s.height);
                              }))
      << s.width << " x " << s.height << " by " << s.block.x << " x " << s.block.y << ", " << AlongX;
  if (s.block.x <= Width && s.block.y <= Height && s.block.z == 1) { // each by one thread
    EXPECT_EQ(copies, on_device(in,
                                [&](int *from, int *to) {
                                  NPU_LAUNCH((copy_once<Width, Height, AlongX>), (grid, s.block), from, to,
                                             s.width, s.height);
                                }))
        << s.width << " x " << s.height << " by " << s.block.x << " x " << s.block.y << ", " << AlongX;
  }
}
TEST(DeviceRows, OfWidthsInTheSource) {
  for (const Shape &s : shapes()) {
    expect_visits<16, 16, false>(s);
    expect_visits<16, 16, true>(s);
    expect_visits<5, 3, false>(s);
    expect_visits<5, 3, true>(s);
    expect_visits<64, 1, false>(s);
  }
}

} // namespace
