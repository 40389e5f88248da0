// SPDX-License-Identifier: Apache-2.0
#include "Overloads.h"
#include "support/Obstacles.h"

namespace npuify {

bool Overloads::rename(size_t I, const std::string &Name, const Resolution &Res) {
  const Rule *R =
      Findings.Ctx.OpenBuiltins.count(Name) && !Res.Macro && (Res.OpenToUser || Res.From == Origin::User)
          ? Findings.Index.findName(Name)
          : nullptr;
  auto It = R ? R->Rename.find(Name) : decltype(R->Rename.find(Name)){};
  if (!R || It == R->Rename.end())
    return false;
  llvm::StringRef New = llvm::StringRef(It->second).rsplit(':').second;
  if (New.empty() || New == Name) // the name stays
    return false;
  Finding F = Findings.make(*R, Name, File.Tokens[I], Evidence::Ast);
  F.Ch.Edits.push_back({File.Tokens[I].Offset, File.Tokens[I].Length, New.str()});
  Findings.add(std::move(F));
  if (Res.From == Origin::User && File.declaredHere(Name))
    TopUsings[It->second] = {R, Name};
  return true;
}

void Overloads::leaveOpen(size_t I, const std::string &Name, const Rule &R) {
  auto It = R.Rename.find(Name);
  Finding F = Findings.make(R, Name, File.Tokens[I], Evidence::Ast);
  if (It == R.Rename.end() || !llvm::StringRef(It->second).ends_with("::" + Name)) {
    F.Native = false;
    blame(F, Obstacle::OpenOverload, Name);
    Findings.add(std::move(F));
    return;
  }
  F.Native = true; // stays unqualified; a using-declaration brings the builtin in
  Findings.add(std::move(F));
  Open[It->second] = &R;
}

void Overloads::addBodyUsings() {
  if (!Findings.E)
    return;
  for (const auto &[Body, Names] : Findings.E->Usings)
    for (const auto &[Name, Overloads] : Names) {
      const Rule *R = Findings.Index.findName(Name);
      auto It = R ? R->Rename.find(Name) : decltype(R->Rename.find(Name)){};
      if (!R || It == R->Rename.end() || !Open.count(It->second))
        continue;
      Token T;
      T.Offset = Body;
      Finding F = Findings.make(*R, Name, T, Evidence::Ast);
      F.Length = 0;
      // Both, since a using-declaration hides the outer scope's names.
      std::string Text = " using " + It->second + ";";
      for (const std::string &Overload : Overloads)
        Text += " using " + Overload + ";";
      F.Ch.Edits.push_back({Body + 1, 0, Text});
      Findings.add(std::move(F));
    }
}

void Overloads::addTopUsings() {
  for (const auto &[Target, From] : TopUsings) {
    Finding F = Findings.make(*From.first, From.second, File.Tokens[0], Evidence::Ast);
    F.Length = 0;
    F.Ch.Edits.push_back({File.Tokens[0].Offset, 0, "using " + Target + ";" + File.newline()});
    Findings.add(std::move(F));
  }
}

} // namespace npuify
