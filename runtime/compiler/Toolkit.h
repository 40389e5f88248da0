// SPDX-License-Identifier: Apache-2.0
// What npucc knows about the toolkit whose place it takes: which libraries and folders of a build are the
// toolkit's own.
#pragma once

#include <string>
#include <string_view>

namespace npucc {

/// True for the libraries of the GPU toolkit ("cudart" in -lcudart): the NPU runtime's libraries, which npucc
/// links by itself, stand in for them.
bool isReplacedLibrary(std::string_view Name);

/// The same for a library named by its file: "/opt/x/lib64/libcudart_static.a".
bool isReplacedLibraryFile(std::string_view Path);

/// True for the include folder of an installed GPU toolkit: its headers must not hide npucc's own.
bool isToolkitInclude(const std::string &Folder);

} // namespace npucc
