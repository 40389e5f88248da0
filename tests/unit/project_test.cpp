// SPDX-License-Identifier: Apache-2.0
// Which files of a project Clang sees, and with which arguments.
#include "TemporaryFolder.h"
#include "input/Project.h"
#include "llvm/ADT/STLExtras.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

/// An open pack of the test's own, for a library whose headers lie below lib/.
class ProjectTest : public testing::Test {
protected:
  ProjectTest() {
    Folder.write("packs/mine/pack.json", R"j({"name": "mine", "open": true, "folders": {"lib": "lib.h"},
      "entities": ["old[A-Z]\\w*"], "source_suffixes": {".old": ".new.cpp"}})j");
    Folder.write("packs/mine/stubs/lib.h",
                 "namespace lib { struct Thing { Thing old(); void *oldPlace(); }; }\n");
    Folder.write("packs/mine/a.rules.json", R"j({"rules": [
      {"id": "NPU9601", "kind": "method", "match": {"symbol": "lib::Thing::old"}, "rename": "fresh", "class": "exact",
       "examples": [{"before": "x"}]}]})j");
    auto Pack = loadRulePack(Folder.path("packs/mine"));
    EXPECT_TRUE(static_cast<bool>(Pack)) << llvm::toString(Pack.takeError());
    if (Pack)
      Packs.push_back(std::move(*Pack));
    Index.emplace(Packs);
  }

  Project load() {
    ProjectInput In;
    In.Sources = {Folder.path("p")};
    return llvm::cantFail(loadProject(In, *Index));
  }

  static const TranslationUnit *unitOf(const Project &P, llvm::StringRef Rel) {
    auto It = llvm::find_if(P.Units, [&](const TranslationUnit &U) { return P.byPath(U.Path)->Rel == Rel; });
    return It == P.Units.end() ? nullptr : &*It;
  }

  static bool has(const TranslationUnit *U, const std::string &Argument) {
    return U && llvm::is_contained(U->Args, Argument);
  }

  std::string include(const std::string &Rel) {
    llvm::SmallString<128> Real;
    EXPECT_FALSE(llvm::sys::fs::real_path(Folder.path("p/" + Rel), Real));
    return ("-I" + Real).str();
  }

  TemporaryFolder Folder;
  std::vector<RulePack> Packs;
  std::optional<RuleIndex> Index;
};

TEST_F(ProjectTest, PlainNamesCountWhereTheLibraryIsUsed) {
  Folder.write("p/direct.cpp", "#include <lib/thing.h>\nauto f(lib::Thing t) { return t.old(); }\n");
  Folder.write("p/own.h", "#include \"lib/thing.h\"\n");
  Folder.write("p/through.cpp", "#include \"own.h\"\nauto f(lib::Thing t) { return t.old(); }\n");
  Folder.write("p/nothing.cpp", "#include <lib/thing.h>\nint young;\n");
  Folder.write("p/elsewhere.cpp", "#include \"other.h\"\nauto f(Other t) { return t.old(); }\n");
  Folder.write("p/helper.h", "#include <lib/thing.h>\ninline auto g(lib::Thing t) { return t.old(); }\n");
  Folder.write("p/helped.cpp", "#include \"helper.h\"\nint young = 2;\n");
  Project P = load();
  EXPECT_TRUE(unitOf(P, "direct.cpp"));
  EXPECT_TRUE(unitOf(P, "through.cpp"));
  EXPECT_TRUE(unitOf(P, "helped.cpp")); // for the header
  EXPECT_FALSE(unitOf(P, "nothing.cpp"));
  EXPECT_FALSE(unitOf(P, "elsewhere.cpp"));
}

TEST_F(ProjectTest, NewerStandardsComeFromBuildFiles) {
  Folder.write("p/CMakeLists.txt", "set(CMAKE_CUDA_STANDARD 20)\n");
  Folder.write("p/src/CMakeLists.txt", "add_library(a a.old)\n");
  Folder.write("p/src/a.old", "int a;\n");
  Folder.write("p/make/Makefile", "FLAGS = -std=c++23 # -std=c++26\n");
  Folder.write("p/make/a.old", "int a;\n");
  Folder.write("p/past/Makefile", "FLAGS = -std=c++14\nOTHER = -std=gnu++2a\n");
  Folder.write("p/past/a.old", "int a;\n");
  Project P = load();
  EXPECT_TRUE(has(unitOf(P, "src/a.old"), "-std=gnu++20"));
  EXPECT_TRUE(has(unitOf(P, "make/a.old"), "-std=gnu++23"));
  EXPECT_TRUE(has(unitOf(P, "past/a.old"), "-std=gnu++20"));
}

TEST_F(ProjectTest, SystemHeadersAreNotSearchedInOtherFolders) {
  Folder.write("p/windows/unistd.h", "#include <io.h>\n");
  Folder.write("p/windows/stdint.h", "\n");
  Folder.write("p/windows/sys/time.h", "\n");
  Folder.write("p/parts/part.h", "\n");
  Folder.write("p/app/a.old", "#include <unistd.h>\n#include \"stdint.h\"\n#include <sys/time.h>\n");
  Folder.write("p/app/b.old", "#include <part.h>\n");
  Project P = load();
  EXPECT_FALSE(has(unitOf(P, "app/a.old"), include("windows")));
  EXPECT_TRUE(has(unitOf(P, "app/b.old"), include("parts")));
}

TEST_F(ProjectTest, ShellScriptsThatNameKernelSourcesBuildThem) {
  Folder.write("p/compile.sh", "cc -Iinclude -DN=4 a.old\n");
  Folder.write("p/run.sh", "./a -DM=5\n");
  Folder.write("p/include/x.h", "\n");
  Folder.write("p/a.old", "int a;\n");
  Project P = load();
  auto KindOf = [&](llvm::StringRef Rel) {
    return llvm::find_if(P.Files, [&](const ProjectFile &F) { return F.Rel == Rel; })->Kind;
  };
  EXPECT_EQ(KindOf("compile.sh"), FileKind::Build);
  EXPECT_EQ(KindOf("run.sh"), FileKind::Other);
  EXPECT_TRUE(has(unitOf(P, "a.old"), "-DN=4"));
  EXPECT_TRUE(has(unitOf(P, "a.old"), include("include")));
  EXPECT_FALSE(has(unitOf(P, "a.old"), "-DM=5"));
}

TEST_F(ProjectTest, SetupScriptsGiveFlags) {
  Folder.write("p/src/kernels.old", "int a;\n");
  Folder.write("p/src/host.cpp", "void *oldPlace();\n");
  Folder.write("p/include/own.h", "\n");
  Folder.write("p/third/own.h", "\n");
  Folder.write("p/setup.py", R"(
import os, sys
import os.path as osp
from pathlib import Path
here = osp.dirname(osp.abspath(__file__))
OPTION = os.getenv('OPTION', '0') == '1'

def extension():
    macros = [('BOTH', None), ("LEVEL", 3)]
    args = {'cxx': ['-O2', '-DHOST=1']}
    if lib.is_available():
        macros += [('WITH_OLD', None)]
        args['old'] = ['-DKERNEL', '-U_X'] + ['-DFAST' if sys.platform == 'linux' else '-DSLOW']
    else:
        raise NotImplementedError
    if sys.platform == 'win32' or os.name == 'nt':
        macros.append(('WINDOWS', None))
    if not sys.platform.startswith('darwin'):
        args['cxx'].append('ignored')
        macros.append(('NOT_MAC', None))
    if OPTION:
        macros.append(('OPTIONAL', None))
    return Extension('x', ['src/kernels.old'], define_macros=macros, extra_compile_args=args,
                     include_dirs=[osp.join(here, 'include'), Path(here) / 'third', unknown(), 'absent'])
)");
  Project P = load();
  const TranslationUnit *Kernels = unitOf(P, "src/kernels.old"), *Host = unitOf(P, "src/host.cpp");
  for (const TranslationUnit *U : {Kernels, Host}) {
    ASSERT_TRUE(U);
    for (const char *Macro : {"-DBOTH", "-DLEVEL=3", "-DWITH_OLD", "-DNOT_MAC"})
      EXPECT_TRUE(has(U, Macro)) << Macro;
    for (const char *Macro : {"-DWINDOWS", "-DOPTIONAL"})
      EXPECT_FALSE(has(U, Macro)) << Macro;
    EXPECT_TRUE(has(U, include("include")));
    EXPECT_TRUE(has(U, include("third")));
    EXPECT_EQ(llvm::count_if(U->Args, [](llvm::StringRef A) { return A.starts_with("-I"); }), 2);
  }
  EXPECT_TRUE(has(Kernels, "-DKERNEL"));
  EXPECT_TRUE(has(Kernels, "-DFAST"));
  EXPECT_FALSE(has(Kernels, "-DHOST=1"));
  EXPECT_TRUE(has(Host, "-DHOST=1"));
  EXPECT_FALSE(has(Host, "-DKERNEL"));
}

TEST_F(ProjectTest, SoDoCallsThatBuildWhenImported) {
  Folder.write("p/op/kernels.old", "int a;\n");
  Folder.write("p/op/include/own.h", "\n");
  Folder.write(
      "p/op/__init__.py",
      "import os\nfrom lib.build import load\npath = os.path.join(os.path.dirname(__file__), 'include')\n"
      "module = load(name='m', sources=['kernels.old'], extra_old_cflags=['-DKERNEL'], "
      "extra_cflags=['-DHOST'], extra_include_paths=[path])\n");
  Folder.write("p/broken.py", "include_dirs = [\n");
  Project P = load();
  const TranslationUnit *Kernels = unitOf(P, "op/kernels.old");
  EXPECT_TRUE(has(Kernels, "-DKERNEL"));
  EXPECT_FALSE(has(Kernels, "-DHOST"));
  EXPECT_TRUE(has(Kernels, include("op/include")));
}

} // namespace
