"""Words for papers: a cue's name is the kind of document that it means."""

from index.models import Kind
from index.query.cues.cue import Cue, CueTable
from index.text import MONTHS

LISTS = {
    "heard": (
        "say", "says", "said", "hear", "heard", "ask", "asked", "note", "noted", "raise", "raised", "agree", "agreed",
    ),
    "told": ("reported", "told", "presented", "described", "shown", "explained", "given"),
    "for": (
        "ilacs", "ofsted", "inspection", "scrutiny", "panel", "cabinet", "committee", "board", "council", "council's",
        "member", "members", "staff", "team", "pre", "prep", "pre inspection",
    ),
    "slides": (
        "slides", "deck", "briefing", "briefings", "presentation",
        "presentations", "powerpoint", "powerpoints", "power point", "ppt", "pptx", "pres",
    ),
    "body": (
        "cabinet", "scrutiny", "scrutiny panel", "scrutiny committee", "improvement board", "corporate parenting board",
    ),
    "month": tuple(name for month in MONTHS for name in dict.fromkeys((month.lower(), month.lower()[:3]))),
    "clock": ("since", "before", "until", "after", "following"),
    "which": ("the", "our", "their", "its", "last", "latest", "first", "most recent", "this", "that"),
}  # fmt: skip

KINDS = CueTable(
    (
        Cue(
            name=Kind.MONITORING_VISIT,
            means="A letter after a monitoring visit.",
            patterns=("monitoring visit|visits",),
            matches=("the latest monitoring visit in Leeds", "monitoring visits on care leavers"),
            misses=("monitoring of visits", "social workers' visits"),
        ),
        Cue(
            name=Kind.FOCUSED_VISIT,
            means="A letter after a focused visit.",
            patterns=("focused|focussed|focus visit|visits", "fv|fvs"),
            matches=("Leeds focused visit 2021", "focussed visits"),
            misses=("visits are focused on the child", "focus on visits"),
        ),
        Cue(
            name=Kind.AREA_SEND,
            means="The report of an area SEND inspection.",
            patterns=(
                "[local] area send [inspection|inspections|report|reports]",
                "send inspection|inspections|report|reports",
            ),
            matches=("area SEND inspection Leeds", "the SEND inspection on waiting times"),
            misses=("support for children with SEND", "when do they send reports"),
            unless_before=("to|they|we|who|workers|schools|must|will|do|does|did|you",),
        ),
        Cue(
            name=Kind.JOINT_INSPECTION,
            means="The report of a joint inspection by several inspectorates.",
            patterns=(
                "jtai|jtais", "joint [targeted] [area] inspection|inspections|review|reviews",
                "joint targeted area",
            ),
            matches=("JTAI Leeds front door", "the joint targeted area inspection"),
            misses=("joint working", "joint funding panels"),
        ),
        Cue(
            name=Kind.SELF_ASSESSMENT,
            means="What a council wrote of itself.",
            patterns=("self assessment|assessments|evaluation|evaluations", "the|our sef"),
            matches=("self-evaluation on care leavers", "what does the SEF say"),
            misses=("assessments of children", "self harm"),
        ),
        Cue(
            name=Kind.ACTION_PLAN,
            means="The plan of a council for what it does after an inspection.",
            patterns=(
                "[post] [ilacs|ofsted|inspection] [improvement] action|improvement plan|plans",
                "post ilacs|ofsted|inspection plan|plans",
            ),
            matches=("who leads on PEPs in the action plan", "the post-ILACS plan"),
            misses=("plans for improvement work", "child protection plans"),
        ),
        Cue(
            name=Kind.SLIDES,
            means="Slides of a presentation.",
            patterns=(
                "[{for}] [{for}] [{for}] {slides}", "{slides} to|for [the] {for}",
                "{for} slide", "slide deck|decks|pack|packs|#",
                "prep|presentation|slide pack|packs",
            ),
            matches=(
                "the slides on ILACS", "the March briefing on ILACS", "scrutiny panel slides",
                "action plans, panel ppt",
            ),
            misses=(
                "are chairs letting plans slide", "presenting needs", "the team was briefed",
                "slide back into care", "short briefing on Leeds", "give me a briefing on Leeds",
            ),
            unless_before=("short|quick|brief|little|page|pager", "me|us|need|want|write|prepare|give a"),
        ),
        Cue(
            name=Kind.SLIDES,
            means="One slide; standards and plans may slide, too.",
            patterns=("slide",),
            matches=("the slide on thresholds", "slide about what next", "which slide says so"),
            misses=(
                "are chairs letting plans slide", "did reviews slide", "standards started to slide", "let it slide",
            ),
            unless_before=(
                "let|lets|letting ..2", "will|may|can|could|might|would|don't|doesn't|didn't|did|not|and|or|did ..2",
                "plans|standards|cases|things|children|timescales|reviews|visits|practice|performance",
                "started|starting|begun|beginning|began|allowed|seems|tend|tends|continues|continued to",
            ),
            unless_after=("back|into|away|down|off|further|again",),
        ),
        Cue(
            name=Kind.COMMITTEE_PAPER,
            means="A paper that a committee of the council had before it.",
            patterns=(
                "cabinet|committee|scrutiny|council|board [panel] paper|papers|report|reports",
                "post ilacs|ofsted|inspection report|reports", "[post] ilacs|ofsted|inspection paper|papers",
                "cabinet|scrutiny|committee|panel minutes|minute",
                "[as] {told} to|at [the] cabinet|scrutiny|committee|council|councillors",
                "cabinet|scrutiny|panel|councillors|members [panel|committee] was|were|got|get [then] told|shown|given",
                "cabinet|scrutiny [panel|committee] / {heard}",
                # A body with its day: what it had before it then.
                "{body} [of|on|in] [#] {month} #", "{month} # {body}", "{body} # # #", "# # # {body}",
            ),
            matches=(
                "cabinet paper on ILACS", "scrutiny report on fostering", "scrutiny panel papers",
                "the grades as reported to cabinet", "what did scrutiny say about transport",
                "what did the scrutiny panel hear on care leavers", "what the panel were told on audits",
                "I was told at scrutiny that hiring helped", "who ran it before (march 2020 cabinet)",
                "missing education, scrutiny 18/9/2023", "cabinet 9 January 2025: what did it cost",
            ),
            misses=(
                "the inspection report", "reports to court", "is there a scrutiny panel",
                "concerns are reported to the panel chair", "does scrutiny work well",
                "family members were told",
            ),
            unless_before=("family|household|team|staff|adoption|fostering|matching|permanence",),
        ),
        Cue(
            name=Kind.INSPECTION,
            means="The report of a full inspection.",
            patterns=("full|ilacs [inspection] report|reports", "full inspection|inspections", "ilacs inspection"),
            matches=("the full inspection on fostering", "the ILACS report on fostering"),
            misses=("the full story", "the next full inspection", "when is a full inspection due"),
            unless_before=("post|next|another|a", "next|another|a [big]"),
            unless_after=("expected|due|planned|coming|likely|next|will",),
        ),
    ),
    LISTS,
)  # fmt: skip

LETTERS = CueTable(
    (
        Cue(
            name="visit letter",
            means="A letter after a visit, of either sort.",
            patterns=(
                "visit letter|letters", "ofsted|inspectors|inspectors'|inspector's|hmi letter|letters",
                "# letter", "letter to mr|mrs|ms|miss|dr", "letter to the director|dcs",
                "letter from [the] ofsted|inspectors|hmi",
            ),
            matches=(
                "the visit letter on care leavers", "do they stay together - ofsted letter 2021",
                "the wellbeing service in the 2021 letter", "the letter to Mr Okafor",
            ),
            misses=("letters before proceedings", "letters to children", "a letter from 2 parents"),
        ),
    ),
)  # fmt: skip

# What stands right before a paper and says that it only tells a time: "since the focused visit".
CLOCK = CueTable(
    (
        Cue(
            name="time",
            means="What follows tells a time.",
            patterns=("{clock} [{which}] [{which}] [#]",),
            matches=("since the focused visit", "before our last monitoring visit", "after the 2021 focused visit"),
            misses=("the focused visit", "in the action plan"),
        ),
    ),
    LISTS,
)  # fmt: skip

# What stands right before a paper and rules it out.
DENIED = CueTable(
    (
        Cue(
            name="ruled out",
            means="What follows is not wanted.",
            patterns=(
                "not|nor|never|except|excluding [from|in|what|with] [{which}] [council's|own]",
                "without|ignore|ignoring|skip|minus [{which}] [council's|own]",
                "rather than [from|in|what|with] [{which}] [council's|own]", "other than [{which}] [council's|own]",
                "instead of [{which}] [council's|own]", "apart from [{which}] [council's|own]",
                "leave out [{which}] [council's|own]", "leaving out [{which}] [council's|own]", "no [more]",
                "as opposed to [{which}] [council's|own]",
                "don't want|use|quote|show [me] [{which}] [council's|own]",
            ),
            matches=(
                "not the council's slides", "ignore the action plan", "rather than the council's own briefing",
                "no slides",
            ),
            misses=("the council's slides", "what is in the plan"),
        ),
    ),
    LISTS,
)  # fmt: skip

# What stands right before or right behind a paper that is named as the source.
SOURCE_BEFORE = CueTable(
    (
        Cue(
            name="source",
            means="What follows is where the answer is to be found.",
            patterns=(
                "in|from|per|see|within|under|into|of [the|our|their|its|that|this|your] [own|latest|last|new|#]",
                "according to [the|our|their|its|council's] [own|latest|last|new|council's|#]",
                "does|did|do|has|the|our|what the|our|their|its [own|latest|last|new|council's|#]",
                "^ the|our|their|its",
            ),
            matches=(
                "who leads in the action plan", "according to the council's slides",
                "what does our self-assessment say",
            ),
            misses=("action plans are weak", "need a plan"),
        ),
    ),
    LISTS,
)  # fmt: skip
SOURCE_AFTER = CueTable(
    (
        Cue(
            name="source",
            means="What stands before is where the answer is to be found.",
            patterns=(
                "say|says|said|saying|tell|tells|mention|mentions|list|lists|show|shows|state|states|on|about|promise|promises",
            ),
            matches=("the slides say", "action plan on PEPs"),
            misses=("action plans are weak",),
        ),
    ),
    LISTS,
)  # fmt: skip
