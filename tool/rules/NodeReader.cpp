// SPDX-License-Identifier: Apache-2.0
#include "NodeReader.h"
#include "support/Suggest.h"
#include "llvm/ADT/STLExtras.h"

namespace npuify {

void NodeReader::error(unsigned Offset, const llvm::Twine &Message, llvm::StringRef Help) {
  Diags.error(File, Offset, Message.str(), Help);
}

bool NodeReader::is(const JsonNode &Node, JsonNode::Type Kind, llvm::StringRef What) {
  if (Node.Kind == Kind)
    return true;
  error(Node.Offset, What + " must be " + describe(Kind) + ", not " + describe(Node.Kind));
  return false;
}

std::string NodeReader::string(const JsonNode &Node, llvm::StringRef What) {
  if (!is(Node, JsonNode::Type::String, What))
    return "";
  if (Node.Text.empty())
    error(Node.Offset, What + " must not be empty");
  return Node.Text;
}

std::vector<std::string> NodeReader::strings(const JsonNode &Node, llvm::StringRef What) {
  std::vector<std::string> Out;
  if (is(Node, JsonNode::Type::Array, What))
    for (const JsonNode &Item : Node.Items)
      Out.push_back(string(Item, ("each of " + What).str()));
  return Out;
}

void NodeReader::keys(const JsonNode &Object, llvm::ArrayRef<llvm::StringRef> Known) {
  for (const JsonNode &Member : Object.Items)
    if (!llvm::is_contained(Known, Member.Key))
      error(Member.KeyOffset, "unknown key '" + Member.Key + "'" + didYouMean(Member.Key, Known));
}

std::optional<size_t> NodeReader::choice(const JsonNode &Node, llvm::StringRef What,
                                         llvm::ArrayRef<llvm::StringRef> Names) {
  if (!is(Node, JsonNode::Type::String, What))
    return std::nullopt;
  for (size_t I = 0; I < Names.size(); ++I)
    if (Names[I] == Node.Text)
      return I;
  std::string All;
  for (llvm::StringRef N : Names)
    All += (All.empty() ? "" : ", ") + N.str();
  error(Node.Offset, "unknown " + What + " '" + Node.Text + "'" + didYouMean(Node.Text, Names),
        "one of: " + All);
  return std::nullopt;
}

} // namespace npuify
