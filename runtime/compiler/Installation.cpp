// SPDX-License-Identifier: Apache-2.0
#include "Installation.h"
#include "Files.h"
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;

namespace npucc {
namespace {

/// The source tree of the build folder \p Build, from the record CMake keeps there; empty when it is none of
/// ours.
std::string sourceTreeOf(const fs::path &Build) {
  std::ifstream Cache(Build / "CMakeCache.txt");
  for (std::string Line; std::getline(Cache, Line);)
    for (const char *Key : {"npuify_SOURCE_DIR:STATIC="})
      if (Line.compare(0, std::string_view(Key).size(), Key) == 0)
        return Line.substr(std::string_view(Key).size());
  return "";
}

std::string firstWith(const std::vector<fs::path> &Folders, const char *Probe) {
  for (const fs::path &F : Folders)
    if (!F.empty() && isRegularFile((F / Probe).string()))
      return F.lexically_normal().string();
  return "";
}

} // namespace

Installation Installation::find(const std::string &Executable) {
  fs::path Bin = fs::path(Executable).parent_path(), Prefix = Bin.parent_path();
  std::string Source = sourceTreeOf(Prefix);
  fs::path Tree = Source.empty() ? fs::path() : fs::path(Source);
  const char *Rules = std::getenv("NPUIFY_RULES_DIR");

  Installation I;
  I.IncludeDir =
      firstWith({Prefix / "include", Tree.empty() ? Tree : Tree / "runtime/include"}, "npu/runtime.hpp");
  I.LibraryDir = firstWith({Prefix / "lib", Prefix / NPUCC_LIBDIR, Prefix / "lib64"}, "libnpu.so");
  I.RulesDir = firstWith({Rules ? fs::path(Rules) : fs::path(), Prefix / "share/npuify/rules",
                          Tree.empty() ? Tree : Tree / "rules"},
                         "cuda/pack.json");
  if (isRegularFile((Bin / "npuify").string()))
    I.Migrator = (Bin / "npuify").string();
  if (isRegularFile((Bin / "npucc-clang").string()))
    I.KernelCompiler = (Bin / "npucc-clang").string();
  if (I.IncludeDir.empty())
    throw UsageError("the headers npu/*.h are missing: looked for " + (Prefix / "include").string() +
                     "; install the runtime beside npucc");
  if (I.LibraryDir.empty())
    throw UsageError("the runtime libnpu.so is missing: looked for it in " + (Prefix / "lib").string() +
                     "; build the target npu, or install the runtime beside npucc");
  I.Libraries.push_back("npu");
  for (const fs::directory_entry &E : fs::directory_iterator(I.LibraryDir)) {
    std::string Name = E.path().filename().string();
    if (Name.compare(0, 6, "libnpu") == 0 && E.path().extension() == ".so" && Name != "libnpu.so")
      I.Libraries.push_back(E.path().stem().string().substr(3));
  }
  std::sort(I.Libraries.begin() + 1, I.Libraries.end());
  return I;
}

bool Installation::isForeignHeader(const std::string &Include) const {
  if (RulesDir.empty() || Include.compare(0, 4, "npu/") == 0)
    return false;
  for (const fs::directory_entry &Pack : fs::directory_iterator(RulesDir))
    if (isRegularFile((Pack.path() / "stubs" / Include).string()))
      return true;
  return false;
}

std::vector<std::string> Installation::compileFlags() const {
  // Naming a folder that the compiler searches anyway would move it ahead of the C++ library's.
  if (IncludeDir == "/usr/include" || IncludeDir == "/usr/local/include")
    return {"-pthread"};
  return {"-isystem", IncludeDir, "-pthread"};
}

std::vector<std::string> Installation::linkFlags(bool WithLanguage) const {
  std::vector<std::string> Flags = {"-L" + LibraryDir, "-Wl,-rpath," + LibraryDir};
  // Libraries that the program does not use leave no trace in it.
  Flags.push_back("-Wl,--push-state,--as-needed");
  for (const std::string &L : Libraries)
    Flags.push_back("-l" + L);
  Flags.push_back("-Wl,--pop-state");
  Flags.push_back("-pthread");
  if (WithLanguage)
    Flags.insert(Flags.end(), {"-lstdc++", "-lm"});
  return Flags;
}

std::string ownPath() {
  std::error_code EC;
  fs::path P = fs::read_symlink("/proc/self/exe", EC);
  if (EC)
    throw UsageError("cannot find npucc's own path: " + EC.message());
  return P.string();
}

} // namespace npucc
