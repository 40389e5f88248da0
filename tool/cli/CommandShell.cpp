// SPDX-License-Identifier: Apache-2.0
// `npuify completions` and `npuify man`, written from the same table that parses the command line.
#include "CommandLine.h"
#include "Commands.h"
#include "llvm/ADT/StringExtras.h"

namespace npuify {
namespace {

struct Flag {
  std::vector<std::string> Names; ///< with dashes
  std::string Type, Text;         ///< Type: "FILE"; empty for a switch
  std::vector<std::string> Words; ///< valid values, where there is a list
  bool takesPath() const {
    return llvm::StringRef(Type).contains("FILE") || llvm::StringRef(Type).contains("DIR") || Type == "OUT";
  }
};

struct CommandInfo {
  std::string Path; ///< "npuify rules list"
  std::string Text;
  std::vector<Flag> Flags;
  std::string Arguments; ///< name of the positional arguments; empty: none
  std::string ArgumentsText;
  std::vector<std::pair<std::string, std::string>> Subcommands; ///< name, text
};

void read(const CLI::App &App, const std::string &Path, std::vector<CommandInfo> &Out) {
  CommandInfo C;
  C.Path = Path;
  C.Text = App.get_description();
  for (const CLI::Option *O : App.get_options()) {
    if (O->get_positional()) {
      C.Arguments = O->get_name();
      C.ArgumentsText = O->get_description();
      continue;
    }
    Flag F;
    for (const std::string &S : O->get_snames())
      F.Names.push_back("-" + S);
    for (const std::string &L : O->get_lnames())
      F.Names.push_back("--" + L);
    // CLI11 appends the range of a number to its type.
    F.Type = llvm::StringRef(O->get_type_name()).split(':').first.str();
    F.Text = O->get_description();
    F.Words = CommandLine::wordsOf(*O);
    C.Flags.push_back(std::move(F));
  }
  auto Subs = App.get_subcommands([](const CLI::App *A) { return !A->get_group().empty(); });
  for (const CLI::App *Sub : Subs)
    C.Subcommands.push_back({Sub->get_name(), Sub->get_description()});
  Out.push_back(std::move(C));
  for (const CLI::App *Sub : Subs)
    read(*Sub, Path + " " + Sub->get_name(), Out);
}

std::string shellQuoted(llvm::StringRef S) { // for sh
  std::string Out = "'";
  for (char C : S)
    Out += C == '\'' ? std::string("'\\''") : std::string(1, C);
  return Out + "'";
}

std::string firstSentence(llvm::StringRef S) { return S.split(':').first.split(';').first.str(); }

// ---------------------------------------------------------------------------------------------- bash

void bash(const std::vector<CommandInfo> &Commands, llvm::raw_ostream &OS) {
  OS << "# bash completion for npuify; written by npuify completions bash\n_npuify() {\n"
     << "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at=npuify i\n"
     << "  COMPREPLY=()\n  for ((i = 1; i < COMP_CWORD; ++i)); do\n    case \"$at ${COMP_WORDS[i]}\" in\n    "
        "  ";
  std::vector<std::string> Paths;
  for (const CommandInfo &C : Commands)
    if (C.Path != "npuify")
      Paths.push_back("\"" + C.Path + "\"");
  OS << llvm::join(Paths, "|")
     << ") at=\"$at ${COMP_WORDS[i]}\" ;;\n    esac\n  done\n  case \"$at $prev\" in\n";
  for (const CommandInfo &C : Commands)
    for (const Flag &F : C.Flags) {
      if (F.Type.empty())
        continue;
      std::vector<std::string> Patterns;
      for (const std::string &N : F.Names)
        Patterns.push_back("\"" + C.Path + " " + N + "\"");
      OS << "    " << llvm::join(Patterns, "|") << ") ";
      if (!F.Words.empty())
        OS << "COMPREPLY=($(compgen -W " << shellQuoted(llvm::join(F.Words, " ")) << " -- \"$cur\"))";
      else
        OS << "COMPREPLY=($(compgen -f -- \"$cur\"))";
      OS << "; return ;;\n";
    }
  OS << "  esac\n  case \"$at\" in\n";
  for (const CommandInfo &C : Commands) {
    std::vector<std::string> Options, Names;
    for (const Flag &F : C.Flags)
      Options.insert(Options.end(), F.Names.begin(), F.Names.end());
    for (const auto &[Name, Text] : C.Subcommands)
      Names.push_back(Name);
    OS << "    \"" << C.Path << "\") if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "
       << shellQuoted(llvm::join(Options, " ")) << " -- \"$cur\")); else COMPREPLY=($(compgen "
       << (Names.empty() ? "-f" : "-W " + shellQuoted(llvm::join(Names, " "))) << " -- \"$cur\")); fi ;;\n";
  }
  OS << "  esac\n}\ncomplete -o filenames -F _npuify npuify\n";
}

// ---------------------------------------------------------------------------------------------- zsh

std::string zshText(llvm::StringRef S) {
  std::string Out;
  for (char C : firstSentence(S))
    if (llvm::StringRef("[]:'\"\\`$").contains(C))
      Out += C == '\'' ? "" : std::string("\\") + C;
    else
      Out += C;
  return Out;
}

void zsh(const std::vector<CommandInfo> &Commands, llvm::raw_ostream &OS) {
  OS << "#compdef npuify\n# zsh completion for npuify; written by npuify completions zsh\n\n";
  for (const CommandInfo &C : Commands) {
    std::string Function = "_" + C.Path;
    std::replace(Function.begin(), Function.end(), ' ', '_');
    OS << Function << "() {\n  _arguments -C";
    for (const Flag &F : C.Flags)
      for (const std::string &N : F.Names) {
        OS << " \\\n    '" << N << "[" << zshText(F.Text) << "]";
        if (!F.Type.empty())
          OS << ":" << zshText(F.Type) << ":"
             << (F.Words.empty() ? std::string("_files") : "(" + llvm::join(F.Words, " ") + ")");
        OS << "'";
      }
    if (C.Subcommands.empty()) {
      if (!C.Arguments.empty())
        OS << " \\\n    '*:" << zshText(C.Arguments) << ":_files'";
      OS << "\n}\n\n";
      continue;
    }
    OS << " \\\n    '1:command:((";
    for (const auto &[Name, Text] : C.Subcommands)
      OS << Name << "\\:\"" << zshText(Text) << "\" ";
    OS << "))' \\\n    '*::argument:->arguments'\n  [[ $state == arguments ]] && case $words[1] in\n";
    for (const auto &[Name, Text] : C.Subcommands)
      OS << "    " << Name << ") " << Function << "_" << Name << " ;;\n";
    OS << "  esac\n}\n\n";
  }
  OS << "_npuify \"$@\"\n";
}

// ---------------------------------------------------------------------------------------------- fish

void fish(const std::vector<CommandInfo> &Commands, llvm::raw_ostream &OS) {
  OS << "# fish completion for npuify; written by npuify completions fish\n";
  for (const CommandInfo &C : Commands) {
    llvm::SmallVector<llvm::StringRef> Words;
    llvm::StringRef(C.Path).split(Words, ' ');
    std::string When = Words.size() == 1 ? "__fish_use_subcommand" : "";
    for (size_t I = 1; I < Words.size(); ++I)
      When += (I > 1 ? "; and " : "") + ("__fish_seen_subcommand_from " + Words[I]).str();
    std::vector<std::string> Names;
    for (const auto &[Name, Text] : C.Subcommands)
      Names.push_back(Name);
    for (const auto &[Name, Text] : C.Subcommands) {
      std::string Here =
          Words.size() == 1 ? When : When + "; and not __fish_seen_subcommand_from " + llvm::join(Names, " ");
      OS << "complete -c npuify -f -n " << shellQuoted(Here) << " -a " << Name << " -d "
         << shellQuoted(firstSentence(Text)) << '\n';
    }
    for (const Flag &F : C.Flags) {
      OS << "complete -c npuify -n " << shellQuoted(When);
      for (llvm::StringRef N : F.Names)
        OS << (N.starts_with("--") ? " -l " : " -s ") << N.ltrim('-');
      if (!F.Type.empty())
        OS << " -r" << (F.Words.empty() ? "" : " -f -a " + shellQuoted(llvm::join(F.Words, " ")));
      OS << " -d " << shellQuoted(firstSentence(F.Text)) << '\n';
    }
  }
}

// ---------------------------------------------------------------------------------------------- man

std::string roff(llvm::StringRef S) {
  std::string Out;
  for (char C : S)
    if (C == '-')
      Out += "\\-";
    else if (C == '\\')
      Out += "\\e";
    else if ((C == '.' || C == '\'') && (Out.empty() || Out.back() == '\n'))
      Out += std::string("\\&") + C;
    else
      Out += C;
  return Out;
}

void man(const std::vector<CommandInfo> &Commands, llvm::raw_ostream &OS) {
  OS << ".\\\" Written by npuify man.\n.TH NPUIFY 1 \"\" \"npuify " NPUIFY_VERSION
        "\" \"User Commands\"\n.SH NAME\n"
     << "npuify \\- move CUDA C++ onto the portable NPU runtime API\n.SH SYNOPSIS\n";
  for (const CommandInfo &C : Commands)
    if (C.Subcommands.empty()) {
      OS << ".B " << roff(C.Path) << "\n[\\fIOPTIONS\\fR]";
      if (!C.Arguments.empty())
        OS << " \\fI" << roff(C.Arguments) << "\\fR...";
      OS << "\n.br\n";
    }
  OS << ".SH DESCRIPTION\n" << roff(Commands.front().Text) << "\n.SH COMMANDS\n";
  for (const CommandInfo &C : Commands) {
    OS << ".SS " << roff(C.Path) << '\n' << roff(C.Text) << ".\n";
    if (!C.Arguments.empty())
      OS << ".TP\n\\fI" << roff(C.Arguments) << "\\fR\n" << roff(C.ArgumentsText) << ".\n";
    for (const Flag &F : C.Flags) {
      std::vector<std::string> Names;
      for (const std::string &N : F.Names)
        Names.push_back("\\fB" + roff(N) + "\\fR");
      OS << ".TP\n" << llvm::join(Names, ", ");
      if (!F.Type.empty())
        OS << " \\fI" << roff(F.Type) << "\\fR";
      OS << '\n' << roff(F.Text) << ".\n";
    }
  }
  OS << ".SH EXIT STATUS\n.TP\n0\nNothing at or above \\-\\-fail\\-on.\n.TP\n1\nFindings at or above it.\n"
     << ".TP\n2\nUsage, configuration or internal error.\n.SH FILES\n.TP\n\\fI.npuify.json\\fR\n"
     << "Options of a project; looked for in the folder of the sources and above it.\n"
     << ".SH ENVIRONMENT\n.TP\nNO_COLOR\nNo colours when set.\n.TP\nNPUIFY_RULES_DIR\nFolder of the "
        "built\\-in rule packs.\n";
}

std::vector<CommandInfo> allCommands() {
  CommandLine Line;
  std::vector<CommandInfo> Out;
  read(Line.app(), "npuify", Out);
  return Out;
}

} // namespace

int runCompletions(const Options &O) {
  std::vector<CommandInfo> Commands = allCommands();
  const std::string &Shell = O.Names.front();
  (Shell == "bash" ? bash : Shell == "zsh" ? zsh : fish)(Commands, llvm::outs());
  return ExitOk;
}

int runMan(const Options &) {
  man(allCommands(), llvm::outs());
  return ExitOk;
}

} // namespace npuify
