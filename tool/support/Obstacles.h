// SPDX-License-Identifier: Apache-2.0
// Why a place stays as it is although a rule knows it.
#pragma once

#include "report/Finding.h"

namespace npuify {

enum class Obstacle {
  OpenOverload, ///< a call may pick the builtin or an overload of the project, and they get different names
  BrokenLaunch, ///< a launch whose parts stand in different places, such as a macro's body and its use
  AsmForm,      ///< an instruction whose rule does not cover this form
  AsmMacros,    ///< assembly whose text macros put together
};

struct ObstacleInfo {
  Obstacle Id;
  const char *Message; ///< % stands for the name
  const char *Guidance;
};

const std::vector<ObstacleInfo> &obstacles();
/// \p F needs a hand because of \p O; \p Name is what its message names.
void blame(Finding &F, Obstacle O, const std::string &Name);

} // namespace npuify
