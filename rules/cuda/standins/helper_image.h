// SPDX-License-Identifier: Apache-2.0
// What programs see of the samples' helper_image.h; the runtime's npu/helpers/helper_image.h stands in for
// it.
#ifndef NPUIFY_HELPER_IMAGE_H
#define NPUIFY_HELPER_IMAGE_H

#include <npuify/macros_aside.inc>

#include "helper_string.h"
#include <ctype.h>
#include <fstream>
#include <math.h>
#include <memory>
#include <string>
#include <vector>

#ifndef MIN_EPSILON_ERROR
#define MIN_EPSILON_ERROR 1e-3f
#endif

bool __loadPPM(const char *file, unsigned char **data, unsigned int *w, unsigned int *h,
               unsigned int *channels);
bool __savePPM(const char *file, unsigned char *data, unsigned int w, unsigned int h, unsigned int channels);
template <class T> bool sdkLoadPGM(const char *file, T **data, unsigned int *w, unsigned int *h);
template <class T> bool sdkSavePGM(const char *file, T *data, unsigned int w, unsigned int h);
template <class T> bool sdkLoadPPM4(const char *file, T **data, unsigned int *w, unsigned int *h);
template <class T> bool sdkSavePPM4(const char *file, T *data, unsigned int w, unsigned int h);
bool sdkLoadPPM4ub(const char *file, unsigned char **data, unsigned int *w, unsigned int *h);
bool sdkSavePPM4ub(const char *file, unsigned char *data, unsigned int w, unsigned int h);

template <class T> bool sdkReadFile(const char *filename, T **data, unsigned int *len, bool verbose);
template <class T, class S>
bool sdkWriteFile(const char *filename, const T *data, unsigned int len, const S epsilon, bool verbose,
                  bool append = false);
void sdkDumpBin(void *data, unsigned int bytes, const char *filename);

template <class T, class S>
bool compareData(const T *reference, const T *data, const unsigned int len, const S epsilon,
                 const float threshold);
template <class T, class S>
bool compareDataAsFloatThreshold(const T *reference, const T *data, const unsigned int len, const S epsilon,
                                 const float threshold);
bool sdkCompareL2fe(const float *reference, const float *data, const unsigned int len, const float epsilon);
bool sdkCompareBin2BinUint(const char *src_file, const char *ref_file, unsigned int nelements,
                           const float epsilon, const float threshold, char *exec_path);
bool sdkCompareBin2BinFloat(const char *src_file, const char *ref_file, unsigned int nelements,
                            const float epsilon, const float threshold, char *exec_path);
bool sdkComparePPM(const char *src_file, const char *ref_file, const float epsilon, const float threshold,
                   bool verboseErrors);
bool sdkComparePGM(const char *src_file, const char *ref_file, const float epsilon, const float threshold,
                   bool verboseErrors);

#include <npuify/macros_restored.inc>

#endif
