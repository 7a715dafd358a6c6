"""Editions: documents that are nearly the same, such as a report and its corrected copy.

In come the documents of a library, each with a sketch of its words; out goes, for each older edition, the one that
answers in its place. Nothing is left out here: the older edition is kept, and marked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from zlib import crc32

from index.models import Document, Passage

_WORDS = 5  # that follow one another: two texts share few of these by chance
_KEPT = 64  # of the hashes of a document, the smallest
_LEAST = 150  # words: of a shorter document a sketch says too little
_OF_ONE_INSPECTION = 0.5  # of what two reports say, shared, where both name the same inspection
_OTHERWISE = 0.8
_DAYS = 45  # between two papers that may be editions of one: a report of each quarter is no edition
_CORRECTED = re.compile(
    r"\b(?:correct(?:ed|ion)|amended|revised|re-?published|re-?issued|updated|supplement(?:ary)?|final)\b",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)
_VERSION = re.compile(r"\bv(?:ersion)?[ ._-]?(\d{1,3})(?:[._](\d{1,3}))?\b", re.IGNORECASE)
_SEPARATORS = re.compile(r"[_\W]+")


def sketch_of(passages: Sequence[Passage]) -> str:
    """Give a sketch of the words of a document, by which it is compared with others; "" where it is too short."""
    words = re.findall(r"\w+", " ".join(passage.text for passage in passages).casefold())
    if len(words) < _LEAST:
        return ""
    runs = {crc32(" ".join(words[n : n + _WORDS]).encode("utf-8", "surrogatepass")) for n in range(len(words) - _WORDS)}
    return "".join(f"{number:08x}" for number in sorted(runs)[:_KEPT])


def likeness(one: str, other: str) -> float:
    """Estimate which part of what two documents say they share, from their sketches (Broder 1997)."""
    if not one or not other:
        return 0.0
    first, second = (set(re.findall(".{8}", sketch)) for sketch in (one, other))
    smallest = sorted(first | second)[:_KEPT]
    return sum(number in first and number in second for number in smallest) / len(smallest)


def mark_editions(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Mark older editions with the path of the newest, and warn of both, so that an admin sees them."""
    marked = {document.path: document for document in documents}
    groups: dict[object, list[Document]] = defaultdict(list)
    for document in marked.values():
        groups[document.authority, document.voice, document.kind].append(document)
    for group in groups.values():
        ordered = sorted(group, key=_age)
        for place, older in enumerate(ordered):
            newer = next((other for other in reversed(ordered[place + 1 :]) if _same_document(older, other)), None)
            if newer is not None:
                said = f"It is nearly the same as {newer.path}, a newer edition, which answers in its place."
                marked[older.path] = replace(older, edition_of=newer.path, warnings=(*older.warnings, said))
                said = f"It is a newer edition of {older.path}, which is kept and answers no more."
                held = marked[newer.path]
                marked[newer.path] = replace(held, warnings=(*held.warnings, said))
    return tuple(marked.values())


def _same_document(one: Document, other: Document) -> bool:
    if one.inspected and other.inspected:
        return one.inspected == other.inspected and likeness(one.sketch, other.sketch) >= _OF_ONE_INSPECTION
    if one.date and other.date and abs((one.date - other.date).days) > _DAYS:
        return False
    return likeness(one.sketch, other.sketch) >= _OTHERWISE


def _age(document: Document) -> tuple[object, ...]:
    """Order editions: by their day, then by what their names say of them."""
    name = _SEPARATORS.sub(" ", f"{document.path.rpartition('/')[2].rpartition('.')[0]} {document.title}")
    version = max((tuple(int(n or 0) for n in found) for found in _VERSION.findall(name)), default=(0, 0))
    day = document.date.toordinal() if document.date else 0
    return day, not _DRAFT.search(name), version, bool(_CORRECTED.search(name)), len(document.path), document.path
