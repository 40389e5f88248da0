// SPDX-License-Identifier: Apache-2.0
// The older functions exist once per type of numbers, told by a letter.
#ifndef NPU_LIBRARIES_SPARSE_TYPED_H
#define NPU_LIBRARIES_SPARSE_TYPED_H

// FUNCTION(letter, type in the interface, its name at run time) for each.
#define NPU_SPARSE_FOR_EACH_TYPE(FUNCTION)                                                                   \
  FUNCTION(S, float, NPU_R_32F)                                                                              \
  FUNCTION(D, double, NPU_R_64F)                                                                             \
  FUNCTION(C, npuComplex, NPU_C_32F)                                                                         \
  FUNCTION(Z, npuDoubleComplex, NPU_C_64F)

#endif
