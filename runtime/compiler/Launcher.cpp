// SPDX-License-Identifier: Apache-2.0
#include "Launcher.h"
#include "IncludeScan.h"
#include "Invocation.h"
#include "OptionTable.h"
#include <algorithm>

namespace npucc {

std::vector<std::string> takeOver(const std::string &Compiler, const std::vector<std::string> &Command) {
  auto At = std::find(Command.begin(), Command.end(), Compiler);
  if (At == Command.end())
    return {};
  std::vector<std::string> Args(At + 1, Command.end());
  Invocation I = parseCommandLine(Args);
  if (I.What != Phase::Compile || I.Inputs.empty())
    return {};
  auto HasKernels = [&](const Input &In) { return holdsKernels(In, I); };
  if (!std::all_of(I.Inputs.begin(), I.Inputs.end(), HasKernels) &&
      std::none_of(Args.begin(), Args.end(), isForDeviceCompilerAlone))
    return {};
  // Compiler links, against its own OpenMP runtime, or joins the objects of its own link-time optimiser.
  if ((I.OpenMP && Compiler.find("clang") == std::string::npos) ||
      std::any_of(Args.begin(), Args.end(),
                  [](const std::string &A) { return A.compare(0, 5, "-flto") == 0; }))
    Args.insert(Args.begin(), "-host-kernels");
  Args.insert(Args.begin(), {"-ccbin", Compiler});
  return Args;
}

} // namespace npucc
