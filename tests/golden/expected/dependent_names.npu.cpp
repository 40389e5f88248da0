// Dependent names that are not said to be types or templates: nvcc takes them.
#include <npu/kernel.h>
template <typename To, typename From> struct Cast {
  template <int N> static NPU_DEVICE To all(From x) { return x * N + npu::threadIdx.x; }
  template <int N> static NPU_DEVICE To one() { return N; }
  template <typename U> static NPU_DEVICE U as(From x) { return U(x); }
};
template <typename T> struct Traits {
  using Wide = T;
  static const int size = 4;
  template <typename U> NPU_DEVICE U get() const { return U(npu::blockIdx.x); }
};
template <typename T> struct Holder { Traits<T>::Wide held; };
template <typename T> static NPU_DEVICE T convert(float x, const Traits<T> &t, int n) {
  T sum = Cast<T, float>::template all<2>(x);
  sum += Cast<T, float>::template one<3>();
  sum += Cast<T, float>::template as<float>(x);
  sum += t.template get<T>();
  return Traits<T>::size < n && n > (4) ? sum : T(Traits<T>::size);
}
struct Number { int n; };
static NPU_DEVICE bool operator<(Number a, Number b) { return a.n < b.n; }
static NPU_DEVICE bool operator>(Number a, Number b) { return a.n > b.n; }
template <typename T> static NPU_DEVICE T again(float x, float y) { return Cast<T, float>::template all<2>(x) + Cast<T, float>::template all<3>(y); }
NPU_GLOBAL void kernel(float *p) { *p = convert<float>(*p, Traits<float>(), 5) + again<float>(1, 2) + Holder<float>().held; }
