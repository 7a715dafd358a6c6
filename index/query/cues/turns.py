"""Words by which a message of a conversation leans on what was said before it."""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "bad": (
        "concern", "concerns", "weakness", "weaknesses", "problem", "problems", "issue", "issues", "worry", "worries",
        "criticism", "criticisms", "negatives", "bad bits", "shortfalls", "weak points", "downsides", "gaps",
    ),
    "good": ("strength", "strengths", "positives", "good bits", "good points", "praise", "highlights", "best bits"),
    "filler": (
        "ok", "okay", "so", "thanks", "thank you", "cheers", "great", "right", "fine", "no", "sorry", "well", "oh",
        "hm",
        "hmm", "good", "yes", "yeah", "actually", "lovely", "cool", "and", "but",
    ),
    "it": ("it", "that", "this", "they", "them", "these", "those", "things"),
}  # fmt: skip

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
                "^ [{filler}] what isn't|aren't|wasn't good|working",
            ),
            matches=("any concerns?", "just the concerns", "and the weaknesses?", "anything wrong?"),
            misses=("concerned parents", "how are concerns shared"),
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
            patterns=("[no] [sorry] i|we meant|mean", "^ no|sorry|nope not|i|it's|its", "^ not that [one]"),
            matches=("no I meant", "sorry, I mean", "I meant the county"),
            misses=("what does it mean", "no child waits"),
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
            name="points back",
            means="Something is spoken of that was named before.",
            patterns=("it|its|they|them|that|this|those|these|one", "the same|other", "same"),
            matches=("do they get help", "what are they doing about it", "would one turn up"),
            misses=("private fostering", "virtual school there"),
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
