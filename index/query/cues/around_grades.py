"""Words around a grade, in a question over many councils: which grades are meant with it, when it held, how often."""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "council": (
        "council", "councils", "authority", "authorities", "la", "las", "borough", "boroughs", "county", "counties",
        "unitary", "unitaries", "district", "districts", "one", "ones", "place", "places",
    ),
    "went": (
        "became", "become", "turned", "went", "gone", "going", "fell", "fallen", "dropped", "slipped", "slid", "rose",
        "risen", "climbed", "moved", "come", "came", "improved", "reached", "declined",
    ),
    "rated": ("rated", "judged", "graded", "marked", "scored", "found"),
    "area": (
        "judgement", "judgements", "judgment", "judgments", "area", "areas", "grade", "grades", "heading", "headings",
        "rating", "ratings",
    ),
    "graded": (
        "requires improvement", "inadequate", "good", "outstanding", "ri", "requires", "inadequates", "goods",
        "outstandings",
    ),
    "is": ("is", "are", "was", "were", "be", "been", "got", "given", "get", "gets", "have", "has", "rated"),
    "number": ("two", "three", "four", "several", "multiple", "2", "3", "4"),
    "one": ("inspection", "inspections", "report", "reports", "visit", "one", "ofsted"),
}  # fmt: skip

# Right before a grade.
LEADING = CueTable(
    (
        Cue(
            "from it up",
            "This grade and those above it.",
            ("at least [a|an]", "minimum [of] [a|an]", "no worse|lower than [a|an]"),
            ("at least good", "no worse than good"),
            ("at last good", "worse than good"),
        ),
        Cue(
            "below it",
            "The grades below it.",
            ("below|under|beneath [a|an]", "less|worse|lower than [a|an]", "short of [a|an]"),
            ("below good", "less than good"),
            ("no grade but good", "better than good"),
            unless_before=("no",),
        ),
        Cue(
            "above it",
            "The grades above it.",
            ("above [a|an]", "better|higher than [just] [a|an]"),
            ("better than good", "above RI"),
            ("worse than good",),
        ),
        Cue(
            "from it down",
            "This grade and those below it.",
            ("at best|most [a|an]", "no|nothing better|higher|more than [a|an]", "maximum|max [of] [a|an]"),
            ("at best good", "no better than good"),
            ("best for good practice", "better than good"),
        ),
        Cue(
            "left",
            "A grade that a council has no more.",
            (
                "out of [being] [{rated}] [a|an]", "lost [their|its|a|an|the]", "shed [their|its]",
                "no longer [being] [{rated}] [a|an]", "stop|stops|stopped|ceased being [{rated}]",
                "used|ceased to be [{rated}]", "from [being] [{rated}] [a|an]", "formerly|once [{rated}] [a|an]",
                "used to have [a|an]",
            ),
            ("who came out of inadequate", "lost their outstanding", "used to be rated good"),
            ("got to good", "still good"),
        ),
        Cue(
            "came",
            "A grade that a council had not before.",
            ("{went} [up|down|back] [in] [to|into] [being] [{rated}] [a|an]", "newly [{rated}]",),
            ("who became outstanding", "fell back to good"),
            ("who is outstanding", "stayed good"),
        ),
        Cue(
            "none",
            "This grade is denied.",
            ("anything|everything but [a|an]", "other than [a|an]"),
            ("anything but good",),
            ("good", "still good"),
        ),
        Cue(
            "not one",
            "There is no such grade.",
            ("no|without [a|an|any] [single]", "not|haven't|hasn't|don't|doesn't ..1 a|one single", "not one"),
            ("no inadequate", "without any outstanding", "haven't got a single good"),
            ("not good", "a single good one"),
        ),
        Cue(
            "has",
            "A grade is said to be had.",
            ("{is} [{rated}] [still|now|currently|all|both|not|as|a|an]",),
            ("is good", "were judged good", "is still good"),
            ("good at it",),
        ),
        Cue(
            "no grade",
            "None is printed.",
            ("no|without|lacks|lacking|missing [a|an|any|the] [grade|judgement|rating] [for]",),
            ("no overall grade", "without a grade for leadership"),
            ("not overall",),
        ),
    ),
    LISTS,
)  # fmt: skip

# Right behind a grade.
FOLLOWING = CueTable(
    (
        Cue(
            "or up",
            "This grade and those above it.",
            ("or|and better|above|higher|up|upwards", "+|plus"),
            ("good or better", "good and above", "good+"),
            ("good or bad",),
        ),
        Cue(
            "or down",
            "This grade and those below it.",
            ("or|and worse|below|lower|under|less",),
            ("RI or worse",),
            ("RI or better",),
        ),
        Cue(
            "of councils",
            "Councils are called by the grade.",
            ("[{rated}] ..1 {council}",),
            ("inadequate councils", "outstanding london boroughs"),
            ("good practice",),
        ),
        Cue(
            "ended",
            "Nothing is said to be good at anything.",
            (
                "now|still|overall|currently|and|but|or|who|which|that|was|were|told|need|must|have|has",
                "in the|any|every", "at the|their",
            ),
            ("overall", "in the north"),
            ("good at permanence",),
        ),
    ),
    LISTS,
)  # fmt: skip

# Anywhere in the clause of a grade.
AROUND = CueTable(
    (
        Cue(
            "denied",
            "A grade is denied.",
            (
                "not|non|without|neither|nor", "isn't|aren't|wasn't|weren't|hasn't|haven't|didn't|don't|doesn't",
            ),
            ("who isnt good", "councils not yet good"),
            ("who is good",),
        ),
        Cue(
            "ever",
            "At any inspection.",
            (
                "ever", "at|in any {one}", "at some point|time|stage", "at any point|time|stage", "in [the|their] past",
                "in one go|leap|jump",
            ),
            ("who has ever been good", "good at any inspection", "good at some point"),
            ("every one", "in any area"),
        ),
        Cue(
            "never",
            "At no inspection.",
            ("never", "no {one}", "not one {one}", "not once", "not ever"),
            ("never good", "good at no inspection", "not once good"),
            ("ever good", "once good"),
        ),
        Cue(
            "always",
            "At every inspection.",
            ("always", "consistently", "every [single] time", "at|in|on every|each|all [single|of|the|their] {one}"),
            ("always good", "good every time", "good at every inspection"),
            ("still good", "good in every area"),
        ),
        Cue(
            "first",
            "As at no inspection before.",
            ("[for] [the|their] first time", "never before"),
            ("good for the first time",),
            ("good at first",),
        ),
        Cue(
            "over time",
            "Not at the inspection right before the other.",
            ("over the|all [the|these] years", "over time", "all the way"),
            ("went from inadequate to good over the years",),
            ("all the councils",),
        ),
        Cue(
            "past",
            "At the inspection before.",
            (
                "the time before", "last time but one", "the {one} before", "previous|prior|preceding {one}|time",
            ),
            ("good the time before", "good at the previous inspection"),
            ("good now", "before 2018"),
        ),
        Cue(
            "last",
            "At the inspection before, where today's grade is told as well; else at the newest.",
            ("last time", "last {one}"),
            ("good last time",),
            ("good at last",),
        ),
        Cue(
            "before",
            "At the inspection before, where today's grade is told as well; else at any earlier one.",
            ("before",),
            ("good before",),
            ("before 2018", "better than before"),
            unless_after=("[the] #",),
            unless_before=("than",),
        ),
        Cue(
            "once",
            "At an earlier inspection, said before the grade.",
            ("previously|formerly|originally|once|historically", "had been", "used to", "in the past"),
            ("previously good", "used to be good"),
            ("good now", "more than once good", "not once good"),
            unless_before=("than|not|at|all|just|only",),
        ),
        Cue("was", "At an earlier inspection, if a later one is told of too.", ("was|were",), ("were good",), ("is",)),
        Cue(
            "now",
            "At the newest inspection.",
            ("now|currently|today|since", "is|are"),
            ("is now good",),
            ("was good",),
        ),
        Cue(
            "times",
            "At more than one inspection.",
            (
                "[more] [than] twice", "[more] [than] both|{number} [or] [more] times", "many times",
                "more than once", "repeatedly", "again and again", "twice or more",
                "{number} [or] [more] inspections|reports|documents|letters",
                "more than one|two|three inspection|inspections|report|reports|document|documents|letter|letters",
            ),
            ("outstanding twice", "good more than once", "good three times"),
            ("in time", "the last two inspections"),
            unless_before=("last|past|latest|newest|previous|these|those|between|their|the",),
        ),
        Cue(
            "running",
            "At inspections one right after the other.",
            (
                "in a row", "running|consecutively|consecutive", "back to back", "on the trot",
                "one after the other|another",
            ),
            ("good twice running", "three times in a row"),
            ("in the row",),
        ),
        Cue(
            "several",
            "How many.",
            ("{number} [or] [more]", "more than one"),
            ("two inadequate", "more than one inadequate judgement"),
            ("an inadequate",),
            unless_after=("grades|levels|notches|steps",),
        ),
        Cue(
            "steps",
            "By how many grades it moved.",
            (
                "[at] [least] {number} [whole|or] [more] grades|levels|notches|steps",
                "more than one grade|level|notch|step",
                "[by] [exactly|only|just] one|a|1 [single] grade|level|notch|step",
            ),
            ("went up two grades", "two or more grades", "fell by one grade"),
            ("a higher grade",),
            unless_after=("or higher|better|lower|worse|for",),
        ),
    ),
    LISTS,
)  # fmt: skip

# In place of a judged area.
SPREAD = CueTable(
    (
        Cue(
            "every",
            "Every grade that a report prints.",
            (
                "every|all|each [of] [the|their|its|other] [single|graded|judged|four|five] {area}",
                "across the board", "straight", "throughout", "everything", "all round", "clean sweep [of]",
                "is|are|was|were|rated|got|them all / {graded}",
            ),
            ("good in every area", "straight outstandings", "outstanding across the board"),
            ("good overall", "any area", "all councils' grades for leadership", "straight from good to inadequate"),
            unless_after=("from|to|into",),
        ),
        Cue(
            "any",
            "Any grade that a report prints.",
            (
                "any|some|one|single [{graded}] {area}", "in|for anything",
                "more than one area|judgement|judgment|heading",
                "one or more|several {area}",
                "several|multiple|two|three|2|3 [or] [more] areas|judgements|judgments|headings",
            ),
            ("inadequate in any area",),
            ("inadequate in every area",),
        ),
    ),
    LISTS,
)  # fmt: skip

# Two areas of one report that are set against each other.
THAN = CueTable(
    (
        Cue(
            "better",
            "The first has the higher grade.",
            ("better|higher|stronger ..6 than",),
            ("leadership better than overall",),
            ("worse than overall",),
        ),
        Cue(
            "worse",
            "The first has the lower grade.",
            ("worse|lower|weaker|poorer ..6 than", "not|isn't|aren't as|so good|strong|high ..3 as"),
            ("leadership worse than overall",),
            ("better than overall",),
        ),
        Cue(
            "same",
            "Both have the same grade.",
            ("same ..6 as", "share|shares the same [overall] [grade|rating|judgement] as|with", "level|par with"),
            ("the same grade for leadership as overall",),
            ("better than overall",),
        ),
    ),
    LISTS,
)  # fmt: skip
