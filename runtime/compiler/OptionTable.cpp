// SPDX-License-Identifier: Apache-2.0
#include "OptionTable.h"

namespace npucc {
namespace {

constexpr OptionInfo Options[] = {
    // Phases
    {"c compile dc device-c dw device-w", Arity::None, Action::Compile},
    {"dlink device-link", Arity::None, Action::DeviceLink},
    {"lib", Arity::None, Action::Archive},
    {"cubin ptx fatbin optix-ir", Arity::None, Action::Module},
    {"E preprocess", Arity::None, Action::Preprocess},
    {"S", Arity::None, Action::Assemble},
    {"M MM generate-dependencies generate-nonsystem-dependencies", Arity::None, Action::Dependencies},
    {"run", Arity::None, Action::Run},
    {"run-args", Arity::Value, Action::RunArguments},
    {"link", Arity::None, Action::Ignore},

    // Files and paths
    {"o output-file", Arity::Value, Action::Output},
    {"odir output-directory", Arity::Value, Action::OutputFolder},
    {"ccbin compiler-bindir", Arity::Value, Action::HostCompiler},
    {"optf options-file", Arity::Value, Action::ResponseFile},
    {"I include-path", Arity::Value, Action::IncludePath},
    {"isystem system-include", Arity::Value, Action::SystemInclude},
    {"include pre-include", Arity::Value, Action::PreInclude},
    {"L library-path", Arity::Value, Action::LibraryPath},
    {"l library", Arity::Value, Action::Library},
    {"shared", Arity::None, Action::Shared},
    {"D define-macro", Arity::Value, Action::Define},
    {"U undefine-macro", Arity::Value, Action::Undefine},

    // Language and code generation
    {"x", Arity::Value, Action::Language},
    {"std", Arity::Value, Action::Standard},
    {"O optimize", Arity::Value, Action::Optimize},
    {"m machine", Arity::Value, Action::Machine},
    {"g debug", Arity::None, Action::Debug},
    {"G device-debug", Arity::None, Action::DeviceDebug},
    {"pg profile", Arity::None, Action::Profile},
    {"use_fast_math", Arity::None, Action::FastMath},
    {"fmad", Arity::Value, Action::Contraction},
    {"rdc relocatable-device-code", Arity::Value, Action::Relocatable},
    {"default-stream", Arity::Value, Action::DefaultStream},

    // For other tools
    {"Xcompiler compiler-options", Arity::Value, Action::ToCompiler},
    {"Xlinker linker-options", Arity::Value, Action::ToLinker},
    {"Xarchive archive-options", Arity::Value, Action::Ignore},
    {"Xptxas ptxas-options Xfatbin fatbin-options Xnvlink nvlink-options Xcudafe cudafe-options Xopencc "
     "opencc-options",
     Arity::Value, Action::Ignore},

    // What only a GPU understands
    {"arch gpu-architecture gpu-name code gpu-code gencode generate-code", Arity::Value,
     Action::Architecture},
    {"ftz prec-div prec-sqrt maxrregcount entries opt-info jump-table-density", Arity::Value, Action::Ignore},
    {"cudart cudadevrt libdevice-directory ldir target-directory tdir", Arity::Value, Action::Ignore},
    {"t threads split-compile keep-dir time dopt brief-diagnostics brief-diag qpp-config", Arity::Value,
     Action::Ignore},
    {"diag-error diag-suppress diag-warn idp input-drive-prefix ddp dependency-drive-prefix dp drive-prefix",
     Arity::Value, Action::Ignore},
    {"lineinfo generate-line-info device-stack-protector src-in-ptx source-in-ptx restrict dlto lto "
     "gen-opt-lto nodlink no-device-link extra-device-vectorization extensible-whole-program ewp "
     "compress-all no-compress deviceemu device-emulation resource-usage res-usage",
     Arity::None, Action::Ignore},
    {"expt-extended-lambda extended-lambda expt-relaxed-constexpr expt-extended-types "
     "no-host-device-initializer-list "
     "no-host-device-move-forward display-error-number no-display-error-number err-no",
     Arity::None, Action::Ignore},
    {"Wno-deprecated-gpu-targets Wreorder Wdefault-stream-launch Wmissing-launch-bounds "
     "Wext-lambda-captures-this",
     Arity::None, Action::Ignore},
    {"keep save-temps clean clean-targets use-local-env noprof no-align-double allow-unsupported-compiler "
     "forward-unknown-to-host-compiler forward-unknown-to-host-linker forward-unknown-opts cuda",
     Arity::None, Action::Ignore},

    // npucc itself
    {"v verbose", Arity::None, Action::Verbose},
    {"Rnpu", Arity::None, Action::KernelRemarks},
    {"racecheck", Arity::None, Action::CheckRaces},
    {"host-kernels", Arity::None, Action::HostKernels},
    {"dryrun", Arity::None, Action::DryRun},
    {"V version", Arity::None, Action::Version},
    {"h help", Arity::None, Action::Help},
    {"cflags", Arity::None, Action::PrintCFlags},
    {"libs", Arity::None, Action::PrintLibs},
};

/// True when \p Words, separated by spaces, holds \p Word.
bool contains(std::string_view Words, std::string_view Word) {
  while (!Words.empty()) {
    size_t End = Words.find(' ');
    if (Words.substr(0, End) == Word)
      return true;
    Words = End == std::string_view::npos ? "" : Words.substr(End + 1);
  }
  return false;
}

} // namespace

const OptionInfo *findOption(std::string_view Name) {
  if (Name.empty() || Name.find(' ') != std::string_view::npos)
    return nullptr;
  for (const OptionInfo &O : Options)
    if (contains(O.Names, Name))
      return &O;
  return nullptr;
}

bool isForDeviceCompilerAlone(std::string_view Argument) {
  if (Argument.empty() || Argument[0] != '-')
    return false;
  Argument.remove_prefix(Argument.substr(0, 2) == "--" ? 2 : 1);
  const OptionInfo *O = findOption(Argument.substr(0, Argument.find('=')));
  if (!O)
    return false;
  switch (O->Does) {
  case Action::Ignore:
  case Action::Architecture:
  case Action::ToCompiler:
  case Action::Relocatable:
  case Action::FastMath:
  case Action::Contraction:
  case Action::DefaultStream:
    return true;
  default:
    return false;
  }
}

bool takesSeparateValue(std::string_view HostOption) {
  return contains("-MF -MT -MQ -iquote -idirafter -imacros -iprefix -iwithprefix -isysroot --sysroot --param "
                  "-Xclang -Xassembler -Xpreprocessor -mllvm -target -T -u -z -B -specs -aux-info "
                  "--dependency-output --dependency-target-name",
                  HostOption);
}

bool isErrorKind(std::string_view Word) {
  // A list of kinds is known by its first one.
  return contains(
      "all-warnings cross-execution-space-call reorder default-stream-launch missing-launch-bounds "
      "ext-lambda-captures-this deprecated-declarations deprecated-gpu-targets",
      Word.substr(0, Word.find(',')));
}

} // namespace npucc
