// SPDX-License-Identifier: Apache-2.0
// Builds JsonNodes from the events of nlohmann's parser.
#include "Json.h"
#include <nlohmann/json.hpp>

namespace npuify {
namespace {

/// Feeds the parser byte by byte and counts how far it has read; a plain pointer would hide that.
class CountingIterator {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char *;
  using reference = const char &;

  CountingIterator(const char *At, size_t *Read) : At(At), Read(Read) {}
  reference operator*() const { return *At; }
  CountingIterator &operator++() {
    ++At;
    ++*Read;
    return *this;
  }
  bool operator==(const CountingIterator &O) const { return At == O.At; }
  bool operator!=(const CountingIterator &O) const { return At != O.At; }

private:
  const char *At;
  size_t *Read;
};

class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
  Builder(llvm::StringRef Text, const size_t &Read, JsonError &Error)
      : Text(Text), Read(Read), Error(Error) {}

  JsonNode Root;

  bool null() override { return add(JsonNode::Type::Null), true; }
  bool boolean(bool B) override { return add(JsonNode::Type::Bool).Bool = B, true; }
  bool number_integer(number_integer_t N) override { return number(static_cast<double>(N)); }
  bool number_unsigned(number_unsigned_t N) override { return number(static_cast<double>(N)); }
  bool number_float(number_float_t N, const string_t &) override { return number(N); }
  bool string(string_t &S) override { return add(JsonNode::Type::String).Text = std::move(S), true; }
  bool binary(binary_t &) override { return false; }
  bool start_object(std::size_t) override { return open(JsonNode::Type::Object); }
  bool start_array(std::size_t) override { return open(JsonNode::Type::Array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t &S) override {
    unsigned At = tokenStart();
    if (Open.back()->get(S)) {
      Error = {At, "the key '" + S + "' stands twice in this object"};
      return false;
    }
    Key = std::move(S);
    KeyOffset = At;
    return true;
  }

  bool parse_error(std::size_t Position, const std::string &, const nlohmann::detail::exception &E) override {
    llvm::StringRef What = E.what();
    // "[json.exception.parse_error.101] parse error at line 3, column 7: syntax error while …"
    size_t Column = What.find("column ");
    size_t Colon = Column == llvm::StringRef::npos ? Column : What.find(": ", Column);
    if (Colon != llvm::StringRef::npos)
      What = What.drop_front(Colon + 2);
    size_t At = Position ? Position - 1 : 0;
    Error = {static_cast<unsigned>(std::min(At, Text.size())), What.str()};
    return false;
  }

private:
  llvm::StringRef Text;
  const size_t &Read;
  JsonError &Error;
  std::vector<JsonNode *> Open;
  std::string Key;
  unsigned KeyOffset = 0;
  size_t LastRead = 0;

  /// The first byte of the token that ends at Read: the first one after the previous token that is neither
  /// white space nor a separator.
  unsigned tokenStart() {
    size_t Start = Text.find_first_not_of(" \t\r\n,:]}", LastRead);
    LastRead = Read;
    return static_cast<unsigned>(std::min(Start, Text.size()));
  }

  JsonNode &add(JsonNode::Type Kind) {
    JsonNode Node;
    Node.Kind = Kind;
    Node.Offset = tokenStart();
    if (Open.empty())
      return Root = std::move(Node);
    if (Open.back()->isObject()) {
      Node.Key = std::move(Key);
      Node.KeyOffset = KeyOffset;
    }
    // The pointers in Open stay valid: only the innermost container grows.
    Open.back()->Items.push_back(std::move(Node));
    return Open.back()->Items.back();
  }

  bool number(double N) { return add(JsonNode::Type::Number).Number = N, true; }
  bool open(JsonNode::Type Kind) { return Open.push_back(&add(Kind)), true; }
  bool close() {
    Open.pop_back();
    LastRead = Read;
    return true;
  }
};

} // namespace

const JsonNode *JsonNode::get(llvm::StringRef Name) const {
  if (isObject())
    for (const JsonNode &Item : Items)
      if (Name == Item.Key)
        return &Item;
  return nullptr;
}

llvm::StringRef describe(JsonNode::Type T) {
  switch (T) {
  case JsonNode::Type::Null:
    return "null";
  case JsonNode::Type::Bool:
    return "a boolean";
  case JsonNode::Type::Number:
    return "a number";
  case JsonNode::Type::String:
    return "a string";
  case JsonNode::Type::Array:
    return "an array";
  case JsonNode::Type::Object:
    return "an object";
  }
  return "";
}

std::optional<JsonNode> parseJson(llvm::StringRef Text, JsonError &Error) {
  size_t Read = 0;
  Builder Events(Text, Read, Error);
  if (!nlohmann::json::sax_parse(CountingIterator(Text.begin(), &Read), CountingIterator(Text.end(), &Read),
                                 &Events))
    return std::nullopt;
  return std::move(Events.Root);
}

} // namespace npuify
