"""The body of an answer, by its kind: passages, grades, lists, sides, choices, or why there is none."""

import re
from collections.abc import Mapping, Sequence

from bot.answers import plain_area
from bot.labels import citation_line, day, place, report_name, searched, source_line, source_page, whose_words
from bot.models import Answer, AnswerKind, CitedJudgement, Evidence, Group, State
from bot.slack.blocks.action_ids import Action, answer_value
from bot.slack.blocks.elements import Block, actions, bullets, button, clip, context, paragraph, section, span
from bot.slack.blocks.inputs import select_element
from bot.slack.blocks.menus import passage_menu
from bot.slack.blocks.messages import Unit
from bot.slack.blocks.quotations import (
    BRIEF,
    PASSAGE,
    SHORT,
    Length,
    bullet_units,
    excerpt_of,
    leading_excerpt,
    quotation,
    spoken,
)
from bot.slack.blocks.selection import is_list, parts_of, places_in_message, points_shown
from bot.slack.blocks.tables import NOT_GIVEN, Grid, grade_units, table_units
from index.models import Citation, Kind, Voice

CARRIED_QUESTION = 300
_TABLED = 700  # characters of a sentence in a row
_FACTS_OF_PART = 3  # of an answer to one question of several
_BULLET = re.compile(r"bullet (\d{1,3})")


def body_units(
    answer: Answer, answer_id: str, *, best_alone: bool, examples: Sequence[tuple[str, str]] = ()
) -> list[Unit]:
    """Show what an answer says below its first line; ``best_alone`` leaves all passages but the best to a button."""
    shown = places_in_message(answer, best_alone=best_alone)
    if answer.parts:
        return _parts(answer, answer_id, shown)
    match answer.kind:
        case AnswerKind.JUDGEMENTS:
            return _judgements(answer, answer_id, shown)
        case AnswerKind.IMPROVEMENTS:
            return _improvements(answer, answer_id)
        case AnswerKind.LISTING:
            return _listing(answer, answer_id, shown)
        case AnswerKind.AREA | AnswerKind.OVERVIEW | AnswerKind.COMPARISON | AnswerKind.TIMELINE | AnswerKind.FACTS:
            grades = [] if _grade_in_headings(answer) else _grades(answer)
            return grades + _facts(answer) + _grouped(answer, answer_id, shown)
        case AnswerKind.CLARIFY | AnswerKind.HELP:
            return _choices(answer, answer_id) + _examples(examples)
        case AnswerKind.NO_ANSWER:
            return _no_answer(answer, answer_id, shown)
        case AnswerKind.PASSAGES:
            return _quotations(answer, answer_id, shown)


def carries_question(answer: Answer) -> bool:
    """Tell whether the question is short enough to travel in a button."""
    return 0 < len(answer.question) <= CARRIED_QUESTION


def _quotations(
    answer: Answer, answer_id: str, places: Sequence[int], *, length: Length = PASSAGE, named: bool = False
) -> list[Unit]:
    voices = _mixed(answer)
    lead = answer.lead if answer.lead is not None and answer.lead.quoted is not None else None
    if answer.state is State.RELATED:  # no sentence is the answer: what matched is bold, as in any other passage
        lead = None
    units = []
    for index in places:
        evidence = answer.evidence[index]
        leads = lead is not None and lead.quoted is not None and lead.quoted[0] == index
        part = leading_excerpt(evidence, lead) if leads and lead is not None else None
        led = lead if leads else None
        units.append(
            quotation(evidence, index, answer_id, length=length, part=part, lead=led, voices=voices, named=named)
        )
    return units


def _mixed(answer: Answer) -> bool:
    """Tell whether an answer shows the words of more than inspectors, so that each must say whose they are."""
    voices = {evidence.citation.voice for evidence in (*answer.evidence, *answer.more)}
    return bool(voices - {Voice.INSPECTOR})


def _judgements(answer: Answer, answer_id: str, shown: Sequence[int]) -> list[Unit]:
    if not answer.judgements:
        return _notes(answer.groups) + _quotations(answer, answer_id, shown)
    old = {
        answer.judgements[index].citation.document: group.note
        for group in answer.groups
        for index in group.judgements
        if group.note.startswith("Superseded")
    }
    told = [group for group in answer.groups if not group.note.startswith("Superseded")]
    return _grades(answer, superseded=old) + _notes(told)  # the evidence of grades is the rows that are shown


def _grades(answer: Answer, *, superseded: Mapping[str, str] | None = None) -> list[Unit]:
    """Show the grades; one alone stands in the first line already."""
    grades = answer.judgements
    lead = answer.lead
    if len(grades) == 1 and lead is not None and grades[0].area in lead.text and (grades[0].grade or "") in lead.text:
        cited = grades[0].citation
        named = cited.published is not None and day(cited.published) in answer.message  # and the page, beside it
        source = "" if named else source_line(cited)
        notes = [source, (superseded or {}).get(cited.document, "")]
        source = " · ".join(note for note in notes if note)
        return [Unit((context(source),), ("— " + source,))] if source else []
    told = answer.message if answer.kind is AnswerKind.COMPARISON else None
    return grade_units(grades, superseded=superseded, beside=told)


def _improvements(answer: Answer, answer_id: str) -> list[Unit]:
    groups = answer.groups or (Group(label="", evidence=tuple(range(len(answer.evidence)))),)
    units: list[Unit] = []
    used: set[int] = set()
    for number, group in enumerate(groups):
        used |= set(group.evidence)
        named = number == 0 and answer.lead is not None and group.label in answer.lead.text
        if group.label and not named:
            units.append(_group_head(group))
        elif group.note.strip():
            units.append(Unit((context(group.note),), (group.note,)))
        units += _points(answer, answer_id, group)
    return units + _quotations(answer, answer_id, [n for n in range(len(answer.evidence)) if n not in used])


def _points(answer: Answer, answer_id: str, group: Group) -> list[Unit]:
    """Show the points of a list and its source under it: the place of all at once where they stand one after the
    other on one page, else that of each beside it. What is left out is said, and the report named once."""
    listed = points_shown(answer, group)
    items = [(index, answer.evidence[index]) for index in listed]
    if not items:
        return []
    cited = [evidence.citation for _, evidence in items]
    together = place(cited[0]) if len(cited) == 1 else _in_a_row(cited)
    units = bullet_units(items, places=[""] * len(items) if together else [place(citation) for citation in cited])
    for n, citation in enumerate({c.document: c for c in cited}.values()):
        name = "" if _names(group, citation) else report_name(citation)
        left = f"{len(listed)} of {len(group.evidence)} points; the others are under More passages"
        cut = left if not n and len(listed) < len(group.evidence) else ""
        page = source_page(citation) if len(cited) > 1 and (together or name) else ""
        parts = (name, together, page, whose_words(citation, always=_mixed(answer)), cut)
        source = " · ".join(part for part in parts if part) or report_name(citation)
        if n:
            units.append(Unit((context(source),), ("— " + source,)))
        else:
            menu = passage_menu(items[0][1], items[0][0], answer_id)
            units.append(Unit((section(source, accessory=menu),), ("— " + source,)))
    return units


def _in_a_row(cited: Sequence[Citation]) -> str:
    """Name the bullets of a list at once where they are counted through on one page of one report; else nothing."""
    numbers = [_BULLET.fullmatch(citation.item or "") for citation in cited]
    if len(cited) < 2 or len({(c.document, c.pages) for c in cited}) > 1 or any(n is None for n in numbers):
        return ""
    counted = [int(n[1]) for n in numbers if n is not None]
    whole = counted == list(range(counted[0], counted[0] + len(counted)))
    return f"bullets {counted[0]} to {counted[-1]}" if whole and not any(c.paragraph for c in cited) else ""


def _listing(answer: Answer, answer_id: str, shown: Sequence[int]) -> list[Unit]:
    if answer.evidence:
        # Where all are of inspections, and the first line says so, a row need not.
        kinds = {answer.evidence[index].citation.kind for index in shown}
        told = kinds == {Kind.INSPECTION} and "inspection" in _caption(answer)
        rows = tuple(_said(answer.evidence[index], kind=not told) for index in shown)
        units = table_units(Grid(_caption(answer), ("Council", "In the document's words, and where"), rows), page=5)
        if (left := len(answer.evidence) - len(shown)) > 0:
            note = f"{len(shown)} of {len(answer.evidence)} rows; the other {left} are under More passages."
            units.append(Unit((context(note),), (note,)))
        return units + _context_select(answer, answer_id, shown) + _facts(answer)
    groups = [group for group in answer.groups if group.judgements]
    moved = any(len({answer.judgements[i].citation.document for i in group.judgements}) > 1 for group in groups)
    heading = ("Council", "Grade", "Published, and before" if moved else "Published")
    rows = tuple(_graded(answer, group, moved=moved) for group in groups)
    units = table_units(Grid(_caption(answer), heading, rows)) if rows else grade_units(answer.judgements)
    return units + _facts(answer)


def _caption(answer: Answer) -> str:
    return answer.lead.text if answer.lead is not None else answer.message


def _said(evidence: Evidence, *, kind: bool) -> tuple[str, ...]:
    """Make the row of a council: its name, its best sentence, and where that stands; ``kind`` says in what."""
    citation = evidence.citation
    start, end = evidence.best or (0, len(evidence.text))
    length = Length(1, max(1, min(end - start, _TABLED)), max(end - start, _TABLED))
    part = excerpt_of(evidence, length, focus=(start, end))
    what = citation.kind.value if kind else ""
    where = ", ".join(p for p in (what, day(citation.published), place(citation)) if p)
    return citation.authority or citation.title, f"{spoken(evidence, part)} ({where})"


def _graded(answer: Answer, group: Group, *, moved: bool) -> tuple[str, ...]:
    """Make the row of a council: its grades in the report that is meant, and those of the report before."""
    rows = [answer.judgements[index] for index in group.judgements]
    cited = rows[0].citation
    now = [row for row in rows if row.citation.document == cited.document]
    where = ", ".join(p for p in (group.note or day(cited.published), source_page(cited)) if p)
    if moved:
        before = [one for one in rows if one.citation.document != cited.document]
        then = f"{_grades_in_a_cell(before)}, {day(before[0].citation.published)}" if before else "-"
        where = f"{where}. Before: {then}"
    return group.label, _grades_in_a_cell(now), where


def _grades_in_a_cell(rows: Sequence[CitedJudgement]) -> str:
    """Write grades of one report; where they are of several areas, each grade once with its areas in plain words."""
    if len({row.area for row in rows}) < 2:
        return rows[0].grade or NOT_GIVEN
    areas: dict[str, list[str]] = {}
    for row in rows:
        areas.setdefault(row.grade or NOT_GIVEN, []).append(plain_area(row.area))
    return "; ".join(f"{grade}: {', '.join(named)}" for grade, named in areas.items())


def _grouped(answer: Answer, answer_id: str, shown: Sequence[int]) -> list[Unit]:
    """Show evidence under the headings of its groups: lists as lists, passages as quotations."""
    units: list[Unit] = []
    used: set[int] = set()
    for group in answer.groups:
        places = [index for index in group.evidence if index in shown]
        used |= set(group.evidence)
        if is_list(answer, group):
            units += _headed(answer, group, _points(answer, answer_id, group))
        elif places or not group.evidence:
            length = _length_in(answer)
            named = len(places) == 1 and _names(group, answer.evidence[places[0]].citation)
            quoted = _quotations(answer, answer_id, places, length=length, named=named)
            units += _headed(answer, group, quoted)
    return units + _quotations(answer, answer_id, [index for index in shown if index not in used])


def _length_in(answer: Answer) -> Length:
    """Say how long a passage is under a heading: the more headings, the shorter."""
    if answer.kind is AnswerKind.TIMELINE:
        return BRIEF if len(answer.groups) > 3 else SHORT
    if answer.kind is AnswerKind.COMPARISON and any(group.points for group in answer.groups):
        return BRIEF
    return SHORT if len(answer.groups) > 2 else PASSAGE


def _names(group: Group, citation: Citation) -> bool:
    """Tell whether a heading names the report of a passage under it, so that the passage need not name it again."""
    return bool(
        citation.authority
        and citation.published
        and citation.authority in group.label
        and citation.kind.value in group.label
        and day(citation.published) in group.label
    )


def _headed(answer: Answer, group: Group, units: list[Unit]) -> list[Unit]:
    """Put a heading before units, with the grade where it is of one; it never stands alone at the end of a message."""
    graded = [answer.judgements[index] for index in group.judgements]
    one = graded[0] if len(graded) == 1 and _grade_in_headings(answer) else None
    head = _group_head(group, one, lead=answer.lead.text if answer.lead is not None else "")
    if not units:
        return [head]
    return [Unit(head.blocks + units[0].blocks, head.lines + units[0].lines), *units[1:]]


def _parts(answer: Answer, answer_id: str, shown: Sequence[int]) -> list[Unit]:
    """Show the answers to several questions, each under its number with its own first line."""
    units: list[Unit] = []
    for number, (part, group) in enumerate(parts_of(answer), 1):
        asked = f"{number}. {part.question.strip()}" if part.question.strip() else group.label
        said = part.lead.text if part.lead is not None and not part.lead.quoted else ""
        if part.lead is None:
            said = part.message
        blocks: list[Block] = [context(clip(asked, 300))]
        lines = [asked]
        if said:
            blocks.append(paragraph(span(said, bold=True)))
            lines.append(said)
        rest: list[Unit] = []
        if part.kind in (AnswerKind.JUDGEMENTS, AnswerKind.LISTING, AnswerKind.OVERVIEW):
            rest += _grades(part)
        places = [index for index in group.evidence if index in shown]
        if is_list(answer, group):
            rest += _points(answer, answer_id, group)
        else:
            rest += _quotations(answer, answer_id, places, length=SHORT)
        rest += _facts(part, most=_FACTS_OF_PART)
        units += [Unit(tuple(blocks), tuple(lines)), *rest]
    return units


def _facts(answer: Answer, *, most: int = 1_000) -> list[Unit]:
    """Show facts as a list, each under its name; what is left out is said."""
    units = []
    for first in range(0, min(most, len(answer.facts)), 15):
        part = answer.facts[first : min(first + 15, most)]
        items = [[span(f"{fact.label}: ", bold=True), span(fact.value)] for fact in part]
        units.append(Unit((bullets(items),), tuple(f"{fact.label}: {fact.value}" for fact in part)))
    if (left := len(answer.facts) - most) > 0:
        note = f"{left} more: ask this question alone to see them."
        units.append(Unit((context(note),), (note,)))
    return units


def _grade_in_headings(answer: Answer) -> bool:
    """Tell whether the grades stand in the headings: those of a comparison with one for each side."""
    return answer.kind is AnswerKind.COMPARISON and all(len(group.judgements) <= 1 for group in answer.groups)


def _group_head(group: Group, graded: CitedJudgement | None = None, *, lead: str = "") -> Unit:
    """Show a heading, its note, and the one grade under it: the area is not named again where ``lead`` names it."""
    words = [span(group.label, bold=True)]
    line = group.label
    if graded is not None:
        page = source_page(graded.citation)
        area = "" if graded.area in lead else f"{graded.area}: "
        grade = f"{area}{graded.grade or NOT_GIVEN}" + (f" ({page})" if page else "")
        words.append(span(f"\n{grade}" if area else f": {grade}"))
        line += f": {grade}"
    blocks: list[Block] = [paragraph(*words)]
    if group.note.strip():
        blocks.append(context(group.note))
    return Unit(tuple(blocks), (line + (f" ({group.note})" if group.note else ""),))


def _notes(groups: Sequence[Group]) -> list[Unit]:
    notes = [f"{g.label}: {g.note}" if g.label else g.note for g in groups if g.note]
    return [Unit((context(*notes[i : i + 10]),), tuple(notes[i : i + 10])) for i in range(0, len(notes), 10)]


def _context_select(answer: Answer, answer_id: str, places: Sequence[int]) -> list[Unit]:
    """Offer to read one of the rows of a list in context."""
    if not places:
        return []
    cited = [(n, answer.evidence[n].citation) for n in places]
    rows = [(answer_value(answer_id, n), clip(f"{one.authority or ''} {place(one)}", 75)) for n, one in cited]
    return [Unit((actions([select_element([("", rows)], "Read in context…", action=f"{Action.CONTEXT}:select")]),))]


def _choices(answer: Answer, answer_id: str) -> list[Unit]:
    units: list[Unit] = []
    carry = carries_question(answer) and len(answer.options) <= 10
    for first in range(0, len(answer.options), 25):
        part = answer.options[first : first + 25]
        more = {"q": answer.question} if carry else {}
        elements = [
            button(choice.label, f"{Action.CHOOSE}:{first + n}", answer_value(answer_id, first + n, **more))
            for n, choice in enumerate(part)
        ]
        units.append(Unit((actions(elements),), tuple("• " + choice.label for choice in part)))
    return units


def _examples(examples: Sequence[tuple[str, str]]) -> list[Unit]:
    if not examples:
        return []
    elements = [
        button(title, f"{Action.EXAMPLE}:{n}", question[:2_000]) for n, (title, question) in enumerate(examples)
    ]
    return [Unit((actions(elements),), tuple("• " + title for title, _ in examples))]


def _no_answer(answer: Answer, answer_id: str, shown: Sequence[int]) -> list[Unit]:
    note = searched(answer.coverage)
    units = [Unit((context(note),), (note,))] if note else []
    if answer.evidence:
        weak = "The closest passages. They may not answer the question."
        units.append(Unit((paragraph(span(weak, bold=True)),), (weak,)))
        units += _quotations(answer, answer_id, shown, length=SHORT)
    if answer.options:
        units += _choices(answer, answer_id)
    if answer.coverage.elsewhere:
        elements = [
            button(clip(_button_label(c), 75), f"{Action.ELSEWHERE}:{n}", answer_value(answer_id, n))
            for n, c in enumerate(answer.coverage.elsewhere[:10])
        ]
        lines = tuple("• " + citation_line(c) for c in answer.coverage.elsewhere[:10])
        head = "Other reports speak of it:"
        units.append(Unit((paragraph(span(head, bold=True)), actions(elements)), (head, *lines)))
    return units


def _button_label(citation: Citation) -> str:
    """Name a passage on a button by what tells it from the others first: a phone shows the beginning."""
    parts = (day(citation.date), place(citation), citation.authority or citation.title)
    return ", ".join(part for part in parts if part)
