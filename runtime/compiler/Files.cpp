// SPDX-License-Identifier: Apache-2.0
#include "Files.h"
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace fs = std::filesystem;

namespace npucc {
namespace {

constexpr std::string_view DialectSuffix = ".npu.cpp";

bool endsWith(std::string_view S, std::string_view Suffix) {
  return S.size() >= Suffix.size() && S.substr(S.size() - Suffix.size()) == Suffix;
}

} // namespace

bool isRegularFile(const std::string &Path) {
  std::error_code EC;
  return fs::exists(Path, EC) && !fs::is_directory(Path, EC);
}

std::string readFile(const std::string &Path) {
  std::ifstream In(Path, std::ios::binary);
  std::ostringstream Text;
  Text << In.rdbuf();
  if (!In)
    throw UsageError("cannot read " + Path + ": " + std::strerror(errno));
  return Text.str();
}

void writeFile(const std::string &Path, std::string_view Text) {
  std::ofstream Out(Path, std::ios::binary | std::ios::trunc);
  Out.write(Text.data(), static_cast<std::streamsize>(Text.size()));
  if (!Out.flush())
    throw UsageError("cannot write " + Path + ": " + std::strerror(errno));
}

std::optional<Language> languageOf(std::string_view Path) {
  if (endsWith(Path, ".cu") || endsWith(Path, DialectSuffix))
    return Language::Kernel;
  for (std::string_view S : {".cpp", ".cc", ".cxx", ".c++", ".C", ".CPP", ".cp", ".ii"})
    if (endsWith(Path, S))
      return Language::Cxx;
  if (endsWith(Path, ".c") || endsWith(Path, ".i"))
    return Language::C;
  for (std::string_view S : {".s", ".S", ".m", ".mm"})
    if (endsWith(Path, S))
      return Language::AsIs;
  return std::nullopt;
}

bool isLinkInput(std::string_view Path) {
  for (std::string_view S : {".o", ".obj", ".a", ".so", ".lo"})
    if (endsWith(Path, S))
      return true;
  return Path.find(".so.") != std::string_view::npos;
}

std::string stemOf(std::string_view Path) {
  std::string Name = fs::path(Path).filename().string();
  if (endsWith(Name, DialectSuffix) && Name.size() > DialectSuffix.size())
    return Name.substr(0, Name.size() - DialectSuffix.size());
  return fs::path(Name).stem().string();
}

TemporaryFolder::TemporaryFolder() {
  const char *Dir = std::getenv("TMPDIR");
  std::string Template = std::string(Dir && *Dir ? Dir : "/tmp") + "/npucc-XXXXXX";
  if (!mkdtemp(Template.data()))
    throw UsageError("cannot make a temporary folder " + Template + ": " + std::strerror(errno) +
                     "; set TMPDIR to a folder that can be written");
  Path = Template;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code Ignored;
  fs::remove_all(Path, Ignored);
}

} // namespace npucc
