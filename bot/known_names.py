"""Which names the library and the map of England know: they may be asked about.

In: a library. Out: a test of words. Inspectors, judges, schemes and places that a document names, and councils,
are known; a child or a parent is not. Documents are read only for words that look like a name, which is seldom.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from index.authorities import Gazetteer
from index.storage.library import Library

__all__ = ["known_names"]


def known_names(library: Library, gazetteer: Gazetteer) -> Callable[[str], bool]:
    """Return what says of a word, or of words in this order, whether a document has them or a council is called so."""

    @lru_cache(maxsize=2_000)
    def known(words: str) -> bool:
        if gazetteer.find(words, is_word=lambda _: True).all:
            return True
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)
        for document in library.documents:
            if pattern.search(f"{document.title} {document.lead_inspector or ''} {document.authority_form or ''}"):
                return True
            if any(pattern.search(passage.text) for passage in library.passages_of(document)):
                return True
        return False

    return known
