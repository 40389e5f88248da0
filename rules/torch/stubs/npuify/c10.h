// SPDX-License-Identifier: Apache-2.0
// The core of PyTorch: devices, types, options. Declarations for parsing only; parameters that tell nothing
// about the device take anything.
#ifndef NPUIFY_C10_H
#define NPUIFY_C10_H
#include "any.h"
#include "cuda_bf16.h"
#include "cuda_fp16.h"
#include <cassert>
#include <cmath>
#include <complex>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace c10 {
using npuify_light::Any;

// ---- errors, attributes ----
struct Error {
  const char *what() const;
};
#define NPUIFY_CHECK(...) ((void)::npuify_light::Any{__VA_ARGS__})
#define TORCH_CHECK(...)                                                                                     \
  if ((NPUIFY_CHECK(__VA_ARGS__), false)) {                                                                  \
  } // a statement that needs no semicolon
#define TORCH_CHECK_EQ(a, b) TORCH_CHECK((a) == (b))
#define TORCH_CHECK_NE(a, b) TORCH_CHECK((a) != (b))
#define TORCH_CHECK_LT(a, b) TORCH_CHECK((a) < (b))
#define TORCH_CHECK_LE(a, b) TORCH_CHECK((a) <= (b))
#define TORCH_CHECK_GT(a, b) TORCH_CHECK((a) > (b))
#define TORCH_CHECK_GE(a, b) TORCH_CHECK((a) >= (b))
#define TORCH_CHECK_VALUE(...) TORCH_CHECK(__VA_ARGS__)
#define TORCH_CHECK_TYPE(...) TORCH_CHECK(__VA_ARGS__)
#define TORCH_CHECK_INDEX(...) TORCH_CHECK(__VA_ARGS__)
#define TORCH_CHECK_NOT_IMPLEMENTED(...) TORCH_CHECK(__VA_ARGS__)
#define TORCH_INTERNAL_ASSERT(...) TORCH_CHECK(__VA_ARGS__)
#define TORCH_INTERNAL_ASSERT_DEBUG_ONLY(...) TORCH_CHECK(__VA_ARGS__)
#define TORCH_WARN(...) NPUIFY_CHECK(__VA_ARGS__)
#define TORCH_WARN_ONCE(...) NPUIFY_CHECK(__VA_ARGS__)
#define AT_CHECK(...) NPUIFY_CHECK(__VA_ARGS__)
#define AT_ASSERT(...) NPUIFY_CHECK(__VA_ARGS__)
#define AT_ASSERTM(...) NPUIFY_CHECK(__VA_ARGS__)
#define AT_ERROR(...) NPUIFY_CHECK(__VA_ARGS__)
#define AT_WARN(...) NPUIFY_CHECK(__VA_ARGS__)
#define TORCH_API
#define TORCH_EXPORT
#define C10_API
#define C10_EXPORT
#define C10_UNUSED
#define C10_NODISCARD
#define C10_ALWAYS_INLINE inline
#define C10_LIKELY(x) (x)
#define C10_UNLIKELY(x) (x)
#define C10_RESTRICT __restrict
#define C10_STRINGIZE_IMPL(x) #x
#define C10_STRINGIZE(x) C10_STRINGIZE_IMPL(x)
#define C10_HOST_DEVICE __host__ __device__
#define C10_DEVICE __device__
#define C10_HOST __host__
#define C10_HIP_HOST_DEVICE
#define AT_HOST_DEVICE C10_HOST_DEVICE
#define C10_LAUNCH_BOUNDS_0
#define C10_LAUNCH_BOUNDS_1(a) __launch_bounds__(a)
#define C10_LAUNCH_BOUNDS_2(a, b) __launch_bounds__(a, b)
#define C10_LAUNCH_BOUNDS(...)
#define C10_MAX_THREADS_PER_BLOCK(a) (a)
#define C10_MIN_BLOCKS_PER_SM(a, b) (b)
#define C10_WARP_SIZE 32
#define C10_UNROLL
#define AT_EXPAND(X) X
#define CAFFE_KNOWN_TYPE(...)

// ---- scalars ----
struct Half {
  unsigned short x;
  Half() = default;
  template <class T, class = std::enable_if_t<std::is_arithmetic<T>::value>> __host__ __device__ Half(T);
  __host__ __device__ Half(__half);
  __host__ __device__ operator float() const;
  __host__ __device__ operator __half() const;
  struct from_bits_t {};
  static constexpr from_bits_t from_bits() { return {}; }
  __host__ __device__ Half(unsigned short, from_bits_t);
};
struct BFloat16 {
  unsigned short x;
  BFloat16() = default;
  template <class T, class = std::enable_if_t<std::is_arithmetic<T>::value>> __host__ __device__ BFloat16(T);
  __host__ __device__ BFloat16(__nv_bfloat16);
  __host__ __device__ operator float() const;
  __host__ __device__ operator __nv_bfloat16() const;
  struct from_bits_t {};
  static constexpr from_bits_t from_bits() { return {}; }
  __host__ __device__ BFloat16(unsigned short, from_bits_t);
};
#define NPUIFY_ARITHMETIC(T, op)                                                                             \
  __host__ __device__ T operator op(T, T);                                                                   \
  __host__ __device__ float operator op(T, float);                                                           \
  __host__ __device__ float operator op(float, T);                                                           \
  __host__ __device__ double operator op(T, double);                                                         \
  __host__ __device__ double operator op(double, T);                                                         \
  __host__ __device__ T operator op(T, int);                                                                 \
  __host__ __device__ T operator op(int, T);                                                                 \
  __host__ __device__ T operator op(T, long);                                                                \
  __host__ __device__ T operator op(long, T);                                                                \
  __host__ __device__ T &operator op##=(T &, T);
#define NPUIFY_COMPARISON(T, op)                                                                             \
  __host__ __device__ bool operator op(T, T);                                                                \
  __host__ __device__ bool operator op(T, float);                                                            \
  __host__ __device__ bool operator op(float, T);                                                            \
  __host__ __device__ bool operator op(T, double);                                                           \
  __host__ __device__ bool operator op(T, int);
#define NPUIFY_SMALL_FLOAT(T)                                                                                \
  NPUIFY_ARITHMETIC(T, +)                                                                                    \
  NPUIFY_ARITHMETIC(T, -)                                                                                    \
  NPUIFY_ARITHMETIC(T, *)                                                                                    \
  NPUIFY_ARITHMETIC(T, /)                                                                                    \
  NPUIFY_COMPARISON(T, <)                                                                                    \
  NPUIFY_COMPARISON(T, <=)                                                                                   \
  NPUIFY_COMPARISON(T, >)                                                                                    \
  NPUIFY_COMPARISON(T, >=)                                                                                   \
  NPUIFY_COMPARISON(T, ==)                                                                                   \
  NPUIFY_COMPARISON(T, !=)                                                                                   \
  __host__ __device__ T operator-(T);
NPUIFY_SMALL_FLOAT(Half)
NPUIFY_SMALL_FLOAT(BFloat16)
#undef NPUIFY_SMALL_FLOAT
#undef NPUIFY_COMPARISON
#undef NPUIFY_ARITHMETIC
template <class T> using complex = std::complex<T>;
struct Float8_e4m3fn {
  unsigned char x;
};
struct Float8_e5m2 {
  unsigned char x;
};
struct qint8 {
  signed char val_;
};
struct quint8 {
  unsigned char val_;
};
struct qint32 {
  int val_;
};

enum class ScalarType : signed char {
  Byte,
  Char,
  Short,
  Int,
  Long,
  Half,
  Float,
  Double,
  ComplexHalf,
  ComplexFloat,
  ComplexDouble,
  Bool,
  QInt8,
  QUInt8,
  QInt32,
  BFloat16,
  Float8_e5m2,
  Float8_e4m3fn,
  UInt16,
  UInt32,
  UInt64,
  Undefined,
  NumOptions
};
constexpr ScalarType kByte = ScalarType::Byte, kChar = ScalarType::Char, kShort = ScalarType::Short,
                     kInt = ScalarType::Int, kLong = ScalarType::Long, kHalf = ScalarType::Half,
                     kFloat = ScalarType::Float, kDouble = ScalarType::Double, kBool = ScalarType::Bool,
                     kBFloat16 = ScalarType::BFloat16, kComplexFloat = ScalarType::ComplexFloat,
                     kComplexDouble = ScalarType::ComplexDouble, kUInt8 = ScalarType::Byte,
                     kInt8 = ScalarType::Char, kInt16 = ScalarType::Short, kInt32 = ScalarType::Int,
                     kInt64 = ScalarType::Long, kFloat16 = ScalarType::Half, kFloat32 = ScalarType::Float,
                     kFloat64 = ScalarType::Double, kUInt16 = ScalarType::UInt16,
                     kUInt32 = ScalarType::UInt32, kUInt64 = ScalarType::UInt64,
                     kFloat8_e4m3fn = ScalarType::Float8_e4m3fn, kFloat8_e5m2 = ScalarType::Float8_e5m2;
const char *toString(ScalarType);
size_t elementSize(ScalarType);
bool isFloatingType(ScalarType);
bool isIntegralType(ScalarType, bool = true);
bool isComplexType(ScalarType);
ScalarType promoteTypes(ScalarType, ScalarType);
template <class T> struct CppTypeToScalarType {
  static constexpr ScalarType value = ScalarType::Float;
};
namespace impl {
template <ScalarType> struct ScalarTypeToCPPType {
  using type = float;
};
#define NPUIFY_SCALAR(name, T)                                                                               \
  template <> struct ScalarTypeToCPPType<ScalarType::name> {                                                 \
    using type = T;                                                                                          \
  };
NPUIFY_SCALAR(Byte, uint8_t)
NPUIFY_SCALAR(Char, int8_t)
NPUIFY_SCALAR(Short, int16_t)
NPUIFY_SCALAR(Int, int)
NPUIFY_SCALAR(Long, int64_t)
NPUIFY_SCALAR(Half, c10::Half)
NPUIFY_SCALAR(Double, double)
NPUIFY_SCALAR(Bool, bool)
NPUIFY_SCALAR(BFloat16, c10::BFloat16)
NPUIFY_SCALAR(ComplexFloat, c10::complex<float>)
NPUIFY_SCALAR(ComplexDouble, c10::complex<double>)
#undef NPUIFY_SCALAR
template <ScalarType N> using ScalarTypeToCPPTypeT = typename ScalarTypeToCPPType<N>::type;
} // namespace impl
struct Scalar {
  Scalar();
  template <class T> Scalar(T);
  template <class T> T to() const;
  double toDouble() const;
  float toFloat() const;
  int64_t toLong() const;
  int toInt() const;
  bool toBool() const;
  bool isFloatingPoint() const;
  bool isIntegral(bool) const;
  ScalarType type() const;
};

// ---- containers ----
template <class T> struct ArrayRef {
  ArrayRef();
  template <class U> ArrayRef(const U &);
  ArrayRef(const T *, size_t);
  ArrayRef(const T *, const T *);
  ArrayRef(std::initializer_list<T>);
  const T &operator[](size_t) const;
  const T &at(size_t) const;
  const T &front() const;
  const T &back() const;
  const T *begin() const;
  const T *end() const;
  const T *data() const;
  size_t size() const;
  bool empty() const;
  bool equals(ArrayRef) const;
  ArrayRef slice(size_t, size_t = 0) const;
  std::vector<T> vec() const;
};
template <class T> bool operator==(ArrayRef<T>, ArrayRef<T>);
template <class T> bool operator!=(ArrayRef<T>, ArrayRef<T>);
template <class T> bool operator==(ArrayRef<T>, const std::vector<T> &);
template <class S, class T> S &operator<<(S &, ArrayRef<T>);
using IntArrayRef = ArrayRef<int64_t>;
template <class T> using OptionalArrayRef = std::optional<ArrayRef<T>>;
template <class T> using optional = std::optional<T>;
using std::make_optional;
using std::nullopt;
using std::nullopt_t;
using std::string_view;
template <class T, unsigned N = 8> struct SmallVector : std::vector<T> {
  using std::vector<T>::vector;
};
using DimVector = SmallVector<int64_t, 5>;
template <class T> struct List : std::vector<T> {
  using std::vector<T>::vector;
  T get(size_t) const;
  std::vector<T> vec() const;
};
template <class K, class V> struct Dict : std::map<K, V> {
  void insert(Any, Any);
  bool contains(Any) const;
};
template <class T> struct intrusive_ptr {
  T *operator->() const;
  T &operator*() const;
  T *get() const;
  explicit operator bool() const;
};
struct intrusive_ptr_target {};
template <class T, class... A> intrusive_ptr<T> make_intrusive(A &&...);
template <class... A> std::string str(A &&...);
struct Symbol {
  static Symbol fromQualString(const std::string &);
};

// ---- devices ----
using DeviceIndex = signed char;
using StreamId = int64_t;
enum class DeviceType : signed char {
  CPU,
  CUDA,
  MKLDNN,
  OPENGL,
  OPENCL,
  IDEEP,
  HIP,
  FPGA,
  XLA,
  XPU,
  MPS,
  Meta,
  HPU,
  PrivateUse1
};
constexpr DeviceType kCPU = DeviceType::CPU, kCUDA = DeviceType::CUDA, kHIP = DeviceType::HIP,
                     kMeta = DeviceType::Meta, kXPU = DeviceType::XPU, kPrivateUse1 = DeviceType::PrivateUse1;
enum class Backend {
  CPU,
  CUDA,
  HIP,
  SparseCPU,
  SparseCUDA,
  QuantizedCPU,
  QuantizedCUDA,
  PrivateUse1,
  SparsePrivateUse1,
  Undefined
};
enum class DispatchKey {
  Undefined,
  CPU,
  CUDA,
  HIP,
  Meta,
  PrivateUse1,
  QuantizedCPU,
  QuantizedCUDA,
  SparseCPU,
  SparseCUDA,
  SparseCsrCPU,
  SparseCsrCUDA,
  SparsePrivateUse1,
  Autograd,
  AutogradCPU,
  AutogradCUDA,
  AutogradPrivateUse1,
  AutogradOther,
  Autocast,
  AutocastCPU,
  AutocastCUDA,
  AutocastPrivateUse1,
  CompositeImplicitAutograd,
  CompositeExplicitAutograd,
  CatchAll,
  BackendSelect,
  Python,
  ADInplaceOrView
};
struct DispatchKeySet {
  DispatchKeySet();
  template <class T> DispatchKeySet(T &&);
  DispatchKeySet operator|(DispatchKeySet) const;
  DispatchKeySet operator&(DispatchKeySet) const;
  bool has(DispatchKey) const;
};
struct ExcludeDispatchKeyGuard {
  ExcludeDispatchKeyGuard(Any);
};
namespace impl {
using c10::ExcludeDispatchKeyGuard;
}
std::string DeviceTypeName(DeviceType, bool = false);
struct Device {
  template <class T> Device(T &&);
  Device(Any, Any);
  DeviceType type() const;
  DeviceIndex index() const;
  bool has_index() const;
  void set_index(DeviceIndex);
  bool is_cuda() const;
  bool is_cpu() const;
  bool is_hip() const;
  bool is_meta() const;
  bool is_privateuseone() const;
  std::string str() const;
  bool operator==(const Device &) const;
  bool operator!=(const Device &) const;
};
template <class S> S &operator<<(S &, const Device &);
struct Stream {
  Device device() const;
  DeviceIndex device_index() const;
  StreamId id() const;
};
struct DeviceGuard {
  explicit DeviceGuard(Any);
  void set_index(Any);
  void reset_device(Any);
  Device current_device() const;
  Device original_device() const;
};
struct OptionalDeviceGuard {
  explicit OptionalDeviceGuard(Any = {});
  void reset_device(Any);
};
struct StreamGuard {
  explicit StreamGuard(Any);
};
struct InferenceMode {
  InferenceMode(bool = true);
};
struct MaybeOwnedTag {};

// ---- tensors' properties ----
enum class Layout : signed char { Strided, Sparse, SparseCsr, Mkldnn };
constexpr Layout kStrided = Layout::Strided, kSparse = Layout::Sparse;
enum class MemoryFormat : signed char { Contiguous, Preserve, ChannelsLast, ChannelsLast3d };
} // namespace c10
namespace caffe2 {
struct TypeMeta {
  bool operator==(c10::ScalarType) const;
  bool operator!=(c10::ScalarType) const;
  bool operator==(TypeMeta) const;
  bool operator!=(TypeMeta) const;
  size_t itemsize() const;
  std::string name() const;
  template <class T> static TypeMeta Make();
  template <class T> bool Match() const;
  c10::ScalarType toScalarType() const;
};
bool operator==(c10::ScalarType, TypeMeta);
template <class S> S &operator<<(S &, TypeMeta);
} // namespace caffe2
namespace c10 {
caffe2::TypeMeta scalarTypeToTypeMeta(ScalarType);
ScalarType typeMetaToScalarType(caffe2::TypeMeta);
struct TensorOptions {
  TensorOptions();
  template <class T> TensorOptions(T &&);
  TensorOptions dtype(Any) const;
  caffe2::TypeMeta dtype() const;
  template <class T> TensorOptions &dtype();
  TensorOptions device(Any, Any = {}) const;
  Device device() const;
  TensorOptions device_index(Any) const;
  TensorOptions layout(Any) const;
  TensorOptions requires_grad(Any = {}) const;
  TensorOptions memory_format(Any) const;
  TensorOptions pinned_memory(Any) const;
  bool is_cuda() const;
  Backend backend() const;
};
TensorOptions dtype(Any);
TensorOptions device(Any);
TensorOptions device(Any, Any);
TensorOptions layout(Any);
TensorOptions requires_grad(Any = {});
TensorOptions device_index(Any);
struct DataPtr {
  void *get() const;
  void *mutable_get();
  Device device() const;
  explicit operator bool() const;
};
struct Allocator {
  DataPtr allocate(size_t) const;
  void *raw_allocate(size_t);
  void raw_deallocate(void *);
};
struct Storage {
  void *data() const;
  template <class T> T *data() const;
  DataPtr &data_ptr() const;
  size_t nbytes() const;
  bool is_alias_of(Any) const;
};
struct IValue {
  IValue();
  template <class T> IValue(T &&);
  int64_t toInt() const;
  double toDouble() const;
  bool toBool() const;
  List<int64_t> toIntList() const;
  List<double> toDoubleList() const;
  std::vector<int64_t> toIntVector() const;
  std::vector<double> toDoubleVector() const;
  std::string toStringRef() const;
  template <class T> T to() const;
  bool isNone() const;
  bool isTensor() const;
};
} // namespace c10
#endif
