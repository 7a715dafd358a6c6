"""Words that ask for what no inspection document can answer. A cue's name is the sort of question.

Other services, other nations, opinions on the inspectorate, what will be: each has a sentence of its own
(``bot.answers.out_of_scope``). Questions on what inspectors found must not match, however near. Who tells of a child at
risk is told by a model (``index.query.message_sorts``).
"""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "rating": (
        "rating", "ratings", "grade", "grades", "inspection", "inspections", "inspected", "report", "reports", "ofsted",
        "cqc", "judgement", "result", "results",
    ),
    "health": (
        "hospital", "hospitals", "gp", "gps", "gp surgery", "doctor's surgery", "dentist", "dentists", "a&e",
        "pharmacy",
        "ambulance service", "ambulance", "nhs trust", "maternity unit", "care home", "care homes", "nursing home",
        "nursing homes", "hospice",
    ),
    "school": (
        "school", "schools", "academy", "academies", "primary school", "secondary school", "nursery", "nurseries",
        "sixth form", "college", "colleges", "university", "preschool", "childminder", "childminders",
        "grammar school", "high school", "infant school", "junior school", "special school",
    ),
    "adults": ("adult social care", "adults social care", "adults' social care", "adult services", "adults services"),
    "fair": (
        "fair", "unfair", "biased", "any good", "useful", "needed", "harsh", "too harsh", "soft", "right", "wrong",
        "reliable", "fit for purpose", "a waste of money", "a waste of time", "worth it",
    ),
    "nation": ("scotland", "wales", "northern ireland", "scottish", "welsh", "northern irish"),
    "elsewhere": (
        "glasgow", "edinburgh", "aberdeen", "dundee", "inverness", "fife", "highland council", "cardiff", "swansea",
        "wrexham", "gwynedd", "powys", "belfast", "derry", "dublin", "ireland", "france", "germany", "america", "usa",
        "the us", "the states", "australia", "canada",
    ),
    "grade": (
        "outstanding", "good", "requires improvement", "inadequate", "ri", "better", "worse", "special measures",
    ),
    "inspectors": ("ofsted", "inspectors", "the inspectors", "hmi", "inspectorate", "the inspectorate"),
}  # fmt: skip

BEYOND = CueTable(
    (
        Cue(
            name="other services",
            means="The quality of another service is asked for: health, adult care, a school, housing.",
            patterns=(
                "{adults} ..3 {rating}", "{rating} ..4 {adults}", "{adults} $",
                "{rating} for|of ..5 {health}", "{health} {rating}", "cqc {rating} ..6 {health}",
                "is|are ..4 {health} [any] good|outstanding|safe",
                "nhs waiting list|lists|times", "gp|doctor's|hospital|dental appointment|appointments",
                "{rating} for|of ..5 {school} $", "{school} ofsted|league [rating|ratings|grade|grades|tables|table]",
                "{school} {rating} $", "is|are ..4 {school} [any] good|outstanding $",
                "best|worst|top|good {school} in|near|for",
                "school|schools admission|admissions|places|catchment", "apply for ..4 school|nursery|college place",
                "council house|housing list|lists|waiting", "housing register|repairs|department",
                "[my|our|the] council tax band|bill|bands|bills",
            ),
            matches=(
                "Leeds adult social care rating", "CQC rating of the hospital", "is our local primary school good",
                "ofsted rating for St Mary's primary school", "school admissions in Leeds", "council house list",
                "GP appointments", "council tax bands", "care home ratings",
            ),
            misses=(
                "how do children's and adult services work together", "transition to adult social care",
                "schools at strategy meetings", "housing for care leavers", "attendance at school of children in care",
                "health services for children in care", "are school nurses involved", "virtual school",
                "what did the virtual school get", "children missing from school",
                "is the virtual school good", "are care leavers let off council tax",
                "are GP registrations of children in care timely",
            ),
            unless=(
                "virtual school|college", "care leavers|leaver", "children|child in care", "looked after",
                "transition|transitions|between|moving|move|together|with",
            ),
        ),
        Cue(
            name="other nations",
            means="Another nation than England is asked for.",
            patterns=(
                "children's services|inspection|inspections|grades|councils|council|ofsted ..3 in|of|for {nation}",
                "{nation} councils|council|children's|inspections|inspection|authorities",
                "in|across|for {nation} $", "^ {nation} $", "estyn", "care inspectorate [wales|scotland]",
                "ofsted|grades|inspection|rating|children's|services ..3 in|of|for|about {elsewhere}",
                "{elsewhere} ofsted|grades|inspection|rating|ratings|children's|council", "in {elsewhere} $",
            ),
            matches=(
                "children's services in Scotland", "Welsh councils", "how is fostering in Wales", "Cardiff grades",
                "what did Ofsted say about Glasgow", "Edinburgh council care leavers",
            ),
            misses=(
                "children placed in Scotland by Leeds", "moved to Wales", "Welsh-speaking carers",
                "unregistered homes in Wales used by Leeds", "Wales Street children's home", "placements in Scotland",
            ),
            unless=(
                "placed|placement|placements|moved|living|live|lives|homes|home|secure|unregistered",
                "arrived|arrivals|from",
            ),
        ),
        Cue(
            name="opinions",
            means="An opinion is asked for, on the inspectorate or on a grade.",
            patterns=(
                "is|are|was|were ..1 {inspectors} ..3 {fair}",
                "should ..1 {inspectors} [be] abolished|scrapped|reformed|replaced|closed",
                "what do you think|reckon of|about [the] {inspectors}",
                "what is your opinion|view|take on", "what's your opinion|view|take on", "in your opinion|view",
                "do you agree|think|believe that|with",
                "do you trust|like|believe|rate [the] {inspectors}",
                "do|does ..1 {inspectors} [even|really] know what they're|they are doing",
                "why is|are {inspectors} so",
            ),
            matches=(
                "is Ofsted fair", "should Ofsted be scrapped", "what do you think of Ofsted", "are inspectors biased",
                "do you agree with the grade", "is ofsted fit for purpose", "in your opinion is the grade right",
            ),
            misses=(
                "what did Ofsted think of leaders", "did inspectors find thresholds fair",
                "is Ofsted's report published",
                "do social workers agree with thresholds", "was the assessment fair", "is the panel useful",
            ),
        ),
        Cue(
            name="future",
            means="A prediction is asked for.",
            patterns=(
                "will|would ..4 get|be|become|go|stay|remain|achieve|receive [a|an] {grade}",
                "what [grade|grades|rating|judgement] will|would ..4 get|be|receive|achieve",
                "what will {inspectors} ..2 say|find|judge|conclude|think",
                "will|would {inspectors} ..2 say|judge|give|praise / us|we|our|them|it|they|a|good|outstanding",
                "will|would {inspectors} find / us|we|our|them|it|they",
                "predict|prediction|predictions|forecast", "how likely is|are ..8 {grade}",
                "likely to get|be|become|fail|pass ..3 {grade}|inspected",
                "are|will we going|be to|able pass|fail|get|be {grade}", "will we pass|fail [the|our|it]",
                "are we going to pass|fail|get", "what are|is ..2 chances|chance|odds",
            ),
            matches=(
                "will Leeds be outstanding next time", "what grade will we get next year",
                "what will Ofsted find at the next inspection", "predict our grade", "are we going to fail",
                "how likely is it that we are good next time",
            ),
            misses=(
                "when is the next inspection due", "what will the council do next", "will the plan be published",
                "what did Ofsted say will happen", "predictions of demand for placements are made",
                "what would good look like", "what will inspectors look at on site",
                "who will inspectors want to meet", "will inspectors shadow our staff",
                "will care leavers be offered housing",
            ),
            unless=("demand", "will|would ..2 plan|council|leaders do", "what ..2 look like"),
        ),
    ),
    LISTS,
)  # fmt: skip

IN_VIEW = CueTable(
    (
        Cue(
            name="in view",
            means="Inspectors, an inspection or what documents say is spoken of, whatever else is told.",
            patterns=(
                "inspector|inspectors|inspected|inspecting|hmi", "{one} inspection|inspections|report|reports",
                "report|reports say|says|said|mention|mentions|on|about", "findings", "finding on|about|that",
                "ofsted say|says|said|find|finds|found|think|thinks|thought|judge|judged|want|wants|wrote|reported",
                "did they find|say|think|praise|judge|report|mention|note|look", "according to", "passage|passages",
                "judged|graded|praised|criticised",
            ),
            matches=(
                "my son ran off, did inspectors look at that", "is it in the report", "what did they say of this",
                "anything in the latest inspection on bruises", "what did Ofsted find on knives",
            ),
            misses=(
                "how do I report this", "ofsted phone number", "how do I complain about ofsted", "I fear for my niece",
                "prepare for inspection", "private fostering",
            ),
        ),
    ),
    {
        "one": (
            "the", "a", "an", "any", "each", "every", "last", "latest", "newest", "recent", "this", "that", "which",
            "what",
            "all", "ofsted", "their", "our",
        ),
    },
)  # fmt: skip

OWN_LIFE = CueTable(
    (
        Cue(
            name="own life",
            means="Whoever writes may do themselves harm, whatever else is asked.",
            patterns=(
                "kill|killing|hang|hanging|hurt|hurting|harm|harming|cut|cutting|drown|drowning myself",
                "i|i'm|im [am] [feel|feeling|been] [really|so|very] suicidal", "end|ending|take|taking my [own] life",
                "i don't|dont want to live|die", "i want|wanna [to] die", "i wish i was|were dead",
            ),
            matches=(
                "I want to kill myself. grades of Leeds", "I feel suicidal and what did inspectors say on this",
                "going to end my life", "i dont want to live", "keep cutting myself",
            ),
            misses=(
                "children who harm themselves", "young people who feel suicidal", "suicidal thoughts of care leavers",
                "do I have to cut costs myself", "I am asking about suicidal young people", "end of life care",
            ),
        ),
    ),
)  # fmt: skip
