// SPDX-License-Identifier: Apache-2.0
// Turns a statement of inline assembly into C++ by the rules of kind asm, whole or not at all.
#pragma once

#include "InlineAsm.h"
#include "rules/RuleIndex.h"

namespace npuify {

struct AsmRewrite {
  struct Use {
    std::string Name; ///< an instruction, a special register, the type of a register
    const Rule *R = nullptr;
  };
  /// Everything the text uses, instructions first, with the rule that translates it. When the text cannot be
  /// translated: the instruction that stands in the way, with the rule that knows it or another one of the
  /// text; none when no rule knows any of it, which then is the assembly of some other processor.
  std::vector<Use> Uses;
  /// The statement that takes the place of the assembly, without a semicolon; empty: it cannot be translated.
  std::string Text;
};

/// \p Expressions are the operands' expressions as they shall stand in the output. \p Break goes between the
/// statements of a block: a line end and the indentation, or a space in a macro.
AsmRewrite rewriteAsm(const AsmStatement &S, const std::vector<std::string> &Expressions,
                      const RuleIndex &Index, llvm::StringRef Break);

} // namespace npuify
