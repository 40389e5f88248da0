// SPDX-License-Identifier: Apache-2.0
// The type of most parameters in the light declarations of PyTorch: it takes every argument, braced lists
// included.
#ifndef NPUIFY_ANY_H
#define NPUIFY_ANY_H
#include <initializer_list>
namespace npuify_light {
struct Any {
  Any();
  template <class T> Any(T &&) {} // with a body, since lambdas come too
  Any(std::initializer_list<Any>);
};
} // namespace npuify_light
/// The parameters of a function whose arguments tell nothing about the API family.
#define NPUIFY_ANY_ARGUMENTS                                                                                 \
  ::npuify_light::Any = {}, ::npuify_light::Any = {}, ::npuify_light::Any = {}, ::npuify_light::Any = {},    \
  ::npuify_light::Any = {}, ::npuify_light::Any = {}, ::npuify_light::Any = {}, ::npuify_light::Any = {},    \
  ::npuify_light::Any = {}, ::npuify_light::Any = {}, ::npuify_light::Any = {}, ::npuify_light::Any = {}
#endif
