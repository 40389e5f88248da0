// SPDX-License-Identifier: Apache-2.0
// What the analysis of kernels finds out, before rules judge it. A trait is a property that some target cares
// about: "double", "grid-size", "recursion". Names of traits are ours; which API calls matter for a trait,
// and what a target makes of it, stands in rules of kind trait.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace npuify {

/// A function by the place of its definition.
struct FunctionRef {
  std::string File; ///< absolute path; empty: none
  unsigned Begin = 0;
  bool operator<(const FunctionRef &O) const { return std::tie(File, Begin) < std::tie(O.File, O.Begin); }
  bool operator==(const FunctionRef &O) const { return File == O.File && Begin == O.Begin; }
};

struct TraitFact {
  std::string Trait;
  FunctionRef Owner;               ///< the kernel or device function it is about; none: the host code
  std::string Subject;             ///< its name, or that of a call
  unsigned Offset = 0, Length = 0; ///< in the file that holds the fact
  bool Known = true;               ///< false: the value depends on the run, or the analysis cannot tell
  uint64_t Value = 0;              ///< a size, where the trait has one
};

struct DeviceFunction {
  std::string Name;
  unsigned Begin = 0, End = 0; ///< of the definition
  unsigned NameOffset = 0;
  bool Kernel = false;
  std::set<FunctionRef> Callees;
};

/// The facts of one file.
struct KernelFacts {
  std::map<unsigned, DeviceFunction> Functions; ///< by Begin
  std::map<std::tuple<unsigned, std::string, FunctionRef>, TraitFact> Traits;

  void add(TraitFact F);
  void merge(const KernelFacts &Other);
};

} // namespace npuify
