// SPDX-License-Identifier: Apache-2.0
// Marks and ranges, and the file they go to.
#include "npu/trace.h"

#include "npu/runtime.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

struct npuTraceDomainRegistration_st {
  std::string name;
};
struct npuTraceStringRegistration_st {
  std::string text;
};

namespace {

using microseconds = double;

microseconds now() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::micro>(since).count();
}

long thread_id() {
  static thread_local const long id = syscall(SYS_gettid);
  return id;
}

std::string quoted(const std::string &text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      snprintf(escape, sizeof(escape), "\\u%04x", unsigned(c));
      out += escape;
    } else {
      out += c;
    }
  }
  return out + '"';
}

// The trace file: one JSON object a line. There is none where NPU_TRACE is not set or the file cannot be
// written.
class writer {
public:
  static writer &get() {
    static auto *w = new writer;
    return *w;
  }

  bool active() const { return file_ && !paused_.load(std::memory_order_relaxed); }
  void pause(bool paused) { paused_.store(paused); }

  void write(const std::string &event) {
    std::lock_guard lock(mutex_);
    if (!file_)
      return;
    fputs(first_ ? "\n" : ",\n", file_);
    first_ = false;
    fputs(event.c_str(), file_);
  }

private:
  writer() {
    const char *path = getenv("NPU_TRACE");
    if (!path || !*path || !strcmp(path, "1")) // 1: what the runtime itself tells on stderr
      return;
    file_ = fopen(path, "we");
    if (!file_) {
      fprintf(stderr, "npu: NPU_TRACE: cannot write %s: %s\n", path, strerror(errno));
      return;
    }
    fputs("[", file_);
    atexit([] { get().close(); });
  }

  void close() {
    std::lock_guard lock(mutex_);
    fputs("\n]\n", file_);
    fclose(file_);
    file_ = nullptr;
  }

  std::mutex mutex_;
  FILE *file_ = nullptr;
  bool first_ = true;
  std::atomic<bool> paused_{false};
};

// An event: "X" has a duration, "i" is a point, "M" names something.
void emit(const char *phase, const std::string &name, const char *category, microseconds start, long thread,
          const std::string &more) {
  char head[160];
  snprintf(head, sizeof(head), "{\"ph\":\"%s\",\"pid\":%ld,\"tid\":%ld,\"ts\":%.3f,", phase, long(getpid()),
           thread, start);
  writer::get().write(head + ("\"name\":" + quoted(name)) + ",\"cat\":" + quoted(category) + more + "}");
}

struct range {
  std::string message;
  microseconds start;
};

void emit(const range &r, const char *category) {
  char duration[48];
  snprintf(duration, sizeof(duration), ",\"dur\":%.3f", now() - r.start);
  emit("X", r.message, category, r.start, thread_id(), duration);
}

const char *category_of(npuTraceDomainHandle_t domain) { return domain ? domain->name.c_str() : "default"; }

std::string message_of(const npuTraceEventAttributes_t *a) {
  if (!a)
    return "";
  switch (a->messageType) {
  case NPU_TRACE_MESSAGE_TYPE_ASCII:
    return a->message.ascii ? a->message.ascii : "";
  case NPU_TRACE_MESSAGE_TYPE_REGISTERED:
    return a->message.registered ? a->message.registered->text : "";
  case NPU_TRACE_MESSAGE_TYPE_UNICODE: {
    std::string text;
    for (const wchar_t *c = a->message.unicode; c && *c; ++c)
      text += *c < 128 ? char(*c) : '?';
    return text;
  }
  default:
    return "";
  }
}

std::string message_of(const char *message) { return message ? message : ""; }

// The open ranges of the thread, by domain.
std::vector<range> &open_ranges(npuTraceDomainHandle_t domain) {
  static thread_local std::map<npuTraceDomainHandle_t, std::vector<range>> ranges;
  return ranges[domain];
}

int push(npuTraceDomainHandle_t domain, std::string message) {
  auto &open = open_ranges(domain);
  open.push_back({std::move(message), now()});
  return int(open.size()) - 1;
}

int pop(npuTraceDomainHandle_t domain) {
  auto &open = open_ranges(domain);
  if (open.empty())
    return -1;
  if (writer::get().active())
    emit(open.back(), category_of(domain));
  open.pop_back();
  return int(open.size());
}

void mark(npuTraceDomainHandle_t domain, const std::string &message) {
  if (writer::get().active())
    emit("i", message, category_of(domain), now(), thread_id(), ",\"s\":\"t\"");
}

struct started_ranges {
  std::mutex mutex;
  std::unordered_map<npuTraceRangeId_t, range> ranges;
  npuTraceRangeId_t next = 1;
};
started_ranges &started() {
  static auto *s = new started_ranges;
  return *s;
}

npuTraceRangeId_t start(std::string message) {
  std::lock_guard lock(started().mutex);
  const npuTraceRangeId_t id = started().next++;
  started().ranges[id] = {std::move(message), now()};
  return id;
}

void name(const char *what, unsigned long long which, const char *name) {
  char text[64];
  snprintf(text, sizeof(text), "%s %#llx: ", what, which);
  mark(nullptr, text + message_of(name));
}

} // namespace

namespace {

// Registrations live as long as the process; the list keeps them from looking like leaks.
template <class T> T *kept(T *registration) {
  static std::mutex lock;
  static auto *all = new std::vector<T *>;
  std::lock_guard<std::mutex> hold(lock);
  all->push_back(registration);
  return registration;
}

} // namespace

extern "C" {

int npuTraceRangePushA(const char *message) { return push(nullptr, message_of(message)); }
int npuTraceRangePush(const char *message) { return npuTraceRangePushA(message); }
int npuTraceRangePushEx(const npuTraceEventAttributes_t *attributes) {
  return attributes ? push(nullptr, message_of(attributes)) : -1;
}
int npuTraceRangePop(void) { return pop(nullptr); }

npuTraceRangeId_t npuTraceRangeStartA(const char *message) { return start(message_of(message)); }
npuTraceRangeId_t npuTraceRangeStart(const char *message) { return npuTraceRangeStartA(message); }
npuTraceRangeId_t npuTraceRangeStartEx(const npuTraceEventAttributes_t *attributes) {
  return start(message_of(attributes));
}
void npuTraceRangeEnd(npuTraceRangeId_t id) {
  std::lock_guard lock(started().mutex);
  const auto found = started().ranges.find(id);
  if (found == started().ranges.end())
    return;
  if (writer::get().active())
    emit(found->second, "default");
  started().ranges.erase(found);
}

void npuTraceMarkA(const char *message) { mark(nullptr, message_of(message)); }
void npuTraceMark(const char *message) { npuTraceMarkA(message); }
void npuTraceMarkEx(const npuTraceEventAttributes_t *attributes) { mark(nullptr, message_of(attributes)); }

npuTraceDomainHandle_t npuTraceDomainCreateA(const char *name) {
  return kept(new npuTraceDomainRegistration_st{message_of(name)});
}
npuTraceDomainHandle_t npuTraceDomainCreate(const char *name) { return npuTraceDomainCreateA(name); }
// Other threads may have open ranges in the domain, so it stays.
void npuTraceDomainDestroy(npuTraceDomainHandle_t) {}
int npuTraceDomainRangePushEx(npuTraceDomainHandle_t domain, const npuTraceEventAttributes_t *attributes) {
  return attributes ? push(domain, message_of(attributes)) : -1;
}
int npuTraceDomainRangePop(npuTraceDomainHandle_t domain) { return pop(domain); }
void npuTraceDomainMarkEx(npuTraceDomainHandle_t domain, const npuTraceEventAttributes_t *attributes) {
  mark(domain, message_of(attributes));
}
npuTraceStringHandle_t npuTraceDomainRegisterStringA(npuTraceDomainHandle_t, const char *string) {
  return kept(new npuTraceStringRegistration_st{message_of(string)});
}

void npuTraceNameOsThreadA(uint32_t threadId, const char *name) {
  if (writer::get().active())
    emit("M", "thread_name", "default", 0, long(threadId),
         ",\"args\":{\"name\":" + quoted(message_of(name)) + "}");
}
void npuTraceNameOsThread(uint32_t threadId, const char *name) { npuTraceNameOsThreadA(threadId, name); }
void npuTraceNameCategoryA(uint32_t category, const char *text) { name("category", category, text); }
void npuTraceNameCategory(uint32_t category, const char *name) { npuTraceNameCategoryA(category, name); }
void npuTraceNameDeviceA(int device, const char *text) { name("device", unsigned(device), text); }
void npuTraceNameContextA(NPUctx_st *context, const char *text) {
  name("context", reinterpret_cast<uintptr_t>(context), text);
}
void npuTraceNameStreamA(npuStream_t stream, const char *text) {
  name("stream", reinterpret_cast<uintptr_t>(stream), text);
}
void npuTraceNameEventA(npuEvent_t event, const char *text) {
  name("event", reinterpret_cast<uintptr_t>(event), text);
}

// The profiler of this runtime is the trace.
npuError_t npuProfilerStart(void) {
  writer::get().pause(false);
  return npuSuccess;
}
npuError_t npuProfilerStop(void) {
  writer::get().pause(true);
  return npuSuccess;
}

} // extern "C"
