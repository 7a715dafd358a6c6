"""Name the program text that a piece of work depends on, worked out from its imports.

What was read or built by another version of the program is told from it by this name, and made anew.
"""

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

_TOP = Path(__file__).parents[2]
# An import of a module of this package, at the top of a file or inside a function; names in brackets or on the line.
_IMPORT = re.compile(r"^[ \t]*from (index(?:\.\w+)*) import (\([^)]*\)|[^\n#]+)", re.MULTILINE)
# A line of a face's stub: where the face finds a name.
_FACE = re.compile(r"^from \.([\w.]+) import (\w+) as \w+", re.MULTILINE)


@cache
def code_fingerprint(*roots: str, without: str | None = None) -> str:
    """Name the text of every module of ``index`` that these modules or packages reach by imports: 16 hex digits.

    What only the package ``without`` holds or reaches is left out.
    """
    digest = sha256()
    for path in reached_files(*roots, without=without):
        digest.update(path.relative_to(_TOP).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def reached_files(*roots: str, without: str | None = None) -> list[Path]:
    """List the files that modules, or all modules of packages, reach by imports, themselves included, in order."""
    left_out = _place(without) if without else None
    waiting = [file for root in roots for file in _files_of(root, whole=True)]
    reached: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in reached and left_out not in path.parents:
            reached.add(path)
            waiting += _imported(path)
    return sorted(reached)


def _imported(path: Path) -> Iterator[Path]:
    for module, names in _IMPORT.findall(path.read_text(encoding="utf-8")):
        for part in names.strip("()").split(","):
            name = part.split("#")[0].split(" as ")[0].strip()
            if name:
                yield from _files_of(_home_of(module, name))


@cache
def _home_of(module: str, name: str) -> str:
    """Name the module that a name comes from: a module of that name, or what the face of a package finds it in."""
    if _files_of(f"{module}.{name}"):
        return f"{module}.{name}"
    stub = _place(module) / "__init__.pyi"
    if stub.exists():
        homes = {found: inner for inner, found in _FACE.findall(stub.read_text(encoding="utf-8"))}
        return f"{module}.{homes[name]}" if name in homes else module
    return module


def _files_of(module: str, *, whole: bool = False) -> list[Path]:
    """Give the file of a module, or of a package its first file (the whole of it if asked); none where neither is."""
    place = _place(module)
    if place.with_suffix(".py").is_file():
        return [place.with_suffix(".py")]
    if not (place / "__init__.py").is_file():
        return []
    return sorted(place.rglob("*.py")) if whole else [place / "__init__.py"]


def _place(module: str) -> Path:
    return _TOP.joinpath(*module.split("."))
