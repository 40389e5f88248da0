// SPDX-License-Identifier: Apache-2.0
// Stand-in for the header of that name that comes with CUDA's samples: options on the command line, and files
// that lie near a program. An option is `-name`, `--name` or `--name=value`, in any case of letters; the last
// one of a name counts.
#ifndef NPU_HELPERS_HELPER_STRING_H
#define NPU_HELPERS_HELPER_STRING_H

#include "npu/detail/macros_aside.inc"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <fstream> // programs count on what the original brings along
#include <sstream>
#include <string>

#ifndef EXIT_WAIVED
#define EXIT_WAIVED 2 // a sample that cannot run here, which is no failure
#endif
#ifndef STRCASECMP
#define STRCASECMP strcasecmp
#endif
#ifndef STRNCASECMP
#define STRNCASECMP strncasecmp
#endif
#ifndef STRCPY
#define STRCPY(to, size, from) strcpy(to, from)
#endif
#ifndef FOPEN
#define FOPEN(file, name, mode) ((file) = fopen(name, mode))
#endif
#ifndef FOPEN_FAIL
#define FOPEN_FAIL(file) ((file) == NULL)
#endif
#ifndef SSCANF
#define SSCANF sscanf
#endif
#ifndef SPRINTF
#define SPRINTF sprintf
#endif

/// How many characters of \p string are leading \p delimiter's; 0 when nothing else follows them.
inline int stringRemoveDelimiter(char delimiter, const char *string) {
  size_t count = 0;
  while (string[count] == delimiter && delimiter != '\0')
    ++count;
  return string[count] == '\0' ? 0 : static_cast<int>(count);
}

/// Sets \p extension to what follows the last dot of \p filename, and returns where that begins; 0 without a
/// dot.
inline int getFileExtension(char *filename, char **extension) {
  char *dot = strrchr(filename, '.');
  *extension = dot ? dot + 1 : nullptr;
  return dot ? static_cast<int>(*extension - filename) : 0;
}

namespace npu {
namespace detail {

/// What follows the `=` of option \p name ("" without a value); null when the option is not given. A name may
/// be written with the `=`.
inline const char *option_value(int argc, const char **argv, const char *name) {
  size_t length = strlen(name);
  if (length > 0 && name[length - 1] == '=')
    --length;
  const char *value = nullptr;
  for (int i = 1; i < argc; ++i) {
    const char *option = argv[i] + stringRemoveDelimiter('-', argv[i]);
    if (option == argv[i] || strncasecmp(option, name, length) != 0)
      continue;
    if (option[length] == '=')
      value = option + length + 1;
    else if (option[length] == '\0')
      value = option + length;
  }
  return value;
}

} // namespace detail
} // namespace npu

inline bool checkCmdLineFlag(const int argc, const char **argv, const char *string_ref) {
  return npu::detail::option_value(argc, argv, string_ref) != nullptr;
}

/// Reads the value of an option into \p value and returns whether the option is given; one without a readable
/// value leaves \p value as it is.
template <class T>
inline bool getCmdLineArgumentValue(const int argc, const char **argv, const char *string_ref, T *value) {
  const char *text = npu::detail::option_value(argc, argv, string_ref);
  T read;
  if (text && std::istringstream(text) >> read)
    *value = read;
  return text != nullptr;
}

/// The number after the `=` of an option; 0 when there is none.
inline int getCmdLineArgumentInt(const int argc, const char **argv, const char *string_ref) {
  const char *text = npu::detail::option_value(argc, argv, string_ref);
  return text ? atoi(text) : 0;
}

inline float getCmdLineArgumentFloat(const int argc, const char **argv, const char *string_ref) {
  const char *text = npu::detail::option_value(argc, argv, string_ref);
  return text ? static_cast<float>(atof(text)) : 0.0f;
}

/// Points \p string_retval at the value of an option and returns true; sets it to null when the option is not
/// given.
inline bool getCmdLineArgumentString(const int argc, const char **argv, const char *string_ref,
                                     char **string_retval) {
  *string_retval = const_cast<char *>(npu::detail::option_value(argc, argv, string_ref));
  return *string_retval != nullptr;
}

/// The path of \p filename, looked for in the usual places of a program's data: where it is run and the
/// folders above, where it lies, and the `data` folders of all these. The caller frees it; null when it is
/// nowhere.
inline char *sdkFindFilePath(const char *filename, const char *executable_path) {
  std::string program = executable_path ? executable_path : "";
  const size_t slash = program.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : program.substr(0, slash + 1);
  program.erase(0, folder.size());
  std::string start; // "", then the program's folder; from each of them upwards
  for (int round = 0; round < (folder.empty() ? 1 : 2); ++round, start = folder) {
    std::string up = start;
    for (int level = 0; level < 5; ++level, up += "../")
      for (const std::string &below :
           {std::string(), std::string("data/"), std::string("Common/"), std::string("Common/data/"),
            std::string("common/data/"), program + "/", program + "/data/"}) {
        const std::string path = up + below + filename;
        if (FILE *file = fopen(path.c_str(), "rb")) {
          const bool readable = fgetc(file) != EOF || !ferror(file); // a folder opens, too
          fclose(file);
          if (!readable)
            continue;
          char *found = static_cast<char *>(malloc(path.size() + 1));
          if (found)
            memcpy(found, path.c_str(), path.size() + 1);
          return found;
        }
      }
  }
  return nullptr;
}

#include "npu/detail/macros_restored.inc"

#endif // NPU_HELPERS_HELPER_STRING_H
