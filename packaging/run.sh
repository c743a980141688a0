#!/usr/bin/env bash
# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
#
# usage: packaging/run.sh [ARGUMENT...]
#
# Installs what is missing, builds the release in build/release (shared with packaging/test.sh) and runs it: without
# arguments `sessionscope-cli verify restart`, which shows the loss of sessions and the fix; with arguments, those.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packaging/dependencies.sh build

# Tests are not needed here, but what packaging/test.sh configured stays as it is, so that either order is quick.
cache=build/release/CMakeCache.txt
tests=OFF
if [[ -f $cache ]] && grep -qx 'SESSIONSCOPE_TESTS:[A-Z]*=ON' "$cache" && [[ -f build/release/build.ninja ]]; then
    tests=ON
fi
packaging/configure.sh release "-DSESSIONSCOPE_TESTS=$tests"

# What the build prints matters when it fails; otherwise the program's own output is what was asked for.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if [[ ! -x build/release/app/sessionscope-cli ]]; then
    echo "Building; the first time takes a few minutes …" >&2
fi
if ! cmake --build --preset release --parallel "$(nproc)" --target sessionscope-cli >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
rm -f "$log"
trap - EXIT

if [[ $# == 0 ]]; then
    set -- verify restart
fi
exec build/release/app/sessionscope-cli "$@"
