"""The tables of cues, by what they are of: each is written in the file that is named here, with its examples."""

from index.query.cues.cue_files import read_lists, read_tables

EVERYWHERE, ALL_COUNCILS, OTHER_THAN, MORE_THAN, FAILING = read_tables("all_councils")
AREAS, EXCEPT = read_tables("areas")
LEADING, FOLLOWING, AROUND, SPREAD, THAN, FELL = read_tables("around_grades")
(ASIDES,) = read_tables("asides")
FACTS, WHOLE, SINGLE, CHANGES, WHY, GRADES, OVER_TIME, PARTS, REASON, WENT, SEVERAL_VISITS = read_tables("asks")
CHAT = read_lists("chat")
BEYOND, IN_VIEW, OWN_LIFE, ASKED_OF_COUNCIL = read_tables("beyond")
DENIALS, NOBODY, TURNING, TURNS_NOTHING, APART = read_tables("denials")
FACT_WORDS, MAY_BE_FACT = read_tables("fact_words")
JUDGEMENTS, NOT_GRADES, GRADE_WORDS, IMPROVEMENTS, COMPARISON, CHANGE, IMPROVES = read_tables("intents")
KINDS, LETTERS, CLOCK, DENIED, SOURCE_BEFORE, SOURCE_AFTER = read_tables("kinds")
(LEANINGS,) = read_tables("leanings")
OUTPUT, SAID, POINT_COUNTS, ONLY, MOVED, ENDS, SETS, OUTSIDE, ORDERS, VISITS, OF_MANY, OTHERS = read_tables(
    "many_councils"
)
(SECTIONS,) = read_tables("named_parts")
OWNERS, PLAN_ROWS, RATING, PLANNED = read_tables("owners")
PAPER_FACTS, PAPER_BODIES = read_tables("papers")
RECENCY, RELATIVE, SINCE, UNTIL, OF, TO_COME, LAST_VISIT, EARLIER, SO_FAR, BACK = read_tables("periods")
BODIES, BOTH_COUNCILS, THEY, FIRST, TAILS, POINTED, THEM, OF_THOSE, SET_BESIDE = read_tables("pointing")
(SOUGHT,) = read_tables("sought")
TURNS, CLOSINGS, POINTS, INSPECTORS, POINTERS, GROUPS, IN_FULL = read_tables("turns")
(SPEECH,) = read_tables("turns_of_speech")
CAME_FOR, VISIT_FOUND = read_tables("visits")
INSPECTOR, COUNCIL, BOTH, BESIDE, AGREE, OURS = read_tables("voices")
