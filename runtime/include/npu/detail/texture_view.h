// SPDX-License-Identifier: Apache-2.0
// How a texture is read: addressing, filtering and conversion, following the appendix "Texture Fetching" of
// the CUDA programming guide. What npu/texture.h offers is built on this file.
#ifndef NPU_DETAIL_TEXTURE_VIEW_H
#define NPU_DETAIL_TEXTURE_VIEW_H

#include "npu/channel_descriptor.hpp"
#include "npu/runtime.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <type_traits>

// What kernels call instead of having a copy of it.
#define NPU_DETAIL_CALLED __attribute__((noinline, pure))

namespace npu {
namespace detail {

// One level of an array, or linear memory.
struct texel_grid {
  char *data;
  int width, height, depth;      // elements; at least 1. depth counts slices, layers or faces
  size_t row_pitch, slice_pitch; // bytes
};

// What a texture or surface object stands for.
struct texture_view {
  const texel_grid *levels; // from the finest
  int level_count;
  unsigned char components; // 1, 2 or 4
  unsigned char component_bytes;
  npuChannelFormatKind kind;
  bool normalized_read;   // integers become floats in [0, 1] or [-1, 1]
  bool normalized_coords; // coordinates in [0, 1) instead of elements
  bool linear;            // filter
  bool linear_levels;     // filter between levels
  bool srgb;
  npuTextureAddressMode address[3];
  float border[4];
  float level_bias, least_level, greatest_level;
};

// Elements of a texel as 32-bit words: integers extended, floats (also from half precision) as their bits.
struct texel {
  uint32_t word[4];
};

inline float bits_to_float(uint32_t bits) {
  float f;
  memcpy(&f, &bits, sizeof(f));
  return f;
}
inline uint32_t float_to_bits(float f) {
  uint32_t bits;
  memcpy(&bits, &f, sizeof(bits));
  return bits;
}

inline float half_bits_to_float(uint16_t h) {
  const uint32_t sign = uint32_t(h & 0x8000) << 16, exponent = (h >> 10) & 31, fraction = h & 0x3ff;
  if (exponent == 31)
    return bits_to_float(sign | 0x7f800000u | fraction << 13);
  if (exponent == 0) // zero or subnormal: fraction * 2^-24
    return (sign ? -1.0f : 1.0f) * float(fraction) * (1.0f / 16777216.0f);
  return bits_to_float(sign | (exponent + 112) << 23 | fraction << 13);
}

inline uint32_t load_component(const char *p, unsigned bytes, npuChannelFormatKind kind) {
  switch (bytes) {
  case 1: {
    uint8_t v;
    memcpy(&v, p, 1);
    return kind == npuChannelFormatKindSigned ? uint32_t(int32_t(int8_t(v))) : v;
  }
  case 2: {
    uint16_t v;
    memcpy(&v, p, 2);
    if (kind == npuChannelFormatKindFloat)
      return float_to_bits(half_bits_to_float(v));
    return kind == npuChannelFormatKindSigned ? uint32_t(int32_t(int16_t(v))) : v;
  }
  default: {
    uint32_t v;
    memcpy(&v, p, 4);
    return v;
  }
  }
}

// The element at (x, y, z), which lies in the grid.
inline texel load_texel(const texture_view &t, const texel_grid &g, int x, int y, int z) {
  const size_t element = size_t(t.components) * t.component_bytes;
  const char *p = g.data + size_t(z) * g.slice_pitch + size_t(y) * g.row_pitch + size_t(x) * element;
  texel result = {};
  for (unsigned i = 0; i < t.components; ++i)
    result.word[i] = load_component(p + i * t.component_bytes, t.component_bytes, t.kind);
  return result;
}

inline float srgb_to_linear(float c) {
  return c <= 0.04045f ? c / 12.92f : __builtin_powf((c + 0.055f) / 1.055f, 2.4f);
}

// A component as a float: the number itself for float textures, [0, 1] or [-1, 1] for normalised integers,
// else the bits.
inline float component_value(const texture_view &t, uint32_t word, int index) {
  if (!t.normalized_read || t.kind == npuChannelFormatKindFloat)
    return bits_to_float(word);
  const unsigned bits = t.component_bytes * 8u;
  if (t.kind == npuChannelFormatKindSigned) {
    const float v = float(int32_t(word)) / float((1u << (bits - 1)) - 1);
    return v < -1.0f ? -1.0f : v;
  }
  const float v = float(word) / float((1u << bits) - 1);
  return t.srgb && index < 3 ? srgb_to_linear(v) : v;
}

// The index that an address mode makes of i, in [0, n); -1: the border colour.
inline int addressed(int i, int n, npuTextureAddressMode mode) {
  if (i >= 0 && i < n)
    return i;
  switch (mode) {
  case npuAddressModeWrap:
    i %= n;
    return i < 0 ? i + n : i;
  case npuAddressModeMirror:
    i %= 2 * n;
    if (i < 0)
      i += 2 * n;
    return i < n ? i : 2 * n - 1 - i;
  case npuAddressModeBorder:
    return -1;
  default:
    return i < 0 ? 0 : n - 1;
  }
}

// floor(x) as an index; what is no number counts as 0, what is far outside as just far outside.
inline int floor_index(float x) {
  if (!(x > -1.0e9f))
    return x < 0 ? -1000000000 : 0;
  return x < 1.0e9f ? int(__builtin_floorf(x)) : 1000000000;
}

// A coordinate in elements.
inline float in_elements(const texture_view &t, float x, int n) {
  return t.normalized_coords ? x * float(n) : x;
}

// CUDA's weights are fixed point numbers with 8 fractional bits. In two dimensions GPUs round the product of
// both, for the last of the four elements; the other three follow, since rows and columns add up to the
// weights of the axes.
inline float filter_weight(float w) { return __builtin_floorf(w * 256.0f + 0.5f) / 256.0f; }

// Where linear filtering reads on one axis: texels i and i + 1, the second with this weight.
struct linear_position {
  int i;
  float weight;
};
inline linear_position linear_at(float x) {
  x -= 0.5f;
  const int i = floor_index(x);
  const float fraction = __builtin_fabsf(x) < 1.0e9f ? x - __builtin_floorf(x) : 0.0f;
  return {i, filter_weight(fraction)};
}

// Dimensions of a fetch that coordinates address; a further dimension of the grid is a layer or face, given
// by index.
struct place {
  float x, y, z;
  int dimensions; // 1, 2 or 3
  int layer;
};

// The element nearest to the place. False: the border colour.
inline bool nearest(const texture_view &t, const texel_grid &g, const place &p, texel *result) {
  const int x = addressed(floor_index(in_elements(t, p.x, g.width)), g.width, t.address[0]);
  const int y =
      p.dimensions > 1 ? addressed(floor_index(in_elements(t, p.y, g.height)), g.height, t.address[1]) : 0;
  int z = p.layer < 0 ? 0 : p.layer < g.depth ? p.layer : g.depth - 1;
  if (p.dimensions > 2)
    z = addressed(floor_index(in_elements(t, p.z, g.depth)), g.depth, t.address[2]);
  if (x < 0 || y < 0 || z < 0)
    return false;
  *result = load_texel(t, g, x, y, z);
  return true;
}

inline void add_weighted(const texture_view &t, const texel_grid &g, int x, int y, int z, float weight,
                         float *sum) {
  if (x < 0 || y < 0 || z < 0) {
    for (int i = 0; i < 4; ++i)
      sum[i] += weight * t.border[i];
    return;
  }
  const texel element = load_texel(t, g, x, y, z);
  for (int i = 0; i < t.components; ++i)
    sum[i] += weight * component_value(t, element.word[i], i);
}

// The linear interpolation of the 2, 4 or 8 elements around the place.
inline void interpolate(const texture_view &t, const texel_grid &g, const place &p, float *sum) {
  const linear_position ax = linear_at(in_elements(t, p.x, g.width));
  linear_position ay = {0, 0.0f}, az = {p.layer < 0 ? 0 : p.layer < g.depth ? p.layer : g.depth - 1, 0.0f};
  if (p.dimensions > 1)
    ay = linear_at(in_elements(t, p.y, g.height));
  if (p.dimensions > 2)
    az = linear_at(in_elements(t, p.z, g.depth));
  const float both = filter_weight(ax.weight * ay.weight);
  for (int k = 0; k < (p.dimensions > 2 ? 2 : 1); ++k) {
    const int z = p.dimensions > 2 ? addressed(az.i + k, g.depth, t.address[2]) : az.i;
    const float wz = p.dimensions > 2 ? (k ? az.weight : 1.0f - az.weight) : 1.0f;
    if (wz == 0.0f)
      continue;
    for (int j = 0; j < (p.dimensions > 1 ? 2 : 1); ++j) {
      const int y = p.dimensions > 1 ? addressed(ay.i + j, g.height, t.address[1]) : 0;
      const float wy = p.dimensions > 1 ? (j ? ay.weight : 1.0f - ay.weight) : 1.0f;
      if (wy == 0.0f)
        continue;
      const float row = wy * wz;
      const float right = p.dimensions != 2 ? ax.weight * row : j ? both : ax.weight - both;
      for (int i = 0; i < 2; ++i)
        if (const float weight = i ? right : row - right; weight != 0.0f)
          add_weighted(t, g, addressed(ax.i + i, g.width, t.address[0]), y, z, weight, sum);
    }
  }
}

// A float fetch from one level.
inline void fetch_floats(const texture_view &t, const texel_grid &g, const place &p, float *result) {
  for (int i = 0; i < 4; ++i)
    result[i] = 0.0f;
  if (t.linear)
    return interpolate(t, g, p, result);
  texel element;
  const bool inside = nearest(t, g, p, &element);
  for (int i = 0; i < (inside ? int(t.components) : 4); ++i)
    result[i] = inside ? component_value(t, element.word[i], i) : t.border[i];
}

// T from its components: a scalar or a short vector.
template <class T> struct element_of {
  using channel = channel_of<T>;
  static_assert(channel::components > 0,
                "textures hold 8-, 16- and 32-bit integers, floats and their short vectors");
  static constexpr bool is_float = channel::kind == npuChannelFormatKindFloat;
  using scalar =
      std::conditional_t<is_float, float,
                         std::conditional_t<channel::bits == 8, uint8_t,
                                            std::conditional_t<channel::bits == 16, uint16_t, uint32_t>>>;

  static T from_floats(const float *v) {
    T result;
    memcpy(&result, v, sizeof(T));
    return result;
  }
  static T from_words(const uint32_t *words) {
    scalar v[4];
    for (int i = 0; i < 4; ++i)
      v[i] = scalar(words[i]);
    T result;
    memcpy(&result, v, sizeof(T));
    return result;
  }
};

// A fetch at a level of detail; the level does not matter to textures with one level. Code for every kind of
// texture is too much to have it in a kernel for each fetch.
template <class T> NPU_DETAIL_CALLED T fetch(const texture_view *t, const place &p, float level = 0.0f) {
  if (!t)
    return T{};
  int first = 0;
  float between = 0.0f;
  if (t->level_count > 1) {
    level += t->level_bias;
    level = level < t->least_level ? t->least_level : level > t->greatest_level ? t->greatest_level : level;
    const float last = float(t->level_count - 1);
    level = !(level > 0.0f) ? 0.0f : level > last ? last : level;
    first = t->linear_levels ? int(level) : int(level + 0.5f);
    if (t->linear_levels && first < t->level_count - 1)
      between = filter_weight(level - float(first));
  }
  if constexpr (element_of<T>::is_float) {
    float v[4];
    fetch_floats(*t, t->levels[first], p, v);
    if (between > 0.0f) {
      float next[4];
      fetch_floats(*t, t->levels[first + 1], p, next);
      for (int i = 0; i < 4; ++i)
        v[i] = (1.0f - between) * v[i] + between * next[i];
    }
    return element_of<T>::from_floats(v);
  } else {
    texel element;
    if (!nearest(*t, t->levels[first], p, &element))
      for (int i = 0; i < 4; ++i)
        element.word[i] = float_to_bits(t->border[i]); // integers are given as the bits of floats
    return element_of<T>::from_words(element.word);
  }
}

// An element by index, whatever the texture holds.
template <class T> NPU_DETAIL_CALLED T fetch_converted(const texture_view *t, int x) {
  const texel element = load_texel(*t, t->levels[0], x, 0, 0);
  if constexpr (element_of<T>::is_float) {
    float v[4] = {};
    for (int i = 0; i < t->components; ++i)
      v[i] = component_value(*t, element.word[i], i);
    return element_of<T>::from_floats(v);
  } else {
    return element_of<T>::from_words(element.word);
  }
}

// An element by index: tex1Dfetch. Outside of the memory: 0.
template <class T> inline T fetch_index(const texture_view *t, int x) {
  if (!t || x < 0 || x >= t->levels[0].width)
    return T{};
  // Most textures hold what is asked for.
  using channel = channel_of<T>;
  if (t->components == channel::components && t->component_bytes * 8u == unsigned(channel::bits) &&
      t->kind == channel::kind) {
    T value;
    memcpy(&value, t->levels[0].data + size_t(x) * sizeof(T), sizeof(T));
    return value;
  }
  return fetch_converted<T>(t, x);
}

// The level of detail at which the longest gradient spans one element.
inline float level_of(const texture_view *t, float dx, float dy) {
  const float longest = dx > dy ? dx : dy;
  return t && t->level_count > 1 && longest > 0.0f ? __builtin_log2f(longest) : 0.0f;
}

// The face of a cube map (+x, -x, +y, -y, +z, -z) that a direction meets, and where.
inline place on_cube(float x, float y, float z, int layer) {
  const float ax = __builtin_fabsf(x), ay = __builtin_fabsf(y), az = __builtin_fabsf(z);
  int face;
  float s, u, major;
  if (ax >= ay && ax >= az) {
    face = x >= 0 ? 0 : 1;
    major = ax;
    s = x >= 0 ? -z : z;
    u = -y;
  } else if (ay >= az) {
    face = y >= 0 ? 2 : 3;
    major = ay;
    s = x;
    u = y >= 0 ? z : -z;
  } else {
    face = z >= 0 ? 4 : 5;
    major = az;
    s = z >= 0 ? x : -x;
    u = -y;
  }
  const float scale = major > 0 ? 0.5f / major : 0.0f;
  return {s * scale + 0.5f, u * scale + 0.5f, 0.0f, 2, layer * 6 + face};
}

} // namespace detail
} // namespace npu

#endif
