// SPDX-License-Identifier: Apache-2.0
// Conditional directives that tell device from host, in functions that run on both (or on the host only).
// Migrated code is compiled once, so the preprocessor can no longer tell; a run-time test can, where the
// branches are statements, or values of the same variable.
#pragma once

#include "Evidence.h"
#include "edit/Change.h"
#include "support/Tokens.h"
#include <functional>

namespace npuify {

/// How the sides are told apart, before and after.
struct SideTest {
  std::string Macro;                                ///< defined on the device only
  long DeviceValue = 0;                             ///< there
  std::string NewMacro;                             ///< its counterpart, which is defined everywhere
  std::string Test;                                 ///< the expression that is true on the device
  std::function<bool(llvm::StringRef)> IsQualifier; ///< of functions and variables of the device
};

/// A group from #if to #endif of which host and device take different branches.
struct SideBranch {
  size_t FirstToken = 0; ///< the '#' of the #if
  std::vector<Edit>
      Edits; ///< turn the directives into if and else, or ? and :; empty where neither may stand
  std::set<size_t> Replaced; ///< tokens inside of the edits
};

std::vector<SideBranch> findSideBranches(llvm::StringRef Text, const std::vector<Token> &Tokens,
                                         const FileEvidence &E, const SideTest &Test);

} // namespace npuify
