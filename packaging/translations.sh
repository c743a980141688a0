#!/usr/bin/env bash
# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
#
# usage: packaging/translations.sh [--check]
#
# Brings resources/translations/*.ts up to what the window says: new texts are added unfinished, for Qt Linguist or an
# editor, and texts that are gone are removed. With --check nothing is written; the exit code is 1, and what is missing
# is named, unless every text is there and translated.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=resources/translations
lupdate=$(command -v /usr/lib/qt6/bin/lupdate || command -v lupdate-qt6 || command -v lupdate) || {
    echo 'translations.sh: there is no lupdate; install qt6-l10n-tools' >&2
    exit 3
}

# English is the language of the code: only its plurals need forms of their own.
collect() {
    local to=$1
    "$lupdate" -silent -I . -no-obsolete -locations none ui app/sessionscope -ts "$to/sessionscope_de.ts"
    "$lupdate" -silent -I . -no-obsolete -locations none -pluralonly ui app/sessionscope -ts "$to/sessionscope_en.ts"
}

if [[ ${1:-} != --check ]]; then
    collect "$folder"
    exit
fi

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
cp "$folder"/*.ts "$fresh"
collect "$fresh" 2>/dev/null
result=0
for file in "$folder"/*.ts; do
    if ! diff -u "$file" "$fresh/${file##*/}"; then
        echo "$file is not what the window says: run packaging/translations.sh"
        result=1
    elif grep -n -B2 'type="unfinished"' "$file"; then
        echo "$file: these texts are not translated"
        result=1
    fi
done
exit "$result"
