"""A quotation beside a passage, word by word: how much of it stands there, and what differs."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.quotations.editing import Edited, Gap, hides, place_runs
from bot.quotations.models import Difference, DifferenceKind
from bot.quotations.words import Word, words_of
from index.text import LOWERED

_ELLIPSIS, _BRACKET = "\x04", "\x05"  # no word has these signs
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+[\"“‘'(\[]*[A-Z0-9£]")
_ANY_MARK = re.compile(r"[^\w\s]|\n")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|nos?|paras?|pp?|eg|e\.g|ie|i\.e|etc|vs?|cf)|\b[A-Z])\.\s")
_HYPHENED, _BLANK = re.compile(r"-\s+"), re.compile(r"\s")
_MARK_BEHIND = re.compile(r"[.,;:]?([⁰¹²³⁴-⁹]{1,2})")
_SLACK = 12  # words more than the quotation has that are looked at on each side of what is common


@dataclass(frozen=True, slots=True)
class Comparison:
    """``share`` is how much of the quotation stands in the passage, by the weight of its words, from 0 to 1.

    ``first`` and ``last`` are offsets in the passage's text of the words that the quotation stands for.
    """

    share: float
    matched: int
    differences: tuple[Difference, ...]
    first: int
    last: int


def compare_exact(quotation: str, edited: Edited, passage: str) -> Comparison | None:
    """Compare with a passage that has all words of the quotation in order; None where it has not."""
    printed = words_of(passage)
    places = place_runs(edited, [word.form for word in printed])
    if places is None:
        return None
    differences: list[Difference] = []
    for number, gap in enumerate(edited.gaps):
        left_out = printed[places[number][1] : places[number + 1][0]]
        if not edited.runs[number] or (number + 1 == len(edited.gaps) and not edited.runs[-1]):
            left_out = []  # at the beginning and at the end, nothing is said to be left out of what is quoted
        if hides(gap, passage, left_out):
            said = passage[left_out[0].start : left_out[-1].end] if left_out else ""
            differences.append(Difference(DifferenceKind.LEFT_OUT, gap.inside or "…", said))
    for run, (begin, end) in zip(edited.runs, places, strict=True):
        differences += _sentence_differences(quotation, run, passage, printed[begin:end])
    held = [place for place in places if place[0] < place[1]]
    count = sum(len(run) for run in edited.runs)
    first, last = printed[held[0][0]].start, printed[held[-1][1] - 1].end
    return Comparison(1.0, count, tuple(differences), first, last)


def compare_nearly(quotation: str, edited: Edited, passage: str, weigh: Callable[[str], float]) -> Comparison:
    """Compare with a passage that may read otherwise."""
    written = _with_gaps(edited)
    printed = words_of(passage)
    left, right = _window(written, printed, whole=bool(edited.gaps))
    printed = printed[left:right]
    codes = _align([word.form for word in written], [word.form for word in printed])
    weight = sum(weigh(word.form) for word in written if word.form not in (_ELLIPSIS, _BRACKET)) or 1.0
    same, matched, differences = 0.0, 0, []
    first, last = -1, -1
    gaps = iter(edited.gaps)
    for tag, i1, i2, j1, j2 in codes:
        mine, theirs = written[i1:i2], printed[j1:j2]
        if tag == "equal" or _same_but_for_hyphens(quotation, mine, passage, theirs):
            same += sum(weigh(word.form) for word in mine)
            matched += len(mine)
            first = theirs[0].start if first < 0 else first
            last = theirs[-1].end
            differences += _sentence_differences(quotation, mine, passage, theirs)
            continue
        hidden = [next(gaps) for word in mine if word.form in (_ELLIPSIS, _BRACKET)]
        differences += _difference(quotation, mine, passage, theirs, hidden)
    return Comparison(same / weight, matched, tuple(differences), max(first, 0), max(last, 0))


def _align(mine: Sequence[str], theirs: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Align two runs of words from their longest common stretch outwards, so that each word goes with the nearest.

    Words of ``theirs`` before the first and behind the last word of ``mine`` are left out.
    """
    middle = SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match()
    a, b, size = middle
    before = SequenceMatcher(None, mine[:a][::-1], theirs[:b][::-1], autojunk=False).get_opcodes()
    after = SequenceMatcher(None, mine[a + size :], theirs[b + size :], autojunk=False).get_opcodes()
    codes: list[tuple[str, int, int, int, int]] = [
        (tag, a - i2, a - i1, b - j2, b - j1) for tag, i1, i2, j1, j2 in reversed(before)
    ]
    if size:
        codes.append(("equal", a, a + size, b, b + size))
    a, b = a + size, b + size
    codes += [(tag, a + i1, a + i2, b + j1, b + j2) for tag, i1, i2, j1, j2 in after]
    return [code for code in codes if code[0] != "insert" or 0 < code[1] < len(mine)]


def _with_gaps(edited: Edited) -> list[Word]:
    words: list[Word] = []
    for number, run in enumerate(edited.runs):
        words += run
        if number < len(edited.gaps):
            place = run[-1].end if run else 0
            words.append(Word(_ELLIPSIS if edited.gaps[number].longest is None else _BRACKET, place, place))
    return words


def _window(written: Sequence[Word], printed: Sequence[Word], *, whole: bool) -> tuple[int, int]:
    """Give the part of a passage that is compared: words far from what is common are common by chance."""
    if whole or not written or not printed:
        return 0, len(printed)
    matcher = SequenceMatcher(None, [w.form for w in written], [w.form for w in printed], autojunk=False)
    match = matcher.find_longest_match()
    left = match.b - match.a - _SLACK
    return max(0, left), min(len(printed), match.b + len(written) - match.a + _SLACK)


def _same_but_for_hyphens(quotation: str, mine: Sequence[Word], passage: str, theirs: Sequence[Word]) -> bool:
    """Say whether two stretches differ only in a hyphen or in the mark of a footnote."""
    if not mine or not theirs:
        return False
    written, printed = quotation[mine[0].start : mine[-1].end], passage[theirs[0].start : theirs[-1].end]
    if "-" in written or "-" in printed:
        joined = "".join(word.form for word in mine)
        if joined == "".join(word.form for word in theirs) and not _BLANK.search(_HYPHENED.sub("-", written)):
            return True
    if len(mine) != len(theirs):
        return False
    return all(
        one.form == other.form or one.form == other.form + _mark_after(passage, other)
        for one, other in zip(mine, theirs, strict=True)
    )


def _mark_after(passage: str, word: Word) -> str:
    """Give the footnote mark that is printed behind a word, as figures."""
    mark = _MARK_BEHIND.match(passage, word.end)
    return mark[1].translate(LOWERED) if mark else "\x06"


def _difference(
    quotation: str, mine: Sequence[Word], passage: str, theirs: Sequence[Word], gaps: Sequence[Gap]
) -> list[Difference]:
    """Tell one difference; ``gaps`` are those that stand in this stretch of the quotation."""
    said = [word for word in mine if word.form not in (_ELLIPSIS, _BRACKET)]
    printed = passage[theirs[0].start : theirs[-1].end] if theirs else ""
    if not mine:
        return [Difference(DifferenceKind.MISSING, "", printed)]
    if said:
        written = quotation[said[0].start : said[-1].end]
        kind = DifferenceKind.CHANGED if theirs and not gaps else DifferenceKind.ADDED
        return [Difference(kind, written, "" if gaps else printed)]
    longest = None if any(gap.longest is None for gap in gaps) else sum(gap.longest or 0 for gap in gaps)
    if any(hides(gap, passage, theirs) for gap in gaps) or (longest is not None and len(theirs) > longest):
        return [Difference(DifferenceKind.LEFT_OUT, " ".join(gap.inside or "…" for gap in gaps), printed)]
    return []


def _sentence_differences(
    quotation: str, mine: Sequence[Word], passage: str, theirs: Sequence[Word]
) -> list[Difference]:
    """Tell where one of the two ends a sentence and the other runs on without any mark."""
    differences = []
    for one, two, before, after in zip(mine, mine[1:], theirs, theirs[1:], strict=False):
        written, printed = quotation[one.end : two.start], passage[before.end : after.start]
        runs_on = _ends(passage, before, after) and not _ANY_MARK.search(written)
        if runs_on or (_ends(quotation, one, two) and not _ANY_MARK.search(printed)):
            differences.append((one, two, before, after))
    return [
        Difference(DifferenceKind.SENTENCE, quotation[one.start : two.end], passage[before.start : after.end])
        for one, two, before, after in differences
    ]


def _ends(text: str, word: Word, following: Word) -> bool:
    if not _SENTENCE_END.match(text, word.end, following.start + 1):
        return False
    return not _ABBREVIATED.search(text, max(0, word.start - 4), word.end + 2)
