"""Names of people that ship, and the words of councils' names, which are none: for what may be somebody's name.

They stand apart from the other lists: no answer needs them, and reading them takes as long as a small answer.
"""

import re

from index.vocabulary.word_lists import read_lines

_SURNAMES = [name for line in read_lines("surnames.txt") for name in line.lower().split()]
SURNAMES = frozenset(name for name in _SURNAMES if not name.startswith("?"))
WORD_SURNAMES = frozenset(name.lstrip("?") for name in _SURNAMES if name.startswith("?"))
COUNCIL_WORDS = frozenset(
    word.lower() for word in re.findall(r"[^\W\d_]{3,}", "\n".join(read_lines("authorities.toml")))
)
