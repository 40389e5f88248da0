// SPDX-License-Identifier: Apache-2.0
// libnpu's thread-local data has its place in static storage. A process that loads the library late, as
// Python does, has about 1.5 KB left there, some of which other libraries take.
#include "npu/runtime.h"

#include <gtest/gtest.h>

#include <link.h>
#include <string.h>

TEST(ThreadLocal, IsSmall) {
  size_t bytes = 0;
  int devices;
  ASSERT_EQ(npuSuccess, npuGetDeviceCount(&devices)); // the library is there
  dl_iterate_phdr(
      [](dl_phdr_info *info, size_t, void *result) {
        if (strstr(info->dlpi_name, "libnpu.so"))
          for (int i = 0; i < info->dlpi_phnum; ++i)
            if (info->dlpi_phdr[i].p_type == PT_TLS)
              *static_cast<size_t *>(result) = info->dlpi_phdr[i].p_memsz;
        return 0;
      },
      &bytes);
  EXPECT_GT(bytes, 0u);
  EXPECT_LE(bytes, 768u);
}
