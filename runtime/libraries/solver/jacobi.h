// SPDX-License-Identifier: Apache-2.0
// What the Jacobi routines are told, and tell.
#ifndef NPU_SOLVER_JACOBI_H
#define NPU_SOLVER_JACOBI_H

#include "npu/solver.h"

#include <memory>

namespace npu::solver {
struct Jacobi {
  // Of the last call that was no batch; below 0 where there was none. Work in a stream keeps it beyond the
  // object.
  std::shared_ptr<double> residual = std::make_shared<double>(-1.0);
};
} // namespace npu::solver

struct npusolverSyevjInfo : npu::solver::Jacobi {};
struct npusolverGesvdjInfo : npu::solver::Jacobi {};

#endif
