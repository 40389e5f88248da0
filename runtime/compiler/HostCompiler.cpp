// SPDX-License-Identifier: Apache-2.0
#include "HostCompiler.h"
#include "Files.h"
#include "Process.h"
#include <cstdlib>
#include <filesystem>

namespace npucc {
namespace {

constexpr const char *Known[] = {"clang++-19", "clang++", "g++", "c++"};

/// The C++ compiler of the family that \p Name names: nvcc's -ccbin may say gcc.
std::string cxxDriver(const std::string &Name) {
  std::filesystem::path P(Name);
  std::string File = P.filename().string();
  for (auto [C, Cxx] :
       {std::pair<const char *, const char *>{"gcc", "g++"}, {"clang", "clang++"}, {"cc", "c++"}}) {
    std::string Prefix(C);
    if (File == Prefix || File.compare(0, Prefix.size() + 1, Prefix + "-") == 0)
      return (P.has_parent_path() ? (P.parent_path() / Cxx).string() : Cxx) + File.substr(Prefix.size());
  }
  return Name;
}

/// Where \p Compiler finds \p Name; empty when it has none.
std::string fileOf(const std::string &Compiler, const std::string &Name) {
  TemporaryFolder Temp;
  std::string Answer = Temp.path() + "/answer";
  if (run({Compiler, "-print-file-name=" + Name}, Answer) != 0)
    return "";
  std::string Path = readFile(Answer);
  Path = Path.substr(0, Path.find('\n'));
  return isRegularFile(Path) ? Path : "";
}

/// Debian's clang comes without omp.h unless libomp is installed.
bool hasOpenMP(const std::string &Compiler) {
  return std::filesystem::path(Compiler).filename().string().find("clang") == std::string::npos ||
         !fileOf(Compiler, "include/omp.h").empty();
}

} // namespace

std::string findHostCompiler(const Invocation &I) {
  const char *Variable = std::getenv("NPUCC_CXX");
  std::string Asked = !I.HostCompiler.empty() ? I.HostCompiler : Variable ? Variable : "";
  if (!Asked.empty()) {
    if (std::filesystem::is_directory(Asked)) {
      for (const char *Name : Known)
        if (std::string P = findProgram(Asked + "/" + Name); !P.empty())
          return P;
      throw UsageError("-ccbin " + Asked + ": the folder holds no clang++, g++ or c++");
    }
    if (std::string P = findProgram(cxxDriver(Asked)); !P.empty())
      return P;
    throw UsageError("the host compiler " + Asked + " is not found; name another with -ccbin or NPUCC_CXX");
  }
  std::string First;
  for (const char *Name : Known) {
    std::string P = findProgram(Name);
    if (P.empty())
      continue;
    if (!I.OpenMP || hasOpenMP(P))
      return P;
    if (First.empty())
      First = P;
  }
  if (First.empty())
    throw UsageError(
        "no C++ compiler found in PATH: install g++ or clang, or name one with -ccbin or NPUCC_CXX");
  return First;
}

std::string findKernelCompiler(const Invocation &I, const Installation &Inst, const std::string &Host) {
  if (Inst.KernelCompiler.empty() || I.HostKernels || std::getenv("NPUCC_CXX") ||
      (I.OpenMP && !hasOpenMP(Inst.KernelCompiler)))
    return Host;
  return Inst.KernelCompiler;
}

std::vector<std::string> openMPLink(const std::string &KernelCompiler) {
  std::string Library = KernelCompiler.empty() ? "" : fileOf(KernelCompiler, "libomp.so");
  if (Library.empty())
    return {};
  return {"-Wl,--push-state,--as-needed", Library, "-Wl,--pop-state"};
}

std::string cxxStandard(const std::string &Asked) {
  for (const char *Old : {"98", "03", "0x", "11", "1y", "14", "1z"})
    for (const char *Dialect : {"c++", "gnu++"})
      if (Asked == std::string(Dialect) + Old)
        return std::string(Dialect) + "17";
  return Asked.empty() ? "gnu++17" : Asked;
}

} // namespace npucc
