"""Whose document it is: what it prints of councils, its file name and its folder -> the authority.

The document is trusted first, then its file name, then its folder. A council that the gazetteer does not know is
believed where two witnesses agree: the document calls itself by its name, and its file or folder has that name. A
council that is only mentioned in running text is not whose document it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from index.authorities import Gazetteer, tokens_of
from index.metadata.front_page import Filed
from index.metadata.title import Title
from index.models import Kind, Voice
from index.text import ordinary_english

_WORD = r"(?:[A-Z][\w'-]{1,30}|and|upon|on|with|of)"
_KIND = r"(?:City|County|Borough|Metropolitan Borough|District)"
_COUNCIL_NAME = re.compile(
    r"\b((?:London Borough|Royal Borough|Metropolitan Borough|City|Borough|County) of "
    rf"[A-Z][\w'-]{{1,30}}(?:,? {_WORD}){{0,5}}"
    rf"|[A-Z][\w'-]{{1,30}}(?:,? {_WORD}){{0,5}}? (?:{_KIND} )?Council)\b"
)
_RUN = r"[A-Z][\w'-]{1,30}(?:,? (?:(?:and|&|upon|on|with|of|le|in|the) ){0,2}[A-Z][\w'-]{1,30}){0,6}"
_OWN_NAME = re.compile(
    rf"\b(?P<head>(?:London|Royal|Metropolitan) Borough of )?(?P<run>{_RUN})"
    r"(?(head)| (?:Council|Children's (?:Services )?Trust))(?!\w)",
)
_QUALIFIERS = re.compile(
    r"(?:(?<!\s)\s+(?:Metropolitan|London|Royal|City|County|Borough|District|Unitary|and|Council)){1,8}$"
    r"|^(?:City|County|Borough|(?:London|Royal|Metropolitan) Borough) of (?=[A-Z])"
)
_PARTS = re.compile(r"\s[|•·–—-]\s|[|:;\t]")
# "Learning from Leeds City Council": another council than the one that writes.
_OTHERS = re.compile(r"\b(?:from|with|like|than|alongside|including|visit(?:ed)? to)\s+(?:the\s+)?$", re.IGNORECASE)
# What stands before a council's name without belonging to it ("Report of the Director Merrow Council").
_BEFORE = frozenset(
    "the of to by for about at and in on a an report director cabinet committee panel board agenda item services"
    " service corporate parenting scrutiny chief executive head leader ofsted briefing title author meeting strategic"
    " council name".split()
)
# Bodies that are called councils and are no authority, and folders that are named for what they hold.
_NO_NAME = _BEFORE | frozenset(
    "youth young people children child care leavers leaver shadow full parish town community city county borough"
    " district metropolitan london royal unitary local our your this each every school schools student students pupil"
    " arts sports health medical dental nursing midwifery general social work research design british english national"
    " european nations united privy joint legal bar advisory tenants works council councils trust safeguarding family"
    " families reports papers documents letters inspections plans plan other misc new old archive education".split()
)
_OFFICES = _NO_NAME | frozenset("children's childrens adults adult families education people s".split())
_PERSON = re.compile(r"(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Baroness)\b")
_KINDS = frozenset(
    "council city county borough district metropolitan london royal children service services trust".split()
)
_COUNTRIES = frozenset("england britain wales scotland ireland europe parliament westminster kingdom".split())
# How the names of English places end: a folder of such a name, that is no word, is called after a council.
_PLACE = re.compile(
    r"[a-z]{2,12}(?:by|ton|ham|ford|dale|shire|mere|wick|combe|bury|worth|ley|field|sea|mouth|borough|bridge|holme|stead"
    r"|hurst|wold|hampton|minster|port|stone|pool|well|thorpe|mouth|bourne|don|side|row|fold)"
)
# What one council has, and is called after its place.
_LOCAL_BODY = re.compile(
    rf"\b(?P<place>{_RUN}) (?:(?:Local )?Safeguarding Children(?:'s)? (?:Partnership|Board)"
    r"|Children's Safeguarding (?:Partnership|Board)|Youth (?:Justice|Offending) (?:Service|Team|Partnership|Board)"
    r"|Virtual School|Children's (?:Services|Social Care|Trust)|Local Area(?: SEND)? Partnership|Corporate Parenting"
    r"|(?:SEND|Improvement) (?:Partnership|Board)|Parent Carer Forum)\b"
)
# A line that says which council's a form is.
_LABELLED = re.compile(
    r"(?:name of )?(?:the )?(?:council|local authority|authority|LA)(?: name)?\s*(?::|\s[A-Z])", re.IGNORECASE
)
_REGIONS = frozenset("london manchester midlands merseyside yorkshire ofsted estyn send lscb hmicfrs".split())
_RARE = 0.5  # in a million words of ordinary English
_COMPASS = frozenset("north south east west central mid greater upper lower".split())
_SET = "set authority in documents/catalogue.toml"
_MOST_TEXT = 60_000
_LONGEST = 2_000  # of a line or sentence in which names are sought
_OFTEN = 3  # times that a text names the council it is about


@dataclass(frozen=True, slots=True)
class Told:
    """The authority, its name as printed, and what the reader is warned of."""

    authority: str | None
    form: str | None = None
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class _Own:
    """A council's name in a place where a document says whose it is; ``name`` is it without "City Council"."""

    form: str
    name: str
    known: str | None


def detect_authority(
    title: Title,
    *,
    voice: Voice,
    kind: Kind,
    front: Sequence[str],
    opening: Sequence[str],
    margins: Sequence[str],
    text: str,
    labels: Sequence[str],
    filed: Filed,
    gazetteer: Gazetteer,
) -> Told:
    """Tell which authority a document is about.

    ``opening`` is its title and first lines, ``margins`` its furniture and properties, ``labels`` its short lines.
    """
    if kind.of_provider:
        return _provider(title.text, kind, labels, filed, gazetteer)
    if title.place or voice is Voice.INSPECTOR:
        form = title.place or _place_in(title.text) or _inspected(front, margins, text, gazetteer)
        authority = _known(form, filed, gazetteer) if form else None
        if authority is None:
            authority, form = _most_named(_counts(text, gazetteer)), None
        return _beside(authority or filed.authority, form, filed) if authority or filed.authority else _untold()
    said = (line for line in labels if _LABELLED.match(line))
    own = [*own_names(opening, gazetteer), *own_names(said, gazetteer), *own_names(margins, gazetteer)]
    for printed in own:
        if _confirms(printed, filed):
            return _beside(printed.known or printed.name, printed.form, filed)
    for printed in own:
        if printed.known or _COUNCIL_NAME.fullmatch(printed.form):
            return _beside(printed.known or _known(printed.form, filed, gazetteer), printed.form, filed)
    told = _from_text(title.text, text, filed, gazetteer)
    if told.authority or told.form:
        return told
    headed = [title.text, *opening, *margins]
    return _by_body(headed, gazetteer) or _by_title(title.text, text, voice) or told


def _place_in(title: str) -> str | None:
    """Give the place that an inspectorate's title ends with: "Joint inspection of services ... in Tarnside"."""
    title = re.sub(r"\s(?:(?:the )?Care |Ofsted|Estyn|HMICFRS|CQC|HM Inspectorate).{0,80}$", "", title)
    place = re.search(
        rf"\b(?:services|responses?|harm|protection|children|people|families)\b.{{0,120}}?\bin ({_RUN})$", title
    )
    return place[1] if place and not _fold(place[1]) <= _NO_NAME | _COUNTRIES else None


def _provider(title: str, kind: Kind, labels: Sequence[str], filed: Filed, gazetteer: Gazetteer) -> Told:
    """Tell in whose area a school, a home or a service stands: by its "Local authority" or, for a service, its title.

    A council that such a report speaks of is not whose it is: children come from many councils.
    """
    said = rf"(?:^|\s)(?:[Ll]ocal authority:? (?P<of>{_RUN})|(?:provider: |run by )(?P<by>(?:\w+ Borough of )?{_RUN}))"
    found = [match for line in labels if (match := re.search(said, line[:_LONGEST]))]
    printed = next((m["of"] or m["by"] for m in found if m["of"] or _COUNCIL_NAME.fullmatch(m["by"])), None)
    if printed:
        name = _core(printed.removesuffix(" Council")) or printed
        return _beside(gazetteer.canonical(printed) or gazetteer.canonical(name) or name, None, filed)
    place = re.search(rf"\bin ({_RUN})$", title) if kind in {Kind.YOUTH_JUSTICE, Kind.HEALTH} else None
    if place:
        return _beside(_known(place[1], filed, gazetteer), place[1], filed)
    return _beside(filed.authority, None, filed) if filed.authority else _untold()


def _by_title(title: str, text: str, voice: Voice) -> Told | None:
    """Take the place that a title ends with for a council that nobody listed, and say so: a council's title in
    sentence case, or another's where the text names the place again and again."""
    match = re.search(r"\b(?:in|for|(?:challenge|review|assessment) of) ([A-Z][a-z]{2,30}(?:-[a-z]+)*)(?=$|:)", title)
    if match is None or _fold(match[1]) <= _NO_NAME | _COUNTRIES:
        return None
    if " of " in match[0] and voice is Voice.COUNCIL:
        return None
    sentence = " of " in match[0] or (voice is Voice.COUNCIL and not re.search(r"\s[A-Z]\w*\s", title[: match.start()]))
    if not sentence and len(re.findall(rf"\b{re.escape(match[1])}\b", text[:_MOST_TEXT])) < _OFTEN:
        return None
    warning = f'Its authority is told by its title alone ("{match[0]}"): if that is wrong, {_SET}.'
    return Told(match[1], None, warning)


def _by_body(lines: Iterable[str], gazetteer: Gazetteer) -> Told | None:
    """Take the place whose partnership or service writes, where the title, the first lines and the margins name one
    alone: "Tarnside Safeguarding Children Partnership" is Tarnside's, though the council is nowhere named."""
    found: dict[str, str] = {}
    for line in lines:
        for match in _LOCAL_BODY.finditer(line[:_LONGEST]):
            place = _core(match["place"])
            known = gazetteer.canonical(place) if place else None
            if place and (known or all(token in _COMPASS or _names_place(token) for token in _fold(place))):
                found.setdefault(known or place, match[0])
    if len(found) != 1:
        return None
    (place, body), *_ = found.items()
    return Told(place, None, f'Its authority is told by "{body[:80]}" alone: if that is wrong, {_SET}.')


def _names_place(token: str) -> bool:
    """Say whether a token can only be the name of a place; "and" is none, so that two councils' partnership is not
    taken for that of one."""
    return _is_no_word(token) and token not in _COUNTRIES | _REGIONS


def own_names(lines: Iterable[str], gazetteer: Gazetteer) -> Iterator[_Own]:
    """Yield the names by which councils are called in lines, those left out that are named as others."""
    for line in lines:
        for part in _PARTS.split(line[:_LONGEST]):
            said = part.title().replace("'S", "'s") if part.isupper() else part
            said = re.sub(r"(?<=[a-z]) (Of|And|Upon|On|With|The) (?=[A-Z])", lambda m: m[0].lower(), said)
            for match in _OWN_NAME.finditer(said):
                name = _core(match["run"])
                last = name.rsplit(", ", 1)[-1] if name and not gazetteer.canonical(name) else name
                # "Performance and Insight, Merrow Council": only a name of several places goes on to "and".
                name = last if last and not re.search(r"\sand\s|&", last) else name
                if name and not _OTHERS.search(said[: match.start()]):
                    start = match.start("run") + match["run"].index(name)
                    form = match[0] if match["head"] else said[start : match.end()]
                    yield _Own(form, name, gazetteer.canonical(form) or gazetteer.canonical(name))


def _core(run: str) -> str | None:
    """Cut a council's name free of what leads to it and of "City", "Borough" and the like."""
    parts = run.split(", ")
    # "Director of Children's Services, Merrow Council", "Cllr Hart, Leader, Merrow Council"
    while len(parts) > 1 and (_fold(parts[0]) <= _OFFICES or _PERSON.match(parts[0]) or _fold(parts[1]) <= _OFFICES):
        parts = parts[1:]
    words = _QUALIFIERS.sub("", ", ".join(parts)).split()
    while words and _fold(words[0]) <= _BEFORE:
        words = words[1:]
    name = _QUALIFIERS.sub("", " ".join(words).strip(" ,"))
    return name if name and not _fold(name) <= _NO_NAME else None


def _fold(text: str) -> set[str]:
    return {token for token, _, _ in tokens_of(text)}


def _confirms(own: _Own, filed: Filed) -> bool:
    """Tell whether the file name or a folder bears the name that the document prints."""
    if own.known:
        return own.known == filed.authority
    name = tuple(token for token, _, _ in tokens_of(own.name))
    if any(tuple(_core_tokens(folder)) == name for folder in filed.names):
        return True
    return any(filed.stem[n : n + len(name)] == name for n in range(len(filed.stem)))


def _core_tokens(folder: tuple[str, ...]) -> Iterator[str]:
    """Yield the tokens of a folder's name but for "city council" and the like."""
    return (token for token in folder if token not in _KINDS)


def _from_text(title: str, text: str, filed: Filed, gazetteer: Gazetteer) -> Told:
    """Tell whose a document is that does not say so of itself: by its path, or by what it speaks of throughout."""
    text = text[:_MOST_TEXT]
    running = list(own_names(re.split(r"(?<=[.;])\s", text), gazetteer))
    counts = _counts(text, gazetteer, others=False)
    about = _most_named(counts)
    form = next((name.form for name in running if name.known and name.known in (filed.authority, about)), None)
    if filed.authority and about in (None, filed.authority):
        same = form if form and gazetteer.canonical(form) == filed.authority else None
        return _beside(filed.authority, same, filed)
    for printed in running:
        if not printed.known and not filed.authority and _confirms(printed, filed):
            return Told(printed.name, printed.form)
    named = {name.known or name.name for name in running}
    if len(named) == 1 and not about and not filed.authority and _is_titled(running[0].name, title):
        return _beside(running[0].known or running[0].name, running[0].form, filed)
    if about and counts[about] > 2 * _times(text, filed):
        return _beside(about, form if form and gazetteer.canonical(form) == about else None, filed)
    ranked = Counter(name.form for name in running if not name.known and _COUNCIL_NAME.fullmatch(name.form))
    often = ranked.most_common(2)
    if often and often[0][1] >= _OFTEN and often[0][1] >= 2 * sum(n for _, n in often[1:]) and not about:
        return _beside(_known(often[0][0], filed, gazetteer), often[0][0], filed)
    return _untold()


def _is_titled(name: str, title: str) -> bool:
    """Tell whether a title names a place of which it speaks: "Family help in Merrow: what changed"."""
    return re.search(rf"\b(?:in|for|of|at|across) {re.escape(name)}(?=$|[\s,:;'’])", title) is not None


def _times(text: str, filed: Filed) -> int:
    """Count how often a text names, as a name, what its nearest folder is called."""
    folder = next((tuple(_core_tokens(name)) for name in filed.names), ())
    if not folder or set(folder) <= _NO_NAME or (filed.where == "folder" and filed.authority):
        return 0
    return len(re.findall(rf"\b{re.escape(' '.join(folder).title())}\b", text))


def _beside(authority: str | None, form: str | None, filed: Filed) -> Told:
    """Give the authority where document, file name and folder agree; where they do not, none, and a warning."""
    if authority is None:
        return _untold()
    said = [f"The document is about {authority}"]
    if filed.authority and filed.authority != authority:
        said.append(f"its {filed.where} says {filed.authority}")
    if filed.folder and filed.folder not in (authority, filed.authority):
        said.append(f"its folder says {filed.folder}")
    elif filed.folder and filed.folder != authority:
        said.append(f"its folder too says {filed.folder}")
    named = enumerate(filed.names) if len(said) == 1 else ()
    other = next((f for n, f in named if _is_other_council(f, authority, numbered=n == filed.numbered)), None)
    if other:
        said.append(f'its folder is called "{" ".join(other).title()}"')
    if len(said) == 1 and (another := _other_in_name(filed.stem, authority)):
        said.append(f'its file name says "{another.title()} Council"')
    if len(said) == 1:
        return Told(authority, form)
    return Told(
        None,
        form,
        f"{', '.join(said)}: it answers for neither by name until authority is set in documents/catalogue.toml.",
    )


def _is_other_council(folder: tuple[str, ...], authority: str, *, numbered: bool) -> bool:
    """Tell whether a folder is called another council, that nobody listed: "tarnside council", or "northbridge" where
    the document is East Northbridge's; one that is ``numbered``, as Ofsted numbers authorities, always is."""
    core, name = set(_core_tokens(folder)), _fold(authority) - _KINDS
    if not core or core <= _NO_NAME or core == name:
        return False
    if core & name:
        return bool((core ^ name) & _COMPASS)
    named = numbered or bool(set(folder) & {"council", "borough", "county"})
    return named or (len(core) == 1 and all(_PLACE.fullmatch(word) and _is_no_word(word) for word in core))


def _other_in_name(stem: Sequence[str], authority: str) -> str | None:
    """Give the council, that nobody listed, whose name stands before "Council" in a file name."""
    name = _fold(authority)
    for place, word in enumerate(stem):
        if word != "council":
            continue
        run = list(takewhile(lambda token: token in _KINDS or _is_no_word(token), reversed(stem[:place])))
        run = [token for token in reversed(run) if token not in _KINDS]
        if run and not set(run) & name and not set(run) <= _NO_NAME:
            return " ".join(run)
    return None


def _is_no_word(token: str) -> bool:
    """Say whether a token is no word of ordinary English, so that it can be the name of a place."""
    return token.isalpha() and len(token) > 3 and ordinary_english().get(token, 0.0) < _RARE


def _untold() -> Told:
    return Told(None, None, f"No authority could be told: {_SET}.")


def _known(form: str, filed: Filed, gazetteer: Gazetteer) -> str | None:
    """Give the short name of a council's own form; a council that nobody listed is called as it calls itself."""
    name = gazetteer.canonical(form)
    if name:
        return name
    found = gazetteer.find(form)
    if filed.authority and filed.authority in (*found.names, *found.ambiguous):
        return filed.authority
    exact = gazetteer.find(form, is_word=lambda _: True)
    if len(exact.names) == 1 and not exact.corrections:
        return exact.names[0]
    short = re.sub(r"\b(?:Metropolitan|London|Royal|City|County|Borough|District|Council)\b( of\b)?", "", form)
    short = " ".join(short.replace(" ,", ",").split())
    return short if re.fullmatch(_RUN, short) else None


def _inspected(front: Sequence[str], margins: Sequence[str], text: str, gazetteer: Gazetteer) -> str | None:
    """Find the council's name on the front of an inspector's document or in its margins, else the one that the text
    names most; "Medway Council" counts as "Kent County Council" does."""
    for line in front[:12]:
        if re.search(r"\bcouncil\b|\bborough of\b", line, re.IGNORECASE) and len(line) < 80:
            match = _COUNCIL_NAME.search(line.title() if line.isupper() else line)
            if match and gazetteer.canonical(match[0]):
                return match[0]
    for own in (*own_names(front[:12], gazetteer), *own_names(dict.fromkeys(margins), gazetteer)):
        if own.known:
            return own.form
    # A council that nobody listed, alone on a line.
    alone = {own.form for line in front[:12] for own in own_names([line], gazetteer) if own.form == line}
    if alone:
        return alone.pop() if len(alone) == 1 else None
    whole = f"{text[:_MOST_TEXT]} {' '.join(front)}"
    found = [own for own in own_names(re.split(r"(?<=[.;:])\s", whole), gazetteer) if _COUNCIL_NAME.fullmatch(own.form)]
    counts = Counter(own.known or own.name for own in found)
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    if not ranked or (len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]]):
        return None
    forms = Counter(own.form for own in found if (own.known or own.name) == ranked[0])
    return min(forms, key=lambda form: (-forms[form], form))


def _counts(text: str, gazetteer: Gazetteer, *, others: bool = True) -> Counter[str]:
    """Count how often a text names each authority, with or without those that it names as others."""
    counts: Counter[str] = Counter()
    for start in range(0, min(len(text), _MOST_TEXT), 2_000):
        piece = text[start : start + 2_000]
        for mention in gazetteer.find(piece, is_word=lambda _: True).all:
            if mention.name and not mention.read_as:
                counts[mention.name] += others or not _OTHERS.search(piece[max(mention.start - 30, 0) : mention.start])
    return counts


def _most_named(counts: Counter[str]) -> str | None:
    """Give the authority that a text names by far the most, where it does so often."""
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    if not ranked or counts[ranked[0]] < _OFTEN:
        return None
    return ranked[0] if counts[ranked[0]] >= 2 * sum(counts[name] for name in ranked[1:]) else None
