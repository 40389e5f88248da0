#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check.sh BUILD NAME: migrates and compiles NAME.cu with npucc and compares its output with the GPU's. Words and numbers
# must be the same; a line `// compare: OPTIONS` in the program allows what it says.
set -eu
build=$1 name=$2
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
read -ra options <<<"$(sed -n 's|^// nvcc: ||p' "$here/$name.cu")"
read -ra tolerance <<<"$(sed -n 's|^// compare: ||p' "$here/$name.cu")"
"$build/bin/npucc" -std=c++17 -O1 -w -I "$here" "$here/$name.cu" "${options[@]}" -o "$folder/$name"
for kind in --rtol --atol; do
  [[ " ${tolerance[*]} " == *" $kind "* ]] || tolerance+=("$kind" 0)
done
"$build/bin/npuify" compare "$here/expected/$name.txt" "${tolerance[@]}" -- "$folder/$name"
