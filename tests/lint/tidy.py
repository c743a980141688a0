#!/usr/bin/env python3
# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
"""Runs clang-tidy over every source of ours in a compilation database.

usage: tidy.py [--build build/tidy] [PATH-PREFIX...]      e.g. tidy.py core/session tests/core

The greater part of clang-tidy's time goes into the headers of others, which each source includes again. So the sources
of a folder are examined as one, a batch at a time; a batch that cannot be compiled as one, since two of its sources use
a name for different things, is halved until it can.
Exit code: 0 clean, 1 findings.
"""

import argparse
import concurrent.futures
import itertools
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("core/", "app/", "ui/", "tests/")
TIDY = "clang-tidy-19"
BATCH = 12


def sources(build, prefixes):
    """The entries of the database whose source is one of ours, not a generated one, by name."""
    database = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    for entry in database:
        path = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if path.is_relative_to(ROOT):
            name = path.relative_to(ROOT).as_posix()
            if name.startswith(FOLDERS) and name.startswith(tuple(prefixes)):
                yield name, entry


def flags(entry):
    """The compile command without compiler, source and output: what two sources may differ in."""
    words = shlex.split(entry["command"])
    words = words[next(i for i, word in enumerate(words) if word.startswith("-")) :]
    del words[words.index("-o") : words.index("-o") + 2]
    return words[: words.index("-c")]


def joined_flags(entries):
    """The flags of the first and what others add to them; -isystem and the like keep their argument."""
    joined = []
    for entry in entries:
        words = flags(entry)
        pairs = []
        while words:
            word = words.pop(0)
            pairs.append((word, words.pop(0)) if word in ("-isystem", "-include", "-D", "-I") else (word,))
        joined += [pair for pair in pairs if pair not in joined]
    return list(itertools.chain(*joined))


def examine(names, entries):
    """The findings in these sources, as text; empty when they are clean."""
    with tempfile.TemporaryDirectory(prefix="sessionscope-tidy-") as folder:
        unit = pathlib.Path(folder, "unit.cpp")
        unit.write_text("".join(f'#include "{ROOT / name}"\n' for name in names), encoding="utf-8")
        run = subprocess.run(
            [TIDY, "-quiet", f"--config-file={ROOT / '.clang-tidy'}", str(unit), "--",
             *joined_flags(entries[name] for name in names)],
            cwd=entries[names[0]]["directory"], capture_output=True, text=True, check=False)
    if run.returncode == 0:
        return ""
    if "[clang-diagnostic-error]" in run.stdout and len(names) > 1:
        middle = len(names) // 2
        return examine(names[:middle], entries) + examine(names[middle:], entries)
    return run.stdout or run.stderr


def batches(names):
    """Runs of at most BATCH neighbours of one folder."""
    for _, group in itertools.groupby(sorted(names, key=os.path.split), key=os.path.dirname):
        group = list(group)
        count = -(-len(group) // BATCH)
        size = -(-len(group) // count)
        yield from (group[i : i + size] for i in range(0, len(group), size))


def main():
    parser = argparse.ArgumentParser(description="Runs clang-tidy over every source.")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "tidy")
    parser.add_argument("prefixes", nargs="*", default=[""], metavar="PATH-PREFIX")
    arguments = parser.parse_args()

    entries = dict(sources(arguments.build, arguments.prefixes))
    if not entries:
        print("no source matches", file=sys.stderr)
        return 1
    findings = False
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        jobs = [pool.submit(examine, batch, entries) for batch in batches(entries)]
        for job in concurrent.futures.as_completed(jobs):
            if job.result():
                findings = True
                print(job.result(), flush=True)
    print(f"clang-tidy: {len(entries)} sources, {'findings' if findings else 'clean'}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
