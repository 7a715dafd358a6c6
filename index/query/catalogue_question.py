"""Catalogue question: what is asked of the inspections, visits and reports themselves: when, by whom, how many, which.

In: the words of a question without names of councils, and its frame. Out: the fact that is asked for, or None. Words are
read whatever their order: each must be one of those that people ask so with, and together they must say what happened
(an inspection, a visit, a report) and what of it is asked (a day, a person, a number, all of them).
"""

import re

from index.query.cues import cue_words
from index.text import MONTHS

_SLOTS = {
    # What happened.
    "event": """
        inspection inspections inspected inspect inspecting reinspected reinspection visit visits visited report reports
        letter letters ilacs jtai jtais ofsted ofsteded sif document documents paper papers fieldwork onsite
    """,
    "inspector": "inspector inspectors hmi hmis inspector's inspectors' ofsted",
    # What of it is asked.
    "when": "when date dates day days year month long recent recently old ago time spring summer autumn winter",
    "who": "who whom who's led lead leads leading name names named signed team member members by analyst analysts data"
    " manager quality assurance qa deputy second command charge",
    "published": "published publication publishing released release out land landed issued come came",
    "count": "many often times number count total frequently",
    "list": "list all every each history timeline order chronological chronologically any other which what per kind kinds"
    " type types log record",
    "held": "hold holds held have got cover covers covered know library file files database",
    "newest": "newest latest recent last",
    "oldest": "oldest earliest first furthest",
    "next": "next due soon likely expected expect scheduled upcoming return returning returns coming will again back"
    " another planned forthcoming future",
    # What says nothing by itself.
    "": """
        a about after again an and anyone anybody anything are around as at be been before being between but can carried
        council councils authority authorities la las could did do does done during ended ever far findings finish for
        from full focused focussed further get give go going gone had happen happened has here how i in into is it its
        just know last local me monitoring joint more most much my new newer of on one only onwards or our over place
        please pls previous publicly ran run s
        said say site so some stand start started since site still tell than that the their them then there these they
        this those to took take turn turned until up us via was we went were with year years yet you your children's
        childrens services service social care department up-to-date date only both also else exactly roughly now
        january february march april may june july august september october november december
    """,
}
_WORDS = {word: {slot for slot, words in _SLOTS.items() if word in words.split()} for word in " ".join(_SLOTS.values()).split()}
_WORDS |= {month.lower(): {""} for month in MONTHS} | {month.lower()[:3]: {""} for month in MONTHS}
_MOST = 24  # words
