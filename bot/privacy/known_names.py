"""Which names may be asked about: those who inspected, signed or lead, and councils, as the library has them.

The set is made once when a generation is opened; a question costs a look into it.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from bot.privacy.persons import MODEL
from bot.privacy.typed_words import load_words
from index.authorities import Gazetteer
from index.models import Document
from index.query import load_model
from index.storage import Library

_NAME = (
    r"[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)*(?: [A-Z]\.?)?(?: (?:de |van |al-)?[A-Z][A-Za-z]+(?:[-'’][A-Z]?[a-z]+)*){1,2}"
)
_OFFICE = (
    r"(?:HMI|HMCI|(?:His|Her) Majesty|Ofsted|(?:Lead|Senior|Regional|Social Care) [Ii]nspector|"
    r"(?:Interim |Executive |Corporate |Strategic |"
    r"Acting |Deputy |National |Regional )*Director|DCS|Chief|Commissioner|Chair\b|"
    r"Councillor|Cllr|Leader|Minister|CBE|OBE)"
)
_BEFORE = re.compile(
    rf"(?:\b{_OFFICE}[^\n.;]{{0,40}}?[,:] |\b(?:Dear|Cllr|Councillor|Inspectors?:|inspector:?|sincerely,?) )({_NAME})"
)
_AFTER = re.compile(rf"\b({_NAME})[,:]?\s+(?:the )?{_OFFICE}")
_SIGNS = (
    "HMI",
    "Majesty",
    "nspector",
    "irector",
    "DCS",
    "Chief",
    "ommissioner",
    "Chair",
    "Councillor",
    "Cllr",
    "Dear",
    "incerely",
    "Minister",
)
_NO_NAMES = frozenset(
    (
        "HMI HMCI OBE CBE QPM Interim Executive Corporate National Regional Acting Assistant Deputy Strategic Director"
    ).split()
)
# Longer passages than this are texts and tables, not the line that a name and its office stand in.
_LONGEST = 2_000


def known_names(library: Library, gazetteer: Gazetteer) -> Callable[[str], bool]:
    """Return what says of a full name whether a document has it beside an office, or a council is called so."""
    load_words()  # here, off the path of a question
    load_model(MODEL)
    names = {_plain(name) for document in library.documents for name in _of_document(library, document, gazetteer)}

    def known(name: str) -> bool:
        return _plain(name) in names

    return known


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").lower().split())


def _of_document(library: Library, document: Document, gazetteer: Gazetteer) -> Iterator[str]:
    if document.authority:
        yield document.authority
        yield from gazetteer.aliases(document.authority)
    if document.authority_form:
        yield document.authority_form
    if document.lead_inspector:
        yield from _people(document.lead_inspector)
    for passage in library.passages_of(document):
        text = passage.text[:_LONGEST]
        if any(sign in text for sign in _SIGNS):
            for pattern in (_BEFORE, _AFTER):
                for match in pattern.finditer(text):
                    yield from _people(match[1])


def _people(words: str) -> Iterator[str]:
    """Give the full names in a run of capitals: two words that follow each other, or three; never a surname alone.

    "Mr" and a surname are left out: every library would know the commonest ones, and families are called so too.
    """
    names = [word for word in words.split() if word not in _NO_NAMES]
    if names and names[0].rstrip(".") in {"Mr", "Mrs", "Ms", "Miss"}:
        return
    if len(names) > 2:
        yield " ".join(names)
    for first, second in pairwise(names):
        yield f"{first} {second}"
