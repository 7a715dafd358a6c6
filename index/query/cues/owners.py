"""Words that ask for the owner, the day, the row or the gap: they ask, and are not what it is about."""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "is": ("is", "are", "was", "'s", "were", "will be"),
    "who": ("who", "who's", "whose", "which manager", "which officer", "which director", "which lead", "which team"),
    "action": ("action", "actions", "row", "rows"),
}  # fmt: skip

OWNERS = CueTable(
    (
        Cue(
            name="owner",
            means="Who has an action to do is asked.",
            patterns=(
                "{who} [is|are|was] [the] responsible|accountable for",
                "{who} [is|are|was|will] [be] in charge of",
                "{who} has|have|holds|takes|took [got] [the] responsibility for",
                "{who} [is|are] [the] leading|lead|leads [officer] on|for|with",
                "{who} [is|are] leading / the|a|an",
                "{who} has|have|got [got] the / ..3 action",
                "{who} [is|are] [the] owner of",
                "{who} owns|own",
                "{who} [is|are|has] [been] down|assigned|tasked for|to|with",
                "{who} [is|has] [got] to / ..1 increase|review|launch|write|recruit|train|develop|introduce|report",
                "responsible|down|accountable for $",
                "responsible person|officer|lead",
            ),
            matches=(
                "who is responsible for private fostering", "who's in charge of the tracker",
                "who leads on young carers", "which manager is responsible for supervision", "who owns the action",
                "what is Emma Dole down for", "who has to write to care leavers",
            ),
            misses=(
                "are parents responsible for their children", "is the director in charge",
                "who supports care leavers", "the lead officer visits schools",
            ),
        ),
        Cue(
            name="day",
            means="By when an action is to be done is asked.",
            patterns=(
                "by when [is|are|should|must|will]", "deadline|deadlines [for|of|to]",
                "what is|'s|was|are the deadline|deadlines|timescale|timescales [for|of|to]",
                "[the] due|target|completion date|dates [for|of|to]",
            ),
            matches=("by when is the peer challenge due", "deadline for the scorecard", "due date of the action"),
            misses=("when children are due to return", "plans without timescales", "due to the pandemic"),
        ),
        Cue(
            name="gap",
            means="What is not there is asked for, of what was named.",
            patterns=("what is|was|are|were missing|lacking $", "what's missing|lacking $"),
            matches=("the letter on audits, what is missing", "pathway plans: what's lacking?"),
            misses=("what is missing from home", "children who go missing", "what is missing education"),
        ),
        Cue(
            name="row",
            means="The row of a plan is asked for, by what it is about.",
            patterns=(
                "which|what {action} is|are|'s [there] [for|about|on|under|to] [do] [with]",
                "which|what {action} deals|deal|covers|cover [with]", "[the] {action} about|on|under",
                "which|what {action} are|is there [for|about|on|under]",
            ),
            matches=(
                "which action is about call handling", "what actions are there under supervision",
                "the action on dashboards", "which row covers advocacy",
            ),
            misses=("action taken to protect children", "what action did managers take", "actions are late"),
        ),
    ),
    LISTS,
)  # fmt: skip
