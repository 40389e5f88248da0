// SPDX-License-Identifier: Apache-2.0
// A folder for one test, removed at its end.
#pragma once

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <fstream>
#include <sstream>
#include <string>

class TemporaryFolder {
public:
  TemporaryFolder() {
    llvm::SmallString<128> P;
    llvm::sys::fs::createUniqueDirectory("npuify-test", P);
    Root = P.str().str();
  }
  ~TemporaryFolder() { llvm::sys::fs::remove_directories(Root); }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;

  const std::string &path() const { return Root; }
  std::string path(const std::string &Name) const { return Root + "/" + Name; }

  void write(const std::string &Name, const std::string &Text) const {
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(path(Name)));
    std::ofstream(path(Name), std::ios::binary) << Text;
  }
  std::string read(const std::string &Name) const {
    std::ifstream In(path(Name), std::ios::binary);
    std::ostringstream Text;
    Text << In.rdbuf();
    return Text.str();
  }

private:
  std::string Root;
};
