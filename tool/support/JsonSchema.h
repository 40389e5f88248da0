// SPDX-License-Identifier: Apache-2.0
// Checks a JSON text against a schema (draft 7) and gives the verdict a place.
#pragma once

#include "Json.h"
#include "llvm/Support/Error.h"

namespace npuify {

/// The place of the deepest violation of \p Schema in \p Text, whose parse tree is \p Root; nothing when \p
/// Text keeps it. The error is a broken schema.
llvm::Expected<std::optional<JsonError>> checkJsonSchema(llvm::StringRef Text, const JsonNode &Root,
                                                         llvm::StringRef Schema);

} // namespace npuify
