// SPDX-License-Identifier: Apache-2.0
#include "Driver.h"
#include "Files.h"
#include "HostCompiler.h"
#include "IncludeScan.h"
#include "Migration.h"
#include "ModuleKernels.h"
#include "Process.h"
#include "rtc/module_text.h"
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>

namespace fs = std::filesystem;

namespace npucc {
namespace {

void append(std::vector<std::string> &To, const std::vector<std::string> &From) {
  To.insert(To.end(), From.begin(), From.end());
}

bool isCxxStandard(const std::string &Name) { return Name.find("++") != std::string::npos; }

} // namespace

bool Driver::hostIsClang() const {
  return fs::path(Host).filename().string().find("clang") != std::string::npos;
}

std::vector<CompileJob> Driver::plan(const std::string &Folder) const {
  std::vector<CompileJob> Jobs;
  for (size_t N = 0; N < I.Inputs.size(); ++N) {
    CompileJob Job;
    Job.Source = &I.Inputs[N];
    std::string Stem = stemOf(Job.Source->Path);
    auto Beside = [&](const std::string &Suffix) {
      return (fs::path(I.OutputFolder) / (Stem + Suffix)).string();
    };
    switch (I.What) {
    case Phase::Preprocess:
    case Phase::Dependencies:
      Job.Output = I.Output;
      break;
    case Phase::Assemble:
      Job.Output = I.Output.empty() ? Beside(".s") : I.Output;
      break;
    case Phase::Compile:
      Job.Output = I.Output.empty() ? Beside(".o") : I.Output;
      break;
    case Phase::DeviceLink:
    case Phase::Archive:
    case Phase::Module:
    case Phase::Link:
      Job.Output = Folder + "/" + std::to_string(N) + "-" + Stem + ".o"; // joined by a later step
      break;
    }
    if (I.DependencyFile)
      Job.DependencyFile = !I.DependencyPath.empty()  ? I.DependencyPath
                           : I.What == Phase::Compile ? fs::path(Job.Output).replace_extension(".d").string()
                                                      : Beside(".d");
    Jobs.push_back(std::move(Job));
  }
  return Jobs;
}

// What clang takes for an error unless it is told otherwise, and nvcc and gcc let pass, or let pass in the
// standards before C++17 that sources were written for. gcc knows only the first two.
static std::vector<std::string> tolerated(const std::string &Compiler, bool IsCxx) {
  std::vector<std::string> Flags;
  if (IsCxx)
    Flags = {"-Wno-register", "-Wno-narrowing"};
  if (fs::path(Compiler).filename().string().find("clang") == std::string::npos)
    return Flags;
  if (IsCxx)
    append(Flags, {"-Wno-c++11-narrowing-const-reference", "-Wno-reserved-user-defined-literal",
                   "-Wno-enum-constexpr-conversion", "-Wno-missing-template-arg-list-after-template-kw",
                   "-Wno-dynamic-exception-spec", "-Wno-increment-bool", "-Wno-invalid-constexpr"});
  else
    append(Flags, {"-Wno-implicit-function-declaration", "-Wno-implicit-int", "-Wno-int-conversion",
                   "-Wno-incompatible-function-pointer-types"});
  return Flags;
}

std::vector<std::string> Driver::compileCommand(const CompileJob &Job, const std::string &Source,
                                                const std::vector<std::string> &First) const {
  const Input &In = *Job.Source;
  bool IsKernel = holdsKernels(In, I), WithKernelPasses = IsKernel && KernelCompiler != Host;
  std::vector<std::string> Argv = {WithKernelPasses ? KernelCompiler : Host};
  if (In.Lang == Language::C) {
    if (!I.Standard.empty() && !isCxxStandard(I.Standard))
      Argv.push_back("-std=" + I.Standard);
    append(Argv, tolerated(Argv.front(), /*IsCxx=*/false));
  } else if (In.Lang != Language::AsIs) {
    Argv.push_back("-std=" + cxxStandard(isCxxStandard(I.Standard) ? I.Standard : ""));
    append(Argv, tolerated(Argv.front(), /*IsCxx=*/true));
  }
  if (IsKernel) {
    // nvcc optimises device code unless -G asks for code that can be debugged; -g is for the host.
    if (!I.Optimize && !I.DeviceDebug)
      Argv.push_back("-O3");
    // Kernels reinterpret memory freely (float4 over float), which host compilers would take as a licence.
    Argv.push_back("-fno-strict-aliasing");
  }
  if (WithKernelPasses) {
    Argv.push_back("-DNPU_KERNEL_PASSES");
    Argv.push_back("-Wno-invalid-feature-combination"); // of -march=native on recent processors
    Argv.push_back("-fno-strict-return");               // a missing return is no licence to end the program
    // A variable that only some lanes set may be handed to a shuffle, and is no licence to assume that all
    // set it.
    append(Argv, {"-Xclang", "-no-enable-noundef-analysis"});
    Argv.push_back("-fcheck-new");     // new in kernels gives null when their heap is full
    Argv.push_back("-fno-math-errno"); // device code has none, and it keeps sqrtf from being an instruction
    if (I.What == Phase::Module)
      append(Argv, {"-mllvm", "-npu-module"});
    if (I.Remarks)
      append(Argv, {"-mllvm", "-npu-remarks"});
    if (I.CheckRaces) {
      // A vector access may read what lies between what the source reads. The lines are for the reports; -g,
      // which comes later, counts.
      append(Argv,
             {"-mllvm", "-npu-racecheck", "-fno-vectorize", "-fno-slp-vectorize", "-gline-tables-only"});
    }
    // Kernels are vectorised for this machine unless another one is named.
    if (std::none_of(I.CompileArgs.begin(), I.CompileArgs.end(), [](const std::string &A) {
          return A.compare(0, 7, "-march=") == 0 || A.compare(0, 6, "-mcpu=") == 0;
        }))
      Argv.push_back(
#ifdef __aarch64__
          "-mcpu=native"
#else
          "-march=native"
#endif
      );
  }
  append(Argv, First);
  append(Argv, I.CompileArgs);
  if (I.What == Phase::Module)
    Argv.push_back("-fPIC");
  append(Argv, Inst.compileFlags());
  if (I.Verbose)
    Argv.push_back("-v");
  if (I.DependencyFile) {
    append(Argv, {"-MF", Job.DependencyFile});
    if (!I.DependencyTarget && I.What != Phase::Compile)
      append(Argv, {"-MT", stemOf(In.Path) + ".o"});
  }
  if (I.What == Phase::Dependencies) {
    if (!I.DependencyPath.empty())
      append(Argv, {"-MF", I.DependencyPath});
    if (!I.DependencyTarget)
      append(Argv, {"-MT", stemOf(In.Path) + ".o"});
  }
  switch (I.What) {
  case Phase::Preprocess:
    Argv.push_back("-E");
    break;
  case Phase::Dependencies:
    break;
  case Phase::Assemble:
    Argv.push_back("-S");
    break;
  default:
    Argv.push_back("-c");
    break;
  }
  if (In.Lang != Language::AsIs)
    append(Argv, {"-x", In.Lang == Language::C ? "c" : "c++"});
  Argv.push_back(Source);
  if (!Job.Output.empty())
    append(Argv, {"-o", Job.Output});
  return Argv;
}

std::vector<std::string> Driver::objects(const std::vector<CompileJob> &Jobs) const {
  std::vector<std::string> Out;
  for (const LinkItem &Item : I.LinkItems)
    Out.push_back(Item.InputIndex >= 0 ? Jobs[static_cast<size_t>(Item.InputIndex)].Output : Item.Argument);
  return Out;
}

std::vector<std::string> Driver::linkCommand(const std::vector<CompileJob> &Jobs) const {
  std::vector<std::string> Argv = {Host};
  append(Argv, I.LinkArgs);
  if (hostIsClang()) // options of the compilation that steer a link with gcc only
    Argv.push_back("-Wno-unused-command-line-argument");
  if (I.Verbose)
    Argv.push_back("-v");
  append(Argv, objects(Jobs));
  append(Argv, Inst.linkFlags(/*WithLanguage=*/false));
  if (I.OpenMP && !hostIsClang() && KernelCompiler != Host)
    append(Argv, openMPLink(KernelCompiler));
  append(Argv, {"-o", I.Output.empty() ? "a.out" : I.Output});
  return Argv;
}

std::vector<std::string> Driver::archiveCommand(const std::vector<CompileJob> &Jobs) const {
  std::vector<std::string> Argv = {"ar", "rcs", I.Output.empty() ? "a.a" : I.Output};
  for (const std::string &O : objects(Jobs))
    if (O[0] != '-')
      Argv.push_back(O);
  return Argv;
}

int Driver::execute(const std::vector<std::string> &Argv, const std::string &OutputFile) const {
  if (I.Verbose || I.DryRun)
    std::cerr << "#$ " << quoteCommand(Argv) << "\n";
  return I.DryRun ? 0 : npucc::run(Argv, OutputFile);
}

std::string Driver::withExports(const Input &In, const std::string &Source, const std::string &Folder) const {
  if (I.What != Phase::Module || In.Lang != Language::Kernel || I.DryRun)
    return Source;
  std::string Wrapper = Folder + "/module.cpp";
  writeFile(Wrapper, moduleSource(fs::absolute(Source).string(), kernelsDefinedIn(readFile(Source))));
  return Wrapper;
}

std::string Driver::embedded(const std::string &Object, const std::string &Folder) const {
  std::string Source = Folder + "/object.s";
  if (!I.DryRun)
    writeFile(Source, ".section " + std::string(npu::rtc::object_section) + ",\"\",%progbits\n.incbin \"" +
                          Object + "\"\n.section .note.GNU-stack,\"\",%progbits\n");
  return Source;
}

int Driver::compile(const CompileJob &Job, const std::string &Folder) const {
  const Input &In = *Job.Source;
  if (!needsMigration(In, I, Inst))
    return execute(compileCommand(Job, withExports(In, In.Path, Folder), {}));
  if (I.Verbose || I.DryRun)
    std::cerr << "#$ "
              << quoteCommand(Migration::command(In, I, Inst, Migration::rootOf(In, I), Folder + "/tree"))
              << "\n";
  if (I.DryRun)
    return execute(compileCommand(Job, Folder + "/tree/" + fs::path(In.Path).filename().string(), {}));

  Migration M(In, I, Inst, Folder);
  std::string Captured = I.What == Phase::Dependencies && Job.Output.empty() && I.DependencyPath.empty()
                             ? Folder + "/dependencies"
                             : "";
  int Status = execute(compileCommand(Job, withExports(In, M.source(), Folder), M.includeArgs()), Captured);
  if (Status != 0) {
    if (std::string Report = M.problems(); !Report.empty())
      std::cerr << "npucc: note: what npuify could not migrate in " << In.Path << ":\n" << Report;
    return Status;
  }
  if (!Job.DependencyFile.empty())
    M.restorePaths(Job.DependencyFile);
  if (I.What == Phase::Dependencies) {
    M.restorePaths(!Captured.empty() ? Captured : !Job.Output.empty() ? Job.Output : I.DependencyPath);
    if (!Captured.empty())
      std::cout << readFile(Captured) << std::flush;
  }
  return 0;
}

int Driver::run() {
  if (I.Verbose)
    for (const std::string &Note : I.Notes)
      std::cerr << "npucc: note: " << Note << "\n";
  if (I.CheckRaces && KernelCompiler == Host)
    std::cerr << "npucc: warning: -racecheck has no effect: " << Host
              << " compiles the kernels, not npucc-clang\n";
  TemporaryFolder Temp;
  std::vector<CompileJob> Jobs = plan(Temp.path());
  if (I.What == Phase::DeviceLink) {
    // There is no device code apart from the host's: what an nvcc build links here is an object without
    // contents.
    return execute({Host, "-c", "-x", "c++", "/dev/null", "-o", I.Output.empty() ? "a_dlink.o" : I.Output});
  }
  int Failed = 0;
  for (size_t N = 0; N < Jobs.size(); ++N) {
    std::string Folder = Temp.path() + "/" + std::to_string(N);
    fs::create_directory(Folder);
    int Status = compile(Jobs[N], Folder);
    if (Status == 0 && I.What == Phase::Module) {
      std::string Output =
          I.Output.empty()
              ? (fs::path(I.OutputFolder) / (stemOf(Jobs[N].Source->Path) + I.ModuleSuffix)).string()
              : I.Output;
      std::vector<std::string> Argv = {Host, "-shared", Jobs[N].Output};
      if (I.Relocatable) // what is linked with other modules at run time
        Argv.push_back(embedded(Jobs[N].Output, Folder));
      append(Argv, Inst.linkFlags(false));
      append(Argv, {"-o", Output});
      Status = execute(Argv);
      if (Status == 0 && I.ModuleSuffix == ".ptx" && !I.DryRun) // PTX is text
        writeFile(Output, npu::rtc::to_text(readFile(Output)));
    }
    if (Status != 0 && Failed == 0)
      Failed = Status; // the other sources are still worth their diagnostics
  }
  if (Failed)
    return Failed;
  if (I.What == Phase::Archive)
    return execute(archiveCommand(Jobs));
  if (I.What != Phase::Link)
    return 0;
  if (int Status = execute(linkCommand(Jobs)))
    return Status;
  if (!I.Run)
    return 0;
  std::vector<std::string> Program = {fs::absolute(I.Output.empty() ? "a.out" : I.Output).string()};
  append(Program, I.RunArguments);
  return execute(Program);
}

} // namespace npucc
