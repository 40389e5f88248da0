// SPDX-License-Identifier: Apache-2.0
// Runs valijson, the one place that knows it.
#include "JsonSchema.h"
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace npuify {
namespace {

/// The value that valijson's context ("<root>", "[rules]", "[3]", …) leads to.
const JsonNode *follow(const JsonNode &Root, const std::vector<std::string> &Context) {
  const JsonNode *At = &Root;
  for (llvm::StringRef Step : Context) {
    if (!Step.consume_front("[") || !Step.consume_back("]"))
      continue;
    Step = Step.trim('"');
    size_t Index = 0;
    const JsonNode *Next = At->get(Step);
    if (!Next && At->isArray() && !Step.getAsInteger(10, Index) && Index < At->Items.size())
      Next = &At->Items[Index];
    if (!Next)
      return At;
    At = Next;
  }
  return At;
}

} // namespace

llvm::Expected<std::optional<JsonError>> checkJsonSchema(llvm::StringRef Text, const JsonNode &Root,
                                                         llvm::StringRef Schema) {
  auto Broken = [](const std::string &Why) {
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Why);
  };
  nlohmann::json SchemaJson = nlohmann::json::parse(Schema.str(), nullptr, /*allow_exceptions=*/false);
  if (SchemaJson.is_discarded())
    return Broken("is not JSON");
  try { // valijson reports a broken schema by exceptions
    valijson::Schema Compiled;
    valijson::SchemaParser Parser;
    valijson::adapters::NlohmannJsonAdapter SchemaAdapter(SchemaJson);
    Parser.populateSchema(SchemaAdapter, Compiled);
    nlohmann::json Document = nlohmann::json::parse(Text.str(), nullptr, /*allow_exceptions=*/false);
    valijson::adapters::NlohmannJsonAdapter Adapter(Document);
    valijson::Validator Validator;
    valijson::ValidationResults Results;
    if (Validator.validate(Compiled, Adapter, &Results))
      return std::nullopt;
    // valijson lists a violation once per level; the one with the deepest place says most.
    valijson::ValidationResults::Error E, Deepest;
    while (Results.popError(E))
      if (E.context.size() >= Deepest.context.size())
        Deepest = E;
    JsonError Out;
    Out.Offset = follow(Root, Deepest.context)->Offset;
    Out.Message = "against the schema: " + Deepest.description;
    return Out;
  } catch (const std::exception &E) {
    return Broken(std::string("is no usable schema: ") + E.what());
  }
}

} // namespace npuify
