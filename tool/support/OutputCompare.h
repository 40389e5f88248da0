// SPDX-License-Identifier: Apache-2.0
// Compares what two runs of a program printed: texts word for word, numbers with tolerances.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Regex.h"
#include <string>
#include <vector>

namespace npuify {

struct Tolerances {
  /// Two numbers agree when |expected - actual| <= Absolute + Relative * |expected|; integers agree when they
  /// are equal.
  double Relative = 1e-5, Absolute = 1e-8;
};

struct OutputDifference {
  size_t Line; ///< 1-based, of the expected output
  std::string Expected, Actual, Why;
};

struct OutputComparison {
  std::vector<OutputDifference> Differences;
  size_t Lines = 0, Numbers = 0;
  double LargestRelative = 0; ///< deviation among the numbers that agree
};

/// Lines that match one of \p Ignore count in neither text; runs of white space are equal.
OutputComparison compareOutputs(llvm::StringRef Expected, llvm::StringRef Actual, const Tolerances &T,
                                const std::vector<llvm::Regex> &Ignore);

} // namespace npuify
