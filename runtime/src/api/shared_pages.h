// SPDX-License-Identifier: Apache-2.0
// Memory that other processes of the machine can map. An allocation's pages move into an anonymous file when
// they are to be shared, at the same address, so memory that is not costs nothing.
#ifndef NPU_API_SHARED_PAGES_H
#define NPU_API_SHARED_PAGES_H

#include <stddef.h>
#include <stdint.h>

namespace npu::api {

// A new file of zeros without a name, or -1: the system has none left, or its size is beyond the process's
// limit.
int anonymous_file(const char *name, size_t size);

// Where another process finds an open file of this one.
struct file_name {
  int32_t process = 0, descriptor = -1;
  uint64_t device = 0, inode = 0; // what must be there

  static file_name of(int descriptor);
  bool is_same(const file_name &other) const { return device == other.device && inode == other.inode; }
  // A descriptor of the caller's, or -1: the process has ended, or belongs to somebody else.
  int open() const;
};

// Where another process finds memory of this one.
struct shared_range {
  file_name file;
  uint64_t offset = 0, size = 0;

  // Maps it. Null if that fails.
  void *map() const;
};
void unmap_shared(void *begin, size_t size);

// Shares the pages that hold the range, contents included; nobody may write to them meanwhile. Other
// allocations on the same page are visible too; alone: there are none. False if the system refuses.
bool share(void *begin, size_t size, bool alone, shared_range &shared);
// The range was freed. What was shared of it becomes private and loses its contents, a page that others lie
// on aside.
void unshare(void *begin, size_t size, bool alone);

} // namespace npu::api

#endif
