# SPDX-License-Identifier: Apache-2.0
# Dense solvers on LAPACK, sparse ones on Eigen (headers). Matrix descriptors come from npu::sparse.
npu_find_packages(lapack solver lapacke openblas)
find_path(NPU_EIGEN_INCLUDE_DIR Eigen/SparseCore PATH_SUFFIXES eigen3)
if(NOT NPU_EIGEN_INCLUDE_DIR)
  message(STATUS "npu::solver is left out: Eigen is not installed")
elseif(lapack)
  npu_library(solver ${lapack} npusparse)
  target_include_directories(npusolver SYSTEM PRIVATE ${NPU_EIGEN_INCLUDE_DIR})
  target_compile_definitions(npusolver PRIVATE EIGEN_MPL2_ONLY)
endif()
