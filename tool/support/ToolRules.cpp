// SPDX-License-Identifier: Apache-2.0
#include "ToolRules.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace npuify {

const std::vector<ToolRuleInfo> &toolRules() {
  static const std::vector<ToolRuleInfo> Table = {
      {ToolRule::UnknownEntity, RuleClass::Manual, "hours", "unknown entity", "no rule knows '%'",
       "add a rule for it to a pack of your own (npuify rules new), or replace the call by hand"},
      {ToolRule::RenamedInclude, RuleClass::Exact, "", "renamed include",
       "the included project file has a new name or place", ""},
      {ToolRule::Prologue, RuleClass::Exact, "", "implicit runtime include",
       "the runtime that nvcc includes by itself is included explicitly", ""},
      {ToolRule::MissingHeader, RuleClass::Near, "", "missing header",
       "the header '%' was not found, so names it declares were judged by their tokens only",
       "pass its folder after --, as in: npuify migrate SRC -o OUT -- -Ipath/to/include"},
      {ToolRule::ParseErrors, RuleClass::Near, "", "not fully analysed",
       "some of this file could not be analysed",
       "pass the project's -I and -D flags after --, or a compilation database with -p"},
      {ToolRule::TuConflict, RuleClass::Semantic, "", "translation units disagree",
       "two translation units that include this file resolve this name differently",
       "look at both uses; the first one was taken"},
      {ToolRule::Overlap, RuleClass::Manual, "minutes", "overlapping changes",
       "two rules want to change the same text; neither was applied", "change this place by hand"},
      {ToolRule::UnknownHeader, RuleClass::Manual, "hours", "unknown API header",
       "no rule knows the header '%'",
       "its API has no counterpart yet: add a rule pack for it, or guard this code"},
      {ToolRule::Unparsed, RuleClass::Near, "", "not analysed",
       "Clang gave no result for this file; rules were applied to its tokens",
       "compile the file with its usual compiler first"},
      {ToolRule::RenamedFile, RuleClass::Exact, "", "renamed file",
       "the project file has a new name or place", ""},
      {ToolRule::VerifyFailed, RuleClass::Manual, "minutes", "output does not compile",
       "the migrated file does not compile: %", "look at the output at this line"},
      {ToolRule::KernelAddress, RuleClass::Exact, "", "address of a kernel",
       "the runtime learns the parameters of the kernel before the cast forgets them", ""},
      {ToolRule::AddedInclude, RuleClass::Exact, "", "added include",
       "the header of what the new code calls is included", ""},
      {ToolRule::SideBranch, RuleClass::Semantic, "minutes", "host and device in one condition",
       "this condition on '%' tells device from host; the migrated code is compiled once and takes the "
       "device's "
       "branch on both sides",
       "where the branches are whole statements of a function that is no constexpr, write a run-time test "
       "(npu::in_kernel()); else give host and device functions of their own"},
      {ToolRule::PythonUnread, RuleClass::Manual, "minutes", "Python source not read",
       "this Python source was left as it is: %",
       "Python sources are read by the parser of python3: install it; sources for Python 2 must be made "
       "ready for it first"},
      {ToolRule::AddedWord, RuleClass::Exact, "", "added typename or template",
       "C++ asks for % in front of a name that depends on a template's parameter; nvcc does not", ""},
      {ToolRule::UnusedHeader, RuleClass::Near, "", "unused header",
       "'%' has no counterpart, and nothing in the project uses what it declares: the include is left out",
       ""},
      {ToolRule::PastedName, RuleClass::Near, "", "pasted name",
       "the macro pastes names that begin with '%': the beginning is renamed as the API's names are",
       "look whether the macro makes names of the API only"},
      {ToolRule::LeftAlone, RuleClass::Near, "", "left alone", "this folder is left alone: it is %",
       "--include '*' looks at it as well; headers in it that the project includes are migrated in any case"},
      {ToolRule::MergeConflict, RuleClass::Manual, "minutes", "edited output",
       "the output was edited where the new migration differs as well: %",
       "settle it between the conflict marks, as in git; the next migration keeps what you write"},
      {ToolRule::BadRewrite, RuleClass::Manual, "minutes", "rewrite withdrawn",
       "the rewritten file would not read as intended, so it was left as it is: %",
       "report this as a defect of npuify"},
      {ToolRule::UnusedSuppression, RuleClass::Near, "", "unused suppression",
       "the suppression of % suppresses nothing", "remove it"},
      {ToolRule::BadSuppression, RuleClass::Near, "", "suppression without ids or reason",
       "this comment suppresses nothing: %",
       "write the ids and why, as in: npuify-ignore[NPU1234]: the reason"},
      {ToolRule::StaleBaseline, RuleClass::Near, "", "stale baseline",
       "the baseline holds more findings than there are: %", "npuify check --update-baseline lowers it"},
  };
  return Table;
}

std::string idOf(ToolRule R) {
  std::string S;
  llvm::raw_string_ostream(S) << llvm::format("NPU%04d", static_cast<int>(R));
  return S;
}

Finding toolFinding(ToolRule R, const std::string &Symbol) {
  for (const ToolRuleInfo &I : toolRules()) {
    if (I.Id != R)
      continue;
    Finding F;
    F.RuleId = idOf(R);
    F.Ch.RuleId = F.RuleId;
    F.Class = I.Class;
    F.Effort = I.Effort;
    F.Symbol = Symbol;
    F.Message = I.Message;
    if (size_t P = F.Message.find('%'); P != std::string::npos)
      F.Message.replace(P, 1, Symbol);
    if (*I.Guidance)
      F.Guidance.push_back(I.Guidance);
    return F;
  }
  return {};
}

} // namespace npuify
