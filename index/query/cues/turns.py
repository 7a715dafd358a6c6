"""Words by which a message of a conversation leans on what was said before it."""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "bad": (
        "concern", "concerns", "weakness", "weaknesses", "problem", "problems", "issue", "issues", "worry", "worries",
        "criticism", "criticisms", "negatives", "bad bits", "shortfalls", "weak points", "downsides", "gaps", "bad",
        "less good", "not so good", "not so great", "bad points",
    ),
    "good": ("strength", "strengths", "positives", "good bits", "good points", "praise", "highlights", "best bits"),
    "filler": (
        "ok", "okay", "so", "thanks", "thank you", "cheers", "great", "right", "fine", "no", "sorry", "well", "oh",
        "hm",
        "hmm", "good", "yes", "yeah", "actually", "lovely", "cool", "and", "but",
    ),
    "of_them": (
        "one", "of those", "of these", "of them", "of the two", "council", "authority", "named", "place", "la",
        "you named", "i named", "i mentioned", "you mentioned",
    ),
    "it": ("it", "that", "this", "they", "them", "these", "those", "things"),
}  # fmt: skip

_PAPERS = ("report", "reports", "inspection", "inspections", "visit", "letter", "letters", "paragraph", "point", "time")

TURNS = CueTable(
    (
        Cue(
            name="why",
            means="The reason for what was shown is asked for, and nothing else is named.",
            patterns=(
                "^ [{filler}] [{filler}] why $", "^ [{filler}] why|how is|was|did|are|were that|it|they $",
                "^ [{filler}] how come $",
                "^ [{filler}] why not ..2 $", "^ [{filler}] why so|only ..2 $",
                "^ [{filler}] what's|what [is|was|were] the reason|reasons $",
                "^ [{filler}] why [is|was|did|are|were] {it} ..3 $",
            ),
            matches=("why?", "ok why not good?", "how come", "what was the reason?", "why was that?"),
            misses=("why did the director leave", "why are assessments late", "when was that"),
        ),
        Cue(
            name="better",
            means="It is asked whether what was shown is better or worse than it was.",
            patterns=(
                "better|worse|different|same than|as|from [it] [was] before|earlier|previously|then",
                "better|worse than last time|year",
                "is|was|has|have|did {it} ..2 better|worse|changed|change|improved|improve|slipped|new",
                "is|was {it} an improvement", "^ [{filler}] what|what's [has] changed $",
                "any|much better|change|improvement|progress",
            ),
            matches=("is that better than before?", "has that got better since 2019", "did it improve", "any better?"),
            misses=("better outcomes for children", "is that all", "was it like that in 2019"),
        ),
        Cue(
            name="concerns",
            means="Only what is weak in it is asked for.",
            patterns=(
                "^ [{filler}] [just|only|what|any|are|were] [were|are] [there] [the|their|any] {bad}",
                "^ [{filler}] what|anything [was|is|were|are|isn't] [not] bad|weak|wrong",
                "^ [{filler}] what isn't|aren't|wasn't|weren't|not [so|that|very|as|working] good|great|strong|well",
                "^ [{filler}] what isn't|aren't|wasn't|not working",
                "^ [{filler}] not so|that|very good|great|strong|well $",
            ),
            matches=("any concerns?", "just the concerns", "and the weaknesses?", "anything wrong?", "not so good?"),
            misses=("concerned parents", "how are concerns shared", "not good enough for children"),
        ),
        Cue(
            name="strengths",
            means="Only what is good in it is asked for.",
            patterns=(
                "^ [{filler}] [just|only|what|any|are|were] [were|are] [there] [the|their|any] {good}",
                "^ [{filler}] what|anything [was|is|were|are|went] good|strong|well|working",
            ),
            matches=("and the strengths?", "any positives", "anything good?", "what went well"),
            misses=("how good is it", "strengthening families"),
        ),
        Cue(
            name="meant",
            means="What was asked before is put right.",
            patterns=(
                "[no] [sorry] i|we meant|mean", "[no] [sorry] i|we said|wanted $", "^ [no] [sorry] i|we said",
                "^ no|sorry|nope not|i|it's|its", "^ not that [one]",
                "^ wrong council|place|authority|la|area|one|report", "make that", "should have been|said",
                "scratch|ignore that",
            ),
            matches=("no I meant", "sorry, I mean", "I meant the county", "wrong council", "no, I said Hull"),
            misses=("what does it mean", "no child waits", "what was said of it", "wrong decisions for children"),
        ),
        Cue(
            name="now",
            means="How it is now is asked for.",
            patterns=("^ [{filler}] [what|how] [about|is|are] [it|things] now $", "still", "these days", "nowadays"),
            matches=("and now?", "what about now", "are they still using them"),
            misses=("now show me fostering",),
        ),
        Cue(
            name="last time",
            means="The report before the one shown is asked for.",
            patterns=(
                "^ [{filler}] [what] [about] [at] last time $", "^ [{filler}] [what] [about] [in] the one before",
                "^ [{filler}] before $", "^ [{filler}] [what] [about] before that $",
                "^ [{filler}] [what|how] [about] previously $",
            ),
            matches=("and last time?", "what about last time", "and before that?"),
            misses=("what was the last time they met", "before proceedings"),
        ),
        Cue(
            name="more",
            means="More is asked for of something that is named.",
            patterns=("tell|show|say|know|read|give|see [me|us] [a] [bit|little] more [detail|details] about|on|of",),
            matches=("tell me more about the duty problem",),
            misses=("more children in care", "tell me about more"),
        ),
        Cue(
            name="beside",
            means="Another council is set beside the one before.",
            patterns=(
                "compare|compares|compared|comparison|versus|vs|against", "as good|bad|strong|weak [as|in|at]",
                "better|worse in|at|$", "do|does|did|doing it|that|this better|worse", "different in|from",
            ),
            matches=("how does that compare with", "is it as good in", "does  do it better?"),
            misses=("what about", "same question for"),
        ),
        Cue(
            name="asks",
            means="It is a sentence that asks, which may leave out what was named before, and no bare name of a matter.",
            patterns=(
                "^ [{filler}] how|who|who's|when|where|which|what|what's|whose|why",
                "^ [{filler}] is|are|was|were|do|does|did|has|have|had|can|could|will|would|any|anything|anyone",
            ),
            matches=("how big was the shortfall", "so who does it", "did leaders know"),
            misses=("housing?", "missing from care as well?", "now on caseloads"),
        ),
        Cue(
            name="points back",
            means="Something is spoken of that was named before.",
            patterns=("it|its|they|them|that|this|those|these|one", "the same|other", "same"),
            matches=("do they get help", "what are they doing about it", "would one turn up"),
            misses=("private fostering", "virtual school there"),
        ),
        Cue(
            name="of it",
            means="Something is asked about the matter before, and not of the council.",
            patterns=("about|on|in|with|for|to|of|do|did {it}",),
            matches=("what must improve about it", "what were they told to do on that"),
            misses=("what were they told to improve", "is it weak"),
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

# Which of the councils spoken of before a message points to; read clause by clause.
POINTERS = CueTable(
    (
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
                "next to each other", "how do they compare", "which [{of_them}] is|was|does|did|has better|worse",
            ),
            unless_after=_PAPERS,
            matches=("what about both?", "compare the two", "side by side please", "which is better"),
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
