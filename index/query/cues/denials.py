"""Words of a question over many councils that turn it round: what is denied, and which way grades have moved."""

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
            name="denied",
            means="Something is denied, or left out.",
            patterns=("{not}|cannot|without|none|neither|nor|except",),
            matches=("good but not in London", "who wasnt told", "all except the counties", "without a visit"),
            misses=("no. of councils in London", "which recent assessment was good", "knots"),
            unless_after=("of",),
        ),
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
        Cue(
            name="up",
            means="A grade that rose.",
            patterns=(
                "up|better|improve|improves|improved|improving|improvement|improvements|rose|risen|rising|higher",
            ),
            matches=("whose leadership went up", "which ones improved"),
            misses=("who went down", "improvised"),
        ),
        Cue(
            name="down",
            means="A grade that fell.",
            patterns=("down|worse|worsened|fell|fallen|falling|dropped|declined|slipped|lower",),
            matches=("whose leadership went down", "which ones got worse"),
            misses=("who went up", "the worst outcome"),
        ),
    ),
    LISTS,
)  # fmt: skip
