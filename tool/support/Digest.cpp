// SPDX-License-Identifier: Apache-2.0
#include "Digest.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"

namespace npuify {

std::string digestOf(llvm::StringRef Bytes) {
  auto Hash = llvm::BLAKE3::hash<20>(llvm::arrayRefFromStringRef(Bytes));
  return llvm::toHex(Hash, /*LowerCase=*/true);
}

} // namespace npuify
