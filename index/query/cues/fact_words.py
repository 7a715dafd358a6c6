"""Words of a question for a fact of the catalogue: that it is of inspections, and which of them it means."""

from index.query.cues.cue import Cue, CueTable

FACT_WORDS = CueTable(
    (
        Cue(
            name="of inspections",
            means="A question for a fact of inspections has one of these words, where it has words of its own as well.",
            patterns=(
                "inspect|inspects|inspected|inspecting|inspection|inspections|inspector|inspectors",
                "reinspect|reinspected|reinspection|reinspections", "ofsted|ofsteded|hmi|hmis|ilacs|jtai|jtais",
                "visit|visits|visited|visiting|visitors|revisit|revisited", "report|reports|reported|letter|letters",
                "publish|publishes|published|publishing|publication|publications|release|released|releases",
                "judge|judged|judges|judging|judgement|judgements|judgment|judgments",
                "grade|grades|graded|grading|gradings|rated|rating|ratings|rerated|regraded",
                "review|reviews|reviewed|reviewing|reviewers", "came|come|coming|been|here|looked|due|lead",
                "last|latest|next",
            ),
            matches=("who led the deputy team of the inspection", "when was the fostering side last looked at"),
            misses=("when was the improvement notice lifted", "who was behind the cyberattack"),
        ),
        Cue(
            name="inspecting",
            means="An inspection or a visit itself is spoken of, and not only a paper about one.",
            patterns=(
                "inspect|inspects|inspected|inspecting|inspection|inspections|reinspected",
                "visit|visits|visited|revisited|onsite", "on site",
            ),
            matches=("when was the inspection that the plan is about",),
            misses=("when did our action plan go off to Ofsted", "inspectors' letter"),
        ),
        Cue(
            name="councils",
            means="Councils are asked for outright: where none is found, that is the answer.",
            patterns=(
                "councils|authorities|las|boroughs|counties|cities",
                "which|what|any|other|every|each|no [other] [local] council|authority|la|borough|county|city",
            ),
            matches=("which councils had a JTAI", "does any other local authority do that"),
            misses=("who inspected with her", "caseloads in the council", "since when is it there"),
        ),
        Cue(
            name="one",
            means="It is of one inspection, and not of all.",
            patterns=("last|latest|newest|it|that|this", "most recent"),
            matches=("who led it", "when were they most recently, or last, inspected"),
            misses=("who inspects them", "lasting change"),
        ),
        Cue(
            name="visits",
            means="It is of visits and the letters after them, and not of full inspections.",
            patterns=("visit|visits|letter|letters",),
            matches=("the latest visit to Merrow", "the newest letter"),
            misses=("when was Merrow inspected", "health visitors"),
        ),
        Cue(
            name="published",
            means="The day of publication counts.",
            patterns=("published|released|issued", "came|come out"),
            matches=("reports published in 2024", "which letters came out in May"),
            misses=("who came in May", "when was it inspected"),
        ),
    ),
)  # fmt: skip
