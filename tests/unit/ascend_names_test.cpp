// SPDX-License-Identifier: Apache-2.0
// The same rules with another target: what an extension becomes for a machine with torch_npu.
#include "TemporaryFolder.h"
#include "cli/Analysis.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

class AscendNames : public testing::Test {
protected:
  AscendNames() : Packs(llvm::cantFail(loadRulePacks(NPUIFY_TEST_RULES, {}))) {
    emitForAscend(Packs);
    Index.emplace(Packs);
  }

  std::string migrated(const std::string &Name, const std::string &Text) {
    Folder.write(Name, Text);
    AnalysisSettings S;
    S.Input.Sources = {Folder.path(Name)};
    Analysis A = llvm::cantFail(analyze(S, *Index));
    return A.Outputs.begin()->second.Text;
  }

  TemporaryFolder Folder;
  std::vector<RulePack> Packs;
  std::optional<RuleIndex> Index;
};

TEST_F(AscendNames, Cpp) {
  std::string Out = migrated("a.cpp", R"cpp(#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDAGuard.h>
#include <torch/extension.h>
void f(at::Tensor x) {
  TORCH_CHECK(x.is_cuda());
  const at::cuda::OptionalCUDAGuard guard(device_of(x));
  auto s = at::cuda::getCurrentCUDAStream();
  C10_CUDA_CHECK(cudaStreamSynchronize(s));
}
)cpp");
  for (const char *Expected :
       {"\"torch_npu/csrc/core/npu/NPUStream.h\"", "\"torch_npu/csrc/core/npu/NPUGuard.h\"",
        "torch_npu::utils::is_npu(x)", "const c10_npu::OptionalNPUGuard guard(device_of(x));",
        "auto s = c10_npu::getCurrentNPUStream();", "NPU_CHECK_ERROR(npuStreamSynchronize(s));"})
    EXPECT_NE(Out.find(Expected), std::string::npos) << Expected << " is not in\n" << Out;
}

TEST_F(AscendNames, Python) {
  EXPECT_EQ(migrated("setup.py", "from torch.utils.cpp_extension import BuildExtension, CUDAExtension\n"
                                 "setup(ext_modules=[CUDAExtension('a', ['a.cpp'])])\n"),
            "from torch.utils.cpp_extension import BuildExtension\n"
            "from torch_npu.utils.cpp_extension import NpuExtension\n"
            "setup(ext_modules=[NpuExtension('a', ['a.cpp'])])\n");
  EXPECT_EQ(
      migrated("m.py", "import torch\nx = torch.rand(3, device=\"cuda:0\").cuda()\ntorch.cuda.synchronize()\n"
                       "assert x.is_cuda\n"),
      "import torch\nimport torch_npu\nx = torch.rand(3, device=\"npu:0\").npu()\ntorch.npu.synchronize()\n"
      "assert x.is_npu\n");
}

} // namespace
