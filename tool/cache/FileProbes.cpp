// SPDX-License-Identifier: Apache-2.0
#include "FileProbes.h"
#include "support/Digest.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MemoryBuffer.h"

namespace npuify {
namespace {

class RecordingFileSystem : public llvm::vfs::ProxyFileSystem {
public:
  RecordingFileSystem(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, FileProbes &Probes)
      : ProxyFileSystem(std::move(Base)), Probes(Probes) {}
  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override {
    Probes.insert(Path.str());
    return ProxyFileSystem::status(Path);
  }
  bool exists(const llvm::Twine &Path) override {
    Probes.insert(Path.str());
    return ProxyFileSystem::exists(Path);
  }
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &Path) override {
    Probes.insert(Path.str());
    return ProxyFileSystem::openFileForRead(Path);
  }

private:
  FileProbes &Probes;
};

} // namespace

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
recordProbes(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, FileProbes &Probes) {
  return llvm::makeIntrusiveRefCnt<RecordingFileSystem>(std::move(Base), Probes);
}

const FileStates::State &FileStates::of(const std::string &Path) {
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    if (auto It = Known.find(Path); It != Known.end())
      return It->second;
  }
  State S{"-", ""};
  if (auto Status = Files->status(Path)) {
    S.Digest = "/";
    if (!Status->isDirectory())
      if (auto Buffer = Files->getBufferForFile(Path, -1, /*RequiresNullTerminator=*/false)) {
        S.Digest = digestOf((*Buffer)->getBuffer());
        llvm::SmallString<256> Real;
        if (!Files->getRealPath(Path, Real))
          S.RealPath = Real.str().str();
      }
  }
  std::lock_guard<std::mutex> Lock(Mutex);
  return Known.try_emplace(Path, std::move(S)).first->second; // references into a map stay valid
}

} // namespace npuify
