"""Words that ask for somebody's own words: the inspectors', the council's, or both."""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "inspectors": (
        "inspector", "inspectors", "inspecter", "inspecters", "ofsted", "hmi", "hmis", "hmip", "cqc", "hmicfrs",
        "inspectorate", "inspectorates", "inspection team", "inspection teams",
    ),
    "say": (
        "say", "says", "said", "saying", "find", "finds", "found", "think", "thinks", "thought", "reported", "tell",
        "tells", "told", "conclude", "concludes", "concluded", "judge", "judges", "judged", "want", "wants", "wanted",
        "write", "writes", "wrote", "note", "notes", "noted", "criticise", "criticises", "criticised", "praise",
        "praises", "praised", "like", "likes", "liked", "make", "made", "mention", "mentions", "mentioned",
        "recommend", "recommends", "recommended", "see", "saw", "reckon", "reckons", "pick up", "picked up", "flag",
        "flags", "flagged", "raise", "raises", "raised", "identify", "identifies", "identified", "feel", "felt",
        "observe", "observed", "highlight", "highlights", "highlighted", "comment", "commented", "describe",
        "described", "rate", "rated", "agree", "agreed", "backed", "back up", "back it", "back this", "back that",
        "confirm", "confirmed", "ask", "asked",
    ),
    "claim": (
        "say", "says", "said", "saying", "claim", "claims", "claimed", "claiming", "think", "thinks", "reckon",
        "reckons", "promise", "promises", "promised", "proud", "tell", "tells", "telling", "admit", "admits",
    ),
    "view": (
        "view", "views", "words", "opinion", "opinions", "verdict", "findings", "criticism", "criticisms", "concern",
        "concerns", "comment", "comments", "praise",
    ),
    "agree": ("agree", "agreed", "confirm", "confirmed", "back", "bear", "see it", "say the same", "find it too"),
    "council": ("council", "la", "local authority", "cabinet", "councillors", "officers"),
    "paper": (
        "words", "word", "view", "views", "account", "version", "assessment", "evaluation", "claim", "claims", "paper",
        "papers", "plan", "plans", "document", "documents", "slides", "list", "priorities",
    ),
}  # fmt: skip

INSPECTOR = CueTable(
    (
        Cue(
            name="inspectors said",
            means="Inspectors are asked to have said or found something.",
            patterns=(
                "{inspectors} ..2 {say}", "did|do|does|have|has|had|were|was|are|what [the] {inspectors}",
                "according to [the] {inspectors}", "{inspectors} [own] {view}", "only [the] {inspectors}",
                "told|found|said|noted|criticised|praised|reported by [the] {inspectors}", "{inspectors} only",
                "in [the] {inspectors} [own] words",
            ),
            matches=(
                "what did inspectors say about fostering", "according to Ofsted, how is it", "Ofsted's view of it",
            ),
            misses=(
                "the Leeds Ofsted report on fostering", "fostering in Leeds", "who gets the Ofsted report",
                "who will inspectors want to meet", "what would Ofsted make of it",
            ),
            # What inspectors will do is told by papers that prepare for them.
            unless_before=("will|would|might|can|should", "what|who|how|when|where will|would|might|can|should"),
        ),
    ),
    LISTS,
)  # fmt: skip

COUNCIL = CueTable(
    (
        Cue(
            name="own papers",
            means="What somebody wrote or thinks of himself is asked for.",
            patterns=(
                "our|the|local council's|council|authority's|la's own {paper}", "our own {paper}",
                "our|the|council's|authority's|la's [council's|authority's|la's] self assessment|evaluation",
                "our|the sef",
                "self assessment|evaluation|assessments|evaluations say|says|said",
                "in our own words", "in the council's own words", "in our words", "in the council's words",
            ),
            matches=("the council's own account of fostering", "our own view", "what does our self-assessment say"),
            misses=("the council's own children's homes", "foster carers in their own words", "own views of children"),
        ),
        Cue(
            name="we say",
            means="We, or the council, are asked to have said something; what we were told somebody else said.",
            patterns=(
                "do|did|have|what|where|how we ..1 {claim}", "do|did|what|where|how we ..1 describe|commit|committed",
                "are|were|what we|we're ..1 saying|claiming|telling|promising|proud", "we {claim}",
                "{council} [itself|themselves] {claim}", "{council} [still] find|finds hard|difficult|challenging",
                "{claim} [of|about] itself|themselves|ourselves", "wrote|write [of|about] itself|themselves|ourselves",
                "proud|proudest of", "{council} wants|want|plans|plan|aims|aim|intends|intend|hopes|hope to",
                "{council} going|planning to", "{council} planning|plan|plans next",
            ),
            matches=(
                "what do we say about fostering", "what does Leeds council say it's proud of", "we claim it is good",
                "what does the council want to work on next",
            ),
            misses=(
                "what were we told about fostering", "can we say that fostering is good",
                "how do we get on with fostering", "do we have enough carers",
            ),
            unless=("can|could|may|should|might we {claim}",),
            unless_after=("been told",),
        ),
    ),
    LISTS,
)  # fmt: skip

BOTH = CueTable(
    (
        Cue(
            name="only a claim",
            means="Something may be no more than a claim of the council's.",
            patterns=(
                "just|only|simply|merely us|we", "just|only|simply|merely the council|council's",
                "just|only the local authority",
                "just|only|simply|merely what we", "just|only our [own] view|word|claim",
                "{inspectors} and|or|versus|vs|v [the] council|us|we|our",
                "{inspectors} as well as [the] council|us|our",
                "council|we|us|ourselves and|or|versus|vs|v [the] {inspectors}",
                "our own and|or|versus|vs|v [the] {inspectors}",
                "council|us as well as [the] {inspectors}",
            ),
            matches=("is that just us saying so", "is that only the council's word", "what do we and Ofsted say"),
            misses=("just tell us about fostering", "only inspectors' words", "council and schools"),
        ),
    ),
    LISTS,
)  # fmt: skip

BESIDE = CueTable(
    (
        Cue(
            name="did inspectors agree",
            means="Inspectors are asked after beside somebody's claim.",
            patterns=(
                "or|and did|do|does|have|has [the] {inspectors}", "or|and is|was it [the] {inspectors}",
                "did|do|does|would [the] {inspectors} {agree}",
            ),
            matches=("we say it is good, did Ofsted agree", "or did inspectors find it too"),
            misses=("what did inspectors say", "fostering and adoption"),
        ),
    ),
    LISTS,
)  # fmt: skip

AGREE = CueTable(
    (
        Cue(
            name="is it so",
            means="It is asked whether inspectors agree, or whether it is only said.",
            patterns=("{inspectors} {agree}", "is|was it|that just|only"),
            matches=("did Ofsted agree", "is that just us saying so"),
            misses=("what did inspectors say", "is it timely"),
        ),
    ),
    LISTS,
)  # fmt: skip

OURS = CueTable(
    (
        Cue(
            name="us",
            means="The asker speaks of his own council.",
            patterns=("us|we|our|ours|ourselves|we're|we've|we'd|we'll",),
            matches=("how are we doing on missing children", "what were our grades"),
            misses=("give it to me", "the US model", "their grades", "how we write about them"),
            unless=("the us model", "how|way we", "we all"),
        ),
    ),
)  # fmt: skip
