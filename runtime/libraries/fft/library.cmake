# SPDX-License-Identifier: Apache-2.0
# Fast Fourier transforms, on Eigen's kissfft.
include(CheckCXXCompilerFlag)
find_package(Eigen3 QUIET NO_MODULE)
if(TARGET Eigen3::Eigen)
  npu_library(fft $<BUILD_INTERFACE:Eigen3::Eigen>)
  # Products of complex numbers by the formula: the standard's care for infinities costs more than the transform.
  check_cxx_compiler_flag(-fcx-limited-range NPU_LIMITED_RANGE)
  if(NPU_LIMITED_RANGE)
    target_compile_options(npufft PRIVATE -fcx-limited-range)
  endif()
else()
  message(STATUS "npu::fft is left out: Eigen is not installed")
endif()
