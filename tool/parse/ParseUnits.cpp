// SPDX-License-Identifier: Apache-2.0
#include "ParseUnits.h"
#include "CachedUnits.h"
#include "collect/EvidenceArchive.h"
#include "llvm/Support/CrashRecoveryContext.h"

namespace npuify {

template <class A> static void archive(A &Ar, ParseResult &R) {
  auto &[Found, Failure] = R;
  Ar(Found, Failure);
}

std::vector<ParseResult> parseUnits(const std::vector<TranslationUnit> &Units, const RuleIndex &Rules,
                                    const ParseUnitsSettings &S, Store &Entries) {
  llvm::CrashRecoveryContext::Enable();
  UnitWork<ParseResult> Work;
  Work.Count = Units.size();
  Work.Jobs = S.Jobs;
  Work.Files = stubFileSystem(Rules.packs());
  ParseCache Cache(Entries, Rules.packs(), Work.Files,
                   [&](const std::string &Path) { return S.Options.ProjectFiles.count(Path) != 0; });
  Work.Command = [&](size_t I) { return unitCommandLine(Units[I], Rules, S.Options); };
  enum : unsigned { Host, Kernel };
  Work.PreambleFor = [&](size_t I) -> std::optional<unsigned> {
    if (!mayUsePreamble(Units[I], S.Options))
      return std::nullopt;
    return Units[I].Kernel ? Kernel : Host;
  };
  Work.MakePreamble = [&](unsigned N) {
    return N == Kernel
               ? makePreamble(kernelPreambleText(Rules.packs()), kernelCommandLine(Rules), Work.Files, Cache)
               : makePreamble(hostPreambleText(), hostCommandLine(Rules, /*IsC=*/false), Work.Files, Cache);
  };
  Work.Compute = [&](size_t I, const Preamble &Shared) { return parse(Units[I], Rules, S.Options, Shared); };
  size_t Done = 0;
  std::mutex Mutex;
  Work.Finished = [&](size_t I) {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Done;
    if (S.Progress)
      S.Progress(Done, Units.size(), Units[I]);
  };
  return resultsOf(Work, Cache);
}

} // namespace npuify
