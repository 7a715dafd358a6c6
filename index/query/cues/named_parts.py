"""Words that name a part of a document as the place to look in. A cue's name is the part."""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "young": (
        "young people", "children", "kids", "young person", "children and young people", "kids and young people",
        "youngsters",
    ),
    "youngs": (
        "young people's", "young peoples", "young person's", "young persons",
        "children's", "childrens", "kids'", "kids", "child friendly",
        "children and young people's", "young people", "easy read",
    ),
    "inspectors": ("inspectors", "ofsted", "the inspectors", "hmi"),
    "recs": ("recommendation", "recommendations", "recs"),
}  # fmt: skip

SECTIONS = CueTable(
    (
        Cue(
            name="young people",
            means="The summary that is written for children and young people.",
            patterns=(
                "summary|version [that] [is|was] [written] for|to {young}",
                "{youngs} summary|version|edition|section",
                "report|letter|summary|paper|it tell|tells|told {young} / about|on|of",
                "report|letter|summary|paper say|says to {young} / about|on|of",
                "as told|reported|explained|put|described to {young}",
            ),
            matches=(
                "summary for children and young people", "the young people's summary on going missing",
                "who gets the kids' version", "what does the children's summary say",
                "what does the report tell young people about going missing",
                "the help and protection grade as told to young people",
            ),
            misses=(
                "support for children and young people", "do workers tell children about plans",
                "summary of the report", "plans written for children",
                "children's services summary",
            ),
        ),
        Cue(
            name="recommendations",
            means="The list of recommendations, of which one is asked for by what it is about.",
            patterns=(
                "{recs} [is|are|was|were|made] [for|there] about|on|around|covering|regarding",
                "which|what {recs} ..6 about|mentions|mention|covers|cover|deals|deal",
                "which|what number ..4 {recs}", "{recs} ..8 which|what number", "recommendation number",
            ),
            matches=(
                "the recommendation on PEPs", "which recommendation was about the corporate parenting committee",
                "recs about supervision", "private fostering recommendation - which number",
            ),
            misses=("what are the recommendations", "recommended placements", "recommendation 7"),
        ),
        Cue(
            name="strengths",
            means="What a paper reports as good, with nothing that it is good in.",
            patterns=(
                "what|which|things ..4 {inspectors} praise|praised|like|liked [about|in|at|of]",
                "what|which|things ..4 praised|commended [by] [the] {inspectors}",
                "strengths|positives", "what ..4 going|goes|went|done|do|does|did|doing well",
                "what ..4 improved|improvements [have] [been] [made] $", "what has|have|had got|gotten better|stronger",
                "what ..2 better than before", "praised|commended for",
                "what ..4 boast|boasts|boasting|brag|bragging|proud|proudest [about|of]",
            ),
            matches=(
                "what did inspectors praise", "what strengths were reported", "which positives did they find",
                "what is going well", "list the strengths", "what has improved", "positives from the inspection",
                "what did they do well", "what has got better",
                "what are we boasting about", "what is the council proud of",
            ),
            misses=("what needs to improve", "strengths-based practice", "praise for children who are well"),
            unless_after=("based|led|focused|approach", "and weaknesses|difficulties"),
        ),
        Cue(
            name="priorities",
            means="What a council says that it means to work on, as a list of its paper.",
            patterns=(
                "priorities|priority|development areas|points|list", "priorities", "areas of focus|development",
                "development areas|priorities", "focus areas",
            ),
            matches=("what are the top priorities", "development areas in the slides", "areas of focus"),
            misses=("priority is given to babies", "plans focus on risk"),
        ),
        Cue(
            name="next steps",
            means="What comes next, as a paper lists it.",
            patterns=("next steps", "what happens|comes next", "what next", "what's|is next"),
            matches=("what are the next steps", "what happens next", "what next?"),
            misses=("what happens when a child is next to move", "the next visit", "what is next door"),
            unless_after=("door|to|of",),
        ),
        Cue(
            name="executive summary",
            means="The summary at the beginning of a report.",
            patterns=("executive summary", "headline findings section", "headline findings / say|says|said|on|about"),
            matches=("what does the executive summary say on adoption", "headline findings on placements"),
            misses=("summary of the report", "headline grades"),
        ),
    ),
    LISTS,
)  # fmt: skip
