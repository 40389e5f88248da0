// Conditions that tell device from host: in functions of both sides they become tests at run time.
#include <npu/kernel.h>
#include <cmath>
#include <cstdio>

#ifdef NPU_DEVICE_ARCH
#define SIDE "device"
#else
#define SIDE "host"
#endif

#if NPU_DEVICE_ARCH < 600
NPU_DEVICE double atomicAdd(double *a, double b);
#endif

NPU_HOST NPU_DEVICE int whole(int x) {
  if (npu::in_kernel()) { // the device
  return x + npu::threadIdx.x;
  } else {
  return x;
  }
}

NPU_HOST NPU_DEVICE int chain(int x) {
  if (x > 0) {
    if (npu::in_kernel() && NPU_DEVICE_ARCH >= 600) {
    x = npu::clz(x);
    } else if (!npu::in_kernel()) {
    for (int i = 0; i < 3; ++i)
      x += i;
    }
  }
  if (npu::in_kernel() && (NPU_DEVICE_ARCH >= 300)) {
  x += 2;
  }
#if NPU_DEVICE_ARCH >= 800
  x += 3; // neither side, on this device
#endif
  return x;
}

NPU_HOST NPU_DEVICE int others(int x) {
  int declared = npu::in_kernel() ? x + 1
  : x + 2;
  int y = declared +
          (npu::in_kernel() ? 1
          : 2);
#if defined(NPU_DEVICE_ARCH) && defined(FAST)
  y += 1;
#endif
  return y;
}

static NPU_CONSTANT float device_table[4];
static const float host_table[4] = {1, 2, 3, 4};

NPU_HOST NPU_DEVICE float values(int i) {
  const float *table = npu::in_kernel() ? device_table
  : host_table; // filled when the program is loaded
  float f = !npu::in_kernel() ? std::fmin(table[i], 2.f)
  : fminf(table[i], 2.f) + npu::threadIdx.x;
#ifdef NPU_DEVICE_ARCH
  static int once = 1;
#else
  static int once = 2;
#endif
#ifdef NPU_DEVICE_ARCH
  float array[] = {1};
#else
  float array[] = {2};
#endif
  return f + array[0] + once +
         (npu::in_kernel() && NPU_DEVICE_ARCH >= 350 ? npu::ldg(table)
         : table[0])
      ;
}

constexpr NPU_HOST NPU_DEVICE int constant() {
#ifdef NPU_DEVICE_ARCH
  return 1;
#else
  return 2;
#endif
}

static NPU_DEVICE int device_only(int x) {
#ifdef NPU_DEVICE_ARCH
  return npu::clz(x);
#else
  return 0;
#endif
}

void host_only() {
  if (!npu::in_kernel()) {
  printf(SIDE);
  }
}
