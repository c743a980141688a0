#!/usr/bin/env bash
# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
#
# usage: packaging/test.sh [CTEST-ARGUMENT...]
#
# Installs what is missing, builds the release with its tests in build/release and runs them. Safe to run again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

groups=(build test)
[[ -f tests/e2e/package.json ]] && groups+=(e2e)
packaging/dependencies.sh "${groups[@]}"

jobs=$(nproc)
packaging/configure.sh release -DSESSIONSCOPE_TESTS=ON
cmake --build --preset release --parallel "$jobs"
exec ctest --preset release --parallel "$jobs" "$@"
