#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# record.sh DIR [NAME...]: compiles the programs of this folder with nvcc, many at a time, runs one after the other on
# the GPU and writes what each prints to DIR/NAME.txt; what the compiler says and what goes to stderr to DIR/NAME.err.
# It never stops at a failure. NVCC and NVCC_ARCH (sm_90) may be set.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=${1:?usage: record.sh DIR [NAME...]}
shift
mkdir -p "$out"
out=$(cd "$out" && pwd)
nvcc=${NVCC:-$(command -v nvcc || echo /usr/local/cuda/bin/nvcc)}
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
names=("$@")
if [ ${#names[@]} -eq 0 ]; then
  for f in "$here"/*.cu; do names+=("$(basename "$f" .cu)"); done
fi

compile() {
  local options
  options=$(sed -n 's|^// nvcc: ||p' "$here/$1.cu") # what this program needs besides
  # shellcheck disable=SC2086
  timeout 200 "$nvcc" -arch="${NVCC_ARCH:-sm_90}" -std=c++17 -w -I "$here" "$here/$1.cu" $options -o "$bin/$1" \
    >"$out/$1.err" 2>&1 || rm -f "$bin/$1"
}

for name in "${names[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n; done
  compile "$name" &
done
wait
for name in "${names[@]}"; do
  if [ ! -x "$bin/$name" ]; then
    echo "$name: does not compile"
    continue
  fi
  (cd "$bin" && timeout 20 "./$name" >"$out/$name.txt" 2>>"$out/$name.err")
  echo "$name: exit $?, $(wc -c <"$out/$name.txt") bytes"
  [ -s "$out/$name.err" ] || rm -f "$out/$name.err"
done
