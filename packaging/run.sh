#!/usr/bin/env bash
# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
#
# usage: packaging/run.sh [ARGUMENT...]
#
# Installs what is missing, builds the release in build/release (shared with packaging/test.sh) and runs it. Without
# arguments: the window; without a screen `sessionscope-cli verify restart`, which shows the loss of sessions and the
# fix. Arguments that are the window's (--run, --open, --screenshot-tour …) go to the window, all others to
# sessionscope-cli.
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

program=sessionscope-cli
case ${1-} in
    '') if [[ -n ${DISPLAY-}${WAYLAND_DISPLAY-} ]]; then program=sessionscope; else set -- verify restart; fi ;;
    --scenario* | --run* | --profile* | --seed* | --engine* | --store* | --open* | --connect* | --screenshot-tour* | \
        --new-window | *.journal) program=sessionscope ;;
esac

# What the build prints matters when it fails; otherwise the program's own output is what was asked for.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if [[ ! -x build/release/app/$program ]]; then
    echo "Building; the first time takes a few minutes …" >&2
fi
if ! cmake --build --preset release --parallel "$(nproc)" --target "$program" >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
rm -f "$log"
trap - EXIT

exec "build/release/app/$program" "$@"
