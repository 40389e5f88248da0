// SPDX-License-Identifier: Apache-2.0
// Values as bytes and back. A type is described once, by a function `template <class A> void archive(A &, T
// &)` that hands its members to the archive; writing and reading both use it, so they cannot drift apart.
#pragma once

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringRef.h"
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

namespace npuify {

class ArchiveWriter {
public:
  std::string Bytes;
  template <class... T> void operator()(T &...Values) { (put(Values), ...); }

private:
  void raw(const void *Data, size_t Size) { Bytes.append(static_cast<const char *>(Data), Size); }
  void count(size_t N) {
    uint64_t Fixed = N;
    raw(&Fixed, sizeof Fixed);
  }
  void put(const std::string &S) {
    count(S.size());
    Bytes += S;
  }
  template <class K, class V> void put(const std::pair<K, V> &P) {
    put(P.first);
    put(P.second);
  }
  template <class T> void put(const T &Value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      raw(&Value, sizeof Value);
    } else if constexpr (std::is_class_v<T> && requiresBegin<T>(0)) {
      count(Value.size());
      for (const auto &Item : Value)
        put(Item);
    } else {
      archive(*this, const_cast<T &>(Value)); // the description serves reading too
    }
  }
  template <class K, class V> void put(const llvm::DenseMap<K, V> &Map) {
    count(Map.size());
    for (const auto &[Key, Value] : Map) {
      put(Key);
      put(Value);
    }
  }
  template <class T> static constexpr auto requiresBegin(int) -> decltype(std::declval<T>().begin(), true) {
    return true;
  }
  template <class T> static constexpr bool requiresBegin(long) { return false; }
};

/// Reads what ArchiveWriter wrote. Bytes that end early or go on set Failed; values are then of no use.
class ArchiveReader {
public:
  explicit ArchiveReader(llvm::StringRef Bytes) : Rest(Bytes) {}
  bool Failed = false;
  bool done() const { return !Failed && Rest.empty(); }
  template <class... T> void operator()(T &...Values) { (get(Values), ...); }

private:
  llvm::StringRef Rest;

  void raw(void *Data, size_t Size) {
    if (Size > Rest.size()) {
      Failed = true;
      Rest = {};
      return;
    }
    std::memcpy(Data, Rest.data(), Size);
    Rest = Rest.drop_front(Size);
  }
  /// A number of items, each of at least one byte.
  size_t count() {
    uint64_t N = 0;
    raw(&N, sizeof N);
    if (N > Rest.size())
      Failed = true;
    return Failed ? 0 : N;
  }
  void get(std::string &S) {
    size_t N = count();
    S = Rest.take_front(N).str();
    Rest = Rest.drop_front(N);
  }
  template <class T> void get(std::vector<T> &Items) {
    Items.clear();
    for (size_t N = count(); N && !Failed; --N) {
      T Item{};
      get(Item);
      Items.push_back(std::move(Item));
    }
  }
  template <class T> void get(std::set<T> &Items) {
    Items.clear();
    for (size_t N = count(); N && !Failed; --N) {
      T Item{};
      get(Item);
      Items.insert(Items.end(), std::move(Item));
    }
  }
  template <class Map> void getMap(Map &Items) {
    Items.clear();
    for (size_t N = count(); N && !Failed; --N) {
      std::decay_t<decltype(Items.begin()->first)> Key{};
      get(Key);
      get(Items[Key]);
    }
  }
  template <class K, class V> void get(std::map<K, V> &Items) { getMap(Items); }
  template <class K, class V> void get(llvm::DenseMap<K, V> &Items) { getMap(Items); }
  template <class A, class B> void get(std::pair<A, B> &P) {
    get(P.first);
    get(P.second);
  }
  template <class T> void get(T &Value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
      raw(&Value, sizeof Value);
    else
      archive(*this, Value);
  }
};

} // namespace npuify
