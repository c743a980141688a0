#!/usr/bin/env bash
# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
#
# usage: packaging/dependencies.sh GROUP...    GROUP: build | test | e2e | ci
#
# Makes sure that this machine has what the groups need. Each need is looked for as what it is (a program on the
# PATH, a header that the compiler finds), so a machine that has everything, from wherever, is left alone. What is
# missing is installed with apt where there is apt; elsewhere it is named, and the exit code is 3.
set -euo pipefail

# group | Debian packages, the first that exists wins | program:NAME or header:PATH | required or optional | what for
needs='
build | g++ | program:c++ | required | C++20 compiler
build | cmake | program:cmake | required | build system, 3.25 or newer
build | ninja-build | program:ninja | required | build tool
build | pkg-config | program:pkg-config | required | finds hiredis
build | ccache | program:ccache | optional | faster second builds
build | mold | program:mold | optional | faster linking
build | libboost1.81-dev libboost-dev | header:boost/asio/awaitable.hpp | required | Boost 1.81 or newer: sockets, HTTP parser, UUID
build | libhiredis-dev | header:hiredis/hiredis.h | required | RESP codec
build | nlohmann-json3-dev | header:nlohmann/json.hpp | required | JSON
build | libssl-dev | header:openssl/ssl.h | required | TLS
build | libexpected-dev | header:tl/expected.hpp | required | results as values
build | libfmt-dev | header:fmt/format.h | required | text
build | libcli11-dev | header:CLI/CLI.hpp | required | command line
build | libyaml-cpp-dev | header:yaml-cpp/yaml.h | required | manifests
build | qt6-base-dev | header:qt6/QtWidgets/qwidget.h,QtWidgets/qwidget.h,x86_64-linux-gnu/qt6/QtWidgets/qwidget.h | required | the window
build | qt6-charts-dev | header:qt6/QtCharts/qchart.h,QtCharts/qchart.h,x86_64-linux-gnu/qt6/QtCharts/qchart.h | required | its charts
build | libqt6svg6-dev qt6-svg-dev | header:qt6/QtSvg/qsvggenerator.h,QtSvg/qsvggenerator.h,x86_64-linux-gnu/qt6/QtSvg/qsvggenerator.h | required | its pictures
build | qt6-l10n-tools | program:/usr/lib/qt6/bin/lrelease,lrelease-qt6,lrelease | required | its translations
build | qtkeychain-qt6-dev | header:qt6keychain/keychain.h | optional | keeps the passwords of saved connections
build | libgl1-mesa-dev | header:GL/gl.h | required | the build files of Qt ask for it
build | libqt6opengl6-dev | header:qt6/QtOpenGLWidgets/qopenglwidget.h,QtOpenGLWidgets/qopenglwidget.h,x86_64-linux-gnu/qt6/QtOpenGLWidgets/qopenglwidget.h | required | as do the charts
build | fonts-inter fonts-dejavu-core | program:fc-match | optional | a font that the window can be read in
build | redis-server valkey-server | program:redis-server,valkey-server | optional | the real store at run time; without it the embedded one serves
test | qt6-base-dev | header:qt6/QtTest/qtest.h,QtTest/qtest.h,x86_64-linux-gnu/qt6/QtTest/qtest.h | required | Qt Test
test | librapidcheck-dev | header:rapidcheck.h | required | property tests
test | redis-server valkey-server | program:redis-server,valkey-server | required | the real store in tests
test | redis-tools valkey-tools | program:redis-cli,valkey-cli | required | reads what the proxy wrote
test | openssl | program:openssl | required | certificates for the TLS tests
test | python3 | program:python3 | required | tree checks
test | xvfb | program:Xvfb | optional | a screen for the test with a real window
test | xdotool | program:xdotool | optional | its mouse and keyboard
test | git | program:git | required | the list of files that the tree checks read
e2e | nodejs | program:node | required | runs the real MCP clients and servers
e2e | npm | program:npm | required | installs them, pinned
ci | clang-19 | program:clang++-19 | required | sanitizers, second compiler
ci | libclang-rt-19-dev | program:clang++-19 | required | the sanitizers themselves
ci | clang-tidy-19 | program:run-clang-tidy-19 | required | static analysis
ci | clang-format-19 | program:clang-format-19 | required | formatting
'

say() { printf '%s\n' "$*" >&2; }

trim() { local text=$1; text=${text#"${text%%[![:space:]]*}"}; printf '%s' "${text%"${text##*[![:space:]]}"}"; }

# Part of a compiler's own files rather than a program: known by asking the compiler where it would look.
has_sanitizers() {
    local library
    library=$(clang++-19 -print-file-name=libclang_rt.asan.a 2>/dev/null) || return 1
    [[ -f $library || -f $(clang++-19 -print-resource-dir)/lib/linux/libclang_rt.asan-$(uname -m).a ]]
}

# True when one of the comma-separated programs or headers of PROBE is there.
is_met() {
    local kind=${1%%:*} name
    for name in $(tr ',' ' ' <<<"${1#*:}"); do
        if [[ $kind == program ]]; then
            command -v "$name" >/dev/null && return 0
        elif printf '#if !__has_include(<%s>)\n#error\n#endif\n' "$name" |
            c++ -std=c++20 -E -x c++ - >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

# Prints the lines of `needs` that belong to the groups and are not met.
unmet() {
    local group packages probe level purpose
    while IFS='|' read -r group packages probe level purpose; do
        group=$(trim "$group") packages=$(trim "$packages") probe=$(trim "$probe")
        level=$(trim "$level") purpose=$(trim "$purpose")
        [[ -n $group && " $* " == *" $group "* ]] || continue
        if [[ $packages == libclang-rt-19-dev ]]; then
            has_sanitizers && continue
        elif is_met "$probe"; then
            continue
        fi
        printf '%s|%s|%s|%s\n' "$packages" "$probe" "$level" "$purpose"
    done <<<"$needs"
}

as_root() {
    if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

# The package alternative that this release of the distribution offers.
choose() {
    local package
    for package in "$@"; do
        if apt-cache show "$package" >/dev/null 2>&1; then
            printf '%s\n' "$package"
            return
        fi
    done
    printf '%s\n' "$1"
}

# Installing redis-server starts a daemon on port 6379 and enables it at boot. The product runs Redis servers of its
# own on private ports, so for the time of the installation that one service is told not to start.
install_packages() {
    local policy=/usr/sbin/policy-rc.d quieted=no result=0
    if [[ " $* " == *" redis-server "* && ! -e $policy ]]; then
        quieted=yes
        printf '#!/bin/sh\ncase "$1" in redis-server*) exit 101 ;; esac\nexit 0\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2 || result=$?
    if [[ $quieted == yes ]]; then
        as_root rm -f "$policy"
        as_root update-rc.d redis-server disable >/dev/null 2>&1 || true
    fi
    return "$result"
}

install_missing() {
    local missing=$1 packages=() alternatives
    if [[ $(id -u) != 0 ]] && ! command -v sudo >/dev/null; then
        say "Packages are missing, and this is neither root nor a user with sudo."
        return 1
    fi
    say "Installing what is missing, with apt …"
    as_root apt-get update -q >&2 || return 1
    while IFS='|' read -r alternatives _; do
        # shellcheck disable=SC2086  # one word per alternative
        packages+=("$(choose $alternatives)")
    done <<<"$missing"
    install_packages "${packages[@]}"
}

report() {
    local packages probe level purpose
    while IFS='|' read -r packages probe level purpose; do
        say "  missing ($level): ${probe#*:} — $purpose; Debian package: ${packages// / or }"
    done <<<"$1"
}

main() {
    local missing
    missing=$(unmet "$@")
    [[ -n $missing ]] || return 0
    if command -v apt-get >/dev/null; then
        install_missing "$missing" || say "The installation did not succeed."
        missing=$(unmet "$@")
        [[ -n $missing ]] || return 0
    fi
    report "$missing"
    if grep -q '|required|' <<<"$missing"; then
        say "Install what is missing (required) and run this again."
        return 3
    fi
}

if [[ $# == 0 ]]; then
    say "usage: packaging/dependencies.sh GROUP...    GROUP: build | test | e2e | ci"
    exit 2
fi
main "$@"
