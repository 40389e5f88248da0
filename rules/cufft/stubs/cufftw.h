// SPDX-License-Identifier: Apache-2.0
// The FFTW interface of cuFFT: the names are FFTW's own, so FFTW itself serves.
#include "cufft.h"
