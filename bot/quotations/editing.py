"""A quotation as an editor may set it: runs of words, with ellipses and [brackets] between them.

An ellipsis stands for any words of the same passage, a bracket for a few. What they may not hide, a negation or a
figure, is told in ``hides``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answers import WORDS_OF_GRADES
from bot.quotations.words import Word, words_of

_ELLIPSIS = r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.(?:\s?\.)?"
_MARK = re.compile(
    rf"(?P<cut>{_ELLIPSIS})"
    r"|(?P<head>(?<![^\W\d_])[^\W\d_]+|)\[(?P<inside>[^\[\]]{0,80})\](?P<tail>(?:[^\W\d_]|(?<=\w)['’](?=\w))*)"
)
_REPLACED = 8  # words that a bracket may stand for
_NOTES = frozenset(
    {("sic",), ("emphasis", "added"), ("our", "emphasis"), ("my", "emphasis"), ("italics", "added"), ("note",)}
)
NEGATIONS = frozenset(
    """not no never none nor neither without cannot nobody nothing unable don't doesn't didn't isn't aren't wasn't
    weren't won't can't couldn't shouldn't wouldn't hasn't haven't hadn't""".split()
)
_CLAUSE = re.compile(r"[,;:.!?()–—]|\s-\s")


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two runs of words: ``longest`` words may be left out; ``inside`` was put in their place."""

    longest: int | None
    inside: str = ""
    head: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """Runs of words, and the gaps between them: one fewer than runs. The first and the last run may be empty."""

    runs: tuple[tuple[Word, ...], ...]
    gaps: tuple[Gap, ...]

    @property
    def words(self) -> list[Word]:
        """All words, without what stands in brackets."""
        return [word for run in self.runs for word in run]


def read_edited(text: str, *, initials: bool) -> Edited:
    """Split a cleaned quotation at its ellipses and brackets.

    ``initials``: a bracket inside a word ("[T]he", "manage[d]") is read as the word itself; else as a gap of one word.
    """
    runs: list[tuple[Word, ...]] = []
    gaps: list[Gap] = []
    run: list[Word] = []
    place = 0
    for match in _MARK.finditer(text):
        run += _shifted(words_of(text[place : match.start()]), place)
        place = match.end()
        inside = match["inside"]
        if match["cut"]:
            gap: Gap | None = Gap(None)
        elif not (match["head"] or match["tail"]):
            said = tuple(word.form for word in words_of(inside))
            gap = None if said in _NOTES else Gap(_REPLACED, inside)
        elif initials:
            whole = words_of(match["head"] + inside + match["tail"])
            run += [Word(word.form, match.start(), match.end()) for word in whole]
            gap = None
        else:
            gap = Gap(1, match.group(), match["head"].lower(), match["tail"].lower())
        if gap is not None:
            runs.append(tuple(run))
            gaps.append(gap)
            run = []
    run += _shifted(words_of(text[place:]), place)
    return Edited((*runs, tuple(run)), tuple(gaps))


def _shifted(words: Iterable[Word], by: int) -> list[Word]:
    return [replace(word, start=word.start + by, end=word.end + by) for word in words]


def place_runs(edited: Edited, words: Sequence[str]) -> list[tuple[int, int]] | None:
    """Find the runs in the words of a passage, in order and within the gaps; None where they are not all there."""
    runs = [[word.form for word in run] for run in edited.runs]

    def place(number: int, start: int, longest: int | None) -> list[tuple[int, int]] | None:
        if number == len(runs):
            return []
        run = runs[number]
        last = len(words) - len(run)
        stop = last if longest is None else min(last, start + longest)
        for begin in range(start, stop + 1):
            if list(words[begin : begin + len(run)]) == run:
                end = begin + len(run)
                gap = edited.gaps[number].longest if number < len(edited.gaps) else None
                rest = place(number + 1, end, gap)
                if rest is not None:
                    return [(begin, end), *rest]
        return None

    first = next((n for n, run in enumerate(runs) if run), None)
    if first is None:
        return None
    found = place(first, 0, None)
    return None if found is None else [(found[0][0], found[0][0])] * first + found


def hides(gap: Gap, text: str, left_out: Sequence[Word]) -> bool:
    """Say whether what a gap leaves out of a passage's text, or puts in, can turn the sense.

    An ellipsis may leave out a whole clause, whatever it says; not a negation that binds the words on both its sides.
    """
    put_in = {word.form for word in words_of(gap.inside)}
    if put_in & (NEGATIONS | WORDS_OF_GRADES) or any(form[0].isdigit() for form in put_in):
        return True
    if gap.longest is not None and any(word.form in WORDS_OF_GRADES or word.form[0].isdigit() for word in left_out):
        return True
    for word in left_out:
        if word.form in NEGATIONS or word.form.endswith("n't"):
            before = text[left_out[0].start : word.start]
            after = text[word.end : left_out[-1].end]
            if not _CLAUSE.search(before) and not _CLAUSE.search(after):
                return True
    return False
