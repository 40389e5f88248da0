// SPDX-License-Identifier: Apache-2.0
// `npuify doctor`: is everything there that migrating and building need?
#include "Commands.h"
#include "support/Install.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/Program.h"
#include <thread>

namespace npuify {
namespace {

class Checkup {
public:
  explicit Checkup(bool Color) : Color(Color) {}

  void good(llvm::StringRef What, const llvm::Twine &Found) { line("ok", "\033[1;32m", What, Found, ""); }
  /// Something needed is missing.
  void bad(llvm::StringRef What, const llvm::Twine &Found, llvm::StringRef Remedy) {
    Healthy = false;
    line("missing", "\033[1;31m", What, Found, Remedy);
  }
  /// Something useful is missing.
  void weak(llvm::StringRef What, const llvm::Twine &Found, llvm::StringRef Remedy) {
    line("absent", "\033[1;33m", What, Found, Remedy);
  }
  bool healthy() const { return Healthy; }

private:
  bool Color, Healthy = true;

  void line(const char *Word, const char *Tint, llvm::StringRef What, const llvm::Twine &Found,
            llvm::StringRef Remedy) {
    llvm::outs() << (Color ? Tint : "") << llvm::left_justify(Word, 8) << (Color ? "\033[0m" : "")
                 << llvm::left_justify(What, 20) << Found << '\n';
    if (!Remedy.empty())
      llvm::outs() << "          = help: " << Remedy << '\n';
  }
};

void program(Checkup &C, llvm::StringRef What, llvm::ArrayRef<const char *> Names, bool Needed,
             llvm::StringRef Remedy) {
  for (const char *Name : Names)
    if (auto Path = llvm::sys::findProgramByName(Name))
      return C.good(What, *Path);
  if (Needed)
    C.bad(What, "not found on PATH", Remedy);
  else
    C.weak(What, "not found on PATH", Remedy);
}

} // namespace

int runDoctor(const Options &O) {
  Checkup C(useColor(O.Color, llvm::outs()));
  C.good("npuify", NPUIFY_VERSION ", LLVM " LLVM_VERSION_STRING ", " +
                       llvm::Twine(std::max(1u, std::thread::hardware_concurrency())) + " cores");
  auto Packs = loadPacks(O);
  if (Packs) {
    size_t Rules = 0;
    for (const RulePack &P : *Packs)
      Rules += P.Rules.size();
    C.good("rules", builtinRulesDir() + ": " + llvm::Twine(Packs->size()) +
                        (Packs->size() == 1 ? " pack, " : " packs, ") + llvm::Twine(Rules) + " rules");
  } else {
    C.bad("rules", "cannot be loaded", "the messages of: npuify rules check");
    llvm::errs() << llvm::toString(Packs.takeError()) << '\n';
  }
  if (std::string Dir = clangResourceDir(); !Dir.empty())
    C.good("Clang's headers", Dir);
  else
    C.bad("Clang's headers", "not found", "install the package libclang-common-19-dev");
  if (std::string Dir = runtimeIncludeDir(); !Dir.empty())
    C.good("NPU runtime headers", Dir);
  else
    C.bad("NPU runtime headers", "not found", "install npuify with its runtime: cmake --install BUILD_DIR");
  program(C, "C++ compiler", {"g++", "clang++", "clang++-19", "c++"}, true, "install g++ 12 or clang 19");
  program(C, "make", {"make"}, false, "needed to build projects that come with a Makefile");
  program(C, "cmake", {"cmake"}, false, "needed to build projects that come with a CMakeLists.txt");
  return C.healthy() ? ExitOk : ExitFindings;
}

} // namespace npuify
