// SPDX-License-Identifier: Apache-2.0
// .npuify.json: options of a project, found in the folder of the sources or above it. The command line wins.
#pragma once

#include "Options.h"
#include "llvm/Support/Error.h"

namespace npuify {

/// Fills in what the command line left open; paths in the file are relative to its folder. A mistake in the
/// file is an error that shows its place.
llvm::Error applyConfig(Options &O);

/// The configuration file that serves \p Start (a file or folder): in its folder or the nearest one above;
/// empty when there is none.
std::string findConfig(llvm::StringRef Start);

} // namespace npuify
