"""The errors of the index. A message names the thing, the fault and the remedy, in one sentence for a person."""

from dataclasses import dataclass


class FindingsError(Exception):
    """The root of every error that Findings raises on purpose."""


class ReadError(FindingsError):
    """A file cannot be read as a document; the rest of the folder is not concerned."""

    def __init__(self, name: str, fault: str, remedy: str) -> None:
        """Make the one line that is shown: ``Cannot read NAME: FAULT. REMEDY``."""
        super().__init__(f"Cannot read {name}: {fault}. {remedy}")
        self.name = name
        self.fault = fault
        self.remedy = remedy


class ScanError(ReadError):
    """A file is made of pictures, or of letters that cannot be told: OCR may read it."""


class CatalogueError(FindingsError):
    """An entry of the catalogue cannot be used; its line is named."""


class IndexStoreError(FindingsError):
    """The index file cannot be used: not a database, of another schema, or locked."""


class IndexAgeError(IndexStoreError):
    """The index was made by an older version of Findings; the next run makes it anew."""


class IndexMissingError(IndexStoreError):
    """There is no index yet."""


class IndexBusyError(IndexStoreError):
    """Another run is writing the index."""


class FolderError(FindingsError):
    """The documents folder, or a path that was named in it, cannot be used."""


class MissingFilesError(FolderError):
    """So many files are gone from the documents folder that it may not be the whole folder; nothing was changed."""


class UploadError(FindingsError):
    """A file that somebody offers is not taken in; nothing of it is left behind."""

    def __init__(self, name: str, fault: str, remedy: str) -> None:
        """Make the one line that is shown: ``Cannot take NAME: FAULT. REMEDY``."""
        super().__init__(f"Cannot take {name}: {fault}. {remedy}")
        self.name = name
        self.fault = fault
        self.remedy = remedy


class KeepingError(FindingsError):
    """A file of the library cannot be added, removed or brought back; everything is as it was before."""


def fault_of(error: OSError | UnicodeDecodeError) -> str:
    """Say why a text file could not be read, without its name, a number or the words of a programmer."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return error.strerror or type(error).__name__


@dataclass(frozen=True, slots=True)
class TomlFault:
    """An entry or a key of a file that cannot be used: where it stands, what is wrong and what to write instead."""

    line: int | None
    message: str
    file: str = "catalogue.toml"

    def __str__(self) -> str:
        """Give the one line that is shown."""
        return f"{self.file}, line {self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"
