// SPDX-License-Identifier: Apache-2.0
#include "SchemaPages.h"
#include "support/Embedded.h"
#include "support/Json.h"
#include "support/Markdown.h"
#include "llvm/ADT/STLExtras.h"

namespace npuify {
namespace {

std::string text(const JsonNode &N, llvm::StringRef Key) {
  const JsonNode *M = N.get(Key);
  return M && M->isString() ? M->Text : "";
}

std::string literal(const JsonNode &N) {
  return N.isString() && N.Text.empty()
             ? "nothing"
             : markdownCode(N.isString() ? N.Text : std::to_string(static_cast<long>(N.Number)));
}

class SchemaPage {
public:
  explicit SchemaPage(const JsonNode &Schema) : Schema(Schema) {}

  std::string write(const std::string &File) {
    Out = "# " + text(Schema, "title") + "\n\n" + text(Schema, "description") + "\n\nThe schema itself: `" +
          File + "`.\n\n";
    if (Schema.get("properties"))
      section("The file", Schema);
    if (const JsonNode *Definitions = Schema.get("definitions"))
      for (const JsonNode &D : Definitions->Items)
        if (D.get("properties"))
          section(D.Key, D);
    // Objects that stand inside others get their sections behind them.
    for (size_t I = 0; I < Inner.size(); ++I) {
      auto [Name, Object] = Inner[I];
      section(Name, *Object);
    }
    return std::move(Out);
  }

private:
  const JsonNode &Schema;
  std::string Out;
  std::vector<std::pair<std::string, const JsonNode *>> Inner;

  void section(const std::string &Name, const JsonNode &Object) {
    Out += "## " + Name + "\n\n";
    if (std::string About = text(Object, "description"); !About.empty() && &Object != &Schema)
      Out += About + "\n\n";
    Out += "| member | holds | required | meaning |\n|---|---|---|---|\n";
    const JsonNode *Required = Object.get("required");
    for (const JsonNode &P : Object.get("properties")->Items) {
      bool Must =
          Required && llvm::any_of(Required->Items, [&](const JsonNode &R) { return R.Text == P.Key; });
      Out += "| `" + P.Key + "` | " + markdownCell(type(P, P.Key)) + " | " + (Must ? "yes" : "") + " | " +
             markdownCell(text(P, "description")) + " |\n";
    }
    Out += '\n';
  }

  /// What a value may be, in words. \p Name is for an object that needs a section of its own.
  std::string type(const JsonNode &N, const std::string &Name) {
    if (std::string Ref = text(N, "$ref"); !Ref.empty()) {
      std::string Target = llvm::StringRef(Ref).rsplit('/').second.str();
      const JsonNode *D = Schema.get("definitions")->get(Target);
      return D->get("properties") ? link(Target) : type(*D, Target);
    }
    if (const JsonNode *C = N.get("const"))
      return literal(*C);
    if (const JsonNode *E = N.get("enum"))
      return alternatives(E->Items, literal);
    if (const JsonNode *Any = N.get("oneOf"))
      return alternatives(Any->Items, [&](const JsonNode &I) { return type(I, Name); });
    if (N.get("properties")) {
      Inner.push_back({Name, &N});
      return link(Name);
    }
    std::string Kind = text(N, "type");
    if (Kind == "array")
      return "list of " + (N.get("items") ? type(*N.get("items"), Name) : "values");
    if (Kind == "object") {
      const JsonNode *Values = N.get("additionalProperties");
      return "object of " + (Values && Values->isObject() ? type(*Values, Name) : "values");
    }
    if (std::string Pattern = text(N, "pattern"); !Pattern.empty())
      return Kind + " " + markdownCode(Pattern);
    return Kind;
  }

  static std::string link(const std::string &Section) {
    return "[" + Section + "](#" + llvm::StringRef(Section).lower() + ")";
  }

  template <class F> static std::string alternatives(const std::vector<JsonNode> &Items, F Each) {
    std::string Text;
    for (const JsonNode &I : Items)
      Text += (Text.empty() ? "" : ", ") + Each(I);
    return Text;
  }
};

} // namespace

std::map<std::string, std::string> schemaPages() {
  std::map<std::string, std::string> Out;
  std::string Index =
      "# Files in JSON\n\nEditors that know JSON schemas complete and check against these.\n\n| file | "
      "schema |\n|---|---|\n";
  for (auto [Name, File] : {std::pair{"report", "schemas/npuify-report.schema.json"},
                            {"config", "schemas/npuify-config.schema.json"},
                            {"baseline", "schemas/npuify-baseline.schema.json"},
                            {"rules", "rules/npuify-rules.schema.json"}}) {
    JsonError Error;
    auto Schema = parseJson(embedded(llvm::StringRef(File).rsplit('/').second), Error);
    Out[std::string("schemas/") + Name + ".md"] = SchemaPage(*Schema).write(File);
    Index += "| [" + text(*Schema, "title") + "](" + Name + ".md) | `" + File + "` |\n";
  }
  Out["schemas/index.md"] = Index;
  return Out;
}

} // namespace npuify
