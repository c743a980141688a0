# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
"""Proves each rule: texts that it must flag, and texts beside them that it must let pass."""

import pathlib

import rules
from tree import File

SPDX = "// SPDX-FileCopyrightText: Sessionscope contributors\n// SPDX-License-Identifier: Apache-2.0\n"
# Put together here so that this file does not break the rules that it proves.
HOME = "/" + "home/ann/notes"
RESOLVED = '"resolved": "' + "https://registry.example/x.tgz"

# (rule, path, text, must it be flagged)
CASES = [
    ("layering", "core/mcp/era.cpp", '#include "core/session/record.h"', True),
    ("layering", "core/session/record.cpp", '#include "core/mcp/era.h"', False),
    ("layering", "core/cluster/service.h", '#include "core/routing/exchange.h"', True),
    ("layering", "core/sim/world.cpp", '#include "core/live/engine.h"', True),
    ("layering", "core/live/engine.cpp", '#include "core/sim/world.h"', True),
    ("layering", "core/live/engine.cpp", '#include "core/scenario/plan.h"', False),
    ("layering", "ui/main_window.cpp", '#include "core/live/engine.h"', True),
    ("layering", "ui/main_window.cpp", '#include "core/sim/world.h"', True),
    ("layering", "app/cli/main.cpp", '#include "core/live/engine.h"', False),
    ("layering", "core/novelty/thing.h", '#include "core/base/ids.h"', True),
    ("layering", "core/base/ids.cpp", '#include "ids.h"', True),
    ("layering", "core/base/ids.cpp", '#include "core/base/ids.h"', False),
    ("layering", "tests/core/base/ids_test.cpp", '#include "core/sim/world.h"\n#include "ids_test.moc"', False),
    ("layering", "core/base/time.h", "#include <chrono>", True),
    ("layering", "core/live/clock.h", "#include <chrono>", False),
    ("layering", "core/sim/world.cpp", "#include <thread>", True),
    ("layering", "core/cluster/service.cpp", "#include <boost/asio/ip/tcp.hpp>", True),
    ("layering", "core/session/session_id.cpp", "#include <boost/uuid/uuid.hpp>", False),
    ("layering", "core/base/ids.cpp", "#  include <sys/socket.h>", True),
    ("layering", "core/base/ids.cpp", "// #include <unistd.h>", False),
    ("layering", "core/live/engine.cpp", "#include <QObject>", True),
    ("layering", "core/control/mailbox.h", "#include <mutex>", False),
    ("layering", "core/control/command.h", "#include <mutex>", True),
    ("licence", "core/base/a.h", "#pragma once\n", True),
    ("licence", "core/base/a.h", SPDX, False),
    ("licence", "tools/go", "#!/bin/sh\n", True),
    ("licence", "core/CMakeLists.txt", "add_library(a)\n", True),
    ("licence", "app/CMakeLists.txt", "", False),
    ("licence", "README.md", "# Read\n", False),
    ("size", "core/base/a.cpp", "\n" * 401, True),
    ("size", "core/base/a.cpp", "\n" * 400, False),
    ("size", "core/base/a.h", "\n" * 201, True),
    ("size", "tests/a_test.cpp", "\n" * 501, True),
    ("size", "tests/a_test.cpp", "\n" * 500, False),
    ("size", "core/base/a.h", "x" * 126, True),
    ("banned", "core/base/a.cpp", "int x = rand();", True),
    ("banned", "core/base/a.cpp", "int x = operand(); // rand() is banned", False),
    ("banned", "core/base/a.cpp", 'auto x = "rand()"; auto y = R"(system("ls"))";', False),
    ("banned", "core/base/a.cpp", "std::uniform_int_distribution<int> d;", True),
    ("banned", "core/live/a.cpp", 'std::system("ls");', True),
    ("banned", "core/live/a.cpp", "boost::system::error_code e; boost::system::system_error(e);", False),
    ("banned", "core/live/a.cpp", "strcpy(to, from);", True),
    ("banned", "core/base/a.cpp", 'const char *x = getenv("HOME");', True),
    ("banned", "app/cli/a.cpp", 'const char *x = getenv("HOME");', False),
    ("banned", "core/base/a.cpp", "auto x = std::time(nullptr);", True),
    ("banned", "core/base/a.cpp", "auto n = 1'000; srand(1'000);", True),
    ("banned", "core/live/a.cpp", "co_await respond(step::Respond{});", True),
    ("banned", "core/live/a.cpp", "auto x = co_await start(io, {});", True),
    ("banned", "core/live/a.cpp", "while (co_await read(a, b)) {", False),
    ("banned", "core/live/a.cpp", "co_await limit.within(time, [this] { end(); });", False),
    ("banned", "tests/a_test.cpp", "QTest::qWait(10);", True),
    ("banned", "tests/a_test.cpp", "QTest::qWaitFor(done);", False),
    ("banned", "tests/a_test.cpp", "std::this_thread::sleep_for(1s);", True),
    ("banned", "tests/a_test.cpp", "usleep(10);", True),
    ("banned", "tests/a_test.cpp", 'pod.sleep(10); call("sleep");', False),
    ("paths", "docs/a.md", f"see {HOME}", True),
    ("paths", "docs/a.md", f"see https://example.org{HOME}, ./work/x and net/home/x", False),
    ("paths", "tests/e2e/package-lock.json", RESOLVED, True),
]


def findings_of(rule, file):
    # The exceptions in force belong to the real tree; they have cases of their own below.
    if rule == "size":
        return list(rules.size([file], {}))
    return list(getattr(rules, rule)([file]))


def survivors():
    """Yields a sentence for each text on which a rule decided wrongly."""
    for rule, path, text, wanted in CASES:
        found = findings_of(rule, File(path, text))
        if bool(found) != wanted:
            verb = "let pass" if wanted else f"flagged ({found})"
            yield f"{rule} {verb} {path}: {text[:80]!r}"
    yield from _circles()
    yield from _survivors_of_sizes()
    yield from _survivors_of_targets()


def _circles():
    for part, below in rules.ALLOWED.items():
        for other in below:
            if part in rules.ALLOWED[other]:
                yield f"{part} and {other} may include each other"


def _survivors_of_sizes():
    long_file = File("core/base/a.cpp", "\n" * 450)
    if list(rules.size([long_file], {"core/base/a.cpp": (450, "a table", "2026-01")})):
        yield "size ignores an exception that is needed"
    if not list(rules.size([File("core/base/a.cpp", "\n")], {"core/base/a.cpp": (450, "a table", "2026-01")})):
        yield "size lets an exception stay that is not needed"
    if not list(rules.size([], {"core/base/a.cpp": (450, "a table", "2026-01")})):
        yield "size lets an exception stay for a file that is gone"


def _survivors_of_targets():
    root = pathlib.Path("/tree")
    files = [File("core/base/a.cpp", ""), File("tests/fuzz/b.cpp", ""), File("core/base/a.h", "")]
    if list(rules.uncompiled(files, {"/tree/core/base/a.cpp"}, root)):
        yield "targets flagged files that need no target or have one"
    if not list(rules.uncompiled(files, set(), root)):
        yield "targets let a forgotten .cpp pass"
