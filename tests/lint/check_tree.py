#!/usr/bin/env python3
# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
"""Checks the source tree against the project's rules.

usage: check_tree.py RULE [--build FOLDER]     RULE: layering licence size banned targets paths format self-test

Exit code: 0 clean, 1 findings (one a line: path:line: message), 2 wrong usage, 77 the rule's tool is not installed.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys

import mutants
import rules
import tree

ROOT = pathlib.Path(__file__).resolve().parents[2]
FORMATTER = "clang-format-19"
SKIPPED = 77


def check(rule, build):
    files = tree.load(ROOT)
    if rule == "targets":
        return list(rules.targets(files, build, ROOT))
    return list(getattr(rules, rule)(files))


def check_format():
    """0 when every C++ file is as clang-format lays it out. Skipped without the tool; .ci/run has a step that insists."""
    if shutil.which(FORMATTER) is None:
        print(f"{FORMATTER} is not installed")
        return SKIPPED
    sources = [file.path for file in tree.load(ROOT) if file.is_code]
    return subprocess.run([FORMATTER, "--dry-run", "-Werror", *sources], cwd=ROOT, check=False).returncode


def main():
    parser = argparse.ArgumentParser(description="Checks the source tree against the project's rules.")
    names = ["layering", "licence", "size", "banned", "targets", "paths"]
    parser.add_argument("rule", choices=[*names, "format", "self-test"])
    parser.add_argument("--build", type=pathlib.Path, help="build folder with compile_commands.json")
    arguments = parser.parse_args()
    if arguments.rule == "targets" and arguments.build is None:
        parser.error("targets needs --build")

    if arguments.rule == "format":
        return check_format()
    if arguments.rule == "self-test":
        wrong = list(mutants.survivors())
        print("\n".join(wrong) or f"{len(mutants.CASES)} cases decided rightly")
        return 1 if wrong else 0
    findings = check(arguments.rule, arguments.build)
    for path, line, message in findings:
        print(f"{path}:{line}: {message}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
