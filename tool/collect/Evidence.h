// SPDX-License-Identifier: Apache-2.0
// What Clang knows about places in the sources: the answers the token walk asks for. Keys are spelling
// offsets, so a header parsed in ten translation units, or a lambda expanded ten times in a macro, has one
// entry.
#pragma once

#include "kernels/Facts.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace npuify {

/// Where the entity that a name refers to is declared.
enum class Origin : uint8_t {
  Stub,    ///< in a rule pack's declarations
  User,    ///< in the project
  StandIn, ///< in a pack's stand-in for a header that a project usually finds beside the SDK
  System,  ///< in a system header
};

struct Resolution {
  Origin From = Origin::Stub;
  /// The qualified name in the stubs ("cooperative_groups::reduce"); empty for other origins.
  std::string Symbol;
  /// The name is looked up again when the template is instantiated, and the project has overloads of its own.
  bool OpenToUser = false;
  /// Used in a function of the device.
  bool OnDevice = false;
  /// Known from the preprocessor (a macro), not from the AST.
  bool Macro = false;
};

/// How a kernel launch must spell its callee so that a plain function pointer comes out.
enum class CalleeForm : uint8_t {
  AsIs,    ///< as written
  Suffix,  ///< with the template arguments that were deduced: kernel -> kernel<float>
  Cast,    ///< with a cast to one overload's type
  Deduced, ///< only instantiation can tell: launch through a generic lambda
};

struct LaunchSite {
  unsigned CalleeBegin = 0, CalleeEnd = 0; ///< of the spelled callee expression; equal when unknown
  CalleeForm Form = CalleeForm::AsIs;
  std::string Text; ///< the template argument list, or the cast type
};

/// A dynamic shared memory array declared at file scope.
struct SharedArray {
  std::string Name;
  std::set<unsigned> Bodies; ///< offsets of the opening braces of the functions of the same file that use it
};

/// Where a function may be called, as its qualifiers say.
enum class Side : uint8_t { Host, Device, Both };

struct FunctionBody {
  unsigned End = 0; ///< behind the closing brace
  Side Runs = Side::Host;
  bool Constant = false; ///< constexpr
};

struct FileEvidence {
  llvm::DenseMap<unsigned, Resolution> Names;
  std::map<unsigned, LaunchSite> Launches; ///< by the offset of the launch operator
  /// Begin -> end of expressions that name a kernel and are cast to a pointer to void.
  std::map<unsigned, unsigned> KernelPointers;
  std::map<unsigned, SharedArray> SharedArrays; ///< by the offset of the declared name
  std::map<unsigned, FunctionBody> Bodies;      ///< by the offset of the opening brace
  std::set<unsigned> Internal;                  ///< qualifier tokens whose entity gets internal linkage
  /// Opening brace of a body -> builtins whose calls in it are open to the project's overloads -> those
  /// overloads.
  std::map<unsigned, std::map<std::string, std::set<std::string>>> Usings;
  std::vector<std::pair<unsigned, unsigned>> Inactive; ///< skipped by the preprocessor in every TU so far
  std::set<std::pair<unsigned, std::string>> MissingIncludes; ///< offset of the file name
  std::map<unsigned, std::string> Includes;                   ///< offset of the file name -> resolved path
  KernelFacts Kernels;
  std::set<unsigned> Conflicts; ///< offsets that two TUs resolve differently
  /// Where a dependent name is not said to be a type or template -> the word to say it.
  std::map<unsigned, std::string> MissingWords;
  /// Names that look like entities of an API and that the units which entered the file declare themselves.
  std::set<std::string> UserNames;
  unsigned Errors = 0; ///< parse errors spelled in this file
  std::string FirstError;
  unsigned FirstErrorOffset = 0;
  bool Parsed = false; ///< some TU entered the file

  /// The innermost function around \p Offset, or null.
  const FunctionBody *functionAt(unsigned Offset) const;
  /// Where the innermost function around \p Offset runs; nothing outside of functions.
  std::optional<Side> sideAt(unsigned Offset) const;
  void merge(const FileEvidence &Other);
};

/// Evidence of one unit, or of all of a run, by absolute path.
struct EvidenceMap {
  std::map<std::string, FileEvidence> Files;
  /// Of one unit: what FileEvidence::UserNames of all its files will hold.
  std::set<std::string> UserNames;
  void merge(const EvidenceMap &Other);
};

} // namespace npuify
