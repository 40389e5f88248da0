// SPDX-License-Identifier: Apache-2.0
// What Python's own parser says about Python sources: python_facts.py, run by the python3 of this machine,
// and its answers as plain data. Offsets count bytes.
#pragma once

#include "rules/RuleIndex.h"
#include "llvm/Support/Error.h"

namespace npuify {

struct PythonRange {
  unsigned Begin = 0, End = 0;
};

struct PythonArgument {
  std::string Name; ///< of the keyword; "*" and "**" for unpacked ones, empty for a positional one
  PythonRange Whole, Value;
};

/// A name that may belong to an API: resolved through the imports ("torch.cuda.synchronize"), or an attribute
/// of an object of which nothing is known (".cuda").
struct PythonUse {
  std::string Symbol;
  PythonRange Place;
  std::string Base, BaseSymbol; ///< the imported name that it begins with, and what that stands for
  PythonRange Object;           ///< of an attribute
  bool Store = false;
  bool Own = false;   ///< a method of this name is defined in the file
  bool Exact = false; ///< the place is certain
  std::optional<std::vector<PythonArgument>> Call;
  unsigned CallEnd = 0;
};

struct PythonImport {
  std::string Module; ///< of "from Module import …"; empty for "import …"
  PythonRange Place, ModulePlace;
  unsigned Column = 0;
  struct Alias {
    std::string Name, As;
    PythonRange Place;
  };
  std::vector<Alias> Names;
};

struct PythonString {
  std::string Value; ///< of a formatted string what stands before the first expression
  PythonRange Place, Text;
  bool Formatted = false;
  /// What the string is for: "kw:device" an argument's name, "arg:torch.device:0" of which call,
  /// "compare:x.device.type", "assign:device", "default:device", "key", "index:flags", "option:--device".
  std::vector<std::string> Where;
};

struct PythonFacts {
  std::string Error; ///< why the source cannot be read; empty when it can
  unsigned ErrorLine = 0;
  std::vector<PythonUse> Uses;
  std::vector<PythonImport> Imports;
  std::vector<PythonString> Strings;
  unsigned ImportPlace = 0; ///< where a further import may stand
};

/// The facts about \p Texts, in the same order, as far as they concern \p Rules.
llvm::Expected<std::vector<PythonFacts>> readPythonFacts(llvm::ArrayRef<llvm::StringRef> Texts,
                                                         const RuleIndex &Rules);

} // namespace npuify
