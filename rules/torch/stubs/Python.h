// SPDX-License-Identifier: Apache-2.0
// What extensions name of Python's C API. Declarations for parsing only.
#ifndef NPUIFY_PYTHON_H
#define NPUIFY_PYTHON_H
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#ifdef __cplusplus
extern "C" {
#endif
typedef struct _object PyObject;
typedef long Py_ssize_t;
typedef PyObject *(*PyCFunction)(PyObject *, PyObject *);
typedef struct PyMethodDef {
  const char *ml_name;
  PyCFunction ml_meth;
  int ml_flags;
  const char *ml_doc;
} PyMethodDef;
typedef struct PyModuleDef_Base {
  void *m_init;
} PyModuleDef_Base;
typedef struct PyModuleDef {
  PyModuleDef_Base m_base;
  const char *m_name;
  const char *m_doc;
  Py_ssize_t m_size;
  PyMethodDef *m_methods;
  void *m_slots, *m_traverse, *m_clear, *m_free;
} PyModuleDef;
PyObject *PyModule_Create(PyModuleDef *);
PyObject *PyModule_Create2(PyModuleDef *, int);
PyObject *PyErr_Occurred(void);
void PyErr_SetString(PyObject *, const char *);
#ifdef __cplusplus
}
#endif
#define PyModuleDef_HEAD_INIT {0}
#ifdef __cplusplus
#define PyMODINIT_FUNC extern "C" PyObject *
#else
#define PyMODINIT_FUNC PyObject *
#endif
#define METH_VARARGS 1
#define METH_NOARGS 4
#endif
