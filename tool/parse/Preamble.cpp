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

Preamble buildPreamble(const std::vector<std::string> &Line, const std::vector<RulePack> &Packs,
                       llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, FileProbes &Probes) {
  std::string Source = (stubRoot() + "/preamble.h").str(), Path = (stubRoot() + "/preamble.pch").str();
  std::string Text;
  for (const RulePack &P : Packs)
    for (const std::string &H : P.Preinclude)
      Text += "#include \"" + (stubRoot() + "/" + P.Name + "/" + H).str() + "\"\n";
  for (const char *H : StandardHeaders)
    Text += std::string("#include <") + H + ">\n";

  auto Overlay = [&](llvm::StringRef Name, std::unique_ptr<llvm::MemoryBuffer> Contents, auto &Under) {
    auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    Memory->addFile(Name, 0, std::move(Contents));
    auto FS = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(Under);
    FS->pushOverlay(Memory);
    return llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>(FS);
  };
  auto WithSource = Overlay(Source, llvm::MemoryBuffer::getMemBufferCopy(Text, Source), Base);

  auto Buffer = std::make_shared<PCHBuffer>();
  IgnoringDiagConsumer Ignore;
  MemoryPchAction Action(Buffer);
  std::vector<std::string> Full = Line;
  Full.push_back(Source);
  if (runClang(Full, recordProbes(WithSource, Probes), Ignore, Action) != ClangOutcome::Ran || !Buffer->IsComplete)
    return {Base, ""};
  llvm::StringRef Data(Buffer->Data.data(), Buffer->Data.size());
  return {Overlay(Path, llvm::MemoryBuffer::getMemBufferCopy(Data, Path), WithSource), Path};
}

} // namespace npuify
