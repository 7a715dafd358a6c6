"""Misspelt names of authorities: tokens that are no words -> the names that they are a letter away from.

One letter may be wrong (two in names of nine letters or more), in one token of a name, and the rest of the name must
stand beside it as it is written. What is as near to two authorities is left ambiguous.
"""

from collections import defaultdict
from collections.abc import Callable

from index.authorities.mention_context import MentionContext, Span
from index.authorities.name_table import NameTable, Sense

_LONG = 9
_MOST_TOKENS = 400  # of one text that are looked at: a question has thirty, a pasted essay should not take a second
_INFLECTIONS = ("s", "es", "d", "ed", "ing", "er", "ers", "ly")
# Words that often stand before a name and are a letter away from a point of the compass.
_PLAIN = {"last", "best", "past", "rest", "test", "least", "most", "both", "not", "next", "the"}


class Misspellings:
    """The tokens of all names, ready to be compared with what was typed."""

    def __init__(self, table: NameTable) -> None:
        """Index the names whose misspellings may be recognised."""
        self._not_misspelt = table.not_misspelt
        self._known: set[str] = set()
        self._phrases: dict[str, list[tuple[tuple[str, ...], int, Sense]]] = defaultdict(list)
        self._exact = table.phrases
        for key, sense in table.phrases.items():
            parts = tuple(key.split())
            self._known.update(parts)
            if not sense.fuzzy or key in table.everyday:
                continue
            for place, part in enumerate(parts):
                if len(part) >= (5 if len(parts) == 1 else 4) and part not in table.shortened:
                    self._phrases[part].append((parts, place, sense))
        self._ends: dict[tuple[int, str], list[str]] = defaultdict(list)  # by length and first or last letter
        for part in sorted(self._phrases):
            self._ends[len(part), part[0]].append(part)
            self._ends[len(part), f"-{part[-1]}"].append(part)
        self._seen: dict[str, dict[str, int]] = {}

    def find(self, words: MentionContext, is_word: Callable[[str], bool] | None) -> list[Span]:
        """Find the spans that are a misspelt name."""
        found: dict[tuple[int, int], list[tuple[int, Sense]]] = defaultdict(list)
        looked_at = 0
        for place, token in enumerate(words.tokens):
            if len(token) < 3 or token in self._known or not token.isalpha():
                continue
            word = token in self._not_misspelt or token in _PLAIN or (is_word is not None and is_word(token))
            if word and (token in _PLAIN or self._known.isdisjoint(words.near(place))):
                continue
            looked_at += 1
            if looked_at > _MOST_TOKENS:
                break
            for candidate, edits in self._candidates(token).items():
                for parts, index, sense in self._phrases[candidate]:
                    start = place - index
                    stop = start + len(parts)
                    # A short name by itself must begin as it should: "arent" is not Brent.
                    short = len(token) < 5 or (len(token) == 5 and token[0] != candidate[0])
                    if len(parts) == 1 and (word or short or self._rather_a_word(words, place)):
                        continue
                    if start < 0 or stop > len(words.tokens) or not _stands(words.tokens, start, parts, index):
                        continue
                    reading = self._undecided(words.tokens[start:stop], sense) if word and len(parts) < 4 else sense
                    if reading is not None:
                        found[start, stop].append((edits, reading))
        return [_nearest(start, stop, readings) for (start, stop), readings in found.items()]

    def _rather_a_word(self, words: MentionContext, place: int) -> bool:
        """Tell whether a token is as near to an ordinary word ("haveing"), and nothing beside it speaks for a name."""
        from rapidfuzz.distance import OSA

        token = words.tokens[place]
        if any(token.removesuffix(end) in self._not_misspelt for end in _INFLECTIONS if token.endswith(end)):
            return True
        if words.looks_like_a_name(place):
            return False
        return any(
            abs(len(word) - len(token)) < 2 and OSA.distance(word, token, score_cutoff=1) <= 1
            for word in self._not_misspelt
        )

    def _undecided(self, tokens: list[str], sense: Sense) -> Sense | None:
        """Where a real word stands in the name's place, leave it open between the name and the shorter one within."""
        for key in (" ".join(tokens[1:]), " ".join(tokens[:-1])):
            inner = self._exact.get(key)
            if inner:
                choices = tuple(dict.fromkeys((*inner.choices, *sense.choices)))
                return Sense(choices, read_as=True) if inner.choices != sense.choices else None
        return None

    def _candidates(self, token: str) -> dict[str, int]:
        """Map the name tokens that a token may be misspelt from to the number of letters that differ."""
        if token in self._seen:
            return self._seen[token]
        from rapidfuzz.distance import OSA  # it costs 20 ms, and few questions need it

        near: dict[str, int] = {}
        for length in range(len(token) - 2, len(token) + 3):
            # Of "...ing" the ending tells nothing: "hampering" is not Havering.
            long = max(length, len(token)) - (3 if token.endswith("ing") else 0) >= _LONG
            if abs(length - len(token)) == 2 and not long:
                continue
            # One edit leaves the first or the last letter as it is; two are allowed behind the same first letter.
            for part in self._ends.get((length, token[0]), ()):
                edits = OSA.distance(token, part, score_cutoff=2 if long else 1)
                if edits <= (2 if long else 1):
                    near[part] = edits
            if abs(length - len(token)) < 2:
                for part in self._ends.get((length, f"-{token[-1]}"), ()):
                    if OSA.distance(token, part, score_cutoff=1) == 1:
                        near[part] = 1
        if near:
            least = min(near.values())
            near = {part: edits for part, edits in near.items() if edits == least}
        if len(self._seen) < 10_000:
            self._seen[token] = near
        return near


def _stands(tokens: list[str], start: int, parts: tuple[str, ...], but: int) -> bool:
    return all(place == but or tokens[start + place] == part for place, part in enumerate(parts))


def _nearest(start: int, stop: int, readings: list[tuple[int, Sense]]) -> Span:
    """Merge the readings of one span that are as near as any."""
    least = min(edits for edits, _ in readings)
    senses = list(dict.fromkeys(sense for edits, sense in readings if edits == least))
    if len(senses) == 1:
        return Span(start, stop, senses[0], edits=least)
    choices = tuple(dict.fromkeys(name for sense in senses for name in sense.choices))
    return Span(start, stop, Sense(choices, read_as=True), edits=least)
