// SPDX-License-Identifier: Apache-2.0
#include "Evidence.h"
#include <algorithm>

namespace npuify {

/// Code that one TU skipped and another compiled is active.
static std::vector<std::pair<unsigned, unsigned>>
intersect(const std::vector<std::pair<unsigned, unsigned>> &A,
          const std::vector<std::pair<unsigned, unsigned>> &B) {
  std::vector<std::pair<unsigned, unsigned>> Out;
  for (auto [AB, AE] : A)
    for (auto [BB, BE] : B)
      if (unsigned Lo = std::max(AB, BB), Hi = std::min(AE, BE); Lo < Hi)
        Out.push_back({Lo, Hi});
  return Out;
}

const FunctionBody *FileEvidence::functionAt(unsigned Offset) const {
  for (auto It = Bodies.upper_bound(Offset); It != Bodies.begin();)
    if (--It; Offset < It->second.End)
      return &It->second;
  return nullptr;
}

std::optional<Side> FileEvidence::sideAt(unsigned Offset) const {
  const FunctionBody *Body = functionAt(Offset);
  return Body ? std::optional<Side>(Body->Runs) : std::nullopt;
}

void FileEvidence::merge(const FileEvidence &O) {
  for (const auto &[Offset, R] : O.Names) {
    auto [It, New] = Names.try_emplace(Offset, R);
    if (New)
      continue;
    if (It->second.From == R.From && It->second.Symbol == R.Symbol) {
      It->second.OpenToUser |= R.OpenToUser;
      continue;
    }
    // A header that one TU sees with the API's headers and another without: the former knows more.
    if (It->second.From == Origin::Stub && R.From == Origin::Stub)
      Conflicts.insert(Offset);
    else if (R.From == Origin::Stub)
      It->second = R;
  }
  for (const auto &[Offset, L] : O.Launches) {
    auto [It, New] = Launches.try_emplace(Offset, L);
    if (!New && (It->second.Form != L.Form || It->second.Text != L.Text))
      It->second.Form = CalleeForm::Deduced;
  }
  KernelPointers.insert(O.KernelPointers.begin(), O.KernelPointers.end());
  for (const auto &[Offset, S] : O.SharedArrays) {
    SharedArray &Mine = SharedArrays[Offset];
    Mine.Name = S.Name;
    Mine.Bodies.insert(S.Bodies.begin(), S.Bodies.end());
  }
  Bodies.insert(O.Bodies.begin(), O.Bodies.end());
  Internal.insert(O.Internal.begin(), O.Internal.end());
  for (const auto &[Body, Names] : O.Usings)
    for (const auto &[Name, Overloads] : Names)
      Usings[Body][Name].insert(Overloads.begin(), Overloads.end());
  Inactive = Parsed && O.Parsed ? intersect(Inactive, O.Inactive) : Parsed ? Inactive : O.Inactive;
  MissingIncludes.insert(O.MissingIncludes.begin(), O.MissingIncludes.end());
  Includes.insert(O.Includes.begin(), O.Includes.end());
  Kernels.merge(O.Kernels);
  Conflicts.insert(O.Conflicts.begin(), O.Conflicts.end());
  MissingWords.insert(O.MissingWords.begin(), O.MissingWords.end());
  UserNames.insert(O.UserNames.begin(), O.UserNames.end());
  // The unit that understood most of the file counts.
  if (!Parsed || (O.Parsed && O.Errors < Errors)) {
    Errors = O.Errors;
    FirstError = O.FirstError;
    FirstErrorOffset = O.FirstErrorOffset;
  }
  Parsed |= O.Parsed;
}

void EvidenceMap::merge(const EvidenceMap &Other) {
  for (const auto &[Path, F] : Other.Files) {
    FileEvidence &Mine = Files[Path];
    Mine.merge(F);
    Mine.UserNames.insert(Other.UserNames.begin(), Other.UserNames.end());
  }
}

} // namespace npuify
