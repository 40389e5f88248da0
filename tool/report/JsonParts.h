// SPDX-License-Identifier: Apache-2.0
// What the JSON report and the data of the HTML page have in common.
#pragma once

#include "Finding.h"
#include "Score.h"
#include "llvm/Support/JSON.h"

namespace npuify {

/// Source text need not be UTF-8; JSON must be.
std::string utf8(llvm::StringRef S);

/// A member that holds a list of strings.
template <class Strings>
void writeStrings(llvm::json::OStream &J, llvm::StringRef Key, const Strings &Items) {
  J.attributeArray(Key, [&] {
    for (const std::string &S : Items)
      J.value(utf8(S));
  });
}

/// The member "summary": all counts, the verdict and the score.
void writeSummary(llvm::json::OStream &J, const Summary &S, const Score &Sc);

} // namespace npuify
