// SPDX-License-Identifier: Apache-2.0
#include "BuildFlags.h"
#include "build_files/BuildText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include <map>

namespace npuify {

bool isBuildFileName(llvm::StringRef Name) {
  llvm::StringRef Ext = llvm::sys::path::extension(Name);
  return Name.starts_with_insensitive("makefile") || Name == "GNUmakefile" || Name == "CMakeLists.txt" ||
         Name == "pyproject.toml" || Ext == ".mk" || Ext == ".mak" || Ext == ".cmake" ||
         Name == "make.config" || Ext == ".make" || isScriptBuildFile(Name);
}

/// The simple variables of a makefile: NAME = words without further variables.
static std::map<std::string, std::string> simpleVariables(llvm::StringRef Text) {
  std::map<std::string, std::string> Vars;
  llvm::Regex Assign("^[ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*[:?]?=[ \t]*([^#]*)$");
  llvm::SmallVector<llvm::StringRef, 0> Lines;
  Text.split(Lines, '\n');
  for (llvm::StringRef L : Lines) {
    llvm::SmallVector<llvm::StringRef, 3> M;
    if (Assign.match(L.rtrim("\r"), &M))
      Vars.try_emplace(M[1].str(), M[2].trim().str());
  }
  return Vars;
}

static std::string expand(llvm::StringRef Word, const std::map<std::string, std::string> &Vars,
                          int Depth = 0) {
  std::string Out;
  while (!Word.empty()) {
    size_t D = Word.find('$');
    Out += Word.take_front(D).str();
    if (D == llvm::StringRef::npos || D + 1 >= Word.size())
      break;
    char Open = Word[D + 1];
    size_t End = Open == '(' ? Word.find(')', D) : Open == '{' ? Word.find('}', D) : llvm::StringRef::npos;
    if (End == llvm::StringRef::npos)
      return "";
    llvm::StringRef Name = Word.slice(D + 2, End);
    Word = Word.drop_front(End + 1);
    if (Name == "CMAKE_CURRENT_SOURCE_DIR" || Name == "CMAKE_SOURCE_DIR" || Name == "PROJECT_SOURCE_DIR" ||
        Name == "CURDIR") {
      Out += ".";
      continue;
    }
    auto It = Vars.find(Name.str());
    if (It == Vars.end() || Depth > 4)
      return "";
    Out += expand(It->second, Vars, Depth + 1);
  }
  return Out;
}

/// A source or header by its name.
static bool isCodeName(llvm::StringRef Word) {
  llvm::StringRef Ext = llvm::sys::path::extension(Word.rtrim("()\"'"));
  return llvm::is_contained({".cu", ".cuh", ".cpp", ".cc", ".c", ".cxx", ".h", ".hpp", ".hh", ".inl"}, Ext);
}

/// The words of a makefile's include directive; nothing for other lines.
static llvm::SmallVector<llvm::StringRef, 0> includedNames(llvm::StringRef Line) {
  llvm::SmallVector<llvm::StringRef, 0> Words;
  llvm::SplitString(Line.take_front(Line.find('#')), Words, " \t\r");
  if (Words.empty() || (Words[0] != "include" && Words[0] != "-include" && Words[0] != "sinclude"))
    return {};
  Words.erase(Words.begin());
  return Words;
}

/// \p Text followed by the makefiles it includes, which see its variables and its folder as make's do.
static std::string withIncluded(llvm::StringRef Text, llvm::StringRef Directory, int Depth = 0) {
  std::string All = Text.str();
  llvm::SmallVector<llvm::StringRef, 0> Lines;
  Text.split(Lines, '\n');
  for (llvm::StringRef Line : Lines)
    for (llvm::StringRef Name : includedNames(Line)) {
      llvm::SmallString<256> Path(Directory);
      llvm::sys::path::append(Path, expand(Name, simpleVariables(All)));
      auto Buffer = llvm::sys::fs::is_regular_file(Path)
                        ? llvm::MemoryBuffer::getFile(Path)
                        : std::make_error_code(std::errc::no_such_file_or_directory);
      if (Buffer && Depth < 4)
        All += "\n" + withIncluded((*Buffer)->getBuffer(), Directory, Depth + 1);
    }
  return All;
}

/// The newest C++ standard that a line of \p Text asks for, when it is newer than C++17.
static std::string newStandard(llvm::StringRef Text) {
  static const llvm::Regex Pattern("(-std[= ](c|gnu)\\+\\+|(CXX|CUDA)_STANDARD[ \t\"]+|(cxx|cuda)_std_)"
                                   "(2[0-9a-c])");
  std::string Newest;
  llvm::SmallVector<llvm::StringRef, 0> Lines;
  Text.split(Lines, '\n');
  for (llvm::StringRef Line : Lines) {
    llvm::SmallVector<llvm::StringRef, 6> M;
    if (Pattern.match(Line.take_front(Line.find('#')), &M))
      Newest = std::max(Newest, llvm::StringSwitch<std::string>(M[5])
                                    .Case("2a", "20")
                                    .Case("2b", "23")
                                    .Case("2c", "26")
                                    .Default(M[5].str()));
  }
  return Newest.empty() ? "" : "gnu++" + Newest;
}

BuildFlags readBuildFlags(llvm::StringRef MainText, llvm::StringRef Directory) {
  BuildFlags Flags;
  std::string Text = withIncluded(MainText, Directory);
  std::map<std::string, std::string> Vars = simpleVariables(Text);
  static const llvm::Regex AsKernel("(^|[ \t=])(-x|--x)[ \t=]*cu(da)?([ \t\r\n]|$)", llvm::Regex::Newline);
  Flags.AsKernelLanguage = AsKernel.match(Text);
  Flags.Standard = newStandard(Text);
  llvm::StringSet<> Seen;
  auto Absolute = [&](llvm::StringRef Word) -> std::string {
    std::string W = expand(Word.trim("\"'"), Vars);
    if (W.empty())
      return "";
    llvm::SmallString<256> P(W), Real;
    if (!llvm::sys::path::is_absolute(P)) {
      P = Directory;
      llvm::sys::path::append(P, W);
    }
    return llvm::sys::fs::real_path(P, Real) ? "" : Real.str().str();
  };
  std::string Here = Absolute(".") + "/";
  auto AddDir = [&](llvm::StringRef Word) {
    std::string P = Absolute(Word);
    if (!P.empty() && llvm::sys::fs::is_directory(P) && Seen.insert(P).second)
      Flags.IncludeDirs.push_back(P);
  };
  auto AddSource = [&](llvm::StringRef Word) {
    std::string P = Absolute(Word.trim("()\"'"));
    if (P.empty() || llvm::sys::fs::is_directory(P) || llvm::StringRef(P).starts_with(Here))
      return;
    for (llvm::StringRef System : {"/usr/", "/opt/", "/lib/"})
      if (llvm::StringRef(P).starts_with(System))
        return;
    if (Seen.insert(P).second)
      Flags.Sources.push_back(P);
  };
  bool InIncludeCommand = false;
  llvm::SmallVector<llvm::StringRef, 0> Lines;
  llvm::StringRef(Text).split(Lines, '\n');
  for (llvm::StringRef Line : Lines) {
    for (llvm::StringRef Name : includedNames(Line))
      AddSource(Name);
    Line = Line.take_front(Line.find('#')).rtrim("\r");
    if (Line.contains_insensitive("include_directories("))
      InIncludeCommand = true;
    llvm::SmallVector<llvm::StringRef, 0> Words;
    llvm::SplitString(Line, Words, " \t()=,;");
    bool AfterI = false;
    for (size_t N = 0; N < Words.size(); ++N) {
      llvm::StringRef W = Words[N];
      // Splitting at '(' breaks $(VAR)/dir: take such words from the line again.
      if (AfterI || InIncludeCommand)
        AddDir(W);
      AfterI = W == "-I" || W == "-isystem";
    }
    llvm::SmallVector<llvm::StringRef, 0> Flagged;
    llvm::SplitString(Line, Flagged, " \t,;");
    for (llvm::StringRef W : Flagged) {
      if (isCodeName(W))
        AddSource(W);
      size_t Eq = W.rfind("=-"); // CFLAGS=-Ifoo
      if (Eq != llvm::StringRef::npos)
        W = W.drop_front(Eq + 1);
      if (W.consume_front("-I") && !W.empty())
        AddDir(W);
      else if (W.starts_with("-D") && W.size() > 2 && (llvm::isAlpha(W[2]) || W[2] == '_')) {
        std::string D = expand(W.drop_front(2).trim("\"'"), Vars);
        if (!D.empty() && D.find('\\') == std::string::npos && Seen.insert("-D" + D).second)
          Flags.Definitions.push_back(D);
      }
    }
    if (InIncludeCommand && Line.contains(')'))
      InIncludeCommand = false;
  }
  return Flags;
}

bool usesRelocatableDeviceCode(llvm::StringRef Text) {
  static const llvm::Regex Pattern(
      "(^|[ \t=])(-rdc[= ]true|--relocatable-device-code[= ]true|-dc)([ \t\r\n]|$)|"
      "SEPARABLE_COMPILATION[ \t]+(ON|TRUE|1)",
      llvm::Regex::Newline | llvm::Regex::IgnoreCase);
  return Pattern.match(Text);
}

} // namespace npuify
