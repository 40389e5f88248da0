// SPDX-License-Identifier: Apache-2.0
// npucc as a process: its place, its input in a private folder, its output.
#include "rtc/compiler.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

extern char **environ;

namespace npu::rtc {

namespace {

namespace fs = std::filesystem;

bool is_program(const fs::path &path) { return access(path.c_str(), X_OK) == 0 && !fs::is_directory(path); }

// Empty if there is none.
std::string find_compiler() {
  if (const char *named = getenv("NPU_RTC_COMPILER"))
    return is_program(named) ? named : "";
  Dl_info info;
  if (dladdr(reinterpret_cast<const void *>(&npurtcCompileProgram), &info)) {
    std::error_code error;
    // lib/libnpu.so, or lib/x86_64-linux-gnu/libnpu.so
    const fs::path folder = fs::canonical(info.dli_fname, error).parent_path();
    for (const fs::path &bin : {folder.parent_path() / "bin", folder.parent_path().parent_path() / "bin"})
      if (!error && is_program(bin / "npucc"))
        return (bin / "npucc").string();
  }
  const char *path = getenv("PATH");
  std::string folders = path ? path : "";
  for (size_t at = 0; at <= folders.size();) {
    const size_t end = std::min(folders.find(':', at), folders.size());
    if (const fs::path candidate = fs::path(folders.substr(at, end - at)) / "npucc";
        end > at && is_program(candidate))
      return candidate.string();
    at = end + 1;
  }
  return "";
}

class temporary_folder {
public:
  temporary_folder() {
    std::string name = (fs::temp_directory_path() / "npurtc-XXXXXX").string();
    if (mkdtemp(name.data()))
      path_ = name;
  }
  ~temporary_folder() {
    std::error_code ignored;
    if (!path_.empty())
      fs::remove_all(path_, ignored);
  }
  temporary_folder(const temporary_folder &) = delete;
  temporary_folder &operator=(const temporary_folder &) = delete;

  const fs::path &path() const { return path_; }

private:
  fs::path path_;
};

bool write_file(const fs::path &path, const std::string &text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary);
  file << text;
  return !error && file.good();
}

template <class Text> Text read_file(const fs::path &path) {
  std::ifstream file(path, std::ios::binary);
  return Text(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

// True if the path stays inside of the folder that it is relative to.
bool is_inner(const fs::path &path) {
  const fs::path normal = path.lexically_normal();
  return !normal.empty() && normal.is_relative() && *normal.begin() != "..";
}

// Its exit code, or -1 if it cannot be run. What it prints goes to a file.
int run(const std::vector<std::string> &command, const fs::path &output) {
  std::vector<char *> argv;
  for (const std::string &word : command)
    argv.push_back(const_cast<char *>(word.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", 0, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT, 0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  pid_t process;
  const int error = posix_spawn(&process, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0)
    return -1;
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR)
      return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// Messages name the program's own files.
std::string without(std::string text, const std::string &folder) {
  for (size_t at = 0; (at = text.find(folder, at)) != std::string::npos;)
    text.erase(at, folder.size());
  return text;
}

outcome no_compiler() {
  return {NPURTC_ERROR_BUILTIN_OPERATION_FAILURE,
          "npurtc: npucc, which compiles at run time, was not found beside the runtime or in PATH; install "
          "it, or set NPU_RTC_COMPILER\n",
          {}};
}
outcome no_folder() {
  return {
      NPURTC_ERROR_INTERNAL_ERROR, std::string("npurtc: no temporary folder: ") + strerror(errno) + "\n", {}};
}

// Runs npucc, which is to write the module.
outcome make(const std::vector<std::string> &command, const fs::path &folder, const fs::path &module) {
  const fs::path output = folder / "npurtc-output";
  const int status = run(command, output);
  outcome result = {status == 0 ? NPURTC_SUCCESS : NPURTC_ERROR_COMPILATION,
                    without(read_file<std::string>(output), folder.string() + "/"),
                    {}};
  if (status < 0)
    return {NPURTC_ERROR_BUILTIN_OPERATION_FAILURE,
            "npurtc: " + command[0] + " cannot be run\n" + result.log,
            {}};
  if (status == 0)
    result.module = read_file<std::vector<char>>(module);
  return result;
}

} // namespace

outcome compile(const source &program, const std::vector<std::string> &options) {
  const std::string compiler = find_compiler();
  if (compiler.empty())
    return no_compiler();
  const temporary_folder folder;
  if (folder.path().empty())
    return no_folder();
  // The text's own name, so that messages and #line tell it; always CUDA.
  fs::path name = program.name.empty() ? "default_program" : fs::path(program.name).filename();
  if (name.extension() != ".cu")
    name += ".cu";
  const fs::path source = folder.path() / name, module = folder.path() / "npurtc-module.so";
  bool written = write_file(source, program.text);
  for (const auto &[include, text] : program.headers) {
    if (!is_inner(include))
      return {NPURTC_ERROR_INVALID_INPUT, "npurtc: header names have to be relative: " + include + "\n", {}};
    written = written && write_file(folder.path() / include, text);
  }
  if (!written)
    return {NPURTC_ERROR_INTERNAL_ERROR, "npurtc: cannot write to " + folder.path().string() + "\n", {}};
  std::vector<std::string> command = {compiler, "-fatbin", "-D__CUDACC_RTC__", "-I" + folder.path().string()};
  command.insert(command.end(), options.begin(), options.end());
  // Last, the folder that the program's name speaks of: the source might have been read from there.
  const fs::path named = fs::path(program.name).parent_path();
  command.push_back("-I" + (named.empty() ? "." : named.string()));
  command.insert(command.end(), {source.string(), "-o", module.string()});
  return make(command, folder.path(), module);
}

outcome link(const std::vector<std::vector<char>> &objects) {
  const std::string compiler = find_compiler();
  if (compiler.empty())
    return no_compiler();
  const temporary_folder folder;
  if (folder.path().empty())
    return no_folder();
  const fs::path module = folder.path() / "npurtc-module.so";
  std::vector<std::string> command = {compiler, "-shared", "-Xlinker", "--no-undefined"};
  for (size_t i = 0; i < objects.size(); ++i) {
    const fs::path object = folder.path() / ("module" + std::to_string(i) + ".o");
    if (!write_file(object, std::string(objects[i].begin(), objects[i].end())))
      return {NPURTC_ERROR_INTERNAL_ERROR, "npurtc: cannot write to " + folder.path().string() + "\n", {}};
    command.push_back(object.string());
  }
  command.insert(command.end(), {"-o", module.string()});
  return make(command, folder.path(), module);
}

} // namespace npu::rtc
