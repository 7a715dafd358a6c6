"""Prepare what search needs, in two steps: bytes for each document, then named artifacts for the whole library.

``prepare_document`` runs once for a content, in a worker process, and its bytes are kept; ``prepare_index`` runs in
every run that changes any passage, over all documents, and its artifacts are written in the same transaction as the
passages that they are about. A run over a library in which one report is new analyses that one report.

Ordinals: the passages of the library are counted from 0 through, documents ordered by path, passages by position.
``Library.spans`` counts them in the same order, so an artifact may hold ordinals.
"""

import gc
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from index.files import code_fingerprint
from index.models import Passage

if TYPE_CHECKING:
    from index.search.build.document_columns import ColumnStore

WARMS = ("stems",)  # the artifacts that ``warm_up`` takes
_VOCABULARY = Path(__file__).parents[2] / "vocabulary"


@cache
def search_version() -> str:
    """Name the program and the vocabulary that prepare; another version prepares every document again, reads none."""
    digest = sha256(code_fingerprint("index.search.build").encode())
    for path in sorted(_VOCABULARY.glob("*.t*")):
        digest.update(path.read_bytes())
    return f"search {digest.hexdigest()[:16]}"


def warm_up(former: Mapping[str, bytes]) -> None:
    """Load what ``prepare_index`` needs, in a thread while workers read, so that it costs little time.

    ``former`` are artifacts of the generation that is held: what is in them need not be found again.
    """
    from index.search.build.vocabulary_reader import load_lists

    load_lists(former)


def prepare_document(passages: tuple[Passage, ...]) -> bytes:
    """Take the words of every passage of a document; the result depends on the passages alone."""
    from index.search.build.document_terms import analyse

    return analyse(passages).to_bytes()


def prepare_index(documents: Iterable[bytes]) -> Mapping[str, bytes]:
    """Build the artifacts, by name, from what was prepared of all documents in the order of their ordinals.

    They depend on the passages and their order, not on how a document is described: a run that only describes documents
    anew keeps the artifacts that are held.
    """
    from index.search.build.document_columns import HeldColumns

    prepared = {str(place): data for place, data in enumerate(documents)}
    columns = HeldColumns()
    artifacts = update_index(list(prepared), prepared.__getitem__, columns)
    return {**artifacts, **columns.joined(list(prepared))}


def update_index(
    order: Sequence[str],
    load: Callable[[str], bytes],
    columns: "ColumnStore",
    *,
    former: Mapping[str, bytes] | None = None,
    load_former: Callable[[str], bytes] | None = None,
    changed: Collection[str] = (),
) -> Mapping[str, bytes]:
    """Bring the artifacts of a generation up to date, or build them where there is none.

    ``order`` are the ids of all documents, ``load`` gives what was prepared of one, ``load_former`` what was of one
    that the generation holds whose artifacts are ``former``; ``changed`` are those that have other passages now. What
    belongs to one document is kept in ``columns``, where that of the others stands.
    """
    from index.search.build.builder import build

    # Millions of small lists, none in a circle: looking for circles would take a fifth of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return build(order, load, columns, former=former, load_former=load_former, changed=changed)
    finally:
        if collecting:
            gc.enable()
