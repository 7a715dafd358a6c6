"""Scope: the part of the documents folder that a run is about.

In come the paths that somebody named; out goes a test for the names of files. Nothing is opened here.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from index.errors import FolderError
from index.folder.listing import printable

__all__ = ["Scope"]


class Scope:
    """The part of the folder that a run is about."""

    def __init__(self, documents: Path, paths: Iterable[Path]) -> None:
        root = Path(os.path.realpath(documents))
        self._names: list[str] = []
        for path in paths:
            # A path is meant as the shell sees it or, failing that, as the library names it.
            choices = [Path(os.path.abspath(path)), root / path]
            inside = [p for c in choices if (p := _resolve_folder_of(c)).is_relative_to(root)]
            if not inside:
                raise FolderError(
                    f"{printable(os.fsencode(path))} is not in the documents folder {documents}. Put it there."
                )
            there = next((p for p in inside if os.path.lexists(p)), inside[-1])
            self._names.append(printable(os.fsencode(there.relative_to(root))))

    def require(self, names: Iterable[str]) -> None:
        """Raise FolderError if a path stands for nothing that is there or was."""
        held = set(names)
        for wanted in self._names:
            if not any(_is_below(name, wanted) for name in held):
                raise FolderError(
                    f"There is no {wanted} in the documents folder, and none is held. Check its spelling."
                )

    def __contains__(self, name: str) -> bool:
        return not self._names or any(_is_below(name, wanted) for wanted in self._names)


def _resolve_folder_of(path: Path) -> Path:
    """Resolve the links on the way to a path, but not the path itself: a link is a file of the folder it stands in."""
    return Path(os.path.realpath(path.parent)) / path.name if path.name else Path(os.path.realpath(path))


def _is_below(name: str, wanted: str) -> bool:
    return wanted in {".", name} or name.startswith(wanted + "/")
