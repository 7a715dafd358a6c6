"""Change the library: every act of a person, from Slack or a terminal, done and written to the audit, or not done.

Files move in ``index.folder``; the index is brought up to date afterwards, by whoever asked for the act.
"""

import getpass
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from bot.library.report_links import ReportLinks
from bot.records import Act, Audit
from bot.settings import Settings
from index.authorities import held_authorities
from index.errors import FindingsError, IndexStoreError, KeepingError
from index.folder import (
    CATALOGUE,
    Binned,
    Incoming,
    Staged,
    Value,
    add_alias,
    add_term,
    as_text,
    binned,
    empty_bin,
    free_name,
    list_folder,
    load_catalogue,
    place,
    remove,
    remove_alias,
    remove_term,
    restore,
    set_entry,
    settled_of,
    switch_off,
    switch_on,
)
from index.indexing import Examined, examine
from index.models import Authority
from index.storage import Library, open_library
from index.vocabulary import VOCABULARY

_NEVER_READ = frozenset({"url", "aliases"})  # no document is read for them


def operator() -> str:
    """Name whoever works at the terminal, for the audit."""
    try:
        return f"cli:{getpass.getuser()}"
    except (KeyError, OSError):  # a container's user need not have a name
        return "cli:unknown"


class LibraryService:
    """Does one act each and writes it to the audit, also where it fails."""

    def __init__(self, settings: Settings, audit: Audit) -> None:
        """Take the settings and the open audit."""
        self.documents, self.index, self.audit = settings.documents, settings.index, audit
        self.vocabulary = settings.documents / VOCABULARY
        self.incoming = Incoming(settings.documents)

    def examine(self, staged_id: str, library: Library | None = None) -> Examined:
        """Read a file that waits; raise ReadError where it cannot be read, KeepingError where it waits no more."""
        staged = self._waiting(staged_id)
        if library is None:
            with suppress(IndexStoreError):
                library = open_library(self.index)
        return examine(staged, documents=self.documents, library=library)

    def uploaded(self, staged_id: str, *, actor: str) -> None:
        """Write down that a file has come in and waits."""
        staged = self.incoming.get(staged_id)
        if staged is not None:
            detail = f"{staged.size} bytes, sha256 {staged.sha256[:16]}"
            self.audit.write(Act.UPLOADED, actor=actor, subject=staged.name, detail=detail)

    def add(
        self, staged_id: str, *, actor: str, values: Mapping[str, Value] | None = None, replaces: str | None = None
    ) -> str:
        """Put a file that waits into the library, with what is settled about it, and give its name there."""
        staged = self._waiting(staged_id)
        values = {**self.settled(staged_id), **(values or {})}
        act = Act.REPLACED if replaces else Act.ADDED
        with self._written(act, actor, replaces or staged.name) as said:
            name = replaces or free_name(self.documents, staged.name)
            before = settled_of(self.documents, name)
            if values:  # first: a run of the indexer that comes at once finds the entry there
                self._write_values(name, values)
                said.append(f"settled: {', '.join(values)}")
            try:
                placed = place(staged, documents=self.documents, replaces=replaces, name=name)
            except FindingsError:
                if values:  # it is said of no file, or of the one that stays
                    with suppress(FindingsError):
                        self._write_values(name, {key: before.get(key) for key in values})
                raise
            if placed != name:
                said.append(f"as {placed}")
                if values:
                    self._write_values(placed, values)
                    self._write_values(name, {key: before.get(key) for key in values})
            said.append(f"sha256 {staged.sha256[:16]}")
        return placed

    def correct_waiting(self, staged_id: str, values: Mapping[str, Value], *, actor: str) -> None:
        """Note what an admin corrects about a file that waits; it goes into the catalogue with the file."""
        staged = self._waiting(staged_id)
        with self._written(Act.CORRECTED, actor, staged.name) as said:
            set_entry(staged.path.parent / CATALOGUE, f"./{staged.name}", values)
            said.append(f"before it is added: {', '.join(values)}")

    def settled(self, staged_id: str) -> dict[str, Value]:
        """Give what an admin has corrected about a file that waits."""
        staged = self._waiting(staged_id)
        entries = load_catalogue(staged.path.parent / CATALOGUE).entries
        return {key: value for entry in entries for key, value in entry.values.items()}

    def discard(self, staged_id: str, *, actor: str) -> bool:
        """Take a file that waits away; False where it waits no more."""
        staged = self.incoming.get(staged_id)
        gone = self.incoming.discard(staged_id)
        if gone:
            self.audit.write(Act.DISCARDED, actor=actor, subject=staged.name if staged else staged_id)
        return gone

    def correct(self, path: str, values: Mapping[str, Value], *, actor: str) -> None:
        """Settle something about a document in the catalogue; a value of None is settled no more."""
        with self._written(Act.CORRECTED, actor, path) as said:
            self._write_values(path, values)
            said.append(", ".join(key if value is not None else f"{key} taken back" for key, value in values.items()))

    def link(self, links: ReportLinks, *, actor: str) -> int:
        """Settle the public addresses of documents; give how many are new or other than before."""
        held = {document.path: document.url for document in open_library(self.index).documents}
        changed = [(path, address) for path, address in links.addresses if held.get(path) != address]
        for path, address in changed:
            self.correct(path, {"url": address}, actor=actor)
        return len(changed)

    def remove(self, path: str, *, actor: str) -> tuple[Binned, ...]:
        """Move a document to the bin, under every name that its content has in the folder.

        Raises KeepingError where there is none, or it cannot be moved; what was moved before is then in the bin.
        """
        names: tuple[str, ...] = (path,)
        with suppress(IndexStoreError):
            held = open_library(self.index).document(path)
            names = (path,) if held is None else tuple(dict.fromkeys((path, held.path, *held.also)))
        there = list_folder(self.documents).files
        gone = []
        # A name that somebody has taken away since the last run of the indexer is not asked for again.
        for name in [name for name in names if name in there] or [path]:
            with self._written(Act.REMOVED, actor, name) as said:
                gone.append(remove(self.documents, name))
                said.append(f"in the bin as {gone[-1].id}")
        return tuple(gone)

    def restore(self, bin_id: str, *, actor: str) -> str:
        """Bring a document back from the bin, and give its name."""
        known = next((entry.path for entry in self.binned() if entry.id == bin_id), bin_id)
        with self._written(Act.RESTORED, actor, known):
            return restore(self.documents, bin_id)

    def empty_bin(self, days: int, *, actor: str) -> tuple[Binned, ...]:
        """Delete for good what has lain in the bin for so many days."""
        with self._written(Act.EMPTIED, actor, f"older than {days} days") as said:
            gone = empty_bin(self.documents, before=datetime.now(UTC) - timedelta(days=days))
            said.append(", ".join(entry.path for entry in gone) or "nothing")
        return gone

    # -- words --------------------------------------------------------------------------------------------------------

    def add_term(self, term: str, ways: Sequence[str], *, actor: str) -> None:
        """Have a word and the ways to say the same bring each other in, from the next question on."""
        with self._written(Act.VOCABULARY, actor, term) as said:
            add_term(self.vocabulary, term, ways)
            said.append(f"means the same as {', '.join(ways)}")

    def remove_term(self, term: str, *, actor: str) -> None:
        """Take a word that was added out again."""
        with self._written(Act.VOCABULARY, actor, term) as said:
            remove_term(self.vocabulary, term)
            said.append("taken out")

    def add_alias(self, authority: str, alias: str, *, actor: str) -> None:
        """Give a council one more name; raise CatalogueError if it is a name of another."""
        with self._written(Act.VOCABULARY, actor, authority) as said:
            held: tuple[Authority, ...] = ()
            with suppress(IndexStoreError):
                held = held_authorities(open_library(self.index).documents)
            add_alias(self.vocabulary, authority, alias, held=held)
            said.append(f"also called {alias}")

    def remove_alias(self, authority: str, alias: str, *, actor: str) -> None:
        """Take a name of a council away again."""
        with self._written(Act.VOCABULARY, actor, authority) as said:
            remove_alias(self.vocabulary, authority, alias)
            said.append(f"no longer called {alias}")

    def switch_word(self, word: str, *, on: bool, actor: str) -> None:
        """Switch an abbreviation or a word of the thesaurus off, or on again."""
        with self._written(Act.VOCABULARY, actor, word) as said:
            (switch_on if on else switch_off)(self.vocabulary, word)
            said.append("switched on" if on else "switched off")

    def binned(self) -> tuple[Binned, ...]:
        """List what lies in the bin, newest first."""
        return binned(self.documents)

    def _waiting(self, staged_id: str) -> Staged:
        staged = self.incoming.get(staged_id)
        if staged is None:
            raise KeepingError("This file is no longer waiting: it has been added or discarded.")
        return staged

    def _write_values(self, path: str, values: Mapping[str, Value]) -> None:
        # "./": this file and no other. A name alone would mean files of that name in every council's folder.
        set_entry(self.documents / CATALOGUE, f"./{path}", values, self._as_read(path, values))

    def _as_read(self, path: str, values: Mapping[str, Value]) -> dict[str, str]:
        """Give what was read of a document where a value is to take its place; nothing of one that is not held."""
        keys = [key for key, value in values.items() if value is not None and key not in _NEVER_READ]
        held = None
        with suppress(IndexStoreError):
            held = open_library(self.index).document(path) if keys else None
        if held is None:
            return {}
        return {key: as_text(held, key) for key in keys if key not in held.settled} | {
            key: text for key, text in held.as_read if key in keys
        }

    def _written(self, act: Act, actor: str, subject: str) -> "_Written":
        return _Written(self.audit, act, actor, subject)


class _Written:
    """Writes an act down when it is over: done, or failed and why."""

    def __init__(self, audit: Audit, act: Act, actor: str, subject: str) -> None:
        self._audit, self._act, self._actor, self._subject = audit, act, actor, subject
        self._said: list[str] = []

    def __enter__(self) -> list[str]:
        self._audit.ready()  # what cannot be written down is not done
        return self._said

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None:
            self._audit.write(self._act, actor=self._actor, subject=self._subject, detail="; ".join(self._said))
        elif isinstance(error, FindingsError):
            self._audit.write(self._act, actor=self._actor, subject=self._subject, outcome="failed", detail=str(error))
