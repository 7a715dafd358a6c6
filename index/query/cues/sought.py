"""Words that ask whether there is a thing: what stands behind them is the thing, and an answer must speak of it."""

from index.query.cues.cue import Cue, CueTable

LISTS = {
    "do": ("do", "does", "did", "can", "will"),
    "have": (
        "have", "get", "use", "run", "offer", "provide", "employ", "include", "set up", "adopt", "host", "fund", "own",
    ),
    "run": ("use", "run", "adopt", "offer"),
    "done": ("got", "set up", "adopted", "introduced", "launched", "employed", "appointed", "used", "started", "had"),
    "told": ("told", "heard", "true", "confirm", "check", "understand", "believe", "read", "think", "sure"),
    "a": ("a", "an", "its own", "their own", "our own", "a dedicated", "a specialist"),
    "own": ("its own", "their own", "our own", "a dedicated", "a specialist"),
}  # fmt: skip

SOUGHT = CueTable(
    (
        Cue(
            name="sought",
            means="Is there such a thing.",
            patterns=(
                "is|was there [still|now|also] {a}",
                "{do} ..5 {have} {a}",
                "{do} ..5 {run}",
                "has|have|had ..5 {done} [{a}]",
                "{told} ..9 has|have|had|runs|uses {own}",
            ),
            matches=(
                "is there a nurse at the hub",
                "does the council run a bus",
                "I was told that the team has its own nurse",
            ),
            misses=(
                "there is a nurse",
                "how is the team run",
                "the council runs buses",
                "do they get the money on time",
            ),
            unless_before=("what", "how", "which", "who", "why", "where", "when", "if"),
            unless=("how many|much|long|often|well|good", "what {do}|is|are|was|were"),
        ),
    ),
    LISTS,
)
