"""Words that ask for what was strong, weak, better or worse of something. A cue's name is the polarity."""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "strong_points": (
        "strength", "strengths", "strong points", "strong point", "good points", "positives", "positive", "best bits",
        "highlights", "praise", "good practice", "best practice",
    ),
    "weak_points": (
        "weakness", "weaknesses", "weak points", "weak point", "weak spots", "weak spot", "bad points", "negatives",
        "shortcomings", "shortfalls", "shortfall", "failings", "failures", "gaps", "criticism", "criticisms",
        "problems", "faults", "flaws", "downsides", "deficiencies",
    ),
}  # fmt: skip

LEANINGS = CueTable(
    (
        Cue(
            name="strong",
            means="What was good about something.",
            patterns=(
                "{strong_points} / of|in|on|about|with|around|for|from|at",
                "the|their|its|any|main|key|what {strong_points}",
                "{strong_points} $",
                "^ strong|good|best points|spots|bits",
                "what|what's|anything|something ..2 good|strong|positive|impressive / about|on|in|with|from|at",
                "what|where ..4 do|does|did|doing|done|go|goes|went|going ..4 well|best",
                "good things",
                "praised|commended / for|on|about",
                "did ..4 praise",
                "what ..3 like|liked|impressed|praise|praised / about|with|in|on",
                "worked|works|working well",
            ),
            matches=(
                "strengths of adoption",
                "what's good about early help",
                "what does it do well on life story work",
                "anything good about the virtual school?",
                "positives on the workforce",
                "what went well in supervision",
            ),
            misses=(
                "how well are children supported",
                "good enough",
                "what was weak about it",
                "is Hull good",
                "what must they do to be good",
            ),
            unless_before=("no|not|isn't|wasn't|lack|lacking|nothing",),
            unless=("strengths and weaknesses", "strengths & weaknesses"),
        ),
        Cue(
            name="weak",
            means="What was weak, missing or wrong about something.",
            patterns=(
                "{weak_points} / of|in|on|about|with|around|from",
                "the|their|its|any|main|key|just|what {weak_points}",
                "^ weak|bad points|spots|bits",
                "{weak_points} $",
                "what|what's|where|anything ..4 weak|wrong|poor|bad|lacking|missing|criticised|failing",
                "what|where|how ..4 fall|falls|fell|falling|fallen short|down|behind",
                "what|where ..4 isn't|wasn't|aren't|weren't|not ..2 good|working|right|done|happening",
                "let ..3 down",
                "criticised|faulted|slated|marked / for|on|about|down",
                "did ..4 criticise",
                "what ..4 go|goes|went|going wrong|badly",
                "worried|concerned ..1 inspectors",
                "inspectors ..2 worried|concerned / about|by|with",
            ),
            matches=(
                "what was weak about private fostering",
                "what's wrong with the board",
                "where did they fall down on supervision",
                "criticisms of return home interviews",
                "what isn't good enough about out of hours cover",
                "shortfalls in pre-proceedings",
                "weak points foster carer records 2023",
                "problems with audits",
                "early help - just the negatives",
            ),
            misses=(
                "children missing from school",
                "strengths of adoption",
                "problems at home",
                "how bad is the neglect",
                "missing children",
                "what happens when something is missing from home",
            ),
            unless_before=(
                "no|health|drug|alcohol|behaviour|behavioural|family|money|debt|welfare|safeguarding|raise|raising|report",
            ),
            unless_after=(
                "from home|school|education|care",
                "children|kids|episodes|persons|people|pupils",
            ),
            unless=("strengths and weaknesses", "strengths & weaknesses"),
        ),
        Cue(
            name="improving",
            means="What has got better.",
            patterns=(
                "what|what's|where|anything ..3 improved|better|stronger",
                "what ..3 improvements|progress",
            ),
            matches=(
                "what has improved in supervision",
                "what progress on permanence",
                "anything got better for care leavers",
            ),
            misses=("what needs to improve", "what must be improved", "improvement plan", "how to make it better"),
            unless=("need|needs|must|should|to improve|be", "better at|than"),
        ),
        Cue(
            name="deteriorating",
            means="What has got worse.",
            patterns=(
                "what|what's|where|anything ..3 worse|worsened|declined|deteriorated|slipped",
                "decline|deterioration in",
            ),
            matches=(
                "what has got worse for care leavers",
                "where have things slipped",
                "deterioration in assessments",
            ),
            misses=("who declined", "what has improved"),
        ),
    ),
    LISTS,
)
