// SPDX-License-Identifier: Apache-2.0
#include "Tested.h"
#include "support/Embedded.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

namespace npuify {

static const llvm::StringSet<> &testedNames() {
  static const llvm::StringSet<> Names = [] {
    llvm::StringSet<> Out;
    llvm::SmallVector<llvm::StringRef> Lines;
    embedded("tested-names.txt").split(Lines, '\n', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef L : Lines)
      Out.insert(L);
    return Out;
  }();
  return Names;
}

bool testedOnCpu(const Rule &R, llvm::StringRef Symbol) {
  llvm::StringRef Name = Symbol;
  if (!R.Rewrite.empty())
    Name = llvm::StringRef(R.Rewrite).take_while(
        [](char C) { return C == '_' || C == ':' || llvm::isAlnum(C); });
  else if (auto It = R.Rename.find(Symbol.str()); It != R.Rename.end())
    Name = It->second;
  else if (!R.Native)
    return false; // nothing runs
  if (size_t Colons = Name.rfind("::"); Colons != llvm::StringRef::npos)
    Name = Name.drop_front(Colons + 2);
  return testedNames().contains(Name.trim("<>\""));
}

} // namespace npuify
