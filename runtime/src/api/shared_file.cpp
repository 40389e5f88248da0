// SPDX-License-Identifier: Apache-2.0
#include "api/shared_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <vector>

namespace npu::api {

namespace {

constexpr off_t all_addresses = off_t(1)
                                << 48; // the file is as long as addresses go; untouched pages cost nothing

uintptr_t page() {
  static const uintptr_t bytes = uintptr_t(sysconf(_SC_PAGESIZE));
  return bytes;
}
uintptr_t number(const void *address) { return reinterpret_cast<uintptr_t>(address); }
void *pointer(uintptr_t address) { return reinterpret_cast<void *>(address); }
uintptr_t page_down(uintptr_t address) { return address & ~(page() - 1); }
uintptr_t page_up(uintptr_t address) { return page_down(address + page() - 1); }

bool is_zero(const char *data, size_t size) { return data[0] == 0 && memcmp(data, data + 1, size - 1) == 0; }

bool write_all(int file, uintptr_t begin, uintptr_t end) {
  while (begin < end) {
    const ssize_t n = pwrite(file, pointer(begin), end - begin, off_t(begin));
    if (n <= 0)
      return false;
    begin += uintptr_t(n);
  }
  return true;
}

// Pages of zeros stay holes in the file.
bool copy_pages(int file, uintptr_t begin, uintptr_t end) {
  while (begin < end) {
    uintptr_t next = begin;
    while (next < end && !is_zero(static_cast<const char *>(pointer(next)), page()))
      next += page();
    if (!write_all(file, begin, next))
      return false;
    begin = std::min(next + page(), end);
  }
  return true;
}

std::atomic<shared_file *> common{nullptr};

} // namespace

file_name file_name::of(int descriptor) {
  file_name name;
  name.process = getpid();
  name.descriptor = descriptor;
  struct stat facts;
  if (fstat(descriptor, &facts) == 0) {
    name.device = facts.st_dev;
    name.inode = facts.st_ino;
  }
  return name;
}

int file_name::open() const {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/fd/%d", process, descriptor);
  const int file = ::open(path, O_RDWR | O_CLOEXEC);
  struct stat facts;
  if (file >= 0 && (fstat(file, &facts) != 0 || facts.st_dev != device || facts.st_ino != inode)) {
    close(file); // the process has ended, and another has its number
    return -1;
  }
  return file;
}

shared_file::shared_file() : file_(memfd_create("npu-shared", MFD_CLOEXEC)) {
  if (file_ >= 0 && ftruncate(file_, all_addresses) != 0) {
    close(file_);
    file_ = -1;
  }
}

shared_file::~shared_file() {
  if (file_ >= 0)
    close(file_);
}

bool shared_file::share(void *memory, size_t size) {
  if (file_ < 0)
    return false;
  uintptr_t begin = page_down(number(memory));
  const uintptr_t end = page_up(number(memory) + size);
  std::lock_guard lock(mutex_);
  // What is not shared yet: the first and last page may be, with a neighbour.
  std::vector<std::pair<uintptr_t, uintptr_t>> gaps;
  auto next = shared_.upper_bound(begin);
  if (next != shared_.begin())
    begin = std::max(begin, std::prev(next)->second);
  for (; begin < end; ++next) {
    const uintptr_t gap_end = next == shared_.end() ? end : std::min(end, next->first);
    if (begin < gap_end)
      gaps.emplace_back(begin, gap_end);
    if (next == shared_.end())
      break;
    begin = std::max(begin, next->second);
  }
  for (const auto &[first, last] : gaps) {
    if (!copy_pages(file_, first, last) ||
        mmap(pointer(first), last - first, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED | MAP_NORESERVE,
             file_, off_t(first)) == MAP_FAILED)
      return false;
    shared_[first] = last;
  }
  return true;
}

void shared_file::unshare(void *memory, size_t size, bool alone) {
  const uintptr_t first_byte = number(memory), end_byte = first_byte + size;
  const uintptr_t begin = alone ? page_down(first_byte) : page_up(first_byte);
  const uintptr_t end = alone ? page_up(end_byte) : page_down(end_byte);
  if (begin >= end)
    return;
  std::lock_guard lock(mutex_);
  auto range = shared_.upper_bound(begin);
  if (range != shared_.begin())
    --range;
  while (range != shared_.end() && range->first < end) {
    const auto [first, last] = *range;
    const uintptr_t from = std::max(first, begin), to = std::min(last, end);
    if (from >= to) {
      ++range;
      continue;
    }
    range = shared_.erase(range);
    if (first < from)
      shared_[first] = from;
    if (to < last)
      range = shared_.emplace(to, last).first;
    mmap(pointer(from), to - from, PROT_READ | PROT_WRITE,
         MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
    fallocate(file_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, off_t(from), off_t(to - from));
  }
}

void *map_shared(int file, uintptr_t address, size_t size) {
  const uintptr_t begin = page_down(address), end = page_up(address + size);
  void *memory =
      mmap(nullptr, end - begin, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, file, off_t(begin));
  return memory == MAP_FAILED ? nullptr : static_cast<char *>(memory) + (address - begin);
}

void unmap_shared(void *memory, size_t size) {
  const uintptr_t begin = page_down(number(memory));
  munmap(pointer(begin), page_up(number(memory) + size) - begin);
}

shared_file *common_file() { return common.load(std::memory_order_acquire); }

shared_file *make_common_file() {
  static shared_file *file = new shared_file; // never destroyed
  common.store(file, std::memory_order_release);
  return file;
}

} // namespace npu::api
