"""A model of examples tells labels by their words, and what is kept of it is what would be counted."""

import pytest

from index.query.example_model import ExampleModel, counted

EXAMPLES = (
    "# label | text\nfruit | Which apples are red?\nfruit | pears and apples\n"
    "tools | a saw and 2 hammers\ntools | red saws\n"
)
TEXTS = ("red apples and pears", "hammers?", "3 hammers", "zxqv", "")


@pytest.fixture
def files(tmp_path):
    path, kept = tmp_path / "examples.txt", tmp_path / "kept" / "examples.counts"
    path.write_text(EXAMPLES, encoding="utf-8")
    return path, kept


def scores_of(model):
    return [{label: round(score, 9) for label, score in model.scores(text).items()} for text in TEXTS]


def test_the_label_whose_examples_have_the_words_is_the_likelier():
    model = ExampleModel([("fruit", "red apples"), ("tools", "red saws")])
    scores = model.scores("my apples")
    assert scores["fruit"] > scores["tools"]
    scores = model.scores("no word of these")
    assert scores["fruit"] == scores["tools"]


def test_what_is_kept_scores_as_what_was_counted(files):
    first = counted(*files)
    again = ExampleModel.from_text(first.to_text())
    assert scores_of(again) == scores_of(first)
    assert scores_of(counted(*files)) == scores_of(first)


def test_a_file_of_examples_that_has_changed_is_counted_again(files):
    path, _ = files
    before = counted(*files).scores("nails")
    path.write_text(EXAMPLES + "nuts | nails\n", encoding="utf-8")
    assert set(counted(*files).scores("nails")) - set(before) == {"nuts"}


@pytest.mark.parametrize("whole", [0, 20, 80, 200])
def test_what_is_kept_and_broken_off_is_counted_again(files, whole):
    path, kept = files
    expected = scores_of(counted(path, kept))
    kept.write_text(kept.read_text(encoding="utf-8")[:whole], encoding="utf-8")
    assert scores_of(counted(path, kept)) == expected


def test_a_folder_that_may_not_be_written_to_is_no_fault(files):
    path, kept = files
    kept.parent.write_text("a file stands where the folder would be", encoding="utf-8")
    assert scores_of(counted(path, kept)) == scores_of(ExampleModel.from_text(counted(path, kept).to_text()))
