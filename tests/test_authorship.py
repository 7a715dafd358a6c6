"""Whose words a document is: the opening of each kind of author, invented, and what must not be taken for another's."""

from pathlib import Path

import pytest

from index.indexing.read_file import read_document
from index.models import Kind, Voice

_PROSE = (
    "We visit children every week and our managers read the plans of each child, so that we know what has changed for "
    "them since the last visit and what our workers do next. Our aim is that no child waits for longer than it must."
)

_OPENINGS: tuple[tuple[str, Voice, str], ...] = (
    (
        "area SEND report that speaks of a cabinet member",
        Voice.INSPECTOR,
        "Area SEND full inspection of Merrow Local Area Partnership\nInspection dates: 3 to 7 March 2025\n\n"
        "Information about the local area partnership\n\n"
        "Since the last inspection a new director of children’s services and a\n"
        "cabinet member for children have come into post. The scrutiny committee\n"
        "of the council reads reports of the partnership.",
    ),
    (
        "full inspection",
        Voice.INSPECTOR,
        "Inspection of Merrow local authority children’s services\n\nInspection dates: 3 to 14 March 2025\n\n"
        "Lead inspector: A. Example, His Majesty’s Inspector\n\nThe council agreed its improvement plan in June.",
    ),
    (
        "reinspection",
        Voice.INSPECTOR,
        "Merrow Borough Council\n\nReinspection of services for children in need of help and protection\n\n"
        "Inspection date: 3 March 2016 to 10 March 2016\n\nReport published: 9 May 2016\n\nLeaders act.",
    ),
    (
        "inspectors' letter without a letterhead",
        Voice.INSPECTOR,
        "9 May 2023\n\nMs B. Example, Director of Children’s Services, Merrow Borough Council\n\n"
        "C. Example, Chief Officer, NHS Merrow Integrated Care Board\n\nDear Ms Example\n\n"
        "Focused visit to Merrow children’s services\n\nThis letter summarises the findings of the focused visit.\n\n"
        "Yours sincerely\n\nD. Example\nHis Majesty’s Inspector",
    ),
    (
        "school report",
        Voice.INSPECTOR,
        "School report\n\nInspection of Merrow Hill Primary School\n\n1 Hill Road, Merrow ME1 1AA\n\n"
        "Inspection dates: 12 and 13 March 2024\n\nOverall effectiveness Good\n\nPupils are happy.",
    ),
    (
        "children's home",
        Voice.INSPECTOR,
        "SC999999\n\nRegistered provider: Example Care Limited\n\nFull inspection\n\n"
        "Inspected under the social care common inspection framework\n\nInspection dates: 12 and 13 March 2024\n\nGood.",
    ),
    (
        "youth justice inspection",
        Voice.INSPECTOR,
        "An inspection of youth justice services in Merrow\n\nHM Inspectorate of Probation, May 2024\n\nWe found much.",
    ),
    (
        "police child protection inspection",
        Voice.INSPECTOR,
        "National child protection inspections\n\nMerrow Police\n\n3–14 March 2024\n\nHMICFRS\n\nOfficers act swiftly.",
    ),
    (
        "health review",
        Voice.INSPECTOR,
        "Review of health services for Children Looked After and Safeguarding in Merrow\n\nCare Quality Commission\n\n"
        "Date of review: 3 March 2024\n\nNurses know the children.",
    ),
    (
        "Welsh report",
        Voice.INSPECTOR,
        "A report on education services in Merrow County Borough\n\nMarch 2024\n\n"
        "by Estyn, His Majesty’s Inspectorate for Education and Training in Wales\n\nPupils do well.",
    ),
    (
        "Scottish report",
        Voice.INSPECTOR,
        "Report of a joint inspection of services for children and young people in Merrow\n\nCare Inspectorate\n\nMay 2024\n\nGood.",
    ),
    (
        "committee paper about an inspection",
        Voice.COUNCIL,
        "Merrow Borough Council\n\nChildren and Families Scrutiny Committee, 4 June 2026\n\n"
        "Outcome of the Ofsted inspection\n\nReport of the Director of Children’s Services\n\n"
        "Inspection dates: 3 to 14 March 2026\n\nOfsted carried out an inspection. His Majesty’s Inspectors were in Merrow.",
    ),
    (
        "cabinet paper that opens with from and to",
        Voice.COUNCIL,
        "From: G. Example, Cabinet Member for Children\n\nTo: Cabinet, 30 January 2026\n\n"
        "Subject: Ofsted focused visit\n\nSummary: Ofsted visited.",
    ),
    (
        "plan that prints the dates of the inspection",
        Voice.COUNCIL,
        "Merrow Borough Council\n\nPost-inspection improvement plan\n\nInspection dates: 3 to 14 March 2026\n\n"
        "Lead inspector: A. Example\n\nThe plan answers what was found.",
    ),
    (
        "self-evaluation",
        Voice.COUNCIL,
        "MERROW BOROUGH COUNCIL\n\nSelf-evaluation of children’s services\n\n" + _PROSE,
    ),
    (
        "director's letter to Ofsted",
        Voice.COUNCIL,
        "Merrow Borough Council\n\n4 June 2026\n\nDear Ms Example\n\nFocused visit to Merrow\n\n"
        "We thank the inspectors for their letter. " + _PROSE + "\n\nYours sincerely\n\nB. Example\n"
        "Director of Children’s Services",
    ),
    (
        "minister's letter",
        Voice.DEPARTMENT,
        "F. Example MP\nMinister of State\n\nTo: Leaders of all councils\n\n16 December 2025\n\nDear Leaders\n\n"
        + _PROSE
        + "\n\nYours ever,\n\nF. Example MP",
    ),
    (
        "letter signed by a minister",
        Voice.DEPARTMENT,
        "To: the Leader of Merrow Borough Council\n\n16 December 2025\n\nDear Leader\n\n" + _PROSE + "\n\n"
        "Yours sincerely\n\nF. Example\nParliamentary Under-Secretary of State for Children and Families",
    ),
    (
        "commissioner's report",
        Voice.DEPARTMENT,
        "Merrow Borough Council\n\nChildren’s services commissioner’s report\n\nMay 2025\n\n" + _PROSE,
    ),
    (
        "peer challenge",
        Voice.PEER_TEAM,
        "Merrow Borough Council\n\nCorporate peer challenge\n\nFeedback report\n\nMay 2025\n\n"
        "The peer team was made welcome. " + _PROSE,
    ),
    (
        "letter of a peer team",
        Voice.PEER_TEAM,
        "Local Government Association\n\n4 June 2025\n\nDear B.\n\nChildren’s services peer review\n\n"
        + _PROSE
        + "\n\n"
        "Yours sincerely\n\nH. Example\nPeer Challenge Manager",
    ),
    (
        "safeguarding partnership",
        Voice.PARTNER,
        "Merrow Safeguarding Children Partnership\n\nAnnual report 2024-25\n\n" + _PROSE,
    ),
    (
        "integrated care board",
        Voice.PARTNER,
        "NHS Merrow Integrated Care Board\n\nHealth of children looked after: annual report\n\n" + _PROSE,
    ),
    (
        "academic paper",
        Voice.UNKNOWN,
        "What helps children in care? A study of nine councils\n\nA. Example and B. Example\n\n"
        "School of Social Work, University of Merrow\n\nAbstract\n\nKeywords: care, stability\n\n"
        "We spoke to children in nine councils. " + _PROSE,
    ),
    (
        "leaflet in which nobody is named",
        Voice.UNKNOWN,
        "What we think of care\n\n" + _PROSE,
    ),
    (
        "letter that nobody signs",
        Voice.UNKNOWN,
        "4 June 2025\n\nDear colleague\n\n" + _PROSE,
    ),
    (
        "letter of parents to a director",
        Voice.PARTNER,
        "Tarnside Parent Carer Forum\n\nLetter to the Director of Children’s Services, Tarnside County Council\n\n"
        "3 March 2026\n\nDear Ms Lee\n\nWe are writing about SEND. Our members waited.\n\nYours sincerely\n\nJo Elm\n"
        "Chair, Tarnside Parent Carer Forum",
    ),
    (
        "two inspectorates named alone",
        Voice.INSPECTOR,
        "A joint inspection of child protection arrangements\n\nHMICFRS and Ofsted\n\nPublished on: 4 June 2026",
    ),
    (
        "plan of a council and its partner",
        Voice.COUNCIL,
        "Tarnside County Council and NHS Tarnside Integrated Care Board\n\nPriority action plan\n\n" + _PROSE,
    ),
    (
        "briefing of a council for its staff",
        Voice.COUNCIL,
        "Merrow Council: staff briefing on our Ofsted inspection\n\nOctober 2023\n\n" + _PROSE,
    ),
    (
        "feedback that calls itself a peer team's",
        Voice.PEER_TEAM,
        "Merrow Borough Council\n\nFeedback from the peer team\n\n" + _PROSE,
    ),
    (
        "peer review whose author is not told",
        Voice.UNKNOWN,
        "Merrow Borough Council\n\nPeer review of the front door\n\n" + _PROSE,
    ),
    (
        "a firm's review, prepared by it",
        Voice.UNKNOWN,
        f"Review of the front door for Merrow Borough Council\n\nPrepared by: Brightpath Consulting Ltd\n\n{_PROSE}",
    ),
    (
        "a firm's review below its name",
        Voice.UNKNOWN,
        f"Grant Moss LLP\n\nAuditor's annual report on Merrow Borough Council\n\n{_PROSE}",
    ),
    (
        "a judgment of a court",
        Voice.UNKNOWN,
        f"In the Family Court at Fenmarch\n\nMerrow Borough Council v M and F\n\n{_PROSE}",
    ),
    (
        "young people's letter to a director",
        Voice.UNKNOWN,
        f"A letter from Merrow's Children in Care Council\n\nDear Director\n\n{_PROSE}",
    ),
    (
        "a minister's letter without a greeting",
        Voice.DEPARTMENT,
        f"From: Ann Bell MP, Secretary of State for Education\n\nTo: Leader of Merrow Borough Council\n\n{_PROSE}",
    ),
)


@pytest.mark.parametrize(("name", "voice", "text"), _OPENINGS, ids=[name for name, *_ in _OPENINGS])
def test_the_author_s_own_opening_decides_whose_words_a_document_is(
    tmp_path: Path, name: str, voice: Voice, text: str
) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(text)
    document, _ = read_document(path, "paper.txt", "0" * 64)
    assert document.voice is voice
    told = [warning for warning in document.warnings if "set voice in documents/catalogue.toml" in warning]
    assert bool(told) == (voice not in {Voice.INSPECTOR, Voice.COUNCIL})


def test_an_e_mail_to_a_council_is_in_the_words_of_who_signs_it(tmp_path: Path) -> None:
    path = tmp_path / "decision.eml"
    path.write_text(
        'From: "Minister" <minister@department.example>\nTo: chief.executive@merrow.example\n'
        "Date: Fri, 25 Sep 2026 10:00:00 +0100\nSubject: Children's services in Merrow: decision\n\n"
        f"Dear Chief Executive,\n\n{_PROSE}\n\nWe ask that you write to us by November.\n\n"
        "Yours sincerely,\n\nMinister of State for Children\nDepartment for Education\n"
    )
    assert read_document(path, "decision.eml", "0" * 64)[0].voice is Voice.DEPARTMENT


def test_a_message_is_signed_below_its_sender_s_name_and_what_it_answers_stands_apart(tmp_path: Path) -> None:
    path = tmp_path / "visits.eml"
    path.write_text(
        "From: Kit Moss <kit@merrow.example>\nTo: team@merrow.example\nDate: Fri, 25 Sep 2026 10:00:00 +0100\n"
        f"Subject: Visits\n\nDear all\n\n{_PROSE}\n\nKit Moss\nHead of Children in Care\nMerrow Borough Council\n\n"
        "On 9 April 2026 Lee Hart wrote:\n> How many visits were late?\n"
    )
    document, passages = read_document(path, "visits.eml", "0" * 64)
    assert (document.voice, document.authority) == (Voice.COUNCIL, "Merrow")
    last = passages[-1]
    assert (last.text, last.sections[-1]) == ("How many visits were late?", "On 9 April 2026 Lee Hart wrote:")


_REPORTS: tuple[tuple[str, Kind, str | None, str | None, str | None], ...] = (
    (
        "Independent fostering agency\n\nInspection date: 4 May 2026\n\nRegistered manager: Ann Hill",
        Kind.PROVIDER,
        None,
        None,
        "2026-05-04 2026-05-04",
    ),
    (
        "An inspection of youth justice services in Merrow\n\nHM Inspectorate of Probation\n\n"
        "Fieldwork\n\n14/07/2025 to 18/07/2025",
        Kind.YOUTH_JUSTICE,
        "Merrow",
        None,
        "2025-07-14 2025-07-18",
    ),
    (
        "School report\n\nMerrow High School\n\nLocal authority: Merrow\n\nInspection number: 10234567\n\n"
        "Inspection dates: 3 and 4 February 2026",
        Kind.SCHOOL,
        "Merrow",
        None,
        "2026-02-03 2026-02-04",
    ),
    (
        "National child protection inspection\n\nTarnside Police\n\n12–23 May 2025\n\nHMICFRS\n\nSeptember 2025",
        Kind.POLICE,
        None,
        "2025-09-01",
        "2025-05-12 2025-05-23",
    ),
    (
        "An inspection of youth justice services in\nTarnside\n\nHM Inspectorate of Probation, July 2025\n\nForeword",
        Kind.YOUTH_JUSTICE,
        "Tarnside",
        "2025-07-01",
        None,
    ),
    (
        "A report on\n\nYsgol Gynradd Merrow\n\nDate of inspection: January 2026\n\nby\n\n"
        "Estyn, His Majesty’s Inspectorate for Education and Training in Wales",
        Kind.SCHOOL,
        None,
        None,
        None,
    ),
    (
        "Joint inspection of services for children at risk of harm in Tarnside\n\nCare Inspectorate\n\nOctober 2025",
        Kind.JOINT_INSPECTION,
        "Tarnside",
        "2025-10-01",
        None,
    ),
    (
        "Little Stars\n\nInspection report for early years provision\n\nUnique reference number: EY123456\n\n"
        "Inspection date: 4 March 2026",
        Kind.PROVIDER,
        None,
        None,
        "2026-03-04 2026-03-04",
    ),
    (
        "Merrow House\n\nCare Home Service\n\nType of inspection: Unannounced\n\nCompleted on: 9 March 2026\n\n"
        "Care Inspectorate",
        Kind.PROVIDER,
        None,
        None,
        "2026-03-09 2026-03-09",
    ),
)


@pytest.mark.parametrize(("text", "kind", "authority", "published", "inspected"), _REPORTS)
def test_reports_of_other_inspectorates_say_what_they_are_and_when(
    tmp_path: Path, text: str, kind: Kind, authority: str | None, published: str | None, inspected: str | None
) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(f"{text}\n\nVisits were late in May, and managers knew of it.")
    document, _ = read_document(path, "paper.txt", "0" * 64)
    days = document.inspected and f"{document.inspected.start} {document.inspected.end}"
    assert (document.voice, document.kind, document.authority) == (Voice.INSPECTOR, kind, authority)
    assert (document.published and str(document.published), days) == (published, inspected)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Merrow Borough Council\n\nSelf-evaluation, June 2026\n\n" + _PROSE, "Self-evaluation, June 2026"),
        (
            "Report to Cabinet\n\nReport of: Director of Children’s Services\n\nSubject: Sufficiency strategy 2026 to\n"
            "2029\n\n1. Summary\n\n1.1 This report asks Cabinet to agree it.\n\n" + _PROSE,
            "Sufficiency strategy 2026 to 2029",
        ),
        (
            "Corporate Parenting Board\n\nMinutes of the meeting of Thursday 4 June 2026\n\nMerrow Borough Council\n\n"
            "Fostering\n\n1. Members heard of carers.\n\n" + _PROSE,
            "Corporate Parenting Board: Minutes of the meeting of Thursday 4 June 2026",
        ),
    ],
)
def test_a_title_is_whole_and_no_sentence_of_the_text(tmp_path: Path, text: str, title: str) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(text)
    assert read_document(path, "paper.txt", "0" * 64)[0].title == title


@pytest.mark.parametrize(
    "sender", ['"Moss, Kit (Children\'s Services)" <kit@merrow.example>', "Kit MOSS <kit@merrow.example>"]
)
def test_a_sender_s_name_is_known_in_whatever_order_it_is_written(tmp_path: Path, sender: str) -> None:
    path = tmp_path / "visits.eml"
    path.write_text(
        f"From: {sender}\nTo: team@merrow.example\nDate: Fri, 25 Sep 2026 10:00:00 +0100\n"
        f"Subject: Visits\n\nDear all\n\n{_PROSE}\n\nKit Moss\nHead of Children in Care\nMerrow Borough Council\n"
    )
    document, _ = read_document(path, "visits.eml", "0" * 64)
    assert (document.voice, document.authority) == (Voice.COUNCIL, "Merrow")


def test_what_an_earlier_message_said_is_read_without_the_marks_before_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "forwarded.eml"
    path.write_text(
        "From: Kit Moss <kit@merrow.example>\nDate: Fri, 25 Sep 2026 10:00:00 +0100\nSubject: Visits\n\n"
        "Please read this.\n\n-----Original Message-----\nFrom: Ann Hart\n\n> The visits went well, and\n"
        "> the plans are written.\n>> Bring your badges.\n"
    )
    _, passages = read_document(path, "forwarded.eml", "0" * 64)
    texts = [passage.text for passage in passages]
    assert texts[-2:] == ["The visits went well, and the plans are written.", "Bring your badges."]


def test_a_department_s_name_at_the_head_of_a_notice_makes_it_no_council_s(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(
        "Department for Education\n\nImprovement notice\n\nTo: Merrow Council\n\n"
        "The board means the improvement board of the council and\n\nThe council must hold a meeting each month.\n"
    )
    assert read_document(path, "notice.txt", "0" * 64)[0].voice is Voice.DEPARTMENT


@pytest.mark.parametrize(
    ("opening", "authority"),
    [
        ("Tarnside Safeguarding Children Partnership\n\nLearning from a review\n\n", "Tarnside"),
        ("Tarnside Youth Justice Service: minutes of the Management Board\n\n", "Tarnside"),
        ("Tarnside and Welbridge Safeguarding Children Partnership\n\nLearning from a review\n\n", None),
        ("Greater Manchester Safeguarding Children Partnership\n\nLearning from a review\n\n", None),
        ("Improving Youth Justice Service\n\nWhat we plan\n\n", None),
        ("Annual form\n\nTo be sent before the meeting.\n\nName of council: Tarnside Borough Council\n\n", "Tarnside"),
        ("Performance and Insight, Tarnside Council\n\nPerformance report\n\n", "Tarnside"),
    ],
)
def test_a_council_that_nobody_listed_is_told_by_the_body_that_is_called_after_it(
    tmp_path: Path, opening: str, authority: str | None
) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(opening + _PROSE, encoding="utf-8")
    assert read_document(path, path.name, "x")[0].authority == authority
