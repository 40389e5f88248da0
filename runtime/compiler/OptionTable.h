// SPDX-License-Identifier: Apache-2.0
// The options that mean something else to nvcc than to a host compiler, as a table. What is not in it goes to
// the host compiler as it stands.
#pragma once

#include <string_view>

namespace npucc {

/// Whether an option takes a value: "-name value" or "-name=value".
enum class Arity {
  None,
  Value,
};

/// What npucc does with an option.
enum class Action {
  Ignore,        ///< has no meaning without a GPU; a note with -v
  Architecture,  ///< what device code may use, as __CUDA_ARCH__ tells it
  ToCompiler,    ///< the value, split at commas, goes to the compile and to the link
  ToLinker,      ///< the value, split at commas, goes to the linker
  Compile,       ///< -c and its variants
  DeviceLink,    ///< an object without contents: there is no device code to link
  Archive,       ///< a static library of all objects
  Module,        ///< a loadable module: what -cubin, -ptx and -fatbin make
  Preprocess,    ///< -E
  Assemble,      ///< -S
  Dependencies,  ///< -M, -MM: dependencies instead of objects
  Relocatable,   ///< -rdc=true|false
  Debug,         ///< -g
  DeviceDebug,   ///< -G: like -g, and nothing is optimised
  FastMath,      ///< --use_fast_math
  Contraction,   ///< -fmad=true|false
  DefaultStream, ///< --default-stream legacy|per-thread|null
  Language,      ///< -x
  Standard,      ///< -std
  Optimize,      ///< -O
  Machine,       ///< -m 64
  Output,        ///< -o
  OutputFolder,  ///< -odir
  HostCompiler,  ///< -ccbin
  ResponseFile,  ///< --options-file
  Define,        ///< -D
  Undefine,      ///< -U
  IncludePath,   ///< -I
  SystemInclude, ///< -isystem
  PreInclude,    ///< -include
  LibraryPath,   ///< -L
  Library,       ///< -l
  Shared,        ///< -shared
  Profile,       ///< -pg
  Run,           ///< -run: run what was linked
  RunArguments,  ///< -run-args
  Verbose,       ///< -v
  KernelRemarks, ///< -Rnpu
  CheckRaces,    ///< -racecheck
  HostKernels,   ///< -host-kernels
  DryRun,        ///< -dryrun
  Version,
  Help,
  PrintCFlags, ///< --cflags: what another compiler needs to compile migrated sources
  PrintLibs,   ///< --libs: what another compiler needs to link them
};

struct OptionInfo {
  std::string_view Names; ///< without dashes, separated by spaces
  Arity Takes;
  Action Does;
};

/// The option called \p Name (without dashes), or null.
const OptionInfo *findOption(std::string_view Name);

/// True for an argument that says something to nvcc and nothing, or something else, to a host compiler.
bool isForDeviceCompilerAlone(std::string_view Argument);

/// Options of gcc and clang whose value is the next argument; npucc passes both on.
bool takesSeparateValue(std::string_view HostOption);

/// The words that nvcc's -Werror takes; a host compiler's -Werror takes none.
bool isErrorKind(std::string_view Word);

} // namespace npucc
