// SPDX-License-Identifier: Apache-2.0
// A Rule: one entry of a rule pack. What is matched, what becomes of it, how well it carries over.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace npuify {

/// What kind of source entity a rule matches (DESIGN: "Kinds").
enum class RuleKind {
  Function,  ///< a free function of the pack's stubs
  Method,    ///< a member function
  Type,      ///< class, struct, typedef, enum type
  Member,    ///< a data member
  Enum,      ///< an enumerator
  Macro,     ///< a preprocessor macro, in directives and in code
  Header,    ///< the file named in an #include
  Attribute, ///< a qualifier such as a function or variable space specifier
  Builtin,   ///< a device builtin function
  Variable,  ///< a builtin variable
  Namespace, ///< a namespace; covers every member that has no rule of its own
  Launch,    ///< the kernel launch syntax
  Asm,       ///< a regular expression over the text of an inline assembly string
  Build,     ///< a regular expression over a build file
  Python,    ///< a Python call
  Trait,     ///< a property of a kernel or a launch that the analysis finds; the symbol names it
  Family,    ///< a regular expression over names and headers of an API that no other rule knows
};

/// Which build files a Build rule is for, where a project is moved in stages.
enum class BuildStage {
  Always, ///< all that are migrated
  Border, ///< those that are migrated while one above them builds the rest as before
  Behind, ///< those that build the rest as before, where they name a source that has moved
};

/// How well the entity carries over, best first.
enum class RuleClass { Exact, Near, Semantic, Emulated, Manual, Blocked };

enum class Verdict { Ok, Review, No };

struct TargetVerdict {
  Verdict V = Verdict::Ok;
  std::string Reason; ///< empty for Ok, and for a Review that only says "not yet tried"
};

struct RuleExample {
  std::string Before;
  std::string After; ///< empty for rules that change nothing
};

struct Rule {
  std::string Id; ///< "NPU1001"; never reused
  std::string Pack;
  std::string
      File; ///< where the rule stands: path from the packs' folder ("cuda/memory.rules.json"), 1-based line
  unsigned Line = 0;
  RuleKind Kind = RuleKind::Function;
  /// The qualified names matched ("cooperative_groups"); for Header rules the include spelling;
  /// for Asm, Build and Family rules one regular expression.
  std::vector<std::string> Symbols;
  /// Named parameters of a function, in order; used by Rewrite.
  std::vector<std::string> Params;
  // Of Trait rules.
  std::vector<std::string> Calls;  ///< the API calls that the trait is about
  std::vector<std::string> Unless; ///< calls or flags that lift it
  std::vector<std::string> After;  ///< calls that it follows, as a launch
  std::optional<uint64_t> Above;   ///< only for values above this
  bool Unknown = false;            ///< for values that only the run knows
  /// Globs of the files a Build rule looks at ("Makefile", "*.mk").
  std::vector<std::string> FileGlobs;
  BuildStage Stage = BuildStage::Always; ///< of Build rules
  /// The new name of each symbol (already expanded from the rule's `rename`); absent: the rule changes
  /// nothing by renaming. Equal to the symbol for native rules.
  std::map<std::string, std::string> Rename;
  /// Replacement with ${param} placeholders; empty unless the rule rewrites more than the name.
  std::string Rewrite;
  /// A header that the new text needs ("npu/ptx.h"); empty: the prologue brings all of it.
  std::string Include;
  /// The entity stays as it is and that is right (a vector type, a standard function).
  bool Native = false;
  RuleClass Class = RuleClass::Exact;
  std::string Effort; ///< "", "minutes", "hours", "days", "redesign"
  /// The verdict on every known target; the loader fills in what the rule leaves out.
  std::map<std::string, TargetVerdict> Targets;
  std::string Message;
  std::vector<std::string> Guidance;
  std::vector<RuleExample> Examples;
};

/// The names as rule files and reports spell them, in the order of the enumerations.
llvm::ArrayRef<llvm::StringRef> ruleKindNames();
llvm::ArrayRef<llvm::StringRef> ruleClassNames();
llvm::ArrayRef<llvm::StringRef> verdictNames();
llvm::ArrayRef<llvm::StringRef> effortNames();
/// The targets that verdicts are given for; "cpu" first.
llvm::ArrayRef<llvm::StringRef> knownTargets();

llvm::StringRef toString(RuleKind K);
llvm::StringRef toString(RuleClass C);
llvm::StringRef toString(Verdict V);
std::optional<RuleKind> parseRuleKind(llvm::StringRef S);
std::optional<RuleClass> parseRuleClass(llvm::StringRef S);
std::optional<Verdict> parseVerdict(llvm::StringRef S);

} // namespace npuify
