// SPDX-License-Identifier: Apache-2.0
// Polls: sources change a few times a minute, and polling works on every file system, network mounts
// included.
#include "Watch.h"
#include "Commands.h"
#include "ConfigFile.h"
#include "llvm/Support/Chrono.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <thread>

namespace npuify {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

using Stamp = std::pair<llvm::sys::TimePoint<>, uint64_t>; // modification, size
using Snapshot = std::map<std::string, Stamp>;

void note(const std::string &Path, const fs::file_status &Status, Snapshot &Out) {
  if (Status.type() == fs::file_type::regular_file)
    Out[Path] = {Status.getLastModificationTime(), Status.getSize()};
}

void add(const std::string &Path, Snapshot &Out) {
  fs::file_status Status;
  if (fs::status(Path, Status))
    return;
  if (Status.type() != fs::file_type::directory_file)
    return note(Path, Status, Out);
  std::error_code EC;
  for (fs::recursive_directory_iterator It(Path, EC, /*follow_symlinks=*/false), End; It != End && !EC;
       It.increment(EC)) {
    if (path::filename(It->path()).starts_with(".") && It->type() == fs::file_type::directory_file) {
      It.no_push(); // .git and friends
      continue;
    }
    if (!fs::status(It->path(), Status))
      note(It->path(), Status, Out);
  }
}

Snapshot look(const Options &O) {
  Snapshot Out;
  for (const auto *Places : {&O.Sources, &O.RuleDirs})
    for (const std::string &P : *Places)
      add(P, Out);
  for (const std::string &File : {O.ConfigFile, O.Baseline})
    if (!File.empty())
      add(File, Out);
  // Our own reports may lie among the sources.
  for (const ReportOutput &To : O.Outputs)
    for (auto It = Out.begin(); It != Out.end();)
      It = fs::equivalent(It->first, To.File) ? Out.erase(It) : std::next(It);
  return Out;
}

/// The first file that differs, for the message.
std::string difference(const Snapshot &A, const Snapshot &B) {
  for (const auto *From : {&B, &A})
    for (const auto &[Path, At] : *From) {
      const Snapshot &Other = From == &B ? A : B;
      auto It = Other.find(Path);
      if (It == Other.end() || It->second != At)
        return Path;
    }
  return "";
}

} // namespace

int watch(const Options &Given) {
  using namespace std::chrono_literals;
  constexpr auto Interval = 300ms;
  for (;;) {
    Options O = Given;
    int Exit = ExitError;
    if (llvm::Error E = applyConfig(O)) {
      if (O.ConfigFile.empty() || !fs::exists(O.ConfigFile))
        return fail(std::move(E));
      fail(std::move(E)); // a mistake in the file is mended while we watch
    }
    Snapshot Before = look(O);
    if (Before.empty())
      return fail(llvm::createStringError(llvm::inconvertibleErrorCode(),
                                          "there is nothing to watch in what is given"));
    Exit = runCheck(O);
    llvm::errs() << "watching " << Before.size() << " file(s); last exit code " << Exit << '\n';
    for (Snapshot Now = Before; Now == Before;) {
      std::this_thread::sleep_for(Interval);
      Now = look(O);
      // An editor may be in the middle of writing.
      while (Now != Before) {
        std::this_thread::sleep_for(Interval);
        Snapshot Again = look(O);
        if (Again == Now)
          break;
        Now = std::move(Again);
      }
      if (Now != Before)
        llvm::errs() << "\n" << difference(Before, Now) << " changed\n";
    }
  }
}

} // namespace npuify
