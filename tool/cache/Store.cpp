// SPDX-License-Identifier: Apache-2.0
#include "Store.h"
#include "support/Digest.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace npuify {

namespace path = llvm::sys::path;

std::string defaultCacheFolder() {
  auto Base = llvm::sys::Process::GetEnv("XDG_CACHE_HOME");
  if (Base && path::is_absolute(*Base)) // as the XDG specification asks for
    return *Base + "/npuify";
  auto Home = llvm::sys::Process::GetEnv("HOME");
  return Home && path::is_absolute(*Home) ? *Home + "/.cache/npuify" : "";
}

std::string Store::pathOf(llvm::StringRef Name) const {
  llvm::SmallString<256> P(Folder);
  path::append(P, "llvmcache-" + Name); // the prefix that llvm::pruneCache looks for
  return P.str().str();
}

namespace {
/// A buffer without its last bytes.
class Beginning : public llvm::MemoryBuffer {
public:
  Beginning(std::unique_ptr<llvm::MemoryBuffer> Whole, size_t Size) : Whole(std::move(Whole)) {
    init(this->Whole->getBufferStart(), this->Whole->getBufferStart() + Size,
         /*RequiresNullTerminator=*/false);
  }
  BufferKind getBufferKind() const override { return Whole->getBufferKind(); }

private:
  std::unique_ptr<llvm::MemoryBuffer> Whole;
};
} // namespace

std::unique_ptr<llvm::MemoryBuffer> Store::get(llvm::StringRef Name) const {
  if (!enabled())
    return nullptr;
  auto Buffer = llvm::MemoryBuffer::getFile(pathOf(Name), /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return nullptr;
  llvm::StringRef Bytes = (*Buffer)->getBuffer();
  llvm::StringRef Checksum = Bytes.take_back(digestOf("").size());
  Bytes = Bytes.drop_back(Checksum.size());
  if (Checksum != digestOf(Bytes)) // cut short by a full disk
    return nullptr;
  return std::make_unique<Beginning>(std::move(*Buffer), Bytes.size());
}

void Store::put(llvm::StringRef Name, llvm::StringRef Bytes) {
  if (!enabled() || !problem().empty())
    return;
  std::string Why;
  if (std::error_code EC = llvm::sys::fs::create_directories(Folder))
    Why = EC.message();
  else if (llvm::Error E = llvm::writeToOutput(pathOf(Name), [&](llvm::raw_ostream &OS) {
             OS << Bytes << digestOf(Bytes); // behind, so that the bytes stay aligned
             return llvm::Error::success();
           }))
    Why = llvm::toString(std::move(E));
  std::lock_guard<std::mutex> Lock(Mutex);
  if (!Why.empty())
    Problem = "the cache in " + Folder + " cannot be written: " + Why;
}

void Store::prune() const {
  llvm::CachePruningPolicy Policy;
  Policy.Expiration = std::chrono::hours(24 * 30);
  Policy.MaxSizeBytes = 2ull << 30;
  Policy.MaxSizePercentageOfAvailableSpace = 10;
  if (enabled())
    llvm::pruneCache(Folder, Policy);
}

std::string Store::problem() const {
  std::lock_guard<std::mutex> Lock(Mutex);
  return Problem;
}

} // namespace npuify
