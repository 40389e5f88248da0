// SPDX-License-Identifier: Apache-2.0
// From argv to an Invocation.
#include "Invocation.h"
#include "Files.h"
#include "OptionTable.h"
#include "Toolkit.h"
#include <cstring>

namespace npucc {
namespace {

bool startsWith(std::string_view S, std::string_view Prefix) { return S.substr(0, Prefix.size()) == Prefix; }

// Compute capabilities times 10: what code is compiled for anyway (npu/kernel.h), and what the device reports
// (device_properties.cpp).
constexpr unsigned OldestArch = 70, DeviceArch = 80;

bool isDigits(std::string_view S) {
  return !S.empty() && S.find_first_not_of("0123456789") == std::string_view::npos;
}

class Parser {
public:
  Invocation parse(const std::vector<std::string> &Given) {
    Args = expand(Given, 0);
    for (Next = 0; Next < Args.size();) {
      const std::string &Arg = Args[Next++];
      if (Arg.size() > 1 && Arg[0] == '-')
        option(Arg);
      else
        file(Arg);
    }
    check();
    if (NewestArch > OldestArch)
      define("-DNPU_DEVICE_ARCH=" + std::to_string(10 * std::min(NewestArch, DeviceArch)));
    return std::move(I);
  }

private:
  Invocation I;
  std::vector<std::string> Args;
  size_t Next = 0;
  std::string ForcedLanguage;
  unsigned NewestArch = 0; ///< that an option names, times 10

  static std::vector<std::string> expand(const std::vector<std::string> &Given, int Depth) {
    if (Depth > 16)
      throw UsageError("response files include each other");
    std::vector<std::string> Out;
    for (const std::string &A : Given) {
      if (A.size() < 2 || A[0] != '@' || !isRegularFile(A.substr(1))) {
        Out.push_back(A);
        continue;
      }
      for (std::string &Word : expand(splitArguments(readFile(A.substr(1))), Depth + 1))
        Out.push_back(std::move(Word));
    }
    return Out;
  }

  // ---- options ----

  void option(const std::string &Arg) {
    bool Long = startsWith(Arg, "--");
    std::string_view Name = std::string_view(Arg).substr(Long ? 2 : 1);
    size_t Equals = Name.find('=');
    if (Name == "Werror" && Next < Args.size() && isErrorKind(Args[Next])) {
      ++Next;
      return note(Arg + " " + Args[Next - 1]);
    }
    if (Equals != std::string_view::npos && Name.substr(0, Equals) == "Werror" &&
        isErrorKind(Name.substr(Equals + 1)))
      return note(Arg);
    if (const OptionInfo *O = findOption(Name.substr(0, Equals))) {
      if (O->Takes == Arity::None && Equals == std::string_view::npos)
        return act(*O, Arg, "");
      if (O->Takes == Arity::Value && Equals != std::string_view::npos)
        return act(*O, Arg, std::string(Name.substr(Equals + 1)));
      if (O->Takes == Arity::Value && O->Does == Action::Optimize &&
          (Next == Args.size() || !isDigits(Args[Next])))
        return optimize("");
      if (O->Takes == Arity::Value)
        return act(*O, Arg, value(Arg));
    }
    if (!Long && joined(Arg))
      return;
    host(Arg);
  }

  std::string value(const std::string &Option) {
    if (Next == Args.size())
      throw UsageError("the option " + Option + " needs a value after it");
    return Args[Next++];
  }

  /// Options written in one word with their value: -Idir, -O3.
  bool joined(const std::string &Arg) {
    static constexpr struct {
      const char *Prefix;
      Action Does;
    } Joined[] = {
        {"-I", Action::IncludePath}, {"-L", Action::LibraryPath}, {"-D", Action::Define},
        {"-U", Action::Undefine},    {"-O", Action::Optimize},    {"-x", Action::Language},
        {"-l", Action::Library},     {"-o", Action::Output},      {"-isystem", Action::SystemInclude}};
    for (const auto &J : Joined)
      if (startsWith(Arg, J.Prefix)) {
        act({"", Arity::Value, J.Does}, J.Prefix, Arg.substr(std::strlen(J.Prefix)));
        return true;
      }
    if (startsWith(Arg, "-t") && isDigits(Arg.substr(2))) {
      note(Arg);
      return true;
    }
    return false;
  }

  void note(const std::string &Option) { I.Notes.push_back(Option + " is left out: it has no meaning here"); }

  void act(const OptionInfo &O, const std::string &Spelling, std::string Value) {
    switch (O.Does) {
    case Action::Ignore:
      return note(O.Takes == Arity::Value && Spelling.find('=') == std::string::npos ? Spelling + " " + Value
                                                                                     : Spelling);
    case Action::ToCompiler:
      for (const std::string &Part : splitForTool(Value))
        host(Part);
      return;
    case Action::ToLinker:
      for (const std::string &Part : splitForTool(Value)) {
        item("-Xlinker");
        item(Part);
      }
      return;
    case Action::Compile:
      I.Relocatable |= startsWith(Spelling, "-d") || startsWith(Spelling, "--d");
      return phase(Phase::Compile);
    case Action::DeviceLink:
      return phase(Phase::DeviceLink);
    case Action::Archive:
      return phase(Phase::Archive);
    case Action::Module:
      I.ModuleSuffix = "." + Spelling.substr(Spelling.find_first_not_of('-'));
      return phase(Phase::Module);
    case Action::Preprocess:
      return phase(Phase::Preprocess);
    case Action::Assemble:
      return phase(Phase::Assemble);
    case Action::Dependencies:
      phase(Phase::Dependencies);
      return compileArg(Spelling == "-M" || Spelling == "--generate-dependencies" ? "-M" : "-MM");
    case Action::Relocatable:
      I.Relocatable = Value == "true";
      return;
    case Action::Debug:
      return both("-g");
    case Action::DeviceDebug:
      I.DeviceDebug = true;
      return both("-g");
    case Action::Profile:
      return both("-pg");
    case Action::FastMath:
      // What nvcc's option promises, and no more: unlike -ffast-math, NaN and infinity keep their meaning and
      // sums keep their order. Approximate functions are the source's choice (npu::fast_…).
      for (const char *Flag :
           {"-fno-math-errno", "-fno-trapping-math", "-freciprocal-math", "-ffp-contract=fast"})
        compileArg(Flag);
      return;
    case Action::Contraction:
      return compileArg(Value == "false" ? "-ffp-contract=off" : "-ffp-contract=fast");
    case Action::Architecture:
      return architecture(Value);
    case Action::DefaultStream:
      if (Value == "per-thread")
        define("-DNPU_API_PER_THREAD_DEFAULT_STREAM=1");
      return;
    case Action::Language:
      ForcedLanguage = Value == "none" ? "" : Value;
      return;
    case Action::Standard:
      I.Standard = Value;
      return;
    case Action::Optimize:
      return optimize(Value);
    case Action::Machine:
      return Value == "64" ? note("-m 64") : host("-m" + Value);
    case Action::Output:
      if (!I.Output.empty())
        throw UsageError("-o is given twice: " + I.Output + " and " + Value);
      I.Output = Value;
      return;
    case Action::OutputFolder:
      I.OutputFolder = Value;
      return;
    case Action::HostCompiler:
      I.HostCompiler = Value;
      return;
    case Action::ResponseFile: {
      std::vector<std::string> Words = expand(splitArguments(readFile(Value)), 1);
      Args.insert(Args.begin() + static_cast<std::ptrdiff_t>(Next), Words.begin(), Words.end());
      return;
    }
    case Action::Define:
      return define("-D" + Value);
    case Action::Undefine:
      return define("-U" + Value);
    case Action::IncludePath:
      return include("-I", Value);
    case Action::SystemInclude:
      return include("-isystem", Value);
    case Action::PreInclude:
      compileArg("-include");
      return compileArg(Value);
    case Action::LibraryPath:
      return item("-L" + Value);
    case Action::Library:
      return library(Value);
    case Action::Shared:
      I.Shared = true;
      I.LinkArgs.push_back("-shared");
      return;
    case Action::Run:
      I.Run = true;
      return;
    case Action::RunArguments:
      for (std::string &Word : splitArguments(Value))
        I.RunArguments.push_back(std::move(Word));
      return;
    case Action::HostKernels:
      I.HostKernels = true;
      break;
    case Action::CheckRaces:
      I.CheckRaces = true;
      break;
    case Action::KernelRemarks:
      I.Remarks = true;
      break;
    case Action::Verbose:
      I.Verbose = true;
      return;
    case Action::DryRun:
      I.DryRun = true;
      return;
    case Action::Version:
      I.Version = true;
      return;
    case Action::Help:
      I.Help = true;
      return;
    case Action::PrintCFlags:
      I.PrintCFlags = true;
      return;
    case Action::PrintLibs:
      I.PrintLibs = true;
      return;
    }
  }

  void phase(Phase P) {
    // "-dc -M" and "-c -E" mean the phase that comes first in a compilation.
    if (I.What == Phase::Link || P < I.What)
      I.What = P;
  }

  void optimize(const std::string &Level) {
    I.Optimize = true;
    both("-O" + Level);
  }

  /// compute_80, "arch=compute_80,code=[sm_80,sm_86]", 80: a build for several devices is one for the newest.
  void architecture(const std::string &Value) {
    unsigned Number = 0;
    for (char C : Value + ' ') {
      if (isDigits(std::string(1, C))) {
        Number = 10 * Number + unsigned(C - '0');
        continue;
      }
      NewestArch = std::max(NewestArch, Number);
      Number = 0;
    }
  }

  void define(const std::string &Arg) {
    I.Definitions.push_back(Arg);
    compileArg(Arg);
  }

  void include(const std::string &Option, const std::string &Dir) {
    if (isToolkitInclude(Dir)) {
      I.Notes.push_back(Option + Dir + " is left out: npucc brings its own headers");
      return;
    }
    I.IncludeDirs.push_back(Dir);
    compileArg(Option);
    compileArg(Dir);
  }

  void library(const std::string &Name) {
    if (Name == "gomp") { // one compiler's runtime; the one that links knows which it needs
      I.OpenMP = true;
      I.LinkArgs.push_back("-fopenmp");
    } else if (isReplacedLibrary(Name))
      I.Notes.push_back("-l" + Name + " is left out: the NPU runtime stands in for it");
    else
      item("-l" + Name);
  }

  void compileArg(const std::string &Arg) { I.CompileArgs.push_back(Arg); }
  void item(const std::string &Arg) { I.LinkItems.push_back({-1, Arg}); }

  void both(const std::string &Arg) {
    compileArg(Arg);
    I.LinkArgs.push_back(Arg);
  }

  /// An option in the host compiler's own language.
  void host(const std::string &Arg) {
    if (Arg == "-m64") // nvcc takes it everywhere, gcc on x86 only
      return note(Arg);
    if (takesSeparateValue(Arg)) {
      std::string Value = value(Arg);
      I.DependencyTarget |= Arg == "-MT" || Arg == "-MQ";
      if (Arg == "-MF") {
        I.DependencyPath = Value;
        return;
      }
      if (Arg == "-T" || Arg == "-u" || Arg == "-z") {
        item(Arg);
        return item(Value);
      }
      compileArg(Arg);
      compileArg(Value);
      if (Arg == "-target" || Arg == "--sysroot" || Arg == "-isysroot" || Arg == "-B") {
        I.LinkArgs.push_back(Arg);
        I.LinkArgs.push_back(Value);
      }
      return;
    }
    if (Arg == "-export-dynamic" || Arg == "--export-dynamic") // what gcc takes, too
      return item("-rdynamic");
    if (startsWith(Arg, "-Wl,") || Arg == "-rdynamic" || Arg == "-nostdlib" || Arg == "-s" ||
        startsWith(Arg, "-static") || startsWith(Arg, "-fuse-ld=") || Arg == "-pie" || Arg == "-no-pie")
      return item(Arg);
    if (startsWith(Arg, "-dump") || startsWith(Arg, "-print-") || startsWith(Arg, "--print-")) {
      I.Query = Arg;
      return;
    }
    if (startsWith(Arg, "-l"))
      return library(Arg.substr(2));
    if (startsWith(Arg, "-L"))
      return item(Arg);
    if (startsWith(Arg, "-O")) {
      I.Optimize = true;
      return both(Arg);
    }
    if (startsWith(Arg, "-std="))
      I.Standard = Arg.substr(5);
    I.DependencyFile |= Arg == "-MD" || Arg == "-MMD" || Arg == "--generate-dependencies-with-compile" ||
                        Arg == "--generate-nonsystem-dependencies-with-compile";
    I.OpenMP |= startsWith(Arg, "-fopenmp");
    if (startsWith(Arg, "-std="))
      return;
    if (startsWith(Arg, "-D") || startsWith(Arg, "-U"))
      return define(Arg);
    if (Arg[0] != '-') // the value of an option before it in the same -Xcompiler, or a file for the linker
      return isLinkInput(Arg) ? item(Arg) : compileArg(Arg);
    // Code generation options (-fopenmp, -march, -fsanitize, -flto, -m32) steer the link as well.
    if (startsWith(Arg, "-f") || startsWith(Arg, "-m") || Arg == "-pthread")
      return both(Arg);
    compileArg(translateDependency(Arg));
  }

  static std::string translateDependency(const std::string &Arg) {
    if (Arg == "--generate-dependencies-with-compile")
      return "-MD";
    if (Arg == "--generate-nonsystem-dependencies-with-compile")
      return "-MMD";
    return Arg == "--generate-dependency-targets" ? "-MP" : Arg;
  }

  // ---- files ----

  void file(const std::string &Path) {
    if (isReplacedLibraryFile(Path))
      return I.Notes.push_back(Path + " is left out: the NPU runtime stands in for it");
    Input In;
    In.Path = Path;
    In.Forced = !ForcedLanguage.empty();
    if (ForcedLanguage == "cu")
      In.Lang = Language::Kernel;
    else if (ForcedLanguage == "c")
      In.Lang = Language::C;
    else if (ForcedLanguage == "c++")
      In.Lang = Language::Cxx;
    else if (!ForcedLanguage.empty())
      throw UsageError("-x " + ForcedLanguage + ": npucc knows the languages cu, c++, c and none");
    else if (std::optional<Language> L = Path == "-" ? Language::Cxx : languageOf(Path))
      In.Lang = *L;
    else
      return item(Path);
    I.LinkItems.push_back({static_cast<int>(I.Inputs.size()), ""});
    I.Inputs.push_back(std::move(In));
  }

  void check() {
    if (I.Version || I.Help || I.PrintCFlags || I.PrintLibs || !I.Query.empty())
      return;
    bool PerSource = I.What == Phase::Compile || I.What == Phase::Assemble || I.What == Phase::Module;
    if (PerSource && !I.Output.empty() && I.Inputs.size() > 1)
      throw UsageError("-o " + I.Output + " cannot name the outputs of " + std::to_string(I.Inputs.size()) +
                       " sources; leave -o out, or use -odir");
    bool Files = !I.Inputs.empty();
    for (const LinkItem &L : I.LinkItems)
      Files |= L.InputIndex < 0 && !L.Argument.empty() && L.Argument[0] != '-';
    if (!Files && I.Verbose && I.What == Phase::Link) {
      I.Version = true; // as with gcc -v
      return;
    }
    if (!Files)
      throw UsageError("no input files");
    for (const Input &In : I.Inputs)
      if (In.Path != "-" && !isRegularFile(In.Path))
        throw UsageError(In.Path + ": no such file");
  }
};

} // namespace

std::vector<std::string> splitArguments(std::string_view Text) {
  std::vector<std::string> Out;
  std::string Word;
  bool InWord = false;
  char Quote = 0;
  for (size_t N = 0; N < Text.size(); ++N) {
    char C = Text[N];
    if (C == '\\' && N + 1 < Text.size() && Quote != '\'') {
      if (Text[N + 1] != '\n')
        Word += Text[N + 1];
      InWord |= Text[N + 1] != '\n';
      ++N;
    } else if (Quote) {
      if (C == Quote)
        Quote = 0;
      else
        Word += C;
    } else if (C == '"' || C == '\'') {
      Quote = C;
      InWord = true;
    } else if (std::strchr(" \t\r\n", C)) {
      if (InWord)
        Out.push_back(std::move(Word));
      Word.clear();
      InWord = false;
    } else {
      Word += C;
      InWord = true;
    }
  }
  if (InWord)
    Out.push_back(std::move(Word));
  return Out;
}

std::vector<std::string> splitForTool(std::string_view Value) {
  std::vector<std::string> Out;
  std::string Part;
  char Quote = 0;
  auto Flush = [&] {
    if (!Part.empty())
      Out.push_back(std::move(Part));
    Part.clear();
  };
  for (size_t N = 0; N < Value.size(); ++N) {
    char C = Value[N];
    if (C == '\\' && N + 1 < Value.size()) {
      Part += Value[++N];
    } else if (Quote) {
      if (C == Quote)
        Quote = 0;
      else
        Part += C;
    } else if (C == '"' || C == '\'') {
      Quote = C;
    } else if (C == ',' && (startsWith(Part, "-Wl") || startsWith(Part, "-Wa") || startsWith(Part, "-Wp")) &&
               (Part.size() == 3 || Part[3] == ',')) {
      Part += C;
    } else if (C == ',' || std::strchr(" \t\r\n", C)) {
      Flush();
    } else {
      Part += C;
    }
  }
  Flush();
  return Out;
}

Invocation parseCommandLine(const std::vector<std::string> &Args) { return Parser().parse(Args); }

} // namespace npucc
