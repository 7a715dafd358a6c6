"""Follow-ups of a list of councils: another grade, area, set or matter put in the place of the one before."""

from dataclasses import replace

from bot.answers.follow_up import ThreadContext
from bot.answers.message_reading import MessageReading
from bot.models import Filters
from index.query import Ask, GradeTest, When
from index.query.cues import ALL_COUNCILS, IN_FULL

SHORT = 5  # words of a message that is no sentence of its own
_SETS = {
    "London": "London boroughs",
    "county": "county councils",
    "unitary": "unitary authorities",
    "metropolitan": "metropolitan districts",
    "neighbours": "statistical neighbours",
}


_MOVED = {"better": "better", "improved": "better", "worse": "worse", "declined": "worse", "same": "same"}


def of_councils(former: Ask, text: str, reading: MessageReading) -> str | None:
    """Ask what a listing asked with what a message puts in its place: another grade, area, set of councils or matter.

    None where the message is no part of such a question.
    """
    new = reading.listing.listing if reading.listing is not None else None
    old = former.listing
    if old is None or old.visits or len(old.tests) > 1 or (new is not None and (new.about or new.visits or new.end)):
        return None
    if new is not None and any(test.grades or test.moved for test in new.tests) and ALL_COUNCILS.has(text):
        return None  # a question in full
    if reading.topic and not (reading.grade or reading.area) and IN_FULL.begins(text):
        return None
    if len(text.split()) > SHORT + 1 or (reading.grades and not (reading.grade or reading.area)):
        return None
    sets = new.sets if new is not None and new.sets else old.sets
    named = [_SETS.get(name, f"councils in {name if name.startswith('the ') else f'the {name}'}") for name in sets]
    who = f"which {named[0] if named else 'councils'}" + "".join(f" among {name}" for name in named[1:])
    matter = text.strip(" ?.!") if reading.topic and not (new and new.sets) else old.about
    if not old.about:
        test = old.tests[0] if old.tests else GradeTest()
        moved = _MOVED.get(matter.lower().removeprefix("got ").removeprefix("the ")) if test.moved else None
        if matter and not (reading.grade or reading.area or moved):
            return None
        test = replace(test, moved=moved or test.moved)
        area = reading.area or test.area
        of = f" for {spoken(area)}" if area != "overall" else ""
        grade = reading.grade or " or ".join(test.grades)
        if test.moved and not reading.grade:
            return f"{who} {'got' if test.moved != 'same' else 'stayed the'} {test.moved}{of}?"
        never = {When.EVER: "never" if test.denied else "ever"}.get(test.when, "not" if test.denied else "")
        how = never if not reading.grade else ""
        said = f"have {how} been {grade}" if how in {"ever", "never"} else f"are {how} {grade}"
        return " ".join(f"{who} {said if grade else 'have which grade'}{of}?".split())
    asked = {"told": "were told to improve {}", "well": "do {} well", "badly": "do {} badly"}.get(old.said)
    return f"{who} {(asked or 'mention {}').format(matter)}?" if matter else None


def kept_since(before: ThreadContext, reading: MessageReading, whole: str) -> tuple[str, Filters]:
    """Keep the period of a listing, unless the message has one of its own."""
    if reading.since or reading.until:
        return f"{whole} {bounds_of(ThreadContext(Filters(), reading.since, reading.until))}", Filters()
    if reading.dated:
        return whole, Filters(years=reading.years, recency=reading.recency)
    bounds = bounds_of(before) if before.since or before.until else ""
    return f"{whole} {bounds}".strip(), Filters(years=before.filters.years)


def spoken(area: str | None) -> str:
    """Say a judged area in the words of a question."""
    return " and ".join(_AREAS.get(name, name) for name in (area or "overall").split("+"))


_AREAS = {
    "protection": "help and protection",
    "care": "children in care",
    "leaders": "leadership",
    "board": "safeguarding board",
}


def bounds_of(before: ThreadContext) -> str:
    if before.since and before.until:
        return f"from {before.since} to {before.until}"
    return f"since {before.since}" if before.since else f"up to {before.until}"
