// SPDX-License-Identifier: Apache-2.0
// Text files that are compiled into the program: schemas and the parts of the HTML report. CMake makes the
// definition.
#pragma once

#include "llvm/ADT/StringRef.h"

namespace npuify {

/// The contents of an embedded file by its name without folder; it is a defect to ask for one that is not
/// there.
llvm::StringRef embedded(llvm::StringRef Name);

} // namespace npuify
