"""The language that cues are written in: short patterns over the words of a question, matched in bounded time.

A pattern is a line of elements, each a word or more of the question, in this order and within one sentence:

- ``word`` is that word, whatever its case; its possessive counts too. ``a|b|c`` is any of these words.
- ``{list}`` is any phrase of the list of that name. ``[...]`` is an element that may be missing.
- ``..3`` is up to three words, whichever they are: what is asked about, not how it is asked.
- ``#`` is a number. ``^`` is the beginning of a sentence, ``$`` its end. What stands
  behind ``/`` must follow and is no part of the match.

A pattern has at most three gaps of at most twelve words, so that looking for it takes a time in proportion to the text.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+){0,3}|[%£&+]|[.?!;:\n]")
_CLAUSE = re.compile(_TOKEN.pattern + r"|[,()–—]|(?<=\s)-(?=\s)")
_BREAKS = frozenset(".?!;:\n,()–—-")
_NO_BREAK = frozenset({"vs", "v", "no", "eg", "ie", "st"})
_PART = re.compile(r"\[[^\]]*\]|\S+")  # of a pattern
_NAMED = re.compile(r"[{#]")
_POSSESSIVE = re.compile(r"(?:'s|')$")
# Contractions as people type them in a hurry.
_CONTRACTED = {
    **{f"{word}s": f"{word}'s" for word in ("who", "what", "how", "where", "when", "that", "there")},
    **{f"{word}nt": f"{word}n't" for word in ("did", "do", "does", "is", "was", "are", "were", "has", "have", "had")},
}
LONGEST_GAP, MOST_GAPS = 12, 3
# The words that most questions have: what a pattern is looked for by is another of its words, if it has one.
_IN_MANY = frozenset(
    """
    the in of to for what and a on how is it do which care they about are did i at was that who children have councils
    say you with or does inspectors report good my any there from when has reports me got up many out our were last by
    inspection been council all one told had kids so ofsted we get as where said year
    """.split()
)
_COMMON = 20  # other words: as often as so many of them stands one of these in a question


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say how a question is meant. ``means`` is one plain sentence.

    The pattern holds unless one of ``unless_before`` stands right before it, one of ``unless_after`` right behind it,
    or one of ``unless`` anywhere in the text. ``matches`` and ``misses`` are questions that must and must not match:
    they are the tests.
    """

    name: str
    means: str
    patterns: tuple[str, ...]
    matches: tuple[str, ...]
    misses: tuple[str, ...]
    unless_before: tuple[str, ...] = ()
    unless_after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CueMatch:
    """Where a cue stands: [start, end) of the whole in the text, and the ranges of its own words, without gaps."""

    cue: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]


class CueWords:
    """The words of a text, in lower case, with where they stand and where sentences end."""

    def __init__(self, text: str, *, clauses: bool = False) -> None:
        """Take a text as typed; ``clauses``: a comma, a dash and a bracket end a sentence, too."""
        self.text = text
        forms: list[str] = []
        sentences: list[int] = []
        self.found: dict[CueTable, Sequence[CueMatch]] = {}  # by the tables that looked already
        sentence = 0
        small = text.replace("İ", "I").lower().replace("’", "'")  # the one letter that is two when it is small
        self._small = small
        for form in (_CLAUSE if clauses else _TOKEN).findall(small):
            if form in _BREAKS:
                sentence += not (form == "." and forms and forms[-1] in _NO_BREAK)
                continue
            forms.append(_CONTRACTED.get(form, form))
            sentences.append(sentence)
        self.forms = forms
        self.sentences = sentences  # the number of the sentence that each word stands in

    @cached_property
    def places(self) -> Sequence[tuple[int, int]]:
        """Where in the text each word stands."""
        return [match.span() for match in _TOKEN.finditer(self._small) if match.group() not in _BREAKS]

    @cached_property
    def bare(self) -> list[str]:
        """The words without their possessive endings."""
        return [_POSSESSIVE.sub("", form) if "'" in form else form for form in self.forms]

    @cached_property
    def at(self) -> Mapping[str, Sequence[int]]:
        """Where each word stands, with and without its possessive ending."""
        found: dict[str, list[int]] = {}
        for place, form in enumerate(self.forms):
            found.setdefault(form, []).append(place)
            if "'" in form and (bare := self.bare[place]) != form:
                found.setdefault(bare, []).append(place)
        return found

    def has(self, place: int, word: str) -> bool:
        """Say whether a word stands at a place."""
        if word == "#":
            return self.forms[place].isdigit()
        return self.forms[place] == word or self.bare[place] == word


@lru_cache(maxsize=64)
def cue_words(text: str, *, clauses: bool = False) -> CueWords:
    """Give the words of a text, and what was found among them: a question's texts are looked at many times over."""
    return CueWords(text, clauses=clauses)


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern: ``phrases`` (one of them stands here), or a gap of up to ``gap`` words, or an
    ``anchor`` ("^" or "$")."""

    phrases: tuple[tuple[str, ...], ...] = ()
    gap: int = 0
    optional: bool = False
    anchor: str = ""
    by_word: Mapping[str, Sequence[tuple[str, ...]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put the phrases under their first words, each list in the order of all."""
        by_word: dict[str, list[tuple[str, ...]]] = {}
        for phrase in self.phrases:
            by_word.setdefault(phrase[0], []).append(phrase)
        object.__setattr__(self, "by_word", by_word)

    def beginning(self, words: "CueWords", place: int) -> Sequence[tuple[str, ...]]:
        """List the phrases that begin with the word at a place, the longest first."""
        form, bare = words.forms[place], words.bare[place]
        found = self.by_word.get(form, ())
        if bare != form:
            found = [*found, *self.by_word.get(bare, ())]
        if "#" in self.by_word and form.isdigit():
            found = [*found, *self.by_word["#"]]
        return sorted(found, key=lambda phrase: -len(phrase)) if bare != form or "#" in self.by_word else found


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, read. ``taken`` is how many of the elements are part of the match; ``keys`` are sets of words of each
    of which one must stand in a text that matches, the rarest first."""

    elements: tuple[Element, ...]
    taken: int
    keys: tuple[frozenset[str], ...]

    def find(self, words: CueWords) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Yield [first, stop) of each match that does not overlap the one before, and the places of its own words."""
        place = 0
        for start in self._starts(words):
            if start < place:
                continue
            found = self.match(words, start)
            if found is not None:
                yield start, found[0], found[1]
                place = max(found[0], start + 1)

    def match(self, words: CueWords, start: int) -> tuple[int, tuple[int, ...]] | None:
        """Match at a place; None, or where the match stops and the places of its own words."""
        return _follow(self.elements, 0, self.taken, words, start, start, ())

    def start_of(self, words: CueWords, stop: int) -> int | None:
        """Give where a match starts that ends right before a place; None where none does."""
        for start in range(max(0, stop - LONGEST_GAP), stop):
            if _follow(self.elements, 0, self.taken, words, start, start, (), goal=stop) is not None:
                return start
        return None

    def _starts(self, words: CueWords) -> Sequence[int]:
        first = self.elements[0]
        if first.phrases and not first.optional and "#" not in first.by_word:
            few, many = sorted((first.by_word.keys(), words.at.keys()), key=len)
            return sorted({place for word in few if word in many for place in words.at[word]})
        return range(len(words.forms))


def read_pattern(
    text: str,
    lists: Mapping[str, Sequence[str]],
    *,
    free: bool = False,
    known: dict[str, Element] | None = None,
) -> Pattern:
    """Read a pattern; ``lists`` are the phrases that ``{name}`` stands for; ``free``: it may be a number alone.

    ``known`` are the elements that were read already, by how they are written: a table has each many times.

    Raises:
        ValueError: the pattern is not written as this module says.
    """
    elements: list[Element] = []
    taken, known = None, {} if known is None else known
    for part in _PART.findall(text):
        if part == "/":
            taken = len(elements)
            continue
        if part not in known:
            known[part] = _read_element(part, lists)
        elements.append(known[part])
    gaps = [element.gap for element in elements if element.gap]
    keyed = [e for e in elements if e.phrases and not e.optional and all(phrase[0] != "#" for phrase in e.phrases)]
    if not (keyed or free) or len(gaps) > MOST_GAPS or max(gaps, default=0) > LONGEST_GAP:
        raise ValueError(
            f"The pattern {text!r} has no word of its own, more than {MOST_GAPS} gaps, or one of over {LONGEST_GAP}"
        )
    keys = sorted((frozenset(element.by_word) for element in keyed), key=_commonness)
    return Pattern(tuple(elements), len(elements) if taken is None else taken, tuple(keys))


def _read_element(part: str, lists: Mapping[str, Sequence[str]]) -> Element:
    optional = part.startswith("[")
    body = part[1:-1] if optional else part
    if body in {"^", "$"}:
        return Element(anchor=body)
    if body.startswith(".."):
        return Element(gap=int(body[2:]))
    return Element(phrases=_phrases(body, lists), optional=optional)


def _plain_words(line: str) -> list[str]:
    """Give the words of the element of a pattern that is the rarest and must be there; none where each names a list or
    a number."""
    plain = [part for part in _PART.findall(line) if part[0] not in "[./^$" and not _NAMED.search(part)]
    return min((part.lower().split("|") for part in plain), key=_commonness, default=[])


def _commonness(words: Collection[str]) -> int:
    """Tell how common it is that a question has one of some words."""
    return len(words) + _COMMON * len(_IN_MANY.intersection(words))


def _phrases(body: str, lists: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Give the phrases that an element allows, the longest first."""
    found: list[tuple[str, ...]] = []
    alternatives = body.split("|") if " " not in body else [body]
    for alternative in alternatives:
        if alternative.startswith("{"):
            name = alternative[1:-1]
            if name not in lists:
                raise ValueError(f"There is no list {name!r} of phrases; the lists are: {', '.join(lists)}")
            found += [tuple(phrase.lower().split()) for phrase in lists[name]]
        else:
            found.append(tuple(alternative.lower().split()))
    return tuple(sorted(dict.fromkeys(found), key=lambda phrase: -len(phrase)))


def _follow(
    elements: Sequence[Element],
    number: int,
    taken: int,
    words: CueWords,
    first: int,
    place: int,
    own: tuple[int, ...],
    stop: int | None = None,
    goal: int | None = None,
) -> tuple[int, tuple[int, ...]] | None:
    """Match the elements from a number on at a place; ``stop`` is where the match ended, once it has, and ``goal``
    where it must end."""
    if number == taken and stop is None:
        stop = place
    if number == len(elements):
        return (place if stop is None else stop, own) if goal in (None, place) else None
    element, count = elements[number], len(words.forms)
    if element.anchor:
        begins = place == 0 or place >= count or words.sentences[place - 1] != words.sentences[place]
        ends = place >= count or (place > 0 and words.sentences[place] != words.sentences[place - 1])
        held = (begins and place < count) if element.anchor == "^" else ends
        return _follow(elements, number + 1, taken, words, first, place, own, stop, goal) if held else None
    if element.gap:
        for skipped in range(element.gap + 1):
            if skipped and not _together(words, first, place + skipped - 1):
                break
            found = _follow(elements, number + 1, taken, words, first, place + skipped, own, stop, goal)
            if found is not None:
                return found
        return None
    for phrase in element.beginning(words, place) if place < count else ():
        end = place + len(phrase)
        if end <= count and (end == place + 1 or all(words.has(place + n, word) for n, word in enumerate(phrase))):
            if not _together(words, first, end - 1):
                continue
            kept = own if stop is not None else (*own, *range(place, end))
            found = _follow(elements, number + 1, taken, words, first, end, kept, stop, goal)
            if found is not None:
                return found
    return _follow(elements, number + 1, taken, words, first, place, own, stop, goal) if element.optional else None


def _together(words: CueWords, first: int, last: int) -> bool:
    """Say whether two places stand in one sentence."""
    return last < len(words.forms) and words.sentences[first] == words.sentences[last]


class CueTable:
    """Cues that are looked for together; several may bear one name. Patterns are read when they are first needed."""

    def __init__(self, cues: Sequence[Cue], lists: Mapping[str, Sequence[str]] | None = None) -> None:
        """Take the cues and the lists of phrases that their patterns name."""
        self.cues = tuple(cues)
        self.lists = lists or {}
        self._lines = [(number, line) for number, cue in enumerate(self.cues) for line in cue.patterns]
        self._elements: dict[str, Element] = {}
        self._read: dict[int, Pattern] = {}

    def _pattern(self, place: int) -> Pattern:
        """Give a pattern by its place; to read all of them takes longer than to answer a question."""
        if place not in self._read:
            self._read[place] = read_pattern(self._lines[place][1], self.lists, known=self._elements)
        return self._read[place]

    @cached_property
    def _by_key(self) -> Mapping[str, Sequence[int]]:
        """List under every key the places of the patterns that have it: of others no text without it can hold one."""
        by_key: dict[str, list[int]] = {}
        for place, (_, line) in enumerate(self._lines):
            for key in _plain_words(line) or self._pattern(place).keys[0]:
                by_key.setdefault(key, []).append(place)
        return by_key

    @cached_property
    def _conditions(self) -> Sequence[tuple[Sequence[Pattern], Sequence[Pattern], Sequence[Pattern]]]:
        def read(patterns: Sequence[str]) -> Sequence[Pattern]:
            return [read_pattern(pattern, self.lists, free=True, known=self._elements) for pattern in patterns]

        return [(read(c.unless_before), read(c.unless_after), read(c.unless)) for c in self.cues]

    def find(self, text: CueWords | str) -> list[CueMatch]:
        """Find the cues of a text, in the order of the table and then of the text."""
        return list(self._found_in(text))

    def has(self, text: CueWords | str) -> bool:
        """Say whether a text has any of the cues."""
        return bool(self._found_in(text))

    def begins(self, text: str) -> bool:
        """Say whether a text begins with one of the cues."""
        return any(match.start == cue_words(text).places[0][0] for match in self._found_in(text))

    def _found_in(self, text: CueWords | str) -> Sequence[CueMatch]:
        words = cue_words(text) if isinstance(text, str) else text
        known = words.found.get(self)
        if known is None:
            known = words.found[self] = self._find(words)
        return known

    def _find(self, words: CueWords) -> Sequence[CueMatch]:
        by_key, at = self._by_key, words.at
        held = by_key.keys() & at.keys()
        if not held:
            return ()
        found: list[CueMatch] = []
        lacking = at.keys().isdisjoint
        for place in sorted({place for word in held for place in by_key[word]}):
            number, pattern = self._lines[place][0], self._read.get(place) or self._pattern(place)
            if any(map(lacking, pattern.keys)):
                continue
            for first, stop, own in pattern.find(words):
                if not own or self._denied(number, words, first, stop):
                    continue
                places = [words.places[n] for n in own]
                found.append(
                    CueMatch(self.cues[number].name, words.places[first][0], words.places[stop - 1][1], _joined(places))
                )
        return found

    def before(self, words: CueWords, offset: int) -> str | None:
        """Name the cue that stands right before an offset of the text; None where none does."""
        stop = next((n for n, (start, _) in enumerate(words.places) if start >= offset), len(words.places))
        for place, (number, _) in enumerate(self._lines):
            first = self._pattern(place).start_of(words, stop)
            if first is not None and not self._denied(number, words, first, stop):
                return self.cues[number].name
        return None

    def behind(self, words: CueWords, offset: int) -> str | None:
        """Name the cue that stands right behind an offset of the text; None where none does."""
        first = next((n for n, (start, _) in enumerate(words.places) if start >= offset), len(words.places))
        for place, (number, _) in enumerate(self._lines):
            if first < len(words.places) and self._pattern(place).match(words, first) is not None:
                return self.cues[number].name
        return None

    def _denied(self, number: int, words: CueWords, first: int, stop: int) -> bool:
        before, after, anywhere = self._conditions[number]
        return (
            any(pattern.start_of(words, first) is not None for pattern in before)
            or any(pattern.match(words, stop) is not None for pattern in after)
            or any(next(pattern.find(words), None) is not None for pattern in anywhere)
        )


def _joined(places: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(set(places)))
