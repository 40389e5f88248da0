// SPDX-License-Identifier: Apache-2.0
#include "PythonRun.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>

namespace npuify {

static llvm::Error fail(const llvm::Twine &Message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
}

llvm::Expected<std::string> runPython(llvm::StringRef Script, llvm::StringRef Request) {
  auto Python = llvm::sys::findProgramByName("python3");
  if (!Python)
    return fail("python3, whose parser reads Python sources, is not installed");
  llvm::SmallString<128> In, Out, Err;
  for (auto *File : {&In, &Out, &Err})
    if (std::error_code EC = llvm::sys::fs::createTemporaryFile("npuify-python", "json", *File))
      return fail("cannot make a temporary file: " + EC.message());
  llvm::FileRemover RemoveIn(In), RemoveOut(Out), RemoveErr(Err);
  if (llvm::Error E = llvm::writeToOutput(In, [&](llvm::raw_ostream &OS) {
        OS << Request;
        return llvm::Error::success();
      }))
    return E;
  std::optional<llvm::StringRef> Redirects[] = {In.str(), Out.str(), Err.str()};
  std::string Why;
  int Code =
      llvm::sys::ExecuteAndWait(*Python, {*Python, "-I", "-c", Script}, std::nullopt, Redirects, 0, 0, &Why);
  auto Contents = [](llvm::StringRef Path) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    return Buffer ? (*Buffer)->getBuffer().str() : std::string();
  };
  if (Code != 0)
    return fail("python3 failed: " +
                (Why.empty() ? llvm::StringRef(Contents(Err)).rtrim().rsplit('\n').second.str() : Why));
  return Contents(Out);
}

} // namespace npuify
