"""Words for which reports are meant where no year says it. A cue's name is the recency or the relative year."""

from index.query.cues.cue import Cue, CueTable
from index.text import MONTHS

LISTS = {
    "month": tuple(form for month in MONTHS for form in (month.lower(), month.lower()[:3])),
    "report": (
        "inspection", "inspections", "ofsted", "ofsteds", "ilacs", "inspected", "report", "reports", "visit", "visits",
        "letter", "letters", "findings", "one", "ones", "time", "times",
    ),
    "reports": ("inspection", "inspections", "ofsted", "ofsteds", "ilacs", "report", "reports"),
    "kind": ("full", "ofsted", "ilacs", "focused", "focussed", "monitoring", "inspection", "send"),
    "newest": (
        "most recent", "latest", "lastest", "latets", "lattest", "newest", "last", "current", "recent", "new",
        "up to date",
    ),
    "now": ("nowadays", "these days", "at the moment", "right now", "as of now", "today", "currently"),
    "former": ("previous", "prior", "earlier", "preceding", "older", "former", "penultimate"),
    "grades": (
        "grade", "grades", "grading", "gradings", "rating", "ratings", "judgement", "judgements", "judgment",
        "judgments", "result", "results", "outcome", "outcomes",
    ),
    "some": ("three", "four", "five", "few", "3", "4", "5", "6"),
}  # fmt: skip

# What stands behind "every report" and speaks of other reports than the inspectors'.
_OTHER_REPORTS = (
    "for court|conferences|conference|reviews|review|meetings|meeting|panels|panel",
    "to|are|is|were|was|get|go|written|sent",
    "on time",
)  # fmt: skip

RECENCY = CueTable(
    (
        Cue(
            name="previous",
            means="The report before the newest one.",
            patterns=(
                "[the] {former} [{kind}] [{kind}] {report}", "[the] {former} / {grades}",
                "[the] {former} / recommendations|recs|improvements|improvement|areas|list|points|actions",
                "[the] {report} before that|last|this", "[the] {report} before that|last|this one",
                "[the] {report} before the last [one]",
                "last but one", "second last", "second most recent", "time before", "the one before",
                "before that", "before the {newest} [{kind}] [{report}]", "the [{kind}] {report} before",
                "the {report} before", "last time but one",
            ),
            matches=(
                "fostering in the previous inspection", "the inspection before last", "the one before",
                "the time before that",
            ),
            misses=("fostering before 2018", "his previous placement", "earlier help for families"),
            unless_after=("#", "they|he|she|we|it|a|an",),
        ),
        Cue(
            name="all",
            means="Every report, in the order of time.",
            patterns=(
                "over the years", "over the last few inspections", "over time", "through|throughout|down the years",
                "across [all] [of] [the] years|reports|inspections|ilacs|ofsteds", "year by|on|after year",
                "by year|inspection",
                "inspection by inspection", "report by report", "last|latest|past|previous {some} [{kind}] {reports}",
                "last|latest|past|previous {some} / [overall] grades|ratings|judgements|results",
                "since records began", "from the start", "historically",
            ),
            matches=("fostering over the years", "Leeds's grades over time", "fostering across all reports"),
            misses=("over the weekend", "ten years old", "reports across the partnership"),
            unless_after=_OTHER_REPORTS,
        ),
        Cue(
            name="all",
            means="Every report is asked for by that word.",
            patterns=(
                "each|every [{kind}] [{kind}] {reports}", "each|every focused|monitoring visit",
                "all [the|of|their] [the] {reports}",
                "all [the|of|their] [the] years",
            ),
            matches=("fostering in every inspection", "in all the reports"),
            misses=("are all reports for court on time", "every report to conference"),
            unless_before=("are|were|do|did|is",),
            unless_after=_OTHER_REPORTS,
        ),
        Cue(
            name="all",
            means="The history of a thing is asked for; a child has a history, too.",
            patterns=("history", "timeline", "trend|trends"),
            matches=("history of return home interviews", "trend in fostering", "timeline of grades"),
            misses=(
                "history of abuse in the family", "a child's medical history", "leaders know local trends",
                "timelines are clear",
            ),
            unless_before=(
                "medical|health|family|personal|life|birth|social|case|care",
                "placement|criminal|offending|employment|background",
                "own|their|his|her|child's|parent's|children's|person's",
                "track|tracks|tracking|spot|identify|identifies|analyse|understand|monitor",
                "and|or|national|local|know|knows|use",
            ),
            unless_after=(
                "of harm|abuse|violence|trauma|offending|neglect", "of the child|family", "taking",
                "and chronology|chronologies",
                "analysis|data|and|or|are|is", "for|was", "in the data",
            ),
        ),
        Cue(
            name="all",
            means="It is asked whether something was ever so.",
            patterns=(
                "ever / been|had|got|said|mention|mentioned|raised|rated|judged|graded",
                "ever|always / good|outstanding|inadequate|require|requires",
                "always / been",
            ),
            matches=("was Leeds ever inadequate", "has it ever been raised"),
            misses=("do children ever go missing", "as good as ever"),
        ),
        Cue(
            name="latest",
            means="The newest report.",
            patterns=(
                "[at|in|from|during] [the|their|its|our] [very] {newest} [{kind}] [{kind}] {report}",
                "[the|their|its|our] {newest} / {grades}",
                "[the|their|its|our] {newest} / overall|ofsted|ilacs|inspection {grades}",
                "most recent|recently", "latest|lastest|lattest|newest|currently", "{now}", "last|this time",
                "[when] [they|it|we] [were|was] last inspected",
            ),
            matches=(
                "the most recent report", "fostering, last inspection", "fostering nowadays", "latest on fostering",
            ),
            misses=("the last two inspections", "recent arrivals in care", "last year"),
            unless_before=("two|both|the year before",),
            unless_after=("two",),
        ),
    ),
    LISTS,
)  # fmt: skip

# How many years back; the name is the number.
RELATIVE = CueTable(
    (
        Cue(
            "2",
            "The year before last.",
            ("the year before last", "two years ago"),
            ("two years ago", "the year before last"),
            ("last year",),
        ),
        Cue(
            "1",
            "Last year.",
            ("last year", "a|one year ago"),
            ("missing children last year", "a year ago"),
            ("the last year of school", "the year before last"),
            unless_after=("of",),
        ),
        Cue(
            "0",
            "This year.",
            ("this year",),
            ("missing children this year",),
            ("this year-long course",),
            unless_after=("long",),
        ),
    ),
)  # fmt: skip

# What stands right before a year and bounds it.
SINCE = CueTable(
    (
        Cue(
            "since",
            "From this year on.",
            ("since [the|about|around|early|late] [the] [{month}]",),
            ("since 2019", "since about 2019", "since jan 2024"),
            ("in 2019", "the report from 2019"),
        ),
        Cue(
            "after",
            "After this year; after an inspection of this year, from it on.",
            ("after|following [the|about|around|early|late] [{month}]", "post"),
            ("after 2018", "after may 2021", "after the 2018 inspection", "post-2018"),
            ("looked after children 2018", "new in post 2018"),
            unless_before=("looked|look|looking", "in|into|permanent|vacant|new|the|this"),
        ),
    ),
    LISTS,
)  # fmt: skip

UNTIL = CueTable(
    (
        Cue(
            "before",
            "Before this year.",
            ("before [the]", "prior to [the]", "pre"),
            ("before 2018", "pre-2018"),
            ("in 2018", "by 2018"),
        ),
        Cue(
            "until",
            "Up to and with this year.",
            ("until|till [the]", "up to [the]"),
            ("until 2018", "up to 2018"),
            ("in 2018",),
        ),
    ),
)  # fmt: skip

# What stands right before a year and says that it is the date of an inspection or of its report.
OF = CueTable(
    (
        Cue(
            "event",
            "The year is an inspection's.",
            ("the|their|our|its",),
            ("after the 2017 inspection", "before the 2017 one"),
            ("after 2017",),
        ),
    ),
)  # fmt: skip
