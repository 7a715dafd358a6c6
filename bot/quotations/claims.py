"""Figures and grades that a draft claims beside a citation, compared with what is printed there.

A claim is the part of a sentence outside quotation marks. It is looked at only where its source is told: a council, and
a year, a paragraph or a page, or a quotation in the same sentence that was found.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.answers import pick_judgements
from bot.quotations.draft import Quoted, paragraphs_of
from bot.quotations.models import CheckedQuotation, Difference, DifferenceKind, QuotationState
from bot.quotations.named_source import NamedSource, read_named_source
from bot.quotations.words import words_of
from index.authorities import Gazetteer
from index.metadata import cite, cite_judgement
from index.models import Document, Judgement, Passage
from index.query import area_in
from index.storage import Library, passage_id
from index.text import MONTHS, split_sentences

_GRADE = r"outstanding|good|requir(?:es|ing) improvement(?: to be good)?|inadequate|adequate"
_GRADED = re.compile(
    rf"\b(?:judged?|judgements?|judgments?|grade[sd]?|rate[sd]|ratings?)\b[^.;]{{0,120}}?\b({_GRADE})\b"
    rf"|\b({_GRADE})\b[^.;]{{0,40}}\b(?:judgement|judgment|grade|rating)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"£?\b\d[\d,.]*\d%?|£?\b\d%?")
# Figures that are no claim: years, days, numbers of paragraphs, sections of Acts, keys.
_NO_CLAIM = re.compile(
    rf"\b(?:19|20)\d\d(?:[-–/]\d{{2,4}})?\b|\b\d{{1,2}}(?:st|nd|rd|th)?(?= (?:{'|'.join(MONTHS)})\b)"
    r"|\b(?:paragraphs?|paras?\.?|pages?|pp?\.?|sections?|regulation|chapter|table|figure|recommendation|bullet|row"
    r"|slide|key stage|version|item)\s?\d+(?:[.\d]*\d)?(?:\s?(?:-|–|to|and)\s?\d+)?|¶{1,2}\s?\d+|\bs\d+\b"
    r"|^\W{0,4}\d+[.)]",
    re.IGNORECASE | re.MULTILINE,
)
_SPELT = "no one two three four five six seven eight nine ten eleven twelve".split()
_BRACKET = re.compile(r"[(\[][^()\[\]]{3,300}[)\]]")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A sentence without its citation, and where it stands in the draft."""

    text: str
    start: int
    end: int
    source: NamedSource


def check_claims(
    masked: str,
    checked: Sequence[CheckedQuotation],
    library: Library,
    gazetteer: Gazetteer,
    is_word: Callable[[str], bool],
) -> list[CheckedQuotation]:
    """Tell the figures and grades that are not printed where the draft says; those that are printed are not told."""
    found = []
    for claim in _claims(masked, gazetteer, is_word):
        documents = _documents(claim.source, library)
        quoted = [one for one in checked if claim.start <= one.start <= claim.end and one.passage_id]
        passages = _passages(claim.source, documents, library) or [
            held for one in quoted if (held := library.find(one.passage_id)) is not None
        ]
        result = _check_grade(claim, documents) or _check_figures(claim, passages)
        if result is not None:
            found.append(result)
    return found


def _claims(masked: str, gazetteer: Gazetteer, is_word: Callable[[str], bool]) -> Iterator[_Claim]:
    """Give every sentence that has a figure or a grade, with the source that is named in it or behind it."""
    for begin, stop in paragraphs_of(masked):
        for left, right in split_sentences(masked[begin:stop]):
            start, end = begin + left, begin + right
            sentence = masked[start:end]
            if not (_GRADED.search(sentence) or _FIGURE.search(sentence)):
                continue
            brackets = [match for match in _BRACKET.finditer(masked, start, stop) if match.start() < end + 3]
            place = brackets[-1].start() if brackets else end
            stand_in = Quoted("", place, place, (start, max(end, brackets[-1].end() if brackets else end)))
            source = read_named_source(masked, stand_in, masked, gazetteer, is_word)
            plain = sentence
            for bracket in brackets:
                plain = plain.replace(bracket.group(), " ")
            yield _Claim(" ".join(plain.split()), start, end, source)


def _documents(source: NamedSource, library: Library) -> list[Document]:
    """List the documents that a source names, the newest first."""
    held = [document for document in library.documents if document.authority in source.councils]
    if source.days or source.years:
        held = [document for document in held if source.is_of_its_time(document)]
    if source.kinds:
        held = [document for document in held if document.kind in source.kinds]
    return sorted(held, key=lambda d: (-(d.date.toordinal() if d.date else 0), d.path))


def _passages(source: NamedSource, documents: Sequence[Document], library: Library) -> list[tuple[Document, Passage]]:
    """List the passages that a source names by paragraph or page."""
    if not (source.paragraphs or source.pages):
        return []
    return [
        (document, passage)
        for document in documents
        for passage in library.passages_of(document)
        if (not source.paragraphs or passage.number in source.paragraphs)
        and (not source.pages or source.is_on_its_page(passage))
    ]


def _check_figures(claim: _Claim, passages: Sequence[tuple[Document, Passage]]) -> CheckedQuotation | None:
    """Say which figures of a claim are not printed in the passages that it cites; None where all are."""
    if not passages:
        return None
    printed = {word.form for _, passage in passages for word in words_of(passage.text)}
    printed |= {str(number) for number, word in enumerate(_SPELT) if word in printed}
    text = _NO_CLAIM.sub(lambda match: " " * len(match.group()), claim.text)
    missing = []
    for match in _FIGURE.finditer(text):
        forms = [word.form for word in words_of(match.group()) if word.form[0].isdigit()]
        if any(form not in printed for form in forms):
            missing.append(match.group())
    if not missing:
        return None
    document, passage = passages[0]
    differences = tuple(Difference(DifferenceKind.FIGURE, figure, "") for figure in dict.fromkeys(missing))
    return CheckedQuotation(
        claim.text,
        QuotationState.DIFFERS,
        differences,
        cite(document, passage),
        passage.text,
        start=claim.start,
        end=claim.end,
        passage_id=passage_id(document.sha256, passage.position),
        claim=True,
    )


def _check_grade(claim: _Claim, documents: Sequence[Document]) -> CheckedQuotation | None:
    """Say whether a grade is claimed otherwise than it is printed; None where it is as printed or not told."""
    match = _GRADED.search(claim.text)
    graded = next((document for document in documents if document.judgements), None)
    if match is None or graded is None:
        return None
    area = area_in(claim.text) or "overall"
    picked = pick_judgements([(graded, "", "")], area)
    said = _plain_grade(match[1] or match[2])
    if picked.notes or not picked.judgements or any(_plain_grade(j.grade or "") == said for j in picked.judgements):
        return None
    differences = tuple(
        Difference(DifferenceKind.GRADE, match[1] or match[2], f"{j.grade or 'no grade'} ({j.area})")
        for j in picked.judgements
    )
    return CheckedQuotation(
        claim.text,
        QuotationState.DIFFERS,
        differences,
        cite_judgement(graded, _judgement(graded, picked.judgements[0].area)),
        start=claim.start,
        end=claim.end,
        claim=True,
    )


def _judgement(document: Document, area: str) -> Judgement:
    return next(judgement for judgement in document.judgements if judgement.area == area)


def _plain_grade(grade: str) -> str:
    """Fold the forms of one grade together: "requires improvement to be good" is "requires improvement"."""
    plain = " ".join(grade.lower().split())
    return "requires improvement" if plain.startswith("requir") else plain
