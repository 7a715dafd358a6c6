"""Export: the library as tables for analysts: documents, judgements, improvements, and one row for each inspection.

In: a library. Out: tables of named columns, and their text as CSV or JSON. A grade stands as the report prints it, in
the column of the area as the report cuts it: nothing is inferred, and an area that is not graded is empty. Beside it
stands the same grade in one spelling (``.._standard``), to count and to filter by.
"""

import csv
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from bot.models import Answer
from index.errors import FindingsError
from index.files import replace_file
from index.metadata import superseded_by
from index.models import Citation, Document, Kind
from index.storage import Library

TABLES = ("documents", "inspections", "judgements", "improvements")
Value = str | int | None
# The areas of every framework since 2013, each a column of its own: what one framework combines, another parts.
_AREAS: tuple[tuple[str, str], ...] = (
    ("overall_effectiveness", r"overall effectiveness|overall judgement|^children['’]s services\b"),
    ("leaders_and_social_work_practice", r"impact of leaders"),
    ("leadership_management_and_governance", r"leadership, management and governance"),
    ("help_and_protection", r"help and protection"),
    ("children_in_care_and_care_leavers", r"children in care\b.*\bcare leavers"),
    ("children_in_care", r"children in care\b"),
    ("children_looked_after_and_permanence", r"looked after"),
    ("care_leavers", r"care leavers"),
    ("adoption", r"adoption"),
    ("local_safeguarding_children_board", r"safeguarding children board|lscb"),
)
# A grade in one spelling. "Grade 3" was "adequate" in some frameworks and "requires improvement" in others.
_GRADES = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("Outstanding", r"outstanding|grade 1$"),
        ("Good", r"good|grade 2$"),
        ("Requires improvement", r"requires? improvement"),
        ("Inadequate", r"inadequate|grade 4$"),
        ("Adequate", r"adequate"),
        ("Satisfactory", r"satisfactory"),
    )
)
_COLUMNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _AREAS)
# A cell that begins like this is a formula to Excel and its like: it would run in the reader's hands
# (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ExportError(FindingsError):
    """A table cannot be written where it was asked for."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns in order and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def export_tables(library: Library) -> dict[str, Table]:
    """Make every table; documents in the order of council, date and path."""
    documents = sorted(
        library.documents, key=lambda d: (d.authority or "~", d.date.isoformat() if d.date else "", d.path)
    )
    return {
        "documents": _documents(documents, library),
        "inspections": _inspections([d for d in documents if d.kind is Kind.INSPECTION]),
        "judgements": _judgements(documents),
        "improvements": _improvements(documents),
    }


def standard_grade(grade: str | None) -> str | None:
    """Give a printed grade in one spelling; None for what is no grade, and for a number that meant several."""
    return next((name for name, pattern in _GRADES if pattern.match((grade or "").strip(" ("))), None)


def answer_table(answer: Answer) -> Table:
    """Make a table of all that an answer found: its grades, and its passages with those beyond the ones shown."""
    columns = tuple("authority kind published area grade text section paragraph item page document".split())
    rows: list[tuple[Value, ...]] = []
    for judgement in answer.judgements:
        rows.append((*_cited(judgement.citation), judgement.area, judgement.grade, None, *_stands(judgement.citation)))
    for item in () if answer.judgements and not answer.groups else (*answer.evidence, *answer.more):
        rows.append((*_cited(item.citation), None, None, item.text, *_stands(item.citation)))
    for fact in answer.facts:
        whose = _cited(fact.citation) if fact.citation else (None, None, None)
        place = _stands(fact.citation) if fact.citation else (None,) * 5
        rows.append((*whose, fact.label, None, fact.value, *place))
    return Table("answer", columns, tuple(rows))


def _cited(citation: Citation) -> tuple[Value, ...]:
    return (citation.authority, citation.kind.value, citation.published.isoformat() if citation.published else None)


def _stands(citation: Citation) -> tuple[Value, ...]:
    page = citation.pages[0] if citation.pages else None
    return (citation.section, citation.paragraph, citation.item, page, citation.document)


def to_csv(table: Table) -> str:
    """Write a table as CSV (RFC 4180) that spreadsheets open safely: with a byte order mark, and no cell a formula."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(table.columns)
    writer.writerows([_harmless(value) for value in row] for row in table.rows)
    return "\ufeff" + stream.getvalue()


def to_json(table: Table) -> str:
    """Write a table as a list of objects."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def write_tables(tables: Mapping[str, Table], folder: Path, *, form: str) -> tuple[Path, ...]:
    """Write each table into a folder, each in one step; raise ExportError where that is not possible.

    An earlier export is replaced; a file of somebody else's that has the name of a table is not.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for table in tables.values():
            if not _replaceable(folder / f"{table.name}.{form}", table, form):
                raise ExportError(
                    f"Cannot write {folder / table.name}.{form}: there is another file of this name, which no export"
                    " wrote. Move it, or name another folder."
                )
        for table in tables.values():
            target = folder / f"{table.name}.{form}"
            text = to_csv(table) if form == "csv" else to_json(table) + "\n"
            replace_file(target, text)
            written.append(target)
    except OSError as error:
        raise ExportError(f"Cannot write the tables into {folder}: {error.strerror}. Name another folder.") from error
    return tuple(written)


def _replaceable(path: Path, table: Table, form: str) -> bool:
    """Tell whether there is no file, or one that an export of this table wrote, of this version or another."""
    if not path.exists() and not path.is_symlink():
        return True
    if path.is_symlink() or not path.is_file():
        return False
    first = table.columns[0]
    starts = (f"\ufeff{first},",) if form == "csv" else (f'[\n  {{\n    "{first}":', "[]")
    with path.open("rb") as file:
        return file.read(200).startswith(tuple(start.encode() for start in starts))


def _documents(documents: Sequence[Document], library: Library) -> Table:
    columns: tuple[str, ...] = ("also", "authority_form", "pages", "passages", "judgements", "improvements", "url")
    columns = (*_ABOUT, *columns, "warnings", "superseded_by", "newer_edition")
    newer = {document.path: superseded_by(document, documents) for document in documents}
    rows = tuple(
        (
            *_about(document),
            "; ".join(document.also) or None,
            document.authority_form,
            document.pages,
            len(library.passages_of(document)),
            len(document.judgements),
            len(document.improvements),
            document.url,
            " ".join(document.warnings) or None,
            later.path if (later := newer[document.path]) else None,
            document.edition_of,
        )
        for document in documents
    )
    return Table("documents", columns, rows)


def _inspections(documents: Sequence[Document]) -> Table:
    names = tuple(name for name, _ in _AREAS)
    rows = []
    for document in documents:
        grades: dict[str, str] = {}
        others = []
        for judgement in document.judgements:
            column = _column(judgement.area)
            if column is None or column in grades:
                others.append(f"{judgement.area}: {judgement.grade or 'not graded'}")
            elif judgement.grade is not None:
                grades[column] = judgement.grade
        printed = [grades.get(name) for name in names]
        rows.append((*_about(document), *printed, "; ".join(others) or None, *map(standard_grade, printed)))
    standard = tuple(f"{name}_standard" for name in names)
    return Table("inspections", (*_ABOUT, *names, "other_areas", *standard), tuple(rows))


def _judgements(documents: Sequence[Document]) -> Table:
    rows = tuple(
        (
            *_about(document),
            number,
            judgement.area,
            judgement.grade,
            standard_grade(judgement.grade),
            judgement.page,
        )
        for document in documents
        for number, judgement in enumerate(document.judgements, 1)
    )
    return Table("judgements", (*_ABOUT, "position", "area", "grade", "grade_standard", "page"), rows)


def _improvements(documents: Sequence[Document]) -> Table:
    rows = tuple(
        (*_about(document), number, item.paragraph, item.item, item.page, item.text)
        for document in documents
        for number, item in enumerate(document.improvements, 1)
    )
    return Table("improvements", (*_ABOUT, "position", "paragraph", "item", "page", "text"), rows)


_ABOUT = tuple("document authority kind voice title published inspected_from inspected_to lead_inspector".split())


def _about(document: Document) -> tuple[Value, ...]:
    period = document.inspected
    return (
        document.path,
        document.authority,
        document.kind.value,
        document.voice.value,
        document.title,
        document.published.isoformat() if document.published else None,
        period.start.isoformat() if period else None,
        period.end.isoformat() if period else None,
        document.lead_inspector,
    )


def _column(area: str) -> str | None:
    return next((name for name, pattern in _COLUMNS if pattern.search(area)), None)


def _harmless(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
