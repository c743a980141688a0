#!/usr/bin/env python3
# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
"""Runs clang-tidy over every source of ours in a compilation database, and only over what changed since it was clean.

usage: tidy.py [--build build/tidy] [PATH-PREFIX...]      e.g. tidy.py core/session tests/core

A source counts as unchanged when clang-tidy, its configuration, the compile command and the preprocessed text,
comments included, are those of a clean run before: a file in ~/.cache/sessionscope-tidy remembers it.
Exit code: 0 clean, 1 findings.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("core/", "app/", "ui/", "tests/")
TIDY = "clang-tidy-19"


def cache_folder():
    base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    folder = pathlib.Path(base) / "sessionscope-tidy"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sources(build, prefixes):
    """The entries of the database whose source is one of ours, not a generated one."""
    database = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    for entry in database:
        path = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if path.is_relative_to(ROOT):
            name = path.relative_to(ROOT).as_posix()
            if name.startswith(FOLDERS) and name.startswith(tuple(prefixes)):
                yield name, entry


def fingerprint(entry, salt):
    """What the result of clang-tidy depends on; nothing when the source does not even preprocess."""
    command = shlex.split(entry["command"])
    if pathlib.Path(command[0]).name == "ccache":
        command = command[1:]
    kept = [word for word in command if word != "-c"]
    output = kept.index("-o")
    del kept[output : output + 2]
    text = subprocess.run([*kept, "-E", "-C", "-w"], cwd=entry["directory"], capture_output=True, check=False)
    if text.returncode != 0:
        return None
    return hashlib.sha256("\0".join([salt, *command]).encode() + text.stdout).hexdigest()


def examine(name, entry, build, salt, cache):
    """The findings in one source, as text; empty when it is clean."""
    key = fingerprint(entry, salt)
    if key and (cache / key).exists():
        return ""
    run = subprocess.run([TIDY, "-p", str(build), "-quiet", str(ROOT / name)], capture_output=True, check=False)
    if run.returncode == 0:
        if key:
            (cache / key).touch()
        return ""
    return run.stdout.decode() or run.stderr.decode()


def main():
    parser = argparse.ArgumentParser(description="Runs clang-tidy over every source that changed.")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "tidy")
    parser.add_argument("prefixes", nargs="*", default=[""], metavar="PATH-PREFIX")
    arguments = parser.parse_args()

    version = subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout.decode()
    salt = version + (ROOT / ".clang-tidy").read_text(encoding="utf-8")
    cache = cache_folder()
    wanted = dict(sources(arguments.build, arguments.prefixes))
    if not wanted:
        print("no source matches", file=sys.stderr)
        return 1
    findings = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        jobs = {pool.submit(examine, name, wanted[name], arguments.build, salt, cache): name for name in sorted(wanted)}
        for job in concurrent.futures.as_completed(jobs):
            if job.result():
                findings += 1
                print(job.result(), flush=True)
    print(f"clang-tidy: {len(wanted)} sources, {findings} with findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
