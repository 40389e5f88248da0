// SPDX-License-Identifier: Apache-2.0
// Driver API: modules. NPU_TEST_MODULE is the library of driver_module_kernels.cpp.
#include <npu/kernel.h>

#include "driver_support.h"
#include "rtc/module_text.h"

#include <stdio.h>
#include <string.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

static NPU_DEVICE int program_variable[5];

extern "C" NPU_GLOBAL void program_kernel(int *out) {
  *out = program_variable[4];
  program_variable[4] = 0;
}
NPU_EXPORT_KERNEL(program_kernel);

namespace {

std::string contents(const char *path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// What the calls in `body` write to stderr.
template <class Body> std::string message(Body body) {
  testing::internal::CaptureStderr();
  body();
  return testing::internal::GetCapturedStderr();
}

std::vector<float> scaled(NPUmodule module, std::vector<float> values, int which) {
  NPUfunction f = nullptr;
  EXPECT_DRV_SUCCESS(npudrvModuleGetFunction(&f, module, "scale"));
  const size_t bytes = values.size() * sizeof(float);
  driver_memory memory(bytes);
  EXPECT_DRV_SUCCESS(npudrvMemcpyHtoD(memory, values.data(), bytes));
  NPUdeviceptr p = memory;
  int n = int(values.size());
  void *arguments[] = {&p, &n, &which};
  EXPECT_DRV_SUCCESS(npudrvLaunchKernel(f, 1, 1, 1, 32, 1, 1, 0, nullptr, arguments, nullptr));
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(values.data(), memory, bytes));
  return values;
}

TEST(DriverModule, LoadsAFile) {
  NPUmodule module = nullptr;
  ASSERT_DRV_SUCCESS(npudrvModuleLoad(&module, NPU_TEST_MODULE));
  EXPECT_EQ((std::vector<float>{3, 6, 9}), scaled(module, {1, 2, 3}, 2));

  // A packed buffer, as older programs pass it.
  NPUfunction f = nullptr;
  ASSERT_DRV_SUCCESS(npudrvModuleGetFunction(&f, module, "_Z4fillPff"));
  driver_memory memory(8);
  struct {
    NPUdeviceptr values;
    float value;
  } packed = {memory, 2.5f};
  size_t size = 12;
  void *extra[] = {NPU_LAUNCH_PARAM_BUFFER_POINTER, &packed, NPU_LAUNCH_PARAM_BUFFER_SIZE, &size,
                   NPU_LAUNCH_PARAM_END};
  EXPECT_DRV_SUCCESS(npudrvLaunchKernel(f, 1, 1, 1, 2, 1, 1, 0, nullptr, nullptr, extra));
  float values[2] = {};
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(values, memory, 8));
  EXPECT_EQ(2.5f, values[1]);
  NPUfunction same = nullptr, instance = nullptr;
  EXPECT_DRV_SUCCESS(npudrvModuleGetFunction(&same, module, "fill"));
  EXPECT_EQ(f, same);
  EXPECT_DRV_SUCCESS(npudrvModuleGetFunction(&instance, module, "_Z5shiftIfEvPT_S0_"));
  EXPECT_DRV_SUCCESS(npudrvModuleUnload(module));
}

TEST(DriverModule, LoadsMemoryWithVariablesOfItsOwn) {
  const std::string image = contents(NPU_TEST_MODULE);
  ASSERT_FALSE(image.empty());
  NPUmodule a = nullptr, b = nullptr;
  ASSERT_DRV_SUCCESS(npudrvModuleLoadData(&a, image.data()));
  ASSERT_DRV_SUCCESS(npudrvModuleLoadFatBinary(&b, image.data()));
  NPUdeviceptr calls_of_a = 0, calls_of_b = 0, factors = 0;
  size_t size = 0;
  ASSERT_DRV_SUCCESS(npudrvModuleGetGlobal(&calls_of_a, &size, a, "calls"));
  EXPECT_EQ(sizeof(int), size);
  ASSERT_DRV_SUCCESS(npudrvModuleGetGlobal(&calls_of_b, nullptr, b, "calls"));
  EXPECT_NE(calls_of_a, calls_of_b);
  ASSERT_DRV_SUCCESS(npudrvModuleGetGlobal(&factors, &size, a, "factors"));
  EXPECT_EQ(3 * sizeof(float), size);
  const float ten = 10;
  EXPECT_DRV_SUCCESS(npudrvMemcpyHtoD(factors + 4, &ten, sizeof ten));
  EXPECT_EQ((std::vector<float>{20}), scaled(a, {2}, 1));
  EXPECT_EQ((std::vector<float>{4}), scaled(b, {2}, 1));
  EXPECT_DRV_SUCCESS(npudrvMemsetD32(calls_of_b, 5, 1));
  scaled(b, {1}, 0);
  int counted[2] = {};
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(&counted[0], calls_of_a, 4));
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(&counted[1], calls_of_b, 4));
  EXPECT_EQ(1, counted[0]);
  EXPECT_EQ(6, counted[1]);
  EXPECT_DRV_SUCCESS(npudrvModuleUnload(a));
  EXPECT_DRV_SUCCESS(npudrvModuleUnload(b));
}

TEST(DriverModule, RefusesWhatItDoesNotHold) {
  NPUmodule module = nullptr;
  ASSERT_DRV_SUCCESS(npudrvModuleLoad(&module, NPU_TEST_MODULE));
  NPUfunction f = nullptr;
  NPUdeviceptr p = 0;
  size_t n;
  EXPECT_EQ(NPU_ERROR_NOT_FOUND, npudrvModuleGetFunction(&f, module, "missing"));
  EXPECT_EQ(NPU_ERROR_NOT_FOUND, npudrvModuleGetFunction(&f, module, "calls")); // a variable
  EXPECT_EQ(NPU_ERROR_NOT_FOUND, npudrvModuleGetFunction(&f, module, "program_kernel"));
  const std::string said =
      message([&] { EXPECT_EQ(NPU_ERROR_NOT_FOUND, npudrvModuleGetFunction(&f, module, "not_exported")); });
  EXPECT_NE(std::string::npos, said.find("NPU_EXPORT_KERNEL")) << said;
  EXPECT_EQ(nullptr, f);
  EXPECT_EQ(NPU_ERROR_NOT_FOUND, npudrvModuleGetGlobal(&p, &n, module, "missing"));
  EXPECT_EQ(NPU_ERROR_NOT_FOUND, npudrvModuleGetGlobal(&p, &n, module, "scale")); // a kernel
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvModuleGetFunction(nullptr, module, "scale"));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvModuleGetFunction(&f, module, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvModuleGetGlobal(nullptr, nullptr, module, "calls"));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvModuleGetFunction(&f, nullptr, "scale"));
  EXPECT_DRV_SUCCESS(npudrvModuleUnload(module));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvModuleUnload(module));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvModuleGetFunction(&f, module, "scale"));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvModuleGetGlobal(&p, &n, module, "calls"));
}

TEST(DriverModule, RefusesForeignImages) {
  NPUmodule module = nullptr;
  const auto refused = [&](NPUresult expected, const std::string &image, const char *hint) {
    const std::string said =
        message([&] { EXPECT_EQ(expected, npudrvModuleLoadData(&module, image.c_str())) << hint; });
    EXPECT_NE(std::string::npos, said.find(hint)) << said;
  };
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvModuleLoadData(nullptr, "x"));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvModuleLoadData(&module, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvModuleLoad(&module, nullptr));
  const std::string said = message(
      [&] { EXPECT_EQ(NPU_ERROR_FILE_NOT_FOUND, npudrvModuleLoad(&module, "/nowhere/kernels.fatbin")); });
  EXPECT_NE(std::string::npos, said.find("/nowhere/kernels.fatbin")) << said;

  std::string elf(64, '\0'); // an ELF header of GPU code
  memcpy(&elf[0], "\177ELF\2\1\1", 7);
  elf[16] = 2;
  elf[18] = char(190);
  refused(NPU_ERROR_NO_BINARY_FOR_GPU, elf, "npucc -fatbin");
  elf[18] = 8; // another processor
  refused(NPU_ERROR_NO_BINARY_FOR_GPU, elf, "not a shared library for this machine");
  refused(NPU_ERROR_NO_BINARY_FOR_GPU, "\x50\xed\x55\xba and so on", "npucc -fatbin");
  refused(NPU_ERROR_NO_BINARY_FOR_GPU,
          ".version 7.0\n.target sm_70\n.visible .entry other_kernel(\n.param .u64 p)\n{ ret; }",
          "'other_kernel'");
  refused(NPU_ERROR_INVALID_IMAGE, "this is no module", "neither");
  refused(NPU_ERROR_INVALID_IMAGE, "", "empty");

  // A library that is cut off, in a file.
  const std::string path = testing::TempDir() + "npu_cut_module";
  for (size_t kept : {size_t(10), size_t(64), contents(NPU_TEST_MODULE).size() / 2}) {
    std::ofstream(path, std::ios::binary) << contents(NPU_TEST_MODULE).substr(0, kept);
    message([&] { EXPECT_EQ(NPU_ERROR_INVALID_IMAGE, npudrvModuleLoad(&module, path.c_str())) << kept; });
  }
  remove(path.c_str());
  EXPECT_EQ(nullptr, module);
}

TEST(DriverModule, FillsTheLogsOfTheLinker) {
  NPUmodule module = nullptr;
  char error[64] = "?", info[64] = "?";
  NPUjit_option options[] = {NPU_JIT_ERROR_LOG_BUFFER, NPU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES,
                             NPU_JIT_INFO_LOG_BUFFER, NPU_JIT_INFO_LOG_BUFFER_SIZE_BYTES,
                             NPU_JIT_MAX_REGISTERS};
  void *values[] = {error, reinterpret_cast<void *>(sizeof error), info,
                    reinterpret_cast<void *>(sizeof info), reinterpret_cast<void *>(32)};
  message([&] {
    EXPECT_EQ(NPU_ERROR_INVALID_IMAGE, npudrvModuleLoadDataEx(&module, "no module", 5, options, values));
  });
  EXPECT_NE(nullptr, strstr(error, "neither a module"));
  EXPECT_EQ(strlen(error), reinterpret_cast<uintptr_t>(values[1]));
  EXPECT_STREQ("", info);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvModuleLoadDataEx(&module, "no module", 5, nullptr, nullptr));

  values[1] = reinterpret_cast<void *>(sizeof error);
  const std::string image = contents(NPU_TEST_MODULE);
  ASSERT_DRV_SUCCESS(npudrvModuleLoadDataEx(&module, image.data(), 5, options, values));
  EXPECT_STREQ("", error);
  EXPECT_DRV_SUCCESS(npudrvModuleUnload(module));
}

// PTX whose kernels the program holds itself: they stand for it.
TEST(DriverModule, FindsKernelsOfTheProgram) {
  const char *ptx =
      "// comment\n.version 7.0\n.target sm_70\n.address_size 64\n"
      ".visible .entry program_kernel(\n\t.param .u64 program_kernel_param_0\n)\n{\n\tret;\n}\n";
  NPUmodule module = nullptr;
  ASSERT_DRV_SUCCESS(npudrvModuleLoadData(&module, ptx));
  NPUfunction f = nullptr;
  NPUdeviceptr variable = 0;
  size_t size = 0;
  ASSERT_DRV_SUCCESS(npudrvModuleGetFunction(&f, module, "program_kernel"));
  ASSERT_DRV_SUCCESS(npudrvModuleGetGlobal(&variable, &size, module, "program_variable"));
  EXPECT_EQ(5 * sizeof(int), size);
  EXPECT_DRV_SUCCESS(npudrvMemsetD32(variable + 16, 77, 1));
  driver_memory out(4);
  NPUdeviceptr p = out;
  void *arguments[] = {&p};
  EXPECT_DRV_SUCCESS(npudrvLaunchKernel(f, 1, 1, 1, 1, 1, 1, 0, nullptr, arguments, nullptr));
  int value = 0;
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(&value, out, 4));
  EXPECT_EQ(77, value);
  EXPECT_DRV_SUCCESS(npudrvModuleUnload(module));
}

// What npucc -ptx and npurtcGetPTX give: programs treat it as text.
TEST(DriverModule, LoadsAModuleAsText) {
  const std::string library = contents(NPU_TEST_MODULE), text = npu::rtc::to_text(library);
  EXPECT_EQ(text.size(), strlen(text.c_str()));
  NPUmodule module = nullptr;
  ASSERT_DRV_SUCCESS(npudrvModuleLoadData(&module, text.c_str()));
  EXPECT_EQ((std::vector<float>{3, 6, 9}), scaled(module, {1, 2, 3}, 2));
  EXPECT_DRV_SUCCESS(npudrvModuleUnload(module));
  for (const std::string &bytes :
       {library, library.substr(0, 4096), library.substr(0, 4097), std::string("x")}) {
    const std::vector<char> back = npu::rtc::from_text(npu::rtc::to_text(bytes).c_str());
    EXPECT_EQ(bytes, std::string(back.begin(), back.end()));
  }
  const std::string saying = message([&] {
    EXPECT_EQ(NPU_ERROR_INVALID_IMAGE,
              npudrvModuleLoadData(&module, text.substr(0, text.size() / 2).c_str()));
    EXPECT_EQ(NPU_ERROR_INVALID_IMAGE, npudrvModuleLoadData(&module, (text.substr(0, 9000) + "?").c_str()));
  });
  EXPECT_NE(std::string::npos, saying.find("cut off")) << saying;
}

TEST(DriverLink, OneModule) {
  NPUlinkState state = nullptr;
  ASSERT_DRV_SUCCESS(npudrvLinkCreate(0, nullptr, nullptr, &state));
  EXPECT_DRV_SUCCESS(
      npudrvLinkAddFile(state, NPU_JIT_INPUT_LIBRARY, "/usr/lib/libcudadevrt.a", 0, nullptr, nullptr));
  std::string text = npu::rtc::to_text(contents(NPU_TEST_MODULE));
  EXPECT_DRV_SUCCESS(npudrvLinkAddData(state, NPU_JIT_INPUT_PTX, text.data(), text.size() + 1, "scale.ptx", 0,
                                       nullptr, nullptr));
  void *image = nullptr;
  size_t size = 0;
  ASSERT_DRV_SUCCESS(npudrvLinkComplete(state, &image, &size));
  EXPECT_EQ(contents(NPU_TEST_MODULE), std::string(static_cast<char *>(image), size));
  NPUmodule module = nullptr;
  ASSERT_DRV_SUCCESS(npudrvModuleLoadData(&module, image));
  EXPECT_DRV_SUCCESS(npudrvLinkDestroy(state));
  EXPECT_EQ((std::vector<float>{3, 6, 9}), scaled(module, {1, 2, 3}, 2));
  EXPECT_DRV_SUCCESS(npudrvModuleUnload(module));
}

TEST(DriverLink, Errors) {
  char log[200] = "";
  NPUjit_option options[] = {NPU_JIT_ERROR_LOG_BUFFER, NPU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES};
  void *values[] = {log, reinterpret_cast<void *>(uintptr_t(sizeof log))};
  NPUlinkState state = nullptr;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvLinkCreate(0, nullptr, nullptr, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvLinkCreate(1, nullptr, nullptr, &state));
  ASSERT_DRV_SUCCESS(npudrvLinkCreate(2, options, values, &state));
  std::string bad = "not a module";
  void *image = nullptr;
  const std::string saying = message([&] {
    EXPECT_EQ(NPU_ERROR_INVALID_IMAGE, npudrvLinkAddData(state, NPU_JIT_INPUT_CUBIN, bad.data(), bad.size(),
                                                         "bad.cubin", 0, nullptr, nullptr));
    EXPECT_NE(nullptr, strstr(log, "npucc")) << log;
    EXPECT_EQ(NPU_ERROR_FILE_NOT_FOUND,
              npudrvLinkAddFile(state, NPU_JIT_INPUT_CUBIN, "/nonexistent.cubin", 0, nullptr, nullptr));
    EXPECT_EQ(NPU_ERROR_NOT_SUPPORTED, npudrvLinkComplete(state, &image, nullptr)); // nothing to link
    for (int i = 0; i < 2; ++i)
      EXPECT_DRV_SUCCESS(npudrvLinkAddFile(state, NPU_JIT_INPUT_CUBIN, NPU_TEST_MODULE, 0, nullptr, nullptr));
    EXPECT_EQ(NPU_ERROR_NOT_SUPPORTED, npudrvLinkComplete(state, &image, nullptr));
  });
  EXPECT_NE(std::string::npos, saying.find("bad.cubin")) << saying;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvLinkComplete(state, nullptr, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvLinkAddData(state, NPU_JIT_INPUT_CUBIN, nullptr, 4, "x", 0, nullptr, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvLinkAddData(state, NPUjitInputType(9), bad.data(), bad.size(), "x", 0, nullptr, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvLinkAddFile(state, NPU_JIT_INPUT_CUBIN, nullptr, 0, nullptr, nullptr));
  EXPECT_DRV_SUCCESS(npudrvLinkDestroy(state));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvLinkDestroy(state));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvLinkComplete(state, &image, nullptr));
}

// --- texture and surface references

class DriverReferences : public testing::Test {
protected:
  void SetUp() override { ASSERT_DRV_SUCCESS(npudrvModuleLoad(&module, NPU_TEST_MODULE)); }
  void TearDown() override { EXPECT_DRV_SUCCESS(npudrvModuleUnload(module)); }

  NPUtexref texture(const char *name) {
    NPUtexref t = nullptr;
    EXPECT_DRV_SUCCESS(npudrvModuleGetTexRef(&t, module, name));
    return t;
  }
  void launch(const char *name, std::vector<void *> arguments) {
    NPUfunction f = nullptr;
    ASSERT_DRV_SUCCESS(npudrvModuleGetFunction(&f, module, name));
    EXPECT_DRV_SUCCESS(npudrvLaunchKernel(f, 1, 1, 1, 1, 1, 1, 0, nullptr, arguments.data(), nullptr));
  }
  float sample(float x, float y) {
    driver_memory out(sizeof(float));
    NPUdeviceptr p = out;
    launch("sample", {&p, &x, &y});
    float value = 0;
    EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(&value, out, sizeof value));
    return value;
  }

  NPUmodule module = nullptr;
};

TEST_F(DriverReferences, TextureOfAnArray) {
  NPUarray array = nullptr;
  const NPU_ARRAY_DESCRIPTOR d = {4, 2, NPU_AD_FORMAT_FLOAT, 1};
  ASSERT_DRV_SUCCESS(npudrvArrayCreate(&array, &d));
  float values[8];
  for (int i = 0; i < 8; ++i)
    values[i] = float(i);
  NPU_MEMCPY2D copy = {};
  copy.srcMemoryType = NPU_MEMORYTYPE_HOST;
  copy.srcHost = values;
  copy.srcPitch = copy.WidthInBytes = 16;
  copy.Height = 2;
  copy.dstMemoryType = NPU_MEMORYTYPE_ARRAY;
  copy.dstArray = array;
  ASSERT_DRV_SUCCESS(npudrvMemcpy2D(&copy));

  NPUtexref t = texture("image");
  EXPECT_DRV_SUCCESS(npudrvTexRefSetArray(t, array, NPU_TRSA_OVERRIDE_FORMAT));
  EXPECT_EQ(6, sample(2.5f, 1.5f));
  // Members that change after the binding count.
  EXPECT_DRV_SUCCESS(npudrvTexRefSetFilterMode(t, NPU_TR_FILTER_MODE_LINEAR));
  EXPECT_EQ(1, sample(1.5f, 0.5f));
  EXPECT_EQ(1.5f, sample(2.f, 0.5f));
  EXPECT_DRV_SUCCESS(npudrvTexRefSetFilterMode(t, NPU_TR_FILTER_MODE_POINT));
  EXPECT_DRV_SUCCESS(npudrvTexRefSetFlags(t, NPU_TRSF_NORMALIZED_COORDINATES));
  EXPECT_DRV_SUCCESS(npudrvTexRefSetAddressMode(t, 0, NPU_TR_ADDRESS_MODE_WRAP));
  EXPECT_DRV_SUCCESS(npudrvTexRefSetAddressMode(t, 1, NPU_TR_ADDRESS_MODE_WRAP));
  EXPECT_EQ(5, sample(1.375f, -0.25f));

  NPUarray bound = nullptr;
  EXPECT_DRV_SUCCESS(npudrvTexRefGetArray(&bound, t));
  EXPECT_EQ(array, bound);
  NPUaddress_mode mode;
  EXPECT_DRV_SUCCESS(npudrvTexRefGetAddressMode(&mode, t, 1));
  EXPECT_EQ(NPU_TR_ADDRESS_MODE_WRAP, mode);
  EXPECT_DRV_SUCCESS(npudrvTexRefGetAddressMode(&mode, t, 2));
  EXPECT_EQ(NPU_TR_ADDRESS_MODE_CLAMP, mode);
  NPUfilter_mode filter;
  EXPECT_DRV_SUCCESS(npudrvTexRefGetFilterMode(&filter, t));
  EXPECT_EQ(NPU_TR_FILTER_MODE_POINT, filter);
  unsigned flags = 0;
  EXPECT_DRV_SUCCESS(npudrvTexRefGetFlags(&flags, t));
  EXPECT_EQ(unsigned(NPU_TRSF_NORMALIZED_COORDINATES), flags);
  NPUarray_format format;
  int channels = 0;
  EXPECT_DRV_SUCCESS(npudrvTexRefGetFormat(&format, &channels, t));
  EXPECT_EQ(NPU_AD_FORMAT_FLOAT, format);
  EXPECT_EQ(1, channels);
  NPUdeviceptr p;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexRefGetAddress(&p, t)); // an array has none
  EXPECT_DRV_SUCCESS(npudrvArrayDestroy(array));
}

TEST_F(DriverReferences, TextureOfMemory) {
  driver_memory memory(4096), out(sizeof(int));
  const int values[] = {5, 6, 7, 8};
  EXPECT_DRV_SUCCESS(npudrvMemcpyHtoD(memory, values, sizeof values));
  NPUtexref t = texture("line");
  size_t offset = 1;
  EXPECT_DRV_SUCCESS(npudrvTexRefSetFormat(t, NPU_AD_FORMAT_SIGNED_INT32, 1));
  ASSERT_DRV_SUCCESS(npudrvTexRefSetAddress(&offset, t, memory, sizeof values));
  EXPECT_EQ(0u, offset);
  NPUdeviceptr p = out, bound = 0;
  int x = 2, value = 0;
  launch("element", {&p, &x});
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(&value, out, sizeof value));
  EXPECT_EQ(7, value);
  EXPECT_DRV_SUCCESS(npudrvTexRefGetAddress(&bound, t));
  EXPECT_EQ(memory.address, bound);

  const float row[] = {1, 2, 3, 4};
  EXPECT_DRV_SUCCESS(npudrvMemcpyHtoD(memory.address + 512, row, sizeof row));
  const NPU_ARRAY_DESCRIPTOR d = {4, 2, NPU_AD_FORMAT_FLOAT, 1};
  ASSERT_DRV_SUCCESS(npudrvTexRefSetAddress2D(texture("image"), &d, memory, 512));
  EXPECT_EQ(3, sample(2.5f, 1.5f));
}

TEST_F(DriverReferences, Surface) {
  NPUarray array = nullptr, bound = nullptr;
  const NPU_ARRAY3D_DESCRIPTOR d = {4, 4, 0, NPU_AD_FORMAT_FLOAT, 1, NPU_ARRAY3D_SURFACE_LDST};
  ASSERT_DRV_SUCCESS(npudrvArray3DCreate(&array, &d));
  NPUsurfref s = nullptr;
  ASSERT_DRV_SUCCESS(npudrvModuleGetSurfRef(&s, module, "target"));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvSurfRefGetArray(&bound, s));
  ASSERT_DRV_SUCCESS(npudrvSurfRefSetArray(s, array, 0));
  EXPECT_DRV_SUCCESS(npudrvSurfRefGetArray(&bound, s));
  EXPECT_EQ(array, bound);
  float value = 9, read = 0;
  int x = 3, y = 2;
  launch("draw", {&value, &x, &y});
  EXPECT_DRV_SUCCESS(npudrvTexRefSetArray(texture("image"), array, NPU_TRSA_OVERRIDE_FORMAT));
  read = sample(3.5f, 2.5f);
  EXPECT_EQ(9, read);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvSurfRefSetArray(s, array, 1));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvSurfRefSetArray(s, nullptr, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvSurfRefSetArray(nullptr, array, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvSurfRefGetArray(&bound, nullptr));
  EXPECT_DRV_SUCCESS(npudrvArrayDestroy(array));
}

TEST_F(DriverReferences, Errors) {
  NPUtexref t = texture("image"), other = nullptr;
  NPUsurfref s = nullptr;
  EXPECT_EQ(NPU_ERROR_NOT_FOUND, npudrvModuleGetTexRef(&other, module, "no_such"));
  EXPECT_EQ(NPU_ERROR_NOT_FOUND, npudrvModuleGetTexRef(&other, module, "factors")); // no texture
  EXPECT_EQ(NPU_ERROR_NOT_FOUND, npudrvModuleGetSurfRef(&s, module, "image"));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvModuleGetTexRef(nullptr, module, "image"));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvModuleGetSurfRef(&s, module, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvModuleGetTexRef(&other, nullptr, "image"));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexRefSetAddressMode(t, 3, NPU_TR_ADDRESS_MODE_WRAP));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexRefSetFilterMode(t, NPUfilter_mode(7)));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexRefSetFlags(t, 0x100));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexRefSetFormat(t, NPU_AD_FORMAT_FLOAT, 3));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexRefSetArray(t, nullptr, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvTexRefSetArray(t, nullptr, NPU_TRSA_OVERRIDE_FORMAT));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexRefSetAddress2D(t, nullptr, 0, 512));
  EXPECT_NE(NPU_SUCCESS, npudrvTexRefSetAddress(nullptr, t, 0, 16));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvTexRefSetFlags(nullptr, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvTexRefDestroy(t)); // the module's
  ASSERT_DRV_SUCCESS(npudrvTexRefCreate(&other));
  NPUarray array;
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexRefGetArray(&array, other)); // bound to nothing
  EXPECT_DRV_SUCCESS(npudrvTexRefDestroy(other));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvTexRefDestroy(other));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvTexRefCreate(nullptr));
}

} // namespace
