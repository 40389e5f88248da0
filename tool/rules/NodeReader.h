// SPDX-License-Identifier: Apache-2.0
// The values of a rule pack's JSON by the types that they must have; what has another one is reported.
#pragma once

#include "RuleDiagnostics.h"
#include "support/Json.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/Twine.h"
#include <optional>
#include <vector>

namespace npuify {

class NodeReader {
public:
  NodeReader(const RuleFile &File, RuleDiagnostics &Diags) : File(File), Diags(Diags) {}

protected:
  const RuleFile &File;
  RuleDiagnostics &Diags;

  void error(unsigned Offset, const llvm::Twine &Message, llvm::StringRef Help = "");
  bool is(const JsonNode &Node, JsonNode::Type Kind, llvm::StringRef What);
  std::string string(const JsonNode &Node, llvm::StringRef What);
  std::vector<std::string> strings(const JsonNode &Node, llvm::StringRef What);
  /// Reports members that are not in \p Known.
  void keys(const JsonNode &Object, llvm::ArrayRef<llvm::StringRef> Known);
  /// The index of a string in \p Names, or none and a message.
  std::optional<size_t> choice(const JsonNode &Node, llvm::StringRef What,
                               llvm::ArrayRef<llvm::StringRef> Names);
};

} // namespace npuify
