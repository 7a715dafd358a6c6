"""Hearing: what dictation and spelling by ear wrote, read as what was meant.

In come the tokens of a question; out come tokens with sure mistakes put right, and the doubtful ones as further
readings beside what was typed ("caught", where a judge is spoken of, may be "court"; the typed word still counts).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from index.text import Analyzer, Token, forms
from index.vocabulary import Homophone, load_homophones, load_misspellings

_LONGEST = 5
_NEAR = 8  # how many words away a cue may stand


@dataclass(frozen=True, slots=True)
class Reheard:
    """Tokens as meant, what was put right (typed, meant), and further readings (token number, meant)."""

    tokens: tuple[Token, ...]
    corrections: tuple[tuple[str, str], ...]
    readings: tuple[tuple[int, str], ...]


def correct_homophones(tokens: Sequence[Token], analyzer: Analyzer, leads_nowhere: Callable[[str], bool]) -> Reheard:
    """Put sure mistakes right and list the doubtful ones: those with a cue beside, or whose stem leads nowhere."""
    table = _heard()
    meant: list[Token] = []
    corrections: dict[str, str] = {}
    readings = []
    words = [token.form for token in tokens]
    place = 0
    while place < len(tokens):
        length, entry = _match(words, place, table)
        if entry is None:
            meant.append(tokens[place])
            place += 1
            continue
        if entry.doubtful:
            cued = _cued(words, place, length, entry) if entry.cues else leads_nowhere(tokens[place].term)
            if cued and not _typed_too(words, entry):
                readings.append((len(meant), entry.meant[0]))
            meant += tokens[place : place + length]
        else:
            start, end = tokens[place].start, tokens[place + length - 1].end
            meant += [Token(form, analyzer.stem(form), start, end) for form, _, _ in forms(entry.meant[0])]
            corrections[" ".join(words[place : place + length])] = entry.meant[0]
        place += length
    return Reheard(tuple(meant), tuple(corrections.items()), tuple(readings))


def _match(
    words: Sequence[str], place: int, table: Mapping[tuple[str, ...], Homophone]
) -> tuple[int, Homophone | None]:
    for length in range(min(_LONGEST, len(words) - place), 0, -1):
        entry = table.get(tuple(words[place : place + length]))
        if entry is not None:
            return length, entry
    return 1, None


def _cued(words: Sequence[str], place: int, length: int, entry: Homophone) -> bool:
    near = (
        " "
        + " ".join((*words[max(0, place - _NEAR) : place], "|", *words[place + length : place + length + _NEAR]))
        + " "
    )
    return any(f" {' '.join(form for form, _, _ in forms(cue))} " in near for cue in entry.cues)


def _typed_too(words: Sequence[str], entry: Homophone) -> bool:
    """Say whether what would be meant is typed as well, rightly spelt: then the asker knows the two apart."""
    return f" {' '.join(form for form, _, _ in forms(entry.meant[0]))} " in f" {' '.join(words)} "


@cache
def _heard() -> dict[tuple[str, ...], Homophone]:
    table = {}
    for typed, meant in load_misspellings().items():
        table[tuple(form for form, _, _ in forms(typed))] = Homophone(typed, (meant,))
    for entry in load_homophones():
        table[tuple(form for form, _, _ in forms(entry.heard))] = entry
    return table
