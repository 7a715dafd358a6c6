"""Catalogue question: what is asked of the inspections, visits and reports themselves: when, by whom, how many, which.

In: the words of a question without names of councils. Out: the fact that is asked for, or None. Words are read whatever
their order: each must be one of those that people ask so with, and together they must say what happened (an inspection,
a visit, a report) and what of it is asked (a day, a person, a number, all of them).
"""

from index.query.cues import cue_words
from index.text import MONTHS

_SLOTS = {
    # What happened.
    "event": """
        inspection inspected inspect inspecting reinspected reinspection visit visited report letter ilacs jtai ofsted
        ofsteded sif document paper thing onsite site fieldwork publication
    """,
    "events": "inspections visits reports letters documents papers jtais",
    "inspector": "inspector inspectors hmi hmis",
    # What of it is asked.
    "when": "when date dates day days month ago recently old spring summer autumn winter",
    "who": "who whom led lead",
    "team": "name names team analyst analysts qa deputy command charge assurance",
    "published": "published publication publishing released issued",
    "out": "out land landed come came",
    "count": "many often times number count total frequently",
    "list": "list history timeline order chronological every each log record per",
    "all": "all any anything which what other else",
    "held": "hold holds held have got cover covers covered library record file",
    "newest": "newest latest",
    "oldest": "oldest earliest",
    "next": "next due soon likely expected expect scheduled upcoming overdue forthcoming planned",
    "coming": "will coming back again return returning returns another",
    "past": "did was were has had been came last went",
    # What says nothing by itself.
    "": """
        two three four five six ten
        a about after an and anyone anywhere are area around as at be before being between by can carried
        council councils authority authorities la las could do does done during ended far finish finished
        first for from full focused focussed further get give go going gone happen happened here how i in into
        is it its joint just know long local me member members monitoring more most much my new newer of on
        one only onwards or our over place please pls previous quality manager data second send time year
        years recent ran run so some senior stand start started since still targeted than that the their them
        then there these they this those to took take until up us via we with yet you your services service
        social care department both also exactly roughly now kind kinds type types period
    """,
}
_MONTHS = frozenset(form for month in MONTHS for form in (month.lower(), month.lower()[:3]))
_BY_WORD: dict[str, set[str]] = {}
for _slot, _words in _SLOTS.items():
    for _word in _words.split():
        _BY_WORD.setdefault(_word, set()).add(_slot)
_WHEN = ({"how", "long", "ago"}, {"how", "recent"}, {"last", "time"})
_MOST = 26  # words


def read_catalogue_question(text: str, *, of_a_council: bool) -> str | None:
    """Name the fact that is asked for: "next", "published", "inspectors", "led", "inspected", "often", "newest",
    "oldest".

    ``of_a_council``: a council is named, of which it is asked. None where another word is left, or nothing is asked.
    """
    every = cue_words(text.lower().replace("up to date", " ")).bare
    forms = {form for form in every if not form.isdigit() and form not in _MONTHS}
    if not forms or len(every) > _MOST or not forms <= _BY_WORD.keys():
        return None
    slots = {slot for form in forms for slot in _BY_WORD[form]}
    if of_a_council and "what" in forms and (forms & {"get", "gets"} or ("got" in forms and "have" not in forms)):
        return None  # "what did they get each time": grades
    happened = bool(slots & {"event", "events", "inspector"})
    if of_a_council and _is_to_come(forms, slots, happened=happened):
        return "next"
    counted = bool({"count", "list"} & slots) or ("events" in slots and (len(forms) < len(every) or "year" in forms))
    counted = counted or ("all" in slots and ("events" in slots or bool({"newer", "since", "after"} & forms)))
    if not happened:
        return _without_event(forms, slots, of_a_council=of_a_council)
    if not of_a_council:
        if {"most", "recent"} <= forms and "count" not in slots:
            return "newest"
        if {"newest", "oldest"} & slots and not {"count", "list"} & slots:
            return "oldest" if "oldest" in slots else "newest"
        return "often" if counted and "inspector" not in slots else None
    if {"else", "other", "also"} & forms and "inspector" in slots and {"led", "lead", "visited", "inspected"} & forms:
        return "led"
    if "when" in slots and ("published" in slots or {"out", "land", "landed"} & forms):
        return "published"
    whose = "inspector" in slots and bool(slots & {"team", "count", "all", "who"}) and "days" not in forms
    if whose or "who" in slots or ("team" in slots and "team" in forms):
        return "inspectors"
    if "days" not in forms and ("count" in slots or "list" in slots):
        return "often"
    if "when" in slots or any(phrase <= forms for phrase in _WHEN):
        return "inspected"
    return "often" if counted else None


def asks_what_was_led(text: str) -> bool:
    """Say whether a text asks for inspections, and nothing else: the name of who led them has been taken out of it."""
    forms = {form for form in cue_words(text).bare if not form.isdigit()}
    slots = {slot for form in forms for slot in _BY_WORD.get(form, ())}
    return forms <= _BY_WORD.keys() and bool(slots & {"event", "events"} or forms & {"led", "lead"})


def _without_event(forms: set[str], slots: set[str], *, of_a_council: bool) -> str | None:
    """Read what names no inspection: "when were they last in", "who led it", "which years do you cover"."""
    if not of_a_council:
        return "often" if "held" in slots and "years" in forms else None
    if "when" in slots and "last" in forms and forms & {"they", "them", "in", "here", "there"}:
        return "inspected"
    return "inspectors" if "who" in slots and forms & {"led", "lead", "team", "analyst", "analysts", "qa"} else None


def _is_to_come(forms: set[str], slots: set[str], *, happened: bool) -> bool:
    """Say whether what is still to come is asked after."""
    if "next" in slots:
        return (happened or "due" in forms) and not {"count", "list"} & slots
    return happened and "coming" in slots and "past" not in slots and bool({"when", "who"} & slots or "will" in forms)
