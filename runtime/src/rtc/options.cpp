// SPDX-License-Identifier: Apache-2.0
// The options of run-time compilation.
#include "rtc/compiler.h"

#include <string_view>

namespace npu::rtc {

namespace {

enum class value { none, optional, needed };
struct option {
  std::string_view name;
  value takes;
  std::string_view
      as; // what npucc calls it; empty: it only concerns a GPU, or the language that npucc has anyway
};

constexpr option table[] = {
    {"--gpu-architecture", value::needed, "-arch"},
    {"-arch", value::needed, "-arch"},
    {"--define-macro", value::needed, "-D"},
    {"-D", value::needed, "-D"},
    {"--undefine-macro", value::needed, "-U"},
    {"-U", value::needed, "-U"},
    {"--include-path", value::needed, "-I"},
    {"-I", value::needed, "-I"},
    {"--pre-include", value::needed, "-include"},
    {"-include", value::needed, "-include"},
    {"--std", value::needed, "-std"},
    {"-std", value::needed, "-std"},
    {"--use_fast_math", value::none, "--use_fast_math"},
    {"-use_fast_math", value::none, "--use_fast_math"},
    {"--fmad", value::needed, "-fmad"},
    {"-fmad", value::needed, "-fmad"},
    {"--device-debug", value::none, "-G"},
    {"-G", value::none, "-G"},
    {"--generate-line-info", value::none, "-g"},
    {"-lineinfo", value::none, "-g"},
    {"--disable-warnings", value::none, "-w"},
    {"-w", value::none, "-w"},
    {"--relocatable-device-code", value::needed, "-rdc"},
    {"-rdc", value::needed, "-rdc"},
    {"--device-c", value::none, "-rdc=true"},
    {"-dc", value::none, "-rdc=true"},
    {"--device-w", value::none, {}},
    {"-dw", value::none, {}},
    {"--extensible-whole-program", value::none, {}},
    {"-ewp", value::none, {}},
    {"--maxrregcount", value::needed, {}},
    {"-maxrregcount", value::needed, {}},
    {"--dopt", value::optional, {}},
    {"-dopt", value::optional, {}},
    {"--ptxas-options", value::needed, {}},
    {"-Xptxas", value::needed, {}},
    {"--ftz", value::needed, {}},
    {"-ftz", value::needed, {}},
    {"--prec-sqrt", value::needed, {}},
    {"-prec-sqrt", value::needed, {}},
    {"--prec-div", value::needed, {}},
    {"-prec-div", value::needed, {}},
    {"--extra-device-vectorization", value::none, {}},
    {"-extra-device-vectorization", value::none, {}},
    {"--modify-stack-limit", value::needed, {}},
    {"-modify-stack-limit", value::needed, {}},
    {"--dlink-time-opt", value::none, {}},
    {"-dlto", value::none, {}},
    {"--gen-opt-lto", value::none, {}},
    {"--split-compile", value::needed, {}},
    {"-split-compile", value::needed, {}},
    {"--no-source-include", value::none, {}},
    {"-no-source-include", value::none, {}},
    {"--no-cache", value::none, {}},
    {"--builtin-move-forward", value::needed, {}},
    {"-builtin-move-forward", value::needed, {}},
    {"--builtin-initializer-list", value::needed, {}},
    {"-builtin-initializer-list", value::needed, {}},
    {"--restrict", value::none, {}},
    {"-restrict", value::none, {}},
    {"--device-as-default-execution-space", value::none, {}},
    {"-default-device", value::none, {}},
    {"--device-int128", value::none, {}},
    {"-device-int128", value::none, {}},
    {"--optimization-info", value::needed, {}},
    {"-opt-info", value::needed, {}},
    {"--display-error-number", value::none, {}},
    {"-err-no", value::none, {}},
    {"--no-display-error-number", value::none, {}},
    {"-no-err-no", value::none, {}},
    {"--diag-error", value::needed, {}},
    {"-diag-error", value::needed, {}},
    {"--diag-suppress", value::needed, {}},
    {"-diag-suppress", value::needed, {}},
    {"--diag-warn", value::needed, {}},
    {"-diag-warn", value::needed, {}},
    {"--brief-diagnostics", value::needed, {}},
    {"-brief-diag", value::needed, {}},
    {"--time", value::needed, {}},
    {"-time", value::needed, {}},
    {"--minimal", value::none, {}},
    {"-minimal", value::none, {}},
};

bool is_short(std::string_view name) { return name == "-D" || name == "-U" || name == "-I"; }

const option *find(std::string_view given) {
  const std::string_view name = given.substr(0, given.find('='));
  for (const option &o : table)
    if (o.name == name || (is_short(o.name) && given.substr(0, 2) == o.name))
      return &o;
  return nullptr;
}

} // namespace

bool translate(const std::vector<std::string> &given, std::vector<std::string> &options,
               std::string &unknown) {
  for (size_t i = 0; i < given.size(); ++i) {
    // Spaces around an option are part of many programs' strings.
    const size_t begin = given[i].find_first_not_of(" \t"), end = given[i].find_last_not_of(" \t");
    if (begin == std::string::npos)
      continue;
    const std::string text = given[i].substr(begin, end - begin + 1);
    const option *o = find(text);
    if (!o) {
      unknown = text;
      return false;
    }
    std::string argument;
    if (is_short(o->name) && text.size() > 2)
      argument = text.substr(text.find_first_not_of(" \t", 2));
    else if (const size_t equals = text.find('='); equals != std::string::npos)
      argument = text.substr(equals + 1);
    else if (o->takes == value::needed && i + 1 < given.size())
      argument = given[++i];
    if ((o->takes == value::needed) == argument.empty() && o->takes != value::optional) {
      unknown = text;
      return false;
    }
    if (o->as.empty())
      continue;
    std::string option(o->as);
    if (o->as == "-include") {
      options.push_back(option);
      option.clear();
    } else if (!argument.empty() && !is_short(o->as)) {
      option += '=';
    }
    options.push_back(option + argument);
  }
  return true;
}

} // namespace npu::rtc
