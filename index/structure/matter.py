"""Matter: which part of a document a heading opens or a line belongs to, by the words that such parts use.

In comes the text of a heading or a paragraph; out goes its matter, or None where the words say nothing of it.
"""

import re

from index.models import Matter

__all__ = ["closes", "is_chapter", "is_contents", "is_front_line", "is_grade_head", "matter_of"]

_KNOWN: tuple[tuple[Matter, re.Pattern[str]], ...] = tuple(
    (matter, re.compile(rf"(?:\d+\.?\s+)?(?:{pattern})", re.IGNORECASE))
    for matter, pattern in (
        (
            Matter.FRONT,
            r"(?:table of )?contents?\b[\s\d]*$|.*\bcomplaints?\b(?: (?:procedure|about))|.*information about (?:this|the)"
            r" (?:joint )?inspection|about (?:this|the) (?:joint )?inspection|about ofsted|(?:the )?inspection team"
            r"|(?:(?:ofsted|care quality commission|cqc|hmi ?cfrs|hmi probation|hm inspectorate of \w+|hmi constabulary"
            r"(?: and fire (?:&|and) rescue services?)?)"
            r"(?:[ ,]+and)?[ ,]*)+$|annex|copyright|licen[cs]e|contacts?$|(?:local )?(?:partnership|authority) and (?:provider|partner)s?"
            r" details|inspection details|local area partnership details|appendix.*contacts|what the inspection judgements mean",
        ),
        (
            Matter.IMPROVEMENT,
            r"what (?:needs?|does? .{0,80}? need) to (?:improve|do|be)|areas? for (?:improvement|priority action"
            r"|development)|recommendations?(?: for (?:improvement|action))?:?$|priority and immediate actions?"
            r"|areas? (?:that )?(?:need|needing|in need of) improvement|key areas for improvement|required actions?",
        ),
        (Matter.BODY, r"(?:case|practice) (?:study|studies|example)"),
        (Matter.SUMMARY, r"executive summary|summary\b|headline findings|overall (?:summary|findings)"),
        (
            Matter.BACKGROUND,
            r"(?:information|facts|background) (?:about|to|on)|background$|context$"
            r"|(?:previous|most recent) ofsted inspections?|local leadership|children living in this area|child protection"
            r" in this area|children looked after in this area|other ofsted inspections",
        ),
    )
)
_GRADE_HEAD = re.compile(r"key judge?ments? (?:judge?ment )?grade", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:table of )?contents\b", re.IGNORECASE)
_CHAPTER = re.compile(
    r"(?:\d+\.?\s+)?(?:the (?:experiences|impact|effectiveness|quality|local safeguarding)\b|(?:main|key|inspection|our)"
    r" findings|leadership|children who need help|children (?:looked after|in care)|findings\b|what (?:is|are) .*like"
    r"|how effective)",
    re.IGNORECASE,
)
# What the inspectorates print at the end of every document: who they are, the licence, how to complain, where to write.
_CLOSING = re.compile(
    r"the office for standards in education, children|© ?crown copyright|(?:this|you may) (?:publication|copy all or"
    r" (?:parts|part))|piccadilly gate|any complaints about the inspection|if you are not happy with the|ofsted will take the findings from this|if you would like a copy of this"
    r"|interested in our work\? you can subscribe|yours? (?:sincerely|faithfully)|ofsted is proud to use",
    re.IGNORECASE,
)
_FRONT_LINE = re.compile(
    r"(?:inspection dates?|dates? of (?:previous )?(?:inspection|visit)|visit dates?|lead inspector|reporting inspector|report published"
    r"|published|publication date|unique reference|inspection number|reference|age group|inspected under"
    r"|(?:ofsted )?piccadilly gate|t:? ?0300|ofsted$|dear [A-Z]|www\.|https?://|email|e-mail|telephone|tel|textphone|enquiries|our ref)\b.{0,120}$",
    re.IGNORECASE,
)


def matter_of(heading: str) -> Matter | None:
    """Say what a heading opens, or None where it says nothing of it."""
    for matter, pattern in _KNOWN:
        if pattern.match(heading):
            return matter
    return None


def is_chapter(heading: str) -> bool:
    """Say whether a heading opens the findings: no list, summary or front matter goes on below it, in whatever size
    it is set."""
    return _CHAPTER.match(heading) is not None and matter_of(heading) is None


def is_contents(heading: str) -> bool:
    """Say whether a heading stands over a table of contents."""
    return _CONTENTS.match(heading) is not None


def closes(text: str) -> bool:
    """Say whether a paragraph begins what every report ends with, or ends a letter."""
    return _CLOSING.match(text) is not None


def is_front_line(text: str) -> bool:
    """Say whether a paragraph is a line of a front page or a letterhead: a date, a name, an address."""
    return _FRONT_LINE.match(text) is not None


def is_grade_head(text: str) -> bool:
    """Say whether a line heads the box with a grade that opens a chapter of findings."""
    return _GRADE_HEAD.fullmatch(text) is not None
