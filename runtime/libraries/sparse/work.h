// SPDX-License-Identifier: Apache-2.0
// From a call to its work in the handle's stream: statuses, scalars, results.
#ifndef NPU_LIBRARIES_SPARSE_WORK_H
#define NPU_LIBRARIES_SPARSE_WORK_H

#include "on_stream.h"
#include "sparse/descriptors.h"
#include "sparse/numbers.h"

#include <cstring>

// Leaves the function with STATUS where CONDITION does not hold.
#define NPU_SPARSE_REQUIRE(condition, status)                                                                \
  if (!(condition))                                                                                          \
  return NPUSPARSE_STATUS_##status

namespace npu::sparse {

// A scalar argument: read at the call from the host, or in the stream from the device.
class scalar {
public:
  scalar(npusparseHandle_t handle, const void *from, npuDataType type) : type(type) {
    if (handle->pointer_mode == NPUSPARSE_POINTER_MODE_DEVICE)
      device = from;
    else
      std::memcpy(host, from, bytes_of(type));
  }
  template <class T> T get() const { return load<T>(device ? device : host, type, 0); }

private:
  const void *device = nullptr;
  alignas(16) char host[16] = {};
  npuDataType type;
};

template <class Work> npusparseStatus_t run(npusparseHandle_t handle, Work work) {
  return libraries::on_stream(handle->stream, std::move(work)) == npuSuccess
             ? NPUSPARSE_STATUS_SUCCESS
             : NPUSPARSE_STATUS_EXECUTION_FAILED;
}

inline npusparseStatus_t wait(npusparseHandle_t handle) {
  return npuStreamSynchronize(handle->stream) == npuSuccess ? NPUSPARSE_STATUS_SUCCESS
                                                            : NPUSPARSE_STATUS_EXECUTION_FAILED;
}

template <class Work> npusparseStatus_t run_and_wait(npusparseHandle_t handle, Work work) {
  const npusparseStatus_t status = run(handle, std::move(work));
  return status == NPUSPARSE_STATUS_SUCCESS ? wait(handle) : status;
}

// For work that writes a result which is the host's in host pointer mode.
template <class Work> npusparseStatus_t run_with_result(npusparseHandle_t handle, Work work) {
  return handle->pointer_mode == NPUSPARSE_POINTER_MODE_HOST ? run_and_wait(handle, std::move(work))
                                                             : run(handle, std::move(work));
}

// The answer of every bufferSize function: not 0, because a buffer of no bytes is a null pointer, which some
// functions take for the question.
template <class Size> npusparseStatus_t small_buffer(npusparseHandle_t handle, Size *size) {
  NPU_SPARSE_REQUIRE(handle, NOT_INITIALIZED);
  NPU_SPARSE_REQUIRE(size, INVALID_VALUE);
  *size = 16;
  return NPUSPARSE_STATUS_SUCCESS;
}

inline bool valid(npusparseOperation_t op) {
  return op >= NPUSPARSE_OPERATION_NON_TRANSPOSE && op <= NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE;
}
inline bool valid(npusparseIndexType_t type) {
  return type == NPUSPARSE_INDEX_32I || type == NPUSPARSE_INDEX_64I;
}

} // namespace npu::sparse

#endif
