"""Phrasings of the slots of a question on grades over many councils, for tests that put them together."""

from collections.abc import Mapping

# {g} and {h} are grades, {a} and {b} areas.
GRADES = (
    ("inadequate",),
    ("requires improvement", "RI"),
    ("good",),
    ("outstanding",),
)
AREAS: Mapping[str, tuple[str, ...]] = {
    "overall": ("overall", "overall effectiveness"),
    "leaders": ("leadership", "leaders", "the impact of leaders"),
    "protection": ("help and protection", "help & protection", "help/protection"),
    "care": ("children in care", "looked after children", "kids in care"),
    "care leavers": ("care leavers", "leaving care"),
}
SETS: Mapping[str, str] = {
    "London": "London",
    "the north east": "North East",
    "the midlands": "the Midlands",
    "the east of england": "East of England",
    "county councils": "county",
}
WITHIN = (("{c} in {s}", "in {s}, {c}"), ("{c} outside {s}", "{c} but not in {s}", "{c} excluding {s}"))
# Questions that are whole as they stand.
WHOLE = ("who ", "which ", "has ", "any council ")
CONDITIONS: Mapping[str, tuple[str, ...]] = {
    "now": (
        "{g} for {a}", "{g} on {a}", "{g} in {a}", "{a} rated {g}", "{a} {g}", "{g} at {a}", "{a} graded {g}",
        "{g} when it comes to {a}",
    ),
    "not": ("not {g} for {a}", "{a} not {g}", "not rated {g} for {a}", "{a} isn't {g}"),
    "any other": ("anything but {g} for {a}",),
    "at least": ("at least {g} for {a}", "{g} or better for {a}", "{a} {g} or better", "no worse than {g} for {a}"),
    "at most": ("{g} or worse for {a}", "at best {g} for {a}", "no better than {g} for {a}", "{a} {g} or below"),
    "below": ("below {g} for {a}", "less than {g} for {a}", "{a} below {g}", "short of {g} for {a}"),
    "one or other": ("{g} or {h} for {a}", "either {g} or {h} for {a}", "{a} {g} or {h}", "{g}/{h} for {a}"),
    "both": (
        "{g} for {a} but {h} for {b}", "{g} for {a} and {h} for {b}", "{a} {g}, {b} {h}", "{g} on {a} yet {h} on {b}",
        "{a} {g} though only {h} for {b}", "both {g} for {a} and {h} for {b}",
    ),
    "ever": (
        "who has ever been {g} for {a}", "which councils were {g} for {a} at any inspection",
        "who has been {g} for {a} at some point",
    ),
    "never": (
        "who has never been {g} for {a}", "never {g} for {a}", "not once {g} for {a}",
        "no {g} for {a} in any inspection",
    ),
    "always": (
        "always {g} for {a}", "{g} for {a} every time", "consistently {g} for {a}", "{g} for {a} at every inspection",
    ),
    "no longer": (
        "no longer {g} for {a}", "who stopped being {g} for {a}", "formerly {g} for {a}, not now",
        "which councils used to be {g} for {a} but aren't now",
    ),
    "from to": (
        "who went from {g} to {h} for {a}", "which councils moved from {g} to {h} on {a}", "{a} from {g} to {h}",
        "who was {g} last time and is {h} now for {a}", "{a}: {g} before, {h} now",
    ),
    "once and now": (
        "once {g} for {a}, now {h}", "which councils were {g} for {a} and are now {h}",
        "who used to be {g} for {a} and is {h} now", "previously {g} for {a} and now {h}",
    ),
    "then and now": (
        "which councils were {g} for {a} in {y} and are {h} now", "{a} {g} in {y}, {h} now",
    ),
    "then and still": (
        "which councils were {g} for {a} in {y} and still are", "{g} for {a} in {y} and still {g}",
        "{g} for {a} in {y} and haven't moved", "{g} for {a} in {y} and are the same now",
    ),
    "then, not now": ("{g} for {a} in {y} but not now", "{a} {g} in {y} but isn't now"),
    "since": (
        "{g} for {a} since {y}", "{g} for {a} at an inspection since {y}", "graded {g} for {a} after {x}",
        "rated {g} for {a} from {y} onwards",
    ),
    "twice": ("{g} for {a} more than once", "{g} for {a} at least twice", "{a} {g} twice or more"),
    "twice running": ("{g} for {a} twice in a row", "{a} {g} two times running", "{g} for {a} twice running"),
    "became": ("who became {g} for {a}", "newly {g} for {a}", "which councils turned {g} for {a}"),
    "for the first time": ("{g} for {a} for the first time", "for the first time {g} for {a}"),
    "better": ("got better for {a}", "improved for {a}", "went up for {a}", "moved up on {a}"),
    "worse": ("got worse for {a}", "declined for {a}", "went down for {a}", "slipped on {a}"),
    "same": ("stayed the same for {a}", "kept the same grade for {a}", "unchanged for {a}"),
    "two grades up": (
        "went up two grades for {a}", "any council leaping two grades for {a}", "rose by two grades or more on {a}",
        "jumped two grades on {a}",
    ),
    "one grade down": (
        "fell by one grade for {a}", "dropped a single grade for {a}", "went down just one grade on {a}",
    ),
    "ever two grades up": ("who has ever gone up two grades for {a}", "any council ever leaping two grades on {a}"),
    "not better": ("which councils have not improved for {a}", "who hasn't got better for {a}"),
    "better, not b": ("improved for {a} but not for {b}", "went up for {a} but not {b}"),
    "better, b worse": ("went up for {a} and down for {b}", "got better for {a} but worse for {b}"),
    "any area": ("{g} in any area", "{g} for anything", "{g} in one or more areas", "with at least one {g} judgement"),
    "no area": (
        "no {g} grades", "without a single {g} grade", "no {g} at all", "without any {g} judgement",
        "no {g} in any area",
    ),
    "every area": ("{g} in every area", "{g} across the board", "{g} for everything"),
}  # fmt: skip
