// SPDX-License-Identifier: Apache-2.0
#include "cpu/strict.h"

#include "npu/runtime.h"

#include "cpu/block_runner.h"
#include "cpu/sanitizer.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <map>
#include <mutex>

namespace npu::cpu {
namespace {

size_t page() {
  static const size_t bytes = size_t(sysconf(_SC_PAGESIZE));
  return bytes;
}
size_t whole_pages(size_t size) { return (size + page() - 1) / page() * page(); }
char *page_of(void *address) {
  return reinterpret_cast<char *>(reinterpret_cast<uintptr_t>(address) / page() * page());
}

struct hidden_memory {
  std::mutex lock;
  std::map<char *, size_t> ranges; // whole pages of device memory
  unsigned users = 0;              // device_access objects
  bool hide = true;

  void protect(int protection) {
    for (const auto &[begin, bytes] : ranges)
      mprotect(begin, bytes, protection);
  }
};
hidden_memory &hidden() {
  static hidden_memory *h = new hidden_memory; // never destroyed
  return *h;
}

// On the signal stack. The kernel's stack is given up with its block; on the host the fault happens again and
// ends the process.
void on_fault(int signal, siginfo_t *info, void *) {
  if (detail::in_kernel()) {
    char text[128];
    snprintf(text, sizeof text, "access to address %p, which is out of range (or the stack is too small)",
             info->si_addr);
    block_runner::running().abort(npuErrorIllegalAddress, text);
  }
  char text[128];
  const int length = snprintf(
      text, sizeof text, "npu: the host touches address %p; device memory is not the host's (NPU_STRICT=1)\n",
      info->si_addr);
  if (write(STDERR_FILENO, text, size_t(length)) < 0)
    _exit(127);
  ::signal(signal, SIG_DFL);
}

void install_handler() {
  static const bool installed = [] {
    struct sigaction action{};
    action.sa_sigaction = on_fault;
    // The handler is mostly left by a switch of stacks, after which signals must still come.
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    return sigaction(SIGSEGV, &action, nullptr) == 0 && sigaction(SIGBUS, &action, nullptr) == 0;
  }();
  (void)installed;
}

} // namespace

bool strict() {
  static const bool on = [] {
    const char *text = getenv("NPU_STRICT");
    return text && !strcmp(text, "1") && !sanitizer_present();
  }();
  return on;
}

void *allocate_guarded(size_t size, size_t align, bool device) {
  install_handler(); // the host may be the first to touch it
  const size_t bytes = whole_pages(size);
  void *p = mmap(nullptr, bytes + 2 * page(), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED)
    return nullptr;
  char *const begin = static_cast<char *>(p) + page();
  hidden_memory &h = hidden();
  std::lock_guard<std::mutex> hold(h.lock);
  device = device && h.hide;
  if (device)
    h.ranges[begin] = bytes;
  if (!device || h.users)
    mprotect(begin, bytes, PROT_READ | PROT_WRITE);
  return begin + (bytes - size) / align * align;
}

void free_guarded(void *memory, size_t size) {
  char *const begin = page_of(memory);
  hidden_memory &h = hidden();
  std::lock_guard<std::mutex> hold(h.lock);
  h.ranges.erase(begin);
  munmap(begin - page(), whole_pages(size) + 2 * page());
}

void stop_hiding() {
  hidden_memory &h = hidden();
  std::lock_guard<std::mutex> hold(h.lock);
  h.hide = false;
  h.protect(PROT_READ | PROT_WRITE);
  h.ranges.clear();
}

void device_access::begin() {
  hidden_memory &h = hidden();
  std::lock_guard<std::mutex> hold(h.lock);
  if (h.users++ == 0)
    h.protect(PROT_READ | PROT_WRITE);
}

void device_access::end() {
  hidden_memory &h = hidden();
  std::lock_guard<std::mutex> hold(h.lock);
  if (--h.users == 0)
    h.protect(PROT_NONE);
}

void watch_faults() {
  if (!strict())
    return;
  // A stack of its own, for faults where the thread's stack has ended. It stays until the process ends.
  const size_t bytes = 64 * 1024;
  stack_t stack{};
  stack.ss_sp = malloc(bytes);
  stack.ss_size = bytes;
  sigaltstack(&stack, nullptr);
  install_handler();
}

} // namespace npu::cpu
