# SPDX-License-Identifier: Apache-2.0
# OpenBLAS does the work; LAPACKE the small factorisations.
npu_find_packages(blas_packages blas openblas lapacke)
if(blas_packages)
  npu_library(blas ${blas_packages})
endif()
