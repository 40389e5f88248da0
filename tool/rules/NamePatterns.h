// SPDX-License-Identifier: Apache-2.0
// Many regular expressions over whole names, as one question. Most names of a program match none, so an
// expression is looked at only where the letters it begins with are there, and compiled only then.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Regex.h"
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace npuify {

struct Rule;

class NamePatterns {
public:
  /// \p R is what find() answers for names that match.
  void add(llvm::StringRef Pattern, const Rule *R = nullptr);
  bool matches(llvm::StringRef Name) const { return lookUp(Name) != nullptr; }
  /// The rule of the first pattern, in the order of add(), that matches; or null.
  const Rule *find(llvm::StringRef Name) const;

private:
  struct Alternative {
    std::string Prefix; ///< every match begins with it
    std::string Pattern;
    const Rule *R = nullptr;
    size_t Order = 0;
    mutable std::unique_ptr<llvm::Regex> Compiled;
  };
  const Alternative *lookUp(llvm::StringRef Name) const;

  std::map<char, std::vector<Alternative>> ByFirst; ///< '\0': those that begin with no letter of their own
  size_t Count = 0;
};

} // namespace npuify
