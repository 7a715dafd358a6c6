"""Matter: which part of a document a heading opens or a line belongs to, by the words that such parts use.

In comes the text of a heading or a paragraph; out goes its matter, or None where the words say nothing of it.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from index.models import DocumentPart, Passage, Unit

_AGENCY = (
    r"(?:ofsted|care quality commission|cqc|hmi ?cfrs|hmi probation|(?:hm|her majesty[’']s|his majesty[’']s)"
    r" inspectorate of \w+|hmi constabulary)(?: and fire (?:&|and) rescue services?)?(?:[ ,]+and)?[ ,]*"
)
_LONGEST = 400  # characters: what is longer is no heading
_KNOWN: tuple[tuple[DocumentPart, re.Pattern[str]], ...] = tuple(
    (matter, re.compile(rf"(?:\d+\.?\s+)?(?:{pattern})", re.IGNORECASE))
    for matter, pattern in (
        (
            DocumentPart.FRONT,
            r"(?:table of )?contents?\b[\s\d]*$|.*\bcomplaints?\b(?: (?:procedure|about))"
            r"|.*information about (?:this|the) (?:joint )?inspection|about (?:this|the) (?:joint )?inspection"
            rf"|about ofsted|(?:the )?inspection team|(?:{_AGENCY}){{2,}}$|annex|copyright|licen[cs]e|contacts?$"
            r"|(?:local )?(?:partnership|authority) and (?:provider|partner)s? details|inspection details"
            r"|(?:school|provider|setting|(?:children[’']s )?home|agency|nursery|college|service) details$|inspectors?$"
            r"|local area partnership details|appendix.*contacts|what the inspection judgements mean",
        ),
        (
            DocumentPart.IMPROVEMENT,
            r"what (?:needs?|does? .{0,80}? need) to (?:improve|do|be)|areas? for (?:improvement|priority action"
            r"|development)|recommendations?(?: for (?:improvement|action))?:?$|priority and immediate actions?"
            r"|areas? (?:that )?(?:need|needing|in need of) improvement|key areas for improvement|required actions?",
        ),
        (DocumentPart.BODY, r"(?:case|practice) (?:study|studies|example)"),
        (DocumentPart.SUMMARY, r"executive summary|summary\b|headline findings|overall (?:summary|findings)"),
        (
            DocumentPart.BACKGROUND,
            r"(?:information|facts|background) (?:about|to|on)|background$|context$"
            r"|(?:previous|most recent) ofsted inspections?|local leadership|children living in this area"
            r"|child protection in this area|children looked after in this area|other ofsted inspections",
        ),
    )
)
_AGENCIES = re.compile(rf"(?:{_AGENCY})+", re.IGNORECASE)
_NOTHING = re.compile(
    r"(?:there (?:are|were) no|the inspection (?:did not|has not)|inspectors (?:did not|found no)|no areas?\b|none)"
    r".{0,80}$",
    re.IGNORECASE,
)
_GRADE_HEAD = re.compile(r"key judge?ments? (?:judge?ment )?grade", re.IGNORECASE)
_GRADED_HEADING = re.compile(r"the graded judge?ment .* is (?:that it )?.*", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:table of )?contents\b", re.IGNORECASE)
_FINDINGS = (
    r"(?:\d+\.?\s+)?(?:the (?:experiences and progress|impact of leaders)\b"
    r"|(?:main|key|inspection|our) findings|findings\b|.{0,40}\bstrengths\b|progress since the last"
)
_CHAPTER = re.compile(
    _FINDINGS
    + r"|the (?:experiences|impact|effectiveness|quality|local safeguarding)\b|leadership|children who need help"
    r"|children (?:looked after|in care)|what (?:is|are) .*like|how effective)",
    re.IGNORECASE,
)
_FINDINGS_ONLY = re.compile(_FINDINGS + ")", re.IGNORECASE)
# What the inspectorates print at the end of every document: who they are, the licence, how to complain, addresses.
_CLOSING = re.compile(
    r"the office for standards in education, children|© ?crown copyright"
    r"|(?:this|you may) (?:publication|copy all or (?:parts|part))|piccadilly gate"
    r"|any complaints about the inspection|if you are not happy with the|if you would like a copy of this"
    r"|ofsted will take the findings from this|interested in our work\? you can subscribe"
    r"|(?:i am|we are) (?:copying|sending) (?:this letter|a copy)|this letter (?:will be|is being) (?:copied|published)"
    r"|a copy of this letter|yours? (?:sincerely|faithfully)|ofsted is proud to use",
    re.IGNORECASE,
)
_FRONT_LINE = re.compile(
    r"(?:(?:inspection|visit) dates?|dates? of (?:previous )?(?:inspection|visit)|lead inspector|reporting inspector"
    r"|report published|unique reference|inspection number|age group|inspected under|our ref)\b.{0,120}$"
    r"|(?:published|publication date|reference(?: number)?|email|e-mail|telephone|tel|textphone|fax|enquiries)"
    r"\s*[:\d(].{0,120}$|(?:ofsted )?piccadilly gate\b.{0,120}$|t:? ?0300\b.{0,120}$|ofsted$|(?:www\.|https?://)\S+$"
    r"|dear \S.{0,60}$"
    # Whose paper it is, alone on a line: the name of a place and the sort of council, and no youth council of theirs.
    r"|(?-i:(?:The )?(?:[A-Z][\w&’'-]+(?: and| upon| of| the)? ){1,4}"
    r"(?:(?:City|County|Borough|District|Metropolitan|Unitary) ){1,3}Council)$",
    re.IGNORECASE,
)


def matter_of(heading: str) -> DocumentPart | None:
    """Say what a heading opens, or None where it says nothing of it."""
    if len(heading) > _LONGEST:
        return None
    for matter, pattern in _KNOWN:
        if pattern.match(heading):
            return matter
    return None


def is_chapter(heading: str) -> bool:
    """Say whether a heading opens the findings: no list, summary or front matter goes on below it, in whatever size
    it is set."""
    return _CHAPTER.match(heading) is not None and matter_of(heading) is None


def is_findings(heading: str) -> bool:
    """Say whether a heading opens findings by a name that no group of a list bears."""
    return len(heading) < _LONGEST and _FINDINGS_ONLY.match(heading) is not None


def is_agency(heading: str) -> bool:
    """Say whether a heading is nothing but the names of inspectorates, as over signatures and lists of inspectors."""
    return _AGENCIES.fullmatch(heading) is not None


def is_contents(heading: str) -> bool:
    """Say whether a heading stands over a table of contents."""
    return _CONTENTS.match(heading) is not None


def is_graded_heading(text: str) -> bool:
    """Say whether a heading is a sentence that grades the part below it."""
    return _GRADED_HEADING.fullmatch(text) is not None


def closes(text: str) -> bool:
    """Say whether a paragraph begins what every report ends with, or ends a letter."""
    return _CLOSING.match(text) is not None


def is_front_line(text: str) -> bool:
    """Say whether a paragraph is a line of a front page or a letterhead: a date, a name, an address."""
    return _FRONT_LINE.match(text) is not None


def is_grade_head(text: str) -> bool:
    """Say whether a line heads the box with a grade that opens a chapter of findings."""
    return _GRADE_HEAD.fullmatch(text) is not None


def is_nothing(text: str) -> bool:
    """Say whether what stands in the place of a list says that there is nothing to list."""
    return _NOTHING.match(text) is not None


_RECOMMENDED = re.compile(r"(?:\d+\.?\s+)?recommendations?\b", re.IGNORECASE)
_STRENGTHS = re.compile(r"(?:key |main )?strengths\b", re.IGNORECASE)
_HEAD = 15  # passages among which a letter's greeting stands
_ITEMS = frozenset({Unit.BULLET, Unit.NUMBERED, Unit.ROW, Unit.POINT})


def refine_parts(passages: Sequence[Passage], graded: bool) -> tuple[Passage, ...]:
    """Settle what only the whole shows: what introduces a list is no item of it, what stands before the first
    number of a graded report is its summary."""
    listing = [p for p in passages if p.matter is DocumentPart.IMPROVEMENT]
    recommended = any(_RECOMMENDED.match(section) for p in listing for section in p.sections)
    praised = {p.sections[:-1] for p in passages if recommended and _STRENGTHS.match((p.sections or ("",))[-1])}
    official = any(not _finds(p, praised) for p in listing)
    items = [p.sections for p in passages if p.matter is DocumentPart.IMPROVEMENT and p.unit in _ITEMS]
    listed = {sections[:length] for sections in items for length in range(1, len(sections) + 1)}
    first = next((n for n, p in enumerate(passages) if p.unit is Unit.NUMBERED), 0)
    # A letter's head: date, names and addresses down to "Dear ...".
    greeting = next((n for n, p in enumerate(passages[:_HEAD]) if p.text.startswith("Dear ")), -1)
    settled = []
    for number, passage in enumerate(passages):
        matter = DocumentPart.FRONT if number <= greeting else passage.matter
        if matter is DocumentPart.SUMMARY and passage.unit is Unit.NUMBERED:
            matter = DocumentPart.BODY  # "Summary of key findings": they are the findings
        if matter is DocumentPart.IMPROVEMENT and (is_nothing(passage.text) or (official and _finds(passage, praised))):
            matter = DocumentPart.BODY
        elif matter is DocumentPart.IMPROVEMENT and passage.unit not in _ITEMS:
            # Without a list, the paragraphs of the section are the items, but for the line that leads to them.
            lone = passage.sections not in listed and not passage.text.endswith(":")
            matter = DocumentPart.IMPROVEMENT if lone and passage.unit is Unit.PARAGRAPH else DocumentPart.BODY
        elif (
            matter is DocumentPart.BODY and graded and number < first and passage.unit in {Unit.PARAGRAPH, Unit.BULLET}
        ):
            matter = DocumentPart.SUMMARY
        settled.append(passage if matter is passage.matter else replace(passage, matter=matter))
    return tuple(settled)


def _finds(passage: Passage, praised: Collection[tuple[str, ...]]) -> bool:
    """Say whether a passage stands below a heading of findings, of which another part of the same report is the list:
    "What does the area partnership need to do better?", or, in a report with "Recommendations", "Areas for
    improvement" beside the "Strengths" of a part."""
    named = [section for section in passage.sections if matter_of(section) is DocumentPart.IMPROVEMENT]
    return bool(named) and (" better" in named[-1] or passage.sections[:-1] in praised)
