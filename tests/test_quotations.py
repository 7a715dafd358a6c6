"""Quotations of a draft are compared word for word with every stored passage, and with what is said beside them."""

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docx import Document as WordDocument

from bot.quotations import (
    CheckedQuotation,
    DifferenceKind,
    QuotationChecker,
    QuotationState,
    find_quotations,
    open_checker,
)
from bot.quotations.words import all_words, clean, words_of
from index.indexing import index_folder
from index.storage import Library, open_library
from index.text import split_sentences

VERBATIM, DIFFERS, NOT_FOUND = QuotationState.VERBATIM, QuotationState.DIFFERS, QuotationState.NOT_FOUND

MERROW = """Inspection of Merrow local authority children’s services

Inspection dates: 5 February 2024 to 9 February 2024

Report published: 12 March 2024

1. Social workers visit children regularly and they know them well, but not all visits are recorded. Children’s plans
are reviewed in time.

2. In the last year 1,240 children came into contact with the multi-agency team, and 12% of them were seen on the day.

3. Leaders have not responded quickly to the growing number of referrals. The partnership has a clear plan.

4. Care leavers’ pathway plans help.
"""
TARNSIDE = """Inspection of Tarnside local authority children’s services

Inspection dates: 4 March 2019 to 8 March 2019

Report published: 2 May 2019

1. Foster carers say that they feel valued as ‘part of the team’ and that training is of a high quality.

2. Care leavers’ pathway plans are poor, and too many young people live in places that do not suit them.
"""


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> QuotationChecker:
    folder = tmp_path_factory.mktemp("quotations")
    for name, text in (("merrow", MERROW), ("tarnside", TARNSIDE)):
        path = folder / "documents" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    index_folder(folder / "documents", folder / "index.db")
    return open_checker(folder / "index.db")


def only(checker: QuotationChecker, draft: str) -> CheckedQuotation:
    checked = checker.check(draft)
    assert len(checked) == 1, [one.quotation for one in checked]
    return checked[0]


@pytest.mark.parametrize(
    "draft",
    [
        "“Children’s plans are reviewed in time.”",
        '"Children\'s plans are\nreviewed  in time"',
        "Children's plans are reviewed in time.",
        "Inspectors found that ‘children’s plans are reviewed in time’, which is good.",
        "“[C]hildren’s plans are reviewed in time.”",
        "“Social workers … know them well, but not all visits are recorded.”",
        "“Social workers visit [them] regularly and they know them well”",
        "“1240 children came into contact with the multi agency team, and 12 % of them”",
        "“Foster carers say that they feel valued as ‘part of the team’ and that training is of a high quality.”",
        "‘Foster carers say that they feel valued as “part of the team” and that training is of a high quality.’",
        "Foster carers say that they feel valued as ‘part of the team’ and that training is of a high quality.",
        "‘Care leavers’ pathway plans are poor’ is what they wrote.",
        "“the multi-\nagency team”",
        "“the multiagency team, and 12% of them”",
    ],
)
def test_a_quotation_as_editors_set_it_is_word_for_word(checker, draft):
    assert (only(checker, draft).state, only(checker, draft).differences) == (VERBATIM, ())


@pytest.mark.parametrize(
    ("draft", "kind", "written", "printed"),
    [
        ("“Children’s plans are renewed in time.”", DifferenceKind.CHANGED, "renewed", "reviewed"),
        ("“Leaders have responded quickly to the growing number”", DifferenceKind.MISSING, "", "not"),
        ("“Leaders have not yet responded quickly to the growing number”", DifferenceKind.ADDED, "yet", ""),
        ("“In the last year 1,420 children came into contact”", DifferenceKind.CHANGED, "1,420", "1,240"),
        ("“Leaders have … responded quickly to the growing number”", DifferenceKind.LEFT_OUT, "…", "not"),
        (
            "“Leaders have [not always] responded quickly to the growing number”",
            DifferenceKind.LEFT_OUT,
            "not always",
            "not",
        ),
        ("“know them well, but all visits are recorded”", DifferenceKind.MISSING, "", "not"),
        (
            "“not all visits are recorded children’s plans are reviewed”",
            DifferenceKind.SENTENCE,
            "recorded children’s",
            "recorded. Children’s",
        ),
        (
            "“Children’s plans are reviewed in time. Foster carers say that they feel valued”",
            DifferenceKind.JOINED,
            None,
            None,
        ),
        (
            "“Children’s plans are reviewed in time. In the last year 1,240 children came”",
            DifferenceKind.JOINED,
            None,
            None,
        ),
    ],
)
def test_what_differs_is_told_word_by_word(checker, draft, kind, written, printed):
    one = only(checker, draft)
    assert one.state is DIFFERS
    told = one.differences[0]
    assert told.kind is kind
    if written is not None:
        assert (told.written, told.printed) == (written, printed)


@pytest.mark.parametrize(
    ("draft", "kind", "printed"),
    [
        ("In Tarnside, inspectors said “children’s plans are reviewed in time”.", DifferenceKind.COUNCIL, "Merrow"),
        ("“Children’s plans are reviewed in time” (Tarnside, 2024).", DifferenceKind.COUNCIL, "Merrow"),
        ("“Children’s plans are reviewed in time” (Merrow, 2019).", DifferenceKind.DATE, "published 12 March 2024"),
        ("“Children’s plans are reviewed in time” (Merrow, 2024, paragraph 3).", DifferenceKind.PARAGRAPH, "1"),
        (
            "“Children’s plans are reviewed in time”\n— Merrow, inspection report, 11 March 2024, paragraph 1",
            DifferenceKind.DATE,
            "published 12 March 2024",
        ),
        (
            "“Children’s plans are reviewed in time” (Merrow, focused visit letter, 2024)",
            DifferenceKind.DOCUMENT,
            "inspection report",
        ),
    ],
)
def test_a_wrong_source_beside_a_quotation_is_told(checker, draft, kind, printed):
    one = only(checker, draft)
    assert (one.state, [(d.kind, d.printed) for d in one.differences]) == (DIFFERS, [(kind, printed)])


@pytest.mark.parametrize(
    "draft",
    [
        "“Children’s plans are reviewed in time” (Merrow, inspection report, published 12 March 2024, paragraph 1).",
        "Merrow’s 2024 inspection says “children’s plans are reviewed in time” (para 1), unlike Tarnside’s.",
        "By 2027, Merrow wants to keep that “children’s plans are reviewed in time”.",
        "“Children’s plans are reviewed in time.”\n— Merrow, inspection report, published 12 March 2024, paragraph 1",
    ],
)
def test_the_right_source_beside_a_quotation_is_no_fault(checker, draft):
    assert only(checker, draft).differences == ()


def test_each_quotation_of_a_draft_has_the_council_of_its_own_sentence(checker):
    draft = "In Merrow, “children’s plans are reviewed in time.” In Tarnside, “pathway plans are poor”."
    assert [one.state for one in checker.check(draft)] == [VERBATIM, VERBATIM]


_CITED = "Merrow, inspection report, published 12 March 2024, paragraph 1"


@pytest.mark.parametrize(
    "draft",
    [
        f"“Children’s plans are reviewed in time” ({_CITED})\nTarnside: “pathway plans are poor”",
        f"“Children’s plans are reviewed in time” {_CITED}\nTarnside: “pathway plans are poor”",
        f"“Children’s plans are reviewed in time” ({_CITED})\n“Care leavers’ pathway plans are poor”",
        f"{_CITED}: “Children’s plans are reviewed in time”\nTarnside: “pathway plans are poor”",
        f"Tarnside says “pathway plans are poor” and the other “children’s plans are reviewed in time” ({_CITED})",
        f"The one says “children’s plans are reviewed in time” ({_CITED}), Tarnside’s “pathway plans are poor”",
    ],
)
def test_a_citation_is_that_of_the_quotation_that_it_stands_with(checker, draft):
    assert [one.differences for one in checker.check(draft)] == [(), ()]


def test_a_citation_behind_two_quotations_is_that_of_both(checker):
    draft = (
        "Merrow has “plans are reviewed in time” and “the partnership has a clear plan” (12 March 2024, paragraph 3)."
    )
    assert [d.printed for one in checker.check(draft) for d in one.differences] == ["1"]


@pytest.mark.parametrize(
    "draft",
    [
        "“Purple lorries sing loudly under a wooden bridge at dawn.”",
        "“Children in this area are happy with what they are given to eat at school.”",
        "Nothing like this was ever written by anybody there.",
    ],
)
def test_an_invented_quotation_is_not_found(checker, draft):
    assert (only(checker, draft).state, only(checker, draft).citation) == (NOT_FOUND, None)


def test_a_quotation_that_stops_before_a_turn_is_word_for_word_with_a_note(checker):
    one = only(checker, "“Social workers visit children regularly and they know them well”")
    assert one.state is VERBATIM
    assert one.notes[0].startswith("The passage goes on: “but not all visits are recorded")


def test_a_quotation_that_begins_behind_a_negation_is_told_so(checker):
    one = only(checker, "Leaders “responded quickly to the growing number of referrals”.")
    assert one.state is VERBATIM
    assert "have not" in one.notes[0]


def test_figures_and_grades_claimed_beside_a_citation_are_compared_with_what_is_printed(checker):
    draft = (
        "In Merrow 14% were seen on the day (inspection report, 2024, paragraph 2). “The partnership has a clear plan.”"
    )
    claim, quotation = checker.check(draft)
    assert (claim.claim, [(d.kind, d.written) for d in claim.differences]) == (True, [(DifferenceKind.FIGURE, "14%")])
    assert quotation.state is VERBATIM
    right = draft.replace("14%", "12%").replace("In Merrow", "Of 1,240 children in Merrow,")
    assert [one.claim for one in checker.check(right)] == [False]


def test_a_mark_that_could_be_an_apostrophe_does_not_cut_a_quotation():
    found = find_quotations("They said ‘parents’ views are heard’ and ‘the children’s plans’ and 'it's fine'.")
    assert [one.text for one in found][1:] == ["the children’s plans", "it's fine"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "“”",
        "''",
        "…",
        "[…]",
        "“…”",
        "’’’ “",
        '"' * 5_000,
        "‘" * 5_000,
        "“a " * 3_000,
        "\n \n" * 5_000,
        '"… ' * 3_000,
    ],
)
def test_a_draft_of_marks_alone_is_checked_at_once(checker, text):
    begun = time.process_time()
    assert [one.state for one in checker.check(text) if one.state is VERBATIM] in ([], [VERBATIM])
    assert time.process_time() - begun < 0.5


def test_words_are_told_apart_in_the_same_way_for_a_draft_and_for_a_library():
    texts = [
        "B&B costs £1,200.50 (12.5%), 16- and 17-year-olds; ‘Board¹’ — don’t, parents’ ’tis",
        "ﬁrst oﬀer, x_y, 1,2,3 4.5.6 ½ café ’’ '''",
        "",
        "12,3456 £ 3 & 5+",
    ]
    assert all_words(map(clean, texts)) == [[word.form for word in words_of(clean(text))] for text in texts]


def test_a_word_document_is_checked(checker, tmp_path, tmp_path_factory):
    from bot.quotations import read_draft

    paper = WordDocument()
    paper.add_paragraph("Inspectors wrote in Merrow: “Children’s plans are reviewed in time.”")
    table = paper.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "“The partnership has a clear plan.”"
    table.cell(0, 1).text = "“The partnership has a vague plan.”"
    paper.save(str(tmp_path / "paper.docx"))
    assert [one.state for one in checker.check(read_draft(tmp_path / "paper.docx"))] == [VERBATIM, VERBATIM, DIFFERS]


def test_the_command_prints_the_contract(checker, tmp_path):
    root = Path(__file__).resolve().parents[1]
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "merrow.txt").write_text(MERROW, encoding="utf-8")
    settings = {"FINDINGS_DOCUMENTS": str(tmp_path / "documents"), "FINDINGS_INDEX": str(tmp_path / "i.db")}
    settings["FINDINGS_RECORDS"] = str(tmp_path / "r.db")

    def run(*words: str, given: str = "") -> str:
        import os

        environment = {**os.environ, **settings, "PYTHONPATH": str(root)}
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *words],
            input=given,
            env=environment,
            text=True,
            capture_output=True,
            check=True,
        )
        return done.stdout

    run("index")
    rows = json.loads(run("verify", "-", "--json", given="“Plans are revised in time” or “plans are reviewed in time”"))
    assert [(row["quotation"], row["state"]) for row in rows] == [
        ("Plans are revised in time", "differs"),
        ("plans are reviewed in time", "verbatim"),
    ]
    assert rows[0]["differences"] == [{"kind": "changed", "written": "revised", "printed": "reviewed"}]
    assert rows[1]["citation"]["paragraph"] == "1"
    assert "2 quotations" not in run("verify", "-", given="plans are reviewed in time")


@pytest.fixture(scope="module")
def seeds(seeds_index: Path) -> Library:
    return open_library(seeds_index)


def test_real_sentences_are_word_for_word_and_altered_ones_are_not(seeds: Library):
    checker, drawn = QuotationChecker(seeds), random.Random(14)
    texts = [passage.text for document in seeds.documents for passage in seeds.passages_of(document)]
    sentences = [text[a:b] for text in texts for a, b in split_sentences(text) if 8 <= len(text[a:b].split()) <= 50]
    for sentence in drawn.sample(sentences, 120):
        assert only(checker, f"“{sentence}”").state is VERBATIM
        words = sentence.split()
        words[drawn.randrange(len(words))] = "wheelbarrow"
        assert only(checker, f"“{' '.join(words)}”").state is DIFFERS


def test_a_word_put_into_a_passage_is_said_to_be_added_though_its_beginning_stands_in_another_too(checker):
    (one,) = checker.check("“Care leavers’ pathway plans always are poor, and too many young people live in places”")
    assert [(d.kind, d.written) for d in one.differences] == [(DifferenceKind.ADDED, "always")]
    assert one.citation is not None
    assert one.citation.authority == "Tarnside"
