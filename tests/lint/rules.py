# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
"""The rules of the tree. Each takes files and yields (path, line, message) for what breaks it."""

import json
import pathlib
import re

# What each part may include besides itself (docs/ARCHITECTURE.md). Order is from the bottom up.
_BELOW_SCENARIO = {"core/base", "core/mcp", "core/session", "core/journal", "core/routing", "core/cluster"}
_BELOW_SIM = _BELOW_SCENARIO | {"core/scenario", "core/control", "core/inspect"}
ALLOWED = {
    "core/base": set(),
    "core/mcp": {"core/base"},
    "core/session": {"core/base", "core/mcp"},
    "core/journal": {"core/base"},
    "core/cluster": {"core/base", "core/mcp", "core/session", "core/journal"},
    "core/routing": {"core/base", "core/mcp", "core/session", "core/journal", "core/cluster"},
    "core/scenario": _BELOW_SCENARIO,
    "core/control": {"core/base", "core/journal", "core/routing", "core/cluster", "core/scenario", "core/inspect"},
    "core/inspect": _BELOW_SCENARIO | {"core/scenario"},
    "core/sim": _BELOW_SIM,
    "core/live": _BELOW_SIM,
    "ui": _BELOW_SIM,
    "app": _BELOW_SIM | {"core/sim", "core/live", "ui"},
}

# What the core must not know: sockets, clocks, threads, files, Qt. core/live is the driver and may know all but Qt.
_IMPURE_HEADER = re.compile(
    r"^(boost/(asio|beast|process|filesystem|thread)|hiredis|openssl|sys/|netinet/|arpa/|net/|netdb\.h|unistd\.h"
    r"|fcntl\.h|poll\.h|pthread\.h|signal\.h|csignal$|ctime$|time\.h|thread$|mutex$|shared_mutex$|atomic$|future$"
    r"|condition_variable$|semaphore$|latch$|barrier$|stop_token$|chrono$|random$|filesystem$|fstream$|iostream$)"
)
_QT_HEADER = re.compile(r"^Q[A-Z]")
# The one place where threads meet (architecture: no mutex outside the mailbox).
_MAY_LOCK = {"core/control/mailbox.h", "core/control/mailbox.cpp"}
_LOCK_HEADERS = {"mutex", "condition_variable", "atomic", "chrono"}
_INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


def layering(files):
    """Parts include only what lies below them, and the core includes no sockets, clocks, threads or Qt."""
    for file in files:
        if not file.is_code or file.part.split("/")[0] not in {"core", "ui", "app", "tests"}:
            continue
        for number, line in enumerate(file.code_lines(), 1):
            match = _INCLUDE.match(line)
            if not match:
                continue
            problem = _quoted_problem(file, match[1]) if match[1] else _angle_problem(file, match[2])
            if problem:
                yield file.path, number, problem


def _quoted_problem(file, name):
    if name.endswith(".moc"):
        return None
    folders = name.split("/")
    if folders[0] not in {"core", "ui", "app", "tests"} or ".." in folders:
        return f'"{name}" is not included from the project\'s root'
    if file.is_test:
        return None
    target = "/".join(folders[:2]) if folders[0] == "core" else folders[0]
    if target == file.part:
        return None
    allowed = ALLOWED.get(file.part)
    if allowed is None:
        return f"{file.part} is not in the table of layers (tests/lint/rules.py)"
    return None if target in allowed else f"{file.part} must not include {target}"


def _angle_problem(file, name):
    if not file.part.startswith("core/"):
        return None
    if _QT_HEADER.match(name):
        return f"<{name}>: the core knows no Qt"
    if file.part == "core/live" or (file.path in _MAY_LOCK and name in _LOCK_HEADERS):
        return None
    if _IMPURE_HEADER.match(name):
        return f"<{name}>: the core has no sockets, clocks, threads or files; they belong into core/live or app"
    return None


_LICENSED_SUFFIXES = {".cpp", ".h", ".cmake", ".sh", ".py", ".js", ".mjs", ".ts", ".bash", ".zsh", ".fish"}
_SPDX_MARKS = ("SPDX-FileCopyrightText: Sessionscope contributors", "SPDX-License-Identifier: Apache-2.0")


def licence(files):
    """Every source, CMake, shell, Python and JavaScript file says whose it is and under which licence."""
    for file in files:
        is_script = file.lines and file.lines[0].startswith("#!")
        is_translation = file.lines and file.lines[0].startswith("<?xml")  # .ts, rewritten by a tool
        is_cmake = file.path.split("/")[-1] == "CMakeLists.txt"
        if not file.lines or is_translation or not (file.suffix in _LICENSED_SUFFIXES or is_script or is_cmake):
            continue
        head = "\n".join(file.lines[:5])
        for mark in _SPDX_MARKS:
            if mark not in head:
                yield file.path, 1, f'the first five lines lack "{mark}"'


# Code ends at column 110, which clang-format sees to. It leaves comments alone: those get a little more.
LINE_LENGTH = 125
# path: (lines allowed, why, since when). An entry that is no longer needed is a finding too.
SIZE_EXCEPTIONS = {}


def size(files, exceptions=None):
    """Files stay short enough to be read in one go: .cpp 400 lines, .h 200, tests 500."""
    exceptions = SIZE_EXCEPTIONS if exceptions is None else exceptions
    seen = set()
    for file in files:
        if not file.is_code:
            continue
        limit = 500 if file.is_test else 200 if file.suffix == ".h" else 400
        if file.path in exceptions:
            seen.add(file.path)
            if len(file.lines) <= limit:
                yield file.path, 1, "is in SIZE_EXCEPTIONS without need"
            limit = exceptions[file.path][0]
        if len(file.lines) > limit:
            yield file.path, limit + 1, f"{len(file.lines)} lines; {limit} are allowed: split it by idea"
        for number, line in enumerate(file.lines, 1):
            if len(line) > LINE_LENGTH:
                yield file.path, number, f"{len(line)} columns; {LINE_LENGTH} are allowed"
    for path in sorted(set(exceptions) - seen):
        yield path, 1, "is in SIZE_EXCEPTIONS and does not exist"


_EVERYWHERE = [
    (r"(?<![\w.>])s?rand\s*\(", "rand(): randomness comes from Rng, which a seed reproduces"),
    (r"\bstd::\w+_distribution\b", "std distributions differ between libraries: use Rng"),
    (r"(?<![\w.>])(?:std::)?system\s*\(", "system(): start processes with an argument list, never through a shell"),
    (r"\b(?:strcpy|strcat|sprintf|vsprintf|gets|strtok)\s*\(", "unbounded or hidden-state C string function"),
    (r"\busing\s+namespace\s+std\s*;", "using namespace std"),
    (
        r"\bco_await\b[^;{]*\((?:[^;{]*,)?\s*[\w:]*\{",
        "g++ 12 copies the members of a braced temporary in a co_await expression bitwise: give it a name",
    ),
]
_IN_CORE = [
    (r"\b(?:secure_)?getenv\s*\(", "the core reads no environment: pass the value in"),
    (r"(?<![\w.>])(?:std::)?time\s*\(\s*(?:nullptr|NULL|0|&)", "the core has no clock: pass the time in"),
]
_IN_TESTS = [
    (r"\bQTest::q(?:Wait|Sleep)\s*\(", "a fixed wait: wait for a condition (QTRY_…, qWaitFor)"),
    (r"\bsleep_(?:for|until)\s*\(", "a fixed wait: wait for a condition"),
    (r"(?<![\w.>])(?:::)?(?:u|nano)?sleep\s*\(", "a fixed wait: wait for a condition"),
    (r"\bQThread::(?:m|u)?sleep\s*\(", "a fixed wait: wait for a condition"),
]


def banned(files):
    """No calls that make results depend on luck, on the machine or on a shell."""
    for file in files:
        if not file.is_code:
            continue
        calls = list(_EVERYWHERE)
        if file.part.startswith("core/") and file.part != "core/live":
            calls += _IN_CORE
        if file.is_test:
            calls += _IN_TESTS
        patterns = [(re.compile(pattern), why) for pattern, why in calls]
        for number, line in enumerate(file.code_lines(), 1):
            for pattern, why in patterns:
                if pattern.search(line):
                    yield file.path, number, why


# Folders whose sources belong to other build presets (`fuzz`).
_OTHER_PRESETS = ("tests/fuzz/",)


def targets(files, build, root):
    """Every .cpp is compiled by some target, so that no code rots unseen and no test is forgotten."""
    database = json.loads((pathlib.Path(build) / "compile_commands.json").read_text(encoding="utf-8"))
    compiled = {pathlib.Path(entry["directory"], entry["file"]).resolve() for entry in database}
    yield from uncompiled(files, {path.as_posix() for path in compiled}, pathlib.Path(root).resolve())


def uncompiled(files, compiled, root):
    for file in files:
        if file.suffix != ".cpp" or file.path.split("/")[0] not in {"core", "app", "ui", "tests"}:
            continue
        if not file.path.startswith(_OTHER_PRESETS) and (root / file.path).as_posix() not in compiled:
            yield file.path, 1, "belongs to no CMake target"


_MACHINE_PATH = re.compile(r"(?<![\w.~$}-])/(?:work|home|root|Users)/[\w.]")
_RESOLVED_HOST = re.compile(r'"resolved"\s*:\s*"https?:')


def paths(files):
    """No file names a place on somebody's machine, nor the registry that a lock file was made with."""
    for file in files:
        for number, line in enumerate(file.lines, 1):
            if _MACHINE_PATH.search(line):
                yield file.path, number, "a path of one machine"
            if _RESOLVED_HOST.search(line):
                yield file.path, number, "a lock file names a registry host (npm: omit-lockfile-registry-resolved)"
