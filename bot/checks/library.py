"""Check that Findings is ready to run, one line a finding, each good or with its remedy; nothing is changed.

No token is shown.
"""

import os
from collections.abc import Iterator
from contextlib import closing

from bot.answers import open_answerer
from bot.checks.checked import Checked, bad, good, note, to_be_made
from bot.checks.slack import check_slack
from bot.labels import count
from bot.pages import undrawn
from bot.records import Audit
from bot.settings import Settings, read_workspaces, unknown_settings
from index.authorities import Gazetteer, held_authorities
from index.errors import FindingsError, TomlFault
from index.folder import CATALOGUE, load_catalogue, load_local, sample_hashes
from index.indexing import check_deep
from index.readers import pages_of
from index.storage import Library, open_library, read_runs
from index.text import write_day
from index.vocabulary import VOCABULARY

_WORDS_SHOWN = 12


def check_health(settings: Settings) -> Iterator[Checked]:
    """Look at the settings, the documents, the index and the connection to Slack, in the order to mend them."""
    for name in unknown_settings():
        yield note(f"{name} is no setting of Findings, and counts for nothing: check its spelling.")
    yield from _documents(settings)
    library: Library | None = None
    unusable = ""
    try:
        library = open_library(settings.index)
    except FindingsError as error:
        unusable = str(error)
    yield from _settled(settings, library)
    if unusable:
        yield bad(unusable)
    if library is not None:
        yield from _library(library, settings)
    yield from _unread(settings, library)
    yield _records(settings)
    try:
        read_workspaces(settings)
        if settings.neighbours is not None and library is not None:
            open_answerer(settings.index, neighbours=settings.neighbours)
    except FindingsError as error:
        yield bad(str(error))
    yield from check_slack(settings)


def check_passages(settings: Settings) -> Iterator[Checked]:
    """Find every passage, grade and item of a list again in its file, at its page, by a second way of reading."""
    library = open_library(settings.index)
    found = lost = 0
    for checked in check_deep(settings.documents, library):
        path = checked.document.path
        if checked.fault:
            yield Checked(checked.excused, f"{path} was not looked at: {checked.fault}.", note=True)
        for one in checked.lost:
            pages = sorted({page for page in (one.first_page, one.last_page) if page is not None})
            place = f", {pages_of(pages)}" if pages else ""
            words = " ".join(one.text.split()[:_WORDS_SHOWN])
            yield bad(f"{path}{place}: a {one.what} is not found again ({one.why}): “{words} …”")
        found += checked.looked_at - len(checked.lost)
        lost += len(checked.lost)
    yield Checked(
        not lost,
        f"{found:,} of {found + lost:,} passages, grades and items of lists were found again in their files."
        + (" Run: findings index --rebuild. If they are still not found, please report it." if lost else ""),
    )


def _unread(settings: Settings, library: Library | None) -> Iterator[Checked]:
    """Name the files that the last run could not read, and say where samples answer or are left out."""
    if library is None:
        return
    for run in read_runs(settings.index, limit=1):
        for _, line in run.failed:
            yield note(line)
    samples = sum(document.sha256 in sample_hashes() for document in library.documents)
    if samples:
        yield note(
            f"{samples} of the documents are samples about invented councils. They are left out once a real document is"
            " in the folder, and always by findings serve, unless FINDINGS_SAMPLES=true."
        )


def _records(settings: Settings) -> Checked:
    path = settings.records
    if path.exists():
        try:
            with closing(Audit(path)) as audit:
                audit.ready()
        except FindingsError as error:
            return bad(f"{error} Until then nothing can be changed from Slack, and use is not counted.")
        return good(f"The records {path} (the audit and counts of use) can be written.")
    told = "(the audit and counts of use) will be made when they are needed."
    return to_be_made("The records", "FINDINGS_RECORDS", path, told)


def _documents(settings: Settings) -> Iterator[Checked]:
    folder = settings.documents
    if not folder.is_dir():
        yield bad(f"There is no documents folder {folder}. Make it, or set FINDINGS_DOCUMENTS to the right one.")
        return
    # Not what lies in the bin or waits to be added.
    files = sum(
        1
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not os.access(folder, os.W_OK):
        yield note(
            f"The documents folder {folder} cannot be written: nothing can be added, corrected or removed from Slack."
        )
    if files == 0:
        yield bad(f"The documents folder {folder} is empty. Put reports into it and run: findings index")
    else:
        yield good(f"The documents folder {folder} holds {count(files, 'file')}.")


def _settled(settings: Settings, library: Library | None) -> Iterator[Checked]:
    """Look at what admins wrote themselves; a pattern that matches nothing is told by what the index holds."""
    catalogue = load_catalogue(settings.documents / CATALOGUE)
    faults: list[TomlFault] = list(catalogue.faults)
    if library is not None:
        faults += catalogue.unmatched([path for held in library.documents for path in (held.path, *held.also)])
    faults += load_local(settings.documents / VOCABULARY, held_authorities(library.documents) if library else ()).faults
    for fault in faults:
        yield bad(str(fault))


def _library(library: Library, settings: Settings) -> Iterator[Checked]:
    held = held_authorities(library.documents)
    dates = [document.date for document in library.documents if document.date]
    newest = f", the newest of {write_day(max(dates))}" if dates else ""
    yield Checked(
        bool(library.documents),
        f"The index {settings.index} holds {count(len(library.documents), 'document')} of"
        f" {count(len(held), 'council')}{newest}."
        + ("" if library.documents else " Put reports into the documents folder and run: findings index"),
    )
    for document in library.documents:
        if document.authority is None:
            yield bad(
                f"{document.path} does not say which council it is about. Settle it in"
                f" {settings.documents / 'catalogue.toml'}.",
            )
    if without := undrawn(document.path for document in library.documents):
        others = " and others" if len(without) > 1 else ""
        yield note(
            f"The pages of {count(len(without), 'document')} ({without[0]}{others}) cannot be shown as pictures."
            " Install LibreOffice, with Writer and Impress, if that is wanted; passages are quoted without it."
        )
    if settings.home_authority:
        name = Gazetteer.load(held).canonical(settings.home_authority)
        if name is None:
            yield bad(
                f"FINDINGS_HOME_AUTHORITY is {settings.home_authority}, which is no council that is known."
                " Write its name as the reports do.",
            )
        elif name not in {authority.name for authority in held}:
            yield bad(f"FINDINGS_HOME_AUTHORITY is {name}, of which no document is held.")
        else:
            yield good(f"Where a question names no council, {name} is meant.")
