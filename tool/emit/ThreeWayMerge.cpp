// SPDX-License-Identifier: Apache-2.0
#include "ThreeWayMerge.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>

namespace npuify {
namespace {

namespace fs = llvm::sys::fs;

/// A file that goes away again.
struct Scratch {
  llvm::SmallString<128> Path;
  llvm::FileRemover Remover;
  llvm::Error create(llvm::StringRef Name, llvm::StringRef Text) {
    int FD;
    if (std::error_code EC = fs::createTemporaryFile("npuify-" + Name, "", FD, Path))
      return llvm::createStringError(EC, "cannot make a temporary file: " + EC.message());
    Remover.setFile(Path);
    llvm::raw_fd_ostream(FD, /*shouldClose=*/true) << Text;
    return llvm::Error::success();
  }
};

std::vector<llvm::StringRef> mergeCommand(std::string &Program, const Scratch &Mine, const Scratch &Base,
                                          const Scratch &Theirs) {
  const char *Labels[] = {"your edits", "the last migration", "this migration"};
  if (auto Git = llvm::sys::findProgramByName("git")) {
    Program = *Git;
    return {"git",     "merge-file", "-p",      "-L",      Labels[0], "-L",
            Labels[1], "-L",         Labels[2], Mine.Path, Base.Path, Theirs.Path};
  }
  if (auto Diff3 = llvm::sys::findProgramByName("diff3")) {
    Program = *Diff3;
    return {"diff3", "-m",      "-L",      Labels[0], "-L",       Labels[1],
            "-L",    Labels[2], Mine.Path, Base.Path, Theirs.Path};
  }
  return {};
}

} // namespace

unsigned countConflicts(llvm::StringRef Text) {
  unsigned Count = 0;
  while (!Text.empty()) {
    auto [Line, Next] = Text.split('\n');
    Count += Line.starts_with("<<<<<<< your edits");
    Text = Next;
  }
  return Count;
}

llvm::Expected<MergedText> mergeTexts(const std::string &BaseText, const std::string &MineText,
                                      const std::string &TheirsText) {
  Scratch Base, Mine, Theirs, Out;
  for (auto [File, Name, Text] :
       {std::tuple<Scratch *, const char *, const std::string *>{&Base, "base", &BaseText},
        {&Mine, "mine", &MineText},
        {&Theirs, "theirs", &TheirsText}})
    if (llvm::Error E = File->create(Name, *Text))
      return E;
  if (llvm::Error E = Out.create("merged", ""))
    return E;
  std::string Program;
  std::vector<llvm::StringRef> Command = mergeCommand(Program, Mine, Base, Theirs);
  if (Command.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(), "neither git nor diff3 is installed");
  std::optional<llvm::StringRef> Redirects[] = {llvm::StringRef(), Out.Path.str(), llvm::StringRef()};
  std::string Why;
  int Status = llvm::sys::ExecuteAndWait(Program, Command, /*Env=*/std::nullopt, Redirects, 0, 0, &Why);
  auto Text = llvm::MemoryBuffer::getFile(Out.Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (Status < 0 || Status > 127 || !Text) // git tells the number of conflicts by its status
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Program + " failed: " + Why);
  return MergedText{(*Text)->getBuffer().str(), countConflicts((*Text)->getBuffer())};
}

} // namespace npuify
