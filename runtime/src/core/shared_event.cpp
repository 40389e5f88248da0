// SPDX-License-Identifier: Apache-2.0
#include "core/shared_event.h"

#include "core/scheduler.h"
#include "cpu/spawn.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <errno.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace npu::core {

namespace {

constexpr uint32_t magic = 0x45564e54;

// Whoever waits for another process looks again and again, less often the longer it takes.
class patience {
public:
  void nap() {
    std::this_thread::sleep_for(nap_);
    nap_ = std::min(nap_ * 2, longest);
  }
  void begin_again() { nap_ = shortest; }

private:
  static constexpr std::chrono::microseconds shortest{20}, longest{1000};
  std::chrono::microseconds nap_ = shortest;
};

bool has_ended(int process) {
#ifdef SYS_pidfd_open
  const int file = int(syscall(SYS_pidfd_open, process, 0));
  if (file < 0)
    return errno == ESRCH;
  pollfd ended{file, POLLIN, 0};
  const bool yes = poll(&ended, 1, 0) == 1; // a zombie counts
  close(file);
  return yes;
#else
  return kill(process, 0) != 0 && errno == ESRCH;
#endif
}

} // namespace

struct shared_event::page {
  struct slot {
    std::atomic<uint32_t> done;  // the last record here that is complete
    std::atomic<uint64_t> owner; // number of the last record here, and the process that made it
  };

  uint32_t magic;
  std::atomic<uint32_t> latest;
  slot slots[64]; // record n is in slot n % 64

  slot &of(uint32_t record) { return slots[record % 64]; }
};

static_assert(std::atomic<uint64_t>::is_always_lock_free);

std::shared_ptr<shared_event> shared_event::create() {
  const int file = memfd_create("npu-event", MFD_CLOEXEC);
  if (file < 0)
    return nullptr;
  if (ftruncate(file, sizeof(page)) != 0 || pwrite(file, &magic, sizeof magic, offsetof(page, magic)) < 0) {
    close(file);
    return nullptr;
  }
  return open(file);
}

std::shared_ptr<shared_event> shared_event::open(int file) {
  struct stat facts;
  void *memory = MAP_FAILED;
  if (fstat(file, &facts) == 0 && facts.st_size == sizeof(page))
    memory = mmap(nullptr, sizeof(page), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (memory != MAP_FAILED && static_cast<page *>(memory)->magic == magic)
    return std::shared_ptr<shared_event>(new shared_event(file, static_cast<page *>(memory)));
  if (memory != MAP_FAILED)
    munmap(memory, sizeof(page));
  close(file);
  return nullptr;
}

shared_event::~shared_event() {
  munmap(page_, sizeof(page));
  close(file_);
}

shared_event::pending_record shared_event::begin_record() {
  const uint32_t record = page_->latest.fetch_add(1) + 1;
  page_->of(record).owner.store(uint64_t(record) << 32 | uint32_t(getpid()));
  return {shared_from_this(), record};
}

shared_event::pending_record::~pending_record() {
  if (!event_) // moved from
    return;
  // Records of several streams may end in another order.
  std::atomic<uint32_t> &done = event_->page_->of(number_).done;
  for (uint32_t old = done.load(); int32_t(number_ - old) > 0 && !done.compare_exchange_weak(old, number_);)
    ;
}

uint32_t shared_event::latest() const { return page_->latest.load(); }

bool shared_event::is_done(uint32_t record) const {
  page::slot &slot = page_->of(record);
  if (int32_t(slot.done.load() - record) >= 0)
    return true;
  const uint64_t owner = slot.owner.load();
  const int process = int(owner & 0xffffffff);
  return uint32_t(owner >> 32) == record && process != getpid() && has_ended(process);
}

void shared_event::wait(uint32_t record) const {
  for (patience p; !is_done(record);)
    p.nap();
}

namespace {

// The thread that looks after the waits of streams.
class watcher {
public:
  static watcher &get() {
    static watcher *w = new watcher; // never destroyed
    return *w;
  }

  void add(std::shared_ptr<shared_event> event, uint32_t record, operation &op) {
    std::lock_guard<std::mutex> hold(lock_);
    waits_.push_back({std::move(event), record, &op});
    if (!started_)
      cpu::spawn("npu-events", [this] { run(); });
    started_ = true;
    added_.notify_one();
  }

private:
  struct wait {
    std::shared_ptr<shared_event> event;
    uint32_t record;
    operation *op;
  };

  void run() {
    patience p;
    std::unique_lock<std::mutex> hold(lock_);
    for (;;) {
      added_.wait(hold, [this] { return !waits_.empty(); });
      const auto done = std::stable_partition(waits_.begin(), waits_.end(),
                                              [](const wait &w) { return !w.event->is_done(w.record); });
      const std::vector<wait> ready(std::make_move_iterator(done), std::make_move_iterator(waits_.end()));
      waits_.erase(done, waits_.end());
      hold.unlock();
      for (const wait &w : ready)
        scheduler::get().release_held(*w.op);
      if (ready.empty())
        p.nap();
      else
        p.begin_again();
      hold.lock();
    }
  }

  std::mutex lock_;
  std::condition_variable added_;
  std::vector<wait> waits_;
  bool started_ = false;
};

} // namespace

void release_after(std::shared_ptr<shared_event> event, uint32_t record, operation &op) {
  watcher::get().add(std::move(event), record, op);
}

} // namespace npu::core
