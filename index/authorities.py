"""Names of councils: text -> the authorities it speaks of, one resolver for documents and for questions.

In come the shipped names of English authorities (``index/vocabulary/authorities.toml``) and the authorities that the
library holds with the names learned from its documents and its catalogue. Out come mentions: which authority, where in
the text, whether it is held, whether it was excluded ("not the county"), and what it was read from if misspelt.
Years, voices and topics are not looked at here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from index.models import Authority

__all__ = ["Gazetteer", "Mention", "Mentions"]


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
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Give the [start, end) of every stretch of text that speaks of an authority, also of an excluded one."""
        return tuple((m.start, m.end) for m in self.all)

    @property
    def corrections(self) -> tuple[tuple[str, str], ...]:
        """Pair what was typed with what it was read as, where the two differ."""
        return tuple(dict.fromkeys((m.typed, m.read_as) for m in self.all if m.read_as))


class Gazetteer:
    """The names of all authorities known; immutable once loaded."""

    @classmethod
    def load(cls, held: Iterable[Authority] = ()) -> "Gazetteer":
        """Load the shipped names and add those of the authorities that the library holds."""
        raise NotImplementedError

    def canonical(self, name: str) -> str | None:
        """Give the short name of the one authority that is called exactly so, in any of its forms; else None."""
        raise NotImplementedError

    def aliases(self, name: str) -> tuple[str, ...]:
        """List the other names of an authority as people write them."""
        raise NotImplementedError

    def find(self, text: str, *, is_word: Callable[[str], bool] | None = None) -> Mentions:
        """Find every authority that a text speaks of.

        ``is_word`` says of a lower-case token whether it is an ordinary word (of the library's vocabulary, say): such
        a token is never read as a misspelt name.
        """
        raise NotImplementedError


def _once(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
