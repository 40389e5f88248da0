// SPDX-License-Identifier: Apache-2.0
// Evidence as bytes, for the cache. The structured bindings name every member: a new one that is not handed on does not
// compile.
#pragma once

#include "Evidence.h"
#include "support/Archive.h"

namespace npuify {

template <class A> void archive(A &Ar, Resolution &R) {
  auto &[From, Symbol, OpenToUser, Macro] = R;
  Ar(From, Symbol, OpenToUser, Macro);
}

template <class A> void archive(A &Ar, LaunchSite &L) {
  auto &[CalleeBegin, CalleeEnd, Form, Text] = L;
  Ar(CalleeBegin, CalleeEnd, Form, Text);
}

template <class A> void archive(A &Ar, SharedArray &S) {
  auto &[Name, Bodies] = S;
  Ar(Name, Bodies);
}

template <class A> void archive(A &Ar, FileEvidence &F) {
  auto &[Names, Launches, KernelPointers, SharedArrays, Internal, Usings, Inactive, MissingIncludes, Includes,
         Conflicts, UserNames, Errors, FirstError, FirstErrorOffset, Parsed] = F;
  Ar(Names, Launches, KernelPointers, SharedArrays, Internal, Usings, Inactive, MissingIncludes, Includes,
     Conflicts, UserNames, Errors, FirstError, FirstErrorOffset, Parsed);
}

template <class A> void archive(A &Ar, EvidenceMap &E) {
  auto &[Files, UserNames] = E;
  Ar(Files, UserNames);
}

} // namespace npuify
