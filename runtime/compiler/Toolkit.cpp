// SPDX-License-Identifier: Apache-2.0
#include "Toolkit.h"
#include "Files.h"
#include <algorithm>
#include <filesystem>

namespace npucc {

bool isReplacedLibrary(std::string_view Name) {
  constexpr std::string_view Static = "_static";
  if (Name.size() > Static.size() && Name.substr(Name.size() - Static.size()) == Static)
    Name.remove_suffix(Static.size());
  static constexpr std::string_view Names[] = {
      "cuda",          "cudart",     "cudadevrt",      "culibos",    "nvrtc",        "nvrtc-builtins",
      "nvptxcompiler", "nvJitLink",  "cublas",         "cublasLt",   "cufft",        "cufftw",
      "curand",        "cusparse",   "cusolver",       "cudnn",      "nccl",         "nvgraph",
      "nvjpeg",        "nvidia-ml",  "cupti",          "nvToolsExt", "nvtx3",        "cutensor",
      "nppc",          "nppial",     "nppicc",         "nppicom",    "nppidei",      "nppif",
      "nppig",         "nppim",      "nppist",         "nppisu",     "nppitc",       "npps",
      "nppi",          "npp",        "cufile",         "accinj64",   "cuinj64",      "cutil",
      "cutil_x86_64",  "shrutil",    "shrutil_x86_64", "cudpp",      "cudpp_x86_64", "cublas_device",
      "cusolverMg",    "cusparseLt", "cudnn_frontend", "nvshmem",    "cufftMp"};
  return std::find(std::begin(Names), std::end(Names), Name) != std::end(Names);
}

bool isReplacedLibraryFile(std::string_view Path) {
  std::string Name = std::filesystem::path(Path).filename().string();
  size_t End = std::min(Name.find(".so"), Name.rfind(".a"));
  return Name.compare(0, 3, "lib") == 0 && End != std::string::npos && End > 3 &&
         isReplacedLibrary(std::string_view(Name).substr(3, End - 3));
}

bool isToolkitInclude(const std::string &Folder) {
  // Two files that only a toolkit's folder holds both; nothing in them is read.
  return isRegularFile(Folder + "/cuda_runtime_api.h") && isRegularFile(Folder + "/crt/host_config.h");
}

} // namespace npucc
