// SPDX-License-Identifier: Apache-2.0
// Tensors and their functions. Declarations for parsing only: what returns a tensor takes any arguments.
#ifndef NPUIFY_ATEN_H
#define NPUIFY_ATEN_H
#include "c10.h"
namespace at {
using namespace c10;
struct Tensor;
using TensorList = ArrayRef<Tensor>;
using ITensorListRef = ArrayRef<Tensor>;
struct Generator {
  std::mutex &mutex() const;
  template <class T> T *get() const;
  Device device() const;
  bool defined() const;
  uint64_t current_seed() const;
  void set_current_seed(uint64_t);
};
struct GeneratorImpl {
  std::mutex mutex_;
};
template <class T> T *get_generator_or_default(const std::optional<Generator> &, const Generator &);
template <class T> T *check_generator(std::optional<Generator>);

// ---- accessors ----
template <class T> struct DefaultPtrTraits {
  using PtrType = T *;
};
template <class T> struct RestrictPtrTraits {
  using PtrType = T *__restrict;
};
template <class T, size_t N, template <class> class Traits = DefaultPtrTraits, class Index = int64_t>
struct TensorAccessor {
  __host__ __device__ TensorAccessor(T *, const Index *, const Index *);
  __host__ __device__ TensorAccessor<T, N - 1, Traits, Index> operator[](Index) const;
  __host__ __device__ Index size(Index) const;
  __host__ __device__ Index stride(Index) const;
  __host__ __device__ T *data() const;
  IntArrayRef sizes() const;
  IntArrayRef strides() const;
};
template <class T, template <class> class Traits, class Index> struct TensorAccessor<T, 1, Traits, Index> {
  __host__ __device__ TensorAccessor(T *, const Index *, const Index *);
  __host__ __device__ T &operator[](Index) const;
  __host__ __device__ Index size(Index) const;
  __host__ __device__ Index stride(Index) const;
  __host__ __device__ T *data() const;
  IntArrayRef sizes() const;
  IntArrayRef strides() const;
};
template <class T, size_t N, template <class> class Traits = DefaultPtrTraits, class Index = int64_t>
struct GenericPackedTensorAccessor : TensorAccessor<T, N, Traits, Index> {
  GenericPackedTensorAccessor(T *, const int64_t *, const int64_t *);
  GenericPackedTensorAccessor(T *, const int *, const int *);
};
template <class T, size_t N, template <class> class Traits = DefaultPtrTraits>
using PackedTensorAccessor32 = GenericPackedTensorAccessor<T, N, Traits, int32_t>;
template <class T, size_t N, template <class> class Traits = DefaultPtrTraits>
using PackedTensorAccessor64 = GenericPackedTensorAccessor<T, N, Traits, int64_t>;
template <class T, size_t N, template <class> class Traits = DefaultPtrTraits, class Index = int64_t>
using PackedTensorAccessor = GenericPackedTensorAccessor<T, N, Traits, Index>;

struct DeprecatedTypeProperties {
  ScalarType scalarType() const;
  Backend backend() const;
  DeviceType device_type() const;
  bool is_cuda() const;
  bool is_sparse() const;
  TensorOptions options(Any = {}, Any = {}) const;
  const DeprecatedTypeProperties &toScalarType(ScalarType) const;
  const DeprecatedTypeProperties &toBackend(Backend) const;
  const DeprecatedTypeProperties &cuda() const;
  const DeprecatedTypeProperties &cpu() const;
  std::string toString() const;
  operator TensorOptions() const;
  bool operator==(const DeprecatedTypeProperties &) const;
  bool operator!=(const DeprecatedTypeProperties &) const;
};
using Type = DeprecatedTypeProperties;
struct TensorImpl;
struct TensorBase {
  bool defined() const;
  int64_t dim() const;
  int64_t ndimension() const;
  int64_t numel() const;
  int64_t size(int64_t) const;
  int64_t stride(int64_t) const;
  int64_t storage_offset() const;
  int64_t get_device() const;
  int64_t element_size() const;
  int64_t itemsize() const;
  size_t nbytes() const;
  IntArrayRef sizes() const;
  IntArrayRef strides() const;
  ScalarType scalar_type() const;
  caffe2::TypeMeta dtype() const;
  Device device() const;
  Layout layout() const;
  TensorOptions options() const;
  DispatchKeySet key_set() const;
  const Storage &storage() const;
  bool has_storage() const;
  bool is_cuda() const;
  bool is_hip() const;
  bool is_cpu() const;
  bool is_xpu() const;
  bool is_meta() const;
  bool is_privateuseone() const;
  bool is_sparse() const;
  bool is_quantized() const;
  bool is_contiguous(Any = {}) const;
  bool is_non_overlapping_and_dense() const;
  bool is_floating_point() const;
  bool is_complex() const;
  bool is_same(const TensorBase &) const;
  bool is_leaf() const;
  bool is_pinned(Any = {}) const;
  bool is_alias_of(const TensorBase &) const;
  bool is_nonzero() const;
  bool is_coalesced() const;
  bool requires_grad() const;
  MemoryFormat suggest_memory_format(bool = false) const;
  TensorImpl *unsafeGetTensorImpl() const;
  void reset();
  void *data_ptr() const;
  const void *const_data_ptr() const;
  void *mutable_data_ptr() const;
  template <class T> T *data_ptr() const;
  template <class T> const T *const_data_ptr() const;
  template <class T> T *mutable_data_ptr() const;
  template <class T> T *data() const;
  template <class T, size_t N> TensorAccessor<T, N> accessor() const;
  template <class T, size_t N, template <class> class Traits = DefaultPtrTraits, class Index = int64_t>
  GenericPackedTensorAccessor<T, N, Traits, Index> generic_packed_accessor() const;
  template <class T, size_t N, template <class> class Traits = DefaultPtrTraits, class Index = int64_t>
  GenericPackedTensorAccessor<T, N, Traits, Index> packed_accessor() const;
  template <class T, size_t N, template <class> class Traits = DefaultPtrTraits>
  GenericPackedTensorAccessor<T, N, Traits, int32_t> packed_accessor32() const;
  template <class T, size_t N, template <class> class Traits = DefaultPtrTraits>
  GenericPackedTensorAccessor<T, N, Traits, int64_t> packed_accessor64() const;
};
struct Tensor : TensorBase {
  Tensor();
  explicit Tensor(TensorImpl *);
  Tensor &operator=(const Tensor &) &;
  Tensor &operator=(const Tensor &) &&;
  Tensor &operator=(Scalar) &&;
  Tensor(const Tensor &);
  DeprecatedTypeProperties &type() const;
  Tensor toType(Any) const;
  Tensor toBackend(Any) const;
  Scalar item() const;
  template <class T> T item() const;
  Tensor data() const;
  using TensorBase::data;
  Tensor operator[](Any) const;
  Tensor operator-() const;
  Tensor operator~() const;
  Tensor &operator+=(Any);
  Tensor &operator-=(Any);
  Tensor &operator*=(Any);
  Tensor &operator/=(Any);
  bool equal(Any) const;
  bool allclose(Any, Any = {}, Any = {}) const;
  void backward(Any = {}, Any = {}, Any = {}, Any = {}) const;
  void print() const;
  std::string toString() const;
  int64_t sparse_dim() const;
  int64_t dense_dim() const;
  int64_t _nnz() const;
  void record_stream(Any) const;
  template <class F> void register_hook(F &&) const {}
  std::vector<Tensor> split(NPUIFY_ANY_ARGUMENTS) const;
  std::vector<Tensor> chunk(NPUIFY_ANY_ARGUMENTS) const;
  std::vector<Tensor> unbind(Any = {}) const;
  Tensor max() const;
  Tensor min() const;
  Tensor max(Tensor) const;
  Tensor min(Tensor) const;
  std::tuple<Tensor, Tensor> max(int64_t, bool = false) const;
  std::tuple<Tensor, Tensor> min(int64_t, bool = false) const;
  std::tuple<Tensor, Tensor> sort(NPUIFY_ANY_ARGUMENTS) const;
  std::tuple<Tensor, Tensor> topk(NPUIFY_ANY_ARGUMENTS) const;
  Tensor _indices(NPUIFY_ANY_ARGUMENTS) const;
  Tensor _values(NPUIFY_ANY_ARGUMENTS) const;
  Tensor abs(NPUIFY_ANY_ARGUMENTS) const;
  Tensor abs_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor absolute(NPUIFY_ANY_ARGUMENTS) const;
  Tensor add(NPUIFY_ANY_ARGUMENTS) const;
  Tensor add_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor addcdiv(NPUIFY_ANY_ARGUMENTS) const;
  Tensor addcdiv_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor addcmul(NPUIFY_ANY_ARGUMENTS) const;
  Tensor addcmul_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor addmm(NPUIFY_ANY_ARGUMENTS) const;
  Tensor addmm_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor addmv(NPUIFY_ANY_ARGUMENTS) const;
  Tensor alias(NPUIFY_ANY_ARGUMENTS) const;
  Tensor all(NPUIFY_ANY_ARGUMENTS) const;
  Tensor allclose_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor amax(NPUIFY_ANY_ARGUMENTS) const;
  Tensor amin(NPUIFY_ANY_ARGUMENTS) const;
  Tensor any(NPUIFY_ANY_ARGUMENTS) const;
  Tensor arange_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor argmax(NPUIFY_ANY_ARGUMENTS) const;
  Tensor argmin(NPUIFY_ANY_ARGUMENTS) const;
  Tensor argsort(NPUIFY_ANY_ARGUMENTS) const;
  Tensor as_strided(NPUIFY_ANY_ARGUMENTS) const;
  Tensor as_strided_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor atan(NPUIFY_ANY_ARGUMENTS) const;
  Tensor atan2(NPUIFY_ANY_ARGUMENTS) const;
  Tensor baddbmm(NPUIFY_ANY_ARGUMENTS) const;
  Tensor baddbmm_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor bernoulli(NPUIFY_ANY_ARGUMENTS) const;
  Tensor bernoulli_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor bincount(NPUIFY_ANY_ARGUMENTS) const;
  Tensor bitwise_and(NPUIFY_ANY_ARGUMENTS) const;
  Tensor bitwise_not(NPUIFY_ANY_ARGUMENTS) const;
  Tensor bitwise_or(NPUIFY_ANY_ARGUMENTS) const;
  Tensor bitwise_xor(NPUIFY_ANY_ARGUMENTS) const;
  Tensor bmm(NPUIFY_ANY_ARGUMENTS) const;
  Tensor bool_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor broadcast_to(NPUIFY_ANY_ARGUMENTS) const;
  Tensor cauchy_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor ceil(NPUIFY_ANY_ARGUMENTS) const;
  Tensor ceil_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor chunk_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor clamp(NPUIFY_ANY_ARGUMENTS) const;
  Tensor clamp_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor clamp_max(NPUIFY_ANY_ARGUMENTS) const;
  Tensor clamp_max_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor clamp_min(NPUIFY_ANY_ARGUMENTS) const;
  Tensor clamp_min_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor clone(NPUIFY_ANY_ARGUMENTS) const;
  Tensor coalesce(NPUIFY_ANY_ARGUMENTS) const;
  Tensor col2im(NPUIFY_ANY_ARGUMENTS) const;
  Tensor conj(NPUIFY_ANY_ARGUMENTS) const;
  Tensor contiguous(NPUIFY_ANY_ARGUMENTS) const;
  Tensor copy_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor cos(NPUIFY_ANY_ARGUMENTS) const;
  Tensor cos_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor cpu(NPUIFY_ANY_ARGUMENTS) const;
  Tensor cross(NPUIFY_ANY_ARGUMENTS) const;
  Tensor cuda(NPUIFY_ANY_ARGUMENTS) const;
  Tensor cummax_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor cumprod(NPUIFY_ANY_ARGUMENTS) const;
  Tensor cumsum(NPUIFY_ANY_ARGUMENTS) const;
  Tensor dequantize(NPUIFY_ANY_ARGUMENTS) const;
  Tensor detach(NPUIFY_ANY_ARGUMENTS) const;
  Tensor detach_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor diag(NPUIFY_ANY_ARGUMENTS) const;
  Tensor diagonal(NPUIFY_ANY_ARGUMENTS) const;
  Tensor div(NPUIFY_ANY_ARGUMENTS) const;
  Tensor div_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor dot(NPUIFY_ANY_ARGUMENTS) const;
  Tensor eq(NPUIFY_ANY_ARGUMENTS) const;
  Tensor eq_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor erf(NPUIFY_ANY_ARGUMENTS) const;
  Tensor exp(NPUIFY_ANY_ARGUMENTS) const;
  Tensor exp_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor expand(NPUIFY_ANY_ARGUMENTS) const;
  Tensor expand_as(NPUIFY_ANY_ARGUMENTS) const;
  Tensor fill_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor fill_diagonal_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor flatten(NPUIFY_ANY_ARGUMENTS) const;
  Tensor flip(NPUIFY_ANY_ARGUMENTS) const;
  Tensor floor(NPUIFY_ANY_ARGUMENTS) const;
  Tensor floor_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor floor_divide(NPUIFY_ANY_ARGUMENTS) const;
  Tensor fmod(NPUIFY_ANY_ARGUMENTS) const;
  Tensor gather(NPUIFY_ANY_ARGUMENTS) const;
  Tensor ge(NPUIFY_ANY_ARGUMENTS) const;
  Tensor ge_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor grad(NPUIFY_ANY_ARGUMENTS) const;
  Tensor gt(NPUIFY_ANY_ARGUMENTS) const;
  Tensor gt_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor hardtanh(NPUIFY_ANY_ARGUMENTS) const;
  Tensor imag(NPUIFY_ANY_ARGUMENTS) const;
  Tensor index(NPUIFY_ANY_ARGUMENTS) const;
  Tensor index_add(NPUIFY_ANY_ARGUMENTS) const;
  Tensor index_add_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor index_copy(NPUIFY_ANY_ARGUMENTS) const;
  Tensor index_copy_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor index_fill(NPUIFY_ANY_ARGUMENTS) const;
  Tensor index_fill_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor index_put(NPUIFY_ANY_ARGUMENTS) const;
  Tensor index_put_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor index_select(NPUIFY_ANY_ARGUMENTS) const;
  Tensor indices(NPUIFY_ANY_ARGUMENTS) const;
  Tensor inverse(NPUIFY_ANY_ARGUMENTS) const;
  Tensor isclose(NPUIFY_ANY_ARGUMENTS) const;
  Tensor isfinite(NPUIFY_ANY_ARGUMENTS) const;
  Tensor isinf(NPUIFY_ANY_ARGUMENTS) const;
  Tensor isnan(NPUIFY_ANY_ARGUMENTS) const;
  Tensor le(NPUIFY_ANY_ARGUMENTS) const;
  Tensor le_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor lerp(NPUIFY_ANY_ARGUMENTS) const;
  Tensor log(NPUIFY_ANY_ARGUMENTS) const;
  Tensor log1p(NPUIFY_ANY_ARGUMENTS) const;
  Tensor log_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor log_softmax(NPUIFY_ANY_ARGUMENTS) const;
  Tensor logical_and(NPUIFY_ANY_ARGUMENTS) const;
  Tensor logical_not(NPUIFY_ANY_ARGUMENTS) const;
  Tensor logical_or(NPUIFY_ANY_ARGUMENTS) const;
  Tensor logsumexp(NPUIFY_ANY_ARGUMENTS) const;
  Tensor lt(NPUIFY_ANY_ARGUMENTS) const;
  Tensor lt_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor masked_fill(NPUIFY_ANY_ARGUMENTS) const;
  Tensor masked_fill_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor masked_scatter(NPUIFY_ANY_ARGUMENTS) const;
  Tensor masked_select(NPUIFY_ANY_ARGUMENTS) const;
  Tensor matmul(NPUIFY_ANY_ARGUMENTS) const;
  Tensor max_values(NPUIFY_ANY_ARGUMENTS) const;
  Tensor maximum(NPUIFY_ANY_ARGUMENTS) const;
  Tensor mean(NPUIFY_ANY_ARGUMENTS) const;
  Tensor minimum(NPUIFY_ANY_ARGUMENTS) const;
  Tensor mm(NPUIFY_ANY_ARGUMENTS) const;
  Tensor movedim(NPUIFY_ANY_ARGUMENTS) const;
  Tensor mul(NPUIFY_ANY_ARGUMENTS) const;
  Tensor mul_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor multinomial(NPUIFY_ANY_ARGUMENTS) const;
  Tensor mutable_grad(NPUIFY_ANY_ARGUMENTS) const;
  Tensor mv(NPUIFY_ANY_ARGUMENTS) const;
  Tensor nan_to_num(NPUIFY_ANY_ARGUMENTS) const;
  Tensor narrow(NPUIFY_ANY_ARGUMENTS) const;
  Tensor narrow_copy(NPUIFY_ANY_ARGUMENTS) const;
  Tensor ne(NPUIFY_ANY_ARGUMENTS) const;
  Tensor ne_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor neg(NPUIFY_ANY_ARGUMENTS) const;
  Tensor neg_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor new_empty(NPUIFY_ANY_ARGUMENTS) const;
  Tensor new_full(NPUIFY_ANY_ARGUMENTS) const;
  Tensor new_ones(NPUIFY_ANY_ARGUMENTS) const;
  Tensor new_tensor(NPUIFY_ANY_ARGUMENTS) const;
  Tensor new_zeros(NPUIFY_ANY_ARGUMENTS) const;
  Tensor nonzero(NPUIFY_ANY_ARGUMENTS) const;
  Tensor norm(NPUIFY_ANY_ARGUMENTS) const;
  Tensor normal_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor ones_like_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor permute(NPUIFY_ANY_ARGUMENTS) const;
  Tensor pin_memory(NPUIFY_ANY_ARGUMENTS) const;
  Tensor pow(NPUIFY_ANY_ARGUMENTS) const;
  Tensor pow_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor prod(NPUIFY_ANY_ARGUMENTS) const;
  Tensor put_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor quantile(NPUIFY_ANY_ARGUMENTS) const;
  Tensor random_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor ravel(NPUIFY_ANY_ARGUMENTS) const;
  Tensor real(NPUIFY_ANY_ARGUMENTS) const;
  Tensor reciprocal(NPUIFY_ANY_ARGUMENTS) const;
  Tensor reciprocal_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor relu(NPUIFY_ANY_ARGUMENTS) const;
  Tensor relu_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor remainder(NPUIFY_ANY_ARGUMENTS) const;
  Tensor renorm(NPUIFY_ANY_ARGUMENTS) const;
  Tensor repeat(NPUIFY_ANY_ARGUMENTS) const;
  Tensor repeat_interleave(NPUIFY_ANY_ARGUMENTS) const;
  Tensor requires_grad_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor reshape(NPUIFY_ANY_ARGUMENTS) const;
  Tensor reshape_as(NPUIFY_ANY_ARGUMENTS) const;
  Tensor resize_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor resize_as_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor roll(NPUIFY_ANY_ARGUMENTS) const;
  Tensor round(NPUIFY_ANY_ARGUMENTS) const;
  Tensor round_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor rsqrt(NPUIFY_ANY_ARGUMENTS) const;
  Tensor rsub(NPUIFY_ANY_ARGUMENTS) const;
  Tensor scatter(NPUIFY_ANY_ARGUMENTS) const;
  Tensor scatter_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor scatter_add(NPUIFY_ANY_ARGUMENTS) const;
  Tensor scatter_add_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor scatter_reduce(NPUIFY_ANY_ARGUMENTS) const;
  Tensor scatter_reduce_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor select(NPUIFY_ANY_ARGUMENTS) const;
  Tensor set_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor sgn(NPUIFY_ANY_ARGUMENTS) const;
  Tensor sigmoid(NPUIFY_ANY_ARGUMENTS) const;
  Tensor sigmoid_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor sign(NPUIFY_ANY_ARGUMENTS) const;
  Tensor sin(NPUIFY_ANY_ARGUMENTS) const;
  Tensor sin_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor slice(NPUIFY_ANY_ARGUMENTS) const;
  Tensor softmax(NPUIFY_ANY_ARGUMENTS) const;
  Tensor sort_values(NPUIFY_ANY_ARGUMENTS) const;
  Tensor sqrt(NPUIFY_ANY_ARGUMENTS) const;
  Tensor sqrt_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor square(NPUIFY_ANY_ARGUMENTS) const;
  Tensor squeeze(NPUIFY_ANY_ARGUMENTS) const;
  Tensor squeeze_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor std(NPUIFY_ANY_ARGUMENTS) const;
  Tensor sub(NPUIFY_ANY_ARGUMENTS) const;
  Tensor sub_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor sum(NPUIFY_ANY_ARGUMENTS) const;
  Tensor swapaxes(NPUIFY_ANY_ARGUMENTS) const;
  Tensor t(NPUIFY_ANY_ARGUMENTS) const;
  Tensor t_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor take(NPUIFY_ANY_ARGUMENTS) const;
  Tensor tan(NPUIFY_ANY_ARGUMENTS) const;
  Tensor tanh(NPUIFY_ANY_ARGUMENTS) const;
  Tensor tanh_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor tensor_data(NPUIFY_ANY_ARGUMENTS) const;
  Tensor to(NPUIFY_ANY_ARGUMENTS) const;
  Tensor to_dense(NPUIFY_ANY_ARGUMENTS) const;
  Tensor to_sparse(NPUIFY_ANY_ARGUMENTS) const;
  Tensor transpose(NPUIFY_ANY_ARGUMENTS) const;
  Tensor transpose_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor tril(NPUIFY_ANY_ARGUMENTS) const;
  Tensor triu(NPUIFY_ANY_ARGUMENTS) const;
  Tensor true_divide(NPUIFY_ANY_ARGUMENTS) const;
  Tensor true_divide_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor type_as(NPUIFY_ANY_ARGUMENTS) const;
  Tensor unflatten(NPUIFY_ANY_ARGUMENTS) const;
  Tensor uniform_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor unsqueeze(NPUIFY_ANY_ARGUMENTS) const;
  Tensor unsqueeze_(NPUIFY_ANY_ARGUMENTS) const;
  Tensor values(NPUIFY_ANY_ARGUMENTS) const;
  Tensor var(NPUIFY_ANY_ARGUMENTS) const;
  Tensor variable_data(NPUIFY_ANY_ARGUMENTS) const;
  Tensor view(NPUIFY_ANY_ARGUMENTS) const;
  Tensor view_as(NPUIFY_ANY_ARGUMENTS) const;
  Tensor where(NPUIFY_ANY_ARGUMENTS) const;
  Tensor zero_(NPUIFY_ANY_ARGUMENTS) const;
};
using OptionalTensorRef = std::optional<Tensor>;
#define NPUIFY_OPERATOR(op, R)                                                                               \
  R operator op(const Tensor &, const Tensor &);                                                             \
  R operator op(const Tensor &, const Scalar &);                                                             \
  R operator op(const Scalar &, const Tensor &);
NPUIFY_OPERATOR(+, Tensor)
NPUIFY_OPERATOR(-, Tensor)
NPUIFY_OPERATOR(*, Tensor)
NPUIFY_OPERATOR(/, Tensor)
NPUIFY_OPERATOR(<, Tensor)
NPUIFY_OPERATOR(<=, Tensor)
NPUIFY_OPERATOR(>, Tensor)
NPUIFY_OPERATOR(>=, Tensor)
NPUIFY_OPERATOR(==, Tensor)
NPUIFY_OPERATOR(!=, Tensor)
NPUIFY_OPERATOR(&, Tensor)
NPUIFY_OPERATOR(|, Tensor)
#undef NPUIFY_OPERATOR
template <class S> S &operator<<(S &, const Tensor &);
template <class T> using ArrayRef = c10::ArrayRef<T>;
Tensor _softmax(NPUIFY_ANY_ARGUMENTS);
Tensor abs(NPUIFY_ANY_ARGUMENTS);
Tensor add(NPUIFY_ANY_ARGUMENTS);
Tensor add_out(NPUIFY_ANY_ARGUMENTS);
Tensor addcdiv(NPUIFY_ANY_ARGUMENTS);
Tensor addcmul(NPUIFY_ANY_ARGUMENTS);
Tensor addmm(NPUIFY_ANY_ARGUMENTS);
Tensor addmm_out(NPUIFY_ANY_ARGUMENTS);
Tensor addmv(NPUIFY_ANY_ARGUMENTS);
Tensor all(NPUIFY_ANY_ARGUMENTS);
Tensor amax(NPUIFY_ANY_ARGUMENTS);
Tensor amin(NPUIFY_ANY_ARGUMENTS);
Tensor any(NPUIFY_ANY_ARGUMENTS);
Tensor arange(NPUIFY_ANY_ARGUMENTS);
Tensor argmax(NPUIFY_ANY_ARGUMENTS);
Tensor argmin(NPUIFY_ANY_ARGUMENTS);
Tensor argsort(NPUIFY_ANY_ARGUMENTS);
Tensor as_strided(NPUIFY_ANY_ARGUMENTS);
Tensor atan2(NPUIFY_ANY_ARGUMENTS);
Tensor baddbmm(NPUIFY_ANY_ARGUMENTS);
Tensor bernoulli(NPUIFY_ANY_ARGUMENTS);
Tensor bincount(NPUIFY_ANY_ARGUMENTS);
Tensor bitwise_and(NPUIFY_ANY_ARGUMENTS);
Tensor bmm(NPUIFY_ANY_ARGUMENTS);
Tensor bmm_out(NPUIFY_ANY_ARGUMENTS);
Tensor broadcast_to(NPUIFY_ANY_ARGUMENTS);
Tensor cat(NPUIFY_ANY_ARGUMENTS);
Tensor cat_out(NPUIFY_ANY_ARGUMENTS);
Tensor cdist(NPUIFY_ANY_ARGUMENTS);
Tensor ceil(NPUIFY_ANY_ARGUMENTS);
Tensor clamp(NPUIFY_ANY_ARGUMENTS);
Tensor clamp_max(NPUIFY_ANY_ARGUMENTS);
Tensor clamp_min(NPUIFY_ANY_ARGUMENTS);
Tensor clone(NPUIFY_ANY_ARGUMENTS);
Tensor complex(NPUIFY_ANY_ARGUMENTS);
Tensor concat(NPUIFY_ANY_ARGUMENTS);
Tensor constant_pad_nd(NPUIFY_ANY_ARGUMENTS);
Tensor conv1d(NPUIFY_ANY_ARGUMENTS);
Tensor conv2d(NPUIFY_ANY_ARGUMENTS);
Tensor conv3d(NPUIFY_ANY_ARGUMENTS);
Tensor conv_transpose2d(NPUIFY_ANY_ARGUMENTS);
Tensor convolution(NPUIFY_ANY_ARGUMENTS);
Tensor cos(NPUIFY_ANY_ARGUMENTS);
Tensor cross(NPUIFY_ANY_ARGUMENTS);
Tensor cumprod(NPUIFY_ANY_ARGUMENTS);
Tensor cumsum(NPUIFY_ANY_ARGUMENTS);
Tensor cumsum_out(NPUIFY_ANY_ARGUMENTS);
Tensor diag(NPUIFY_ANY_ARGUMENTS);
Tensor diagonal(NPUIFY_ANY_ARGUMENTS);
Tensor div(NPUIFY_ANY_ARGUMENTS);
Tensor div_out(NPUIFY_ANY_ARGUMENTS);
Tensor dot(NPUIFY_ANY_ARGUMENTS);
Tensor dropout(NPUIFY_ANY_ARGUMENTS);
Tensor einsum(NPUIFY_ANY_ARGUMENTS);
Tensor elu(NPUIFY_ANY_ARGUMENTS);
Tensor embedding(NPUIFY_ANY_ARGUMENTS);
Tensor empty(NPUIFY_ANY_ARGUMENTS);
Tensor empty_like(NPUIFY_ANY_ARGUMENTS);
Tensor empty_out(NPUIFY_ANY_ARGUMENTS);
Tensor empty_strided(NPUIFY_ANY_ARGUMENTS);
Tensor eq(NPUIFY_ANY_ARGUMENTS);
Tensor erf(NPUIFY_ANY_ARGUMENTS);
Tensor exp(NPUIFY_ANY_ARGUMENTS);
Tensor eye(NPUIFY_ANY_ARGUMENTS);
Tensor fft_rfft(NPUIFY_ANY_ARGUMENTS);
Tensor flatten(NPUIFY_ANY_ARGUMENTS);
Tensor flip(NPUIFY_ANY_ARGUMENTS);
Tensor floor(NPUIFY_ANY_ARGUMENTS);
Tensor floor_divide(NPUIFY_ANY_ARGUMENTS);
Tensor fmod(NPUIFY_ANY_ARGUMENTS);
Tensor from_blob(NPUIFY_ANY_ARGUMENTS);
Tensor from_file(NPUIFY_ANY_ARGUMENTS);
Tensor full(NPUIFY_ANY_ARGUMENTS);
Tensor full_like(NPUIFY_ANY_ARGUMENTS);
Tensor gather(NPUIFY_ANY_ARGUMENTS);
Tensor ge(NPUIFY_ANY_ARGUMENTS);
Tensor gelu(NPUIFY_ANY_ARGUMENTS);
Tensor grid_sampler(NPUIFY_ANY_ARGUMENTS);
Tensor gt(NPUIFY_ANY_ARGUMENTS);
Tensor hann_window(NPUIFY_ANY_ARGUMENTS);
Tensor hstack(NPUIFY_ANY_ARGUMENTS);
Tensor im2col(NPUIFY_ANY_ARGUMENTS);
Tensor index(NPUIFY_ANY_ARGUMENTS);
Tensor index_put(NPUIFY_ANY_ARGUMENTS);
Tensor index_select(NPUIFY_ANY_ARGUMENTS);
Tensor index_select_out(NPUIFY_ANY_ARGUMENTS);
Tensor inverse(NPUIFY_ANY_ARGUMENTS);
Tensor isfinite(NPUIFY_ANY_ARGUMENTS);
Tensor isinf(NPUIFY_ANY_ARGUMENTS);
Tensor isnan(NPUIFY_ANY_ARGUMENTS);
Tensor layer_norm(NPUIFY_ANY_ARGUMENTS);
Tensor le(NPUIFY_ANY_ARGUMENTS);
Tensor leaky_relu(NPUIFY_ANY_ARGUMENTS);
Tensor lerp(NPUIFY_ANY_ARGUMENTS);
Tensor linear(NPUIFY_ANY_ARGUMENTS);
Tensor linspace(NPUIFY_ANY_ARGUMENTS);
Tensor log(NPUIFY_ANY_ARGUMENTS);
Tensor log1p(NPUIFY_ANY_ARGUMENTS);
Tensor log_softmax(NPUIFY_ANY_ARGUMENTS);
Tensor logical_and(NPUIFY_ANY_ARGUMENTS);
Tensor logical_not(NPUIFY_ANY_ARGUMENTS);
Tensor logical_or(NPUIFY_ANY_ARGUMENTS);
Tensor logsumexp(NPUIFY_ANY_ARGUMENTS);
Tensor lt(NPUIFY_ANY_ARGUMENTS);
Tensor masked_fill(NPUIFY_ANY_ARGUMENTS);
Tensor masked_select(NPUIFY_ANY_ARGUMENTS);
Tensor matmul(NPUIFY_ANY_ARGUMENTS);
Tensor maximum(NPUIFY_ANY_ARGUMENTS);
Tensor mean(NPUIFY_ANY_ARGUMENTS);
Tensor minimum(NPUIFY_ANY_ARGUMENTS);
Tensor mm(NPUIFY_ANY_ARGUMENTS);
Tensor mm_out(NPUIFY_ANY_ARGUMENTS);
Tensor mul(NPUIFY_ANY_ARGUMENTS);
Tensor mul_out(NPUIFY_ANY_ARGUMENTS);
Tensor multinomial(NPUIFY_ANY_ARGUMENTS);
Tensor nan_to_num(NPUIFY_ANY_ARGUMENTS);
Tensor narrow(NPUIFY_ANY_ARGUMENTS);
Tensor native_layer_norm(NPUIFY_ANY_ARGUMENTS);
Tensor ne(NPUIFY_ANY_ARGUMENTS);
Tensor neg(NPUIFY_ANY_ARGUMENTS);
Tensor nonzero(NPUIFY_ANY_ARGUMENTS);
Tensor norm(NPUIFY_ANY_ARGUMENTS);
Tensor normal(NPUIFY_ANY_ARGUMENTS);
Tensor ones(NPUIFY_ANY_ARGUMENTS);
Tensor ones_like(NPUIFY_ANY_ARGUMENTS);
Tensor outer(NPUIFY_ANY_ARGUMENTS);
Tensor pad(NPUIFY_ANY_ARGUMENTS);
Tensor permute(NPUIFY_ANY_ARGUMENTS);
Tensor pow(NPUIFY_ANY_ARGUMENTS);
Tensor prod(NPUIFY_ANY_ARGUMENTS);
Tensor rand(NPUIFY_ANY_ARGUMENTS);
Tensor rand_like(NPUIFY_ANY_ARGUMENTS);
Tensor randint(NPUIFY_ANY_ARGUMENTS);
Tensor randn(NPUIFY_ANY_ARGUMENTS);
Tensor randn_like(NPUIFY_ANY_ARGUMENTS);
Tensor randperm(NPUIFY_ANY_ARGUMENTS);
Tensor range(NPUIFY_ANY_ARGUMENTS);
Tensor reciprocal(NPUIFY_ANY_ARGUMENTS);
Tensor relu(NPUIFY_ANY_ARGUMENTS);
Tensor repeat_interleave(NPUIFY_ANY_ARGUMENTS);
Tensor reshape(NPUIFY_ANY_ARGUMENTS);
Tensor result_type_(NPUIFY_ANY_ARGUMENTS);
Tensor roll(NPUIFY_ANY_ARGUMENTS);
Tensor round(NPUIFY_ANY_ARGUMENTS);
Tensor rsqrt(NPUIFY_ANY_ARGUMENTS);
Tensor scalar_tensor(NPUIFY_ANY_ARGUMENTS);
Tensor scatter(NPUIFY_ANY_ARGUMENTS);
Tensor scatter_add(NPUIFY_ANY_ARGUMENTS);
Tensor searchsorted(NPUIFY_ANY_ARGUMENTS);
Tensor select(NPUIFY_ANY_ARGUMENTS);
Tensor sigmoid(NPUIFY_ANY_ARGUMENTS);
Tensor sign(NPUIFY_ANY_ARGUMENTS);
Tensor sin(NPUIFY_ANY_ARGUMENTS);
Tensor slice(NPUIFY_ANY_ARGUMENTS);
Tensor softmax(NPUIFY_ANY_ARGUMENTS);
Tensor sparse_coo_tensor(NPUIFY_ANY_ARGUMENTS);
Tensor sqrt(NPUIFY_ANY_ARGUMENTS);
Tensor square(NPUIFY_ANY_ARGUMENTS);
Tensor squeeze(NPUIFY_ANY_ARGUMENTS);
Tensor stack(NPUIFY_ANY_ARGUMENTS);
Tensor std(NPUIFY_ANY_ARGUMENTS);
Tensor sub(NPUIFY_ANY_ARGUMENTS);
Tensor sub_out(NPUIFY_ANY_ARGUMENTS);
Tensor sum(NPUIFY_ANY_ARGUMENTS);
Tensor swapaxes(NPUIFY_ANY_ARGUMENTS);
Tensor tanh(NPUIFY_ANY_ARGUMENTS);
Tensor tensor(NPUIFY_ANY_ARGUMENTS);
Tensor tensordot(NPUIFY_ANY_ARGUMENTS);
Tensor threshold(NPUIFY_ANY_ARGUMENTS);
Tensor transpose(NPUIFY_ANY_ARGUMENTS);
Tensor tril(NPUIFY_ANY_ARGUMENTS);
Tensor triu(NPUIFY_ANY_ARGUMENTS);
Tensor true_divide(NPUIFY_ANY_ARGUMENTS);
Tensor unsqueeze(NPUIFY_ANY_ARGUMENTS);
Tensor upsample_nearest2d(NPUIFY_ANY_ARGUMENTS);
Tensor view_as_complex(NPUIFY_ANY_ARGUMENTS);
Tensor view_as_real(NPUIFY_ANY_ARGUMENTS);
Tensor vstack(NPUIFY_ANY_ARGUMENTS);
Tensor where(NPUIFY_ANY_ARGUMENTS);
Tensor zeros(NPUIFY_ANY_ARGUMENTS);
Tensor zeros_like(NPUIFY_ANY_ARGUMENTS);
std::vector<Tensor> split(NPUIFY_ANY_ARGUMENTS);
std::vector<Tensor> chunk(NPUIFY_ANY_ARGUMENTS);
std::vector<Tensor> meshgrid(NPUIFY_ANY_ARGUMENTS);
std::vector<Tensor> unbind(NPUIFY_ANY_ARGUMENTS);
Tensor max(const Tensor &);
Tensor min(const Tensor &);
Tensor max(const Tensor &, const Tensor &);
Tensor min(const Tensor &, const Tensor &);
std::tuple<Tensor, Tensor> max(const Tensor &, int64_t, bool = false);
std::tuple<Tensor, Tensor> min(const Tensor &, int64_t, bool = false);
std::tuple<Tensor, Tensor> sort(NPUIFY_ANY_ARGUMENTS);
std::tuple<Tensor, Tensor> topk(NPUIFY_ANY_ARGUMENTS);
std::tuple<Tensor, Tensor, Tensor> unique_dim(NPUIFY_ANY_ARGUMENTS);
std::tuple<Tensor, Tensor, Tensor> unique_consecutive(NPUIFY_ANY_ARGUMENTS);
std::tuple<Tensor, Tensor> _unique(NPUIFY_ANY_ARGUMENTS);
ScalarType result_type(Any, Any);
bool equal(const Tensor &, const Tensor &);
bool allclose(NPUIFY_ANY_ARGUMENTS);
bool is_floating_point(const Tensor &);
int64_t numel(const Tensor &);
int64_t size(const Tensor &, int64_t);
void manual_seed(uint64_t);
int get_num_threads();
void set_num_threads(int);
bool in_parallel_region();
template <class F> void parallel_for(int64_t, int64_t, int64_t, F &&) {}
template <class T, class F, class G> T parallel_reduce(int64_t, int64_t, int64_t, T x, F &&, G &&) {
  return x;
}
template <class T> T divup(T, T);
template <class T> __host__ __device__ T ceil_div(T, T);
template <class T> __host__ __device__ T round_up(T, T);
std::optional<Device> device_of(const TensorBase &);
std::optional<Device> device_of(const std::optional<Tensor> &);
std::optional<Device> device_of(TensorList);
bool isTensorSubclassLike(const Tensor &);
namespace internal {
constexpr int64_t GRAIN_SIZE = 32768;
}
struct Context {
  Allocator *getPinnedMemoryAllocator() const;
  bool hasCUDA() const;
  bool deterministicAlgorithms() const;
  bool allowTF32CuBLAS() const;
  bool allowTF32CuDNN() const;
  void alertNotDeterministic(Any) const;
  Generator &defaultGenerator(Any);
  void lazyInitCUDA();
};
DeprecatedTypeProperties &CPU(ScalarType);
DeprecatedTypeProperties &CUDA(ScalarType);
Context &globalContext();
bool hasCUDA();
template <class T> struct OpMathType {
  using type = T;
};
template <> struct OpMathType<Half> {
  using type = float;
};
template <> struct OpMathType<BFloat16> {
  using type = float;
};
template <class T> using opmath_type = typename OpMathType<T>::type;
template <class T, bool OnDevice> using acc_type = typename OpMathType<T>::type;

// ---- checks of arguments ----
using CheckedFrom = const char *;
struct TensorArg {
  TensorArg(const Tensor &, const char *, int);
  const Tensor *operator->() const;
  const Tensor &operator*() const;
};
struct TensorGeometry {
  TensorGeometry(const Tensor &);
};
void checkAllSameGPU(CheckedFrom, ArrayRef<TensorArg>);
void checkSameGPU(CheckedFrom, const TensorArg &, const TensorArg &);
void checkAllSame(CheckedFrom, ArrayRef<TensorArg>);
void checkAllSameType(CheckedFrom, ArrayRef<TensorArg>);
void checkAllSameNumel(CheckedFrom, ArrayRef<TensorArg>);
void checkAllContiguous(CheckedFrom, ArrayRef<TensorArg>);
void checkAllDefined(CheckedFrom, ArrayRef<TensorArg>);
void checkSameType(CheckedFrom, const TensorArg &, const TensorArg &);
void checkSameSize(CheckedFrom, const TensorArg &, const TensorArg &);
void checkContiguous(CheckedFrom, const TensorArg &);
void checkDim(CheckedFrom, const TensorArg &, int64_t);
void checkSize(CheckedFrom, const TensorArg &, Any, Any = {});
void checkNumel(CheckedFrom, const TensorArg &, int64_t);
void checkScalarType(CheckedFrom, const TensorArg &, Any);
void checkScalarTypes(CheckedFrom, const TensorArg &, Any);
void checkDeviceType(CheckedFrom, ArrayRef<Tensor>, DeviceType);
void checkBackend(CheckedFrom, Any, Backend);

// ---- dispatch ----
namespace detail {
ScalarType scalar_type(Any);
Tensor &make_tensor(Any);
} // namespace detail
namespace native {
using at::Tensor;
Tensor empty_like(NPUIFY_ANY_ARGUMENTS);
void resize_output(Any, Any);
} // namespace native
namespace indexing {
struct None_t {};
struct Slice {
  Slice(Any = {}, Any = {}, Any = {});
};
struct TensorIndex {
  template <class T> TensorIndex(T &&);
};
constexpr None_t None{};
constexpr None_t Ellipsis{};
} // namespace indexing
} // namespace at

// A dispatch macro runs its lambda for one of several types. Each stands for all with two of them, so that a
// launch whose kernel depends on the type is known as such.
#define NPUIFY_DISPATCH(ALIAS, A, B, TYPE, NAME, ...)                                                        \
  [&] {                                                                                                      \
    ::c10::ScalarType npuify_type = ::at::detail::scalar_type(TYPE);                                         \
    const char *npuify_name = NAME;                                                                          \
    if (npuify_type == ::c10::ScalarType::Double) {                                                          \
      using ALIAS = A;                                                                                       \
      return __VA_ARGS__();                                                                                  \
    }                                                                                                        \
    using ALIAS = B;                                                                                         \
    return __VA_ARGS__();                                                                                    \
  }()
#define NPUIFY_DISPATCH1(A, B, T1, ...) NPUIFY_DISPATCH(scalar_t, A, B, __VA_ARGS__)
#define NPUIFY_DISPATCH2(A, B, T1, T2, ...) NPUIFY_DISPATCH(scalar_t, A, B, __VA_ARGS__)
#define NPUIFY_DISPATCH3(A, B, T1, T2, T3, ...) NPUIFY_DISPATCH(scalar_t, A, B, __VA_ARGS__)
#define NPUIFY_DISPATCH4(A, B, T1, T2, T3, T4, ...) NPUIFY_DISPATCH(scalar_t, A, B, __VA_ARGS__)
#define AT_DISPATCH_FLOATING_TYPES(...) NPUIFY_DISPATCH(scalar_t, double, float, __VA_ARGS__)
#define AT_DISPATCH_FLOATING_TYPES_AND_HALF(...) NPUIFY_DISPATCH(scalar_t, double, ::c10::Half, __VA_ARGS__)
#define AT_DISPATCH_REDUCED_FLOATING_TYPES(...)                                                              \
  NPUIFY_DISPATCH(scalar_t, ::c10::BFloat16, ::c10::Half, __VA_ARGS__)
#define AT_DISPATCH_FLOATING_TYPES_AND(...) NPUIFY_DISPATCH1(double, ::c10::Half, __VA_ARGS__)
#define AT_DISPATCH_FLOATING_TYPES_AND2(...) NPUIFY_DISPATCH2(double, ::c10::Half, __VA_ARGS__)
#define AT_DISPATCH_FLOATING_TYPES_AND3(...) NPUIFY_DISPATCH3(double, ::c10::Half, __VA_ARGS__)
#define AT_DISPATCH_FLOATING_TYPES_AND4(...) NPUIFY_DISPATCH4(double, ::c10::Half, __VA_ARGS__)
#define AT_DISPATCH_FLOATING_AND_COMPLEX_TYPES(...) NPUIFY_DISPATCH(scalar_t, double, float, __VA_ARGS__)
#define AT_DISPATCH_FLOATING_AND_COMPLEX_TYPES_AND1(...) NPUIFY_DISPATCH1(double, float, __VA_ARGS__)
#define AT_DISPATCH_FLOATING_AND_COMPLEX_TYPES_AND2(...) NPUIFY_DISPATCH2(double, float, __VA_ARGS__)
#define AT_DISPATCH_COMPLEX_TYPES(...)                                                                       \
  NPUIFY_DISPATCH(scalar_t, ::c10::complex<double>, ::c10::complex<float>, __VA_ARGS__)
#define AT_DISPATCH_INTEGRAL_TYPES(...) NPUIFY_DISPATCH(scalar_t, int64_t, int, __VA_ARGS__)
#define AT_DISPATCH_INTEGRAL_TYPES_AND(...) NPUIFY_DISPATCH1(int64_t, int, __VA_ARGS__)
#define AT_DISPATCH_ALL_TYPES(...) NPUIFY_DISPATCH(scalar_t, double, int, __VA_ARGS__)
#define AT_DISPATCH_ALL_TYPES_AND_HALF(...) NPUIFY_DISPATCH(scalar_t, double, ::c10::Half, __VA_ARGS__)
#define AT_DISPATCH_ALL_TYPES_AND(...) NPUIFY_DISPATCH1(double, ::c10::Half, __VA_ARGS__)
#define AT_DISPATCH_ALL_TYPES_AND2(...) NPUIFY_DISPATCH2(double, ::c10::Half, __VA_ARGS__)
#define AT_DISPATCH_ALL_TYPES_AND3(...) NPUIFY_DISPATCH3(double, ::c10::Half, __VA_ARGS__)
#define AT_DISPATCH_ALL_TYPES_AND_COMPLEX(...) NPUIFY_DISPATCH(scalar_t, double, int, __VA_ARGS__)
#define AT_DISPATCH_ALL_TYPES_AND_COMPLEX_AND(...) NPUIFY_DISPATCH1(double, int, __VA_ARGS__)
#define AT_DISPATCH_ALL_TYPES_AND_COMPLEX_AND2(...) NPUIFY_DISPATCH2(double, int, __VA_ARGS__)
#define AT_DISPATCH_ALL_TYPES_AND_COMPLEX_AND3(...) NPUIFY_DISPATCH3(double, int, __VA_ARGS__)
#define AT_DISPATCH_INDEX_TYPES(...) NPUIFY_DISPATCH(index_t, int64_t, int, __VA_ARGS__)
#define AT_DISPATCH_SWITCH(TYPE, NAME, ...)                                                                  \
  [&] {                                                                                                      \
    const auto &the_type = TYPE;                                                                             \
    const char *at_dispatch_name = NAME;                                                                     \
    switch (::at::detail::scalar_type(the_type)) { __VA_ARGS__ default : AT_ERROR(at_dispatch_name); }       \
  }()
#define AT_DISPATCH_CASE(ENUM, ...)                                                                          \
  case ENUM: {                                                                                               \
    using scalar_t [[maybe_unused]] = ::c10::impl::ScalarTypeToCPPTypeT<ENUM>;                               \
    return __VA_ARGS__();                                                                                    \
  }
#define AT_PRIVATE_CASE_TYPE_USING_HINT(ENUM, HINT, ...)                                                     \
  case ENUM: {                                                                                               \
    using HINT [[maybe_unused]] = ::c10::impl::ScalarTypeToCPPTypeT<ENUM>;                                   \
    return __VA_ARGS__();                                                                                    \
  }
#define AT_PRIVATE_CASE_TYPE(NAME, ENUM, TYPE, ...)                                                          \
  case ENUM: {                                                                                               \
    using scalar_t [[maybe_unused]] = TYPE;                                                                  \
    return __VA_ARGS__();                                                                                    \
  }
#define AT_DISPATCH_CASE_FLOATING_TYPES(...)                                                                 \
  AT_DISPATCH_CASE(::at::ScalarType::Double, __VA_ARGS__)                                                    \
  AT_DISPATCH_CASE(::at::ScalarType::Float, __VA_ARGS__)
#define AT_DISPATCH_CASE_INTEGRAL_TYPES(...)                                                                 \
  AT_DISPATCH_CASE(::at::ScalarType::Int, __VA_ARGS__) AT_DISPATCH_CASE(::at::ScalarType::Long, __VA_ARGS__)
#define AT_DISPATCH_CASE_ALL_TYPES(...)                                                                      \
  AT_DISPATCH_CASE_FLOATING_TYPES(__VA_ARGS__) AT_DISPATCH_CASE_INTEGRAL_TYPES(__VA_ARGS__)
#define AT_FORALL_SCALAR_TYPES(_)                                                                            \
  _(uint8_t, Byte) _(int, Int) _(int64_t, Long) _(float, Float) _(double, Double)
#endif
