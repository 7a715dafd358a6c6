"""Words that ask for a verdict, for councils, for what the catalogue knows, or for how things have changed.

Names of councils, periods and kinds of paper have been taken out of the text before these are looked for.
"""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "inspect": (
        "inspect", "inspected", "visit", "visited", "ofsted", "ofsteded", "ilacs", "inspection", "visited by ofsted",
    ),
    "inspection": (
        "inspection", "inspections", "visit", "visits", "report", "reports", "letter", "letters", "ofsted", "ilacs",
    ),
    "visit": ("visit", "letter", "visit letter"),
    "many": ("visits", "inspections", "reports", "letters"),
    "in": ("to", "of", "for", "at", "in", "during", "since", "from"),
    "paper": (
        "inspection", "inspections", "report", "reports", "letter", "letters", "document", "documents", "papers",
        "files",
        "council", "councils", "authority", "authorities", "la", "las", "borough", "boroughs",
    ),
    "council": (
        "council", "councils", "authority", "authorities", "la", "las", "borough", "boroughs", "district", "districts",
    ),
    "grade": (
        "outstanding", "good", "requires improvement to be good", "requires improvement", "require improvement",
        "requiring improvement", "ri", "ris", "top marks", "inadequate", "inadequates", "failing", "adequate",
    ),
    "moved": (
        "improve", "improved", "improving", "better", "worse", "decline", "declined", "drop", "dropped", "slip",
        "slipped", "fall", "fell", "fallen", "go up", "go down", "went up", "went down", "gone up", "gone down",
        "change", "changed", "turn around", "turned around",
    ),
    "became": (
        "become", "became", "get", "got", "go", "went", "turn", "turned", "move", "moved", "judged", "rated", "graded",
        "been",
    ),
    "everyone": ("who", "who's", "who is", "anyone", "anybody", "everyone", "somewhere"),
    "which": (
        "which", "what", "any", "are there any", "is there any", "have you any", "got any", "any of the", "how many",
        "other", "all the", "all", "every", "list", "list of", "list the", "list all",
    ),
    "you": ("you", "u", "we", "there", "it", "this", "findings", "the bot", "the library"),
    "have": ("hold", "holds", "have", "got", "cover", "covers", "know"),
    "new": ("newest", "latest", "most recent"),
    "faring": (
        "doing", "performing", "faring", "getting", "on", "do", "did", "done", "now", "these", "days", "really",
        "overall",
    ),
    "so": (
        "good", "bad", "ok", "okay", "alright", "decent", "safe", "rubbish", "great", "terrible", "awful", "strong",
        "weak",
    ),
    "told": (
        "told", "asked", "need", "needs", "needed", "has", "have", "had", "required", "supposed", "recommended",
    ),
    "mend": (
        "improve", "fix", "work", "address", "do", "strengthen", "sort", "review", "ensure", "develop",
    ),
    "mention": (
        "mention", "mentions", "mentioned", "mentioning", "talk", "talks", "speak", "speaks", "refer", "refers",
        "referred", "referring", "cite", "cites", "discuss", "discusses",
    ),
    "leader": (
        "director", "director of children's services", "director of childrens services", "dcs", "chief executive",
        "chief exec", "lead member", "head of service", "independent chair", "chair of the lscb", "lscb chair",
        "leader of the council", "principal social worker", "commissioner", "improvement adviser",
    ),
}  # fmt: skip

FACTS = CueTable(
    (
        Cue(
            name="held", means="What is held of a council, or which councils are held, is asked.",
            patterns=(
                "which|what {paper} ..3 do|have|are {you} [{have}]", "which|what {paper} ..2 held|covered",
                "which|what {paper} ..2 in the library", "what is on file",
                "what do|have {you} hold|have|got|know ..2 of|on|about|for", "what have {you} got", "what is|are held",
                "do {you} have|hold|cover|got ..2 {inspection}|anything|documents|it", "have {you} got anything",
                "is|are ..2 held|covered|in the library", "documents|reports held",
                "^ [all|any|the|what|which] documents|reports|papers [{have}|held] on|about|for|of|from $",
                "what do {you} hold", "what do {you} have $",
                "how many {council}|documents|{inspection} ..2 do|have|are {you} [hold|have|got|cover]",
                "how many {council}|documents|{inspection} ..2 held|covered",
            ),
            matches=(
                "what do you hold on them", "which councils are held", "what have you got",
                "which reports do you have", "how many councils do you cover",
            ),
            misses=("what do they do well", "is the placement held", "what have inspectors got to say"),
        ),
        Cue(
            name="new", means="What has come in since a day is asked.",
            patterns=(
                "what|what's|anything|any ..2 new", "what has|have come in|out|been published|added",
                "new {inspection}|documents since", "anything|what [else] [new|more] since",
                "{inspection} ..2 published|added|out|in|new since|after",
            ),
            matches=("what's new since January", "anything new", "new reports since March"),
            misses=("is there a new model of practice", "new social workers since 2019"),
            unless=(
                "social|workers|worker|staff|children|model|director|team|leaders|service|services|strategy|placements",
            ),
        ),
        Cue(
            name="became", means="When a council was given a grade is asked.",
            patterns=(
                "when|year|since ..4 {became} ..3 {grade}", "since when ..4 {grade}", "how long ..4 {grade}",
                "first|last time ..4 {grade}", "when ..3 last|first {grade}", "from {grade} to {grade} ..2 when",
                "when ..6 from {grade} to {grade}", "ever been|was|were|got|get {grade}",
            ),
            matches=("when did they become outstanding", "since when are they good", "have they ever been inadequate"),
            misses=("when is good practice shared", "are they outstanding"),
        ),
        Cue(
            name="person", means="Who holds a post is asked.",
            patterns=(
                "who was|is|were|'s [the|their|our|its] ..2 {leader}", "who's [the|their|our|its] ..2 {leader}",
                "name of ..2 {leader}", "what is|was ..3 {leader} called", "{leader} name", "^ {leader} $",
                "{leader} [as] [named|printed] on|in ..4 letter|report",
            ),
            matches=("who was the director", "who is the DCS", "name of the lead member", "who's the chief executive"),
            misses=("what does the director say", "who supports care leavers", "is the DCS visible"),
        ),
        Cue(
            name="post", means="A post is named.",
            patterns=("{leader}",),
            matches=("director of children's services at the last inspection", "chief exec on the letter"),
            misses=("who leads the service",),
        ),
        Cue(
            name="meaning", means="What a grade means is asked.",
            patterns=(
                "what does|do|is|are ..3 {grade} ..1 mean|means|meaning", "what ..3 mean|means|meant by ..2 {grade}",
                "what's ..2 {grade} ..1 mean|means", "meaning of ..2 {grade}", "define ..2 {grade}",
                "definition of ..2 {grade}", "what is|makes a|an {grade} {council}|grade|judgement|rating $",
                "difference between {grade} and {grade}", "explain ..2 {grade}",
            ),
            matches=("what does requires improvement mean", "meaning of inadequate", "what is meant by outstanding"),
            misses=("what does good supervision look like", "what is good about the front door"),
        ),
    ),
    LISTS,
)  # fmt: skip

# Words of an overview: they ask for no single thing, so that a council named beside them is asked about as a whole.
WHOLE = CueTable(
    (
        Cue(
            name="summary", means="A summary, or the gist, is asked for.",
            patterns=(
                "[short|quick|brief|little] briefing|news|update|updates|summary [on|about|for|from|of]",
                "at a glance", "in one|a|two|few line|lines|sentence|sentences|words|word",
                "main|key|overall message|messages|takeaway|takeaways|point|conclusion|conclusions",
                "bullet|bulleted|short|quick summary",
                "summary|summaries|summarise|summarize|overview|gist|headlines|headline|nutshell|rundown|digest|snapshot",
                "sum up|it up|them up", "exec|executive summary", "key findings|messages|points",
                "main findings|messages|points", "tldr|tl", "in short|brief", "tell me [all|everything] about",
                "what do|should i|we [need] [to] know about", "what's the story|picture",
            ),
            matches=("summary of the report", "key findings", "give me the gist", "tell me about"),
            misses=("what did inspectors say about supervision", "brief interventions"),
        ),
        Cue(
            name="any good", means="How good a council is as a whole is asked.",
            patterns=(
                "how good|bad|well|are|is|was|were ..4 [{faring}]", "is|are|was|were ..3 any|much good|cop|use",
                "any good", "is|are|was ..2 [it|they|that] {so}", "what is|are|was|were ..3 like", "what's ..3 like",
                "how's", "how do|does|did ..4 do|look|fare|perform|compare", "good or bad",
                "what do|did|does ..2 think|make|reckon of",
            ),
            matches=("is it any good", "how is it doing", "what are they like", "how's", "how did they do"),
            misses=("supervision", "what needs to improve"),
        ),
    ),
    LISTS,
)  # fmt: skip

# What asks for one thing of its own, so that no verdict answers it.
SINGLE = CueTable(
    (
        Cue(
            name="single", means="A figure, a name, a place or a time is asked for.",
            patterns=(
                "how many|much|long|often|far|quickly|fast", "when|where|who|whose|whom",
                "percentage|proportion|number|numbers|share|rate|rates|percent",
            ),
            matches=("how many children are in care", "who leads it", "what percentage of care leavers"),
            misses=("how good is it", "care leavers", "what is the front door like"),
        ),
        Cue(
            name="single", means="A council of children is asked about, and no council for children.",
            patterns=(
                "care|leaver|leavers|youth|children's|young council|councils|forum",
                "in care council|councils|forum",
            ),
            matches=("children in care council", "the care leavers forum", "youth council"),
            misses=("how good is the council", "children in care", "county council"),
        ),
    ),
    LISTS,
)  # fmt: skip

CHANGES = CueTable(
    (
        Cue(
            name="changed", means="What has changed, or why it has, is asked of a council as a whole.",
            patterns=(
                "what|what's has|have|had|'s ..3 changed|different|improved|moved|got|gotten",
                "what|what's changed|different|improved",
                "how has|have|did ..4 changed|change|improved|improve|moved|turned|turn|got|get|gone|go",
                "why did|has|have|is|are ..4 {moved}", "how come ..5 {moved}", "how far has|have ..3 come|moved|got",
                "any|what|much change|changes|movement|progress / [at|in|for|there|since|between|on|overall] $",
                "go|gone|went|going|move|moved up|down [or] [up|down]", "better or worse", "what changed",
                "what happened|happens", "difference|differences [between|in]", "what's different",
            ),
            matches=(
                "what changed", "why did it improve", "what has changed", "how did they turn it around",
                "what happened",
            ),
            misses=("why is it inadequate", "what needs to change"),
        ),
    ),
    LISTS,
)  # fmt: skip

WHY = CueTable(
    (
        Cue(
            name="why", means="The reason for a grade is asked.",
            patterns=(
                "why|reason|reasons ..5 {grade}", "how come ..5 {grade}",
                "why ..3 fail|failed|graded|rated|judged|downgraded|marked", "what made|makes ..3 {grade}",
                "what went wrong|right", "why not|isn't|wasn't ..3 {grade}",
                "reason|reasons ..3 grade|rating|judgement|judgment", "why ..4 get|got|given ..3 {grade}",
                "why [that|this|the] grade|rating|judgement", "why ..4 get|got|gone|become|became worse|better",
            ),
            matches=(
                "why is it inadequate", "why are they not good", "what makes them outstanding", "what went wrong",
                "why did it get worse",
            ),
            misses=("why do staff leave", "why is supervision late", "is it inadequate"),
        ),
    ),
    LISTS,
)  # fmt: skip

# A grade asked about by its own name, or by what people call one.
GRADES = CueTable(
    (
        Cue(
            name="grade named", means="A grade is named, or a word that people use for one.",
            patterns=(
                "{grade}", "pass|passed|fail|failed|bomb|bombed|flunk|flunked|ace|aced|tank|tanked",
                "special measures", "up|down ..1 grade|grades", "top marks", "still {grade}",
                "go|gone|went|going up|down", "got|get|become|became|been better|worse",
                "do|did|done|does ..3 with [the] ofsted|inspectors|inspection",
                "do|did|done ..2 in|at [the] ofsted|inspection", "ofsted|inspection|ilacs $",
                "^ ofsted|inspection|ilacs [result|results|outcome|score]",
                "drop|dropped|slip|slipped|improve|improved",
            ),
            matches=("outstanding?", "RI", "did they pass", "did they bomb", "how did they do with ofsted", "go down"),
            misses=("supervision", "leadership"),
        ),
    ),
    LISTS,
)  # fmt: skip

# A grade of a council at more than one of its inspections.
OVER_TIME = CueTable(
    (
        Cue(
            name="over time", means="It is asked what a grade was before, or whether it moved.",
            patterns=(
                "did|has|have|had|is|are|was|were ..5 drop|dropped|fall|fallen|fell|slip|slipped|slid|decline|declined",
                "did|has|have|had|is|are|was|were ..5 worsened|downgraded|upgraded|risen|rise",
                "go|gone|went|going up|down", "up or down", "down or up", "better or worse", "fell|dropped|slipped $",
                "before last", "last but one", "penultimate", "two|three|2|3 inspections|reports|ofsteds|visits ago",
                "ever", "never|always", "used to", "no longer", "when it|they was|were", "before and|to after|now",
                "before after",
            ),
            matches=(
                "did their leadership drop", "the grade before last", "has it ever been good", "up or down",
                "leadership when it was outstanding", "grades before -> after", "grade two inspections ago",
            ),
            misses=("what is the grade", "good now", "an hour ago"),
            unless_after=("off|out|behind|through|within",),
        ),
    ),
    LISTS,
)  # fmt: skip

# Parts of a judged area that people ask after as broadly as after the area; the area that inspectors judge them in.
PARTS = CueTable(
    (
        Cue(
            name="protection", means="A service that reports tell of under help and protection.",
            patterns=(
                "front door", "integrated front door", "mash", "multi agency safeguarding hub", "early help",
                "edge of care",
            ),
            matches=("how's the front door", "early help", "MASH"),
            misses=("care leavers", "help with housing"),
        ),
        Cue(
            name="care", means="A service that reports tell of under children in care.",
            patterns=("fostering service|services", "fostering $", "corporate parenting", "residential care|homes"),
            matches=("fostering", "corporate parenting"),
            misses=("private fostering", "fostering good relationships"),
            unless_before=("private|privately|of|by|for",),
        ),
    ),
    LISTS,
)  # fmt: skip
