// SPDX-License-Identifier: Apache-2.0
// The edits that a rule asks for at a name: the name replaced, or the call around it.
#pragma once

#include "FileTokens.h"
#include "edit/Change.h"
#include "rules/Rule.h"

namespace npuify {

/// The argument of \p C that \p R calls \p Param; nothing when the call has none.
std::optional<TextRange> argumentOf(const CallTokens &C, const Rule &R, llvm::StringRef Param);

/// Replaces the name; a qualified symbol takes the qualifiers with it when the new name brings its own.
Edit renameEdit(const FileTokens &File, size_t I, llvm::StringRef Name, llvm::StringRef Symbol,
                const std::string &To);

/// `QUALIFIER alignas(16) T x`: a qualifier that becomes a storage class must stand behind the alignment.
std::vector<Edit> behindAlignment(const FileTokens &File, size_t I, const std::string &To);

/// Replaces `name(a, b)` by the rule's template.
std::vector<Edit> rewriteCall(const FileTokens &File, size_t I, const Rule &R);

/// Replaces `object.name(a, b)`.
std::vector<Edit> rewriteMethod(const FileTokens &File, size_t I, const Rule &R);

} // namespace npuify
