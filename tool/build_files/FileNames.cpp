// SPDX-License-Identifier: Apache-2.0
#include "FileNames.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

namespace npuify {
namespace {

bool isNameChar(char C) { return llvm::isAlnum(C) || C == '_' || C == '-' || C == '+' || C == '.'; }

/// True for characters after which a name goes on from something not spelled out: a pattern or a variable.
bool isOpenEnd(char C) { return llvm::StringRef("%*?$@<^)}]\\>").contains(C); }

} // namespace

std::vector<NameEdit> renamedSources(const BuildText &Build,
                                     const std::map<std::string, std::string> &Suffixes,
                                     const std::map<std::string, std::string> &Renamed) {
  std::vector<NameEdit> Out;
  for (const auto &[Suffix, NewSuffix] : Suffixes) {
    llvm::StringSet<> Names; // base names of renamed files with this suffix
    for (const auto &[From, To] : Renamed)
      if (llvm::StringRef(From).ends_with(Suffix))
        Names.insert(llvm::sys::path::filename(From));
    if (Names.empty())
      continue;
    for (size_t P = 0; P < Build.Pieces.size(); ++P) {
      llvm::StringRef Piece = Build.piece(P);
      for (size_t At = Piece.find(Suffix); At != llvm::StringRef::npos; At = Piece.find(Suffix, At + 1)) {
        size_t After = At + Suffix.size();
        if (After < Piece.size() && (llvm::isAlnum(Piece[After]) || Piece[After] == '_'))
          continue; // ".cu" of ".cuh" or of ".custom"
        size_t Start = At;
        while (Start > 0 && isNameChar(Piece[Start - 1]))
          --Start;
        bool Pattern = Start == At || (Start > 0 && isOpenEnd(Piece[Start - 1]));
        if (!Pattern && !Names.count(Piece.slice(Start, After)))
          continue;
        size_t Shown =
            Pattern && Start > 0 && (Piece[Start - 1] == '%' || Piece[Start - 1] == '*') ? Start - 1 : Start;
        Out.push_back({static_cast<unsigned>(Build.Pieces[P].Offset + At),
                       static_cast<unsigned>(Suffix.size()), NewSuffix, Piece.slice(Shown, After).str()});
      }
    }
  }
  return Out;
}

std::vector<NameEdit> movedSources(const BuildText &Build, llvm::StringRef Folder,
                                   const std::map<std::string, std::string> &Suffixes,
                                   const std::map<std::string, std::string> &Renamed) {
  std::vector<NameEdit> Out;
  auto Moved = [&](llvm::StringRef Path, bool Open) {
    llvm::SmallString<128> Full(Open ? "" : Folder);
    llvm::sys::path::append(Full, Path);
    llvm::sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
    // What stands in front of an open path is not known.
    return llvm::any_of(Renamed, [&](const auto &Each) {
      return Open ? llvm::StringRef("/" + Each.first).ends_with(("/" + Full).str()) : Full == Each.first;
    });
  };
  for (const auto &[Suffix, NewSuffix] : Suffixes)
    for (size_t P = 0; P < Build.Pieces.size(); ++P) {
      llvm::StringRef Piece = Build.piece(P);
      for (size_t At = Piece.find(Suffix); At != llvm::StringRef::npos; At = Piece.find(Suffix, At + 1)) {
        size_t After = At + Suffix.size(), Start = At;
        while (Start > 0 && (isNameChar(Piece[Start - 1]) || Piece[Start - 1] == '/'))
          --Start;
        llvm::StringRef Path = Piece.slice(Start, After);
        bool Open = Start > 0 && isOpenEnd(Piece[Start - 1]);
        if ((After < Piece.size() && (isNameChar(Piece[After]) || Piece[After] == '/')) || Start == At ||
            !Moved(Path.ltrim('/'), Open && Path.starts_with("/")))
          continue;
        Out.push_back({static_cast<unsigned>(Build.Pieces[P].Offset + At),
                       static_cast<unsigned>(Suffix.size()), NewSuffix, Path.str()});
      }
    }
  return Out;
}

std::vector<NameEdit> movedPaths(const BuildText &Build, BuildSyntax Syntax,
                                 const std::function<std::optional<std::string>(llvm::StringRef)> &Moved) {
  std::vector<NameEdit> Out;
  if (!Moved)
    return Out;
  for (size_t P = 0; P < Build.Pieces.size(); ++P) {
    llvm::StringRef Piece = Build.piece(P);
    for (size_t At = Piece.find(".."); At != llvm::StringRef::npos;) {
      // A path starts after white space, a delimiter, or an option such as -I; CMake also names its own
      // folder.
      size_t Start = At, End = At;
      while (End < Piece.size() && (isNameChar(Piece[End]) || Piece[End] == '/'))
        ++End;
      llvm::StringRef Before = Piece.take_front(At), Path = Piece.slice(Start, End);
      if (Syntax == BuildSyntax::CMake)
        for (llvm::StringRef Here : {"${CMAKE_CURRENT_LIST_DIR}/", "${CMAKE_CURRENT_SOURCE_DIR}/"})
          if (Before.consume_back(Here))
            break;
      bool Starts = Before.empty() ||
                    !(isNameChar(Before.back()) || Before.back() == '/' || isOpenEnd(Before.back())) ||
                    Before.ends_with("-I") || Before.ends_with("-L");
      if (Starts && Path.starts_with("../"))
        if (std::optional<std::string> New = Moved(Path))
          Out.push_back({static_cast<unsigned>(Build.Pieces[P].Offset + Start),
                         static_cast<unsigned>(End - Start), *New, Path.str()});
      At = Piece.find("..", std::max(End, At + 2));
    }
  }
  return Out;
}

} // namespace npuify
