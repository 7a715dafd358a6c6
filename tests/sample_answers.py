"""Answers of every kind about invented councils, and text that tries to be more than text."""

from dataclasses import replace
from datetime import date

from bot.models import (
    Answer,
    AnswerKind,
    CitedJudgement,
    Correction,
    Coverage,
    Evidence,
    Expansion,
    Fact,
    Filters,
    Group,
    Lead,
    Option,
    Reason,
    Total,
    Understood,
    marks,
)
from index.models import Citation, Document, Kind, Period, Recency, Voice

HOSTILE = (
    "Read <!channel> and <@U00001> at https://example.org/x or <https://example.org|here>. *Not bold*, "
    "_nor this_, `code` "
    "& so on :tada:. \u202eright to left\u202c and \x07a bell\x00. However, <#C00001> stays as it is."
)


def citation(
    authority: str = "Merrow",
    published: date | None = date(2025, 7, 8),
    *,
    paragraph: str | None = "23",
    item: str | None = None,
    pages: tuple[int, ...] = (5,),
    kind: Kind = Kind.INSPECTION,
    voice: Voice = Voice.INSPECTOR,
    section: str = "The experiences and progress of children in care",
    document: str | None = None,
) -> Citation:
    """Make a citation of an invented report."""
    year = published.year if published else "undated"
    title = f"{authority}: inspection of local authority children's services"
    return Citation(
        document=document or f"{authority.lower()}-{year}.pdf",
        title=title,
        authority=authority,
        kind=kind,
        voice=voice,
        published=published,
        inspected=Period(date(2025, 5, 12), date(2025, 5, 23)) if published else None,
        section=section,
        paragraph=paragraph,
        item=item,
        pages=pages,
        label=f"{title}, {published}, paragraph {paragraph}",
    )


def evidence(text: str, words: tuple[str, ...] = (), rank: int = 1, **more: object) -> Evidence:
    """Make evidence with every occurrence of some words highlighted."""
    ranges = []
    for word in words:
        at = text.lower().find(word)
        while at >= 0:
            ranges.append((at, at + len(word)))
            at = text.lower().find(word, at + 1)
    held = {"citation": citation(), **more}
    return Evidence(rank=rank, score=10.0 - rank, text=text, marks=marks(tuple(sorted(ranges))), **held)  # type: ignore[arg-type]


P1 = (
    "Arrangements for children who are privately fostered have improved since the last inspection. Social "
    "workers see children "
    "alone and within statutory timescales. Assessments of private foster carers are thorough. However, a "
    "small number of "
    "notifications are not followed up quickly enough, and awareness of private fostering among schools remains low."
)
P2 = (
    "The local authority does not yet know enough about privately fostered children in its area. "
    "Publicity about the duty to "
    "notify is limited."
)
P3 = (
    "When children go missing, return home interviews are offered quickly. Most are completed within 72 "
    "hours. The quality of "
    "interviews is variable. In stronger examples, children's views are recorded vividly and lead to "
    "action. But in a few cases "
    "the information is not shared with the police, and risks are not understood. Managers have begun to address this. "
) * 5

UNDERSTOOD = Understood(authorities=("Merrow",), recency=Recency.LATEST, topic="private fostering")

PASSAGES = Answer(
    question="what did ofsted say about privte fostering in merrow",
    kind=AnswerKind.PASSAGES,
    message="3 passages from 2 reports, best first.",
    understood=replace(
        UNDERSTOOD,
        corrections=(Correction("privte", "private"),),
        expansions=(Expansion("private fostering", ("privately fostered", "private foster carer")),),
    ),
    evidence=(
        evidence(P1, ("private", "foster")),
        evidence(
            P2,
            ("privately fostered",),
            2,
            citation=citation(published=date(2019, 3, 4), paragraph="41", pages=(9, 10)),
            superseded_by=citation(),
        ),
        evidence(
            P3, ("return home interviews", "missing"), 3, citation=citation(paragraph=None, item="bullet 2", pages=())
        ),
    ),
    more=tuple(evidence(P2 + f" Passage {n}.", ("notify",), n) for n in range(4, 12)),
    coverage=Coverage(documents=2, passages=310, newest=date(2025, 7, 8)),
)

AREAS = (
    "Overall effectiveness",
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
)

JUDGEMENTS = Answer(
    question="what grades did merrow get",
    kind=AnswerKind.JUDGEMENTS,
    message="Grades as printed in the inspection report published 8 July 2025.",
    understood=UNDERSTOOD,
    judgements=tuple(
        CitedJudgement(area, grade, citation(paragraph=None, pages=(1,)))
        for area, grade in zip(
            AREAS, ("Good", "Good", "Requires improvement to be good", "Outstanding", None), strict=True
        )
    ),
)

JUDGEMENTS_OVER_TIME = replace(
    JUDGEMENTS,
    question="merrow's grades over time",
    message="Grades as printed, newest report first.",
    understood=replace(UNDERSTOOD, recency=Recency.ALL),
    judgements=tuple(
        CitedJudgement(area, grade, citation(paragraph=None, pages=(1,), published=published))
        for published, grades in (
            (date(2025, 7, 8), ("Good", "Good", "Requires improvement to be good", "Outstanding", None)),
            (date(2019, 3, 4), ("Inadequate", "Inadequate", "Inadequate", "Requires improvement")),
            (date(2015, 1, 9), ("Requires improvement",)),
        )
        for area, grade in zip(AREAS, grades, strict=False)
    ),
)

IMPROVEMENTS = Answer(
    question="what does merrow need to improve",
    kind=AnswerKind.IMPROVEMENTS,
    message="The whole list of what needs to improve, in order.",
    understood=UNDERSTOOD,
    evidence=tuple(
        evidence(text, (), n, citation=citation(paragraph=None, item=f"bullet {n}", pages=(2,)))
        for n, text in enumerate(
            (
                "The timeliness of initial child protection conferences.",
                "The quality and frequency of supervision, so that plans for children do not drift.",
                "Life-story work for children in care, and the sensitivity with which it is shared.",
                "Management oversight of private fostering.",
            ),
            start=1,
        )
    ),
    groups=(Group("Merrow, inspection report published 8 July 2025: what needs to improve", (0, 1, 2, 3)),),
)

COMPARISON = Answer(
    question="merrow v merrowshire on missing children",
    kind=AnswerKind.COMPARISON,
    message="The best passages of each council, side by side.",
    understood=Understood(authorities=("Merrow", "Merrowshire"), topic="missing children"),
    evidence=(
        evidence(P3, ("missing", "return home interviews")),
        evidence(P1, ("timescales",), 2, citation=citation(paragraph="24", pages=(6,))),
        evidence(
            "Children who go missing from home or care receive a prompt response. Return home interviews are thorough.",
            ("missing", "return home interviews"),
            1,
            citation=citation("Merrowshire", date(2024, 2, 1), paragraph="12", pages=(4,)),
        ),
    ),
    groups=(Group("Merrow", (0, 1)), Group("Merrowshire", (2,))),
)

TIMELINE = Answer(
    question="private fostering in merrow over the years",
    kind=AnswerKind.TIMELINE,
    message="The best passage of each report, oldest first.",
    understood=replace(UNDERSTOOD, recency=Recency.ALL),
    evidence=(
        evidence(
            "Private fostering is not well understood.",
            ("private fostering",),
            citation=citation(published=date(2015, 1, 9), paragraph="88", pages=(21,)),
            superseded_by=citation(),
        ),
        evidence(
            P2,
            ("privately fostered",),
            2,
            citation=citation(published=date(2019, 3, 4), paragraph="41", pages=(9,)),
            superseded_by=citation(),
        ),
        evidence(P1, ("private",), 3),
    ),
    groups=(
        Group("January 2015: inspection report", (0,), note="Superseded by later reports."),
        Group("March 2019: inspection report", (1,), note="Superseded by later reports."),
        Group("October 2022: focused visit letter", (), note="This report says nothing on this."),
        Group("July 2025: inspection report", (2,)),
    ),
)

CLARIFY = Answer(
    question="kingsmere private fostering",
    kind=AnswerKind.CLARIFY,
    message="Which council do you mean? The library holds more than one Kingsmere.",
    options=(
        Option("Kingsmere upon Thames", Filters(authorities=("Kingsmere upon Thames",))),
        Option("Kingsmere City", Filters(authorities=("Kingsmere City",))),
    ),
    coverage=Coverage(reason=Reason.AMBIGUOUS),
)

NO_ANSWER = Answer(
    question="what did inspectors say about adoption in merrow in 2019",
    kind=AnswerKind.NO_ANSWER,
    message="Merrow's report of 2019 says nothing that matches. Its other reports do.",
    understood=Understood(authorities=("Merrow",), years=(2019,), topic="adoption"),
    coverage=Coverage(
        documents=1,
        passages=121,
        newest=date(2019, 3, 4),
        reason=Reason.NO_MATCH,
        elsewhere=(
            citation(paragraph="31", pages=(7,)),
            citation(published=date(2015, 1, 9), paragraph="60", pages=(15,)),
        ),
    ),
)

HELP = Answer(
    question="hi",
    kind=AnswerKind.HELP,
    message="I answer questions over the inspection reports held here, word for word. For example: what did "
    "inspectors say about private fostering in Merrow?",
    options=(Option("What must Merrow improve?", Filters(authorities=("Merrow",))),),
)

HOSTILE_ANSWER = replace(
    PASSAGES,
    evidence=(
        evidence(
            HOSTILE,
            ("<!channel>", "bold", "bell"),
            citation=replace(citation(), authority="<!here> *Merrow*", title="<@U1>", section="<!channel>"),
        ),
    ),
    groups=(),
    message="Hostile <!channel> *message*",
)

LONG = replace(
    PASSAGES,
    evidence=(evidence(P3 * 4, ("missing",)), evidence(P3 * 6, ("police",), 2), evidence("word " * 4000, ("word",), 3)),
)

AREA = replace(
    PASSAGES,
    question="merrow care leavers",
    kind=AnswerKind.AREA,
    message="From Merrow's latest inspection report.",
    judgements=(CitedJudgement(AREAS[4], "Requires improvement to be good", citation(paragraph=None, pages=(1,))),),
    groups=(Group("How the section opens", (0,)), Group("Strengths", (1,)), Group("Weaknesses", (2,))),
    lead=Lead(f"{AREAS[4]}: Requires improvement to be good", citation(paragraph=None, pages=(1,))),
)

OVERVIEW = replace(AREA, question="how is merrow", kind=AnswerKind.OVERVIEW, judgements=JUDGEMENTS.judgements, more=())

LISTING = Answer(
    question="which councils are told to improve notices",
    kind=AnswerKind.LISTING,
    message="Newest inspection first.",
    understood=Understood(topic="notices", councils="North West"),
    evidence=(evidence(P2, ("notify",)), evidence(P1, ("foster",), 2, citation=citation("Tarnside"))),
    groups=(Group("Merrow", (0,)), Group("Tarnside", (1,))),
    lead=Lead("2 of 3 councils"),
    total=Total(4, 3, 2),
)

FACTS = Answer(
    question="when was merrow inspected",
    kind=AnswerKind.FACTS,
    message="As the documents held say.",
    understood=UNDERSTOOD,
    facts=(Fact("inspection report", "inspected 12 to 23 May 2025", citation(paragraph=None, pages=())),),
    lead=Lead("Merrow was last inspected 12 to 23 May 2025.", citation(paragraph=None, pages=())),
)

ALL = {
    "area": AREA,
    "overview": OVERVIEW,
    "listing": LISTING,
    "facts": FACTS,
    "passages": PASSAGES,
    "judgements": JUDGEMENTS,
    "judgements over time": JUDGEMENTS_OVER_TIME,
    "improvements": IMPROVEMENTS,
    "comparison": COMPARISON,
    "timeline": TIMELINE,
    "clarify": CLARIFY,
    "no answer": NO_ANSWER,
    "help": HELP,
    "hostile": HOSTILE_ANSWER,
    "long": LONG,
}

DOCUMENTS = (
    Document(
        "merrow-2025.pdf",
        "a" * 64,
        "Merrow: inspection",
        Kind.INSPECTION,
        Voice.INSPECTOR,
        "Merrow",
        published=date(2025, 7, 8),
    ),
    Document(
        "merrow-2019.pdf",
        "b" * 64,
        "Merrow: inspection",
        Kind.INSPECTION,
        Voice.INSPECTOR,
        "Merrow",
        published=date(2019, 3, 4),
    ),
    Document(
        "merrowshire-2024.pdf",
        "c" * 64,
        "Merrowshire: inspection",
        Kind.INSPECTION,
        Voice.INSPECTOR,
        "Merrowshire",
        published=date(2024, 2, 1),
    ),
    Document(
        "merrow-plan.docx",
        "d" * 64,
        "Merrow: action plan",
        Kind.ACTION_PLAN,
        Voice.COUNCIL,
        "Merrow",
        published=date(2025, 10, 1),
    ),
)
