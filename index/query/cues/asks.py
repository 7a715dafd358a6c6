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
        "requiring improvement", "ri", "ris", "inadequate", "inadequates", "failing", "adequate",
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
    "everyone": ("who", "who's", "whos", "who is", "anyone", "anybody", "everyone", "somewhere"),
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
            name="next",
            means="When inspectors come next is asked.",
            patterns=(
                "when ..5 next {inspection}|inspected|due",
                "next {inspection} ..2 due|expected|date|coming|be",
                "next {inspection} $",
                "due ..3 next {inspection}",
                "when ..3 due ..2 {inspection}|inspected|another|again",
                "when ..4 inspected again|next",
                "when ..3 ofsted|inspectors ..2 coming|back|return|returning|returns",
                "due ..2 inspection|inspected|ofsted",
            ),
            matches=(
                "when is the next inspection due?",
                "when will they be inspected again",
                "next ofsted?",
                "when will ofsted be back",
            ),
            misses=("what happened in the next room", "when was the last inspection", "what should they do next"),
        ),
        Cue(
            name="inspected",
            means="When inspectors came is asked.",
            patterns=(
                "when|date was|were|did|is|of|have|has|had ..4 {inspect}",
                "when ..3 last {inspect}",
                "[date|dates] of ..2 last|latest|previous|recent {inspection}",
                "last {inspection} date|when",
                "date|dates of [the] ..2 {inspection}",
                "{inspection} date|dates",
                "how long ago|since ..4 {inspect}",
                "how recent|recently|old ..4 {inspect}",
                "when ..2 ofsted ..2 come|in|go|visit|here",
                "what year ..4 {inspect}",
                "when ..3 inspectors|ofsted ..1 on site|onsite",
                "what|which date|dates|day|days ..6 {inspect} [take|took] [place]",
                "when did ..5 {inspection} take place|happen",
            ),
            matches=(
                "when was it last inspected",
                "date of last inspection",
                "when did ofsted visit",
                "how old is the inspection",
                "inspection dates",
                "when were inspectors on site",
                "which dates did the ILACS take place",
            ),
            misses=(
                "when children are visited",
                "when visits are late",
                "are visits up to date",
                "when will ofsted be back in",
            ),
            unless=(
                "when|date will ..6 back|again|return|next",
                "children|child|kids|social worker|workers|placement|home|homes|statutory|assessment|assessments",
            ),
        ),
        Cue(
            name="inspectors",
            means="Who inspected is asked.",
            patterns=(
                "who {inspect}",
                "which|what hmi|hmis|inspector|inspectors did|visited|came|inspected|led|carried|went|wrote|signed",
                "who led|lead|carried ..4 {inspection}",
                "who was|were ..4 inspector|inspectors",
                "lead inspector",
                "name|names ..3 inspector|inspectors",
                "who did ..2 {inspection}",
                "who ..5 inspection|inspecting|inspectors' team",
                "[members|names] [of] [the] inspection team [members]",
                "who were|was on the team",
                "who was|were|is|are ..3 data analyst|analysts",
                "who was|were ..3 quality assurance manager|lead",
                "who was|were ..3 qa manager|lead",
                "who was|were ..2 deputy lead",
                "who was|were second|2nd in command|charge [of] [the] [inspection] [team]",
                "inspector's|inspectors name|names",
                "by whom",
            ),
            matches=(
                "who inspected them",
                "who was on the inspection team",
                "lead inspector",
                "names of the inspectors",
                "who led the inspection",
                "which HMIs did the visit",
                "who led the inspection and who was the QA manager",
                "who was second in command of the inspection team",
            ),
            misses=(
                "what did inspectors say",
                "what inspectors say about fostering",
                "who leads the service",
                "who visits children",
            ),
            unless=("children|child|kids|carers|families",),
        ),
        Cue(
            name="published",
            means="When a report was published is asked.",
            patterns=(
                "when|date ..4 published|released",
                "what|which day|date ..6 published|released|publication",
                "publication date|dates",
                "publishing date",
                "when did ..4 {inspection} come out",
                "date of publication",
            ),
            matches=("when was the report published", "publication date", "when did the letter come out"),
            misses=("has the strategy been published", "published data on care leavers"),
        ),
        Cue(
            name="often",
            means="How many inspections or visits there have been is asked.",
            patterns=(
                "how often ..4 {inspect}",
                "how many times ..4 {inspect}",
                "number of {inspection}",
                "how many [monitoring|focused|full] {inspection} ..3 has|have|had|been|were|there|did|do|does|are",
                "how many ..2 {inspection} $",
                "{inspection} ..2 by|each|per year",
                "visits|inspections ..3 by kind|type",
                "list|all|every ..2 {inspection} $",
                "^ [all|list|any|the|which|what] [full|focused|focussed|monitoring|joint] {many} [{in}] [{in}] # $",
                "inspection history",
                "history of inspections",
            ),
            matches=(
                "how often have they been inspected",
                "how many monitoring visits has it had",
                "inspection history",
                "focused visits in 2021",
                "visits by year",
                "list the inspections",
            ),
            misses=("how often are children visited", "how many visits are late", "how often is supervision"),
            unless=("children|child|kids|social|workers|late|statutory|home|foster|carers|families",),
        ),
        Cue(
            name="held",
            means="What is held of a council, or which councils are held, is asked.",
            patterns=(
                "which|what {paper} ..3 do|have|are {you} [{have}]",
                "which|what {paper} ..2 held|covered",
                "which|what {paper} ..2 in the library",
                "what is on file",
                "what do|have {you} hold|have|got|know ..2 of|on|about|for",
                "what have {you} got",
                "what is|are held",
                "do {you} have|hold|cover|got ..2 {inspection}|anything|documents|it",
                "have {you} got anything",
                "is|are ..2 held|covered|in the library",
                "documents|reports held",
                "what do {you} hold",
                "what do {you} have $",
                "how many {council}|documents|{inspection} ..2 do|have|are {you} [hold|have|got|cover]",
                "how many {council}|documents|{inspection} ..2 held|covered",
            ),
            matches=(
                "what do you hold on them",
                "which councils are held",
                "what have you got",
                "which reports do you have",
                "how many councils do you cover",
            ),
            misses=("what do they do well", "is the placement held", "what have inspectors got to say"),
        ),
        Cue(
            name="newest",
            means="What the newest document is is asked.",
            patterns=(
                "what|which is|are ..2 {new} {inspection}|document|one ..3 {you}|held|anywhere|library",
                "what's [the] {new} {inspection}|document|one",
                "what|which|what's ..2 newest ..1 {inspection}|document|one",
                "newest {inspection}|document|one $",
                "most recent|recently {inspection}|document|published ..2 anywhere|held|library|have|hold",
                "latest|newest {inspection}|document ..2 anywhere|held|library|have|hold",
                "how up to date|current ..3 {you}|library|reports",
            ),
            matches=("what is the newest report you hold", "newest report anywhere", "newest inspection"),
            misses=("the latest inspection on supervision", "newest social workers"),
        ),
        Cue(
            name="new",
            means="What has come in since a day is asked.",
            patterns=(
                "what|what's|whats|anything|any ..2 new",
                "what has|have come in|out|been published|added",
                "new {inspection}|documents since",
                "{inspection} ..2 published|added|out|in|new since|after",
            ),
            matches=("what's new since January", "anything new", "new reports since March"),
            misses=("is there a new model of practice", "new social workers since 2019"),
            unless=(
                "social|workers|worker|staff|children|model|director|team|leaders|service|services|strategy|placements",
            ),
        ),
        Cue(
            name="became",
            means="When a council was given a grade is asked.",
            patterns=(
                "when|year|since ..4 {became} ..3 {grade}",
                "since when ..4 {grade}",
                "how long ..4 {grade}",
                "first|last time ..4 {grade}",
                "when ..3 last|first {grade}",
                "ever been|was|were|got|get {grade}",
            ),
            matches=("when did they become outstanding", "since when are they good", "have they ever been inadequate"),
            misses=("when is good practice shared", "are they outstanding"),
        ),
        Cue(
            name="person",
            means="Who holds a post is asked.",
            patterns=(
                "who was|is|were|'s [the|their|our|its] ..2 {leader}",
                "who's [the|their|our|its] ..2 {leader}",
                "name of ..2 {leader}",
                "what is|was ..3 {leader} called",
                "{leader} name",
                "^ {leader} $",
            ),
            matches=("who was the director", "who is the DCS", "name of the lead member", "who's the chief executive"),
            misses=("what does the director say", "who supports care leavers", "is the DCS visible"),
        ),
        Cue(
            name="meaning",
            means="What a grade means is asked.",
            patterns=(
                "what does|do|is|are ..3 {grade} mean|means|meaning",
                "what ..3 meant by ..2 {grade}",
                "meaning of ..2 {grade}",
                "define ..2 {grade}",
                "definition of ..2 {grade}",
                "what is|makes a|an {grade} {council}|grade|judgement|rating $",
                "difference between {grade} and {grade}",
                "explain ..2 {grade}",
            ),
            matches=("what does requires improvement mean", "meaning of inadequate", "what is meant by outstanding"),
            misses=("what does good supervision look like", "what is good about the front door"),
        ),
    ),
    LISTS,
)

# Words of an overview: they ask for no single thing, so that a council named beside them is asked about as a whole.
WHOLE = CueTable(
    (
        Cue(
            name="summary",
            means="A summary, or the gist, is asked for.",
            patterns=(
                "summary|summaries|summarise|summarize|overview|gist|headlines|headline|nutshell|rundown|digest|snapshot",
                "sum up|it up|them up",
                "key findings|messages|points",
                "main findings|messages|points",
                "tldr|tl",
                "in short|brief",
                "tell me [all|everything] about",
                "what do|should i|we [need] [to] know about",
                "what's the story|picture",
            ),
            matches=("summary of the report", "key findings", "give me the gist", "tell me about"),
            misses=("what did inspectors say about supervision", "brief interventions"),
        ),
        Cue(
            name="any good",
            means="How good a council is as a whole is asked.",
            patterns=(
                "how good|bad|well|are|is|was|were ..4 [{faring}]",
                "is|are|was|were ..3 any|much good|cop|use",
                "any good",
                "is|are|was ..2 [it|they|that] {so}",
                "what is|are|was|were ..3 like",
                "what's|whats ..3 like",
                "how's|hows",
                "how do|does|did ..4 do|look|fare|perform|compare",
                "good or bad",
                "what do|did|does ..2 think|make|reckon of",
            ),
            matches=("is it any good", "how is it doing", "what are they like", "how's", "how did they do"),
            misses=("supervision", "what needs to improve"),
        ),
    ),
    LISTS,
)

# What asks for one thing of its own, so that no verdict answers it.
SINGLE = CueTable(
    (
        Cue(
            name="single",
            means="A figure, a name, a place or a time is asked for.",
            patterns=(
                "how many|much|long|often|far|quickly|fast",
                "when|where|who|whose|whom",
                "percentage|proportion|number|numbers|share|rate|rates|percent",
            ),
            matches=("how many children are in care", "who leads it", "what percentage of care leavers"),
            misses=("how good is it", "care leavers", "what is the front door like"),
        ),
    ),
    LISTS,
)

CHANGES = CueTable(
    (
        Cue(
            name="changed",
            means="What has changed, or why it has, is asked of a council as a whole.",
            patterns=(
                "what|what's|whats has|have|had|'s ..3 changed|different|improved|moved|got|gotten",
                "what|what's changed|different|improved",
                "how has|have|did ..4 changed|change|improved|improve|moved|turned|turn|got|get|gone|go",
                "why did|has|have|is|are ..4 {moved}",
                "how come ..5 {moved}",
                "what changed",
                "what happened|happens",
                "difference|differences [between|in]",
                "what's different",
            ),
            matches=(
                "what changed",
                "why did it improve",
                "what has changed",
                "how did they turn it around",
                "what happened",
            ),
            misses=("why is it inadequate", "what needs to change"),
        ),
    ),
    LISTS,
)

WHY = CueTable(
    (
        Cue(
            name="why",
            means="The reason for a grade is asked.",
            patterns=(
                "why|reason|reasons ..5 {grade}",
                "how come ..5 {grade}",
                "why ..3 fail|failed|graded|rated|judged|downgraded|marked",
                "what made|makes ..3 {grade}",
                "what went wrong|right",
                "why not|isn't|wasn't ..3 {grade}",
                "reason|reasons ..3 grade|rating|judgement|judgment",
                "why ..4 get|got|given ..3 {grade}",
                "why [that|this|the] grade|rating|judgement",
                "why ..4 get|got|gone|become|became worse|better",
            ),
            matches=(
                "why is it inadequate",
                "why are they not good",
                "what makes them outstanding",
                "what went wrong",
                "why did it get worse",
            ),
            misses=("why do staff leave", "why is supervision late", "is it inadequate"),
        ),
    ),
    LISTS,
)

# A grade asked about by its own name, or by what people call one.
GRADES = CueTable(
    (
        Cue(
            name="grade named",
            means="A grade is named, or a word that people use for one.",
            patterns=(
                "{grade}",
                "pass|passed|fail|failed|bomb|bombed|flunk|flunked|ace|aced|tank|tanked",
                "special measures",
                "up|down ..1 grade|grades",
                "top marks",
                "still {grade}",
                "go|gone|went|going up|down",
                "got|get|become|became|been better|worse",
                "do|did|done|does ..3 with [the] ofsted|inspectors|inspection",
                "do|did|done ..2 in|at [the] ofsted|inspection",
                "ofsted|inspection|ilacs $",
                "^ ofsted|inspection|ilacs [result|results|outcome|score]",
                "drop|dropped|slip|slipped|improve|improved",
            ),
            matches=("outstanding?", "RI", "did they pass", "did they bomb", "how did they do with ofsted", "go down"),
            misses=("supervision", "leadership"),
        ),
    ),
    LISTS,
)

# What is asked of all councils, or of a set of them.
LISTINGS = CueTable(
    (
        Cue(
            name="worse",
            means="Councils whose grade fell.",
            patterns=(
                "got|gotten|getting|gone|went|become|became|grown|doing ..1 worse|down|downhill|backwards",
                "declined|declining|deteriorated|dropped|slipped|fell|fallen|downgraded|worsened",
                "lost ..2 {grade}",
            ),
            matches=("who got worse", "which councils have declined", "who lost their good"),
            misses=("who got better", "who is worse for wear"),
        ),
        Cue(
            name="better",
            means="Councils whose grade rose.",
            patterns=(
                "got|gotten|getting|gone|went|become|became|moved|doing ..1 better|up|uphill",
                "improved|improving|upgraded|risen",
                "turned around",
                "turned it around",
            ),
            matches=("who got better", "which councils have improved", "who turned around"),
            misses=("who got worse", "told to improve"),
        ),
        Cue(
            name="told",
            means="Councils that were told to improve something.",
            patterns=(
                "{told} to {mend}",
                "must|should {mend}",
                "recommendation|recommendations|area|areas for|to|of improvement|development ..1 on|about|is|are|for",
                "recommendation|recommendations on|about|for|to",
                "improvement point|points|area|areas|bullet|bullets",
                "need|needs|needed improving|improvement|work",
                "must|should improve",
            ),
            matches=("which councils were told to improve supervision", "who needs to work on permanence"),
            misses=("which councils mention supervision", "who does permanence well"),
        ),
        Cue(
            name="well",
            means="Councils that are praised for something.",
            patterns=(
                "does|do|did|doing|is|are|who ..5 well|best|brilliantly",
                "good|great|strong|best|excellent|brilliant|better at|on|in|with|for",
                "good|best|great|strong|excellent|outstanding practice|example|examples",
                "praised|commended ..2 for|on",
                "has|have|had ..1 good|strong|excellent|great|best",
                "strength|strengths",
                "is|are ..3 good|strong|a strength $",
            ),
            matches=(
                "who does permanence well",
                "which councils are good at supervision",
                "examples of good practice in fostering",
            ),
            misses=("which councils mention supervision", "who was told to improve supervision"),
        ),
        Cue(
            name="badly",
            means="Councils that are faulted for something.",
            patterns=(
                "does|do|did|doing|is|are ..5 badly|poorly|worst",
                "bad|poor|weak|weakest|worst|rubbish|terrible|inconsistent at|on|in|with|for",
                "struggle|struggles|struggled|struggling with|on|over|to|at",
                "criticised|faulted|pulled ..2 for|on|up",
                "problem|problems|trouble|issues with|on|in",
                "has|have|had ..1 poor|weak|inadequate",
                "is|are ..3 weak|poor $",
            ),
            matches=(
                "who is weak on supervision",
                "which councils struggle with permanence",
                "who was criticised for delay",
            ),
            misses=("which councils mention supervision", "who does permanence well"),
        ),
        Cue(
            name="mention",
            means="Documents or councils that speak of something.",
            patterns=(
                "{mention} [about|of|to|on]",
                "say|says|said ..2 about",
                "word|words|phrase appears|appear|used|use|in",
                "have|has|uses|use|using $",
                "in which reports|documents|councils",
            ),
            matches=(
                "which reports mention county lines",
                "who talks about neglect",
                "what documents refer to kinship care",
            ),
            misses=("who does permanence well", "which councils got worse"),
        ),
    ),
    LISTS,
)

# That all councils are meant though none is named: "who is ...", "which reports ...".
EVERYONE = CueTable(
    (
        Cue(
            name="everyone",
            means="All councils, or all reports, are asked about.",
            patterns=(
                "^ {which} ..3 {council}|reports|documents|letters",
                "^ how many ..3 {council}",
                "^ {everyone}",
                "{council} that|who|which|with|where|rated|judged|graded",
                "^ {council} ..4 {grade}",
                "^ {grade} {council}",
                "^ reports|documents|letters that|which|mentioning|about|on|where",
                "^ where is|are|else",
                "^ [the] councils|authorities|las|boroughs|places|areas",
                "^ [is|are] [there] any ..2 {council}",
                "^ {which} [the] {grade} $",
                "^ {which} [the] {grade} ones|one|council|councils|now|currently|still|for|in|on|at",
                "^ [the] {grade} ones",
                "^ anyone|anybody|someone|somebody",
                "who else",
                "across the country|england|library|region",
                "nationally",
                "anywhere",
                "^ examples|example of",
            ),
            matches=(
                "which councils are good",
                "who got worse",
                "how many authorities are outstanding",
                "inadequate councils",
            ),
            misses=("what did inspectors say", "the council is good", "how good is it"),
            unless=(
                "^ who was|is|'s [the|their|our|its] ..2 {leader}",
                "^ who {inspect}",
                "^ who led",
                "^ who supports|helps|checks|runs",
            ),
        ),
    ),
    LISTS,
)

SETS = CueTable(
    (
        Cue(
            name="London",
            means="The London boroughs.",
            patterns=("london [boroughs|borough|councils|authorities|las]", "in london"),
            matches=("London boroughs", "councils in London"),
            misses=("the city", "counties"),
        ),
        Cue(
            name="metropolitan",
            means="Metropolitan districts.",
            patterns=(
                "metropolitan [districts|district|boroughs|borough|councils|authorities]",
                "mets",
                "met boroughs|districts|councils",
            ),
            matches=("metropolitan districts", "mets"),
            misses=("he met them", "boroughs"),
        ),
        Cue(
            name="county",
            means="Counties.",
            patterns=("county councils", "counties", "shire counties|councils", "shires"),
            matches=("which counties are good", "county councils"),
            misses=("county lines", "the county"),
        ),
        Cue(
            name="unitary",
            means="Unitary authorities.",
            patterns=("unitary|unitaries [authorities|authority|councils|council]",),
            matches=("unitaries", "unitary authorities"),
            misses=("united", "counties"),
        ),
        Cue(
            name="neighbours",
            means="Statistical neighbours of a council.",
            patterns=(
                "statistical|stat|nearest|our|their|its|closest neighbours|neighbour|neighbors",
                "stat nns|ns",
                "neighbours|neighbors of",
            ),
            matches=("our statistical neighbours", "neighbours of"),
            misses=("a neighbour reported", "neighbourhood"),
        ),
        Cue(
            name="North East",
            means="The North East.",
            patterns=("north east", "northeast"),
            matches=("councils in the north east",),
            misses=("north west",),
            unless_after=("lincolnshire",),
        ),
        Cue(
            name="North West",
            means="The North West.",
            patterns=("north west", "northwest"),
            matches=("councils in the north west",),
            misses=("north east",),
        ),
        Cue(
            name="Yorkshire and the Humber",
            means="Yorkshire and the Humber.",
            patterns=(
                "yorkshire and|& [the] humber|humberside",
                "yorks and humber",
                "yorkshire councils|authorities",
                "in yorkshire",
            ),
            matches=("Yorkshire and the Humber",),
            misses=("north yorkshire",),
        ),
        Cue(
            name="East Midlands",
            means="The East Midlands.",
            patterns=("east midlands", "east mids"),
            matches=("in the East Midlands",),
            misses=("west midlands",),
        ),
        Cue(
            name="West Midlands",
            means="The West Midlands.",
            patterns=("west midlands", "west mids"),
            matches=("in the West Midlands",),
            misses=("east midlands",),
        ),
        Cue(
            name="East of England",
            means="The East of England.",
            patterns=("east of england", "eastern region|england", "east anglia"),
            matches=("east of England councils",),
            misses=("east midlands",),
        ),
        Cue(
            name="South East",
            means="The South East.",
            patterns=("south east", "southeast"),
            matches=("councils in the south east",),
            misses=("south west",),
        ),
        Cue(
            name="South West",
            means="The South West.",
            patterns=("south west", "southwest"),
            matches=("councils in the south west",),
            misses=("south east",),
        ),
    ),
    LISTS,
)

# Parts of a judged area that people ask after as broadly as after the area; the area that inspectors judge them in.
PARTS = CueTable(
    (
        Cue(
            name="protection",
            means="A service that reports tell of under help and protection.",
            patterns=(
                "front door",
                "integrated front door",
                "mash",
                "multi agency safeguarding hub",
                "early help",
                "edge of care",
            ),
            matches=("how's the front door", "early help", "MASH"),
            misses=("care leavers", "help with housing"),
        ),
        Cue(
            name="care",
            means="A service that reports tell of under children in care.",
            patterns=("fostering service|services", "fostering $", "corporate parenting", "residential care|homes"),
            matches=("fostering", "corporate parenting"),
            misses=("private fostering", "fostering good relationships"),
            unless_before=("private|privately|of|by|for",),
        ),
    ),
    LISTS,
)
