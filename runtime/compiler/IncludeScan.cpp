// SPDX-License-Identifier: Apache-2.0
#include "IncludeScan.h"
#include "Files.h"
#include <filesystem>
#include <functional>
#include <set>

namespace fs = std::filesystem;

namespace npucc {
namespace {

struct Include {
  std::string Name;
  bool Quoted = false;
};

/// The include directives of \p Text, those of inactive branches too.
std::vector<Include> includesOf(std::string_view Text) {
  std::vector<Include> Out;
  for (size_t At = 0; At < Text.size();) {
    size_t End = std::min(Text.find('\n', At), Text.size());
    std::string_view Line = Text.substr(At, End - At);
    At = End + 1;
    auto Skip = [&] { Line.remove_prefix(std::min(Line.find_first_not_of(" \t"), Line.size())); };
    Skip();
    if (Line.empty() || Line[0] != '#')
      continue;
    Line.remove_prefix(1);
    Skip();
    if (Line.substr(0, 7) != "include")
      continue;
    Line.remove_prefix(7);
    Skip();
    if (Line.empty() || (Line[0] != '"' && Line[0] != '<'))
      continue;
    bool Quoted = Line[0] == '"';
    size_t Close = Line.find(Quoted ? '"' : '>', 1);
    if (Close != std::string_view::npos)
      Out.push_back({std::string(Line.substr(1, Close - 1)), Quoted});
  }
  return Out;
}

class Scan {
public:
  explicit Scan(const Invocation &I) : I(I) {}

  /// Whether \p File, or a file of the project that it includes, includes a header for which \p Wanted holds:
  /// of the name, and of whether the project has such a file.
  bool reaches(const std::string &File, const std::function<bool(const std::string &, bool)> &Wanted) {
    if (!Seen.insert(File).second || !isRegularFile(File))
      return false;
    for (const Include &Inc : includesOf(readFile(File))) {
      std::string Found = resolve(File, Inc);
      if (Wanted(Inc.Name, !Found.empty()) || (!Found.empty() && reaches(Found, Wanted)))
        return true;
    }
    return false;
  }

private:
  const Invocation &I;
  std::set<std::string> Seen;

  /// The project's own file that the directive names, or empty.
  std::string resolve(const std::string &From, const Include &Inc) const {
    std::vector<std::string> Dirs;
    if (Inc.Quoted)
      Dirs.push_back(fs::path(From).parent_path().string());
    Dirs.insert(Dirs.end(), I.IncludeDirs.begin(), I.IncludeDirs.end());
    for (const std::string &D : Dirs)
      if (fs::path P = fs::path(D) / Inc.Name; isRegularFile(P.string()))
        return P.lexically_normal().string();
    return "";
  }
};

bool includesDialect(const std::string &File) {
  for (const Include &Inc : includesOf(readFile(File)))
    if (Inc.Name.compare(0, 4, "npu/") == 0)
      return true;
  return false;
}

} // namespace

bool holdsKernels(const Input &In, const Invocation &I) {
  if (In.Lang != Language::Cxx)
    return In.Lang == Language::Kernel;
  return Scan(I).reaches(In.Path, [](const std::string &Name, bool) { return Name == "npu/kernel.h"; });
}

bool needsMigration(const Input &In, const Invocation &I, const Installation &Inst) {
  if (In.Path == "-" || In.Lang == Language::AsIs || includesDialect(In.Path))
    return false;
  if (In.Lang == Language::Kernel)
    return In.Forced || fs::path(In.Path).extension() == ".cu";
  return Scan(I).reaches(In.Path, [&](const std::string &Name, bool IsProjects) {
    return !IsProjects && Inst.isForeignHeader(Name);
  });
}

} // namespace npucc
