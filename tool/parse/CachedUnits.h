// SPDX-License-Identifier: Apache-2.0
// Something that Clang tells about every unit of a run: found in the cache or computed, on several threads,
// with a preamble where it pays. Parsing and --verify both go this way.
#pragma once

#include "Preamble.h"
#include "support/Archive.h"
#include "support/Parallel.h"
#include <functional>
#include <optional>

namespace npuify {

template <class Result> struct UnitWork {
  size_t Count = 0;
  unsigned Jobs = 1;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  /// What decides about the result of a unit, files aside.
  std::function<std::vector<std::string>(size_t)> Command;
  /// The number of the preamble that a unit may begin with; nothing: none.
  std::function<std::optional<unsigned>(size_t)> PreambleFor;
  std::function<Preamble(unsigned)> MakePreamble;
  /// Called from several threads; a preamble without a path is none.
  std::function<Result(size_t, const Preamble &)> Compute;
  /// Called from several threads, once for every unit.
  std::function<void(size_t)> Finished;
};

/// The results in the order of the units, whatever the threads do.
template <class Result> std::vector<Result> resultsOf(const UnitWork<Result> &Work, ParseCache &Cache) {
  std::vector<Result> Results(Work.Count);
  std::vector<std::string> Keys(Work.Count);
  auto Find = [&](size_t I) {
    std::unique_ptr<llvm::MemoryBuffer> Bytes = Cache.find(Keys[I]);
    if (!Bytes)
      return false;
    ArchiveReader Reader(Bytes->getBuffer());
    Reader(Results[I]);
    if (!Reader.done())
      Results[I] = {};
    return Reader.done();
  };
  std::vector<char> Cached(Work.Count);
  if (Cache.enabled())
    forEachIndex(Work.Count, Work.Jobs, [&](size_t I) {
      Keys[I] = Cache.keyOf(Work.Command(I));
      if ((Cached[I] = Find(I)))
        Work.Finished(I);
    });
  std::vector<size_t> Missing;
  for (size_t I = 0; I < Work.Count; ++I)
    if (!Cached[I])
      Missing.push_back(I);

  // A preamble pays from the third unit on, and at once when later runs find it in the cache.
  std::map<unsigned, size_t> Users;
  for (size_t I : Missing)
    if (std::optional<unsigned> N = Work.PreambleFor(I))
      ++Users[*N];
  std::map<unsigned, Preamble> Preambles;
  for (auto [N, Count] : Users)
    if (Count > (Cache.enabled() ? 0 : 2))
      if (Preamble Made = Work.MakePreamble(N); !Made.Path.empty())
        Preambles[N] = std::move(Made);
  forEachIndex(Missing.size(), Work.Jobs, [&](size_t N) {
    size_t I = Missing[N];
    if (Cache.enabled() && Find(I)) // another run was quicker
      return Work.Finished(I);
    std::optional<unsigned> Number = Work.PreambleFor(I);
    Preamble Mine = Number && Preambles.count(*Number) ? Preambles.at(*Number) : Preamble{Work.Files, "", ""};
    FileProbes Probes;
    if (Cache.enabled())
      Mine.Files = recordProbes(Mine.Files, Probes);
    Results[I] = Work.Compute(I, Mine);
    if (Cache.enabled()) {
      ArchiveWriter Writer;
      Writer(Results[I]);
      Cache.keep(Keys[I], std::move(Probes), Writer.Bytes, Mine.CacheKey);
    }
    Work.Finished(I);
  });
  return Results;
}

} // namespace npuify
