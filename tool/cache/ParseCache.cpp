// SPDX-License-Identifier: Apache-2.0
#include "ParseCache.h"
#include "parse/ParseSession.h"
#include "support/Archive.h"
#include "support/Digest.h"
#include "support/Install.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

namespace npuify {
namespace {

struct FileList {
  FileProbes Probes;
  std::string SharedKey;
};

template <class A> void archive(A &Ar, FileList &L) { Ar(L.Probes, L.SharedKey); }

std::string join(llvm::ArrayRef<std::string> Parts) {
  std::string All;
  for (const std::string &P : Parts)
    All += P + '\0';
  return All;
}

/// The packs' own declarations are part of the key already.
FileProbes withoutStubs(FileProbes Probes) {
  for (auto It = Probes.begin(); It != Probes.end();)
    It = llvm::StringRef(*It).starts_with(stubRoot()) ? Probes.erase(It) : std::next(It);
  return Probes;
}

} // namespace

ParseCache::ParseCache(Store &Entries, const std::vector<RulePack> &Packs,
                       llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
                       std::function<bool(const std::string &)> IsProject)
    : Entries(Entries), States(std::move(Files)), IsProject(std::move(IsProject)) {
  if (!enabled())
    return;
  llvm::SmallString<256> Folder;
  llvm::sys::fs::current_path(Folder);
  std::vector<std::string> Parts = {executableDigest(), clang::getClangFullVersion(), Folder.str().str()};
  for (const RulePack &P : Packs)
    Parts.push_back(P.Digest);
  Context = join(Parts);
}

std::string ParseCache::keyOf(llvm::ArrayRef<std::string> Command) const {
  return digestOf(Context + join(Command));
}

std::string ParseCache::stateOf(const std::string &Key, const FileProbes &Own, const FileProbes &Shared) {
  std::string All = Key;
  for (const FileProbes *Probes : {&Own, &Shared})
    for (const std::string &Path : *Probes) {
      const FileStates::State &S = States.of(Path);
      All += Path + '\0' + S.Digest + (!S.RealPath.empty() && IsProject(S.RealPath) ? '+' : ' ');
    }
  return digestOf(All);
}

const FileProbes &ParseCache::shared(const std::string &SharedKey) {
  std::lock_guard<std::mutex> Lock(Mutex);
  auto [It, New] = Shared.try_emplace(SharedKey);
  if (New && !SharedKey.empty())
    if (auto Bytes = Entries.get("files-" + SharedKey)) {
      ArchiveReader Reader(Bytes->getBuffer());
      FileList List;
      Reader(List);
      It->second = std::move(List.Probes);
    }
  return It->second;
}

std::unique_ptr<llvm::MemoryBuffer> ParseCache::find(const std::string &Key) {
  auto Bytes = Entries.get("files-" + Key);
  if (!Bytes)
    return nullptr;
  FileList List;
  ArchiveReader Reader(Bytes->getBuffer());
  Reader(List);
  if (!Reader.done())
    return nullptr;
  return Entries.get("result-" + stateOf(Key, List.Probes, shared(List.SharedKey)));
}

void ParseCache::keep(const std::string &Key, FileProbes Probes, llvm::StringRef Result,
                      const std::string &SharedKey) {
  FileList List{withoutStubs(std::move(Probes)), SharedKey};
  ArchiveWriter Writer;
  Writer(List);
  Entries.put("result-" + stateOf(Key, List.Probes, shared(SharedKey)), Result);
  Entries.put("files-" + Key, Writer.Bytes);
}

void ParseCache::keepShared(const std::string &SharedKey, FileProbes Probes, llvm::StringRef Result) {
  Probes = withoutStubs(std::move(Probes));
  keep(SharedKey, Probes, Result);
  std::lock_guard<std::mutex> Lock(Mutex);
  Shared[SharedKey] = std::move(Probes);
}

} // namespace npuify
