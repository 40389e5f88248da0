// SPDX-License-Identifier: Apache-2.0
#include "Preamble.h"
#include "ClangRun.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Serialization/ASTWriter.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"

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
overlay(llvm::StringRef Name, std::unique_ptr<llvm::MemoryBuffer> Contents,
        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Under) {
  auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  Memory->addFile(Name, 0, std::move(Contents));
  auto FS = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(Under);
  FS->pushOverlay(Memory);
  return FS;
}

std::string hostPreambleText() {
  std::string Text;
  for (const char *H : StandardHeaders)
    Text += std::string("#include <") + H + ">\n";
  return Text;
}

std::string kernelPreambleText(const std::vector<RulePack> &Packs) {
  std::string Text;
  for (const RulePack &P : Packs)
    for (const std::string &H : P.Preinclude)
      Text += "#include \"" + (stubRoot() + "/" + P.Name + "/" + H).str() + "\"\n";
  return Text + hostPreambleText();
}

/// The precompiled header; null when Clang could not make it.
static std::unique_ptr<llvm::MemoryBuffer> compile(std::vector<std::string> Line,
                                                   llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
                                                   FileProbes &Probes) {
  auto Buffer = std::make_shared<PCHBuffer>();
  IgnoringDiagConsumer Ignore;
  MemoryPchAction Action(Buffer);
  Line.push_back(sourcePath());
  if (runClang(Line, recordProbes(Files, Probes), Ignore, Action) != ClangOutcome::Ran || !Buffer->IsComplete)
    return nullptr;
  return std::make_unique<llvm::SmallVectorMemoryBuffer>(std::move(Buffer->Data),
                                                         /*RequiresNullTerminator=*/false);
}

Preamble makePreamble(const std::string &Text, const std::vector<std::string> &Line,
                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files, ParseCache &Cache) {
  Preamble P{overlay(sourcePath(), llvm::MemoryBuffer::getMemBufferCopy(Text, sourcePath()), Files), "", ""};
  FileProbes Probes;
  std::unique_ptr<llvm::MemoryBuffer> Compiled;
  if (!Cache.enabled()) {
    Compiled = compile(Line, P.Files, Probes);
  } else {
    std::vector<std::string> Command = Line;
    Command.insert(Command.end(), {"preamble", Text});
    P.CacheKey = Cache.keyOf(Command);
    Compiled = Cache.find(P.CacheKey);
    if (!Compiled && (Compiled = compile(Line, P.Files, Probes)))
      Cache.keepShared(P.CacheKey, std::move(Probes), Compiled->getBuffer());
  }
  if (!Compiled)
    return {Files, "", ""};
  P.Path = (stubRoot() + "/preamble.pch").str();
  P.Files = overlay(P.Path, std::move(Compiled), P.Files);
  return P;
}

} // namespace npuify
