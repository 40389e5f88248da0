// SPDX-License-Identifier: Apache-2.0
// A RulePack: a folder with pack.json, *.rules.json and stubs/. Loading checks everything against
// npuify-rules.schema.json; every error names file, line, column and shows the line with a caret.
#pragma once

#include "Rule.h"
#include "llvm/Support/Error.h"

namespace npuify {

/// A declaration header a pack brings, served to Clang through the virtual file system.
struct StubHeader {
  std::string Name; ///< as included: "cuda_runtime.h", "cooperative_groups/reduce.h"
  std::string Text;
};

struct RulePack {
  std::string Name;
  std::string Description;
  std::string Directory;
  std::string Digest; ///< stands for the contents of all its files
  std::vector<Rule> Rules;
  std::vector<StubHeader> Stubs;
  /// Headers that come beside an SDK, not with it (standins/): served only where no include path has one of
  /// that name, and their names are left as they are.
  std::vector<StubHeader> StandIns;
  /// Folders of headers that one stub declares as a whole: {"ATen", "npuify/torch.h"}.
  std::map<std::string, std::string> Folders;
  /// The declarations are of a library of which only some parts belong to the API: names that are no entities
  /// and have no rule stay as they are.
  bool Open = false;
  /// Programs that include a header of this pack read sources of the project when they run, and know them by
  /// their names.
  bool ReadsSources = false;
  /// Stub headers included before every kernel-language file (what nvcc includes by itself).
  std::vector<std::string> Preinclude;
  /// Regular expressions of identifiers that belong to the migrated API family; one that no rule knows and
  /// that is not the user's own name is reported as an unknown entity.
  std::vector<std::string> EntityPatterns;
  /// File name suffixes that hold kernel language, and what each becomes: {".cu", ".npu.cpp"}.
  std::map<std::string, std::string> SourceSuffixes;
  /// Lines that a migrated kernel-language source begins with ("#include <npu/kernel.h>"): what nvcc includes
  /// unasked.
  std::string Prologue;
  /// Preprocessor definitions for kernel-language files ("NAME=value"), `${arch}` replaced.
  std::vector<std::string> Definitions;
};

/// What the NPU device reports as its compute capability, times 100 (the runtime's NPU_DEVICE_ARCH).
constexpr unsigned DefaultDeviceArch = 700;

/// Loads one pack. The error lists every problem found, one diagnostic per line block.
/// \p DeviceArch is the compute capability times 100 that `${arch}` in the pack's definitions stands for.
llvm::Expected<RulePack> loadRulePack(llvm::StringRef Directory, unsigned DeviceArch = DefaultDeviceArch);

/// Loads every pack below \p BuiltinDir (one folder each) and then \p UserDirs (a folder that holds a
/// pack.json, or folders that do). Later packs may override earlier rules for the same kind and symbol;
/// duplicate ids are an error.
llvm::Expected<std::vector<RulePack>> loadRulePacks(llvm::StringRef BuiltinDir,
                                                    const std::vector<std::string> &UserDirs,
                                                    unsigned DeviceArch = DefaultDeviceArch);

/// Makes the rules emit what they have for Ascend, where that differs.
void emitForAscend(std::vector<RulePack> &Packs);

} // namespace npuify
