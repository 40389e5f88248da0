// SPDX-License-Identifier: Apache-2.0
// Work on a range of indices by several threads.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include <atomic>
#include <thread>
#include <vector>

namespace npuify {

/// Calls \p Work for 0 … \p Count - 1, each once, on up to \p Jobs threads; returns when all is done.
inline void forEachIndex(size_t Count, unsigned Jobs, llvm::function_ref<void(size_t)> Work) {
  std::atomic<size_t> Next{0};
  auto Loop = [&] {
    for (size_t I; (I = Next++) < Count;)
      Work(I);
  };
  std::vector<std::thread> Threads;
  for (size_t I = 1; I < Jobs && I < Count; ++I)
    Threads.emplace_back(Loop);
  Loop();
  for (std::thread &T : Threads)
    T.join();
}

} // namespace npuify
