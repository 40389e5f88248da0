// SPDX-License-Identifier: Apache-2.0
#include "Emitter.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace npuify {

static llvm::Error fail(const llvm::Twine &What, std::error_code EC) {
  return llvm::createStringError(EC, What + ": " + EC.message());
}

static llvm::Error writeFile(const std::string &Path, const std::string &Text) {
  std::error_code EC;
  llvm::raw_fd_ostream OS(Path, EC);
  if (EC)
    return fail("cannot write " + Path, EC);
  OS << Text;
  OS.close();
  if (OS.has_error())
    return fail("cannot write " + Path, OS.error());
  return llvm::Error::success();
}

llvm::Expected<Emitter> Emitter::create(const std::string &OutDir) {
  if (fs::exists(OutDir) && !fs::is_directory(OutDir))
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "-o " + OutDir + ": exists and is not a directory");
  if (auto EC = fs::create_directories(OutDir))
    return fail("cannot create " + OutDir, EC);
  // A relative name would be put below the system's temporary folder; renames need the same file system.
  llvm::SmallString<256> Prefix(OutDir), Staging;
  if (auto EC = fs::make_absolute(Prefix))
    return fail("cannot find the current folder", EC);
  path::remove_dots(Prefix, /*remove_dot_dot=*/true); // stage() compares names
  path::append(Prefix, ".npuify-staging");
  if (auto EC = fs::createUniqueDirectory(Prefix, Staging))
    return fail("cannot create a staging folder in " + OutDir, EC);
  return Emitter(OutDir, Staging.str().str());
}

Emitter::~Emitter() {
  if (!Staging.empty())
    fs::remove_directories(Staging);
}

llvm::Expected<std::string> Emitter::stage(const std::string &Rel) {
  llvm::SmallString<256> To(Staging);
  path::append(To, Rel);
  path::remove_dots(To, /*remove_dot_dot=*/true);
  if (!To.str().starts_with(Staging + "/"))
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "refusing to write outside the output: " + Rel);
  if (auto EC = fs::create_directories(path::parent_path(To)))
    return fail("cannot create " + path::parent_path(To), EC);
  Written.insert(Rel);
  return To.str().str();
}

static void copyMode(const std::string &From, const std::string &To) {
  if (auto Mode = fs::getPermissions(From))
    (void)fs::setPermissions(To, *Mode);
}

llvm::Error Emitter::write(const std::string &Rel, const std::string &Text, const std::string &ModeOf) {
  auto To = stage(Rel);
  if (!To)
    return To.takeError();
  if (auto E = writeFile(*To, Text))
    return E;
  if (!ModeOf.empty())
    copyMode(ModeOf, *To);
  return llvm::Error::success();
}

llvm::Error Emitter::copy(const std::string &Rel, const std::string &From) {
  auto To = stage(Rel);
  if (!To)
    return To.takeError();
  if (auto EC = fs::copy_file(From, *To))
    return fail("cannot copy " + From, EC);
  copyMode(From, *To);
  return llvm::Error::success();
}

llvm::Error Emitter::commit() {
  for (const std::string &Rel : Written) {
    llvm::SmallString<256> From(Staging), To(OutDir);
    path::append(From, Rel);
    path::append(To, Rel);
    if (auto EC = fs::create_directories(path::parent_path(To)))
      return fail("cannot create " + path::parent_path(To), EC);
    if (auto EC = fs::rename(From, To))
      return fail("cannot write " + To.str(), EC);
  }
  fs::remove_directories(Staging);
  Staging.clear();
  return llvm::Error::success();
}

llvm::Error replaceInPlace(const std::string &Path, const std::string &Text) {
  std::string Backup = Path + ".orig", Temporary = Path + ".npuify-new";
  if (!fs::exists(Backup))
    if (auto EC = fs::copy_file(Path, Backup))
      return fail("cannot back up " + Path, EC);
  if (auto E = writeFile(Temporary, Text))
    return E;
  copyMode(Path, Temporary);
  if (auto EC = fs::rename(Temporary, Path))
    return fail("cannot replace " + Path, EC);
  return llvm::Error::success();
}

} // namespace npuify
