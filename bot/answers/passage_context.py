"""A passage among its neighbours: what stands before and after it in the document.

In come a library and a document with a paragraph, or a passage; out go passages with their citations in reading
order. Nothing is searched and nothing is shown here.
"""

from difflib import get_close_matches

from index.errors import FindingsError
from index.metadata import cite
from index.models import Citation, Document, Passage
from index.storage import Library

AROUND = 2  # paragraphs before and after: what fits a screen


class NotHeldError(FindingsError):
    """The library holds no such document, or the document has no such paragraph."""

    exit_status = 1


def find_document(library: Library, path: str) -> Document:
    """Find a document by its path, or by the end of its path where only one document has it.

    Raises:
        NotHeldError: there is none, or there are several; the message names what is near.
    """
    wanted = path.replace("\\", "/").strip("/")
    document = library.document(wanted)
    if document is not None:
        return document
    ending = [held for held in library.documents if f"/{held.path}".endswith(f"/{wanted}")]
    if len(ending) == 1:
        return ending[0]
    if ending:
        names = "; ".join(held.path for held in ending[:5])
        raise NotHeldError(f"{path} could be any of {len(ending)} documents ({names}). Name one of them in full.")
    near = get_close_matches(wanted, [held.path for held in library.documents], n=1, cutoff=0.6)
    hint = f" Did you mean {near[0]}?" if near else " List what is held with: findings documents"
    raise NotHeldError(f"The library holds no document {path}.{hint}")


def whole_document(library: Library, document: Document) -> list[tuple[Passage, Citation]]:
    """Give every passage of a document with its citation, in reading order."""
    return [(passage, cite(document, passage)) for passage in library.passages_of(document)]


def paragraph_in_context(
    library: Library, document: Document, paragraph: str
) -> tuple[list[tuple[Passage, Citation]], int]:
    """Give a numbered paragraph with its neighbours, and its place among them.

    Raises:
        NotHeldError: the document has no paragraph with this number.
    """
    if paragraph.startswith("#"):
        place = find_passage(library, document, paragraph).position
        return neighbours(library, document, place, before=AROUND, after=AROUND)
    wanted = paragraph.strip().rstrip(".").removeprefix("para").removeprefix("graph").strip()
    passages = library.passages_of(document)
    for passage in passages:
        if passage.number is not None and passage.number.rstrip(".") == wanted:
            return neighbours(library, document, passage.position, before=AROUND, after=AROUND)
    numbers = [passage.number for passage in passages if passage.number is not None]
    held = f"its paragraphs are {numbers[0]} to {numbers[-1]}" if numbers else "its paragraphs are not numbered"
    raise NotHeldError(f"{document.path} has no paragraph {paragraph}: {held}.")


def find_passage(library: Library, document: Document, wanted: str) -> Passage:
    """Find a passage by its printed number ("13"), or by its place in reading order counted from 1 ("#7").

    Raises:
        NotHeldError: the document has no such paragraph.
    """
    if wanted.startswith("#"):
        passages = library.passages_of(document)
        if wanted[1:].isdecimal() and 1 <= int(wanted[1:]) <= len(passages):
            return passages[int(wanted[1:]) - 1]
        raise NotHeldError(f"{document.path} has no passage {wanted}: it has {len(passages)}.")
    around, place = paragraph_in_context(library, document, wanted)
    return around[place][0]


def neighbours(
    library: Library, document: Document, position: int, *, before: int, after: int
) -> tuple[list[tuple[Passage, Citation]], int]:
    """Give the passages around a position, and the place of that position among them."""
    passages = library.passages_of(document)
    start, stop = max(0, position - before), min(len(passages), position + after + 1)
    return [(passages[place], cite(document, passages[place])) for place in range(start, stop)], position - start
