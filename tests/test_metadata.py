"""What a document says of itself is read from it, then from its file name, then from its folder."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import index.authorities
from index.authorities import Gazetteer
from index.metadata.dates import find_dates, find_period
from index.metadata.extractor import describe
from index.metadata.recommendations import set_requests_apart
from index.models import Document, DocumentPart, Kind, Period, Voice
from index.readers import read_source
from index.readers.source import Box, Line, Role, Source, Table
from index.storage import open_library
from index.structure import parse
from index.text.days import write_period

GAZETTEER = Gazetteer.load()
NAMES: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(index.authorities.__file__).parent.parent / "vocabulary" / "authorities.toml").read_text(encoding="utf-8")
)
ENGLAND = [
    (name, form) for kind in ("london", "metropolitan", "county", "unitary") for name, (form, *_) in NAMES[kind].items()
]


def read(path: Path, name: str) -> Document:
    source = read_source(path)
    return describe(source, parse(source), path=name, sha256="", gazetteer=GAZETTEER)


def told(*lines: str, path: str = "document.txt") -> Document:
    source = Source(blocks=tuple(Line(text) for text in lines))
    return describe(source, parse(source), path=path, sha256="", gazetteer=GAZETTEER)


@pytest.fixture(scope="module")
def library(shared: Path, library_index: Path) -> dict[str, Document]:
    """Every document of the library as it describes itself."""
    documents = {name: d for d in open_library(library_index).documents for name in (d.path, *d.also)}
    folder = shared / "library"
    unread = {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")} - set(documents)
    assert all("2012" in name for name in unread)  # the one that is a web page saved as PDF
    return documents


def by_name(documents: dict[str, Document], part: str) -> Iterator[tuple[str, Document, str, date]]:
    """Yield each document with the authority and the day that its folder and its file name give."""
    for name, document in documents.items():
        if part in name:
            folder = GAZETTEER.canonical(Path(name).parent.name.split("_", 1)[1])
            day = next(find_dates(Path(name).stem))
            assert folder
            yield name, document, folder, day


def test_every_document_of_the_library_names_its_authority_itself(library: dict[str, Document]) -> None:
    assert len(library) == 210 or len(library) > 150
    assert [(name, d.authority) for name, d, folder, _ in by_name(library, ".pdf") if d.authority != folder] == []
    assert [name for name, document in library.items() if not document.authority_form] == []


def test_full_inspections_since_2018_have_their_dates_lead_and_kind(library: dict[str, Document]) -> None:
    wrong = []
    for name, document, _, day in by_name(library, "inspections/"):
        if day.year < 2018:
            continue
        period = document.inspected
        right = (
            document.published == day
            and period is not None
            and 2 <= (period.end - period.start).days <= 31  # one was made in two parts
            and 0 < (day - period.end).days < 130
            and period.start.weekday() < 5
            and period.end.weekday() < 5
            and document.lead_inspector is not None
            and (document.kind, document.voice) == (Kind.INSPECTION, Voice.INSPECTOR)
            and not document.warnings
        )
        wrong += [] if right else [(name, document)]
    assert wrong == []


def test_the_days_of_inspection_are_those_of_the_running_footer(library: dict[str, Document], shared: Path) -> None:
    # A second witness: since 2021 the footer of each page repeats the days, in other words than the front page.
    compared = 0
    for name, document in list(library.items())[::3]:
        if "inspections/" not in name or not document.published or document.published.year < 2022:
            continue
        structure = parse(read_source(shared / "library" / name))
        footers = [find_period(line) for line in structure.furniture if line[:1].isdigit() and len(line) > 8]
        for footer in footers:
            if footer:
                compared += 1
                assert document.inspected == footer, name
    assert compared > 40


def test_letters_have_their_day_their_visit_and_their_kind(library: dict[str, Document]) -> None:
    kinds = {
        "focused visit": Kind.FOCUSED_VISIT,
        "joint area": Kind.JOINT_INSPECTION,
        "area send": Kind.AREA_SEND,
    }
    late = {"11 august 2017"}  # published the day after the letter is dated
    wrong = []
    for name, document, _, day in by_name(library, "letters/"):
        kind = next(kind for part, kind in kinds.items() if part in name)
        right = (
            document.kind is kind
            and document.voice is Voice.INSPECTOR
            and (document.published == day) != any(part in name for part in late)
            and (document.inspected is not None or "2009" in name)
            and (document.lead_inspector is not None or kind is Kind.JOINT_INSPECTION)
        )
        wrong += [] if right else [(name, document)]
    assert wrong == []


def test_every_document_has_a_title_that_names_what_it_is(library: dict[str, Document]) -> None:
    odd = [
        (name, document.title)
        for name, document in library.items()
        if not any(word in document.title.lower() for word in ("inspection of", "focused visit to", "monitoring visit"))
        or len(document.title) > 200
    ]
    assert odd == []


def test_seeds_are_described_as_a_person_would(shared: Path) -> None:
    found = []
    for path in sorted((shared / "seeds").glob("*.txt")):
        document = read(path, path.name)
        found.append((document.kind, document.voice, document.authority, document.published, document.inspected))
    assert found == [
        (Kind.SLIDES, Voice.COUNCIL, "Derby", date(2022, 3, 1), None),
        (
            Kind.INSPECTION,
            Voice.INSPECTOR,
            "Derby",
            date(2017, 6, 13),
            Period(date(2017, 3, 6), date(2017, 3, 30)),
        ),
        (
            Kind.FOCUSED_VISIT,
            Voice.INSPECTOR,
            "Derby",
            None,
            Period(date(2021, 6, 30), date(2021, 7, 1)),
        ),
        (Kind.ACTION_PLAN, Voice.COUNCIL, "Derbyshire", date(2020, 3, 16), None),
        (Kind.SLIDES, Voice.COUNCIL, None, date(2019, 7, 25), None),
    ]


def test_what_cannot_be_told_is_unknown_and_a_warning_says_so() -> None:
    document = told("Notes", "Something about children", path="notes.txt")
    assert (document.authority, document.voice, document.published) == (None, Voice.UNKNOWN, None)
    assert len(document.warnings) == 3
    assert all("catalogue.toml" in warning for warning in document.warnings)


@pytest.mark.parametrize(("name", "form"), ENGLAND)
def test_a_report_of_any_authority_is_known_in_every_layout(name: str, form: str) -> None:
    days = "Inspection dates: 21 to 25 March 2022"
    lead = "Lead inspector: Ann Other, His Majesty’s Inspector"
    fronts = [
        [f"Inspection of {name} local authority children’s services", days, lead],
        [f"Inspection of {form} local authority", "children’s services", days, lead],
        [form, "Inspection of children’s social care services", days, lead],
        [form, "Inspection of services for children in need of help and", "protection, children looked after and care",
         "leavers", "and", "a Review of the Local Safeguarding Children", "Board1", days],
        ["11 May 2022", "Ann Other", "Town Hall", "Dear Ann", f"Focused visit to {form} children’s services",
         "This letter summarises the findings of the focused visit on 21 to 25 March 2022."],
        ["11 May 2022", "Dear local partnership", f"Joint targeted area inspection of {name}",
         "This letter summarises the findings of the joint targeted area inspection.",
         "This inspection took place from 21 to 25 March 2022. It was carried out by inspectors from Ofsted"],
        ["Local Area Partnership report", f"Area SEND inspection of {name} Local Area Partnership", days,
         "Inspection outcome"],
    ]  # fmt: skip
    for front in fronts:
        document = told(*front, path="1_elsewhere/report - 11 may 2022.pdf")
        assert (document.authority, document.voice) == (name, Voice.INSPECTOR), front
        assert document.inspected == Period(date(2022, 3, 21), date(2022, 3, 25)), front
        assert document.published == date(2022, 5, 11), front


def test_a_council_that_nobody_listed_is_called_as_it_calls_itself() -> None:
    lead = "Lead inspector: Ann Other"
    front = ["Inspection of Northbridge City Council", "local authority children's services", lead]
    document = told(*front, path="northbridge.pdf")
    assert (document.authority, document.authority_form) == ("Northbridge", "Northbridge City Council")
    assert told("Inspection of Northbridgeshire children's services", lead).authority == "Northbridgeshire"


def test_a_councils_paper_that_quotes_ofsted_is_the_councils() -> None:
    document = told(
        "NORTHBRIDGE CITY COUNCIL",
        "Children's Scrutiny Committee",
        "8 July 2025",
        "Report of the Director of Children's Services",
        "OFSTED INSPECTION OUTCOME",
        "1. Purpose of report",
        "Overall effectiveness was judged good by the lead inspector: Ann Other.",
    )
    assert (document.voice, document.kind, document.published) == (
        Voice.COUNCIL,
        Kind.COMMITTEE_PAPER,
        date(2025, 7, 8),
    )
    assert (document.authority, document.lead_inspector) == ("Northbridge", None)


def laid(*blocks: Line | Table | str, path: str, slides: bool = False, **properties: str) -> Document:
    lines = tuple(Line(block) if isinstance(block, str) else block for block in blocks)
    source = Source(blocks=lines, slides=slides, properties=properties)
    return describe(source, parse(source), path=path, sha256="", gazetteer=GAZETTEER)


OURS = "We are proud of our staff and of our work with children."


@pytest.mark.parametrize(
    ("printed", "path", "name"),
    [
        ("Northbridge Council", "northbridge/plan.docx", "Northbridge"),
        ("Northbridge Council | Cabinet | 3 May 2024", "2024/80999_northbridge/plan.docx", "Northbridge"),
        ("NORTHBRIDGE COUNCIL", "northbridge council/plan.docx", "Northbridge"),
        ("Northbridge and Ferry Council", "northbridge_and_ferry/plan.docx", "Northbridge and Ferry"),
        ("Northbridge Children's Trust", "plan of northbridge.docx", "Northbridge"),
        ("London Borough of Northbridge", "northbridge/plan.docx", "Northbridge"),
        ("Report of the Director to Northbridge Council", "northbridge/plan.docx", "Northbridge"),
        ("Northbridge Council", "plan.docx", "Northbridge"),
        ("Northbridge Council", "tarnside council/plan.docx", None),  # two councils: it is neither's
        ("East Northbridge Council", "northbridge/plan.docx", None),  # another council than the folder's
        ("Northbridge Council", "tarnmouth/plan.docx", None),  # called as places are, and no word
        ("Northbridge Council", "letters/plan.docx", "Northbridge"),
        ("Northbridge Council", "tarnmouth county council plan - 4 june 2024.docx", None),
        ("Northbridge Council", "report to full council.docx", "Northbridge"),
        ("Youth Council", "youth council.docx", None),
        ("Children in Care Council", "children in care council/plan.docx", None),
        ("Derby Council", "plan.docx", "Derby"),
    ],
)
def test_a_council_that_nobody_listed_is_believed_where_no_witness_says_otherwise(
    printed: str, path: str, name: str | None
) -> None:
    document = laid(printed, "Improvement plan", OURS, path=path)
    assert document.authority == name
    told_of = ("No authority could be told", "it answers for neither")
    assert any(part in warning for part in told_of for warning in document.warnings) is (name is None)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Date: 2026-07-14", date(2026, 7, 14)),
        ("Date: 14-07-2026", date(2026, 7, 14)),
        ("Date: 14/7/26", date(2026, 7, 14)),
        ("Date: 14 Jul 26", date(2026, 7, 14)),
        ("July 14th, 2026", date(2026, 7, 14)),
        ("Version 2.1, last updated 4 May 2026", date(2026, 5, 4)),
        ("Next review: 4 May 2027", None),
        ("Deadline for comments 12 June 2026", None),
    ],
)
def test_a_paper_s_day_is_told_in_every_form_and_no_day_to_come_is_it(line: str, day: date | None) -> None:
    assert (
        laid("Northbridge Council", "Report of: Director of Children's Services", line, OURS, path="p.docx").published
        == day
    )


def test_properties_and_running_text_are_witnesses_beside_the_folder() -> None:
    marked = laid("Improvement plan", OURS, path="northbridge/plan.docx", author="Northbridge Council")
    spoken = laid("Improvement plan", f"{OURS} Northbridge Council agreed it.", path="northbridge/plan.docx")
    assert marked.authority == spoken.authority == "Northbridge"


def test_a_folder_settles_a_paper_that_names_no_council() -> None:
    document = laid("Improvement plan", "3 May 2024", OURS, path="80459_derby/plan.docx")
    assert (document.authority, document.warnings) == ("Derby", ())


def test_a_paper_that_names_another_council_than_its_folder_answers_for_neither() -> None:
    document = laid("Leeds City Council", "Improvement plan", "3 May 2024", OURS, path="80459_derby/plan.docx")
    assert document.authority is None
    assert document.warnings == (
        "The document is about Leeds, its folder says Derby: it answers for neither by name until authority is set in "
        "documents/catalogue.toml.",
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("80459_derby/derby plan.docx", "Derby"),
        ("80459_derby/plan for derbyshire.docx", None),
        ("80460_derbyshire/derby plan.docx", None),
        ("plans/leeds plan.docx", None),
        ("plans/2024/plan.docx", "Derby"),
        ("80777_tarnside/plan.docx", None),
    ],
)
def test_document_file_and_folder_must_agree_on_the_council(path: str, name: str | None) -> None:
    document = laid("Derby City Council", "Improvement plan", "3 May 2024", OURS, path=path)
    assert document.authority == name
    assert bool(document.warnings) == (name is None)


@pytest.mark.parametrize("path", ["northbridge/plan.docx", "plan.docx", "80459_derby/plan.docx"])
def test_a_council_that_a_paper_mentions_is_not_whose_it_is(path: str) -> None:
    text = f"{OURS} We learnt from Leeds City Council. Leeds helped Derby. Leeds will visit Northbridge."
    for heading in ("Improvement plan", "Learning from Leeds City Council"):
        document = laid(heading, "3 May 2024", text, path=path)
        assert document.authority == ("Derby" if "derby" in path else None)


def test_numbered_paragraphs_under_headings_make_a_paper_not_slides() -> None:
    body: list[Line] = []
    for number in range(1, 19):
        if number % 2:
            body.append(Line(f"Part {number}", role=Role.HEADING, level=2))
        body.append(Line("Children were seen soon after they came into care.", role=Role.BULLET, number=f"{number}."))
    paper = laid("Northbridge Council | Corporate Parenting Committee | 3 May 2024 | Agenda item 6",
                 "Report of the Director", *body, path="northbridge/paper.html")  # fmt: skip
    assert (paper.kind, paper.published) == (Kind.COMMITTEE_PAPER, date(2024, 5, 3))


@pytest.mark.parametrize(
    ("lines", "path", "day"),
    [
        (["Briefing", "Northbridge Council, 2 April 2025"], "briefing - 2 april 2025.pptx", date(2025, 4, 2)),
        (["Briefing"], "briefing_2-april-2025.pptx", date(2025, 4, 2)),
        (["Ofsted inspection March 2025: briefing"], "briefing - 2 april 2025.docx", date(2025, 4, 2)),
        (["Improvement plan", "June 2025"], "improvement plan - june 2025.docx", date(2025, 6, 1)),
        (["Improvement plan"], "improvement plan - june 2025.docx", date(2025, 6, 1)),
        (["Improvement plan"], "improvement plan.docx", None),
        (["Cabinet", "Date", "8 July 2025"], "paper.docx", date(2025, 7, 8)),
        (["Cabinet", "Inspected 12 to 16 May 2025", "Date of meeting: 8 July 2025"], "p.docx", date(2025, 7, 8)),
    ],
)
def test_a_councils_paper_is_never_dated_by_the_report_it_speaks_of(
    lines: list[str], path: str, day: date | None
) -> None:
    body: list[Line | str] = [
        Line("The report was published on 12 March 2025", role=Role.BULLET),
        "Ofsted inspected our services in January and published its report on 12 March 2025. We welcome it.",
        OURS,
    ]
    for slides in (False, True):
        document = laid(*lines, *body, path=path, slides=slides)
        assert document.voice is not Voice.INSPECTOR
        assert document.published == day
        only = [warning for warning in document.warnings if warning.startswith("Only the month")]
        assert len(only) == (day is not None and day.day == 1)


def test_the_rows_of_a_cover_sheet_are_read() -> None:
    cover = Table((("Meeting", "Cabinet"), ("Date of meeting", "8 July 2025"), ("Council", "Northbridge Council")))
    document = laid("Outcome of the inspection", cover, OURS, path="northbridge/paper.docx")
    assert (document.authority, document.published) == ("Northbridge", date(2025, 7, 8))


@pytest.mark.parametrize(
    ("front", "heading", "lead", "count"),
    [
        ("Agenda item 6", "Recommendations", "The committee is asked to:", 0),
        ("Agenda item 6", "Recommendations", "", 0),
        ("Agenda item 6", "Recommendations", "Ofsted made these:", 2),
        ("Agenda item 6", "Areas for improvement", "", 2),
        ("Lead inspector: Ann Other", "Recommendations", "", 2),
    ],
)
def test_what_a_committee_is_asked_is_nothing_to_improve(front: str, heading: str, lead: str, count: int) -> None:
    blocks = [
        Line(front),
        Line(OURS),
        Line(heading, role=Role.HEADING, level=1),
        *([Line(lead)] if lead else []),
        Line("note the progress made;", role=Role.BULLET),
        Line("agree the priorities.", role=Role.BULLET),
    ]
    source = Source(blocks=tuple(blocks))
    structure = parse(source)
    document = describe(source, structure, path="paper.html", sha256="", gazetteer=GAZETTEER)
    passages = set_requests_apart(structure, document.voice).passages
    assert len(document.improvements) == count
    assert sum(passage.matter is DocumentPart.IMPROVEMENT for passage in passages) == count


def test_the_samples_are_described_as_their_author_meant() -> None:
    folder = Path(__file__).parent.parent / "documents"
    found = {}
    for path in sorted(folder.rglob("merrow/*")):
        if path.suffix != ".pdf":
            document = read(path, path.relative_to(folder).as_posix())
            found[path.name.split(" ")[0]] = (document.authority, document.kind, document.published)
    assert found == {
        "briefing": ("Merrow", Kind.SLIDES, date(2025, 4, 2)),
        "children's": ("Merrow", Kind.FOCUSED_VISIT, date(2022, 6, 21)),
        "corporate": ("Merrow", Kind.COMMITTEE_PAPER, date(2025, 9, 18)),
        "improvement": ("Merrow", Kind.ACTION_PLAN, date(2025, 6, 1)),
    }


def test_a_web_page_is_called_without_the_name_of_its_site() -> None:
    heading = Line("Outcome of the inspection", role=Role.HEADING, level=1)
    document = laid(heading, OURS, path="x.html", title="Outcome of the inspection - Northbridge Council")
    assert document.title == "Outcome of the inspection"


def test_a_warning_names_both_where_document_and_file_name_disagree() -> None:
    document = told(
        "Derby City",
        "Inspection of children's social care services",
        "Report published: 13 June 2017",
        "Lead inspector: Ann Other",
        path="80460_derbyshire/inspection - 14 june 2017.pdf",
    )
    assert (document.authority, document.published) == (None, date(2017, 6, 13))
    assert document.warnings == (
        "The document is about Derby, its folder says Derbyshire: it answers for neither by name until authority is "
        "set in documents/catalogue.toml.",
        "The document is dated 13 June 2017, its file name 14 June 2017.",
    )


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("21 to 25 March 2022", (2022, 3, 21), (2022, 3, 25)),
        ("30 October to 10 November 2023", (2023, 10, 30), (2023, 11, 10)),
        ("6 March 2017–30 March 2017", (2017, 3, 6), (2017, 3, 30)),
        ("28 November 2022 to 9 December 2022", (2022, 11, 28), (2022, 12, 9)),
        ("27 November to 5 January 2024", (2023, 11, 27), (2024, 1, 5)),
        ("14 January – 5 February 2014", (2014, 1, 14), (2014, 2, 5)),
        ("6–8 March 2018", (2018, 3, 6), (2018, 3, 8)),
        ("5 and 6 February 2019", (2019, 2, 5), (2019, 2, 6)),
        ("4, 5 and 6 July 2022", (2022, 7, 4), (2022, 7, 6)),
        ("11 December and 12 December 2018", (2018, 12, 11), (2018, 12, 12)),
        ("Monday 3rd to Friday 7th June 2019", (2019, 6, 3), (2019, 6, 7)),
        ("on 13 October 2020", (2020, 10, 13), (2020, 10, 13)),
        ("25<sup>th</sup> July 2019", (2019, 7, 25), (2019, 7, 25)),
        ("13/06/2017", (2017, 6, 13), (2017, 6, 13)),
        ("03.02.25 to 14.02.25", (2025, 2, 3), (2025, 2, 14)),
        ("February 3 to 14, 2025", (2025, 2, 3), (2025, 2, 14)),
        ("3 to 7 and 17 to 21 February 2025", (2025, 2, 3), (2025, 2, 21)),
    ],
)
def test_dates_are_read_in_every_printed_form(
    printed: str, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    assert find_period(printed) == Period(date(*start), date(*end))


@pytest.mark.parametrize("printed", ["", "31 February 2022", "20 June", "paragraphs 2 and 3", "99/99/2020", "in 2019"])
def test_what_is_no_date_is_none(printed: str) -> None:
    assert find_period(printed) is None


def test_a_period_is_spelt_as_reports_do() -> None:
    spelt = [
        "21 to 25 March 2022",
        "30 October to 10 November 2023",
        "28 December 2022 to 9 January 2023",
        "1 May 2020",
    ]
    assert [write_period(period) for text in spelt if (period := find_period(text))] == spelt


def test_one_endless_line_is_described_quickly() -> None:
    text = "Ab Cd " * 200_000
    document = told(text, text, path="x.txt")
    assert document.authority is None


def test_an_inspector_s_report_is_about_the_council_that_stands_alone_on_its_front() -> None:
    text = "Leaders of the council know the children of Tarnside well."
    front = (
        "Inspection of local authority children's services",
        "Inspection dates: 2 February to 13 February 2026",
        text,
    )
    assert told("Ofsted", "Tarnside City Council", *front).authority == "Tarnside"
    assert told("Ofsted", "Tarnside City Council", "Merrow Borough Council", *front).authority is None


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("Family help in Tarnside: what changed", "Source: records of Tarnside City Council, May 2026.", "Tarnside"),
        ("Family help in Merrow: what changed", "Source: records of Tarnside City Council, May 2026.", None),
        ("Family help in Tarnside: what changed", "Tarnside City Council asked; Merrow Council answered.", None),
    ],
)
def test_the_only_council_that_a_text_names_is_believed_where_the_title_names_its_place(
    title: str, text: str, name: str | None
) -> None:
    assert laid(title, f"Nine in ten families were heard. {text}", path="paper.pdf").authority == name


@pytest.mark.parametrize(
    ("first", "name", "day"),
    [
        ("Tarnside Council, Children's Services. Managers fill in this form after a visit.", "Tarnside", None),
        ("Published on 21 May 2026. All figures are as at 31 March 2026.", None, date(2026, 5, 21)),
        ("Tarnside Council leads the programme. Other areas follow it in June.", None, None),
        ("The review was published on 21 May 2026. It says that visits are late.", None, None),
    ],
)
def test_a_name_or_a_day_before_the_first_sentence_is_the_paper_s_own(
    first: str, name: str | None, day: date | None
) -> None:
    document = laid("Record of a visit to a team", first, path="form.pdf")
    assert (document.authority, document.published) == (name, day)
    assert (document.voice is Voice.COUNCIL) is (name is not None)


@pytest.mark.parametrize(
    ("own", "title"),
    [
        ("self assessment final", "Self-assessment of children's social care"),
        ("sa-2026_v3", "Self-assessment of children's social care"),
        ("Corporate paper 2019", "Self-assessment of children's social care"),
    ],
)
def test_what_a_file_says_of_itself_and_does_not_print_is_no_title(own: str, title: str) -> None:
    printed = ("Self-assessment of children's social care", "Tarnside Council", OURS)
    assert laid(*printed, path="Self_Assessment_final.pdf", title=own).title == title


def test_a_newsletter_is_the_council_s_whose_it_says_it_is() -> None:
    said = "Visits are made every week."
    for line, voice in (
        ("The newsletter of children's services in Tarnside Council", Voice.COUNCIL),
        ("Practice news for children's social care, Tarnside Council, May 2026", Voice.COUNCIL),
        ("The newsletter of foster carers", Voice.UNKNOWN),
    ):
        assert laid("Harbour Post", line, "Tarnside Council pays for it in part", said, path="a.pdf").voice is voice


def test_a_running_line_drawn_before_the_front_is_no_part_of_a_council_s_name() -> None:
    front = (
        "Inspection of Tarnside children's services",
        "Tarnside Council",
        "Inspection of local authority children's services",
        "Inspection dates: 2 February to 13 February 2026",
        "Lead inspector: A. Example, His Majesty's Inspector",
    )
    running = [Line(front[0], n, box=Box(57, 797, 226, 807), size=8.5) for n in (1, 2)]
    printed = [Line(text, 1, box=Box(57, 66 + 30 * n, 300, 80 + 30 * n), size=12) for n, text in enumerate(front[1:])]
    text = Line("Leaders know the children.", 2, box=Box(57, 70, 300, 84), size=12)
    source = Source((running[0], *printed, running[1], text), pages=2, page_height=842)
    document = describe(source, parse(source), path="report.pdf", sha256="", gazetteer=GAZETTEER)
    assert document.authority == "Tarnside"


def test_the_day_of_issue_is_read_among_other_days_on_one_line() -> None:
    front = "Feedback report | 3 to 6 March 2026 | Issued 11 April 2026"
    assert laid("Peer review of Tarnside Council", front, "Visits are late.", path="a.pdf").published == date(
        2026, 4, 11
    )
