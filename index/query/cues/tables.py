"""The tables of cues, by what they are of: each is written in the file that is named here, with its examples."""

from index.query.cues.cue_files import read_lists, read_tables

AREAS, EXCEPT = read_tables("areas")
LEADING, FOLLOWING, AROUND, SPREAD, THAN, FELL = read_tables("around_grades")
(ASIDES,) = read_tables("asides")
FACTS, WHOLE, SINGLE, CHANGES, WHY, GRADES, OVER_TIME, PARTS = read_tables("asks")
CHAT = read_lists("chat")
BEYOND, IN_VIEW, OWN_LIFE = read_tables("beyond")
DENIALS, NOBODY, TURNING, TURNS_NOTHING, APART = read_tables("denials")
(FACT_WORDS,) = read_tables("fact_words")
JUDGEMENTS, NOT_GRADES, GRADE_WORDS, IMPROVEMENTS, COMPARISON, CHANGE, IMPROVES = read_tables("intents")
KINDS, LETTERS, CLOCK, DENIED, SOURCE_BEFORE, SOURCE_AFTER = read_tables("kinds")
(LEANINGS,) = read_tables("leanings")
OUTPUT, SAID, POINT_COUNTS, ONLY, MOVED, ENDS, SETS, OUTSIDE, ORDERS, VISITS, OF_MANY, OTHERS = read_tables(
    "many_councils"
)
(SECTIONS,) = read_tables("named_parts")
(OWNERS,) = read_tables("owners")
PAPER_FACTS, PAPER_BODIES = read_tables("papers")
RECENCY, RELATIVE, SINCE, UNTIL, OF, TO_COME = read_tables("periods")
BODIES, BOTH_COUNCILS, THEY, FIRST, TAILS, POINTED = read_tables("pointing")
(SOUGHT,) = read_tables("sought")
TURNS, CLOSINGS, POINTS, INSPECTORS, POINTERS, GROUPS, IN_FULL = read_tables("turns")
(CAME_FOR,) = read_tables("visits")
INSPECTOR, COUNCIL, BOTH, BESIDE, AGREE, OURS = read_tables("voices")
