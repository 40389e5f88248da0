// SPDX-License-Identifier: Apache-2.0
#include "Suppressions.h"
#include "support/Tokens.h"
#include "support/ToolRules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace npuify {
namespace {

constexpr llvm::StringLiteral Marker = "npuify-ignore";

struct Comment {
  unsigned Begin, End;
};

/// The comments of a text without tokens: from a '#' outside quotes to the end of the line.
std::vector<Comment> hashComments(llvm::StringRef Text) {
  std::vector<Comment> Out;
  for (size_t Line = 0; Line < Text.size();) {
    size_t End = std::min(Text.find('\n', Line), Text.size());
    char Quote = 0;
    for (size_t I = Line; I < End; ++I) {
      if (Quote)
        Quote = Text[I] == Quote ? 0 : Quote;
      else if (Text[I] == '"' || Text[I] == '\'')
        Quote = Text[I];
      else if (Text[I] == '#') {
        Out.push_back({static_cast<unsigned>(I), static_cast<unsigned>(End)});
        break;
      }
    }
    Line = End + 1;
  }
  return Out;
}

/// A comment stands alone when only white space and comments precede it on its line.
bool standsAlone(llvm::StringRef Text, unsigned Begin, const std::vector<Comment> &Comments) {
  size_t Line = Text.rfind('\n', Begin);
  Line = Line == llvm::StringRef::npos ? 0 : Line + 1;
  for (size_t I = Line; I < Begin; ++I) {
    bool Inside = llvm::any_of(Comments, [&](const Comment &C) { return I >= C.Begin && I < C.End; });
    if (!Inside && !llvm::isSpace(Text[I]))
      return false;
  }
  return true;
}

/// The line of the first byte of code behind \p From; the last line when there is none.
unsigned nextCodeLine(llvm::StringRef Text, unsigned From, const std::vector<Comment> &Comments,
                      const LineTable &Lines) {
  unsigned At = From;
  for (bool Moved = true; Moved;) {
    Moved = false;
    while (At < Text.size() && llvm::isSpace(Text[At]))
      ++At;
    for (const Comment &C : Comments)
      if (At >= C.Begin && At < C.End) {
        At = C.End;
        Moved = true;
      }
  }
  return Lines.line(std::min<unsigned>(At, Text.empty() ? 0 : static_cast<unsigned>(Text.size() - 1)));
}

/// Reads what follows the marker. \returns whether it speaks of the whole file.
bool parse(llvm::StringRef Rest, Suppression &S) {
  bool WholeFile = Rest.consume_front("-file");
  if (!Rest.consume_front("[")) {
    S.Problem = "it names no rule";
    return WholeFile;
  }
  auto [List, After] = Rest.split(']');
  llvm::SmallVector<llvm::StringRef> Parts;
  List.split(Parts, ',');
  for (llvm::StringRef Id : Parts) {
    Id = Id.trim();
    unsigned Number = 0;
    if (!Id.starts_with("NPU") || Id.size() != 7 || Id.drop_front(3).getAsInteger(10, Number))
      S.Problem = Id.empty() ? "it names no rule" : "'" + Id.str() + "' is no rule id";
    S.Ids.push_back(Id.str());
  }
  After = After.ltrim();
  if (After.consume_front(":"))
    S.Reason = After.trim().str();
  if (S.Problem.empty() && S.Reason.empty())
    S.Problem = "it gives no reason";
  return WholeFile;
}

Finding remark(ToolRule R, const std::string &About, const Suppression &S, llvm::StringRef Rel,
               const LineTable &Lines) {
  Finding F = toolFinding(R, About);
  F.File = Rel.str();
  F.Offset = S.Offset;
  F.Length = S.Length;
  F.Line = Lines.line(S.Offset);
  F.Column = Lines.column(S.Offset);
  F.Native = F.Applied = true;
  return F;
}

} // namespace

std::vector<Suppression> findSuppressions(llvm::StringRef Text, bool HashComments) {
  if (!Text.contains(Marker)) // nearly every file
    return {};
  std::vector<Comment> Comments;
  if (HashComments)
    Comments = hashComments(Text);
  else
    for (const Token &T : lexComments(Text))
      Comments.push_back({T.Offset, T.end()});
  LineTable Lines(Text);
  std::vector<Suppression> Out;
  for (const Comment &C : Comments) {
    llvm::StringRef Body = Text.slice(C.Begin, C.End);
    Body.consume_back("*/");
    // One per comment, and first in it: prose about suppressions suppresses nothing.
    size_t At = Body.find_first_not_of("/*#!< \t\r\n");
    if (At == llvm::StringRef::npos || !Body.drop_front(At).starts_with(Marker))
      continue;
    Suppression S;
    S.Offset = static_cast<unsigned>(C.Begin + At);
    llvm::StringRef Rest = Body.drop_front(At).split('\n').first.rtrim();
    S.Length = static_cast<unsigned>(Rest.size());
    bool WholeFile = parse(Rest.drop_front(Marker.size()), S);
    if (!WholeFile)
      S.Line = standsAlone(Text, C.Begin, Comments) ? nextCodeLine(Text, C.End, Comments, Lines)
                                                    : Lines.line(C.Begin);
    Out.push_back(std::move(S));
  }
  return Out;
}

void applySuppressions(llvm::StringRef Text, bool HashComments, llvm::StringRef Rel,
                       std::vector<Finding> &Findings) {
  std::vector<Suppression> All = findSuppressions(Text, HashComments);
  if (All.empty())
    return;
  LineTable Lines(Text);
  std::vector<Finding> Remarks;
  for (const Suppression &S : All) {
    if (!S.Problem.empty()) {
      Remarks.push_back(remark(ToolRule::BadSuppression, S.Problem, S, Rel, Lines));
      continue;
    }
    for (const std::string &Id : S.Ids) {
      bool Used = false;
      for (Finding &F : Findings)
        if (F.RuleId == Id && (S.Line == 0 || F.Line == S.Line)) {
          Used = true;
          F.Waived = Waiver::Suppressed;
          F.WaiverReason = S.Reason;
        }
      if (!Used)
        Remarks.push_back(remark(ToolRule::UnusedSuppression, Id, S, Rel, Lines));
    }
  }
  std::move(Remarks.begin(), Remarks.end(), std::back_inserter(Findings));
}

} // namespace npuify
