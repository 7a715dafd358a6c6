"""Voice and kind of document: whose words a question wants, and in what sort of paper.

In comes the text of a question; out go the voice, whether both sides are wanted, and the kinds of document named. The
inspectorates' names alone say nothing ("the 2019 Ofsted"): somebody has to be asked to have said something. The words
themselves are tables (``index.query.cues``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.models import COUNCIL_KINDS, Kind, Voice
from index.query.cues import CueMatch, CueWords, cue_words
from index.query.cues.tables import (
    AGREE,
    BESIDE,
    BOTH,
    CLOCK,
    COUNCIL,
    DENIED,
    INSPECTOR,
    KINDS,
    LETTERS,
    OURS,
    PLAN_ROWS,
    SOURCE_AFTER,
    SOURCE_BEFORE,
)
from index.text import MONTHS

# Papers that tell of others: "the scrutiny slides on the action plan".
_CLAUSE_WORDS = frozenset(
    """
    the our their its in from of a on and latest last new own council please pls
    """.split()
) | {month.lower() for month in MONTHS}
_CARRIERS = frozenset({Kind.SLIDES, Kind.COMMITTEE_PAPER})
_PLAN = re.compile(
    r"(?:^\W*|\s{3,8}|\b(?:our|their|its|in|on) (?:the )?|^\W*the )(plan)(?=\s*[:,?-]|\s+(?:say|who|for what|is)|\s*$)",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"\b(?:after|following|from|by)\b[^.?!]{0,80}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RequestedKinds:
    """The kinds of document that are named and those that are ruled out; ``spans`` are the ranges that said so, of
    which ``denied`` rule out. ``source``: a paper is named as where the answer is to be found."""

    kinds: tuple[Kind, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    excluded: tuple[Kind, ...] = ()
    denied: tuple[tuple[int, int], ...] = ()
    source: bool = False


def names_paper(kinds: Sequence[Kind]) -> bool:
    """Say whether kinds are named, and all of them are papers that councils write."""
    return bool(kinds) and COUNCIL_KINDS.issuperset(kinds)


def read_voice(words: CueWords) -> tuple[Voice | None, bool, tuple[tuple[int, int], ...]]:
    """Say whose words are asked for (None: anybody's), whether both sides are, and the ranges that said so."""
    claim, beside = BOTH.find(words), BESIDE.find(words)
    inspector, council = INSPECTOR.find(words), COUNCIL.find(words)
    spans = tuple(sorted({(m.start, m.end) for m in (*claim, *beside, *inspector, *council)}))
    ours = OURS.has(words) or any(word in words.at for word in ("council", "authority"))
    if (claim and (council or ours)) or (beside and (council or (ours and AGREE.has(words)))):
        return None, True, spans
    if inspector and council:
        first = min((*inspector, *council), key=lambda match: match.start)
        return (Voice.INSPECTOR if first in inspector else Voice.COUNCIL), False, spans
    if inspector:
        return Voice.INSPECTOR, False, spans
    return (Voice.COUNCIL if council else None), False, spans


def concerns_council_paper(words: CueWords, kinds: Sequence[Kind]) -> bool:
    """Say whether a question asks of a council's paper, though it speaks of inspectors ("did Ofsted sign the plan off")
    and not for what they said."""
    if not names_paper(kinds):
        return False
    return not any(len(match.spans) > 1 and _is_said(words, match) for match in INSPECTOR.find(words))


def _is_said(words: CueWords, match: CueMatch) -> bool:
    """Say whether a match says that inspectors said something, and does not only name them behind a verb."""
    first = words.text[match.start : match.end].lower().split()[0]
    return first not in {"did", "do", "does", "have", "has", "had", "were", "was", "are", "what"}


def read_kinds(words: CueWords, *, told: bool = False) -> RequestedKinds:
    """Say which kinds of document are named.

    ``told``: the question is for what somebody was told after a visit, so that the visit's letter is meant.
    """
    named = [(m.start, m.end, Kind(m.cue)) for m in KINDS.find(words)]
    denied = [one for one in named if DENIED.before(words, one[0])]
    excluded = tuple(dict.fromkeys(kind for *_, kind in denied))
    found = []
    for start, end, kind in named:
        timed = CLOCK.before(words, start) and not (told and _AFTERWARDS.search(words.text[:start]))
        if not timed and kind not in excluded:
            found.append((start, end, kind))
    if not found:
        for match in LETTERS.find(words):
            found += [(match.start, match.end, kind) for kind in (Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT)]
    if not found and PLAN_ROWS.has(words):
        found = [(*match.span(1), Kind.ACTION_PLAN) for match in _PLAN.finditer(words.text)]
    if any(kind is not Kind.INSPECTION for *_, kind in found):
        # "the briefing on ILACS reports": the rarer paper is the one that is meant.
        found = [one for one in found if one[2] is not Kind.INSPECTION]
    if any(kind in _CARRIERS for *_, kind in found):
        found = [one for one in found if one[2] in _CARRIERS]
    return RequestedKinds(
        tuple(dict.fromkeys(kind for *_, kind in sorted(found))),
        tuple((start, end) for start, end, _ in (*found, *denied)),
        excluded,
        tuple((start, end) for start, end, _ in denied),
        any(is_source(words, start, end) for start, end, _ in found),
    )


def is_source(words: CueWords, start: int, end: int) -> bool:
    """Say whether a paper is named as where the answer is: "in the plan", "the slides say", or in a clause of its own."""
    if SOURCE_BEFORE.before(words, start) or SOURCE_AFTER.behind(words, end):
        return True
    clauses = cue_words(words.text, clauses=True)
    inside = [n for n, (a, b) in enumerate(clauses.places) if start <= a and b <= end]
    if not inside:
        return False
    beside = [
        form
        for n, form in enumerate(clauses.forms)
        if clauses.sentences[n] == clauses.sentences[inside[0]] and n not in inside
    ]
    return all(form in _CLAUSE_WORDS or form.isdigit() for form in beside)
