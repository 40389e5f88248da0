// Dependent names that are not said to be types or templates: nvcc takes them.
template <typename To, typename From> struct Cast {
  template <int N> static __device__ To all(From x) { return x * N + threadIdx.x; }
  template <int N> static __device__ To one() { return N; }
  template <typename U> static __device__ U as(From x) { return U(x); }
};
template <typename T> struct Traits {
  using Wide = T;
  static const int size = 4;
  template <typename U> __device__ U get() const { return U(blockIdx.x); }
};
template <typename T> struct Holder { Traits<T>::Wide held; };
template <typename T> __device__ T convert(float x, const Traits<T> &t, int n) {
  T sum = Cast<T, float>::all<2>(x);
  sum += Cast<T, float>::one<3>();
  sum += Cast<T, float>::as<float>(x);
  sum += t.get<T>();
  return Traits<T>::size < n && n > (4) ? sum : T(Traits<T>::size);
}
struct Number { int n; };
__device__ bool operator<(Number a, Number b) { return a.n < b.n; }
__device__ bool operator>(Number a, Number b) { return a.n > b.n; }
template <typename T> __device__ T again(float x, float y) { return Cast<T, float>::all<2>(x) + Cast<T, float>::all<3>(y); }
__global__ void kernel(float *p) { *p = convert<float>(*p, Traits<float>(), 5) + again<float>(1, 2) + Holder<float>().held; }
