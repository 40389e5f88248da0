// SPDX-License-Identifier: Apache-2.0
// Rewrites a kernel launch, kernel<<<config>>>(args), into the launch macro.
#pragma once

#include "Evidence.h"
#include "edit/Change.h"
#include "support/Tokens.h"

namespace npuify {

/// The Edits that turn the launch whose `<<<` is \p Tokens[\p Op] into \p Macro(callee, (config), args). They
/// touch the punctuation and the callee's ends only, so that edits inside callee, configuration and arguments
/// compose.
/// \p Site may be null. Empty when the launch is not written in one piece.
std::vector<Edit> rewriteLaunch(llvm::StringRef Text, const std::vector<Token> &Tokens, size_t Op,
                                const LaunchSite *Site, const std::string &Macro);

} // namespace npuify
