// SPDX-License-Identifier: Apache-2.0
// Small helpers for paths and files.
#pragma once

#include "Invocation.h"
#include <optional>
#include <string>
#include <string_view>

namespace npucc {

bool isRegularFile(const std::string &Path);

/// The contents of a file; throws UsageError when it cannot be read.
std::string readFile(const std::string &Path);
void writeFile(const std::string &Path, std::string_view Text);

/// The language of a source by its name; nothing for objects, libraries and everything else the linker takes.
std::optional<Language> languageOf(std::string_view Path);

/// Objects, archives, shared libraries.
bool isLinkInput(std::string_view Path);

/// "dir/x.cu" and "dir/x.npu.cpp" give "x": the suffix of the dialect counts as one, so that objects keep the
/// names that the project's build files know.
std::string stemOf(std::string_view Path);

/// A folder for temporary files, removed with all its contents when the object goes.
class TemporaryFolder {
public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  const std::string &path() const { return Path; }

private:
  std::string Path;
};

} // namespace npucc
