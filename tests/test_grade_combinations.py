"""Any combination of the slots of a question on grades lists exactly the councils that their reports show.

Questions are put together from phrasings of each slot: a grade, an area, a change, a time, a set of councils, and the
words around them. What is expected is worked out from the printed grades and not by the code that answers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import pytest

from bot.answers import Answerer, open_answerer
from bot.answers.areas import judgements_of
from index.authorities import kinds, places
from index.models import Document, Kind, Voice
from tests.council_words import AREAS, CONDITIONS, GRADES, SETS, WHOLE, WITHIN

ADEQUATE = 1.5  # of the oldest reports: none of the four grades, and in the place of the second where one rose or fell
ORDER = ("inadequate", "requires improvement", "good", "outstanding")
QUESTIONS = 400
LEAST = 0.98  # of the questions that must be answered with exactly these councils


def step_of(grade: str) -> float:
    """Give the step of a printed grade."""
    said = grade.lower().replace("require ", "requires ")
    return next((place for place, name in enumerate(ORDER) if said.startswith(name)), ADEQUATE)


@dataclass(frozen=True)
class Case:
    """A council's reports, the newest first, and what the slots of a question say."""

    council: str
    reports: Sequence[Document]
    area: str
    other_area: str
    grade: int
    other: int
    year: int = 0

    def at(self, place: int, area: str = "") -> float | None:
        """Give the step of an area at a report; None where there is no such report, or no such grade."""
        rows = judgements_of(self.reports[place], area or self.area) if place < len(self.reports) else ()
        return step_of(rows[0].grade) if rows and rows[0].grade else None

    @property
    def now(self) -> float | None:
        return self.at(0)

    @property
    def before(self) -> float | None:
        return self.at(1)

    @property
    def every(self) -> list[float]:
        return [step for place in range(len(self.reports)) if (step := self.at(place)) is not None]

    @property
    def earlier(self) -> list[float]:
        return [step for place in range(1, len(self.reports)) if (step := self.at(place)) is not None]

    def during(self, first: int, last: int) -> list[float]:
        """List the steps of an area in the reports of some years, or of inspections in them."""
        days = [
            (one.date.year, *([one.inspected.start.year] if one.inspected else ())) if one.date else ()
            for one in self.reports
        ]
        found = [self.at(n) for n, years in enumerate(days) if any(first <= year <= last for year in years)]
        return [step for step in found if step is not None]

    @property
    def then(self) -> list[float]:
        return self.during(self.year, self.year)

    @property
    def printed(self) -> list[float]:
        return [step_of(row.grade) for row in self.reports[0].judgements if row.grade]


def is_moved(case: Case, holds: Callable[[int, int], bool], area: str = "", place: int = 0) -> bool:
    now, before = case.at(place, area), case.at(place + 1, area)
    return now is not None and before is not None and holds(int(now), int(before))


def is_up(now: int, before: int) -> bool:
    return now > before


TRUTHS: Mapping[str, Callable[[Case], bool]] = {
    "now": lambda c: c.now == c.grade,
    # Who says "not good" means none that is better.
    "not": lambda c: c.now is not None and (c.now < 2 if c.grade == 2 else c.now != c.grade),
    "any other": lambda c: c.now is not None and c.now != c.grade,
    "at least": lambda c: c.now is not None and c.now >= c.grade,
    "at most": lambda c: c.now is not None and c.now <= c.grade,
    "below": lambda c: c.now is not None and c.now < c.grade,
    "one or other": lambda c: c.now in {c.grade, c.other},
    "both": lambda c: c.now == c.grade and c.at(0, c.other_area) == c.other,
    "ever": lambda c: c.grade in c.every,
    "never": lambda c: bool(c.every) and c.grade not in c.every,
    "always": lambda c: bool(c.every) and set(c.every) == {c.grade},
    "no longer": lambda c: c.now is not None and c.now != c.grade and c.grade in c.earlier,
    "from to": lambda c: c.before == c.grade and c.now == c.other,
    "once and now": lambda c: c.now == c.other and c.grade in c.earlier,
    "then and now": lambda c: c.now == c.other and c.grade in c.then,
    "then and still": lambda c: c.now == c.grade and c.grade in c.then,
    "then, not now": lambda c: c.now is not None and c.now != c.grade and c.grade in c.then,
    "since": lambda c: c.grade in c.during(c.year, 9999),
    "twice": lambda c: c.every.count(c.grade) > 1,
    "twice running": lambda c: any(c.at(n) == c.at(n + 1) == c.grade for n in range(len(c.reports) - 1)),
    "became": lambda c: c.now == c.grade and c.before not in {None, c.grade},
    "for the first time": lambda c: c.now == c.grade and bool(c.earlier) and c.grade not in c.earlier,
    "better": lambda c: is_moved(c, is_up),
    "worse": lambda c: is_moved(c, lambda now, before: now < before),
    "same": lambda c: is_moved(c, lambda now, before: now == before),
    "two grades up": lambda c: is_moved(c, lambda now, before: now - before > 1),
    "one grade down": lambda c: is_moved(c, lambda now, before: before - now == 1),
    "ever two grades up": lambda c: any(
        is_moved(c, lambda now, before: now - before > 1, place=n) for n in range(len(c.reports) - 1)
    ),
    "not better": lambda c: is_moved(c, lambda now, before: now <= before),
    "better, not b": lambda c: is_moved(c, is_up) and is_moved(c, lambda now, before: now <= before, c.other_area),
    "better, b worse": lambda c: is_moved(c, is_up) and is_moved(c, lambda now, before: now < before, c.other_area),
    "no area": lambda c: c.grade not in c.printed,
    "any area": lambda c: c.grade in c.printed,
    "every area": lambda c: set(c.printed) == {c.grade},
}
# Grades of which a bound says something: nothing is below the lowest.
BOUNDED = {"at least": (1, 2), "at most": (1, 2), "below": (2, 3)}


MOVING = frozenset(
    {"better", "worse", "same", "two grades up", "became", "from to", "one grade down", "ever two grades up"}
)
MOVING |= {"not better", "better, not b", "better, b worse", "no area"}


@dataclass(frozen=True)
class Asked:
    kind: str
    text: str
    area: str
    other_area: str
    grade: int
    other: int
    members: frozenset[str] | None
    outside: bool
    year: int


def compose(dice: Random, members: Mapping[str, frozenset[str]]) -> Asked:
    """Put a question together of one phrasing of each slot."""
    kind = dice.choice(list(TRUTHS))
    grade = dice.choice(BOUNDED.get(kind, range(len(ORDER))))
    other = dice.choice([step for step in range(len(ORDER)) if step != grade or kind == "both"])
    area, other_area = dice.sample(list(AREAS), 2)
    year = dice.choice((2014, 2016, 2018, 2019, 2021))
    condition = dice.choice(CONDITIONS[kind]).format(
        y=year,
        x=year - 1,
        g=dice.choice(GRADES[grade]),
        h=dice.choice(GRADES[other]),
        a=dice.choice(AREAS[area]),
        b=dice.choice(AREAS[other_area]),
    )
    within, outside = dice.choice([None, None, *members]), False
    if within is not None and not condition.startswith(WHOLE):
        outside = dice.random() < 0.3
        condition = dice.choice(WITHIN[outside]).format(c=condition, s=within)
    else:
        within = None
    verb = "" if kind in MOVING else "are "
    frame = dice.choice(
        ("which councils {v}{c}", "{c} - who?", "{c}: which councils", "how many councils {v}{c}", "{c}, list pls",
         "{c}. names only", "any authorities that {v}{c}?", "list the councils that {v}{c}", "who {w}{c}",
         "currently {c} - names please")
    )  # fmt: skip
    text = condition
    if not condition.startswith(WHOLE):
        text = frame.format(c=condition, v=verb, w="is " if verb else "")
    return Asked(kind, text, area, other_area, grade, other, members[within] if within else None, outside, year)


@pytest.fixture(scope="module")
def answerer(library_index: Path) -> Answerer:
    return open_answerer(library_index)


def graded(answerer: Answerer) -> dict[str, list[Document]]:
    """List the full inspections of each council that print grades, the newest first."""
    found: dict[str, list[Document]] = {}
    for document in answerer.library.documents:
        own = document.kind is Kind.INSPECTION and document.voice is Voice.INSPECTOR and not document.edition_of
        if own and document.judgements and document.authority:
            found.setdefault(document.authority, []).append(document)
    for reports in found.values():
        reports.sort(key=lambda one: (one.date or date.min, one.path), reverse=True)
    return found


def test_any_combination_of_slots_lists_the_councils_whose_grades_are_so(answerer: Answerer) -> None:
    dice, held = Random(12), graded(answerer)
    every = {**kinds(), **places()}
    members = {words: frozenset(every[name].councils) for words, name in SETS.items()}
    wrong = []
    for _ in range(QUESTIONS):
        asked = compose(dice, members)
        expected = set()
        for name, reports in held.items():
            case = Case(name, reports, asked.area, asked.other_area, asked.grade, asked.other, asked.year)
            meant = asked.members is None or (name in asked.members) is not asked.outside
            if meant and TRUTHS[asked.kind](case):
                expected.add(name)
        answer = answerer.answer(asked.text)
        if {group.label for group in answer.groups} != expected:
            wrong.append(f"{asked.kind}: {asked.text}")
    assert len(wrong) <= QUESTIONS * (1 - LEAST), wrong
