// SPDX-License-Identifier: Apache-2.0
#include "RuleDiagnostics.h"
#include "support/Snippet.h"

namespace npuify {

bool RuleDiagnostics::room() { return ++Count <= 50; }

void RuleDiagnostics::error(const RuleFile &File, unsigned Offset, llvm::StringRef Message,
                            llvm::StringRef Help) {
  if (!room())
    return;
  TextPlace P = placeOf(File.Text, Offset);
  Snippet S;
  S.Severity = "error";
  S.Message = Message.str();
  S.File = File.Path;
  S.Line = P.Line;
  S.Column = P.Column;
  S.SourceLine = P.LineText.str();
  if (!Help.empty())
    S.Help.push_back(Help.str());
  llvm::raw_string_ostream OS(Text);
  printSnippet(S, /*Color=*/false, OS);
}

void RuleDiagnostics::error(llvm::StringRef Path, llvm::StringRef Message) {
  if (room())
    Text += ("error: " + Path + ": " + Message + "\n").str();
}

llvm::Error RuleDiagnostics::take() {
  if (Count == 0)
    return llvm::Error::success();
  if (Count > 50)
    Text += "error: and " + std::to_string(Count - 50) + " more\n";
  Count = 0;
  return llvm::createStringError(llvm::inconvertibleErrorCode(), llvm::StringRef(Text).rtrim('\n'));
}

} // namespace npuify
