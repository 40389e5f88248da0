// SPDX-License-Identifier: Apache-2.0
// Transforms of many lines of points, wherever the points lie.
#ifndef NPU_FFT_LINES_H
#define NPU_FFT_LINES_H

#include "dft.h"
#include "in_parallel.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <type_traits>

namespace npu::fft {

// A complex number in memory, of parts that may be half or bfloat16.
template <class Part> struct stored_complex {
  Part re, im;
};

// What a transform computes with for an element in memory.
template <class T, class Stored> struct computed {
  using type = T;
  static T load(const Stored &x) { return static_cast<T>(x); }
  static void store(Stored &to, T x) { to = static_cast<Stored>(x); }
};
template <class T, class Part> struct computed<T, stored_complex<Part>> {
  using type = std::complex<T>;
  static type load(const stored_complex<Part> &x) { return {static_cast<T>(x.re), static_cast<T>(x.im)}; }
  static void store(stored_complex<Part> &to, type x) {
    to = {static_cast<Part>(x.real()), static_cast<Part>(x.imag())};
  }
};
template <class T, class Stored>
inline constexpr bool as_stored = std::is_same_v<Stored, T> || std::is_same_v<Stored, stored_complex<T>>;

// A dimension across the lines: how many there are along it and how far apart, in elements.
struct across {
  size_t extent;
  ptrdiff_t from, to;
};

struct lines {
  std::array<across, 3> dimensions;
  size_t from_length, to_length;
  ptrdiff_t from_stride, to_stride; // from point to point of a line
};

// visit(line, point, place) in the order of places, nearly.
template <class Visit>
void for_each_point(size_t count, size_t length, ptrdiff_t line_stride, ptrdiff_t stride,
                    const Visit &visit) {
  if (std::abs(stride) <= std::abs(line_stride)) {
    for (size_t line = 0; line < count; ++line)
      for (size_t point = 0; point < length; ++point)
        visit(line, point,
              static_cast<ptrdiff_t>(line) * line_stride + static_cast<ptrdiff_t>(point) * stride);
  } else {
    for (size_t point = 0; point < length; ++point)
      for (size_t line = 0; line < count; ++line)
        visit(line, point,
              static_cast<ptrdiff_t>(line) * line_stride + static_cast<ptrdiff_t>(point) * stride);
  }
}

// One transform per line. `transforms` has one object for each thread; there are made more of them as needed.
// Where `from` is `to`, each line has its place to itself.
template <class T, class From, class To, class Transform>
void transform_lines(const From *from, To *to, lines all, std::vector<Transform> &transforms, bool inverse) {
  using input = computed<T, From>;
  using output = computed<T, To>;
  using in_type = typename input::type;
  using out_type = typename output::type;

  // Lines next to each other go together: innermost is the dimension along which they are closest.
  const auto apart = [](const across &d) {
    return d.extent > 1 ? std::min(std::abs(d.from), std::abs(d.to)) : PTRDIFF_MAX;
  };
  for (size_t d = 0; d < 2; ++d)
    if (apart(all.dimensions[d]) < apart(all.dimensions[2]))
      std::swap(all.dimensions[d], all.dimensions[2]);
  const auto &[outer, middle, inner] = all.dimensions;

  const bool read_there = as_stored<T, From> && all.from_stride == 1;
  const bool write_there =
      as_stored<T, To> && all.to_stride == 1 && static_cast<const void *>(from) != static_cast<void *>(to);
  const size_t longest = std::max(all.from_length, all.to_length);
  constexpr size_t most_points = 1 << 18;
  const size_t width = std::max<size_t>(1, std::min(lines_together, most_points / longest));
  const size_t groups = (inner.extent + width - 1) / width;
  const size_t items = outer.extent * middle.extent * groups;
  const size_t threads = threads_for(items, std::min(width, inner.extent) * longest);
  while (transforms.size() < threads)
    transforms.push_back(transforms.front());

  in_parallel(threads, items, [&](size_t thread, size_t begin, size_t end) {
    Transform &transform = transforms[thread];
    std::vector<in_type> before(read_there ? 0 : width * all.from_length);
    std::vector<out_type> after(write_there ? 0 : width * all.to_length);
    for (size_t item = begin; item < end; ++item) {
      const size_t first = item % groups * width, count = std::min(width, inner.extent - first);
      const ptrdiff_t o = static_cast<ptrdiff_t>(item / groups / middle.extent),
                      m = static_cast<ptrdiff_t>(item / groups % middle.extent),
                      i = static_cast<ptrdiff_t>(first);
      const From *source = from + o * outer.from + m * middle.from + i * inner.from;
      To *target = to + o * outer.to + m * middle.to + i * inner.to;
      if (!read_there)
        for_each_point(count, all.from_length, inner.from, all.from_stride,
                       [&](size_t line, size_t point, ptrdiff_t place) {
                         before[line * all.from_length + point] = input::load(source[place]);
                       });
      for (size_t line = 0; line < count; ++line) {
        const ptrdiff_t l = static_cast<ptrdiff_t>(line);
        const in_type *in = read_there ? reinterpret_cast<const in_type *>(source + l * inner.from)
                                       : &before[line * all.from_length];
        out_type *out =
            write_there ? reinterpret_cast<out_type *>(target + l * inner.to) : &after[line * all.to_length];
        transform(out, in, inverse);
      }
      if (!write_there)
        for_each_point(count, all.to_length, inner.to, all.to_stride,
                       [&](size_t line, size_t point, ptrdiff_t place) {
                         output::store(target[place], after[line * all.to_length + point]);
                       });
    }
  });
}

} // namespace npu::fft

#endif
