"""Public addresses of reports, as an administrator gives them: a CSV with the columns file and url.

In: the text of the CSV and the paths of the documents that are held. Out: which document gets which address, and what
is wrong with the other rows.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from index.errors import FindingsError

MOST_ROWS = 20_000
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2900}")


class ReportLinksError(FindingsError):
    """A list of addresses cannot be read."""


@dataclass(frozen=True, slots=True)
class ReportLinks:
    """Addresses by the path of their document; ``unknown`` names files that are not held, ``faulty`` bad addresses."""

    addresses: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()


def read_report_links(text: str, documents: Iterable[str]) -> ReportLinks:
    """Read a CSV of addresses; a file is named by its path in the documents folder, or by the end of it.

    Raises:
        ReportLinksError: the columns are not there, or there are too many rows.
    """
    rows = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    if not {"file", "url"} <= {(name or "").strip().lower() for name in rows.fieldnames or ()}:
        raise ReportLinksError("Cannot read the addresses: the first line must name the columns file and url.")
    paths = _Paths(tuple(documents))
    found: dict[str, str] = {}
    unknown, faulty = [], []
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise ReportLinksError(f"Cannot read the addresses: more than {MOST_ROWS:,} rows. Send them in parts.")
        named = {(key or "").strip().lower(): (value or "").strip() for key, value in row.items() if key is not None}
        file, address = named.get("file", ""), named.get("url", "")
        path = paths.find(file)
        if path is None:
            unknown.append(file)
        elif _ADDRESS.fullmatch(address) is None:
            faulty.append(file)
        else:
            found[path] = address
    return ReportLinks(tuple(found.items()), tuple(unknown), tuple(faulty))


class _Paths:
    """The paths that are held, found by themselves or by an end that only one of them has."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = frozenset(paths)
        self._ends: dict[str, str | None] = {}
        for path in paths:
            parts = path.split("/")
            for first in range(1, len(parts)):
                end = "/".join(parts[first:])
                self._ends[end] = None if end in self._ends else path

    def find(self, file: str) -> str | None:
        name = file.replace("\\", "/").strip("/")
        return name if name in self._paths else self._ends.get(name)
