// SPDX-License-Identifier: Apache-2.0
// npucc: compiles sources in the NPU dialect, and CUDA sources by migrating them first. It takes the command
// lines of nvcc and of g++ and clang.
#include "Driver.h"
#include "Help.h"
#include "HostCompiler.h"
#include "Launcher.h"
#include "Process.h"
#include <filesystem>
#include <iostream>
#include <string_view>

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
  if (I.PrintLibs) {
    std::vector<std::string> Flags = npucc::openMPLink(Inst.KernelCompiler);
    std::vector<std::string> Runtime = Inst.linkFlags(/*WithLanguage=*/true);
    Flags.insert(Flags.end(), Runtime.begin(), Runtime.end());
    return print(Flags);
  }
  return npucc::Driver(I, Inst, npucc::findHostCompiler(I)).run();
}

/// `npucc --launch=COMPILER command...`, see Launcher.h.
int launcherMain(const std::string &Compiler, const std::vector<std::string> &Command) {
  if (Command.empty())
    throw npucc::UsageError("--launch=COMPILER is followed by the command to run");
  std::vector<std::string> Own = npucc::takeOver(Compiler, Command);
  return Own.empty() ? npucc::run(Command) : compilerMain(Own);
}

constexpr std::string_view LaunchOption = "--launch=";

} // namespace

int main(int argc, char **argv) {
  try {
    std::vector<std::string> Args(argv + 1, argv + argc);
    if (!Args.empty() && std::string_view(Args[0]).substr(0, LaunchOption.size()) == LaunchOption)
      return launcherMain(Args[0].substr(LaunchOption.size()), {Args.begin() + 1, Args.end()});
    return compilerMain(Args);
  } catch (const npucc::UsageError &E) {
    std::cerr << "npucc: error: " << E.what() << "\n";
  } catch (const std::filesystem::filesystem_error &E) {
    std::cerr << "npucc: error: " << E.what() << "\n";
  }
  return 2;
}
