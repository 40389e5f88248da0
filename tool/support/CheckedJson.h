// SPDX-License-Identifier: Apache-2.0
// Users' JSON files, checked against their published schema; every complaint shows file, line and a caret.
#pragma once

#include "Json.h"
#include "llvm/Support/Error.h"

namespace npuify {

/// Parses \p Text and checks it against the embedded \p Schema. \p Name stands in messages.
llvm::Expected<JsonNode> parseChecked(llvm::StringRef Text, llvm::StringRef Name, llvm::StringRef Schema);

/// A message about byte \p Offset of \p Text.
llvm::Error errorAt(llvm::StringRef Text, llvm::StringRef Name, unsigned Offset, llvm::StringRef Message,
                    llvm::StringRef Help = "");

} // namespace npuify
