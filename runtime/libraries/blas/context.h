// SPDX-License-Identifier: Apache-2.0
// The handle, and how a call becomes work in its stream.
#ifndef NPU_LIBRARIES_BLAS_CONTEXT_H
#define NPU_LIBRARIES_BLAS_CONTEXT_H

#include "npu/blas.h"

#include "on_stream.h"

#include <complex>
#include <cstddef>
#include <utility>

struct npublasContext {
  npuStream_t stream = nullptr;
  npublasPointerMode_t pointer_mode = NPUBLAS_POINTER_MODE_HOST;
  npublasAtomicsMode_t atomics_mode = NPUBLAS_ATOMICS_NOT_ALLOWED;
  npublasMath_t math_mode = NPUBLAS_DEFAULT_MATH;
};

namespace npu::blas {

using handle_t = npublasHandle_t;
using status = npublasStatus_t;

// A scalar argument: read at the call if it lies in host memory, when the work runs if in device memory.
template <class T> class scalar {
public:
  scalar(npublasPointerMode_t mode, const T *pointer)
      : pointer_(mode == NPUBLAS_POINTER_MODE_DEVICE ? pointer : nullptr), value_(pointer_ ? T() : *pointer) {
  }
  scalar(handle_t handle, const T *pointer) : scalar(handle->pointer_mode, pointer) {}
  T operator()() const { return pointer_ ? *pointer_ : value_; }

private:
  const T *pointer_;
  T value_;
};

inline status from_runtime(npuError_t error) {
  return error == npuSuccess ? NPUBLAS_STATUS_SUCCESS : NPUBLAS_STATUS_EXECUTION_FAILED;
}

template <class Work> status run(handle_t handle, Work work) {
  return from_runtime(npu::libraries::on_stream(handle->stream, std::move(work)));
}

// Work that writes to memory which belongs to the host in host pointer mode: done when the call returns.
template <class Work> status run_with_results(handle_t handle, Work work) {
  const status launched = run(handle, std::move(work));
  if (launched != NPUBLAS_STATUS_SUCCESS || handle->pointer_mode == NPUBLAS_POINTER_MODE_DEVICE)
    return launched;
  return from_runtime(npuStreamSynchronize(handle->stream));
}

// The arguments of the C interface as C++ has them: complex numbers are std::complex, the rest stays.
template <class T> T cxx(T argument) { return argument; }
inline std::complex<float> *cxx(npuComplex *p) { return reinterpret_cast<std::complex<float> *>(p); }
inline std::complex<double> *cxx(npuDoubleComplex *p) { return reinterpret_cast<std::complex<double> *>(p); }
inline const std::complex<float> *cxx(const npuComplex *p) {
  return reinterpret_cast<const std::complex<float> *>(p);
}
inline const std::complex<double> *cxx(const npuDoubleComplex *p) {
  return reinterpret_cast<const std::complex<double> *>(p);
}
inline std::complex<float> *const *cxx(npuComplex *const *p) {
  return reinterpret_cast<std::complex<float> *const *>(p);
}
inline std::complex<double> *const *cxx(npuDoubleComplex *const *p) {
  return reinterpret_cast<std::complex<double> *const *>(p);
}
inline const std::complex<float> *const *cxx(const npuComplex *const *p) {
  return reinterpret_cast<const std::complex<float> *const *>(p);
}
inline const std::complex<double> *const *cxx(const npuDoubleComplex *const *p) {
  return reinterpret_cast<const std::complex<double> *const *>(p);
}

// Whether the handle is one and the condition on the arguments holds.
#define NPU_BLAS_REQUIRE(handle, condition)                                                                  \
  if (!(handle))                                                                                             \
    return NPUBLAS_STATUS_NOT_INITIALIZED;                                                                   \
  if (!(condition))                                                                                          \
  return NPUBLAS_STATUS_INVALID_VALUE

} // namespace npu::blas

#endif
