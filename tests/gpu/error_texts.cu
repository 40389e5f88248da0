// SPDX-License-Identifier: Apache-2.0
// Names and texts of all errors.
#include "show.h"

int main() {
  for (int i = 0; i < 1001; ++i) {
    cudaError_t e = static_cast<cudaError_t>(i);
    if (i == 226 || i == 402 || i == 721 || (i >= 913 && i <= 915))
      continue; // of releases after 12.0
    const char *text = cudaGetErrorString(e);
    if (strcmp(text, "unrecognized error code") != 0)
      printf("%d %s: %s\n", i, bare(cudaGetErrorName(e)), text);
  }
  cudaError_t unknown = static_cast<cudaError_t>(12345);
  printf("12345: %s, %s\n", cudaGetErrorName(unknown), cudaGetErrorString(unknown));
}
