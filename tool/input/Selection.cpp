// SPDX-License-Identifier: Apache-2.0
#include "Selection.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace npuify {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

llvm::Error Selection::Globs::add(llvm::StringRef Option, llvm::StringRef Glob) {
  // LLVM's `*` crosses folders, so `**/` needs help only where no folder stands there at all.
  std::vector<std::string> Forms = {Glob.str()};
  if (llvm::StringRef Rest = Glob; Rest.consume_front("**/"))
    Forms.push_back(Rest.str());
  if (llvm::StringRef Folder = Glob; Folder.consume_back("/"))
    Forms.push_back((Folder + "/*").str());
  for (std::string &Form : Forms) {
    auto Pattern = llvm::GlobPattern::create(Texts.emplace_back(std::move(Form)));
    if (!Pattern)
      return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                     Option + " " + Glob + ": " + llvm::toString(Pattern.takeError()));
    Patterns.push_back(std::move(*Pattern));
  }
  return llvm::Error::success();
}

bool Selection::Globs::match(llvm::StringRef Rel) const {
  return llvm::any_of(
      Patterns, [&](const llvm::GlobPattern &G) { return G.match(Rel) || G.match(path::filename(Rel)); });
}

llvm::Expected<Selection> Selection::create(const std::vector<std::string> &Include,
                                            const std::vector<std::string> &Exclude) {
  Selection S;
  for (const std::string &G : Include)
    if (llvm::Error E = S.Include.add("--include", G))
      return E;
  for (const std::string &G : Exclude)
    if (llvm::Error E = S.Exclude.add("--exclude", G))
      return E;
  return S;
}

bool Selection::wants(llvm::StringRef Rel) const {
  return (Include.Patterns.empty() || Include.match(Rel)) && !Exclude.match(Rel);
}

bool Selection::asksFor(llvm::StringRef Rel) const { return Include.match(Rel); }

LeftAlone judgeFolder(const std::string &Path) {
  llvm::StringRef Name = path::filename(Path);
  if (llvm::is_contained({"third_party", "third-party", "thirdparty", "3rdparty", "vendor", "node_modules"},
                         Name))
    return {"", "third-party code"};
  if (fs::exists(Path + "/.git")) // below the root: a submodule
    return {"", "a repository of its own"};
  if (fs::exists(Path + "/CMakeCache.txt") || Name == "CMakeFiles")
    return {"", "a build tree", /*Copied=*/false}; // its cache names the folders of the original
  return {};
}

llvm::Expected<std::vector<std::string>> readFileList(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFileOrSTDIN(Path, /*IsText=*/true);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(),
                                   "the list " + Path + " cannot be read: " + Buffer.getError().message());
  std::vector<std::string> Out;
  llvm::SmallVector<llvm::StringRef, 0> Lines;
  (*Buffer)->getBuffer().split(Lines, '\n');
  for (llvm::StringRef Line : Lines)
    if (Line = Line.trim(); !Line.empty() && Line[0] != '#')
      Out.push_back(Line.str());
  return Out;
}

} // namespace npuify
