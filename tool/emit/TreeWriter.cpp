// SPDX-License-Identifier: Apache-2.0
#include "TreeWriter.h"
#include "ThreeWayMerge.h"
#include "support/Digest.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

namespace npuify {

namespace fs = llvm::sys::fs;

static auto readFile(const llvm::Twine &Path) {
  return llvm::MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
}

llvm::Expected<TreeWriter> TreeWriter::create(const std::string &OutDir) {
  auto Out = Emitter::create(OutDir);
  if (!Out)
    return Out.takeError();
  return TreeWriter(OutDir, std::move(*Out), OutputState::read(OutDir));
}

llvm::Error TreeWriter::write(const std::string &Rel, const std::string &Text, const std::string &From) {
  return put(Rel, Text, /*IsText=*/true, [&] { return Out.write(Rel, Text, From); });
}

llvm::Error TreeWriter::copy(const std::string &Rel, const std::string &From, bool IsText) {
  auto New = readFile(From);
  if (!New)
    return llvm::createStringError(New.getError(), "cannot read " + From + ": " + New.getError().message());
  return put(Rel, (*New)->getBuffer(), IsText, [&] { return Out.copy(Rel, From); });
}

llvm::Error TreeWriter::put(const std::string &Rel, llvm::StringRef New, bool IsText,
                            llvm::function_ref<llvm::Error()> Stage) {
  std::string NewDigest = digestOf(New);
  After.Files[Rel] = {NewDigest, IsText ? New.str() : ""};
  std::string Path = OutDir + "/" + Rel;
  auto Here = readFile(Path);
  if (!Here)
    return Stage();
  std::string HereDigest = digestOf((*Here)->getBuffer());
  auto Base = Before.Files.find(Rel);
  if (HereDigest == NewDigest || (Base != Before.Files.end() && Base->second.Digest == HereDigest))
    return Stage();
  if (Base == Before.Files.end()) { // not ours
    ++BackedUp;
    if (!fs::exists(Path + ".orig"))
      if (std::error_code EC = fs::copy_file(Path, Path + ".orig"))
        return llvm::createStringError(EC, "cannot back up " + Path + ": " + EC.message());
    return Stage();
  }
  if (Base->second.Digest == NewDigest) {
    ++Kept;
    if (unsigned Open = countConflicts((*Here)->getBuffer()))
      Conflicts.push_back({Rel, std::to_string(Open) + " place(s) are still marked in " + Rel});
    return llvm::Error::success();
  }
  std::string Why = "it is no text";
  if (IsText && !Base->second.Text.empty()) {
    auto Joined = mergeTexts(Base->second.Text, (*Here)->getBuffer().str(), New.str());
    if (Joined) {
      ++Merged;
      if (Joined->Conflicts)
        Conflicts.push_back({Rel, std::to_string(Joined->Conflicts) + " place(s) are marked in " + Rel});
      return Out.write(Rel, Joined->Text, Path);
    }
    Why = llvm::toString(Joined.takeError());
  }
  Conflicts.push_back({Rel, Why + "; the new text is " + Rel + ".npuify-new"});
  return Out.write(Rel + ".npuify-new", New.str());
}

llvm::Error TreeWriter::commit() {
  if (llvm::Error E = Out.write(OutputState::path(), After.bytes()))
    return E;
  return Out.commit();
}

} // namespace npuify
