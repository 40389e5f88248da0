// SPDX-License-Identifier: Apache-2.0
// The rules of the tool itself (NPU0001 to NPU0099): findings that come from no pack.
#pragma once

#include "report/Finding.h"

namespace npuify {

enum class ToolRule {
  UnknownEntity = 1,  ///< a name of an API family that no rule knows
  RenamedInclude = 2, ///< the include of a project file follows its new name or place
  Prologue = 3,       ///< the include that nvcc makes unasked
  MissingHeader = 4,  ///< an included file is nowhere
  ParseErrors = 5,    ///< Clang did not understand all of the file
  TuConflict = 6,     ///< two translation units disagree about a name
  Overlap = 7,        ///< two Changes overlap; neither is applied
  UnknownHeader = 8,  ///< an API header that no rule knows
  Unparsed = 9,       ///< Clang gave no AST for the file
  RenamedFile = 12,   ///< a build file names a project file that has a new name or place
  VerifyFailed = 11,  ///< --verify: the output does not compile against the NPU headers
  KernelAddress = 13, ///< a kernel is cast to a pointer that does not tell its parameters
  AddedInclude = 14,  ///< the new code needs a header
  SideBranch = 15,    ///< a condition that tells device from host, where no statement may stand
  PythonUnread = 16,  ///< a Python source that Python's parser does not take
  AddedWord = 17,     ///< a dependent type or template that nvcc takes without the word
  UnusedHeader = 18,  ///< a header without a counterpart, of which the project uses nothing
  PastedName = 19,    ///< what a macro makes names of an API from by ##
  LeftAlone = 30,     ///< a folder that is not looked at
  MergeConflict = 31, ///< an earlier output was edited where the new one differs as well
  BadRewrite = 10,    ///< the output would not lex as intended, so the file was left alone
  // 20 to 29: the check itself
  UnusedSuppression = 20, ///< a comment or an entry of the configuration that suppresses nothing
  BadSuppression = 21,    ///< a comment that is meant to suppress but lacks ids or a reason
  StaleBaseline = 22,     ///< the baseline counts findings that are gone
};

struct ToolRuleInfo {
  ToolRule Id;
  RuleClass Class;
  const char *Effort;
  const char *Title;
  const char *Message;
  const char *Guidance;
};

const std::vector<ToolRuleInfo> &toolRules();
std::string idOf(ToolRule R);
/// A finding of rule \p R; the caller fills in the place.
Finding toolFinding(ToolRule R, const std::string &Symbol);

} // namespace npuify
