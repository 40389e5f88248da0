// SPDX-License-Identifier: Apache-2.0
// nvcc: --extended-lambda
// Fast-math intrinsics: that they keep the documented error, and special values.
#include "show.h"

template <class F> __global__ void over(F f, const float *x, const float *y, int n, float *out) {
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    out[i] = f(x[i], y[i]);
}
template <class F, class G, class E>
void check(const char *name, F f, G exact, E allowed, float low, float high) {
  std::vector<float> x, y;
  for (int i = 0; i < 4096; ++i) {
    float u = scramble(i) / 4294967296.0f, v = scramble(i + 4096) / 4294967296.0f;
    x.push_back(low + (high - low) * u), y.push_back(0.5f + 3 * v);
  }
  Buffer<float> dx(x), dy(y), out(x.size());
  over<<<1, 256>>>(f, dx.device, dy.device, 4096, out.device);
  auto r = out.host();
  int bad = 0;
  for (int i = 0; i < 4096; ++i) {
    double e = exact(double(x[i]), double(y[i]));
    double unit = double(std::nextafter(fabsf(float(e)), INFINITY) - fabsf(float(e)));
    bad += !(fabs(r[i] - e) <= allowed(double(x[i]), double(y[i]), unit));
  }
  printf("%s: beyond the bound %d\n", name, bad);
}
#define CHECK(name, f, e, a, low, high)                                                                      \
  check(                                                                                                     \
      name, [] __device__(float x, float y) -> float { return f; },                                          \
      [](double x, double y) -> double { return e; },                                                        \
      [](double x, double y, double ulp) -> double { return a; }, low, high)

int main() {
  const float pi = 3.14159265f;
  CHECK("__sinf", __sinf(x), sin(x), pow(2, -21.41), -pi, pi);
  CHECK("__cosf", __cosf(x), cos(x), pow(2, -21.19), -pi, pi);
  CHECK("__expf", __expf(x), exp(x), (2.5 + floor(fabs(1.173 * x))) * ulp, -80.0f, 80.0f);
  CHECK("__exp10f", __exp10f(x), pow(10, x), (2.5 + floor(fabs(2.97 * x))) * ulp, -37.0f, 37.0f);
  CHECK("__logf in [0.5, 2]", __logf(x), log(x), pow(2, -21.41), 0.5f, 2.0f);
  CHECK("__logf", __logf(x), log(x), 3.5 * ulp, 2.5f, 1000.0f);
  CHECK("__log2f in [0.5, 2]", __log2f(x), log2(x), pow(2, -22), 0.5f, 2.0f);
  CHECK("__log2f", __log2f(x), log2(x), 2.5 * ulp, 2.5f, 1000.0f);
  CHECK("__log10f in [0.5, 2]", __log10f(x), log10(x), pow(2, -24), 0.5f, 2.0f);
  CHECK("__log10f", __log10f(x), log10(x), 3.5 * ulp, 2.5f, 1000.0f);
  CHECK("__fdividef", __fdividef(x, y), x / y, 2.5 * ulp, -1000.0f, 1000.0f);
  CHECK("__tanf", __tanf(x), tan(x), 1e-5, -1.0f, 1.0f);
  CHECK("__powf", __powf(x, y), pow(x, y), 1e-4 * pow(x, y), 0.5f, 8.0f);
  CHECK("__sincosf", ([](float v) {
          float s, c;
          __sincosf(v, &s, &c);
          return s + c;
        }(x)),
        sin(x) + cos(x), 1e-6, -pi, pi);
  CHECK("sincosf", ([](float v) {
          float s, c;
          sincosf(v, &s, &c);
          return s + c;
        }(x)),
        sin(x) + cos(x), 4e-7, -pi, pi);
  CHECK("sincospif", ([](float v) {
          float s, c;
          sincospif(v, &s, &c);
          return s + c;
        }(x)),
        sin(3.14159265358979 * x) + cos(3.14159265358979 * x), 4e-7, -1.0f, 1.0f);
  CHECK("norm3df", norm3df(x, y, 2.0f), sqrt(x * x + y * y + 4), 3.5 * ulp, -100.0f, 100.0f);
  CHECK("rnorm3df", rnorm3df(x, y, 2.0f), 1 / sqrt(x * x + y * y + 4), 2.5 * ulp, -100.0f, 100.0f);
  CHECK("norm4df", norm4df(x, y, 2.0f, 1.0f), sqrt(x * x + y * y + 5), 3.5 * ulp, -100.0f, 100.0f);
  CHECK("rhypotf", rhypotf(x, y), 1 / sqrt(x * x + y * y), 2.5 * ulp, -100.0f, 100.0f);
  CHECK("normcdfinvf", normcdfinvf(normcdff(x)), x, 1e-3, -3.0f, 3.0f);
  CHECK("erfinvf", erff(erfinvf(x)), x, 1e-6, -0.99f, 0.99f);
  CHECK("erfcinvf", erfcf(erfcinvf(x)), x, 2e-6, 0.01f, 1.99f);
  CHECK("cyl_bessel_i0f", cyl_bessel_i0f(x), std::cyl_bessel_i(0, x), 6e-6 * std::cyl_bessel_i(0, x), 0.0f,
        10.0f);
  CHECK("cyl_bessel_i1f", cyl_bessel_i1f(x), std::cyl_bessel_i(1, x), 6e-6 * std::cyl_bessel_i(1, x) + 1e-7,
        0.0f, 10.0f);
  CHECK("j0f", j0f(x), j0(x), 3e-6, -7.9f, 7.9f);
  CHECK("j1f", j1f(x), j1(x), 3e-6, -7.9f, 7.9f);
  CHECK("jnf", jnf(3, x), jn(3, x), 3e-6, -7.9f, 7.9f);
  CHECK("y0f", y0f(x), y0(x), 3e-6, 0.5f, 7.9f);
  CHECK("y1f", y1f(x), y1(x), 3e-6, 0.5f, 7.9f);
}
