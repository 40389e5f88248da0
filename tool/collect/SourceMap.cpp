// SPDX-License-Identifier: Apache-2.0
#include "SourceMap.h"
#include "parse/ParseSession.h"

using namespace clang;

namespace npuify {

const SourceMap::Entry &SourceMap::entry(FileID Id) {
  auto [It, New] = Cache.try_emplace(Id);
  if (!New)
    return It->second;
  Entry &E = It->second;
  if (auto File = SM->getFileEntryRefForID(Id)) {
    if (File->getName().starts_with(standInRoot())) {
      E.From = Origin::StandIn;
    } else if (File->getName().starts_with(stubRoot())) {
      E.From = Origin::Stub;
    } else {
      std::string Path = File->getFileEntry().tryGetRealPathName().str();
      if (Project.count(Path)) {
        E.From = Origin::User;
        E.File = &Out.Files[Path];
        E.File->Parsed = true;
      } else if (!isSystem(SM->getFileCharacteristic(SM->getLocForStartOfFile(Id)))) {
        E.From = Origin::User;
      }
    }
  }
  return E;
}

FileEvidence *SourceMap::at(SourceLocation Loc, unsigned &Offset) {
  if (Loc.isInvalid())
    return nullptr;
  auto [Id, O] = SM->getDecomposedLoc(Loc);
  Offset = O;
  return entry(Id).File;
}

FileEvidence *SourceMap::spelled(SourceLocation Loc, unsigned &Offset) {
  if (Loc.isInvalid())
    return nullptr;
  return at(SM->getSpellingLoc(Loc), Offset);
}

Origin SourceMap::originOf(SourceLocation Loc) {
  if (Loc.isInvalid())
    return Origin::System; // built in
  return entry(SM->getFileID(SM->getExpansionLoc(Loc))).From;
}

bool SourceMap::isForeign(SourceLocation Loc) {
  FileID Id = SM->getFileID(SM->getExpansionLoc(Loc));
  return Loc.isValid() && !entry(Id).File && SM->getFileEntryRefForID(Id);
}

llvm::StringRef SourceMap::packOf(SourceLocation Loc) {
  auto File = SM->getFileEntryRefForID(SM->getFileID(SM->getExpansionLoc(Loc)));
  llvm::StringRef Name = File ? File->getName() : "";
  return Name.consume_front(stubRoot()) ? Name.drop_front().split('/').first : "";
}

} // namespace npuify
