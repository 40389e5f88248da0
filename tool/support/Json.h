// SPDX-License-Identifier: Apache-2.0
// JSON with the place of every value, so that a message about a rule file can show the line and a caret.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace npuify {

/// A JSON value and, inside an object, the name it has there.
struct JsonNode {
  enum class Type { Null, Bool, Number, String, Array, Object };
  Type Kind = Type::Null;
  std::string Key;        ///< the member's name; empty outside objects
  unsigned KeyOffset = 0; ///< byte offset of the name, quote included
  unsigned Offset = 0;    ///< byte offset of the value
  bool Bool = false;
  double Number = 0;
  std::string Text;            ///< of a string
  std::vector<JsonNode> Items; ///< elements of an array, members of an object, in file order

  bool isString() const { return Kind == Type::String; }
  bool isArray() const { return Kind == Type::Array; }
  bool isObject() const { return Kind == Type::Object; }
  /// The member called \p Name, or null.
  const JsonNode *get(llvm::StringRef Name) const;
};

/// "a string", "an object", … for messages.
llvm::StringRef describe(JsonNode::Type T);

struct JsonError {
  unsigned Offset = 0;
  std::string Message;
};

/// Parses \p Text. A member named twice is an error. On failure \p Error is set.
std::optional<JsonNode> parseJson(llvm::StringRef Text, JsonError &Error);

} // namespace npuify
