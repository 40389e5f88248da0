// SPDX-License-Identifier: Apache-2.0
// Looks for npuify's own files.
#include "Install.h"
#include "Digest.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

namespace npuify {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// \p Relative seen from the folder of the executable.
std::string besideExecutable(llvm::StringRef Relative) {
  static int Anchor;
  llvm::SmallString<256> P(path::parent_path(fs::getMainExecutable(nullptr, &Anchor)));
  path::append(P, Relative);
  path::remove_dots(P, /*remove_dot_dot=*/true);
  return P.str().str();
}

/// The first of \p Folders in which \p Probe exists.
std::string firstWith(std::initializer_list<std::string> Folders, llvm::StringRef Probe) {
  for (const std::string &F : Folders) {
    llvm::SmallString<256> P(F);
    path::append(P, Probe);
    if (!F.empty() && fs::exists(P))
      return F;
  }
  return "";
}

} // namespace

std::string builtinRulesDir() {
  if (auto Dir = llvm::sys::Process::GetEnv("NPUIFY_RULES_DIR"); Dir && !Dir->empty())
    return *Dir;
  return firstWith(
      {besideExecutable("../share/npuify/rules"), besideExecutable("../../rules"), NPUIFY_SOURCE_RULES},
      "cuda/pack.json");
}

std::string runtimeIncludeDir() {
  return firstWith({besideExecutable("../include"), besideExecutable("../../runtime/include"),
                    NPUIFY_SOURCE_RULES "/../runtime/include"},
                   "npu/runtime.hpp");
}

std::string executableDigest() {
  static int Anchor;
  auto Buffer = llvm::MemoryBuffer::getFile(fs::getMainExecutable(nullptr, &Anchor), /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  return Buffer ? digestOf((*Buffer)->getBuffer()) : "";
}

std::string clangResourceDir() {
  return firstWith({besideExecutable("../lib/clang/19"), NPUIFY_CLANG_RESOURCE_DIR}, "include/stddef.h");
}

} // namespace npuify
