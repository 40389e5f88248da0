// SPDX-License-Identifier: Apache-2.0
// Evidence as bytes, for the cache. The structured bindings name every member: a new one that is not handed
// on does not compile.
#pragma once

#include "Evidence.h"
#include "support/Archive.h"

namespace npuify {

template <class A> void archive(A &Ar, Resolution &R) {
  auto &[From, Symbol, OpenToUser, OnDevice, Macro] = R;
  Ar(From, Symbol, OpenToUser, OnDevice, Macro);
}

template <class A> void archive(A &Ar, LaunchSite &L) {
  auto &[CalleeBegin, CalleeEnd, Form, Text] = L;
  Ar(CalleeBegin, CalleeEnd, Form, Text);
}

template <class A> void archive(A &Ar, SharedArray &S) {
  auto &[Name, Bodies] = S;
  Ar(Name, Bodies);
}

template <class A> void archive(A &Ar, FunctionBody &B) {
  auto &[End, Runs, Constant] = B;
  Ar(End, Runs, Constant);
}

template <class A> void archive(A &Ar, FunctionRef &R) {
  auto &[File, Begin] = R;
  Ar(File, Begin);
}

template <class A> void archive(A &Ar, TraitFact &T) {
  auto &[Trait, Owner, Subject, Offset, Length, Known, Value] = T;
  Ar(Trait, Owner, Subject, Offset, Length, Known, Value);
}

template <class A> void archive(A &Ar, DeviceFunction &D) {
  auto &[Name, Begin, End, NameOffset, Kernel, Callees] = D;
  Ar(Name, Begin, End, NameOffset, Kernel, Callees);
}

template <class A> void archive(A &Ar, KernelFacts &K) {
  auto &[Functions, Traits] = K;
  std::vector<TraitFact> Facts; // the keys follow from the facts
  for (const auto &[Key, Fact] : Traits)
    Facts.push_back(Fact);
  Ar(Functions, Facts);
  Traits.clear();
  for (TraitFact &Fact : Facts)
    K.add(std::move(Fact));
}

template <class A> void archive(A &Ar, FileEvidence &F) {
  auto &[Names, Launches, KernelPointers, SharedArrays, Bodies, Internal, Usings, Inactive, MissingIncludes,
         Includes, Kernels, Conflicts, MissingWords, UserNames, Errors, FirstError, FirstErrorOffset,
         Parsed] = F;
  Ar(Names, Launches, KernelPointers, SharedArrays, Bodies, Internal, Usings, Inactive, MissingIncludes,
     Includes, Kernels, Conflicts, MissingWords, UserNames, Errors, FirstError, FirstErrorOffset, Parsed);
}

template <class A> void archive(A &Ar, EvidenceMap &E) {
  auto &[Files, UserNames] = E;
  Ar(Files, UserNames);
}

} // namespace npuify
