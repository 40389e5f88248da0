// SPDX-License-Identifier: Apache-2.0
// The walk over names: what each may be, by the evidence or by its tokens alone, and the rule that applies to
// it.
#pragma once

#include "FileFindings.h"
#include "Overloads.h"

namespace npuify {

class NameWalk {
public:
  explicit NameWalk(FileFindings &Findings)
      : Findings(Findings), File(Findings.File), E(Findings.E), Index(Findings.Index), Open(Findings) {}

  void identifier(size_t I);
  /// `x.operator T()`, an explicit call of a conversion, whose T gets another name. A class of another
  /// library does not know the new type, which converts from the class by itself.
  void conversion(size_t I);
  /// What all names together ask for.
  void addBodyUsings() { Open.addBodyUsings(); }
  void addTopUsings() { Open.addTopUsings(); }

private:
  void resolved(size_t I, const std::string &Name, const Resolution &Res);
  /// The rule for \p Symbol at \p I: one that asks for certain arguments applies where the call has them.
  const Rule *ruleFor(llvm::StringRef Symbol, size_t I) const;
  /// `using namespace a::b;`, `namespace x = a::b;`: a rule for "namespace a::b". The former goes, as names
  /// get the new qualifiers each.
  bool namespaceAsWhole(size_t I);
  /// A name that looks like an entity together with its qualifiers (`at::cuda::anything`), and has no rule.
  bool unknownInSpace(size_t I);
  /// `space::name`, where a rule moves the namespace but neither rules nor declarations have the name: it
  /// would be missing when the output is compiled.
  bool unknownMember(size_t I, const std::string &Name);
  /// `mine::name`, where no rule knows `mine`: the user's, or already migrated.
  bool qualifiedByUser(size_t I) const;
  bool isUserName(const std::string &Name) const;
  /// Whether \p Name at \p I stands in code that no unit compiles and that defines a function of this name:
  /// at the definition, or where the function may be called. In its own body the name is the builtin's.
  bool ownInInactiveCode(size_t I, llvm::StringRef Name) const;
  bool coveredByClass(llvm::StringRef Symbol) const;
  /// `begin##rest` in a macro's body, where API names begin so. \returns whether it was renamed.
  bool pasted(size_t I, const std::string &Name);
  /// Whether a common word such as `min` may be taken for the builtin when only tokens tell.
  bool plausible(size_t I, const Rule &R) const;
  void applyName(size_t I, const std::string &Name, const std::string &Symbol, const Rule &R, Evidence Ev);

  FileFindings &Findings;
  const FileTokens &File;
  const FileEvidence *const E;
  const RuleIndex &Index;
  Overloads Open;
};

} // namespace npuify
