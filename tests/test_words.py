"""The words of a document are counted as they stand there, and kept."""

from pathlib import Path

import pytest

from index.models import DocumentPart, Passage, Unit
from index.readers import read_source
from index.search.build.document_terms import DocumentTerms, analyse
from index.structure import parse
from index.text.analyzer import forms
from index.text.answer_types import AnswerType, figures_given, figures_told_by
from index.text.sentences import split_sentences


@pytest.fixture(scope="module")
def passages(shared: Path) -> tuple[Passage, ...]:
    files = sorted((shared / "library").rglob("*.pdf"))[4:200:28]
    return tuple(p for file in files for p in parse(read_source(file)).passages)


def test_words_are_those_of_text_and_context_in_order(passages: tuple[Passage, ...]) -> None:
    words = analyse(passages)
    stop = 0
    for passage, length in zip(passages, words.lengths, strict=True):
        start, stop = stop, stop + length
        said = [words.forms[number] for number in words.tokens[start:stop]]
        own = [form for form, _, _ in forms(passage.text)]
        beside = [form for form, _, _ in forms(passage.context)]
        above = [form for form, _, _ in forms(passage.section or "")]
        assert said in (own + beside, own + above + beside)
    assert stop == len(words.tokens) == sum(words.sentences)


def test_a_short_point_without_a_number_has_the_words_of_its_heading() -> None:
    heading = "Short inspections ask three questions"

    def words_of(text: str, number: str | None, matter: DocumentPart = DocumentPart.BODY) -> list[str]:
        words = analyse([Passage(0, text, Unit.BULLET, matter, number, section=heading, sections=(heading,))])
        return [words.forms[n] for n in words.tokens]

    assert words_of("Has practice improved?", None) == ["has", "practice", "improved", *heading.lower().split()]
    assert words_of("Has practice improved?", "3") == ["has", "practice", "improved"]
    assert words_of("Has practice improved?", None, DocumentPart.IMPROVEMENT) == ["has", "practice", "improved"]
    assert "three" not in words_of("practice improved " * 40, None)


def test_a_sentence_has_the_words_that_stand_between_its_bounds(passages: tuple[Passage, ...]) -> None:
    for passage in passages[::5]:
        words = analyse([Passage(0, passage.text, Unit.PARAGRAPH)])
        assert list(words.sentences) == [len(forms(passage.text[a:b])) for a, b in split_sentences(passage.text)]


def test_a_figure_is_given_by_words_that_can_tell_it(passages: tuple[Passage, ...]) -> None:
    given = 0
    for text in (passage.text[a:b] for passage in passages for a, b in split_sentences(passage.text)):
        may = AnswerType.NONE
        for form in {text[start:end] for _, start, end in forms(text)}:
            may |= figures_told_by(form)
        assert figures_given(text) == figures_given(text, may)
        given += figures_given(text) != AnswerType.NONE
    assert given > 50


def test_kept_words_are_the_same_words(passages: tuple[Passage, ...]) -> None:
    words = analyse(passages)
    kept = DocumentTerms.from_bytes(words.to_bytes())
    assert list(kept.forms) == list(words.forms)
    assert kept.to_bytes() == words.to_bytes()


def test_a_document_without_passages_has_no_words() -> None:
    assert list(DocumentTerms.from_bytes(analyse([]).to_bytes()).tokens) == []
