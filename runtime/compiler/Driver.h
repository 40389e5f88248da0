// SPDX-License-Identifier: Apache-2.0
// Carries out an Invocation: one compilation per source, then what joins the objects.
#pragma once

#include "HostCompiler.h"
#include "Installation.h"
#include "Invocation.h"

namespace npucc {

/// The compilation of one source, planned.
struct CompileJob {
  const Input *Source = nullptr;
  std::string Output;         ///< empty: standard output
  std::string DependencyFile; ///< where -MD writes, or empty
};

class Driver {
public:
  /// \p Host is the path of the host compiler.
  Driver(const Invocation &I, const Installation &Inst, std::string Host)
      : I(I), Inst(Inst), Host(std::move(Host)), KernelCompiler(findKernelCompiler(I, Inst, this->Host)) {}

  /// \returns the exit code: 0, or that of the first step that failed.
  int run();

  /// The compilations; temporary objects lie in \p Folder.
  std::vector<CompileJob> plan(const std::string &Folder) const;
  /// The host compiler's command for \p Job; \p Source is the job's source or its migrated copy, \p First are
  /// include options that go before the user's.
  std::vector<std::string> compileCommand(const CompileJob &Job, const std::string &Source,
                                          const std::vector<std::string> &First) const;
  std::vector<std::string> linkCommand(const std::vector<CompileJob> &Jobs) const;

private:
  const Invocation &I;
  const Installation &Inst;
  std::string Host;
  std::string KernelCompiler;

  /// For a module: a source that also exports the kernels of \p Source.
  std::string withExports(const Input &In, const std::string &Source, const std::string &Folder) const;
  /// A source whose object holds the bytes of \p Object.
  std::string embedded(const std::string &Object, const std::string &Folder) const;
  int compile(const CompileJob &Job, const std::string &Folder) const;
  int execute(const std::vector<std::string> &Argv, const std::string &OutputFile = "") const;
  std::vector<std::string> archiveCommand(const std::vector<CompileJob> &Jobs) const;
  std::vector<std::string> objects(const std::vector<CompileJob> &Jobs) const;
  bool hostIsClang() const;
};

} // namespace npucc
