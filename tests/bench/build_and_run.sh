#!/usr/bin/env bash
# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
#
# usage: tests/bench/build_and_run.sh BENCH [ARGUMENT...]
#
# Builds a bench of the release preset and runs it, without a screen where there is none.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

name=$1
shift
packaging/dependencies.sh build test
packaging/configure.sh release -DSESSIONSCOPE_TESTS=ON
cmake --build --preset release --parallel "$(nproc)" --target "$name" >&2
[[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] || export QT_QPA_PLATFORM=offscreen
exec "build/release/tests/bench/$name" "$@"
