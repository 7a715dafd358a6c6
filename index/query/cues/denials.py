"""Words of a question over many councils that turn it round: what documents do not say is asked for."""

from index.query.cues.cue import Cue, CueTable

_NOT = (
    "not", "never", "no", "isn't", "aren't", "wasn't", "weren't", "don't", "doesn't", "didn't", "hasn't", "haven't",
    "hadn't", "won't", "wont", "wouldn't", "wouldnt", "can't", "cant", "couldn't", "couldnt", "shouldn't", "shouldnt",
    "mustn't", "mustnt", "needn't", "neednt", "ain't", "aint",
)  # fmt: skip
LISTS = {
    "not": _NOT,
    "said": (
        "told", "tell", "tells", "telling", "mention", "mentions", "mentioned", "mentioning", "say", "says", "said",
        "saying", "speak", "speaks", "spoke", "spoken", "critical", "criticise", "criticised", "criticising",
        "criticize", "criticized", "criticism", "criticisms", "praise", "praised", "praises", "praising", "fault",
        "faults", "faulted", "raise", "raised", "raises", "raising", "flag", "flags", "flagged", "flagging", "ask",
        "asks", "asked", "asking", "identify", "identified", "identifies", "name", "named",
    ),
}  # fmt: skip

DENIALS = CueTable(
    (
        Cue(
            name="unsaid",
            means="What documents do not say is asked for.",
            patterns=(
                "{not} ..2 {said}", "with|without|have|has|had|having no|any|never|not", "without", "no longer",
            ),
            matches=(
                "which councils were not told to improve supervision", "who has never been criticised for drift",
                "reports that don't mention exploitation", "who has no permanence problems", "councils without delay",
            ),
            misses=("which councils are not in London", "good, and told to improve supervision", "who has had a visit"),
        ),
    ),
    LISTS,
)  # fmt: skip
