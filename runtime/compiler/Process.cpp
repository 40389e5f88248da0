// SPDX-License-Identifier: Apache-2.0
#include "Process.h"
#include "Files.h"
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace npucc {
namespace {

/// While a child runs, an interrupt is the child's: npucc lives on to remove its temporary files.
class InterruptGuard {
public:
  InterruptGuard() : Int(std::signal(SIGINT, SIG_IGN)), Quit(std::signal(SIGQUIT, SIG_IGN)) {}
  ~InterruptGuard() {
    std::signal(SIGINT, Int);
    std::signal(SIGQUIT, Quit);
  }

private:
  void (*Int)(int);
  void (*Quit)(int);
};

} // namespace

std::string findProgram(const std::string &Program) {
  auto Runs = [](const std::string &P) { return isRegularFile(P) && access(P.c_str(), X_OK) == 0; };
  if (Program.find('/') != std::string::npos)
    return Runs(Program) ? Program : "";
  const char *Path = std::getenv("PATH");
  std::string Rest = Path ? Path : "/usr/bin:/bin";
  for (size_t At = 0; At <= Rest.size();) {
    size_t End = std::min(Rest.find(':', At), Rest.size());
    std::string Candidate = (End == At ? "." : Rest.substr(At, End - At)) + "/" + Program;
    if (Runs(Candidate))
      return Candidate;
    At = End + 1;
  }
  return "";
}

int run(const std::vector<std::string> &Argv, const std::string &OutputFile, bool ErrorsToo) {
  std::vector<char *> Raw;
  for (const std::string &A : Argv)
    Raw.push_back(const_cast<char *>(A.c_str()));
  Raw.push_back(nullptr);

  posix_spawn_file_actions_t Files;
  posix_spawn_file_actions_init(&Files);
  if (!OutputFile.empty()) {
    posix_spawn_file_actions_addopen(&Files, STDOUT_FILENO, OutputFile.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    if (ErrorsToo)
      posix_spawn_file_actions_adddup2(&Files, STDOUT_FILENO, STDERR_FILENO);
  }
  posix_spawnattr_t Attributes;
  posix_spawnattr_init(&Attributes);
  sigset_t Default;
  sigemptyset(&Default);
  sigaddset(&Default, SIGINT);
  sigaddset(&Default, SIGQUIT);
  posix_spawnattr_setsigdefault(&Attributes, &Default);
  posix_spawnattr_setflags(&Attributes, POSIX_SPAWN_SETSIGDEF);

  InterruptGuard Guard;
  pid_t Child = 0;
  int Error = posix_spawnp(&Child, Raw[0], &Files, &Attributes, Raw.data(), environ);
  posix_spawn_file_actions_destroy(&Files);
  posix_spawnattr_destroy(&Attributes);
  if (Error)
    throw UsageError("cannot run " + Argv[0] + ": " + std::strerror(Error));
  int Status = 0;
  while (waitpid(Child, &Status, 0) < 0)
    if (errno != EINTR)
      throw UsageError("cannot wait for " + Argv[0] + ": " + std::strerror(errno));
  return WIFEXITED(Status) ? WEXITSTATUS(Status) : 128 + WTERMSIG(Status);
}

std::string quoteCommand(const std::vector<std::string> &Argv) {
  std::string Out;
  for (const std::string &A : Argv) {
    if (!Out.empty())
      Out += ' ';
    if (!A.empty() && A.find_first_of(" \t\n\"'\\$`&|;<>()*?[]#~!{}") == std::string::npos) {
      Out += A;
      continue;
    }
    Out += '\'';
    for (char C : A)
      Out += C == '\'' ? "'\\''" : std::string(1, C);
    Out += '\'';
  }
  return Out;
}

} // namespace npucc
