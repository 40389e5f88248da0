// SPDX-License-Identifier: Apache-2.0
// What commands share, and `npuify report`.
#include "Commands.h"
#include "report/JsonReport.h"
#include "support/Install.h"
#include "llvm/Support/MemoryBuffer.h"

namespace npuify {

llvm::Expected<std::vector<RulePack>> loadPacks(const Options &O) {
  std::string Builtin = builtinRulesDir();
  if (Builtin.empty())
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        "the built-in rules are not installed\n  = help: set NPUIFY_RULES_DIR to the "
        "folder that holds them; npuify doctor tells where they are looked for");
  auto Packs = loadRulePacks(Builtin, O.RuleDirs, O.CudaArch);
  if (Packs && !O.Targets.empty() && O.Targets.front() != "cpu")
    emitForAscend(*Packs);
  return Packs;
}

llvm::Error writeReports(const FindingLog &Log, const Options &O) {
  for (const ReportOutput &To : O.Outputs)
    if (llvm::Error E = writeReportFile(Log, To))
      return E;
  makeReporter(O.Format, useColor(O.Color, llvm::outs()))->write(Log, llvm::outs());
  llvm::outs().flush();
  return llvm::Error::success();
}

int exitCodeFor(const FindingLog &Log, const Options &O) {
  return O.FailOn && anyAtOrAbove(Log, *O.FailOn) ? ExitFindings : ExitOk;
}

int fail(llvm::Error E) {
  std::string Text = llvm::toString(std::move(E));
  if (!llvm::StringRef(Text).starts_with("error"))
    llvm::errs() << "error: ";
  llvm::errs() << Text << '\n';
  return ExitError;
}

int runReport(const Options &O) {
  std::vector<FindingLog> Logs;
  for (const std::string &File : O.Sources) {
    auto Buffer = llvm::MemoryBuffer::getFileOrSTDIN(File);
    if (!Buffer)
      return fail(llvm::createStringError(Buffer.getError(),
                                          File + ": cannot be read: " + Buffer.getError().message()));
    auto Log = readJsonReport((*Buffer)->getBuffer(), File);
    if (!Log)
      return fail(Log.takeError());
    Logs.push_back(std::move(*Log));
  }
  FindingLog Log = mergeLogs(std::move(Logs));
  if (!O.Targets.empty())
    Log.Targets = O.Targets;
  std::map<std::string, std::unique_ptr<llvm::MemoryBuffer>> Texts;
  Log.quoteSources([&](llvm::StringRef File) -> llvm::StringRef {
    auto [It, New] = Texts.try_emplace(File.str());
    if (New)
      if (auto Buffer = llvm::MemoryBuffer::getFile((O.Root.empty() ? "." : O.Root) + "/" + File))
        It->second = std::move(*Buffer);
    return It->second ? It->second->getBuffer() : "";
  });
  if (llvm::Error E = applyWaivers(Log, O, O.Root.empty() ? "." : O.Root))
    return fail(std::move(E));
  if (llvm::Error E = writeReports(Log, O))
    return fail(std::move(E));
  return exitCodeFor(Log, O);
}

} // namespace npuify
