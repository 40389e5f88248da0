// SPDX-License-Identifier: Apache-2.0
// What a running block offers to the device language: indices, barriers, the exchange of values in a warp,
// abort. npu/kernel.h and the headers under it are built on these functions; users do not call them.
//
// A block runs on one OS thread from start to end. Its threads take turns: one runs until it waits here,
// yields or ends. So code between two of these calls is atomic with respect to the block's other threads, and
// thread-local storage is block storage.
//
// Unless stated otherwise the functions may only be called from a thread of a kernel; called on the host they
// report the mistake and end the process.
#ifndef NPU_DETAIL_BLOCK_H
#define NPU_DETAIL_BLOCK_H

#include "npu/detail/dim3.h"
#include "npu/detail/export.h"

#include <stddef.h>
#include <stdint.h>

namespace npu {

// The built-in variables. Outside of kernels the indices are 0 and the extents 1.
extern NPU_API_TLS uint3 threadIdx;
extern NPU_API_TLS uint3 blockIdx;
extern NPU_API_TLS dim3 blockDim;
extern NPU_API_TLS dim3 gridDim;
constexpr int warpSize = 32;

namespace detail {

// What the calling OS thread is running; all zero outside of kernels.
struct running {
  void *block;                // the block, null on the host
  void *dynamic_shared;       // the block's dynamic shared memory, aligned to 128
  size_t dynamic_shared_size; // in bytes, as given at launch
  unsigned thread;            // linear index of the running thread in its block: x fastest, then y, z
  unsigned threads;           // threads per block
  unsigned blocks;            // that a compiled form runs in one call (kernel_form.h)
};
extern NPU_API_TLS running now;

// Host or kernel; callable everywhere.
inline bool in_kernel() { return now.block != nullptr; }
inline void *dynamic_shared() { return now.dynamic_shared; }
inline size_t dynamic_shared_size() { return now.dynamic_shared_size; }
inline unsigned thread_index() { return now.thread; }
inline unsigned lane_index() { return now.thread % 32; }
inline unsigned warp_index() { return now.thread / 32; }
inline unsigned warps_per_block() { return (now.threads + 31) / 32; }
// Linear index of the block in its grid: x fastest, then y, z.
inline uint64_t block_index() {
  return blockIdx.x + uint64_t(gridDim.x) * (blockIdx.y + uint64_t(gridDim.y) * blockIdx.z);
}

// A number below 2^32 that stands for an address in shared memory on this OS thread, as aligned as the
// address (up to 1 MiB), and growing with it; and the address of such a number. shared_pointer gives larger
// numbers back as they are. Callable on the host.
NPU_API uint32_t shared_address(const void *p);
NPU_API void *shared_pointer(uint64_t address);

// Whether an address lies in the block's shared memory, or in a thread's own variables.
NPU_API bool is_shared(const void *p);
NPU_API bool is_local(const void *p);

// --- barriers of the block
// ------------------------------------------------------------------------------------------

// Waits until every thread of the block that has not ended waits here. Where the block can never get there
// (the remaining threads wait at different barriers), the kernel is aborted with npuErrorLaunchFailure and a
// report.
NPU_API void barrier();

// The same barrier, which also counts the predicates of the threads that arrive.
struct barrier_votes {
  unsigned arrived; // threads that took part
  unsigned true_;   // those whose predicate was true
};
NPU_API barrier_votes barrier_reduce(bool predicate);

// Barriers with an identity (0 to 15) and an explicit number of threads (a multiple of 32 in CUDA; any here).
// named_barrier waits until `count` threads have arrived, named_barrier_arrive only counts as one of them.
NPU_API void named_barrier(unsigned id, unsigned count);
NPU_API void named_barrier_arrive(unsigned id, unsigned count);

// --- warps
// ------------------------------------------------------------------------------------------------------------

// The values of one rendezvous, by lane. Only lanes in `arrived` hold one; lanes outside of the caller's mask
// may be among them, from a group of the warp that met at the same time.
struct warp_view {
  alignas(16) unsigned char value[32][16];
  unsigned arrived;
  template <class T> T get(unsigned lane) const {
    static_assert(sizeof(T) <= 16, "a lane publishes at most 16 bytes");
    T t;
    __builtin_memcpy(&t, value[lane & 31], sizeof(T));
    return t;
  }
};

// Publishes `size` bytes (at most 16) for the calling lane and waits until every lane named in `mask` that
// has not ended has called this function with the same mask. The result is valid until the calling thread's
// next call of a function of this section, or its end. The calling lane is taken to be in the mask. Several
// groups of a warp with disjoint masks may meet independently. Where the block cannot go on otherwise, a
// rendezvous ends with the lanes that have arrived (pre-Volta code names the full mask in divergent branches
// and means the active lanes).
NPU_API const warp_view &warp_rendezvous(unsigned mask, const void *value, size_t size);
template <class T> inline const warp_view &warp_rendezvous(unsigned mask, const T &value) {
  static_assert(sizeof(T) <= 16, "a lane publishes at most 16 bytes");
  return warp_rendezvous(mask, &value, sizeof(T));
}

// The commonest rendezvous by themselves, so that a compiler of kernels knows what they do: the value that
// lane `source` (0 to 31) publishes, or zero if that lane does not take part; the lanes whose
// predicate is true.
NPU_API uint32_t warp_shuffle32(unsigned mask, uint32_t value, unsigned source);
NPU_API uint64_t warp_shuffle64(unsigned mask, uint64_t value, unsigned source);
NPU_API unsigned warp_ballot(unsigned mask, bool predicate);

// A rendezvous without values.
NPU_API void syncwarp(unsigned mask);

// The lanes of the warp that reach this call, of those that can without waiting for something else: the set
// that a GPU would run in lockstep here. Each of the lanes gets the same mask. `site` tells calls at
// different places apart.
NPU_API unsigned warp_converge(const void *site);

// The lanes of the warp that have not ended (threads that have not started count as not ended).
NPU_API unsigned warp_live();

// --- progress
// -----------------------------------------------------------------------------------------------------------

// Lets the block's other threads run, and, after some turns without progress, other OS threads. What polls
// memory (a failed compare-and-swap, a volatile or atomic read in a loop, nanosleep) calls it. On the host it
// yields the processor.
NPU_API void yield();

// --- grid
// ---------------------------------------------------------------------------------------------------------------

// True if the kernel was launched cooperatively, so that grid_barrier may be used.
NPU_API bool grid_is_cooperative();
// Waits until every thread of every block of a cooperative launch waits here. All threads of the block must
// call it.
NPU_API void grid_barrier();

// --- failure
// --------------------------------------------------------------------------------------------------------------

// Ends the kernel: this thread, its block and the blocks not yet started. The error (an npuError_t) becomes
// the process's sticky asynchronous error. `message`, if any, goes to stderr with the kernel, block and
// thread. Destructors of objects on the stacks of the block's threads do not run. On the host it prints the
// message and calls abort().
[[noreturn]] NPU_API void abort_kernel(int error, const char *message);

} // namespace detail

// True inside a kernel, false on the host: the run-time counterpart of testing __CUDA_ARCH__.
inline bool in_kernel() { return detail::in_kernel(); }

} // namespace npu

#endif
