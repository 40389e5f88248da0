// SPDX-License-Identifier: Apache-2.0
// Vectors and matrices copied between host and device.
#include "context.h"

using namespace npu::blas;

namespace {

// `columns` runs of `bytes` bytes, those of the source `from_pitch` bytes apart, those of the destination
// `to_pitch`.
status copy(size_t bytes, size_t columns, const void *from, size_t from_pitch, void *to, size_t to_pitch,
            npuMemcpyKind kind, const npuStream_t *stream) {
  if (bytes == 0 || columns == 0)
    return NPUBLAS_STATUS_SUCCESS;
  if (!from || !to)
    return NPUBLAS_STATUS_INVALID_VALUE;
  const bool dense = from_pitch == bytes && to_pitch == bytes;
  if (dense) {
    bytes *= columns;
    from_pitch = to_pitch = bytes;
    columns = 1;
  }
  const npuError_t error =
      stream ? npuMemcpy2DAsync(to, to_pitch, from, from_pitch, bytes, columns, kind, *stream)
             : npuMemcpy2D(to, to_pitch, from, from_pitch, bytes, columns, kind);
  return error == npuSuccess ? NPUBLAS_STATUS_SUCCESS : NPUBLAS_STATUS_MAPPING_ERROR;
}

status copy_vector(int n, int size, const void *x, int incx, void *y, int incy, npuMemcpyKind kind,
                   const npuStream_t *stream = nullptr) {
  if (n < 0 || size <= 0 || incx <= 0 || incy <= 0)
    return NPUBLAS_STATUS_INVALID_VALUE;
  return copy(size, n, x, size_t(incx) * size, y, size_t(incy) * size, kind, stream);
}

status copy_matrix(int rows, int cols, int size, const void *A, int lda, void *B, int ldb, npuMemcpyKind kind,
                   const npuStream_t *stream = nullptr) {
  if (rows < 0 || cols < 0 || size <= 0 || lda < rows || ldb < rows || lda <= 0 || ldb <= 0)
    return NPUBLAS_STATUS_INVALID_VALUE;
  return copy(size_t(rows) * size, cols, A, size_t(lda) * size, B, size_t(ldb) * size, kind, stream);
}

} // namespace

npublasStatus_t npublasSetVector(int n, int elemSize, const void *x, int incx, void *y, int incy) {
  return copy_vector(n, elemSize, x, incx, y, incy, npuMemcpyHostToDevice);
}
npublasStatus_t npublasGetVector(int n, int elemSize, const void *x, int incx, void *y, int incy) {
  return copy_vector(n, elemSize, x, incx, y, incy, npuMemcpyDeviceToHost);
}
npublasStatus_t npublasSetMatrix(int rows, int cols, int elemSize, const void *A, int lda, void *B, int ldb) {
  return copy_matrix(rows, cols, elemSize, A, lda, B, ldb, npuMemcpyHostToDevice);
}
npublasStatus_t npublasGetMatrix(int rows, int cols, int elemSize, const void *A, int lda, void *B, int ldb) {
  return copy_matrix(rows, cols, elemSize, A, lda, B, ldb, npuMemcpyDeviceToHost);
}
npublasStatus_t npublasSetVectorAsync(int n, int elemSize, const void *x, int incx, void *y, int incy,
                                      npuStream_t stream) {
  return copy_vector(n, elemSize, x, incx, y, incy, npuMemcpyHostToDevice, &stream);
}
npublasStatus_t npublasGetVectorAsync(int n, int elemSize, const void *x, int incx, void *y, int incy,
                                      npuStream_t stream) {
  return copy_vector(n, elemSize, x, incx, y, incy, npuMemcpyDeviceToHost, &stream);
}
npublasStatus_t npublasSetMatrixAsync(int rows, int cols, int elemSize, const void *A, int lda, void *B,
                                      int ldb, npuStream_t stream) {
  return copy_matrix(rows, cols, elemSize, A, lda, B, ldb, npuMemcpyHostToDevice, &stream);
}
npublasStatus_t npublasGetMatrixAsync(int rows, int cols, int elemSize, const void *A, int lda, void *B,
                                      int ldb, npuStream_t stream) {
  return copy_matrix(rows, cols, elemSize, A, lda, B, ldb, npuMemcpyDeviceToHost, &stream);
}
