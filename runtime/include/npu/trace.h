// SPDX-License-Identifier: Apache-2.0
// Marks and ranges that a program sets for people who look at its timeline; the counterpart of NVTX, for C
// and C++. nvtxXyz is npuTraceXyz here, NVTX_XYZ is NPU_TRACE_XYZ.
//
// With NPU_TRACE=FILE in the environment they are written to FILE in the trace event format of Chrome (open
// it in chrome://tracing or ui.perfetto.dev); npuProfilerStop pauses the writing, npuProfilerStart goes on
// with it. Without it only the nesting of ranges is kept. NPU_TRACE=1 is no file: the runtime then tells on
// stderr how it runs each kernel, at its first launch: compiled, or on fibers and why.
#ifndef NPU_TRACE_H
#define NPU_TRACE_H

#include "npu/detail/api.h"
#include "npu/stream_types.h"

#include <stddef.h>
#include <stdint.h>

#define NPU_TRACE_VERSION 3
#define NPU_TRACE_EVENT_ATTRIB_STRUCT_SIZE ((uint16_t)sizeof(npuTraceEventAttributes_t))

typedef uint64_t npuTraceRangeId_t;
typedef struct npuTraceDomainRegistration_st *npuTraceDomainHandle_t;
typedef struct npuTraceStringRegistration_st *npuTraceStringHandle_t;
typedef enum npuTraceColorType_t {
  NPU_TRACE_COLOR_UNKNOWN = 0,
  NPU_TRACE_COLOR_ARGB = 1
} npuTraceColorType_t;
typedef enum npuTraceMessageType_t {
  NPU_TRACE_MESSAGE_UNKNOWN = 0,
  NPU_TRACE_MESSAGE_TYPE_ASCII = 1,
  NPU_TRACE_MESSAGE_TYPE_UNICODE = 2,
  NPU_TRACE_MESSAGE_TYPE_REGISTERED = 3
} npuTraceMessageType_t;
typedef enum npuTracePayloadType_t {
  NPU_TRACE_PAYLOAD_UNKNOWN = 0,
  NPU_TRACE_PAYLOAD_TYPE_UNSIGNED_INT64 = 1,
  NPU_TRACE_PAYLOAD_TYPE_INT64 = 2,
  NPU_TRACE_PAYLOAD_TYPE_DOUBLE = 3
} npuTracePayloadType_t;
typedef union npuTraceMessageValue_t {
  const char *ascii;
  const wchar_t *unicode;
  npuTraceStringHandle_t registered;
} npuTraceMessageValue_t;
typedef struct npuTraceEventAttributes_v2 {
  uint16_t version, size;
  uint32_t category;
  int32_t colorType;
  uint32_t color;
  int32_t payloadType, reserved0;
  union {
    uint64_t ullValue;
    int64_t llValue;
    double dValue;
  } payload;
  int32_t messageType;
  npuTraceMessageValue_t message;
} npuTraceEventAttributes_t;

struct NPUctx_st; // a context of the driver API

NPU_API_BEGIN

// Ranges of the calling thread, properly nested. Push returns the level of the range (0 for the outermost),
// pop that of the range it ends; -1 on misuse.
int npuTraceRangePush(const char *message);
int npuTraceRangePushA(const char *message);
int npuTraceRangePushEx(const npuTraceEventAttributes_t *attributes);
int npuTraceRangePop(void);

// Ranges that any thread may end. Ids are never 0.
npuTraceRangeId_t npuTraceRangeStart(const char *message);
npuTraceRangeId_t npuTraceRangeStartA(const char *message);
npuTraceRangeId_t npuTraceRangeStartEx(const npuTraceEventAttributes_t *attributes);
void npuTraceRangeEnd(npuTraceRangeId_t id);

// Points in time.
void npuTraceMark(const char *message);
void npuTraceMarkA(const char *message);
void npuTraceMarkEx(const npuTraceEventAttributes_t *attributes);

// Domains group events of one library; each has ranges of its own. They live as long as the process.
npuTraceDomainHandle_t npuTraceDomainCreate(const char *name);
npuTraceDomainHandle_t npuTraceDomainCreateA(const char *name);
void npuTraceDomainDestroy(npuTraceDomainHandle_t domain);
int npuTraceDomainRangePushEx(npuTraceDomainHandle_t domain, const npuTraceEventAttributes_t *attributes);
int npuTraceDomainRangePop(npuTraceDomainHandle_t domain);
void npuTraceDomainMarkEx(npuTraceDomainHandle_t domain, const npuTraceEventAttributes_t *attributes);
npuTraceStringHandle_t npuTraceDomainRegisterStringA(npuTraceDomainHandle_t domain, const char *string);

// Names for what appears in the timeline.
void npuTraceNameOsThread(uint32_t threadId, const char *name);
void npuTraceNameOsThreadA(uint32_t threadId, const char *name);
void npuTraceNameCategory(uint32_t category, const char *name);
void npuTraceNameCategoryA(uint32_t category, const char *name);
void npuTraceNameDeviceA(int device, const char *name);
void npuTraceNameContextA(struct NPUctx_st *context, const char *name);
void npuTraceNameStreamA(npuStream_t stream, const char *name);
void npuTraceNameEventA(npuEvent_t event, const char *name);

NPU_API_END

#endif
