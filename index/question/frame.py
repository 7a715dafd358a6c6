"""Frame: everything of a question but its topic: who, when, whose words, which paper, what kind of answer.

In come the text, the names of authorities and the library's own list of authorities; out goes a ``Frame`` whose
``rest`` is the text with the words of the frame blanked out. Documents are not looked at and nothing is ranked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from index.authorities import Gazetteer
from index.question.intent import is_chat, names_grades, read_intent
from index.question.period import Asked, read_period
from index.question.question import Frame, Intent
from index.question.voice import read_kinds, read_voice
from index.search.analysis import STOP_WORDS

__all__ = ["read_frame"]

LONGEST = 20_000  # characters; what is longer than any question is read up to here

# Words that ask, or that name the papers as such: what they leave is no topic.
_CARRIER_WORDS = """
    what whats which who whos whose how hows when where why did does do is are was were the a an of for in on at to
    by from with about and or but any all there they them their it its this that these those be been being has have
    had tell show give find me us i we you please can could would should will ofsted inspector inspectors inspection
    inspections inspected report reports council councils authority authorities local county city borough children
    childrens services service social care department team area areas say says said get got getting go going went
    now still currently today latest newest last recent recently most overall please list main key things thing
    points point full whole exactly just also too then than more less much many current new old previous time times
    need needs needed next ilacs sif letter visit findings quick quickly question hi hello thanks need know want
    wants wanted wondering looking like one ones his her our my your come came out up down over years year as if so
    not no yes grade grades graded rating ratings rated judged judgement judgements judgment judgments score scored
    mark marks been each every ever changed change between across history trend table tables outcome outcomes result
    results
"""
_CARRIERS = frozenset(_CARRIER_WORDS.split())
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
) -> Frame:
    """Read the frame of a question; ``is_word`` tells ordinary words, which are never read as misspelt names."""
    text = text[:LONGEST]
    if is_chat(text):
        return Frame(text=text, rest="", intent=Intent.HELP)
    mentions = gazetteer.find(text, is_word=is_word)
    places = [(mention.start, mention.end) for mention in mentions.all]
    # What is read after the names is read without them: "Reading" is no verb, "the county" no paper.
    plain = _blank(text, places)
    period = read_period(plain, today=today)
    undated = _blank(plain, period.spans)
    voice, both, voiced = read_voice(undated)
    # A grade "for Derby" and a list "of recommendations" are asked for with words that are no topic.
    intent, area, asked = read_intent(undated)
    told = intent is Intent.IMPROVEMENTS
    # "the 2021 focused visit": the words of the period can name a paper, too.
    kinds, kinded = read_kinds(plain, told=told)
    if told and kinds and period.since is not None and period.until is None:
        # "told to fix after the 2021 focused visit": by its letter.
        period = replace(period, years=(period.since,), since=None)
    names = mentions.names
    rest = _blank(undated, kinded)
    if intent is Intent.JUDGEMENTS:
        left = _topic_words(_blank(rest, asked))
        # A word that is left may be a name misspelt; "what did they get" alone does not make up for it.
        if len(left) > (2 if area and not both else int(names_grades(undated))):
            intent, area = Intent.PASSAGES, None
    elif intent is Intent.IMPROVEMENTS:
        left = _topic_words(_blank(_blank(rest, asked), voiced))
        if left and not _only_evaluative(left):
            intent = Intent.PASSAGES
    elif intent is Intent.COMPARISON:
        rest = _blank(rest, asked) if _topic_words(_blank(rest, asked)) else rest
    sides = len(names) > 1 or len(period.years) > 1 or _spans_time(undated, period)
    if sides and intent is Intent.PASSAGES:
        intent = Intent.COMPARISON
    elif period.recency == "all" and intent is Intent.PASSAGES:
        intent = Intent.TIMELINE
    if intent is Intent.COMPARISON and len(names) < 2 and period.recency == "all":
        intent = Intent.TIMELINE
    return Frame(
        text=text,
        rest=_blank(rest, [span for span in voiced if intent is not Intent.HELP and _carries(rest, span)]),
        intent=intent,
        authorities=mentions.held,
        unheld=mentions.unheld,
        ambiguous=mentions.ambiguous,
        excluded=mentions.excluded,
        everywhere=not mentions.all and _EVERYWHERE.search(text) is not None,
        years=period.years,
        since=period.since,
        until=period.until,
        recency=period.recency,
        voice=voice,
        both_voices=both,
        kinds=kinds,
        area=area,
        corrections=mentions.corrections,
    )


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Put blanks where the spans stand, so that what is left keeps its place."""
    for start, end in spans:
        text = text[:start] + re.sub(r"\S", " ", text[start:end]) + text[end:]
    return text


def _topic_words(text: str) -> list[str]:
    """List the words that are neither function words nor words that ask."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    bare = (word.removesuffix("'s").replace("'", "") for word in words)
    return [word for word in bare if len(word) > 1 and word not in _CARRIERS and word not in STOP_WORDS]


def _only_evaluative(words: Sequence[str]) -> bool:
    return all(
        word in {"improve", "improved", "improvement", "better", "fix", "biggest", "top", "urgent"} for word in words
    )


def _spans_time(text: str, period: Asked) -> bool:
    """Say whether two times are set beside each other: "from 2019 to 2023", "has that changed since 2019"."""
    if period.since is None:
        return False
    return period.until is not None or _PERFECT.search(text) is not None


def _carries(text: str, span: tuple[int, int]) -> bool:
    """Say whether a range holds only words that carry a question ("what did inspectors say")."""
    return not _topic_words(text[slice(*span)])
