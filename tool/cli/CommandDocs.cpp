// SPDX-License-Identifier: Apache-2.0
// `npuify docs`: the reference pages, written from what the program itself uses. The command line is
// described here.
#include "CommandLine.h"
#include "Commands.h"
#include "CoveragePages.h"
#include "RulePages.h"
#include "SchemaPages.h"
#include "support/Markdown.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <map>

namespace npuify {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

constexpr const char *Banner =
    "<!-- Written by `npuify docs`; edit the rule packs or tool/cli instead. -->\n\n";

/// Path below the reference folder -> contents.
using Pages = std::map<std::string, std::string>;

void describeCommand(const CLI::App &App, const std::string &Name, std::string &Out) {
  Out += "## " + Name + "\n\n" + App.get_description() + "\n\n";
  std::string Usage = Name;
  std::string Positionals, Options;
  for (const CLI::Option *O : App.get_options()) {
    std::string Type = O->get_type_name();
    if (O->get_positional()) {
      Usage += " " + O->get_name() + "...";
      Positionals += "| `" + O->get_name() + "` | " + markdownCell(O->get_description()) + " |\n";
      continue;
    }
    std::string Names;
    for (const std::string &S : O->get_snames())
      Names += (Names.empty() ? "-" : ", -") + S;
    for (const std::string &L : O->get_lnames())
      Names += (Names.empty() ? "--" : ", --") + L;
    // CLI11 appends the range of a number to its type.
    if (llvm::StringRef Word = llvm::StringRef(Type).split(':').first; !Word.empty())
      Names += " " + Word.str();
    Options += "| `" + markdownCell(Names) + "` | " + markdownCell(O->get_description()) + " |\n";
  }
  Out += "```\n" + Usage + (Options.empty() ? "" : " [OPTIONS]") + "\n```\n\n";
  if (!Positionals.empty() || !Options.empty())
    Out += "| argument | meaning |\n|---|---|\n" + Positionals + Options + "\n";
  for (const CLI::App *Sub : App.get_subcommands({}))
    if (!Sub->get_group().empty())
      describeCommand(*Sub, Name + " " + Sub->get_name(), Out);
}

std::string contentsOf(llvm::StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

/// Pages that lie in the folders of \p Directory but are no longer written.
std::vector<std::string> orphans(llvm::StringRef Directory, const Pages &Wanted) {
  std::vector<std::string> Out;
  for (llvm::StringRef Name : {"rules", "coverage", "schemas"}) {
    llvm::SmallString<128> Folder(Directory);
    path::append(Folder, Name);
    std::error_code EC;
    if (!fs::is_directory(Folder))
      continue;
    for (fs::recursive_directory_iterator It(Folder, EC), End; It != End && !EC; It.increment(EC)) {
      llvm::StringRef Relative = llvm::StringRef(It->path()).drop_front(Directory.size()).ltrim('/');
      // The banner marks what is ours to remove.
      if (Relative.ends_with(".md") && !Wanted.count(Relative.str()) &&
          llvm::StringRef(contentsOf(It->path())).starts_with(Banner))
        Out.push_back(It->path());
    }
  }
  return Out;
}

} // namespace

std::string commandLineMarkdown() {
  CommandLine Line;
  std::string Out = std::string(Banner) + "# Command line\n\n";
  describeCommand(Line.app(), "npuify", Out);
  Out +=
      "What follows `--` goes to the Clang parser.\n\n"
      "Exit codes: 0 nothing at or above `--fail-on`, 1 findings at or above it, 2 usage, configuration or "
      "internal error.\n";
  return Out;
}

int runDocs(const Options &O) {
  auto Packs = loadPacks(O);
  if (!Packs)
    return fail(Packs.takeError());
  Pages Wanted = {{"cli.md", commandLineMarkdown()}};
  for (const Pages &Group : {rulePages(*Packs), coveragePages(*Packs), schemaPages()})
    for (const auto &[Name, Text] : Group)
      Wanted[Name] = Banner + Text;
  llvm::StringRef Directory = llvm::StringRef(O.Names.front()).rtrim('/');
  std::vector<std::string> Stale = orphans(Directory, Wanted);
  for (const auto &[Name, Text] : Wanted) {
    llvm::SmallString<128> Path(Directory);
    path::append(Path, Name);
    if (contentsOf(Path) == Text)
      continue;
    if (O.CheckOnly) {
      Stale.push_back(Path.str().str());
      continue;
    }
    if (std::error_code EC = fs::create_directories(path::parent_path(Path)))
      return fail(llvm::createStringError(EC, Path + ": " + EC.message()));
    if (llvm::Error E = llvm::writeToOutput(Path, [&, &Text = Text](llvm::raw_ostream &OS) {
          OS << Text;
          return llvm::Error::success();
        }))
      return fail(std::move(E));
  }
  for (const std::string &Path : Stale)
    if (O.CheckOnly)
      llvm::errs() << "error: " << Path << ": out of date\n  = help: npuify docs " << Directory << '\n';
    else
      fs::remove(Path);
  return O.CheckOnly && !Stale.empty() ? ExitFindings : ExitOk;
}

} // namespace npuify
