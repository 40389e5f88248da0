// SPDX-License-Identifier: Apache-2.0
// Vectors and matrices of the generic interface: made, asked and changed.
#include "sparse/work.h"

#include <initializer_list>
#include <new>

using namespace npu::sparse;

namespace {
bool all_positive_or_zero(std::initializer_list<int64_t> numbers) {
  for (int64_t n : numbers)
    if (n < 0)
      return false;
  return true;
}

template <class T, class Object> npusparseStatus_t made(T **to, const Object &from) {
  NPU_SPARSE_REQUIRE(to, INVALID_VALUE);
  NPU_SPARSE_REQUIRE(bytes_of(from.type), NOT_SUPPORTED);
  auto *object = new (std::nothrow) Object(from);
  NPU_SPARSE_REQUIRE(object, ALLOC_FAILED);
  *to = object;
  return NPUSPARSE_STATUS_SUCCESS;
}

template <class T> npusparseStatus_t destroyed(const T *object) {
  delete object;
  return NPUSPARSE_STATUS_SUCCESS;
}

// What a getter is not asked for is a null pointer.
template <class To, class From> void give(To *to, const From &from) {
  if (to)
    *to = from;
}

void *writable(const void *p) { return const_cast<void *>(p); }

template <class Descr>
npusparseStatus_t make_sparse(Descr *to, npusparseFormat_t format, int64_t rows, int64_t cols, int64_t nnz,
                              const void *lines, const void *indices, const void *values,
                              npusparseIndexType_t line_type, npusparseIndexType_t index_type,
                              npusparseIndexBase_t base, npuDataType type, int64_t block = 0,
                              int64_t ell_cols = 0) {
  NPU_SPARSE_REQUIRE(all_positive_or_zero({rows, cols, nnz}), INVALID_VALUE);
  NPU_SPARSE_REQUIRE(valid(line_type) && valid(index_type), NOT_SUPPORTED);
  NPU_SPARSE_REQUIRE(base == NPUSPARSE_INDEX_BASE_ZERO || base == NPUSPARSE_INDEX_BASE_ONE, INVALID_VALUE);
  npusparseSpMatDescr m{};
  m.format = format;
  m.rows = rows;
  m.cols = cols;
  m.nnz = nnz;
  m.lines = writable(lines);
  m.indices = writable(indices);
  m.values = writable(values);
  m.line_type = line_type;
  m.index_type = index_type;
  m.base = base;
  m.type = type;
  m.block = block;
  m.ell_cols = ell_cols;
  m.batches = 1;
  return made(to, m);
}
} // namespace

// Each function for descriptors of memory that may be written (PART empty, VOID void) and of memory that may
// not.
#define NPU_SPARSE_DESCRIPTORS(PART, VOID)                                                                   \
  npusparseStatus_t npusparseCreate##PART##SpVec(                                                            \
      npusparse##PART##SpVecDescr_t *to, int64_t length, int64_t nnz, VOID *indices, VOID *values,           \
      npusparseIndexType_t index_type, npusparseIndexBase_t base, npuDataType type) {                        \
    NPU_SPARSE_REQUIRE(all_positive_or_zero({length, nnz, length - nnz}), INVALID_VALUE);                    \
    NPU_SPARSE_REQUIRE(valid(index_type), NOT_SUPPORTED);                                                    \
    return made(                                                                                             \
        to, npusparseSpVecDescr{length, nnz, writable(indices), writable(values), index_type, base, type});  \
  }                                                                                                          \
  npusparseStatus_t npusparse##PART##SpVecGet(                                                               \
      npusparse##PART##SpVecDescr_t v, int64_t *length, int64_t *nnz, VOID **indices, VOID **values,         \
      npusparseIndexType_t *index_type, npusparseIndexBase_t *base, npuDataType *type) {                     \
    NPU_SPARSE_REQUIRE(v, INVALID_VALUE);                                                                    \
    give(length, v->size);                                                                                   \
    give(nnz, v->nnz);                                                                                       \
    give(indices, v->indices);                                                                               \
    give(values, v->values);                                                                                 \
    give(index_type, v->index_type);                                                                         \
    give(base, v->base);                                                                                     \
    give(type, v->type);                                                                                     \
    return NPUSPARSE_STATUS_SUCCESS;                                                                         \
  }                                                                                                          \
  npusparseStatus_t npusparse##PART##SpVecGetValues(npusparse##PART##SpVecDescr_t v, VOID **values) {        \
    NPU_SPARSE_REQUIRE(v &&values, INVALID_VALUE);                                                           \
    *values = v->values;                                                                                     \
    return NPUSPARSE_STATUS_SUCCESS;                                                                         \
  }                                                                                                          \
  npusparseStatus_t npusparseCreate##PART##DnVec(npusparse##PART##DnVecDescr_t *to, int64_t length,          \
                                                 VOID *values, npuDataType type) {                           \
    NPU_SPARSE_REQUIRE(length >= 0, INVALID_VALUE);                                                          \
    return made(to, npusparseDnVecDescr{length, writable(values), type});                                    \
  }                                                                                                          \
  npusparseStatus_t npusparse##PART##DnVecGet(npusparse##PART##DnVecDescr_t v, int64_t *length,              \
                                              VOID **values, npuDataType *type) {                            \
    NPU_SPARSE_REQUIRE(v, INVALID_VALUE);                                                                    \
    give(length, v->size);                                                                                   \
    give(values, v->values);                                                                                 \
    give(type, v->type);                                                                                     \
    return NPUSPARSE_STATUS_SUCCESS;                                                                         \
  }                                                                                                          \
  npusparseStatus_t npusparse##PART##DnVecGetValues(npusparse##PART##DnVecDescr_t v, VOID **values) {        \
    NPU_SPARSE_REQUIRE(v &&values, INVALID_VALUE);                                                           \
    *values = v->values;                                                                                     \
    return NPUSPARSE_STATUS_SUCCESS;                                                                         \
  }                                                                                                          \
  npusparseStatus_t npusparseCreate##PART##DnMat(npusparse##PART##DnMatDescr_t *to, int64_t rows,            \
                                                 int64_t cols, int64_t ld, VOID *values, npuDataType type,   \
                                                 npusparseOrder_t order) {                                   \
    NPU_SPARSE_REQUIRE(order == NPUSPARSE_ORDER_ROW || order == NPUSPARSE_ORDER_COL, INVALID_VALUE);         \
    NPU_SPARSE_REQUIRE(all_positive_or_zero({rows, cols}), INVALID_VALUE);                                   \
    NPU_SPARSE_REQUIRE(ld >= (order == NPUSPARSE_ORDER_ROW ? cols : rows), INVALID_VALUE);                   \
    npusparseDnMatDescr m{};                                                                                 \
    m.rows = rows;                                                                                           \
    m.cols = cols;                                                                                           \
    m.ld = ld;                                                                                               \
    m.values = writable(values);                                                                             \
    m.type = type;                                                                                           \
    m.order = order;                                                                                         \
    return made(to, m);                                                                                      \
  }                                                                                                          \
  npusparseStatus_t npusparse##PART##DnMatGet(npusparse##PART##DnMatDescr_t m, int64_t *rows, int64_t *cols, \
                                              int64_t *ld, VOID **values, npuDataType *type,                 \
                                              npusparseOrder_t *order) {                                     \
    NPU_SPARSE_REQUIRE(m, INVALID_VALUE);                                                                    \
    give(rows, m->rows);                                                                                     \
    give(cols, m->cols);                                                                                     \
    give(ld, m->ld);                                                                                         \
    give(values, m->values);                                                                                 \
    give(type, m->type);                                                                                     \
    give(order, m->order);                                                                                   \
    return NPUSPARSE_STATUS_SUCCESS;                                                                         \
  }                                                                                                          \
  npusparseStatus_t npusparse##PART##DnMatGetValues(npusparse##PART##DnMatDescr_t m, VOID **values) {        \
    NPU_SPARSE_REQUIRE(m &&values, INVALID_VALUE);                                                           \
    *values = m->values;                                                                                     \
    return NPUSPARSE_STATUS_SUCCESS;                                                                         \
  }                                                                                                          \
  npusparseStatus_t npusparseCreate##PART##Csr(                                                              \
      npusparse##PART##SpMatDescr_t *to, int64_t rows, int64_t cols, int64_t nnz, VOID *offsets,             \
      VOID *columns, VOID *values, npusparseIndexType_t offset_type, npusparseIndexType_t column_type,       \
      npusparseIndexBase_t base, npuDataType type) {                                                         \
    return make_sparse(to, NPUSPARSE_FORMAT_CSR, rows, cols, nnz, offsets, columns, values, offset_type,     \
                       column_type, base, type);                                                             \
  }                                                                                                          \
  npusparseStatus_t npusparseCreate##PART##Csc(                                                              \
      npusparse##PART##SpMatDescr_t *to, int64_t rows, int64_t cols, int64_t nnz, VOID *offsets,             \
      VOID *row_indices, VOID *values, npusparseIndexType_t offset_type, npusparseIndexType_t row_type,      \
      npusparseIndexBase_t base, npuDataType type) {                                                         \
    return make_sparse(to, NPUSPARSE_FORMAT_CSC, rows, cols, nnz, offsets, row_indices, values, offset_type, \
                       row_type, base, type);                                                                \
  }                                                                                                          \
  npusparseStatus_t npusparseCreate##PART##Coo(npusparse##PART##SpMatDescr_t *to, int64_t rows,              \
                                               int64_t cols, int64_t nnz, VOID *row_indices, VOID *columns,  \
                                               VOID *values, npusparseIndexType_t index_type,                \
                                               npusparseIndexBase_t base, npuDataType type) {                \
    return make_sparse(to, NPUSPARSE_FORMAT_COO, rows, cols, nnz, row_indices, columns, values, index_type,  \
                       index_type, base, type);                                                              \
  }                                                                                                          \
  npusparseStatus_t npusparseCreate##PART##BlockedEll(                                                       \
      npusparse##PART##SpMatDescr_t *to, int64_t rows, int64_t cols, int64_t block, int64_t ell_cols,        \
      VOID *columns, VOID *values, npusparseIndexType_t index_type, npusparseIndexBase_t base,               \
      npuDataType type) {                                                                                    \
    NPU_SPARSE_REQUIRE(block > 0 && ell_cols >= 0 && rows % block == 0 && ell_cols % block == 0,             \
                       INVALID_VALUE);                                                                       \
    return make_sparse(to, NPUSPARSE_FORMAT_BLOCKED_ELL, rows, cols, rows * ell_cols, nullptr, columns,      \
                       values, index_type, index_type, base, type, block, ell_cols);                         \
  }                                                                                                          \
  npusparseStatus_t npusparse##PART##BlockedEllGet(                                                          \
      npusparse##PART##SpMatDescr_t m, int64_t *rows, int64_t *cols, int64_t *block, int64_t *ell_cols,      \
      VOID **columns, VOID **values, npusparseIndexType_t *index_type, npusparseIndexBase_t *base,           \
      npuDataType *type) {                                                                                   \
    NPU_SPARSE_REQUIRE(m && m->format == NPUSPARSE_FORMAT_BLOCKED_ELL, INVALID_VALUE);                       \
    give(rows, m->rows);                                                                                     \
    give(cols, m->cols);                                                                                     \
    give(block, m->block);                                                                                   \
    give(ell_cols, m->ell_cols);                                                                             \
    give(columns, m->indices);                                                                               \
    give(values, m->values);                                                                                 \
    give(index_type, m->index_type);                                                                         \
    give(base, m->base);                                                                                     \
    give(type, m->type);                                                                                     \
    return NPUSPARSE_STATUS_SUCCESS;                                                                         \
  }                                                                                                          \
  npusparseStatus_t npusparse##PART##CooGet(npusparse##PART##SpMatDescr_t m, int64_t *rows, int64_t *cols,   \
                                            int64_t *nnz, VOID **row_indices, VOID **columns, VOID **values, \
                                            npusparseIndexType_t *index_type, npusparseIndexBase_t *base,    \
                                            npuDataType *type) {                                             \
    NPU_SPARSE_REQUIRE(m && m->format == NPUSPARSE_FORMAT_COO, INVALID_VALUE);                               \
    give(rows, m->rows);                                                                                     \
    give(cols, m->cols);                                                                                     \
    give(nnz, m->nnz);                                                                                       \
    give(row_indices, m->lines);                                                                             \
    give(columns, m->indices);                                                                               \
    give(values, m->values);                                                                                 \
    give(index_type, m->index_type);                                                                         \
    give(base, m->base);                                                                                     \
    give(type, m->type);                                                                                     \
    return NPUSPARSE_STATUS_SUCCESS;                                                                         \
  }                                                                                                          \
  npusparseStatus_t npusparse##PART##SpMatGetValues(npusparse##PART##SpMatDescr_t m, VOID **values) {        \
    NPU_SPARSE_REQUIRE(m &&values, INVALID_VALUE);                                                           \
    *values = m->values;                                                                                     \
    return NPUSPARSE_STATUS_SUCCESS;                                                                         \
  }                                                                                                          \
  NPU_SPARSE_COMPRESSED_GET(PART, Csr, CSR, VOID)                                                            \
  NPU_SPARSE_COMPRESSED_GET(PART, Csc, CSC, VOID)

#define NPU_SPARSE_COMPRESSED_GET(PART, NAME, FORMAT, VOID)                                                  \
  npusparseStatus_t npusparse##PART##NAME##Get(                                                              \
      npusparse##PART##SpMatDescr_t m, int64_t *rows, int64_t *cols, int64_t *nnz, VOID **offsets,           \
      VOID **indices, VOID **values, npusparseIndexType_t *offset_type, npusparseIndexType_t *index_type,    \
      npusparseIndexBase_t *base, npuDataType *type) {                                                       \
    NPU_SPARSE_REQUIRE(m && m->format == NPUSPARSE_FORMAT_##FORMAT, INVALID_VALUE);                          \
    give(rows, m->rows);                                                                                     \
    give(cols, m->cols);                                                                                     \
    give(nnz, m->nnz);                                                                                       \
    give(offsets, m->lines);                                                                                 \
    give(indices, m->indices);                                                                               \
    give(values, m->values);                                                                                 \
    give(offset_type, m->line_type);                                                                         \
    give(index_type, m->index_type);                                                                         \
    give(base, m->base);                                                                                     \
    give(type, m->type);                                                                                     \
    return NPUSPARSE_STATUS_SUCCESS;                                                                         \
  }

NPU_SPARSE_DESCRIPTORS(, void)
NPU_SPARSE_DESCRIPTORS(Const, const void)

npusparseStatus_t npusparseDestroySpVec(npusparseConstSpVecDescr_t v) { return destroyed(v); }
npusparseStatus_t npusparseDestroyDnVec(npusparseConstDnVecDescr_t v) { return destroyed(v); }
npusparseStatus_t npusparseDestroyDnMat(npusparseConstDnMatDescr_t m) { return destroyed(m); }
npusparseStatus_t npusparseDestroySpMat(npusparseConstSpMatDescr_t m) { return destroyed(m); }

npusparseStatus_t npusparseSpVecSetValues(npusparseSpVecDescr_t v, void *values) {
  NPU_SPARSE_REQUIRE(v && values, INVALID_VALUE);
  v->values = values;
  return NPUSPARSE_STATUS_SUCCESS;
}
npusparseStatus_t npusparseSpVecGetIndexBase(npusparseConstSpVecDescr_t v, npusparseIndexBase_t *base) {
  NPU_SPARSE_REQUIRE(v && base, INVALID_VALUE);
  *base = v->base;
  return NPUSPARSE_STATUS_SUCCESS;
}
npusparseStatus_t npusparseDnVecSetValues(npusparseDnVecDescr_t v, void *values) {
  NPU_SPARSE_REQUIRE(v && values, INVALID_VALUE);
  v->values = values;
  return NPUSPARSE_STATUS_SUCCESS;
}
npusparseStatus_t npusparseDnMatSetValues(npusparseDnMatDescr_t m, void *values) {
  NPU_SPARSE_REQUIRE(m && values, INVALID_VALUE);
  m->values = values;
  return NPUSPARSE_STATUS_SUCCESS;
}
npusparseStatus_t npusparseDnMatSetStridedBatch(npusparseDnMatDescr_t m, int batches, int64_t stride) {
  NPU_SPARSE_REQUIRE(m && batches > 0 && stride >= 0, INVALID_VALUE);
  m->batches = batches;
  m->batch_stride = stride;
  return NPUSPARSE_STATUS_SUCCESS;
}
npusparseStatus_t npusparseDnMatGetStridedBatch(npusparseConstDnMatDescr_t m, int *batches, int64_t *stride) {
  NPU_SPARSE_REQUIRE(m, INVALID_VALUE);
  give(batches, m->batches);
  give(stride, m->batch_stride);
  return NPUSPARSE_STATUS_SUCCESS;
}

npusparseStatus_t npusparseSpMatGetSize(npusparseConstSpMatDescr_t m, int64_t *rows, int64_t *cols,
                                        int64_t *nnz) {
  NPU_SPARSE_REQUIRE(m, INVALID_VALUE);
  give(rows, m->rows);
  give(cols, m->cols);
  give(nnz, m->nnz);
  return NPUSPARSE_STATUS_SUCCESS;
}
npusparseStatus_t npusparseSpMatGetFormat(npusparseConstSpMatDescr_t m, npusparseFormat_t *format) {
  NPU_SPARSE_REQUIRE(m && format, INVALID_VALUE);
  *format = m->format;
  return NPUSPARSE_STATUS_SUCCESS;
}
npusparseStatus_t npusparseSpMatGetIndexBase(npusparseConstSpMatDescr_t m, npusparseIndexBase_t *base) {
  NPU_SPARSE_REQUIRE(m && base, INVALID_VALUE);
  *base = m->base;
  return NPUSPARSE_STATUS_SUCCESS;
}
npusparseStatus_t npusparseSpMatSetValues(npusparseSpMatDescr_t m, void *values) {
  NPU_SPARSE_REQUIRE(m && values, INVALID_VALUE);
  m->values = values;
  return NPUSPARSE_STATUS_SUCCESS;
}

npusparseStatus_t npusparseSpMatGetAttribute(npusparseConstSpMatDescr_t m,
                                             npusparseSpMatAttribute_t attribute, void *to, size_t bytes) {
  NPU_SPARSE_REQUIRE(m && to && bytes == sizeof(int), INVALID_VALUE);
  NPU_SPARSE_REQUIRE(attribute == NPUSPARSE_SPMAT_FILL_MODE || attribute == NPUSPARSE_SPMAT_DIAG_TYPE,
                     INVALID_VALUE);
  const int number = attribute == NPUSPARSE_SPMAT_FILL_MODE ? int(m->fill) : int(m->diag);
  std::memcpy(to, &number, sizeof number);
  return NPUSPARSE_STATUS_SUCCESS;
}
npusparseStatus_t npusparseSpMatSetAttribute(npusparseSpMatDescr_t m, npusparseSpMatAttribute_t attribute,
                                             void *from, size_t bytes) {
  NPU_SPARSE_REQUIRE(m && from && bytes == sizeof(int), INVALID_VALUE);
  int number;
  std::memcpy(&number, from, sizeof number);
  NPU_SPARSE_REQUIRE(number == 0 || number == 1, INVALID_VALUE);
  switch (attribute) {
  case NPUSPARSE_SPMAT_FILL_MODE:
    m->fill = static_cast<npusparseFillMode_t>(number);
    return NPUSPARSE_STATUS_SUCCESS;
  case NPUSPARSE_SPMAT_DIAG_TYPE:
    m->diag = static_cast<npusparseDiagType_t>(number);
    return NPUSPARSE_STATUS_SUCCESS;
  }
  return NPUSPARSE_STATUS_INVALID_VALUE;
}

namespace {
npusparseStatus_t set_pointers(npusparseSpMatDescr_t m, npusparseFormat_t format, void *lines, void *indices,
                               void *values) {
  NPU_SPARSE_REQUIRE(m && m->format == format, INVALID_VALUE);
  m->lines = lines;
  m->indices = indices;
  m->values = values;
  return NPUSPARSE_STATUS_SUCCESS;
}

npusparseStatus_t set_batches(npusparseSpMatDescr_t m, npusparseFormat_t format, int batches,
                              int64_t line_stride, int64_t entry_stride) {
  NPU_SPARSE_REQUIRE(m && m->format == format && batches > 0 && line_stride >= 0 && entry_stride >= 0,
                     INVALID_VALUE);
  m->batches = batches;
  m->line_stride = line_stride;
  m->entry_stride = entry_stride;
  return NPUSPARSE_STATUS_SUCCESS;
}
} // namespace

npusparseStatus_t npusparseCsrSetPointers(npusparseSpMatDescr_t m, void *offsets, void *columns,
                                          void *values) {
  return set_pointers(m, NPUSPARSE_FORMAT_CSR, offsets, columns, values);
}
npusparseStatus_t npusparseCscSetPointers(npusparseSpMatDescr_t m, void *offsets, void *rows, void *values) {
  return set_pointers(m, NPUSPARSE_FORMAT_CSC, offsets, rows, values);
}
npusparseStatus_t npusparseCooSetPointers(npusparseSpMatDescr_t m, void *rows, void *columns, void *values) {
  return set_pointers(m, NPUSPARSE_FORMAT_COO, rows, columns, values);
}
npusparseStatus_t npusparseSpMatGetStridedBatch(npusparseConstSpMatDescr_t m, int *batches) {
  NPU_SPARSE_REQUIRE(m && batches, INVALID_VALUE);
  *batches = m->batches;
  return NPUSPARSE_STATUS_SUCCESS;
}
npusparseStatus_t npusparseCsrSetStridedBatch(npusparseSpMatDescr_t m, int batches, int64_t offsets_stride,
                                              int64_t entries_stride) {
  return set_batches(m, NPUSPARSE_FORMAT_CSR, batches, offsets_stride, entries_stride);
}
npusparseStatus_t npusparseCooSetStridedBatch(npusparseSpMatDescr_t m, int batches, int64_t stride) {
  return set_batches(m, NPUSPARSE_FORMAT_COO, batches, stride, stride);
}
