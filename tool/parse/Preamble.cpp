// SPDX-License-Identifier: Apache-2.0
#include "Preamble.h"
#include "ClangRun.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Serialization/ASTWriter.h"

using namespace clang;

namespace npuify {

// What the corpora include most; a header costs its parse time once, and nothing where it is not used.
static const char *const StandardHeaders[] = {
    "algorithm", "cassert",   "chrono",   "cmath",  "cstdint", "cstdio", "cstdlib", "cstring",
    "fstream",   "iomanip",   "iostream", "limits", "map",     "memory", "numeric", "random",
    "sstream",   "stdexcept", "string",   "tuple",  "utility", "vector"};

namespace {

/// Like clang's own GeneratePCHAction, but the result stays in memory.
class MemoryPchAction : public ASTFrontendAction {
public:
  explicit MemoryPchAction(std::shared_ptr<PCHBuffer> Buffer) : Buffer(std::move(Buffer)) {}
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, llvm::StringRef) override {
    return std::make_unique<PCHGenerator>(CI.getPreprocessor(), CI.getModuleCache(), "", "", Buffer,
                                          CI.getFrontendOpts().ModuleFileExtensions,
                                          /*AllowASTWithErrors=*/true, /*IncludeTimestamps=*/false);
  }
  TranslationUnitKind getTranslationUnitKind() override { return TU_Prefix; }
  bool hasASTFileSupport() const override { return false; }

private:
  std::shared_ptr<PCHBuffer> Buffer;
};

} // namespace

static std::string sourcePath() { return (stubRoot() + "/preamble.h").str(); }

static llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
overlay(llvm::StringRef Name, llvm::StringRef Contents,
        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Under) {
  auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  Memory->addFile(Name, 0, llvm::MemoryBuffer::getMemBufferCopy(Contents, Name));
  auto FS = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(Under);
  FS->pushOverlay(Memory);
  return FS;
}

static llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
withSource(const std::vector<RulePack> &Packs, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base) {
  std::string Text;
  for (const RulePack &P : Packs)
    for (const std::string &H : P.Preinclude)
      Text += "#include \"" + (stubRoot() + "/" + P.Name + "/" + H).str() + "\"\n";
  for (const char *H : StandardHeaders)
    Text += std::string("#include <") + H + ">\n";
  return overlay(sourcePath(), Text, Base);
}

std::string compilePreamble(const std::vector<std::string> &Line, const std::vector<RulePack> &Packs,
                            llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, FileProbes &Probes) {
  auto Buffer = std::make_shared<PCHBuffer>();
  IgnoringDiagConsumer Ignore;
  MemoryPchAction Action(Buffer);
  std::vector<std::string> Full = Line;
  Full.push_back(sourcePath());
  if (runClang(Full, recordProbes(withSource(Packs, Base), Probes), Ignore, Action) != ClangOutcome::Ran ||
      !Buffer->IsComplete)
    return "";
  return std::string(Buffer->Data.data(), Buffer->Data.size());
}

Preamble openPreamble(std::string Compiled, const std::vector<RulePack> &Packs,
                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base) {
  if (Compiled.empty())
    return {Base, ""};
  std::string Path = (stubRoot() + "/preamble.pch").str();
  return {overlay(Path, Compiled, withSource(Packs, Base)), Path};
}

} // namespace npuify
