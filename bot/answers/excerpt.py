"""The part of a long passage that a message shows: whole sentences, never cut off before a caveat.

In: a passage's text, how much may be shown, and the sentence that answers best. Out: a stretch of the text. What
stands outside it is one click away; nothing is reworded.
"""

import re
from dataclasses import dataclass

from index.text import split_sentences

# A sentence that begins so takes something back from the one before it.
_CAVEAT = re.compile(
    r"[\"'“‘(\[]*(?:however|but|although|though|nevertheless|nonetheless|yet|despite|in spite|notwithstanding|even so|"
    r"that said|having said|conversely|in contrast|by contrast|on the other hand|still|except|unless|while|whilst|"
    r"unfortunately|occasionally|too often|too many|too few|not all|not every|some|a small number|a few|a minority|"
    r"in (?:some|a few|a small|a minority)|for (?:some|a few|a small|a minority)|this is not|it is not|exceptions?|"
    r"where this|when this|at times|sometimes|also)\b",
    re.I,
)
# A sentence that begins so cannot be understood, or weighed, without the one before it.
_LEANS = re.compile(
    r"[\"'“‘(\[]*(?:however|but|although|nevertheless|nonetheless|yet|even so|that said|conversely|this|these|those|"
    r"they|such|as a result|consequently|therefore|for example|also|it|he|she)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch [start, end) of a text; ``before`` and ``after`` say that the passage goes on on that side, ``broken``
    that a sentence had to be cut because it alone is longer than Slack can show, ``caveat`` that the next sentence
    qualifies what is shown and there was no room for it."""

    start: int
    end: int
    before: bool = False
    after: bool = False
    broken: bool = False
    caveat: bool = False


def cut_excerpt(
    text: str,
    *,
    limit: int,
    hard: int,
    focus: tuple[int, int] | None = None,
    enough: int | None = None,
    forward: bool = False,
) -> Excerpt:
    """Choose what to show of a text: all of it, or whole sentences round the one that answers best.

    ``limit`` is the most that is aimed at; up to ``hard`` is shown where a caveat would be lost otherwise. No sentence
    is added to ``enough``. ``forward`` begins with the sentence that answers best, unless it leans on the one before.
    """
    enough = limit if enough is None else enough
    if len(text) <= limit and not forward:
        return Excerpt(0, len(text))
    parts = split_sentences(text)
    if not parts:
        return Excerpt(0, len(text)) if len(text) <= hard else _broken(text, 0, hard)
    first = last = _nearest(parts, focus)

    def length(i: int, j: int) -> int:
        return parts[j][1] - parts[i][0]

    if length(first, last) > hard:
        return _broken(text, parts[first][0], hard)
    while first > 0 and _LEANS.match(text, parts[first][0]) and length(first - 1, last) <= hard:
        first -= 1
    last = _with_caveats(text, parts, first, last, hard)
    while length(first, last) < enough:  # what follows first, for caveats follow; then what stands before
        if last + 1 < len(parts) and length(first, last + 1) <= limit:
            last = _with_caveats(text, parts, first, last + 1, hard)
        elif first > 0 and not forward and length(first - 1, last) <= limit:
            first -= 1
        else:
            break
    while first > 0 and _LEANS.match(text, parts[first][0]) and length(first - 1, last) <= hard:
        first -= 1
    after = last + 1 < len(parts)
    return Excerpt(
        parts[first][0],
        parts[last][1],
        before=first > 0,
        after=after,
        caveat=after and bool(_CAVEAT.match(text, parts[last + 1][0])),
    )


def _with_caveats(text: str, parts: list[tuple[int, int]], first: int, last: int, hard: int) -> int:
    while (
        last + 1 < len(parts)
        and _CAVEAT.match(text, parts[last + 1][0])
        and parts[last + 1][1] - parts[first][0] <= hard
    ):
        last += 1
    return last


def _nearest(parts: list[tuple[int, int]], focus: tuple[int, int] | None) -> int:
    if focus is None:
        return 0
    return max(range(len(parts)), key=lambda i: (min(parts[i][1], focus[1]) - max(parts[i][0], focus[0]), -i))


def _broken(text: str, start: int, hard: int) -> Excerpt:
    end = start + hard
    if end >= len(text):
        return Excerpt(start, len(text), before=bool(text[:start].strip()))
    space = text.rfind(" ", start + hard // 2, end)
    return Excerpt(start, space if space > 0 else end, before=bool(text[:start].strip()), after=True, broken=True)
