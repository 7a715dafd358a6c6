"""Vocabulary: the sector's words as building reads them: their stems, their descriptions, what they teach.

In come the vocabulary's own lists; out go the analyzer that reads them, and what of them is the same for any library.
"""

from collections.abc import Mapping
from functools import cache

from index.query import GlossEntry, Lexicon, Terms, features, find_spans
from index.search.build.lexicon_builder import compile_lexicon
from index.text import Analyzer, Stems, Token, ordinary_english
from index.vocabulary import load_glosses, load_initials, load_thesaurus

_COMMON = 0.5  # in a million words: the lexicon asks for the stems of such forms in any case
_NAMED = 12  # how many members of its class stand for a term where a gloss teaches associations


def load_lists(former: Mapping[str, bytes]) -> None:
    """Load what building takes, and take what an earlier run found: it need not be found again."""
    known_stems().take(former.get("stems", b""))
    for form, rate in ordinary_english().items():
        if rate >= _COMMON:
            known_stems()(form)


class VocabularyReader(Analyzer):
    """The analyzer of the vocabulary, whose names come several times each; for one build."""

    def __init__(self, table: dict[str, str]) -> None:
        super().__init__(table, self._find)
        self._read: dict[str, list[Token]] = {}
        self.table = table

    def tokens(self, text: str) -> list[Token]:
        """List the tokens of a text in order."""
        known = self._read.get(text)
        if known is None:
            known = self._read[text] = super().tokens(text)
        return known

    def take(self, other: "VocabularyReader") -> None:
        """Take what another has read."""
        self._read |= other._read
        self.table |= other.table

    def _find(self, form: str) -> str:
        self.table[form] = known = known_stems()(form)
        return known


@cache
def ordinary_lines() -> bytes:
    """Write how many in a million words of ordinary English each form is."""
    return "\n".join(f"{form} {rate:.3g}" for form, rate in sorted(ordinary_english().items())).encode()


@cache
def known_stems() -> Stems:
    """Give the stems that this process has found."""
    return Stems()


@cache
def read_descriptions() -> tuple[tuple[GlossEntry, ...], VocabularyReader]:
    """Tell the features of every description, and give what has read them.

    They are read by the vocabulary alone, so that they stay the same whatever documents explain.
    """
    analyzer, glosses = VocabularyReader({}), load_glosses()
    lexicon = compile_lexicon(
        thesaurus=load_thesaurus(), glosses=glosses, initials=load_initials(), abbreviations={},
        ordinary=ordinary_english(), library={}, forms=(), passages=0, analyzer=analyzer,
    )  # fmt: skip
    described = []
    for gloss in glosses:
        for text in gloss.descriptions:
            tokens = analyzer.tokens(text)
            told = features(tokens, find_spans(tokens, text, lexicon), lexicon)
            if told:
                described.append(
                    GlossEntry(gloss.term, tuple(analyzer.terms(gloss.term)), tuple(sorted(set().union(*told))))
                )
    return tuple(described), analyzer


def teachings(lexicon: Lexicon, analyzer: Analyzer) -> list[list[str]]:
    """Write each description beside the names of what it describes, and each class out, to learn associations from."""
    taught = []
    for gloss in load_glosses():
        terms = tuple(analyzer.terms(gloss.term))
        named = list(terms)
        for number in lexicon.triggers.get(terms, ()):
            named += [stem for target in lexicon.classes[number].targets[:_NAMED] for stem in target]
        taught += [[*analyzer.terms(description), *named] for description in gloss.descriptions]
    for entry in lexicon.classes:
        if not entry.learned and not entry.evaluative:
            taught.append([stem for target in entry.targets for stem in target])
    return taught


def list_phrases(lexicon: Lexicon) -> list[Terms]:
    """List every phrase of several words that a question can bring in."""
    found: set[Terms] = {terms for terms in lexicon.triggers if len(terms) > 1}
    for entry in lexicon.classes:
        found.update(terms for terms in (*entry.targets, *entry.related) if len(terms) > 1)
    found.update(lexicon.names)
    found.update(gloss.term for gloss in lexicon.glosses if len(gloss.term) > 1)
    return sorted(found)
