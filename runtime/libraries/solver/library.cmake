# SPDX-License-Identifier: Apache-2.0
npu_find_packages(lapack solver lapacke openblas)
if(lapack)
  npu_library(solver ${lapack})
endif()
