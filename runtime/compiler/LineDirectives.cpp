// SPDX-License-Identifier: Apache-2.0
// Diagnostics of a migrated copy at the lines of the original.
#include "Migration.h"
#include <algorithm>
#include <unordered_map>

namespace npucc {
namespace {

std::vector<std::string> linesOf(const std::string &Text) {
  std::vector<std::string> Lines;
  for (size_t At = 0; At < Text.size();) {
    size_t End = std::min(Text.find('\n', At), Text.size());
    Lines.push_back(Text.substr(At, End - At));
    At = End + 1;
  }
  return Lines;
}

bool continues(const std::string &Line) {
  size_t Last = Line.find_last_not_of('\r');
  return Last != std::string::npos && Line[Last] == '\\';
}

/// Pairs lines that stand unchanged in both texts, in order: lines that are unique in both, as in patience
/// diff; the longest run of pairs that ascends in both.
std::vector<std::pair<size_t, size_t>> anchors(const std::vector<std::string> &A,
                                               const std::vector<std::string> &B) {
  struct Count {
    size_t InA = 0, InB = 0, A = 0, B = 0;
  };
  std::unordered_map<std::string, Count> Counts;
  for (size_t I = 0; I < A.size(); ++I) {
    Count &C = Counts[A[I]];
    ++C.InA;
    C.A = I;
  }
  for (size_t I = 0; I < B.size(); ++I) {
    Count &C = Counts[B[I]];
    ++C.InB;
    C.B = I;
  }
  std::vector<std::pair<size_t, size_t>> Pairs; // (in B, in A), ascending in B
  for (const auto &[Line, C] : Counts)
    if (C.InA == 1 && C.InB == 1)
      Pairs.emplace_back(C.B, C.A);
  std::sort(Pairs.begin(), Pairs.end());

  // Longest increasing subsequence of the A side.
  std::vector<size_t> Tails, Before(Pairs.size(), SIZE_MAX);
  for (size_t I = 0; I < Pairs.size(); ++I) {
    auto It = std::lower_bound(Tails.begin(), Tails.end(), I,
                               [&](size_t L, size_t R) { return Pairs[L].second < Pairs[R].second; });
    if (It != Tails.begin())
      Before[I] = *std::prev(It);
    if (It == Tails.end())
      Tails.push_back(I);
    else
      *It = I;
  }
  std::vector<std::pair<size_t, size_t>> Out;
  for (size_t I = Tails.empty() ? SIZE_MAX : Tails.back(); I != SIZE_MAX; I = Before[I])
    Out.push_back(Pairs[I]);
  std::reverse(Out.begin(), Out.end());
  return Out;
}

} // namespace

std::string withLineDirectives(const std::string &Original, const std::string &Migrated,
                               const std::string &Name) {
  std::vector<std::string> Old = linesOf(Original), New = linesOf(Migrated);
  std::string Quoted;
  for (char C : Name)
    Quoted += C == '"' || C == '\\' ? std::string("\\") + C : std::string(1, C);
  auto Directive = [&](size_t Line) { return "#line " + std::to_string(Line + 1) + " \"" + Quoted + "\"\n"; };

  // Most edits stay within their line. A directive is needed where the numbers run apart: at the first anchor
  // after that, or earlier by as many lines as lie between two anchors on both sides alike.
  std::string Out = Directive(0);
  size_t Expected = 0; // the number the compiler gives the next line
  auto Anchors = anchors(Old, New);
  Anchors.emplace_back(New.size(), Old.size());
  size_t Done = 0, LastOld = 0;
  for (auto [B, A] : Anchors) {
    size_t GapNew = B - Done, GapOld = A - LastOld;
    // Lines inserted ahead of the gap's common tail (the prologue stands at the very top) carry the number
    // before them.
    size_t Extra = GapNew > GapOld ? GapNew - GapOld : 0;
    for (size_t I = Done; I <= B && I < New.size(); ++I) {
      bool Resynchronise = I == B || I == Done + Extra;
      size_t Want = A - std::min(B - I, A);
      if (Resynchronise && Want != Expected && (I == 0 || !continues(New[I - 1]))) {
        Out += Directive(Want);
        Expected = Want;
      }
      if (I == B && B == New.size())
        break;
      Out += New[I] + "\n";
      ++Expected;
    }
    Done = B + 1;
    LastOld = A + 1;
  }
  return Out;
}

} // namespace npucc
