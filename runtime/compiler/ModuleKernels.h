// SPDX-License-Identifier: Apache-2.0
// A module's kernels are found by name at run time; npucc exports those that its source defines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace npucc {

/// The qualified names of the kernels that \p Source, in the NPU dialect, defines at namespace scope.
/// Templates, overloaded names and members of unnamed namespaces are left out: they have no one name to be
/// found by.
std::vector<std::string> kernelsDefinedIn(std::string_view Source);

/// A source that includes the file \p Source and exports its kernels.
std::string moduleSource(const std::string &Source, const std::vector<std::string> &Kernels);

} // namespace npucc
