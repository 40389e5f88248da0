// SPDX-License-Identifier: Apache-2.0
// Stand-in for the header of that name that comes with CUDA's samples: PGM and PPM images (binary ones of 8
// bits), files of numbers, and comparing results with references. What a function allocates is freed with
// free().
#ifndef NPU_HELPERS_HELPER_IMAGE_H
#define NPU_HELPERS_HELPER_IMAGE_H

#include "npu/detail/macros_aside.inc"

#include "npu/helpers/helper_string.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#ifndef MIN_EPSILON_ERROR
#define MIN_EPSILON_ERROR 1e-3f
#endif

namespace npu {
namespace detail {

struct FileCloser {
  void operator()(FILE *file) const { fclose(file); }
};
using File = std::unique_ptr<FILE, FileCloser>;

inline File open_file(const char *name, const char *mode) {
  File file(fopen(name, mode));
  if (!file)
    fprintf(stderr, "cannot open the file %s\n", name);
  return file;
}

/// Pixels as a program keeps them: bytes as they are, floating-point numbers from 0 to 1, other integers as
/// the byte's value.
template <class T> struct Pixel {
  static T from(unsigned char byte) { return static_cast<T>(byte); }
  static unsigned char to(T value) { return static_cast<unsigned char>(value); }
};
template <> struct Pixel<float> {
  static float from(unsigned char byte) { return static_cast<float>(byte) / 255.0f; }
  static unsigned char to(float value) { return static_cast<unsigned char>(value * 255.0f); }
};

/// The next number of an image's head; -1 when there is none. Comments go from # to the end of the line.
inline int head_number(FILE *file) {
  int c = fgetc(file);
  while (isspace(c) || c == '#') {
    while (c == '#' && c != EOF)
      do
        c = fgetc(file);
      while (c != '\n' && c != EOF);
    c = fgetc(file);
  }
  if (!isdigit(c))
    return -1;
  int number = 0;
  for (; isdigit(c) && number < 100000000; c = fgetc(file))
    number = number * 10 + (c - '0');
  return number;
}

/// Reads a P5 (1 channel) or P6 (3 channels) file.
inline bool read_image(const char *name, std::vector<unsigned char> &bytes, unsigned int &width,
                       unsigned int &height, unsigned int &channels) {
  File file = open_file(name, "rb");
  if (!file)
    return false;
  const int p = fgetc(file.get()), kind = fgetc(file.get());
  const int w = head_number(file.get()), h = head_number(file.get()), depth = head_number(file.get());
  if (p != 'P' || (kind != '5' && kind != '6') || w <= 0 || h <= 0 || depth <= 0 || depth > 255) {
    fprintf(stderr, "%s is no binary PGM or PPM image of 8 bits\n", name);
    return false;
  }
  width = static_cast<unsigned int>(w);
  height = static_cast<unsigned int>(h);
  channels = kind == '5' ? 1 : 3;
  bytes.resize(static_cast<size_t>(width) * height * channels);
  if (fread(bytes.data(), 1, bytes.size(), file.get()) == bytes.size())
    return true;
  fprintf(stderr, "%s ends within the image\n", name);
  return false;
}

inline bool write_image(const char *name, const unsigned char *bytes, unsigned int width, unsigned int height,
                        unsigned int channels) {
  if (!bytes || width == 0 || height == 0)
    return false;
  File file = open_file(name, "wb");
  if (!file)
    return false;
  const size_t size = static_cast<size_t>(width) * height * channels;
  return fprintf(file.get(), "P%c\n%u\n%u\n255\n", channels == 1 ? '5' : '6', width, height) > 0 &&
         fwrite(bytes, 1, size, file.get()) == size && fflush(file.get()) == 0;
}

/// Memory for an image: the caller's, which must be for one of that size, or new.
template <class T>
inline bool image_memory(T **data, unsigned int *w, unsigned int *h, unsigned int width, unsigned int height,
                         unsigned int channels) {
  if (*data && (*w != width || *h != height)) {
    fprintf(stderr, "the image is of another size than the memory that is given for it\n");
    return false;
  }
  if (!*data)
    *data = static_cast<T *>(malloc(sizeof(T) * width * height * channels));
  *w = width;
  *h = height;
  return *data != nullptr;
}

/// Counts the elements that \p differ says are different, and judges: none may be, or with a threshold, less
/// than this share.
template <class F> inline bool within(unsigned int len, float threshold, F differ) {
  unsigned int errors = 0;
  for (unsigned int i = 0; i < len; ++i)
    errors += differ(i) ? 1u : 0u;
  if (errors == 0)
    return true;
  printf("%4.2f(%%) of bytes mismatched (count=%u)\n",
         100.0 * static_cast<double>(errors) / static_cast<double>(len), errors);
  return threshold != 0.0f && static_cast<float>(len) * threshold > static_cast<float>(errors);
}

template <class T> inline bool read_binary(const char *name, unsigned int nelements, std::vector<T> &values) {
  File file = open_file(name, "rb");
  values.resize(nelements);
  return file && fread(values.data(), sizeof(T), nelements, file.get()) == nelements;
}

template <class T>
inline bool compare_files(const char *src_file, const char *ref_file, unsigned int nelements, float epsilon,
                          float threshold, const char *exec_path) {
  const std::unique_ptr<char, void (*)(void *)> reference(sdkFindFilePath(ref_file, exec_path), free);
  std::vector<T> source, expected;
  if (!reference || !read_binary(src_file, nelements, source) ||
      !read_binary(reference.get(), nelements, expected)) {
    fprintf(stderr, "cannot compare %s with %s\n", src_file, ref_file);
    return false;
  }
  return within(nelements, threshold, [&](unsigned int i) {
    return !(fabs(static_cast<double>(expected[i]) - static_cast<double>(source[i])) <=
             static_cast<double>(epsilon));
  });
}

} // namespace detail
} // namespace npu

// ---- images ----

/// Reads a PGM image (or PPM, 3 channels a pixel).
inline bool __loadPPM(const char *file, unsigned char **data, unsigned int *w, unsigned int *h,
                      unsigned int *channels) {
  std::vector<unsigned char> bytes;
  unsigned int width, height;
  if (!npu::detail::read_image(file, bytes, width, height, *channels) ||
      !npu::detail::image_memory(data, w, h, width, height, *channels))
    return false;
  memcpy(*data, bytes.data(), bytes.size());
  return true;
}

inline bool __savePPM(const char *file, unsigned char *data, unsigned int w, unsigned int h,
                      unsigned int channels) {
  return (channels == 1 || channels == 3) && npu::detail::write_image(file, data, w, h, channels);
}

template <class T> inline bool sdkLoadPGM(const char *file, T **data, unsigned int *w, unsigned int *h) {
  std::vector<unsigned char> bytes;
  unsigned int width, height, channels;
  if (!npu::detail::read_image(file, bytes, width, height, channels))
    return false;
  if (channels != 1) {
    fprintf(stderr, "%s is no PGM image\n", file);
    return false;
  }
  if (!npu::detail::image_memory(data, w, h, width, height, 1))
    return false;
  for (size_t i = 0; i < bytes.size(); ++i)
    (*data)[i] = npu::detail::Pixel<T>::from(bytes[i]);
  return true;
}

template <class T> inline bool sdkSavePGM(const char *file, T *data, unsigned int w, unsigned int h) {
  if (!data)
    return false;
  std::vector<unsigned char> bytes(static_cast<size_t>(w) * h);
  for (size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = npu::detail::Pixel<T>::to(data[i]);
  return npu::detail::write_image(file, bytes.data(), w, h, 1);
}

/// Reads a PPM image into four channels a pixel; the fourth is 0.
template <class T> inline bool sdkLoadPPM4(const char *file, T **data, unsigned int *w, unsigned int *h) {
  std::vector<unsigned char> bytes;
  unsigned int width, height, channels;
  if (!npu::detail::read_image(file, bytes, width, height, channels))
    return false;
  if (channels != 3) {
    fprintf(stderr, "%s is no PPM image\n", file);
    return false;
  }
  if (!npu::detail::image_memory(data, w, h, width, height, 4))
    return false;
  const size_t pixels = static_cast<size_t>(width) * height;
  for (size_t i = 0; i < pixels; ++i) {
    for (size_t c = 0; c < 3; ++c)
      (*data)[4 * i + c] = npu::detail::Pixel<T>::from(bytes[3 * i + c]);
    (*data)[4 * i + 3] = T(0);
  }
  return true;
}

/// Writes the first three of four channels a pixel.
template <class T> inline bool sdkSavePPM4(const char *file, T *data, unsigned int w, unsigned int h) {
  if (!data)
    return false;
  const size_t pixels = static_cast<size_t>(w) * h;
  std::vector<unsigned char> bytes(3 * pixels);
  for (size_t i = 0; i < pixels; ++i)
    for (size_t c = 0; c < 3; ++c)
      bytes[3 * i + c] = npu::detail::Pixel<T>::to(data[4 * i + c]);
  return npu::detail::write_image(file, bytes.data(), w, h, 3);
}

inline bool sdkLoadPPM4ub(const char *file, unsigned char **data, unsigned int *w, unsigned int *h) {
  return sdkLoadPPM4(file, data, w, h);
}

inline bool sdkSavePPM4ub(const char *file, unsigned char *data, unsigned int w, unsigned int h) {
  return sdkSavePPM4(file, data, w, h);
}

// ---- files of numbers ----

/// Reads the numbers of a text file, lines that begin with # aside. Memory that is given must be for exactly
/// \p len numbers.
template <class T> inline bool sdkReadFile(const char *filename, T **data, unsigned int *len, bool verbose) {
  std::ifstream file(filename);
  if (!file) {
    if (verbose)
      fprintf(stderr, "sdkReadFile() : cannot open %s\n", filename);
    return false;
  }
  std::vector<T> values;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] == '#')
      continue;
    std::istringstream numbers(line);
    for (T value; numbers >> value;)
      values.push_back(value);
  }
  if (*data && *len != values.size()) {
    fprintf(stderr, "sdkReadFile() : %s holds %zu numbers, the memory that is given is for %u\n", filename,
            values.size(), *len);
    return false;
  }
  if (!*data)
    *data = static_cast<T *>(malloc(sizeof(T) * (values.empty() ? 1 : values.size())));
  if (!*data)
    return false;
  for (size_t i = 0; i < values.size(); ++i)
    (*data)[i] = values[i];
  *len = static_cast<unsigned int>(values.size());
  return true;
}

/// Writes numbers as text behind a line "# epsilon", which sdkReadFile leaves out.
template <class T, class S>
inline bool sdkWriteFile(const char *filename, const T *data, unsigned int len, const S epsilon, bool verbose,
                         bool append = false) {
  std::ofstream file(filename, append ? std::ios::app : std::ios::trunc);
  if (!file) {
    if (verbose)
      fprintf(stderr, "sdkWriteFile() : cannot open %s\n", filename);
    return false;
  }
  file << "# " << epsilon << '\n';
  for (unsigned int i = 0; i < len; ++i)
    file << data[i] << ' ';
  file << std::endl;
  return file.good();
}

inline void sdkDumpBin(void *data, unsigned int bytes, const char *filename) {
  if (npu::detail::File file = npu::detail::open_file(filename, "wb"))
    if (fwrite(data, 1, bytes, file.get()) != bytes)
      fprintf(stderr, "cannot write the file %s\n", filename);
}

// ---- comparing ----

/// Whether no element differs by more than \p epsilon, or with a \p threshold, less than that share of them.
template <class T, class S>
inline bool compareData(const T *reference, const T *data, const unsigned int len, const S epsilon,
                        const float threshold) {
  return npu::detail::within(len, threshold, [&](unsigned int i) {
    const double difference = static_cast<double>(reference[i]) - static_cast<double>(data[i]);
    return !(fabs(difference) <= static_cast<double>(epsilon));
  });
}

/// The same with differences below \p epsilon, which counts as at least MIN_EPSILON_ERROR.
template <class T, class S>
inline bool compareDataAsFloatThreshold(const T *reference, const T *data, const unsigned int len,
                                        const S epsilon, const float threshold) {
  const float least = MIN_EPSILON_ERROR;
  const float limit = static_cast<float>(epsilon) > least ? static_cast<float>(epsilon) : least;
  return npu::detail::within(len, threshold, [&](unsigned int i) {
    return !(fabsf(static_cast<float>(reference[i]) - static_cast<float>(data[i])) < limit);
  });
}

/// Whether the L2 norm of the difference is below \p epsilon times that of the reference.
inline bool sdkCompareL2fe(const float *reference, const float *data, const unsigned int len,
                           const float epsilon) {
  double error = 0.0, norm = 0.0;
  for (unsigned int i = 0; i < len; ++i) {
    const double expected = reference[i], difference = expected - data[i];
    error += difference * difference;
    norm += expected * expected;
  }
  if (!(norm >= 1e-7)) {
    fprintf(stderr, "ERROR, reference l2-norm is 0\n");
    return false;
  }
  const double relative = sqrt(error / norm);
  if (relative < static_cast<double>(epsilon))
    return true;
  fprintf(stderr, "ERROR, l2-norm error %g is greater than epsilon %g\n", relative,
          static_cast<double>(epsilon));
  return false;
}

/// Compares two binary files; the reference is looked for near the program.
inline bool sdkCompareBin2BinUint(const char *src_file, const char *ref_file, unsigned int nelements,
                                  const float epsilon, const float threshold, char *exec_path) {
  return npu::detail::compare_files<unsigned int>(src_file, ref_file, nelements, epsilon, threshold,
                                                  exec_path);
}

inline bool sdkCompareBin2BinFloat(const char *src_file, const char *ref_file, unsigned int nelements,
                                   const float epsilon, const float threshold, char *exec_path) {
  return npu::detail::compare_files<float>(src_file, ref_file, nelements, epsilon, threshold, exec_path);
}

namespace npu {
namespace detail {

inline bool compare_images(const char *src_file, const char *ref_file, float epsilon, float threshold,
                           unsigned int wanted) {
  std::vector<unsigned char> source, expected;
  unsigned int w, h, channels, refW, refH, refChannels;
  if (!read_image(src_file, source, w, h, channels) ||
      !read_image(ref_file, expected, refW, refH, refChannels))
    return false;
  if (w != refW || h != refH || channels != wanted || refChannels != wanted) {
    fprintf(stderr, "%s (%u x %u) and %s (%u x %u) are images of other sizes or kinds\n", src_file, w, h,
            ref_file, refW, refH);
    return false;
  }
  return compareData(expected.data(), source.data(), static_cast<unsigned int>(source.size()), epsilon,
                     threshold);
}

} // namespace detail
} // namespace npu

inline bool sdkComparePPM(const char *src_file, const char *ref_file, const float epsilon,
                          const float threshold, bool verboseErrors) {
  const bool same = npu::detail::compare_images(src_file, ref_file, epsilon, threshold, 3);
  if (verboseErrors)
    printf("%s: %s\n", src_file, same ? "OK" : "FAILURE");
  return same;
}

inline bool sdkComparePGM(const char *src_file, const char *ref_file, const float epsilon,
                          const float threshold, bool verboseErrors) {
  const bool same = npu::detail::compare_images(src_file, ref_file, epsilon, threshold, 1);
  if (verboseErrors)
    printf("%s: %s\n", src_file, same ? "OK" : "FAILURE");
  return same;
}

#include "npu/detail/macros_restored.inc"

#endif // NPU_HELPERS_HELPER_IMAGE_H
