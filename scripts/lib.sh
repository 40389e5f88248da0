# SPDX-License-Identifier: Apache-2.0
# What scripts/demo, scripts/test and .ci/run share. To be sourced; changes to the top of the tree.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$*"; }

# build_preset PRESET: configures and builds one preset of CMakePresets.json, with ccache when it is there.
build_preset() {
  local launcher=()
  if command -v ccache >/dev/null; then
    launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  fi
  cmake --preset "$1" "${launcher[@]}" >"build-$1.log" 2>&1 || { cat "build-$1.log"; return 1; }
  rm -f "build-$1.log"
  cmake --build --preset "$1" -j "$(nproc)"
}
