// SPDX-License-Identifier: Apache-2.0
// `npuify compare`: runs a program and compares what it prints with what was recorded, say on a GPU.
#include "Commands.h"
#include "support/OutputCompare.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

namespace npuify {
namespace {

llvm::Expected<std::string> readText(llvm::StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFileOrSTDIN(Path);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(),
                                   Path + " cannot be read: " + Buffer.getError().message());
  return (*Buffer)->getBuffer().str();
}

/// What \p Command prints; \p Status is how it ended.
llvm::Expected<std::string> outputOf(const std::vector<std::string> &Command, unsigned TimeLimit,
                                     int &Status) {
  auto Program = llvm::sys::findProgramByName(Command.front());
  if (!Program)
    return llvm::createStringError(Program.getError(),
                                   "cannot run " + Command.front() + ": " + Program.getError().message());
  llvm::SmallString<128> File;
  if (std::error_code EC = llvm::sys::fs::createTemporaryFile("npuify-output", "", File))
    return llvm::createStringError(EC, "cannot make a temporary file: " + EC.message());
  llvm::FileRemover Remover(File);
  std::vector<llvm::StringRef> Args(Command.begin(), Command.end());
  std::optional<llvm::StringRef> Redirects[] = {std::nullopt, File.str(), std::nullopt};
  std::string Why;
  Status = llvm::sys::ExecuteAndWait(*Program, Args, std::nullopt, Redirects, TimeLimit, 0, &Why);
  if (Status < 0)
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Command.front() + ": " + Why);
  return readText(File);
}

} // namespace

int runCompare(const Options &O) {
  std::vector<llvm::Regex> Ignore;
  for (const std::string &Pattern : O.IgnoredLines) {
    std::string Why;
    if (!Ignore.emplace_back(Pattern).isValid(Why))
      return fail(
          llvm::createStringError(llvm::inconvertibleErrorCode(), "--ignore " + Pattern + ": " + Why));
  }
  auto Expected = readText(O.Names.front());
  if (!Expected)
    return fail(Expected.takeError());
  int Status = 0;
  auto Actual = O.Program.empty() ? readText(O.Names.back()) : outputOf(O.Program, O.TimeLimit, Status);
  if (!Actual)
    return fail(Actual.takeError());

  constexpr size_t Shown = 10;
  OutputComparison C = compareOutputs(*Expected, *Actual, O.Tolerance, Ignore);
  for (const OutputDifference &D : llvm::ArrayRef(C.Differences).take_front(Shown))
    llvm::outs() << O.Names.front() << ':' << D.Line << ": " << D.Why << "\n  expected: " << D.Expected
                 << "\n  actual:   " << D.Actual << '\n';
  if (C.Differences.size() > Shown)
    llvm::outs() << "... and " << C.Differences.size() - Shown << " more\n";
  llvm::outs() << C.Lines << " line(s), " << C.Numbers << " number(s) compared: ";
  if (C.Differences.empty())
    llvm::outs() << "equal within the tolerances (largest relative deviation "
                 << llvm::format("%.2g", C.LargestRelative) << ")\n";
  else
    llvm::outs() << C.Differences.size() << " line(s) differ\n";
  if (Status != 0)
    llvm::outs() << O.Program.front() << " ended with exit code " << Status << '\n';
  return C.Differences.empty() && Status == 0 ? ExitOk : ExitFindings;
}

} // namespace npuify
