"""The areas of judgement tables since 2010, each with what people call it.

The names are for the project only; what is shown is always the area as the report prints it.
"""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "who": ("children", "kids", "child", "young people", "those", "youngsters"),
    "of": ("the impact of", "impact of", "experiences and progress of", "the experiences and progress of"),
}  # fmt: skip

AREAS = CueTable(
    (
        Cue(
            name="overall",
            means="The council as a whole.",
            patterns=(
                "overall [effectiveness|grade|rating|judgement|judgment]",
                "in general",
                "as a whole",
                "all in all",
            ),
            matches=("overall effectiveness", "how is Leeds overall"),
            misses=("leadership", "general practitioners"),
        ),
        Cue(
            name="leaders",
            means="Leadership, management and governance.",
            patterns=(
                "leaders|leadership and|&|n|+ managers|management / $",
                "leaders|leadership and|&|n managers",
                "[{of}] leader|leaders|leadership [management] and|&|n governance",
                "[{of}] leader|leaders|leadership [management] [on] [social] [work] [practice]",
                "senior leaders|managers",
                "management [and|&] governance",
                "governance",
                "bosses",
                "lmg",
                "management",
            ),
            matches=("leadership grade", "the bosses", "grade for leadership, management and governance"),
            misses=("care leavers", "managers' supervision of social workers"),
            unless_before=("case|risk|behaviour|performance|contract|change|project|line",),
            unless_after=("oversight|of|information|plans|plan|training|team",),
        ),
        Cue(
            name="care leavers",
            means="Young people who have left care.",
            patterns=(
                "[{of}] care leaver|leavers",
                "leaving care",
                "care experienced [young] [people|adults|person]",
                "{who} [who] [have|have|ve] left care",
                "people who|who've [have] left care",
                "leavers",
            ),
            matches=("care leavers", "care-experienced young people", "leavers"),
            misses=("children in care", "people who left their jobs"),
        ),
        Cue(
            name="protection",
            means="Children who need help and protection.",
            patterns=(
                "[{of}] [children] [who] [need] help [and|&|n|+|plus] protection|protect",
                "child protection",
                "safeguarding",
                "protecting children|kids",
                "help|helping and protecting [children|kids]",
                "keeping children|kids safe",
                "h & p",
                "hp",
            ),
            matches=("help & protection", "child protection grade", "h&p rating"),
            misses=("data protection", "child protection plans", "help with housing"),
            unless_after=(
                "plan|plans|partnership|board|conference|conferences",
                "children board",
            ),
        ),
        Cue(
            name="care",
            means="Children in care.",
            patterns=(
                "[{of}] {who} [who] [are] [that] in [our|their|its] [local] [authority] care",
                "[{of}] {who} [who] [are] looked after",
                "looked after [children|kids|child]",
                "cared for children|kids",
                "in care",
                "cic|lac|cla",
                "[achieving] permanence",
                "kids|children in care",
            ),
            matches=("kids in care rating", "LAC grade", "looked-after children"),
            misses=("care leavers", "foster carers", "looking after their mum"),
            unless_after=("plan|plans|council",),
        ),
        Cue(
            name="adoption",
            means="Adoption, which had a grade of its own until 2017.",
            patterns=("adoption|adoptions [performance|service|services]", "adopters|adopter"),
            matches=("adoption grade", "what did they get for adoption"),
            misses=("adopted a new model of practice", "adopting a strategy"),
        ),
        Cue(
            name="board",
            means="The Local Safeguarding Children Board, which was reviewed until 2017.",
            patterns=("lscb|lscbs", "[local] safeguarding [children] board|boards"),
            matches=("what did the LSCB get", "safeguarding children board judgement"),
            misses=("corporate parenting board", "safeguarding"),
        ),
    ),
    LISTS,
)  # fmt: skip
