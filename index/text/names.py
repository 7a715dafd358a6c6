"""Names that a text prints with capitals inside a sentence: "Signs of Safety", "No Wrong Door", "Stronger Futures".

In comes text; out come the names as they stand. What of them is a name in this library, and not two words that happen
to have capitals, is decided where all texts are counted (``index.search.build``).
"""

import re

LONGEST = 6  # words of a name at most
# A word with a capital, then more of them, with small words between. Bounded: each word can be read in one way only.
_NAME = re.compile(
    r"(?<![.?!:;•] )(?<![.?!:;•]  )(?<![\w\n])[A-Z][\w’'-]{0,30}"
    r"(?:(?: (?:of|the|and|for|in|to|on|at|with|a|my|&)){0,2} [A-Z][\w’'-]{0,30}){1,5}(?!\w)"
)
_POSSESSIVE = re.compile(r"['’]s?$")


def find_names(text: str) -> list[str]:
    """List the runs of words with capitals that do not begin a sentence, in order."""
    found = []
    for match in _NAME.finditer(text):
        if match.start() == 0:
            continue
        name = _POSSESSIVE.sub("", match.group())
        if 2 <= len(name.split()) <= LONGEST:
            found.append(name)
    return found
