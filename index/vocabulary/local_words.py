"""The words that a council's admins have added or switched off, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.errors import TomlFault

VOCABULARY = "vocabulary.toml"  # in the documents folder, beside the documents


@dataclass(frozen=True, slots=True)
class LocalWords:
    """``terms``: a word and the ways to say the same; ``aliases``: a council and further names of it; ``off``: words
    (in lower case) that bring nothing in any more."""

    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    faults: tuple[TomlFault, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is anything in it besides faults."""
        return bool(self.terms or self.aliases or self.off)
