// SPDX-License-Identifier: Apache-2.0
#include "BuildText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Path.h"

namespace npuify {
namespace {

void blank(std::string &Text, size_t From, size_t To) {
  for (size_t I = From; I < To; ++I)
    if (Text[I] != '\n' && Text[I] != '\r')
      Text[I] = ' ';
}

/// Where the comment of a makefile's line starts, or the line's end. \p Recipe: the line is the shell's.
size_t makeComment(llvm::StringRef Line, bool Recipe) {
  char Quote = 0;
  for (size_t I = 0; I < Line.size(); ++I) {
    char C = Line[I];
    if (C == '\\') {
      ++I;
    } else if (Recipe && Quote) {
      Quote = C == Quote ? 0 : Quote;
    } else if (Recipe && (C == '"' || C == '\'')) {
      Quote = C;
    } else if (C == '#' && (!Recipe || I == 0 || llvm::isSpace(Line[I - 1]))) {
      return I; // in a recipe '#' is the shell's and starts a comment only at the start of a word
    }
  }
  return Line.size();
}

BuildText readMake(llvm::StringRef Text, bool Shell) {
  BuildText Out;
  Out.Masked = Text.str();
  bool CommentGoesOn = false;
  for (size_t At = 0; At < Text.size();) {
    size_t End = std::min(Text.find('\n', At), Text.size());
    llvm::StringRef Line = Text.slice(At, End).rtrim('\r');
    bool Recipe = Shell || Line.starts_with("\t");
    size_t Comment = CommentGoesOn ? 0 : makeComment(Line, Recipe);
    CommentGoesOn = Comment < Line.size() && !Recipe && Line.ends_with("\\");
    blank(Out.Masked, At + Comment, At + Line.size());
    if (Comment > 0)
      Out.Pieces.push_back({static_cast<unsigned>(At), static_cast<unsigned>(Comment)});
    At = End + 1;
  }
  return Out;
}

class CMakeReader {
public:
  explicit CMakeReader(llvm::StringRef Text) : Text(Text) { Out.Masked = Text.str(); }

  BuildText read() {
    while (At < Text.size()) {
      if (Text[At] == '#') {
        comment();
      } else if (llvm::isAlpha(Text[At]) || Text[At] == '_') {
        command();
      } else {
        ++At;
      }
    }
    return std::move(Out);
  }

private:
  llvm::StringRef Text;
  BuildText Out;
  size_t At = 0;

  /// Past "[==[ … ]==]"; false when there is no bracket here.
  bool bracket() {
    size_t Equals = At + 1;
    while (Equals < Text.size() && Text[Equals] == '=')
      ++Equals;
    if (Equals >= Text.size() || Text[At] != '[' || Text[Equals] != '[')
      return false;
    std::string Close = "]" + std::string(Equals - At - 1, '=') + "]";
    size_t End = Text.find(Close, Equals);
    At = End == llvm::StringRef::npos ? Text.size() : End + Close.size();
    return true;
  }

  void comment() {
    size_t From = At++;
    if (At >= Text.size() || !bracket())
      At = std::min(Text.find('\n', From), Text.size());
    blank(Out.Masked, From, At);
  }

  void quoted() {
    for (++At; At < Text.size() && Text[At] != '"'; ++At)
      if (Text[At] == '\\')
        ++At;
    At = std::min(At + 1, Text.size());
  }

  void command() {
    size_t From = At;
    while (At < Text.size() && (llvm::isAlnum(Text[At]) || Text[At] == '_'))
      ++At;
    size_t NameEnd = At;
    while (At < Text.size() && llvm::isSpace(Text[At]))
      ++At;
    if (At >= Text.size() || Text[At] != '(')
      return;
    for (size_t I = From; I < NameEnd; ++I)
      Out.Masked[I] = llvm::toLower(Text[I]);
    unsigned Depth = 0;
    while (At < Text.size()) {
      char C = Text[At];
      if (C == '#') {
        comment();
        continue;
      }
      if (C == '"') {
        quoted();
        continue;
      }
      if (C == '[' && bracket())
        continue;
      if (C == '\\')
        ++At;
      Depth += C == '(';
      Depth -= C == ')';
      ++At;
      if (Depth == 0)
        break;
    }
    // What is only shown to people is no use of anything.
    if (llvm::StringRef(Out.Masked).slice(From, NameEnd) != "message")
      Out.Pieces.push_back(
          {static_cast<unsigned>(From), static_cast<unsigned>(std::min(At, Text.size()) - From)});
  }
};

/// The end of the string that \p At opens, with one or three quotation marks.
size_t behindString(llvm::StringRef Text, size_t At) {
  llvm::StringRef Quote = Text.substr(At, 1), Rest = Text.substr(At);
  bool Long = Rest.size() >= 6 && Rest[1] == Rest[0] && Rest[2] == Rest[0];
  for (size_t I = At + (Long ? 3 : 1); I < Text.size(); ++I) {
    if (Text[I] == '\\')
      ++I;
    else if (!Long && Text[I] == '\n')
      return I; // not closed
    else if (Text.substr(I).starts_with(Long ? Rest.take_front(3) : Quote))
      return I + (Long ? 3 : 1);
  }
  return Text.size();
}

BuildText readScript(llvm::StringRef Text) {
  BuildText Out;
  Out.Masked = Text.str();
  int Depth = 0;
  size_t Start = 0;
  for (size_t At = 0; At <= Text.size();) {
    char C = At < Text.size() ? Text[At] : '\n';
    if (C == '#') {
      size_t End = std::min(Text.find('\n', At), Text.size());
      blank(Out.Masked, At, End);
      At = End;
    } else if (C == '"' || C == '\'') {
      At = behindString(Text, At);
    } else if (C == '\n' && (Depth <= 0 || At == Text.size())) {
      if (At > Start)
        Out.Pieces.push_back({static_cast<unsigned>(Start), static_cast<unsigned>(At - Start)});
      Start = ++At;
      Depth = 0;
    } else {
      Depth += llvm::StringRef("([{").contains(C) - llvm::StringRef(")]}").contains(C);
      ++At;
    }
  }
  return Out;
}

} // namespace

bool isScriptBuildFile(llvm::StringRef Name) {
  return Name == "meson.build" || Name == "meson_options.txt" || Name == "meson.options" || Name == "BUILD" ||
         Name == "BUILD.bazel" || Name == "WORKSPACE" || Name == "WORKSPACE.bazel" ||
         Name == "MODULE.bazel" || Name.ends_with(".bzl");
}

bool isShellScript(llvm::StringRef Name) { return Name.ends_with(".sh") || Name.ends_with(".bash"); }

BuildSyntax buildSyntaxOf(llvm::StringRef FileName) {
  llvm::StringRef Name = llvm::sys::path::filename(FileName);
  if (isScriptBuildFile(Name))
    return BuildSyntax::Script;
  if (isShellScript(Name))
    return BuildSyntax::Shell;
  return Name == "CMakeLists.txt" || Name.ends_with(".cmake") ? BuildSyntax::CMake : BuildSyntax::Make;
}

BuildText readBuildText(llvm::StringRef Text, BuildSyntax Syntax) {
  switch (Syntax) {
  case BuildSyntax::Make:
    return readMake(Text, /*Shell=*/false);
  case BuildSyntax::Shell:
    return readMake(Text, /*Shell=*/true);
  case BuildSyntax::CMake:
    return CMakeReader(Text).read();
  case BuildSyntax::Script:
    return readScript(Text);
  }
  llvm_unreachable("all syntaxes are read");
}

} // namespace npuify
