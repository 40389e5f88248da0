// SPDX-License-Identifier: Apache-2.0
// Solvers of linear systems, least squares, eigenvalues and singular values: the API of cuSOLVER with
// npusolver in place of cusolver, on LAPACK.
//
// Routines run in the handle's stream on device memory; matrices lie by columns. `info` is device memory and
// gets LAPACK's number: 0, or which minor, pivot or eigenvalue failed. Results that go to host memory (a
// count of eigenvalues, iterations, residuals) are there when the call returns. Workspaces may be as small as
// the queries say: the routines take what they need themselves. m < n is allowed where cuSOLVER wants m >= n.
//
// What differs: the Jacobi routines (syevj, gesvdj and their kin) are computed by the methods of syevd and
// gesvd, to full precision: tolerance and sweeps are kept and have no effect, and 0 sweeps are reported. The
// routines with iterative refinement (DSgesv and the like) factor in the precision of the system: 0
// iterations.
#ifndef NPU_SOLVER_H
#define NPU_SOLVER_H

#include "npu/solver/dense.h"
#include "npu/solver/refactor.h"
#include "npu/solver/sparse.h"
#include "npu/solver/sparse_steps.h"

#endif
