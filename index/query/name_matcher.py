"""Names in a question: which of its words are a name that the library prints, and stay together.

In come tokens; out come runs of them. A name of ordinary words ("Our House") is one only where it is typed as names
are, or where little else is asked; one that cannot be misunderstood ("Stronger Futures Academy") is one in any letters.
"""

from collections.abc import Sequence

from index.query.lexicon import Lexicon
from index.text import STOP_WORDS, Token

_LONGEST = 6
_LITTLE = 4  # words that say something: a shorter question is a name as it stands


def find_named(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Give the [start, stop) of each name, the longest first where two overlap."""
    if not lexicon.names:
        return []
    reach = [lexicon.name_reach.get(token.term, 0) for token in tokens]
    short = sum(token.form not in STOP_WORDS for token in tokens) <= _LITTLE
    shouted = text.isupper()
    found: list[tuple[int, int]] = []
    taken = [False] * len(tokens)
    for length in range(min(_LONGEST, max(reach, default=0), len(tokens)), 0, -1):
        for start in [n for n, far in enumerate(reach[: len(tokens) - length + 1]) if far >= length]:
            stop = start + length
            if any(taken[start:stop]):
                continue
            plain = lexicon.names.get(tuple(token.term for token in tokens[start:stop]))
            if plain is None:
                continue
            if plain or short or (not shouted and typed_as_name(tokens[start:stop], text)):
                found.append((start, stop))
                taken[start:stop] = [True] * length
    return sorted(found)


def typed_as_name(tokens: Sequence[Token], text: str) -> bool:
    """Say whether the words were typed with capitals, or in quotation marks."""
    if text[tokens[0].start - 1 : tokens[0].start] in {'"', "“", "‘", "'"} and tokens[0].start:
        return True
    return all(text[token.start].isupper() for token in tokens if token.form not in STOP_WORDS)
