// SPDX-License-Identifier: Apache-2.0
// From the match of a build rule to edits: "\\1" in a replacement keeps what the group matched, so that only
// the text between the kept parts is replaced.
#pragma once

#include "edit/Change.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace npuify {

/// \p Groups are the match and its groups, all inside \p Text. Lines that the replacement adds get the
/// indentation
/// \p Indent. A group that the template uses out of order is copied. \returns edits with offsets into \p
/// Text.
std::vector<Edit> editsFromTemplate(llvm::StringRef Template, llvm::ArrayRef<llvm::StringRef> Groups,
                                    llvm::StringRef Text, llvm::StringRef Indent);

} // namespace npuify
