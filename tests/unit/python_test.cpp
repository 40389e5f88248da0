// SPDX-License-Identifier: Apache-2.0
// Python sources under rules of a pack of the test's own, so that nothing here hangs on a real API.
#include "TemporaryFolder.h"
#include "edit/ChangeSet.h"
#include "python/PythonMigration.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

const char *Rules = R"j({"rules": [
  {"id": "NPU9501", "kind": "python", "match": {"symbols": ["lib.old.sync", "lib.old.Event"]},
   "rename": {"from": "^lib\\.old", "to": "fresh"}, "class": "exact", "examples": [{"before": "x"}]},
  {"id": "NPU9502", "kind": "python", "match": {"symbol": "lib.old"}, "rename": "fresh", "class": "exact",
   "examples": [{"before": "x"}]},
  {"id": "NPU9503", "kind": "python", "match": {"symbol": "lib.build.Special"}, "rename": "fresh.build.Better",
   "include": "fresh.build", "class": "exact", "examples": [{"before": "x"}]},
  {"id": "NPU9504", "kind": "python", "match": {"symbols": ["lib.build.Plain"], "along": true},
   "rename": {"from": "^lib", "to": "fresh"}, "include": "fresh.build", "class": "exact", "examples": [{"before": "x"}]},
  {"id": "NPU9505", "kind": "python", "match": {"symbol": ".old", "params": ["where?"]},
   "rewrite": "${object}.to(fresh.place(${where?}), ${rest?})", "include": "fresh", "class": "exact",
   "examples": [{"before": "x"}]},
  {"id": "NPU9506", "kind": "python", "match": {"symbol": ".is_old"}, "rewrite": "fresh.is_fresh(${object})",
   "include": "fresh", "class": "exact", "examples": [{"before": "x"}]},
  {"id": "NPU9507", "kind": "python", "match": {"symbol": "\"old(:\\d+)?\"", "where": ["kw:place", "compare:.*\\.place", "assign:place"]},
   "rename": "fresh.NAME", "include": "fresh", "class": "exact", "examples": [{"before": "x"}]},
  {"id": "NPU9508", "kind": "python", "match": {"symbol": "f\"old(:)\""}, "rename": "{fresh.NAME}\\1", "include": "fresh",
   "class": "exact", "examples": [{"before": "x"}]},
  {"id": "NPU9509", "kind": "python", "match": {"symbol": "\"old\""}, "class": "near", "message": "m", "guidance": ["g"],
   "examples": [{"before": "x"}]},
  {"id": "NPU9510", "kind": "python", "match": {"symbol": "lib.cast", "params": ["kind"], "arguments": {"kind": "\"old\""}},
   "rewrite": "fresh.cast(${rest?})", "include": "fresh", "class": "exact", "examples": [{"before": "x"}]},
  {"id": "NPU9511", "kind": "python", "match": {"symbols": ["lib.flags", "lib.flags.*"]}, "native": true, "class": "near",
   "message": "m", "guidance": ["g"], "examples": [{"before": "x"}]}
]})j";

class PythonTest : public testing::Test {
protected:
  PythonTest() {
    Folder.write("mine/pack.json", R"j({"name": "mine", "source_suffixes": {".old": ".new.cpp"}})j");
    Folder.write("mine/a.rules.json", Rules);
    auto Pack = loadRulePack(Folder.path("mine"));
    EXPECT_TRUE(static_cast<bool>(Pack)) << llvm::toString(Pack.takeError());
    if (Pack)
      Packs.push_back(std::move(*Pack));
    Index.emplace(Packs);
  }

  /// The new text; Found holds the findings.
  std::string migrated(llvm::StringRef Text) {
    std::vector<PythonFacts> Facts = llvm::cantFail(readPythonFacts({Text}, *Index));
    EXPECT_EQ(Facts[0].Error, "");
    ProjectNames Names;
    Names.Renamed = {{"src/kernel.old", "src/kernel.new.cpp"}};
    Found = migratePython("a.py", Text, Facts[0], PythonRules(*Index), *Index, Names);
    ChangeSet Changes;
    for (const Finding &F : Found)
      if (!F.Ch.empty())
        Changes.add(F.Ch);
    Changes.merge();
    EXPECT_TRUE(Changes.conflicts().empty());
    return Changes.apply(Text);
  }
  unsigned count(llvm::StringRef Id, bool Applied = true) const {
    return static_cast<unsigned>(
        llvm::count_if(Found, [&](const Finding &F) { return F.RuleId == Id && F.Applied == Applied; }));
  }

  TemporaryFolder Folder;
  std::vector<RulePack> Packs;
  std::optional<RuleIndex> Index;
  std::vector<Finding> Found;
};

TEST_F(PythonTest, FullNamesBringTheImport) {
  EXPECT_EQ(migrated("import lib\n\nlib.old.sync()\n"), "import lib\nimport fresh\n\nfresh.sync()\n");
  EXPECT_EQ(migrated("import lib as l\nx = l.old.Event\n"),
            "import lib as l\nimport fresh\nx = fresh.Event\n");
}

TEST_F(PythonTest, ImportsFollow) {
  EXPECT_EQ(migrated("from lib.old import sync, Event as E\nsync(E())\n"),
            "from fresh import sync, Event as E\nsync(E())\n");
  EXPECT_EQ(migrated("from lib.build import Special\nSpecial()\n"),
            "from fresh.build import Better\nBetter()\n");
  EXPECT_EQ(migrated("from lib.build import Special as S\nS()\n"),
            "from fresh.build import Better as S\nS()\n");
  EXPECT_EQ(migrated("from lib import old\nold.sync()\n"), "import fresh as old\nold.sync()\n");
  EXPECT_EQ(migrated("import lib.old as o\no.sync()\n"), "import fresh as o\no.sync()\n");
  EXPECT_EQ(migrated("import lib.old\nlib.old.sync()\nlib.other()\n"),
            "import lib, fresh\nfresh.sync()\nlib.other()\n");
}

TEST_F(PythonTest, AnImportOfTwoModulesIsSplit) {
  EXPECT_EQ(migrated("def f():\n    from lib.build import (Special,\n                           other)\n    "
                     "Special()\n"),
            "def f():\n    from fresh.build import Better\n    from lib.build import other\n    Better()\n");
}

TEST_F(PythonTest, NamesOfAFunctionHideImportedOnes) {
  EXPECT_EQ(
      migrated("from lib.build import Special\ndef f(Special, g=lambda Special: Special()):\n    Special()\n"
               "def h():\n    Special = f\n    Special()\ndef k(x=Special):\n    def inner(Special):\n       "
               " pass\n"
               "    return [Special() for y in x]\n"),
      "from fresh.build import Better\ndef f(Special, g=lambda Special: Special()):\n    Special()\n"
      "def h():\n    Special = f\n    Special()\ndef k(x=Better):\n    def inner(Special):\n        pass\n"
      "    return [Better() for y in x]\n");
  EXPECT_EQ(migrated("import lib\ndef f():\n    lib, x = g()\n    lib.old.sync()\n"),
            "import lib\nimport fresh\ndef f():\n    lib, x = g()\n    fresh.sync()\n");
  EXPECT_EQ(migrated("def f():\n    from lib.build import Special\n    return Special()\n"),
            "def f():\n    from fresh.build import Better\n    return Better()\n");
}

TEST_F(PythonTest, WhatGoesAlongStaysAlone) {
  EXPECT_EQ(migrated("from lib.build import Plain\nPlain()\n"), "from lib.build import Plain\nPlain()\n");
  EXPECT_TRUE(Found.empty());
  EXPECT_EQ(migrated("from lib.build import Plain, Special\nPlain() or Special()\n"),
            "from fresh.build import Plain, Better\nPlain() or Better()\n");
  EXPECT_EQ(migrated("from lib.build import Plain\nPlain(['kernel.old'])\n"),
            "from fresh.build import Plain\nPlain(['kernel.new.cpp'])\n");
}

TEST_F(PythonTest, MethodsAreRewrittenWithTheirObject) {
  EXPECT_EQ(migrated("import lib\na = f(x)[0].b.old()\n"),
            "import lib\nimport fresh\na = f(x)[0].b.to(fresh.place())\n");
  EXPECT_EQ(
      migrated("import fresh\na = x.old(1, fast=True)\nb = x.old(fast=True)\nc = x.old(where=lib, *r)\n"),
      "import fresh\na = x.to(fresh.place(1), fast=True)\nb = x.to(fresh.place(), fast=True)\n"
      "c = x.to(fresh.place(lib), *r)\n");
  EXPECT_EQ(migrated("import fresh\nok = not x.is_old and y.w.old().is_old\n"),
            "import fresh\nok = not fresh.is_fresh(x) and fresh.is_fresh(y.w.to(fresh.place()))\n");
}

TEST_F(PythonTest, AttributesThatAreNoCallsStay) {
  llvm::StringRef Text = "if options.old:\n    options.old = x.is_older\n";
  EXPECT_EQ(migrated(Text), Text);
  EXPECT_TRUE(Found.empty());
}

TEST_F(PythonTest, OwnMethodsStay) {
  llvm::StringRef Text =
      "class A:\n    def old(self):\n        return 1\n    def f(self):\n        return self.old()\n";
  EXPECT_EQ(migrated(Text), Text);
}

TEST_F(PythonTest, StringsByWhatTheyAreFor) {
  EXPECT_EQ(migrated("import fresh\nf(place=\"old\")\n"), "import fresh\nf(place=fresh.NAME)\n");
  EXPECT_EQ(migrated("import fresh\nf(place='old:1' if x else 'new')\n"),
            "import fresh\nf(place=fresh.NAME if x else 'new')\n");
  EXPECT_EQ(migrated("import fresh\nok = x.place in ('old', 'old:0')\n"),
            "import fresh\nok = x.place in (fresh.NAME, fresh.NAME)\n");
  EXPECT_EQ(migrated("import fresh\nplace = d['place'] = f'old:{n}'\n"),
            "import fresh\nplace = d['place'] = f'{fresh.NAME}:{n}'\n");
  EXPECT_EQ(migrated("import fresh\ndef g(a, place): pass\ng(1, 'old')\n"),
            "import fresh\ndef g(a, place): pass\ng(1, fresh.NAME)\n");
  EXPECT_EQ(migrated("\"\"\"old\"\"\"\nf('old')\n"), "\"\"\"old\"\"\"\nf('old')\n");
  EXPECT_EQ(count("NPU9509", false), 1u);
}

TEST_F(PythonTest, CallsByTheirArguments) {
  EXPECT_EQ(
      migrated("import lib, fresh\nlib.cast(\"old\", 1)\nlib.cast(kind=\"old\")\nlib.cast(\"new\", 1)\n"),
      "import lib, fresh\nfresh.cast(1)\nfresh.cast()\nlib.cast(\"new\", 1)\n");
}

TEST_F(PythonTest, UnknownMembersAreFound) {
  migrated("import lib\nlib.old.strange()\nfrom lib.old import odd\n");
  EXPECT_EQ(count("NPU0001", false), 2u);
}

TEST_F(PythonTest, NativeOnesMayBeAssigned) {
  llvm::StringRef Text = "import lib.flags as flags\nflags.speed = True\n";
  EXPECT_EQ(migrated(Text), Text);
  EXPECT_GE(count("NPU9511"), 1u);
}

TEST_F(PythonTest, NamesOfFilesFollow) {
  EXPECT_EQ(migrated("s = ['a/kernel.old', 'other.old', f'{n}_x.old', '*.old']\n"),
            "s = ['a/kernel.new.cpp', 'other.old', f'{n}_x.new.cpp', '*.new.cpp']\n");
}

TEST_F(PythonTest, ImportsStandBehindDocstringAndFuture) {
  EXPECT_EQ(migrated("#!/usr/bin/python3\n'''doc'''\nfrom __future__ import annotations\nx.old()\n"),
            "#!/usr/bin/python3\n'''doc'''\nfrom __future__ import annotations\nimport "
            "fresh\nx.to(fresh.place())\n");
  EXPECT_EQ(migrated("# licence\n\nx.old()"), "# licence\nimport fresh\n\nx.to(fresh.place())");
}

TEST_F(PythonTest, LineEndsAndUnicode) {
  EXPECT_EQ(migrated("import lib\r\ns = 'äöü'; lib.old.sync('\u20ac')\r\n"),
            "import lib\r\nimport fresh\r\ns = 'äöü'; fresh.sync('\u20ac')\r\n");
}

TEST_F(PythonTest, WhatPythonDoesNotReadIsSaid) {
  std::vector<PythonFacts> Facts =
      llvm::cantFail(readPythonFacts({"print 'Python 2'\n", "x = 1\n", "s = '\xff'\n"}, *Index));
  EXPECT_NE(Facts[0].Error, "");
  EXPECT_EQ(Facts[0].ErrorLine, 1u);
  EXPECT_EQ(Facts[1].Error, "");
  EXPECT_NE(Facts[2].Error, "");
  PythonRules R(*Index);
  EXPECT_TRUE(R.isMentioned("print x.old()"));
  EXPECT_FALSE(R.isMentioned("print x.older()"));
}

} // namespace
