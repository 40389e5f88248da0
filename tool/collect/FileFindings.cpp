// SPDX-License-Identifier: Apache-2.0
#include "FileFindings.h"
#include "rules/Tested.h"
#include "llvm/ADT/STLExtras.h"

namespace npuify {

Finding FileFindings::make(const Rule &R, llvm::StringRef Symbol, const Token &T, Evidence Ev) const {
  Finding F;
  F.RuleId = R.Id;
  F.Class = R.Class;
  F.Symbol = Symbol.str();
  F.Message = R.Message;
  F.Guidance = R.Guidance;
  F.Effort = R.Effort;
  F.Targets = R.Targets;
  F.Native = R.Native;
  F.Tested = testedOnCpu(R, Symbol);
  F.Ch.RuleId = R.Id;
  place(F, T.Offset, T.Length, Ev);
  return F;
}

Finding FileFindings::make(ToolRule R, const std::string &Symbol, unsigned Offset, unsigned Length,
                           Evidence Ev) const {
  Finding F = toolFinding(R, Symbol);
  place(F, Offset, Length, Ev);
  return F;
}

void FileFindings::place(Finding &F, unsigned Offset, unsigned Length, Evidence Ev) const {
  F.File = Ctx.RelPath;
  F.Offset = Offset;
  F.Length = Length;
  F.Line = File.Lines.line(Offset);
  F.Column = File.Lines.column(Offset);
  F.Ev = Ev;
  F.Active = !E || !E->Parsed || !inactive(Offset);
}

void FileFindings::add(Finding F) {
  bool Swallowed = F.Length && this->Swallowed.count(F.Offset);
  if (Swallowed)
    F.Ch.Edits.clear();
  F.Applied = Swallowed || F.Native || !F.Ch.Edits.empty();
  Found.push_back(std::move(F));
}

void FileFindings::addUnknown(const std::string &Name, const Token &T, Evidence Ev) {
  if (const Rule *R = Index.family(Name))
    add(make(*R, Name, T, Ev));
  else
    add(make(ToolRule::UnknownEntity, Name, T.Offset, T.Length, Ev));
}

const Resolution *FileFindings::resolution(unsigned Offset) const {
  if (!E)
    return nullptr;
  auto It = E->Names.find(Offset);
  return It == E->Names.end() ? nullptr : &It->second;
}

std::optional<TextRange> FileFindings::inactiveRange(unsigned Offset) const {
  if (E)
    for (auto [Begin, End] : E->Inactive)
      if (Offset >= Begin && Offset < End)
        return TextRange{Begin, End};
  return std::nullopt;
}

bool FileFindings::inactive(unsigned Offset) const { return !E || !E->Parsed || inactiveRange(Offset); }

bool FileFindings::kernelFile() const {
  if (KernelFile)
    return *KernelFile;
  KernelFile = Ctx.KernelSource;
  for (size_t I = 0; I < File.Tokens.size() && !*KernelFile; ++I) {
    // A launch, a qualifier, or threadIdx.x where a library's macros hide the qualifiers.
    if (File.is(I, clang::tok::raw_identifier)) {
      llvm::StringRef Name = File.text(File.Tokens[I]);
      KernelFile = Index.find({RuleKind::Attribute}, Name) ||
                   (File.is(I + 1, clang::tok::period) && !File.isMember(I) &&
                    !(I > 0 && File.is(I - 1, clang::tok::coloncolon)) && // npu::threadIdx.x
                    Index.find({RuleKind::Variable}, Name));
    } else {
      KernelFile = File.is(I, clang::tok::lesslessless);
    }
  }
  return *KernelFile;
}

} // namespace npuify
