// SPDX-License-Identifier: Apache-2.0
#include "OutputCompare.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>
#include <cstdlib>

namespace npuify {
namespace {

struct Line {
  size_t Number;
  llvm::StringRef Text;
};

std::vector<Line> linesOf(llvm::StringRef Text, const std::vector<llvm::Regex> &Ignore) {
  std::vector<Line> Out;
  llvm::SmallVector<llvm::StringRef, 0> All;
  Text.split(All, '\n');
  for (size_t I = 0; I < All.size(); ++I) {
    llvm::StringRef L = All[I].rtrim();
    if (llvm::none_of(Ignore, [&](const llvm::Regex &R) { return R.match(L); }))
      Out.push_back({I + 1, L});
  }
  while (!Out.empty() && Out.back().Text.empty())
    Out.pop_back();
  return Out;
}

bool isWord(char C) { return llvm::isAlnum(C) || C == '_'; }

/// A piece of a line: a number, or the text up to the next one.
struct Piece {
  llvm::StringRef Text;
  bool Number = false, Integer = false;
};

/// The length of the number that \p S begins with, or 0.
size_t numberLength(llvm::StringRef S) {
  size_t At = !S.empty() && (S[0] == '-' || S[0] == '+');
  for (llvm::StringRef Name : {"nan", "inf"})
    if (S.drop_front(At).starts_with_insensitive(Name) && (S.size() == At + 3 || !isWord(S[At + 3])))
      return At + 3;
  size_t Digits = 0;
  auto Skip = [&] {
    for (; At < S.size() && llvm::isDigit(S[At]); ++At)
      ++Digits;
  };
  Skip();
  if (At < S.size() && S[At] == '.') {
    ++At;
    Skip();
  }
  if (!Digits)
    return 0;
  size_t Exponent = At;
  if (Exponent < S.size() && (S[Exponent] == 'e' || S[Exponent] == 'E')) {
    ++Exponent;
    Exponent += Exponent < S.size() && (S[Exponent] == '-' || S[Exponent] == '+');
    size_t First = Exponent;
    while (Exponent < S.size() && llvm::isDigit(S[Exponent]))
      ++Exponent;
    if (Exponent > First)
      At = Exponent;
  }
  return At;
}

std::vector<Piece> piecesOf(llvm::StringRef Text) {
  std::vector<Piece> Out;
  size_t Start = 0;
  for (size_t At = 0; At < Text.size();) {
    // A digit in a word, and a minus behind one ("a-1"), belong to the text.
    bool MayStart = At == 0 || !isWord(Text[At - 1]);
    bool Hex = Text.substr(At).starts_with("0x");
    size_t Length = MayStart && !Hex ? numberLength(Text.substr(At)) : 0;
    if (!Length) {
      ++At;
      continue;
    }
    if (At > Start)
      Out.push_back({Text.slice(Start, At)});
    llvm::StringRef Number = Text.substr(At, Length);
    Out.push_back({Number, true, Number.find_first_not_of("+-0123456789") == llvm::StringRef::npos});
    Start = At += Length;
  }
  if (Start < Text.size())
    Out.push_back({Text.substr(Start)});
  return Out;
}

bool sameText(llvm::StringRef A, llvm::StringRef B) {
  while (!A.empty() && !B.empty()) {
    if (llvm::isSpace(A[0]) && llvm::isSpace(B[0])) {
      A = A.ltrim();
      B = B.ltrim();
    } else if (A[0] != B[0]) {
      return false;
    } else {
      A = A.drop_front();
      B = B.drop_front();
    }
  }
  return A.trim().empty() && B.trim().empty();
}

double valueOf(llvm::StringRef S) { return std::strtod(S.str().c_str(), nullptr); }

/// Empty when the numbers agree, else by how much they do not.
std::string compareNumbers(const Piece &E, const Piece &A, const Tolerances &T, OutputComparison &Out) {
  ++Out.Numbers;
  if (E.Integer && A.Integer)
    return E.Text.ltrim('+') == A.Text.ltrim('+') ? "" : (E.Text + " became " + A.Text).str();
  double X = valueOf(E.Text), Y = valueOf(A.Text), Deviation = std::fabs(X - Y);
  if ((std::isnan(X) && std::isnan(Y)) || X == Y)
    return "";
  double Relative = X != 0 ? Deviation / std::fabs(X) : Deviation;
  if (std::isfinite(Deviation) && Deviation <= T.Absolute + T.Relative * std::fabs(X)) {
    Out.LargestRelative = std::max(Out.LargestRelative, Relative);
    return "";
  }
  char Text[64];
  std::snprintf(Text, sizeof Text, " (deviation %.2g, relative %.2g)", Deviation, Relative);
  return (E.Text + " became " + A.Text).str() + Text;
}

std::string compareLines(llvm::StringRef E, llvm::StringRef A, const Tolerances &T, OutputComparison &Out) {
  std::vector<Piece> X = piecesOf(E), Y = piecesOf(A);
  if (X.size() != Y.size())
    return "the words differ";
  for (size_t I = 0; I < X.size(); ++I) {
    if (X[I].Number != Y[I].Number || (!X[I].Number && !sameText(X[I].Text, Y[I].Text)))
      return "the words differ";
    if (X[I].Number)
      if (std::string Why = compareNumbers(X[I], Y[I], T, Out); !Why.empty())
        return Why;
  }
  return "";
}

} // namespace

OutputComparison compareOutputs(llvm::StringRef Expected, llvm::StringRef Actual, const Tolerances &T,
                                const std::vector<llvm::Regex> &Ignore) {
  OutputComparison Out;
  std::vector<Line> E = linesOf(Expected, Ignore), A = linesOf(Actual, Ignore);
  for (size_t I = 0; I < std::max(E.size(), A.size()); ++I) {
    ++Out.Lines;
    if (I >= E.size())
      Out.Differences.push_back({E.empty() ? 1 : E.back().Number, "", A[I].Text.str(), "a line too many"});
    else if (I >= A.size())
      Out.Differences.push_back({E[I].Number, E[I].Text.str(), "", "the line is missing"});
    else if (std::string Why = compareLines(E[I].Text, A[I].Text, T, Out); !Why.empty())
      Out.Differences.push_back({E[I].Number, E[I].Text.str(), A[I].Text.str(), Why});
  }
  return Out;
}

} // namespace npuify
