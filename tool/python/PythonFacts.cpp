// SPDX-License-Identifier: Apache-2.0
#include "PythonFacts.h"
#include "PythonRun.h"
#include "support/Embedded.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

namespace npuify {
namespace {

namespace json = llvm::json;

PythonRange rangeOf(const json::Object &O, llvm::StringRef Key) {
  PythonRange R;
  if (const json::Array *A = O.getArray(Key); A && A->size() == 2) {
    R.Begin = static_cast<unsigned>((*A)[0].getAsInteger().value_or(0));
    R.End = static_cast<unsigned>((*A)[1].getAsInteger().value_or(0));
  }
  return R;
}

std::string textOf(const json::Object &O, llvm::StringRef Key) { return O.getString(Key).value_or("").str(); }

template <class F> void eachObject(const json::Object &O, llvm::StringRef Key, F Do) {
  if (const json::Array *A = O.getArray(Key))
    for (const json::Value &V : *A)
      if (const json::Object *Item = V.getAsObject())
        Do(*Item);
}

PythonUse readUse(const json::Object &O) {
  PythonUse U;
  U.Symbol = textOf(O, "symbol");
  U.Place = rangeOf(O, "range");
  U.Base = textOf(O, "base");
  U.BaseSymbol = textOf(O, "base_symbol");
  U.Object = rangeOf(O, "object");
  U.Store = O.getBoolean("store").value_or(false);
  U.Own = O.getBoolean("own").value_or(false);
  U.Exact = O.getBoolean("exact").value_or(false);
  if (const json::Object *Call = O.getObject("call")) {
    U.Call.emplace();
    U.CallEnd = static_cast<unsigned>(Call->getInteger("end").value_or(0));
    eachObject(*Call, "args", [&](const json::Object &A) {
      U.Call->push_back({textOf(A, "name"), rangeOf(A, "range"), rangeOf(A, "value")});
    });
  }
  return U;
}

PythonImport readImport(const json::Object &O) {
  PythonImport I;
  I.Module = textOf(O, "module");
  I.Place = rangeOf(O, "range");
  I.ModulePlace = rangeOf(O, "module_range");
  I.Column = static_cast<unsigned>(O.getInteger("column").value_or(0));
  eachObject(O, "names", [&](const json::Object &N) {
    I.Names.push_back({textOf(N, "name"), textOf(N, "as"), rangeOf(N, "range")});
  });
  return I;
}

PythonString readString(const json::Object &O) {
  PythonString S;
  S.Value = textOf(O, "value");
  S.Place = rangeOf(O, "range");
  S.Text = rangeOf(O, "text");
  S.Formatted = O.getBoolean("formatted").value_or(false);
  if (const json::Array *Where = O.getArray("where"))
    for (const json::Value &W : *Where)
      S.Where.push_back(W.getAsString().value_or("").str());
  return S;
}

PythonFacts readFacts(const json::Object &O) {
  PythonFacts F;
  F.Error = textOf(O, "error");
  F.ErrorLine = static_cast<unsigned>(O.getInteger("line").value_or(0));
  F.ImportPlace = static_cast<unsigned>(O.getInteger("import_place").value_or(0));
  eachObject(O, "uses", [&](const json::Object &U) { F.Uses.push_back(readUse(U)); });
  eachObject(O, "imports", [&](const json::Object &I) { F.Imports.push_back(readImport(I)); });
  eachObject(O, "strings", [&](const json::Object &S) { F.Strings.push_back(readString(S)); });
  return F;
}

/// What the rules ask for, and the sources. Files that are no UTF-8 are passed as empty ones.
std::string request(llvm::ArrayRef<llvm::StringRef> Texts, const RuleIndex &Rules) {
  std::set<std::string> Symbols, Attributes;
  for (const Rule *R : Rules.ofKind(RuleKind::Python))
    for (llvm::StringRef S : R->Symbols) {
      if (S.consume_front("."))
        Attributes.insert(S.str());
      else if (!S.contains('"'))
        Symbols.insert((S.consume_back(".*"), S.str()));
    }
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  json::OStream J(OS);
  J.object([&] {
    J.attributeArray("symbols", [&] {
      for (const std::string &S : Symbols)
        J.value(S);
    });
    J.attributeArray("attributes", [&] {
      for (const std::string &S : Attributes)
        J.value(S);
    });
    J.attributeArray("files", [&] {
      for (llvm::StringRef Text : Texts)
        J.object([&] { J.attribute("text", json::isUTF8(Text) ? Text : ""); });
    });
  });
  return Out;
}

} // namespace

llvm::Expected<std::vector<PythonFacts>> readPythonFacts(llvm::ArrayRef<llvm::StringRef> Texts,
                                                         const RuleIndex &Rules) {
  std::vector<PythonFacts> Facts;
  if (Texts.empty())
    return Facts;
  auto Answer = runPython(embedded("python_facts.py"), request(Texts, Rules));
  if (!Answer)
    return Answer.takeError();
  auto Parsed = json::parse(*Answer);
  if (!Parsed)
    return Parsed.takeError();
  if (const json::Array *Files = Parsed->getAsArray())
    for (const json::Value &V : *Files)
      Facts.push_back(V.getAsObject() ? readFacts(*V.getAsObject()) : PythonFacts());
  if (Facts.size() != Texts.size())
    return llvm::createStringError(llvm::inconvertibleErrorCode(), "python3 gave no answer");
  for (size_t I = 0; I < Texts.size(); ++I)
    if (!json::isUTF8(Texts[I]))
      Facts[I].Error = "it is not encoded in UTF-8";
  return Facts;
}

} // namespace npuify
