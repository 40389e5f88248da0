// SPDX-License-Identifier: Apache-2.0
// What the options take off a run's account: ignores of the configuration, the baseline, lines that did not
// change.
#include "Commands.h"
#include "check/Baseline.h"
#include "check/ChangedLines.h"
#include "support/ToolRules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace npuify {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

constexpr llvm::StringLiteral DefaultBaseline = ".npuify-baseline.json";

/// \p Path as reports name files: relative to \p Base when it lies there.
std::string relativeTo(llvm::StringRef Path, llvm::StringRef Base) {
  llvm::SmallString<256> File(Path), Root(Base);
  fs::make_absolute(File);
  fs::make_absolute(Root);
  path::remove_dots(File, /*remove_dot_dot=*/true);
  path::remove_dots(Root, /*remove_dot_dot=*/true);
  llvm::StringRef Rel = File;
  return Rel.consume_front(Root) && Rel.consume_front("/") ? Rel.str() : path::filename(Path).str();
}

/// A file of the log on this machine.
std::string located(llvm::StringRef File, llvm::StringRef Base) {
  llvm::SmallString<256> P(Base);
  path::append(P, File);
  fs::make_absolute(P);
  path::remove_dots(P, /*remove_dot_dot=*/true);
  return P.str().str();
}

llvm::Error ignore(FindingLog &Log, const Options &O, llvm::StringRef Base) {
  for (const Options::Ignore &I : O.Ignored) {
    std::vector<llvm::GlobPattern> Globs;
    for (const std::string &G : I.Files) {
      auto Glob = llvm::GlobPattern::create(G);
      if (!Glob)
        return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                       O.ConfigFile + ": bad glob '" + G +
                                           "': " + llvm::toString(Glob.takeError()));
      Globs.push_back(std::move(*Glob));
    }
    for (const std::string &Rule : I.Rules) {
      bool Used = false;
      for (Finding &F : Log.Findings)
        if (F.RuleId == Rule && (Globs.empty() || llvm::any_of(Globs, [&](const llvm::GlobPattern &G) {
                                   return G.match(F.File);
                                 }))) {
          Used = true;
          F.Waived = Waiver::Suppressed;
          F.WaiverReason = I.Reason;
        }
      if (Used)
        continue;
      Finding F = toolFinding(ToolRule::UnusedSuppression, Rule);
      F.File = relativeTo(O.ConfigFile, Base);
      F.Native = F.Applied = true;
      Log.Findings.push_back(std::move(F));
    }
  }
  Log.sort();
  return llvm::Error::success();
}

llvm::Error baseline(FindingLog &Log, const Options &O, llvm::StringRef Base) {
  std::string File = O.Baseline;
  if (File.empty()) {
    if (!O.UpdateBaseline)
      return llvm::Error::success();
    File = O.ConfigFile.empty() ? DefaultBaseline.str()
                                : located(DefaultBaseline, path::parent_path(O.ConfigFile));
  }
  auto Exists = [&](llvm::StringRef Rel) { return fs::exists(located(Rel, Base)); };
  Baseline Known;
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (Buffer) {
    auto Read = readBaseline((*Buffer)->getBuffer(), File);
    if (!Read)
      return Read.takeError();
    Known = std::move(*Read);
  } else if (!O.UpdateBaseline)
    return llvm::createStringError(Buffer.getError(),
                                   File + ": the baseline cannot be read: " + Buffer.getError().message() +
                                       "\n  = help: npuify check --update-baseline writes it");
  if (O.UpdateBaseline) {
    Known = baselineOf(Log, Known, Exists);
    if (llvm::Error E = llvm::writeToOutput(File, [&](llvm::raw_ostream &OS) {
          OS << writeBaseline(Known);
          return llvm::Error::success();
        }))
      return E;
    unsigned Findings = 0;
    for (const auto &[Name, Rules] : Known.Files)
      for (const auto &[Rule, N] : Rules)
        Findings += N;
    llvm::errs() << "wrote " << File << ": " << Findings << " finding(s) in " << Known.Files.size()
                 << " file(s)\n";
  }
  applyBaseline(Log, Known, relativeTo(File, Base), Exists);
  return llvm::Error::success();
}

} // namespace

llvm::Error applyWaivers(FindingLog &Log, const Options &O, llvm::StringRef Base) {
  if (llvm::Error E = ignore(Log, O, Base))
    return E;
  if (llvm::Error E = baseline(Log, O, Base))
    return E;
  if (O.ChangedSince.empty())
    return llvm::Error::success();
  auto Lines = ChangedLines::since(O.ChangedSince, Base);
  if (!Lines)
    return Lines.takeError();
  // Files from outside the base are reported below _deps; no line of theirs is known to be unchanged.
  waiveUnchanged(Log, *Lines, [&](llvm::StringRef File) { return located(File, Base); });
  return llvm::Error::success();
}

} // namespace npuify
