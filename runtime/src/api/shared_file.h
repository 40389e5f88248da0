// SPDX-License-Identifier: Apache-2.0
// Memory that other processes of the machine can map: an anonymous file, in which that lies at an offset what
// lies at the same address here. Pages move into it when they are to be shared, so memory that is not costs
// nothing.
#ifndef NPU_API_SHARED_FILE_H
#define NPU_API_SHARED_FILE_H

#include <stddef.h>
#include <stdint.h>

#include <map>
#include <mutex>

namespace npu::api {

// Where another process finds an open file of this one.
struct file_name {
  int32_t process = 0, descriptor = -1;
  uint64_t device = 0, inode = 0; // what must be there

  static file_name of(int descriptor);
  // A descriptor of the caller's, or -1: the process has ended, or belongs to somebody else.
  int open() const;
};

class shared_file {
public:
  shared_file();
  ~shared_file();
  shared_file(const shared_file &) = delete;

  // -1: the system has none left.
  int descriptor() const { return file_; }

  // Moves the pages that hold the range into the file, contents included. Nothing may write to them
  // meanwhile.
  bool share(void *begin, size_t size);
  // Pages that lie in the range wholly become private, and lose their contents; alone: also those that lie in
  // part, since nothing else is on them.
  void unshare(void *begin, size_t size, bool alone);

private:
  int file_;
  std::mutex mutex_;
  std::map<uintptr_t, uintptr_t> shared_; // begin -> end, whole pages
};

// Maps what the process that made the file has at [address, address + size). Null if that fails.
void *map_shared(int file, uintptr_t address, size_t size);
void unmap_shared(void *begin, size_t size);

// The file for memory of npuMalloc. common_file is null until make_common_file was called.
shared_file *common_file();
shared_file *make_common_file();

} // namespace npu::api

#endif
