// SPDX-License-Identifier: Apache-2.0
// npucc: compiles sources in the NPU dialect, and CUDA sources by migrating them first. It takes the command
// lines of nvcc and of g++ and clang.
#include "Driver.h"
#include "Help.h"
#include "HostCompiler.h"
#include "Process.h"
#include <filesystem>
#include <iostream>

namespace {

int print(const std::vector<std::string> &Flags) {
  std::cout << npucc::quoteCommand(Flags) << "\n";
  return 0;
}

int compilerMain(const std::vector<std::string> &Args) {
  npucc::Invocation I = npucc::parseCommandLine(Args);
  if (I.Help) {
    std::cout << npucc::helpText();
    return 0;
  }
  if (I.Version) {
    std::cout << npucc::versionText();
    return 0;
  }
  if (!I.Query.empty())
    return npucc::run({npucc::findHostCompiler(I), I.Query});
  npucc::Installation Inst = npucc::Installation::find(npucc::ownPath());
  if (I.PrintCFlags)
    return print(Inst.compileFlags());
  if (I.PrintLibs)
    return print(Inst.linkFlags(/*WithLanguage=*/true));
  return npucc::Driver(I, Inst, npucc::findHostCompiler(I)).run();
}

} // namespace

int main(int argc, char **argv) {
  try {
    return compilerMain({argv + 1, argv + argc});
  } catch (const npucc::UsageError &E) {
    std::cerr << "npucc: error: " << E.what() << "\n";
  } catch (const std::filesystem::filesystem_error &E) {
    std::cerr << "npucc: error: " << E.what() << "\n";
  }
  return 2;
}
