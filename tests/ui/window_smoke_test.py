#!/usr/bin/env python3
# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
#
# usage: window_smoke_test.py PROGRAM THEMES
#
# The program as a person meets it: a real window on a real X server, a real mouse and a real keyboard. Presses the
# button that matters, waits for the verdict, asks for the list of keys and quits by the palette. THEMES is the folder
# that says which colour that button has. Exits with 77 where Xvfb or xdotool are missing.

import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time

PATIENCE = 60.0  # seconds, on a busy machine
SKIPPED = 77


def eventually(what, condition):
    """What the condition returns once it is true."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    sys.exit(f"not within {PATIENCE:.0f} s: {what}")


class Screen:
    """An X server without a screen. What it shows is a file in the format of xwd."""

    def __init__(self, folder):
        self.picture = folder / "Xvfb_screen0"
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset", "-fbdir", folder],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.display = ":" + pipe.readline().strip()

    def pixels(self):
        """Rows of 32-bit pixels, 0x??RRGGBB."""
        data = self.picture.read_bytes()
        header = struct.unpack(">25I", data[:100])
        size, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
        start = size + colours * 12
        for row in range(height):
            at = start + row * line
            yield struct.unpack(f"<{width}I", data[at:at + 4 * width])

    def button_in(self, colours):
        """The middle of the first area of one of these colours that is as large as a button, if there is one."""
        width, height, corner = 60, 14, 6
        rows = list(self.pixels())
        for y, row in enumerate(rows[:-height]):
            start = 0
            for x in range(1, len(row) + 1):
                if x < len(row) and row[x] == row[start]:
                    continue
                if row[start] in colours and x - start >= width and all(
                        rows[y + down][start + corner] == row[start] for down in range(height)):
                    return (start + x) // 2, y + height // 2
                start = x
        return None


class Person:
    def __init__(self, display):
        self.environment = dict(os.environ, DISPLAY=display)

    def do(self, *words):
        return subprocess.run(["xdotool", *map(str, words)], env=self.environment, check=False,
                              capture_output=True, text=True).stdout

    def sees(self, title):
        return self.do("search", "--onlyvisible", "--name", title).split()


def button_colours(themes):
    """As pixels: an X server may or may not set the byte that no colour is in."""
    colours = set()
    for name in ("light.json", "dark.json"):
        colour = int(json.loads((themes / name).read_text())["accent"][1:], 16)
        colours |= {colour, colour | 0xFF000000}
    return colours


def use(program, themes, folder):
    screen = Screen(folder)
    try:
        person = Person(screen.display)
        environment = dict(person.environment, HOME=str(folder), XDG_RUNTIME_DIR=str(folder),
                           XDG_CONFIG_HOME=str(folder), QT_QPA_PLATFORM="xcb", LANGUAGE="en", LC_ALL="C.UTF-8")
        said = folder / "said.txt"
        with said.open("w") as errors:
            window = subprocess.Popen([program, "--timings"], env=environment, stderr=errors)
        try:
            walk_through(person, screen, button_colours(themes), window, said)
        finally:
            if window.poll() is None:
                window.kill()
            window.wait()
            print(said.read_text(), end="")
    finally:
        screen.process.terminate()
        screen.process.wait()


def walk_through(person, screen, colours, window, said):
    eventually("a window", lambda: person.sees("^Sessionscope"))
    x, y = eventually("the button", lambda: screen.button_in(colours))
    person.do("mousemove", x, y, "click", 1)
    verdict = eventually("the verdict", lambda: re.search(
        r"^verdict: .* before: (\d+) of (\d+) lost, after: (\d+) of", said.read_text(), re.MULTILINE))
    before, total, after = map(int, verdict.groups())
    assert 0 < before <= total and after == 0, verdict.group()

    person.do("key", "question")
    shortcuts = eventually("the list of keys", lambda: person.sees("^Keyboard shortcuts"))
    person.do("windowfocus", "--sync", shortcuts[0])
    person.do("key", "Escape")
    eventually("the list of keys gone", lambda: not person.sees("^Keyboard shortcuts"))

    person.do("windowfocus", "--sync", person.sees("^Sessionscope")[0])
    person.do("key", "ctrl+k")
    person.do("type", "--delay", 30, "quit")
    person.do("key", "Return")
    eventually("the end of the program", lambda: window.poll() is not None)
    assert window.returncode == 0, window.returncode


def main():
    missing = [name for name in ("Xvfb", "xdotool") if not shutil.which(name)]
    if missing:
        print(f"skipped: {' and '.join(missing)} not found; packaging/dependencies.sh test installs them")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        use(sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
