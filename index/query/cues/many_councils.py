"""Words of a question over many councils: that all are meant, which sets of them, and what is said or done of them.

Names of councils, periods and kinds of paper have been taken out of the text before these are looked for.
"""

from collections.abc import Iterable

from index.query.cues.asks import LISTS as _ASKING
from index.query.cues.cue import Cue, CueTable

LISTS = {
    **_ASKING,
    "council": (*_ASKING["council"], "places", "place", "las", "ones"),
    "councils": ("councils", "authorities", "las", "boroughs", "unitaries", "counties", "places"),
    "paper": ("report", "reports", "document", "documents", "letter", "letters", "inspections", "visits"),
    "grade": (*_ASKING["grade"], "outstandings", "goods", "below good", "less than good", "good or better"),
    "everyone": ("who", "who's", "who is", "anyone", "anybody", "everyone", "somewhere", "whose"),
    "which": (
        "which", "what", "any", "which other", "what other",
        "are there any", "is there any", "have you any", "got any", "any of the", "how many",
        "other", "all the", "all", "every", "each", "list", "list of", "list the", "list all", "name", "name the",
        "name all", "name all the", "give me", "give me all", "give me the", "give me every", "show me", "show me all",
        "hw many", "how many of the", "which of the", "what proportion of", "what share of", "what percentage of",
    ),
    "told": (
        "told", "asked", "need", "needs", "needed", "has", "have", "had", "required", "supposed", "recommended",
    ),
    "mend": (
        "improve", "fix", "work", "address", "do", "strengthen", "sort", "sort out", "review", "ensure", "develop",
        "tackle", "get better at", "do more on", "do better on", "do more", "do better",
    ),
    "mention": (
        "mention", "mentions", "mentioned", "mentioning", "talk", "talks", "talking", "speak", "speaks", "refer",
        "refers", "referred", "referring", "cite", "cites", "discuss", "discusses", "name", "names", "reference",
        "references",
    ),
    "moved": (
        "got", "gotten", "getting", "gone", "went", "go", "become", "became", "grown", "doing", "moved", "come",
        "dropped", "been",
    ),
    "number": ("two", "three", "four", "2", "3", "4"),
}  # fmt: skip

# In what form an answer is wanted: these words are no matter that is asked after.
OUTPUT = CueTable(
    (
        Cue(
            "count",
            "How many are asked for.",
            (
                "number|numbers|count|tally|total|totals|sum|proportion|share|percentage|percent of ..2 {council}",
                "number|count|tally|total of", "no of", "how|hw many|much", "in total|all", "total|altogether",
                "what % of",
            ),
            ("number of authorities", "count of councils", "no. of letters", "how many in total"),
            ("numbers are high",),
        ),
        Cue(
            "list",
            "All of them are asked for, by name.",
            (
                "[full|complete|whole|entire] list|lists|rundown|roll call [of] [them] [all]",
                "list|name|give|show [me|us] [them|the|these|all|every|each] [lot|all|one|ones]",
                "the [whole|full] lot", "all|every|each of them|these|those", "every one|single [one]",
                "[all] [the] names [of|please|pls|only]", "in|as a|one table|list|spreadsheet|go",
                "[and] who [are|is] they|it", "everyone|everybody",
            ),
            ("full list pls", "list the lot", "names only", "in a table", "and who are they"),
            ("waiting times",),
        ),
    ),
    LISTS,
)  # fmt: skip

# What is asked of the councils that are meant, but for grades that are named.
SAID = CueTable(
    (
        Cue(
            name="told", means="Councils that were told to improve something.",
            patterns=(
                "{told} to {mend}",
                "told|ticked off [about|for|over|on|because] [of]",
                "taken|took to task [for|over|about]",
                "must|should {mend}",
                "recommendation|recommendations|area|areas|point|points for|to|of improvement|development"
                " [on|about|is|are|for]",
                "recommendation|recommendations on|about|for|to",
                "in|on|under|among|as [an] [the|their|its] areas|area|points|list for improvement|development",
                "flagged|highlighted|identified|marked|singled|picked [up|out] for|to improvement|improve",
                "flagged|highlighted|identified|marked|singled|picked [up|out] as needing improvement|work",
                "improvement|development point|points|area|areas|bullet|bullets|list|lists [on|about|for|includes]",
                "on|in their|its|the|an improvement|to list|lists",
                "on|in their|its list|lists",
                "need|needs|needed improving|improvement|work",
                "must|should improve",
                "needs|need|needed to improve|be improved [list|lists|section]",
                "[what] needs to improve list|lists|section|sections",
            ),
            matches=(
                "which councils were told to improve supervision", "who needs to work on permanence",
                "supervision as an area for improvement: who",
            ),
            misses=("which councils mention supervision", "who does permanence well"),
        ),
        Cue(
            name="well", means="Councils that are praised for something.",
            patterns=(
                "does|do|did|doing|is|are|who ..5 well|best|brilliantly|properly|right",
                "done|handled|managed well|best|brilliantly|properly|right",
                "good|great|strong|best|excellent|brilliant|better at|on|in|with|for",
                "good|best|great|strong|excellent|outstanding practice|example|examples"
                " [on|in|for|with|of|around|about]",
                "praised|commended|praise ..2 for|on",
                "has|have|had ..1 good|strong|excellent|great|best",
                "strength|strengths",
                "is|are ..4 good|strong|a strength $",
                "learn|copy|copying|borrow [from] [on|about]",
                "top|strongest|best",
            ),
            matches=(
                "who does permanence well", "which councils are good at supervision",
                "examples of good practice in fostering", "private fostering done properly",
            ),
            misses=("which councils mention supervision", "who was told to improve supervision"),
            unless_after=("interests", "interest", "start", "interest's", "grade", "grades"),
        ),
        Cue(
            name="badly", means="Councils that are faulted for something.",
            patterns=(
                "does|do|did|doing|is|are|done ..5 badly|poorly|worst",
                "bad|poor|weak|weakest|worst|rubbish|terrible|inconsistent at|on|in|with|for",
                "struggle|struggles|struggled|struggling with|on|over|to|at",
                "criticised|criticized|criticism|faulted|slated|pulled ..2 for|of|on|up|over|about",
                "marked|pulled|called|picked down|up|out for|on|over", "problem|problems|trouble|issues with|on|in",
                "has|have|had ..1 poor|weak|inadequate", "is|are ..3 weak|poor $", "weakest|worst|poorest",
            ),
            matches=(
                "who is weak on supervision", "which councils struggle with permanence",
                "who was criticised for delay",
            ),
            misses=("which councils mention supervision", "who does permanence well"),
            unless_after=("outcome", "outcomes"),
        ),
        Cue(
            name="mention", means="Documents or councils that speak of something.",
            patterns=(
                "{mention} [about|of|to|on]", "mentions of", "say|says|said ..2 about",
                "word|words|phrase appears|appear|used|use|in",
                "with|using|containing|contain|say|says|use the word|words|phrase|term", "have|has|uses|use|using $",
                "in which reports|documents|councils", "reports|letters|documents on|about|with|using",
            ),
            matches=(
                "which reports mention county lines", "who talks about neglect",
                "what documents refer to kinship care",
            ),
            misses=("who does permanence well", "which councils got worse"),
        ),
    ),
    LISTS,
)  # fmt: skip

# A grade that rose or fell, and which end of the grades is asked for.
MOVED = CueTable(
    (
        Cue(
            name="worse", means="Councils whose grade fell.",
            patterns=(
                "{moved} ..1 worse|down|downhill|backwards [a|one|two|#] [grade|grades|notch|notches] [or] [more]",
                "declined|declining|deteriorated|dropped|slipped|fell|fallen|downgraded|worsened|slid|declines",
                "and|but|then|while|yet down|downhill|worse / for|on|in|overall",
                "down|dropping|falling|drop|fall [by] {number} grades|levels|notches|steps",
                "lower|worse grade|rating|judgement than [before|previously] [last] [time]",
                "lower|worse than before|previously|[last] [time]",
            ),
            matches=("who got worse", "which councils have declined", "who slipped a grade"),
            misses=("who got better", "who is worse for wear", "who got worse outcomes"),
            unless_after=("outcome|outcomes|result|results|help|support|care|service|services|off",),
        ),
        Cue(
            name="better", means="Councils whose grade rose.",
            patterns=(
                "{moved} ..1 better|forward [a|one|two|#] [grade|grades|notch|notches] [or] [more]",
                "improved|improving|upgraded|risen|rose|climbed|climbing|jumped|jumping|leapt|leaping|leaped",
                "and|but|then|while|yet up|better / for|on|in|overall",
                "up|jump|rise|climb|leap [by|at] [least] {number} grades|levels|notches|steps",
                "turned [it|things] around",
                "higher|better grade|rating|judgement than [before|previously] [last] [time]",
                "higher|better than before|previously|[last] [time]",
            ),
            matches=("who got better", "which councils have improved", "who turned it around"),
            misses=("who got worse", "told to improve", "who got better help"),
            unless_after=("outcome|outcomes|result|results|help|support|care|service|services|off|at",),
        ),
        Cue(
            name="better", means="Councils whose grade rose, said of nothing that they do.",
            patterns=(
                "got|gone|went|go|moved|been ..1 up|uphill [a|one|two|#] [grade|grades|notch|notches] [or] [more]",
                "{moved} ..1 better at|in [the|their|its] last|latest|newest",
            ),
            matches=("whose grade went up at the latest inspection", "who got better at their last inspection"),
            misses=("who got better at supervision", "told to pick it up"),
            unless_after=("off|with",),
        ),
        Cue(
            name="same", means="Councils whose grade did not move.",
            patterns=(
                "stayed|stay|kept|remained [on|at|with] [the] same", "unchanged",
                "not|hasn't|haven't|didn't changed|moved|change|move", "no change",
            ),
            matches=("who stayed the same", "whose grade is unchanged"),
            misses=("same day", "who got worse"),
        ),
    ),
    LISTS,
)  # fmt: skip

ENDS = CueTable(
    (
        Cue(
            name="top", means="The councils that do best are asked for.",
            patterns=(
                "top|best|strongest|highest [performing|rated|graded|scoring] ..2 {council}",
                "{council}|who|who's|which is|are|does|did|do ..2 best|top|strongest|highest",
                "who|who's|which [the] top|best|strongest", "top|best|highest $",
                "best|highest|strongest|top ..3 grade|grades|rating|ratings|judgement",
            ),
            matches=("best councils", "who's top for care leavers"),
            misses=("the child's best interests", "best practice in supervision"),
        ),
        Cue(
            name="bottom", means="The councils that do worst are asked for.",
            patterns=(
                "bottom|worst|weakest|poorest|lowest [performing|rated|graded|scoring] ..2 {council}",
                "{council}|who|who's|which is|are|does|did|do ..2 worst|bottom|weakest|lowest|poorest",
                "who|who's|which [the] bottom|worst|weakest", "bottom|worst|lowest $",
                "worst|lowest|weakest|bottom ..3 grade|grades|rating|ratings|judgement",
            ),
            matches=("worst performing authorities", "who is bottom for leadership"),
            misses=("who got worse", "the worst outcome for a child"),
        ),
        Cue(
            name="rank", means="All are asked for, the best or the worst first.",
            patterns=("rank|ranking|ranked", "league table", "best|worst|highest|lowest first", "in order of grade"),
            matches=("rank the councils", "league table", "overall grades, worst first"),
            misses=("the best council", "first best interests"),
        ),
    ),
    LISTS,
)  # fmt: skip


def _set(name: str, means: str, patterns: Iterable[str], matches: str, misses: str, **unless: tuple[str, ...]) -> Cue:
    return Cue(name, means, tuple(patterns), (matches,), (misses,), **unless)


_POINTS = ("east|west|eastern|western|yorkshire|lincolnshire|northamptonshire|tyneside|somerset|sea|gloucestershire",)
_QUARTERS = ("north|south|northern|southern",)

# Sets of councils, by the names of regions.toml and of the sections of authorities.toml.
SETS = CueTable(
    (
        _set(
            "London",
            "The London boroughs.",
            ("london [boroughs|borough|councils|authorities|las]", "in|across london", "the capital"),
            "councils in London",
            "the city",
        ),
        _set(
            "metropolitan",
            "Metropolitan districts.",
            (
                "metropolitan [districts|district|boroughs|borough|councils|authorities]", "mets",
                "met boroughs|districts|councils|authorities",
            ),
            "met boroughs",
            "he met them",
        ),
        _set(
            "county",
            "Counties.",
            ("county councils|authorities|las|ones", "counties", "shire counties|councils", "shires"),
            "which counties are good",
            "county lines",
        ),
        _set(
            "unitary",
            "Unitary authorities.",
            ("unitary|unitaries [authorities|authority|councils|council|las|ones]",),
            "unitaries",
            "united",
        ),
        _set(
            "neighbours",
            "Statistical neighbours of a council.",
            (
                "statistical|stat|nearest|our|their|its|closest neighbours|neighbour|neighbors", "stat nns|ns",
                "neighbours|neighbors of", "neighbouring|neighboring councils|authorities|las|boroughs|districts",
                "councils|authorities|las like us|ours", "similar|comparable councils|authorities|las",
            ),
            "our statistical neighbours",
            "a neighbour reported",
        ),
        _set(
            "North East",
            "The North East.",
            ("north|northern east|eastern", "northeast|northeastern"),
            "councils in the north east",
            "north west",
            unless_after=("lincolnshire",),
        ),
        _set(
            "North West",
            "The North West.",
            ("north|northern west|western", "northwest|northwestern"),
            "councils in the north west",
            "north east",
        ),
        _set(
            "Yorkshire and the Humber",
            "Yorkshire and the Humber.",
            (
                "yorkshire and|& [the] humber|humberside", "yorks and|& humber", "yorkshire councils|authorities|las",
                "in|across|from|around yorkshire|yorks", "the humber",
            ),
            "Yorkshire and the Humber",
            "north yorkshire",
        ),
        _set(
            "East Midlands",
            "The East Midlands.",
            ("east|eastern midlands|mids|midland",),
            "in the East Midlands",
            "west midlands",
        ),
        _set(
            "West Midlands",
            "The West Midlands.",
            ("west|western midlands|mids|midland",),
            "in the West Midlands",
            "east midlands",
        ),
        _set(
            "East of England",
            "The East of England.",
            ("east of england", "eastern region|england|counties|{council}", "east anglia|anglian", "in|the|out east"),
            "east of england councils",
            "east midlands",
            unless_before=_QUARTERS,
            unless_after=("midlands|mids|midland|riding|sussex|coast",),
        ),
        _set(
            "South East",
            "The South East.",
            ("south|southern east|eastern", "southeast|southeastern"),
            "councils in the south east",
            "south west",
        ),
        _set(
            "South West",
            "The South West.",
            ("south|southern west|western", "southwest|southwestern", "west country"),
            "councils in the south west",
            "south east",
        ),
        _set(
            "the North",
            "The three regions of the North.",
            ("the|up|in|across|from north", "northern {council}|england|region|regions", "north of england"),
            "any outstanding councils up north",
            "councils in the north east",
            unless_after=_POINTS,
        ),
        _set(
            "the South",
            "The two regions of the South that are not London.",
            ("the|down|in|across|from south", "southern {council}|england|region|regions", "south of england"),
            "southern councils that are good",
            "councils in the south east",
            unless_after=_POINTS,
        ),
        _set(
            "the Midlands",
            "Both regions of the Midlands.",
            ("midlands|midland",),
            "which midlands councils are inadequate",
            "councils in the east midlands",
            unless_before=("east|west|eastern|western",),
        ),
    ),
    LISTS,
)  # fmt: skip

# Right before a set of councils.
OUTSIDE = CueTable(
    (
        Cue(
            "outside",
            "All councils but these.",
            (
                "outside|beyond|excluding|except|bar [of|for] [the]", "apart from [the]", "other than [the]",
                "not|isn't|aren't in|from [the]", "non",
            ),
            ("outside of london", "not in the north east"),
            ("in london",),
        ),
    ),
    LISTS,
)  # fmt: skip

ORDERS = CueTable(
    (
        Cue(
            "worst",
            "The worst grades first.",
            ("worst|lowest|poorest [ones] first",),
            ("grades, worst first",),
            ("the worst",),
        ),
        Cue(
            "best",
            "The best grades first.",
            ("best|highest|strongest [ones] first",),
            ("grades, best first",),
            ("the best",),
        ),
        Cue(
            "oldest",
            "The longest ago first.",
            (
                "longest", "oldest|earliest [ones] [first]", "overdue", "least recent|recently", "first to",
                "first {council} to|that|rated|graded|judged", "{council} was|were|got|became|is first",
            ),
            ("waiting longest", "oldest inspection first", "who was first to be outstanding"),
            ("long ago",),
        ),
        Cue(
            "most",
            "Those that had most first.",
            ("most visits|inspections|documents|reports|letters", "most often|frequently"),
            ("who has had the most visits", "inspected most often"),
            ("most recently", "visits"),
        ),
        Cue(
            "newest",
            "The newest first.",
            ("newest|latest first", "most recent|recently [first]"),
            ("most recently inspected", "newest first"),
            ("recently",),
        ),
        Cue(
            "name",
            "By name.",
            ("alphabetical|alphabetically", "by name", "a to z"),
            ("in alphabetical order",),
            ("by date",),
        ),
    ),
    LISTS,
)  # fmt: skip

# What is asked of the inspections and visits that councils have had.
VISITS = CueTable(
    (
        Cue(
            "inspected",
            "Inspections of councils are spoken of.",
            ("inspect|inspected|inspection|inspections|reinspected|reinspection", "ilacs", "ofsted|ofsteded"),
            ("who was inspected", "which councils had a full inspection"),
            ("inspectors said",),
        ),
        Cue("visited", "Visits to councils are.", ("visit|visits|visited",), ("who had a visit",), ("visiting",)),
        Cue(
            "none",
            "None such has been.",
            (
                "not|never|no|without|lack|lacks|lacking|missing", "hasn't|haven't|wasn't|weren't|didn't|isn't|aren't",
                "yet to",
            ),
            ("not inspected since", "who hasnt had a focused visit", "yet to be inspected"),
            ("inspected", "no. of letters"),
            unless_after=("of", "matter"),
        ),
        Cue(
            "last", "The newest counts.", ("last|latest|newest", "most recent|recently"), ("last inspected",), ("long",)
        ),
        Cue(
            "published",
            "The day of publication counts.",
            (
                "published|publication|released|issued", "came|come|coming out",
                "report|reports|letter|letters out",
                "report|reports|letter|letters in|from|of|since|after|before|dated $",
                "report|reports|letter|letters in|from|of|since|after|before|dated #",
            ),
            ("a report published in", "came out", "a report out in 2026"),
            ("out of hours",),
        ),
        Cue(
            "several",
            "More than one.",
            (
                "more than #", "more than one|two|three", "{number} or more", "at least {number}",
                "twice|several|multiple", "{number} ..1 visits|inspections",
            ),
            ("more than one visit", "two or more inspections", "inspected twice"),
            ("one visit",),
        ),
        Cue(
            "after",
            "Those after the newest full inspection count.",
            (
                "since|after the|their|its [last|latest|newest|full] inspection",
                "since|after last|latest|newest inspection", "since [then] $",
            ),
            ("no focused visit since their last inspection", "which inadequate councils had a visit since"),
            ("since 2019",),
            unless_after=("of|in|#",),
        ),
        Cue(
            "when",
            "The days are asked for.",
            ("when", "with|and [the] date|dates|day|days"),
            ("and when were they inspected",),
            ("which",),
        ),
        Cue(
            "on",
            "What inspectors looked at follows.",
            ("on|about|into|covering|around|regarding|for|of", "looking|looked at", "focused|focussing|focusing on"),
            ("a focused visit on the front door",),
            ("a focused visit",),
        ),
    ),
    LISTS,
)  # fmt: skip
