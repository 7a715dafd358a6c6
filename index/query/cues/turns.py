"""Words by which a message of a conversation leans on what was said before it."""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "filler": (
        "ok", "okay", "so", "thanks", "thank you", "cheers", "great", "right", "fine", "no", "sorry", "well", "oh",
        "hm",
        "hmm", "good", "yes", "yeah", "actually", "lovely", "cool", "and", "but", "super", "brilliant", "perfect",
        "nope",
        "yep", "fab", "hey", "hi", "hello", "excellent", "just", "exactly",
    ),
    "seen": ("inspected", "visited", "inspection", "report", "visit"),
    "of": ("of those", "of these", "of them", "among those", "out of those", "from those", "of the two"),
    "of_them": (
        "one", "of those", "of these", "of them", "of the two", "council", "authority", "named", "place", "la",
        "you named", "i named", "i mentioned", "you mentioned",
    ),
    "day": ("day", "evening", "weekend", "night", "afternoon", "one", "week", "rest"),
    "later": ("soon", "later", "tomorrow", "then", "again", "next week", "on monday"),
    "thanks": ("thanks", "thank you", "thx", "ta", "cheers", "many thanks"),
    "wanted": ("after", "needed", "wanted", "need", "want", "for", "looking for"),
    "query": ("question", "questions", "query", "queries", "one"),
    "tail": (
        "for now", "for today", "now", "today", "then", "thanks", "thank you", "cheers", "from me", "i need",
        "i needed",
        "i wanted", "we need", "for the moment", "really", "ta",
    ),
    "it": ("it", "that", "this", "they", "them", "these", "those", "things"),
}  # fmt: skip

_PAPERS = ("report", "reports", "inspection", "inspections", "visit", "letter", "letters", "paragraph", "time")

TURNS = CueTable(
    (
        Cue(
            name="meant",
            means="What was asked before is put right.",
            patterns=(
                "[no] [sorry] i|we meant|mean", "[no] [sorry] i|we said|wanted $", "^ [no] [sorry] i|we said",
                "^ no|sorry|nope not|i|it's|its", "^ not that [one]",
                "^ wrong council|place|authority|la|area|one|report", "make that", "should have been|said",
                "scratch|ignore that", "typo|typos|mistyped", "^ oops|whoops",
            ),
            matches=(
                "no I meant", "sorry, I mean", "I meant the county", "wrong council", "no, I said Hull", "typo. 2019",
            ),
            misses=("what does it mean", "no child waits", "what was said of it", "wrong decisions for children"),
        ),
        Cue(
            name="more",
            means="More is asked for of something that is named.",
            patterns=("tell|show|say|know|read|give|see [me|us] [a] [bit|little] more [detail|details] about|on|of",),
            matches=("tell me more about the duty problem",),
            misses=("more children in care", "tell me about more"),
        ),
        Cue(
            name="drop",
            means="A council is left out of those before.",
            patterns=(
                "^ [now] [{filler}] [{filler}] drop|without|minus|except|excluding|remove|lose|forget|skip",
                "leave|take ..2 out $",
            ),
            matches=("now drop Merrow", "without Merrow", "leave Merrow out"),
            misses=("children without a plan", "care leavers drop out"),
        ),
        Cue(
            name="points back",
            means="Something is spoken of that was named before.",
            patterns=(
                "it|its|they|them|that|this|those|these|one", "the same|other", "same",
                "the ..1 side|aspect|angle|dimension $",
            ),
            matches=("do they get help", "what are they doing about it", "would one turn up", "the money side"),
            misses=("private fostering", "virtual school there"),
        ),
        Cue(
            name="of it",
            means="Something is asked about the matter before, and not of the council.",
            patterns=("it|that|this", "one $", "the ..1 side|aspect|angle|dimension $"),
            matches=("what must improve about it", "what were they told to do on that", "and the legal side"),
            misses=("what were they told to improve", "are they weak"),
        ),
        Cue(
            name="theirs",
            means="Something of those is asked about who were named before.",
            patterns=("their|theirs|his|her",),
            matches=("what about their housing",),
            misses=("private fostering",),
        ),
    ),
    LISTS,
)  # fmt: skip

# Clauses that open or end a conversation and ask nothing; read clause by clause.
CLOSINGS = CueTable(
    (
        Cue(
            name="closing",
            means="Somebody has what they wanted, says goodbye, or says that a question is coming.",
            patterns=(
                "^ [{filler}] [{filler}] that'll|that'd|thatll do [me|us|nicely] [{tail}] [{tail}] $",
                "^ [{filler}] [{filler}] that will|should do [me|us|nicely] [{tail}] $",
                "^ [{filler}] [{filler}] that's|it's all|everything|it|enough|plenty [{tail}] [{tail}] $",
                "^ [{filler}] [{filler}] nothing|no else|more|further [{tail}] $",
                "^ ..3 leave it there|here|at [that] [{tail}] $",
                "^ [{filler}] [{filler}] have|enjoy a|the|your ..2 {day} ..3 $",
                "^ [{filler}] [{filler}] speak|talk|see|catch|chat [to] [you] {later} ..2 $",
                "^ [{filler}] [{filler}] {thanks} a|so|very|ever|again|once|all ..3 $",
                "^ [{filler}] [{filler}] {thanks} for that|this|your|the|all|helping ..4 $",
                "^ [{filler}] [{filler}] you've|you been ..4 $",
                "^ [{filler}] [{filler}] you're|you [are] ..2 star|legend|lifesaver|hero|best ..2 $",
                "^ [{filler}] [{filler}] [that's] [that] [is|was] what|all i|we ..3 {wanted} ..2 $",
                "^ [{filler}] [{filler}] [i'm|we're|that's] all good|done|sorted|set|fine ..2 $",
                "^ [{filler}] [{filler}] i'm|we're done|sorted|finished|off|happy|good ..4 $",
                "^ off|back to|into [a|my|the|another|our] meeting|lunch|work|court|panel|home|it|visit|supervision $",
                "^ [{filler}] [i've] [i] got|need|have to go|dash|run|shoot ..2 $",
                "^ [{filler}] [{filler}] [a] quick|couple|another [of] {query} [for] [you] $",
                "^ [{filler}] [{filler}] [i've] [i] [have] got|have a ..1 question|query|request ..3 $",
                "^ [{filler}] question for you $", "^ [{filler}] much|greatly obliged|appreciated ..2 $",
                "^ [{filler}] hope|hoping you|you're|all|everyone ..5 $",
                "^ [{filler}] no worries|bother|problem|need ..3 $",
                "^ [{filler}] [{filler}] i'll|we'll be|go|get off|on|back|going|it ..3 $", "^ [{filler}] keep it up $",
            ),
            matches=(
                "that'll do for today", "that's all for now", "nothing else", "I'll leave it there",
                "have a good weekend",
                "speak soon", "thanks a million", "you've been a star", "that's what I was after", "nope all good",
                "off to my meeting", "quick question for you", "hope you're well", "that's it thanks",
            ),
            misses=(
                "that's all children", "thanks and in Derby", "are they all good", "off site visits", "one question",
                "have a go",
                "no more children wait in Derby now", "I need to know about fostering",
            ),
        ),
    ),
    LISTS,
)  # fmt: skip

_POINT = "point|bullet|recommendation|item|area|issue|priority|action|finding|thing|one"
_NUMBERED = (
    "first|1st",
    "second|2nd",
    "third|3rd",
    "fourth|4th",
    "fifth|5th",
    "sixth|6th",
    "seventh|7th",
    "eighth|8th",
)
_NUMBERS = ("1|one", "2|two", "3|three", "4|four", "5|five", "6|six", "7|seven", "8|eight")

# Which point of a list that was shown a message points to.
POINTS = CueTable(
    (
        *(
            Cue(
                name=str(place),
                means=f"Point {place} of a list is meant.",
                patterns=(
                    f"[the] {ordinal} {_POINT}", f"[the] {ordinal} of those|them|these", f"the {ordinal} [please] $",
                    f"number|no|point|bullet|item|recommendation {number}", f"^ [{{filler}}] {ordinal} $",
                ),
                unless_after=_PAPERS,
                matches=(f"more about the {ordinal.split('|')[0]} point", f"and number {number.split('|')[0]}?"),
                misses=(f"the {ordinal.split('|')[0]} report", f"{ordinal.split('|')[0]} contact with families"),
            )
            for place, (ordinal, number) in enumerate(zip(_NUMBERED, _NUMBERS, strict=True), 1)
        ),
        Cue(
            name="0",
            means="The last point of a list is meant.",
            patterns=(f"[the] last|final {_POINT}", "[the] last|final of those|them|these"),
            unless_after=_PAPERS,
            matches=("and the last one", "explain the final bullet"),
            misses=("and the last report", "the last time"),
        ),
    ),
    LISTS,
)  # fmt: skip

# The pronoun of an inspector, of whom it is asked what else they inspected.
INSPECTORS = CueTable(
    (
        Cue(
            name="inspector",
            means="It is asked what else somebody inspected who is spoken of as she or he.",
            patterns=("she|he|she's|he's / ..1 lead|led|inspect|inspected|visit|visited|inspecting",),
            matches=("what else has she inspected", "which others did he lead"),
            misses=("what did she say about the workforce", "is he visible"),
        ),
    ),
    LISTS,
)

# Which of the councils spoken of before a message points to; read clause by clause.
POINTERS = CueTable(
    (
        *(
            Cue(
                name=name,
                means=f"Of several councils that with the {name} inspection is meant.",
                patterns=(
                    f"[{{of}}] which|who [{{of_them}}] was|had [its] {{seen}} ..2 {first}",
                    f"[{{of}}] which [{{of_them}}] came|is|was ..1 {first} $", f"whose ..2 was|is|came ..1 {first} $",
                    f"which [{{of_them}}] has|had the {adjective} inspection|report",
                ),
                matches=(
                    f"of those which was inspected {first.split('|')[0]}", f"which of them came {first.split('|')[0]}",
                ),
                misses=(f"who was seen {first.split('|')[0]}", f"the {adjective.split('|')[0]} report"),
            )
            for name, first, adjective in (
                ("earliest", "first|earliest|oldest|older|earlier", "oldest|earliest|older|earlier"),
                ("latest", "last|latest|newest|newer|later|recently|recent", "newest|latest|newer|later"),
            )
        ),
        *(
            Cue(
                name=name,
                means=f"Of several councils the {name} is meant.",
                patterns=(f"[the] {words} {{of_them}}", f"the {words} [please] $"),
                unless_after=_PAPERS,
                matches=(f"just the {words.split('|')[0]} one", f"and the {words.split('|')[0]} of those?"),
                misses=(f"the {words.split('|')[0]} report", f"{words.split('|')[0]} contact with families"),
            )
            for name, words in (("first", "first|1st|former"), ("second", "second|2nd|latter"), ("third", "third|3rd"))
        ),
        Cue(
            name="other",
            means="Of two councils the one is meant that was not spoken of last.",
            patterns=("the other [one|council|authority|place] [please] $", "the other council|authority"),
            unless_after=_PAPERS,
            matches=("and the other?", "the other one please", "does the other council do that"),
            misses=("the other report", "any others", "the other children"),
        ),
        Cue(
            name="both",
            means="The two councils that were spoken of last are meant, side by side.",
            patterns=(
                "[for|in|of|compare] both [{of_them}] [please] $", "both [the] councils|authorities|places|areas",
                "compare them|these|those", "compare [the] two", "compare $", "side by side", "against|with each other",
                "next to each other", "how do they compare",
                "which|who [{of_them}] is|was|does|did|has|were|are [doing|does|did|do] better|worse|best|worst",
                "who's|whos|which's [doing] better|worse|best|worst",
            ),
            unless_after=_PAPERS,
            matches=(
                "what about both?", "compare the two", "side by side please", "which is better", "who's worse",
                "who is doing better", "which of the two was worse then",
            ),
            misses=("both reports", "both parents and children", "compare with Merrow", "which is the lead agency"),
        ),
        Cue(
            name="those",
            means="The councils are meant that were listed before.",
            patterns=(
                "of|among|from those|these|them [councils|authorities|places]", "those|these councils|authorities",
            ),
            unless_after=_PAPERS,
            matches=("of those which was inspected first", "which of them is in London", "among those councils"),
            misses=("most of these children", "of those reports", "some of them wait"),
            unless_before=("more|some|most|many|all|few|any|rest",),
        ),
        *(
            Cue(
                name=name,
                means=f"The council is meant that is a {name}.",
                patterns=(f"[the] {name} one|council|authority|la", f"the {name} [please] $"),
                matches=(f"just the {name} one", f"I meant the {name}"),
                misses=(f"the {name} lines gangs", f"{name} wide"),
            )
            for name in ("county", "city", "borough", "unitary", "district")
        ),
    ),
    LISTS,
)  # fmt: skip

# Who a report speaks of: where a message names one of these, it names its own subject.
GROUPS = CueTable(
    (
        Cue(
            name="group",
            means="People whom services are for, or who work in them.",
            patterns=(
                "care leaver|leavers", "care experienced [young] [people|adults]",
                "children|kids|child in|into care", "looked after children|kids",
                "foster carer|carers|families|parents", "kinship|connected carers|carer|persons",
                "adopter|adopters", "special guardian|guardians",
                "young carer|carers", "disabled children|kids|child", "children|kids with disabilities|send",
                "unaccompanied [asylum] [seeking] children|kids|minors", "asylum seeking children|kids",
                "uasc|cic|lac|cla",
                "social worker|workers", "privately fostered children|kids", "homeless teenagers|children|young",
                "children|kids|young [people] [missing] from home|education|school", "missing children|kids",
                "parents|families|fathers|dads|mothers|mums",
                "children|kids in need", "children|kids on plans", "staff|managers|leaders|iros",
            ),
            matches=("care leavers", "children in care", "foster carers", "unaccompanied kids"),
            misses=("housing", "virtual school", "private fostering"),
        ),
    ),
    LISTS,
)  # fmt: skip
