// SPDX-License-Identifier: Apache-2.0
#include "Launcher.h"
#include "IncludeScan.h"
#include "Invocation.h"
#include <algorithm>

namespace npucc {

std::vector<std::string> takeOver(const std::string &Compiler, const std::vector<std::string> &Command) {
  auto At = std::find(Command.begin(), Command.end(), Compiler);
  if (At == Command.end())
    return {};
  std::vector<std::string> Args(At + 1, Command.end());
  Invocation I = parseCommandLine(Args);
  if (I.What != Phase::Compile || I.Inputs.empty() ||
      !std::all_of(I.Inputs.begin(), I.Inputs.end(), [&](const Input &In) { return holdsKernels(In, I); }))
    return {};
  // Compiler links against its own OpenMP runtime.
  if (I.OpenMP && Compiler.find("clang") == std::string::npos)
    return {};
  // Objects for another compiler's link-time optimiser.
  if (std::any_of(Args.begin(), Args.end(),
                  [](const std::string &A) { return A.compare(0, 5, "-flto") == 0; }))
    return {};
  Args.insert(Args.begin(), {"-ccbin", Compiler});
  return Args;
}

} // namespace npucc
