// SPDX-License-Identifier: Apache-2.0
// How declarations are exported from libnpu, and the storage of its thread-local variables.
#ifndef NPU_DETAIL_EXPORT_H
#define NPU_DETAIL_EXPORT_H

// Exported from libnpu.so; everything else in the library is hidden.
#define NPU_API __attribute__((visibility("default")))

// Thread-local data that kernels read: one load relative to the thread pointer, no call of an initialiser.
// libnpu keeps such data small, because the C library reserves little room for it in libraries that are
// loaded late (dlopen).
#define NPU_API_TLS __thread __attribute__((visibility("default"), tls_model("initial-exec")))

#endif
