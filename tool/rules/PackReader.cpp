// SPDX-License-Identifier: Apache-2.0
// From pack.json to what a RulePack says of itself.
#include "NodeReader.h"
#include "RuleReader.h"
#include "support/Pattern.h"

namespace npuify {
namespace {

class PackReader : NodeReader {
public:
  using NodeReader::NodeReader;

  void read(const JsonNode &Root, RulePack &Pack) {
    if (!is(Root, JsonNode::Type::Object, "pack.json"))
      return;
    static const llvm::StringRef Known[] = {"$schema",     "name",     "description",     "preinclude",
                                            "definitions", "prologue", "source_suffixes", "entities",
                                            "folders",     "open",     "reads_sources"};
    keys(Root, Known);
    if (const JsonNode *N = Root.get("name"))
      Pack.Name = string(*N, "'name'");
    else
      error(Root.Offset, "missing key 'name'");
    if (const JsonNode *N = Root.get("description"))
      Pack.Description = string(*N, "'description'");
    if (const JsonNode *N = Root.get("preinclude"))
      Pack.Preinclude = strings(*N, "'preinclude'");
    if (const JsonNode *N = Root.get("definitions"))
      Pack.Definitions = strings(*N, "'definitions'");
    if (const JsonNode *N = Root.get("prologue"))
      Pack.Prologue = string(*N, "'prologue'");
    if (const JsonNode *N = Root.get("source_suffixes"))
      if (is(*N, JsonNode::Type::Object, "'source_suffixes'"))
        for (const JsonNode &S : N->Items)
          Pack.SourceSuffixes[S.Key] = string(S, "a suffix");
    if (const JsonNode *N = Root.get("open"); N && is(*N, JsonNode::Type::Bool, "'open'"))
      Pack.Open = N->Bool;
    if (const JsonNode *N = Root.get("reads_sources"); N && is(*N, JsonNode::Type::Bool, "'reads_sources'"))
      Pack.ReadsSources = N->Bool;
    if (const JsonNode *N = Root.get("folders"))
      if (is(*N, JsonNode::Type::Object, "'folders'"))
        for (const JsonNode &F : N->Items)
          Pack.Folders[F.Key] = string(F, "a stub");
    if (const JsonNode *N = Root.get("entities")) {
      Pack.EntityPatterns = strings(*N, "'entities'");
      for (size_t I = 0; I < Pack.EntityPatterns.size(); ++I)
        if (auto Compiled = compilePattern(Pack.EntityPatterns[I]); !Compiled)
          error(N->Items[I].Offset,
                "the regular expression does not compile: " + llvm::toString(Compiled.takeError()));
    }
  }
};

} // namespace

void readPackInfo(const RuleFile &File, const JsonNode &Root, RulePack &Pack, RuleDiagnostics &Diags) {
  PackReader(File, Diags).read(Root, Pack);
}

} // namespace npuify
