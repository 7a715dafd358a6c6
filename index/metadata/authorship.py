"""Whose words a document is made of: what it prints of its author before its text begins -> a ``Voice``.

The author's own opening decides: labels ("Inspection dates:", "Agenda item"), a letterhead, what a letter is signed
as, what the paper is called. A word of a running sentence decides nothing: "a new cabinet member" in an
inspector's report makes it no council's, and "Ofsted carried out" in a council's paper makes it no inspector's. "We"
makes nobody the council. Where nothing is told the voice is unknown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from index.metadata import author_signs as signs
from index.models import Voice
from index.readers import Line, Source

_OPENING = 30  # lines in which labels stand
_TITLE_LINES = 8
_LETTERHEAD = 3  # lines of one
_LETTER = 60  # lines in which a letter's greeting stands
_SIGNED_BY = 7  # lines below "Yours sincerely"
_SHORT = 110  # characters: a longer line is text
# What stands behind a council's name on its letterhead: "Merrow Council, Children's Services", "... | News".
_BEHIND = re.compile(
    r"\s[|–—-]\s|, (?=children\b|(?:[\w'&-]+ ){0,7}(?:services?|team|department|directorate|unit|division)$)",
    re.IGNORECASE,
)
_FULL = 60  # a line as long as this that ends within a sentence goes on in the next


@dataclass(frozen=True, slots=True)
class Author:
    """Whose words a document is, and what an admin is told of how that was told."""

    voice: Voice
    warning: str | None = None


def is_paper(front: Sequence[str]) -> bool:
    """Tell whether a document opens as a paper to a council's committee does."""
    letter = any(signs.GREETING.match(line) for line in front[:_LETTER])
    for _, line in _heads(front):
        if letter and re.match(r"(?:from|to|for)\s*:", line, re.IGNORECASE):
            continue
        if _first(signs.COUNCIL, [line]) or _is_meeting(line):
            return True
    return False


def detect_author(
    source: Source,
    front: Sequence[str],
    opening: Sequence[str],
    text: str,
    own: Sequence[str],
    margins: Sequence[str],
    *,
    filed: bool,
) -> Author:
    """Tell whose words a document is: from the lines of its front, how it is signed, and the whole of its text.

    ``margins`` are its running lines and properties; ``own`` are the names of councils that its first lines and its
    running headers print; ``filed`` says that its file name or folder is a council's.
    """
    heads = _heads(front)
    greeting = next((n for n, line in enumerate(front[:_LETTER]) if signs.GREETING.match(line)), None)
    labelled = _labelled(heads, slides=source.slides)
    state = next((line for place, line in heads if place < _LETTERHEAD and _first(signs.DEPARTMENT, [line])), None)
    if state is not None and (labelled is None or front.index(state) < labelled[0]):
        return _detected(Voice.DEPARTMENT, state)
    if labelled is not None and (greeting is None or labelled[0] <= greeting):
        return Author(labelled[1])
    if greeting is not None and (signed := _signed(source, front, greeting)) is not None:
        return _detected(*signed)
    if labelled is not None:
        return Author(labelled[1])
    joined = " ".join(front)
    if len({sign.lower()[:9] for sign in signs.SCHOLARS.findall("\n".join(front))}) >= 2:
        return _untold("it reads like an academic paper")
    if any(signs.OUTSIDE.match(line) for _, line in heads[:_TITLE_LINES]):
        return _untold("a university or a firm wrote it, as it seems")
    title = [line for _, line in heads[: 2 if greeting is not None else _TITLE_LINES]]
    if (other := _other(title, joined, own)) is not None:
        return _detected(*other)
    titled = _first(signs.INSPECTION_TITLE, title) or greeting is not None
    if (
        titled
        and not source.slides
        and any(re.search(words, joined, re.IGNORECASE) for words in signs.INSPECTORS_WORDS)
    ):
        return Author(Voice.INSPECTOR)
    if greeting is not None:
        return _untold("a letter that does not say who signs it")
    called = " ".join(title)
    if signs.PEER_TITLE.search(called):
        return _untold("a peer review that does not say who wrote it")
    if any(signs.NEWS.search(line) and name in line for line in title for name in own):
        return Author(Voice.COUNCIL)
    if (state := _government(margins, source)) is not None:
        return _detected(Voice.DEPARTMENT, state)
    if signs.OWN_GENRE.search(called) and (own or filed or signs.SERVICES.search(called)):
        return Author(Voice.COUNCIL)
    # A web page is called "... - Merrow Council" after the site that it stands on.
    site = re.split(r"\s[|–—-]\s", source.properties.get("title", ""))
    if own and _is_letterhead([*title, *opening[:_TITLE_LINES], site[-1]], own):
        return Author(Voice.COUNCIL)
    # "We" makes nobody the council but where a title begins with its name, or a line or the margin is nothing else.
    names = tuple(name.lower() for name in own)
    named = any(line.lower().startswith(names) for line in (*title, *margins)) or any(
        line.lower() in names for line in front
    )
    if (
        named
        and not any(signs.LAWSUIT.search(line) for line in title)
        and len(signs.OURS.findall(text)) > max(2, 0.003 * len(text.split()))
    ):
        return Author(Voice.COUNCIL)
    partner = None if own else next((line for line in margins if _first(signs.PARTNERS, [line])), None)
    return _detected(Voice.PARTNER, partner) if partner else _untold()


def _government(margins: Sequence[str], source: Source) -> str | None:
    """Give the department whose name stands beside a page of the government's own site."""
    if not source.properties.get("title", "").endswith("GOV.UK"):
        return None
    return next((line for line in margins if signs.GOVERNMENT.fullmatch(line)), None)


def _is_letterhead(title: Sequence[str], own: Sequence[str]) -> bool:
    """Tell whether a first line is a council's name, with nothing more than a day, its services or what it is behind
    it."""
    title = [*title, *(_BEHIND.split(line)[0] for line in title)]
    bare = {re.sub(r"[\s,:|–-]{0,8}(?:\d.{0,20})?(?:19|20)\d\d$", "", line).strip(" .,:|–-").lower() for line in title}
    return any(name.lower() in bare for name in own)


def _detected(voice: Voice, line: str) -> Author:
    if voice in {Voice.INSPECTOR, Voice.COUNCIL}:
        return Author(voice)
    whose = {
        Voice.DEPARTMENT: "a government department or its minister or commissioner",
        Voice.PEER_TEAM: "a peer team",
        Voice.PARTNER: "a partner of the council",
    }[voice]
    shown = line if len(line) <= 60 else line[:59] + "…"
    return Author(
        voice, f'Taken as the words of {whose} ("{shown}"): if that is wrong, set voice in documents/catalogue.toml.'
    )


def _untold(why: str = "") -> Author:
    said = f" ({why})" if why else ""
    return Author(
        Voice.UNKNOWN, f"It cannot be told whose words these are{said}: set voice in documents/catalogue.toml."
    )


def _heads(front: Sequence[str]) -> list[tuple[int, str]]:
    """Give the first lines that are no part of running text, each with its place."""
    found = []
    before = ""
    for place, line in enumerate(front[:_LETTER]):
        if len(line) <= _SHORT and not (_goes_on(before, line) or (line[-1] in ".;" and len(line.split()) > 7)):
            found.append((place, line))
        before = line
        if len(found) >= _OPENING:
            break
    return found


def _goes_on(before: str, line: str) -> bool:
    """Tell whether a line goes on with the sentence of the one before it."""
    if not before or before[-1] in ".;:?!" or before[-1].isdigit():
        return False
    if line[0].islower() or before[-1] in ",(-–" or before.rsplit(maxsplit=1)[-1].lower() in signs.LEADING:
        return True
    return len(before) >= _FULL and (line[-1] == "." or re.search(r"[a-z]\. [A-Z]", line) is not None)


def _labelled(heads: Sequence[tuple[int, str]], *, slides: bool) -> tuple[int, Voice] | None:
    """Find the first line that only an inspectorate, or only a council, prints as a line of its own."""
    own = False  # it calls itself a plan or a self-evaluation, as no inspectorate's report does
    for place, line in heads:
        if not (slides or own) and _first(signs.INSPECTORATE, [line]):
            return place, Voice.INSPECTOR
        if _first(signs.COUNCIL, [line]) or _is_meeting(line):
            return place, Voice.COUNCIL
        own = own or (
            place < _TITLE_LINES and bool(signs.OWN_GENRE.search(line)) and not _first(signs.INSPECTION_TITLE, [line])
        )
    return None


def _is_meeting(line: str) -> bool:
    """Tell whether a line names a body of a council that meets, and says nothing more than when."""
    if line.endswith((".", ";")) or signs.OF_OTHERS.search(line):
        return False
    return signs.BODIES.search(line) is not None and signs.OF_COUNCILS.search(line) is not None


def signature(source: Source) -> list[str]:
    """Give the lines below "Yours sincerely", or below the name of who sent it, where a document is signed as letters
    are."""
    lines = [block.text.strip()[:_SHORT] for block in source.blocks if isinstance(block, Line) and block.text.strip()]
    sender = _words_of_name(source.properties.get("author", ""))
    for place, line in enumerate(lines):
        if (len(line) < 40 and signs.SIGNED.match(line)) or (len(sender) > 1 and _words_of_name(line) == sender):
            return list(takewhile(lambda below: not below.endswith(":"), lines[place + 1 : place + 1 + _SIGNED_BY]))
    return []


def _words_of_name(text: str) -> set[str]:
    """Give the words of a person's name, in whatever order it is written: "Hart, Ann (Children's Services) <...>"."""
    return set(re.sub(r"\(.{0,80}?\)|<.{0,200}", "", text).lower().replace(",", " ").replace('"', " ").split())


def _signed(source: Source, front: Sequence[str], greeting: int) -> tuple[Voice, str] | None:
    """Tell who signs a letter: by what stands below "Yours sincerely", else by the letterhead above the greeting."""
    head = list(front[:greeting])
    to = next((n for n, line in enumerate(head) if re.match(r"(?:letter )?to\b\s*:?", line, re.IGNORECASE)), None)
    for block in (signature(source), head[: min(to if to is not None else 2, 4)]):
        for voice, pattern in signs.SIGNATURES:
            told = (line for line in block if not signs.YOUNG.search(line))
            found = next((line for line in told if re.search(pattern, line, re.IGNORECASE)), None)
            if found is not None:
                return voice, found
    return None


def _other(title: Sequence[str], joined: str, own: Sequence[str]) -> tuple[Voice, str] | None:
    """Tell another author than a council or an inspectorate, by a letterhead or a title among the first lines.

    A partner is the author where its name comes first: a council names those with whom it writes below its own.
    """
    peers = next((line for line in title if signs.PEER_TITLE.search(line)), None)
    if peers and re.search(r"\bpeer team\b|\bLGA\b|\blocal government association\b", joined, re.IGNORECASE):
        return Voice.PEER_TEAM, peers
    for voice, patterns in (
        (Voice.PEER_TEAM, signs.PEERS),
        (Voice.DEPARTMENT, signs.DEPARTMENT),
        (Voice.PARTNER, signs.PARTNERS),
    ):
        line = _first(patterns, title)
        below = voice is Voice.PARTNER and line is not None and _is_below_council(title[: title.index(line) + 1], own)
        if line is not None and not below:
            return voice, line
    return None


def _is_below_council(title: Sequence[str], own: Sequence[str]) -> bool:
    """Tell whether a council's name stands above a partner's, or before it on the same line."""
    return _is_letterhead(title[:-1], own) or any(title[-1].lower().startswith(name.lower()) for name in own)


def _first(patterns: Sequence[str], lines: Sequence[str]) -> str | None:
    """Give the first line that begins as one of the patterns says."""
    return next((line for line in lines if any(re.match(p, line[:220], re.IGNORECASE) for p in patterns)), None)
