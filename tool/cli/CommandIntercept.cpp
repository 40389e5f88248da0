// SPDX-License-Identifier: Apache-2.0
// `npuify intercept`: runs a build and writes compile_commands.json of the compilers it called.
#include "Commands.h"
#include "input/CommandRecorder.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Error.h"

namespace npuify {

int runIntercept(const Options &O) {
  auto Recorder = CommandRecorder::create();
  if (!Recorder)
    return fail(Recorder.takeError());
  auto Status = Recorder->run(O.Program);
  if (!Status)
    return fail(Status.takeError());
  std::vector<RecordedCall> Calls = Recorder->calls();
  std::string Database = compilationDatabase(Calls),
              File = O.OutDir.empty() ? "compile_commands.json" : O.OutDir;
  size_t Entries = llvm::StringRef(Database).count("\"directory\":");
  if (Entries == 0) {
    llvm::errs()
        << "error: " << O.Program.front() << " compiled nothing that could be recorded\n"
        << "  = help: clean the build first, so that everything is compiled anew; a compiler that is called "
           "by "
           "its full path is not seen: override its variable, as in npuify intercept -- make NVCC=nvcc\n";
    return ExitError;
  }
  if (llvm::Error E = llvm::writeToOutput(File, [&](llvm::raw_ostream &OS) {
        OS << Database;
        return llvm::Error::success();
      }))
    return fail(std::move(E));
  llvm::errs() << "note: " << Entries << " compilation(s) are recorded in " << File << '\n';
  if (Recorder->standsIn())
    llvm::errs() << "note: nvcc is not installed: it was stood in for, and nothing that runs was built ("
                 << Recorder->failures() << " command(s) failed and were recorded all the same)\n";
  if (*Status != 0) {
    llvm::errs() << "error: " << llvm::join(O.Program, " ") << " ended with " << *Status
                 << "; what comes after that is missing in " << File << '\n';
    return ExitError;
  }
  return ExitOk;
}

} // namespace npuify
