// SPDX-License-Identifier: Apache-2.0
// From JSON to Rules. What the schema says about shape and what only code can check (regular expressions
// compile, placeholders are declared, ids are unique) is checked here in one walk, so that every mistake has
// its place.
#include "RuleReader.h"
#include "NodeReader.h"
#include "support/Pattern.h"
#include "support/Snippet.h"
#include "support/Suggest.h"
#include "llvm/ADT/StringSet.h"

namespace npuify {
namespace {

class RuleReader : NodeReader {
public:
  RuleReader(const RuleFile &File, RuleDiagnostics &Diags, RuleRegistry &Seen)
      : NodeReader(File, Diags), Seen(Seen) {}

  Rule read(const JsonNode &Node) {
    R = Rule();
    At = Node.Offset;
    static const llvm::StringRef Known[] = {"id",       "kind",     "match",   "rename",  "rewrite",
                                            "native",   "class",    "effort",  "targets", "message",
                                            "guidance", "examples", "include", "ascend"};
    keys(Node, Known);
    R.File = File.Short;
    R.Line = placeOf(File.Text, Node.Offset).Line;
    if (const JsonNode *N = required(Node, "id"))
      id(*N);
    if (const JsonNode *N = required(Node, "kind"))
      if (auto I = choice(*N, "kind", ruleKindNames()))
        R.Kind = static_cast<RuleKind>(*I);
    if (const JsonNode *N = Node.get("native"))
      if (is(*N, JsonNode::Type::Bool, "'native'"))
        R.Native = N->Bool;
    match(Node.get("match"), Node.get("rename"));
    effects(Node);
    if (const JsonNode *N = Node.get("ascend"))
      ascend(*N);
    classAndTargets(Node);
    texts(Node);
    return std::move(R);
  }

private:
  RuleRegistry &Seen;
  Rule R;
  unsigned At = 0;

  const JsonNode *required(const JsonNode &Node, llvm::StringRef Key) {
    const JsonNode *N = Node.get(Key);
    if (!N)
      error(Node.Offset, "missing key '" + Key + "'" + (R.Id.empty() ? "" : " in rule " + R.Id));
    return N;
  }

  void id(const JsonNode &Node) {
    R.Id = string(Node, "'id'");
    if (R.Id.empty())
      return;
    llvm::StringRef Digits = R.Id;
    unsigned Number = 0;
    if (!Digits.consume_front("NPU") || Digits.size() != 4 || Digits.getAsInteger(10, Number))
      return error(Node.Offset, "'" + R.Id + "' is no rule id: NPU and four digits");
    if (Number < 100)
      return error(Node.Offset, R.Id + " is reserved: NPU0001 to NPU0099 belong to the tool itself");
    std::string Place = R.File + ":" + std::to_string(placeOf(File.Text, Node.Offset).Line);
    auto [It, New] = Seen.Ids.try_emplace(R.Id, Place);
    if (!New)
      error(Node.Offset, "the id " + R.Id + " is already used at " + It->second,
            "ids are unique over all packs and never reused");
  }

  bool isPatternKind() const {
    return R.Kind == RuleKind::Asm || R.Kind == RuleKind::Build || R.Kind == RuleKind::Family;
  }

  void match(const JsonNode *Node, const JsonNode *Rename) {
    const JsonNode *Table = Rename ? Rename->get("table") : nullptr;
    if (!Node) {
      if (!Table)
        return error(At, "missing key 'match' in rule " + R.Id);
    } else if (is(*Node, JsonNode::Type::Object, "'match'")) {
      static const llvm::StringRef Known[] = {"symbol", "symbols", "params", "arguments", "files",
                                              "calls",  "unless",  "after",  "above",     "unknown",
                                              "stage",  "where",   "along"};
      keys(*Node, Known);
      const JsonNode *One = Node->get("symbol"), *Many = Node->get("symbols");
      if (One && Many)
        error(Many->KeyOffset, "'symbol' and 'symbols' exclude each other");
      if (One)
        R.Symbols.push_back(string(*One, "'symbol'"));
      else if (Many)
        R.Symbols = strings(*Many, "'symbols'");
      if (Many && Many->isArray() && Many->Items.empty())
        error(Many->Offset, "'symbols' must not be empty");
      if (!One && !Many && !Table)
        error(Node->Offset, "'match' needs 'symbol' or 'symbols'");
      uniqueSymbols(Many);
      if (const JsonNode *N = Node->get("params"))
        params(*N);
      if (const JsonNode *N = Node->get("arguments"))
        arguments(*N);
      pythonParts(*Node);
      if (const JsonNode *N = Node->get("files")) {
        R.FileGlobs = strings(*N, "'files'");
        if (R.Kind != RuleKind::Build)
          error(N->KeyOffset, "'files' belongs to rules of kind build");
      } else if (R.Kind == RuleKind::Build)
        error(Node->Offset, "a build rule needs 'files': the globs of the files it looks at");
      if (const JsonNode *N = Node->get("stage")) {
        static const llvm::StringRef Stages[] = {"always", "border", "behind"};
        if (auto I = choice(*N, "stage", Stages))
          R.Stage = static_cast<BuildStage>(*I);
        if (R.Kind != RuleKind::Build)
          error(N->KeyOffset, "'stage' belongs to rules of kind build");
      }
      traitParts(*Node);
      if (isPatternKind()) {
        if (Many)
          error(Many->KeyOffset,
                "a rule of kind " + toString(R.Kind) + " has one regular expression in 'symbol'");
        else if (One && !One->Text.empty())
          checkPattern(*One);
      }
    }
    if (R.Symbols.empty() && Table)
      for (const JsonNode &Entry : Table->Items)
        R.Symbols.push_back(Entry.Key);
  }

  void pythonParts(const JsonNode &Node) {
    if (const JsonNode *N = Node.get("where")) {
      R.Where = strings(*N, "'where'");
      for (const JsonNode &Pattern : N->Items)
        checkPattern(Pattern);
    }
    if (const JsonNode *N = Node.get("along"); N && is(*N, JsonNode::Type::Bool, "'along'"))
      R.Along = N->Bool;
    for (const char *Key : {"where", "along"})
      if (const JsonNode *N = Node.get(Key); N && R.Kind != RuleKind::Python)
        error(N->KeyOffset, std::string("'") + Key + "' belongs to rules of kind python");
    // A string rule has one expression, in quotes.
    for (llvm::StringRef S : R.Symbols)
      if (R.Kind == RuleKind::Python && S.contains('"')) {
        S.consume_front("f");
        if (R.Symbols.size() != 1 || S.size() < 2 || !S.starts_with("\"") || !S.ends_with("\""))
          error(Node.Offset, "a rule for strings has one symbol: a regular expression in quotes");
        else if (auto Compiled = compilePattern(S.drop_front().drop_back()); !Compiled)
          error(Node.Offset,
                "the regular expression does not compile: " + llvm::toString(Compiled.takeError()));
      }
  }

  void traitParts(const JsonNode &Node) {
    for (auto [Key, To] : {std::pair{"calls", &R.Calls}, {"unless", &R.Unless}, {"after", &R.After}})
      if (const JsonNode *N = Node.get(Key))
        *To = strings(*N, std::string("'") + Key + "'");
    if (const JsonNode *N = Node.get("above"); N && is(*N, JsonNode::Type::Number, "'above'"))
      R.Above = static_cast<uint64_t>(N->Number);
    if (const JsonNode *N = Node.get("unknown"); N && is(*N, JsonNode::Type::Bool, "'unknown'"))
      R.Unknown = N->Bool;
    if (R.Kind != RuleKind::Trait)
      for (const char *Key : {"calls", "unless", "after", "above", "unknown"})
        if (const JsonNode *N = Node.get(Key))
          error(N->KeyOffset, std::string("'") + Key + "' belongs to rules of kind trait");
  }

  void uniqueSymbols(const JsonNode *Many) {
    llvm::StringSet<> Names;
    if (Many)
      for (const JsonNode &Item : Many->Items)
        if (Item.isString() && !Names.insert(Item.Text).second)
          error(Item.Offset, "the symbol '" + Item.Text + "' stands twice in this rule");
  }

  void params(const JsonNode &Node) {
    R.Params = strings(Node, "'params'");
    bool Optional = false;
    for (size_t I = 0; I < R.Params.size(); ++I) {
      llvm::StringRef Name = R.Params[I];
      bool IsOptional = Name.consume_back("?");
      if (Optional && !IsOptional)
        error(Node.Items[I].Offset,
              "the parameter '" + Name + "' follows an optional one and must be optional too");
      Optional = IsOptional;
    }
  }

  void arguments(const JsonNode &Node) {
    if (!is(Node, JsonNode::Type::Object, "'arguments'"))
      return;
    for (const JsonNode &Entry : Node.Items) {
      if (llvm::none_of(R.Params,
                        [&](llvm::StringRef P) { return P.rtrim('?') == llvm::StringRef(Entry.Key); }))
        error(Entry.KeyOffset, "'" + Entry.Key + "' is not among 'params'");
      if (std::string Pattern = string(Entry, "an argument"); !Pattern.empty() && checkPattern(Entry))
        R.Arguments[Entry.Key] = Pattern;
    }
  }

  bool checkPattern(const JsonNode &Node) {
    auto Compiled = compilePattern(Node.Text);
    if (Compiled)
      return true;
    error(Node.Offset, "the regular expression does not compile: " + llvm::toString(Compiled.takeError()));
    return false;
  }

  void rename(const JsonNode &Node) {
    if (Node.isString()) {
      std::string To = string(Node, "'rename'");
      for (const std::string &S : R.Symbols)
        R.Rename[S] = To;
      return;
    }
    if (!is(Node, JsonNode::Type::Object, "'rename'"))
      return;
    static const llvm::StringRef Known[] = {"from", "to", "table"};
    keys(Node, Known);
    const JsonNode *From = Node.get("from"), *To = Node.get("to"), *Table = Node.get("table");
    if (Table && (From || To))
      return error(Table->KeyOffset, "'table' and 'from'/'to' exclude each other");
    if (Table)
      return renameTable(*Table);
    if (!From || !To)
      return error(Node.Offset, "'rename' needs 'from' and 'to', or 'table'");
    std::string Pattern = string(*From, "'from'");
    if (!is(*To, JsonNode::Type::String, "'to'") || Pattern.empty() || !checkPattern(*From))
      return;
    if (isPatternKind())
      return error(Node.Offset,
                   "a rule of kind " + toString(R.Kind) + " takes a replacement string in 'rename'");
    llvm::Regex Regex(toPosixPattern(Pattern));
    for (const std::string &S : R.Symbols) {
      if (!Regex.match(S)) {
        error(From->Offset, "the pattern does not match the symbol '" + S + "'");
        continue;
      }
      std::string Why;
      R.Rename[S] = Regex.sub(To->Text, S, &Why);
      if (!Why.empty())
        return error(To->Offset, "bad replacement: " + Why);
    }
  }

  void renameTable(const JsonNode &Table) {
    if (!is(Table, JsonNode::Type::Object, "'table'"))
      return;
    llvm::StringSet<> Known;
    for (const std::string &S : R.Symbols)
      Known.insert(S);
    for (const JsonNode &Entry : Table.Items) {
      R.Rename[Entry.Key] = string(Entry, "a new name");
      if (!Known.count(Entry.Key))
        error(Entry.KeyOffset, "'" + Entry.Key + "' is not among the symbols of this rule");
    }
    for (const std::string &S : R.Symbols)
      if (!R.Rename.count(S))
        error(Table.Offset, "the symbol '" + S + "' has no new name in 'table'");
  }

  void rewrite(const JsonNode &Node) {
    R.Rewrite = string(Node, "'rewrite'");
    llvm::StringSet<> Declared;
    for (llvm::StringRef P : R.Params) {
      auto [First, Second] = P.rtrim('?').trim("[]{}").split('|'); // the shapes of assembly operands
      Declared.insert(First);
      Declared.insert(Second);
    }
    // The launch syntax has these parts by itself.
    if (R.Kind == RuleKind::Launch)
      for (llvm::StringRef P : {"callee", "args"})
        Declared.insert(P);
    if (R.Kind == RuleKind::Method || R.Kind == RuleKind::Python)
      Declared.insert("object");
    if (R.Kind == RuleKind::Python)
      Declared.insert("rest");
    for (size_t I = R.Rewrite.find("${"); I != std::string::npos; I = R.Rewrite.find("${", I + 2)) {
      size_t End = R.Rewrite.find('}', I);
      if (End == std::string::npos)
        return error(Node.Offset, "'rewrite' has a '${' without '}'");
      llvm::StringRef Name = llvm::StringRef(R.Rewrite).slice(I + 2, End).rtrim('?');
      if (!Declared.count(Name))
        error(Node.Offset, "'${" + Name + "}' is not among 'params'");
    }
  }

  /// What the rule does to the source: one thing, or nothing.
  void effects(const JsonNode &Node) {
    if (const JsonNode *N = Node.get("rename"))
      rename(*N);
    if (const JsonNode *N = Node.get("rewrite"))
      rewrite(*N);
    if (const JsonNode *N = Node.get("include"))
      R.Include = string(*N, "'include'");
    const JsonNode *Rewrite = Node.get("rewrite"), *Rename = Node.get("rename"), *Native = Node.get("native");
    if (Rewrite && Rename)
      error(Rewrite->KeyOffset, "'rename' and 'rewrite' exclude each other");
    if (R.Native && (Rewrite || Rename))
      error(Native ? Native->KeyOffset : Node.KeyOffset,
            "a native entity stays as it is: no 'rename' or 'rewrite'");
    if (R.Native)
      for (const std::string &S : R.Symbols)
        R.Rename[S] = S;
  }

  void ascend(const JsonNode &Node) {
    if (!is(Node, JsonNode::Type::Object, "'ascend'"))
      return;
    static const llvm::StringRef Known[] = {"rename", "rewrite", "include"};
    keys(Node, Known);
    RuleEffects Elsewhere;
    std::swap<RuleEffects>(R, Elsewhere);
    effects(Node);
    std::swap<RuleEffects>(R, Elsewhere);
    R.Ascend = std::move(Elsewhere);
  }

  void classAndTargets(const JsonNode &Node) {
    if (const JsonNode *N = required(Node, "class"))
      if (auto I = choice(*N, "class", ruleClassNames()))
        R.Class = static_cast<RuleClass>(*I);
    bool Hard = R.Class == RuleClass::Manual || R.Class == RuleClass::Blocked;
    if (const JsonNode *N = Node.get("effort")) {
      if (choice(*N, "effort", effortNames()))
        R.Effort = N->Text;
    } else if (Hard)
      error(At, "missing key 'effort' in rule " + R.Id + ": it is required for class " + toString(R.Class));

    for (llvm::StringRef T : knownTargets()) {
      Verdict V = T != "cpu" ? Verdict::Review : Hard ? Verdict::No : Verdict::Ok;
      R.Targets[T.str()] = {V, ""};
    }
    const JsonNode *Targets = Node.get("targets");
    if (!Targets || !is(*Targets, JsonNode::Type::Object, "'targets'"))
      return;
    keys(*Targets, knownTargets());
    for (const JsonNode &T : Targets->Items)
      R.Targets[T.Key] = verdict(T);
  }

  TargetVerdict verdict(const JsonNode &Node) {
    TargetVerdict Out;
    const JsonNode *Word = &Node;
    if (Node.isObject()) {
      static const llvm::StringRef Known[] = {"verdict", "reason"};
      keys(Node, Known);
      Word = required(Node, "verdict");
      if (const JsonNode *Reason = Node.get("reason"))
        Out.Reason = string(*Reason, "'reason'");
    }
    if (Word)
      if (auto I = choice(*Word, "verdict", verdictNames()))
        Out.V = static_cast<Verdict>(*I);
    if (Out.V != Verdict::Ok && Out.Reason.empty())
      error(Node.Offset, "the verdict " + toString(Out.V) + " needs a reason",
            "write {\"verdict\": \"" + toString(Out.V).str() + "\", \"reason\": \"...\"}");
    return Out;
  }

  void texts(const JsonNode &Node) {
    const JsonNode *Message = Node.get("message"), *Guidance = Node.get("guidance");
    if (Message)
      R.Message = string(*Message, "'message'");
    if (Guidance)
      R.Guidance = strings(*Guidance, "'guidance'");
    if (R.Class != RuleClass::Exact)
      for (auto [Key, N] :
           {std::pair<const char *, const JsonNode *>{"message", Message}, {"guidance", Guidance}})
        if (!N)
          error(At, llvm::Twine("missing key '") + Key + "' in rule " + R.Id + ": it is required for class " +
                        toString(R.Class));
    const JsonNode *Examples = required(Node, "examples");
    if (!Examples || !is(*Examples, JsonNode::Type::Array, "'examples'"))
      return;
    if (Examples->Items.empty())
      error(Examples->Offset, "a rule needs at least one example");
    for (const JsonNode &E : Examples->Items)
      example(E);
  }

  void example(const JsonNode &Node) {
    if (!is(Node, JsonNode::Type::Object, "an example"))
      return;
    static const llvm::StringRef Known[] = {"before", "after"};
    keys(Node, Known);
    RuleExample E;
    if (const JsonNode *N = required(Node, "before"))
      E.Before = string(*N, "'before'");
    if (const JsonNode *N = Node.get("after"))
      E.After = string(*N, "'after'");
    R.Examples.push_back(std::move(E));
  }
};

} // namespace

void readRules(const RuleFile &File, const JsonNode &Root, RulePack &Pack, RuleRegistry &Seen,
               RuleDiagnostics &Diags) {
  const JsonNode *Rules = Root.get("rules");
  if (!Rules || !Rules->isArray())
    return Diags.error(File, Rules ? Rules->Offset : Root.Offset,
                       "a rule file is an object with an array 'rules'");
  for (const JsonNode &Member : Root.Items)
    if (Member.Key != "rules" && Member.Key != "$schema")
      Diags.error(File, Member.KeyOffset,
                  "unknown key '" + Member.Key + "'" + didYouMean(Member.Key, {"rules"}));
  RuleReader Reader(File, Diags, Seen);
  for (const JsonNode &Node : Rules->Items) {
    if (!Node.isObject()) {
      Diags.error(File, Node.Offset, "a rule must be an object");
      continue;
    }
    Rule R = Reader.read(Node);
    R.Pack = Pack.Name;
    Pack.Rules.push_back(std::move(R));
  }
}

} // namespace npuify
