// SPDX-License-Identifier: Apache-2.0
// Finds and reads the files of rule packs.
#include "RulePack.h"
#include "RuleReader.h"
#include "support/Digest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>

namespace npuify {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string join(llvm::StringRef Directory, llvm::StringRef Name) {
  llvm::SmallString<128> P(Directory);
  path::append(P, Name);
  return P.str().str();
}

std::optional<std::string> slurp(llvm::StringRef Path, RuleDiagnostics &Diags) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer) {
    Diags.error(Path, "cannot be read: " + Buffer.getError().message());
    return std::nullopt;
  }
  return (*Buffer)->getBuffer().str();
}

/// The entries of a folder, sorted; a message when it cannot be read.
std::vector<std::string> entries(llvm::StringRef Directory, RuleDiagnostics &Diags) {
  std::vector<std::string> Out;
  std::error_code EC;
  for (fs::directory_iterator It(Directory, EC), End; It != End && !EC; It.increment(EC))
    Out.push_back(It->path());
  if (EC)
    Diags.error(Directory, "cannot be read: " + EC.message());
  std::sort(Out.begin(), Out.end());
  return Out;
}

/// One file as JSON; null after a message.
std::optional<JsonNode> readJson(RuleFile &File, RuleDiagnostics &Diags) {
  auto Text = slurp(File.Path, Diags);
  if (!Text)
    return std::nullopt;
  File.Text = std::move(*Text);
  JsonError Error;
  auto Root = parseJson(File.Text, Error);
  if (!Root)
    Diags.error(File, Error.Offset, Error.Message);
  return Root;
}

/// The headers below \p Root, by name; none when there is no such folder.
std::vector<StubHeader> readHeaders(const std::string &Root, RuleDiagnostics &Diags) {
  std::vector<StubHeader> Headers;
  if (!fs::is_directory(Root))
    return Headers;
  std::error_code EC;
  for (fs::recursive_directory_iterator It(Root, EC), End; It != End && !EC; It.increment(EC)) {
    if (fs::is_directory(It->path()))
      continue;
    if (auto Text = slurp(It->path(), Diags)) {
      llvm::StringRef Name = llvm::StringRef(It->path()).drop_front(Root.size()).ltrim("/\\");
      Headers.push_back({path::convert_to_slash(Name), std::move(*Text)});
    }
  }
  if (EC)
    Diags.error(Root, "cannot be read: " + EC.message());
  std::sort(Headers.begin(), Headers.end(),
            [](const StubHeader &A, const StubHeader &B) { return A.Name < B.Name; });
  return Headers;
}

void replaceArch(std::vector<std::string> &Definitions, unsigned DeviceArch) {
  constexpr llvm::StringLiteral Placeholder = "${arch}";
  for (std::string &D : Definitions)
    if (size_t At = D.find(Placeholder); At != std::string::npos)
      D.replace(At, Placeholder.size(), std::to_string(DeviceArch));
}

RulePack readPack(llvm::StringRef Directory, unsigned DeviceArch, RuleRegistry &Seen,
                  RuleDiagnostics &Diags) {
  RulePack Pack;
  Pack.Directory = Directory.str();
  llvm::StringRef Folder = path::filename(Directory.rtrim("/\\"));
  auto Describe = [&](llvm::StringRef Path) {
    return RuleFile{Path.str(), (Folder + "/" + path::filename(Path)).str(), ""};
  };

  RuleFile Info = Describe(join(Directory, "pack.json"));
  if (auto Root = readJson(Info, Diags))
    readPackInfo(Info, *Root, Pack, Diags);
  replaceArch(Pack.Definitions, DeviceArch);
  std::string Contents = Info.Text + '\0' + std::to_string(DeviceArch) + '\0';
  for (const std::string &Entry : entries(Directory, Diags)) {
    if (!llvm::StringRef(Entry).ends_with(".rules.json"))
      continue;
    RuleFile File = Describe(Entry);
    if (auto Root = readJson(File, Diags))
      readRules(File, *Root, Pack, Seen, Diags);
    Contents += File.Short + '\0' + File.Text + '\0';
  }
  Pack.Stubs = readHeaders(join(Directory, "stubs"), Diags);
  Pack.StandIns = readHeaders(join(Directory, "standins"), Diags);
  for (const std::vector<StubHeader> *Headers : {&Pack.Stubs, &Pack.StandIns}) {
    for (const StubHeader &H : *Headers)
      Contents += H.Name + '\0' + H.Text + '\0';
    Contents += '\0';
  }
  Pack.Digest = digestOf(Contents);
  auto NeedsStub = [&](llvm::StringRef Key, llvm::StringRef Name) {
    if (llvm::none_of(Pack.Stubs, [&](const StubHeader &H) { return H.Name == Name; }))
      Diags.error(Info.Path, ("'" + Key + "' names '" + Name + "', which is not in stubs/").str());
  };
  for (const std::string &Name : Pack.Preinclude)
    NeedsStub("preinclude", Name);
  for (const auto &[Folder, Name] : Pack.Folders)
    NeedsStub("folders", Name);
  return Pack;
}

bool isPack(llvm::StringRef Directory) { return fs::exists(join(Directory, "pack.json")); }

/// The packs that \p Directory is or holds.
std::vector<std::string> packsIn(llvm::StringRef Directory, RuleDiagnostics &Diags) {
  if (!fs::is_directory(Directory)) {
    Diags.error(Directory, "no such folder of rules");
    return {};
  }
  if (isPack(Directory))
    return {Directory.str()};
  std::vector<std::string> Out;
  for (std::string &Entry : entries(Directory, Diags))
    if (fs::is_directory(Entry) && isPack(Entry))
      Out.push_back(std::move(Entry));
  if (Out.empty())
    Diags.error(Directory, "holds no rule pack (a folder with a pack.json)");
  return Out;
}

} // namespace

llvm::Expected<RulePack> loadRulePack(llvm::StringRef Directory, unsigned DeviceArch) {
  RuleDiagnostics Diags;
  RuleRegistry Seen;
  RulePack Pack = readPack(Directory, DeviceArch, Seen, Diags);
  if (Diags.any())
    return Diags.take();
  return Pack;
}

llvm::Expected<std::vector<RulePack>>
loadRulePacks(llvm::StringRef BuiltinDir, const std::vector<std::string> &UserDirs, unsigned DeviceArch) {
  RuleDiagnostics Diags;
  RuleRegistry Seen;
  std::vector<RulePack> Packs;
  std::vector<std::string> Roots = {BuiltinDir.str()};
  Roots.insert(Roots.end(), UserDirs.begin(), UserDirs.end());
  for (const std::string &Root : Roots)
    for (const std::string &Directory : packsIn(Root, Diags))
      Packs.push_back(readPack(Directory, DeviceArch, Seen, Diags));
  if (Diags.any())
    return Diags.take();
  return Packs;
}

void emitForAscend(std::vector<RulePack> &Packs) {
  for (RulePack &Pack : Packs)
    for (Rule &R : Pack.Rules)
      if (R.Ascend)
        static_cast<RuleEffects &>(R) = *R.Ascend;
}

} // namespace npuify
