// SPDX-License-Identifier: Apache-2.0
// Products and transformations of described matrices (npu/blas_lt.h).
#include "described.h"
#include "product.h"

#include <cmath>

using namespace npu::blas;

namespace {

using op_t = npublasOperation_t;

// Bits of an epilogue.
enum : uint32_t {
  RELU = 2,
  BIAS = 4,
  DRELU = 8,
  BGRAD = 16,
  GELU = 32,
  DGELU = 64,
  AUXILIARY = 128,
  BGRAD_A = 256,
  BGRAD_B = 512
};

bool known(uint32_t epilogue) {
  switch (epilogue) {
  case NPUBLASLT_EPILOGUE_DEFAULT:
  case NPUBLASLT_EPILOGUE_RELU:
  case NPUBLASLT_EPILOGUE_BIAS:
  case NPUBLASLT_EPILOGUE_RELU_BIAS:
  case NPUBLASLT_EPILOGUE_GELU:
  case NPUBLASLT_EPILOGUE_GELU_BIAS:
  case NPUBLASLT_EPILOGUE_RELU_AUX:
  case NPUBLASLT_EPILOGUE_RELU_AUX_BIAS:
  case NPUBLASLT_EPILOGUE_GELU_AUX:
  case NPUBLASLT_EPILOGUE_GELU_AUX_BIAS:
  case NPUBLASLT_EPILOGUE_DRELU:
  case NPUBLASLT_EPILOGUE_DRELU_BGRAD:
  case NPUBLASLT_EPILOGUE_DGELU:
  case NPUBLASLT_EPILOGUE_DGELU_BGRAD:
  case NPUBLASLT_EPILOGUE_BGRADA:
  case NPUBLASLT_EPILOGUE_BGRADB:
    return true;
  }
  return false;
}

bool eight_bit_float(npuDataType type) { return type == NPU_R_8F_E4M3 || type == NPU_R_8F_E5M2; }

// Whether a product of these types is known here: those of gemm, and numbers of eight bits.
bool supported_types(const product_description &d, npuDataType A, npuDataType B, npuDataType C,
                     npuDataType D) {
  if (eight_bit_float(A) && eight_bit_float(B))
    return d.compute == NPUBLAS_COMPUTE_32F && d.scale == NPU_R_32F &&
           (C == NPU_R_16F || C == NPU_R_16BF || C == NPU_R_32F) && (D == C || eight_bit_float(D));
  if (C != D)
    return false;
  if ((d.compute == NPUBLAS_COMPUTE_32I || d.compute == NPUBLAS_COMPUTE_32I_PEDANTIC) && d.scale == NPU_R_32F)
    return A == NPU_R_8I && B == A && D == A;
  return supported(d.compute, A, B, D) && d.scale == scale_type(d.compute, complex_type(D));
}

// Sizes, types and options of a call; success if it can be done.
status check(const product_description &d, const layout &A, const layout &B, const layout &C,
             const layout &D) {
  const op_t ta = static_cast<op_t>(d.transa), tb = static_cast<op_t>(d.transb);
  if (!valid(ta) || !valid(tb) || !A.valid() || !B.valid() || !C.valid() || !D.valid())
    return NPUBLAS_STATUS_INVALID_VALUE;
  const bool a_plain = ta == NPUBLAS_OP_N, b_plain = tb == NPUBLAS_OP_N;
  if ((a_plain ? A.rows : A.columns) != D.rows || (b_plain ? B.columns : B.rows) != D.columns ||
      (a_plain ? A.columns : A.rows) != (b_plain ? B.rows : B.columns) || C.rows != D.rows ||
      C.columns != D.columns || A.batches != D.batches || B.batches != D.batches || C.batches != D.batches)
    return NPUBLAS_STATUS_INVALID_VALUE;
  if (!supported_types(d, A.type, B.type, C.type, D.type) || !known(d.epilogue) || d.transc != NPUBLAS_OP_N ||
      d.fill != NPUBLAS_FILL_MODE_FULL ||
      (d.pointer_mode != NPUBLASLT_POINTER_MODE_HOST && d.pointer_mode != NPUBLASLT_POINTER_MODE_DEVICE) ||
      (d.epilogue != NPUBLASLT_EPILOGUE_DEFAULT && complex_type(D.type)))
    return NPUBLAS_STATUS_NOT_SUPPORTED;
  return NPUBLAS_STATUS_SUCCESS;
}

const char *batch_of(const void *data, const layout &l, int i) {
  return static_cast<const char *>(data) + i * l.stride * static_cast<int64_t>(size_of(l.type));
}

// A described matrix as an operand of CBLAS: the memory itself where its elements are Sum, or a copy.
template <class Sum> struct source {
  std::vector<Sum> copy;
  const Sum *data;
  int ld;
  op_t op;

  source(const void *from, const layout &l, op_t op_) : op(op_) {
    const int rows = static_cast<int>(l.rows), columns = static_cast<int>(l.columns);
    with_type(l.type, [&](auto t) {
      using T = typename decltype(t)::type;
      const T *elements = static_cast<const T *>(from);
      if constexpr (std::is_same_v<T, Sum>) {
        // Rows that are contiguous are the columns of the transpose.
        const bool transposed = l.order == NPUBLASLT_ORDER_ROW && op != NPUBLAS_OP_C;
        if (l.order == NPUBLASLT_ORDER_COL || transposed) {
          data = elements;
          ld = std::max(1, static_cast<int>(l.ld));
          if (transposed)
            op = op == NPUBLAS_OP_N ? NPUBLAS_OP_T : NPUBLAS_OP_N;
          return;
        }
      }
      if constexpr (is_complex<T> == is_complex<Sum>) {
        copy.resize(size_t(rows) * columns);
        for (int j = 0; j < columns; j++)
          for (int i = 0; i < rows; i++)
            copy[i + size_t(j) * rows] = convert<Sum>(elements[l(i, j)]);
        data = copy.data();
        ld = std::max(1, rows);
      }
    });
  }

  // The element (i, j) of the operand.
  Sum operator()(std::ptrdiff_t i, std::ptrdiff_t j) const {
    return op == NPUBLAS_OP_N ? data[i + j * ld] : data[j + i * ld];
  }
};

template <class Sum> std::vector<Sum> read_vector(const void *from, npuDataType type, int64_t first, int n) {
  std::vector<Sum> values(n);
  with_type(type, [&](auto t) {
    using T = typename decltype(t)::type;
    if constexpr (is_complex<T> == is_complex<Sum>)
      for (int i = 0; i < n; i++)
        values[i] = convert<Sum>(static_cast<const T *>(from)[first + i]);
  });
  return values;
}

template <class Sum>
void write_vector(const std::vector<Sum> &values, void *to, npuDataType type, int64_t first) {
  with_type(type, [&](auto t) {
    using T = typename decltype(t)::type;
    if constexpr (is_complex<T> == is_complex<Sum>)
      for (size_t i = 0; i < values.size(); i++)
        static_cast<T *>(to)[first + i] = convert<T>(values[i]);
  });
}

// The approximation by tanh, and its derivative.
template <class T> T gelu_argument(T x) { return T(0.7978845608028654) * (x + T(0.044715) * x * x * x); }
template <class T> T gelu(T x) { return T(0.5) * x * (1 + std::tanh(gelu_argument(x))); }
template <class T> T gelu_derivative(T x) {
  const T t = std::tanh(gelu_argument(x));
  const T inner = T(0.7978845608028654) * (1 + 3 * T(0.044715) * x * x);
  return T(0.5) * (1 + t) + T(0.5) * x * (1 - t * t) * inner;
}

// What follows the product, on a matrix of real sums.
template <class Sum> class epilogue {
public:
  epilogue(const product_description &d, const layout &D, int batch)
      : d_(d), m_(static_cast<int>(D.rows)), n_(static_cast<int>(D.columns)), batch_(batch),
        bias_type_(d.bias_type >= 0          ? static_cast<npuDataType>(d.bias_type)
                   : eight_bit_float(D.type) ? NPU_R_16BF
                                             : D.type),
        auxiliary_type_(d.auxiliary_type >= 0 ? static_cast<npuDataType>(d.auxiliary_type) : D.type) {}

  void apply(Sum *sums, std::ptrdiff_t ld) const {
    std::vector<Sum> bias, gradient, saved(m_);
    if (d_.epilogue & BIAS)
      bias = read_vector<Sum>(d_.bias, bias_type_, batch_ * d_.bias_stride, m_);
    if (d_.epilogue & BGRAD)
      gradient.assign(m_, 0);
    for (int j = 0; j < n_; j++) {
      Sum *column = sums + j * ld;
      for (int i = 0; i < m_ && !bias.empty(); i++)
        column[i] += bias[i];
      const int64_t place = batch_ * d_.auxiliary_stride + j * d_.auxiliary_ld;
      if (d_.epilogue & GELU) {
        if (d_.epilogue & AUXILIARY) {
          saved.assign(column, column + m_);
          write_vector(saved, d_.auxiliary, auxiliary_type_, place);
        }
        for (int i = 0; i < m_; i++)
          column[i] = gelu(column[i]);
      } else if (d_.epilogue & RELU) {
        for (int i = 0; i < m_; i++) {
          const bool positive = column[i] > 0;
          if (d_.epilogue & AUXILIARY)
            mark(place + i, positive);
          column[i] = column[i] < 0 ? Sum(0) : column[i]; // NaN stays
        }
      } else if (d_.epilogue & DGELU) {
        saved = read_vector<Sum>(d_.auxiliary, auxiliary_type_, place, m_);
        for (int i = 0; i < m_; i++)
          column[i] *= gelu_derivative(saved[i]);
      } else if (d_.epilogue & DRELU) {
        for (int i = 0; i < m_; i++)
          column[i] = marked(place + i) ? column[i] : Sum(0);
      }
      for (int i = 0; i < m_ && !gradient.empty(); i++)
        gradient[i] += column[i];
    }
    if (!gradient.empty())
      write_vector(gradient, d_.bias, bias_type_, batch_ * d_.bias_stride);
  }

  // Gradients that are sums over an operand.
  void sum_operands(const source<Sum> &A, const source<Sum> &B, int k) const {
    if (!(d_.epilogue & (BGRAD_A | BGRAD_B)))
      return;
    const bool of_a = d_.epilogue & BGRAD_A;
    std::vector<Sum> gradient(of_a ? m_ : n_);
    for (size_t i = 0; i < gradient.size(); i++)
      for (int l = 0; l < k; l++)
        gradient[i] += of_a ? A(i, l) : B(l, i);
    write_vector(gradient, d_.bias, bias_type_, batch_ * d_.bias_stride);
  }

private:
  // The mask of ReLU: a bit for each element.
  void mark(int64_t bit, bool set) const {
    uint8_t &byte = static_cast<uint8_t *>(d_.auxiliary)[bit / 8];
    byte = static_cast<uint8_t>(set ? byte | 1 << bit % 8 : byte & ~(1 << bit % 8));
  }
  bool marked(int64_t bit) const {
    return static_cast<const uint8_t *>(d_.auxiliary)[bit / 8] >> bit % 8 & 1;
  }

  const product_description &d_;
  int m_, n_, batch_;
  npuDataType bias_type_, auxiliary_type_;
};

// One product of a batch.
template <class Sum>
void multiply(const product_description &d, Sum alpha, const void *A, const layout &Al, const void *B,
              const layout &Bl, Sum beta, const void *C, const layout &Cl, void *D, const layout &Dl,
              int batch) {
  const int m = static_cast<int>(Dl.rows), n = static_cast<int>(Dl.columns);
  const int k = static_cast<int>(d.transa == NPUBLAS_OP_N ? Al.columns : Al.rows);
  const source<Sum> a(A, Al, static_cast<op_t>(d.transa)), b(B, Bl, static_cast<op_t>(d.transb));
  with_type(Dl.type, [&](auto t) {
    using T = typename decltype(t)::type;
    if constexpr (is_complex<T> == is_complex<Sum>) {
      T *to = static_cast<T *>(D);
      std::vector<Sum> copy;
      Sum *sums = nullptr;
      std::ptrdiff_t ld = Dl.ld;
      if constexpr (std::is_same_v<T, Sum>)
        if (Dl.order == NPUBLASLT_ORDER_COL)
          sums = to;
      const bool in_place = sums;
      if (!in_place) {
        copy.resize(size_t(m) * n);
        sums = copy.data();
        ld = std::max(1, m);
      }
      if (beta != Sum(0) && !(in_place && C == D && Cl.order == NPUBLASLT_ORDER_COL && Cl.ld == Dl.ld))
        with_type(Cl.type, [&](auto ct) {
          using From = typename decltype(ct)::type;
          if constexpr (is_complex<From> == is_complex<Sum>)
            for (int j = 0; j < n; j++)
              for (int i = 0; i < m; i++)
                sums[i + j * ld] = convert<Sum>(static_cast<const From *>(C)[Cl(i, j)]);
        });
      if (m && n)
        cblas<Sum>::gemm(c(a.op), c(b.op), m, n, k, by(alpha), a.data, a.ld, b.data, b.ld, by(beta), sums,
                         static_cast<int>(std::max<std::ptrdiff_t>(1, ld)));
      if constexpr (!is_complex<Sum>) {
        if (d.epilogue != NPUBLASLT_EPILOGUE_DEFAULT) {
          const epilogue<Sum> after(d, Dl, batch);
          after.sum_operands(a, b, k);
          after.apply(sums, ld);
        }
        if (d.amax_d) {
          Sum largest = 0;
          for (int j = 0; j < n; j++)
            for (int i = 0; i < m; i++)
              largest = std::max(largest, std::abs(sums[i + j * ld]));
          *d.amax_d = batch ? std::max(*d.amax_d, static_cast<float>(largest)) : static_cast<float>(largest);
        }
      }
      const Sum scale = d.scale_d ? Sum(*d.scale_d) : Sum(1);
      if (!in_place || scale != Sum(1))
        for (int j = 0; j < n; j++)
          for (int i = 0; i < m; i++)
            to[Dl(i, j)] = convert<T>(scale * sums[i + j * ld]);
    }
  });
}

} // namespace

npublasStatus_t npublasLtCreate(npublasLtHandle_t *handle) {
  return npublasCreate(reinterpret_cast<npublasHandle_t *>(handle));
}
npublasStatus_t npublasLtDestroy(npublasLtHandle_t handle) {
  return npublasDestroy(reinterpret_cast<npublasHandle_t>(handle));
}
size_t npublasLtGetVersion(void) { return NPUBLAS_VERSION; }

npublasStatus_t npublasLtMatmul(npublasLtHandle_t handle, npublasLtMatmulDesc_t desc, const void *alpha,
                                const void *A, npublasLtMatrixLayout_t Adesc, const void *B,
                                npublasLtMatrixLayout_t Bdesc, const void *beta, const void *C,
                                npublasLtMatrixLayout_t Cdesc, void *D, npublasLtMatrixLayout_t Ddesc,
                                const npublasLtMatmulAlgo_t *, void *, size_t, npuStream_t stream) {
  NPU_BLAS_REQUIRE(handle, desc && alpha && A && Adesc && B && Bdesc && beta && Cdesc && D && Ddesc);
  const product_description d = *in(desc);
  const layout Al = *in(Adesc), Bl = *in(Bdesc), Cl = *in(Cdesc), Dl = *in(Ddesc);
  status done = check(d, Al, Bl, Cl, Dl);
  if (done != NPUBLAS_STATUS_SUCCESS)
    return done;
  const bool needs_bias = d.epilogue & (BIAS | BGRAD | BGRAD_A | BGRAD_B);
  if ((needs_bias && !d.bias) || (d.epilogue & AUXILIARY && !d.auxiliary))
    return NPUBLAS_STATUS_INVALID_VALUE;
  with_compute(d.compute, complex_type(Dl.type), [&](auto sum, auto) {
    using Sum = typename decltype(sum)::type;
    const auto mode = static_cast<npublasPointerMode_t>(d.pointer_mode);
    const typed_scalar<Sum> a(mode, alpha, d.scale), b(mode, beta, d.scale);
    done = from_runtime(npu::libraries::on_stream(stream, [=] {
      const auto of = [](const float *factor) { return factor ? Sum(*factor) : Sum(1); };
      for (int i = 0; i < Dl.batches; i++)
        multiply<Sum>(d, a() * of(d.scale_a) * of(d.scale_b), batch_of(A, Al, i), Al, batch_of(B, Bl, i), Bl,
                      b() * of(d.scale_c), batch_of(C, Cl, i), Cl, const_cast<char *>(batch_of(D, Dl, i)), Dl,
                      i);
    }));
  });
  return done;
}

// There is one algorithm, which needs no workspace.
npublasStatus_t npublasLtMatmulAlgoGetHeuristic(npublasLtHandle_t handle, npublasLtMatmulDesc_t desc,
                                                npublasLtMatrixLayout_t Adesc, npublasLtMatrixLayout_t Bdesc,
                                                npublasLtMatrixLayout_t Cdesc, npublasLtMatrixLayout_t Ddesc,
                                                npublasLtMatmulPreference_t preference,
                                                int requestedAlgoCount,
                                                npublasLtMatmulHeuristicResult_t results[],
                                                int *returnAlgoCount) {
  NPU_BLAS_REQUIRE(handle, desc && Adesc && Bdesc && Cdesc && Ddesc && preference && requestedAlgoCount > 0 &&
                               results && returnAlgoCount);
  *returnAlgoCount = 0;
  const status possible = check(*in(desc), *in(Adesc), *in(Bdesc), *in(Cdesc), *in(Ddesc));
  if (possible != NPUBLAS_STATUS_SUCCESS)
    return possible;
  results[0] = {};
  results[0].wavesCount = 1;
  *returnAlgoCount = 1;
  return NPUBLAS_STATUS_SUCCESS;
}

// C = alpha op(A) + beta op(B), converted and reordered. A matrix whose scalar is 0 is not read.
npublasStatus_t npublasLtMatrixTransform(npublasLtHandle_t handle, npublasLtMatrixTransformDesc_t desc,
                                         const void *alpha, const void *A, npublasLtMatrixLayout_t Adesc,
                                         const void *beta, const void *B, npublasLtMatrixLayout_t Bdesc,
                                         void *C, npublasLtMatrixLayout_t Cdesc, npuStream_t stream) {
  NPU_BLAS_REQUIRE(handle, desc && alpha && (!A || Adesc) && (!B || (Bdesc && beta)) && C && Cdesc);
  const transformation t = *in(desc);
  const layout Cl = *in(Cdesc), Al = A ? *in(Adesc) : Cl, Bl = B ? *in(Bdesc) : Cl;
  const auto fits = [&](const layout &l, int32_t op) {
    return l.valid() && l.batches == Cl.batches && valid(static_cast<op_t>(op)) &&
           (op == NPUBLAS_OP_N ? l.rows : l.columns) == Cl.rows &&
           (op == NPUBLAS_OP_N ? l.columns : l.rows) == Cl.columns;
  };
  if (!Cl.valid() || (A && !fits(Al, t.transa)) || (B && !fits(Bl, t.transb)))
    return NPUBLAS_STATUS_INVALID_VALUE;
  const bool complex = complex_type(Cl.type);
  if (!size_of(Al.type) || !size_of(Bl.type) || !size_of(Cl.type) || complex_type(Al.type) != complex ||
      complex_type(Bl.type) != complex || complex_type(t.scale) != complex || !size_of(t.scale))
    return NPUBLAS_STATUS_NOT_SUPPORTED;
  const auto work = [&](auto wide) {
    using Sum = typename decltype(wide)::type;
    const auto mode = static_cast<npublasPointerMode_t>(t.pointer_mode);
    const Sum none = 0;
    const typed_scalar<Sum> a(mode, alpha, t.scale);
    const typed_scalar<Sum> b =
        B ? typed_scalar<Sum>(mode, beta, t.scale)
          : typed_scalar<Sum>(NPUBLAS_POINTER_MODE_HOST, &none, complex ? NPU_C_64F : NPU_R_64F);
    return from_runtime(npu::libraries::on_stream(stream, [=] {
      const auto term = [](Sum factor, const void *M, const layout &l, int32_t op, int i, int j) {
        Sum x = 0;
        if (!M || factor == Sum(0))
          return x;
        with_type(l.type, [&](auto from) {
          using T = typename decltype(from)::type;
          if constexpr (is_complex<T> == is_complex<Sum>)
            x = convert<Sum>(static_cast<const T *>(M)[op == NPUBLAS_OP_N ? l(i, j) : l(j, i)]);
        });
        return factor * (op == NPUBLAS_OP_C ? conjugate(x) : x);
      };
      for (int batch = 0; batch < Cl.batches; batch++)
        with_type(Cl.type, [&](auto to) {
          using T = typename decltype(to)::type;
          if constexpr (is_complex<T> == is_complex<Sum>) {
            T *out = reinterpret_cast<T *>(const_cast<char *>(batch_of(C, Cl, batch)));
            const void *Ai = A ? batch_of(A, Al, batch) : nullptr, *Bi = B ? batch_of(B, Bl, batch) : nullptr;
            for (int j = 0; j < static_cast<int>(Cl.columns); j++)
              for (int i = 0; i < static_cast<int>(Cl.rows); i++)
                out[Cl(i, j)] =
                    convert<T>(term(a(), Ai, Al, t.transa, i, j) + term(b(), Bi, Bl, t.transb, i, j));
          }
        });
    }));
  };
  return complex ? work(type_is<std::complex<double>>()) : work(type_is<double>());
}
