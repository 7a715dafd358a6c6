"""Check the quotations of a draft: which stand word for word in a stored passage, which differ, which are nowhere.

In come a draft and a generation of the library; out comes one result a quotation, in the order of the draft. Nothing
of the draft is kept.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from bot.quotations.alignment import Comparison, compare_exact, compare_nearly
from bot.quotations.claims import check_claims
from bot.quotations.draft import Quoted, find_quotations
from bot.quotations.editing import NEGATIONS, Edited, read_edited
from bot.quotations.models import CheckedQuotation, Difference, DifferenceKind, QuotationState
from bot.quotations.named_source import NamedSource, citation_behind, hide_other_citations, read_named_source
from bot.quotations.word_index import Positions, WordIndex
from bot.quotations.words import clean, words_of
from index.authorities import Gazetteer, held_authorities
from index.metadata import cite
from index.models import DocumentPart
from index.storage import Library, open_library, passage_id

LONGEST_DRAFT = 600_000  # characters: some two hundred pages
_ENOUGH = 0.55  # of the weight of a quotation's words: less is another sentence
_FEWEST = 4  # words in common without which a passage is not said to be the quoted one
_LOOKED_AT = 24  # passages that are compared where no passage has the words
_PLACES = 400  # places of a short quotation that are looked at
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_CLAUSE_END = re.compile(r"[.;:!?]")
# What turns the sense of what stands before it: a reader should know that it follows.
_TURN = re.compile(
    r"[\s,;.–—-]{1,3}(?:but|however|although|though|except|unless|nevertheless|yet)\b(?:\W+\w+){0,8}", re.IGNORECASE
)

Located = tuple[int, Comparison, tuple[str, ...]]  # a passage's ordinal, how it compares, notes


def open_checker(index: Path) -> "QuotationChecker":
    """Open the index and check against it; raise IndexMissingError or IndexStoreError where there is none."""
    return QuotationChecker(open_library(index))


class QuotationChecker:
    """Checks quotations against one generation of the index. Safe to share between threads."""

    def __init__(self, library: Library, gazetteer: Gazetteer | None = None) -> None:
        """Take a generation; the words of its passages are read when the first draft comes."""
        self.library = library
        self._gazetteer = gazetteer or Gazetteer.load(held_authorities(library.documents))

    @cached_property
    def _words(self) -> WordIndex:
        return WordIndex(self.library)

    def check(self, draft: str) -> list[CheckedQuotation]:
        """Check every quotation of a draft, and the figures and grades claimed beside a citation."""
        text = clean(draft[:LONGEST_DRAFT])
        quotations = find_quotations(text)
        if whole := self._as_one(text, quotations):
            quotations = [whole]
        masked = mask_quotations(text, quotations)
        checked: list[CheckedQuotation] = []
        behind = 0
        for place, quoted in enumerate(quotations):
            if quoted.start < behind:
                continue  # it stands in the citation of the one before, or that was read with a later end
            own = hide_other_citations(masked, place, quotations, self._gazetteer, self._words.knows)
            named = read_named_source(text, quoted, own, self._gazetteer, self._words.knows)
            checked.append(self._best_reading(text, quoted, named))
            cited = citation_behind(text, checked[-1].end)
            behind = cited[1] if cited else checked[-1].end
            if cited and text[cited[0] - 1] not in "([":  # a line that only cites claims nothing
                masked = masked[: cited[0]] + " " * (cited[1] - cited[0]) + masked[cited[1] :]
        if any(not quoted.marked for quoted in quotations):  # the whole text was taken for one quotation
            if checked[0].state is not QuotationState.NOT_FOUND:
                return checked
            masked = text
        claims = check_claims(masked, checked, self.library, self._gazetteer, self._words.knows)
        return sorted([*checked, *claims], key=lambda one: (one.start, one.end))

    def _best_reading(self, text: str, quoted: Quoted, named: NamedSource) -> CheckedQuotation:
        """Check a quotation; where its end is not sure, take the longest that stands word for word."""
        first = self._check(quoted, named)
        for end in sorted(quoted.others, reverse=True):
            if end < quoted.end and first.state is QuotationState.VERBATIM:
                break
            other = self._check(replace(quoted, text=text[quoted.start : end], end=end), named)
            if other.state is QuotationState.VERBATIM:
                return other
        return first

    def _as_one(self, text: str, quotations: Sequence[Quoted]) -> Quoted | None:
        """Take a text of one paragraph as one quotation where most of it is unmarked and stands in one passage."""
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        words = [word.form for word in words_of(text)]
        if _EMPTY_LINE.search(text[start:end]) or not words:
            return None
        whole = Quoted(text[start:end], start, end, (start, end), marked=False)
        if len(self._words.within(self._words.find(words), len(words))):
            return whole
        marked = sum(len(words_of(quoted.text)) for quoted in quotations)
        if marked * 2 >= len(words):
            return None
        return whole if self._check(whole, NamedSource()).state is not QuotationState.NOT_FOUND else None

    def _check(self, quoted: Quoted, named: NamedSource) -> CheckedQuotation:
        text = quoted.text
        result = CheckedQuotation(text, QuotationState.NOT_FOUND, start=quoted.start, end=quoted.end)
        if not words_of(text):
            return result
        found = self._exact(text, named) or self._joined(text, named) or self._near(text, named)
        if found is None:
            return result
        ordinal, compared, notes = found
        document, passage = self.library.at(ordinal)
        citation = cite(document, passage)
        if compared.share < _ENOUGH:
            return replace(result, nearest=citation)
        differences = (*compared.differences, *named.faults(document, passage))
        return replace(
            result,
            state=QuotationState.DIFFERS if differences else QuotationState.VERBATIM,
            differences=differences,
            citation=citation,
            printed=passage.text,
            notes=notes,
            passage_id=passage_id(document.sha256, passage.position),
        )

    def _exact(self, text: str, named: NamedSource) -> Located | None:
        """Find a passage that has all words in order; ellipses and brackets may stand for others."""
        plain = Edited((tuple(words_of(text)),), ())
        for edited in (plain, read_edited(text, initials=True), read_edited(text, initials=False)):
            run = max(edited.runs, key=len)
            forms = [word.form for word in run]
            if not forms:
                continue
            begins = self._words.within(self._words.find(forms), len(forms))[:_PLACES]
            ordinals = list(dict.fromkeys(self._words.passages_at(begins)))
            ordinals.sort(key=lambda ordinal: self._preference(ordinal, named))
            best: Located | None = None
            for ordinal in ordinals:
                passage = self.library.at(ordinal)[1]
                compared = compare_exact(text, edited, passage.text)
                if compared is None:
                    continue
                if best is None or (best[1].differences and not compared.differences):
                    best = ordinal, compared, self._notes(passage.text, compared, len(ordinals))
                if not best[1].differences:
                    break
            if best is not None:
                return best
        return None

    def _joined(self, text: str, named: NamedSource) -> Located | None:
        """Find words that run over from one passage into the next, or two parts that stand in two passages."""
        edited = read_edited(text, initials=True)
        forms = [word.form for word in edited.words]
        if len(forms) < 2 * _FEWEST:
            return None
        split = self._longest_beginning(forms)
        for skipped in range(3):  # a word or two may have been put between the parts
            rest = forms[split + skipped :]
            if split < _FEWEST or len(rest) < _FEWEST:
                return None
            begins = self._words.within(self._words.find(rest), len(rest))
            if len(begins):
                former = self._words.within(self._words.find(forms[:split]), split)
                if set(self._words.passages_at(former)) & set(self._words.passages_at(begins)):
                    return None  # parts of one passage: compared as one
                one, two = self._preferred(former, named), self._preferred(begins, named)
                return self._two_parts(text, edited, split, one, two)
        return None

    def _longest_beginning(self, forms: Sequence[str]) -> int:
        """Count the words at the beginning that stand in one passage."""

        def is_nowhere(count: int) -> bool:
            return not len(self._words.within(self._words.find(forms[:count]), count))

        return bisect_left(range(1, len(forms) + 1), True, key=is_nowhere)

    def _two_parts(self, text: str, edited: Edited, split: int, one: int, two: int) -> Located:
        first, second = (cite(*self.library.at(ordinal)).label for ordinal in (one, two))
        words = edited.words
        difference = Difference(DifferenceKind.JOINED, text[words[split].start :].strip(), f"in {second}")
        compared = Comparison(1.0, len(words), (difference,), 0, 0)
        return one, compared, (f"Two passages are quoted as one: {first}; {second}.",)

    def _near(self, text: str, named: NamedSource) -> Located | None:
        """Find the passage that is most like a quotation which stands nowhere as it is."""
        edited = read_edited(text, initials=True)
        forms = [word.form for word in edited.words]
        best: tuple[float, int, Comparison] | None = None
        for ordinal in self._words.nearest(forms, _LOOKED_AT):
            document, passage = self.library.at(ordinal)
            compared = compare_nearly(text, edited, passage.text, self._words.weight)
            points = (
                compared.share + 0.01 * named.fit(document, passage) - 0.02 * (passage.matter is DocumentPart.FRONT)
            )
            if best is None or points > best[0]:
                best = points, ordinal, compared
        if best is None:
            return None
        _, ordinal, compared = best
        if compared.matched < min(_FEWEST, len(forms)) or (len(forms) < _FEWEST and compared.share < 0.75):
            compared = replace(compared, share=0.0)
        return ordinal, compared, ()

    def _preferred(self, begins: Positions, named: NamedSource) -> int:
        ordinals = self._words.passages_at(begins[:_PLACES])
        return min(ordinals, key=lambda ordinal: self._preference(ordinal, named))

    def _preference(self, ordinal: int, named: NamedSource) -> tuple[int, bool, int, int]:
        """Order passages with the same words: what the draft names first, then the newest."""
        document, passage = self.library.at(ordinal)
        day = document.date.toordinal() if document.date else 0
        return -named.fit(document, passage), passage.matter is DocumentPart.FRONT, -day, ordinal

    def _notes(self, passage: str, compared: Comparison, places: int) -> tuple[str, ...]:
        notes = []
        before = words_of(passage[: compared.first])[-3:]
        if any(word.form in NEGATIONS for word in before) and not _CLAUSE_END.search(
            passage[before[0].start : compared.first]
        ):
            notes.append(f"The words before it are: “{passage[before[0].start : compared.first].strip()}”.")
        after = passage[compared.last :]
        if match := _TURN.match(after):
            notes.append(f"The passage goes on: “{match.group().strip(' ,;.')} …”.")
        if places > 1:
            notes.append(f"The same words stand in {places} passages; this is one of them.")
        return tuple(notes)


def mask_quotations(text: str, quotations: Sequence[Quoted]) -> str:
    """Put a capital and blanks in place of every quotation, but for the sign that ends it: sentences stay sentences."""
    pieces, place = [], 0
    for quoted in quotations:
        if quoted.start < place:
            continue
        end = quoted.end - 1 if quoted.text[-1:] in ".!?" else quoted.end
        pieces += [text[place : quoted.start], "X" + " " * (end - quoted.start - 1)]
        place = end
    return "".join([*pieces, text[place:]])
