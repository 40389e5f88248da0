// SPDX-License-Identifier: Apache-2.0
#include "PythonBuild.h"
#include "PythonRun.h"
#include "support/Embedded.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace npuify {
namespace {

namespace json = llvm::json;

std::vector<std::string> strings(const json::Object &O, llvm::StringRef Key) {
  std::vector<std::string> Out;
  if (const json::Array *A = O.getArray(Key))
    for (const json::Value &V : *A)
      if (auto S = V.getAsString())
        Out.push_back(S->str());
  return Out;
}

BuildFlags readFlags(const json::Object &O, llvm::StringRef Directory) {
  BuildFlags Flags;
  Flags.Definitions = strings(O, "definitions");
  Flags.HostDefinitions = strings(O, "host_definitions");
  Flags.KernelDefinitions = strings(O, "kernel_definitions");
  for (const std::string &Dir : strings(O, "include_dirs")) {
    llvm::SmallString<256> Path(Dir), Real;
    llvm::sys::fs::make_absolute(Directory, Path);
    if (!llvm::sys::fs::real_path(Path, Real) && llvm::sys::fs::is_directory(Real))
      Flags.IncludeDirs.push_back(Real.str().str());
  }
  return Flags;
}

std::string request(llvm::ArrayRef<PythonSource> Sources) {
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  json::OStream J(OS);
  J.object([&] {
    J.attributeArray("files", [&] {
      for (const PythonSource &S : Sources)
        J.object([&] { J.attribute("text", json::isUTF8(S.Text) ? S.Text : ""); });
    });
  });
  return Out;
}

} // namespace

bool mayBuildExtensions(llvm::StringRef Text) {
  return llvm::any_of(
      llvm::ArrayRef{"define_macros", "compile_args", "include_dirs", "cflags", "include_paths"},
      [&](llvm::StringRef Word) { return Text.contains(Word); });
}

std::vector<BuildFlags> readPythonBuildFlags(llvm::ArrayRef<PythonSource> Sources) {
  std::vector<BuildFlags> Out(Sources.size());
  if (Sources.empty())
    return Out;
  auto Answer = runPython(embedded("python_build.py"), request(Sources));
  auto Parsed = Answer ? json::parse(*Answer) : Answer.takeError();
  if (!Parsed) {
    llvm::consumeError(Parsed.takeError());
    return Out;
  }
  if (const json::Array *Files = Parsed->getAsArray())
    for (size_t I = 0; I < std::min(Out.size(), Files->size()); ++I)
      if (const json::Object *O = (*Files)[I].getAsObject())
        Out[I] = readFlags(*O, Sources[I].Directory);
  return Out;
}

} // namespace npuify
