// SPDX-License-Identifier: Apache-2.0
#include "CommandRecorder.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <cstdlib>

namespace npuify {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static const char DeviceCompiler[] = "nvcc";
static const char *const HostCompilers[] = {"gcc",     "g++",   "cc",     "c++",    "clang",
                                            "clang++", "mpicc", "mpicxx", "mpic++", "mpiCC"};

// $0 tells which compiler is meant. The records are NUL-separated words, one file a call, named so that they
// sort in the order of the calls. Where the device compiler is missing, a command that fails is taken for
// done: what comes out is a placeholder, which goes away in the end.
static const char Wrapper[] = R"sh(#!/bin/sh
name=${0##*/}
record=$(mktemp "$NPUIFY_RECORDS/calls/$(date +%s%N).XXXXXX") && printf '%s\0' "$PWD" "$name" "$@" >"$record"
PATH=$NPUIFY_RECORDS_PATH
export PATH
if [ -z "$NPUIFY_RECORDS_STAND_IN" ]; then
  exec "$name" "$@"
fi
if command -v "$name" >/dev/null; then
  "$name" "$@" 2>/dev/null && exit 0
  echo "$name" >>"$NPUIFY_RECORDS/failures"
fi
output= source= compiles= wants=
for word; do
  if [ -n "$wants" ]; then
    output=$word wants=
    continue
  fi
  case $word in
  --version | -V) echo "release 12.2, V12.2.0"; exit 0 ;;
  -E | -M | -MM | --dryrun | -dryrun) exit 0 ;;
  -o) wants=1 ;;
  -c | -dc | --compile | --device-c | -dlink) compiles=1 ;;
  -o?*) output=${word#-o} ;;
  -*) ;;
  *.cu | *.c | *.cc | *.cpp | *.cxx | *.C) source=$word ;;
  esac
done
if [ -z "$output" ]; then
  output=a.out
  if [ -n "$compiles" ]; then
    output=${source##*/}
    output=${output%.*}.o
  fi
fi
[ -e "$output" ] && exit 0
printf '%s\n' "$(cd "$(dirname "$output")" && pwd)/${output##*/}" >>"$NPUIFY_RECORDS/placeholders"
if [ -n "$compiles" ]; then
  as /dev/null -o "$output" 2>/dev/null || : >"$output"
else
  printf '#!/bin/sh\n' >"$output" && chmod +x "$output"
fi
)sh";

static llvm::Error fail(std::error_code EC, const llvm::Twine &What) {
  return llvm::createStringError(EC, What + ": " + EC.message());
}

llvm::Expected<CommandRecorder> CommandRecorder::create() {
  llvm::SmallString<128> Folder;
  if (std::error_code EC = fs::createUniqueDirectory("npuify-intercept", Folder))
    return fail(EC, "cannot make a temporary folder");
  CommandRecorder R(Folder);
  for (const char *Sub : {"/bin", "/calls"})
    if (std::error_code EC = fs::create_directory(Folder + Sub))
      return fail(EC, "cannot make a folder in " + Folder);
  llvm::SmallVector<llvm::StringRef, 16> Names(std::begin(HostCompilers), std::end(HostCompilers));
  Names.push_back(DeviceCompiler);
  for (llvm::StringRef Name : Names) {
    if (Name != DeviceCompiler && !llvm::sys::findProgramByName(Name))
      continue;
    std::string Path = (Folder + "/bin/" + Name).str();
    std::error_code EC;
    llvm::raw_fd_ostream OS(Path, EC);
    if (EC)
      return fail(EC, "cannot write " + Path);
    OS << Wrapper;
    OS.close();
    if ((EC = fs::setPermissions(Path, fs::all_read | fs::all_exe | fs::owner_write)))
      return fail(EC, "cannot make " + Path + " executable");
  }
  R.StoodInFor = !llvm::sys::findProgramByName(DeviceCompiler);
  return R;
}

CommandRecorder::~CommandRecorder() {
  if (Folder.empty())
    return;
  if (auto List = llvm::MemoryBuffer::getFile(Folder + "/placeholders")) {
    llvm::SmallVector<llvm::StringRef, 0> Paths;
    (*List)->getBuffer().split(Paths, '\n', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef P : Paths)
      fs::remove(P);
  }
  fs::remove_directories(Folder);
}

llvm::Expected<int> CommandRecorder::run(const std::vector<std::string> &Command) {
  auto Program = llvm::sys::findProgramByName(Command.front());
  if (!Program)
    return llvm::createStringError(Program.getError(),
                                   "cannot run " + Command.front() + ": " + Program.getError().message());
  std::string Path = llvm::sys::Process::GetEnv("PATH").value_or("");
  ::setenv("NPUIFY_RECORDS", Folder.c_str(), 1);
  ::setenv("NPUIFY_RECORDS_PATH", Path.c_str(), 1);
  ::setenv("NPUIFY_RECORDS_STAND_IN", StoodInFor ? "1" : "", 1);
  ::setenv("PATH", (Folder + "/bin:" + Path).str().c_str(), 1);
  std::vector<llvm::StringRef> Args(Command.begin(), Command.end());
  std::string Why;
  int Status = llvm::sys::ExecuteAndWait(*Program, Args, std::nullopt, {}, 0, 0, &Why);
  ::setenv("PATH", Path.c_str(), 1);
  if (Status < 0)
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Command.front() + ": " + Why);
  return Status;
}

std::vector<RecordedCall> CommandRecorder::calls() const {
  std::vector<std::string> Files;
  std::error_code EC;
  for (fs::directory_iterator It(Folder + "/calls", EC), End; It != End && !EC; It.increment(EC))
    Files.push_back(It->path());
  llvm::sort(Files);
  std::vector<RecordedCall> Out;
  for (const std::string &File : Files) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (!Buffer)
      continue;
    llvm::SmallVector<llvm::StringRef, 0> Words;
    llvm::StringRef Text = (*Buffer)->getBuffer();
    Text.consume_back(llvm::StringRef("\0", 1));
    Text.split(Words, '\0');
    if (Words.size() < 2)
      continue;
    RecordedCall Call{Words[0].str(), {}};
    for (llvm::StringRef W : llvm::drop_begin(Words))
      Call.Arguments.push_back(W.str());
    Out.push_back(std::move(Call));
  }
  return Out;
}

unsigned CommandRecorder::failures() const {
  auto Buffer = llvm::MemoryBuffer::getFile(Folder + "/failures");
  return Buffer ? static_cast<unsigned>((*Buffer)->getBuffer().count('\n')) : 0;
}

std::string compilationDatabase(const std::vector<RecordedCall> &Calls) {
  struct Entry {
    std::string Directory, File, Output;
    const RecordedCall *Call;
  };
  std::vector<Entry> Entries;
  for (const RecordedCall &C : Calls) {
    std::string Output;
    std::vector<std::string> Sources;
    bool Compiles = true;
    for (size_t I = 1; I < C.Arguments.size(); ++I) {
      llvm::StringRef A = C.Arguments[I];
      if (A == "-E" || A == "-M" || A == "-MM")
        Compiles = false; // a question, not a step of the build
      else if (A == "-o" && I + 1 < C.Arguments.size())
        Output = C.Arguments[++I];
      else if (A.starts_with("-o") && A.size() > 2)
        Output = A.drop_front(2).str();
      else if (!A.starts_with("-") &&
               llvm::is_contained({".cu", ".c", ".cc", ".cpp", ".cxx", ".C", ".c++"}, path::extension(A)))
        Sources.push_back(A.str());
    }
    for (const std::string &S : Sources)
      if (Compiles)
        Entries.push_back({C.Directory, S, Sources.size() == 1 ? Output : "", &C});
  }
  auto Key = [](const Entry &E) { return std::tie(E.Directory, E.File, E.Output, E.Call->Arguments); };
  llvm::stable_sort(Entries, [&](const Entry &A, const Entry &B) { return Key(A) < Key(B); });
  Entries.erase(std::unique(Entries.begin(), Entries.end(),
                            [&](const Entry &A, const Entry &B) { return Key(A) == Key(B); }),
                Entries.end());

  std::string Text;
  llvm::raw_string_ostream OS(Text);
  llvm::json::OStream J(OS, /*IndentSize=*/2);
  J.array([&] {
    for (const Entry &E : Entries)
      J.object([&] {
        J.attribute("directory", llvm::json::fixUTF8(E.Directory));
        J.attributeArray("arguments", [&] {
          for (const std::string &A : E.Call->Arguments)
            J.value(llvm::json::fixUTF8(A));
        });
        J.attribute("file", llvm::json::fixUTF8(E.File));
        if (!E.Output.empty())
          J.attribute("output", llvm::json::fixUTF8(E.Output));
      });
  });
  OS << '\n';
  return OS.str();
}

} // namespace npuify
