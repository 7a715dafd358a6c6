"""Small talk: what asks nothing (thanks, an emoji, a laugh) gets one short line, and a script that no report is in a
sentence.

In: what was typed. Out: the line, or nothing where it may be a question. A text of which one word is not in the tables
is never small talk.
"""

import re
import unicodedata
from dataclasses import dataclass

from index.query import without_closings

_LONGEST = 80  # characters: what is longer says more than thanks
_EMOJI_CODE = re.compile(r":[a-z0-9_+'-]{1,60}:")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_SIGNS = {"So", "Sk", "Mn", "Cf", "Me"}  # emoji, skin tones, variation selectors and joiners
_OTHER_SCRIPT = 0.5  # of the letters


@dataclass(frozen=True, slots=True)
class Talk:
    """A sort of small talk: ``words`` of which one must stand in it, the line that answers, and examples."""

    words: frozenset[str]
    reply: str
    means: tuple[str, ...]
    not_means: tuple[str, ...]


# Words that may stand beside those of a sort; alone they are no small talk: after a question back they may answer it.
_BESIDE = frozenset(
    "a all and again so much very really for that thats that's this the your you help again now i im i'm it its it's "
    "is was bot findings no yes ok okay great good job work one just what needed wanted very mate love hun everyone "
    "there perfect brilliant amazing awesome lovely super fab fantastic excellent wonderful nice oh ah right then "
    "please".split()
)
# Words of a remark on what was said before; with a verb that asks at its beginning it may be a question.
_REMARK = frozenset(
    "interesting useful helpful good bad fair enough makes sense see know to hm hmm hmmm mm er erm um shame pity be "
    "disappointing disappointed worrying impressive impressed surprise surprising surprised surprisingly blimey gosh "
    "wow crikey ouch yikes really well done hoped expected as than thought think bit quite pretty too odd strange wait "
    "hang hold on sec moment minute bear with pain bother nuisance noted understood cool yeah yep nope actually "
    "promising reassuring encouraging handy that'll do question topic subject thing of by way sure exactly not only "
    "now hi hiya hey hello morning afternoon evening".split()
)
_ANEW = frozenset("different next new another separate changing change moving switching else unrelated".split())
_ASKS = frozenset(
    "is are was were am do does did have has had can could would will what how why which who when".split()
)
_CLAUSE = re.compile(r"\s*([^\W\d_][\w'’ ]{0,60}?)\s*(?:[.!?,;:\n]+|\s[-–—]+\s)\s*")
_LOOSE = re.compile(r"\s*(?:actually|sorry|oops|whoops|hm+|er+m*|um|ah|oh|nope|ooh)\s+(?=\w)", re.IGNORECASE)

TALK: tuple[Talk, ...] = (
    Talk(
        frozenset("thanks thank thx ty ta cheers thankyou tysm appreciated".split()),
        "You're welcome. Ask again whenever you need a passage.",
        ("thanks", "Thank you so much!", "ok great thanks", "cheers mate", "ta very much", "no thanks"),
        ("thanks, and what about Merrow?", "thank you letters to foster carers", "great progress since 2019"),
    ),
    Talk(
        frozenset("lol haha hahaha hehe lmao rofl".split()),
        "Glad it helps. Ask me anything about the reports.",
        ("lol", "haha brilliant"),
        ("lol what did Merrow get",),
    ),
    Talk(
        frozenset("bye goodbye goodnight cya".split()),
        "Goodbye. I am here whenever you need a passage.",
        ("bye", "goodbye then", "ok bye"),
        ("bye-laws in Merrow",),
    ),
    Talk(
        frozenset("sorry oops whoops".split()),
        "No harm done. Ask me whenever you like.",
        ("sorry", "oops", "oh sorry that was for everyone"),
        ("sorry, I meant Merrowshire", "oops 2019"),
    ),
    Talk(
        frozenset(
            "interesting noted understood useful helpful handy worrying shame pity wow blimey gosh yikes".split()
        ),
        "Ask me whenever you want to know more.",
        ("interesting", "good to know, very useful", "oh that's a shame", "noted"),
        ("useful quotes", "interesting. and in Merrow?", "what is worrying"),
    ),
    Talk(
        frozenset("perfect brilliant amazing awesome lovely fab fantastic wonderful".split()),
        "Glad that helps. Ask again whenever you need a passage.",
        ("perfect", "that's brilliant", "amazing job"),
        ("lovely quotes on foster carers", "good", "is it excellent"),
    ),
)
EMOJI = (
    "I read words, not emoji. Ask me about a council or a topic, for example: private fostering in the latest report."
)
CLOSED = "Ask again whenever you need a passage."
UNREADABLE = (
    "I cannot read this script: the documents that I search are in English, so please ask in English. "
    "The name of the council and a few words on the matter are enough."
)


def short_reply(text: str) -> str | None:
    """Give the line that answers what asks nothing; None where it may be a question."""
    if _is_other_script(text):
        return UNREADABLE
    if len(text) > _LONGEST:
        return None
    return _reply_to_talk(text) or (CLOSED if _only_closes(text) else None)


def _only_closes(text: str) -> bool:
    """Say whether a text opens or ends a conversation, and asks nothing beside."""
    if any(sign == "?" or sign.isdigit() for sign in text) or len(rest := without_closings(text)) == len(text):
        return False
    return _is_spoken(rest)


def _reply_to_talk(text: str) -> str | None:
    rest = _EMOJI_CODE.sub(" ", text.casefold())
    bare = "".join(" " if unicodedata.category(sign) in _SIGNS else sign for sign in rest)
    if not any(sign.isalnum() for sign in bare):
        return EMOJI if bare != text.casefold() and text.strip() else None
    if any(sign.isdigit() for sign in bare) or "?" in bare or "-" in bare:
        return None
    words = _words(bare)
    if not words or words[0] in _ASKS or sum(map(len, words)) < sum(sign.isalpha() for sign in bare):
        return None
    for talk in TALK:
        if any(word in talk.words for word in words) and all(word in talk.words | _BESIDE | _REMARK for word in words):
            return talk.reply
    return None


def without_comment(text: str) -> tuple[str, bool]:
    """Take remarks on what was said before ("interesting.", "not great, ", "oops") from the start of a message.

    The second value says whether a remark announces another subject.
    """
    rest, anew = text, False
    for _ in range(_REMARKS):
        found = _CLAUSE.match(rest)
        said = found[1] if found else ""
        words = _words(said)
        if not words or words[0] in _ASKS or not _is_spoken(without_closings(said)):
            found, words = _LOOSE.match(rest), []
        if found is None or _is_spoken(rest[found.end() :]):
            break
        rest, anew = rest[found.end() :], anew or not _ANEW.isdisjoint(words)
    return rest, anew


def _is_spoken(text: str) -> bool:
    return not any(sign.isdigit() for sign in text) and _SPOKEN.issuperset(_words(text))


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]


_REMARKS = 4
_SPOKEN = frozenset().union(_BESIDE, _REMARK, _ANEW, *(talk.words for talk in TALK))


def _is_other_script(text: str) -> bool:
    """Tell whether most letters of a text are of another script than Latin."""
    letters = [sign for sign in text[:2_000] if sign.isalpha()]
    other = sum(not unicodedata.name(sign, "").startswith("LATIN") for sign in letters)
    return len(letters) > 1 and other > _OTHER_SCRIPT * len(letters)
