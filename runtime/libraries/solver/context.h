// SPDX-License-Identifier: Apache-2.0
// What the handles hold, and how a routine is run in a handle's stream.
#ifndef NPU_SOLVER_CONTEXT_H
#define NPU_SOLVER_CONTEXT_H

#include "lapack.h"
#include "npu/solver.h"
#include "on_stream.h"

struct npusolverDnContext {
  npuStream_t stream = nullptr;
};
struct npusolverDnParams {};

namespace npu::solver {

// The element type behind a type of the interface.
template <class T> struct element {
  using type = T;
};
template <> struct element<npuComplex> {
  using type = std::complex<float>;
};
template <> struct element<npuDoubleComplex> {
  using type = std::complex<double>;
};
template <class T> using element_t = typename element<T>::type;

// The same memory as LAPACK's elements.
template <class T> auto elements(T *p) { return reinterpret_cast<element_t<T> *>(p); }
template <class T> auto elements(const T *p) {
  return const_cast<element_t<T> *>(
      reinterpret_cast<const element_t<T> *>(p)); // LAPACKE is not const throughout
}

inline char letter(npublasFillMode_t uplo) { return uplo == NPUBLAS_FILL_MODE_UPPER ? 'U' : 'L'; }
inline char letter(npublasSideMode_t side) { return side == NPUBLAS_SIDE_RIGHT ? 'R' : 'L'; }
inline char letter(npublasDiagType_t diag) { return diag == NPUBLAS_DIAG_UNIT ? 'U' : 'N'; }
inline char letter(npusolverEigMode_t mode) { return mode == NPUSOLVER_EIG_MODE_VECTOR ? 'V' : 'N'; }
// Of a real matrix the conjugate transpose is the transpose, and LAPACK wants it called so.
template <class T> char letter(npublasOperation_t trans) {
  return trans == NPUBLAS_OP_N ? 'N' : trans == NPUBLAS_OP_T || is_real<T> ? 'T' : 'C';
}

inline bool is_valid(npublasFillMode_t uplo) {
  return uplo == NPUBLAS_FILL_MODE_LOWER || uplo == NPUBLAS_FILL_MODE_UPPER;
}
inline bool is_valid(npublasSideMode_t side) {
  return side == NPUBLAS_SIDE_LEFT || side == NPUBLAS_SIDE_RIGHT;
}
inline bool is_valid(npublasOperation_t trans) {
  return trans == NPUBLAS_OP_N || trans == NPUBLAS_OP_T || trans == NPUBLAS_OP_C;
}
inline bool is_valid(npusolverEigMode_t mode) {
  return mode == NPUSOLVER_EIG_MODE_NOVECTOR || mode == NPUSOLVER_EIG_MODE_VECTOR;
}
inline bool is_valid(npusolverEigType_t type) {
  return type >= NPUSOLVER_EIG_TYPE_1 && type <= NPUSOLVER_EIG_TYPE_3;
}

// A matrix of m by n may lie at leading dimension lda.
inline bool is_matrix(long long m, long long n, long long lda) {
  return m >= 0 && n >= 0 && lda >= std::max(1LL, m);
}

inline npusolverStatus_t status(npuError_t error) {
  return error == npuSuccess                 ? NPUSOLVER_STATUS_SUCCESS
         : error == npuErrorMemoryAllocation ? NPUSOLVER_STATUS_ALLOC_FAILED
                                             : NPUSOLVER_STATUS_EXECUTION_FAILED;
}

// Runs `work()` in the handle's stream; what it returns goes to `info`, device memory.
template <class Work> npusolverStatus_t run(npusolverDnHandle_t handle, bool valid, int *info, Work work) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  if (!valid)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  return status(libraries::on_stream(handle->stream, [info, work]() mutable {
    const int result = work();
    if (info)
      *info = result;
  }));
}

// The same for work that also writes host memory: returns when it is there.
template <class Work>
npusolverStatus_t run_and_wait(npusolverDnHandle_t handle, bool valid, int *info, Work work) {
  const npusolverStatus_t started = run(handle, valid, info, work);
  return started == NPUSOLVER_STATUS_SUCCESS ? status(npuStreamSynchronize(handle->stream)) : started;
}

// Answer to a query of the workspace: one element, as the routines take what they need themselves.
template <class Size> npusolverStatus_t workspace(npusolverDnHandle_t handle, bool valid, Size *size) {
  if (!handle)
    return NPUSOLVER_STATUS_NOT_INITIALIZED;
  if (!valid || !size)
    return NPUSOLVER_STATUS_INVALID_VALUE;
  *size = 1;
  return NPUSOLVER_STATUS_SUCCESS;
}

} // namespace npu::solver

// Defines what MACRO(letter, element type, real type) says for the four element types.
#define NPU_SOLVER_TYPES(MACRO)                                                                              \
  MACRO(S, float, float)                                                                                     \
  MACRO(D, double, double)                                                                                   \
  MACRO(C, npuComplex, float)                                                                                \
  MACRO(Z, npuDoubleComplex, double)

// The same for routines with other names for complex elements: MACRO(letter, or/un, sy/he, element type, real
// type).
#define NPU_SOLVER_TYPES_NAMED(MACRO)                                                                        \
  MACRO(S, or, sy, float, float)                                                                             \
  MACRO(D, or, sy, double, double)                                                                           \
  MACRO(C, un, he, npuComplex, float)                                                                        \
  MACRO(Z, un, he, npuDoubleComplex, double)

#endif
