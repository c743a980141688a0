#!/usr/bin/env python3
# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
"""Runs clang-tidy over every source of ours in a compilation database.

usage: tidy.py [--build build/tidy] [PATH-PREFIX...]      e.g. tidy.py core/session tests/core

The greater part of clang-tidy's time goes into the headers of others, which each source includes again. So the sources
of a folder are examined as one, a batch at a time; a source that cannot be compiled beside the others, since it uses a
name of theirs for something else, is examined after them.
Exit code: 0 clean, 1 findings.
"""

import argparse
import concurrent.futures
import itertools
import json
import os
import pathlib
import shlex
import shutil
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
        pairs = [pair for pair in pairs if not pair[0].startswith("-DQT_TESTCASE_")]  # each test's own
        joined += [pair for pair in pairs if pair not in joined]
    return list(itertools.chain(*joined))


# The sources of a folder lie side by side: a program can have one main() only.
NO_MAINS = "#if __has_include(<QTest>)\n#include <QTest>\n#endif\n" + "".join(
    f"#undef QTEST_{kind}MAIN\n#define QTEST_{kind}MAIN(test)\n" for kind in ("", "APPLESS_", "GUILESS_"))


def write_unit(folder, names):
    """Writes a source that includes these, in a folder of its own with the .clang-tidy files that hold for them."""
    place = pathlib.Path(names[0]).parent
    unit = folder / place / "unit.cpp"
    unit.parent.mkdir(parents=True, exist_ok=True)
    for above in (place, *place.parents):
        if (ROOT / above / ".clang-tidy").exists():
            shutil.copy(ROOT / above / ".clang-tidy", folder / above)
    includes = "".join(f'#include "{ROOT / name}"\n' for name in names)
    unit.write_text((NO_MAINS if place.parts[0] == "tests" and len(names) > 1 else "") + includes, encoding="utf-8")
    return unit


def clashes(output):
    """The lines that tell of what cannot be compiled."""
    return "\n".join(line for line in output.splitlines() if "[clang-diagnostic-error]" in line)


def examine(names, entries):
    """The findings in these sources, as text; empty when they are clean."""
    with tempfile.TemporaryDirectory(prefix="sessionscope-tidy-") as folder:
        run = subprocess.run(
            [TIDY, "-quiet", str(write_unit(pathlib.Path(folder), names)), "--",
             *joined_flags(entries[name] for name in names)],
            cwd=entries[names[0]]["directory"], capture_output=True, text=True, check=False)
    if run.returncode == 0:
        return ""
    said = clashes(run.stdout)
    culprits = [name for name in names if f"{ROOT / name}:" in said]
    if culprits and len(names) > 1:
        others = [name for name in names if name not in culprits] or culprits[:1]
        return examine(others, entries) + examine([name for name in names if name not in others], entries)
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
