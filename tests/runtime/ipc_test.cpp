// SPDX-License-Identifier: Apache-2.0
// Memory, pools and events shared with another process: a second process of this program, which runs what the
// tests tell it to.
#include "test_support.h"

#include <npu/driver.h>

#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <numeric>
#include <thread>

namespace {

// --- the other process

using call_bytes = std::array<char, 256>;
struct call { // the program lies at the same address in both
  void (*run)(void (*function)(), const call_bytes &arguments, call_bytes &result);
  void (*function)();
  call_bytes arguments;
};

class process {
public:
  // Before this process uses the runtime.
  process() {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0)
      abort();
    id_ = fork();
    socket_ = ends[id_ == 0];
    close(ends[id_ != 0]);
    if (id_ == 0)
      serve();
  }
  ~process() {
    end();
    close(socket_);
  }

  // Runs a function of one plain argument there, and returns its result.
  template <class F, class A> auto operator()(F function, const A &argument) {
    using result = decltype(function(argument));
    static_assert(sizeof(A) <= sizeof(call_bytes) && sizeof(result) <= sizeof(call_bytes));
    send(function, argument);
    call_bytes bytes = {};
    EXPECT_EQ(ssize_t(sizeof bytes), read(socket_, &bytes, sizeof bytes));
    result r;
    memcpy(&r, &bytes, sizeof r);
    return r;
  }

  // The same without waiting for an answer, which a function that ends the process does not give.
  template <class F, class A> void send(F function, const A &argument) {
    using pointer = decltype(function(argument)) (*)(const A &);
    const pointer f = function;
    call c = {[](void (*g)(), const call_bytes &arguments, call_bytes &result) {
                A a;
                memcpy(&a, &arguments, sizeof a);
                const auto r = reinterpret_cast<pointer>(g)(a);
                memcpy(&result, &r, sizeof r);
              },
              reinterpret_cast<void (*)()>(f),
              {}};
    memcpy(&c.arguments, &argument, sizeof argument);
    EXPECT_EQ(ssize_t(sizeof c), write(socket_, &c, sizeof c));
  }

  // A file descriptor for the other process; the number it has there.
  int pass(int file) {
    char byte = 0;
    iovec data = {&byte, 1};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof file)] = {};
    msghdr message = {};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof file);
    memcpy(CMSG_DATA(header), &file, sizeof file);
    EXPECT_EQ(1, sendmsg(socket_, &message, 0));
    int there = -1;
    EXPECT_EQ(ssize_t(sizeof there), read(socket_, &there, sizeof there));
    return there;
  }

  void end() {
    if (id_ > 0) {
      shutdown(socket_, SHUT_RDWR);
      waitpid(id_, nullptr, 0);
    }
    id_ = 0;
  }
  pid_t id() const { return id_; }

private:
  [[noreturn]] void serve() {
    for (;;) {
      call c = {};
      iovec data = {&c, sizeof c};
      alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
      msghdr message = {};
      message.msg_iov = &data;
      message.msg_iovlen = 1;
      message.msg_control = control;
      message.msg_controllen = sizeof control;
      const ssize_t n = recvmsg(socket_, &message, 0);
      if (n <= 0)
        _exit(0);
      ssize_t written;
      if (n == 1) {
        written = write(socket_, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof(int));
      } else {
        call_bytes result = {};
        c.run(c.function, c.arguments, result);
        written = write(socket_, &result, sizeof result);
      }
      if (written < 0)
        _exit(1);
    }
  }

  pid_t id_ = 0;
  int socket_ = -1;
};

process *peer, *mortal; // the second is for a test that ends it

// --- what both do

NPU_GLOBAL void fill(int *p, int n, int first) {
  for (int i = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x); i < n;
       i += int(npu::gridDim.x * npu::blockDim.x))
    p[i] = first + i;
}
// Goes on once the host has let it.
NPU_GLOBAL void wait_for_host(std::atomic<int> *go) {
  while (!go->load())
    npu::nanosleep(1000);
}
std::atomic<int> go;

struct memory {
  npuError_t error;
  int *p;
};
struct range {
  int *p;
  int n, first;
};

memory open(const npuIpcMemHandle_t &handle) {
  memory m = {};
  m.error = npuIpcOpenMemHandle(reinterpret_cast<void **>(&m.p), handle, npuIpcMemLazyEnablePeerAccess);
  return m;
}
npuError_t close_memory(int *const &p) { return npuIpcCloseMemHandle(p); }
npuError_t fill_range(const range &r) {
  NPU_LAUNCH(fill, (4, 64), r.p, r.n, r.first);
  return npuDeviceSynchronize();
}
bool holds(const range &r) {
  std::vector<int> values(size_t(r.n)), expected(size_t(r.n));
  std::iota(expected.begin(), expected.end(), r.first);
  return npuMemcpy(values.data(), r.p, values.size() * sizeof(int), npuMemcpyDeviceToHost) == npuSuccess &&
         values == expected;
}

#define IN(process, function) (process)([](const auto &argument) { return function(argument); }

void expect_error(npuError_t expected, npuError_t actual) {
  EXPECT_EQ(expected, actual);
  EXPECT_EQ(expected, npuGetLastError());
}

class Ipc : public testing::TestWithParam<int> {};

// Sizes of a part of a page, of several pages, and beyond huge pages.
TEST_P(Ipc, BothSeeTheSameMemory) {
  const int n = GetParam();
  int *p, *neighbours[2];
  ASSERT_NPU_SUCCESS(npuMalloc(&neighbours[0], 64));
  ASSERT_NPU_SUCCESS(npuMalloc(&p, size_t(n) * sizeof(int)));
  ASSERT_NPU_SUCCESS(npuMalloc(&neighbours[1], 64));
  for (int *q : neighbours)
    EXPECT_NPU_SUCCESS(fill_range({q, 16, 77}));
  EXPECT_NPU_SUCCESS(fill_range({p, n, 5}));
  npuIpcMemHandle_t handle, again;
  ASSERT_NPU_SUCCESS(npuIpcGetMemHandle(&handle, p));
  ASSERT_NPU_SUCCESS(npuIpcGetMemHandle(&again, p));
  EXPECT_EQ(0, memcmp(&handle, &again, sizeof handle));
  EXPECT_TRUE(holds({p, n, 5}));
  for (int *q : neighbours)
    EXPECT_TRUE(holds({q, 16, 77}));

  const memory m = IN(*peer, open), handle);
  ASSERT_NPU_SUCCESS(m.error);
  EXPECT_TRUE((IN(*peer, holds), range{m.p, n, 5})));
  EXPECT_NPU_SUCCESS((IN(*peer, fill_range), range{m.p, n, 1000})));
  EXPECT_TRUE(holds({p, n, 1000}));
  EXPECT_NPU_SUCCESS(fill_range({p, n, -3}));
  EXPECT_TRUE((IN(*peer, holds), range{m.p, n, -3})));

  EXPECT_NPU_SUCCESS((IN(*peer, close_memory), m.p)));
  EXPECT_EQ(npuErrorInvalidValue, (IN(*peer, close_memory), m.p)));
  EXPECT_NPU_SUCCESS(npuFree(p));
  // What comes to lie there is private again.
  ASSERT_NPU_SUCCESS(npuMalloc(&p, size_t(n) * sizeof(int)));
  EXPECT_NPU_SUCCESS(fill_range({p, n, 9}));
  EXPECT_TRUE(holds({p, n, 9}));
  for (int *q : neighbours) {
    EXPECT_TRUE(holds({q, 16, 77}));
    EXPECT_NPU_SUCCESS(npuFree(q));
  }
  EXPECT_NPU_SUCCESS(npuFree(p));
}
INSTANTIATE_TEST_SUITE_P(Sizes, Ipc, testing::Values(100, 5000, 3 << 20));

TEST(IpcMemory, OpenedTwiceItIsClosedTwice) {
  int *p;
  npuIpcMemHandle_t handle;
  ASSERT_NPU_SUCCESS(npuMalloc(&p, 4096));
  ASSERT_NPU_SUCCESS(npuIpcGetMemHandle(&handle, p + 7)); // of all of it
  const memory first = IN(*peer, open), handle), second = IN(*peer, open), handle);
  ASSERT_NPU_SUCCESS(first.error);
  EXPECT_EQ(first.p, second.p);
  EXPECT_NPU_SUCCESS((IN(*peer, close_memory), first.p)));
  EXPECT_NPU_SUCCESS((IN(*peer, fill_range), range{first.p, 1024, 1})));
  EXPECT_NPU_SUCCESS((IN(*peer, close_memory), first.p)));
  EXPECT_EQ(npuErrorInvalidValue, (IN(*peer, close_memory), first.p)));
  EXPECT_TRUE(holds({p, 1024, 1}));
  EXPECT_NPU_SUCCESS(npuFree(p));
}

TEST(IpcMemory, WhatIsOpenedIsDeviceMemoryThatIsNotFreed) {
  int *p;
  npuIpcMemHandle_t handle;
  ASSERT_NPU_SUCCESS(npuMalloc(&p, 4096));
  ASSERT_NPU_SUCCESS(npuIpcGetMemHandle(&handle, p));
  const memory m = IN(*peer, open), handle);
  ASSERT_NPU_SUCCESS(m.error);
  const auto type = [](int *const &q) {
    npuPointerAttributes a = {};
    EXPECT_NPU_SUCCESS(npuPointerGetAttributes(&a, q));
    return a.type;
  };
  EXPECT_EQ(npuMemoryTypeDevice, (*peer)(type, m.p));
  EXPECT_EQ(npuErrorInvalidValue, (*peer)([](int *const &q) { return npuFree(q); }, m.p));
  EXPECT_EQ(npuErrorInvalidValue, (*peer)([](int *const &q) { return npuFreeAsync(q, nullptr); }, m.p));
  EXPECT_EQ(npuErrorInvalidValue, // beyond its end
            (*peer)([](int *const &q) { return npuMemset(q, 0, 4097); }, m.p));
  EXPECT_NPU_SUCCESS((*peer)([](int *const &) { return npuDeviceReset(); }, m.p));
  EXPECT_EQ(npuErrorInvalidValue, (IN(*peer, close_memory), m.p)));
  EXPECT_NPU_SUCCESS(npuFree(p));
}

TEST(IpcMemory, Errors) {
  int *p, *pooled, *managed, *host;
  void *opened;
  npuIpcMemHandle_t handle = {};
  ASSERT_NPU_SUCCESS(npuMalloc(&p, 16));
  ASSERT_NPU_SUCCESS(npuMallocAsync(&pooled, 16, nullptr));
  ASSERT_NPU_SUCCESS(npuMallocManaged(&managed, 16));
  ASSERT_NPU_SUCCESS(npuMallocHost(&host, 16));
  expect_error(npuErrorInvalidValue, npuIpcGetMemHandle(nullptr, p));
  expect_error(npuErrorInvalidValue, npuIpcGetMemHandle(&handle, nullptr));
  expect_error(npuErrorInvalidValue, npuIpcGetMemHandle(&handle, &handle));
  for (int *q : {pooled, managed, host})
    expect_error(npuErrorInvalidValue, npuIpcGetMemHandle(&handle, q));
  expect_error(npuErrorInvalidValue, npuIpcOpenMemHandle(&opened, handle, npuIpcMemLazyEnablePeerAccess));
  ASSERT_NPU_SUCCESS(npuIpcGetMemHandle(&handle, p));
  expect_error(npuErrorInvalidValue, npuIpcOpenMemHandle(&opened, handle, 0));
  expect_error(npuErrorInvalidValue, npuIpcOpenMemHandle(nullptr, handle, npuIpcMemLazyEnablePeerAccess));
  // The process that made it may not open it.
  expect_error(npuErrorDeviceUninitialized,
               npuIpcOpenMemHandle(&opened, handle, npuIpcMemLazyEnablePeerAccess));
  expect_error(npuErrorInvalidValue, npuIpcCloseMemHandle(p));
  EXPECT_NPU_SUCCESS(npuFree(p));
  EXPECT_NPU_SUCCESS(npuFree(pooled));
  EXPECT_NPU_SUCCESS(npuFree(managed));
  EXPECT_NPU_SUCCESS(npuFreeHost(host));
}

TEST(IpcMemory, AllDevicesAttributesSaySo) {
  int value = 0;
  EXPECT_NPU_SUCCESS(npuDeviceGetAttribute(&value, npuDevAttrIpcEventSupport, 0));
  EXPECT_EQ(1, value);
  EXPECT_NPU_SUCCESS(npuDeviceGetAttribute(&value, npuDevAttrMemoryPoolSupportedHandleTypes, 0));
  EXPECT_EQ(npuMemHandleTypePosixFileDescriptor, value);
}

TEST(IpcDriver, MemoryAndEvents) {
  int *p;
  ASSERT_NPU_SUCCESS(npuMalloc(&p, 4096));
  EXPECT_NPU_SUCCESS(fill_range({p, 1024, 3}));
  NPUipcMemHandle handle;
  ASSERT_EQ(NPU_SUCCESS, npudrvIpcGetMemHandle(&handle, NPUdeviceptr(p)));
  NPUevent event;
  ASSERT_EQ(NPU_SUCCESS, npudrvEventCreate(&event, NPU_EVENT_INTERPROCESS | NPU_EVENT_DISABLE_TIMING));
  struct handles {
    NPUipcMemHandle memory;
    NPUipcEventHandle event;
  } both;
  both.memory = handle;
  ASSERT_EQ(NPU_SUCCESS, npudrvIpcGetEventHandle(&both.event, event));
  EXPECT_EQ(1023 + 3, (*peer)(
                          [](const handles &h) {
                            NPUdeviceptr q = 0;
                            NPUevent e = nullptr;
                            int last = 0;
                            EXPECT_EQ(NPU_SUCCESS, npudrvIpcOpenMemHandle(
                                                       &q, h.memory, NPU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS));
                            EXPECT_EQ(NPU_SUCCESS, npudrvIpcOpenEventHandle(&e, h.event));
                            EXPECT_EQ(NPU_SUCCESS, npudrvEventSynchronize(e));
                            EXPECT_EQ(NPU_SUCCESS, npudrvMemcpyDtoH(&last, q + 4092, 4));
                            EXPECT_EQ(NPU_SUCCESS, npudrvIpcCloseMemHandle(q));
                            EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvIpcCloseMemHandle(q));
                            EXPECT_EQ(NPU_SUCCESS, npudrvEventDestroy(e));
                            return testing::Test::HasFailure() ? -1 : last;
                          },
                          both));
  EXPECT_EQ(NPU_SUCCESS, npudrvEventDestroy(event));
  EXPECT_NPU_SUCCESS(npuFree(p));
}

// --- events

struct opened_event {
  npuError_t error;
  npuEvent_t event;
};
opened_event open_event(const npuIpcEventHandle_t &handle) {
  opened_event e = {};
  e.error = npuIpcOpenEventHandle(&e.event, handle);
  return e;
}
npuError_t query_event(npuEvent_t const &e) { return npuEventQuery(e); }
npuError_t wait_for_event(npuEvent_t const &e) { return npuEventSynchronize(e); }

constexpr unsigned shared_flags = npuEventDisableTiming | npuEventInterprocess;

TEST(IpcEvent, OneProcessWaitsForTheOther) {
  npuEvent_t event;
  ASSERT_NPU_SUCCESS(npuEventCreateWithFlags(&event, shared_flags));
  EXPECT_NPU_SUCCESS(npuEventQuery(event));
  npuIpcEventHandle_t handle;
  ASSERT_NPU_SUCCESS(npuIpcGetEventHandle(&handle, event));
  const opened_event there = IN(*peer, open_event), handle);
  ASSERT_NPU_SUCCESS(there.error);
  EXPECT_NPU_SUCCESS((IN(*peer, query_event), there.event))); // never recorded

  // Recorded here, awaited there.
  go = 0;
  NPU_LAUNCH(wait_for_host, (1, 1), &go);
  ASSERT_NPU_SUCCESS(npuEventRecord(event));
  EXPECT_EQ(npuErrorNotReady, npuEventQuery(event));
  EXPECT_EQ(npuErrorNotReady, (IN(*peer, query_event), there.event)));
  go = 1;
  EXPECT_NPU_SUCCESS((IN(*peer, wait_for_event), there.event)));
  EXPECT_NPU_SUCCESS((IN(*peer, query_event), there.event)));
  EXPECT_NPU_SUCCESS(npuEventSynchronize(event));
  EXPECT_NPU_SUCCESS(npuDeviceSynchronize());

  // The other way round; a stream waits.
  (*peer)(
      [](npuEvent_t const &e) {
        go = 0;
        NPU_LAUNCH(wait_for_host, (1, 1), &go);
        return npuEventRecord(e);
      },
      there.event);
  npuStream_t stream;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  int *p;
  ASSERT_NPU_SUCCESS(npuMallocManaged(&p, 64));
  *p = 0;
  EXPECT_NPU_SUCCESS(npuStreamWaitEvent(stream, event));
  NPU_LAUNCH(fill, (1, 1, 0, stream), p, 1, 42);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(npuErrorNotReady, npuStreamQuery(stream));
  EXPECT_EQ(0, *p);
  (*peer)([](const int &value) { return go = value; }, 1);
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_EQ(42, *p);
  EXPECT_NPU_SUCCESS(npuEventQuery(event));

  float ms;
  expect_error(npuErrorInvalidResourceHandle,
               npuEventElapsedTime(&ms, event, event)); // does not measure time
  EXPECT_NPU_SUCCESS(npuFree(p));
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
  EXPECT_NPU_SUCCESS((*peer)([](npuEvent_t const &e) { return npuEventDestroy(e); }, there.event));
  EXPECT_NPU_SUCCESS(npuEventDestroy(event));
}

// More records than the page has room for, from both sides in turn.
TEST(IpcEvent, PingPong) {
  npuEvent_t event;
  int *p;
  ASSERT_NPU_SUCCESS(npuEventCreateWithFlags(&event, shared_flags));
  ASSERT_NPU_SUCCESS(npuMalloc(&p, 4096));
  npuIpcEventHandle_t handle;
  npuIpcMemHandle_t memory_handle;
  ASSERT_NPU_SUCCESS(npuIpcGetEventHandle(&handle, event));
  ASSERT_NPU_SUCCESS(npuIpcGetMemHandle(&memory_handle, p));
  const opened_event there = IN(*peer, open_event), handle);
  const memory opened = IN(*peer, open), memory_handle);
  struct step {
    npuEvent_t event;
    int *p;
    int value;
  };
  const auto add = [](const step &s) { // after what the other has done, without waiting on the host
    EXPECT_NPU_SUCCESS(npuStreamWaitEvent(nullptr, s.event));
    NPU_LAUNCH(fill, (1, 32), s.p, 1024, s.value);
    return npuEventRecord(s.event);
  };
  for (int i = 0; i < 200; i += 2) {
    ASSERT_NPU_SUCCESS(add({event, p, i}));
    ASSERT_NPU_SUCCESS((*peer)(add, step{there.event, opened.p, i + 1}));
  }
  EXPECT_NPU_SUCCESS(npuEventSynchronize(event));
  EXPECT_TRUE(holds({p, 1024, 199}));
  EXPECT_NPU_SUCCESS((IN(*peer, close_memory), opened.p)));
  EXPECT_NPU_SUCCESS(npuEventDestroy(event));
  EXPECT_NPU_SUCCESS(npuFree(p));
}

TEST(IpcEvent, Errors) {
  npuEvent_t event, plain, opened;
  npuIpcEventHandle_t handle = {};
  expect_error(npuErrorInvalidValue, npuEventCreateWithFlags(&event, npuEventInterprocess));
  ASSERT_NPU_SUCCESS(npuEventCreateWithFlags(&event, shared_flags));
  ASSERT_NPU_SUCCESS(npuEventCreate(&plain));
  expect_error(npuErrorInvalidResourceHandle, npuIpcGetEventHandle(&handle, plain));
  expect_error(npuErrorInvalidResourceHandle, npuIpcGetEventHandle(&handle, nullptr));
  expect_error(npuErrorInvalidValue, npuIpcGetEventHandle(nullptr, event));
  expect_error(npuErrorInvalidValue, npuIpcOpenEventHandle(&opened, handle));
  ASSERT_NPU_SUCCESS(npuIpcGetEventHandle(&handle, event));
  expect_error(npuErrorInvalidValue, npuIpcOpenEventHandle(nullptr, handle));
  expect_error(npuErrorDeviceUninitialized, npuIpcOpenEventHandle(&opened, handle));
  EXPECT_NPU_SUCCESS(npuEventDestroy(event));
  EXPECT_NPU_SUCCESS(npuEventDestroy(plain));
}

// --- pools

npuMemPool_t shareable_pool() {
  npuMemPoolProps props = {};
  props.allocType = npuMemAllocationTypePinned;
  props.handleTypes = npuMemHandleTypePosixFileDescriptor;
  props.location.type = npuMemLocationTypeDevice;
  npuMemPool_t pool = nullptr;
  EXPECT_NPU_SUCCESS(npuMemPoolCreate(&pool, &props));
  return pool;
}

struct imported_pool {
  npuError_t error;
  npuMemPool_t pool;
};
imported_pool import_pool(const int &file) {
  imported_pool i = {};
  i.error = npuMemPoolImportFromShareableHandle(&i.pool, reinterpret_cast<void *>(uintptr_t(file)),
                                                npuMemHandleTypePosixFileDescriptor, 0);
  close(file);
  return i;
}
struct pool_pointer {
  npuMemPool_t pool;
  npuMemPoolPtrExportData data;
};
memory import_pointer(const pool_pointer &p) {
  memory m = {};
  npuMemPoolPtrExportData data = p.data;
  m.error = npuMemPoolImportPointer(reinterpret_cast<void **>(&m.p), p.pool, &data);
  return m;
}

TEST(IpcPool, BothSeeTheSameMemory) {
  npuStream_t stream;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  npuMemPool_t pool = shareable_pool(), other = shareable_pool();
  int *first, *p, *q;
  constexpr int n = 100000;
  ASSERT_NPU_SUCCESS(npuMallocFromPoolAsync(&first, 4, pool, stream));
  ASSERT_NPU_SUCCESS(npuMallocFromPoolAsync(&p, n * sizeof(int), pool, stream));
  ASSERT_NPU_SUCCESS(npuMallocFromPoolAsync(&q, 4096, other, stream));
  NPU_LAUNCH(fill, (4, 64, 0, stream), p, n, 11);

  int file = -1;
  ASSERT_NPU_SUCCESS(npuMemPoolExportToShareableHandle(&file, pool, npuMemHandleTypePosixFileDescriptor, 0));
  const imported_pool imported = IN(*peer, import_pool), peer->pass(file));
  close(file);
  ASSERT_NPU_SUCCESS(imported.error);
  pool_pointer exported = {imported.pool, {}};
  ASSERT_NPU_SUCCESS(npuMemPoolExportPointer(&exported.data, q));
  EXPECT_EQ(npuErrorInvalidValue, (IN(*peer, import_pointer), exported).error)); // of the other pool
  ASSERT_NPU_SUCCESS(npuMemPoolExportPointer(&exported.data, p));
  const memory m = IN(*peer, import_pointer), exported);
  ASSERT_NPU_SUCCESS(m.error);
  ASSERT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_TRUE((IN(*peer, holds), range{m.p, n, 11})));
  EXPECT_NPU_SUCCESS((IN(*peer, fill_range), range{m.p, n, 12})));
  EXPECT_TRUE(holds({p, n, 12}));

  // An imported pool gives no memory of its own, and is nobody's to export.
  EXPECT_EQ(npuErrorInvalidValue, (*peer)(
                                      [](npuMemPool_t const &i) {
                                        void *nothing;
                                        return npuMallocFromPoolAsync(&nothing, 4, i, nullptr);
                                      },
                                      imported.pool));
  EXPECT_EQ(npuErrorInvalidValue,
            (*peer)([](npuMemPool_t const &i) { return npuDeviceSetMemPool(0, i); }, imported.pool));
  EXPECT_EQ(npuErrorInvalidValue,
            (*peer)(
                [](npuMemPool_t const &i) {
                  int f;
                  return npuMemPoolExportToShareableHandle(&f, i, npuMemHandleTypePosixFileDescriptor, 0);
                },
                imported.pool));
  EXPECT_NPU_SUCCESS((*peer)([](int *const &i) { return npuFreeAsync(i, nullptr); }, m.p));
  EXPECT_EQ(npuErrorInvalidValue, (*peer)([](int *const &i) { return npuFreeAsync(i, nullptr); }, m.p));
  EXPECT_NPU_SUCCESS((*peer)([](npuMemPool_t const &i) { return npuMemPoolDestroy(i); }, imported.pool));
  for (int *i : {first, p, q})
    EXPECT_NPU_SUCCESS(npuFreeAsync(i, stream));
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream));
  EXPECT_NPU_SUCCESS(npuMemPoolDestroy(pool));
  EXPECT_NPU_SUCCESS(npuMemPoolDestroy(other));
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
}

TEST(IpcPool, Errors) {
  npuMemPool_t pool = shareable_pool(), plain, imported;
  ASSERT_NPU_SUCCESS(npuDeviceGetDefaultMemPool(&plain, 0));
  int file = -1;
  const auto posix = npuMemHandleTypePosixFileDescriptor;
  expect_error(npuErrorInvalidValue,
               npuMemPoolExportToShareableHandle(&file, plain, posix, 0)); // not shareable
  expect_error(npuErrorInvalidValue, npuMemPoolExportToShareableHandle(nullptr, pool, posix, 0));
  expect_error(npuErrorInvalidValue, npuMemPoolExportToShareableHandle(&file, pool, posix, 1));
  expect_error(npuErrorInvalidValue,
               npuMemPoolExportToShareableHandle(&file, pool, npuMemHandleTypeWin32, 0));
  expect_error(npuErrorInvalidValue,
               npuMemPoolImportFromShareableHandle(&imported, nullptr, posix, 0)); // no pool's file
  ASSERT_NPU_SUCCESS(npuMemPoolExportToShareableHandle(&file, pool, posix, 0));
  void *handle = reinterpret_cast<void *>(uintptr_t(file));
  expect_error(npuErrorInvalidValue, npuMemPoolImportFromShareableHandle(nullptr, handle, posix, 0));
  expect_error(npuErrorInvalidValue,
               npuMemPoolImportFromShareableHandle(&imported, handle, npuMemHandleTypeNone, 0));
  expect_error(npuErrorInvalidValue, npuMemPoolImportFromShareableHandle(&imported, handle, posix, 1));
  ASSERT_NPU_SUCCESS(npuMemPoolImportFromShareableHandle(&imported, handle, posix, 0));
  close(file);

  int *p, *own;
  npuMemPoolPtrExportData data = {};
  ASSERT_NPU_SUCCESS(npuMalloc(&own, 16));
  ASSERT_NPU_SUCCESS(npuMallocFromPoolAsync(&p, 16, pool, nullptr));
  expect_error(npuErrorInvalidValue, npuMemPoolExportPointer(&data, own));
  expect_error(npuErrorInvalidValue, npuMemPoolExportPointer(nullptr, p));
  expect_error(npuErrorInvalidValue, npuMemPoolExportPointer(&data, p + 1));
  void *q;
  expect_error(npuErrorInvalidValue, npuMemPoolImportPointer(&q, imported, &data)); // nothing was exported
  ASSERT_NPU_SUCCESS(npuMemPoolExportPointer(&data, p));
  expect_error(npuErrorInvalidValue, npuMemPoolImportPointer(&q, pool, &data)); // not an imported pool
  expect_error(npuErrorInvalidValue, npuMemPoolImportPointer(nullptr, imported, &data));
  expect_error(npuErrorInvalidValue, npuMemPoolImportPointer(&q, imported, nullptr));
  EXPECT_NPU_SUCCESS(npuFree(own));
  EXPECT_NPU_SUCCESS(npuFree(p));
  EXPECT_NPU_SUCCESS(npuMemPoolDestroy(imported));
  EXPECT_NPU_SUCCESS(npuMemPoolDestroy(pool));
}

// --- the other process ends

TEST(IpcEnd, ARecordThatNobodyWillMakeIsOver) {
  npuEvent_t event;
  int *p;
  ASSERT_NPU_SUCCESS(npuEventCreateWithFlags(&event, shared_flags));
  ASSERT_NPU_SUCCESS(npuMalloc(&p, 4096));
  const auto share = [](const int &) {
    struct {
      npuIpcMemHandle_t handle;
      int *p;
    } result;
    EXPECT_NPU_SUCCESS(npuMalloc(&result.p, 4096));
    EXPECT_NPU_SUCCESS(fill_range({result.p, 1024, 8}));
    EXPECT_NPU_SUCCESS(npuIpcGetMemHandle(&result.handle, result.p));
    return result;
  };
  const auto early = (*mortal)(share, 0), late = (*mortal)(share, 0);
  const memory m = open(early.handle);
  ASSERT_NPU_SUCCESS(m.error);
  npuIpcEventHandle_t handle;
  ASSERT_NPU_SUCCESS(npuIpcGetEventHandle(&handle, event));
  const opened_event there = IN(*mortal, open_event), handle);
  ASSERT_NPU_SUCCESS(there.error);
  (*mortal)(
      [](npuEvent_t const &e) {
        go = 0;
        NPU_LAUNCH(wait_for_host, (1, 1), &go);
        return npuEventRecord(e);
      },
      there.event);
  npuStream_t stream;
  ASSERT_NPU_SUCCESS(npuStreamCreate(&stream));
  ASSERT_NPU_SUCCESS(npuStreamWaitEvent(stream, event));
  EXPECT_EQ(npuErrorNotReady, npuEventQuery(event));
  mortal->send(
      [](const int &) {
        _exit(3);
        return 0;
      },
      0);                                           // with the kernel running
  EXPECT_NPU_SUCCESS(npuStreamSynchronize(stream)); // although the process is a zombie still
  mortal->end();
  EXPECT_NPU_SUCCESS(npuEventSynchronize(event));

  EXPECT_TRUE(holds({m.p, 1024, 8})); // memory lives as long as somebody has it
  EXPECT_NPU_SUCCESS(npuIpcCloseMemHandle(m.p));
  expect_error(npuErrorMapBufferObjectFailed, open(late.handle).error);
  EXPECT_NPU_SUCCESS(npuStreamDestroy(stream));
  EXPECT_NPU_SUCCESS(npuEventDestroy(event));
  EXPECT_NPU_SUCCESS(npuFree(p));
}

} // namespace

int main(int argc, char **argv) {
  process first, second;
  peer = &first;
  mortal = &second;
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
