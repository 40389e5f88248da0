// SPDX-License-Identifier: Apache-2.0
// What the functions of memory pools share.
#ifndef NPU_API_MEMORY_POOLS_H
#define NPU_API_MEMORY_POOLS_H

#include "npu/runtime.h"

#include <stdint.h>

#include <map>
#include <mutex>

struct NPUmemPoolHandle_st {
  int device = 0;
  size_t most = 0; // bytes it may hold; 0: no limit of its own
  uint64_t release_threshold = 0;
  int reuse[4] = {0, 1, 1, 1}; // by attribute, 1 to 3; kept, of no effect
  uint64_t used = 0, most_used = 0;
  std::map<int, npuMemAccessFlags> access; // of other devices
  bool destroyed = false;                  // its last memory takes it along

  // The file that stands for the pool in other processes; -1: they cannot import it.
  int file = -1;
  bool imported = false; // it is another process's

  ~NPUmemPoolHandle_st();
};

namespace npu::api {

extern std::mutex pools_mutex; // of all pools and of what is in them

// The caller holds the mutex.
bool is_pool(npuMemPool_t pool);
void add_pool(npuMemPool_t pool);

// Makes a new pool importable. False if the system has no file left.
bool make_shareable(NPUmemPoolHandle_st &pool);

} // namespace npu::api

#endif
