// SPDX-License-Identifier: Apache-2.0
// Barriers, fences, votes, matches, shuffles and reductions of a warp; the mask-less forms of CUDA 8 too.
#ifndef NPUIFY_WARP_H
#define NPUIFY_WARP_H

#include "each_type.h"

void __syncthreads();
int __syncthreads_count(int predicate);
int __syncthreads_and(int predicate);
int __syncthreads_or(int predicate);
void __syncwarp(unsigned int mask = 0xffffffffu);
void __barrier_sync(unsigned int id);
void __barrier_sync_count(unsigned int id, unsigned int count);
void __threadfence();
void __threadfence_block();
void __threadfence_system();

int __all_sync(unsigned int mask, int predicate);
int __any_sync(unsigned int mask, int predicate);
int __uni_sync(unsigned int mask, int predicate);
unsigned int __ballot_sync(unsigned int mask, int predicate);
unsigned int __activemask();
int __all(int predicate);
int __any(int predicate);
unsigned int __ballot(int predicate);
unsigned int __fns(unsigned int mask, unsigned int base, int offset);

#define NPUIFY_SHUFFLE(T)                                                                                    \
  T __shfl_sync(unsigned int mask, T value, int srcLane, int width = 32);                                    \
  T __shfl_up_sync(unsigned int mask, T value, unsigned int delta, int width = 32);                          \
  T __shfl_down_sync(unsigned int mask, T value, unsigned int delta, int width = 32);                        \
  T __shfl_xor_sync(unsigned int mask, T value, int laneMask, int width = 32);                               \
  T __shfl(T value, int srcLane, int width = 32);                                                            \
  T __shfl_up(T value, unsigned int delta, int width = 32);                                                  \
  T __shfl_down(T value, unsigned int delta, int width = 32);                                                \
  T __shfl_xor(T value, int laneMask, int width = 32);
NPUIFY_EACH_NUMBER(NPUIFY_SHUFFLE)
#undef NPUIFY_SHUFFLE

#define NPUIFY_MATCH(T)                                                                                      \
  unsigned int __match_any_sync(unsigned int mask, T value);                                                 \
  unsigned int __match_all_sync(unsigned int mask, T value, int *predicate);
NPUIFY_EACH_NUMBER(NPUIFY_MATCH)
#undef NPUIFY_MATCH

#define NPUIFY_REDUCE(T)                                                                                     \
  T __reduce_add_sync(unsigned int mask, T value);                                                           \
  T __reduce_min_sync(unsigned int mask, T value);                                                           \
  T __reduce_max_sync(unsigned int mask, T value);
NPUIFY_REDUCE(int)
NPUIFY_REDUCE(unsigned int)
#undef NPUIFY_REDUCE
unsigned int __reduce_and_sync(unsigned int mask, unsigned int value);
unsigned int __reduce_or_sync(unsigned int mask, unsigned int value);
unsigned int __reduce_xor_sync(unsigned int mask, unsigned int value);

#endif
