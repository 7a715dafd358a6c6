"""Words that ask for grades, for a list of what must improve, or for a comparison."""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "inspectors": ("inspectors", "ofsted", "hmi", "hmis"),
    "clock": ("since", "before", "after", "until", "following"),
    "grade": (
        "outstanding", "good", "requires improvement", "require improvement", "requires improvement to be good",
        "inadequate", "adequate", "ri", "failing",
    ),
    "stands": (
        "is", "are", "was", "were", "still", "been", "go", "went", "gone", "become", "became", "getting", "get", "got",
        "stay", "stayed", "isn't", "aren't", "wasn't", "remain", "remains",
    ),
    "grown": (
        "got", "getting", "gotten", "become", "became", "gone", "been", "going", "any", "much", "is", "are",
    ),
    "given": ("get", "got", "gets", "give", "gives", "gave", "given", "award", "awarded", "achieve", "receive"),
    "it": ("that", "this", "it", "things", "they"),
    "mend": (
        "improve", "fix", "change", "address", "work on", "do better", "get better", "get better at", "be better",
        "be improved", "be fixed", "be done", "be addressed", "develop", "strengthen", "sort",
        "sort out", "put right", "improve on", "focus on", "concentrate on", "prioritise",
    ),
    "mended": ("improved", "fixed", "changed", "put right", "sorted", "sorted out", "done better", "done differently"),
    "acted": (
        "sort", "sorted", "sort out", "sorted out", "fix", "fixed", "address", "addressed", "act on", "acted on", "do",
        "done", "deal with", "dealt with", "put right",
    ),
    "whose": ("the", "our", "their", "its", "his", "her"),
    "moved": (
        "better", "worse", "stronger", "weaker", "sharper", "faster", "slower", "quicker", "improve", "improved",
        "improves", "improving", "improvement", "improvements", "slipped", "slipping", "declined", "declining",
        "deteriorated",
        "deteriorating", "change", "changed", "changing", "progress", "progressed", "moved on", "sorted", "done",
    ),
    "no_noun": (
        "at", "in", "on", "for", "with", "since", "than", "or", "over", "now", "after", "recently", "again", "under",
        "about", "around", "and", "between", "when", "there", "then", "yet",
    ),
    "degree": (
        "better", "worse", "stronger", "weaker", "sharper", "faster", "slower", "quicker", "more", "less", "fewer",
        "higher", "lower", "bigger", "smaller", "worse off", "better off",
    ),
    "report": ("inspection", "inspections", "report", "reports", "visit", "visits", "ofsted", "ofsteds"),
    "young": (
        "children", "kids", "people", "leavers", "parents", "carers", "families", "staff", "workers", "adopters",
        "they", "teenagers",
    ),
}  # fmt: skip

JUDGEMENTS = CueTable(
    (
        Cue(
            name="grade word",
            means="A word that is used of grades is said.",
            patterns=(
                "grade|grades|graded|grading|gradings|rating|ratings|rated",
                "judgement|judgements|judgment|judgments|judged|score|scores|scored|mark|marks|marked",
                "overall effectiveness",
                "what|how|which did|do|does|has|have ..2 {inspectors} judge|rate|grade|mark",
                "{inspectors} judge|rate|grade",
            ),
            matches=(
                "Leeds grades", "what is Leeds rated", "help and protection judgment Leeds",
                "what did Ofsted judge leaders", "how did inspectors rate care leavers",
            ),
            misses=(
                "private fostering in Leeds", "how good is supervision in Leeds", "visits since the last judgement",
                "what are the rates of agency staff",
            ),
            # "since the 2017 judgement" tells a time.
            unless_after=("care profile|profiles",),
            unless_before=("{clock} [the|our|their|its|last|that] [last|previous|latest|first|#] [#]",),
        ),
        Cue(
            name="what did they get",
            means="It is asked what somebody was given.",
            patterns=(
                "what|which|how did|do|does|has|have ..4 {given}",
                "what|which|how did|do|does|has|have ..4 come out",
                "what|which|how was|were ..4 given|awarded",
                "say|says|said|tell|tells|told ..2 we|they|it|council got|get / for|in|on",
            ),
            matches=("what did Leeds get for leadership", "what did the LSCB get in Leeds"),
            misses=("does Leeds get help to families early", "who gets the report"),
        ),
        Cue(
            name="result",
            means="The outcome of an inspection is asked for.",
            patterns=(
                "ofsted|inspection|ilacs result|results|outcome|outcomes|verdict",
                "was|is|were|are [{whose}] result|results|outcome|outcomes|verdict [of|for|in|at|from] [of|for|in] $",
                "^ result|results|outcome|outcomes|verdict [of|for|in|at|from] [of|for|in] $",
                "ofsted|ilacs|inspection|latest|last|overall|their|our|its grade|rating",
                "overall verdict|result|outcome",
            ),
            matches=("Leeds ofsted result", "what was the outcome?", "outcomes for", "the inspection verdict"),
            misses=("outcomes for care leavers are poor", "results of return interviews are shared with schools"),
        ),
        Cue(
            name="one grade or another",
            means="Two grades are set against each other.",
            patterns=(
                "{grade} or|to|from|and|not|vs|versus {grade}",
                "{grade} or not|what",
                "{grade} or {grade} or {grade}",
            ),
            matches=("is Leeds good or outstanding", "from inadequate to good", "kids in care - outstanding or not"),
            misses=("good practice or bad luck", "is the food good"),
        ),
        Cue(
            name="is it of a grade",
            means="Somebody asks whether a council, or an area of it, has a grade: the grade ends what is said of it.",
            patterns=(
                "{stands} ..4 {grade}"
                " / now|overall|still|yet|for|in|on|at|when|last|this|again",
                "{stands} ..4 {grade} / by ofsted",
                "{stands} ..4 {grade} / or not",
                "{stands} ..4 {grade} [or] / $",
            ),
            matches=(
                "is Leeds outstanding",
                "are they still inadequate",
                "was Leeds ever inadequate?",
                "is Dudley failing",
            ),
            misses=(
                "are assessments good enough in Leeds",
                "inadequate housing for care leavers",
                "how good is supervision",
                "is the service failing children who go missing",
            ),
        ),
        Cue(
            name="a grade alone",
            means="Besides names and dates nothing is said but a grade.",
            patterns=("^ {grade} [or not] $", "^ still|now|ever {grade} $", "{grade} overall", "overall ..6 {grade}"),
            matches=("outstanding?", "RI?", "inadequate overall", "still RI?", "overall is it good"),
            misses=("outstanding practice in early help", "good enough?"),
        ),
        Cue(
            name="how did they do",
            means="It is asked how a council did, with nothing that it did.",
            patterns=(
                "how did|have|has ..3 do|done|score|fare|fared|did / overall|for|at|on|in $",
                "how did|have|has ..3 do|done|score|fare|fared|did / [when] inspected",
                "how did|have|has ..3 do|done|score|fare|fared|did / with|in|at|for|by [the|their|its] {report}",
                "how did|have|has ..3 do|done|score|fare|fared|did / overall",
                "how did|have|has ..3 do|done|score|fare|fared|did / in their",
                "how did|have|has ..3 do|done|score|fare|fared|did / $",
            ),
            matches=(
                "how did Leeds do overall",
                "how did Hull do with Ofsted",
                "how has Dudley done?",
                "how did we fare at the inspection",
            ),
            misses=("how did they do life story work", "how do social workers get on with schools"),
        ),
        Cue(
            name="overall",
            means="The council as a whole is asked for, and nothing else.",
            patterns=("^ overall $",),
            matches=("overall", "overall?"),
            misses=("overall, are assessments timely", "overall management of risk"),
        ),
        Cue(
            name="up or down",
            means="It is asked whether a grade went up or down.",
            patterns=(
                "did|has|have|is|are ..6 go|gone|going|went|come|came up|down [a] [grade|grades|notch] $",
                "did|has|have ..6 drop|dropped|slip|slipped|fall|fallen|downgraded|upgraded [a] [grade|grades|notch] $",
            ),
            matches=("did help & protection go down", "has Leeds gone up a grade", "has leadership dropped?"),
            misses=(
                "did the number of agency staff go down last year",
                "has the number of referrals gone up since then",
            ),
            unless=(
                "number|numbers|rate|rates|caseload|caseloads|cases|proportion|percentage|how many|staff|workers",
            ),
        ),
    ),
    LISTS,
)  # fmt: skip

NOT_GRADES = CueTable(
    (
        Cue(
            name="how good",
            means="It is asked how good practice is: an answer in words, not a grade.",
            patterns=("any|how|as|so|no|very|really|too|that good", "good at|enough|practice|quality"),
            matches=("is practice any good with disabled children", "are assessments good enough", "how good is it"),
            misses=("is Leeds good", "good or outstanding"),
            unless=("grade|grades|graded|rating|ratings|rated|judged|judgement|judgment|judgements|judgments",),
        ),
    ),
    LISTS,
)  # fmt: skip

GRADE_WORDS = CueTable(
    (
        Cue(
            name="said of grades only",
            means="A word that is said of nothing but grades.",
            patterns=(
                "grade|grades|graded|grading|gradings|rating|ratings|rated",
                "judgement|judgements|judgment|judgments|judged|overall",
                "what|how|which did|do|does|has|have ..2 {inspectors} judge|rate|grade|mark",
                "{inspectors} judge|rate|grade",
                "say|says|said|tell|tells|told ..2 we|they|it|council got|get / for|in|on",
            ),
            matches=("what grade did they get", "how was it judged"),
            misses=("what mark did it leave", "did they get help"),
        ),
    ),
    LISTS,
)  # fmt: skip

IMPROVEMENTS = CueTable(
    (
        Cue(
            name="need to improve",
            means="What somebody needs, has or ought to do better.",
            patterns=(
                "need|needs|needed|needing|have|has|had|got ..2 to {mend}",
                "left|still to {mend}",
                "told|asked|required|instructed|supposed|meant|left|tell|ask|still ..3 to {mend}",
                "told|asked|required|instructed|tell|ask|left|still ..3 to do [next|differently]",
                "need|needs|needed [more|further|some] improving|improvement|fixing|work|sorting",
                "should|must|ought|needs|need ..4 {mend}",
                "need|needs|needed to do ..2 to get|be|become|reach|achieve [to] good|outstanding|better",
                "need|needs|needed to do next|differently",
                "must|has to|have to be done|improved|fixed|addressed",
                "has to|have to be done|improved|fixed|addressed",
                "been|were|was|got told|asked ..2 to {mend}",
            ),
            matches=(
                "what does Leeds need to improve",
                "what must Leeds do better",
                "what were we told to fix",
                "what did Ofsted ask Leeds to improve",
                "what have they got to work on",
            ),
            misses=("private fostering in Leeds", "do families need early help", "is practice improving"),
        ),
        Cue(
            name="wanted better",
            means="What inspectors want changed; what children or parents want is no list of theirs.",
            patterns=(
                "want|wants|wanted ..4 {mended}", "want|wants|wanted ..4 to {mend}",
                "plan|plans|planned|intend|intends to {mend}",
            ),
            matches=(
                "what did Ofsted want changed", "what do inspectors want them to improve",
                "what does the council plan to improve", "what the authority intends to fix",
            ),
            misses=(
                "what do children want changed", "do parents want to change social worker",
                "is there a plan to return home",
            ),
            unless_before=("{young}", "{young} do|did"),
        ),
        Cue(
            name="list",
            means="The list itself is named.",
            patterns=(
                "area|areas for|of|to|needing improvement|improvements|improve|development|develop",
                "list|lists of improvements|recommendations|recs|points", "improvements|recommendations list|lists",
                "asks|demands|requirements of|from|by {inspectors}", "{inspectors} asks|demands|requirements",
                "areas in need of improvement",
                "improvement area|areas|point|points|list|priorities|action|actions",
                "recommend|recommends|recommended|recommendation|recommendations|recs|rec",
                "to do|dos list|lists", "to dos", "to do $", "list to sort|fix|do|improve", "to sort|fix|do list",
                "list of things|what|stuff ..3 to {mend}",
                "priority action|actions", "priority and immediate action|actions", "actions|action required|needed",
                "action point|points", "things|stuff|points|bits to {mend}", "homework", "next steps / $",
                "what|what's [is|are] [left|still] on [the|their|its] list / $",
                "action|actions for|from ..3 ofsted|inspectors|inspection",
            ),
            matches=(
                "Leeds areas for improvement", "2017 recommendations for Leeds", "list the recs", "Dudley homework",
                "Leeds' to-do list from Ofsted", "what's still on the list to sort", "priority actions Leeds",
                "action points for Leeds",
            ),
            misses=("improve the area", "children's homework club attendance", "what do they do"),
            unless_after=("club|clubs|help|support",),
        ),
        Cue(
            name="repeated",
            means="It is asked what was wanted before and is wanted again, or has been done since.",
            patterns=(
                "what|what's|anything|which ..3 came|come|comes|coming|crept back|again",
                "what|what's|anything|which ..6 repeated|recurring|repeats|recurs|repeat [of|from]",
                "recommendation|recommendations|points|point|area|areas ..6 repeated|recurring|repeat|repeats|again",
                "what|anything ..3 same [as] [the] last|previous time|inspection|report",
                "same problems|issues|things|points|recommendations|faults|weaknesses|areas ..4 last|previous|before",
                "points|recommendations|recs|areas|issues|problems ..4 still there|here|on|outstanding|open",
                "new|old|left on [the|their|its|our] list", "was|were|is|are|what's|what on [the|their|its|our] list",
                "still not|never|yet sorted|fixed|addressed|done $",
                "did|have|has|had ..2 get|got|have ..2 improvements|recommendations|recs|points|list ..2 {acted}",
                "did|have|has|had ..2 {acted} ..6 list|points|recommendations|recs|improvements",
                "did|have|has|had ..2 {acted} ..4 asked|told|wanted ..3 last|previous|before",
                "did|have|has|had ..2 {acted} what ..3 asked|told|wanted $",
                "anything ..1 added|more since|after|later",
            ),
            matches=("what came back from the report before", "did they fix what was on the list"),
            misses=("do children come back from missing", "what came out of the visit"),
            unless=("children|child|kids|young|missing|home|care",),
        ),
        Cue(
            name="weak points",
            means="What was weak, with nothing that it was weak in.",
            patterns=(
                "what's|what wrong [with|at|in|about|there] $",
                "what is|was wrong [with|at|in|about|there] $",
                "what's|what is|are|was [the|their|its] problem|problems $",
                "weak|worst|weakest|bad points|spots|areas|bits|parts|things",
                "weakness|weaknesses|weakest|shortcomings|shortfalls",
                "where|how is|are|was|were ..2 weak", "fall|falls|fell|falling short|down", "went wrong",
                "was|were|is wrong $", "was|were|is wrong / in|with|according|per",
                "not [so|very|that] good at|enough", "criticise|criticised|criticises|criticism|criticisms",
                "pull|pulled ..2 up on|about|over", "unhappy with|about", "doing badly|poorly", "do|did|does badly",
            ),
            matches=(
                "Leeds weak spots", "where did Dudley fall down", "what was Hull pulled up on",
                "what are they not good at",
            ),
            misses=("weak coffee", "private fostering"),
        ),
    ),
    LISTS,
)  # fmt: skip

COMPARISON = CueTable(
    (
        Cue(
            name="side by side",
            means="Two things are set beside each other; a comparison only where two councils or two times are named.",
            patterns=(
                "compare|compared|compares|comparing|comparison|versus|vs|v",
                "next to",
                "difference|differences between",
                "differ|differs|different [from|to|between]",
                "side by side",
                "better or worse",
                "better|worse in|at|on|than",
                "set|put|held|measured|measure|up ..2 against",
                "which|who ..4 better|worse|best|worst",
            ),
            matches=(
                "Leeds v Bristol",
                "compare Leeds and Bristol",
                "who is better at missing children",
                "Leeds vs. Bristol",
            ),
            misses=("support for children", "is it any better now"),
        ),
    ),
    LISTS,
)  # fmt: skip

CHANGE = CueTable(
    (
        Cue(
            name="then and now",
            means="Two times are named, though without a year.",
            patterns=(
                "then v|vs|versus|and|to now", "now v|vs|versus|and then|before", "before and after",
                "last|latest|both|past|previous two inspections|reports|visits|ofsteds",
                "two latest|last inspections|reports|visits|ofsteds",
                "two most recent inspections|reports|visits|ofsteds",
            ),
            matches=("front door then vs now", "compare the last two inspections", "now and before"),
            misses=("what happens then", "two social workers"),
        ),
        Cue(
            name="got better",
            means="Something is asked to have become better or worse.",
            patterns=(
                "{grown} ..2 better|worse|stronger|weaker|improved",
                " / {no_noun}",
                "{grown} ..2 better|worse|stronger|weaker|improved / $",
                "did|does|do it|that|this|things|they|we [ever] get ..1 better|worse / $",
                "{moved} ..12 since", "since ..12 {moved}",
                "{degree} ..6 than / before|previously|earlier|in|at|was|were",
                "{degree} ..6 than / it|they|we was|were|did|had|used", "{degree} ..6 than / $",
                "has|have|had|hasn't|haven't|anything|any ..12 since / then|covid|lockdown",
                "has|have|had|hasn't|haven't|anything|any ..12 since / the pandemic",
                "has|have|had|hasn't|haven't|anything|any ..12 since / $",
                "has|have|had|did {it} [really|ever|since|now] slipped|change|changed|improve|improved|turned|moved",
                "has|have|had|did {it} [really|ever|since|now] got|gone|become ..1 better|worse|back|on|up|down",
                "turned [it|things] round|around", "gone up|down|back|backward|backwards",
                "did|has|have ..4 sort|sorted out", "moved on since", "moved on / $",
                "than|like|as ..2 used to",
                "what they|it|we|things used to", "used to ..12 still|anymore|nowadays", "still ..8 as ..1 as",
                "better than before",
                "worse than before",
            ),
            matches=(
                "has supervision got better since 2019", "is it any better", "are they worse off than in 2018",
                "has it turned round", "did they sort out supervision", "pathway plans, moved on since",
            ),
            misses=("better outcomes for children", "how do they get on", "since birth"),
        ),
    ),
    LISTS,
)  # fmt: skip

IMPROVES = CueTable(
    (
        Cue(
            name="asks for a change",
            means="It is asked whether something has changed for the better or the worse.",
            patterns=("has|have|did|does|is|are ..12 {moved}",),
            matches=("is Leeds getting better", "has supervision improved"),
            misses=("better supervision", "care leavers"),
        ),
    ),
    LISTS,
)  # fmt: skip
