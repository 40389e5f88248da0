// SPDX-License-Identifier: Apache-2.0
#include "ChangeSet.h"
#include "support/Tokens.h"
#include <algorithm>
#include <set>
#include <tuple>

namespace npuify {

size_t ChangeSet::add(Change C) {
  Changes.push_back(std::move(C));
  return Changes.size() - 1;
}

void ChangeSet::merge() {
  struct Item {
    Edit E;
    size_t Owner;
  };
  std::vector<Item> Items;
  for (size_t I = 0; I < Changes.size(); ++I)
    for (const Edit &E : Changes[I].Edits)
      Items.push_back({E, I});
  // Insertions come before a replacement that starts at the same place; among themselves they keep the order
  // in which the Changes were added.
  auto Key = [](const Item &I) { return std::make_tuple(I.E.Offset, I.E.Length != 0, I.Owner); };
  std::stable_sort(Items.begin(), Items.end(), [&](const Item &A, const Item &B) { return Key(A) < Key(B); });

  std::set<size_t> Bad;
  const Item *Last = nullptr; // the replacement that reaches farthest
  for (const Item &I : Items) {
    bool Inside = Last && I.E.Offset < Last->E.Offset + Last->E.Length &&
                  (I.E.Length != 0 || I.E.Offset > Last->E.Offset);
    bool Same =
        Last && I.E.Offset == Last->E.Offset && I.E.Length == Last->E.Length && I.E.Text == Last->E.Text;
    if (Inside && !Same) {
      Bad.insert(I.Owner);
      Bad.insert(Last->Owner);
    }
    if (I.E.Length != 0 && (!Last || I.E.Offset + I.E.Length >= Last->E.Offset + Last->E.Length))
      Last = &I;
  }
  Conflicts.assign(Bad.begin(), Bad.end());
  Ordered.clear();
  for (const Item &I : Items) {
    if (Bad.count(I.Owner))
      continue;
    if (!Ordered.empty() && I.E.Length != 0 && Ordered.back().Offset == I.E.Offset &&
        Ordered.back().Length == I.E.Length)
      continue; // the same replacement from two Changes
    Ordered.push_back(I.E);
  }
}

std::string ChangeSet::apply(llvm::StringRef Text) const {
  std::string Out;
  Out.reserve(Text.size() + Text.size() / 16);
  size_t At = 0;
  for (const Edit &E : Ordered) {
    Out.append(Text.begin() + At, Text.begin() + E.Offset);
    Out += E.Text;
    At = E.Offset + E.Length;
  }
  Out.append(Text.begin() + At, Text.end());
  return Out;
}

std::string checkLexes(llvm::StringRef Before, llvm::StringRef After, const std::vector<Edit> &Edits) {
  std::vector<Token> Old = lex(Before), New = lex(After);
  size_t E = 0, N = 0;
  long Shift = 0;
  for (const Token &T : Old) {
    // Edits that end before this token have moved it.
    while (E < Edits.size() && Edits[E].Offset + Edits[E].Length <= T.Offset) {
      Shift += static_cast<long>(Edits[E].Text.size()) - static_cast<long>(Edits[E].Length);
      ++E;
    }
    if (E < Edits.size() && Edits[E].Offset < T.Offset + T.Length)
      continue; // edited away, or edited inside (a string or an include)
    unsigned Want = static_cast<unsigned>(static_cast<long>(T.Offset) + Shift);
    while (N < New.size() && New[N].Offset < Want)
      ++N;
    if (N == New.size() || New[N].Offset != Want || New[N].Length != T.Length || New[N].Kind != T.Kind)
      return "the token '" + Before.substr(T.Offset, std::min(T.Length, 40u)).str() + "' at byte " +
             std::to_string(T.Offset) + " does not survive the rewrite";
  }
  return "";
}

} // namespace npuify
