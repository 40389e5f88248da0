// SPDX-License-Identifier: Apache-2.0
#include "ConfigFile.h"
#include "support/CheckedJson.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace npuify {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

constexpr llvm::StringLiteral FileName = ".npuify.json";

class ConfigReader {
public:
  ConfigReader(Options &O, llvm::StringRef File, llvm::StringRef Text) : O(O), File(File), Text(Text) {
    Folder = path::parent_path(File);
  }

  llvm::Error read() {
    auto Root = parseChecked(Text, File, "npuify-config.schema.json");
    if (!Root)
      return Root.takeError();
    for (const JsonNode &N : Root->Items)
      if (llvm::Error E = member(N))
        return E;
    return llvm::Error::success();
  }

private:
  Options &O;
  llvm::StringRef File, Text;
  std::string Folder;

  std::string located(llvm::StringRef Path) const {
    if (path::is_absolute(Path))
      return Path.str();
    llvm::SmallString<128> P(Folder);
    path::append(P, Path);
    return P.str().str();
  }
  static std::vector<std::string> texts(const JsonNode &N) {
    std::vector<std::string> Out;
    for (const JsonNode &I : N.Items)
      Out.push_back(I.Text);
    return Out;
  }
  bool open(llvm::StringRef Option) const { return !O.Given.count(Option.str()); }
  void list(const JsonNode &N, llvm::StringRef Option, std::vector<std::string> &To) const {
    if (open(Option))
      To = texts(N);
  }

  llvm::Error member(const JsonNode &N) {
    if (N.Key == "rules") { // packs add up; the command line's come last and win
      std::vector<std::string> Dirs;
      for (const std::string &D : texts(N))
        Dirs.push_back(located(D));
      O.RuleDirs.insert(O.RuleDirs.begin(), Dirs.begin(), Dirs.end());
    } else if (N.Key == "targets")
      list(N, "target", O.Targets);
    else if (N.Key == "include")
      list(N, "include", O.Include);
    else if (N.Key == "exclude")
      list(N, "exclude", O.Exclude);
    else if (N.Key == "clang_args")
      arguments(N);
    else if (N.Key == "fail_on" && open("fail-on"))
      O.FailOn = parseRuleClass(N.Text); // "never": none
    else if (N.Key == "build_dir" && open("p"))
      O.BuildDir = located(N.Text);
    else if (N.Key == "baseline" && open("baseline"))
      O.Baseline = located(N.Text);
    else if (N.Key == "format" && open("format"))
      O.Format = *parseReportFormat(N.Text);
    else if (N.Key == "arch" && open("cuda-arch")) {
      auto Arch = parseArch(N.Text);
      if (!Arch)
        return errorAt(Text, File, N.Offset, "no such compute capability '" + N.Text + "'",
                       "write it as 7.0, 70 or sm_70");
      O.CudaArch = *Arch;
    } else if (N.Key == "outputs" && open("output"))
      for (const JsonNode &F : N.Items)
        O.Outputs.push_back({*parseReportFormat(F.Key), located(F.Text)});
    else if (N.Key == "ignore")
      for (const JsonNode &I : N.Items) {
        const JsonNode *Files = I.get("files");
        O.Ignored.push_back({texts(*I.get("rules")), Files ? texts(*Files) : std::vector<std::string>(),
                             I.get("reason")->Text});
      }
    return llvm::Error::success();
  }

  /// The parser runs in our working folder, which relative -I paths must not depend on.
  void arguments(const JsonNode &N) {
    std::vector<std::string> Args = texts(N);
    for (size_t I = 0; I < Args.size(); ++I) {
      llvm::StringRef Path = Args[I];
      if (Path.consume_front("-I") && !Path.empty())
        Args[I] = "-I" + located(Path);
      else if (I > 0 && (Args[I - 1] == "-I" || Args[I - 1] == "-isystem" || Args[I - 1] == "-iquote"))
        Args[I] = located(Path);
    }
    O.ClangArgs.insert(O.ClangArgs.begin(), Args.begin(), Args.end());
  }
};

} // namespace

/// The folder of the configuration when all sources lie in it: baselines, annotations and code scanning speak
/// of files by their place in the project.
static std::string projectFolder(llvm::StringRef Config, const std::vector<std::string> &Sources) {
  llvm::SmallString<256> Folder(path::parent_path(Config));
  for (const std::string &S : Sources) {
    llvm::SmallString<256> Real;
    if (fs::real_path(S, Real) || !(Real == Folder || Real.starts_with((Folder + "/").str())))
      return "";
  }
  return Folder.str().str();
}

std::string findConfig(llvm::StringRef Start) {
  llvm::SmallString<256> Folder;
  if (fs::real_path(Start, Folder))
    return "";
  if (!fs::is_directory(Folder))
    path::remove_filename(Folder);
  for (llvm::StringRef D = Folder; !D.empty(); D = path::parent_path(D)) {
    llvm::SmallString<256> Candidate(D);
    path::append(Candidate, FileName);
    if (fs::is_regular_file(Candidate))
      return Candidate.str().str();
  }
  return "";
}

llvm::Error applyConfig(Options &O) {
  if (O.NoConfig)
    return llvm::Error::success();
  if (O.ConfigFile.empty()) {
    bool OfSources = O.Cmd == Command::Migrate || O.Cmd == Command::Check;
    O.ConfigFile = findConfig(OfSources && !O.Sources.empty() ? O.Sources.front() : ".");
    if (O.ConfigFile.empty())
      return llvm::Error::success();
  }
  llvm::SmallString<256> Absolute(O.ConfigFile);
  fs::make_absolute(Absolute);
  auto Buffer = llvm::MemoryBuffer::getFile(Absolute, /*IsText=*/true);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(),
                                   O.ConfigFile + ": cannot be read: " + Buffer.getError().message());
  if (O.Cmd == Command::Check && O.Root.empty())
    O.Root = projectFolder(Absolute, O.Sources);
  O.ConfigFile = Absolute.str().str();
  return ConfigReader(O, O.ConfigFile, (*Buffer)->getBuffer()).read();
}

} // namespace npuify
