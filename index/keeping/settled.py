"""Settled: what the catalogue settles about one file goes to the bin with the file, and comes back with it.

In come the documents folder, the file's name and its folder in the bin, where the entry is kept as a catalogue of its
own. Entries for several files (patterns, names without a folder) are left where they are. Files are moved elsewhere.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from index.folder.catalogue import load_catalogue
from index.folder.listing import CATALOGUE

if TYPE_CHECKING:
    from index.description.catalogue_writing import Value

__all__ = ["copy_settled", "settle_again", "settled_of", "take_settled"]


def settled_of(folder: Path, path: str) -> dict[str, "Value"]:
    """Give what a catalogue settles about one file and no other."""
    found: dict[str, Value] = {}
    for entry in load_catalogue(folder / CATALOGUE).entries:
        if entry.pattern == f"./{path}":
            found |= entry.values
    return found


def copy_settled(documents: Path, path: str, folder: Path) -> Mapping[str, "Value"]:
    """Copy what is settled about a file to its folder in the bin, and give it."""
    values = settled_of(documents, path)
    if values:
        _set_entry(folder / CATALOGUE, path, values)
    return values


def take_settled(documents: Path, path: str, values: Mapping[str, "Value"]) -> None:
    """Take what is settled about a file out of the catalogue."""
    _set_entry(documents / CATALOGUE, path, dict.fromkeys(values))


def settle_again(documents: Path, path: str, folder: Path) -> None:
    """Put what was settled about a file into the catalogue again; raise CatalogueError where that cannot be."""
    values = settled_of(folder, path)
    if values:
        _set_entry(documents / CATALOGUE, path, values)


def _set_entry(catalogue: Path, path: str, values: Mapping[str, "Value"]) -> None:
    # What writes TOML takes a tenth of a second to load, and every run of the indexer mends first.
    from index.description.catalogue_writing import set_entry

    set_entry(catalogue, f"./{path}", values)
