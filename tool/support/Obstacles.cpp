// SPDX-License-Identifier: Apache-2.0
#include "Obstacles.h"
#include "llvm/ADT/STLExtras.h"

namespace npuify {

const std::vector<ObstacleInfo> &obstacles() {
  static const std::vector<ObstacleInfo> Table = {
      {Obstacle::OpenOverload, "this call may pick the project's own overload of '%', whose name stays",
       "qualify the call, or rename the project's overload"},
      {Obstacle::BrokenLaunch, "this launch is not written in one piece, so it cannot be rewritten",
       "write the kernel, the configuration and the arguments of the launch in one place"},
      {Obstacle::AsmForm, "inline assembly: '%' has no rule in this form",
       "write what the instructions compute in C++"},
      {Obstacle::AsmMacros, "inline assembly whose text is put together by macros",
       "write the text of the assembly in one piece"},
  };
  return Table;
}

void blame(Finding &F, Obstacle O, const std::string &Name) {
  const ObstacleInfo &I = *llvm::find_if(obstacles(), [&](const ObstacleInfo &I) { return I.Id == O; });
  F.Class = RuleClass::Manual;
  F.Message = I.Message;
  if (size_t P = F.Message.find('%'); P != std::string::npos)
    F.Message.replace(P, 1, Name);
  F.Guidance = {I.Guidance};
}

} // namespace npuify
