// SPDX-License-Identifier: Apache-2.0
// Marks and ranges: nesting, and the trace file.
#include "test_support.h"

#include <npu/trace.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <string>
#include <thread>

namespace {

const std::string path = ::testing::TempDir() + "npu_trace_" + std::to_string(getpid()) + ".json";
// Before the runtime looks at its environment.
const int traced = setenv("NPU_TRACE", path.c_str(), 1);

std::string written() {
  fflush(nullptr);
  std::string text;
  if (FILE *f = fopen(path.c_str(), "r")) {
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof(part), f)) > 0;)
      text.append(part, n);
    fclose(f);
  }
  return text;
}

bool contains(const std::string &what) { return written().find(what) != std::string::npos; }

TEST(ApiTrace, RangesNestByThreadAndDomain) {
  ASSERT_EQ(0, traced);
  EXPECT_EQ(0, npuTraceRangePushA("outer"));
  EXPECT_EQ(1, npuTraceRangePush("inner \"quoted\""));
  std::thread([] { EXPECT_EQ(0, npuTraceRangePushA("other thread")); }).join();
  const npuTraceDomainHandle_t domain = npuTraceDomainCreateA("library");
  npuTraceEventAttributes_t a = {};
  a.version = NPU_TRACE_VERSION;
  a.size = NPU_TRACE_EVENT_ATTRIB_STRUCT_SIZE;
  a.messageType = NPU_TRACE_MESSAGE_TYPE_REGISTERED;
  a.message.registered = npuTraceDomainRegisterStringA(domain, "in the library");
  EXPECT_EQ(0, npuTraceDomainRangePushEx(domain, &a));
  EXPECT_EQ(0, npuTraceDomainRangePop(domain));
  EXPECT_EQ(-1, npuTraceDomainRangePop(domain));
  EXPECT_EQ(1, npuTraceRangePop());
  EXPECT_EQ(0, npuTraceRangePop());
  EXPECT_EQ(-1, npuTraceRangePop());
  EXPECT_EQ(-1, npuTraceRangePushEx(nullptr));
  EXPECT_TRUE(contains("\"name\":\"outer\""));
  EXPECT_TRUE(contains("inner \\\"quoted\\\""));
  EXPECT_TRUE(contains("\"name\":\"in the library\",\"cat\":\"library\""));
}

TEST(ApiTrace, RangesThatAnotherThreadEnds) {
  const npuTraceRangeId_t first = npuTraceRangeStartA("first"), second = npuTraceRangeStart("second");
  EXPECT_NE(0u, first);
  EXPECT_NE(first, second);
  std::thread([=] { npuTraceRangeEnd(first); }).join();
  EXPECT_TRUE(contains("\"name\":\"first\""));
  EXPECT_FALSE(contains("\"name\":\"second\""));
  npuTraceRangeEnd(second);
  npuTraceRangeEnd(second); // ended already
}

TEST(ApiTrace, NamesOfObjects) {
  npuTraceNameDeviceA(0, "the device");
  npuTraceNameStreamA(nullptr, "the stream");
  npuTraceNameContextA(nullptr, "the context");
  EXPECT_TRUE(contains("device 0: the device"));
  EXPECT_TRUE(contains("stream 0: the stream"));
  EXPECT_TRUE(contains("context 0: the context"));
}

TEST(ApiTrace, TheProfilerCallsPauseIt) {
  npuTraceMarkA("seen");
  EXPECT_NPU_SUCCESS(npuProfilerStop());
  npuTraceMarkA("not seen");
  EXPECT_NPU_SUCCESS(npuProfilerStart());
  npuTraceNameOsThreadA(1, "a thread");
  EXPECT_TRUE(contains("\"name\":\"seen\""));
  EXPECT_FALSE(contains("not seen"));
  EXPECT_TRUE(contains("\"args\":{\"name\":\"a thread\"}"));
  remove(path.c_str());
}

} // namespace
