"""A library that is brought up to date is searched exactly as one that is made anew."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.indexing import index_folder
from index.models import DocumentPart, Passage, Unit
from index.query import Lexicon
from index.search.build import builder, prepare_document, update_index
from index.search.build.document_columns import HeldColumns
from index.search.search_index import SearchIndex
from index.storage import Store, open_library

SAMPLES = Path(__file__).parent.parent / "documents"
_NEW = (
    "The Merrow Early Help Pathway Board meets monthly. The Merrow Early Help Pathway Board is new.",
    "A zebra crossing officer (ZCO) walks with children. The zebra crossing officer (ZCO) is liked.",
    "Practice improvement networks of the region share audits of xylophone lessons.",
)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give some fifty documents of a few passages each, as prepared for search, by an id."""
    index = tmp_path_factory.mktemp("parts") / "findings.db"
    index_folder(SAMPLES, index, samples=True, prepare=False)
    library = open_library(index)
    passages = [p for document in library.documents for p in library.passages_of(document)]
    cut = [passages[start : start + 5] for start in range(0, len(passages), 5)]
    return {f"{place:03}": prepare_document(tuple(some)) for place, some in enumerate(cut)}


@pytest.fixture(scope="module")
def new() -> bytes:
    texts = [Passage(n, text, Unit.NUMBERED, DocumentPart.BODY, str(n + 1)) for n, text in enumerate(_NEW)]
    return prepare_document(tuple(texts))


def _told(artifacts: Mapping[str, bytes]) -> dict[str, object]:
    """Give all that search knows, by words and not by their numbers."""
    index = SearchIndex(artifacts)
    terms = artifacts["terms"].decode().split("\n")

    def listed(postings, numbers):
        found = {name: postings.of(number) for name, number in numbers.items()}
        return {name: (passages.tolist(), worth.tolist()) for name, (passages, worth) in found.items()}

    return {
        "lexicon": Lexicon.from_json(artifacts["lexicon"]),
        "spelling": artifacts["spelling"],
        "parts": [index.part(n) for n in range(index.count)],
        "text": listed(index.text, index.terms),
        "heading": {k: v for k, v in listed(index.heading, index.terms).items() if v[0]},
        "phrase": listed(index.phrase, index.phrases),
        "words": [terms[number] for number in index.stream.tolist()],
        "lengths": index.lengths.tolist(),
        "sentences": index.sentences.tolist(),
        "points": index.points.tolist(),
        "figures": index.figures.tolist(),
        "polarity": index.polarity.tolist(),
        "above": [
            {terms[number] if number >= 0 else "" for number in index.words_above(n)} for n in range(index.count)
        ],
    }


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (lambda ids: ids, lambda ids: [*ids[:7], "new", *ids[7:]], ()),
        (lambda ids: [*ids[:7], "new", *ids[7:]], lambda ids: ids, ()),
        (lambda ids: ids, lambda ids: ids[:20] + ids[21:], ()),
        (lambda ids: ids, lambda ids: [ids[-1], *ids[:-1]], ()),
        (lambda ids: ids, lambda ids: [*ids[:3], "new", *ids[4:]], ()),
        (lambda ids: ids, lambda ids: ids, (5,)),
    ],
    ids=["one more", "one fewer", "a known one fewer", "another order", "one for another", "one corrected"],
)
def test_what_is_brought_up_to_date_equals_what_is_made_anew(parts, new, before, after, changed):
    held = {**parts, "new": new}
    first, then = before(list(parts)), after(list(parts))
    other = {first[place]: new for place in changed}
    columns, fresh = HeldColumns(), HeldColumns()
    former = update_index(first, held.__getitem__, columns)
    now = {**held, **other}
    updated = update_index(
        then, now.__getitem__, columns, former=former, load_former=held.__getitem__, changed=set(other)
    )
    anew = update_index(then, now.__getitem__, fresh)
    assert _told({**updated, **columns.joined(then)}) == _told({**anew, **fresh.joined(then)})
    assert updated["vectors"] == former["vectors"]  # associations stay as they were learned


def test_associations_are_learned_again_once_a_twentieth_has_changed(parts, new, monkeypatch):
    learned: list[int] = []
    real = builder.learn_associations

    def learn(*given, texts):
        learned.append(texts)
        return real(*given, texts=texts)

    monkeypatch.setattr(builder, "learn_associations", learn)
    ids: Sequence[str] = list(parts)
    columns = HeldColumns()
    former = update_index(ids, parts.__getitem__, columns)
    monkeypatch.delattr(builder, "read_descriptions")  # they are taken from what was made before
    for count in range(1, 6):
        held = {**parts, **{f"new {n}": new for n in range(count)}}
        former = update_index(list(held), held.__getitem__, columns, former=former, load_former=held.__getitem__)
    assert len(learned) == 2
    monkeypatch.undo()
    fresh = HeldColumns()
    anew = update_index(list(held), held.__getitem__, fresh)
    assert _told({**former, **columns.joined(list(held))}) == _told({**anew, **fresh.joined(list(held))})


def test_directions_of_what_is_new_are_those_that_a_full_make_would_give(parts, new):
    held = {**parts, "new": new}
    columns = HeldColumns()
    former = update_index(list(held), held.__getitem__, columns)
    names = ("passage.vectors", "sentence.vectors")
    made = [bytes(columns.column("new", name)) for name in names]
    fewer = update_index(list(parts), held.__getitem__, columns, former=former, load_former=held.__getitem__)
    again = HeldColumns()
    update_index(list(held), held.__getitem__, again, former=fewer, load_former=held.__getitem__)
    assert [bytes(again.column("new", name)) for name in names] == made
    assert any(made[0])


def test_documents_that_come_in_several_batches_are_counted_as_in_one(parts, monkeypatch):
    def made() -> dict[str, object]:
        columns = HeldColumns()
        artifacts = update_index(list(parts), parts.__getitem__, columns)
        return {**_told({**artifacts, **columns.joined(list(parts))}), "vectors": artifacts["vectors"]}

    in_one = made()
    monkeypatch.setattr(builder, "_TOKENS", 500)
    assert made() == in_one


def test_an_index_of_the_version_before_answers_until_the_new_one_is_made(parts):
    columns = HeldColumns()
    artifacts = update_index(list(parts), parts.__getitem__, columns)
    new = {**artifacts, **columns.joined(list(parts))}
    index = SearchIndex(new)
    old = {name: blob for name, blob in new.items() if name not in ("sizes", "parts", "part.names")}
    for name, lengths in (
        ("offsets", "lengths"),
        ("heading.offsets", "heading.lengths"),
        ("sentences", "sentence.counts"),
    ):
        ends = np.cumsum(np.frombuffer(old.pop(lengths), np.int32), dtype=np.int32)
        old[name] = np.concatenate([np.zeros(1, np.int32), ends]).tobytes()
    old["points"] = index.points.tobytes()
    old["matters"] = "\n".join(index.part(n).value for n in range(index.count)).encode()
    assert max(index.points.tolist()) > 1
    assert _told(old) == _told(new)


def test_a_run_over_a_folder_takes_up_what_the_run_before_made(tmp_path, monkeypatch):
    folder, index = tmp_path / "documents", tmp_path / "findings.db"
    folder.mkdir()
    page = "# Focused visit to Merrow {0}\n\n" + "\n\n".join(
        f"{n}. Social workers in team {{0}} know child {n} well and visit often." for n in range(1, 9)
    )
    for number in range(40):
        (folder / f"visit {number:02}.md").write_text(page.format(number), encoding="utf-8")
    index_folder(folder, index)
    kept: list[str] = []
    real = Store.keep_columns

    def keep(store, document, columns):
        kept.append(document)
        real(store, document, columns)

    monkeypatch.setattr(Store, "keep_columns", keep)
    (folder / "visit 07.md").write_text(page.format("seven"), encoding="utf-8")
    index_folder(folder, index)
    assert len(set(kept)) == 1
    updated = _told(open_library(index).artifacts)
    index_folder(folder, index, rebuild=True)
    assert len(set(kept)) == 40
    assert _told(open_library(index).artifacts) == updated


def test_what_another_version_made_of_words_is_not_read_where_the_files_are_read_anew_too(tmp_path):
    folder, index = tmp_path / "documents", tmp_path / "findings.db"
    folder.mkdir()
    (folder / "visit.md").write_text("# Focused visit to Merrow\n\n1. Practice is good.", encoding="utf-8")
    index_folder(folder, index)
    with closing(sqlite3.connect(index)) as database, database:
        database.execute("UPDATE readings SET reader = 'older', preparation = 'older', prepared = x'00'")
        database.execute("UPDATE files SET reader = 'older'")
    assert index_folder(folder, index).generation == 2
