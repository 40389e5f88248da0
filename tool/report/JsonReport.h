// SPDX-License-Identifier: Apache-2.0
// The JSON report is the FindingLog in a file: it is read back to merge shards and to render other formats.
#pragma once

#include "Finding.h"
#include "llvm/Support/Error.h"

namespace npuify {

/// Reads a report written by the JSON reporter. \p Name stands in messages.
llvm::Expected<FindingLog> readJsonReport(llvm::StringRef Text, llvm::StringRef Name);

/// Joins logs of one project. A finding that several logs hold (a shared header) is kept once.
FindingLog mergeLogs(std::vector<FindingLog> Logs);

} // namespace npuify
