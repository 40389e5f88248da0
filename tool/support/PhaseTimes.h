// SPDX-License-Identifier: Apache-2.0
// What each phase of a run costs: CPU time of all threads, wall time, and the memory that the process held at
// most so far.
#pragma once

#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <string>
#include <vector>

namespace npuify {

class PhaseTimes {
public:
  PhaseTimes();
  /// The time since the last call, or since the beginning, was that of \p Phase.
  void end(std::string Phase);
  /// One JSON object: {"phases":[{"name":…,"cpu_s":…,"wall_s":…,"peak_mib":…}, …]}.
  void write(llvm::raw_ostream &OS) const;

private:
  struct Phase {
    std::string Name;
    double Cpu, Wall, PeakMiB;
  };
  std::vector<Phase> Phases;
  double LastCpu;
  std::chrono::steady_clock::time_point LastWall;
};

} // namespace npuify
