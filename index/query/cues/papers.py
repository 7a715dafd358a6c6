"""Words that ask what a paper says of itself: who wrote it, which body had it and when, what was to be decided."""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "paper": (
        "letter", "report", "paper", "plan", "slides", "slide deck", "deck", "presentation", "briefing", "minutes",
        "self assessment", "self evaluation", "tracker", "scorecard", "action plan", "improvement plan",
        "cabinet report", "cabinet paper", "committee report", "committee paper", "scrutiny report",
    ),
    "body": (
        "cabinet", "committee", "scrutiny", "panel", "board", "full council", "executive", "scrutiny panel",
        "scrutiny committee", "members", "councillors", "overview and scrutiny",
    ),
    "wrote": (
        "wrote", "write", "written", "signed", "sign", "authored", "prepared", "drafted", "presented", "introduced",
        "produced", "submitted",
    ),
    "had": (
        "consider", "considered", "see", "saw", "seen", "discuss", "discussed", "receive", "received", "get", "got",
        "meet", "met", "meeting", "look", "looked", "approve", "approved", "go", "went", "gone", "taken", "presented",
        "reported", "held", "take place", "took place", "come", "came", "submitted", "sent",
    ),
    "decide": (
        "decide", "decided", "resolve", "resolved", "agree", "agreed", "approve", "approved", "note", "endorse",
        "endorsed",
    ),
}  # fmt: skip

PAPER_FACTS = CueTable(
    (
        Cue(
            name="author",
            means="Who wrote, signed or brought a paper is asked.",
            patterns=(
                "who {wrote} ..6 {paper}",
                "who was|were|is|has ..6 {paper} {wrote} by",
                "who was|is ..6 {paper} from",
                "who signed it|this off", "who signed it|this $", "whose signature",
                "who signed off ..6 {paper}",
                "author|authors of ..6 {paper}",
                "{paper} author|authors|owner", "who owns ..6 {paper}", "owner of ..6 {paper}",
                "whose name is ..3 {paper}",
                "by whom was ..6 {paper} {wrote}",
                "contact officer|officers|details",
                "who ..2 contact for|about ..6 {paper}",
            ),
            matches=(
                "who signed the letter", "who wrote the cabinet report", "report author", "contact officer for it",
                "who presented the slides", "author of the action plan",
                "who owns the improvement plan",
            ),
            misses=(
                "who writes life story letters for children", "who signs off assessments", "who is in the plan",
                "are plans written with the child",
            ),
            unless=("child's|children's plan|plans", "care|pathway|safety|protection|education plan|plans"),
        ),
        Cue(
            name="addressee",
            means="To whom a letter was written is asked.",
            patterns=(
                "who|whom ..4 addressed|written|sent to $", "addressee", "who ..5 {paper} to $",
                "to whom ..4 addressed|written|sent", "who ..5 {paper} ..4 addressed|written|sent to",
            ),
            matches=("who was the letter addressed to", "who is the letter to", "addressee of the letter"),
            misses=("who wrote the letter", "who are children sent to", "to whom do staff report"),
            unless=("children|child|kids|families ..3 sent|written",),
        ),
        Cue(
            name="body",
            means="Which body had a paper before it, or when, is asked.",
            patterns=(
                "which|what [council] committee|panel|board|body|meeting ..8 {had}",
                "which|what [council] committee|panel|board|body|meeting ..4 {paper}",
                "which|what [council] committee|panel|board|body|meeting was|is it|this for",
                "when|date ..4 {body} {had}",
                "when was|is|were|did [the] {body} [meeting] $",
                "what|which date|day was|is ..2 {body} [meeting] $",
                "when was|is|were|did ..6 {paper} ..2 {had} ..2 to|at|before|by {body}",
                "when ..6 {paper} ..1 to|before {body}",
                "where ..6 {paper} ..2 {had}",
                "date|day of [the] {body} [meeting]",
            ),
            matches=(
                "which committee did the action plan go to and when", "when did cabinet consider the plan",
                "date of the scrutiny panel", "what date was the scrutiny panel", "when did the report go to cabinet",
                "which meeting saw the paper",
            ),
            misses=(
                "when do children meet their social worker", "which board oversees children in care",
                "when is the next meeting of the committee", "when did the panel match children with adopters",
            ),
            unless=(
                "child|children|children's|matched|adopters|fostering|adoption|placement",
                "care|pathway|safety|protection|education plan|plans", "oversees|oversee|monitors|responsible", "next",
            ),
        ),
        Cue(
            name="requests",
            means="What a body was asked to decide, or did decide, is asked.",
            patterns=(
                "what|which ..3 {body} ..3 asked|recommended|invited|requested to",
                "what|which ..2 {body} ..2 {decide}",
                "what|which ..4 asked|recommended|invited of [the] {body}",
                "what decision|decisions ..6 {body}|asked|needed|required|sought|requested|make|made|taken",
                "officer|officers|officer's recommendation|recommendations",
                "what did|does ..4 recommend|ask [to] [the] {body}", "what did|does [the] {body} recommend",
                "what was|were ..3 resolved|agreed|decided",
                "resolutions|resolution of|at|from ..3 {body}",
            ),
            matches=(
                "what was cabinet asked to decide", "what did scrutiny resolve", "officer recommendations",
                "what decisions did the board have to make", "what was the committee recommended to do",
            ),
            misses=(
                "what did inspectors recommend", "decisions about children are timely", "what did the panel look like",
                "what was agreed with the child",
            ),
            unless=("child|children", "inspectors|ofsted ..2 recommend", "vote|voted|votes"),
        ),
    ),
    LISTS,
)  # fmt: skip
