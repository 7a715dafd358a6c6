"""Clauses that tell what an answer is for, who wants it, when, or in what form: they ask and filter nothing."""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "over": ("signed off", "done", "finished", "approved", "agreed", "published", "out", "ready", "all done", "over"),
    "mine": (
        "my", "our", "a", "an", "the", "this", "his", "her", "their", "some", "tomorrow's", "next week's",
        "friday's", "today's",
    ),
    "paperwork": (
        "action plan", "improvement plan", "self assessment", "self evaluation", "sef", "briefing", "briefing note",
        "note", "slide",
        "slides", "presentation", "deck", "paper", "report", "cabinet", "cabinet paper", "committee", "scrutiny",
        "panel", "board", "supervision", "meeting", "visit", "audit", "audit moderation", "moderation",
        "team meeting", "team day",
        "away day", "practice week", "training", "workshop", "induction", "appraisal", "refresh", "strategy", "policy",
        "business plan", "service plan", "conference", "newsletter", "bid", "tender", "interview", "essay",
        "assignment", "dissertation", "annual report", "quarterly report", "dashboard", "inspection prep", "smt",
        "tracker", "action tracker", "spreadsheet", "template", "log", "matrix", "pack", "speech", "talk", "reply",
        "response", "statement", "application", "proposal", "blog", "poster", "display", "quiz",
        "dmt", "slt",
        "my manager", "my boss", "the director", "dcs", "hos", "head of service", "lead member", "member",
        "members", "councillor",
        "councillors", "chief exec", "chief executive", "leader", "minister", "mp", "colleague", "colleagues",
        "foi", "email",
        "handover", "peer review", "peer challenge", "annual conversation", "sufficiency paper", "work",
    ),
    "boss": (
        "lead member", "manager", "boss", "director", "dcs", "head of service", "hos", "chief exec",
        "chief executive", "councillor", "cllr",
        "chair", "leader", "team manager", "ad", "assistant director", "principal social worker", "psw",
        "colleague", "mp", "member",
        "someone", "somebody", "members", "scrutiny", "cabinet",
    ),
    "role": (
        "officer", "manager", "worker", "starter", "teacher", "head", "carer", "councillor", "cllr", "analyst",
        "auditor", "adviser", "advisor", "lead", "governor", "nurse", "student", "adopter", "parent", "sw", "psw",
        "iro", "nqsw", "hr", "finance", "comms", "legal", "member", "trainee", "clerk", "director", "journalist",
    ),
    "day": (
        "today", "tomorrow", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "this afternoon",
        "this morning", "next week", "this week", "asap", "soon", "lunchtime", "noon", "shortly",
    ),
    "pages": (
        "page numbers", "page refs", "page references", "paragraph numbers", "paragraph refs", "para numbers",
        "para refs",
        "para nos", "references", "refs", "citations",
    ),
    "proof": (
        "page numbers", "page number", "page refs", "page references", "paragraph numbers", "paragraph number",
        "paragraph refs", "para numbers", "para number",
        "para refs", "para nos", "references", "refs", "citations", "quotes", "quotations", "sources", "evidence",
        "a quote", "exact words",
        "bullet points", "bullets", "the page", "the paragraph", "the page number", "the paragraph number",
        "the exact words",
    ),
}  # fmt: skip

ASIDES = CueTable(
    (
        Cue(
            name="purpose",
            means="What the answer is for.",
            patterns=(
                "[i] [just] [i] need|want|needed|wanted it|this|that|them|these|something [all] for|in|before|by|to",
                "need|want for {mine}", "it's|its [just|only] for [{mine}]", "it is [just|only] for [{mine}]",
                "this|that is [just|only] for {mine} ..2 {paperwork}",
                "writing|drafting|preparing|prepping|updating|refreshing|compiling [up] [for] [{mine}] ..2 {paperwork}",
                "benchmarking {mine} ..2 {paperwork}",
                "prepping|preparing|prep for [{mine}] ..2 {paperwork}", "getting ready for [{mine}] ..2 {paperwork}",
                "working on {mine} ..2 {paperwork}", "putting|pulling together [{mine}] ..2 {paperwork}",
                "doing {mine} ..2 {paperwork}", "doing a|an|some ..2 {paperwork} $",
                "filling|completing {mine} ..2 {paperwork}",
                "so [that] i|we can", "to put|go|include in|into {mine}", "going in|into {mine} ..2 {paperwork}",
            ),
            matches=(
                "need it for my action plan", "it's just for a slide", "writing a briefing for my HoS",
                "prepping for practice week",
                "all recommendations please, doing a tracker", "doing some training",
                "I want this for the committee", "pulling together our annual report", "need this before supervision",
            ),
            misses=(
                "do children need it for school", "what do they need to improve", "preparing children for adulthood",
                "is there a plan for supervision", "writing case notes",
                "what does Ofsted want them to fix",
            ),
            unless_before=(
                "children|kids|they|people|families|parents|carers|leavers|who|workers|does|do|staff",
                "ofsted|inspectors|inspector|hmi|hmis|council|council's|authority|did|cabinet|board|panel|scrutiny",
                "do they|children|families|staff",
            ),
        ),
        Cue(
            name="errand",
            means="A clause of its own says what it is for.",
            patterns=(
                "^ for {mine} ..2 {paperwork}", "^ for {paperwork} {day}", "^ for {paperwork} on {day}",
                "^ for {paperwork} $", "^ exec|board|staff|member|members|team|manager|dcs|smt|slt briefing|meeting $",
                "^ for [{mine}] {boss} brief|briefing|note|pack|meeting $",
            ),
            matches=(
                "plain English or not? for our self-assessment", "for audit moderation tomorrow", "for a briefing",
                "exec briefing", "for DCS brief",
            ),
            misses=(
                "for children in care", "support for our foster carers", "is it good for the child's plan",
                "what does the board briefing say",
            ),
        ),
        Cue(
            name="quick",
            means="It is a small question.",
            patterns=(
                "quick one|q|question|query [before|for] [{mine}] [{paperwork}]",
                "quick one|q|question ahead of [{mine}] [{paperwork}]",
                "just a quick one|question|query",
            ),
            matches=("quick one before supervision", "just a quick question"),
            misses=("how quickly are assessments done", "one quick response team"),
        ),
        Cue(
            name="haste",
            means="How quickly it is wanted.",
            patterns=(
                "i've|ive|i have [got] {mine} ..2 {paperwork} at|in|on|{day}", "i've|ive [got] {mine} meeting",
                "got {mine} meeting", "i|i've|ive have|got {paperwork} at|on|in|{day}",
                "i|i've have got {paperwork} at|on",
                "presenting|going [it|this] to ..2 {paperwork}", "^ ahead of ..2 {paperwork}",
                "^ before ..1 {paperwork} {day}", "got {mine} ..2 {paperwork} at|in|on|{day}",
                "{paperwork} [is|are] due", "due|needed by|on|in {day}", "due {day}",
                "before {mine} meeting at|in|{day}",
                "[in] [two|five|ten|#] minutes|mins|min|hours before|until|till [{mine}] {paperwork}",
                "^ [i'm|im|am|sorry] [in] [a] rush|hurry", "in a rush|hurry $", "asap", "^ by {day}",
                "need|needed|needs|wanted by {day}",
                "^ by end|close of day|play|week",
            ),
            unless_after=("when|date|month",),
            matches=("I have supervision at 3", "I've a meeting at 2", "sufficiency paper is due Friday", "asap"),
            misses=(
                "how quickly are assessments done", "when is supervision", "are visits due on time",
                "plans by the end of the week",
            ),
        ),
        Cue(
            name="who asks",
            means="Who wants to know.",
            patterns=(
                "[the|my|our|a] {boss} is|has|was|keeps [been] asking|asked",
                "[the|my|our|a] {boss} asked|asks [me|us] [for|about|to]",
                "[the|my|our|a] {boss} wants|needs|wanted to know",
                "i've|ive been asked by ..4 if|whether|to|for|about",
                "i have been asked by ..4 if|whether|to|for|about", "asking for {mine} ..1 friend|colleague|{boss}",
            ),
            matches=(
                "lead member is asking", "my manager wants to know", "our DCS asked me",
                "I've been asked by the leader's office whether",
            ),
            misses=(
                "does the director know", "the lead member for children",
                "is the manager asking children what they want", "what was cabinet asked to agree",
            ),
            unless_after=("children|kids|families|for help|staff|them|young", "to agree|decide|approve|note|endorse"),
            unless_before=("is|does|did|has|was|were|what|which",),
        ),
        Cue(
            name="role",
            means="Who the asker is.",
            patterns=("^ ..2 {role} here",),
            matches=("Finance officer here, is there new money", "new starter here, what was looked at", "HR here."),
            misses=("what do social workers think of working here", "how is it here"),
        ),
        Cue(
            name="once done",
            means="When something that was named is over.",
            patterns=(
                "once|after|when it's|its|that's|they're {over}",
                "once|after|when it|that|this|they is|are|was|were|has|have [been|all] {over}",
            ),
            matches=("who gets the report once it's signed off", "what happens when that has been agreed"),
            misses=("once children are settled", "when they are older", "after it was found that children waited"),
            unless_after=("that|to|by|with|how|what",),
        ),
        Cue(
            name="proof",
            means="In what form the answer is wanted.",
            patterns=(
                "back it|this|that|them up with {proof}", "back up with {proof}", "with {proof}",
                "[and] give|quote|cite|include|add|show [me] [the] {proof} [please|pls|too|for it|for each]",
                "in bullets", "in bullet points", "word for word", "verbatim", "short answer [please|pls|only]",
                "in a sentence|nutshell",
                "need|want {proof}", "{proof} please|pls|too $", "plain english please|pls",
            ),
            matches=(
                "IHA timeliness, back it up with page numbers", "with paragraph refs", "give me the page numbers",
                "verbatim please",
            ),
            misses=(
                "evidence of impact", "plain English or not", "what evidence did they give",
                "are letters word perfect",
            ),
            unless_after=("of|that|from|to|about|on",),
        ),
    ),
    LISTS,
)  # fmt: skip
