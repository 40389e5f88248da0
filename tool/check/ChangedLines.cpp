// SPDX-License-Identifier: Apache-2.0
#include "ChangedLines.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <limits>

namespace npuify {
namespace {

constexpr unsigned AllLines = std::numeric_limits<unsigned>::max();

llvm::Error failure(const llvm::Twine &Message, llvm::StringRef Help) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "--changed-since: " + Message + "\n  = help: " + Help);
}

/// What git prints.
llvm::Expected<std::string> git(llvm::StringRef Folder, std::vector<llvm::StringRef> Arguments) {
  auto Program = llvm::sys::findProgramByName("git");
  if (!Program)
    return failure("git is not installed", "install it, or leave the option out");
  llvm::SmallString<128> Out, Err;
  if (llvm::sys::fs::createTemporaryFile("npuify-git", "out", Out) ||
      llvm::sys::fs::createTemporaryFile("npuify-git", "err", Err))
    return failure("no temporary file can be made", "set TMPDIR to a folder that can be written");
  auto Clean = llvm::make_scope_exit([&] {
    llvm::sys::fs::remove(Out);
    llvm::sys::fs::remove(Err);
  });
  std::vector<llvm::StringRef> Line = {*Program, "-C", Folder, "-c", "core.quotepath=off"};
  Line.insert(Line.end(), Arguments.begin(), Arguments.end());
  std::optional<llvm::StringRef> Redirects[] = {llvm::StringRef(""), llvm::StringRef(Out),
                                                llvm::StringRef(Err)};
  int Exit = llvm::sys::ExecuteAndWait(*Program, Line, std::nullopt, Redirects);
  auto Text = llvm::MemoryBuffer::getFile(Exit == 0 ? Out : Err);
  std::string Said = Text ? (*Text)->getBuffer().str() : "";
  if (Exit != 0)
    return failure(
        "git: " + llvm::StringRef(Said).rtrim(),
        "the sources must lie in a git repository that has the revision; a shallow clone may lack it");
  return Said;
}

/// git quotes file names with unusual characters.
std::string unquoted(llvm::StringRef Name) {
  if (!Name.consume_front("\"") || !Name.consume_back("\""))
    return Name.str();
  std::string Out;
  for (size_t I = 0; I < Name.size(); ++I)
    Out += Name[I] == '\\' && I + 1 < Name.size() ? Name[++I] : Name[I];
  return Out;
}

std::string below(llvm::StringRef Top, llvm::StringRef Name) {
  llvm::SmallString<128> Path(Top);
  llvm::sys::path::append(Path, Name);
  return Path.str().str();
}

} // namespace

llvm::Expected<ChangedLines> ChangedLines::since(llvm::StringRef Revision, llvm::StringRef Folder) {
  auto Top = git(Folder, {"rev-parse", "--show-toplevel"});
  if (!Top)
    return Top.takeError();
  llvm::StringRef Root = llvm::StringRef(*Top).rtrim();
  std::string Commit = (Revision + "^{commit}").str();
  if (auto Known = git(Root, {"rev-parse", "--verify", "--quiet", "--end-of-options", Commit}); !Known) {
    llvm::consumeError(Known.takeError());
    return failure("there is no revision '" + Revision + "'",
                   "a shallow clone may lack it: git fetch --unshallow, or fetch-depth: 0");
  }
  // Where the histories have nothing in common, the revision itself is compared.
  std::string From = Revision.str();
  if (auto Ancestor = git(Root, {"merge-base", Revision, "HEAD"}))
    From = llvm::StringRef(*Ancestor).rtrim().str();
  else
    llvm::consumeError(Ancestor.takeError());
  auto Diff = git(Root, {"diff", "-U0", "--no-color", "--no-ext-diff", "--no-renames",
                         "--src-prefix=", "--dst-prefix=", From, "--"});
  if (!Diff)
    return Diff.takeError();
  ChangedLines Out = parse(*Diff, Root);
  auto New = git(Root, {"ls-files", "--others", "--exclude-standard"});
  if (!New)
    return New.takeError();
  llvm::SmallVector<llvm::StringRef> Names;
  llvm::StringRef(*New).split(Names, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Name : Names)
    Out.Files[below(Root, unquoted(Name))] = {{0, AllLines}};
  return Out;
}

ChangedLines ChangedLines::parse(llvm::StringRef Diff, llvm::StringRef Top) {
  ChangedLines Out;
  std::vector<std::pair<unsigned, unsigned>> *At = nullptr;
  bool Header = false; // between "diff" and the first hunk; "+++" may begin a line of text elsewhere
  while (!Diff.empty()) {
    auto [Line, Rest] = Diff.split('\n');
    Diff = Rest;
    if (Line.starts_with("diff "))
      Header = true;
    else if (Header && Line.consume_front("+++ "))
      // git ends a name that holds a space with a tab.
      At = Line == "/dev/null" ? nullptr : &Out.Files[below(Top, unquoted(Line.rtrim('\t')))];
    else if (Line.consume_front("@@ ")) { // -12,0 +13,2 @@
      Header = false;
      llvm::StringRef New = Line.split('+').second.split(' ').first;
      auto [First, Count] = New.split(',');
      unsigned F = 0, N = 1;
      if (First.getAsInteger(10, F) || (!Count.empty() && Count.getAsInteger(10, N)))
        continue;
      if (At && N)
        At->push_back({F, F + N - 1});
    }
  }
  return Out;
}

bool ChangedLines::contains(llvm::StringRef Path, unsigned Line) const {
  auto It = Files.find(Path.str());
  if (It == Files.end())
    return false;
  for (auto [First, Last] : It->second)
    if (Line >= First && Line <= Last)
      return true;
  return Line == 0;
}

void waiveUnchanged(FindingLog &Log, const ChangedLines &Lines,
                    llvm::function_ref<std::string(llvm::StringRef File)> PathOf) {
  for (Finding &F : Log.Findings)
    if (F.Waived == Waiver::None && !Lines.contains(PathOf(F.File), F.Line))
      F.Waived = Waiver::Unchanged;
}

} // namespace npuify
