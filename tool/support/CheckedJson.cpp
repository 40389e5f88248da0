// SPDX-License-Identifier: Apache-2.0
#include "CheckedJson.h"
#include "Embedded.h"
#include "JsonSchema.h"
#include "Snippet.h"

namespace npuify {

llvm::Error errorAt(llvm::StringRef Text, llvm::StringRef Name, unsigned Offset, llvm::StringRef Message,
                    llvm::StringRef Help) {
  TextPlace Place = placeOf(Text, Offset);
  Snippet S;
  S.Severity = "error";
  S.Message = Message.str();
  S.File = Name.str();
  S.Line = Place.Line;
  S.Column = Place.Column;
  S.SourceLine = Place.LineText.str();
  if (!Help.empty())
    S.Help.push_back(Help.str());
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  printSnippet(S, /*Color=*/false, OS);
  return llvm::createStringError(llvm::inconvertibleErrorCode(), llvm::StringRef(OS.str()).rtrim());
}

llvm::Expected<JsonNode> parseChecked(llvm::StringRef Text, llvm::StringRef Name, llvm::StringRef Schema) {
  JsonError Error;
  auto Root = parseJson(Text, Error);
  if (!Root)
    return errorAt(Text, Name, Error.Offset, Error.Message);
  auto Violation = checkJsonSchema(Text, *Root, embedded(Schema));
  if (!Violation)
    return Violation.takeError();
  if (*Violation)
    return errorAt(Text, Name, (*Violation)->Offset, (*Violation)->Message);
  return std::move(*Root);
}

} // namespace npuify
