// SPDX-License-Identifier: Apache-2.0
// gemm with types known at run time, in half, and in batches of either.
#include "product.h"

namespace npu::blas {

npublasComputeType_t compute_type(npublasComputeType_t type) {
  switch (static_cast<int>(type)) {
  case NPU_R_16F:
    return NPUBLAS_COMPUTE_16F;
  case NPU_R_32F:
  case NPU_C_32F:
    return NPUBLAS_COMPUTE_32F;
  case NPU_R_64F:
  case NPU_C_64F:
    return NPUBLAS_COMPUTE_64F;
  case NPU_R_32I:
    return NPUBLAS_COMPUTE_32I;
  default:
    return type;
  }
}

npuDataType scale_type(npublasComputeType_t compute, bool complex) {
  switch (compute) {
  case NPUBLAS_COMPUTE_16F:
  case NPUBLAS_COMPUTE_16F_PEDANTIC:
    return NPU_R_16F;
  case NPUBLAS_COMPUTE_64F:
  case NPUBLAS_COMPUTE_64F_PEDANTIC:
    return complex ? NPU_C_64F : NPU_R_64F;
  case NPUBLAS_COMPUTE_32I:
  case NPUBLAS_COMPUTE_32I_PEDANTIC:
    return NPU_R_32I;
  default:
    return complex ? NPU_C_32F : NPU_R_32F;
  }
}

bool supported(npublasComputeType_t compute, npuDataType A, npuDataType B, npuDataType C) {
  if (A != B)
    return false;
  switch (compute) {
  case NPUBLAS_COMPUTE_16F:
  case NPUBLAS_COMPUTE_16F_PEDANTIC:
    return A == NPU_R_16F && C == NPU_R_16F;
  case NPUBLAS_COMPUTE_32I:
  case NPUBLAS_COMPUTE_32I_PEDANTIC:
    return A == NPU_R_8I && C == NPU_R_32I;
  case NPUBLAS_COMPUTE_64F:
  case NPUBLAS_COMPUTE_64F_PEDANTIC:
    return (A == NPU_R_64F || A == NPU_C_64F) && C == A;
  case NPUBLAS_COMPUTE_32F:
  case NPUBLAS_COMPUTE_32F_PEDANTIC:
    if (A == NPU_R_16F || A == NPU_R_16BF)
      return C == A || C == NPU_R_32F;
    if (A == NPU_R_8I)
      return C == NPU_R_32F;
    [[fallthrough]];
  case NPUBLAS_COMPUTE_32F_FAST_16F:
  case NPUBLAS_COMPUTE_32F_FAST_16BF:
  case NPUBLAS_COMPUTE_32F_FAST_TF32:
    return (A == NPU_R_32F || A == NPU_C_32F) && C == A;
  }
  return false;
}

namespace {

using op_t = npublasOperation_t;

// Pointers to the matrices of a batch, at a stride or from an array.
template <class Void> struct batch {
  Void *first;
  Void *const *each;
  long long stride; // in elements
  npuDataType type;
  Void *operator[](int i) const {
    using byte = std::conditional_t<std::is_const_v<Void>, const char, char>;
    return each ? each[i] : static_cast<byte *>(first) + i * stride * static_cast<long long>(size_of(type));
  }
};

status gemm(handle_t handle, op_t transa, op_t transb, int m, int n, int k, const void *alpha,
            batch<const void> A, int lda, batch<const void> B, int ldb, const void *beta, batch<void> C,
            int ldc, int count, npublasComputeType_t compute) {
  NPU_BLAS_REQUIRE(handle, valid(transa) && valid(transb) && m >= 0 && n >= 0 && k >= 0 && count >= 0 &&
                               alpha && beta && holds(lda, transa == NPUBLAS_OP_N ? m : k) &&
                               holds(ldb, transb == NPUBLAS_OP_N ? k : n) && holds(ldc, m));
  compute = compute_type(compute);
  if (!supported(compute, A.type, B.type, C.type))
    return NPUBLAS_STATUS_NOT_SUPPORTED;
  status done = NPUBLAS_STATUS_NOT_SUPPORTED;
  with_compute(compute, complex_type(C.type), [&](auto sum, auto scale) {
    using Sum = typename decltype(sum)::type;
    using Scale = typename decltype(scale)::type;
    const scalar<Scale> a(handle, static_cast<const Scale *>(alpha)),
        b(handle, static_cast<const Scale *>(beta));
    done = run(handle, [=] {
      for (int i = 0; i < count; i++)
        product<Sum>(transa, transb, m, n, k, convert<Sum>(a()), A[i], A.type, lda, B[i], B.type, ldb,
                     convert<Sum>(b()), C[i], C.type, ldc);
    });
  });
  return done;
}

} // namespace
} // namespace npu::blas

using namespace npu::blas;

npublasStatus_t npublasGemmEx(npublasHandle_t handle, npublasOperation_t transa, npublasOperation_t transb,
                              int m, int n, int k, const void *alpha, const void *A, npuDataType Atype,
                              int lda, const void *B, npuDataType Btype, int ldb, const void *beta, void *C,
                              npuDataType Ctype, int ldc, npublasComputeType_t computeType,
                              npublasGemmAlgo_t) {
  return gemm(handle, transa, transb, m, n, k, alpha, {A, nullptr, 0, Atype}, lda, {B, nullptr, 0, Btype},
              ldb, beta, {C, nullptr, 0, Ctype}, ldc, 1, computeType);
}

npublasStatus_t npublasGemmBatchedEx(npublasHandle_t handle, npublasOperation_t transa,
                                     npublasOperation_t transb, int m, int n, int k, const void *alpha,
                                     const void *const A[], npuDataType Atype, int lda, const void *const B[],
                                     npuDataType Btype, int ldb, const void *beta, void *const C[],
                                     npuDataType Ctype, int ldc, int batchCount,
                                     npublasComputeType_t computeType, npublasGemmAlgo_t) {
  return gemm(handle, transa, transb, m, n, k, alpha, {nullptr, A, 0, Atype}, lda, {nullptr, B, 0, Btype},
              ldb, beta, {nullptr, C, 0, Ctype}, ldc, batchCount, computeType);
}

npublasStatus_t npublasGemmStridedBatchedEx(npublasHandle_t handle, npublasOperation_t transa,
                                            npublasOperation_t transb, int m, int n, int k, const void *alpha,
                                            const void *A, npuDataType Atype, int lda, long long strideA,
                                            const void *B, npuDataType Btype, int ldb, long long strideB,
                                            const void *beta, void *C, npuDataType Ctype, int ldc,
                                            long long strideC, int batchCount,
                                            npublasComputeType_t computeType, npublasGemmAlgo_t) {
  return gemm(handle, transa, transb, m, n, k, alpha, {A, nullptr, strideA, Atype}, lda,
              {B, nullptr, strideB, Btype}, ldb, beta, {C, nullptr, strideC, Ctype}, ldc, batchCount,
              computeType);
}

npublasStatus_t npublasSgemmEx(npublasHandle_t handle, npublasOperation_t transa, npublasOperation_t transb,
                               int m, int n, int k, const float *alpha, const void *A, npuDataType Atype,
                               int lda, const void *B, npuDataType Btype, int ldb, const float *beta, void *C,
                               npuDataType Ctype, int ldc) {
  return npublasGemmEx(handle, transa, transb, m, n, k, alpha, A, Atype, lda, B, Btype, ldb, beta, C, Ctype,
                       ldc, NPUBLAS_COMPUTE_32F, NPUBLAS_GEMM_DEFAULT);
}

npublasStatus_t npublasHgemm(npublasHandle_t handle, npublasOperation_t transa, npublasOperation_t transb,
                             int m, int n, int k, const npu::half *alpha, const npu::half *A, int lda,
                             const npu::half *B, int ldb, const npu::half *beta, npu::half *C, int ldc) {
  return npublasGemmEx(handle, transa, transb, m, n, k, alpha, A, NPU_R_16F, lda, B, NPU_R_16F, ldb, beta, C,
                       NPU_R_16F, ldc, NPUBLAS_COMPUTE_16F, NPUBLAS_GEMM_DEFAULT);
}

npublasStatus_t npublasHgemmBatched(npublasHandle_t handle, npublasOperation_t transa,
                                    npublasOperation_t transb, int m, int n, int k, const npu::half *alpha,
                                    const npu::half *const A[], int lda, const npu::half *const B[], int ldb,
                                    const npu::half *beta, npu::half *const C[], int ldc, int batchCount) {
  return npublasGemmBatchedEx(
      handle, transa, transb, m, n, k, alpha, reinterpret_cast<const void *const *>(A), NPU_R_16F, lda,
      reinterpret_cast<const void *const *>(B), NPU_R_16F, ldb, beta, reinterpret_cast<void *const *>(C),
      NPU_R_16F, ldc, batchCount, NPUBLAS_COMPUTE_16F, NPUBLAS_GEMM_DEFAULT);
}

npublasStatus_t npublasHgemmStridedBatched(npublasHandle_t handle, npublasOperation_t transa,
                                           npublasOperation_t transb, int m, int n, int k,
                                           const npu::half *alpha, const npu::half *A, int lda,
                                           long long strideA, const npu::half *B, int ldb, long long strideB,
                                           const npu::half *beta, npu::half *C, int ldc, long long strideC,
                                           int batchCount) {
  return npublasGemmStridedBatchedEx(handle, transa, transb, m, n, k, alpha, A, NPU_R_16F, lda, strideA, B,
                                     NPU_R_16F, ldb, strideB, beta, C, NPU_R_16F, ldc, strideC, batchCount,
                                     NPUBLAS_COMPUTE_16F, NPUBLAS_GEMM_DEFAULT);
}
