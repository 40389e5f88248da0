// SPDX-License-Identifier: Apache-2.0
// npu/fft.h: transforms.
#include "plan.h"

using namespace npu::fft;

namespace {

npufftResult run(npufftHandle handle, form of, npuDataType real, const void *from, void *to, int direction) {
  const std::shared_ptr<plan> p = find(handle);
  if (!p || !p->transform)
    return NPUFFT_INVALID_PLAN;
  if (p->of.of != of || p->of.real != real)
    return NPUFFT_INVALID_TYPE;
  return execute(*p, from, to, direction);
}

npufftResult run(npufftHandle handle, form of, npuDataType real, const npuLibXtDesc *from, npuLibXtDesc *to,
                 int direction) {
  if (!from || !to || !from->descriptor || !to->descriptor)
    return NPUFFT_INVALID_VALUE;
  return run(handle, of, real, from->descriptor->data[0], to->descriptor->data[0], direction);
}

} // namespace

npufftResult npufftExecC2C(npufftHandle handle, npufftComplex *from, npufftComplex *to, int direction) {
  return run(handle, form::complex_to_complex, NPU_R_32F, from, to, direction);
}

npufftResult npufftExecR2C(npufftHandle handle, npufftReal *from, npufftComplex *to) {
  return run(handle, form::real_to_complex, NPU_R_32F, from, to, NPUFFT_FORWARD);
}

npufftResult npufftExecC2R(npufftHandle handle, npufftComplex *from, npufftReal *to) {
  return run(handle, form::complex_to_real, NPU_R_32F, from, to, NPUFFT_INVERSE);
}

npufftResult npufftExecZ2Z(npufftHandle handle, npufftDoubleComplex *from, npufftDoubleComplex *to,
                           int direction) {
  return run(handle, form::complex_to_complex, NPU_R_64F, from, to, direction);
}

npufftResult npufftExecD2Z(npufftHandle handle, npufftDoubleReal *from, npufftDoubleComplex *to) {
  return run(handle, form::real_to_complex, NPU_R_64F, from, to, NPUFFT_FORWARD);
}

npufftResult npufftExecZ2D(npufftHandle handle, npufftDoubleComplex *from, npufftDoubleReal *to) {
  return run(handle, form::complex_to_real, NPU_R_64F, from, to, NPUFFT_INVERSE);
}

npufftResult npufftXtExec(npufftHandle handle, void *from, void *to, int direction) {
  const std::shared_ptr<plan> p = find(handle);
  return p && p->transform ? execute(*p, from, to, direction) : NPUFFT_INVALID_PLAN;
}

npufftResult npufftXtExecDescriptor(npufftHandle handle, npuLibXtDesc *from, npuLibXtDesc *to,
                                    int direction) {
  if (!from || !to || !from->descriptor || !to->descriptor)
    return NPUFFT_INVALID_VALUE;
  return npufftXtExec(handle, from->descriptor->data[0], to->descriptor->data[0], direction);
}

npufftResult npufftXtExecDescriptorC2C(npufftHandle handle, npuLibXtDesc *from, npuLibXtDesc *to,
                                       int direction) {
  return run(handle, form::complex_to_complex, NPU_R_32F, from, to, direction);
}

npufftResult npufftXtExecDescriptorR2C(npufftHandle handle, npuLibXtDesc *from, npuLibXtDesc *to) {
  return run(handle, form::real_to_complex, NPU_R_32F, from, to, NPUFFT_FORWARD);
}

npufftResult npufftXtExecDescriptorC2R(npufftHandle handle, npuLibXtDesc *from, npuLibXtDesc *to) {
  return run(handle, form::complex_to_real, NPU_R_32F, from, to, NPUFFT_INVERSE);
}

npufftResult npufftXtExecDescriptorZ2Z(npufftHandle handle, npuLibXtDesc *from, npuLibXtDesc *to,
                                       int direction) {
  return run(handle, form::complex_to_complex, NPU_R_64F, from, to, direction);
}
