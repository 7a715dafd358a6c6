"""The library's own names: panels, schemes, models and projects, learned from how documents print them.

In come the runs of words with capitals of a whole library; out go those that are names, in stems, with whether each
is one in small letters too. Words that as often stand without capitals are no name, and what the thesaurus knows
already is left to it.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from index.query import Terms, trigger_key
from index.text import DETERMINERS, FRAME_WORDS, MONTHS, STOP_WORDS, Analyzer, Token

_PRINTED = 0.6  # of all places where the words stand together, those in which they have capitals
_TELLING = 0.02  # of all passages: a word that stands in fewer cannot be taken for another thing
_WORDS = 3  # words that say something: as many together are no chance
# Places and months have capitals too.
_PLACES = frozenset("city council county borough metropolitan district authority england britain kingdom".split())
_NOT_NAMES = _PLACES | {month.lower() for month in MONTHS}


@dataclass(frozen=True, slots=True)
class NameCandidates:
    """What may be a name of the library's own: in stems how often it is printed as one, and its words."""

    printed: Mapping[Terms, int]
    words: Mapping[Terms, list[Token]]

    @classmethod
    def find(cls, spelt: Mapping[str, int], triggers: Collection[Terms], analyzer: Analyzer) -> "NameCandidates":
        """Take the runs of words with capitals, and how often each stands, that name more than the vocabulary knows."""
        printed: Counter[Terms] = Counter()
        words: dict[Terms, list[Token]] = {}
        for name, times in sorted(spelt.items()):
            tokens = analyzer.tokens(name)
            terms = tuple(token.term for token in tokens)
            if len(terms) > 1 and _is_name(tokens) and trigger_key(tokens) not in triggers:
                printed[terms] += times
                words[terms] = tokens
        return cls(printed, words)

    def learn(self, standing: Mapping[Terms, int], library: Mapping[str, int], passages: int) -> dict[Terms, bool]:
        """Give each name in stems, and whether it is a name in small letters too; ``standing`` says how often the words
        of each stand together, with capitals or without."""
        return {
            terms: _is_plain(self.words[terms], library, max(passages, 1))
            for terms in sorted(self.printed)
            if (times := standing.get(terms, 0)) and self.printed[terms] >= _PRINTED * times
        }


def _is_name(tokens: list[Token]) -> bool:
    """Say whether words with capitals name more than a council, a month or a kind of document."""
    if any(token.form in _NOT_NAMES for token in tokens):
        return False
    own = [token for token in tokens if token.form not in FRAME_WORDS]
    return len(own) > 1 and not all(token.form in DETERMINERS for token in own)


def _is_plain(tokens: list[Token], library: Mapping[str, int], passages: int) -> bool:
    """Say whether the words can hardly mean anything else, so that they are the name in small letters too."""
    telling = [token for token in tokens if token.form not in STOP_WORDS]
    return len(telling) >= _WORDS or any(library.get(token.term, 0) < _TELLING * passages for token in telling)
