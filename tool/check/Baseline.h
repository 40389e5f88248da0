// SPDX-License-Identifier: Apache-2.0
// The baseline: how many findings of each rule each file had when the check was introduced. They are waived
// as long as there are not more of them.
#pragma once

#include "report/Finding.h"
#include "llvm/Support/Error.h"

namespace npuify {

struct Baseline {
  std::map<std::string, std::map<std::string, unsigned>> Files; ///< file -> rule -> accepted findings
};

/// Reads \p Text; \p Name stands in messages, which show the place.
llvm::Expected<Baseline> readBaseline(llvm::StringRef Text, llvm::StringRef Name);
std::string writeBaseline(const Baseline &B);

/// What the log would need: the findings that reports list, counted. Entries of \p Old for files that this
/// run did not look at but that still exist stay.
Baseline baselineOf(const FindingLog &Log, const Baseline &Old,
                    llvm::function_ref<bool(llvm::StringRef File)> Exists);

/// Waives what the baseline accepts. Where a file has more findings of a rule than accepted, none of them is
/// waived: nobody can tell which is new. Adds a finding per entry that counts too many; \p Name is the
/// baseline's file.
void applyBaseline(FindingLog &Log, const Baseline &B, llvm::StringRef Name,
                   llvm::function_ref<bool(llvm::StringRef File)> Exists);

} // namespace npuify
