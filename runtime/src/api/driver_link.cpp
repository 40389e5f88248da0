// SPDX-License-Identifier: Apache-2.0
// Driver API: linking at run time. A module of npucc is linked already. Those compiled with -rdc=true bring
// the object along that they were made from, so that npucc can link several of them anew. The runtime stands
// for the libraries of the toolkit.
#include "api/driver_calls.h"
#include "api/driver_module.h"
#include "api/elf_symbols.h"
#include "rtc/compiler.h"
#include "rtc/module_text.h"

#include <errno.h>
#include <string.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <string_view>
#include <unordered_set>

using namespace npu;
using namespace npu::driver;

struct NPUlinkState_st {
  jit_options options; // the caller keeps them until the end
  struct input {
    module_image image;
    std::string name;
  };
  std::vector<input> inputs;
  std::vector<char> output;
};

namespace {

struct link_states {
  std::mutex mutex;
  std::unordered_set<NPUlinkState> live;
};
link_states &all() {
  static auto *s = new link_states; // never destroyed
  return *s;
}

bool is_live(NPUlinkState state) {
  std::lock_guard lock(all().mutex);
  return all().live.count(state) != 0;
}

NPUresult fail(NPUlinkState state, const load_result &result, const char *what) {
  state->options.write_logs(result.message);
  return finish(result, what);
}

NPUresult add(NPUlinkState state, std::vector<char> bytes, const char *name) {
  const size_t size = bytes.size();
  bytes.resize(size + api::elf_header_size);
  module_image image;
  const load_result result = read_image(bytes.data(), size, image);
  if (result.code != NPU_SUCCESS)
    return fail(state, result, name);
  state->inputs.push_back({std::move(image), name});
  return NPU_SUCCESS;
}

// libcudadevrt.a and its like: what they hold is in the runtime.
bool is_toolkit_library(const char *path) {
  const std::string name = std::filesystem::path(path).filename().string();
  return name.compare(0, 7, "libcuda") == 0 || name.compare(0, 6, "libnpu") == 0;
}

// Makes the output of the objects that the inputs bring along.
load_result link_objects(NPUlinkState_st &state) {
  if (state.inputs.empty())
    return {NPU_ERROR_NOT_SUPPORTED, "there is nothing to be linked"};
  std::vector<std::vector<char>> objects;
  for (const auto &[image, name] : state.inputs) {
    objects.push_back(api::section_contents(image.library.data(), image.library.size(), rtc::object_section));
    if (objects.back().empty())
      return {NPU_ERROR_NOT_SUPPORTED,
              name + " cannot be linked with others: it was not compiled with -rdc=true"};
  }
  rtc::outcome linked = rtc::link(objects);
  if (linked.code != NPURTC_SUCCESS)
    return {linked.code == NPURTC_ERROR_COMPILATION ? NPU_ERROR_INVALID_IMAGE : NPU_ERROR_NOT_SUPPORTED,
            linked.log};
  state.output = std::move(linked.module);
  return {NPU_SUCCESS, {}};
}

NPUresult check(NPUlinkState state) {
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  return is_live(state) ? NPU_SUCCESS : NPU_ERROR_INVALID_HANDLE;
}

bool is_type(NPUjitInputType type) { return type >= NPU_JIT_INPUT_CUBIN && type <= NPU_JIT_INPUT_NVVM; }

} // namespace

extern "C" {

NPUresult npudrvLinkCreate(unsigned int numOptions, NPUjit_option *options, void **optionValues,
                           NPUlinkState *stateOut) {
  const jit_options given{numOptions, options, optionValues};
  if (!stateOut || !given.valid())
    return NPU_ERROR_INVALID_VALUE;
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  *stateOut = new NPUlinkState_st{given, {}, {}};
  std::lock_guard lock(all().mutex);
  all().live.insert(*stateOut);
  return NPU_SUCCESS;
}

NPUresult npudrvLinkAddData(NPUlinkState state, NPUjitInputType type, void *data, size_t size,
                            const char *name, unsigned int numOptions, NPUjit_option *options,
                            void **optionValues) {
  if (const NPUresult error = check(state); error != NPU_SUCCESS)
    return error;
  if (!data || !size || !is_type(type) || !jit_options{numOptions, options, optionValues}.valid())
    return NPU_ERROR_INVALID_VALUE;
  const auto *bytes = static_cast<const char *>(data);
  return add(state, std::vector<char>(bytes, bytes + size), name ? name : "data to be linked");
}

NPUresult npudrvLinkAddFile(NPUlinkState state, NPUjitInputType type, const char *path,
                            unsigned int numOptions, NPUjit_option *options, void **optionValues) {
  if (const NPUresult error = check(state); error != NPU_SUCCESS)
    return error;
  if (!path || !is_type(type) || !jit_options{numOptions, options, optionValues}.valid())
    return NPU_ERROR_INVALID_VALUE;
  if (type == NPU_JIT_INPUT_LIBRARY && is_toolkit_library(path))
    return NPU_SUCCESS;
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return fail(state, {NPU_ERROR_FILE_NOT_FOUND, strerror(errno)}, path);
  return add(state, std::vector<char>(std::istreambuf_iterator<char>(file), {}), path);
}

NPUresult npudrvLinkComplete(NPUlinkState state, void **cubinOut, size_t *sizeOut) {
  if (const NPUresult error = check(state); error != NPU_SUCCESS)
    return error;
  if (!cubinOut)
    return NPU_ERROR_INVALID_VALUE;
  if (state->inputs.size() == 1) {
    const module_image &input = state->inputs[0].image;
    state->output = input.library;
    if (state->output.empty())
      state->output.assign(input.ptx.c_str(), input.ptx.c_str() + input.ptx.size() + 1);
  } else if (const load_result result = link_objects(*state); result.code != NPU_SUCCESS) {
    return fail(state, result, "linking");
  }
  state->options.write_logs({});
  *cubinOut = state->output.data();
  if (sizeOut)
    *sizeOut = state->output.size();
  return NPU_SUCCESS;
}

NPUresult npudrvLinkDestroy(NPUlinkState state) {
  {
    std::lock_guard lock(all().mutex);
    if (!all().live.erase(state))
      return NPU_ERROR_INVALID_HANDLE;
  }
  delete state;
  return NPU_SUCCESS;
}

} // extern "C"
