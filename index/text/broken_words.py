"""Words that a program broke at a line's end: a hyphen that no author wrote, told from one that is part of a word."""

import re

from index.text.ordinary_english import ordinary_english

_PREFIXES = frozenset(
    "anti co counter cross de e ex extra half in inter intra mid micro mini multi non off on out over post pre pro"
    " quasi re self semi sub super trans ultra un under up vice well by to".split()
)
_RARE = 0.05  # in a million words of ordinary English
_FRAGMENT = 2  # letters
_LAST, _FIRST = re.compile(r"([A-Za-z]{1,30})$"), re.compile(r"[a-z]{1,30}(?![\w-])")


def is_broken(before: str, after: str) -> bool:
    """Say whether a hyphen between the end of one text and the beginning of another was put there by a program: what
    stands on one side of it is no word, and both together are one ("assess-" and "ment", "notifi-" and "cations")."""
    left, right = _LAST.search(before[-32:]), _FIRST.match(after)
    if left is None or right is None or left[1].lower() in _PREFIXES:
        return False
    if before[: -len(left[1])].endswith(("-", "'", "’")) and len(before) > len(left[1]):
        return False
    words = ordinary_english()
    one, other = left[1].lower(), right[0]
    if one + other not in words:
        return False
    fragment = len(one) <= _FRAGMENT or words.get(one, 0.0) < _RARE
    return fragment or words.get(other, 0.0) < _RARE
