// SPDX-License-Identifier: Apache-2.0
#include "ModuleKernels.h"
#include <algorithm>
#include <cctype>
#include <map>

namespace npucc {
namespace {

bool isWord(char C) { return std::isalnum(static_cast<unsigned char>(C)) || C == '_'; }

/// Words, string literals (as "\"") and single punctuation characters; comments and directives are skipped.
std::vector<std::string_view> tokensOf(std::string_view S) {
  std::vector<std::string_view> Out;
  bool LineStart = true;
  for (size_t At = 0; At < S.size();) {
    char C = S[At];
    if (C == '\n' || std::isspace(static_cast<unsigned char>(C))) {
      LineStart |= C == '\n';
      ++At;
    } else if (S.substr(At, 2) == "//") {
      At = std::min(S.find('\n', At), S.size());
    } else if (S.substr(At, 2) == "/*") {
      size_t End = S.find("*/", At + 2);
      At = End == std::string_view::npos ? S.size() : End + 2;
    } else if (C == '#' && LineStart) {
      do // a directive goes on after a backslash
        At = std::min(S.find('\n', At), S.size()) + 1;
      while (At < S.size() && S[At - 2] == '\\');
    } else if (C == '"' && !Out.empty() && Out.back() == "R") {
      size_t Paren = std::min(S.find('(', At), S.size());
      std::string Close = ")" + std::string(S.substr(At + 1, Paren - At - 1)) + "\"";
      size_t End = S.find(Close, Paren);
      At = End == std::string_view::npos ? S.size() : End + Close.size();
    } else if (C == '"' || C == '\'') {
      size_t Start = At++;
      while (At < S.size() && S[At] != C)
        At += S[At] == '\\' ? 2 : 1;
      At = std::min(At + 1, S.size());
      Out.push_back(S.substr(Start, 1));
      LineStart = false;
    } else {
      size_t Start = At++;
      while (isWord(C) && At < S.size() && isWord(S[At]))
        ++At;
      Out.push_back(S.substr(Start, At - Start));
      LineStart = false;
    }
  }
  return Out;
}

class Finder {
public:
  explicit Finder(std::string_view Source) : Tokens(tokensOf(Source)) {}

  std::vector<std::string> find() {
    size_t Start = 0; // of the declaration
    for (size_t I = 0; I < Tokens.size(); ++I) {
      std::string_view T = Tokens[I];
      if (T == "(" && atNamespaceScope()) {
        size_t Close = closing(I);
        if (Close + 1 < Tokens.size() && Tokens[Close + 1] == "{" && I > Start)
          definition(Start, I);
        I = Close;
      } else if (T == "{") {
        Scopes.push_back(scopeOf(Start, I));
        Start = I + 1;
      } else if (T == "}") {
        if (!Scopes.empty())
          Scopes.pop_back();
        Start = I + 1;
      } else if (T == ";") {
        Start = I + 1;
      }
    }
    std::vector<std::string> Out;
    for (const std::string &Name : Order)
      if (Count[Name] == 1)
        Out.push_back(Name);
    return Out;
  }

private:
  struct Scope {
    bool Namespace = false; ///< a named namespace or a linkage specification
    std::string Prefix;     ///< "ns::"
  };

  std::vector<std::string_view> Tokens;
  std::vector<Scope> Scopes;
  std::vector<std::string> Order;
  std::map<std::string, int> Count;

  bool atNamespaceScope() const {
    return std::all_of(Scopes.begin(), Scopes.end(), [](const Scope &S) { return S.Namespace; });
  }

  size_t closing(size_t Open) const {
    int Depth = 0;
    for (size_t I = Open; I < Tokens.size(); ++I) {
      Depth += Tokens[I] == "(";
      Depth -= Tokens[I] == ")";
      if (Depth == 0)
        return I;
    }
    return Tokens.size();
  }

  bool has(size_t From, size_t To, std::string_view Word) const {
    return std::find(Tokens.begin() + From, Tokens.begin() + To, Word) != Tokens.begin() + To;
  }

  Scope scopeOf(size_t From, size_t To) const {
    Scope S;
    if (To == From + 2 && Tokens[From] == "extern" && Tokens[From + 1] == "\"")
      S.Namespace = true;
    for (size_t I = From; I < To; ++I) {
      if (Tokens[I] != "namespace" || I + 1 == To)
        continue;
      S.Namespace = true;
      for (size_t N = I + 1; N < To; ++N)
        S.Prefix += std::string(Tokens[N]);
      S.Prefix += "::";
    }
    return S;
  }

  void definition(size_t From, size_t Paren) {
    if (!has(From, Paren, "NPU_GLOBAL") || has(From, Paren, "template"))
      return;
    std::string_view Name = Tokens[Paren - 1];
    if (!isWord(Name[0]))
      return;
    std::string Qualified;
    for (const Scope &S : Scopes)
      Qualified += S.Prefix;
    Qualified += Name;
    if (++Count[Qualified] == 1)
      Order.push_back(Qualified);
  }
};

} // namespace

std::vector<std::string> kernelsDefinedIn(std::string_view Source) { return Finder(Source).find(); }

std::string moduleSource(const std::string &Source, const std::vector<std::string> &Kernels) {
  std::string Out = "#include \"" + Source + "\"\n#include <npu/module.h>\n";
  for (const std::string &K : Kernels)
    Out += "NPU_EXPORT_KERNEL(" + K + ");\n";
  return Out;
}

} // namespace npucc
