// SPDX-License-Identifier: Apache-2.0
// Which files' macros may be in force in a file.
#pragma once

#include <map>
#include <set>
#include <string>

namespace npuify {

class IncludeScope {
public:
  using Edges = std::map<std::string, std::set<std::string>>;
  /// \p Includes: what each file includes, by path.
  explicit IncludeScope(const Edges &Includes);
  /// The file, what includes it, directly or not, and all that these include.
  std::set<std::string> of(const std::string &Path) const;

private:
  const Edges &Includes;
  Edges Includers;
};

} // namespace npuify
