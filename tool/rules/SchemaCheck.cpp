// SPDX-License-Identifier: Apache-2.0
// Checks the files of a pack against the published schema.
#include "SchemaCheck.h"
#include "RuleReader.h"
#include "support/JsonSchema.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>

namespace npuify {
namespace {

void checkFile(RuleFile &File, llvm::StringRef SchemaPath, llvm::StringRef Schema, RuleDiagnostics &Diags) {
  auto Buffer = llvm::MemoryBuffer::getFile(File.Path, /*IsText=*/true);
  if (!Buffer)
    return Diags.error(File.Path, "cannot be read: " + Buffer.getError().message());
  File.Text = (*Buffer)->getBuffer().str();
  JsonError Error;
  auto Root = parseJson(File.Text, Error);
  if (!Root)
    return Diags.error(File, Error.Offset, Error.Message);
  auto Violation = checkJsonSchema(File.Text, *Root, Schema);
  if (!Violation)
    return Diags.error(SchemaPath, llvm::toString(Violation.takeError()));
  if (*Violation)
    Diags.error(File, (*Violation)->Offset, (*Violation)->Message);
}

} // namespace

llvm::Error checkAgainstSchema(const RulePack &Pack, llvm::StringRef RulesDir) {
  llvm::SmallString<128> SchemaPath(RulesDir);
  llvm::sys::path::append(SchemaPath, "npuify-rules.schema.json");
  RuleDiagnostics Diags;
  auto Schema = llvm::MemoryBuffer::getFile(SchemaPath, /*IsText=*/true);
  if (!Schema) {
    Diags.error(SchemaPath, "cannot be read: " + Schema.getError().message());
    return Diags.take();
  }
  std::error_code EC;
  std::vector<std::string> Files;
  for (llvm::sys::fs::directory_iterator It(Pack.Directory, EC), End; It != End && !EC; It.increment(EC))
    if (llvm::StringRef Name = llvm::sys::path::filename(It->path());
        Name == "pack.json" || Name.ends_with(".rules.json"))
      Files.push_back(It->path());
  std::sort(Files.begin(), Files.end());
  for (const std::string &Path : Files) {
    RuleFile File{Path, llvm::sys::path::filename(Path).str(), ""};
    checkFile(File, SchemaPath, (*Schema)->getBuffer(), Diags);
  }
  return Diags.take();
}

} // namespace npuify
