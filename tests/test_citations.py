"""A citation says where to look in the words a person would use, and a later report takes an earlier one's place."""

from datetime import date
from hashlib import sha256

import pytest

from index.metadata.citations import cite, cite_document, cite_judgement
from index.metadata.supersession import superseded_by
from index.models import Document, Judgement, Kind, Passage, Period, Unit, Voice
from index.text.days import write_period


def document(kind=Kind.INSPECTION, published=date(2022, 5, 11), **fields):
    fields = {"path": f"{kind} {published}.pdf", "authority": "Merrow", "voice": Voice.INSPECTOR, **fields}
    fields.setdefault("title", "Inspection of Merrow")
    return Document(sha256=sha256(fields["path"].encode()).hexdigest(), kind=kind, published=published, **fields)


def passage(**fields):
    return Passage(position=0, text="Plans are timely.", unit=Unit.NUMBERED, **fields)


@pytest.mark.parametrize(
    ("held", "found", "label"),
    [
        (
            document(),
            passage(number="13", section="Leaders", first_page=4, last_page=4),
            "Merrow, inspection report, published 11 May 2022, paragraph 13, page 4",
        ),
        (
            document(),
            passage(number="13", first_page=4, last_page=5),
            "Merrow, inspection report, published 11 May 2022, paragraph 13, pages 4 to 5",
        ),
        (
            document(),
            passage(item="bullet 2", section="What needs to improve:", first_page=2, last_page=2),
            "Merrow, inspection report, published 11 May 2022, “What needs to improve”, bullet 2, page 2",
        ),
        (
            document(Kind.FOCUSED_VISIT, None, inspected=Period(date(2021, 6, 30), date(2021, 7, 1))),
            passage(item="paragraph 3", section="Main findings"),
            "Merrow, focused visit letter, inspected 30 June to 1 July 2021, “Main findings”, 3rd paragraph",
        ),
        (
            document(Kind.SLIDES, None, title="What next?", voice=Voice.COUNCIL),
            passage(item="slide 5", section="What next?", first_page=5, last_page=5),
            "Merrow, slides, “What next?”, undated, slide 5",
        ),
        (
            document(Kind.COMMITTEE_PAPER, date(2023, 1, 9), title="Corporate parenting", voice=Voice.COUNCIL),
            passage(number="2.1", section="Background"),
            "Merrow, committee paper, “Corporate parenting”, published 9 January 2023, “Background”, paragraph 2.1",
        ),
        (
            document(Kind.OTHER, None, authority=None, title="Notes", voice=Voice.UNKNOWN),
            passage(item="row 3", section="Actions", first_page=1, last_page=1),
            "“Notes”, undated, “Actions”, row 3, page 1",
        ),
    ],
)
def test_a_passage_is_cited_as_a_person_would(held, found, label):
    assert cite(held, found).label == label


def test_a_counted_paragraph_is_never_cited_like_a_printed_number():
    items = [cite(document(), passage(item=f"paragraph {n}")).item for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)]
    assert items == [
        f"{n} paragraph" for n in ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th"]
    ]


def test_a_citation_carries_what_the_document_says():
    held = document(url="https://example.org/report", inspected=Period(date(2022, 3, 7), date(2022, 3, 18)))
    made = cite(held, passage(number="13", section="Leaders", first_page=4, last_page=5))
    assert (made.document, made.title, made.authority, made.kind, made.voice, made.published, made.inspected) == (
        held.path,
        held.title,
        held.authority,
        held.kind,
        held.voice,
        held.published,
        held.inspected,
    )
    assert (made.section, made.paragraph, made.item, made.pages, made.url) == ("Leaders", "13", None, (4, 5), held.url)


def test_grades_and_improvements_are_cited_where_they_stand():
    name = "Merrow, inspection report, published 11 May 2022"
    assert cite_judgement(document(), Judgement("Overall effectiveness", "Good", 1)).label == (
        f"{name}, judgement table, page 1"
    )
    assert cite_document(document()).label == name


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2024, 5, 8), date(2024, 5, 8), "8 May 2024"),
        (date(2019, 6, 3), date(2019, 6, 14), "3 to 14 June 2019"),
        (date(2022, 6, 20), date(2022, 7, 1), "20 June to 1 July 2022"),
        (date(2021, 12, 29), date(2022, 1, 7), "29 December 2021 to 7 January 2022"),
    ],
)
def test_a_period_is_written_as_reports_write_it(start, end, written):
    assert write_period(Period(start, end)) == written


def day(year):
    return date(year, 5, 11)


@pytest.mark.parametrize(
    ("older", "newer", "takes_its_place"),
    [
        (document(published=day(2019)), document(published=day(2022)), True),
        (document(published=day(2022)), document(published=day(2019)), False),
        (document(Kind.FOCUSED_VISIT, day(2021)), document(published=day(2022)), True),
        (document(Kind.MONITORING_VISIT, day(2021)), document(published=day(2022)), True),
        (document(published=day(2022)), document(Kind.FOCUSED_VISIT, day(2024)), False),
        (document(Kind.FOCUSED_VISIT, day(2021)), document(Kind.FOCUSED_VISIT, day(2023)), False),
        (document(published=day(2019)), document(published=day(2022), authority="Merrowshire"), False),
        (document(published=day(2019), authority=None), document(published=day(2022), authority=None), False),
        (document(published=None), document(published=day(2022)), False),
        (document(Kind.AREA_SEND, day(2018)), document(Kind.AREA_SEND, day(2024)), True),
        (document(Kind.AREA_SEND, day(2018)), document(published=day(2024)), False),
        (document(published=day(2018)), document(Kind.AREA_SEND, day(2024)), False),
        (
            document(Kind.JOINT_INSPECTION, day(2018), title="Joint inspection of neglect in Merrow"),
            document(Kind.JOINT_INSPECTION, day(2024), title="Joint inspection of mental health in Merrow"),
            False,
        ),
        (
            document(Kind.JOINT_INSPECTION, day(2018), title="Joint targeted area inspection of Merrow"),
            document(Kind.JOINT_INSPECTION, day(2024), title="Joint targeted area inspection of Merrow"),
            True,
        ),
        (
            document(Kind.ACTION_PLAN, day(2018), voice=Voice.COUNCIL),
            document(Kind.ACTION_PLAN, day(2024), voice=Voice.COUNCIL),
            True,
        ),
        (document(published=day(2018)), document(Kind.ACTION_PLAN, day(2024), voice=Voice.COUNCIL), False),
        (
            document(Kind.COMMITTEE_PAPER, day(2018), voice=Voice.COUNCIL),
            document(Kind.COMMITTEE_PAPER, day(2024), voice=Voice.COUNCIL),
            False,
        ),
    ],
)
def test_what_takes_the_place_of_what(older, newer, takes_its_place):
    assert superseded_by(older, [older, newer]) == (newer if takes_its_place else None)


def test_the_newest_takes_the_place():
    reports = [document(published=day(year)) for year in (2016, 2019, 2022)]
    assert superseded_by(reports[0], reports) == reports[2]


def test_a_visit_during_the_time_of_an_inspection_report_counts_by_when_it_was_made():
    visit = document(Kind.FOCUSED_VISIT, date(2022, 5, 1), inspected=Period(date(2022, 4, 20), date(2022, 4, 21)))
    report = document(published=date(2022, 5, 11), inspected=Period(date(2022, 3, 7), date(2022, 3, 18)))
    assert superseded_by(visit, [visit, report]) is None
