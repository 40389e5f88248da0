// SPDX-License-Identifier: Apache-2.0
// Runs other programs without a shell, so that no argument is ever quoted.
#pragma once

#include <string>
#include <vector>

namespace npucc {

/// The path of \p Program in PATH (or \p Program itself when it holds a slash and can be run); empty when
/// there is none.
std::string findProgram(const std::string &Program);

/// Runs \p Argv (the first element is found in PATH) and waits. Standard output goes to \p OutputFile unless
/// it is empty; standard error too with \p ErrorsToo. \returns the exit status, or 128 and the signal's
/// number, as a shell does. Throws UsageError when it cannot be started.
int run(const std::vector<std::string> &Argv, const std::string &OutputFile = "", bool ErrorsToo = false);

/// \p Argv as a line that a shell would read back the same.
std::string quoteCommand(const std::vector<std::string> &Argv);

} // namespace npucc
