"""What personal data a question seems to hold.

In: the text of a question, and which names may be asked about. Out: what was seen, named as a person would name it;
nothing of the text itself. A warning without cause teaches people to click it away, so what the library and the sector
know by name raises none.
"""

from collections.abc import Callable

from bot.privacy.figures import FIGURES, holds_reference
from bot.privacy.persons import INITIALS, seen_persons
from bot.privacy.typed_words import read_words

# Longer messages are looked through in pieces that overlap, so that work grows with the length and no faster.
_PIECE, _OVERLAP = 4_000, 200


def personal_data(text: str, *, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Say what personal data a question seems to hold, in the order of the rules; empty where none is seen.

    ``known`` says of a name, as it is typed, whether it may be asked about: inspectors, directors, councils.
    """
    seen: dict[str, None] = {}
    for start in range(0, max(len(text) - _OVERLAP, 1), _PIECE - _OVERLAP):
        piece = text[start : start + _PIECE]
        seen |= dict.fromkeys(what for what, holds in FIGURES if what not in seen and holds(piece))
        if not seen and holds_reference(piece):
            seen["a case number"] = None
        persons = seen_persons(read_words(piece, known))
        seen |= dict.fromkeys(what for what in persons if not (seen and what == INITIALS))  # letters of a number
    return tuple(seen)
