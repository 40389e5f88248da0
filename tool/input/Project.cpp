// SPDX-License-Identifier: Apache-2.0
#include "Project.h"
#include "BuildFlags.h"
#include "UnitArguments.h"
#include "build_files/BuildText.h"
#include "collect/FileScan.h"
#include "emit/OutputState.h"
#include "python/PythonBuild.h"
#include "support/Install.h"
#include "support/Tokens.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"
#include <algorithm>
#include <deque>

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace npuify {

static llvm::Error fail(const llvm::Twine &Message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
}

static std::string realPath(llvm::StringRef P) {
  llvm::SmallString<256> Real;
  return fs::real_path(P, Real) ? "" : Real.str().str();
}

static bool isUnder(llvm::StringRef P, llvm::StringRef Dir) {
  return P.size() > Dir.size() && P.starts_with(Dir) && (Dir == "/" || P[Dir.size()] == '/');
}

static std::string relativeTo(llvm::StringRef P, llvm::StringRef Dir) {
  return P.drop_front(Dir == "/" ? 1 : Dir.size() + 1).str();
}

static std::string commonAncestor(const std::vector<std::string> &Dirs) {
  std::string Common = Dirs.front();
  for (const std::string &D : Dirs)
    while (!(D == Common || isUnder(D, Common)))
      Common = path::parent_path(Common).str();
  return Common;
}

static std::string versionControlRoot(llvm::StringRef Dir) {
  for (llvm::StringRef D = Dir; !D.empty() && D != "/"; D = path::parent_path(D))
    for (const char *Mark : {".git", ".hg", ".svn"})
      if (fs::exists(D + "/" + Mark))
        return D.str();
  return "";
}

static bool isSystemPath(llvm::StringRef P) {
  return isUnder(P, "/usr") || isUnder(P, "/lib") || isUnder(P, "/opt");
}

/// A header of the C library or the compiler. Projects bring others of these names (getopt.h, unistd.h) for
/// systems that lack them; their builds name the folder where they mean those.
static bool isSystemHeader(llvm::StringRef Spelling) {
  const llvm::Triple T(llvm::sys::getDefaultTargetTriple());
  const std::string Multiarch = (T.getArchName() + "-" + T.getOSName() + "-" + T.getEnvironmentName()).str();
  for (const std::string &D :
       {std::string("/usr/include"), "/usr/include/" + Multiarch, clangResourceDir() + "/include"})
    if (fs::is_regular_file(D + "/" + Spelling))
      return true;
  return false;
}

static bool isHeaderName(llvm::StringRef Name) {
  llvm::StringRef E = path::extension(Name);
  return E == ".h" || E == ".hh" || E == ".hpp" || E == ".hxx" || E == ".inl" || E == ".ipp" || E == ".tpp" ||
         E == ".tcc" || E == ".inc" || E == ".def";
}

static bool isHostSourceName(llvm::StringRef Name) {
  llvm::StringRef E = path::extension(Name);
  return E == ".c" || E == ".cc" || E == ".cpp" || E == ".cxx" || E == ".C" || E == ".c++";
}

const ProjectFile *Project::byPath(llvm::StringRef Path) const {
  auto It = Index.find(Path.str());
  return It == Index.end() ? nullptr : &Files[It->second];
}

class ProjectBuilder {
public:
  ProjectBuilder(const ProjectInput &In, const RuleIndex &Rules) : In(In), Rules(Rules) {
    for (const RulePack &P : Rules.packs())
      for (const auto &[From, To] : P.SourceSuffixes)
        Suffixes[From] = To;
  }

  llvm::Expected<Project> build() {
    if (auto E = findSources())
      return E;
    if (auto E = readBuild())
      return E;
    closeOverIncludes();
    place();
    findBorders();
    makeUnits();
    llvm::sort(P.Untouched, [](const LeftAlone &A, const LeftAlone &B) { return A.Rel < B.Rel; });
    return std::move(P);
  }

private:
  // ---- what is given ----

  llvm::Error findSources() {
    auto Globs = Selection::create(In.Include, In.Exclude);
    if (!Globs)
      return Globs.takeError();
    Chosen = std::move(*Globs);
    std::vector<std::string> Dirs, Real, Given = In.Sources;
    for (const std::string &List : In.FileLists) {
      auto Names = readFileList(List);
      if (!Names)
        return Names.takeError();
      if (Names->empty())
        return fail("the list " + List + " names no files");
      Given.insert(Given.end(), Names->begin(), Names->end());
    }
    for (const std::string &S : Given) {
      std::string R = realPath(S);
      if (R.empty())
        return fail("no such file or directory: " + S);
      Real.push_back(R);
      Dirs.push_back(fs::is_directory(R) ? R : path::parent_path(R).str());
    }
    std::string Common = commonAncestor(Dirs);
    std::string Vcs = versionControlRoot(Common);
    if (!In.Root.empty()) {
      P.Base = realPath(In.Root);
      if (P.Base.empty() || !fs::is_directory(P.Base))
        return fail("--root: no such directory: " + In.Root);
      for (const std::string &D : Dirs)
        if (D != P.Base && !isUnder(D, P.Base))
          return fail("--root: " + D + " lies outside " + P.Base);
      SearchRoot = P.Base;
    } else {
      P.Base = !In.BuildDir.empty() && !Vcs.empty() ? Vcs : Common;
      SearchRoot = Vcs.empty() ? Common : Vcs;
    }
    Out = In.OutDir.empty() ? "" : realPath(In.OutDir);
    for (const std::string &R : Real) {
      if (!fs::is_directory(R)) {
        if (auto E = addFile(R, /*Given=*/true))
          return E;
        if (auto E = addBuildFilesBeside(R))
          return E;
        continue;
      }
      std::error_code EC;
      for (fs::recursive_directory_iterator It(R, EC, /*follow_symlinks=*/false), End; It != End && !EC;
           It.increment(EC)) {
        bool IsDir = fs::is_directory(It->path());
        if (IsDir && !enters(It->path())) {
          It.no_push();
          continue;
        }
        if (IsDir || !fs::is_regular_file(It->path()))
          continue;
        if (auto E = addFile(It->path(), /*Given=*/false))
          return E;
      }
      if (EC)
        return fail(R + ": " + EC.message());
    }
    return llvm::Error::success();
  }

  bool wanted(llvm::StringRef Rel) const { return Chosen.wants(Rel); }

  /// Whether the walk over given folders enters \p Path, and what becomes of the files below.
  bool enters(const std::string &Path) {
    llvm::StringRef Name = path::filename(Path);
    if (Name == ".git" || Name == ".hg" || Name == ".svn" || Name == StateFolder || Path == Out)
      return false;
    LeftAlone Judged = judgeFolder(Path);
    if (Judged.Reason.empty())
      return true;
    Judged.Rel = relativeTo(Path, P.Base);
    if (Chosen.asksFor(Judged.Rel + "/x"))
      return true;
    P.Untouched.push_back(Judged);
    return Judged.Copied;
  }

  bool isLeftAlone(llvm::StringRef Rel) const {
    return llvm::any_of(P.Untouched, [&](const LeftAlone &L) { return isUnder(Rel, L.Rel); });
  }

  /// What builds a given file goes along with it, where something is written.
  llvm::Error addBuildFilesBeside(const std::string &File) {
    std::error_code EC;
    if (!In.OutDir.empty())
      for (fs::directory_iterator It(path::parent_path(File), EC), End; It != End && !EC; It.increment(EC))
        if ((isBuildFile(It->path()) || path::filename(It->path()) == "setup.py") &&
            fs::is_regular_file(It->path()))
          if (auto E = addFile(It->path(), /*Given=*/false))
            return E;
    return llvm::Error::success();
  }

  llvm::Error addFile(const std::string &Given, bool Explicit) {
    std::string Path = realPath(Given);
    if (Path.empty() || P.Index.count(Path))
      return llvm::Error::success();
    ProjectFile F;
    F.Path = Path;
    F.Rel = isUnder(Path, P.Base) ? relativeTo(Path, P.Base)
                                  : "_deps/" + (isUnder(Path, SearchRoot) ? relativeTo(Path, SearchRoot)
                                                                          : path::filename(Path).str());
    llvm::StringRef Name = path::filename(Path);
    bool Code = isHeaderName(Name) || isHostSourceName(Name) || !kernelSuffix(Name).empty() || ForceSource;
    if (!wanted(F.Rel) && !isLeftAlone(F.Rel) && isBuildFile(Path)) {
      F.Kind = FileKind::Build; // builds the rest as before, and may name sources that move
      F.Stage = BuildStage::Behind;
    } else if (wanted(F.Rel) && (!isLeftAlone(F.Rel) || ForceSource))
      F.Kind = Code                    ? FileKind::Source
               : isBuildFile(Path)     ? FileKind::Build
               : Name.ends_with(".py") ? FileKind::Python
                                       : FileKind::Other;
    if (F.Kind != FileKind::Other) {
      auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
      if (!Buffer) {
        if (Explicit)
          return fail("cannot read " + Given + ": " + Buffer.getError().message());
        F.Kind = FileKind::Other;
      } else {
        F.Text = (*Buffer)->getBuffer().str();
      }
    } else if (Explicit && !fs::exists(Path)) {
      return fail("cannot read " + Given);
    }
    std::string Suffix = kernelSuffix(Name);
    F.KernelSource = F.Kind == FileKind::Source && !Suffix.empty() && !isHeaderName(Suffixes[Suffix]);
    P.Index[Path] = P.Files.size();
    P.Files.push_back(std::move(F));
    return llvm::Error::success();
  }

  /// Of the shell scripts, those that name sources with kernels.
  bool isBuildFile(const std::string &Path) const {
    llvm::StringRef Name = path::filename(Path);
    if (!isShellScript(Name))
      return isBuildFileName(Name);
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    return Buffer &&
           llvm::any_of(Suffixes, [&](const auto &S) { return (*Buffer)->getBuffer().contains(S.first); });
  }

  std::string kernelSuffix(llvm::StringRef Name) const {
    for (const auto &[From, To] : Suffixes)
      if (Name.ends_with(From))
        return From;
    return "";
  }

  // ---- how it is built ----

  llvm::Error readBuild() {
    if (!In.BuildDir.empty()) {
      std::string Error;
      Database = clang::tooling::JSONCompilationDatabase::loadFromDirectory(In.BuildDir, Error);
      if (!Database)
        return fail("-p " + In.BuildDir + ": " + Error);
    }
    P.RelocatableDeviceCode = llvm::is_contained(In.ClangArgs, "-fgpu-rdc");
    for (const ProjectFile &F : P.Files)
      if (auto Command = databaseArguments(F.Path))
        P.RelocatableDeviceCode |= Command->Relocatable;
    // Build files of the given folders and of the folders above them, up to the root of the search.
    std::set<std::string> Dirs;
    for (const ProjectFile &F : P.Files)
      for (llvm::StringRef D = path::parent_path(F.Path); D == SearchRoot || isUnder(D, SearchRoot);
           D = path::parent_path(D))
        if (!Dirs.insert(D.str()).second)
          break;
    std::vector<std::string> Siblings;
    for (const std::string &D : Dirs) {
      std::error_code EC;
      for (fs::directory_iterator It(D, EC), End; It != End && !EC; It.increment(EC)) {
        if (fs::is_directory(It->path()) || !isBuildFile(It->path()))
          continue;
        auto Buffer = llvm::MemoryBuffer::getFile(It->path());
        if (!Buffer)
          continue;
        BuildFlags Flags = readBuildFlags((*Buffer)->getBuffer(), D);
        P.RelocatableDeviceCode |= usesRelocatableDeviceCode((*Buffer)->getBuffer());
        if (P.Index.count(It->path()))
          Siblings.insert(Siblings.end(), Flags.Sources.begin(), Flags.Sources.end());
        FolderFlags[D].push_back(std::move(Flags));
      }
    }
    readPythonBuilds(Dirs);
    for (size_t I = 0; I < Siblings.size(); ++I) { // build files among them may name further files
      std::string S = Siblings[I];
      bool New = !P.Index.count(S);
      if (auto E = addFile(S, false))
        return E;
      if (!New || !P.Index.count(S) || P.Files[P.Index[S]].Kind != FileKind::Build)
        continue;
      for (std::string &More : readBuildFlags(P.Files[P.Index[S]].Text, path::parent_path(S)).Sources)
        Siblings.push_back(std::move(More));
    }
    return llvm::Error::success();
  }

  /// Python sources of the project, and setup.py of the folders above it, may build extensions.
  void readPythonBuilds(const std::set<std::string> &Dirs) {
    std::vector<std::unique_ptr<llvm::MemoryBuffer>> Buffers;
    std::vector<PythonSource> Sources;
    auto Take = [&](llvm::StringRef Text, llvm::StringRef Path) {
      if (mayBuildExtensions(Text))
        Sources.push_back({Text, path::parent_path(Path).str()});
    };
    for (const ProjectFile &F : P.Files)
      if (F.Kind == FileKind::Python)
        Take(F.Text, F.Path);
    for (const std::string &D : Dirs) {
      std::string Setup = D + "/setup.py";
      if (P.Index.count(Setup) || !fs::is_regular_file(Setup))
        continue;
      if (auto Buffer = llvm::MemoryBuffer::getFile(Setup)) {
        Buffers.push_back(std::move(*Buffer));
        Take(Buffers.back()->getBuffer(), Setup);
      }
    }
    std::vector<BuildFlags> Flags = readPythonBuildFlags(Sources);
    for (size_t I = 0; I < Sources.size(); ++I)
      if (const BuildFlags &B = Flags[I]; !B.IncludeDirs.empty() || !B.Definitions.empty() ||
                                          !B.HostDefinitions.empty() || !B.KernelDefinitions.empty())
        FolderFlags[Sources[I].Directory].push_back(std::move(Flags[I]));
  }

  /// A real toolkit's folder: it holds many of the headers that the packs declare.
  bool isToolkit(const std::string &Dir) {
    auto [It, New] = Toolkits.try_emplace(Dir, false);
    if (New) {
      int Hits = 0;
      for (const RulePack &Pack : Rules.packs()) {
        for (const StubHeader &H : Pack.Stubs)
          if (fs::exists(Dir + "/" + H.Name) && ++Hits == 4)
            break;
        for (const auto &[Folder, Stub] : Pack.Folders)
          Hits += fs::is_directory(Dir + "/" + Folder);
      }
      It->second = Hits >= 4;
    }
    return It->second;
  }

  std::optional<UnitArguments> databaseArguments(const std::string &File) const {
    if (!Database)
      return std::nullopt;
    auto Commands = Database->getCompileCommands(File);
    if (Commands.empty())
      return std::nullopt;
    const clang::tooling::CompileCommand &C = Commands.front();
    return readUnitArguments(llvm::ArrayRef(C.CommandLine).drop_front(), C.Directory);
  }

  std::vector<std::string> includeDirs(const std::string &File) {
    std::vector<std::string> Dirs;
    if (auto Command = databaseArguments(File))
      for (const std::string &D : Command->IncludeDirs)
        if (std::string Real = realPath(D); !Real.empty() && !isToolkit(Real))
          Dirs.push_back(Real);
    for (size_t I = 0; I < In.ClangArgs.size(); ++I) {
      llvm::StringRef A = In.ClangArgs[I];
      if (!A.consume_front("-I"))
        continue;
      if (A.empty() && I + 1 < In.ClangArgs.size())
        A = In.ClangArgs[++I];
      if (std::string D = realPath(A); !D.empty() && !isToolkit(D))
        Dirs.push_back(D);
    }
    for (llvm::StringRef D = path::parent_path(File); D == SearchRoot || isUnder(D, SearchRoot);
         D = path::parent_path(D)) {
      for (const BuildFlags &B : FolderFlags[D.str()])
        for (const std::string &I : B.IncludeDirs)
          if (!isToolkit(I) && std::find(Dirs.begin(), Dirs.end(), I) == Dirs.end())
            Dirs.push_back(I);
      if (D == SearchRoot)
        break;
    }
    return Dirs;
  }

  // ---- what it includes ----

  static std::vector<std::pair<std::string, bool>> includesOf(const std::string &Text) {
    std::vector<std::pair<std::string, bool>> Out;
    size_t At = 0;
    while ((At = Text.find("include", At)) != std::string::npos) {
      size_t Begin = At;
      At += 7;
      while (Begin > 0 && (Text[Begin - 1] == ' ' || Text[Begin - 1] == '\t'))
        --Begin;
      if (Begin == 0 || Text[Begin - 1] != '#')
        continue;
      size_t Open = Text.find_first_not_of(" \t", At);
      if (Open == std::string::npos || (Text[Open] != '<' && Text[Open] != '"'))
        continue;
      size_t Close = Text.find_first_of(Text[Open] == '<' ? ">\n" : "\"\n", Open + 1);
      if (Close == std::string::npos || Text[Close] == '\n')
        continue;
      Out.push_back({Text.substr(Open + 1, Close - Open - 1), Text[Open] == '"'});
    }
    return Out;
  }

  std::string resolveInclude(const ProjectFile &From, const std::string &Spelling, bool Quoted,
                             const std::vector<std::string> &Dirs) {
    if (path::is_absolute(Spelling))
      return realPath(Spelling);
    auto Try = [&](llvm::StringRef Dir) {
      llvm::SmallString<256> C(Dir);
      path::append(C, Spelling);
      return fs::is_directory(C) ? std::string() : realPath(C);
    };
    if (Quoted)
      if (std::string R = Try(path::parent_path(From.Path)); !R.empty())
        return R;
    for (const std::string &D : Dirs)
      if (std::string R = Try(D); !R.empty())
        return R;
    if (Rules.find({RuleKind::Header}, Spelling) && Rules.standInFor(Spelling).empty())
      return "";
    if (isSystemHeader(Spelling))
      return "";
    return searchByName(From, Spelling);
  }

  /// The file below the root whose path ends with \p Spelling and that is nearest to \p From.
  std::string searchByName(const ProjectFile &From, const std::string &Spelling) {
    if (!Indexed) {
      Indexed = true;
      std::error_code EC;
      size_t Count = 0;
      for (fs::recursive_directory_iterator It(SearchRoot, EC, false), End;
           It != End && !EC && Count < 500000; It.increment(EC), ++Count) {
        llvm::StringRef Name = path::filename(It->path());
        if (Name == ".git" || It->path() == Out) {
          It.no_push();
          continue;
        }
        if (isHeaderName(Name) || isHostSourceName(Name) || !kernelSuffix(Name).empty())
          ByName[Name.str()].push_back(It->path());
      }
    }
    std::string Best;
    size_t BestShared = 0;
    auto It = ByName.find(path::filename(Spelling).str());
    if (It == ByName.end())
      return "";
    for (const std::string &C : It->second) {
      if (!llvm::StringRef(C).ends_with("/" + llvm::StringRef(Spelling).ltrim("./").str()))
        continue;
      if (llvm::StringRef Runtime = Rules.standInFor(Spelling);
          !Runtime.empty() && llvm::StringRef(C).ends_with(("/" + Runtime).str()))
        continue; // a copy of the runtime in the project's tree
      size_t Shared =
          std::mismatch(C.begin(), C.begin() + static_cast<long>(std::min(C.size(), From.Path.size())),
                        From.Path.begin())
              .first -
          C.begin();
      if (Best.empty() || Shared > BestShared) {
        Best = C;
        BestShared = Shared;
      }
    }
    if (!Best.empty()) {
      SearchedDirs[From.Path].insert(
          llvm::StringRef(Best).drop_back(llvm::StringRef(Spelling).ltrim("./").size() + 1).str());
      P.FoundByName[From.Path].insert(Spelling);
    }
    return realPath(Best);
  }

  /// The real header of an API for which a pack has rules but no declarations.
  bool isOfAnApi(const std::string &Path) {
    if (P.Index.count(Path) || isUnder(Path, SearchRoot))
      return false;
    auto [It, New] = OfAnApi.try_emplace(Path, false);
    if (New)
      if (auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false))
        It->second = declaresUndeclared((*Buffer)->getBuffer(), Rules);
    return It->second;
  }

  void closeOverIncludes() {
    std::deque<size_t> Work;
    for (size_t I = 0; I < P.Files.size(); ++I)
      if (P.Files[I].Kind == FileKind::Source)
        Work.push_back(I);
    while (!Work.empty()) {
      size_t I = Work.front();
      Work.pop_front();
      std::vector<std::string> Dirs = includeDirs(P.Files[I].Path);
      for (const std::string &D : InheritedDirs[P.Files[I].Path])
        Dirs.push_back(D);
      for (auto &[Spelling, Quoted] : includesOf(P.Files[I].Text)) {
        if (Rules.isOpenHeader(Spelling))
          OpenUsers.insert(P.Files[I].Path);
        std::string R = resolveInclude(P.Files[I], Spelling, Quoted, Dirs);
        if (R.empty() || isSystemPath(R) || isOfAnApi(R))
          continue;
        auto It = P.Index.find(R);
        bool New = It == P.Index.end() || P.Files[It->second].Kind != FileKind::Source;
        if (It != P.Index.end() && New && !wanted(P.Files[It->second].Rel))
          continue;
        if (New) {
          if (It != P.Index.end()) { // an included file of an unusual name is source after all
            ProjectFile &F = P.Files[It->second];
            if (auto Buffer = llvm::MemoryBuffer::getFile(R, false, false)) {
              F.Text = (*Buffer)->getBuffer().str();
              F.Kind = FileKind::Source;
            }
          } else {
            ForceSource = true;
            llvm::consumeError(addFile(R, false));
            ForceSource = false;
          }
          It = P.Index.find(R);
          if (It == P.Index.end())
            continue;
          // What a file outside the folders of any build file includes is found with the includer's folders.
          auto &Inherited = InheritedDirs[R];
          Inherited.insert(Inherited.end(), Dirs.begin(), Dirs.end());
          Work.push_back(It->second);
        }
        P.Includes[P.Files[I].Path].insert(R);
      }
    }
  }

  // ---- where it goes, how it is parsed ----

  void place() {
    std::sort(P.Files.begin(), P.Files.end(),
              [](const ProjectFile &A, const ProjectFile &B) { return A.Rel < B.Rel; });
    P.Index.clear();
    std::set<std::string> Taken;
    for (size_t I = 0; I < P.Files.size(); ++I) {
      ProjectFile &F = P.Files[I];
      P.Index[F.Path] = I;
      std::string Suffix = F.Kind == FileKind::Source ? kernelSuffix(F.Rel) : "";
      F.OutRel = Suffix.empty() ? F.Rel : F.Rel.substr(0, F.Rel.size() - Suffix.size()) + Suffixes[Suffix];
      Taken.insert(F.OutRel);
    }
  }

  /// Build files that are migrated, below one that is not.
  void findBorders() {
    std::set<std::string> Behind;
    for (const ProjectFile &F : P.Files)
      if (F.Stage == BuildStage::Behind)
        Behind.insert(path::parent_path(F.Path).str());
    for (ProjectFile &F : P.Files)
      if (F.Kind == FileKind::Build && F.Stage == BuildStage::Always)
        for (llvm::StringRef D = path::parent_path(F.Path); isUnder(D, P.Base);) {
          D = path::parent_path(D);
          if (Behind.count(D.str()))
            F.Stage = BuildStage::Border;
        }
  }

  void makeUnits() {
    std::set<std::string> Reached;
    auto Reach = [&](const std::string &Path, auto &&Self) -> void {
      if (!Reached.insert(Path).second)
        return;
      for (const std::string &N : P.Includes[Path])
        Self(N, Self);
    };
    std::set<std::string> Included; // a source that another one includes is no unit of its own
    for (const auto &[From, Names] : P.Includes)
      for (const std::string &N : Names)
        if (N != From)
          Included.insert(N);
    std::vector<const ProjectFile *> Headers;
    for (ProjectFile &F : P.Files) {
      if (F.Kind != FileKind::Source)
        continue;
      FileNeeds Needs = scanFile(F.Text, Rules);
      Needs.Entities |= usesOpenPack(F.Path);
      bool Host = isHostSourceName(F.Rel);
      if (!F.KernelSource && Host && (Needs.Launches || isCompiledAsKernel(F)))
        F.KernelSource = true;
      // Plain C++ that units of the host's compiler include as well: it must need nothing of ours.
      if (Included.count(F.Path) && !Needs.Entities && !Needs.Launches)
        F.KernelSource = false;
      if ((!F.KernelSource && !Host) || Included.count(F.Path)) {
        if (Needs.Entities || Needs.Launches)
          Headers.push_back(&F);
        continue;
      }
      if (!F.KernelSource && !Needs.Entities)
        continue;
      addUnit(F, F.KernelSource);
      Reach(F.Path, Reach);
    }
    for (const ProjectFile *F : Headers) // headers that no unit includes
      if (!Reached.count(F->Path)) {
        addUnit(*F, true);
        Reach(F->Path, Reach);
      }
  }

  /// Whether a file, with what it includes, uses the library of an open pack and says something about it.
  bool usesOpenPack(const std::string &Path) {
    if (OpenUsers.empty())
      return false;
    bool Uses = false, Names = false;
    std::set<std::string> Seen;
    auto Visit = [&](const std::string &Each, auto &&Self) -> void {
      const ProjectFile *F = Seen.insert(Each).second ? P.byPath(Each) : nullptr;
      if (!F)
        return;
      auto [It, New] = OpenNames.try_emplace(Each, false);
      if (New)
        It->second = scanFile(F->Text, Rules).OpenNames;
      Names |= It->second;
      Uses |= OpenUsers.count(Each) != 0;
      for (const std::string &N : P.Includes[Each])
        Self(N, Self);
    };
    Visit(Path, Visit);
    return Uses && Names;
  }

  /// Whether the build compiles a source with -x cu. Of a build file that does so, only those are taken that
  /// need it.
  bool isCompiledAsKernel(const ProjectFile &F) {
    if (auto Command = databaseArguments(F.Path))
      return Command->Kernel;
    llvm::StringRef D = path::parent_path(F.Path);
    while (FolderFlags[D.str()].empty() && isUnder(D, SearchRoot))
      D = path::parent_path(D);
    if (llvm::none_of(FolderFlags[D.str()], [](const BuildFlags &B) { return B.AsKernelLanguage; }))
      return false;
    std::set<std::string> Seen;
    auto Launches = [&](const std::string &Path, auto &&Self) -> bool {
      const ProjectFile *File = Seen.insert(Path).second ? P.byPath(Path) : nullptr;
      return File && (scanFile(File->Text, Rules).Launches ||
                      llvm::any_of(P.Includes[Path], [&](const std::string &N) { return Self(N, Self); }));
    };
    return Launches(F.Path, Launches);
  }

  static bool isC(llvm::StringRef Path) { return Path.ends_with(".c"); }

  /// What the nearest build file says that says something; a compilation database knows better.
  std::string standardFor(const std::string &Path) {
    if (!Database)
      for (llvm::StringRef D = path::parent_path(Path); D == SearchRoot || isUnder(D, SearchRoot);
           D = path::parent_path(D))
        for (const BuildFlags &B : FolderFlags[D.str()])
          if (!B.Standard.empty())
            return B.Standard;
    return "";
  }

  void addUnit(const ProjectFile &F, bool Kernel) {
    TranslationUnit TU;
    TU.Path = F.Path;
    TU.Kernel = Kernel;
    std::set<std::string> Seen;
    auto Add = [&](const std::string &A) {
      if (Seen.insert(A).second)
        TU.Args.push_back(A);
    };
    if (auto Command = databaseArguments(F.Path)) {
      for (const std::string &D : Command->IncludeDirs)
        if (!isToolkit(D))
          Add("-I" + D);
      TU.Args.insert(TU.Args.end(), Command->Others.begin(), Command->Others.end());
    }
    for (const std::string &D : includeDirs(F.Path))
      Add("-I" + D);
    // Folders that a search by name found, for this file and all it reaches.
    std::set<std::string> Visited;
    auto Visit = [&](const std::string &Path, auto &&Self) -> void {
      if (!Visited.insert(Path).second)
        return;
      for (const std::string &D : SearchedDirs[Path])
        Add("-I" + D);
      for (const std::string &N : P.Includes[Path])
        Self(N, Self);
    };
    Visit(F.Path, Visit);
    for (llvm::StringRef D = path::parent_path(F.Path); D == SearchRoot || isUnder(D, SearchRoot);
         D = path::parent_path(D)) {
      for (const BuildFlags &B : FolderFlags[D.str()])
        for (const auto *Definitions : {&B.Definitions, Kernel ? &B.KernelDefinitions : &B.HostDefinitions})
          for (const std::string &Def : *Definitions)
            Add("-D" + Def);
      if (!FolderFlags[D.str()].empty() || D == SearchRoot)
        break; // the nearest build file counts
    }
    if (std::string Standard = standardFor(F.Path); !Standard.empty() && !isC(F.Path))
      Add("-std=" + Standard);
    P.Units.push_back(std::move(TU));
  }

  const ProjectInput &In;
  const RuleIndex &Rules;
  Selection Chosen;
  Project P;
  std::string SearchRoot, Out;
  bool ForceSource = false, Indexed = false;
  std::map<std::string, std::string> Suffixes;
  std::unique_ptr<clang::tooling::CompilationDatabase> Database;
  std::map<std::string, std::vector<BuildFlags>> FolderFlags;
  std::map<std::string, bool> Toolkits, OfAnApi;
  std::map<std::string, std::vector<std::string>> ByName, InheritedDirs;
  std::map<std::string, std::set<std::string>> SearchedDirs;
  std::set<std::string> OpenUsers;       ///< files that include headers of an open pack's library
  std::map<std::string, bool> OpenNames; ///< what scanFile says, by path
};

/// The way from a file's place in the output up to the output's root.
static std::string upFrom(const ProjectFile &From) {
  std::string Up;
  for (llvm::StringRef D = path::parent_path(From.OutRel); !D.empty(); D = path::parent_path(D))
    Up += "../";
  return Up.empty() ? "./" : Up;
}

std::optional<std::string> Project::includeTarget(const ProjectFile &From, const std::string &Resolved,
                                                  llvm::StringRef Spelling) const {
  const ProjectFile *To = Resolved.empty() ? nullptr : byPath(Resolved);
  llvm::SmallString<256> Near(path::parent_path(From.Path));
  path::append(Near, Spelling);
  if (!To)
    if (std::string R = realPath(Near); !R.empty())
      To = byPath(R);
  if (!To && Resolved.empty()) { // an include in an inactive branch
    const ProjectFile *Only = nullptr;
    for (const ProjectFile &F : Files)
      if (llvm::StringRef(F.Path).ends_with(("/" + Spelling).str())) {
        if (Only)
          return std::nullopt;
        Only = &F;
      }
    To = Only;
  }
  if (!To || To->Kind != FileKind::Source)
    return std::nullopt;
  bool Moved =
      llvm::StringRef(To->Rel).starts_with("_deps/") != llvm::StringRef(From.Rel).starts_with("_deps/");
  // A folder that the build may never name: say where the file is.
  auto Named = FoundByName.find(From.Path);
  if (Named != FoundByName.end() && Named->second.count(Spelling.str()))
    return upFrom(From) + To->OutRel;
  if (!Moved) { // the same relation as before; only the suffix may change
    std::string OldName = path::filename(To->Rel).str(), NewName = path::filename(To->OutRel).str();
    if (OldName == NewName || !Spelling.ends_with(OldName))
      return Spelling.str();
    return Spelling.drop_back(OldName.size()).str() + NewName;
  }
  // From the project into _deps (or back): relative to the including file.
  return upFrom(From) + To->OutRel;
}

std::optional<std::string> Project::movedPath(const ProjectFile &From, llvm::StringRef Spelling) const {
  llvm::SmallString<256> P(path::parent_path(From.Path));
  path::append(P, Spelling);
  std::string Real = realPath(P);
  if (Real.empty() || Real == Base || isUnder(Real, Base))
    return std::nullopt;
  for (const ProjectFile &F : Files) {
    if (!llvm::StringRef(F.Rel).starts_with("_deps/"))
      continue;
    if (F.Path == Real)
      return upFrom(From) + F.OutRel;
    if (isUnder(F.Path, Real)) // a folder of such files
      return upFrom(From) + llvm::StringRef(F.Rel).drop_back(F.Path.size() - Real.size()).str();
  }
  return std::nullopt;
}

llvm::Expected<Project> loadProject(const ProjectInput &In, const RuleIndex &Rules) {
  return ProjectBuilder(In, Rules).build();
}

} // namespace npuify
