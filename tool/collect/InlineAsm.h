// SPDX-License-Identifier: Apache-2.0
// Inline assembly as it stands in the source: where its parts lie, and what its text says. What the
// instructions mean is the rules' business (AsmRewrite.h).
#pragma once

#include "support/Tokens.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace npuify {

/// `[name] "constraint" (expression)`
struct AsmOperand {
  std::string Name; ///< empty for operands that are named by their number
  std::string Constraint;
  size_t FirstToken = 0, LastToken = 0; ///< of the expression; FirstToken > LastToken: empty
  bool written() const { return Constraint.find_first_of("=+") != std::string::npos; }
};

/// `asm volatile("text" : outputs : inputs : clobbers)`, without a semicolon.
struct AsmStatement {
  size_t FirstToken = 0, LastToken = 0; ///< from `asm` to the closing parenthesis
  std::string Code;                     ///< the text, its escapes resolved
  bool Complete = true;                 ///< false: a macro contributes to the text or to the operands
  bool HasOperands = false;             ///< colons follow the text, so that %% stands for a percent sign
  std::vector<AsmOperand> Operands;
};

/// The statement whose `asm` keyword is \p Tokens[Keyword], or nothing when it does not look like one.
std::optional<AsmStatement> parseAsmStatement(llvm::StringRef Text, const std::vector<Token> &Tokens,
                                              size_t Keyword);

/// One operand of an instruction.
struct AsmArgument {
  enum Shape {
    Value,   ///< a register, an immediate, an expression of them
    Address, ///< [base + offset]
    Vector,  ///< {a, b}
    Pair,    ///< a|b
  } Kind = Value;
  /// The texts inside: one; base and maybe offset; the elements; the two halves.
  std::vector<std::string> Parts;
};

struct AsmLine {
  enum { Instruction, Register, Other } Kind = Instruction;
  std::string Guard; ///< predicate that guards the instruction: "", "p", "!p"
  std::string Name;  ///< the instruction with its suffixes; the type of declared registers (".b32")
  std::vector<AsmArgument> Arguments;
  std::vector<std::string> Registers; ///< declared names; "r<4>" stands for r0 to r3
};

/// Splits assembly text into its statements. Comments are dropped; scopes (braces around statements) are not
/// kept: names are unique in what is translated, or it is refused by the rules.
std::vector<AsmLine> parseAsmText(llvm::StringRef Code, bool HasOperands);

} // namespace npuify
