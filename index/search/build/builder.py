"""Build what search needs from the words of all documents, as named blobs that are stored with the generation.

In: the words of each document, and what the generation before made. Out: words, postings, phrases, word vectors, the
lexicon; and the columns of each document that is new, which are kept with it. What is new is counted, some documents
after the other, and what was counted before is moved to where it now stands: making all anew is the same with nothing
made before. Only the associations of words are kept as they were learned until a twentieth of the library has changed.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.query import GlossEntry, Lexicon, Terms
from index.search.bm25 import lucene_idf, weigh
from index.search.build.document_columns import (
    COLUMN_NAMES,
    PART_NAMES,
    Columns,
    ColumnStore,
    Numbers,
    TermStream,
    buffer_of,
)
from index.search.build.document_terms import DocumentTerms
from index.search.build.entries import TermEntries, count_entries, join_entries
from index.search.build.lexicon_builder import compile_lexicon, list_candidates
from index.search.build.library_names import NameCandidates
from index.search.build.phrase_counts import PhraseCounter
from index.search.build.vocabulary_reader import (
    VocabularyReader,
    known_stems,
    list_phrases,
    ordinary_lines,
    read_descriptions,
    teachings,
)
from index.search.build.word_counts import WordCounts
from index.search.build.word_vectors import Vectors, embed, learn_associations
from index.search.search_index import DIMENSIONS
from index.text import STOP_WORDS, ordinary_english
from index.vocabulary import load_elsewhere, load_glosses, load_initials, load_programmes, load_thesaurus

_MOST_CHANGED = 0.05  # of the passages, since associations were learned
_TOKENS = (
    1 << 20
)  # of documents that are looked at together: what is made of them in between is all the memory it takes
Load = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class _Former:
    """What the generation before made, as far as it is kept: empty where all is made anew."""

    tally: WordCounts
    terms: tuple[str, ...]
    text: TermEntries
    heading: TermEntries
    phrases: tuple[Terms, ...]
    phrase: TermEntries
    vectors: Vectors | None
    glosses: tuple[GlossEntry, ...]
    spelling: bytes
    ordinary: bytes

    @classmethod
    def nothing(cls, glosses: tuple[GlossEntry, ...] = ()) -> "_Former":
        none = TermEntries.none()
        return cls(WordCounts(), (), none, none, (), none, None, glosses, b"", b"")

    @classmethod
    def read(cls, artifacts: Mapping[str, bytes], tally: WordCounts) -> "_Former":
        phrases, counted = _lines(artifacts["phrases"]), _lines(artifacts["counted"])
        every = np.arange(tally.passages, dtype=np.int32)
        others = TermEntries.read(artifacts, "counted")
        size, places = len(phrases) + len(counted), np.arange(len(counted), dtype=np.int32) + np.int32(len(phrases))
        phrase = TermEntries.read(artifacts, "phrase"), others.renumbered(places, size)
        rows = np.frombuffer(artifacts["vectors"], np.float16).reshape(-1, DIMENSIONS).astype(np.float32)
        return cls(
            tally,
            _lines(artifacts["terms"]),
            TermEntries.read(artifacts, "text"),
            TermEntries.read(artifacts, "heading"),
            tuple(tuple(line.split(" ")) for line in (*phrases, *counted)),
            join_entries([(entries, every) for entries in phrase], size),
            Vectors(_lines(artifacts["vectors.stems"]), rows),
            Lexicon.from_json(artifacts["lexicon"]).glosses,
            artifacts["spelling"],
            artifacts["ordinary"],
        )


def build(
    order: Sequence[str],
    load: Load,
    columns: ColumnStore,
    *,
    former: Mapping[str, bytes] | None = None,
    load_former: Load | None = None,
    changed: Collection[str] = (),
) -> dict[str, bytes]:
    """Build everything that search needs from the words of the documents, whose ids are in the order of their ordinals.

    ``load`` gives the words of a document; the ``columns`` of those that are looked at are kept. With what the
    generation before made (``former``, ``load_former``), only what is new, gone or ``changed`` is looked at.
    """
    if former is not None and load_former is not None and "tally" in former:
        tally = WordCounts.from_bytes(former["tally"])
        there = set(order)
        gone = [name for name in tally.documents if name not in there or name in changed]
        added = [name for name in order if name not in tally.documents or name in changed]
        most = _MOST_CHANGED * tally.passages
        for source, names in ((load_former, gone), (load, added)):
            for name in names:
                if tally.changed <= most:
                    tally.changed += len(DocumentTerms.from_bytes(source(name)).lengths)
        if tally.changed <= most:
            tally.take_away(DocumentTerms.from_bytes(load_former(name)) for name in gone)
            return _Build(order, _Former.read(former, tally), added, load, columns).blobs()
        # What the vocabulary describes is the same whatever the library holds.
        described = Lexicon.from_json(former["lexicon"]).glosses
        return _Build(order, _Former.nothing(described), order, load, columns).blobs()
    return _Build(order, _Former.nothing(), order, load, columns).blobs()


class _Build:
    """One build: the steps share the tally, the numbers of terms and where each passage now stands."""

    def __init__(
        self, order: Sequence[str], held: _Former, added: Collection[str], load: Load, columns: ColumnStore
    ) -> None:
        self._held = held
        self._columns = columns
        self._analyzer = VocabularyReader({})
        self._tally = held.tally
        self._before = self._tally.documents
        self._place = {term: number for number, term in enumerate(held.terms)}
        self._batches: list[tuple[str, ...]] = []
        sizes, counted = self._count_words(added, load)
        self._tally.documents = {name: sizes[name] if name in sizes else self._before[name] for name in order}
        starts = dict(zip(order, np.cumsum([0, *self._tally.documents.values()]).tolist(), strict=False))
        self._moved = _places(self._before, {name: at for name, at in starts.items() if name not in sizes})
        self._new = [_places({name: sizes[name] for name in names}, starts) for names in self._batches]
        self._text, self._heading = (
            join_entries([(former, self._moved), *zip(parts, self._new, strict=True)], len(self._place))
            for former, parts in zip((held.text, held.heading), counted, strict=True)
        )

    def _count_words(
        self, added: Collection[str], load: Load
    ) -> tuple[dict[str, int], tuple[list[TermEntries], list[TermEntries]]]:
        """Keep the columns of what is new; say how many passages each document has, and what stands in them and in the
        headings above them, a batch of documents at a time."""
        known: dict[str, int] = {}  # the number of each form's term
        sizes: dict[str, int] = {}
        text, heading = [], []
        for names, words in _batched(added, load):
            self._batches.append(names)
            self._tally.add(words)
            found = []
            for name, some in zip(names, words, strict=True):
                for form in some.forms:
                    if form not in known:
                        known[form] = self._place.setdefault(self._analyzer.stem(form), len(self._place))
                found.append(Columns.of(some, [known[form] for form in some.forms]))
                self._columns.keep_columns(name, found[-1].blobs(some))
                sizes[name] = len(some.lengths)
            text.append(count_entries(TermStream.join([(f.stream, f.lengths) for f in found]), len(self._place)))
            headings = [(f.headings, f.heading_lengths) for f in found]
            heading.append(count_entries(TermStream.join(headings), len(self._place)))
        return sizes, (text, heading)

    def blobs(self) -> dict[str, bytes]:
        """Make everything."""
        containing = self._text.containing.tolist()
        library = {term: count for term, count in zip(self._place, containing, strict=True) if count}
        ordinary = ordinary_english()
        lexicon = self._lexicon(library, ordinary)
        candidates = NameCandidates.find(self._tally.names, lexicon.triggers, self._analyzer)
        counted = sorted({*list_phrases(lexicon), *candidates.printed})
        phrase = self._phrases(counted)
        standing = dict(zip(counted, phrase.totals().tolist(), strict=True))
        lexicon = replace(lexicon, names=self._programmes() | candidates.learn(standing, library, self._tally.passages))
        vectors = self._vectors(lexicon, containing)
        self._keep_directions(vectors)
        spelling, listed = self._held.spelling, self._held.ordinary or ordinary_lines()
        self._held = _Former.nothing()  # the arrays of the generation before are needed no more
        tally = self._tally
        model = weigh(containing, tally.passages, tally.words) if tally.passages else None
        idf, average = (list(model.idf.values()), float(model.avgdl)) if model else ([], 1.0)
        above = [lucene_idf(tally.passages, holding) for holding in self._heading.containing.tolist()]
        return {
            "sizes": buffer_of(np.array(list(tally.documents.values()), np.int32)),
            **({} if tally.documents else dict.fromkeys(COLUMN_NAMES, b"")),  # no document has any
            "part.names": "\n".join(PART_NAMES).encode(),
            "tally": tally.to_bytes(),
            "lexicon": lexicon.to_json(),
            "stems": known_stems().to_bytes(self._analyzer.table),
            "ordinary": listed,
            "spelling": list_candidates(lexicon, ordinary, spelling),
            "terms": "\n".join(self._place).encode(),
            "vectors.stems": "\n".join(vectors.stems).encode(),
            "vectors": vectors.rows.astype(np.float16).tobytes(),
            **self._text.blobs("text", idf, average),
            **_phrase_blobs(list_phrases(lexicon), counted, phrase, tally.passages, average),
            **self._heading.blobs("heading", above, max(tally.heading_words / max(tally.passages, 1), 1.0)),
        }

    def _programmes(self) -> dict[Terms, bool]:
        """Give the names of the sector's programmes in stems, whether or not a document has them."""
        return {
            tuple(token.term for token in self._analyzer.tokens(name)): plain
            for name, plain in load_programmes().items()
        }

    def _lexicon(self, library: Mapping[str, int], ordinary: Mapping[str, float]) -> Lexicon:
        """Bring together what is known of words, without the library's names."""
        described = self._held.glosses
        if not described:
            described, reader = read_descriptions()
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

    def _phrases(self, wanted: Sequence[Terms]) -> TermEntries:
        """Count phrases in every passage: all of them in what is new, those that are new in what is held."""
        counter = PhraseCounter(wanted, self._place)
        found = [
            (counter.count(TermStream.read(self._columns, names)), where)
            for names, where in zip(self._batches, self._new, strict=True)
        ]
        if self._held.phrases:
            number = {phrase: place for place, phrase in enumerate(wanted)}
            renamed = np.array([number.get(phrase, -1) for phrase in self._held.phrases], np.int32)
            found.append((self._held.phrase.renumbered(renamed, len(wanted)), self._moved))
            known = set(self._held.phrases)
            unknown = [phrase for phrase in wanted if phrase not in known]
            found += self._phrases_in_held(unknown, number)
        return join_entries(found, len(wanted))

    def _phrases_in_held(
        self, unknown: Sequence[Terms], number: Mapping[Terms, int]
    ) -> Iterator[tuple[TermEntries, Numbers]]:
        """Count phrases in the documents that are held and stay, of which those alone are read in a passage of which
        all terms of one stand."""
        held = self._held.text
        looked = np.zeros(len(self._moved), np.bool_)
        for phrase in unknown:
            terms = [self._place.get(term, held.size) for term in phrase]
            if max(terms) < held.size:
                together = held.holding(terms[0])
                for term in terms[1:]:
                    together = np.intersect1d(together, held.holding(term), assume_unique=True)
                looked[together] = True
        looked &= self._moved >= 0
        counter = PhraseCounter(unknown, self._place)
        numbers, at = np.array([number[phrase] for phrase in unknown], np.int32), 0
        for name, size in self._before.items():
            if looked[at : at + size].any():
                counted = counter.count(TermStream.read(self._columns, [name]))
                yield counted.renumbered(numbers, len(number)), self._moved[at : at + size]
            at += size

    def _vectors(self, lexicon: Lexicon, containing: Sequence[int]) -> Vectors:
        """Learn which words go together; a library that is brought up to date keeps what was learned."""
        if self._held.vectors is not None:
            return self._held.vectors
        self._tally.changed = 0
        learned = learn_associations(
            tuple(self._place),
            (TermStream.read(self._columns, names) for names in self._batches),
            containing,
            teachings(lexicon, self._analyzer),
            {self._analyzer.stem(word) for word in STOP_WORDS},
            texts=self._tally.passages,
        )
        # As they are kept: what is added later is compared with the same ones.
        return Vectors(learned.stems, learned.rows.astype(np.float16).astype(np.float32))

    def _keep_directions(self, vectors: Vectors) -> None:
        """Keep where the passages and the sentences of what is new point."""
        number = {stem: position for position, stem in enumerate(vectors.stems)}
        numbers = np.array([number.get(term, -1) for term in self._place], np.int64)
        for names in self._batches:
            for column, lengths in (("passage.vectors", "lengths"), ("sentence.vectors", "sentence.lengths")):
                pointing = embed(TermStream.read(self._columns, names, lengths), numbers, vectors)
                ends = np.cumsum([len(self._columns.column(name, lengths)) // 4 for name in names])
                for name, rows in zip(names, np.split(pointing, ends[:-1]), strict=True):
                    self._columns.keep_columns(name, {column: buffer_of(rows)})


def _batched(names: Iterable[str], load: Load) -> Iterator[tuple[tuple[str, ...], list[DocumentTerms]]]:
    """Give the words of documents, as many at a time as are looked at together."""
    batch: dict[str, DocumentTerms] = {}
    held = 0
    for name in names:
        batch[name] = words = DocumentTerms.from_bytes(load(name))
        held += len(words.tokens)
        if held >= _TOKENS:
            yield tuple(batch), list(batch.values())
            batch, held = {}, 0
    if batch:
        yield tuple(batch), list(batch.values())


def _places(sizes: Mapping[str, int], starts: Mapping[str, int]) -> Numbers:
    """Say for each passage of some documents what its ordinal is; -1 for one of a document that does not start."""
    found = [np.empty(0, np.int32)]
    for name, size in sizes.items():
        first = starts.get(name)
        found.append(np.full(size, -1, np.int32) if first is None else np.arange(first, first + size, dtype=np.int32))
    return np.concatenate(found)


def _phrase_blobs(
    chosen: Sequence[Terms], counted: Sequence[Terms], entries: TermEntries, passages: int, average: float
) -> dict[str, bytes]:
    """Weigh the phrases that a question can bring in, and keep the counts of the others."""
    kept = set(chosen)
    others = [phrase for phrase in counted if phrase not in kept]
    numbers = {phrase: place for place, phrase in enumerate(chosen)}
    apart = {phrase: place for place, phrase in enumerate(others)}
    found = entries.renumbered(np.array([numbers.get(phrase, -1) for phrase in counted], np.int32), len(chosen))
    left = entries.renumbered(np.array([apart.get(phrase, -1) for phrase in counted], np.int32), len(others))
    idf = [lucene_idf(passages, containing) for containing in found.containing.tolist()]
    return {
        "phrases": "\n".join(" ".join(phrase) for phrase in chosen).encode(),
        "counted": "\n".join(" ".join(phrase) for phrase in others).encode(),
        **found.blobs("phrase", idf, average),
        **left.blobs("counted"),
    }


def _lines(blob: bytes) -> tuple[str, ...]:
    return tuple(blob.decode().split("\n")) if blob else ()
