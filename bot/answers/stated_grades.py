"""Stated grades: grades that a council's paper reports in sentences or lines, without a table.

In come the passages of a document; out go an area and a grade as printed, each with the passage that states it. The
area is named by the sentence itself or by the heading over it; where neither names one, nothing is given. A grade is
never inferred, and one that is denied, hoped for or of an earlier time is none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answers.areas import PRINTED, names
from index.models import DocumentPart, Passage, Unit

GRADE = r"(?:outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate)"
# The same areas in the plain words of summaries for young people.
PLAINLY = PRINTED | {
    "leaders": r"leader|governance|managers|support[^.]{0,80} social workers",
    "protection": r"help[^.]{0,80} protect|support and protect|safeguarding|keep[^.]{0,80} safe",
    "care": r"\b(?:in|into) care\b|looked after",
    "care leavers": r"care leavers|leaving care|left care|leave care",
}
_PLAIN = {area: re.compile(pattern, re.IGNORECASE) for area, pattern in PLAINLY.items()}
# "Overall effectiveness: inadequate", "Children in care - good"
_LINE = re.compile(rf"^\W*([^:.;]{{4,160}}?)\s*(?::|\s[–—-])\s*({GRADE})\W*$", re.IGNORECASE)
_LONGEST_LINE = 250
GIVING = "judge judged judges judgement judgements grade graded rate rated rating ratings found"  # see _GRADED
IN_GRADES = ("outstanding", "good", "improvement", "adequate")  # one of them stands in every grade
_GRADED = re.compile(r"\b(?:judged?|judge[sd]|judgements?|graded?|rated?|ratings?|found)\b", re.IGNORECASE)
_GRADE = re.compile(rf"(?<![\w-]){GRADE}(?![\w-])", re.IGNORECASE)
# What stands before a grade and says that it is not the one given now.
_NOT_GIVEN = re.compile(
    r"\b(?:not(?: yet| consistently)?|from|previously|was once|aspir\w+ to be|want\w* to be|become|becoming"
    r"|at least|back to|consistently|than|how)\s+['‘“\"]?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.\n]+")
_BY_INSPECTORS = re.compile(r"\b(?:ofsted|inspect\w+|ilacs|hmi)\b", re.IGNORECASE)
_OURSELVES = re.compile(r"\b(?:we|our|ourselves|self)\b", re.IGNORECASE)  # what a council thinks of itself
_JOINED = re.compile(r",?\s+(?:and|,)\s+(?:(?:the|services|for|our|its)\s+){0,3}", re.IGNORECASE)
_NAMED = re.compile(
    r"overall effectiveness|(?:the )?experiences and progress of [\w, ]{0,60}?(?:care leavers|in care|protection)"
    r"|(?:the )?impact of leaders[\w ]{0,60}?(?:families|practice)?|children in care(?: and care leavers)?|care leavers"
    r"|children looked after|looked after children|(?:children who need )?help and protection|leadership[\w, ]{0,30}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatedGrade:
    """A grade as printed, the words that name its area as printed, and the passage that states it."""

    area: str
    grade: str
    passage: Passage

    def names(self, area: str) -> bool:
        """Say whether the printed words name an area, in the frameworks' words or in plain ones."""
        return names(area, self.area) or _PLAIN[area].search(self.area) is not None


def stated_grades(passages: Sequence[Passage], places: Iterable[int] | None = None) -> list[StatedGrade]:
    """List the grades that the passages of a paper state, in their order; ``places`` are those that may state one
    (every passage where None)."""
    found: list[StatedGrade] = []
    for place in range(len(passages)) if places is None else places:
        passage = passages[place]
        # Few passages have a word of a grade, and patterns take long to say no.
        may = passage.matter is not DocumentPart.FRONT and passage.unit is not Unit.ROW
        if may and any(word in passage.text.lower() for word in IN_GRADES):
            before = passages[place - 1].text if place else ""
            over = [heading for heading in (before if before.endswith("?") else "", *passage.sections[::-1]) if heading]
            found += [StatedGrade(area, grade, passage) for area, grade in _read(passage.text, over)]
    return found


def may_state(text: str, *, graded: bool) -> bool:
    """Say whether a text can state a grade; ``graded``: it has a word that is said of giving grades."""
    return graded or len(text) < _LONGEST_LINE


def _read(text: str, over: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (area, grade) as printed; ``over`` are the headings over the text, the nearest first."""
    line = _LINE.match(text) if len(text) < _LONGEST_LINE else None
    told = any(_BY_INSPECTORS.search(heading) for heading in over)
    if line and told and _names_any(line[1]):
        yield line[1].strip(), line[2]
        return
    for sentence in _SENTENCE.findall(text):
        if not _GRADED.search(sentence) or _OURSELVES.search(sentence):
            continue
        if not (told or _BY_INSPECTORS.search(text)):
            continue
        start = 0
        for match in _GRADE.finditer(sentence):
            part = sentence[start : match.start()]
            start = match.end()
            if _NOT_GIVEN.search(part):
                continue
            for area in _areas_of(part, over):
                yield area, match.group()


def _areas_of(part: str, over: Sequence[str]) -> list[str]:
    """List the words that name the areas of a grade: the last of the sentence before it, with those that are joined to
    it by "and", or the heading over it."""
    named = list(_NAMED.finditer(part))
    if named:
        first = len(named) - 1
        while first and _JOINED.fullmatch(part[named[first - 1].end() : named[first].start()]):
            first -= 1
        return [" ".join(one.group().split()).rstrip(",") for one in named[first:]]
    if not _GRADED.search(part):
        return []
    return [heading for heading in over if _names_any(heading, whole=False)][:1]


def _names_any(text: str, *, whole: bool = True) -> bool:
    """Say whether words name an area; ``whole``: or the council as a whole, as titles do, too."""
    return any(pattern.search(text) for area, pattern in _PLAIN.items() if whole or area != "overall")
