"""Build the table of councils' names from the shipped list, the library and the admins' aliases."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from index.authorities.name_table import (
    NOBODY,
    NameTable,
    Rank,
    Sense,
    initials_of,
    is_abbreviation,
    name_key,
    without_council,
)
from index.files import read_toml
from index.models import Authority

_KINDS = ("london", "metropolitan", "county", "unitary", "beyond", "abolished")
# Words that tell councils of one name apart, and never are the name.
_POINTS = frozenset("north south east west central mid upper lower greater inner outer royal city county".split())
_WORD_OF_NAME = 4  # letters


def build_table(held: Iterable[Authority]) -> NameTable:
    """Build the table of the shipped names and those of the authorities held."""
    builder = _Builder(shipped("authorities.toml"))
    own = tuple(held)
    for authority in own:
        builder.add_held(authority)
    builder.share_words(own)
    return builder.table(own)


@cache
def shipped(name: str) -> dict[str, Any]:
    """Read one of the shipped lists of councils."""
    return read_toml(Path(__file__).parent.parent / "vocabulary" / name)


class _Builder:
    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.phrases: dict[str, Sense] = {}
        self.aliases: dict[str, tuple[str, ...]] = {}
        self.renamed: dict[str, str] = {}  # shipped name -> the library's own, where it differs
        self.swaps = {key: (key, *values) for key, values in data["abbreviations"].items()}
        self.swaps |= {"and": ("and", "n", ""), "upon": ("upon", "on"), "on": ("on", "upon")}
        self.everyday = frozenset(name_key(word) for word in data["words"]["everyday"])
        self.not_initials = frozenset(data["words"]["not_initials"])
        self.inside_only = frozenset(data["words"]["inside_only"])
        for kind in ("london", "metropolitan", "county", "unitary"):
            for name, others in data[kind].items():
                self.aliases[name] = tuple(others)
                for alias in (name, *others):
                    self._add(alias, Sense((name,), fuzzy=not is_abbreviation(alias)))
        for name, others in data["beyond"].items():
            for alias in (name, *others):
                self._add(alias, Sense((name,)))
        for name, others in data["abolished"].items():
            *successors, _ = data["successors"][name]
            self.aliases[name] = tuple(others)
            for alias in (name, *others):
                self._add(alias, Sense(tuple(successors), fuzzy=True, read_as=True, abolished=name))
        for alias, names in data["shared"].items():
            self._add(alias, Sense(tuple(names), fuzzy=True, read_as=True))
        for name, towns in data["places"].items():
            for town in towns:
                self._add(town, Sense((name,), rank=Rank.PLACE, read_as=True), vary=False)
        self._add_initials()
        for phrase in data["words"]["not_councils"]:
            if len(self.phrases.get(name_key(phrase), NOBODY).choices) == 0:
                self.phrases[name_key(phrase)] = NOBODY

    def add_held(self, authority: Authority) -> None:
        """Add an authority that the library holds: a new one, or more names of one that is shipped."""
        name = authority.name
        known = self.phrases.get(name_key(name))
        if known and len(known.choices) == 1 and known.rank is Rank.NAME and not known.abolished:
            shipped = known.choices[0]
            if shipped != name:
                self.renamed[shipped] = name
            sense = Sense((shipped,), fuzzy=True)
        elif known and known.abolished:
            sense = known
        else:
            sense = Sense((name,), fuzzy=True)
            self._add(name, sense, force=True)
        self.aliases[name] = tuple(dict.fromkeys((*self.aliases.get(name, ()), *authority.aliases)))
        for alias in authority.aliases:
            key = name_key(alias)
            if len(key) >= 3 and key not in self.not_initials and key not in self.inside_only:
                self._add(alias, sense)

    def share_words(self, held: tuple[Authority, ...]) -> None:
        """Let a word that names of the library's own share ("North Tarnby", "South Tarnby") mean any of them."""
        owners: dict[str, list[str]] = {}
        for authority in held:
            parts = name_key(authority.name).split()
            if len(parts) < 2 or any(authority.name in self.data[kind] for kind in _KINDS):
                continue
            for part in parts:
                if len(part) >= _WORD_OF_NAME and part not in _POINTS and part not in self.inside_only:
                    owners.setdefault(part, []).append(authority.name)
        for part, names in owners.items():
            if len(names) > 1 or name_key(names[0]).split()[0] in _POINTS:
                self.phrases.setdefault(part, Sense(tuple(names), fuzzy=True, read_as=True))

    def table(self, held: tuple[Authority, ...]) -> NameTable:
        """Give the finished table."""
        if self.renamed:
            for key, sense in self.phrases.items():
                if any(name in self.renamed for name in sense.choices):
                    names = tuple(self.renamed.get(name, name) for name in sense.choices)
                    self.phrases[key] = Sense(names, sense.rank, sense.fuzzy, sense.read_as, sense.abolished)
        pairs = self.data["city_and_county"]
        longest: dict[str, int] = {}
        for key in self.phrases:
            parts = key.split()
            longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
        joined = {
            key: key
            for key, sense in self.phrases.items()
            if sense.fuzzy and " " not in key and len(key) >= 6 and key not in self.everyday
        }
        return NameTable(
            phrases=self.phrases,
            held=frozenset(authority.name for authority in held),
            aliases=self.aliases,
            longest=longest,
            cities=frozenset(pairs),
            siblings={**pairs, **{county: city for city, county in pairs.items()}},
            everyday=self.everyday,
            not_misspelt=frozenset(self.data["words"]["not_misspelt"]),
            shortened=frozenset(short for shorts in self.data["abbreviations"].values() for short in shorts),
            joined=joined,
        )

    def _add(self, phrase: str, sense: Sense, *, vary: bool = True, force: bool = False) -> None:
        key = name_key(phrase)
        if not key:
            return
        plain = without_council(key)
        for core in (key,) if key == plain else (key, plain):
            words = core.split()
            varied = vary and (not self.swaps.keys().isdisjoint(words) or words[-1].endswith(("borough", "brough")))
            variants = self._variants(core) if varied else (core,)
            for variant in variants:
                if variant in self.inside_only:
                    continue
                if force or variant not in self.phrases:
                    self.phrases[variant] = sense
                if vary and variant == core and variant.count(" ") == 1 and len(variant) > 8:
                    self.phrases.setdefault(variant.replace(" ", ""), sense)

    def _variants(self, key: str) -> Iterator[str]:
        """Yield a phrase with each of its words as people shorten it."""
        words = key.split()
        if words[:2] == ["north", "east"]:
            options = [self.swaps["north east"], *(self._ways(word, words) for word in words[2:])]
        else:
            options = [self._ways(word, words) for word in words]
        for choice in product(*options):
            yield " ".join(part for part in choice if part)

    def _ways(self, word: str, words: list[str]) -> tuple[str, ...]:
        if word == "and" and any(len(other) == 1 for other in words):
            return ("and", "n")
        if len(words) == 1 and word in {"north", "south", "east", "west"}:
            return (word,)
        if word.endswith(("borough", "brough")):
            stem = word.removesuffix("borough").removesuffix("brough")
            return (word, f"{stem}boro", f"{stem}bro") if len(stem) > 3 else (word,)
        return self.swaps.get(word, (word,))

    def _add_initials(self) -> None:
        owners: dict[str, list[str]] = {}
        for kind in ("london", "metropolitan", "county", "unitary", "abolished"):
            for name, (form, *_) in self.data[kind].items():
                for initials in initials_of(name, form, kind):
                    if len(initials) >= 3 and initials not in self.not_initials:
                        owners.setdefault(initials, []).append(name)
        for initials, names in owners.items():
            self.phrases.setdefault(initials, Sense(tuple(names), rank=Rank.INITIALS, read_as=len(names) > 1))
