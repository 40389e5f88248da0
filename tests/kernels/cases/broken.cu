// SPDX-License-Identifier: Apache-2.0
// What Clang does not understand is nobody's "ok".
__global__ void unknownCall(int *p) { p[0] = neverDeclared(p[0]); }              // EXPECT unknownCall: NPU7026 = review+
__global__ void known(int *p) { p[0] = 1; }                                      // EXPECT known: = ok
