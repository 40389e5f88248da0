// SPDX-License-Identifier: Apache-2.0
// Runs valijson on the files of a pack and gives its verdicts a place.
#include "SchemaCheck.h"
#include "RuleReader.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>
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

/// valijson lists a violation once per level; the one with the deepest place says most.
void report(const RuleFile &File, const JsonNode &Root, valijson::ValidationResults &Results,
            RuleDiagnostics &Diags) {
  valijson::ValidationResults::Error E, Deepest;
  while (Results.popError(E))
    if (E.context.size() >= Deepest.context.size())
      Deepest = E;
  Diags.error(File, follow(Root, Deepest.context)->Offset, "against the schema: " + Deepest.description);
}

void checkFile(RuleFile &File, const valijson::Schema &Schema, RuleDiagnostics &Diags) {
  auto Buffer = llvm::MemoryBuffer::getFile(File.Path, /*IsText=*/true);
  if (!Buffer)
    return Diags.error(File.Path, "cannot be read: " + Buffer.getError().message());
  File.Text = (*Buffer)->getBuffer().str();
  JsonError Error;
  auto Root = parseJson(File.Text, Error);
  if (!Root)
    return Diags.error(File, Error.Offset, Error.Message);
  nlohmann::json Document = nlohmann::json::parse(File.Text, nullptr, /*allow_exceptions=*/false);
  valijson::adapters::NlohmannJsonAdapter Adapter(Document);
  valijson::Validator Validator;
  valijson::ValidationResults Results;
  if (!Validator.validate(Schema, Adapter, &Results))
    report(File, *Root, Results, Diags);
}

} // namespace

llvm::Error checkAgainstSchema(const RulePack &Pack, llvm::StringRef RulesDir) {
  llvm::SmallString<128> SchemaPath(RulesDir);
  llvm::sys::path::append(SchemaPath, "npuify-rules.schema.json");
  RuleDiagnostics Diags;
  auto Buffer = llvm::MemoryBuffer::getFile(SchemaPath, /*IsText=*/true);
  if (!Buffer) {
    Diags.error(SchemaPath, "cannot be read: " + Buffer.getError().message());
    return Diags.take();
  }
  nlohmann::json SchemaJson = nlohmann::json::parse((*Buffer)->getBuffer().str(), nullptr, false);
  if (SchemaJson.is_discarded()) {
    Diags.error(SchemaPath, "is not JSON");
    return Diags.take();
  }
  try { // valijson reports a broken schema by exceptions
    valijson::Schema Schema;
    valijson::SchemaParser Parser;
    valijson::adapters::NlohmannJsonAdapter Adapter(SchemaJson);
    Parser.populateSchema(Adapter, Schema);
    std::error_code EC;
    std::vector<std::string> Files;
    for (llvm::sys::fs::directory_iterator It(Pack.Directory, EC), End; It != End && !EC; It.increment(EC))
      if (llvm::StringRef Name = llvm::sys::path::filename(It->path());
          Name == "pack.json" || Name.ends_with(".rules.json"))
        Files.push_back(It->path());
    std::sort(Files.begin(), Files.end());
    for (const std::string &Path : Files) {
      RuleFile File{Path, llvm::sys::path::filename(Path).str(), ""};
      checkFile(File, Schema, Diags);
    }
  } catch (const std::exception &E) {
    Diags.error(SchemaPath, std::string("is no usable schema: ") + E.what());
  }
  return Diags.take();
}

} // namespace npuify
