// SPDX-License-Identifier: Apache-2.0
#include "api/shared_pages.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <mutex>

namespace npu::api {

namespace {

uintptr_t page() {
  static const uintptr_t bytes = uintptr_t(sysconf(_SC_PAGESIZE));
  return bytes;
}
uintptr_t number(const void *address) { return reinterpret_cast<uintptr_t>(address); }
void *pointer(uintptr_t address) { return reinterpret_cast<void *>(address); }
uintptr_t page_down(uintptr_t address) { return address & ~(page() - 1); }
uintptr_t page_up(uintptr_t address) { return page_down(address + page() - 1); }

// Pages that lie in a file, from its start.
struct shared_run {
  uintptr_t end;
  int file;
};
struct shared_runs {
  std::mutex mutex;
  std::map<uintptr_t, shared_run> by_address; // no two overlap
  std::atomic<bool> any{false};               // there has been one
};
shared_runs &runs() {
  static auto *r = new shared_runs; // never destroyed
  return *r;
}

bool is_zero(const char *data, size_t size) { return data[0] == 0 && memcmp(data, data + 1, size - 1) == 0; }

// Copies [from, to) to where it lies in the file of the pages that begin at `begin`. Pages of zeros stay
// holes.
bool copy_into(int file, uintptr_t begin, uintptr_t from, uintptr_t to) {
  const size_t length = page_up(to) - begin;
  void *memory = mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, file, 0);
  if (memory == MAP_FAILED)
    return false;
  while (from < to) {
    const size_t part = std::min(page_down(from) + page(), to) - from;
    const char *data = static_cast<const char *>(pointer(from));
    if (!is_zero(data, part))
      memcpy(static_cast<char *>(memory) + (from - begin), data, part);
    from += part;
  }
  munmap(memory, length);
  return true;
}

} // namespace

int anonymous_file(const char *name, size_t size) {
  rlimit limit; // a longer file would end the process with a signal
  if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < size)
    return -1;
  const int file = memfd_create(name, MFD_CLOEXEC);
  if (file >= 0 && ftruncate(file, off_t(size)) != 0) {
    close(file);
    return -1;
  }
  return file;
}

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
  if (file >= 0 && !is_same(of(file))) {
    close(file); // the process has closed it, or has ended, and another has its number
    return -1;
  }
  return file;
}

void *shared_range::map() const {
  const int descriptor = file.open();
  if (descriptor < 0)
    return nullptr;
  const uint64_t begin = page_down(offset), end = page_up(offset + size);
  void *memory = mmap(nullptr, end - begin, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, descriptor,
                      off_t(begin));
  close(descriptor);
  return memory == MAP_FAILED ? nullptr : static_cast<char *>(memory) + (offset - begin);
}

void unmap_shared(void *memory, size_t size) {
  const uintptr_t begin = page_down(number(memory));
  munmap(pointer(begin), page_up(number(memory) + size) - begin);
}

bool share(void *memory, size_t size, bool alone, shared_range &shared) {
  const uintptr_t first = number(memory), last = first + size;
  const uintptr_t begin = page_down(first), end = page_up(last);
  shared_runs &r = runs();
  std::lock_guard lock(r.mutex);
  r.any.store(true, std::memory_order_relaxed);
  auto run = r.by_address.upper_bound(begin);
  if (run != r.by_address.begin() && std::prev(run)->second.end >= end) {
    --run;
  } else {
    const int file = anonymous_file("npu-shared", end - begin);
    if (file < 0 || !copy_into(file, begin, alone ? first : begin, alone ? last : end) ||
        mmap(pointer(begin), end - begin, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED | MAP_NORESERVE,
             file, 0) == MAP_FAILED) {
      if (file >= 0)
        close(file);
      return false;
    }
    // Single pages of what lay here before.
    while (run != r.by_address.end() && run->first < end) {
      close(run->second.file);
      run = r.by_address.erase(run);
    }
    run = r.by_address.emplace(begin, shared_run{end, file}).first;
  }
  shared = {file_name::of(run->second.file), number(memory) - run->first, size};
  return true;
}

void unshare(void *memory, size_t size, bool alone) {
  shared_runs &r = runs();
  if (!r.any.load(std::memory_order_relaxed))
    return;
  const uintptr_t first = number(memory), last = first + size;
  const uintptr_t begin = alone ? page_down(first) : page_up(first),
                  end = alone ? page_up(last) : page_down(last);
  std::lock_guard lock(r.mutex);
  for (auto run = r.by_address.lower_bound(begin); run != r.by_address.end() && run->second.end <= end;) {
    mmap(pointer(run->first), run->second.end - run->first, PROT_READ | PROT_WRITE,
         MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
    close(run->second.file);
    run = r.by_address.erase(run);
  }
}

} // namespace npu::api
