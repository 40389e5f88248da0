// SPDX-License-Identifier: Apache-2.0
#include "ParseUnits.h"
#include "Preamble.h"
#include "cache/ParseCache.h"
#include "collect/EvidenceArchive.h"
#include "support/Parallel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CrashRecoveryContext.h"

namespace npuify {

template <class A> static void archive(A &Ar, ParseResult &R) {
  auto &[Found, Failure] = R;
  Ar(Found, Failure);
}

std::vector<ParseResult> parseUnits(const std::vector<TranslationUnit> &Units, const RuleIndex &Rules,
                                    const ParseUnitsSettings &S, Store &Entries) {
  llvm::CrashRecoveryContext::Enable();
  Preamble Shared{stubFileSystem(Rules.packs()), "", ""};
  ParseCache Cache(Entries, Rules.packs(), Shared.Files,
                   [&](const std::string &Path) { return S.Options.ProjectFiles.count(Path) != 0; });
  std::vector<ParseResult> Results(Units.size());
  size_t Done = 0;
  std::mutex Mutex;
  auto Finished = [&](const TranslationUnit &TU) {
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Done;
    if (S.Progress)
      S.Progress(Done, Units.size(), TU);
  };

  std::vector<std::string> Keys(Units.size());
  std::vector<char> Cached(Units.size());
  auto Find = [&](size_t I) {
    std::optional<std::string> Bytes = Cache.find(Keys[I]);
    if (!Bytes)
      return false;
    ArchiveReader Reader(*Bytes);
    Reader(Results[I]);
    if (!Reader.done())
      Results[I] = {};
    return Reader.done();
  };
  if (Cache.enabled())
    forEachIndex(Units.size(), S.Jobs, [&](size_t I) {
      Keys[I] = Cache.keyOf(unitCommandLine(Units[I], Rules, S.Options));
      if ((Cached[I] = Find(I)))
        Finished(Units[I]);
    });
  std::vector<size_t> Missing;
  for (size_t I = 0; I < Units.size(); ++I)
    if (!Cached[I])
      Missing.push_back(I);

  // A preamble pays from the third unit on, and at once when later runs find it in the cache.
  long Users = llvm::count_if(Missing, [&](size_t I) { return mayUsePreamble(Units[I], S.Options); });
  if (Users > (Cache.enabled() ? 0 : 2))
    Shared = makePreamble(kernelPreambleText(Rules.packs()), kernelCommandLine(Rules), Shared.Files, Cache);
  forEachIndex(Missing.size(), S.Jobs, [&](size_t N) {
    size_t I = Missing[N];
    if (Cache.enabled() && Find(I)) // another run was quicker
      return Finished(Units[I]);
    bool Precompiled = !Shared.Path.empty() && mayUsePreamble(Units[I], S.Options);
    FileProbes Probes;
    Preamble Mine = Precompiled ? Shared : Preamble{Shared.Files, "", ""};
    if (Cache.enabled())
      Mine.Files = recordProbes(Mine.Files, Probes);
    Results[I] = parse(Units[I], Rules, S.Options, Mine);
    if (Cache.enabled()) {
      ArchiveWriter Writer;
      Writer(Results[I]);
      Cache.keep(Keys[I], std::move(Probes), Writer.Bytes, Precompiled ? Shared.CacheKey : "");
    }
    Finished(Units[I]);
  });
  return Results;
}

} // namespace npuify
