// SPDX-License-Identifier: Apache-2.0
// Threads of the runtime that live until the process ends.
#ifndef NPU_CPU_SPAWN_H
#define NPU_CPU_SPAWN_H

#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>

#include <thread>

namespace npu::cpu {

template <class F> void spawn(const char *name, F body) {
  // Signals are for the program's own threads.
  sigset_t all, old;
  sigfillset(&all);
  for (int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) // a thread's own faults
    sigdelset(&all, fault);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  std::thread([name, body] {
    pthread_setname_np(pthread_self(), name);
    prctl(PR_SET_TIMERSLACK, 1000); // nanoseconds
    body();
  }).detach();
  pthread_sigmask(SIG_SETMASK, &old, nullptr);
}

} // namespace npu::cpu

#endif
