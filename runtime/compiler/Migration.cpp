// SPDX-License-Identifier: Apache-2.0
#include "Migration.h"
#include "Files.h"
#include "Process.h"
#include <algorithm>
#include <filesystem>
#include <sstream>

namespace fs = std::filesystem;

namespace npucc {
namespace {

bool isUnder(const fs::path &P, const fs::path &Dir) {
  return std::mismatch(Dir.begin(), Dir.end(), P.begin(), P.end()).first == Dir.end();
}

bool isSystemPath(const fs::path &P) {
  return isUnder(P, "/usr") || isUnder(P, "/opt") || isUnder(P, "/lib");
}

fs::path common(const fs::path &A, const fs::path &B) {
  fs::path Out;
  for (auto I = A.begin(), J = B.begin(); I != A.end() && J != B.end() && *I == *J; ++I, ++J)
    Out /= *I;
  return Out;
}

/// "x.npu.cpp" to "x.cu": the suffixes of the built-in packs.
std::string withSuffix(const std::string &Path, const char *From, const char *To) {
  size_t N = std::string_view(From).size();
  return Path.size() > N && Path.compare(Path.size() - N, N, From) == 0 ? Path.substr(0, Path.size() - N) + To
                                                                        : "";
}

} // namespace

std::string Migration::rootOf(const Input &In, const Invocation &I) {
  fs::path Source = fs::canonical(In.Path).parent_path(), Root = Source;
  for (const std::string &D : I.IncludeDirs) {
    std::error_code EC;
    fs::path Dir = fs::canonical(D, EC);
    if (EC || isSystemPath(Dir))
      continue;
    // An include folder of quite another place must not make the whole disk the project.
    fs::path C = common(Root, Dir);
    if (std::distance(C.begin(), C.end()) > 2)
      Root = C;
  }
  return Root.string();
}

std::vector<std::string> Migration::command(const Input &In, const Invocation &I, const Installation &Inst,
                                            const std::string &Root, const std::string &Folder) {
  std::vector<std::string> Argv = {Inst.Migrator, "migrate",  fs::absolute(In.Path).string(),
                                   "-o",          Folder,     "--root",
                                   Root,          "--format", "concise",
                                   "--color",     "never",    "-j",
                                   "1",           "--"};
  for (const std::string &D : I.IncludeDirs)
    Argv.push_back("-I" + fs::absolute(D).lexically_normal().string());
  for (const std::string &D : I.Definitions)
    Argv.push_back(D);
  if (I.Relocatable)
    Argv.push_back("-fgpu-rdc");
  if (I.Standard.find("++2") != std::string::npos)
    Argv.push_back("-std=" + I.Standard);
  return Argv;
}

Migration::Migration(const Input &In, const Invocation &I, const Installation &Inst,
                     const std::string &Folder)
    : Root(rootOf(In, I)), Out(Folder + "/tree"), ReportFile(Folder + "/findings") {
  if (Inst.Migrator.empty())
    throw UsageError(In.Path +
                     " is CUDA and has to be migrated first, but npuify is not installed beside npucc");
  int Status = run(command(In, I, Inst, Root, Out), ReportFile, /*ErrorsToo=*/true);
  if (Status != 0)
    throw UsageError("npuify could not migrate " + In.Path + ":\n" + report());

  fs::path Relative = fs::canonical(In.Path).lexically_relative(Root);
  std::string Kept = (fs::path(Out) / Relative).string(), Renamed = withSuffix(Kept, ".cu", ".npu.cpp");
  Source = !Renamed.empty() && isRegularFile(Renamed) ? Renamed : Kept;
  if (!isRegularFile(Source))
    throw UsageError("npuify wrote no output for " + In.Path + ":\n" + report());
  restoreLines();

  for (const std::string &D : I.IncludeDirs) {
    std::error_code EC;
    fs::path Dir = fs::canonical(D, EC);
    if (EC)
      continue;
    if (fs::path Copy = fs::path(Out) / Dir.lexically_relative(Root); isUnder(Dir, Root) && fs::exists(Copy))
      IncludeArgs.insert(IncludeArgs.end(), {"-I", Copy.lexically_normal().string()});
  }
  // Files that were not copied (text that is included, generated headers) stand where the original source
  // finds them.
  IncludeArgs.insert(IncludeArgs.end(), {"-iquote", fs::canonical(In.Path).parent_path().string()});
}

void Migration::restoreLines() const {
  for (const fs::directory_entry &E : fs::recursive_directory_iterator(Out)) {
    std::string Copy = E.path().string(), Original = E.is_regular_file() ? originalOf(Copy) : "";
    if (!isRegularFile(Original))
      continue; // npuify's own reports
    std::string Before = readFile(Original), After = readFile(Copy);
    if (Before == After)
      continue;
    // As the user would write it.
    fs::path Name = fs::path(Original).lexically_proximate(fs::current_path());
    writeFile(Copy, withLineDirectives(Before, After, *Name.begin() == ".." ? Original : Name.string()));
  }
}

std::string Migration::originalOf(std::string Path) const {
  fs::path P = fs::path(Path).lexically_normal();
  if (!isUnder(P, Out))
    return Path;
  std::string Original = (fs::path(Root) / P.lexically_relative(Out)).string();
  for (auto [From, To] : {std::pair<const char *, const char *>{".npu.cpp", ".cu"}, {".npu.hpp", ".cuh"}})
    if (std::string Renamed = withSuffix(Original, From, To); !Renamed.empty() && isRegularFile(Renamed))
      return Renamed;
  return Original;
}

void Migration::restorePaths(const std::string &DependencyFile) const {
  std::string Text = readFile(DependencyFile), New;
  for (size_t At = 0; At < Text.size();) {
    size_t End = Text.find_first_of(" \n", At);
    while (End != std::string::npos && End > 0 && Text[End] == ' ' && Text[End - 1] == '\\')
      End = Text.find_first_of(" \n", End + 1);
    End = std::min(End, Text.size());
    std::string Word = Text.substr(At, End - At);
    bool Target = !Word.empty() && Word.back() == ':';
    if (Target)
      Word.pop_back();
    New += Word.compare(0, Out.size(), Out) == 0 ? originalOf(Word) : Word;
    if (Target)
      New += ':';
    if (End < Text.size())
      New += Text[End];
    At = End + 1;
  }
  writeFile(DependencyFile, New);
}

std::string Migration::report() const { return isRegularFile(ReportFile) ? readFile(ReportFile) : ""; }

std::string Migration::problems() const {
  std::istringstream Lines(report());
  std::string Out;
  for (std::string Line; std::getline(Lines, Line);)
    if (Line.find(": error[") != std::string::npos || Line.find(": warning[") != std::string::npos)
      Out += Line + "\n";
  return Out;
}

} // namespace npucc
