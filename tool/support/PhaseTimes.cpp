// SPDX-License-Identifier: Apache-2.0
#include "PhaseTimes.h"
#include "llvm/Support/JSON.h"
#include <sys/resource.h>

namespace npuify {

static double seconds(timeval T) {
  return static_cast<double>(T.tv_sec) + static_cast<double>(T.tv_usec) * 1e-6;
}

static double cpuSeconds(const rusage &U) { return seconds(U.ru_utime) + seconds(U.ru_stime); }

PhaseTimes::PhaseTimes()
    : LastCpu(0), LastWall(std::chrono::steady_clock::now()) {} // from the start of the process

void PhaseTimes::end(std::string Name) {
  rusage U;
  getrusage(RUSAGE_SELF, &U);
  auto Now = std::chrono::steady_clock::now();
  Phases.push_back({std::move(Name), cpuSeconds(U) - LastCpu,
                    std::chrono::duration<double>(Now - LastWall).count(),
                    static_cast<double>(U.ru_maxrss) / 1024});
  LastCpu = cpuSeconds(U);
  LastWall = Now;
}

void PhaseTimes::write(llvm::raw_ostream &OS) const {
  llvm::json::OStream J(OS, /*IndentSize=*/1);
  J.object([&] {
    J.attributeArray("phases", [&] {
      for (const Phase &P : Phases)
        J.object([&] {
          J.attribute("name", P.Name);
          J.attribute("cpu_s", P.Cpu);
          J.attribute("wall_s", P.Wall);
          J.attribute("peak_mib", P.PeakMiB);
        });
    });
  });
  OS << '\n';
}

} // namespace npuify
