// SPDX-License-Identifier: Apache-2.0
#include "OutputState.h"
#include "support/Archive.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"

namespace npuify {

// One compressed file, so that no tool which walks the output takes the old texts for sources.
constexpr llvm::StringLiteral Magic = "npuify output state 1\n";

template <class A> static void archive(A &Ar, WrittenFile &F) { Ar(F.Digest, F.Text); }

std::string OutputState::path() { return (StateFolder + "/base").str(); }

OutputState OutputState::read(llvm::StringRef OutDir) {
  OutputState State;
  auto Buffer = llvm::MemoryBuffer::getFile(OutDir + "/" + path(), /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  llvm::StringRef Bytes = Buffer ? (*Buffer)->getBuffer() : "";
  uint64_t Size = 0;
  if (!Bytes.consume_front(Magic) || Bytes.size() < sizeof Size || !llvm::compression::zlib::isAvailable())
    return State;
  std::memcpy(&Size, Bytes.data(), sizeof Size);
  llvm::SmallVector<uint8_t, 0> Plain;
  if (llvm::Error E = llvm::compression::zlib::decompress(
          llvm::arrayRefFromStringRef(Bytes.drop_front(sizeof Size)), Plain, Size)) {
    llvm::consumeError(std::move(E));
    return State;
  }
  ArchiveReader Reader(llvm::toStringRef(Plain));
  Reader(State.Files);
  if (!Reader.done())
    State.Files.clear();
  return State;
}

std::string OutputState::bytes() const {
  ArchiveWriter Writer;
  Writer(const_cast<std::map<std::string, WrittenFile> &>(Files));
  llvm::SmallVector<uint8_t, 0> Packed;
  llvm::compression::zlib::compress(llvm::arrayRefFromStringRef(Writer.Bytes), Packed);
  uint64_t Size = Writer.Bytes.size();
  std::string Out = Magic.str();
  Out.append(reinterpret_cast<const char *>(&Size), sizeof Size);
  Out += llvm::toStringRef(Packed);
  return Out;
}

} // namespace npuify
