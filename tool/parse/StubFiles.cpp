// SPDX-License-Identifier: Apache-2.0
#include "StubFiles.h"
#include "llvm/Support/Path.h"
#include <mutex>

namespace npuify {

namespace path = llvm::sys::path;

llvm::StringRef stubRoot() { return "/npuify-stubs"; }
llvm::StringRef standInRoot() { return "/npuify-stubs/.standins"; }

namespace {

/// The stubs of all packs. Headers of a pack's folders come into being when they are asked for: which ones
/// exist cannot be told, since versions of the API differ.
class StubFiles : public llvm::vfs::ProxyFileSystem {
public:
  explicit StubFiles(const std::vector<RulePack> &Packs)
      : ProxyFileSystem(llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>()),
        Memory(static_cast<llvm::vfs::InMemoryFileSystem &>(getUnderlyingFS())) {
    for (const RulePack &P : Packs) {
      std::string Root = (stubRoot() + "/" + P.Name + "/").str();
      for (const StubHeader &H : P.Stubs)
        add(Root + H.Name, H.Text);
      std::string StandIns = (standInRoot() + "/" + P.Name + "/").str();
      for (const StubHeader &H : P.StandIns) {
        add(StandIns + H.Name, H.Text);
        for (const Rule &R : P.Rules) // also as migrated code includes it, so that its names keep again
          if (auto It = R.Rename.find(H.Name); R.Kind == RuleKind::Header && It != R.Rename.end())
            add(StandIns + It->second, H.Text);
      }
      for (const auto &[Folder, Stub] : P.Folders)
        Folders[Root + Folder] = Root + Stub;
    }
  }

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override {
    std::lock_guard<std::mutex> Lock(Mutex);
    provide(Path.str());
    return ProxyFileSystem::status(Path);
  }
  bool exists(const llvm::Twine &Path) override { return static_cast<bool>(status(Path)); }
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &Path) override {
    std::lock_guard<std::mutex> Lock(Mutex);
    provide(Path.str());
    return ProxyFileSystem::openFileForRead(Path);
  }

private:
  void add(const std::string &Path, llvm::StringRef Text) {
    Memory.addFile(Path, 0, llvm::MemoryBuffer::getMemBufferCopy(Text, Path));
  }

  /// A header in one of the folders includes the folder's stub; a subfolder holds whatever it is asked for.
  void provide(llvm::StringRef Path) {
    if (!Path.starts_with(stubRoot()))
      return;
    for (const auto &[Folder, Stub] : Folders) {
      if (Path != Folder && !Path.starts_with(Folder + "/"))
        continue;
      bool Header = path::extension(Path).starts_with(".");
      std::string File = Header ? Path.str() : (Path + "/.folder").str();
      if (!Memory.exists(File))
        add(File, Header ? "#include <" + Stub + ">\n" : "");
      return;
    }
  }

  llvm::vfs::InMemoryFileSystem &Memory;
  std::map<std::string, std::string> Folders;
  std::mutex Mutex;
};

} // namespace

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> stubFileSystem(const std::vector<RulePack> &Packs) {
  auto Overlay =
      llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::createPhysicalFileSystem());
  Overlay->pushOverlay(llvm::makeIntrusiveRefCnt<StubFiles>(Packs));
  return Overlay;
}

} // namespace npuify
