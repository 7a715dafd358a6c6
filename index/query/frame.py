"""Frame: everything of a question but its topic: who, when, whose words, which paper, what kind of answer.

In come the text, the names of authorities and the library's own list of authorities; out goes a ``Frame`` whose
``rest`` is the text with the words of the frame blanked out. Documents are not looked at and nothing is ranked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from index.authorities import Gazetteer
from index.models import Recency, Voice
from index.query.cues import Words
from index.query.intent import IntentCandidate, improves, is_chat, names_grades, read_area, read_intents
from index.query.models import Frame, Intent
from index.query.period import RequestedPeriod, read_period
from index.query.voice import concerns_council_paper, read_kinds, read_voice
from index.text import STOP_WORDS

LONGEST = 20_000  # characters; what is longer than any question is read up to here

# Words that ask, or that name the papers as such: what they leave is no topic.
_CARRIER_WORDS = """
    what whats which who whos whose how hows when where why did does do is are was were the a an of for in on at to
    by from with about and or but any all there they them their it its this that these those be been being has have
    had tell show give find me us i we you please can could would should will ofsted inspector inspectors
    inspection inspections inspected report reports council councils authority authorities local county city
    borough children childrens services service social care department team area areas say says said get got
    getting go going went now still currently today latest newest last recent recently most overall please list
    main key things thing points point full whole exactly just also too then than more less much many current new
    old previous time times need needs needed next ilacs sif letter visit findings quick quickly question hi hello
    thanks need know want wants wanted wondering looking like one ones his her our my your come came out up down
    over years year as if so not no yes grade grades graded rating ratings rated judged judgement judgements
    judgment judgments score scored bit bits claim claims claimed part parts stuff mark marks been each every ever
    changed change between across history trend table tables outcome outcomes result results
"""
_CARRIERS = frozenset(_CARRIER_WORDS.split())
# Words that make a frame, so that a misspelling of one is put right before the frame is read.
_FRAME_WORDS = frozenset(
    """
    inspection inspections inspector inspectors inspected ofsted recommendation recommendations recommended improvement
    improvements improve improved improving judgement judgements judgment judgments grade grades graded rating ratings
    rated effectiveness leadership outstanding inadequate requires latest previous recent current compare compared
    comparison comparing between versus difference history timeline weakness weaknesses priority priorities focused
    monitoring visit report reports letter development overall better worse since before areas actions
    """.split()
)
# Words that say how well or how much, and name no topic.
_EVALUATIVE = frozenset(
    """
    improve improved improves improving improvement improvements better worse good bad fix fixed biggest top urgent
    urgently immediate immediately main key met meet followed acted done doing compare compared compares overall
    stronger weaker progress changed moved
    """.split()
)
_TIMES = frozenset("then now before ago round back ever exactly officially actually headline given".split())
_EARLIER = re.compile(r"\b(?:then|now|before|earlier|previously)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Oo]f|[Aa]t|[Ff]or|[Dd]oes|[Dd]id|[Dd]o|[Hh]as|[Ii]s|[Ww]as|[Bb]y|[Ff]rom|[Aa]nd|[Aa]cross)\s+"
    r"((?:[A-Z][a-z]+[ -]){0,2}[A-Z][a-z]{2,})\b"
)
_PERFECT = re.compile(r"\b(?:has|have|hasn['’]t|haven['’]t|still|yet|any)\b", re.IGNORECASE)
_EVERYWHERE = re.compile(
    r"\b(?:which|what|any|other|all|every|most|some|how many)\s+(?:other\s+)?(?:councils?|local authorit(?:y|ies)"
    r"|authorit(?:y|ies)|las|boroughs|reports)\b|\b(?:who|anyone|anybody|somewhere|anywhere) else\b|\belsewhere\b"
    r"|\banywhere\b|\bnation(?:al(?:ly)?|wide)\b|\bacross (?:the )?(?:country|england|library|region)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def read_frame(
    text: str,
    gazetteer: Gazetteer,
    *,
    today: date,
    is_word: Callable[[str], bool] | None = None,
    spell: Callable[[str], str | None] | None = None,
) -> Frame:
    """Read the frame of a question.

    ``is_word`` tells ordinary words, which are never read as misspelt names; ``spell`` gives the word that a misspelt
    one was meant to be, or None.
    """
    text = text[:LONGEST]
    if is_chat(text):
        return Frame(text=text, rest="", intent=Intent.HELP)
    mentions = gazetteer.find(text, is_word=is_word)
    places = [(mention.start, mention.end) for mention in mentions.all]
    # What is read after the names is read without them: "IntentCandidate" is no verb, "the county" no paper.
    plain, spelt = _spelt(_blank(text, places), spell)
    period = read_period(plain, today=today)
    undated = _blank(plain, period.spans)
    words = Words(undated)
    voice, both, voiced = read_voice(words)
    readings = read_intents(words)
    told = any(reading.intent is Intent.IMPROVEMENTS for reading in readings)
    # "the 2021 focused visit": the words of the period can name a paper, too.
    named = read_kinds(Words(plain), told=told)
    kinds, kinded = named.kinds, named.spans
    if voice is Voice.INSPECTOR and concerns_council_paper(words, kinds):
        voice = None
    if told and kinds and period.since is not None and period.until is None:
        # "told to fix after the 2021 focused visit": by its letter.
        period = replace(period, years=(period.since,), since=None)
    names = mentions.names
    rest = _blank(undated, kinded)
    asking = [span for reading in readings for span in reading.spans]
    left = _topic_words(_blank(_blank(rest, asking), voiced))
    unknown = () if mentions.all else _unknown_places(text, left, is_word, spell, told=bool(readings))
    left = [word for word in left if word not in {part for name in unknown for part in name.lower().split()}]
    changed = any(reading.change for reading in readings) or improves(words)
    compared = any(reading.intent is Intent.COMPARISON for reading in readings)
    intent, area = Intent.PASSAGES, None
    for reading in readings:
        if _holds(
            reading,
            rest,
            asking=asking,
            both=both,
            left=left,
            names=names,
            period=period,
            is_word=is_word,
            text=undated,
        ):
            intent, area = reading.intent, reading.area
            if intent is Intent.COMPARISON and _topic_words(_blank(rest, reading.spans)):
                rest = _blank(rest, reading.spans)
            break
    if intent is Intent.PASSAGES and (len(names) > 1 or len(period.years) > 1 or _spans_time(undated, period)):
        intent = Intent.COMPARISON
    if intent in {Intent.PASSAGES, Intent.COMPARISON} and names and (compared or changed):
        place, where = read_area(Words(rest))
        asked = [*asking, *voiced, *where]
        if place in {None, "overall"} and not _topic_words(_blank(rest, asked), besides=_EVALUATIVE):
            # "is Leeds getting better", "Leeds v Bristol overall": nothing but the grades says it as a whole.
            intent, area = Intent.JUDGEMENTS, place
    if intent is Intent.JUDGEMENTS and changed and len(names) < 2 and _undated(period):
        period = replace(period, recency=Recency.ALL)
    if intent in {Intent.PASSAGES, Intent.COMPARISON} and period.recency is Recency.ALL and len(names) < 2:
        intent = Intent.TIMELINE
    return Frame(
        text=text,
        rest=_blank(rest, [span for span in voiced if intent is not Intent.HELP and _carries(rest, span)]),
        intent=intent,
        authorities=mentions.held,
        unheld=mentions.unheld or unknown,
        ambiguous=mentions.ambiguous,
        excluded=mentions.excluded,
        everywhere=not mentions.all and _EVERYWHERE.search(text) is not None,
        years=period.years,
        since=period.since,
        until=period.until,
        recency=period.recency,
        months=period.months,
        voice=voice,
        both_voices=both,
        kinds=kinds,
        area=area,
        corrections=(*mentions.corrections, *spelt),
    )


def _unknown_places(
    text: str,
    left: Sequence[str],
    is_word: Callable[[str], bool] | None,
    spell: Callable[[str], str | None] | None,
    *,
    told: bool,
) -> tuple[str, ...]:
    """Find the name of a place that is no council known, as typed: nothing may be answered of another in its stead.

    Written with a capital behind a word that leads to a place; where grades or recommendations are asked for
    (``told``), any word that is left and is no word at all.
    """
    if is_word is None:
        return ()
    strange = {word for word in left if len(word) > 3 and not is_word(word) and (spell is None or spell(word) is None)}
    places = []
    for match in _PLACE.finditer(text):
        parts = match.group(1).split()
        if any(part.lower() in strange for part in parts):
            places.append(match.group(1))
    if places or not told:
        return tuple(dict.fromkeys(places))
    typed = {word.lower(): word for word in _WORD.findall(text)}
    return tuple(typed.get(word, word) for word in left if word in strange)[:1]


def _spelt(text: str, spell: Callable[[str], str | None] | None) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Put right the words that make a frame ("areas for improvment"), and tell (typed, meant)."""
    if spell is None:
        return text, ()
    told = {}
    for match in reversed(list(_WORD.finditer(text))):
        word = match.group().lower()
        if len(word) > 4 and word not in _FRAME_WORDS and word not in _CARRIERS:
            meant = spell(word)
            if meant in _FRAME_WORDS:
                told[match.group()] = meant
                text = text[: match.start()] + meant + text[match.end() :]
    return text, tuple(reversed(told.items()))


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Put blanks where the spans stand, so that what is left keeps its place."""
    for start, end in spans:
        text = text[:start] + re.sub(r"\S", " ", text[start:end]) + text[end:]
    return text


def _holds(
    reading: IntentCandidate,
    rest: str,
    *,
    asking: Sequence[tuple[int, int]],
    both: bool,
    left: Sequence[str],
    names: Sequence[str],
    period: RequestedPeriod,
    is_word: Callable[[str], bool] | None,
    text: str,
) -> bool:
    """Say whether a question asks for what some of its words can ask for, by the words that are left."""
    if reading.intent is Intent.JUDGEMENTS:
        left = _topic_words(_blank(rest, asking), besides=_TIMES)
        # A word that is left may be a name misspelt, but an ordinary word is a topic: "professional judgement".
        if is_word is not None and any(is_word(word) for word in left):
            return False
        # "What did they get" alone does not make up for a word that is left.
        return len(left) <= (2 if reading.area and not both else int(names_grades(Words(text))))
    if reading.intent is Intent.IMPROVEMENTS:
        return all(word in _EVALUATIVE for word in left)
    if (
        reading.change
        or len(names) > 1
        or len(period.years) > 1
        or period.since is not None
        or period.until is not None
    ):
        return True
    return period.recency is not None or _EARLIER.search(rest) is not None


def _topic_words(text: str, *, besides: frozenset[str] = frozenset()) -> list[str]:
    """List the words that are neither function words nor words that ask, nor any of ``besides``."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    bare = (word.removesuffix("'s").replace("'", "") for word in words)
    return [w for w in bare if len(w) > 1 and w not in _CARRIERS and w not in STOP_WORDS and w not in besides]


def _undated(period: RequestedPeriod) -> bool:
    return not period.years and period.since is None and period.until is None and period.recency is None


def _spans_time(text: str, period: RequestedPeriod) -> bool:
    """Say whether two times are set beside each other: "from 2019 to 2023", "has that changed since 2019"."""
    if period.since is None:
        return False
    return period.until is not None or _PERFECT.search(text) is not None


def _carries(text: str, span: tuple[int, int]) -> bool:
    """Say whether a range holds only words that carry a question ("what did inspectors say")."""
    return not _topic_words(text[slice(*span)])
