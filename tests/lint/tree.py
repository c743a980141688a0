# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0
"""The files of the source tree, as the rules see them."""

import pathlib
import re
import subprocess

CODE_SUFFIXES = {".cpp", ".h"}
SKIPPED_FOLDERS = {".git", "build", "node_modules", "__pycache__"}


class File:
    """One text file: its path from the root with forward slashes, and its text."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.lines = text.splitlines()

    @property
    def suffix(self):
        return pathlib.PurePosixPath(self.path).suffix

    @property
    def is_code(self):
        return self.suffix in CODE_SUFFIXES

    @property
    def is_test(self):
        return self.path.startswith("tests/")

    @property
    def part(self):
        """What the file belongs to: `core/<folder>` in core, otherwise the top folder."""
        folders = self.path.split("/")
        return "/".join(folders[:2]) if folders[0] == "core" and len(folders) > 2 else folders[0]

    def code_lines(self):
        """The lines with comments and the contents of literals blanked out, so that prose is never taken for code."""
        return blank_prose(self.text).splitlines()


_PROSE = re.compile(
    r"""//[^\n]*
      | /\*.*?\*/
      | R"(?P<fence>[^\s()\\]{0,16})\(.*?\)(?P=fence)"
      | "(?:\\.|[^"\\\n])*"
      | (?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'""",
    re.VERBOSE | re.DOTALL,
)


def blank_prose(text):
    """Replaces comments and literals, keeping every line break; the name in an #include stays."""

    def blank(match):
        start_of_line = text.rfind("\n", 0, match.start()) + 1
        if text[start_of_line : match.start()].strip() == "#include":
            return match.group()
        return "\n" * match.group().count("\n")

    return _PROSE.sub(blank, text)


def paths(root):
    """Every file that is tracked or could be committed; without git, every file outside build folders."""
    command = ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listing = subprocess.run(command, capture_output=True, check=False)
    if listing.returncode == 0 and listing.stdout:
        return sorted(name for name in listing.stdout.decode().split("\0") if name)
    found = []
    for path in root.rglob("*"):
        relative = path.relative_to(root)
        if path.is_file() and not SKIPPED_FOLDERS.intersection(relative.parts):
            found.append(relative.as_posix())
    return sorted(found)


def load(root):
    """The text files of the tree; pictures and other binary files are left out."""
    files = []
    for name in paths(root):
        path = root / name
        if not path.is_file() or path.is_symlink():
            continue
        data = path.read_bytes()
        if b"\0" not in data:
            files.append(File(name, data.decode("utf-8", errors="replace")))
    return files
