"""Frame: everything of a question but its topic: who, when, whose words, which paper, what kind of answer.

In come the text, the names of authorities and the library's own list of authorities; out goes a ``Frame`` whose
``rest`` is the text with the words of the frame blanked out. Documents are not looked at and nothing is ranked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.authorities import Gazetteer, Mentions
from index.models import Kind, Recency, Voice
from index.query.aside import find_asides
from index.query.concepts import quoted_spans
from index.query.cues import CueMatch, CueWords, cue_words
from index.query.cues.tables import (
    ASKED_OF_COUNCIL,
    BEYOND,
    EARLIER,
    EVERYWHERE,
    GRADE_WORDS,
    IMPROVES,
    IN_VIEW,
    OF_MANY,
    OTHERS,
    OURS,
    OWN_LIFE,
    PLANNED,
    SECTIONS,
    SETS,
    SO_FAR,
)
from index.query.frame_words import (
    ASKING,
    CARRIERS,
    COUNTS,
    EVALUATIVE,
    FRAME_WORDS,
    PAPERS,
    SAYING,
    SERVING,
    SOURCES,
    TIMES,
)
from index.query.intent import IntentCandidate, is_chat, read_area, read_intents
from index.query.message_sorts import ASKS_DOCUMENTS, AT_RISK, message_odds, risk_told, without_councils
from index.query.models import Frame, FrameReading, Intent
from index.query.requested_period import RequestedPeriod, read_period
from index.query.voice import (
    RequestedKinds,
    concerns_council_paper,
    is_source,
    names_paper,
    read_kinds,
    read_voice,
)
from index.text import MONTH_PATTERN

# Priors of readings (docs/retrieval.md): how often a question with such words is meant so.
PAPER = 0.55  # a council's paper that is named, though not as the source of an answer
BESIDE_SOURCE = 0.2  # the same question of all papers, where one is named as where the answer is
WITHOUT = 0.3  # the same question without the voice or kind that its words ask for
IN_PASSING = 0.25  # the same where an inspection or a visit is named: other papers may tell of it
OF_THE_EVENT = 0.5  # the report of the inspection after which something is asked about
NAMED = 0.9  # the words of a name that is asked about, apart
LISTED = 0.67  # a list that is asked for of something: passages that surely speak of it come before it
OF_ANY_TIME = 0.15  # reports of any time, where those before the latest are asked for
TOLD_OF = 0.3  # a year as what passages speak of, and not as that of their document
REPORTED = 0.4  # what a council's paper reports, where inspectors' words are asked for
_MOST_JUDGED = 6  # words that name a judged area
LONGEST = 20_000  # characters; what is longer than any question is read up to here

# Words of asking about councils and times, besides those of reports, that are put right where they are misspelt.
_SPELT = frozenset(
    """
    council councils authority authorities borough
    metropolitan unitary unitaries districts counties boroughs happened changed improved improvement improvements
    """.split()
)
# A year that is set against today, or against whatever came later.
_UNTIL_NOW = re.compile(
    r"\b(?:better|worse|(?:dis)?similar|than|against|versus|vs?|compared?|comparing|difference|differs?|differently)\b[^.?!]{0,60}\b20\d\d\b"
    r"|\b20\d\d\b[^.?!]{0,40}\b(?:and|to|until|till|with|against|versus|vs?|or)\s+(?:now|today|the latest|this one)\b"
    r"|\b(?:now|today|latest)\s+(?:and|versus|vs?|against|compared|with)\b[^.?!]{0,60}\b20\d\d\b",
    re.IGNORECASE,
)
# "wait longer than they should, per the 2017 report": the year is that of the source.
_SOURCE_OF_YEAR = re.compile(
    r"\b(?:(?:per|by|according to|says) (?:the |our |that )?|(?<!than )(?:in|from) (?:the |our |that ))20\d\d\b"
    r"(?![^.?!]{0,40}\b(?:and|or|to|until|till|versus|vs?) (?:now|today)\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Oo]f|[Aa]t|[Ff]or|[Dd]oes|[Dd]id|[Dd]o|[Hh]as|[Ii]s|[Ww]as|[Bb]y|[Ff]rom|[Aa]nd|[Aa]cross)\s+"
    r"((?:[A-Z][a-z]+[ -]){0,2}[A-Z][a-z]{2,})\b"
)
# "What is The Keep", "who is Jane Doe": a name with capitals, of which nothing else is asked.
_INTRODUCED = re.compile(
    r"^\W{0,3}(?:[Ww]hat|[Ww]ho)(?:['’]s| is| are| was| were)\s+((?:[Tt]he\s+)?[A-Z][\w'’&-]{1,30}"
    r"(?:\s+(?:of|and|the|for|[A-Z][\w'’&-]{1,30})){0,5})\s*(?:[?,.;:]|in\b|at\b|$)",
    re.MULTILINE,
)
# "what is a child protection plan", "what does step-down mean": a document may say what a term means.
_MEANT = re.compile(r"^\W{0,3}what(?:['’]?s| is| are| does)\s+(?!the\b|my\b|our\b|your\b|wrong\b)", re.IGNORECASE)
_OWNED = re.compile(r"(?:['’]s?)?\s{1,3}(?:council['’]?s? |own |latest |new |\d{4} )?", re.IGNORECASE)
_MANY = re.compile(r"\b(?:plans|reports|papers|assessments|evaluations)\W*$", re.IGNORECASE)  # papers as such
_TELLS = re.compile(r"\b(?:tells?|told|says?)\b", re.IGNORECASE)
_ACCORDING, _ENDS = re.compile(r"\baccording to\s+$", re.IGNORECASE), re.compile(r"\s*(?:[?.,;:!]|$)")
_OF_ITSELF = re.compile(
    r"\s{1,3}(?:itself |themselves )?(?:(?:says?|said|thinks?|thought|feels?|reckons?) (?:that )?(?:it|its|they|their"
    r"|it['’]s|they['’]re|we|we['’]re)\b|claims?\b|admits?\b|boasts?\b"
    r"|(?:still )?finds? (?:hard|difficult|challenging)\b"
    r"|(?:is|are) (?:most |really )?proud)",
    re.IGNORECASE,
)
# When somebody was born is no year of reports.
_BORN = re.compile(
    r"\b(?:born|d\.?o\.?b\b|date of birth)\W{0,4}(?:(?:on|in|is|was|of)\s){0,2}[\d/.-]{4,10}", re.IGNORECASE
)
_SPACED = re.compile(r"(?<![\w.'’])[A-Za-z](?:[ .]{1,2}[A-Za-z]){2,4}(?![\w'’])")
_DUE = re.compile(
    r"\b(?:due|deadlines?|target(?: date)?s?|(?:done|complete[d]?|finish(?:ed)?) (?:by|in))\b"
    rf"(?:\s+(?:date|dates|in|by|for|is|are|of|during|before|the|end)){{0,4}}\s+((?:(?:{MONTH_PATTERN})\s+)?20[0-3]\d(?:\s+(?:{MONTH_PATTERN}))?)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.?!\n]+")
_COUNTED = re.compile(rf"\b(?:\d+|{'|'.join(sorted(COUNTS))}) $", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def read_frame(
    text: str,
    gazetteer: Gazetteer,
    *,
    today: date,
    is_word: Callable[[str], bool] | None = None,
    spell: Callable[[str], str | None] | None = None,
) -> Frame:
    """Read the likeliest frame of a question.

    ``is_word`` tells ordinary words, which are never read as misspelt names; ``spell`` gives the word that a misspelt
    one was meant to be, or None.
    """
    return read_readings(text, gazetteer, today=today, is_word=is_word, spell=spell)[0].frame


def read_readings(
    text: str,
    gazetteer: Gazetteer,
    *,
    today: date,
    is_word: Callable[[str], bool] | None = None,
    spell: Callable[[str], str | None] | None = None,
) -> tuple[FrameReading, ...]:
    """Read every way in which a question may be meant, the likeliest first; what the documents hold decides."""
    text = _SPACED.sub(lambda match: _closed(match.group(), gazetteer), text[:LONGEST])
    if is_chat(text):
        return (FrameReading(Frame(text=text, rest="", nameless=text, intent=Intent.HELP), 1.0),)
    seen = _look(text, gazetteer, today=today, is_word=is_word, spell=spell)
    first = _frame_of(seen)
    if first.beyond:
        return (FrameReading(first, 1.0),)
    paper = names_paper(first.kinds)
    if paper and first.voice is Voice.INSPECTOR and (seen.kinds.source or seen.intents):
        # "what did Ofsted judge, as the slides say": no inspector wrote slides, but they report what was found.
        first = replace(first, voice=None, reported=True)
    readings = [FrameReading(first, 1.0)]
    if (name := _INTRODUCED.match(seen.plain)) and first.intent is Intent.PASSAGES:
        # The passages that hold the name come first; where none does, its words are looked for.
        readings = [FrameReading(replace(first, introduced=name.group(1)), 1.0), FrameReading(first, NAMED)]
    if paper:
        # "are action plans any good": papers of that name, or what is written about them. Of what a paper says, another
        # may tell that is held.
        topical = replace(seen, kinds=replace(seen.kinds, kinds=(), spans=seen.kinds.denied))
        readings = readings if seen.kinds.source else [FrameReading(first, PAPER)]
        prior = BESIDE_SOURCE if seen.kinds.source else 1.0 - PAPER
        readings.append(FrameReading(_frame_of(topical), prior, changed="kind"))
    elif first.kinds == (Kind.INSPECTION,) and not seen.kinds.source:
        readings.append(FrameReading(replace(first, kinds=()), WITHOUT, changed="kind"))
    elif first.kinds:
        readings.append(FrameReading(_named_by_kind(seen), WITHOUT, changed="kind"))
        readings.append(FrameReading(replace(first, kinds=()), IN_PASSING, changed="kind"))
    if first.intent is Intent.PASSAGES and any(one.intent is Intent.IMPROVEMENTS for one in seen.intents):
        # "what must they fix for children in care": a short list answers whole where no passage surely does.
        readings.append(
            FrameReading(replace(first, intent=Intent.IMPROVEMENTS, narrowed=True), LISTED * readings[0].prior)
        )
    if graded := _graded(first, seen):
        readings = [FrameReading(graded, 1.0), *readings]
        if graded.voice is Voice.INSPECTOR:
            readings.append(FrameReading(replace(graded, voice=None, reported=True), REPORTED, changed="voice"))
    if seen.period.event and first.since is not None and first.until is None:
        # "after the 2019 inspection": what its own report says, or what came later.
        readings.append(FrameReading(replace(first, years=(first.since,), since=None), OF_THE_EVENT, changed="period"))
    if first.voice is Voice.INSPECTOR and not first.both_voices:
        # What a council's paper reports of inspectors answers where none of theirs does; it is labelled so.
        readings.append(FrameReading(replace(first, voice=None, reported=True), REPORTED, changed="voice"))
    elif first.voice is Voice.COUNCIL and not (first.kinds or seen.ours):
        readings.append(FrameReading(replace(first, voice=None), WITHOUT, changed="voice"))
    readings += _told_of(first)
    return tuple(sorted(readings, key=lambda reading: -reading.prior))


def _told_of(first: Frame) -> list[FrameReading]:
    """Read the years of a question as what passages speak of: "the service that opened in 2016"; what went before the
    latest inspection may be told in it."""
    if first.recency is Recency.PREVIOUS and len(first.authorities) == 1:
        return [FrameReading(replace(first, recency=None, intent=Intent.PASSAGES), OF_ANY_TIME, changed="recency")]
    if first.intent in {Intent.JUDGEMENTS, Intent.IMPROVEMENTS, Intent.HELP} or first.both_voices:
        return []
    years = first.years or tuple(year for year in (first.since, first.until) if year is not None)
    plain = replace(first, years=(), since=None, since_day=None, until=None, intent=Intent.PASSAGES)
    if len(first.authorities) != 1 and not (first.kinds or first.document):
        return []  # where no council and no paper is named, every year is some document's
    return [FrameReading(replace(plain, told_of=year), TOLD_OF, changed="year") for year in years[:2]]


@dataclass(frozen=True, slots=True)
class _FrameCues:
    """What was seen of a question: its ``text``, ``plain`` without names and asides, and ``undated`` without its
    period too, all of one length; and every cue."""

    text: str
    plain: str
    undated: str
    mentions: Mentions
    spelt: tuple[tuple[str, str], ...]
    period: RequestedPeriod
    kinds: RequestedKinds
    voice: Voice | None
    both: bool
    voiced: tuple[tuple[int, int], ...]
    intents: tuple[IntentCandidate, ...]
    words: CueWords
    ours: bool
    others: tuple[tuple[int, int], ...]  # the words that ask how other councils do
    own_plans: bool  # what a council means to work on is asked, and nothing else
    is_word: Callable[[str], bool] | None
    spell: Callable[[str], str | None] | None


def _closed(letters: str, gazetteer: Gazetteer) -> str:
    """Close up initials that are typed with blanks ("b c p"), where they are a council's."""
    closed = re.sub(r"\W", "", letters).upper()
    return closed if gazetteer.find(closed).all else letters


def _named_by_kind(seen: _FrameCues) -> Frame:
    """Read a kind of document as what is asked about, by its name: "what was the JTAI about", of which none is held."""
    frame = _frame_of(replace(seen, kinds=replace(seen.kinds, kinds=(), spans=seen.kinds.denied)))
    start, end = min(span for span in seen.kinds.spans if span not in seen.kinds.denied)
    # The year is that of what is named, and of no paper that speaks of it.
    return replace(frame, introduced=seen.plain[start:end], intent=Intent.PASSAGES, section=None, years=())


def _graded(first: Frame, seen: _FrameCues) -> Frame | None:
    """Read a question as one for a grade, of what its words name: an area may be printed that has them."""
    one = next((one for one in seen.intents if one.intent is Intent.JUDGEMENTS), None)
    named = GRADE_WORDS.has(seen.words) or bool(first.kinds or first.section)
    if one is None or first.intent is not Intent.PASSAGES or seen.both or not named:
        return None
    rest = _blank(seen.undated, seen.kinds.spans)
    rest = _blank(rest, [(part.start, part.end) for part in _parts(seen)])
    about = _judged_words(one, rest, [*(span for intent in seen.intents for span in intent.spans), *seen.voiced])
    if not 0 < len(about) <= _MOST_JUDGED:
        return None
    return replace(first, intent=Intent.JUDGEMENTS, area=one.area, about=tuple(about))


def _look(
    text: str,
    gazetteer: Gazetteer,
    *,
    today: date,
    is_word: Callable[[str], bool] | None,
    spell: Callable[[str], str | None] | None,
) -> _FrameCues:
    """See what the words of a question can say of its frame."""
    mentions = gazetteer.find(text, is_word=is_word)
    places = [(mention.start, mention.end) for mention in mentions.all]
    # What is read after the names is read without them: "Reading" is no verb, "the county" no paper.
    plain, spelt = _spelt(_blank(text, places), spell)
    plain = _without_asides(_blank(plain, [match.span() for match in _BORN.finditer(plain)]))
    due = _due(plain)
    period = read_period(_blank(plain, [match.span() for match in due]), today=today)
    then = [read_period(match[1], today=today) for match in due]
    period = replace(period, months=(*period.months, *(m for one in then for m in one.months or map(str, one.years))))
    undated = _blank(plain, (*period.spans, *(match.span() for match in due)))
    words = cue_words(undated)
    voice, both, voiced = read_voice(cue_words(_with_council(undated, text, places)))
    intents = read_intents(words)
    told = any(intent.intent is Intent.IMPROVEMENTS for intent in intents)
    if period.before and any(intent.intent is Intent.JUDGEMENTS for intent in intents):
        # A grade "before the 2026 one" is of an earlier report; what was before it is told in that of 2026.
        years = tuple(year for year in period.years if year != period.before)
        period = replace(period, years=years, until=period.before - 1, recency=None)
    # "the 2021 focused visit": the words of the period can name a paper, too.
    kinds = read_kinds(cue_words(plain), told=told)
    if any(_owned(plain, places, span) for span in kinds.spans):
        kinds = replace(kinds, source=True)
    if voice is Voice.INSPECTOR and concerns_council_paper(words, kinds.kinds):
        voice = None
    own_plans = told and voice is Voice.COUNCIL and not both
    if own_plans:
        # What a council means to work on is no list of the inspectors'.
        spans = [span for one in intents for span in one.spans]
        intents = tuple(intent for intent in intents if intent.intent is not Intent.IMPROVEMENTS)
        left = _topic_words(_blank(_blank(_blank(undated, spans), voiced), kinds.spans), besides=EVALUATIVE | ASKING)
        own_plans = not left
        undated = f"{undated} priorities" if own_plans else undated
    if told and period.since is not None and period.until is None and (kinds.kinds or period.event):
        # "told to fix after the 2021 focused visit": by its letter.
        period = replace(period, years=(period.since,), since=None)
    ours = OURS.has(cue_words(_blank(undated, quoted_spans(undated))))  # words of others are not the asker's own
    return _FrameCues(
        text,
        plain,
        undated,
        mentions,
        spelt,
        _of_paper(period, kinds, intents),
        kinds,
        voice,
        both,
        voiced,
        intents,
        words,
        ours,
        tuple((match.start, match.end) for match in OTHERS.find(words)),
        own_plans,
        is_word,
        spell,
    )


def _due(plain: str) -> list[re.Match[str]]:
    """Find the months and years by which something is due: they stand in rows of a plan, and date no document."""
    return list(_DUE.finditer(plain)) if PLANNED.has(plain) else []


def _owned(plain: str, places: Sequence[tuple[int, int]], paper: tuple[int, int]) -> bool:
    """Say whether a paper is named as a council's own ("Derby slides"): then it is where the answer is to be found."""
    if _MANY.search(plain[slice(*paper)]):
        return False
    return any(end <= paper[0] and _OWNED.fullmatch(plain[end : paper[0]]) is not None for _, end in places)


def _of_paper(period: RequestedPeriod, kinds: RequestedKinds, intents: Sequence[IntentCandidate]) -> RequestedPeriod:
    """Take the last of several years as that of a paper that is named: of the others it tells."""
    several = len(period.years) > 1 and period.since is None and period.until is None
    if not several or any(one.intent is Intent.COMPARISON for one in intents):
        return period
    letter = {Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT}.issuperset(kinds.kinds)
    if not kinds.kinds or not (letter or names_paper(kinds.kinds)):
        return period
    return replace(period, years=(max(period.years),))


def _with_council(undated: str, text: str, places: Sequence[tuple[int, int]]) -> str:
    """Put back the word "council" behind names that were taken out: it is the council that says or wants something.

    So it is where a name alone says something of itself: "what does Derby say it has still to do", "according to Hull".
    """
    for start, end in places:
        match = re.search(r"council$", text[start:end], re.IGNORECASE)
        if end > len(undated) or undated[start:end].strip():
            continue
        if match:
            undated = undated[: end - len("council")] + "council" + undated[end:]
        elif end - start > 1 and (
            _OF_ITSELF.match(undated[end:]) or (_ACCORDING.search(undated[:start]) and _ENDS.match(text[end:]))
        ):
            undated = undated[: end - 2] + "la" + undated[end:]
    return undated


def without_sets(text: str) -> str:
    """Blank out the regions and kinds of councils that a text names."""
    return _blank(text, [(match.start, match.end) for match in SETS.find(text)])


def _without_asides(text: str) -> str:
    """Take out the clauses that ask nothing, as long as something is left that asks."""
    left = _blank(text, find_asides(text))
    return left if _topic_words(left) or read_intents(cue_words(left)) else text


def _frame_of(seen: _FrameCues) -> Frame:
    """Read what was seen as one frame."""
    beyond, at_risk = _beyond(seen)
    period, names, asking = seen.period, seen.mentions.names, [s for one in seen.intents for s in one.spans]
    rest = _blank(seen.undated, seen.kinds.spans)
    parts = _parts(seen)
    rest = _blank(rest, [(part.start, part.end) for part in parts])
    rest = alone if _topic_words(alone := _blank(rest, seen.others)) else rest
    left = _topic_words(_blank(_blank(rest, asking), seen.voiced))
    sets = {word for match in SETS.find(seen.words) for word in seen.undated[match.start : match.end].lower().split()}
    unknown = () if seen.mentions.all else _unknown_places(seen, [word for word in left if word not in sets])
    left = [word for word in left if word not in {part for name in unknown for part in name.lower().split()}]
    changed = any(one.change for one in seen.intents) or (IMPROVES.has(seen.words) and not seen.own_plans)
    compared = any(one.intent is Intent.COMPARISON for one in seen.intents)
    if len(names) < 2 and len(period.years) == 1 and _UNTIL_NOW.search(_SOURCE_OF_YEAR.sub("", seen.plain)):
        # "now compared with 2019": the report of that year alone would hide what has become of it.
        period = replace(period, years=(), since=period.years[0], recency=None)
    intent, area = Intent.PASSAGES, None
    for one in seen.intents:
        if _holds(one, seen, rest, asking=asking, left=left):
            intent, area = one.intent, one.area
            if intent is Intent.COMPARISON and _topic_words(_blank(rest, one.spans)):
                rest = _blank(rest, one.spans)
            break
    if intent is Intent.PASSAGES and (len(names) > 1 or len(period.years) > 1 or _spans_time(seen.undated, period)):
        intent = Intent.COMPARISON
    if intent in {Intent.PASSAGES, Intent.COMPARISON} and names and (compared or changed):
        place, where = read_area(cue_words(rest))
        asked = [*asking, *seen.voiced, *where]
        if place in {None, "overall"} and not _topic_words(_blank(rest, asked), besides=EVALUATIVE):
            # "is Leeds getting better", "Leeds v Bristol overall": nothing but the grades says it as a whole.
            intent, area = Intent.JUDGEMENTS, place
    if intent is Intent.JUDGEMENTS and changed and len(names) < 2 and _undated(period):
        period = replace(period, recency=Recency.ALL)
    if intent in {Intent.PASSAGES, Intent.COMPARISON} and period.recency is Recency.ALL and len(names) < 2:
        intent = Intent.TIMELINE
    return Frame(
        text=seen.text,
        rest=_blank(rest, [span for span in seen.voiced if intent is not Intent.HELP and _carries(rest, span)]),
        nameless=seen.plain,
        intent=intent,
        authorities=seen.mentions.held,
        unheld=seen.mentions.unheld or unknown,
        ambiguous=seen.mentions.ambiguous,
        areas=seen.mentions.areas,
        excluded=seen.mentions.excluded,
        sets=()
        if seen.mentions.held or seen.mentions.unheld
        else tuple(dict.fromkeys(match.cue for match in SETS.find(seen.words))),
        everywhere=not seen.mentions.all and (EVERYWHERE.has(seen.text) or bool(seen.others)),
        years=period.years,
        since=period.since,
        since_day=period.since_day if period.since is not None else None,
        excluded_years=period.excluded,
        until=period.until,
        recency=period.recency,
        months=period.months,
        voice=seen.voice,
        both_voices=seen.both,
        kinds=seen.kinds.kinds,
        excluded_kinds=seen.kinds.excluded,
        ours=seen.ours,
        beyond=beyond,
        at_risk=at_risk,
        area=area,
        section=_section(seen, parts) if intent is Intent.PASSAGES else None,
        corrections=(*seen.mentions.corrections, *seen.spelt),
    )


def _section(seen: _FrameCues, parts: Sequence[CueMatch]) -> str | None:
    """Name the part of a document that is the place to look in."""
    if seen.own_plans:
        return "priorities"
    return parts[0].cue if parts else None


# How probable a question on documents may still be where a message is taken for another sort; less where only a topic
# is named. Chosen on examples that were held out (docs/retrieval.md).
_DOUBTED, _DENIED = 0.7, 0.3
_STORY = 20  # words
_UNCERTAIN = 0.3  # how probable it may at most be where who tells of somebody at risk is only told whom to call
_SPOKEN = frozenset(
    "i i'm im i've ive my me we us our he he's hes she she's shes him her his tonight now today yesterday "
    "mine you your u ur hers how what what's whats should can could would please when where who who's whos is are do "
    "does did will why which just this that there there's theres".split()
)


def _beyond(seen: _FrameCues) -> tuple[str | None, bool]:
    """Name the sort of question that no inspection document can answer, and say whether somebody may be at risk.

    A council of England is of no other nation. Who names a paper, a year or an inspection, or only asks what a thing of
    a name is, means what documents say. Who tells of somebody at risk is told whom to call, whatever else is asked.
    """
    words = cue_words(seen.plain)
    found = [match.cue for match in BEYOND.find(words)]
    if seen.mentions.all:
        found = [name for name in found if name != "other nations"]
    if names_paper(seen.kinds.kinds):  # slides say what inspectors will ask
        found = [name for name in found if name != "future"]
    beyond = found[0] if found else None
    odds = message_odds(without_councils(seen.text, [(one.start, one.end) for one in seen.mentions.all]))
    own_life = bool(OWN_LIFE.find(seen.text))
    at_risk = own_life or risk_told(odds)
    dated = seen.period.years or seen.period.since or seen.period.until
    in_view = bool(seen.kinds.kinds or dated or IN_VIEW.find(words))
    if at_risk:
        # Whoever tells a long story and names a council may ask about it, though no word of it is a question.
        story = bool(seen.mentions.all) and len(seen.plain.split()) > _STORY
        asks = in_view or seen.intents or story or ASKED_OF_COUNCIL.has(cue_words(seen.plain, clauses=True))
        sure = own_life or odds[ASKS_DOCUMENTS] < _UNCERTAIN
        return (AT_RISK if sure and not asks else None), True
    if in_view or seen.mentions.all or _INTRODUCED.match(seen.plain) or _MEANT.match(seen.plain):
        return beyond, False
    if beyond is None and odds[ASKS_DOCUMENTS] < (_DENIED if _SPOKEN.isdisjoint(words.at) else _DOUBTED):
        beyond = max((sort for sort in odds if sort not in {ASKS_DOCUMENTS, AT_RISK}), key=odds.__getitem__)
    return beyond, False


def _parts(seen: _FrameCues) -> list[CueMatch]:
    """Find the parts of documents that are named as where to look; who gets the summary does not ask what it says."""
    words = cue_words(_blank(seen.plain, (*seen.kinds.spans, *quoted_spans(seen.plain))))
    kept = []
    for part in SECTIONS.find(words):
        place = part.start, part.end
        named = part.cue == "recommendations" or _TELLS.search(words.text[slice(*place)]) is not None
        before = words.text[: part.start]
        sought = _COPIES.search(before) is not None  # "where to get hold of the easy read version"
        if named or (is_source(words, *place) and not sought) or _IN_VERSION.search(before):
            kept.append(part)
    return kept


_COPIES = re.compile(r"\b(?:hold|copy|copies|draft|drafts|publication|publishing) of (?:the |a )?$", re.IGNORECASE)
_IN_VERSION = re.compile(r"\bon (?:the )?$", re.IGNORECASE)  # "on the young people's version"


_SUPERLATIVE = re.compile(r"(?<=[a-z]{4})est$")  # "commonest" is a word where "common" is


def _unknown_places(seen: _FrameCues, left: Sequence[str]) -> tuple[str, ...]:
    """Find the name of a place that is no council known, as typed: nothing may be answered of another in its stead.

    Written with a capital behind a word that leads to a place; where grades or recommendations are asked for, any word
    that is left and is no word at all.
    """
    text, is_word, spell = seen.text, seen.is_word, seen.spell
    if is_word is None:
        return ()
    strange = {
        word
        for word in left
        if len(word) > 3 and not is_word(_SUPERLATIVE.sub("", word)) and (spell is None or spell(word) is None)
    }
    places = []
    for match in _PLACE.finditer(text):
        parts = match.group(1).split()
        if any(part.lower() in strange for part in parts):
            places.append(match.group(1))
    if places or not seen.intents or OF_MANY.has(text):
        return tuple(dict.fromkeys(places))
    # Of the sentence that asks, and not what is counted: "four bullets I believe" names no place.
    asking = [start for one in seen.intents for start, _ in one.spans]
    typed = {
        word[0].lower(): word[0]
        for sentence in _SENTENCE.finditer(text)
        if any(sentence.start() <= start < sentence.end() for start in asking)
        for word in _WORD.finditer(sentence[0])
        if not _COUNTED.search(sentence[0][: word.start()])
    }
    return tuple(typed[word] for word in left if word in strange and word in typed)[:1]


def _spelt(text: str, spell: Callable[[str], str | None] | None) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Put right the words that make a frame ("areas for improvment"), and tell (typed, meant)."""
    if spell is None:
        return text, ()
    told = {}
    for match in reversed(list(_WORD.finditer(text))):
        word = match.group().lower()
        if len(word) > 4 and word not in FRAME_WORDS and word not in CARRIERS:
            meant = spell(word)
            if meant in FRAME_WORDS or meant in _SPELT:
                told[match.group()] = meant
                text = text[: match.start()] + meant + text[match.end() :]
    return text, tuple(reversed(told.items()))


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Put blanks where the spans stand, so that what is left keeps its place."""
    for start, end in spans:
        text = text[:start] + re.sub(r"\S", " ", text[start:end]) + text[end:]
    return text


def _holds(
    reading: IntentCandidate, seen: _FrameCues, rest: str, *, asking: Sequence[tuple[int, int]], left: Sequence[str]
) -> bool:
    """Say whether a question asks for what some of its words can ask for, by the words that are left."""
    period = seen.period
    if reading.intent is Intent.JUDGEMENTS:
        left = _judged_words(reading, rest, asking)
        # A word that is left may be a name misspelt, but an ordinary word is a topic: "professional judgement".
        if seen.is_word is not None and any(seen.is_word(word) for word in left):
            return False
        # "What did they get" alone does not make up for a word that is left.
        return len(left) <= (2 if reading.area and not seen.both else int(GRADE_WORDS.has(seen.words)))
    if reading.intent is Intent.IMPROVEMENTS:
        return all(word in EVALUATIVE | COUNTS | SOURCES | ASKING for word in left)
    if (
        reading.change
        or len(seen.mentions.names) > 1
        or len(period.years) > 1
        or period.since is not None
        or period.until is not None
    ):
        return True
    return period.recency is not None or EARLIER.has(rest)


def _judged_words(reading: IntentCandidate, rest: str, asking: Sequence[tuple[int, int]]) -> list[str]:
    """List the words of a question for a grade that name neither an area, a paper nor a time."""
    besides = TIMES | COUNTS | PAPERS | (SERVING | ASKING if reading.area else frozenset())
    return _topic_words(_blank(rest, asking), besides=besides)


def _topic_words(text: str, *, besides: frozenset[str] = frozenset()) -> list[str]:
    """List the words that are neither function words nor words that ask, nor any of ``besides``."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    bare = (word.removesuffix("'s").replace("'", "") for word in words)
    return [w for w in bare if len(w) > 1 and w not in CARRIERS and w not in besides]


def _undated(period: RequestedPeriod) -> bool:
    return not period.years and period.since is None and period.until is None and period.recency is None


def _spans_time(text: str, period: RequestedPeriod) -> bool:
    """Say whether two times are set beside each other: "from 2019 to 2023", "has that changed since 2019"."""
    if period.since is None:
        return False
    return period.until is not None or SO_FAR.has(text)


def _carries(text: str, span: tuple[int, int]) -> bool:
    """Say whether a range holds only words that carry a question ("what did inspectors say")."""
    return not _topic_words(text[slice(*span)], besides=SAYING)
