"""Names of councils: text -> the authorities it speaks of, one resolver for documents and for questions.

In come the shipped names of English authorities (``index/vocabulary/authorities.toml``) and the authorities that the
library holds with the names learned from its documents and its catalogue. Out come mentions: which authority, where in
the text, whether it is held, whether it was excluded ("not the county"), and what it was read from if misspelt.
Years, voices and topics are not looked at here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from index.authorities.mention_context import MentionContext, Span
from index.authorities.misspellings import Misspellings
from index.authorities.name_table import NameTable, Rank, Sense
from index.authorities.table_builder import build_table
from index.models import Authority, Document

_JOINED = re.compile(r"\s{0,2}(?:,|&|,?\s{0,2}\b(?:and|or|nor)\b)\s{0,2}", re.IGNORECASE)

_OF_ONE_NAME = 2  # authorities that share a name: what stands for more is a wider area


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text, [start, end), that speaks of one authority, or of one of several (``choices``).

    ``name`` is the authority as the library calls it (or as the shipped list does, where it is not held); None where
    it cannot be told which of ``choices`` is meant. ``read_as`` is set where the name is not what was typed: a
    misspelling, a town of the county, an abolished council. ``excluded``: the text says that this one is not meant.
    """

    start: int
    end: int
    typed: str
    name: str | None
    held: bool = False
    choices: tuple[str, ...] = ()
    excluded: bool = False
    read_as: str | None = None
    area: tuple[str, ...] = ()  # the councils of a wider area that is named: "Greater Manchester"


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that a text says of authorities, in the order of the text, each authority once."""

    all: tuple[Mention, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Name every authority that is meant, held or not."""
        return _once(m.name for m in self.all if m.name and not m.excluded)

    @property
    def held(self) -> tuple[str, ...]:
        """Name the authorities that are meant and held."""
        return _once(m.name for m in self.all if m.name and m.held and not m.excluded)

    @property
    def unheld(self) -> tuple[str, ...]:
        """Name the authorities that are meant and not held."""
        return _once(m.name for m in self.all if m.name and not m.held and not m.excluded)

    @property
    def excluded(self) -> tuple[str, ...]:
        """Name the authorities that the text says are not meant."""
        return _once(m.name for m in self.all if m.name and m.excluded)

    @property
    def ambiguous(self) -> tuple[str, ...]:
        """Name the choices where it cannot be told which authority is meant."""
        return _once(name for m in self.all if not m.name and not m.excluded for name in m.choices)

    @property
    def areas(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give each wider area that is named, and none of its councils, as typed and with its councils."""
        wide = [m for m in self.all if m.area and not m.excluded]
        named = {m.name for m in self.all if m.name and not m.area}
        return tuple((m.typed, m.area) for m in wide if named.isdisjoint(m.area))

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Give the [start, end) of every stretch of text that speaks of an authority, also of an excluded one."""
        return tuple((m.start, m.end) for m in self.all)

    @property
    def corrections(self) -> tuple[tuple[str, str], ...]:
        """Pair what was typed with what it was read as, where the two differ."""
        return tuple(dict.fromkeys((m.typed, m.read_as) for m in self.all if m.read_as))


def held_authorities(documents: Iterable[Document]) -> tuple[Authority, ...]:
    """List the authorities of a library by name, each with the forms that its documents and the catalogue give it."""
    names: dict[str, dict[str, None]] = {}
    for document in documents:
        if document.authority:
            forms = (document.authority_form, *document.aliases)
            names.setdefault(document.authority, {}).update(dict.fromkeys(form for form in forms if form))
    return tuple(Authority(name, tuple(names[name])) for name in sorted(names))


class Gazetteer:
    """The names of all authorities known; immutable once loaded."""

    def __init__(self, table: NameTable) -> None:
        """Read from a table that was built (use ``load``)."""
        self._table = table
        self._near: Misspellings | None = None

    @classmethod
    def load(cls, held: Iterable[Authority] = ()) -> "Gazetteer":
        """Load the shipped names and add those of the authorities that the library holds."""
        return cls(build_table(held))

    def canonical(self, name: str) -> str | None:
        """Give the short name of the one authority that is called exactly so, in any of its forms; else None."""
        found = self.find(name, is_word=lambda _: True).all
        if len(found) != 1 or found[0].choices or found[0].excluded or found[0].read_as:
            return None
        outside = name[: found[0].start] + name[found[0].end :]
        return found[0].name if not any(char.isalnum() for char in outside) else None

    def aliases(self, name: str) -> tuple[str, ...]:
        """List the other names of an authority as people write them."""
        return self._table.aliases.get(name, ())

    def find(self, text: str, *, is_word: Callable[[str], bool] | None = None) -> Mentions:
        """Find every authority that a text speaks of.

        ``is_word`` says of a lower-case token whether it is an ordinary word (of the library's vocabulary, say): such
        a token is never read as a misspelt name.
        """
        if not text or text.isspace():
            return Mentions()
        words = MentionContext(text)
        spans = self._exact(words, is_word)
        spans += self._misspelt(words, is_word)
        # The longest reading first; of equals the exact one, then the first in the text.
        spans.sort(key=lambda span: (span.start - span.stop, span.edits, span.start))
        taken: set[int] = set()
        kept = []
        for span in spans:
            if taken.isdisjoint(range(span.start, span.stop)):
                taken.update(range(span.start, span.stop))
                kept.append(span)
        kept.sort(key=lambda span: span.start)
        return Mentions(self._decide(words, [words.widen(span) for span in kept if span.sense.choices]))

    def _exact(self, words: MentionContext, is_word: Callable[[str], bool] | None) -> list[Span]:
        phrases, longest = self._table.phrases, self._table.longest
        tokens = words.tokens
        found = []
        for start, token in enumerate(tokens):
            # Of the phrases that begin with this token, the longest that stands here.
            for size in range(min(longest.get(token, 0), len(tokens) - start), 0, -1):
                key = token if size == 1 else " ".join(tokens[start : start + size])
                sense = phrases.get(key)
                if sense and self._counts(words, (start, start + size), key, sense, is_word):
                    found.append(Span(start, start + size, sense))
                    break
            else:
                found += self._unusual(words, start)
        return found

    def _unusual(self, words: MentionContext, start: int) -> list[Span]:
        """Read a plural or possessive without apostrophe ("derbys"), and a name written as two words ("sand well")."""
        token = words.tokens[start]
        found = []
        if len(token) > 5 and token.endswith("s"):
            sense = self._table.phrases.get(token[:-1])
            if sense and sense.fuzzy and token[:-1] not in self._table.everyday:
                found.append(Span(start, start + 1, sense))
                county = self._table.siblings.get(sense.choices[0])
                if county and words.tokens[start + 1 : start + 2] == ["county"]:  # "Derbys county" is short for it
                    found.append(Span(start, start + 2, self._table.phrases[county.lower()]))
        if start + 1 < len(words.tokens):
            key = token + words.tokens[start + 1]
            if key in self._table.joined:
                found.append(Span(start, start + 2, self._table.phrases[key], edits=1))
        return found

    def _counts(
        self,
        words: MentionContext,
        place: tuple[int, int],
        key: str,
        sense: Sense,
        is_word: Callable[[str], bool] | None,
    ) -> bool:
        """Tell whether a phrase that stands here means its authority here."""
        if not sense.choices:
            return not words.speaks_of_a_report(*place)
        if key in self._table.everyday:
            return words.means_a_council(*place)
        if sense.rank is Rank.INITIALS:
            held = self._table.held
            return any(name in held for name in sense.choices) and not (is_word and is_word(key))
        return True

    def _misspelt(self, words: MentionContext, is_word: Callable[[str], bool] | None) -> list[Span]:
        if self._near is None:
            self._near = Misspellings(self._table)
        return self._near.find(words, is_word)

    def _decide(self, words: MentionContext, spans: list[Span]) -> tuple[Mention, ...]:
        """Turn spans into mentions: who is held, who is excluded, what counts beside what."""
        strong = any(span.sense.rank is Rank.NAME and not span.weak and len(span.sense.choices) == 1 for span in spans)
        mentions = []
        for span in spans:
            if strong and (span.weak or span.sense.rank is not Rank.NAME):
                continue
            if span.weak == "street":
                continue
            mention = self._mention(words, span)
            mentions.append(mention)
        mentions += self._siblings(words, mentions)
        mentions.sort(key=lambda mention: mention.start)
        for place, (mention, after) in enumerate(list(pairwise(mentions)), start=1):
            # "other than Derby and Merton": both are left out.
            firmly = mentions[place - 1].excluded and words.leaves_out(mention.start)
            if firmly and _JOINED.fullmatch(words.text, mention.end, after.start):
                mentions[place] = replace(after, excluded=True)
        meant = {mention.name for mention in mentions if mention.name and not mention.excluded}
        # "not in Derby" excludes Derby only where another authority is meant; a name said twice is one authority;
        # what is shared ("Sussex") is settled by naming one of its owners ("West Sussex").
        settled = []
        for mention in mentions:
            if not mention.name and meant & set(mention.choices):
                continue
            loose = mention.excluded and not meant - {mention.name} and not words.negated_firmly(mention.start)
            settled.append(replace(mention, excluded=False) if loose else mention)
        return tuple(settled)

    def _mention(self, words: MentionContext, span: Span) -> Mention:
        sense = span.sense
        start, end = words.offsets(span)
        typed = words.text[slice(*words.offsets(span, core=True))]
        held = self._table.held
        choices = sense.choices
        if sense.abolished:
            kept = (sense.abolished, *choices) if sense.abolished in held else choices
            choices = tuple(name for name in kept if name in held) or (sense.abolished,)
        elif len(choices) > 1:
            choices = tuple(name for name in choices if name in held) or choices
        name = choices[0] if len(choices) == 1 else None
        told = name is not None and (span.edits > 0 or (sense.read_as and name != sense.abolished))
        return Mention(
            start=start,
            end=end,
            typed=typed,
            name=name,
            held=name in held if name else any(choice in held for choice in choices),
            choices=() if name else choices,
            excluded=span.excluded,
            read_as=name if told else None,
            area=sense.choices if len(sense.choices) > _OF_ONE_NAME and not sense.abolished else (),
        )

    def _siblings(self, words: MentionContext, mentions: list[Mention]) -> list[Mention]:
        """Let "the county" and "the city" beside a shared stem decide; change ``mentions``, give those to add.

        Where the city and the county of one stem are all that is held, "the county" alone names it, too.
        """
        siblings, held = self._table.siblings, self._table.held
        sides = words.sides()
        if not sides:
            return []
        said = {side.word for side in sides if not side.denied}
        if len(said) == 1 and not mentions and len(held) == 2 and siblings.get(min(held)) == max(held):
            side = next(side for side in sides if not side.denied)
            name = next(name for name in held if (name in self._table.cities) is (side.word == "city"))
            return [Mention(side.start, side.end, words.text[side.start : side.end], name, True, read_as=name)]
        added = []
        for place, mention in enumerate(mentions):
            beside = {one.word for one in sides if not one.denied and not mention.start <= one.start < mention.end}
            if (
                len(beside) == 1
                and len(mention.choices) == 2
                and siblings.get(min(mention.choices)) == max(mention.choices)
            ):
                name = next(n for n in mention.choices if (n in self._table.cities) is ("city" in beside))
                mentions[place] = replace(mention, name=name, held=name in held, choices=(), read_as=name)
                continue
            other = siblings.get(mention.name or "")
            if not other or mention.excluded:
                continue
            own_side, other_side = ("city", "county") if mention.name in self._table.cities else ("county", "city")
            if any(m.name == other for m in mentions):
                continue
            said_other = [side for side in sides if side.word == other_side]
            denied_own = any(side.word == own_side and side.denied for side in sides)
            if denied_own and any(not side.denied for side in said_other):
                mentions[place] = replace(mention, name=other, held=other in held, read_as=other)
            elif any(side.denied for side in said_other):
                side = next(side for side in said_other if side.denied)
                typed = words.text[side.start : side.end]
                added.append(Mention(side.start, side.end, typed, other, other in held, excluded=True))
        return added


def _once(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def allowed_aliases(
    aliases: Mapping[str, tuple[str, ...]], gazetteer: "Gazetteer"
) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """Part the aliases that may be used from those that name another council, each of which gets council and reason.

    Two councils are never mixed up.
    """
    kept: dict[str, tuple[str, ...]] = {}
    refused: list[tuple[str, str]] = []
    owners: dict[str, str] = {}
    for council, names in aliases.items():
        own = gazetteer.canonical(council) or council
        good = []
        for name in names:
            mentioned = gazetteer.find(name, is_word=lambda _: True)
            others = {*mentioned.names, *mentioned.ambiguous} - {own}
            owner = owners.setdefault(name.casefold(), own)
            if others or owner != own:
                whose = " or ".join(sorted(others or {owner}))
                refused.append((council, f'"{name}" cannot be a name of {own}: it names {whose}. Choose another.'))
            else:
                good.append(name)
        if good:
            kept[own] = (*kept.get(own, ()), *good)
    return kept, tuple(refused)
