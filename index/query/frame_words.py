"""Frame words: the words of a question that make its frame and name no topic. Tables only.

In: nothing. Out: sets of words in lower case, for ``index.query.frame`` to leave out when it looks for a topic.
"""

from index.text import MONTHS, TOPICLESS_WORDS

# Words that ask, or that name parts of the papers: what they leave is no topic.
CARRIERS = TOPICLESS_WORDS | frozenset(
    """
    list key points point full exactly needed next bits claim claims claimed part parts stuff mark marks changed
    change across history trend table tables
    """.split()
)
# Words that make a frame, so that a misspelling of one is put right before the frame is read.
FRAME_WORDS = frozenset(
    """
    inspection inspections inspector inspectors inspected ofsted recommendation recommendations recommended improvement
    improvements improve improved improving judgement judgements judgment judgments grade grades graded rating ratings
    rated effectiveness leadership outstanding inadequate requires latest previous recent current compare compared
    comparison comparing between versus difference history timeline weakness weaknesses priority priorities focused
    monitoring visit report reports letter development overall better worse since before areas actions
    scrutiny cabinet committee slides presentation briefing minister
    """.split()
)
# Words that say how well or how much, and name no topic.
EVALUATIVE = frozenset(
    """
    improve improved improves improving improvement improvements better worse good bad fix fixed biggest top urgent
    urgently immediate immediately main key met meet followed acted done doing compare compared compares overall
    stronger weaker progress changed moved
    """.split()
)
TIMES = frozenset(
    "then now before ago round back ever exactly officially actually headline given section area part ok".split()
)
# Words of saying, and words for any part of anything: they ask, and narrow nothing.
ASKING = frozenset(
    """
    admit admits admitted acknowledge acknowledges acknowledged accept accepts accepted concede conceded recognise
    recognises recognised confess confessed reckon reckons reckoned think thinks thought say says said tell tells told
    claim claims claimed promise promised commit commits committed list lists listed name names named set sets spell
    spells spelled flag flags flagged raise raises raised note notes noted identify identifies identified highlight
    highlights highlighted mention mentions mentioned side sides bit bits aspect aspects work working job jobs left
    still yet go homework bullet bullets bulleted issue issues thing things stuff item items remind reminder area areas
    """.split()
)
COUNTS = frozenset("one two three four five six seven eight nine ten both all several".split())
SAYING = frozenset("words word view views own verdict opinion comments".split())  # of "in inspectors' own words"
# Words of a paper that is named as the source, of its month and of the body that had it: they name no judged area.
_MONTHS = frozenset(word for month in MONTHS for word in (month.lower(), month[:3].lower(), "sept"))
PAPERS = _MONTHS | frozenset(
    """
    letter letters incl including inc
    review reviewed scrutiny panel panels cabinet committee board members member slides slide deck presentation
    briefing powerpoint pack paper papers minutes plan plans call calls
    called hear heard document appendix summary version show shows shown
    showed give gives given state states stated quote quotes quoted report reports reported according per told tell
    tells presented written write wrote print printed attached page pages assessment self meeting
    """.split()
)
# Of these, what may stand in a question for a list that a paper reports; a plan or an assessment may be what is weak.
SOURCES = PAPERS - frozenset(
    """
    review reviewed plan plans assessment self members member meeting board boards panel panels summary version show
    shows shown showed give gives given write wrote written page pages document quote quotes quoted state states stated
    """.split()
)
# What a service does for the people whose area is named: "supporting children in care".
SERVING = frozenset(
    """
    supporting support supports help helping helped helps protecting looking caring care cares work working works
    provision provided how well good effectively children's people
    """.split()
)
