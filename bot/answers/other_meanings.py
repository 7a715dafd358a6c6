"""Other meanings: terms of the sector in which a word means another thing than alone.

A point on supervision orders is none on supervision, and one on private fostering none on fostering. In: the ways to
say a thing. Out: the longer terms that are not counted for it. A term that is a kind of the thing ("age assessment")
is counted, and is not in the table.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherMeaning:
    """Words, and the terms in which they mean something else; ``says`` and ``says_not`` are the tests."""

    words: tuple[str, ...]
    terms: tuple[str, ...]
    says: str
    says_not: str


OTHER_MEANINGS = (
    OtherMeaning(
        ("supervision", "supervised", "supervise"),
        ("supervision order", "contact supervision", "supervised contact", "supervised family time"),
        "Supervision is regular, also of children on supervision orders.",
        "Plans for children subject to supervision orders drift.",
    ),
    OtherMeaning(
        ("fostering", "foster"),
        ("private fostering", "privately fostered", "private foster"),
        "There are too few foster homes, and private fostering is not known.",
        "The response to children who are privately fostered is late.",
    ),
    OtherMeaning(
        ("missing", "missing children", "children missing"),
        (
            "missing education",
            "missing from education",
            "missing from school",
            "missing school",
            "missing out",
            "missing full-time education",
        ),
        "Children who go missing from home are seen, and those missing education are tracked.",
        "Children missing from education are not tracked.",
    ),
    OtherMeaning(
        ("strategy", "strategic", "strategies"),
        ("strategy discussion", "strategy meeting"),
        "There is no strategy for neglect.",
        "Strategy discussions are late.",
    ),
    OtherMeaning(
        ("education",),
        ("education, health and care", "education health and care plan"),
        "Education is disrupted.",
        "Education, health and care plans are late.",
    ),
)


def other_terms(
    ways: Iterable[Terms], asked: frozenset[str], terms_of: Callable[[str], Sequence[str]]
) -> tuple[str, ...]:
    """List the longer terms, in stems and with a space around, that say none of some ways, the longest first.

    A term all of whose words are ``asked`` about, in stems, is what is meant.
    """
    own = set(ways)
    found = []
    for other in OTHER_MEANINGS:
        if own.intersection(tuple(terms_of(word)) for word in other.words):
            found += [longer for term in other.terms if not asked.issuperset(longer := tuple(terms_of(term)))]
    return tuple(f" {' '.join(one)} " for one in sorted(dict.fromkeys(found), key=len, reverse=True))
