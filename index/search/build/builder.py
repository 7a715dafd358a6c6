"""Build what search needs from the words of all documents, as named blobs that are stored with the generation.

In: the words of each document, and what the generation before made. Out: words, postings, phrases, sentences, word
vectors, the lexicon. What is new is counted, and what was counted before is moved to where it now stands: making all
anew is the same with nothing made before. Only the associations of words are kept as they were learned until a
twentieth of the library has changed.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from index.query import GlossEntry, Lexicon, Terms, features, find_spans
from index.search.bm25 import lucene_idf, weigh
from index.search.build.corpus import count_phrases, merge_documents
from index.search.build.document_columns import Columns, splice
from index.search.build.document_terms import DocumentTerms
from index.search.build.entries import Numbers, TermEntries, count_entries
from index.search.build.lexicon_builder import compile_lexicon, list_candidates
from index.search.build.library_names import NameCandidates
from index.search.build.word_counts import WordCounts
from index.search.build.word_vectors import TermStream, Vectors, embed, learn_associations
from index.search.search_index import DIMENSIONS
from index.text import STOP_WORDS, Analyzer, Stems, Token, ordinary_english
from index.vocabulary import load_elsewhere, load_glosses, load_initials, load_programmes, load_thesaurus

_COMMON = 0.5  # in a million words: the lexicon asks for the stems of such forms in any case
_NAMED = 12  # how many members of its class stand for a term where a gloss teaches associations
_MOST_CHANGED = 0.05  # of the passages, since associations were learned
Load = Callable[[str], bytes]


def load_lists(former: Mapping[str, bytes]) -> None:
    """Load what building takes, and take what an earlier run found: it need not be found again."""
    _stems().take(former.get("stems", b""))
    for form, rate in ordinary_english().items():
        if rate >= _COMMON:
            _stems()(form)


class _Reader(Analyzer):
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

    def terms(self, text: str) -> list[str]:
        """List the stems of a text in order."""
        return [token.term for token in self.tokens(text)]

    def take(self, other: "_Reader") -> None:
        """Take what another has read."""
        self._read |= other._read
        self.table |= other.table

    def _find(self, form: str) -> str:
        self.table[form] = known = _stems()(form)
        return known


@dataclass(frozen=True, slots=True)
class _Former:
    """What the generation before made, as far as it is kept: empty where all is made anew."""

    tally: WordCounts
    terms: tuple[str, ...]
    columns: Columns
    text: TermEntries
    heading: TermEntries
    phrases: tuple[Terms, ...]
    phrase: TermEntries
    vectors: Vectors | None
    lexicon: Lexicon | None
    spelling: bytes
    ordinary: bytes

    @classmethod
    def nothing(cls) -> "_Former":
        none = np.empty(0, np.int32)
        directions = np.empty((0, DIMENSIONS), np.int8)
        columns = Columns(
            (),
            *(none, none, none, none),
            none.astype(object),
            *(none, none, none),
            none.astype(np.uint8),
            none.astype(np.uint8),
            directions,
            directions,
        )
        return cls(
            WordCounts(),
            (),
            columns,
            TermEntries.none(),
            TermEntries.none(),
            (),
            TermEntries.none(),
            None,
            None,
            b"",
            b"",
        )

    @classmethod
    def read(cls, artifacts: Mapping[str, bytes]) -> "_Former":
        tally = WordCounts.from_bytes(artifacts["tally"])
        phrases, counted = _lines(artifacts["phrases"]), _lines(artifacts["counted"])
        others = TermEntries.read(artifacts, "counted")
        moved = replace(others, size=len(phrases) + len(counted), items=others.items + np.int32(len(phrases)))
        rows = np.frombuffer(artifacts["vectors"], np.float16).reshape(-1, DIMENSIONS).astype(np.float32)
        return cls(
            tally,
            _lines(artifacts["terms"]),
            Columns.read(artifacts, tuple(tally.documents.values())),
            TermEntries.read(artifacts, "text"),
            TermEntries.read(artifacts, "heading"),
            tuple(tuple(line.split(" ")) for line in (*phrases, *counted)),
            TermEntries.read(artifacts, "phrase").joined(moved),
            Vectors(_lines(artifacts["vectors.stems"]), rows),
            Lexicon.from_json(artifacts["lexicon"]),
            artifacts["spelling"],
            artifacts["ordinary"],
        )


def build(
    order: Sequence[str],
    load: Load,
    *,
    former: Mapping[str, bytes] | None = None,
    load_former: Load | None = None,
    changed: Collection[str] = (),
) -> dict[str, bytes]:
    """Build everything that search needs from the words of the documents, whose ids are in the order of their ordinals.

    ``load`` gives the words of a document. With what the generation before made (``former``, ``load_former``), only
    what is new, gone or ``changed`` is looked at.
    """
    held = _Former.nothing()
    if former is not None and load_former is not None and "tally" in former:
        tally = WordCounts.from_bytes(former["tally"])
        gone = [name for name in tally.documents if name not in order or name in changed]
        added = [name for name in order if name not in tally.documents or name in changed]
        leaving = [DocumentTerms.from_bytes(load_former(name)) for name in gone]
        coming = [DocumentTerms.from_bytes(load(name)) for name in added]
        tally.changed += sum(len(words.lengths) for words in (*leaving, *coming))
        if tally.changed <= _MOST_CHANGED * tally.passages:
            tally.take_away(leaving)
            held = replace(_Former.read(former), tally=tally)
            return _Build(order, held, added, coming).blobs()
    return _Build(order, held, order, [DocumentTerms.from_bytes(load(name)) for name in order]).blobs()


class _Build:
    """One build: the steps share the tally, the numbers of terms and where each passage now stands."""

    def __init__(
        self, order: Sequence[str], held: _Former, added: Sequence[str], coming: Sequence[DocumentTerms]
    ) -> None:
        self._held = held
        before = {name: place for place, name in enumerate(held.tally.documents)}
        new = {name: place for place, name in enumerate(added)}
        self._order = [(name in new, new[name] if name in new else before[name]) for name in order]
        self._analyzer = _Reader({})
        self._tally = held.tally
        self._tally.add(coming)
        self._corpus = merge_documents(coming, self._analyzer.stem)
        sizes = dict(zip(added, self._corpus.sizes, strict=True))
        self._where = _where(order, self._order, held.tally.documents, sizes)
        self._tally.documents = {name: sizes.get(name, held.tally.documents.get(name, 0)) for name in order}
        known = set(held.terms)
        self._terms = (*held.terms, *(term for term in self._corpus.terms if term not in known))
        self._place = {term: number for number, term in enumerate(self._terms)}
        self._number = np.array([self._place[term] for term in self._corpus.terms], np.int32)

    def _programmes(self) -> dict[Terms, bool]:
        """Give the names of the sector's programmes in stems, whether or not a document has them."""
        return {
            tuple(token.term for token in self._analyzer.tokens(name)): plain
            for name, plain in load_programmes().items()
        }

    def blobs(self) -> dict[str, bytes]:
        """Make everything."""
        text, heading = self._entries()
        containing = text.containing.tolist()
        library = {term: count for term, count in zip(self._terms, containing, strict=True) if count}
        ordinary = ordinary_english()
        lexicon = self._lexicon(library, ordinary)
        candidates = NameCandidates.find(self._tally.names, lexicon.triggers, self._analyzer)
        counted, phrase = self._phrases(sorted({*_phrases(lexicon), *candidates.printed}))
        standing = dict(zip(counted, phrase.totals().tolist(), strict=True))
        lexicon = replace(lexicon, names=self._programmes() | candidates.learn(standing, library, self._tally.passages))
        vectors = self._vectors(lexicon, containing)
        columns, spelling = self._columns(vectors), self._held.spelling
        listed = self._held.ordinary or _ordinary_lines()
        self._held = _Former.nothing()  # the arrays of the generation before are needed no more
        lengths = columns.lengths
        model = weigh(containing, lengths) if len(lengths) else None
        average = float(model.avgdl) if model else 1.0
        idf = list(model.idf.values()) if model else []
        chosen = _phrases(lexicon)
        blobs = {
            **columns.blobs(),
            "tally": self._tally.to_bytes(),
            "lexicon": lexicon.to_json(),
            "stems": _stems().to_bytes(self._analyzer.table),
            "ordinary": listed,
            "spelling": list_candidates(lexicon, ordinary, spelling),
            "terms": "\n".join(self._terms).encode(),
            "vectors.stems": "\n".join(vectors.stems).encode(),
            "vectors": vectors.rows.astype(np.float16).tobytes(),
        }
        heading_lengths = columns.heading_lengths
        del columns
        blobs |= text.blobs("text", idf, average)
        blobs |= _phrase_blobs(chosen, counted, phrase, lengths, average)
        blobs |= _heading_blobs(heading, heading_lengths)
        return blobs

    def _entries(self) -> tuple[TermEntries, TermEntries]:
        """Count the terms of what is new, and put it to what is held."""
        old, new = self._where
        corpus, size = self._corpus, len(self._terms)
        found = []
        for held, stream, lengths in (
            (self._held.text, corpus.stream, corpus.lengths),
            (self._held.heading, corpus.headings, corpus.heading_lengths),
        ):
            counted = count_entries(self._number[stream], lengths, size)
            found.append(replace(held.moved(old).joined(counted.moved(new)), size=size))
        return found[0], found[1]

    def _lexicon(self, library: Mapping[str, int], ordinary: Mapping[str, float]) -> Lexicon:
        """Bring together what is known of words, without the library's names."""
        if self._held.lexicon is not None:
            described = self._held.lexicon.glosses
        else:
            described, reader = _described()
            self._analyzer.take(reader)
        lexicon = compile_lexicon(
            thesaurus=load_thesaurus(),
            glosses=load_glosses(),
            initials=load_initials(),
            abbreviations=self._tally.expansions(),
            ordinary=ordinary,
            library=library,
            forms=sorted(self._tally.forms),
            passages=self._tally.passages,
            analyzer=self._analyzer,
            elsewhere=load_elsewhere(),
        )
        return replace(lexicon, glosses=described)

    def _phrases(self, wanted: Sequence[Terms]) -> tuple[Sequence[Terms], TermEntries]:
        """Count phrases in every passage: all of them in what is new, those that are new in what is held."""
        old, new = self._where
        number = {phrase: place for place, phrase in enumerate(wanted)}
        place_here = {term: n for n, term in enumerate(self._corpus.terms)}
        found = [
            TermEntries.of(count_phrases(wanted, place_here, self._corpus.stream, self._corpus.lengths)).moved(new)
        ]
        if self._held.phrases:
            renamed = np.array([number.get(phrase, -1) for phrase in self._held.phrases], np.int32)
            found.append(self._held.phrase.moved(old).renumbered(renamed, len(wanted)))
            known = set(self._held.phrases)
            unknown = [
                phrase for phrase in wanted if phrase not in known and all(term in self._place for term in phrase)
            ]
            if unknown:
                found.append(self._phrases_in_held(unknown, number))
        return wanted, replace(TermEntries.none(len(wanted)).joined(*found), size=len(wanted))

    def _phrases_in_held(self, unknown: Sequence[Terms], number: Mapping[Terms, int]) -> TermEntries:
        """Count phrases in the passages that are held, of which those alone are looked at that have all their terms."""
        held = self._held
        starts = held.text.starts
        passages: set[int] = set()
        for phrase in unknown:
            terms = [self._place[term] for term in phrase]
            if all(term < held.text.size for term in terms):
                holding = (held.text.passages[starts[term] : starts[term + 1]].tolist() for term in terms)
                passages |= set.intersection(*map(set, holding))
        looked = np.array(sorted(passages), np.int32)
        ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(held.columns.lengths, dtype=np.int64)])
        pieces = [held.columns.stream[ends[n] : ends[n + 1]] for n in looked.tolist()]
        stream = np.concatenate(pieces) if pieces else np.empty(0, np.int32)
        counts = count_phrases(unknown, self._place, stream, held.columns.lengths[looked])
        there = TermEntries.of(counts)
        moved = replace(there, passages=looked[there.passages] if len(looked) else there.passages).moved(self._where[0])
        return moved.renumbered(np.array([number[phrase] for phrase in unknown], np.int32), len(number))

    def _vectors(self, lexicon: Lexicon, containing: Sequence[int]) -> Vectors:
        """Learn which words go together; a library that is brought up to date keeps what was learned."""
        if self._held.vectors is not None:
            return self._held.vectors
        self._tally.changed = 0
        stop = {self._analyzer.stem(word) for word in STOP_WORDS}
        words = TermStream(self._corpus.terms, self._corpus.stream, self._corpus.lengths)
        learned = learn_associations(words, containing, _teachings(lexicon, self._analyzer), stop)
        # As they are kept: what is added later is compared with the same ones.
        return Vectors(learned.stems, learned.rows.astype(np.float16).astype(np.float32))

    def _columns(self, vectors: Vectors) -> Columns:
        corpus = self._corpus
        passages = embed(TermStream(corpus.terms, corpus.stream, corpus.lengths), vectors)
        sentences = embed(TermStream(corpus.terms, corpus.stream, corpus.sentences), vectors)
        return splice(self._held.columns, Columns.of(corpus, self._number, (passages, sentences)), self._order)


def _where(
    order: Sequence[str], places: Sequence[tuple[bool, int]], before: Mapping[str, int], added: Mapping[str, int]
) -> tuple[Numbers, Numbers]:
    """Say for each passage that was held, and for each that is new, what its ordinal is; -1 for one that is gone."""
    found = []
    for sizes, is_new in ((before, False), (added, True)):
        ordinals = np.full(sum(sizes.values()), -1, np.int32)
        starts = dict(zip(sizes, np.cumsum([0, *sizes.values()]).tolist(), strict=False))
        at = 0
        for name, (comes, _) in zip(order, places, strict=True):
            size = (added if comes else before)[name]
            if comes is is_new:
                ordinals[starts[name] : starts[name] + size] = np.arange(at, at + size)
            at += size
        found.append(ordinals)
    return found[0], found[1]


@cache
def _ordinary_lines() -> bytes:
    return "\n".join(f"{form} {rate:.3g}" for form, rate in sorted(ordinary_english().items())).encode()


@cache
def _stems() -> Stems:
    return Stems()


@cache
def _described() -> tuple[tuple[GlossEntry, ...], _Reader]:
    """Tell the features of every description, and give what has read them.

    They are read by the vocabulary alone, so that they stay the same whatever documents explain.
    """
    analyzer, glosses = _Reader({}), load_glosses()
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


def _teachings(lexicon: Lexicon, analyzer: Analyzer) -> list[list[str]]:
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


def _phrases(lexicon: Lexicon) -> list[Terms]:
    """List every phrase of several words that a question can bring in."""
    found: set[Terms] = {terms for terms in lexicon.triggers if len(terms) > 1}
    for entry in lexicon.classes:
        found.update(terms for terms in (*entry.targets, *entry.related) if len(terms) > 1)
    found.update(lexicon.names)
    found.update(gloss.term for gloss in lexicon.glosses if len(gloss.term) > 1)
    return sorted(found)


def _phrase_blobs(
    chosen: Sequence[Terms], counted: Sequence[Terms], entries: TermEntries, lengths: Numbers, average: float
) -> dict[str, bytes]:
    """Weigh the phrases that a question can bring in, and keep the counts of the others."""
    kept = set(chosen)
    others = [phrase for phrase in counted if phrase not in kept]
    numbers = {phrase: place for place, phrase in enumerate(chosen)}
    apart = {phrase: place for place, phrase in enumerate(others)}
    found = entries.renumbered(np.array([numbers.get(phrase, -1) for phrase in counted], np.int32), len(chosen))
    left = entries.renumbered(np.array([apart.get(phrase, -1) for phrase in counted], np.int32), len(others))
    idf = [lucene_idf(len(lengths), containing) for containing in found.containing.tolist()]
    return {
        "phrases": "\n".join(" ".join(phrase) for phrase in chosen).encode(),
        "counted": "\n".join(" ".join(phrase) for phrase in others).encode(),
        **found.blobs("phrase", idf, average),
        **left.blobs("counted"),
    }


def _heading_blobs(entries: TermEntries, lengths: Numbers) -> dict[str, bytes]:
    idf = [lucene_idf(len(lengths), containing) for containing in entries.containing.tolist()]
    average = max(int(lengths.sum()) / max(len(lengths), 1), 1.0)
    return entries.blobs("heading", idf, average)


def _lines(blob: bytes) -> tuple[str, ...]:
    return tuple(blob.decode().split("\n")) if blob else ()
