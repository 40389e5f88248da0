// SPDX-License-Identifier: Apache-2.0
#include "UnitArguments.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace npuify {
namespace {

enum class Meaning { Include, Define, Undefine, Standard, PreInclude, Language, Relocatable };

struct Spelling {
  llvm::StringLiteral Name;
  Meaning What;
  bool MayAttach; ///< the word may follow at once: -Idir
};

constexpr Spelling Spellings[] = {
    {"-isystem", Meaning::Include, true},
    {"-iquote", Meaning::Include, true},
    {"-idirafter", Meaning::Include, true},
    {"-include", Meaning::PreInclude, false},
    {"--include-path", Meaning::Include, false},
    {"--system-include", Meaning::Include, false},
    {"--define-macro", Meaning::Define, false},
    {"--undefine-macro", Meaning::Undefine, false},
    {"--pre-include", Meaning::PreInclude, false},
    {"--std", Meaning::Standard, false},
    {"-std", Meaning::Standard, false},
    {"--relocatable-device-code", Meaning::Relocatable, false},
    {"-rdc", Meaning::Relocatable, false},
    {"-I", Meaning::Include, true},
    {"-D", Meaning::Define, true},
    {"-U", Meaning::Undefine, true},
    {"-x", Meaning::Language, true},
};

/// The word of the option at \p I, which moves on when it is the next argument.
bool wordOf(const Spelling &S, llvm::ArrayRef<std::string> Arguments, size_t &I, llvm::StringRef &Word) {
  Word = Arguments[I];
  if (!Word.consume_front(S.Name))
    return false;
  if (Word.empty()) {
    if (I + 1 == Arguments.size())
      return false;
    Word = Arguments[++I];
    return true;
  }
  return Word.consume_front("=") || S.MayAttach;
}

} // namespace

UnitArguments readUnitArguments(llvm::ArrayRef<std::string> Arguments, llvm::StringRef Directory) {
  UnitArguments Out;
  auto Absolute = [&](llvm::StringRef Path) {
    llvm::SmallString<256> P(Path);
    llvm::sys::fs::make_absolute(Directory, P);
    return P.str().str();
  };
  for (size_t I = 0; I < Arguments.size(); ++I) {
    llvm::StringRef Argument = Arguments[I], Word;
    if (Argument == "-dc" || Argument == "--device-c" || Argument == "-fgpu-rdc")
      Out.Relocatable = true;
    for (const Spelling &S : Spellings) {
      if (!wordOf(S, Arguments, I, Word))
        continue;
      switch (S.What) {
      case Meaning::Include:
        Out.IncludeDirs.push_back(Absolute(Word));
        break;
      case Meaning::Define:
        Out.Others.push_back("-D" + Word.str());
        break;
      case Meaning::Undefine:
        Out.Others.push_back("-U" + Word.str());
        break;
      case Meaning::Standard:
        Out.Others.push_back("-std=" + Word.str());
        break;
      case Meaning::PreInclude: // found like a quoted include
        Out.Others.push_back("-include");
        Out.Others.push_back(llvm::sys::fs::exists(Absolute(Word)) ? Absolute(Word) : Word.str());
        break;
      case Meaning::Language:
        Out.Kernel |= Word == "cu" || Word == "cuda";
        break;
      case Meaning::Relocatable:
        Out.Relocatable |= Word == "true";
        break;
      }
      break;
    }
  }
  return Out;
}

} // namespace npuify
